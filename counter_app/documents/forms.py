"""The printed forms as data: which wording was in force on which day, and an office's own changes to it.

Shipped forms lie in `resources/forms`. A file in the office's own folder stands before a shipped one for the same
form and day, and is read again as soon as it changes, so a new circular needs no new release and no restart.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final, get_args

from pydantic import ValidationError

from counter_app.documents.content import Places
from counter_app.documents.faces import BOLD, ITALIC, REGULAR
from counter_app.documents.form_model import Form, FormName, HandOvers, Items, Line, Table
from counter_app.domain.errors import OfficerCanMend
from counter_app.settings import resource

RECEIPT: Final = "receipt"
MISSING_ITEMS: Final = "missing_items"
REFUSAL: Final = "refusal"
APOLOGY: Final = "apology"
STOP_NOTICE: Final = "stop_notice"
CONTROL_SLIP: Final = "control_slip"
REGISTER: Final = "register"
COLLECTION_NOTE: Final = "collection_note"
HAND_OVER_LIST: Final = "hand_over_list"
VISIT_SHEET: Final = "visit_sheet"
CLOCK_SHEET: Final = "clock_sheet"
SHIFT_SHEET: Final = "shift_sheet"
DAILY_SHEET: Final = "daily_sheet"

_PLACEHOLDER: Final = re.compile(r"\{[^{}]*\}")

DOTS: Final = "." * 24
"""What stands for a value that is not known: the dotted line of the form, filled in by hand."""

_PIECES: Final = re.compile(r"(\*\*|\*|\{[^{}]*\})")


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


@dataclass(frozen=True, slots=True)
class _Wrong:
    """A file that holds no good form: for which form it was meant ("" when it does not say), and what is wrong."""

    form: str
    error: OfficerCanMend


class Forms:
    """Finds the form for a day. `own` is the office's folder of changed forms, or None."""

    def __init__(self, placeholders: Mapping[str, Places], own: Path | None = None) -> None:
        self._placeholders = placeholders
        self._own = own
        self._read: dict[Path, tuple[tuple[int, int], Form | _Wrong]] = {}
        self._shipped = [read_form(path, placeholders) for path in sorted(resource("forms").glob("*.json"))]

    def on(self, form: str, day: date) -> Form:
        """Return the wording of `form` in force on `day`; of several the one that came into force last.

        Raises OfficerCanMend: "no_form_for_day"; "form_unreadable" or "form_unknown_placeholder" with the file's name
        when a file of the office is wrong that is meant for this form, or does not say for which it is meant. A file
        for another form stops no paper but its own.
        """
        own = self._own_forms()
        for wrong in own:
            if isinstance(wrong, _Wrong) and wrong.form in ("", form):
                raise wrong.error.with_traceback(None)
        for candidates in (own, self._shipped):
            fitting = [one for one in candidates if isinstance(one, Form) and one.form == form and one.covers(day)]
            if fitting:
                return max(fitting, key=lambda found: found.valid_from)
        raise OfficerCanMend("no_form_for_day", form=form, day=day.isoformat())

    def _own_forms(self) -> list[Form | _Wrong]:
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

    def _load(self, path: Path) -> Form | _Wrong:
        try:
            return read_form(path, self._placeholders)
        except OfficerCanMend as error:
            return _Wrong(_meant_for(path), error)


def _meant_for(path: Path) -> str:
    """Return which form the file says it is, "" when it does not say it or no form is called so."""
    try:
        said = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return ""
    name = said.get("form") if isinstance(said, dict) else None
    return str(name) if name in get_args(FormName) else ""


def read_form(path: Path, placeholders: Mapping[str, Places]) -> Form:
    """Return the form in the file at `path`.

    Raises OfficerCanMend: "form_unreadable" or "form_unknown_placeholder" with the file's name, the placeholder and
    those that the form knows.
    """
    try:
        form = Form.model_validate_json(path.read_bytes())
    except (ValidationError, OSError) as error:
        raise OfficerCanMend("form_unreadable", file=path.name, reason=_first_line(error)) from error
    places = placeholders[form.form]
    for name in unknown_names(form, places):
        known = ", ".join(places.all())
        raise OfficerCanMend("form_unknown_placeholder", file=path.name, placeholder=name, known=known)
    return form


def _first_line(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False, include_input=False)[0]
        return f"{'.'.join(str(step) for step in first['loc'])}: {first['msg']}"
    return type(error).__name__


def unknown_names(form: Form, places: Places) -> list[str]:
    """Return what `form` names that nothing fills, in the order of the form.

    A brace without its pair counts as one: it is a placeholder gone wrong.
    """
    found: list[str] = []
    for part in form.parts():
        known = places.values
        if isinstance(part, Table | HandOvers):
            known = known | places.records.get(part.of, frozenset())
        for piece in (piece for wording in part.wordings() for piece in pieces(wording)):
            named = piece.placeholder or "{" in piece.text or "}" in piece.text
            if named and (not piece.placeholder or piece.text not in known):
                found.append(piece.text)
        found += _unknown_lists(part, places)
    return found


def _unknown_lists(part: object, places: Places) -> list[str]:
    if isinstance(part, Table | HandOvers):
        return [part.of] if part.of not in places.records else []
    if isinstance(part, Items):
        return [part.of] if part.of not in places.lists else []
    if isinstance(part, Line) and part.when is not None:
        return [part.when] if part.when not in {*places.values, *places.lists, *places.records} else []
    return []
