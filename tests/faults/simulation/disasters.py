"""What happens once in a schedule at most: a disk is lost and its backup comes back, or it is copied."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from counter_app.storage import clones
from tests.faults.simulation import checks
from tests.faults.simulation.nodes import Counter, Identity

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path
    from uuid import UUID

    from tests.faults.simulation.rings import Ring
    from tests.faults.simulation.world import World


BACKUP: Final = "-backup"
BACKED_UP: Final = f"{BACKUP}.files"


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of a store, and when it was made."""

    path: Path
    at: datetime


def backup(world: World) -> None:
    name = world.a_site() if world.random.random() < 0.5 else world.a_ring().name
    store = world.store_of(name)
    if world.disasters == 0:
        store.checkpoint()
        path = world.folder / f"{name}{BACKUP}.db"
        assert store.path is not None
        shutil.copyfile(store.path, path)
        _copy_files(store.path, path)
        world.backups[name] = Backup(path, world.time.now())


def restore(world: World) -> None:
    """One store's disk is lost; its last backup comes back. Once in a schedule: who holds the rest stays alive."""
    if world.disasters or not world.backups:
        return
    world.disasters += 1
    name = world.random.choice(sorted(world.backups))
    had = checks.event_ids(world.store_of(name))
    _replace(world, name, world.backups[name], silently=False)
    world.excused |= had - _held_by_all(world)


def roll_back(world: World) -> None:
    """A counter's disk is put back to an older state and nothing says so; only the ring above can tell."""
    names = sorted(world.backups.keys() & world.counters.keys())
    if world.disasters or not names:
        return
    world.disasters += 1
    world.twins = True
    name = world.random.choice(names)
    had = checks.event_ids(world.store_of(name))
    _replace(world, name, world.backups[name], silently=True)
    world.excused |= had - _held_by_all(world)


def twin(world: World) -> None:
    """One disk image is started twice on machines that look the same; only the ring above can tell."""
    if not world.disasters and world.random.random() < 0.5:
        world.twins = True
        _copy(world, "machine-1")


def clone(world: World) -> None:
    """The disk of a counter is copied into a second machine, and both go on."""
    if world.disasters or world.random.random() < 0.5:
        return
    _copy(world, "machine-2")


def _copy(world: World, machine: str) -> None:
    world.disasters += 1
    counter = world.a_counter()
    counter.store.checkpoint()
    who = counter.who
    name = f"{who.name}-copy"
    path = world.folder / f"{name}.db"
    shutil.copyfile(counter.path, path)
    _copy_files(counter.path, path)
    world.above[name] = world.above[who.name]
    copy = Identity(name, who.device, who.unit, who.electronic_code, who.slot, who.token_hash)
    world.surviving_crash(lambda: world.open_counter(copy, path, machine=machine), name)


def _replace(world: World, name: str, backup: Backup, *, silently: bool) -> None:
    site: Ring | Counter = world.rings[name] if name in world.rings else world.counters[name]
    site.store.close()
    for left in (f"{name}.db-wal", f"{name}.db-shm"):
        (world.folder / left).unlink(missing_ok=True)
    had = _whole_files(world)
    shutil.copyfile(backup.path, site.path)
    _copy_files(backup.path, site.path)
    world.lost_files |= had - _whole_files(world)
    world.faults.full.discard(name)
    world.faults.armed.pop(name, None)
    site.open()
    if silently:
        return
    blocks, mark = (site.blocks, "machine-1") if isinstance(site, Counter) else ([], "")
    clones.renew(site.store, reason="restored", now=world.time.now(), blocks=blocks, mark=mark, since=backup.at)
    site.restart()


def _held_by_all(world: World) -> set[UUID]:
    stores = [*(ring.store for ring in world.rings.values()), *(one.store for one in world.counters.values())]
    return set().union(*(checks.event_ids(store) for store in stores))


def _copy_files(store: Path, to: Path) -> None:
    """Put the files of a store, unfinished uploads too, into the place of another's."""
    source, target = store.with_suffix(".files"), to.with_suffix(".files")
    shutil.rmtree(target, ignore_errors=True)
    if source.is_dir():
        shutil.copytree(source, target)


def _whole_files(world: World) -> set[str]:
    found = [*world.folder.glob("*.files/??/*")]
    return {path.name for path in found if not path.parts[-3].endswith(BACKED_UP)}
