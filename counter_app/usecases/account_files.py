"""Officers' accounts as a file that an administrator edits: CSV, XLSX or JSON, in and out.

A file is taken whole or not at all. Accounts that are not in the file stay, unless it is to replace them all. A PIN is
taken in clear and kept as a hash; it is never written out, and a file without it changes no PIN.
"""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Final

from counter_app.domain import account as accounts_law
from counter_app.domain.account import ROLES, Account
from counter_app.domain.own_codes import make_badge, read_badge
from counter_app.domain.pin import SALT_BYTES, hash_pin, holds, is_pin
from counter_app.domain.text import fold
from counter_app.storage import accounts
from counter_app.storage.store import Store
from counter_app.usecases.catalogue_rows import CellError, cell
from counter_app.usecases.offices import units
from counter_app.usecases.row_files import RowProblem, Shape, read_rows, write_rows

COLUMNS: Final = ("code", "name", "role", "unit", "valid_from", "valid_to", "active")
PIN: Final = "pin"
NO_PIN: Final = "-"
"""What stands in the column `pin` for an officer who is asked for none any more; empty leaves it as it is."""

_SHAPE: Final = Shape(COLUMNS, ("code", "name", "role", "unit", "valid_from"), "accounts", "Tài khoản")
_YES: Final = ("1", "true", "co", "x", "yes", "")
_NO: Final = ("0", "false", "khong", "no")

Key = tuple[str, date]


@dataclass(frozen=True, slots=True)
class Given:
    """A row of a file: the account without its PIN, and the PIN in clear as it stands there."""

    line: int
    account: Account
    pin: str

    def __repr__(self) -> str:
        return f"Given(line={self.line})"


@dataclass(frozen=True, slots=True)
class AccountsReading:
    """What a file says; with one problem nothing of it is imported."""

    rows: tuple[Given, ...]
    problems: tuple[RowProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class AccountChange:
    """One account that an import adds, removes or changes; `fields` are (column, old text, new text). Of a PIN they say
    only whether there is one."""

    kind: str
    account: Account
    fields: tuple[tuple[str, str, str], ...] = ()


def read_accounts(path: Path) -> AccountsReading:
    """Read `path` (format by its ending).

    Raises `OfficerCanMend`: file_unreadable, file_format_unknown, file_too_large, file_not_text, file_broken,
    column_missing, column_twice; wrong rows are returned.
    """
    given: list[Given] = []
    problems: list[RowProblem] = []
    for line, row in read_rows(path, _SHAPE):
        strange = [str(column) for column in row if column not in (*COLUMNS, PIN)]
        if strange and not any(problem.code == "column_unknown" for problem in problems):
            problems.extend(RowProblem(1, column, "column_unknown") for column in strange)
        try:
            given.append(_read(line, row))
        except CellError as error:
            problems.append(RowProblem(line, error.column, error.code, "" if error.column == PIN else error.value))
    lines: dict[Key, int] = {}
    problems.extend(
        RowProblem(one.line, "code", "account_twice", one.account.code)
        for one in given
        if lines.setdefault(_key(one.account), one.line) != one.line
    )
    if not given and not problems:
        problems.append(RowProblem(1, "", "file_empty"))
    return AccountsReading(() if problems else tuple(given), tuple(problems))


def bring_accounts(
    store: Store,
    rows: Sequence[Given],
    *,
    dry_run: bool,
    everything: bool = False,
    salt: Callable[[int], bytes] = os.urandom,
) -> tuple[tuple[AccountChange, ...], tuple[RowProblem, ...]]:
    """Take the rows of a file; `everything` makes them all the accounts there are. Return changes and problems.

    With one problem nothing is written.
    """
    with store.reading() as reading:
        before = {_key(one): one for one in accounts.every(reading)}
    after = {} if everything else dict(before)
    pins = {one.code: one.pin for one in before.values()}  # the last one of a code: a PIN is the person's
    for row in rows:
        key, code = _key(row.account), row.account.code
        kept = before[key].pin if key in before else pins.get(code, "")
        pins[code] = _pin(row.pin, kept, salt)
        after[key] = replace(row.account, pin=pins[code])
    lines = {_key(row.account): row.line for row in rows}
    problems = tuple(
        RowProblem(lines.get(_key(one), 1), "valid_from", "overlaps", one.code)
        for one in accounts_law.overlapping(after.values())
    )
    changes = _changes(before, after)
    if not dry_run and not problems and changes:
        with store.transaction() as tx:
            accounts.replace(tx, after.values())
    return changes, problems


def write_accounts(those: Iterable[Account], path: Path) -> int:
    """Write accounts to `path` (format by its ending), without PINs; return how many.

    Raises `OfficerCanMend`: file_format_unknown, file_unwritable.
    """
    rows = [_row(one) for one in those]
    write_rows(rows, path, _SHAPE)
    return len(rows)


def _key(one: Account) -> Key:
    return one.code, one.valid_from


def _pin(said: str, kept: str, salt: Callable[[int], bytes]) -> str:
    if not said or (said != NO_PIN and kept and holds(said, kept)):
        return kept
    return "" if said == NO_PIN else hash_pin(said, salt(SALT_BYTES))


def _read(line: int, row: Mapping[str, object]) -> Given:
    texts = {column: cell(column, row.get(column)) for column in COLUMNS}
    first, last = _day("valid_from", texts["valid_from"]), texts["valid_to"]
    one = Account(
        code=_code(texts["code"]),
        name=texts["name"],
        role=texts["role"],
        unit=texts["unit"],
        valid_from=first,
        valid_to=_day("valid_to", last) if last else None,
        active=_whether("active", texts["active"]),
    )
    for column in accounts_law.wrong_fields(one):
        raise CellError(column, _wrong(column), texts.get(column, ""))
    if one.role not in ROLES:
        raise CellError("role", "role_unknown", one.role)
    if units().by_code(one.unit) is None:
        raise CellError("unit", "unit_unknown", one.unit)
    return Given(line, one, _typed_pin(row.get(PIN)))


def _wrong(column: str) -> str:
    return {"valid_to": "ends_before_it_begins", "unit": "not_a_unit"}.get(column, f"{column}_wrong")


def _code(text: str) -> str:
    """Return the badge's text for a badge or for its bare number."""
    badge = read_badge(text)
    if badge is not None:
        return badge.text
    try:
        return make_badge(int(text) if text.isascii() and text.isdecimal() else 0)
    except ValueError as error:
        raise CellError("code", "not_a_badge", text) from error


def _day(column: str, text: str) -> date:
    for shape in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, shape).date()  # noqa: DTZ007 - a day, no moment
        except ValueError:
            continue
    raise CellError(column, "not_a_date" if text else "missing", text)


