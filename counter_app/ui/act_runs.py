"""A form's answers, and the verb that they become."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.life_values import MissingItem
from counter_app.ui import changes
from counter_app.usecases.acts.giving import LOST, Collector

if TYPE_CHECKING:
    from uuid import UUID

    from counter_app.domain.dossier import Dossier
    from counter_app.usecases.acts.bundle import Acts

_AMOUNT: Final = re.compile(r"[0-9][0-9 .]{0,14}")
_YES: Final = frozenset({"x", "1", "c"})


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of a form; `hint` stands in it while it is empty."""

    name: str
    word: str
    text: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """One line to tick. `line` is the checklist's, "" for a reason."""

    text: str
    clause: str = ""
    line: str = ""

    @property
    def whole(self) -> str:
        return f"{self.text} ({self.clause})" if self.clause else self.text


@dataclass(frozen=True, slots=True)
class Answers:
    """What the officer typed and ticked."""

    texts: Mapping[str, str]
    ticked: tuple[Tick, ...]

    def text(self, name: str) -> str:
        return self.texts.get(name, "").strip()

    def reason(self) -> str:
        """The ticked reasons and what was typed beside them, as one sentence."""
        return "; ".join(
            part for part in (*(tick.text for tick in self.ticked if not tick.line), self.text("reason")) if part
        )

    def clauses(self) -> list[str]:
        return list(dict.fromkeys(tick.clause for tick in self.ticked if tick.clause))


Run = Callable[["Acts", "UUID", Answers], "Dossier"]


@dataclass(frozen=True, slots=True)
class ActForm:
    """One act as a form: what is said above it, what is asked, what it becomes, and the paper that comes out then."""

    act: str
    title: str
    told: str
    fields: tuple[Asked, ...]
    run: Run
    ticks: tuple[Tick, ...] = ()
    document: str = ""


def moment(said: Answers, name: str, *, needed: bool = True) -> datetime | None:
    """Return the moment typed in this line; raises OfficerCanMend("date_unreadable")."""
    text = said.text(name)
    if not text and not needed:
        return None
    found = changes.read_moment(text)
    if found is None:
        raise OfficerCanMend("date_unreadable", typed=text[:30])
    return found


def ask_for_papers(verbs: "Acts", dossier: "UUID", said: Answers) -> "Dossier":
    """Ask for what is ticked and typed."""
    clauses = "; ".join(said.clauses())
    items = [MissingItem(tick.text, "", tick.line, clauses) for tick in said.ticked if tick.line]
    if said.text("other"):
        items.append(MissingItem(said.text("other"), "", "", clauses))
    return verbs.pausing.ask_for_papers(dossier, items, said.reason(), said.text("again"))


def take_papers(verbs: "Acts", dossier: "UUID", said: Answers) -> "Dossier":
    """All that was missing has come."""
    return verbs.pausing.take_papers(dossier, moment(said, "agreed", needed=False))


def settle_payment(verbs: "Acts", dossier: "UUID", said: Answers) -> "Dossier":
    """The payment was made."""
    return verbs.pausing.settle_payment(dossier, moment(said, "agreed", needed=False))


def extend(verbs: "Acts", dossier: "UUID", said: Answers) -> "Dossier":
    """Apologise and move the date."""
    to = moment(said, "to")
    if to is None:
        raise OfficerCanMend("date_unreadable", typed="")
    return verbs.extend(dossier, to, said.reason())


def hand_over(verbs: "Acts", dossier: "UUID", said: Answers) -> "Dossier":
    """Hand over with a list of one."""
    verbs.hand_over.give([dossier], said.text("receiver"))
    return verbs.ask.view(dossier).dossier


def take(verbs: "Acts", dossier: "UUID", _said: Answers) -> "Dossier":
    """Take over what was handed over last."""
    whole = verbs.ask.view(dossier).dossier
    last = next((one for one in reversed(whole.life.hand_overs) if one.taken_at is None), None)
    if last is None:
        raise OfficerCanMend("not_handed_over")
    verbs.hand_over.take(last.list, [whole.code])
    return verbs.ask.view(dossier).dossier


def finish(verbs: "Acts", dossier: "UUID", said: Answers) -> "Dossier":
    """Say what the result is."""
    day = said.text("day")
    moment = changes.read_moment(day) if day else None
    if day and moment is None:
        raise OfficerCanMend("date_unreadable", typed=day[:30])
    return verbs.give.finish(dossier, said.text("title"), said.text("number"), moment.date() if moment else None)


def give(verbs: "Acts", dossier: "UUID", said: Answers) -> "Dossier":
    """Give the result to who is named."""
    lost = {"receipt": LOST} if said.text("lost").lower() in _YES else {}
    return verbs.give.give_back(
        dossier, Collector(said.text("name"), said.text("number"), said.text("relation"), **lost)
    )


def collect(verbs: "Acts", dossier: "UUID", said: Answers) -> "Dossier":
    """Record the fee. Raises OfficerCanMend("amount_wrong") for what is no amount or moment."""
    amount, moment = said.text("amount"), said.text("moment")
    if not _AMOUNT.fullmatch(amount) or moment not in ("1", "2", "4"):
        raise OfficerCanMend("amount_wrong", amount=amount[:20])
    means = "transfer" if said.text("transfer").lower() in _YES else "cash"
    whole = int(amount.replace(" ", "").replace(".", ""))
    return verbs.fees.collect(dossier, whole, said.text("receipt"), moment=int(moment), means=means)


def ending(act: str) -> Run:
    """Return how a dossier ends by this act."""
    return lambda verbs, dossier, said: verbs.end(dossier, act, said.reason(), said.clauses())
