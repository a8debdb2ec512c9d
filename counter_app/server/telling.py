"""News for the rings below: a page of their unit's feed, and how far it has come above."""

from typing import Final

from counter_app.domain.times import iso
from counter_app.server.bells import Bells
from counter_app.server.door import House
from counter_app.storage import accounts, file_queue, news, outbox, reach, reference, refused_above, sending
from counter_app.storage.enrolments import EnrolledDevice
from counter_app.storage.transaction import Reading
from counter_app.sync import outage, wire

MOST_NEWS: Final = 200
"""Events of one answer; it ends earlier at `wire.MOST_BYTES`."""


def tell(house: House, device: EnrolledDevice, asked: wire.NewsAsked) -> tuple[wire.News, str]:
    """Return what is new for `device` (blocking), and the JSON of its runs: payloads go out as they were hashed."""
    with house.store.reading() as reading:
        page = news.page(
            reading,
            device.unit,
            _place(asked.after, house.store.epoch),
            own=(device.id, asked.epoch, asked.last),
            limit=MOST_NEWS,
            most_bytes=wire.MOST_BYTES,
        )
        above, above_at, trouble = _above(house, reading)
        said = wire.News(
            ring=house.ring(),
            cursor=f"{house.store.epoch}.{page.after}",
            mark=Bells.of(news.marks(reading), device.unit),
            more=page.more,
            catalogue=sending.note_of(reading, news.CATALOGUE_STAMP),
            reference=sending.note_of(reading, reference.STAMP),
            accounts=accounts.stamp(reading, device.unit),
            files_epoch="" if house.role == "city" else sending.note_of(reading, file_queue.FILES_EPOCH),
            above=above,
            above_at=above_at,
            above_trouble=trouble,
            refused=_refused(house, reading, device.unit),
            outage=outage.told(reading, house.clock.now()) if house.role == "hub" else None,
        )
    return said, wire.pack_runs(page.events)


def _place(cursor: str, epoch: str) -> int:
    """Return where the asker stands. A cursor of another epoch is from before a restore: it starts anew."""
    given, _, place = cursor.rpartition(".")
    return int(place) if given == epoch and place.isdecimal() else 0


def _above(house: House, reading: Reading) -> tuple[tuple[wire.AboveSaid, ...] | None, str | None, str]:
    if house.role == "city":
        return None, None, ""
    state = outbox.state(reading)
    said = tuple(
        wire.AboveSaid(device=one.device, epoch=one.epoch, upto=one.upto, open=one.open) for one in reach.above(reading)
    )
    trouble = state.error if state.error.startswith("version_") else ""
    if not trouble and sending.note_of(reading, sending.OUTDATED):
        trouble = "version_outdated"
    return said, None if state.answered_at is None else iso(state.answered_at), trouble


def _refused(house: House, reading: Reading, unit: str) -> tuple[wire.RefusedSaid, ...] | None:
    if house.role == "city":
        return None
    return tuple(
        wire.RefusedSaid(id=one.event, dossier=one.dossier, hash=one.hash, code=one.code, text=one.text)
        for one in refused_above.told(reading, unit)
    )
