"""A store back from a backup: into an empty place, checked first, with a new epoch before anybody can write in it.

Everything is put together beside the new home and gets its name last: an interrupted restore leaves nothing that looks
like a counter.
"""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import create_engine, inspect
from sqlalchemy.pool import NullPool

from counter_app.domain.errors import OfficerCanMend
from counter_app.storage import backup, clones, dump
from counter_app.storage.faults import named
from counter_app.storage.files import FileFolder, make_folder, sync_folder
from counter_app.storage.machine import machine_mark
from counter_app.storage.manifest import Manifest
from counter_app.storage.store import Role, Store

Blocks = Callable[[Path], Sequence[clones.Block]]
"""Reads from the restored settings which numbers this counter gave out without asking."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back: the backup it came from, its manifest, and the epoch that the store has now."""

    backup: Path
    manifest: Manifest
    epoch: str


def restore(source: Path, home: Path, *, role: Role, now: datetime, blocks: Blocks = lambda home: ()) -> Restored:
    """Put the newest backup in `source` (or the backup that it is) into `home`, which must be empty or not there.

    Raises OfficerCanMend: backup_missing, backup_damaged, backup_newer, home_not_empty, backup_needs_database (the
    backup is of a PostgreSQL store), disk_full.
    """
    chosen = backup.newest(source)
    manifest = backup.check(chosen)
    if manifest.store.endswith(dump.SUFFIX):
        raise OfficerCanMend("backup_needs_database", backup=chosen.name)
    _must_be_empty(home)
    beside = home.with_name(home.name + ".restoring")
    with _worded(home):
        shutil.rmtree(beside, ignore_errors=True)
        make_folder(beside)
        try:
            _bring(chosen, manifest, beside)
            epoch = _renew(beside / manifest.store, role, manifest, now, blocks(beside))
            if home.exists():
                home.rmdir()
            beside.rename(home)
            sync_folder(home.parent)
        except BaseException:
            shutil.rmtree(beside, ignore_errors=True)
            raise
    return Restored(chosen, manifest, epoch)


def restore_database(source: Path, address: str, files: Path | None, *, role: Role, now: datetime) -> Restored:
    """Fill the empty database at `address` from the newest backup in `source`; its files go into `files`.

    Raises as `restore` does; OfficerCanMend("database_not_empty"), ("backup_not_of_database"); dump.DumpAway.
    """
    chosen = backup.newest(source)
    manifest = backup.check(chosen)
    if not manifest.store.endswith(dump.SUFFIX):
        raise OfficerCanMend("backup_not_of_database", backup=chosen.name)
    _must_have_no_tables(address)
    dump.load(chosen / manifest.store, address)
    if files is not None:
        _bring_files(chosen, manifest, FileFolder(files))
    with Store.open(address, role=role, practice=manifest.practice) as store:
        epoch = clones.renew(store, reason="restored", now=now, since=_made_at(manifest))
    return Restored(chosen, manifest, epoch)


def _bring(chosen: Path, manifest: Manifest, beside: Path) -> None:
    for part in manifest.parts:
        backup.write_synced(chosen / part.name, beside / part.name)
    _bring_files(chosen, manifest, FileFolder.beside(beside / manifest.store))
    for folder in sorted(one for one in beside.rglob("*") if one.is_dir()):
        sync_folder(folder)
    sync_folder(beside)


def _bring_files(chosen: Path, manifest: Manifest, target: FileFolder) -> None:
    source = FileFolder(backup.files_of(chosen))
    for sha256 in manifest.files:
        with source.open(sha256) as file:
            target.keep(file)


def _renew(path: Path, role: Role, manifest: Manifest, now: datetime, blocks: Sequence[clones.Block]) -> str:
    with Store.open(path, role=role, practice=manifest.practice, alone=False) as store:
        epoch = clones.renew(
            store, reason="restored", now=now, blocks=blocks, mark=machine_mark(), since=_made_at(manifest)
        )
        store.checkpoint()
    for left in (path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        left.unlink(missing_ok=True)
    with path.open("rb+") as file:
        os.fsync(file.fileno())
    return epoch


def _made_at(manifest: Manifest) -> datetime:
    return datetime.fromisoformat(manifest.made_at)


def _must_be_empty(home: Path) -> None:
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        raise OfficerCanMend("home_not_empty", folder=str(home))


def _must_have_no_tables(address: str) -> None:
    engine = create_engine(
        address.replace("postgresql://", "postgresql+psycopg://", 1), poolclass=NullPool, hide_parameters=True
    )
    with named("database"), engine.connect() as connection:
        if inspect(connection).get_table_names():
            raise OfficerCanMend("database_not_empty")


@contextmanager
def _worded(home: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OfficerCanMend("home_not_writable", folder=str(home), reason=type(error).__name__) from error
