"""What a store keeps for parcels: a ring's own key, the key of the ring above, and who may have sent one."""

from typing import Final

from sqlalchemy import bindparam, select, text

from counter_app.storage import tables
from counter_app.storage.enrolments import EnrolledDevice, device_of
from counter_app.storage.notes import note_of
from counter_app.storage.prepared import Prepared
from counter_app.storage.transaction import Reading, Transaction

PARCEL_KEY: Final = "ring_parcel_key"
"""Name of the note: the public key of the ring above, as it said when it was greeted."""
_OWN: Final = "parcel_identity"

_device = tables.devices
_HASH = Prepared(select(_device.c.token_hash).where(_device.c.id == bindparam("id"), _device.c.revoked_at.is_(None)))
_KEEP = Prepared(text("INSERT INTO meta (name, value) VALUES (:name, :value) ON CONFLICT (name) DO NOTHING"))
_WAITING_FILES = Prepared(
    text(
        "SELECT DISTINCT held_file.sha256, held_file.size FROM held_file "
        "JOIN file_queue ON file_queue.sha256 = held_file.sha256 "
        "WHERE file_queue.state <> 'delivered' ORDER BY held_file.size, held_file.sha256"
    )
)


def own_identity(reading: Reading) -> str:
    """Return this ring's secret key for parcels, empty when it has none yet.

    It lies in the store and not beside it: whoever has the store has all that parcels carry, and a ring that was
    restored can still open those that are on their way.
    """
    return note_of(reading, _OWN)


def keep_identity(tx: Transaction, secret: str) -> None:
    """Keep the ring's secret key, unless another process of the ring was first."""
    tx.do(_KEEP, name=_OWN, value=secret)


def sender(reading: Reading, device: str) -> tuple[EnrolledDevice, bytes] | None:
    """Return the device with this id and the hash of its token; None when it is unknown or was put out."""
    found = reading.value(_HASH, id=device)
    if found is None:
        return None
    enrolled = device_of(reading, bytes(found))
    return None if enrolled is None else (enrolled, bytes(found))


def waiting_files(reading: Reading) -> list[tuple[str, int]]:
    """Return the files that are whole here and not known to be above: SHA-256 and size, smallest first."""
    return [(bytes(row[0]).hex(), int(row[1])) for row in reading.rows(_WAITING_FILES)]
