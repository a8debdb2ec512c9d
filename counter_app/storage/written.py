"""What this device wrote in a span of time, for reports."""

from sqlalchemy import bindparam, func, select

from counter_app.domain.events import RECEIVED
from counter_app.storage import tables
from counter_app.storage.prepared import Prepared
from counter_app.storage.transaction import Reading

_event, _dossier = tables.events, tables.dossiers
_RECEIVED = Prepared(
    select(_dossier.c.code)
    .join(_event, _event.c.dossier == _dossier.c.id)
    .where(
        _event.c.device == bindparam("device"),
        _event.c.epoch == bindparam("epoch"),
        _event.c.device_seq > bindparam("after"),
        _event.c.device_seq <= bindparam("last"),
        _event.c.kind == RECEIVED,
    )
    .order_by(_event.c.device_seq)
)
_LAST = Prepared(
    select(func.coalesce(func.max(_event.c.device_seq), 0)).where(
        _event.c.device == bindparam("device"), _event.c.epoch == bindparam("epoch")
    )
)


def last(reading: Reading, device: str) -> int:
    """Return the running number of the last event that `device` wrote in the store's present epoch, 0 for none."""
    return int(reading.value(_LAST, device=device, epoch=reading.epoch))


def received_codes(reading: Reading, device: str, after: int, last: int) -> tuple[str, ...]:
    """Return the codes of the dossiers that `device` received by its events behind number `after` up to `last`."""
    return tuple(
        str(row[0]) for row in reading.rows(_RECEIVED, device=device, epoch=reading.epoch, after=after, last=last)
    )
