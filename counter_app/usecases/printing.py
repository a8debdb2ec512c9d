"""Print, and keep a ledger of what became of it. A failed print never undoes a registration."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol
from uuid import UUID

from counter_app.devices.printer import MediaType, Paper, Printer, PrintJob, PrintStage, PrintState, Ticket
from counter_app.devices.reasons import Reason
from counter_app.domain.dossier import Dossier
from counter_app.domain.draft import Draft
from counter_app.domain.errors import CounterError, OfficerCanMend
from counter_app.domain.events import REPRINTED
from counter_app.domain.receipt import Label, MissingItems, Receipt
from counter_app.storage import dossiers, prints, registering
from counter_app.storage.store import Store
from counter_app.storage.transaction import Transaction
from counter_app.usecases.desk import PrintOutcome, PrintRow
from counter_app.usecases.identity import Announce, Identity
from counter_app.usecases.questions.dossier import print_row
from counter_app.usecases.receipts import head_of, label_of, receipt_of

if TYPE_CHECKING:
    from counter_app.documents.papers import FormPaper
    from counter_app.documents.receipt import PaperSize

RECEIPT: Final = "receipt"
LABEL: Final = "label"
SLIP: Final = "slip"
MISSING: Final = "missing"
HAND_OVER: Final = "hand_over_list"
_STATES: Final[Mapping[PrintStage, prints.State]] = {
    PrintStage.SENT: "sent",
    PrintStage.SPOOLED: "spooled",
    PrintStage.CONFIRMED: "confirmed",
    PrintStage.FAILED: "failed",
    PrintStage.UNKNOWN: "unknown",
}
_OPEN: Final = ("sent", "spooled")
_FOLLOWED: Final = 50
"""How many of the newest jobs are asked about; an older one that is still open is the officer's to confirm."""


@dataclass(frozen=True, slots=True)
class Machines:
    """The printers of this counter; a missing one is None. `label_language` is "pdf" or "zpl"."""

    receipts: Printer | None = None
    labels: Printer | None = None
    slips: Printer | None = None
    label_language: str = "pdf"


class PaperMaker(Protocol):
    """What makes papers as PDF, or a label in its printer's own language: `documents.receipt.ReceiptRenderer`."""

    def receipt(self, receipt: Receipt, paper: "PaperSize" = "A5") -> bytes: ...
    def missing_items(self, slip: MissingItems) -> bytes: ...
    def label(self, value: Label) -> bytes: ...
    def label_zpl(self, value: Label) -> bytes: ...
    def paper(self, value: "FormPaper") -> bytes: ...
    def leaf(self, value: "FormPaper") -> str: ...
    def slip(self, receipt: Receipt) -> bytes: ...


