"""What an officer can ask. Each question opens its own reading, answers with frozen values and never writes."""
