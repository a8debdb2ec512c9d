"""A hub's way up: the counter's courier and listener over the hub's own store."""

from pathlib import Path

from counter_app.devices.clock import SystemClock
from counter_app.domain.heard import Heard
from counter_app.settings import Places, load
from counter_app.storage import enrolments
from counter_app.storage.files import FileFolder
from counter_app.storage.store import Store
from counter_app.sync import outage
from counter_app.sync.city_environment import CityEnvironment
from counter_app.sync.lane import Lane
from counter_app.sync.protocols import SPOKEN, Protocols
from counter_app.sync.upward import Upward, upward_of

LOOK_SECONDS = 1.0


def hub_upward(store: Store, given: CityEnvironment, spoken: Protocols = SPOKEN) -> Upward:
    """Return the way up to the hub's city. Raises CounterErrors and SettingsWrong.

    Where several processes serve one PostgreSQL store, only the one that started them has it.
    """
    places = Places(Path(given.hub_home))
    settings = load(places.settings)
    with store.transaction() as tx:
        enrolments.keep_range(tx, settings.slot, settings.slots)
    folder = FileFolder(Path(given.files)) if given.files else None
    outage.forget(store)
    clock = SystemClock()
    return upward_of(
        places,
        settings,
        store,
        clock,
        Heard(),
        on_change=lambda kinds: None,
        barred=lambda: outage.under_way(store, clock.now()),
        whole_unit=True,
        folder=folder,
        spoken=spoken,
    )


class CarryUp:
    """Carries up what worker processes take: they cannot tell this process, so it looks every second."""

    def __init__(self, store: Store, given: CityEnvironment) -> None:
        self._upward = hub_upward(store, given)
        self._lane = Lane("look", self._look, interrupt=lambda: None, close=lambda: None)

    def start(self) -> None:
        """Begin; returns at once."""
        self._upward.start()
        self._lane.start()

    def stop(self) -> None:
        """End both."""
        self._lane.stop()
        self._upward.stop()

    def _look(self) -> float:
        self._upward.wake()
        return LOOK_SECONDS
