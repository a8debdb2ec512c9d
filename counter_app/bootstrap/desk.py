"""The desk of a counter: every verb and question of the officer, tied to what does it."""

import platform
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy
from sqlcipher3 import dbapi2

from counter_app import __version__
from counter_app.bootstrap.late import LateCourier, LatePapers
from counter_app.bootstrap.late_officers import LateOfficers
from counter_app.bootstrap.rehearsing import Rehearsing
from counter_app.domain.office import Office
from counter_app.settings import Settings
from counter_app.storage.files import FileFolder
from counter_app.storage.store import Store
from counter_app.usecases.clock_guard import ClockGuard
from counter_app.usecases.correct import Correct
from counter_app.usecases.decide import Decide
from counter_app.usecases.desk import Desk
from counter_app.usecases.favourites import Favourites
from counter_app.usecases.forms import KeptForms
from counter_app.usecases.identity import Announce, CorrectedClock, Identity
from counter_app.usecases.in_force import CalendarInForce
from counter_app.usecases.left_receipts import LeftReceipts
from counter_app.usecases.printing import Machines, PrintPapers
from counter_app.usecases.questions.conflicts import Conflicts
from counter_app.usecases.questions.devices import DevicesState, ReaderSaid
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
    from uuid import UUID

    from counter_app.documents.receipt import PaperSize
    from counter_app.domain.dossier import Dossier
    from counter_app.usecases.acts.bundle import Acts
    from counter_app.usecases.open_paper import OpenedPaper
    from counter_app.usecases.register_files import RegisterFiles


@dataclass(frozen=True, slots=True)
class Parts:
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
    calendar: CalendarInForce
    announce: Announce
    paper: "PaperSize"
    courier: LateCourier | None
    sync: SyncState
    rehearsing: Rehearsing
    officers: LateOfficers


@dataclass(frozen=True, slots=True)
class _Both:
    """What verbs and questions share: it remembers between one and the other."""

    clock: CorrectedClock
    guard: ClockGuard
    left: LeftReceipts
    favourites: Favourites
    forms: KeptForms


def desk_of(parts: Parts) -> Desk:
    """Return what the officer can do and ask."""
    store, identity, procedures = parts.store, parts.identity, parts.procedures
    clock = CorrectedClock(identity)
    both = _Both(
        clock,
        ClockGuard(store, identity),
        LeftReceipts(store, parts.settings.device, parts.papers, procedures.in_force),
        Favourites(store, identity, procedures, parts.announce),
        KeptForms(store, clock),
    )
    return _with_questions(_with_verbs(parts, both), parts, both)


def _with_verbs(parts: Parts, both: _Both) -> Callable[..., Desk]:
    settings, store, identity, papers = parts.settings, parts.store, parts.identity, parts.papers
    procedures, courier, rehearsals = parts.procedures, parts.courier, parts.rehearsing
    retry = RetryParked(store, parts.announce)
    return partial(
        Desk,
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
        print_of_life=papers.of_life,
        print_hand_over=papers.hand_over_list,
        print_missing=papers.missing,
        confirm_print=papers.confirm,
        looked_at_receipts=both.left.looked_at,
        file_papers=partial(_file_papers, parts),
        open_paper=partial(_open_paper, parts),
        keep_form=both.forms.keep,
        drop_form=both.forms.drop,
        send_now=courier.send_now if courier else _nothing,
        retry_parked=retry,
        retry_file=retry.file,
        renumber=Renumber(store, identity, parts.announce),
        decide=Decide(store, identity, parts.announce),
        pin=both.favourites.pin,
        confirm_clock=both.guard.confirm,
        set_officer=identity.change_officer,
        choose_officer=parts.officers.choose,
        begin_outage=rehearsals.begin,
        end_outage=rehearsals.outage.end,
    )


def _with_questions(desk: Callable[..., Desk], parts: Parts, both: _Both) -> Desk:
    settings, store, identity, papers = parts.settings, parts.store, parts.identity, parts.papers
    clock, procedures, sync = both.clock, parts.procedures, parts.sync
    lists, people = DossierLists(store), People(store, clock)
    receipt = ReceiptOfDossier(store, identity, parts.renderer, parts.paper)
    return desk(
        officers=parts.officers.rows,
        officer_now=lambda: identity.writer,
        saved_forms=both.forms.saved,
        procedures=both.favourites.search,
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
        left_receipts=both.left,
        devices=DevicesState(store, identity, parts.machines, settings.reader, parts.reader),
        clock_doubt=both.guard,
        today=lambda: clock.now().date(),
        now=clock.now,
        outage=parts.rehearsing.outage.view,
        about=lambda: _about(store, settings, identity.office),
        acts=cache(partial(_acts, parts)),
        registers=partial(_registers, parts),
        decode_picture=_codes_in,
    )


def _codes_in(path: str) -> Sequence[str]:
    from counter_app.devices.drivers.image_file import codes_in

    return codes_in(Path(path))


def _file_papers(parts: Parts, dossier: "UUID", paths: "Sequence[Path | str]", line: str) -> "Dossier":
    """File papers with a dossier; what reads them is imported when the first is filed, not before F9 is ready."""
    from counter_app.usecases.file_papers import FilePapers

    return FilePapers(parts.store, parts.folder, parts.identity, parts.announce)(dossier, paths, line)


def _open_paper(parts: Parts, dossier: "UUID", sha256: str) -> "OpenedPaper":
    """Open a filed paper, wherever it is."""
    from counter_app.usecases.open_paper import OpenPaper

    return OpenPaper(parts.store, parts.folder, parts.courier.wake if parts.courier else None)(dossier, sha256)


def _acts(parts: Parts) -> "Acts":
    """Make the verbs of a dossier's later life; none is needed for its reception."""
    from counter_app.usecases.acts.bundle import acts_of

    version, own = parts.procedures.version, parts.renderer.folder
    return acts_of(parts.store, parts.identity, parts.calendar, version, parts.announce, own)


def _registers(parts: Parts) -> "RegisterFiles":
    """Make what fills and writes form 07; nobody needs it before he asks."""
    from counter_app.usecases.questions.register import RegisterQuestion
    from counter_app.usecases.register_files import RegisterFiles

    return RegisterFiles(RegisterQuestion(parts.store, parts.identity), parts.renderer)


def _nothing() -> None:
    """Without a ring above there is nowhere to send to."""


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
