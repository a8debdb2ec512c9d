"""`counter-app rebuild`: every row from the events again, and whether it came out as it was."""

import argparse
import sys

from counter_app.cli.store_flags import add_store_flags, open_store, store_is_there, worded
from counter_app.domain.errors import CounterError
from counter_app.storage import rebuild
from counter_app.storage.events import broken_links
from counter_app.storage.transaction import Transaction

_EXAMPLES = """\
examples:
  counter-app rebuild                        the rows of this user's counter
  counter-app rebuild --practice
  counter-app rebuild --store counter.db

Exit status: 0 the rows came out as they were, 1 they differed (the new ones are kept) or the store could not be read.
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its flags."""
    parser = subparsers.add_parser(
        "rebuild",
        help="make all rows anew from the events and compare",
        description="Make dossier rows, search index, known persons and use counts anew from the events. The counter "
        "must be closed.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_store_flags(parser)


def run(args: argparse.Namespace) -> int:
    """Rebuild, print a line a table and a verdict."""
    if not store_is_there(args):
        print("There is no such store. Nothing was made. Correct --store or --home.", file=sys.stderr)
        return 1
    try:
        with open_store(args, alone=True) as store, store.transaction() as tx:
            return _rebuilt(tx)
    except CounterError as error:
        print(worded(error, {}), file=sys.stderr)
        return 1


def _rebuilt(tx: Transaction) -> int:
    done = rebuild.rebuild(tx)
    for table in done.tables:
        same = "equal" if not table.gone and not table.come else f"{table.gone} gone, {table.come} new"
        print(f"{table.table}: {table.before} before, {table.after} after, {same}")
    broken = broken_links(tx)
    for link in broken:
        print(f"broken seal: device {link.device}, number {link.device_seq}, event {link.event}")
    print("All rows came out as they were." if done.equal else "Rows differed; the ones made from the events are kept.")
    return 0 if done.equal and not broken else 1
