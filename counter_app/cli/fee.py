"""`counter-app fee`: what does it cost? The same rules as at the counter."""

import argparse
from collections.abc import Mapping
from typing import Any, Final

from counter_app.cli import lines
from counter_app.domain import copies as copies_grammar
from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.fees import Fee, FeeRule, charge, explain_vi

_HELP = """\
Say what a procedure costs, in whole dong. Reads one JSON object a line:
  rule      certified_copy, per_copy, fixed, free or unknown
  copies    documents*copies, joined by +, with /pages of each original when it has more than one: "1*5/10+2*1/3"
  amount    only with per_copy and fixed: the amount of one copy or one case
Writes one object a line: "documents", "copies", "amount" (null when the rule's amount is not known) and "lines", one
for each part: its documents, copies in all, copies of each, pages, the amount of one copy and of the line, its text. A
line that is no question is answered by {"error": "..."} and the next one is read.
"""
_EXAMPLES = """\
examples:
  echo '{"rule": "certified_copy", "copies": "3*2+1*5"}' | counter-app fee
  echo '{"rule": "per_copy", "amount": 8000, "copies": "1*2"}' | counter-app fee
"""

_ERRORS: Final[Mapping[str, str]] = {
    "fee_rule_unknown": "the rule must be one of certified_copy, per_copy, fixed, free, unknown",
    "fee_amount_invalid": "fixed and per_copy need an amount, a whole number of dong up to 10,000,000,000; "
    "the other rules have none",
    "copies_missing": 'this rule needs the field "copies"',
}

_COPIES: Final[Mapping[str, str]] = {
    "copies_empty": "there is nothing in it",
    "copies_sign_unknown": "this sign means nothing here",
    "copies_number_expected": "a number is expected",
    "copies_times_expected": "after the documents, * and the copies are expected",
    "copies_plus_expected": "between two parts, + is expected",
    "copies_zero": "numbers count from 1",
    "copies_too_large": f"no number may be larger than {copies_grammar.LARGEST}",
}


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the program's parser."""
    parser = subparsers.add_parser(
        "fee",
        help="say what copies and procedures cost (JSON lines)",
        description=_HELP,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run)


def run(_args: argparse.Namespace) -> int:
    """Answer the lines of standard input; return the exit code."""
    return lines.answer_stdin(answer)


def answer(question: lines.Question) -> lines.Answer:
    """Return documents, copies, amount and lines; raises BadLine when the question cannot be answered."""
    rule = lines.text_of(question, "rule")
    try:
        fee = charge(FeeRule.from_json({"kind": rule, "amount": question.get("amount")}), _copies(question))
    except OfficerCanMend as error:
        raise lines.BadLine(_ERRORS[error.code]) from error
    return _worded(fee)


def _copies(question: lines.Question) -> copies_grammar.Copies | None:
    if question.get("copies") is None:
        return None
    counted = copies_grammar.read(lines.text_of(question, "copies"))
    if counted.problem is not None:
        place = counted.problem.position + 1
        raise lines.BadLine(f'"copies", at sign {place}: {_COPIES[counted.problem.code]}; write it as 3*2+1*5/10')
    return counted


def _worded(fee: Fee) -> dict[str, Any]:
    said = [line.to_json() | {"text": text} for line, text in zip(fee.lines, explain_vi(fee), strict=False)]
    answered: dict[str, Any] = {
        "documents": fee.documents,
        "copies": fee.copies,
        "amount": fee.amount,
        "lines": said,
    }
    return answered if fee.lines else answered | {"text": explain_vi(fee)[0]}
