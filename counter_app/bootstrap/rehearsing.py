"""Puts the rehearsal of outages together: the switch, what it bars, who watches it, and the hub that takes part."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from counter_app.bootstrap.late import LateCourier
from counter_app.domain.errors import CounterError, TryLater
from counter_app.domain.heard import Heard, RehearsedAbove
from counter_app.settings import Places, Settings
from counter_app.storage.store import Store
from counter_app.sync.lane import Lane
from counter_app.usecases.identity import Announce, Identity
from counter_app.usecases.outage import Outage
from counter_app.usecases.outage_switch import OutageSwitch, What
from counter_app.usecases.ring_values import SyncView


@dataclass(slots=True)
class Rehearsing:
    """A counter's rehearsals with the lane that watches them, which begins with the first one."""

    outage: Outage
    lane: Lane
    _started: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self, what: str, minutes: int) -> None:
        """Begin a rehearsal; raises what `Outage.begin` raises."""
        self.outage.begin(what, minutes)
        self._watch()

    def hear(self, said: RehearsedAbove | None) -> None:
        """Take part in what the office rehearses; called from the listener's thread with each answer of the hub."""
        if not self.lane.stopping:
            self.outage.hear(said)
            if self.outage.view() is not None:
                self._watch()

    def _watch(self) -> None:
        with self._lock:
            if not self._started and not self.lane.stopping:
                self._started = True
                self.lane.start()
        self.lane.wake()

    def stop(self) -> None:
        """The counter is closed: the rehearsal ends with it and leaves its report."""
        self.lane.stop()
        self.outage.close()


def rehearsing(
    places: Places,
    settings: Settings,
    store: Store,
    identity: Identity,
    switch: OutageSwitch,
    sync: Callable[[], SyncView],
    courier: LateCourier | None,
    announce: Announce,
    heard: Heard,
) -> Rehearsing:
    """Return a counter's rehearsals around `switch`; it takes part in those that are `heard` of."""

    def above(what: What, seconds: int) -> str:
        from counter_app.sync.city import Address
        from counter_app.sync.outage import HttpOutage
        from counter_app.sync.token import read_token

        ca = Path(settings.city_ca) if settings.city_ca else None
        address = Address(settings.city, ca, insecure=store.practice and settings.insecure)
        hub = HttpOutage(address, practice=store.practice, token=read_token(places))
        try:
            return hub.rehearse("hub" if what == "hub" else "internet", seconds)
        except CounterError as error:
            raise TryLater("outage_hub_silent", reason=error.code) from error
        finally:
            hub.close()

    outage = Outage(
        store,
        identity,
        switch,
        sync,
        rehearse_above=above,
        back=courier.send_now if courier else _nothing,
        announce=announce,
    )
    made = Rehearsing(outage, Lane("outage", outage.step, interrupt=_nothing, close=_nothing))
    heard.rehearsed = made.hear
    return made


def _nothing() -> None:
    """Nobody waits, and nothing is held."""
