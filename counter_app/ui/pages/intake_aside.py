"""Forms that lie aside: Esc puts one there, F3 brings it back, a start finds what a fall left."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from counter_app.ui import shown
from counter_app.ui.form import Form

if TYPE_CHECKING:
    from datetime import datetime

    from counter_app.ui.pages.intake import IntakePage


class IntakeAside(QObject):
    """Works on one intake page, whose `keeping` holds the pile."""

    def __init__(self, page: "IntakePage") -> None:
        super().__init__(page)
        self._page = page
        self._clearing = False
        page.keeping.found.connect(self._found)
        page.keeping.aside_changed.connect(self._count)

    def forget_esc(self) -> None:
        """Something was typed or shown: the next Esc asks again before it empties the form."""
        self._clearing = False

    def bring_back(self) -> None:
        """F3: the form that was cleared or put aside last; what stands here now goes aside in its place."""
        page = self._page
        form = page.keeping.take_back()
        if form is None:
            page.banner.say(self.tr("No form lies aside."))
            return
        page.keeping.put_aside_below(page.form())
        page.show_form(form)
        page.banner.say(self.tr("Brought back."), self.tr("Go on where you were; F9 registers."))

    def step_back(self) -> None:
        """Esc: the question, the choice, the message, the batch; then, pressed twice, the form goes aside."""
        page = self._page
        if page.banner.answer("Esc"):
            return
        form, search = page.form(), page.fields.procedure.search
        choosing = form.procedure is None and search.text()
        if choosing or (form.procedure is not None and search.text() != form.procedure.name):
            page.fields.procedure.show_procedure(form.procedure, form.papers)
            page.offer_again()
        elif self._clearing:
            self._clear(form)
        elif form.sticky and form.applicant.empty:
            page.show_form(replace(form, sticky=False))
            page.show_form(Form())
            page.banner.say(self.tr("The batch is ended."), self.tr("F2 begins it again."))
            page.fields.go_on()
        elif not form.empty:
            self._clearing = True
            page.banner.say(
                self.tr("Put this form aside?"), self.tr("Esc again empties the form; F3 brings it back."), "warn"
            )
        else:
            page.banner.clear()
            page.fields.go_on()

    def _clear(self, form: Form) -> None:
        page = self._page
        page.keeping.put_aside(form)
        page.show_form(Form())
        page.banner.say(self.tr("The form is empty."), self.tr("F3 brings back what was here."))
        page.fields.go_on()

    def _found(self, form: Form, saved_at: "datetime") -> None:
        """A form from before the start: back on the screen when nothing is entered, else aside."""
        page = self._page
        if not page.form().empty:
            page.keeping.put_aside_below(form)
            return
        page.show_form(form)
        page.banner.say(
            self.tr("A half-typed form of {when} was brought back.").format(when=shown.moment(saved_at)),
            self.tr("Go on where you were; Esc puts it aside."),
        )

    def _count(self, count: int) -> None:
        self._page.fields.more.heading.setText(
            self.tr("Dossier") if not count else self.tr("Dossier · %n form(s) aside: F3", "", count)
        )
