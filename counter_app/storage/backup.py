"""Copies of a whole store for the day when the machine is lost: made while it works, checked after writing.

A folder holds many backups: one folder each (the store, the settings, changed form texts, and a manifest with the
SHA-256 of each part) and beside them `files`, where every file of a dossier lies once, by its SHA-256, however many
backups name it. A backup is written beside, synced, opened and checked, and gets its name last: what has a name is
whole. The token is not in it: whoever found the stick could write in the counter's name.
"""

import errno
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.times import iso
from counter_app.storage import dump
from counter_app.storage.files import FileFolder, make_folder, sync_folder
from counter_app.storage.manifest import FORMAT, MANIFEST, Manifest, is_whole, part_of, read_manifest, write_manifest
from counter_app.storage.store import Store

FILES: Final = "files"
KEEP: Final = 8
"""How many of the newest backups stay; of those before, the last of each day stays for `KEEP_DAYS` days."""
KEEP_DAYS: Final = 14

_NAME: Final = re.compile(r"(\d{6})-(\d{8})T\d{6}")


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made: where, what is in it, and how many of its files had not been in the folder before."""

    path: Path
    manifest: Manifest
    new_files: int


def make(
    store: Store,
    folder: Path,
    *,
    home: Path,
    extra: Sequence[str],
    now: datetime,
    release: str,
    files: FileFolder | None = None,
    pause: float = 0.002,
    stopped: Callable[[], bool] = lambda: False,
) -> Made:
    """Add a backup of `store` to `folder`. May run while the store is written to; it holds nobody up.

    `extra` names files and folders below `home` that go with it. Old backups are dropped afterwards. `stopped` is asked
    between steps and ends it (TryLater: copy_stopped).

    Raises OfficerCanMend: backup_folder_wrong (not there, not writable), backup_disk_full, backup_not_whole (what was
    read back is not what was written); dump.DumpAway for a PostgreSQL store without PostgreSQL's own client.
    """
    with _named(folder):
        make_folder(folder)
        number = max((int(_number(one)) for one in _all(folder)), default=0) + 1
        final = folder / f"{number:06d}-{now:%Y%m%dT%H%M%S}"
        beside = folder / f"new-{os.getpid()}"
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir()
        try:
            manifest, new_files = _write(store, beside, home, extra, now, release, files, pause, stopped)
            check(beside, files=folder / FILES, whole_files=False)
            beside.rename(final)
            sync_folder(folder)
        except BaseException:
            shutil.rmtree(beside, ignore_errors=True)
            raise
        _drop_old(folder)
    return Made(final, manifest, new_files)


def newest(source: Path) -> Path:
    """Return the backup that `source` is, or the newest one in it. Raises OfficerCanMend("backup_missing")."""
    if (source / MANIFEST).is_file():
        return source
    found = _all(source) if source.is_dir() else []
    if not found:
        raise OfficerCanMend("backup_missing", folder=source.name)
    return found[-1]


def files_of(backup: Path) -> Path:
    """Return the folder where the files that a backup names lie."""
    return backup.parent / FILES


def check(backup: Path, *, files: Path | None = None, whole_files: bool = True) -> Manifest:
    """Return the manifest after reading everything that it names and opening the store.

    `whole_files` reads every file of a dossier; without it they need only be there (each was read when it was copied).

    Raises OfficerCanMend: backup_damaged (with the part), backup_newer.
    """
    manifest = read_manifest(backup)
    for part in manifest.parts:
        if not is_whole(backup, part):
            raise OfficerCanMend("backup_damaged", backup=backup.name, part=part.name)
    folder = FileFolder(files or files_of(backup))
    for sha256 in manifest.files:
        there = folder.whole(sha256) if whole_files else folder.path_of(sha256).is_file()
        if not there:
            raise OfficerCanMend("backup_damaged", backup=backup.name, part=f"{FILES}/{sha256[:8]}…")
    if manifest.store.endswith(dump.SUFFIX):
        dump.check(backup / manifest.store)
    else:
        _check_store(backup, manifest)
    return manifest


def write_synced(source: Path, target: Path) -> None:
    """Copy a file so that it is on the disk."""
    make_folder(target.parent)
    with source.open("rb") as read_from, target.open("wb") as written:
        shutil.copyfileobj(read_from, written, 1024 * 1024)
        written.flush()
        os.fsync(written.fileno())
    sync_folder(target.parent)


def _write(
    store: Store,
    beside: Path,
    home: Path,
    extra: Sequence[str],
    now: datetime,
    release: str,
    files: FileFolder | None,
    pause: float,
    stopped: Callable[[], bool],
) -> tuple[Manifest, int]:
    name = store.path.name if store.path is not None else f"database{dump.SUFFIX}"
    if store.path is not None:
        store.copy_to(beside / name, pause=pause, stopped=stopped)
        facts = _facts(beside / name)
    else:
        facts = dump.facts(store)
        dump.write(store.address, beside / name)
    parts = [part_of(beside / name, name)]
    for path in _extra(home, extra):
        inside = path.relative_to(home).as_posix()
        write_synced(path, beside / inside)
        parts.append(part_of(beside / inside, inside))
    hashes, new = _copy_files(facts["files"], files, beside.parent / FILES)
    manifest = Manifest(
        format=FORMAT,
        made_at=iso(now),
        release=release,
        practice=store.practice,
        epoch=facts["epoch"],
        store=name,
        dossiers=facts["dossiers"],
        events=facts["events"],
        newest_at=facts["newest_at"],
        parts=tuple(parts),
        files=hashes,
    )
    write_manifest(beside, manifest)
    sync_folder(beside)
    return manifest, new


def _copy_files(wanted: Iterable[str], source: FileFolder | None, target: Path) -> tuple[tuple[str, ...], int]:
    """Copy those of the files that the folder of backups lacks; name those that are whole here."""
    kept, named, new = FileFolder(target), [], 0
    for sha256 in wanted:
        if not kept.path_of(sha256).is_file():
            if source is None or not source.path_of(sha256).is_file():
                continue
            with source.open(sha256) as file:
                if kept.keep(file).sha256 != sha256:
                    # Spoilt on this disk: the backup does not name what it has not, and `verify` tells of it.
                    continue
            new += 1
        named.append(sha256)
    return tuple(named), new


def _facts(path: Path) -> dict[str, Any]:
    from sqlcipher3 import dbapi2

    with closing(dbapi2.connect(f"file:{path.as_posix()}?mode=ro", uri=True)) as opened:
        return dump.asked(lambda sql: opened.execute(sql).fetchall())


def _check_store(backup: Path, manifest: Manifest) -> None:
    from sqlcipher3 import dbapi2

    path = backup / manifest.store
    try:
        with closing(dbapi2.connect(f"file:{path.as_posix()}?mode=ro&immutable=1", uri=True)) as opened:
            whole = opened.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
            found = dump.asked(lambda sql: opened.execute(sql).fetchall())
    except dbapi2.Error as error:
        raise OfficerCanMend("backup_damaged", backup=backup.name, part=manifest.store) from error
    if not whole or (found["epoch"], found["events"]) != (manifest.epoch, manifest.events):
        raise OfficerCanMend("backup_damaged", backup=backup.name, part=manifest.store)


def _extra(home: Path, names: Sequence[str]) -> Iterator[Path]:
    for name in names:
        path = home / name
        if path.is_file():
            yield path
        elif path.is_dir():
            yield from sorted(one for one in path.rglob("*") if one.is_file())


def _all(folder: Path) -> list[Path]:
    """Return the backups of a folder, oldest first; the running number counts, not a clock."""
    return sorted(one for one in folder.iterdir() if _NAME.fullmatch(one.name) and (one / MANIFEST).is_file())


def _number(backup: Path) -> str:
    return backup.name[:6]


def _drop_old(folder: Path) -> None:
    """Drop backups by age, then the files that no backup names any more."""
    found = _all(folder)
    last_of_day = {one.name[7:15]: one for one in found}
    kept = {*found[-KEEP:], *[last_of_day[day] for day in sorted(last_of_day)[-KEEP_DAYS:]]}
    dropped = [one for one in found if one not in kept]
    for one in dropped:
        shutil.rmtree(one)
    for left in folder.glob("new-*"):
        shutil.rmtree(left, ignore_errors=True)
    if not dropped:
        return
    named = {sha256 for one in kept for sha256 in read_manifest(one).files}
    for path in (folder / FILES).glob("??/*"):
        if path.name not in named and len(path.name) == 64:
            path.unlink()


@contextmanager
def _named(folder: Path) -> Iterator[None]:
    try:
        yield
    except OfficerCanMend as error:
        if error.code != "disk_full":
            raise
        raise OfficerCanMend("backup_disk_full", folder=folder.name) from error
    except OSError as error:
        code = "backup_disk_full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "backup_folder_wrong"
        raise OfficerCanMend(code, folder=folder.name, reason=type(error).__name__) from error
