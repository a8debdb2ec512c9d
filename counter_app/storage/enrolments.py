"""Who may send to this ring: one-time codes that are traded for a device's identity, and tokens that can be taken back.

Only hashes are kept: whoever reads the store can neither enrol nor send.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal, cast

from sqlalchemy import bindparam, select, text

from counter_app.domain.errors import OfficerCanMend
from counter_app.storage import tables
from counter_app.storage.numbers import SLOTS
from counter_app.storage.prepared import Prepared
from counter_app.storage.transaction import Question, Reading, Transaction
from counter_app.storage.values import maybe_from_ms, to_ms

_device, _enrolment = tables.devices, tables.enrolments
_COLUMNS: Final = (
    _device.c.id,
    _device.c.name,
    _device.c.unit,
    _device.c.slot,
    _device.c.revoked_at,
    _device.c.kind,
    _device.c.slots,
)

_OF_TOKEN = Prepared(select(*_COLUMNS).where(_device.c.token_hash == bindparam("token_hash")))
_BY_ID = Prepared(select(*_COLUMNS).where(_device.c.id == bindparam("id")))
_ALL = Prepared(select(*_COLUMNS).order_by(_device.c.unit, _device.c.slot))
_FIRST_FREE = Prepared(text("SELECT max(slot + slots) FROM device WHERE unit = :unit"))
_RANGE = Prepared(text("SELECT name, value FROM meta WHERE name IN ('slot_first', 'slot_count')"))
_KEEP_RANGE = Prepared(
    text("INSERT INTO meta (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = :value")
)
_KEEP = Prepared(
    text(
        "INSERT INTO device (id, name, unit, slot, slots, kind, token_hash, practice, enrolled_at) "
        "VALUES (:id, :name, :unit, :slot, :slots, :kind, :token_hash, :practice, :now) "
        "ON CONFLICT (id) DO UPDATE SET name = :name, token_hash = :token_hash, enrolled_at = :now, revoked_at = NULL"
    )
)
_REVOKE = Prepared(text("UPDATE device SET revoked_at = :now WHERE id = :id AND revoked_at IS NULL"))
_CHANGES = Prepared(
    text("SELECT count(*), coalesce(sum(enrolled_at), 0), coalesce(sum(revoked_at), 0), count(revoked_at) FROM device")
)
_SEEN = Prepared(text("UPDATE device SET seen_at = :now WHERE id = :id AND (seen_at IS NULL OR seen_at < :before)"))
_MINT = Prepared(
    text(
        "INSERT INTO enrolment (code_hash, unit, device_name, expires_at, kind) "
        "VALUES (:code_hash, :unit, :name, :expires_at, :kind)"
    )
)
_CODE = Prepared(
    select(
        _enrolment.c.unit,
        _enrolment.c.device_name,
        _enrolment.c.expires_at,
        _enrolment.c.used_by,
        _enrolment.c.kind,
    ).where(_enrolment.c.code_hash == bindparam("code_hash"))
)
_USE = Prepared(
    text(
        "UPDATE enrolment SET used_by = :device WHERE code_hash = :code_hash AND (used_by IS NULL OR used_by = :device)"
    )
)
_SEEN_EVERY_MS: Final = 60_000

Kind = Literal["counter", "hub"]
HUB_SLOTS: Final = 40
"""How many slots a hub is given at once, to hand out to its own counters without asking anybody."""


@dataclass(frozen=True, slots=True)
class EnrolledDevice:
    """A counter or hub that this ring knows.

    `slot` decides a counter's own numbers within the unit; a hub has `slots` of them from `slot` on for its counters.
    """

    id: str
    name: str
    unit: str
    slot: int
    revoked_at: datetime | None
    kind: Kind = "counter"
    slots: int = 1


def mint(
    tx: Transaction, *, code_hash: bytes, unit: str, device_name: str, expires_at: datetime, kind: Kind = "counter"
) -> None:
    """Enter a one-time code for one counter of `unit`, or for its hub."""
    tx.do(_MINT, code_hash=code_hash, unit=unit, name=device_name, expires_at=to_ms(expires_at), kind=kind)


def keep_range(tx: Transaction, first: int, count: int) -> None:
    """This ring hands out slots from `first` to `first` + `count` - 1 only: those that the ring above gave it."""
    tx.do(_KEEP_RANGE, name="slot_first", value=str(first))
    tx.do(_KEEP_RANGE, name="slot_count", value=str(count))


def enrol(
    tx: Transaction, *, code_hash: bytes, device: str, name: str, token_hash: bytes, practice: bool, now: datetime
) -> EnrolledDevice:
    """Trade the code for an identity under `device`; the same code and device again replace the token.

    Raises OfficerCanMend: "code_refused" (unknown, used by another counter, expired: one answer for all three, so that
    nobody learns which), "device_elsewhere" (the identity belongs to another unit), "slots_exhausted".
    """
    found = tx.row(_CODE, code_hash=code_hash)
    if found is None or found[2] < to_ms(now) or found[3] not in (None, device):
        raise OfficerCanMend("code_refused")
    unit, planned = str(found[0]), str(found[1])
    if not tx.do(_USE, code_hash=code_hash, device=device):
        raise OfficerCanMend("code_refused")
    known = tx.row(_BY_ID, id=device)
    if known is not None and known[4] is not None and found[3] is not None:
        # Whoever was put out does not come back by the code that he still has.
        raise OfficerCanMend("code_refused")
    if known is not None and known[2] != unit:
        raise OfficerCanMend("device_elsewhere")
    kind = cast("Kind", found[4]) if known is None else cast("Kind", known[5])
    slots = HUB_SLOTS if kind == "hub" else 1
    slot = _free_slot(tx, unit, slots) if known is None else int(known[3])
    tx.do(
        _KEEP,
        id=device,
        name=name or planned,
        unit=unit,
        slot=slot,
        slots=slots,
        kind=kind,
        token_hash=token_hash,
        practice=int(practice),
        now=to_ms(now),
    )
    return EnrolledDevice(device, name or planned, unit, slot, None, kind, slots)


def device_of(reading: Reading, token_hash: bytes) -> EnrolledDevice | None:
    """Return the device behind a token, revoked or not."""
    row = reading.row(_OF_TOKEN, token_hash=token_hash)
    return None if row is None else _device_from(row)


def changes(reading: Reading) -> tuple[int, ...]:
    """Return numbers of which one at least is another when a device was let in, put out or given a new token."""
    return tuple(int(one) for one in reading.rows(_CHANGES)[0])


def enrolled(reading: Reading) -> tuple[EnrolledDevice, ...]:
    """Return every device, by unit and slot."""
    return tuple(_device_from(row) for row in reading.rows(_ALL))


def revoke(tx: Transaction, device: str, now: datetime) -> bool:
    """Take back a device's token; say whether there was one to take."""
    return tx.do(_REVOKE, id=device, now=to_ms(now)) > 0


