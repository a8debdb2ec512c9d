"""`counter-app calendar`: days off, make-up days and hours from a file into a store and back."""

import argparse
from typing import Any

from counter_app.cli import told
from counter_app.storage.store import Store
from counter_app.usecases.reference_files import bring_calendar, calendar_tables

_EXAMPLES = """\
examples:
  counter-app calendar export calendar.json --store city.db --role city
  counter-app calendar import calendar.json --dry-run --store city.db --role city     list every change, write nothing
  counter-app calendar import calendar.json --store city.db --role city

The file has the tables "national" and "city" in the shape of resources/calendar, or one of them alone. What is imported
at the city goes down to every hub and counter by itself. One wrong entry and nothing is changed; every one is named.
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command, its two verbs and their flags."""
    parser = subparsers.add_parser(
        "calendar",
        help="import and export days off, make-up days and hours",
        description="Bring the calendars from a file into a store, or write them to a file.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    told.add_verbs(parser)


def run(args: argparse.Namespace) -> int:
    """Import or export; return the exit status."""

    def bring(store: Store, said: Any, dry_run: bool) -> Any:
        return bring_calendar(store, said, dry_run=dry_run)

    return told.run_verb(args, _stored, bring)


def _stored(store: Store) -> Any:
    with store.reading() as reading:
        return calendar_tables(reading)
