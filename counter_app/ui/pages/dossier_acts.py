"""Acting on the dossier of the dossier page: what can be done now, one form at a time, its paper, and undo."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from counter_app.ui import shown, words
from counter_app.ui.actions import Verb
from counter_app.ui.background import Lane
from counter_app.ui.widgets.act_panel import ActPanel
from counter_app.ui.widgets.panel import Elided

if TYPE_CHECKING:
    from uuid import UUID

    from counter_app.domain.dossier import Dossier
    from counter_app.domain.scan import CardScan
    from counter_app.ui.act_runs import ActForm
    from counter_app.ui.pages.dossier import DossierPage
    from counter_app.usecases.questions.life import LifeView, Verdict

_READY = "ready"


class DossierActs(QObject):
    """Works on one dossier page; `panel` is shown in place of the facts while an act is chosen or filled in."""

    def __init__(self, page: "DossierPage") -> None:
        super().__init__(page)
        self._page = page
        self.panel = ActPanel(page)
        self.verdict = Elided("", "strong")
        self.view: LifeView | None = None

    def verbs(self) -> tuple[Verb, ...]:
        """Return what opens the acts."""
        collect = self.tr("Give out the result that lies ready")
        undo = self.tr("Undo what was done last, within ten minutes")
        return (
            Verb("act", self.tr("What now"), "F4", self.choose, "edit", self.tr("What can be done with this dossier")),
            Verb("collect", self.tr("Give out"), "Ctrl+Return", self.collect, "good", collect),
            Verb("undo", self.tr("Undo"), "Ctrl+Z", self.undo, "", undo),
        )

    @property
    def acting(self) -> bool:
        """Whether an act is chosen or filled in."""
        return self._page.left is self.panel

    def ask(self) -> None:
        """Ask what the dossier allows and whether its result can be given out."""
        desk, dossier = self._page.desk, self._page.wanted
        if desk is not None and dossier is not None:
            self._page.ask(lambda: desk.acts().ask.view(dossier), self._show, key="life", quiet=True)

    def choose(self) -> None:
        """F4: offer what can be done."""
        desk, dossier = self._page.desk, self._page.wanted
        if desk is None or dossier is None:
            return

        def offered() -> "tuple[LifeView, tuple[ActForm, ...]]":
            from counter_app.ui.act_forms import ActForms  # with the first act, not with the window

            verbs = desk.acts()
            view = verbs.ask.view(dossier)
            return view, ActForms().offered(view, verbs)

        self._page.ask(offered, self._offer, key="acts")

    def collect(self) -> None:
        """Ctrl+Enter: the result goes to who stands at the counter."""
        if self.view is None:
            return
        if self.view.verdict.say != _READY:
            self._page.banner.say(self._sentence(self.view.verdict), self.tr("F4 shows what can be done."), "warn")
            return
        from counter_app.ui.act_forms import ActForms

        self._open()
        self.panel.ask(ActForms().collecting(self.view))

    def save(self) -> None:
        """F9 while a form is filled in: do it, then print its paper."""
        desk, dossier, form = self._page.desk, self._page.wanted, self.panel.asked
        if desk is None or dossier is None or form is None:
            return
        answers = self.panel.answers()
        self._page.background.run(
            self._page,
            lambda: form.run(desk.acts(), dossier, answers),
            lambda after: self._done(form, after),
            self._page.complain,
            lane=Lane.WRITING,
        )

    def undo(self) -> None:
        """Ctrl+Z: take back what was done last."""
        desk, dossier = self._page.desk, self._page.wanted
        if desk is None or dossier is None or self.view is None:
            return
        last = self.view.undo
        if last is None:
            self._page.banner.say(
                self.tr("Nothing can be undone here."),
                self.tr("Only the last act, by this counter, within ten minutes. Ctrl+E corrects."),
            )
            return
        self._page.background.run(
            self._page,
            lambda: desk.acts().undo(dossier, last.event),
            lambda after: self._undone(last.act, after),
            self._page.complain,
            lane=Lane.WRITING,
        )

    def step_back(self) -> None:
        """Esc: from the form to the list, from the list to the facts."""
        if self.panel.asked is not None and self.panel.offered:
            self.panel.offer(self.panel.offered)
        else:
            self._page.facts_again()

    def card(self, read: "CardScan") -> bool:
        """Take a card for who collects; False when nobody is asked for."""
        if not self.acting or self.panel.asked is None or "relation" not in self.panel.fields:
            return False
        self.panel.fill(name=read.card.name, number=read.card.number, relation="")
        return True

    def _open(self) -> None:
        self._page.left = self.panel
        self._page.banner.clear()

    def _offer(self, offered: "tuple[LifeView, tuple[ActForm, ...]]") -> None:
        self._show(offered[0])
        if not offered[1]:
            self._page.banner.say(self._sentence(offered[0].verdict), self.tr("Nothing more can be done with it."))
            return
        self._open()
        self.panel.offer(offered[1])

    def _done(self, form: "ActForm", after: "Dossier") -> None:
        self.panel.offered = ()
        self._page.facts_again()
        self._page.banner.say(
            self.tr("{act}: done.").format(act=form.title),
            self.tr("Now: {status}. Ctrl+Z undoes it within ten minutes.").format(status=words.status(after.status)),
            "good",
        )
        if form.document:
            self.print(after.id, form.document)

    def print(self, dossier: "UUID", document: str) -> None:
        """Print a paper of the dossier's life."""
        desk = self._page.desk
        if desk is not None:
            self._page.print_paper(lambda: desk.print_of_life(dossier, document))

    def _undone(self, act: str, after: "Dossier") -> None:
        said = self.tr("Undone: {act}. Both stay in the record.").format(act=words.title(act))
        self._page.facts_again()
        self._page.banner.say(said, self.tr("Now: {status}.").format(status=words.status(after.status)), "good")

    def _show(self, view: "LifeView") -> None:
        if self._page.wanted != view.dossier.id:
            return
        self.view = view
        self.verdict.say(self._sentence(view.verdict))
        first = next((one for one in view.overtaken if one.unseen and one.by is not None), None)
        if first is not None and first.by is not None and not self._page.banner.isVisible():
            self._page.banner.say(
                self.tr("“{act}” by {officer} does not count: {other} did “{first}” at {at}.").format(
                    act=words.title(first.act),
                    officer=first.officer,
                    other=first.by.officer,
                    first=words.title(first.by.act),
                    at=shown.moment(first.by.at),
                ),
                self.tr("Both did it at the same time; nothing is lost. F4 shows what can be done now."),
                "warn",
            )

    def _sentence(self, verdict: "Verdict") -> str:
        """One sentence: ready or not, and why."""
        said = {
            "ready": self.tr("Ready"),
            "elsewhere": self.tr("Finished, still at {place}").format(place=verdict.holder),
            "posted": self.tr("On its way by post"),
            "in_progress": self.tr("In progress"),
            "papers_missing": self.tr("Waits for papers: {items}").format(items="; ".join(verdict.missing)),
            "payment_missing": self.tr("Waits for a payment"),
            "returned": self.tr("Was given out"),
            "ended": self.tr("Ended without a result"),
        }[verdict.say]
        parts = [said]
        if verdict.shelf:
            parts.append(self.tr("shelf {place}").format(place=verdict.shelf))
        if verdict.owed and verdict.say not in ("returned", "ended"):
            parts.append(self.tr("fee left {fee}").format(fee=shown.dong(verdict.owed)))
        if verdict.late:
            parts.append(self.tr("late"))
        return " · ".join(parts)
