"""A file and its rows, in the order that a crash may break anywhere: the file on the disk first, the row second."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Final

from counter_app.domain.dossier import Dossier
from counter_app.domain.events import Event
from counter_app.storage import file_queue, held_files, registering
from counter_app.storage.files import FileFolder, Kept
from counter_app.storage.store import Store
from counter_app.storage.transaction import Transaction

BESIDE_OTHERS: Final = timedelta(days=1)
"""How old a stray must be where another process may be between a file and its row."""


def file_papers(tx: Transaction, event: Event, kept: Iterable[Kept], at: datetime) -> Dossier:
    """Write an event of kind filed whose files are in the folder, the rows of the files, and put both on their way.

    Raises OurFault("no_received_event") when the store has no such dossier.
    """
    dossier = registering.amend(tx, event)
    for one in kept:
        held_files.add(tx, one, event.unit, at)
    file_queue.expect(tx, event)
    return dossier


def sweep(
    store: Store,
    folder: FileFolder,
    now: datetime,
    *,
    alone: bool,
    going_on: Callable[[], None] = lambda: None,
) -> int:
    """Remove files that a crash left without a row; `alone` says that no other process uses the store.

    `going_on` is called for each file and raises where the sweep is to end.
    """

    def known(name: str) -> bool:
        going_on()
        with store.reading() as reading:
            return held_files.known(reading, name)

    return folder.sweep(known, older_than=timedelta(0) if alone else BESIDE_OTHERS, now=now)