class PrintPapers:
    """Prints a dossier's papers. Each call makes one row of the ledger, before anything leaves this machine.

    A receipt that may have come out before is a reprint: marked on the paper, and told to the ring above when it came
    out or nothing will tell whether it did. A print that surely failed does not count, also when it fails later. Raises
    OfficerCanMend("no_printer"); anything a printer says is in the outcome.
    """

    def __init__(
        self,
        store: Store,
        identity: Identity,
        maker: PaperMaker,
        machines: Machines,
        announce: Announce,
        paper: "PaperSize" = "A5",
    ) -> None:
        self._store, self._identity, self._maker, self._machines = store, identity, maker, machines
        self._announce, self._paper = announce, paper

    def receipt(self, dossier: UUID) -> PrintOutcome:
        """Print form 01; a second time it is marked "in lại lần n", and that it came out is an event of its own."""
        printer = _needed(self._machines.receipts)

        def make(whole: Dossier, copy: int) -> PrintJob:
            value = receipt_of(whole, self._identity.office, reprint=copy, practice=self._store.practice)
            sheet = Paper.A5 if self._paper == "A5" else Paper.A4
            return PrintJob(self._maker.receipt(value, self._paper), MediaType.PDF, sheet, whole.code)

        return self._print(dossier, RECEIPT, printer, make)

    def slip(self, dossier: UUID) -> PrintOutcome:
        """Print the 80 mm slip."""
        printer = _needed(self._machines.slips)

        def make(whole: Dossier, copy: int) -> PrintJob:
            value = receipt_of(whole, self._identity.office, reprint=copy, practice=self._store.practice)
            return PrintJob(self._maker.slip(value), MediaType.PDF, Paper.SLIP80, whole.code)

        return self._print(dossier, SLIP, printer, make)

    def label(self, dossier: UUID) -> PrintOutcome:
        """Print the folder label, in the label printer's own language when it has one."""
        printer = _needed(self._machines.labels)

        def make(whole: Dossier, _copy: int) -> PrintJob:
            value = label_of(whole, self._identity.office, practice=self._store.practice)
            if self._machines.label_language == "zpl":
                return PrintJob(self._maker.label_zpl(value), MediaType.RAW, Paper.LABEL, whole.code)
            return PrintJob(self._maker.label(value), MediaType.PDF, Paper.LABEL, whole.code)

        return self._print(dossier, LABEL, printer, make)

    def of_life(self, dossier: UUID, document: str) -> PrintOutcome:
        """Print the newest paper of this kind (`usecases.acts.papers`): forms 02 to 06, collection note, clock."""
        printer = _needed(self._machines.receipts)

        def make(whole: Dossier, _copy: int) -> PrintJob:
            from counter_app.usecases.acts.papers import paper_of  # not needed to receive a dossier

            value = paper_of(document, whole, self._identity, practice=self._store.practice)
            sheet = Paper.A5 if self._maker.leaf(value) == "A5" else Paper.A4
            return PrintJob(self._maker.paper(value), MediaType.PDF, sheet, whole.code)

        return self._print(dossier, document, printer, make)

    def hand_over_list(self, code: str) -> PrintOutcome:
        """Print a hand-over list: as it was given, or with what was missing when it was taken over."""
        from counter_app.usecases.acts.list_paper import list_paper_of  # not needed to receive a dossier

        printer = _needed(self._machines.receipts)
        value = list_paper_of(self._store, self._identity, code)

        def make() -> PrintJob:
            sheet = Paper.A5 if self._maker.leaf(value) == "A5" else Paper.A4
            return PrintJob(self._maker.paper(value), MediaType.PDF, sheet, value.code)

        return self._send(self._begin(None, value.code, HAND_OVER, printer), printer, make)

    def missing(self, draft: Draft) -> PrintOutcome:
        """Print what is still missing from a draft that was not accepted; it has no code and no dossier."""
        printer = _needed(self._machines.receipts)
        applicant, procedure = draft.applicant, draft.procedure
        if applicant is None or procedure is None:
            raise OfficerCanMend("draft_incomplete", fields="applicant,procedure")
        slip = MissingItems(
            head=head_of(self._identity.office),
            applicant_name=applicant.name,
            procedure_name=procedure.name,
            items=tuple(paper.name for paper in draft.missing),
            reason=draft.missing_reason,
            officer=self._identity.officer,
            made_at=self._identity.now(),
            applicant_address=applicant.address,
            applicant_phone=applicant.phone,
            applicant_email=applicant.email,
            contact=self._identity.officer,
            contact_phone=self._identity.office.phone,
            practice=self._store.practice,
        )
        job = PrintJob(self._maker.missing_items(slip), MediaType.PDF, Paper.A5, "02-PBS")
        return self._send(self._begin(None, "", MISSING, printer), printer, lambda: job)

    def recent(self) -> Sequence[PrintRow]:
        """The newest rows of the ledger, newest first."""
        with self._store.reading() as reading:
            return [print_row(entry) for entry in prints.latest(reading)]

    def confirm(self, row: int, out: bool) -> None:
        """Record what the officer saw: the paper is in his hand, or nothing came out."""
        state: prints.State = "confirmed" if out else "failed"
        with self._store.transaction() as tx:
            told = self._note(tx, prints.entry(tx, row), state, "" if out else "officer_saw_none")
        self._announce(("print", "dossier", "event") if told else ("print",))

    def interrupted(self) -> int:
        """At start: what was on its way when the program ended is unknown now; returns how many rows."""
        with self._store.transaction() as tx:
            left = prints.interrupted(tx, self._identity.shown())
            for entry in left:
                self._tell(tx, entry)
        return len(left)

    def follow(self) -> int:
        """Ask the printers how far the open jobs have come; returns how many rows changed."""
        with self._store.reading() as reading:
            entries = [entry for entry in prints.latest(reading, _FOLLOWED) if entry.state in _OPEN and entry.ticket]
        changed = sum(self._follow(entry) for entry in entries)
        if changed:
            self._announce(("print", "dossier", "event"))
        return changed

    def _follow(self, entry: prints.PrintEntry) -> bool:
        machines = (self._machines.receipts, self._machines.labels, self._machines.slips)
        printer = next((one for one in machines if one is not None and one.name == entry.printer), None)
        if printer is None:
            return False
        now = printer.state(Ticket(entry.printer, entry.ticket, PrintState(PrintStage(entry.state))))
        if now.stage is PrintStage.UNKNOWN or (now.stage.value, _reason(now)) == (entry.state, entry.reason):
            return False
        with self._store.transaction() as tx:
            known = prints.entry(tx, entry.id)
            if known.state not in _OPEN:
                return False  # the officer has said meanwhile what he sees
            self._note(tx, known, _STATES[now.stage], _reason(now))
        return True

    def _print(
        self, dossier: UUID, document: str, printer: Printer, make: Callable[[Dossier, int], PrintJob]
    ) -> PrintOutcome:
        with self._store.reading() as reading:
            whole = dossiers.whole(reading, dossier)
        if whole is None:
            raise OfficerCanMend("dossier_unknown")
        entry = self._begin(whole, whole.code, document, printer)
        return self._send(entry, printer, lambda: make(whole, entry.copy_number - 1))

    def _begin(self, whole: Dossier | None, code: str, document: str, printer: Printer) -> prints.PrintEntry:
        with self._store.transaction() as tx:
            return prints.begin(
                tx,
                dossier=whole.id if whole else None,
                code=code,
                document=document,
                printer=printer.name,
                at=self._identity.shown(),
            )

    def _send(self, entry: prints.PrintEntry, printer: Printer, make: Callable[[], PrintJob]) -> PrintOutcome:
        ticket, stage, reason = "", PrintStage.FAILED, ""
        try:
            given = printer.send(make())
            ticket, stage, reason = given.job, given.state.stage, _reason(given.state)
        except CounterError as error:
            reason = error.code
        except Exception:
            # A fault of ours before anything was handed over: the row must not stand as a paper that may be out.
            with self._store.transaction() as tx:
                prints.change(tx, entry.id, "failed", reason=Reason.FAULT, at=self._identity.shown())
            raise
        with self._store.transaction() as tx:
            self._note(tx, entry, _STATES[stage], reason, ticket)
            done = prints.entry(tx, entry.id)
        self._announce(("print", "dossier", "event"))
        return PrintOutcome(print_row(done), reason)

    def _note(
        self, tx: Transaction, before: prints.PrintEntry, state: prints.State, reason: str, ticket: str = ""
    ) -> bool:
        """Note what became of a print; say whether a reprint was told by that."""
        done = prints.change(tx, before.id, state, reason=reason, ticket=ticket, at=self._identity.shown())
        return not before.counts and self._tell(tx, done)

    def _tell(self, tx: Transaction, entry: prints.PrintEntry) -> bool:
        """Write the event of a receipt that came out, or may have, though one had before; say whether it is one."""
        whole = dossiers.whole(tx, entry.dossier) if entry.dossier is not None else None
        copy = entry.copy_number - 1
        if whole is None or entry.document != RECEIPT or not copy or not entry.counts:
            return False
        payload = {"document": RECEIPT, "copy": copy}
        event = self._identity.event(REPRINTED, whole.id, payload, unit=whole.unit, based_on=whole.heads)
        registering.amend(tx, event)
        return True


def _needed(printer: Printer | None) -> Printer:
    if printer is None:
        raise OfficerCanMend("no_printer")
    return printer


def _reason(state: PrintState) -> str:
    return str(state.reasons[0]) if state.reasons else ""
