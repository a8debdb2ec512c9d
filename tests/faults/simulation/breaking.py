"""What goes wrong in a simulated world, and time that passes in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.faults.simulation.rings import Blow, Fault
    from tests.faults.simulation.world import World

STORM: Final[dict[Fault, float]] = {
    "cut": 0.10,
    "lost": 0.15,
    "doubled": 0.08,
    "late": 0.08,
    "500": 0.05,
    "busy": 0.03,
    "rubbish": 0.03,
}
BREEZE: Final[dict[Fault, float]] = {"lost": 0.06, "late": 0.03, "cut": 0.03}


@dataclass
class Faults:
    """What is wrong at the moment."""

    weather: dict[Fault, float] = field(default_factory=dict)
    cut: set[str] = field(default_factory=set)
    full: set[str] = field(default_factory=set)
    armed: dict[str, tuple[int, Blow]] = field(default_factory=dict)
    late: list[Callable[[], object]] = field(default_factory=list)


def weather(world: World) -> None:
    world.faults.weather = world.random.choice([{}, BREEZE, STORM, STORM])


def cut_line(world: World) -> None:
    name = world.random.choice(list(world.above))
    world.faults.cut.symmetric_difference_update({name})


def arrive_late(world: World) -> None:
    if world.faults.late:
        world.arrive(world.faults.late.pop(world.random.randrange(len(world.faults.late))))


def ring_down(world: World) -> None:
    ring = world.a_ring()
    ring.down = not ring.down


def crash(world: World) -> None:
    if world.random.random() < 0.6:
        world.a_counter().restart()
    else:
        world.a_ring().restart()


def arm(world: World) -> None:
    """The next process that comes to its n-th commit dies there."""
    blow: Blow = world.random.choice(["crash", "crash_after"])
    world.faults.armed[world.a_site()] = (world.random.randrange(3), blow)


def full(world: World) -> None:
    world.faults.full.symmetric_difference_update({world.a_site()})


def wrong_clock(world: World) -> None:
    off = world.random.choice([-400 * 24, -25, -2, -0.2, 0, 0.2, 2, 25, 30 * 24])
    world.a_counter().clock.off = timedelta(hours=off)


def pass_time(world: World) -> None:
    world.time.pass_(world.random.choice([1, 3, 10, 60, 200, 700]))


def pass_hours(world: World) -> None:
    world.time.pass_(3600 * world.random.choice([2, 6, 20]))
