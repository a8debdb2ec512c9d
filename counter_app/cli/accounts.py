"""`counter-app accounts`: officers' accounts from a file into a store and back."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from typing import Final

from counter_app.cli import told
from counter_app.cli.store_flags import worded
from counter_app.domain.errors import CounterError
from counter_app.storage import accounts as accounts_store
from counter_app.usecases.account_files import AccountChange, bring_accounts, read_accounts, write_accounts
from counter_app.usecases.row_files import RowProblem

_EXAMPLES = """\
examples:
  counter-app accounts export officers.xlsx --store city.db --role city
  counter-app accounts import officers.xlsx --dry-run --store city.db --role city      list every change, write nothing
  counter-app accounts import officers.csv --store city.db --role city                 accounts not in the file stay
  counter-app accounts import officers.json --replace --store city.db --role city      the file becomes all accounts

Formats by ending: .csv, .xlsx, .json. Columns: code (the staff badge or its number), name, role (receiving, processing,
leader, supervisor, administrator), unit, valid_from, valid_to, active (1 or 0), and on import, if wanted, pin: 4 to 12
digits as text, "-" for none any more, empty for no change. A PIN is kept as a hash and never written out; delete the
file that it came in. What is imported at the city goes down by itself, to each office its own officers only. One wrong
row and nothing is changed; every one is named.
"""

_WORDS: Final[Mapping[str, str]] = {
    "file_unreadable": "The file cannot be read. Nothing was changed. Check its name and your permission.",
    "file_format_unknown": "The file is no .csv, .xlsx or .json. Nothing was changed. Rename or convert it.",
    "file_not_text": "The file is no text in UTF-8. Nothing was changed. Save it as CSV UTF-8.",
    "file_broken": "The file is damaged or cut short. Nothing was changed. Save it anew and import that.",
    "file_too_large": "The file is far too large. Nothing was changed. Check that it is the right file.",
    "column_missing": "The column {column} is missing. Nothing was changed. Keep the first line as in an export.",
    "column_twice": "A column stands there twice. Nothing was changed. Keep the first line as an export writes it.",
    "file_unwritable": "The file cannot be written. The store is as it was. Choose another folder.",
}


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command, its two verbs and their flags."""
    parser = subparsers.add_parser(
        "accounts",
        help="import and export officers' accounts",
        description="Bring officers' accounts from a file into a store, or write them to a file.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    told.add_verbs(parser)
    parser.add_argument("--replace", action="store_true", help="drop what is not in the file")


def run(args: argparse.Namespace) -> int:
    """Import or export; return the exit status."""
    try:
        return _export(args) if args.verb == "export" else _import(args)
    except CounterError as error:
        print(worded(error, _WORDS), file=sys.stderr)
        return 1


def _export(args: argparse.Namespace) -> int:
    with told.store_of(args) as store:
        with store.reading() as reading:
            those = accounts_store.every(reading)
        count = write_accounts(those, args.file)
    print(f"{count} accounts written to {args.file.name}, without PINs.")
    return 0


def _import(args: argparse.Namespace) -> int:
    read = read_accounts(args.file)
    if read.problems:
        return _tell_problems(read.problems)
    with told.store_of(args) as store:
        changes, problems = bring_accounts(store, read.rows, dry_run=args.dry_run, everything=args.replace)
    if problems:
        return _tell_problems(problems)
    for change in changes:
        _tell_change(change)
    kept = "Nothing was written (dry run)." if args.dry_run else "Written."
    print(f"{len(read.rows)} rows read, {len(changes)} changes. {kept}")
    return 0


def _tell_change(change: AccountChange) -> None:
    one = change.account
    print(f"{change.kind}: {one.code} {one.name}, {one.role}, unit {one.unit}, from {one.valid_from.isoformat()}")
    for column, old, new in change.fields:
        print(f"    {column}: {old or '-'} -> {new or '-'}")


def _tell_problems(problems: Sequence[RowProblem]) -> int:
    for problem in problems:
        shown = f" ({problem.value!r})" if problem.value else ""
        print(f"line {problem.line}, {problem.column}: {problem.code}{shown}", file=sys.stderr)
    print(f"{len(problems)} wrong rows. Nothing was changed. Correct them and import again.", file=sys.stderr)
    return 1
