"""All that can be done to and asked of a dossier's life, in one value that the screen is given."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from counter_app.domain.calendar import WorkingCalendar
from counter_app.storage.store import Store
from counter_app.usecases.acts.doing import Doing
from counter_app.usecases.acts.ending import End
from counter_app.usecases.acts.extend import Extend
from counter_app.usecases.acts.fees import Fees
from counter_app.usecases.acts.giving import Give
from counter_app.usecases.acts.hand_over import HandOver
from counter_app.usecases.acts.pausing import InForce, Pausing
from counter_app.usecases.acts.reasons import Reasons
from counter_app.usecases.acts.undo import Undo
from counter_app.usecases.identity import Announce, Identity
from counter_app.usecases.questions.life import LifeQuestions


@dataclass(frozen=True, slots=True)
class Acts:
    """The verbs, each a room of its own; all of them block and are called off the screen's thread."""

    pausing: Pausing
    end: End
    extend: Extend
    hand_over: HandOver
    give: Give
    fees: Fees
    undo: Undo
    ask: LifeQuestions
    reasons: Reasons


def acts_of(
    store: Store,
    identity: Identity,
    calendar: Callable[[], WorkingCalendar],
    version: InForce,
    announce: Announce,
    own_reasons: Path | None = None,
) -> Acts:
    """Tie the verbs to a counter; `own_reasons` is the folder with the office's own library of reasons."""
    doing = Doing(store, identity, announce)
    return Acts(
        pausing=Pausing(doing, calendar, version),
        end=End(doing),
        extend=Extend(doing, calendar),
        hand_over=HandOver(doing),
        give=Give(doing),
        fees=Fees(doing),
        undo=Undo(doing),
        ask=LifeQuestions(store, identity),
        reasons=Reasons(own_reasons),
    )
