"""`counter-app register`: form 07, the register of dossiers, as PDF or spreadsheet."""

import argparse
import re
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

from counter_app.cli.store_flags import add_store_flags, open_store, places_of, store_is_there, worded
from counter_app.devices.clock import SystemClock
from counter_app.documents.receipt import ReceiptRenderer
from counter_app.domain.errors import CounterError, OfficerCanMend
from counter_app.settings import SettingsWrong, load
from counter_app.usecases.identity import Identity
from counter_app.usecases.in_force import office_of_city
from counter_app.usecases.offices import office_of
from counter_app.usecases.questions.register import RegisterQuestion, month_of
from counter_app.usecases.register_files import KINDS, RegisterFiles

_EXAMPLES: Final = """\
examples:
  counter-app register --month 2026-11 --out register.pdf
  counter-app register --month 2026-11 --field "Hộ tịch" --out register.xlsx

Exit status: 0 written, 1 something is wrong and was told.
"""
_MONTH: Final = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")
_WORDS: Final[Mapping[str, str]] = {
    "store_missing": "There is no store yet. Nothing was written. Open the counter once, or correct --store.",
    "settings_wrong": "The settings file cannot be read. Nothing was written. Correct {file}.",
    "unit_unknown": "The settings name a unit that does not exist ({unit}). Nothing was written. Correct them.",
    "field_unknown": "Nothing was received in that field in {month}. Nothing was written. Fields: {known}.",
    "file_kind_unknown": "The file's name must end in one of: {kinds}. Nothing was written. Choose another name.",
    "file_unwritable": "The file cannot be written. The store is as it was. Choose another folder.",
}


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its flags."""
    parser = subparsers.add_parser(
        "register",
        help="write the register of dossiers (form 07) of a month",
        description="Write form 07 of the dossiers received in a month. Changes nothing; may run beside the counter.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--month", type=_month, required=True, metavar="YYYY-MM", help="when they were received")
    parser.add_argument("--field", default="", metavar="F", help="one field of work only, as the catalogue names it")
    parser.add_argument("--unit", default="", metavar="CODE", help="one unit only (default: all)")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help=f"ends in {' or '.join(KINDS)}")
    add_store_flags(parser)


def run(args: argparse.Namespace) -> int:
    """Write the file; return the exit status."""
    try:
        count = _write(args)
    except CounterError as error:
        print(worded(error, _WORDS), file=sys.stderr)
        return 1
    print(f"{count} dossiers, written to {args.out.name}.")
    return 0


def _write(args: argparse.Namespace) -> int:
    places, clock = places_of(args), SystemClock()
    if not store_is_there(args):
        raise OfficerCanMend("store_missing")
    try:
        settings = load(places.settings)
    except SettingsWrong as wrong:
        raise OfficerCanMend("settings_wrong", file=wrong.path.name) from wrong
    first, last = month_of(args.month)
    with open_store(args, alone=False) as store:
        office = office_of_city(office_of(settings), store, clock.now().date())
        identity = Identity(settings.device, settings.device_name, settings.slot, office, clock, settings.officer)
        question = RegisterQuestion(store, identity)
        book = question.book(args.field, first, last, args.unit)
        if args.field and not book.rows:
            known = ", ".join(question.fields(first, last, args.unit)) or "-"
            raise OfficerCanMend("field_unknown", month=f"{first:%m/%Y}", known=known)
        RegisterFiles(question, ReceiptRenderer(places.forms)).write_file(book, args.out)
    return len(book.rows)


def _month(text: str) -> date:
    found = _MONTH.fullmatch(text)
    if found is None:
        raise argparse.ArgumentTypeError("a month is written 2026-11")
    return date(int(found[1]), int(found[2]), 1)
