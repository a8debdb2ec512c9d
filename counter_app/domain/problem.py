"""What is wrong, or looks wrong, with one field of a form: data, never an exception and never a sentence."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One remark about one field.

    `certain` is True when the value cannot be right (the form is not accepted with it) and False when it only looks
    unlikely (the officer is warned and decides). `code` is stable and worded at the border.
    """

    field: str
    code: str
    certain: bool
