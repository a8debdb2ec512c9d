"""The intake page: scan, choose, tick, F9. The heart of the application."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.domain.errors import CounterError
from counter_app.ui import words
from counter_app.ui.actions import install
from counter_app.ui.finishing import Finishing
from counter_app.ui.form import Form
from counter_app.ui.keeping import Keeping
from counter_app.ui.page import Page
from counter_app.ui.pages.intake_aside import IntakeAside
from counter_app.ui.pages.intake_clock import IntakeClock
from counter_app.ui.pages.intake_form import IntakeForm
from counter_app.ui.pages.intake_left import IntakeLeft
from counter_app.ui.pages.intake_pending import IntakePending
from counter_app.ui.pages.intake_pins import IntakePins
from counter_app.ui.pages.intake_preview import IntakePreview
from counter_app.ui.pages.intake_scans import IntakeScans
from counter_app.ui.pages.intake_slip import IntakeSlip
from counter_app.ui.pages.intake_verbs import ON_THE_BAR, IntakeVerbs, confirm
from counter_app.ui.widgets.keys import VerbButton

if TYPE_CHECKING:
    from counter_app.domain.catalogue import Procedure
    from counter_app.domain.draft import Draft
    from counter_app.domain.receipt import Receipt
    from counter_app.ui.actions import Verb
    from counter_app.ui.background import Background
    from counter_app.usecases.desk import Desk

SECOND_PRESS_MS = 1500
"""A key pressed again within this time after F9 is the same press of a nervous hand."""


class IntakePage(Page):
    """One person after the other: the form, what F9 does with it, and how scans reach it (`scans`)."""

    def __init__(self, background: "Background", parent: QWidget | None = None) -> None:
        super().__init__(background, parent)
        self.fields = IntakeForm(self)
        self.finishing = Finishing(background, self)
        self.keeping = Keeping(background, self.fields.form, self)
        self.aside = IntakeAside(self)
        self.scans, self.pending = IntakeScans(self), IntakePending(self)
        self.preview = IntakePreview(self)
        self.clock = IntakeClock(self)
        self.left = IntakeLeft(self)
        self.slip = IntakeSlip(self)
        self.pins = IntakePins(self)
        self._last: Form | None = None
        self._finish_wanted = False
        self._closed_by: CounterError | None = None
        self._since_finish = QElapsedTimer()
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()

    def verbs(self) -> tuple["Verb", ...]:
        return IntakeVerbs().list_for(self)

    def attach(self, desk: "Desk") -> None:
        super().attach(desk)
        self.keeping.attach(desk)
        if self.fields.form().procedure is None:
            self.fields.procedure.offer(desk.procedures(self.fields.procedure.search.text()))
        self.fields.return_place.line.setPlaceholderText(desk.office.name)
        self.scans.recall()
        self.left.look()
        self.preview.look()
        if self._finish_wanted:
            self._finish_wanted = False
            self.finish()

    def cannot_open(self, error: CounterError) -> None:
        """The desk will not come: say why, now and at every F9, and promise nothing."""
        self._closed_by, self._finish_wanted = error, False
        self.complain(error)

    def shown(self) -> None:
        if not self.fields.procedure.search.text():
            self.offer_again()  # another officer has other pins
        focus = self.window().focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            self.fields.go_on()

    def changed(self, kinds: frozenset[str]) -> None:
        if self.desk is not None and "print" in kinds:
            self.finishing.look_again(self.desk)

    def explanation(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return self.preview.explanation()

    def form(self) -> Form:
        """What stands on the screen now."""
        return self.fields.form()

    def show_form(self, form: Form) -> None:
        """Show `form` and what follows from it."""
        self.aside.forget_esc()
        before = self.form()
        self.fields.show_form(form)
        if form.procedure is None and (form.id != before.id or before.procedure is not None):
            self.offer_again()
        self.preview.look()

    # verbs

    def finish(self) -> None:
        """F9: mark what is missing, or register; on an empty form print a doubtful paper again."""
        desk, form = self.desk, self.form()
        if self.banner.asking or self.finishing.under_way:
            return
        if self._since_finish.isValid() and self._since_finish.elapsed() < SECOND_PRESS_MS and form.empty:
            self._since_finish.restart()
            return
        if desk is None and self._closed_by is not None:
            self.complain(self._closed_by)
            return
        if desk is None:
            self._finish_wanted = True
            self.banner.say(self.tr("The store is being opened; this is registered as soon as it is there."))
            return
        if form.empty and self.finishing.doubtful:
            self.reprint()
            return
        first = self.fields.mark(form.problems())
        if first is not None:
            self._refuse(form, first)
            return
        if self.clock.asks(desk):
            return
        self.finishing.finish(desk, form.draft(), print_it=form.procedure is None or form.procedure.receipt)

    def repeat(self) -> None:
        """F2: the procedure (with its ticks) stays for the next persons, until Esc."""
        form = self.form()
        source = form if form.procedure is not None else self._last
        if source is None or source.procedure is None:
            self.banner.say(self.tr("Nothing to repeat yet."), self.tr("Choose a procedure first; then F2 keeps it."))
            self.to_procedure()
            return
        self.show_form(replace(form, procedure=source.procedure, papers=source.papers, sticky=True))
        self.fields.go_on()

    def reprint(self) -> None:
        """F10: the last receipt once more; counted, and marked as a reprint when one went out already."""
        if self.desk is None or not self.finishing.print_again(self.desk):
            self.banner.say(self.tr("No receipt to print again yet."), self.tr("Ctrl+K finds older dossiers."))

    def paper_is_here(self) -> None:
        """The officer holds the paper."""
        if self.desk is not None:
            self.finishing.paper_is_here(self.desk)

    def toggle_representative(self) -> None:
        """F6: somebody else stands at the counter, or nobody after all (his fields stay while folded)."""
        panel = self.fields.representative
        panel.unfold(open_=not panel.unfolded)
        (panel.fields["name"].line if panel.unfolded else self.fields.procedure.search).setFocus()

    def toggle_kind(self) -> None:
        """F7: citizen or organisation."""
        form = self.form()
        self.show_form(replace(form, organisation=not form.organisation))
        self.to_name()

    def tick_all(self) -> None:
        self.fields.procedure.checklist.papers.tick_all()

    def choose_picture(self) -> None:
        """Ctrl+O: a card photographed or scanned into a file."""
        from PySide6.QtWidgets import QFileDialog

        path, _kind = QFileDialog.getOpenFileName(
            self, self.tr("Picture of a card"), "", self.tr("Pictures (*.png *.jpg *.jpeg *.bmp *.webp *.tif)")
        )
        if path:
            self.scans.read_picture(path)

    # what happens

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _picture_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _picture_in(event.mimeData())
        if path:
            self.scans.read_picture(path)

    def _lay_out(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(12, 10, 12, 10)
        page.setSpacing(8)
        page.addWidget(self.banner)
        page.addWidget(self.fields, 1)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        verbs = self.verbs()
        for verb in verbs[:ON_THE_BAR]:
            bar.addWidget(VerbButton(verb, self, primary=verb.id == "finish"))
            if verb.id == "finish":
                bar.addSpacing(8)
        bar.addStretch(1)
        page.addLayout(bar)
        install(verbs, self)

    def _connect(self) -> None:
        panel = self.fields.procedure
        self.fields.edited.connect(self._edited)
        panel.searched.connect(self._search)
        panel.chosen.connect(self._chosen)
        self.finishing.registered.connect(self._registered)
        self.finishing.refused.connect(self._refused)
        self.finishing.printed.connect(self._say_done)
        self.keeping.failed.connect(self.complain)

    def _edited(self) -> None:
        self.aside.forget_esc()
        self.preview.soon()

    def _search(self, text: str) -> None:
        if self.desk is not None:
            self.fields.procedure.offer(self.desk.procedures(text))

    def choose(self, place: int) -> None:
        panel = self.fields.procedure
        if self.desk is not None and panel.stack.currentWidget() is panel.choices:
            panel.choices.choose(place)

    def _chosen(self, procedure: "Procedure") -> None:
        self.show_form(replace(self.form(), sticky=False).with_procedure(procedure))
        self.fields.procedure.clear_doubt()
        if self.fields.form().papers:
            self.fields.procedure.checklist.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.fields.go_on()

    def offer_again(self) -> None:
        """Offer what is offered for no words."""
        if self.desk is not None and self.form().procedure is None:
            self.fields.procedure.offer(self.desk.procedures(""))

    def _refuse(self, form: Form, first: QWidget) -> None:
        certain = [problem for problem in form.problems() if problem.certain]
        sentences = list(dict.fromkeys(words.problem(problem)[1] for problem in certain))
        self.banner.say(self.tr("Not registered yet."), " ".join(sentences[:3]), "warn")
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _registered(self, draft: "Draft", receipt: "Receipt") -> None:
        form = self.form()
        if form.id == draft.id:
            self._last = form
            waiting = self.scans.take_waiting()
            self.show_form(form.next_one())
            self.fields.go_on()
            self._since_finish.start()
            if waiting is not None:
                # Somebody's card was asked about while this dossier was being saved: he is the next person now.
                self.scans.card(waiting)
        self.keeping.drop(draft.id)
        self._say_done()

    def _refused(self, error: CounterError) -> None:
        self.complain(error)

    def _say_done(self) -> None:
        confirm(self.banner, self.finishing, {verb.id: verb for verb in self.verbs()})

    def to_name(self) -> None:
        self.fields.person.fields["name"].line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def to_procedure(self) -> None:
        self.fields.procedure.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.fields.procedure.search.selectAll()


def _picture_in(data: QMimeData) -> str:
    return next((url.toLocalFile() for url in data.urls() if url.isLocalFile()), "")
