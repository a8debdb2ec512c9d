"""All that an officer can do and ask, in one value that the screen is given."""

# The screen imports this file before its first paint: what only annotations name is not imported then.
from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime
    from pathlib import Path
    from uuid import UUID

    from counter_app.domain.catalogue import Procedure
    from counter_app.domain.dossier import Dossier
    from counter_app.domain.draft import Draft
    from counter_app.domain.due import DueDate
    from counter_app.domain.fees import Fee
    from counter_app.domain.office import Office
    from counter_app.domain.person import Difference, Person
    from counter_app.domain.receipt import Receipt
    from counter_app.usecases.acts.bundle import Acts
    from counter_app.usecases.clock_guard import ClockDoubt
    from counter_app.usecases.left_receipts import LeftReceipt
    from counter_app.usecases.open_paper import OpenedPaper
    from counter_app.usecases.questions.files import FilesView
    from counter_app.usecases.register_files import RegisterFiles
    from counter_app.usecases.ring_values import ConflictRow, OutageView, OutboxRow, SyncView


CLOCK_OFF: Final = timedelta(minutes=5)
"""From this difference between the PC's clock and the city's on the officer is warned."""


@dataclass(frozen=True, slots=True)
class DossierRow:
    """A dossier as one line of a list; the personal number is masked. `ring` is "counter", "office" (at the hub,
    not at the city yet), "city" or "parked"."""

    id: UUID
    code: str
    applicant: str
    number: str
    procedure: str
    received_at: datetime
    due_at: datetime | None
    status: int
    ring: str
    position: int
    """Place in the store's own order, newest highest: the key for asking the next page."""


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One event of a dossier as shown; `changes` are (field, old, new) as plain text values.

    `kind` is the event's, or "decided" for one by which a person chose between two values: then `changes` are (field,
    the other value, the chosen one).
    """

    kind: str
    at: datetime
    officer: str
    device: str
    ring: str
    reason: str = ""
    changes: tuple[tuple[str, Any, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class PrintRow:
    """One line of the print ledger. `state` is sent, spooled, confirmed, failed or unknown; `copy_number` counts
    reprints, 0 for the first paper."""

    id: int
    dossier: UUID
    code: str
    document: str
    printer: str
    state: str
    reason: str
    copy_number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class DossierView:
    """Everything about one dossier for its page."""

    dossier: Dossier
    ring: str
    timeline: tuple[TimelineEntry, ...]
    prints: tuple[PrintRow, ...]


@dataclass(frozen=True, slots=True)
class ProcedureChoice:
    """A procedure offered for some typed words."""

    procedure: Procedure
    used_today: int
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """What this counter remembers of a person, and where the card differs from it."""

    person: Person
    differences: tuple[Difference, ...]
    last_procedures: tuple[str, ...]
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class DoubleWarning:
    """An earlier dossier of the same person and procedure."""

    code: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class PrintOutcome:
    """How a print went; `reason` is empty when it went well."""

    row: PrintRow
    reason: str


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """One machine on the devices page. `state` is ready, warn, down, off or unasked (it cannot be asked); `kind` is
    printer, reader, store, clock."""

    name: str
    kind: str
    state: str
    reason: str
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """One of the office's officers who may write here today; `code` is the staff badge's text. `role` is receiving,
    processing, leader, supervisor or administrator; `pin` says that one is asked for, `writes` who writes now."""

    code: str
    name: str
    role: str
    pin: bool
    writes: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """What the form shows before F9: the fee, the due date and what stands against registering."""

    fee: Fee | None
    due: DueDate | None


@dataclass(frozen=True, slots=True)
class SavedForm:
    """A half-typed form as it was last kept; `content` is the page's own JSON text."""

    id: UUID
    saved_at: datetime
    content: str


