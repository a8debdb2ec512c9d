"""Where the numbers leased to the rings below lie: pieces of one office's day, each out at a ring or free.

Whoever changes them holds the lock of that day (`lock`, its row in number_head), also between several processes.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import bindparam, insert, select, text

from counter_app.storage import number_tables, voids
from counter_app.storage.prepared import Prepared
from counter_app.storage.transaction import Reading, Transaction

_piece = number_tables.number_pieces

_LOCK = Prepared(
    text(
        "INSERT INTO number_head (electronic_code, day, last, epoch) VALUES (:electronic_code, :day, 0, :epoch) "
        "ON CONFLICT (electronic_code, day) DO UPDATE SET last = number_head.last RETURNING last, epoch"
    )
)
_HEAD = Prepared(text("SELECT last, epoch FROM number_head WHERE electronic_code = :electronic_code AND day = :day"))
_ADD_PIECE = Prepared(insert(_piece).values({column.name: bindparam(column.name) for column in _piece.c}))
_DROP_PIECE = Prepared(
    text("DELETE FROM number_piece WHERE electronic_code = :electronic_code AND day = :day AND first = :first")
)
_OUT = Prepared(
    select(_piece.c.first, _piece.c.last).where(_piece.c.request == bindparam("request")).order_by(_piece.c.first)
)
_FREE = Prepared(
    text(
        "SELECT first, last FROM number_piece WHERE electronic_code = :electronic_code AND day = :day "
        "AND request IS NULL AND epoch = :epoch ORDER BY first LIMIT 1"
    )
)
_SETTLE = Prepared(
    text("DELETE FROM number_piece WHERE request IS NULL AND day < :today RETURNING electronic_code, day, first, last")
)
_OF_DAY = Prepared(
    text(
        "SELECT p.first, p.last, p.request, g.device, g.epoch, d.revoked_at, "
        "(SELECT max(later.at) FROM number_grant AS later "
        "WHERE later.device = g.device AND later.epoch <> g.epoch AND later.at > g.at), p.epoch "
        "FROM number_piece AS p LEFT JOIN number_grant AS g ON g.request = p.request "
        "LEFT JOIN device AS d ON d.id = g.device "
        "WHERE p.electronic_code = :electronic_code AND p.day = :day ORDER BY p.first"
    )
)
_LOST = Prepared(
    text(
        "SELECT p.electronic_code, p.day, p.first, p.last FROM device AS d "
        "JOIN number_grant AS g ON g.device = d.id JOIN number_piece AS p ON p.request = g.request "
        "WHERE d.revoked_at IS NOT NULL AND p.day < :today"
    )
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Where leased numbers are: out at `device`, or free (no device); `lost` says why they will not come back."""

    first: int
    last: int
    device: str
    lost: str


def lock(tx: Transaction, electronic_code: str, day: date) -> tuple[int, str]:
    """Lock an office's day until the commit; return how far its numbers are leased, and in which epoch it was begun."""
    row = tx.row(_LOCK, electronic_code=electronic_code, day=day.isoformat(), epoch=tx.epoch)
    return (0, tx.epoch) if row is None else (int(row[0]), str(row[1]))


def head(reading: Reading, electronic_code: str, day: date) -> int | None:
    """Return how far the numbers of an office's day are leased, None when nobody ever asked for them here."""
    row = reading.row(_HEAD, electronic_code=electronic_code, day=day.isoformat())
    return None if row is None else int(row[0])


def put(tx: Transaction, electronic_code: str, day: date, span: tuple[int, int], request: UUID | None) -> None:
    """Let the numbers from first to last of `span` be out under `request`, or (None) free."""
    tx.do(
        _ADD_PIECE,
        electronic_code=electronic_code,
        day=day.isoformat(),
        first=span[0],
        last=span[1],
        request=None if request is None else request.bytes,
        epoch=tx.epoch,
    )


def drop(tx: Transaction, electronic_code: str, day: date, first: int) -> bool:
    """Forget the piece that begins with `first`; say whether there was one."""
    return bool(tx.do(_DROP_PIECE, electronic_code=electronic_code, day=day.isoformat(), first=first))


def out(tx: Transaction, request: UUID) -> list[tuple[int, int]]:
    """Return what is out under a request, lowest first."""
    return [(int(row[0]), int(row[1])) for row in tx.rows(_OUT, request=request.bytes)]


def take_free(tx: Transaction, electronic_code: str, day: date, want: int) -> tuple[int, int] | None:
    """Take at most `want` of the lowest numbers that were given back to this epoch; None when none are free."""
    row = tx.row(_FREE, epoch=tx.epoch, electronic_code=electronic_code, day=day.isoformat())
    if row is None:
        return None
    first, last = int(row[0]), int(row[1])
    upto = min(last, first + want - 1)
    drop(tx, electronic_code, day, first)
    if upto < last:
        put(tx, electronic_code, day, (upto + 1, last), None)
    return first, upto


def settle(tx: Transaction, today: date, at: datetime) -> None:
    """Enter in the void register what was given back and is free of days that are over."""
    for electronic_code, day, first, last in tx.rows(_SETTLE, today=today.isoformat()):
        void = voids.VoidNumbers(int(first), int(last), voids.UNUSED, "", at)
        voids.enter(tx, electronic_code, date.fromisoformat(day), void)


def give_up(tx: Transaction, today: date, at: datetime) -> None:
    """Enter in the void register what is out, of days that are over, at devices that were put out.

    A hub does this, so that the city hears of it; a city's register shows it without.
    """
    for electronic_code, day, first, last in tx.rows(_LOST, today=today.isoformat()):
        if drop(tx, electronic_code, date.fromisoformat(day), int(first)):
            void = voids.VoidNumbers(int(first), int(last), voids.REVOKED, "", at)
            voids.enter(tx, electronic_code, date.fromisoformat(day), void)


def of_day(reading: Reading, electronic_code: str, day: date) -> list[Piece]:
    """Return where the leased numbers of one office's day are."""
    found = []
    for first, last, request, device, _, revoked_at, replaced, _ in reading.rows(
        _OF_DAY, electronic_code=electronic_code, day=day.isoformat()
    ):
        lost = voids.REVOKED if revoked_at is not None else voids.RESTORED if replaced is not None else ""
        found.append(Piece(int(first), int(last), "" if request is None else device or "", lost))
    return found
