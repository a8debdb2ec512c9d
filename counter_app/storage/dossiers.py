"""The dossier rows: a cache of the fold, kept for lists, codes and counts."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import BindParameter, bindparam, func, insert, select, text, update

from counter_app.domain.acts import RUNNING
from counter_app.domain.dossier import Dossier, fold
from counter_app.storage import tables
from counter_app.storage.events import events_of
from counter_app.storage.prepared import Among, Prepared
from counter_app.storage.transaction import Question, Reading, Rows, Transaction
from counter_app.storage.values import from_ms, to_ms

_dossier, _outbox = tables.dossiers, tables.outbox
_RINGS: Final = {None: "city", "waiting": "counter", "parked": "parked"}

_OPEN_STATE: Final = (
    select(func.min(_outbox.c.state))
    .where(_outbox.c.dossier == _dossier.c.id, text("outbox.state <> 'delivered'"))
    .scalar_subquery()
)
LINE_COLUMNS: Final = (
    _dossier.c.position,
    _dossier.c.id,
    _dossier.c.code,
    _dossier.c.applicant,
    _dossier.c.number,
    _dossier.c.phone,
    _dossier.c.procedure,
    _dossier.c.procedure_name,
    _dossier.c.received_at,
    _dossier.c.due_at,
    _dossier.c.status,
    _dossier.c.conflicts,
    _OPEN_STATE,
)
"""The columns that `line` reads."""

_VALUES: Final[dict[str, BindParameter[Any]]] = {column.name: bindparam(column.name) for column in _dossier.c}
_INSERT = Prepared(insert(_dossier).values(_VALUES))
_UPDATE = Prepared(
    update(_dossier)
    .where(_dossier.c.position == bindparam("position_"))
    .values({name: value for name, value in _VALUES.items() if name != "position"})
)
_CHANGING: Final = tuple(column for column in _dossier.c if column.name not in {"position", "id"})
_CHANGED: Final = ("position", *(column.name for column in _CHANGING))
_UPDATE_MANY = Prepared(
    text(
        f"UPDATE dossier SET {', '.join(f'{column.name} = new.{column.name}' for column in _CHANGING)} "  # noqa: S608
        "FROM json_to_recordset(CAST(:rows AS json)) AS new(position bigint, "
        f"{', '.join(f'{column.name} {column.type.compile()}' for column in _CHANGING)}) "
        "WHERE dossier.position = new.position"
    )
)
_POSITIONS = Among(select(_dossier.c.id, _dossier.c.position), _dossier.c.id)
_POSITION = Prepared(select(_dossier.c.position).where(_dossier.c.id == bindparam("id")))
_ID_BY_CODE = Prepared(select(_dossier.c.id).where(_dossier.c.code == bindparam("code")))
_LINE_BY_ID = Prepared(select(*LINE_COLUMNS).where(_dossier.c.id == bindparam("id")))
_PAGE = Prepared(
    select(*LINE_COLUMNS)
    .where(_dossier.c.position < bindparam("before"))
    .order_by(_dossier.c.position.desc())
    .limit(bindparam("limit"))
)
_IN_CONFLICT = Prepared(
    select(*LINE_COLUMNS)
    .where(text("dossier.conflicts > 0"))
    .order_by(_dossier.c.position.desc())
    .limit(bindparam("limit"))
)
_CONFLICTS = Prepared(text("SELECT count(*) FROM dossier WHERE dossier.conflicts > 0"))
_COUNT = Prepared(select(func.count()).select_from(_dossier))
_DOUBLES = Prepared(
    select(_dossier.c.code, _dossier.c.received_at)
    .where(
        _dossier.c.number == bindparam("number"),
        text("dossier.number <> ''"),
        _dossier.c.procedure == bindparam("procedure"),
        _dossier.c.received_at >= bindparam("since"),
    )
    .order_by(_dossier.c.position.desc())
    .limit(bindparam("limit"))
)
_RECEIVED = Prepared(
    select(_dossier.c.id)
    .where(_dossier.c.received_at >= bindparam("first"), _dossier.c.received_at < bindparam("behind"))
    .where((bindparam("unit") == "") | (_dossier.c.unit == bindparam("unit")))
    .order_by(_dossier.c.received_at, _dossier.c.code)
)
_NEWEST: Final = 2**62


class DossierLine(NamedTuple):
    """A dossier as lists need it. `ring` is "counter" (not all of it is above), "parked" or "city".

    A named tuple, because a frozen dataclass takes three times as long to make and every answer has fifty of them.
    """

    position: int
    id: UUID
    code: str
    applicant: str
    number: str
    phone: str
    procedure: str
    procedure_name: str
    received_at: datetime
    due_at: datetime | None
    status: int
    conflicts: int
    ring: str


def write(tx: Transaction, position: int, dossier: Dossier) -> None:
    """Write the row of a dossier that has none; `position` is the store's place of its first event."""
    tx.do(_INSERT, position=position, **as_row(dossier))


def rewrite(tx: Transaction, position: int, dossier: Dossier) -> None:
    """Bring the row of a known dossier up to its events."""
    tx.do(_UPDATE, position_=position, **as_row(dossier))


