"""The three kinds of errors: the officer can mend it, try later, ours.

An error carries a stable code and facts; the sentence a person reads is made at the border (screen words, command
line), always in three parts: what happened, what is safe, which key or command now. Facts never hold personal data.
"""


class CounterError(Exception):
    """Base of all errors that the application names."""

    def __init__(self, code: str, **facts: object) -> None:
        self.code = code
        self.facts: dict[str, str] = {name: str(value) for name, value in facts.items()}
        super().__init__(code if not facts else f"{code} {self.facts}")


class OfficerCanMend(CounterError):
    """Something that the person at the counter can put right: a wrong entry, a full disk, an empty tray."""


class TryLater(CounterError):
    """A machine or a line that is away; the same act will succeed when it is back."""


class OurFault(CounterError):
    """Something that should not happen; it is shown with a code for support and nothing is lost."""
