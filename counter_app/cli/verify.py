"""`counter-app verify`: seals, rows, files and numbers, in words or as JSON; changes nothing."""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import Final

from counter_app.cli.store_flags import add_store_flags, places_of, store_is_there, worded
from counter_app.domain.errors import CounterError
from counter_app.storage.files import FileFolder
from counter_app.storage.store import Store
from counter_app.storage.verify import Verified, verify

_EXAMPLES = """\
examples:
  counter-app verify
  counter-app verify --json
  counter-app verify --store city.db --role city

The counter may be running: its store is looked at in a copy of this moment, in the system's folder for temporary files.
Exit status: 0 everything holds, 1 something does not or the store could not be read.
"""

_KINDS: Final = {
    "seal": "event altered, or not linked to the one before it",
    "store": "the file of the store is damaged",
    "row": "rows that the events do not give",
    "file": "file of a dossier",
    "number": "number that nobody explains",
}


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its flags."""
    parser = subparsers.add_parser(
        "verify",
        help="prove that nothing was altered or lost",
        description="Check every device's chain of events and their seals, rows against events, files against their "
        "hashes, and the register of numbers. Changes nothing.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_store_flags(parser)
    parser.add_argument("--role", choices=("counter", "hub", "city"), default="counter", help="whose store it is")
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")


def run(args: argparse.Namespace) -> int:
    """Verify; returns the exit status."""
    if not store_is_there(args):
        print("There is no such store. Nothing was made. Correct --store or --home.", file=sys.stderr)
        return 1
    place = args.store or places_of(args).store
    try:
        with Store.open(place, role=args.role, practice=args.practice, alone=False) as store:
            files = FileFolder.beside(store.path) if store.path is not None else None
            found = verify(store, files)
    except CounterError as error:
        print(worded(error, {}), file=sys.stderr)
        return 1
    if args.json:
        print(json.dumps({"holds": found.holds, **asdict(found)}, ensure_ascii=False))
    else:
        for line in _lines(found):
            print(line)
    return 0 if found.holds else 1


def _lines(found: Verified) -> Iterator[str]:
    looked = f"{found.events} events, {found.dossiers} dossiers, {found.files} files"
    yield f"looked at {looked}, {found.days} days of numbers"
    for one in found.findings:
        yield f"! {_KINDS[one.kind]}: {one.where}"
    if found.holds:
        yield "Everything holds."
    else:
        yield (
            f"{found.found} findings. Nothing was changed. Keep this store and its backups, and call support; "
            "rows alone are mended by counter-app rebuild."
        )
