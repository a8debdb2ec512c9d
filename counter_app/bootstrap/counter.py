"""Builds a counter from its settings: store, verbs, papers, machines, courier; takes it down in order."""

import platform
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy
from sqlcipher3 import dbapi2

from counter_app import __version__
from counter_app.bootstrap.carrying import also_waking, courier_of
from counter_app.bootstrap.copies import backups_lane, settle, untold
from counter_app.bootstrap.late import LateCourier, LatePapers
from counter_app.bootstrap.rehearsing import Rehearsing, rehearsing
from counter_app.devices.clock import Clock, SystemClock
from counter_app.devices.named import printer_of
from counter_app.domain.calendar import WorkingCalendar
from counter_app.domain.errors import CounterError, OfficerCanMend
from counter_app.domain.heard import Heard
from counter_app.domain.office import Office
from counter_app.settings import Places, Settings
from counter_app.storage import catalogue as catalogue_store
from counter_app.storage import sending
from counter_app.storage.files import FileFolder
from counter_app.storage.store import Store
from counter_app.sync.lane import Lane
from counter_app.usecases.calendar_files import shipped_calendars
from counter_app.usecases.clock_guard import ClockGuard
from counter_app.usecases.correct import Correct
from counter_app.usecases.decide import Decide
from counter_app.usecases.desk import Desk
from counter_app.usecases.favourites import Favourites
from counter_app.usecases.file_papers import FilePapers
from counter_app.usecases.forms import KeptForms
from counter_app.usecases.identity import Announce, CorrectedClock, Identity
from counter_app.usecases.left_receipts import LeftReceipts
from counter_app.usecases.offices import office_of
from counter_app.usecases.outage import OutageSwitch, switched
from counter_app.usecases.printing import Machines, PrintPapers
from counter_app.usecases.questions.conflicts import Conflicts
from counter_app.usecases.questions.devices import DevicesState, ReaderSaid, unheard
from counter_app.usecases.questions.dossier import AboutDossier
from counter_app.usecases.questions.files import FilesOf
from counter_app.usecases.questions.lists import DossierLists
from counter_app.usecases.questions.people import People
from counter_app.usecases.questions.procedures import Procedures
from counter_app.usecases.questions.receipt import PreviewDraft, ReceiptOfDossier
from counter_app.usecases.questions.sync import SyncState
from counter_app.usecases.register import Register
from counter_app.usecases.renumber import Renumber
from counter_app.usecases.retry_parked import RetryParked

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

    def close(self) -> None:
        """Stop rehearsal, courier and backups, then close the store."""
        for lane in (self.rehearsing, self.courier, self.backups):
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
        settle(store, settings, identity.shown())
        _fill_catalogue(store)
        renderer = LatePapers(places.forms)
        procedures = Procedures(store, CorrectedClock(identity))
        heard = Heard()
        switch = OutageSwitch(identity.clock)
        given = switched(given, switch)
        barred = switch.way_up_barred
        courier = courier_of(places, settings, store, identity, procedures, announce, heard, barred)
        tell = also_waking(announce, courier)
        sync = SyncState(store, identity, configured=courier is not None, ring=settings.city, heard=heard)
        rehearsals = rehearsing(places, settings, store, identity, switch, sync, courier, announce)
        papers = PrintPapers(store, identity, renderer, given, tell, paper)
        papers.interrupted()
        calendar = shipped_calendars().of(office.unit)
        parts = _Parts(
            settings,
            reader,
            store,
            FileFolder.beside(places.store),
            identity,
            given,
            papers,
            renderer,
            procedures,
            calendar,
            tell,
            paper,
            courier,
            sync,
            rehearsals,
        )
        backups = backups_lane(store, places, settings, CorrectedClock(identity))
        counter = Counter(_desk(parts), store, courier, papers, renderer.warm, backups, rehearsals)
    except BaseException:
        store.close()
        raise
    for lane in (courier, backups):
        if lane is not None:
            lane.start()
    return counter


def _identity(settings: Settings, office: Office, clock: Clock, store: Store) -> Identity:
    """Return who writes here; the city's time as it was known before this start holds until the city is heard."""
    identity = Identity(settings.device, settings.device_name, settings.slot, office, clock, settings.officer)
    if settings.city:
        with store.reading() as reading:
            identity.noted_ms = sending.clock_offset_ms(reading)
    return identity


