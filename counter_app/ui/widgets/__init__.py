"""Parts used by more than one page, or too big to live inside one; each is given a value and emits intents."""
