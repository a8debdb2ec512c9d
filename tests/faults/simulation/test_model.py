"""The same world driven by hypothesis: what it finds, it makes small."""

import itertools
from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from tests.faults.simulation import checks, file_checks
from tests.faults.simulation.places import SHAPES, Place, Shape
from tests.faults.simulation.schedules import places
from tests.faults.simulation.steps import STEPS
from tests.faults.simulation.world import World

_WRITING = ("register", "correct", "correct_both", "reprint", "poison")
_LANES = ("courier", "listener", "keeper")
_FAULTS = sorted(set(STEPS) - set(_WRITING) - set(_LANES))


@pytest.fixture(scope="module")
def made() -> Iterator[dict[Shape, Place]]:
    with places() as found:
        yield found


def model_over(made: dict[Shape, Place]) -> type[RuleBasedStateMachine]:
    """Return the machine whose rules are the world's steps."""
    numbers = itertools.count()

    class Model(RuleBasedStateMachine):
        world: World | None = None

        @initialize(shape=st.sampled_from(sorted(SHAPES)), seed=st.integers(0, 2**64 - 1))
        def begin(self, shape: Shape, seed: int) -> None:
            place = made[shape]
            self.world = World(place, place.folder.parent.parent / f"model-{next(numbers)}", Random(seed))

        @rule(name=st.sampled_from(_WRITING))
        def write(self, name: str) -> None:
            self._step(name)

        @rule(name=st.sampled_from(_LANES))
        def carry(self, name: str) -> None:
            self._step(name)

        @rule(name=st.sampled_from(_FAULTS))
        def fail(self, name: str) -> None:
            self._step(name)

        def _step(self, name: str) -> None:
            assert self.world is not None
            self.world.step(name)

        def teardown(self) -> None:
            if self.world is None:
                return
            with self.world as world:
                world.heal()
                world.settle()
                checks.at_rest(world)
                file_checks.at_rest(world)

    return Model


FIXED = settings(max_examples=50, stateful_step_count=40, derandomize=True, database=None)
"""The same walks in every run; the long command walks others. Chance comes from a seed: ids are made of it, and what
hypothesis would draw for each of them repeats itself."""


def test_whatever_hypothesis_does_ends_well(made: dict[Shape, Place]) -> None:
    run_state_machine_as_test(model_over(made), settings=FIXED)
