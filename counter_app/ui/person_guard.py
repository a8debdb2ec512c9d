"""The wrong-person guard: what a scanned card may do to the form. Pure, because it must never be wrong."""

from enum import Enum
from typing import TYPE_CHECKING

from counter_app.ui.form import Form, PersonTexts

if TYPE_CHECKING:
    from counter_app.domain.card import Card


class CardMay(Enum):
    """What happens with a card. A card never replaces a person without the officer's word."""

    FILL = "fill"
    """Nobody is entered: the card fills the applicant."""
    REPRESENT = "represent"
    """An organisation is entered and nobody acts for it yet: the card fills who stands at the counter."""
    SAME = "same"
    """This very card is in the form already."""
    ASK = "ask"
    """Somebody else is entered: representative, next person, or ignore?"""


def decide(form: Form, card: "Card") -> CardMay:
    """Return what `card` may do to `form`."""
    if _is(form.applicant, card) or (form.at_counter is not None and _is(form.at_counter, card)):
        return CardMay.SAME
    if form.organisation and (form.at_counter is None or form.at_counter.empty):
        return CardMay.REPRESENT
    if form.applicant.empty and (form.at_counter is None or form.at_counter.empty):
        return CardMay.FILL
    return CardMay.ASK


def _is(texts: PersonTexts, card: "Card") -> bool:
    number = "".join(texts.number.split())
    if number and card.number:
        return number == card.number
    return bool(card.name) and texts == PersonTexts.of(card.person())
