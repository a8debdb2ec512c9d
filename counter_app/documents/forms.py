"""The printed forms as data: which wording was in force on which day, and an office's own changes to it.

Shipped forms lie in `resources/forms`. A file in the office's own folder stands before a shipped one for the same
form and day, and is read again as soon as it changes, so a new circular needs no new release and no restart.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from counter_app.documents.faces import BOLD, ITALIC, REGULAR
from counter_app.domain.errors import OfficerCanMend
from counter_app.settings import resource

RECEIPT: Final = "receipt"
MISSING_ITEMS: Final = "missing_items"

_PLACEHOLDER: Final = re.compile(r"\{[^{}]*\}")

DOTS: Final = "." * 24
"""What stands for a value that is not known: the dotted line of the form, filled in by hand."""

_PIECES: Final = re.compile(r"(\*\*|\*|\{[^{}]*\})")


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Line(_Part):
    """A line of the form; two cells stand side by side when both fit. Left out when the value `when` is empty."""

    kind: Literal["line"]
    cells: tuple[str, ...] = Field(min_length=1, max_length=2)
    when: str | None = None
    small: bool = False


class Title(_Part):
    """The form's name and what stands under it, centred; with `codes` the bars below and the QR symbol beside them."""

    kind: Literal["title"]
    lines: tuple[str, ...]
    codes: bool = False


class Papers(_Part):
    """The table of papers: number, name, and three counts under one heading."""

    kind: Literal["papers"]
    number: str
    name: str
    counts: str
    sorts: tuple[str, str, str]


class Items(_Part):
    """A numbered list of the slip's items."""

    kind: Literal["items"]


class Signatures(_Part):
    """Who signs: per column the lines above the signature and the name below it."""

    kind: Literal["signatures"]
    columns: tuple[tuple[str, ...], ...] = Field(min_length=1, max_length=2)
    names: tuple[str, ...]


Block = Annotated[Line | Title | Papers | Items | Signatures, Field(discriminator="kind")]


class Head(_Part):
    """The two-column head of every form."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    number: str
    date: str


class Marks(_Part):
    """Words around the form: reprint, practice, continuation, and whose copy this is."""

    reprint: str
    practice: str
    page: str
    copies: tuple[str, ...]


class Form(_Part):
    """One wording of one form, in force from `valid_from` to `valid_to` (both days included; None is open)."""

    form: Literal["receipt", "missing_items"]
    name: str
    source: str
    valid_from: date
    valid_to: date | None = None
    head: Head
    blocks: tuple[Block, ...]
    marks: Marks

    def covers(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in one face; `placeholder` says that `text` names a value, which may be empty if `optional`."""

    face: str
    text: str
    placeholder: bool
    optional: bool = False


@lru_cache(maxsize=512)
def pieces(wording: str) -> tuple[Piece, ...]:
    """Split `wording` at its `**bold**`, `*italic*`, `{placeholder}` and `{placeholder?}` marks."""
    found = []
    bold = italic = False
    for part in _PIECES.split(wording):
        if part == "**":
            bold = not bold
        elif part == "*":
            italic = not italic
        elif part:
            face = BOLD if bold else ITALIC if italic else REGULAR
            if _PLACEHOLDER.fullmatch(part):
                found.append(Piece(face, part[1:-1].removesuffix("?"), placeholder=True, optional="?" in part))
            else:
                found.append(Piece(face, part, placeholder=False))
    return tuple(found)


def filled(wording: str, values: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return `wording` as stretches (face, text) with `values` in their places.

    An empty value becomes the form's dots, or nothing where the wording says `{name?}`.
    """
    return [(piece.face, _text(piece, values)) for piece in pieces(wording)]


def _text(piece: Piece, values: Mapping[str, str]) -> str:
    if not piece.placeholder:
        return piece.text
    return values[piece.text] or ("" if piece.optional else DOTS)


class Forms:
    """Finds the form for a day. `own` is the office's folder of changed forms, or None."""

    def __init__(self, placeholders: Mapping[str, frozenset[str]], own: Path | None = None) -> None:
        self._placeholders = placeholders
        self._own = own
        self._read: dict[Path, tuple[tuple[int, int], Form]] = {}
        self._shipped = [self._load(path) for path in sorted(resource("forms").glob("*.json"))]

    def on(self, form: str, day: date) -> Form:
        """Return the wording of `form` in force on `day`; of several the one that came into force last.

        Raises OfficerCanMend: "no_form_for_day"; "form_unreadable" or "form_unknown_placeholder" with the file's name.
        """
        for candidates in (self._own_forms(), self._shipped):
            fitting = [found for found in candidates if found.form == form and found.covers(day)]
            if fitting:
                return max(fitting, key=lambda found: found.valid_from)
        raise OfficerCanMend("no_form_for_day", form=form, day=day.isoformat())

    def _own_forms(self) -> list[Form]:
        if self._own is None or not self._own.is_dir():
            return []
        found = []
        for path in sorted(self._own.glob("*.json")):
            try:
                state = path.stat()
            except FileNotFoundError:
                continue
            stamp = (state.st_mtime_ns, state.st_size)
            if path not in self._read or self._read[path][0] != stamp:
                self._read[path] = (stamp, self._load(path))
            found.append(self._read[path][1])
        return found

    def _load(self, path: Path) -> Form:
        try:
            form = Form.model_validate_json(path.read_bytes())
        except (ValidationError, OSError) as error:
            raise OfficerCanMend("form_unreadable", file=path.name, reason=_first_line(error)) from error
        known = self._placeholders[form.form]
        for name in _names(form):
            if name not in known:
                raise OfficerCanMend(
                    "form_unknown_placeholder", file=path.name, placeholder=name, known=", ".join(sorted(known))
                )
        return form


def _first_line(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False, include_input=False)[0]
        return f"{'.'.join(str(step) for step in first['loc'])}: {first['msg']}"
    return type(error).__name__


def _names(form: Form) -> set[str]:
    """Return every placeholder in the wordings and conditions of `form`; a brace without its pair counts as one."""
    wordings: list[str] = [*form.head.left, *form.head.right, form.head.number, form.head.date]
    wordings += [form.marks.reprint, form.marks.practice, form.marks.page, *form.marks.copies]
    names: set[str] = set()
    for block in form.blocks:
        if isinstance(block, Line):
            wordings += block.cells
            if block.when is not None:
                names.add(block.when)
        elif isinstance(block, Title):
            wordings += block.lines
        elif isinstance(block, Signatures):
            wordings += [line for column in block.columns for line in column]
            wordings += block.names
        elif isinstance(block, Papers):
            wordings += [block.number, block.name, block.counts, *block.sorts]
    found = [piece for wording in wordings for piece in pieces(wording)]
    return names | {piece.text for piece in found if piece.placeholder or "{" in piece.text or "}" in piece.text}
