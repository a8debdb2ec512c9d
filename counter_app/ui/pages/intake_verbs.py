"""The verbs of the intake page, and the quiet line that says how the last one went."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from counter_app.ui import shown, words
from counter_app.ui.actions import Verb
from counter_app.ui.finishing import Finishing
from counter_app.ui.widgets.banner import Banner
from counter_app.ui.widgets.choices import KEYED

if TYPE_CHECKING:
    from counter_app.ui.pages.intake import IntakePage

ON_THE_BAR = 5
"""How many of the verbs, from the first, have a button at the foot of the page."""


class IntakeVerbs(QObject):
    """Makes the list of verbs in the present language; the first ones get buttons."""

    def list_for(self, page: "IntakePage") -> tuple[Verb, ...]:
        """Return what can be done on `page`."""
        return (*self._on_the_bar(page), *self._papers(page), *self._fields(page), *self._procedures(page))

    def _on_the_bar(self, page: "IntakePage") -> tuple[Verb, ...]:
        back, slip = self.tr("One step back; nothing typed is lost"), self.tr("Print what is missing")
        return (
            Verb("finish", self.tr("Register and print"), "F9", page.finish, "good", self.tr("Register, then print")),
            Verb(
                "repeat", self.tr("Same again"), "F2", page.repeat, "repeat", self.tr("Same procedure for the next one")
            ),
            Verb("missing", self.tr("Missing-items slip"), "F4", page.slip.print_missing, "", slip),
            Verb(
                "picture", self.tr("Picture"), "Ctrl+O", page.choose_picture, "card", self.tr("Read a card from a file")
            ),
            Verb("back", self.tr("Back"), "Esc", page.aside.step_back, "back", back),
        )

    def _papers(self, page: "IntakePage") -> tuple[Verb, ...]:
        left, needless = (
            self.tr("Print the receipts left over from before"),
            self.tr("The receipts left over are not needed"),
        )
        return (
            Verb(
                "reprint", self.tr("Print again"), "F10", page.reprint, "print", self.tr("Print the last receipt again")
            ),
            Verb("paper", self.tr("Paper is here"), "Ctrl+F10", page.paper_is_here, "", self.tr("I hold the paper")),
            Verb("left_print", self.tr("Print them"), "F11", page.left.print_them, "print", left),
            Verb("left_looked", self.tr("I have looked"), "Ctrl+F11", page.left.looked, "", needless),
        )

    def _fields(self, page: "IntakePage") -> tuple[Verb, ...]:
        aside = self.tr("Bring back the form put aside")
        return (
            Verb("restore", self.tr("Bring back"), "F3", page.aside.bring_back, "", aside),
            Verb("represent", self.tr("Somebody else at the counter"), "F6", page.toggle_representative),
            Verb("organisation", self.tr("Citizen or organisation"), "F7", page.toggle_kind),
            Verb("address", self.tr("Address of the card or on record"), "F8", page.scans.swap_address),
            Verb("tick", self.tr("Tick all papers"), "Ctrl+Space", page.tick_all),
            page.pending.verb(),
            Verb("by_hand", self.tr("Enter the applicant by hand"), "Ctrl+N", page.to_name),
        )

    def _procedures(self, page: "IntakePage") -> tuple[Verb, ...]:
        place, pin = (
            self.tr("Choose the procedure in this place"),
            self.tr("Keep the procedure among the first, or no longer"),
        )
        return (
            Verb("procedure", self.tr("Choose a procedure"), "Ctrl+P", page.to_procedure),
            Verb("pin", self.tr("Pin"), "Ctrl+D", page.pins.turn, "pin", pin),
            *(Verb(f"choose{n}", place, f"Alt+{n}", partial(page.choose, n - 1)) for n in range(1, KEYED + 1)),
        )


def confirm(banner: Banner, finishing: Finishing, verbs: Mapping[str, Verb]) -> None:
    """Say code, due date, how the paper went, and the keys for it; never over a question."""
    receipt = finishing.receipt
    if receipt is None or banner.asking:
        return
    headline = f"{receipt.code} · {receipt.applicant_name}"
    if finishing.trouble is not None:
        said = words.sentence(finishing.trouble, "F10")
        banner.say(headline, f"{said.happened} {said.safe} {said.now}", "warn", (verbs["reprint"],))
        return
    no_date = QCoreApplication.translate("Confirmation", "no date promised")
    due = shown.due(receipt.due_at) if receipt.due_at is not None else no_date
    text = QCoreApplication.translate("Confirmation", "Registered. Due {due}. {paper}")
    detail = text.format(due=due, paper=_paper(finishing))
    tone = "warn" if finishing.doubtful else "good"
    settled = finishing.paper is None or finishing.paper.state == "confirmed"
    banner.say(headline, detail, tone, (verbs["reprint"],) if settled else (verbs["paper"], verbs["reprint"]))


def _paper(finishing: Finishing) -> str:
    row = finishing.paper
    if finishing.printing:
        return QCoreApplication.translate("Confirmation", "The receipt is being printed …")
    if row is None:
        return ""
    reason = f" – {words.reason(row.reason)}" if row.reason else ""
    text = QCoreApplication.translate("Confirmation", "Receipt: {state}{reason}")
    if row.copy_number:
        text = QCoreApplication.translate("Confirmation", "Reprint {number}: {state}{reason}")
    said = text.format(number=row.copy_number, state=words.state(row.state), reason=reason).rstrip(".") + "."
    if finishing.doubtful:
        said += " " + QCoreApplication.translate("Confirmation", "F9 or F10 prints again.")
    return said