def seen(tx: Transaction, device: str, now: datetime) -> None:
    """Note when a device was last heard, to the minute."""
    statement, given = seeing(device, now)
    tx.do(statement, **given)


def seeing(device: str, now: datetime) -> Question:
    """Return the statement behind `seen`, to go to the store with others."""
    return _SEEN, {"id": device, "now": to_ms(now), "before": to_ms(now) - _SEEN_EVERY_MS}


def _free_slot(tx: Transaction, unit: str, wanted: int) -> int:
    """Slots are never given twice: a number block that a lost counter used must not come back.

    A hub keeps the last of its slots for itself: it leases those numbers while the city is away
    (`grants.reserve_slot`).

    Of two enrolments at the same moment the index of units and slots lets one through; the other tries again.
    """
    kept = {str(row[0]): int(row[1]) for row in tx.rows(_RANGE)}
    first = kept.get("slot_first", 0)
    slot = max(int(tx.value(_FIRST_FREE, unit=unit) or 0), first)
    end = first + kept["slot_count"] - 1 if "slot_count" in kept else SLOTS
    if slot + wanted > end:
        raise OfficerCanMend("slots_exhausted", unit=unit)
    return slot


def _device_from(row: Sequence[Any]) -> EnrolledDevice:
    return EnrolledDevice(row[0], row[1], row[2], row[3], maybe_from_ms(row[4]), row[5], row[6])
