"""Flags and words that the commands on a store share."""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from counter_app.domain.errors import CounterError
from counter_app.settings import Places
from counter_app.storage.store import Store

STORE_WORDS: Final[Mapping[str, str]] = {
    "store_in_use": "A counter or server has this store open. Nothing was changed. Close it, then run this again.",
    "store_locked": "Another program keeps the store locked. Nothing was changed. Close it and run this again.",
    "store_away": "The database does not answer. Nothing was changed. Start it, or correct the address after --store.",
    "store_kind_mismatch": "The store is of the other mode. Nothing was changed. Add or drop --practice.",
    "store_newer": "The store was made by a newer release. Nothing was changed. Update counter-app.",
    "store_unreadable": "The store cannot be read. Nothing was changed. Check its permissions, or restore a backup.",
    "disk_full": "The disk is full. What was stored before is safe. Make room and run this again.",
}


def add_store_flag(parser: argparse.ArgumentParser, text: str) -> None:
    """Add --store with `text` as its help, and --store-file for an address that no process list may show."""
    named = parser.add_mutually_exclusive_group()
    named.add_argument("--store", metavar="PATH|URL", help=text)
    named.add_argument(
        "--store-file",
        dest="store",
        type=address_in,
        metavar="FILE",
        help="a file whose first line is the store's address: for one with a password, unless that is in ~/.pgpass",
    )


def address_in(file: str) -> str:
    """Return the first line of `file`; raises argparse's error for wrong flags."""
    try:
        with Path(file).open(encoding="utf-8") as opened:
            address = opened.readline().strip()
    except (OSError, UnicodeDecodeError) as error:
        raise argparse.ArgumentTypeError(f"{file} cannot be read. Nothing was done. Check path and rights.") from error
    if not address:
        raise argparse.ArgumentTypeError(f"{file} is empty. Nothing was done. Write the store's address into it.")
    return address


def add_store_flags(parser: argparse.ArgumentParser) -> None:
    """Add --store, --store-file, --home and --practice."""
    add_store_flag(parser, "the store (default: this user's counter)")
    # The program has these two flags as well; without SUPPRESS their defaults here would undo what was said there.
    parser.add_argument(
        "--home", type=Path, metavar="DIR", default=argparse.SUPPRESS, help="where settings and store are kept"
    )
    parser.add_argument(
        "--practice", action="store_true", default=argparse.SUPPRESS, help="the practice counter's store"
    )


def places_of(args: argparse.Namespace) -> Places:
    return Places.of(practice=args.practice, home=args.home)


def open_store(args: argparse.Namespace, *, alone: bool) -> Store:
    """Open the store that the flags name; `alone` refuses one that a counter has open."""
    place: str | Path = args.store or places_of(args).store
    return Store.open(place, role="counter", practice=args.practice, alone=alone)


def store_is_there(args: argparse.Namespace) -> bool:
    """Say whether the store that the flags name was ever made; a database's address is taken at its word."""
    return "://" in (args.store or "") or Path(args.store or places_of(args).store).exists()


def worded(error: CounterError, words: Mapping[str, str]) -> str:
    """Return the sentence for `error`, or its code and facts for support when nobody wrote one."""
    known = {**STORE_WORDS, **words}.get(error.code)
    if known is not None:
        return known.format_map(error.facts)
    facts = ", ".join(f"{name} {value}" for name, value in error.facts.items())
    return f"It did not work ({error.code}{': ' + facts if facts else ''}). Nothing was changed."