def write_rows(tx: Transaction, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write many rows at once, each as `as_row` gives it with its "position" beside."""
    tx.fill(_dossier.name, _INSERT, rows)


def rewrite_rows(tx: Transaction, rows: Sequence[Mapping[str, Any]]) -> None:
    """Bring the rows of known dossiers up to their events, each as `as_row` gives it with its "position" beside."""
    if tx.on_sqlite:
        tx.do_all(_UPDATE, [{"position_": row["position"], **row} for row in rows])
    elif rows:
        # One statement for all: each of its own would be a round trip.
        tx.do(_UPDATE_MANY, rows=json.dumps([{name: row[name] for name in _CHANGED} for row in rows]))


def as_row(dossier: Dossier) -> dict[str, Any]:
    """Return the fold as the values of the row, all but its position."""
    applicant, due_at = dossier.applicant, dossier.due_at
    return {
        "id": dossier.id.bytes,
        "code": dossier.code,
        "unit": dossier.unit,
        "procedure": dossier.procedure_code,
        "procedure_name": dossier.procedure_name,
        "applicant": applicant.name,
        "number": applicant.number,
        "phone": applicant.phone,
        "received_at": to_ms(dossier.received_at),
        "due_at": None if due_at is None else to_ms(due_at),
        "status": dossier.status,
        "officer": dossier.officer,
        "conflicts": len(dossier.conflicts),
        "reprints": dossier.reprints,
        **_of_life(dossier, due_at),
    }


def _of_life(dossier: Dossier, due_at: datetime | None) -> dict[str, Any]:
    """Return who holds the papers, from when an apology must lie ready, and when it ended: for lists of what waits."""
    life = dossier.lived
    if life is None:
        return {"holder": "", "warn_at": _warn_at(dossier, due_at), "ended_at": None}
    warned = dossier.status in RUNNING and life.extension is None
    ended = life.clock[-1].at if life.clock and life.clock[-1].state == "stopped" else None
    return {
        "holder": life.holder,
        "warn_at": _warn_at(dossier, due_at) if warned else None,
        "ended_at": None if ended is None else to_ms(ended),
    }


def _warn_at(dossier: Dossier, due_at: datetime | None) -> int | None:
    """Return when the due date says that an apology must lie ready; receptions of older releases do not say it."""
    if due_at is None:
        return None
    said = dossier.fields["due"].get("warn")
    if said:
        return to_ms(datetime.fromisoformat(said))
    received = to_ms(dossier.received_at)
    return received + (to_ms(due_at) - received) * 4 // 5


def line(row: Sequence[Any]) -> DossierLine:
    """Return the line whose columns (`LINE_COLUMNS`) stand in `row`."""
    position, id_, code, applicant, number, phone, procedure, procedure_name, *rest = row
    received_at, due_at, status, conflicts, state = rest
    return DossierLine(
        position,
        UUID(int=int.from_bytes(id_)),
        code,
        applicant,
        number,
        phone,
        procedure,
        procedure_name,
        from_ms(received_at),
        None if due_at is None else from_ms(due_at),
        status,
        conflicts,
        _RINGS[state],
    )


def position_of(reading: Reading, dossier: UUID) -> int | None:
    """Return the dossier's place, None when the store has no such dossier."""
    found = reading.value(_POSITION, id=dossier.bytes)
    return None if found is None else int(found)


def positions_of(reading: Reading, dossiers: Collection[UUID]) -> dict[UUID, int]:
    """Return the places of those of `dossiers` that have a row."""
    if not dossiers:
        return {}
    question, given = places_of_all(dossiers)
    return places(reading.rows(question, **given))


def places_of_all(dossiers: Collection[UUID]) -> Question:
    """Return the question behind `positions_of`; `places` reads its answer."""
    return _POSITIONS, {"ids": [dossier.bytes for dossier in dossiers]}


def places(rows: Rows) -> dict[UUID, int]:
    """Return the answer to `places_of_all` by dossier."""
    return {UUID(bytes=bytes(row[0])): int(row[1]) for row in rows}


def id_of(reading: Reading, code: str) -> UUID | None:
    """Return the dossier with exactly this code."""
    found = reading.value(_ID_BY_CODE, code=code)
    return None if found is None else UUID(bytes=bytes(found))


def line_of(reading: Reading, dossier: UUID) -> DossierLine | None:
    """Return the line of one dossier."""
    row = reading.row(_LINE_BY_ID, id=dossier.bytes)
    return None if row is None else line(row)


def whole(reading: Reading, dossier: UUID) -> Dossier | None:
    """Return the dossier folded from its events, None when the store has no such dossier."""
    known = events_of(reading, dossier)
    return fold(known) if known else None


def page(reading: Reading, before: int | None, limit: int) -> Sequence[DossierLine]:
    """Return at most `limit` lines older than position `before` (None: from the newest), newest first."""
    return [line(row) for row in reading.rows(_PAGE, before=_NEWEST if before is None else before, limit=limit)]


def received(reading: Reading, first: datetime, behind: datetime, unit: str = "") -> Sequence[UUID]:
    """Return the dossiers received from `first` on and before `behind`, of one unit or of all (""), oldest first."""
    rows = reading.rows(_RECEIVED, first=to_ms(first), behind=to_ms(behind), unit=unit)
    return [UUID(bytes=bytes(row[0])) for row in rows]


def in_conflict(reading: Reading, limit: int) -> Sequence[DossierLine]:
    """Return the dossiers with a field that waits for a person's decision, newest first."""
    return [line(row) for row in reading.rows(_IN_CONFLICT, limit=limit)]


def conflicts(reading: Reading) -> int:
    """Return how many dossiers have a field that waits for a person's decision."""
    return int(reading.value(_CONFLICTS))


def count(reading: Reading) -> int:
    """Return how many dossiers the store has."""
    return int(reading.value(_COUNT))


def doubles(
    reading: Reading, number: str, procedure: str, since: datetime, limit: int = 5
) -> Sequence[tuple[str, datetime]]:
    """Return (code, received at) of dossiers of the same person or organisation and procedure, newest first."""
    rows = reading.rows(_DOUBLES, number=number, procedure=procedure, since=to_ms(since), limit=limit)
    return [(row[0], from_ms(row[1])) for row in rows]
