"""Builds a counter from its settings: store, verbs, papers, machines, courier; takes it down in order."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from counter_app.bootstrap.carrying import also_waking, courier_of, taking
from counter_app.bootstrap.copies import backups_lane, settle, sweep_lane, untold
from counter_app.bootstrap.desk import Parts, desk_of
from counter_app.bootstrap.late import LateCourier, LatePapers
from counter_app.bootstrap.late_officers import LateOfficers
from counter_app.bootstrap.rehearsing import Rehearsing, rehearsing
from counter_app.devices.clock import Clock, SystemClock
from counter_app.devices.named import printer_of
from counter_app.domain.errors import CounterError, OfficerCanMend
from counter_app.domain.heard import Heard
from counter_app.domain.office import Office
from counter_app.settings import Places, Settings
from counter_app.storage import catalogue as catalogue_store
from counter_app.storage import sending
from counter_app.storage.files import FileFolder
from counter_app.storage.store import Store
from counter_app.sync.lane import Lane
from counter_app.usecases.desk import Desk
from counter_app.usecases.identity import Announce, CorrectedClock, Identity
from counter_app.usecases.in_force import CalendarInForce, office_of_city, settings_of_city
from counter_app.usecases.offices import office_of
from counter_app.usecases.outage_switch import OutageSwitch, switched
from counter_app.usecases.printing import Machines, PrintPapers
from counter_app.usecases.questions.devices import ReaderSaid, unheard
from counter_app.usecases.questions.procedures import Procedures
from counter_app.usecases.questions.sync import SyncState

if TYPE_CHECKING:
    from counter_app.documents.receipt import PaperSize


def machines_of(settings: Settings, places: Places) -> Machines:
    """Return the printers that the settings name."""
    return Machines(
        receipts=printer_of(settings.printer, "receipts", places.papers),
        labels=printer_of(settings.label_printer, "labels", places.papers),
        slips=printer_of(settings.slip_printer, "slips", places.papers),
        label_language="zpl" if settings.label_printer.startswith("zpl:") else "pdf",
    )


def paper_of(settings: Settings) -> "PaperSize":
    """Return the paper of receipts; raises OfficerCanMend("paper_setting")."""
    sizes: dict[str, PaperSize] = {"A5": "A5", "A4": "A4", "A4x2": "A4x2"}
    if settings.paper not in sizes:
        raise OfficerCanMend("paper_setting", entry=settings.paper)
    return sizes[settings.paper]


@dataclass(slots=True)
class Counter:
    """A running counter: its desk for the screen, and what must be taken down with it."""

    desk: Desk
    store: Store
    courier: LateCourier | None
    papers: PrintPapers
    warm: Callable[[], None]
    """Prepares fonts and forms, so that the first receipt is as quick as any other; call it in the background."""
    backups: Lane | None = None
    rehearsing: Rehearsing | None = None
    sweeping: Lane | None = None

    def close(self) -> None:
        """Stop rehearsal, courier, backups and sweep, then close the store."""
        for lane in (self.rehearsing, self.courier, self.backups, self.sweeping):
            if lane is not None:
                lane.stop()
        self.store.close()

    def untold(self) -> CounterError | None:
        """Return what the officer must know of the store, once; None when there is nothing new."""
        return untold(self.store)


def start_counter(
    places: Places,
    settings: Settings,
    announce: Announce,
    *,
    practice: bool,
    machines: Machines | None = None,
    clock: Clock | None = None,
    reader: ReaderSaid = unheard,
) -> Counter:
    """Open the store and put the counter together; the courier starts when a city is set. Raises CounterErrors.

    `reader` answers what the reader of the settings said last, None where it cannot be asked.
    """
    office = office_of(settings)
    given = machines or machines_of(settings, places)
    paper = paper_of(settings)
    store = Store.open(places.store, role="counter", practice=practice)
    try:
        identity = _identity(settings, office, clock or SystemClock(), store)
        counter = _put_together(places, settings, store, identity, given, paper, announce, reader)
    except BaseException:
        store.close()
        raise
    for lane in (counter.courier, counter.backups, counter.sweeping):
        if lane is not None:
            lane.start()
    return counter


def _put_together(
    places: Places,
    settings: Settings,
    store: Store,
    identity: Identity,
    machines: Machines,
    paper: "PaperSize",
    announce: Announce,
    reader: ReaderSaid,
) -> Counter:
    settings = _settled(settings, store, identity)
    renderer, clock, officers = LatePapers(places.forms), CorrectedClock(identity), LateOfficers(store, identity)
    procedures, calendar = Procedures(store, clock), CalendarInForce(store, settings.unit)
    heard, switch = Heard(), OutageSwitch(identity.clock)
    machines = switched(machines, switch)
    take = taking(store, identity, procedures, calendar, officers)
    courier = courier_of(places, settings, store, identity, take, announce, heard, switch.way_up_barred)
    tell = also_waking(announce, courier)
    sync = SyncState(store, identity, configured=courier is not None, ring=settings.city, heard=heard)
    papers = PrintPapers(store, identity, renderer, machines, tell, paper)
    papers.interrupted()
    parts = Parts(
        settings=settings,
        reader=reader,
        store=store,
        folder=FileFolder.beside(places.store),
        identity=identity,
        machines=machines,
        papers=papers,
        renderer=renderer,
        procedures=procedures,
        calendar=calendar,
        announce=tell,
        paper=paper,
        courier=courier,
        sync=sync,
        rehearsing=rehearsing(places, settings, store, identity, switch, sync, courier, announce, heard),
        officers=officers,
    )
    backups, sweeping = backups_lane(store, places, settings, clock), sweep_lane(store, parts.folder, clock)
    return Counter(desk_of(parts), store, courier, papers, renderer.warm, backups, parts.rehearsing, sweeping)


def _settled(settings: Settings, store: Store, identity: Identity) -> Settings:
    """Return the settings with what the city decided for the office, given to the identity too; settle the store."""
    settings = settings_of_city(settings, store, CorrectedClock(identity))
    office = replace(identity.office, electronic_code=settings.electronic_code)
    identity.office = office_of_city(office, store, identity.shown().date())
    settle(store, settings, identity.shown())
    _fill_catalogue(store)
    return settings


def _identity(settings: Settings, office: Office, clock: Clock, store: Store) -> Identity:
    """Return who writes here; the city's time as it was known before this start holds until the city is heard."""
    identity = Identity(settings.device, settings.device_name, settings.slot, office, clock, settings.officer)
    if settings.city:
        with store.reading() as reading:
            identity.noted_ms = sending.clock_offset_ms(reading)
    return identity


def _fill_catalogue(store: Store) -> None:
    """Give an empty store the shipped starter catalogue, so that a counter can work before it ever sees a city."""
    with store.reading() as reading:
        empty = catalogue_store.is_empty(reading)
    if empty:
        from counter_app.usecases.catalogue_files import shipped_catalogue

        with store.transaction() as tx:
            catalogue_store.merge(tx, shipped_catalogue())
