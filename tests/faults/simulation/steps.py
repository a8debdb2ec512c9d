"""The steps that a schedule is made of, by their names, and how often each is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.faults.simulation import breaking, disasters, writing

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.faults.simulation.world import World


def _lane(name: str) -> Callable[[World], None]:
    def step(world: World) -> None:
        upward = world.an_upward()
        for _ in range(world.random.randint(1, 6) if name == "files" else 1):
            if name == "files" and world.random.random() < 0.5:
                upward.files.send_now()
            world.lane(upward, name)
            upward = world.upward_of(upward.who.name)

    return step


STEPS: Final[dict[str, int]] = {
    "register": 16,
    "correct": 12,
    "correct_both": 4,
    "reprint": 2,
    "courier": 26,
    "listener": 20,
    "keeper": 8,
    "pass_time": 10,
    "pass_hours": 1,
    "weather": 5,
    "cut_line": 3,
    "arrive_late": 4,
    "ring_down": 2,
    "crash": 3,
    "arm": 5,
    "full": 2,
    "wrong_clock": 2,
    "poison": 3,
    "backup": 4,
    "restore": 3,
    "clone": 1,
}
"""The steps of a schedule with how often each is taken."""
PAPERS: Final[dict[str, int]] = {"file": 20, "files": 50, "fetch": 6, "weather": 12, "backup": 12, "restore": 8}
"""Steps of the worlds that have files."""
COPIES: Final[dict[str, int]] = {"roll_back": 2, "twin": 2}
"""Steps that leave two histories under one name until the ring above tells: numbers given out twice are then shown,
not prevented."""

ACTS: Final[dict[str, Callable[[World], None]]] = {
    **{name: getattr(writing, name) for name in ("register", "correct", "correct_both", "reprint", "poison", "file")},
    **{name: _lane(name) for name in ("courier", "listener", "keeper", "files", "fetch")},
    **{
        name: getattr(breaking, name)
        for name in (
            "pass_time", "pass_hours", "weather", "cut_line", "arrive_late", "ring_down", "crash", "arm", "full",
            "wrong_clock",
        )
    },
    **{name: getattr(disasters, name) for name in ("backup", "restore", "roll_back", "twin", "clone")},
}  # fmt: skip
