"""What an officer is asked for each act: the forms behind F4 on a dossier's page."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from counter_app.domain import acts
from counter_app.ui import act_runs, shown
from counter_app.ui.act_runs import ActForm, Asked, Tick
from counter_app.usecases.acts import papers

if TYPE_CHECKING:
    from counter_app.usecases.acts.bundle import Acts
    from counter_app.usecases.questions.life import LifeView


class ActForms(QObject):
    """(what the dossier allows, the verbs) -> its forms, in the order in which officers need them."""

    def offered(self, view: "LifeView", verbs: "Acts") -> tuple[ActForm, ...]:
        """Return a form for each act that is allowed now."""
        made = {form.act: form for form in self._all(view, verbs)}
        return tuple(made[act] for act in _ORDER if act in view.allowed and act in made)

    def collecting(self, view: "LifeView") -> ActForm:
        """Return the form by which a result is given out."""
        verdict = view.verdict
        owed = self.tr("Fee left: {fee}.").format(fee=shown.dong(verdict.owed)) if verdict.owed else ""
        who = self.tr("May collect: {names}.").format(names=", ".join(verdict.collectors))
        fields = (
            Asked("name", self.tr("Collector"), verdict.collectors[0], self.tr("scan the card, or type the name")),
            Asked("number", self.tr("Number"), view.dossier.applicant.number),
            Asked("relation", self.tr("By what right"), "", self.tr("empty for the applicant; letter of authority …")),
            Asked("lost", self.tr("Receipt lost"), "", self.tr("x when the receipt is not given back")),
        )
        told = " ".join(part for part in (who, owed) if part)
        return ActForm(
            acts.RETURNED, self.tr("Give out the result"), told, fields, act_runs.give, document=papers.COLLECTION
        )

    def _all(self, view: "LifeView", verbs: "Acts") -> tuple[ActForm, ...]:
        return (
            *((self.collecting(view),) if acts.RETURNED in view.allowed else ()),
            *self._pausing(view, verbs),
            *self._moving(),
            *self._results(view),
            *self._money(view, verbs),
            *self._ending(verbs),
        )

    def _asking(self, view: "LifeView", verbs: "Acts") -> ActForm:
        papers_said = sorted(view.dossier.fields["papers"], key=lambda paper: bool(paper["given"]))
        lines = [Tick(str(paper["name"]), "", str(paper["line"])) for paper in papers_said]
        asked = [Asked("other", self.tr("Also missing")), self._reason()]
        if view.dossier.life.supplements:
            asked.append(Asked("again", self.tr("Why again"), "", self.tr("the supervisor's reason")))
        return ActForm(
            acts.SUPPLEMENT_REQUESTED,
            self.tr("Ask for papers (02)"),
            self.tr("All that is missing, once. The term stands still until it comes."),
            tuple(asked),
            act_runs.ask_for_papers,
            (*lines, *_ticks(verbs, acts.SUPPLEMENT_REQUESTED)),
            papers.SUPPLEMENT,
        )

    def _extending(self, view: "LifeView", verbs: "Acts") -> ActForm:
        due = view.dossier.due_at
        was = self.tr("Promised: {due}. One new date is allowed.").format(due=shown.due(due)) if due else ""
        return ActForm(
            acts.EXTENDED,
            self.tr("Apologise and extend (04)"),
            was,
            (Asked("to", self.tr("New date"), "", self.tr("17:00 27/11/2026")), self._reason()),
            act_runs.extend,
            _ticks(verbs, acts.EXTENDED),
            papers.APOLOGY,
        )

    def _pausing(self, view: "LifeView", verbs: "Acts") -> tuple[ActForm, ...]:
        still = self.tr("Still asked for: {items}.").format(items="; ".join(view.verdict.missing))
        agreed = Asked("agreed", self.tr("Agreed date"), "", self.tr("only where a date is agreed: 17:00 27/11/2026"))
        return (
            self._asking(view, verbs),
            ActForm(acts.SUPPLEMENTED, self.tr("Papers are complete"), still, (agreed,), act_runs.take_papers),
            ActForm(
                acts.PAYMENT_AWAITED,
                self.tr("Wait for a payment elsewhere"),
                self.tr("A tax notice, for example. The term stands still until it is paid."),
                (self._reason(),),
                lambda verbs, dossier, said: verbs.pausing.await_payment(dossier, said.reason()),
            ),
            ActForm(acts.PAYMENT_SETTLED, self.tr("Payment was made"), "", (agreed,), act_runs.settle_payment),
            self._extending(view, verbs),
        )

    def _moving(self) -> tuple[ActForm, ...]:
        return (
            ActForm(
                acts.HANDED_OVER,
                self.tr("Hand over to a desk"),
                self.tr("With a list of one; several at once are handed over on the page Work."),
                (Asked("receiver", self.tr("Desk"), "", self.tr("empty: back to the counter")),),
                act_runs.hand_over,
                document=papers.CONTROL,
            ),
            ActForm(acts.TAKEN, self.tr("Take over"), "", (), act_runs.take),
            ActForm(
                acts.ASSIGNED,
                self.tr("Give to a colleague"),
                "",
                (Asked("officer", self.tr("Colleague")), self._reason()),
                lambda verbs, dossier, said: verbs.hand_over.assign([dossier], said.text("officer"), said.reason())[0],
            ),
        )

    def _results(self, view: "LifeView") -> tuple[ActForm, ...]:
        return (
            ActForm(
                acts.FINISHED,
                self.tr("Finish with a result"),
                "",
                (
                    Asked("title", self.tr("Result"), view.dossier.procedure_name),
                    Asked("number", self.tr("Number")),
                    Asked("day", self.tr("Day"), "", self.tr("27/11/2026")),
                ),
                act_runs.finish,
            ),
            ActForm(
                acts.SHELVED,
                self.tr("Put on the shelf"),
                "",
                (Asked("place", self.tr("Place"), view.verdict.shelf, self.tr("B-3")),),
                lambda verbs, dossier, said: verbs.give.shelve(dossier, said.text("place")),
            ),
            ActForm(
                acts.POSTED,
                self.tr("Hand to the post"),
                "",
                (Asked("carrier", self.tr("Post"), "VNPost"), Asked("tracking", self.tr("Tracking number"))),
                lambda verbs, dossier, said: verbs.give.post(dossier, said.text("carrier"), said.text("tracking")),
            ),
        )

    def _money(self, view: "LifeView", verbs: "Acts") -> tuple[ActForm, ...]:
        open_ = [one.receipt for one in view.dossier.life.payments if not one.cancelled]
        return (
            self._collecting_fee(view, verbs),
            ActForm(
                acts.FEE_CANCELLED,
                self.tr("Cancel a fee receipt"),
                self.tr("Its number is never used again."),
                (Asked("receipt", self.tr("Fee receipt"), open_[-1] if open_ else ""), self._reason()),
                lambda verbs, dossier, said: verbs.fees.cancel(dossier, said.text("receipt"), said.reason()),
            ),
            ActForm(
                acts.FEE_EXEMPTED,
                self.tr("Waive the fee"),
                "",
                (self._reason(),),
                lambda verbs, dossier, said: verbs.fees.exempt(dossier, said.reason(), "; ".join(said.clauses())),
                _ticks(verbs, acts.FEE_EXEMPTED),
            ),
        )

    def _collecting_fee(self, view: "LifeView", verbs: "Acts") -> ActForm:
        owed = view.verdict.owed
        moment = self.tr("1 at receipt, 2 at a supplement, 4 at the return")
        fields = (
            Asked("amount", self.tr("Amount"), str(owed) if owed else ""),
            Asked("receipt", self.tr("Fee receipt"), verbs.fees.next_receipt()),
            Asked("moment", self.tr("Taken at"), "4" if acts.RETURNED in view.allowed else "1", moment),
            Asked("transfer", self.tr("By transfer"), "", self.tr("x when it came by transfer")),
        )
        told = self.tr("The receipt's number as it stands in the book or at its provider.")
        return ActForm(acts.FEE_COLLECTED, self.tr("Take the fee"), told, fields, act_runs.collect)

    def _ending(self, verbs: "Acts") -> tuple[ActForm, ...]:
        final = self.tr("This ends the dossier. It can be undone for ten minutes.")
        titles = (
            (acts.REFUSED, self.tr("Refuse (03)"), papers.REFUSAL),
            (acts.STOPPED, self.tr("Stop (05)"), papers.STOP),
            (acts.WITHDRAWN, self.tr("Withdraw for the applicant"), ""),
        )
        return tuple(
            ActForm(act, title, final, (self._reason(),), act_runs.ending(act), _ticks(verbs, act), document)
            for act, title, document in titles
        )

    def _reason(self) -> Asked:
        return Asked("reason", self.tr("Reason"), "", self.tr("tick above, or type"))


_ORDER: Final = (
    acts.RETURNED,
    acts.SUPPLEMENTED,
    acts.SUPPLEMENT_REQUESTED,
    acts.FINISHED,
    acts.EXTENDED,
    acts.HANDED_OVER,
    acts.TAKEN,
    acts.FEE_COLLECTED,
    acts.SHELVED,
    acts.REFUSED,
    acts.STOPPED,
    acts.WITHDRAWN,
    acts.PAYMENT_AWAITED,
    acts.PAYMENT_SETTLED,
    acts.POSTED,
    acts.ASSIGNED,
    acts.FEE_EXEMPTED,
    acts.FEE_CANCELLED,
)


def _ticks(verbs: "Acts", act: str) -> tuple[Tick, ...]:
    return tuple(Tick(one.text, one.clause) for one in verbs.reasons(act))
