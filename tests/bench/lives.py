"""Dossiers with the events of a whole life: received, a paper filed, corrected, its receipt printed again."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from counter_app.domain.events import CORRECTED, FILED, RECEIVED, REPRINTED, Event, new_id
from counter_app.storage import registering
from counter_app.storage.sending import Outgoing
from counter_app.storage.store import Store
from tests.bench.big_store import Case, cases, payload
from tests.sync.made import outgoing

EVENTS_OF_A_LIFE: Final = 4
_A_BLOCK: Final = 250
"""Dossiers that are received one after the other before the later events of the first of them come: a morning."""


class Author:
    """A device that writes: each event is sealed and linked to the one before, as a counter's store does it.

    Codes are `code` and a running number; whose dossiers they are is invented.
    """

    def __init__(self, device: str, unit: str, epoch: str, code: str) -> None:
        self._device, self._unit, self._epoch, self._code = device, unit, epoch, code
        self._cases = _endless()
        self._link, self.last = "", 0
        self._dossiers = 0

    def follow(self, device_seq: int, link: str) -> None:
        """Go on behind an event that the ring has."""
        self.last, self._link = device_seq, link

    def receive(self) -> Event:
        """Return the sealed reception of a new dossier."""
        self._dossiers += 1
        case = replace(next(self._cases), code=f"{self._code}-{self._dossiers:05d}")
        return self.seal(reception(case, self._device, self._unit))

    def life(self) -> list[Event]:
        """Return all events of a new dossier."""
        first = self.receive()
        return [first, *(self.seal(later) for later in later_events(first))]

    def seal(self, event: Event) -> Event:
        self.last += 1
        sealed = replace(event, epoch=self._epoch, device_seq=self.last).sealed(self._link)
        self._link = sealed.hash
        return sealed


def _endless() -> Iterator[Case]:
    known = list(cases(50))
    while True:
        yield from known


def reception(case: Case, device: str, unit: str) -> Event:
    """Return the reception of `case`, not yet sealed."""
    return Event(
        new_id(), new_id(), unit, device, "", 0, (), RECEIVED, 1, case.at, 0, "can-bo-1", payload(case)
    )  # fmt: skip


def later_events(first: Event) -> tuple[Event, ...]:
    """Return what happens to a dossier after its reception, each event based on the one before, not yet sealed."""
    paper = {
        "sha256": hashlib.sha256(first.id.bytes).hexdigest(),
        "size": 300_000,
        "name": "to-khai.pdf",
        "line": "1",
        "media_type": "application/pdf",
        "pages": 1,
    }
    phone = {"old": first.payload["applicant"], "new": {**first.payload["applicant"], "phone": "0901234567"}}
    said: tuple[tuple[str, dict[str, Any]], ...] = (
        (FILED, {"files": [paper]}),
        (CORRECTED, {"changes": {"applicant": phone}, "reason": "ghi nhầm"}),
        (REPRINTED, {"document": "receipt", "copy": 1}),
    )
    made: list[Event] = []
    for hours, (kind, content) in enumerate(said, 1):
        base = made[-1] if made else first
        made.append(
            replace(
                first,
                id=new_id(),
                based_on=(base.id,),
                kind=kind,
                at=first.at + timedelta(hours=hours),
                payload=content,
            )
        )
    return tuple(made)


def fill(store: Store, device: str, unit: str, dossiers: int, *, slot: int = 10) -> None:
    """Register dossiers with their later events as the device's own, by the store's own functions; all of it waits."""
    made = [replace(case, code="") for case in cases(dossiers)]
    for at in range(0, dossiers, _A_BLOCK):
        with store.transaction() as tx:
            firsts = []
            for case in made[at : at + _A_BLOCK]:
                first = reception(case, device, unit)

                def with_code(code: str, first: Event = first) -> Event:
                    return replace(first, payload={**first.payload, "code": code})

                registering.register(
                    tx,
                    dossier=first.dossier,
                    electronic_code="H13.35.07",
                    slot=slot,
                    day=case.at.date(),
                    make_event=with_code,
                )
                firsts.append(first)
            for first in firsts:
                for later in later_events(first):
                    registering.amend(tx, later)


def packed(events: list[Event]) -> list[Outgoing]:
    """Return events as they are sent."""
    return [outgoing(event) for event in events]
