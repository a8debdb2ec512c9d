"""All that goes between a store and the ring above it, put together: the courier, the listener and further lanes."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from counter_app.devices.clock import Clock
from counter_app.domain.heard import Heard
from counter_app.settings import Places, Settings
from counter_app.storage.files import FileFolder
from counter_app.storage.news import Taken
from counter_app.storage.store import Store
from counter_app.sync.city import Address, HttpCity
from counter_app.sync.connections import never
from counter_app.sync.courier import Courier
from counter_app.sync.file_city import HttpFiles
from counter_app.sync.file_lanes import file_lanes
from counter_app.sync.file_plan import Hours, Limits
from counter_app.sync.lane import Lane
from counter_app.sync.listener import Listener, OnChange, Place
from counter_app.sync.number_keeper import keeper_of
from counter_app.sync.protocols import SPOKEN, Protocols
from counter_app.sync.reference_lane import ReferenceLane
from counter_app.sync.ring_above import RingAbove
from counter_app.sync.token import read_token


class Upward:
    """A counter's or a hub's way up. Each lane has a connection of its own, so that none waits for another.

    `connect` makes a connection to the ring above; it may be called from any thread. `on_change` is called from the
    lanes' threads with the kinds of things that changed ("sync", "clock", "catalogue", "reference", "dossier",
    "file").
    """

    def __init__(
        self,
        store: Store,
        connect: Callable[[], RingAbove],
        clock: Clock,
        place: Place,
        heard: Heard,
        *,
        on_change: OnChange,
        on_taken: Callable[[Taken], None] = lambda taken: None,
        lanes: Iterable[Lane] = (),
    ) -> None:
        self._on_change = on_change
        self._courier = Courier(store, connect(), clock, on_change=self._carried)
        ring = connect()
        listener = Listener(store, ring, clock, place, heard, on_change=self._heard, on_taken=on_taken)
        self._lanes = [Lane("listener", listener.step, interrupt=ring.interrupt, close=ring.close), *lanes]

    def start(self) -> None:
        """Begin; returns at once."""
        self._courier.start()
        for lane in self._lanes:
            lane.start()

    def stop(self) -> bool:
        """End all within a few seconds; say whether every thread has ended."""
        return all([lane.stop() for lane in self._lanes] + [self._courier.stop()])

    def wake(self) -> None:
        """Something was written: look at once."""
        self._courier.wake()
        for lane in self._lanes[1:]:
            lane.wake()

    def send_now(self) -> None:
        """A person wants it sent: whatever waits for its time is tried at once."""
        self._courier.send_now()
        for lane in self._lanes:
            lane.send_now()

    def _carried(self, kinds: frozenset[str]) -> None:
        if "sync" in kinds:
            # What goes only after its event may go now.
            for lane in self._lanes[1:]:
                lane.wake()
        self._on_change(kinds)

    def _heard(self, kinds: frozenset[str]) -> None:
        if "catalogue_wanted" in kinds:
            self._courier.fetch_catalogue()
        if kinds & {"ring_back", "resealed"}:
            self._courier.wake()
        if kinds & {"dossier", "file", "reference_wanted"}:
            # A restored counter hears its own events again: their files are to come back.
            for lane in self._lanes[1:]:
                lane.wake()
        told = kinds - {"catalogue_wanted", "reference_wanted", "ring_back", "resealed"}
        if told:
            self._on_change(told)


def upward_of(
    places: Places,
    settings: Settings,
    store: Store,
    clock: Clock,
    heard: Heard,
    *,
    on_change: OnChange,
    barred: Callable[[], bool] = never,
    whole_unit: bool = False,
    folder: FileFolder | None = None,
    spoken: Protocols = SPOKEN,
) -> Upward:
    """Return the way up that the settings name; `whole_unit` for a hub, `folder` where its files are elsewhere than
    beside a SQLite store, `spoken` what it speaks.

    While `barred`, it is as if cut.

    Raises CounterErrors: an address that is none, a token that cannot be read, hours for files that are none.
    """
    # The keyring may ask its owner or be away: neither may keep the counter from opening.
    token = read_token(places)
    ca = Path(settings.city_ca) if settings.city_ca else None
    address = Address(settings.city, ca, insecure=store.practice and settings.insecure, barred=barred)

    renewed = partial(read_token, places)

    def connect() -> HttpCity:
        return HttpCity(address, practice=store.practice, token=token, renewed=renewed, now=clock.now, spoken=spoken)

    def connect_files() -> HttpFiles:
        return HttpFiles(address, practice=store.practice, token=token, renewed=renewed, now=clock.now, spoken=spoken)

    place = Place(settings.device, settings.unit, whole_unit)
    lanes = _lanes(store, connect, clock, settings, on_change=on_change, whole_unit=whole_unit)
    files = folder or (FileFolder.beside(store.path) if store.path else None)
    if files is not None:
        limits = Limits(settings.file_bytes_per_second, Hours.read(settings.file_hours))
        own = "" if whole_unit else settings.device
        lanes += file_lanes(store, files, connect_files, clock, device=own, limits=limits, on_change=on_change)
    return Upward(store, connect, clock, place, heard, on_change=on_change, lanes=lanes)


def _lanes(
    store: Store,
    connect: Callable[[], HttpCity],
    clock: Clock,
    settings: Settings,
    *,
    on_change: OnChange,
    whole_unit: bool,
) -> list[Lane]:
    """Return the lanes of numbers and of what the city decides."""
    ring, told = connect(), connect()
    keeper = keeper_of(store, ring, clock, electronic_code=settings.electronic_code, hub=whole_unit)
    reference = ReferenceLane(store, told, settings.unit, on_change=on_change)
    return [
        Lane("numbers", keeper.step, interrupt=ring.interrupt, close=ring.close),
        Lane("reference", reference.step, interrupt=told.interrupt, close=told.close),
    ]
