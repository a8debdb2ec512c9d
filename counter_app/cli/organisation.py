"""`counter-app organisation`: the offices' names, telephones, addresses and electronic codes into a store and back."""

import argparse
from typing import Any

from counter_app.cli import told
from counter_app.storage.store import Store
from counter_app.usecases.reference_files import bring_offices, offices_told

_EXAMPLES = """\
examples:
  counter-app organisation export offices.json --store city.db --role city
  counter-app organisation import offices.json --store city.db --role city

The file is {"offices": [{"unit": "31120", "valid_from": "2025-07-01", "name": "Phường Cái Khế", "phone": "…",
"address": "…", "lookup": "…", "electronic_code": "H13.35.07"}, …]}: the whole organisation, an office as often as its
data changed, each time with its days. A counter shows the words at once and takes an electronic code at its next start.
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command, its two verbs and their flags."""
    parser = subparsers.add_parser(
        "organisation",
        help="import and export the offices and their electronic codes",
        description="Bring the organisation from a file into a store, or write it to a file.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    told.add_verbs(parser)


def run(args: argparse.Namespace) -> int:
    """Import or export; return the exit status."""

    def bring(store: Store, said: Any, dry_run: bool) -> Any:
        return bring_offices(store, said, dry_run=dry_run)

    return told.run_verb(args, _stored, bring)


def _stored(store: Store) -> Any:
    with store.reading() as reading:
        return {"offices": offices_told(reading)}
