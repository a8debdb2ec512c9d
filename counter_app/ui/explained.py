"""What F1 explains of a dossier: its due date, its fee and its status, each from what its events say."""

from PySide6.QtCore import QCoreApplication

from counter_app.domain import acts
from counter_app.domain.dossier import Dossier
from counter_app.domain.due_words import explain_vi
from counter_app.domain.explanation import Step
from counter_app.ui import shown, words

Explanation = tuple[tuple[str, tuple[str, ...]], ...]


def explained(dossier: Dossier) -> Explanation:
    """Return (heading, sentences) for each value that explains itself."""
    parts = (
        (QCoreApplication.translate("Explained", "Why this due date"), _due(dossier)),
        (QCoreApplication.translate("Explained", "Why this fee"), _fee(dossier)),
        (QCoreApplication.translate("Explained", "Why this status"), _status(dossier)),
    )
    return tuple((heading, sentences) for heading, sentences in parts if sentences)


def _due(dossier: Dossier) -> tuple[str, ...]:
    return tuple(explain_vi(Step.from_json(step)) for step in dossier.fields["due"].get("steps", ()))


def _fee(dossier: Dossier) -> tuple[str, ...]:
    fee, life = dossier.fields["fee"], dossier.life
    if fee["amount"] is None:
        said = [QCoreApplication.translate("Explained", "No source states this procedure's fee.")]
    else:
        catalogue = QCoreApplication.translate("Explained", "By the catalogue: {fee}.")
        said = [catalogue.format(fee=shown.dong(fee["amount"]))]
    if fee["text"]:
        said.append(str(fee["text"]))
    if dossier.fields["copies"]:
        copies = QCoreApplication.translate("Explained", "Copies: {copies}.")
        said.append(copies.format(copies=dossier.fields["copies"]))
    if life.exempt:
        said.append(QCoreApplication.translate("Explained", "Waived: {reason}.").format(reason=life.exempt))
    for one in life.payments:
        taken = QCoreApplication.translate("Explained", "{fee} taken, receipt {receipt}, {when}.")
        back = QCoreApplication.translate("Explained", "Receipt {receipt} of {fee} was cancelled: {reason}.")
        text = back if one.cancelled else taken
        fee_text, when = shown.dong(one.amount), shown.moment(one.at)
        said.append(text.format(fee=fee_text, receipt=one.receipt, when=when, reason=one.cancelled))
    owed = life.owed(fee["amount"])
    if life.payments and owed is not None:
        said.append(QCoreApplication.translate("Explained", "Left: {fee}.").format(fee=shown.dong(owed)))
    return tuple(said)


def _status(dossier: Dossier) -> tuple[str, ...]:
    """The clock's ledger: since when the term runs, stands still or has ended, and by what."""
    if not dossier.life.clock:
        return ()
    texts = {
        "running": QCoreApplication.translate("Explained", "{when}: the term runs ({act})."),
        "suspended": QCoreApplication.translate("Explained", "{when}: the term stands still ({act})."),
        "stopped": QCoreApplication.translate("Explained", "{when}: the term has ended ({act})."),
    }
    received = (dossier.received_at, "running", "received")
    entries = (received, *((one.at, one.state, one.act) for one in dossier.life.clock))
    said = [texts[state].format(when=shown.moment(at), act=words.title(act)) for at, state, act in entries]
    if dossier.status in acts.ENDED and dossier.life.ending is not None:
        said.append(dossier.life.ending.reason)
    return tuple(said)
