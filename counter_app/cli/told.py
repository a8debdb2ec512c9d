"""What the commands share that bring a file of the city's word into a store: flags, words, lists of what is wrong."""

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from counter_app.cli.store_flags import add_store_flags, open_store, worded
from counter_app.domain.errors import CounterError
from counter_app.storage.store import Store
from counter_app.usecases.reference_files import Brought, read_file, write_file

_WORDS: Final[Mapping[str, str]] = {
    "file_unreadable": "The file cannot be read. Nothing was changed. Check its name and your permission.",
    "file_not_text": "The file is no text in UTF-8. Nothing was changed. Save it as UTF-8.",
    "file_broken": "The file is no JSON. Nothing was changed. Export one and change that.",
    "file_too_large": "The file is far too large. Nothing was changed. Check that it is the right file.",
    "file_unwritable": "The file cannot be written. The store is as it was. Choose another folder.",
}


def add_verbs(parser: argparse.ArgumentParser) -> None:
    """Add the two verbs and their flags."""
    parser.add_argument("verb", choices=("import", "export"))
    parser.add_argument("file", type=Path)
    parser.add_argument("--dry-run", action="store_true", help="list every change and write nothing")
    add_role(parser)
    add_store_flags(parser)


def add_role(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--role", choices=("counter", "city"), default="counter", help="whose store it is")


def store_of(args: argparse.Namespace) -> Store:
    """Open the store that the flags name, beside whoever has it open."""
    if args.role == "city":
        return Store.open(args.store or Path("city.db"), role="city", practice=args.practice, alone=False)
    return open_store(args, alone=False)


def run_verb(
    args: argparse.Namespace, stored: Callable[[Store], Any], bring: Callable[[Store, Any, bool], Brought]
) -> int:
    """Import or export; return the exit status."""
    try:
        if args.verb == "export":
            with store_of(args) as store:
                write_file(args.file, stored(store))
            print(f"Written to {args.file.name}.")
            return 0
        said = read_file(args.file)
        with store_of(args) as store:
            brought = bring(store, said, args.dry_run)
    except CounterError as error:
        print(worded(error, _WORDS), file=sys.stderr)
        return 1
    return _tell(brought, dry_run=args.dry_run)


def _tell(brought: Brought, *, dry_run: bool) -> int:
    for problem in brought.problems:
        shown = f" ({problem.value!r})" if problem.value else ""
        print(f"{problem.place}: {problem.code}{shown}", file=sys.stderr)
    if brought.problems:
        print(
            f"{len(brought.problems)} wrong entries. Nothing was changed. Correct them and import again.",
            file=sys.stderr,
        )
        return 1
    for place, before, after in brought.changes:
        print(f"{place}: {before or '-'} -> {after or '-'}")
    print(f"{len(brought.changes)} changes. {'Nothing was written (dry run).' if dry_run else 'Written.'}")
    return 0
