"""`counter-app scan`: what is this code? The same reading as at the counter."""

import argparse
from datetime import date
from functools import singledispatch
from typing import Any, Final

from counter_app.cli import lines
from counter_app.domain import scan
from counter_app.domain.scan import BadgeScan, CardScan, DossierScan, PaperScan, Scan, TicketScan, UnknownScan

_HELP = """\
Say what a scanned text is. Reads one JSON object a line, {"text": "..."}, and writes one a line; all keys are always
there, what is not known is null. "certain" is false when anything looks truncated, impossible or changed on the way;
"doubts" then says what. A birth date may be only a year ("1950") or a month ("1950-03"). For an unknown code "reason"
says what it seems to be. A line that is no question is answered by {"error": "..."} and the next one is read.
"""
_EXAMPLES = """\
examples:
  echo '{"text": "h13.35.07-261120-0001"}' | counter-app scan
  echo '{"text": "092090000123|360000123|"}' | counter-app scan      (a card that was cut off)
  counter-app scan < codes.jsonl > answers.jsonl
"""
_KEYS: Final = (
    "kind",
    "certain",
    "number",
    "old_number",
    "name",
    "birth_date",
    "sex",
    "address",
    "issued",
    "code",
    "day",
    "authority",
    "sequence",
    "generation",
    "officer",
    "source",
    "extra",
    "doubts",
    "corrections",
    "reason",
)


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the program's parser."""
    parser = subparsers.add_parser(
        "scan",
        help="say what scanned texts are (JSON lines)",
        description=_HELP,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run)


def run(_args: argparse.Namespace) -> int:
    """Answer the lines of standard input; return the exit code."""
    return lines.answer_stdin(answer)


def answer(question: lines.Question, today: date | None = None) -> lines.Answer:
    """Return the answer to {"text": "…"}; raises BadLine when there is no text."""
    found = scan.read(lines.text_of(question, "text"), today)
    said = _facts(found)
    return {key: said.get(key) for key in _KEYS} | {"certain": found.certain, "doubts": list(found.doubts)}


@singledispatch
def _facts(found: Scan) -> dict[str, Any]:
    raise TypeError(type(found))


@_facts.register
def _(found: CardScan) -> dict[str, Any]:
    card = found.card
    return {
        "kind": "card",
        "number": card.number or None,
        "old_number": card.old_number or None,
        "name": card.name or None,
        "birth_date": card.birth.iso() if card.birth else None,
        "sex": card.sex or None,
        "address": card.address or None,
        "issued": card.issued.isoformat() if card.issued else None,
        "source": found.source,
        "extra": list(card.extra),
    }


@_facts.register
def _(found: DossierScan) -> dict[str, Any]:
    code = found.code
    return {
        "kind": "dossier",
        "code": code.text,
        "day": code.day.isoformat(),
        "authority": code.authority,
        "sequence": code.sequence,
        "generation": code.generation,
        "corrections": list(found.corrections),
    }


@_facts.register
def _(found: TicketScan) -> dict[str, Any]:
    day = found.ticket.day
    return {"kind": "ticket", "code": found.ticket.number, "day": day.isoformat() if day else None}


@_facts.register
def _(found: BadgeScan) -> dict[str, Any]:
    return {"kind": "badge", "code": found.badge.text, "officer": found.badge.officer}


@_facts.register
def _(found: PaperScan) -> dict[str, Any]:
    return {"kind": "unknown", "code": found.paper.text, "reason": "own_paper"}


@_facts.register
def _(found: UnknownScan) -> dict[str, Any]:
    return {"kind": "unknown", "reason": found.reason}
