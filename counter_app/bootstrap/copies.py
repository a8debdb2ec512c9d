"""What a counter does about copies and remains of its store: finds out whether it is one, backs up, sweeps."""

from datetime import datetime
from pathlib import Path
from typing import Final

from counter_app.domain.errors import OfficerCanMend
from counter_app.settings import Places, Settings
from counter_app.storage import clones, notes
from counter_app.storage.files import FileFolder
from counter_app.storage.store import Store
from counter_app.sync.lane import Lane
from counter_app.usecases.identity import CorrectedClock
from counter_app.usecases.sweep_files import SweepFiles

TOLD: Final = "epoch_told"


def settle(store: Store, settings: Settings, now: datetime) -> None:
    """Begin a new epoch if this store was opened on another machine before; nothing else may have written yet."""
    slots = range(settings.slot, settings.slot + max(1, settings.slots))
    clones.settle(store, blocks=[(settings.electronic_code, slot) for slot in slots], now=now)


def untold(store: Store) -> OfficerCanMend | None:
    """Return what the officer must know of the store's present epoch, once: None when there is nothing new.

    Codes: store_restored, store_moved, store_rolled_back, store_doubled.
    """
    with store.reading() as reading:
        renewal = clones.renewal(reading)
        told = notes.note_of(reading, TOLD) == store.epoch
    if renewal is None or told:
        return None
    with store.transaction() as tx:
        notes.note(tx, TOLD, store.epoch)
    return OfficerCanMend(f"store_{renewal.reason}", time=f"{renewal.at:%H:%M}", day=f"{renewal.at:%d/%m/%Y}")


def backups_lane(store: Store, places: Places, settings: Settings, clock: CorrectedClock) -> Lane | None:
    """Return the lane that makes backups, None when the settings name no folder for them."""
    if not settings.backup_folder:
        return None
    from counter_app.usecases.backups import Backups

    backups = Backups(store, places.home, Path(settings.backup_folder), clock)
    return Lane("backups", backups.step, interrupt=backups.stop, close=lambda: None)


def sweep_lane(store: Store, folder: FileFolder, clock: CorrectedClock) -> Lane:
    """Return the lane that removes what a crash left in the folder of files."""
    sweeping = SweepFiles(store, folder, clock)
    return Lane("sweep", sweeping.step, interrupt=sweeping.stop, close=lambda: None)