def _whether(column: str, text: str) -> bool:
    word = fold(text)
    if word not in (*_YES, *_NO):
        raise CellError(column, "yes_or_no_expected", text)
    return word in _YES


def _typed_pin(value: object) -> str:
    """Return the PIN of a cell. A number is refused: whoever wrote it has dropped the zeros before it."""
    if value is None or value == "":
        return ""
    if not isinstance(value, str):
        raise CellError(PIN, "pin_is_number")
    pin = value.strip()
    if pin not in ("", NO_PIN) and not is_pin(pin):
        raise CellError(PIN, "not_a_pin")
    return pin


def _changes(before: Mapping[Key, Account], after: Mapping[Key, Account]) -> tuple[AccountChange, ...]:
    changes = []
    for key in sorted(before.keys() | after.keys()):
        was, becomes = before.get(key), after.get(key)
        if was is None and becomes is not None:
            changes.append(AccountChange("added", becomes, (("pin", "", "set"),) if becomes.pin else ()))
        elif becomes is None and was is not None:
            changes.append(AccountChange("removed", was))
        elif was is not None and becomes is not None and was != becomes:
            changes.append(AccountChange("changed", becomes, _fields(was, becomes)))
    return tuple(changes)


def _fields(was: Account, becomes: Account) -> tuple[tuple[str, str, str], ...]:
    old, new = _row(was), _row(becomes)
    fields = [(column, old[column], new[column]) for column in COLUMNS if old[column] != new[column]]
    if was.pin != becomes.pin:
        fields.append((PIN, "set" if was.pin else "", ("changed" if was.pin else "set") if becomes.pin else ""))
    return tuple(fields)


def _row(one: Account) -> dict[str, str]:
    return {
        "code": one.code,
        "name": one.name,
        "role": one.role,
        "unit": one.unit,
        "valid_from": one.valid_from.isoformat(),
        "valid_to": "" if one.valid_to is None else one.valid_to.isoformat(),
        "active": "1" if one.active else "0",
    }
