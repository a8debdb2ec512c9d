"""From codes to sentences: every error in three parts, every remark about a field, every state of a thing.

All texts a person reads about a `CounterError`, a `Problem`, a printer or an event stand here and nowhere else. A code
without a sentence of its own still gets an honest one with the code in it, for whoever is called to help.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from counter_app.domain.errors import CounterError, OfficerCanMend, TryLater
from counter_app.ui.answers import ANSWERS
from counter_app.ui.names import PAPERS, REASONS, RINGS, STATES, STATUSES, TITLES
from counter_app.ui.remarks import PROBLEMS, SCANS
from counter_app.ui.sentences import ERRORS, SAFE

if TYPE_CHECKING:
    from counter_app.domain.problem import Problem
    from counter_app.domain.scan import Scan


@dataclass(frozen=True, slots=True)
class Sentence:
    """An error for a person: what happened, what is safe, which key now."""

    happened: str
    safe: str
    now: str
    tone: str = "bad"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Words", text)


def sentence(error: CounterError, key: str = "F9") -> Sentence:
    """Return the three parts for `error`; `key` is what does the same again on the present page."""
    tone = "warn" if isinstance(error, OfficerCanMend | TryLater) else "bad"
    known = ERRORS.get(error.code) or _of_officers(error.code) or _of_life(error)
    if known is not None:
        happened, safe, now = known
        facts = {**error.facts, "key": key, **_named(error.facts)}
        if "reason" in facts:
            facts["reason"] = reason(facts["reason"])
        return Sentence(_filled(happened, facts), _tr(SAFE[safe]), _filled(now, facts), tone)
    facts = {"code": error.code, "facts": ", ".join(f"{k}={v}" for k, v in error.facts.items()), "key": key}
    if isinstance(error, TryLater):
        return Sentence(_filled(ERRORS["away"][0], facts), _tr(SAFE["form"]), _filled(ERRORS["away"][2], facts), tone)
    if isinstance(error, OfficerCanMend):
        return Sentence(_filled(ERRORS["mend"][0], facts), _tr(SAFE["form"]), _filled(ERRORS["mend"][2], facts), tone)
    return Sentence(_filled(ERRORS["ours"][0], facts), _tr(SAFE["form"]), _filled(ERRORS["ours"][2], facts), tone)


def _of_officers(code: str) -> tuple[str, str, str] | None:
    if not code.startswith(("officer_", "pin_")):
        return None
    from counter_app.ui.officer_sentences import OF_OFFICERS  # not needed for the first paint

    return OF_OFFICERS.get(code)


def _of_life(error: CounterError) -> tuple[str, str, str] | None:
    if not isinstance(error, OfficerCanMend):
        return None
    from counter_app.ui.life_sentences import OF_LIFE  # not needed for the first paint

    return OF_LIFE.get(error.code)


def _named(facts: Mapping[str, str]) -> dict[str, str]:
    """Return the words for those facts that are codes of acts and statuses."""
    named = {name: title(facts[name]) for name in ("act", "last") if name in facts}
    if facts.get("status", "").isdecimal() and "act" in facts:
        named["status"] = status(int(facts["status"]))
    return named


def role(code: str) -> str:
    """Return the word for what an officer is at the office; one of a newer release is shown as it is."""
    from counter_app.ui.officer_sentences import ROLES  # not needed for the first paint

    known = ROLES.get(code)
    return _tr(known) if known else code


def problem(given: "Problem") -> tuple[str, str]:
    """Return (short mark, whole sentence) for a remark about a field."""
    return problem_code(given.code)


def problem_code(code: str) -> tuple[str, str]:
    """Return the same for a bare code."""
    short, whole = PROBLEMS.get(code, PROBLEMS["unknown"])
    return _tr(short), _filled(whole, {"code": code})


def reason(code: str) -> str:
    """Return a sentence for a device's or printer's reason code; an unknown one is shown as it is."""
    bare = code.removeprefix("printer_")
    known = REASONS.get(code) or REASONS.get(bare)
    return _tr(known) if known else code


def state(code: str) -> str:
    """Return the word for a state (of a print, an outbox row, a ring, a device)."""
    known = STATES.get(code)
    return _tr(known) if known else code


def status(number: int) -> str:
    """Return the word for a dossier's status (1 to 10 of the national interface)."""
    known = STATUSES.get(number)
    return _tr(known) if known else str(number)


def answer(said: str, *, hub: bool = False) -> str:
    """Return a sentence for what the ring above answered ("code", "code (status)" or "code: its own words").

    `hub` when the office's hub is what is above. A code without a sentence is shown with all that was said.
    """
    parts = re.match(r"(\w+)( \(\d+\))?", said)
    known = ANSWERS.get(parts[1]) if parts else None
    return _filled(known, {"ring": ring(hub=hub)}) + (parts[2] or "") if parts and known else said


def waiting(said: str, percent: int, known: Mapping[str, str], *, hub: bool) -> str:
    """Return a sentence for a paper that has not come yet: `known` by the last answer, else that answer's own."""
    named = {"ring": ring(hub=hub), "percent": str(percent)}
    return _filled(known[said], named) if said in known else answer(said, hub=hub)


def ring(*, hub: bool) -> str:
    """Return what the ring above is called."""
    return _tr(RINGS["hub" if hub else "city"])


def refusal(said: str, *, parked: bool) -> tuple[str, str]:
    """Return (what is safe, what to do now) about a row of the outbox whose last answer was `said`."""
    from counter_app.ui.refusals import REFUSALS, UNKNOWN, WAITING  # not needed for the first paint

    known = REFUSALS.get(said.partition(":")[0].partition(" ")[0], UNKNOWN) if parked else WAITING
    return _tr(known[0]), _tr(known[1])


def papers(codes: str) -> str:
    """Return the names of the paper sizes in a list such as "A4, label"."""
    return ", ".join(_tr(PAPERS.get(code, code)) for code in codes.split(", "))


def scan(reason_code: str) -> str:
    """Return the sentence for a scan that is of no use here."""
    return _tr(SCANS.get(reason_code, SCANS["foreign"]))


def other_scan(read: "Scan") -> str:
    """Return the sentence for a scan that is neither a card nor a dossier code."""
    from counter_app.domain.scan import BadgeScan, PaperScan, TicketScan, UnknownScan  # not needed for the first paint

    if isinstance(read, TicketScan):
        return _tr(SCANS["ticket"]).format(number=read.ticket.number)
    if isinstance(read, BadgeScan):
        return _tr(SCANS["badge"]).format(number=read.badge.officer)
    if isinstance(read, PaperScan):
        return _tr(SCANS["visit"])
    return scan(read.reason if isinstance(read, UnknownScan) else "foreign")


def untouched() -> str:
    """Return the sentence that the form was not touched."""
    return _tr(SAFE["untouched"])


def title(code: str) -> str:
    """Return the word for an event kind, a field name, a document."""
    known = TITLES.get(code)
    return _tr(known) if known else code


def _filled(text: str, facts: Mapping[str, str]) -> str:
    """Translate, then fill `{name}` places; a place without a fact shows a dash, never raises."""
    return _tr(text).format_map(_Facts(facts))


class _Facts(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "–"