@dataclass(frozen=True, slots=True)
class _Parts:
    """What the desk is made of."""

    settings: Settings
    reader: ReaderSaid
    store: Store
    folder: FileFolder
    identity: Identity
    machines: Machines
    papers: PrintPapers
    renderer: LatePapers
    procedures: Procedures
    calendar: WorkingCalendar
    announce: Announce
    paper: "PaperSize"
    courier: LateCourier | None
    sync: SyncState
    rehearsing: Rehearsing


def _desk(parts: _Parts) -> Desk:
    settings, store, identity, papers = parts.settings, parts.store, parts.identity, parts.papers
    clock, procedures, courier = CorrectedClock(identity), parts.procedures, parts.courier
    guard, left = ClockGuard(store, identity), LeftReceipts(store, settings.device, papers, procedures.in_force)
    favourites = Favourites(store, identity, procedures, parts.announce)
    sync, retry, rehearsals = parts.sync, RetryParked(store, parts.announce), parts.rehearsing
    lists, people, forms = DossierLists(store), People(store, clock), KeptForms(store, clock)
    receipt = ReceiptOfDossier(store, identity, parts.renderer, parts.paper)
    return Desk(
        office=identity.office,
        device_name=settings.device_name,
        officer=settings.officer,
        practice=store.practice,
        paper=settings.paper,
        register=Register(store, identity, parts.calendar, parts.announce, procedures.used),
        correct=Correct(store, identity, parts.calendar, procedures.version, parts.announce),
        print_receipt=papers.receipt,
        print_label=papers.label,
        print_slip=papers.slip,
        print_missing=papers.missing,
        confirm_print=papers.confirm,
        looked_at_receipts=left.looked_at,
        file_papers=FilePapers(store, parts.folder, identity, parts.announce),
        keep_form=forms.keep,
        drop_form=forms.drop,
        send_now=courier.send_now if courier else _nothing,
        retry_parked=retry,
        retry_file=retry.file,
        renumber=Renumber(store, identity, parts.announce),
        decide=Decide(store, identity, parts.announce),
        pin=favourites.pin,
        confirm_clock=guard.confirm,
        set_officer=identity.change_officer,
        begin_outage=rehearsals.begin,
        end_outage=rehearsals.outage.end,
        saved_forms=forms.saved,
        procedures=favourites.search,
        procedure=procedures.in_force,
        preview=PreviewDraft(identity, parts.calendar),
        known_person=people.known,
        doubles=people.doubles,
        find=lists.find,
        page=lists.page,
        count=lists.count,
        dossier=AboutDossier(store),
        receipt=receipt,
        receipt_pdf=receipt.pdf,
        by_code=lists.by_code,
        sync=sync,
        outbox=sync.outbox,
        event_body=sync.body,
        conflicts=Conflicts(store),
        files_of=FilesOf(store, parts.folder),
        prints=papers.recent,
        left_receipts=left,
        devices=DevicesState(store, identity, parts.machines, settings.reader, parts.reader),
        clock_doubt=guard,
        today=lambda: clock.now().date(),
        now=clock.now,
        outage=rehearsals.outage.view,
        about=lambda: _about(store, settings, identity.office),
        decode_picture=_codes_in,
    )


def _codes_in(path: str) -> Sequence[str]:
    from counter_app.devices.drivers.image_file import codes_in

    return codes_in(Path(path))


def _nothing() -> None:
    """Without a ring above there is nowhere to send to."""


def _fill_catalogue(store: Store) -> None:
    """Give an empty store the shipped starter catalogue, so that a counter can work before it ever sees a city."""
    with store.reading() as reading:
        empty = catalogue_store.is_empty(reading)
    if empty:
        from counter_app.usecases.catalogue_files import shipped_catalogue

        with store.transaction() as tx:
            catalogue_store.merge(tx, shipped_catalogue())


def _about(store: Store, settings: Settings, office: Office) -> Sequence[tuple[str, str]]:
    return (
        ("version", __version__),
        ("store", store.place),
        ("epoch", store.epoch),
        ("counter", settings.device_name),
        ("device", settings.device),
        ("unit", f"{office.name} ({office.unit})" if office.unit else ""),
        ("electronic_code", office.electronic_code),
        ("ring", settings.city),
        ("sqlite", dbapi2.sqlite_version),
        ("sqlalchemy", sqlalchemy.__version__),
        ("python", platform.python_version()),
    )