@dataclass(frozen=True, slots=True)
class Desk:
    """The verbs and questions of one counter. Every call blocks and is made off the screen's thread unless said so.

    Errors are the domain's `CounterError`s. Calls marked (quick) touch memory only and may be made on the screen's
    thread.
    """

    office: Office
    device_name: str
    officer: str
    practice: bool
    paper: str

    # verbs
    register: Callable[[Draft], Receipt]
    """Number + event + rows + index in one durable transaction; the same draft again gives the same receipt."""
    correct: Callable[[UUID, dict[str, Any], str], Receipt]
    """(dossier, {field: new value}, reason): keeps the old values, announces, gives the receipt to print again."""
    print_receipt: Callable[[UUID], PrintOutcome]
    """First print or, when one went out already, a counted and marked reprint."""
    print_label: Callable[[UUID], PrintOutcome]
    print_slip: Callable[[UUID], PrintOutcome]
    print_of_life: Callable[[UUID, str], PrintOutcome]
    """(dossier, paper): the newest of forms 02 to 06, of its collection note or of its clock (`acts.papers`)."""
    print_hand_over: Callable[[str], PrintOutcome]
    """(code of a hand-over list): the list as it stands now."""
    print_missing: Callable[[Draft], PrintOutcome]
    """The missing-items slip of a draft that is not registered."""
    confirm_print: Callable[[int, bool], None]
    """(ledger row, True when the officer holds the paper / False when nothing came out)."""
    looked_at_receipts: Callable[[], None]
    """The officer has looked: what `left_receipts` gives now is not asked about again."""
    file_papers: Callable[[UUID, Sequence[Path | str], str], Dossier]
    """(dossier, files, line of the checklist or ""): copies them, ties them to the dossier, sends them up later."""
    keep_form: Callable[[UUID, str], None]
    drop_form: Callable[[UUID], None]
    send_now: Callable[[], None]
    retry_parked: Callable[[UUID], None]
    open_paper: Callable[[UUID, str], OpenedPaper]
    """(dossier, SHA-256): where the file lies, or that it is on its way from above."""
    retry_file: Callable[[str], None]
    """(SHA-256): a parked file goes again."""
    renumber: Callable[[UUID, str], Receipt]
    """(dossier, reason): another code for a dossier whose own was refused as taken; the receipt to print again."""
    decide: Callable[[UUID, str, Any, str], None]
    """(dossier, field, chosen value, reason): settles a conflict; both values and the decision stay for ever."""
    pin: Callable[[str], bool]
    """(procedure's code): pins it for the officer of the moment, or takes the pin away; True when it is pinned now."""
    confirm_clock: Callable[[bool], None]
    """(quick) The officer's answer to `clock_doubt`: False goes on with the corrected time, True with the PC's."""
    set_officer: Callable[[str], None]
    """(name): where the office has no accounts."""
    choose_officer: Callable[[str, str], str]
    """(badge's text, PIN or ""): that officer writes from now on, by the name that is returned."""
    begin_outage: Callable[[str, int], None]
    """(internet, hub or printer; minutes): as if it were gone, for real, until the time is over."""
    end_outage: Callable[[], None]

    # questions
    officers: Callable[[], Sequence[OfficerRow]]
    """Who may write here; empty where the office has no accounts, and any name may be typed."""
    officer_now: Callable[[], str]
    """(quick) Who writes now; empty when nobody may."""
    saved_forms: Callable[[], Sequence[SavedForm]]
    procedures: Callable[[str], Sequence[ProcedureChoice]]
    """(quick) Best first; the empty text gives the pinned ones, then today's most used."""
    procedure: Callable[[str], Procedure | None]
    """(quick) The version of this code in force today."""
    preview: Callable[[Draft], Preview]
    """(quick)"""
    known_person: Callable[[Person], KnownPerson | None]
    doubles: Callable[[Draft], Sequence[DoubleWarning]]
    find: Callable[[str], Sequence[DossierRow]]
    """Code, part of a name without accents, personal number or phone; newest first, at most 50."""
    page: Callable[[int | None, int], Sequence[DossierRow]]
    """(position of the last row shown or None, rows wanted): the next older rows."""
    count: Callable[[], int]
    dossier: Callable[[UUID], DossierView]
    receipt: Callable[[UUID], Receipt]
    receipt_pdf: Callable[[UUID], bytes]
    """The receipt as it would be printed now, for showing on the screen."""
    by_code: Callable[[str], UUID | None]
    sync: Callable[[], SyncView]
    outbox: Callable[[], Sequence[OutboxRow]]
    event_body: Callable[[UUID], str]
    """(event): what is sent of it, as JSON for people to read."""
    conflicts: Callable[[], Sequence[ConflictRow]]
    """Fields that two officers changed unseen, the newest dossier first."""
    files_of: Callable[[UUID], FilesView]
    """(dossier): its files, and how many of them are at the city."""
    prints: Callable[[], Sequence[PrintRow]]
    left_receipts: Callable[[], Sequence[LeftReceipt]]
    """Receipts from before this start that may never have come out, oldest first; asks the printers first."""
    devices: Callable[[], Sequence[DeviceRow]]
    clock_doubt: Callable[[], ClockDoubt | None]
    """(quick) What must be asked about the time before anything is registered, None when nothing."""
    today: Callable[[], date]
    """(quick) The day by the corrected clock: the PC's own, put right by what the city said of its time."""
    now: Callable[[], datetime]
    """(quick) The time by the corrected clock."""
    outage: Callable[[], OutageView | None]
    """(quick) The rehearsed outage that is under way, None when there is none."""
    about: Callable[[], Sequence[tuple[str, str]]]
    """Names and values for the about page: version, store, schema, counter, unit, SQLite."""
    acts: Callable[[], Acts]
    """All that can be done to a dossier after its reception; made when it is first asked for."""
    registers: Callable[[], RegisterFiles]
    """Form 07, by field of work and days, on the screen and as files; made when it is first asked for."""
    decode_picture: Callable[[str], Sequence[str]] = field(default=lambda path: ())
    """(path of a picture): the code texts found in it."""
