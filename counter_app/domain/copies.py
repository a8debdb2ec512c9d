"""The copies grammar: what the officer types for certified copies.

`documents*copies`, joined by `+`, with `/pages` of each original when it has more than one: `3*2+1*5` is three
documents in two copies each and one in five; `1*5/10` is one document of ten pages in five copies. Blanks are allowed
anywhere between numbers and signs; ×, x and X stand for `*`.
"""

import re
from dataclasses import dataclass
from typing import Final

LARGEST: Final = 9_999
"""Of documents, copies or pages in one part: more is a slip of the finger."""

_TOKEN = re.compile(r"[0-9]+|[*×xX]|[+/]")


@dataclass(frozen=True, slots=True)
class CopiesLine:
    """One part: `documents` originals of `pages` pages each, `copies` copies of each."""

    documents: int
    copies: int
    pages: int = 1

    @property
    def total(self) -> int:
        """All copies of this part."""
        return self.documents * self.copies


@dataclass(frozen=True, slots=True)
class CopiesProblem:
    """What is wrong and where: `position` counts characters from 0 in the typed text."""

    code: str
    position: int
    found: str = ""


@dataclass(frozen=True, slots=True)
class Copies:
    """What was typed and what it means; with a `problem` the lines are empty and the text is kept as it was typed."""

    text: str
    lines: tuple[CopiesLine, ...] = ()
    problem: CopiesProblem | None = None

    @property
    def documents(self) -> int:
        return sum(line.documents for line in self.lines)

    @property
    def total(self) -> int:
        """All copies of all parts."""
        return sum(line.total for line in self.lines)


class _Wrong(Exception):
    def __init__(self, code: str, position: int, found: str = "") -> None:
        self.problem = CopiesProblem(code, position, found)
        super().__init__(code)


def read(text: str) -> Copies:
    """Read `text`; never raises. Problem codes: copies_empty, copies_sign_unknown, copies_number_expected,
    copies_times_expected, copies_plus_expected, copies_zero, copies_too_large.
    """
    try:
        return Copies(text, _lines(_tokens(text), len(text)))
    except _Wrong as wrong:
        return Copies(text, problem=wrong.problem)


def _tokens(text: str) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    position = 0
    while position < len(text):
        if text[position].isspace():
            position += 1
            continue
        match = _TOKEN.match(text, position)
        if match is None:
            raise _Wrong("copies_sign_unknown", position, text[position])
        sign = match.group()
        found.append(("*" if sign in "×xX" else sign, position))
        position = match.end()
    if not found:
        raise _Wrong("copies_empty", 0)
    return found


def _lines(tokens: list[tuple[str, int]], end: int) -> tuple[CopiesLine, ...]:
    lines: list[CopiesLine] = []
    at = 0
    while True:
        documents, at = _number(tokens, at, end)
        if at == len(tokens) or tokens[at][0] != "*":
            raise _Wrong("copies_times_expected", *_where(tokens, at, end))
        copies, at = _number(tokens, at + 1, end)
        pages = 1
        if at < len(tokens) and tokens[at][0] == "/":
            pages, at = _number(tokens, at + 1, end)
        lines.append(CopiesLine(documents, copies, pages))
        if at == len(tokens):
            return tuple(lines)
        if tokens[at][0] != "+":
            raise _Wrong("copies_plus_expected", *_where(tokens, at, end))
        at += 1


def _where(tokens: list[tuple[str, int]], at: int, end: int) -> tuple[int, str]:
    return (tokens[at][1], tokens[at][0]) if at < len(tokens) else (end, "")


def _number(tokens: list[tuple[str, int]], at: int, end: int) -> tuple[int, int]:
    position, found = _where(tokens, at, end)
    if not found.isdecimal():
        raise _Wrong("copies_number_expected", position, found)
    digits = found.lstrip("0")
    if not digits:
        raise _Wrong("copies_zero", position, found)
    if len(digits) > len(str(LARGEST)):
        raise _Wrong("copies_too_large", position, found[:12])
    return int(digits), at + 1
