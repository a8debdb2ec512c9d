"""The door: reads flags, calls the right room."""

import sys


def main(argv: list[str] | None = None) -> int:
    """Run `counter-app`; returns the exit status."""
    del argv
    return 0


if __name__ == "__main__":
    sys.exit(main())
