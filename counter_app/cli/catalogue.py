"""`counter-app catalogue`: procedures from a file into a store and back."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from counter_app.cli.store_flags import add_store_flags, open_store, worded
from counter_app.domain.catalogue import Catalogue
from counter_app.domain.errors import CounterError
from counter_app.storage import catalogue as catalogue_store
from counter_app.storage.store import Store
from counter_app.usecases.catalogue_files import Change, difference, read_catalogue, write_catalogue
from counter_app.usecases.row_files import RowProblem

_EXAMPLES = """\
examples:
  counter-app catalogue export procedures.xlsx
  counter-app catalogue import procedures.xlsx --dry-run     list every change, write nothing
  counter-app catalogue import procedures.csv                add and change; versions not in the file stay
  counter-app catalogue import procedures.json --replace     the file becomes the whole catalogue
  counter-app catalogue import procedures.csv --store city.db --role city

Formats by ending: .csv, .xlsx, .json. One wrong row and nothing is imported; every wrong row is named.
"""

_WORDS: Final[Mapping[str, str]] = {
    "file_unreadable": "The file cannot be read. Nothing was changed. Check its name and your permission.",
    "file_format_unknown": "The file is no .csv, .xlsx or .json. Nothing was changed. Rename or convert it.",
    "file_not_text": "The file is no text in UTF-8. Nothing was changed. Save it as CSV UTF-8.",
    "file_broken": "The file is damaged or cut short. Nothing was changed. Save it anew and import that.",
    "file_too_large": "The file is far larger than a catalogue. Nothing was changed. Check that it is the right file.",
    "column_missing": "The column {column} is missing. Nothing was changed. Keep the first line as in an export.",
    "column_twice": "A column stands there twice. Nothing was changed. Keep the first line as an export writes it.",
    "file_unwritable": "The file cannot be written. The store is as it was. Choose another folder.",
    "catalogue_overlap": "Two versions of a procedure hold on one day. Nothing was changed. Correct their dates.",
}


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command, its two verbs and their flags."""
    parser = subparsers.add_parser(
        "catalogue",
        help="import and export the procedures",
        description="Bring the catalogue of procedures from a file into a store, or write it to a file.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("verb", choices=("import", "export"))
    parser.add_argument("file", type=Path)
    parser.add_argument("--dry-run", action="store_true", help="list every change and write nothing")
    parser.add_argument("--replace", action="store_true", help="drop what is not in the file")
    parser.add_argument("--role", choices=("counter", "city"), default="counter", help="whose store it is")
    add_store_flags(parser)


def run(args: argparse.Namespace) -> int:
    """Import or export; return the exit status."""
    try:
        if args.verb == "export":
            return _export(args)
        return _import(args)
    except CounterError as error:
        print(worded(error, _WORDS), file=sys.stderr)
        return 1


def _store(args: argparse.Namespace) -> Store:
    if args.role == "city":
        return Store.open(args.store or Path("city.db"), role="city", practice=args.practice, alone=False)
    return open_store(args, alone=False)


def _stored(store: Store) -> Catalogue:
    with store.reading() as reading:
        return Catalogue(catalogue_store.versions(reading))


def _export(args: argparse.Namespace) -> int:
    with _store(args) as store:
        rows = write_catalogue(_stored(store), args.file)
    print(f"{rows} procedure versions written to {args.file.name}.")
    return 0


def _import(args: argparse.Namespace) -> int:
    reading = read_catalogue(args.file)
    if reading.catalogue is None:
        _tell_problems(reading.problems)
        return 1
    with _store(args) as store:
        before = _stored(store)
        after = reading.catalogue if args.replace else _merged(before, reading.catalogue)
        changes = difference(before, after)
        for change in changes:
            _tell_change(change)
        if not args.dry_run and changes:
            with store.transaction() as tx:
                catalogue_store.replace_all(tx, after)
    kept = "Nothing was written (dry run)." if args.dry_run else "Written."
    print(f"{reading.rows} rows read, {len(changes)} changes. {kept}")
    return 0


def _merged(before: Catalogue, new: Catalogue) -> Catalogue:
    """Return both, the new version in place of an old one of the same name; overlapping versions are refused."""
    versions = {procedure.version: procedure for procedure in before}
    versions.update({procedure.version: procedure for procedure in new})
    return Catalogue(versions.values())


def _tell_change(change: Change) -> None:
    print(f"{change.kind}: {change.version} {change.name}")
    for column, old, new in change.fields:
        print(f"    {column}: {old!r} -> {new!r}")


def _tell_problems(problems: Sequence[RowProblem]) -> None:
    for problem in problems:
        shown = f" ({problem.value!r})" if problem.value else ""
        print(f"line {problem.line}, {problem.column}: {problem.code}{shown}", file=sys.stderr)
    print(f"{len(problems)} wrong rows. Nothing was changed. Correct them and import again.", file=sys.stderr)
