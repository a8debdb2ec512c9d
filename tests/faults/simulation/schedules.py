"""Random schedules by their seed: played in a fresh world, healed, run until nothing is left to do, and checked."""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any, Final

from tests.faults.simulation import checks, file_checks
from tests.faults.simulation.places import SHAPES, Place, Shape, build
from tests.faults.simulation.steps import COPIES, STEPS
from tests.faults.simulation.world import World

LENGTH: Final = 60
"""Steps of a schedule."""
MEMORY: Final = Path("/dev/shm")  # noqa: S108 - a folder in memory; what is made in it has a name of its own


@contextmanager
def places() -> Iterator[dict[Shape, Place]]:
    """The stores of every shape, made once; in memory where the machine has such a folder."""
    root = Path(tempfile.mkdtemp(prefix="simulation-", dir=MEMORY if MEMORY.is_dir() else None))
    try:
        yield {shape: build(shape, root / "made" / shape) for shape in SHAPES}
    finally:
        shutil.rmtree(root, ignore_errors=True)


def play(made: dict[Shape, Place], seed: int, *, steps: int = LENGTH, copies: bool = False) -> None:
    """Play the schedule of `seed`; `copies` among its steps are disks put back and images started twice.

    Raises checks.Violation, with the way to play it again.
    """
    with _world(made, seed) as world:
        _run(world, steps, {**STEPS, **COPIES} if copies else STEPS)


def told(made: dict[Shape, Place], seed: int, *, steps: int = LENGTH) -> list[str]:
    """Play the schedule of `seed`; return what happened, step by step, and what the city holds in the end."""
    with _world(made, seed) as world:
        _run(world, steps)
        return [*world.trace, *sorted(str(id_) for id_ in checks.event_ids(world.rings["city"].store))]


@contextmanager
def _world(made: dict[Shape, Place], seed: int) -> Iterator[World]:
    random = Random(seed)
    shape = random.choice(list(SHAPES))
    folder = made[shape].folder.parent.parent / f"world-{seed}"
    try:
        with World(made[shape], folder, random) as world:
            yield world
    except Exception as error:
        error.add_note(f"seed {seed} ({shape}); again: python -m tests.faults.simulation --seed {seed}")
        raise


def _run(world: World, steps: int, weights: Mapping[str, int] = STEPS) -> None:
    world.run(steps, weights)
    if world.papers:
        world.live_on(5)
    world.heal()
    world.settle()
    checks.at_rest(world)
    file_checks.at_rest(world)


def first_found(made: dict[Shape, Place], planted: Callable[[], Any], seeds: range) -> tuple[int, str] | None:
    """Return the first of `seeds` whose schedule finds the planted fault, and how; None when none does."""
    for seed in seeds:
        try:
            with planted():
                play(made, seed)
        except Exception as error:  # noqa: BLE001 - a fault may show itself in any way
            return seed, f"{type(error).__name__}: {error}"
    return None
