"""`counter-app due`: when is it due, and why? The same engine as at the counter."""

import argparse
import re
import sys
from collections.abc import Mapping
from datetime import datetime
from functools import cache, partial
from typing import Any, Final

from counter_app.cli import lines, told
from counter_app.cli.store_flags import add_store_flags, worded
from counter_app.domain.calendar import Calendars
from counter_app.domain.due import FIRST_YEAR, LAST_YEAR, DueDate, compute
from counter_app.domain.due_words import explain_vi
from counter_app.domain.errors import CounterError, OfficerCanMend
from counter_app.domain.explanation import Step
from counter_app.domain.term import Term
from counter_app.domain.times import vietnam
from counter_app.usecases.calendar_files import shipped_calendars
from counter_app.usecases.in_force import calendars_in

_HELP = """\
Say when a dossier is due. Reads one JSON object a line:
  received  when it was received, "2026-11-23T14:00:00" (Vietnamese time unless an offset says otherwise)
  term      {"unit", "amount", "cutoff"}: working_hour, working_day, calendar_day, month (with their amount), same_day
            (cutoff "15:00" when left out), schedule (amount and day of the month), agreed; "second" is a second term of
            two-stage cases; "start" may be "next", "last_hour" or "cutoff"
  office    5-digit code of the office; left out for the city's ordinary hours
  agreed    only with the unit agreed: the moment agreed in writing
Answers by the shipped calendars; with --store by those that the city told that store.
Writes one object a line: "due", in Vietnamese time, and "explanation", the steps to it as data with their text;
"first_stage" in two-stage cases, "warnings" when there is something to be read before the date is promised. A line that
is no question is answered by {"error": "..."} and the next one is read.
"""
_EXAMPLES = """\
examples:
  echo '{"received": "2026-11-23T14:00:00", "term": {"unit": "working_day", "amount": 3}}' | counter-app due
  echo '{"received": "2026-11-23T15:30:00", "term": {"unit": "same_day"}, "office": "31120"}' | counter-app due
  counter-app due < receipts.jsonl > answers.jsonl
"""

_MOMENT: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:?[0-9]{2})?"
)

_ERRORS: Final[Mapping[str, str]] = {
    "term_invalid": 'the field "term" must be an object',
    "term_unit_unknown": "the term's unit must be one of working_hour, working_day, calendar_day, month, same_day, "
    "schedule, agreed",
    "term_amount_invalid": "the term's amount must be a whole number from 1 on",
    "term_amount_too_large": "the term's amount is too large: at most {largest} for {unit}",
    "term_cutoff_invalid": 'the term\'s cutoff must be an hour as "15:00"',
    "term_start_unknown": "the term's start must be one of same, next, last_hour, cutoff",
    "term_day_invalid": "the term's day must be a day of the month from 1 to 28",
    "term_second_invalid": "a second term cannot have a second term of its own",
    "office_unknown": "no office of this city has that code",
    "received_out_of_range": "the moment of receipt lies outside the years {first} to {last}",
    "agreed_missing": 'the unit agreed needs the field "agreed"',
    "agreed_not_later": "the agreed moment is not later than the receipt",
    "agreed_rest_day": "the agreed day {day} is no working day",
    "agreed_outside_hours": "the agreed moment lies outside working hours",
}


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the program's parser."""
    parser = subparsers.add_parser(
        "due",
        help="say when a dossier is due, and why (JSON lines)",
        description=_HELP,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    told.add_role(parser)
    add_store_flags(parser)


def run(args: argparse.Namespace) -> int:
    """Answer the lines of standard input; return the exit code."""
    if not args.store:
        return lines.answer_stdin(answer)
    try:
        with told.store_of(args) as store, store.reading() as reading:
            calendars = calendars_in(reading)
    except CounterError as error:
        print(worded(error, {}), file=sys.stderr)
        return 1
    return lines.answer_stdin(partial(answer, calendars=calendars))


@cache
def _calendars() -> Calendars:
    return shipped_calendars()


def answer(question: lines.Question, calendars: Calendars | None = None) -> lines.Answer:
    """Return due date and explanation, by the shipped calendars or those given; raises BadLine for no question."""
    received = _moment(lines.text_of(question, "received"), "received")
    if "term" not in question:
        raise lines.BadLine('the field "term" is missing')
    agreed = question.get("agreed")
    agreed_at = None if agreed is None else _moment(lines.text_of(question, "agreed"), "agreed")
    office = _office(question)
    try:
        term = Term.from_json(question["term"])
        return _worded(compute(received, term, (calendars or _calendars()).of(office), agreed=agreed_at))
    except OfficerCanMend as error:
        raise lines.BadLine(_ERRORS[error.code].format(**error.facts)) from error


def _office(question: lines.Question) -> str:
    if question.get("office") is None:
        return ""
    office = lines.text_of(question, "office")
    if not office:
        raise lines.BadLine(_ERRORS["office_unknown"])
    return office


def _moment(text: str, name: str) -> datetime:
    wrong = f'the field "{name}" must be a day and hour as "2026-11-23T14:00:00"'
    if not _MOMENT.fullmatch(text):
        raise lines.BadLine(wrong)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise lines.BadLine(wrong) from error
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise lines.BadLine(f'the field "{name}" lies outside the years {FIRST_YEAR} to {LAST_YEAR}')
    return vietnam(moment)


def _worded(found: DueDate) -> dict[str, Any]:
    said: dict[str, Any] = {"due": _plain(found.due)}
    if found.first_stage is not None:
        said["first_stage"] = _plain(found.first_stage)
    said["explanation"] = [_step(given) for given in found.explanation]
    if found.warnings:
        said["warnings"] = [explain_vi(given) for given in found.warnings]
    return said


def _plain(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat()


def _step(given: Step) -> dict[str, Any]:
    return given.to_json() | {"text": explain_vi(given)}
