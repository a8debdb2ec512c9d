"""Hand-over by scanning: a new list is filled and given, a list that came is ticked off and taken over."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout

from counter_app.domain.acts import HANDED_OVER
from counter_app.domain.own_codes import HAND_OVER_LIST, read_own_paper
from counter_app.ui import words
from counter_app.ui.actions import Verb
from counter_app.ui.background import Lane
from counter_app.ui.page import Page
from counter_app.ui.pages.work_listed import Listed, columns, look
from counter_app.ui.widgets.field import Field
from counter_app.ui.widgets.known_line import KnownField
from counter_app.ui.work_section import Section

if TYPE_CHECKING:
    from counter_app.domain.errors import CounterError
    from counter_app.usecases.acts.hand_over import HandOverSheet
    from counter_app.usecases.desk import PrintOutcome
    from counter_app.usecases.questions.life import LifeView


class HandingOver(Section[Listed]):
    """While this list is shown a scanned receipt is put on it, or ticked off on the list that is taken over."""

    def __init__(self, page: Page) -> None:
        title = QCoreApplication.translate("HandingOver", "Hand-over")
        super().__init__(page, "hand_over", title, columns(), ("", ""))
        self.receiver = KnownField("receiver", self.tr("To the desk"))
        self.code = Field("code", self.tr("Code"))
        self.code.line.setPlaceholderText(self.tr("scan receipts, or type a dossier's or a list's code, Enter"))
        above = QHBoxLayout()
        above.setSpacing(10)
        above.addWidget(self.receiver, 1)
        above.addWidget(self.code, 1)
        self.head.addLayout(above)
        self.rows: tuple[Listed, ...] = ()
        self.sheet: HandOverSheet | None = None
        self.scanned: tuple[str, ...] = ()
        self.last = ""
        self._under_way = False
        self.receiver.line.entered.connect(self.to_code)
        self.code.line.entered.connect(self._typed)
        self.finish()
        self._show()

    def verbs(self) -> tuple[Verb, ...]:
        done = self.tr("Hand all of the list over, or take over what was scanned; the new list is printed")
        again = self.tr("Print the list once more, with what was missing when it was taken over")
        return (
            Verb("hand_over", self.tr("Done"), "F9", self.done, "good", done),
            Verb(
                "to_code", self.tr("Code"), "Ins", self.to_code, "edit", self.tr("Type a code instead of scanning it")
            ),
            Verb("off", self.tr("Take off"), "Del", self.take_off, "", self.tr("Take the row off the new list")),
            Verb("print_list", self.tr("Print"), "F6", self.print_again, "print", again),
        )

    def begin(self) -> None:
        desk = self.page.desk
        if desk is not None:
            self.page.ask(desk.acts().hand_over.receivers, self._offer, key="known", quiet=True)
        self.ask()
        to_receiver = self.sheet is None and not self.receiver.text
        (self.receiver.line if to_receiver else self.table if self.model.rows else self.code.line).setFocus()

    def ask(self) -> None:
        """A list that is taken over may have been changed by another counter; a new one is only here."""
        desk, code = self.page.desk, self.sheet.code if self.sheet else ""
        if desk is not None and code:
            self.page.ask(lambda: desk.acts().hand_over.sheet(code), self._refreshed, key="sheet", quiet=True)

    def step_back(self) -> bool:
        if self.sheet is None:
            return False
        self._leave_sheet()
        return True

    def open_row(self, number: int) -> None:
        self.page.open_dossier.emit(self.model.row(number).dossier)

    def to_code(self) -> None:
        """Ins: type a code."""
        self.code.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def take_off(self) -> None:
        """Del: the row is not handed over."""
        at = self.table.row()
        if self.sheet is None and 0 <= at < len(self.rows):
            self.rows = (*self.rows[:at], *self.rows[at + 1 :])
            self._show()

    def takes_code(self, code: str) -> bool:
        if self.sheet is None:
            self._add(code)
        else:
            self._tick(code)
        return True

    def open_list(self, code: str) -> None:
        """Show a list that came, to be taken over; what was scanned for it stays scanned."""
        desk = self.page.desk
        if desk is not None:
            self.page.ask(lambda: desk.acts().hand_over.sheet(code), self._opened, key="sheet")

    def done(self) -> None:
        """F9."""
        if not self._under_way:
            self._take() if self.sheet is not None else self._give()

    def print_again(self) -> None:
        """F6: print the list shown, else the one that was made last."""
        desk, code = self.page.desk, self.sheet.code if self.sheet else self.last
        if not code:
            self.page.banner.say(self.tr("No list was made or opened yet."), "", "warn")
        elif desk is not None:
            self.page.background.run(
                self.page, lambda: desk.print_hand_over(code), self._printed, self._print_failed, lane=Lane.MACHINES
            )

    # a new list

    def _add(self, code: str) -> None:
        desk = self.page.desk
        if desk is not None:
            self.page.background.run(
                self.page, lambda: look(desk, code), lambda view: self._found(code, view), self.page.complain
            )

    def _found(self, code: str, view: "LifeView | None") -> None:
        if view is None:
            said = self.tr("Dossier {code} is not known at this counter.").format(code=code)
        elif any(row.dossier == view.dossier.id for row in self.rows):
            said = self.tr("{code} is on the list already.").format(code=view.dossier.code)
        elif HANDED_OVER not in view.allowed:
            status = words.status(view.dossier.status)
            said = self.tr("{code} cannot be handed over: it is “{status}”.").format(
                code=view.dossier.code, status=status
            )
        else:
            one = view.dossier
            self.rows = (*self.rows, Listed(one.id, one.code, one.applicant.name, one.procedure_name, one.due_at))
            self.page.banner.clear()
            self._show(len(self.rows) - 1)
            return
        self.page.banner.say(said, self.tr("The list is as it was."), "warn")

    def _give(self) -> None:
        desk, given = self.page.desk, [row.dossier for row in self.rows]
        receiver = self.receiver.text.strip()
        if not given or not receiver:
            said = (
                self.tr("No dossier is on the list yet.") if not given else self.tr("The receiving desk is not named.")
            )
            self.page.banner.say(said, self.tr("Scan the dossiers' receipts, name the desk, then press F9."), "warn")
            (self.receiver.line if given else self.code.line).setFocus()
        elif desk is not None:
            to = "" if receiver == self._counter() else receiver
            self._run(lambda: desk.acts().hand_over.give(given, to), self._given)

    def _given(self, sheet: "HandOverSheet") -> None:
        self._under_way = False
        self.rows, self.last = (), sheet.code
        self._show()
        said = self.tr("List {list}: %n dossier(s) handed over to {desk}.", "", len(sheet.lines))
        said = said.format(list=sheet.code, desk=sheet.receiver or self._counter())
        self.page.banner.say(said, self.tr("The list is printed; F6 prints it again."), "good")
        self.print_again()

    # a list that came

    def _opened(self, sheet: "HandOverSheet") -> None:
        if self.sheet is None or self.sheet.code != sheet.code:
            self.scanned = ()
            self.page.banner.clear()
        self.sheet = sheet
        self._show()
        self.table.setFocus()

    def _refreshed(self, sheet: "HandOverSheet") -> None:
        if self.sheet is not None and self.sheet.code == sheet.code:
            self.sheet = sheet
            self._show()

    def _tick(self, code: str) -> None:
        sheet = self.sheet
        line = next((one for one in sheet.lines if one.code == code), None) if sheet else None
        if line is None:
            self.page.banner.say(self.tr("{code} is not on this list.").format(code=code), self._lay_apart(), "warn")
        elif line.taken or code in self.scanned:
            self.page.banner.say(self.tr("{code} was scanned before.").format(code=code), "", "warn")
        else:
            self.scanned = (*self.scanned, code)
            self.page.banner.clear()
            self._show()

    def _take(self) -> None:
        desk, sheet, scanned = self.page.desk, self.sheet, self.scanned
        if desk is not None and sheet is not None:
            self._run(lambda: desk.acts().hand_over.take(sheet.code, scanned), self._taken)

    def _taken(self, sheet: "HandOverSheet") -> None:
        self._under_way = False
        self.sheet, self.scanned = sheet, ()
        self._show()
        missing = [line.code for line in sheet.missing]
        said = self.tr("{taken} of {listed} taken over.").format(
            taken=len(sheet.lines) - len(missing), listed=len(sheet.lines)
        )
        named = (
            self.tr("Missing, still with who gave them: {codes}.").format(codes=", ".join(missing)) if missing else ""
        )
        self.page.banner.say(said, named, "warn" if missing else "good")

    def _leave_sheet(self) -> None:
        self.sheet, self.scanned = None, ()
        self.page.banner.clear()
        self._show()

    # both

    def _run(self, work: object, done: object) -> None:
        self._under_way = True
        self.page.background.run(self.page, work, done, self._not_done, lane=Lane.WRITING)  # type: ignore[arg-type]

    def _not_done(self, error: "CounterError") -> None:
        self._under_way = False
        self.page.complain(error)

    def _print_failed(self, error: "CounterError") -> None:
        self.page.complain(error, "F6")

    def _printed(self, outcome: "PrintOutcome") -> None:
        if outcome.reason:
            said = self.tr("The list did not come out: {reason}").format(reason=words.reason(outcome.reason))
            self.page.banner.say(said, self.tr("The hand-over itself is saved; F6 prints again."), "warn")

    def _typed(self) -> None:
        text = self.code.text.strip()
        self.code.show_text("")
        paper = read_own_paper(text)
        if paper is not None and paper.kind == HAND_OVER_LIST:
            self.open_list(paper.text)
        elif text:
            self.takes_code(text.upper() if self.sheet else text)

    def _offer(self, known: Sequence[str]) -> None:
        self.receiver.offer([name for name in (*known, self._counter()) if name])

    def _counter(self) -> str:
        return self.tr("the reception counter")

    def _lay_apart(self) -> str:
        return self.tr("Lay it apart and ask who gave it; nothing was changed.")

    def _show(self, at: int = -1) -> None:
        self.receiver.setVisible(self.sheet is None)
        self.show_rows(self.rows if self.sheet is None else self._sheet_rows())
        if at >= 0:
            self.table.setCurrentIndex(self.model.index(at, 0))
        self.count.say(self._said())
        self.empty.say(
            self.tr("A new hand-over list."),
            self.tr("Name the desk, scan the receipts, F9. Scan the code of a list that came to take it over."),
        )

    def _sheet_rows(self) -> tuple[Listed, ...]:
        lines = self.sheet.lines if self.sheet else ()
        return tuple(
            Listed(
                line.dossier,
                line.code,
                line.applicant,
                line.procedure,
                line.due_at,
                "taken" if line.taken else "scanned" if line.code in self.scanned else "waiting",
            )
            for line in lines
        )

    def _said(self) -> str:
        if self.sheet is None:
            return self.tr("%n dossier(s) on the new list", "", len(self.rows)) if self.rows else ""
        rows = self._sheet_rows()
        missing = [row.code for row in rows if row.state == "waiting"]
        said = self.tr("List {list} from {sender}: {listed} listed, {scanned} scanned").format(
            list=self.sheet.code,
            sender=self.sheet.sender or self._counter(),
            listed=len(rows),
            scanned=len(rows) - len(missing),
        )
        return said + (": " + self.tr("missing {codes}").format(codes=", ".join(missing)) if missing else "")
