"""What the counter asks of any printer, and what a printer can answer."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from counter_app.devices.reasons import HARMLESS, Reason, ordered
from counter_app.domain.errors import CounterError, OfficerCanMend, OurFault, TryLater

_TITLE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.\-]{0,63}")
_MOST_COPIES = 20


class Paper(StrEnum):
    """The papers of a counter: receipts on A5 or A4, queue and fee slips on an 80 mm roll, folder labels."""

    A5 = "A5"
    A4 = "A4"
    SLIP80 = "slip80"
    LABEL = "label"


class MediaType(StrEnum):
    """What the bytes of a job are; `RAW` is the printer's own language (ZPL, ESC/POS)."""

    PDF = "application/pdf"
    PNG = "image/png"
    RAW = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One document for one printer.

    `title` is what the print system and its logs will show: the dossier code or a form's code, never a person's name;
    anything but letters, digits, dots and hyphens is refused with `OurFault("print_job_unfit")`.
    """

    document: bytes
    media: MediaType
    paper: Paper
    title: str
    copies: int = 1

    def __post_init__(self) -> None:
        if not self.document:
            raise OurFault("print_job_unfit", part="document")
        if not _TITLE.fullmatch(self.title):
            raise OurFault("print_job_unfit", part="title")
        if not 1 <= self.copies <= _MOST_COPIES:
            raise OurFault("print_job_unfit", part="copies", most=_MOST_COPIES)


class PrintStage(StrEnum):
    """How far a job is known to have come. Only `CONFIRMED` means paper; only `FAILED` means surely no paper."""

    SENT = "sent"
    SPOOLED = "spooled"
    CONFIRMED = "confirmed"
    FAILED = "failed"
    UNKNOWN = "unknown"

    @property
    def final(self) -> bool:
        """Whether asking again can still change the answer."""
        return self in (PrintStage.CONFIRMED, PrintStage.FAILED)


@dataclass(frozen=True, slots=True)
class PrintState:
    """The stage of a job and why it is there (why it waits, why it failed), the most urgent reason first."""

    stage: PrintStage
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a printer hands back for a job: plain texts that the print ledger can keep and ask about after a restart.

    `state` is what was known when `send` returned; printers without a spooler can never say more.
    """

    printer: str
    job: str
    state: PrintState


class HealthLevel(StrEnum):
    """Green, amber, red."""

    READY = "ready"
    WARN = "warn"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class PrinterHealth:
    """Whether a job sent now would come out. `sentence` is the code that the screen turns into words and a button."""

    level: HealthLevel
    reasons: tuple[Reason, ...] = ()

    @property
    def sentence(self) -> str:
        """`printer_ready`, or `printer_` and the most urgent reason, e.g. `printer_no_paper`."""
        return f"printer_{self.reasons[0]}" if self.reasons else f"printer_{self.level}"


def judged(reasons: tuple[Reason, ...]) -> PrinterHealth:
    """Return the health that follows from `reasons`: none is ready, only harmless ones warn, any other is down."""
    if not reasons:
        return PrinterHealth(HealthLevel.READY)
    level = HealthLevel.WARN if all(reason in HARMLESS for reason in reasons) else HealthLevel.DOWN
    return PrinterHealth(level, ordered(reasons))


_PASSES_BY_ITSELF = frozenset(
    {Reason.OFFLINE, Reason.BUSY, Reason.OVERHEATED, Reason.NOT_ACCEPTING, Reason.NO_ANSWER, Reason.FAULT}
)


def refusal(printer: str, reason: Reason) -> CounterError:
    """Return the error for a job that was not handed over: `printer_` and the reason; who can help decides the kind."""
    kind = TryLater if reason in _PASSES_BY_ITSELF else OfficerCanMend
    return kind(f"printer_{reason}", printer=printer)


def refuse_unfit(printer: str, papers: frozenset[Paper], media: frozenset[MediaType], job: PrintJob) -> None:
    """Raise when the printer is not set up for the job's paper or does not understand its kind of document."""
    if job.paper not in papers:
        raise OfficerCanMend("printer_wrong_size", printer=printer, paper=job.paper)
    if job.media not in media:
        raise OfficerCanMend("printer_refused", printer=printer, media=job.media)


class Printer(Protocol):
    """A printer. All calls block, are bounded in time and are made from one thread at a time.

    Errors: `TryLater` (`printer_offline`, `printer_busy`, `print_system_away`, …) and `OfficerCanMend`
    (`printer_no_paper`, `printer_wrong_size`, `printer_refused`, `printer_disk_full`, …); a document that is no
    document is `OurFault("print_job_unfit")`. `send` raises only while nothing of the job has left this machine, so a
    raised job may safely be sent again; afterwards the ticket's state tells.
    """

    @property
    def name(self) -> str:
        """The name that the officer chose or the print system gave."""

    @property
    def papers(self) -> frozenset[Paper]:
        """The papers that this printer is set up for; others are refused with `printer_wrong_size`."""

    def send(self, job: PrintJob) -> Ticket:
        """Hand the job over and return at once when the printer or its spooler has it (not when the page is out)."""

    def state(self, ticket: Ticket) -> PrintState:
        """Return how far the job has come; never raises for a job that the printer no longer knows (`UNKNOWN`)."""

    def health(self) -> PrinterHealth:
        """Return whether a job sent now would come out; never raises: a printer that is away is `DOWN`."""
