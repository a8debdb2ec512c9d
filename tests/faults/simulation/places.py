"""The shapes of the simulated worlds, and their stores made once: enrolled, with an epoch each, ready to be copied."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Final, Literal
from unittest import mock

from counter_app.server import letting_in
from counter_app.storage import enrolments
from counter_app.storage.store import Store
from counter_app.sync import wire
from counter_app.sync.codes import hash_of, plain
from tests.faults.simulation.nodes import Identity
from tests.faults.simulation.rings import MORNING, Ring, Time

OFFICE_A: Final = ("31120", "H13.35.07")
OFFICE_B: Final = ("31150", "H13.35.08")


@dataclass(frozen=True, slots=True)
class Below:
    """A device of a shape: its name, its office, the ring that it stands below, and whether it is a hub itself."""

    name: str
    office: tuple[str, str]
    above: str
    hub: bool = False


Shape = Literal["city", "hub", "mixed", "hubs"]
SHAPES: Final[dict[Shape, tuple[Below, ...]]] = {
    "city": (
        Below("a1", OFFICE_A, "city"),
        Below("a2", OFFICE_A, "city"),
        Below("b1", OFFICE_B, "city"),
    ),
    "hub": (
        Below("hub-a", OFFICE_A, "city", hub=True),
        Below("a1", OFFICE_A, "hub-a"),
        Below("a2", OFFICE_A, "hub-a"),
    ),
    "mixed": (
        Below("hub-a", OFFICE_A, "city", hub=True),
        Below("a1", OFFICE_A, "hub-a"),
        Below("a2", OFFICE_A, "hub-a"),
        Below("a3", OFFICE_A, "city"),
    ),
    "hubs": (
        Below("hub-a", OFFICE_A, "city", hub=True),
        Below("hub-b", OFFICE_B, "city", hub=True),
        Below("a1", OFFICE_A, "hub-a"),
        Below("a2", OFFICE_A, "hub-a"),
        Below("b1", OFFICE_B, "hub-b"),
    ),
}


@dataclass(frozen=True, slots=True)
class Place:
    """One shape's stores on disk, and who stands below which ring."""

    folder: Path
    below: tuple[tuple[Identity, str], ...]

    def copy_to(self, folder: Path) -> None:
        """Copy every store into `folder`, which is made."""
        folder.mkdir(parents=True)
        for path in self.folder.iterdir():
            shutil.copyfile(path, folder / path.name)


def build(shape: Shape, folder: Path) -> Place:
    """Make the stores of `shape` in `folder`, every device enrolled at its ring by a code."""
    folder.mkdir(parents=True)
    random = Random(shape)

    def new_epoch() -> str:
        return f"{random.getrandbits(64):016x}"

    with mock.patch("counter_app.storage.schema.new_epoch", new_epoch):
        return _build(shape, folder)


def _build(shape: Shape, folder: Path) -> Place:
    time, found = Time(MORNING - timedelta(hours=1)), list[tuple[Identity, str]]()
    names = ["city", *(below.name for below in SHAPES[shape] if below.hub)]
    with _rings(names, folder, time) as rings:
        for below in SHAPES[shape]:
            who = _enrol(rings[below.above], below)
            found.append((who, below.above))
            if not below.hub:
                with Store.open(folder / f"{below.name}.db", practice=True, alone=False) as store:
                    store.checkpoint()
                continue
            with rings[below.name].store.transaction() as tx:
                enrolments.keep_range(tx, who.slot, enrolments.HUB_SLOTS)
    for left in [*folder.glob("*-wal"), *folder.glob("*-shm")]:
        left.unlink()
    return Place(folder, tuple(found))


@contextmanager
def _rings(names: list[str], folder: Path, time: Time) -> Iterator[dict[str, Ring]]:
    rings = {name: Ring(name, "city" if name == "city" else "hub", folder / f"{name}.db", time) for name in names}
    for ring in rings.values():
        ring.open()
    yield rings
    for ring in rings.values():
        ring.store.checkpoint()
        ring.store.close()


def _enrol(ring: Ring, below: Below) -> Identity:
    unit, electronic_code = below.office
    code = f"CODE-{below.name}"
    with ring.store.transaction() as tx:
        enrolments.mint(
            tx,
            code_hash=hash_of(plain(code)),
            unit=unit,
            device_name=below.name,
            expires_at=ring.house.clock.now() + timedelta(hours=1),
            kind="hub" if below.hub else "counter",
        )
    request = wire.EnrolRequest(code=code, device=below.name)
    answer = letting_in.let_in(ring.house, request.model_dump_json().encode())
    return Identity(below.name, answer.device, unit, electronic_code, answer.slot, hash_of(answer.token), below.hub)
