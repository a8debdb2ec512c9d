"""A simulation that finds nothing proves nothing: each planted fault must be found, within a number of seeds."""

from collections.abc import Iterator

import pytest

from tests.faults.simulation.file_mutants import FILE_MUTANTS
from tests.faults.simulation.mutants import MUTANTS, SLOW
from tests.faults.simulation.places import Place, Shape
from tests.faults.simulation.schedules import first_found, places

MOST = 120
"""The slowest of them needs a quarter of that; `python -m tests.faults.simulation --mutants` tells the seeds."""


@pytest.fixture(scope="module")
def made() -> Iterator[dict[Shape, Place]]:
    with places() as found:
        yield found


@pytest.mark.parametrize("name", [name for name in MUTANTS if name not in SLOW])
def test_a_planted_fault_is_found(made: dict[Shape, Place], name: str) -> None:
    assert first_found(made, MUTANTS[name], range(MOST)) is not None


@pytest.mark.parametrize("name", sorted(SLOW))
def test_a_rare_fault_is_found_by_the_seed_that_shows_it(made: dict[Shape, Place], name: str) -> None:
    assert first_found(made, MUTANTS[name], range(SLOW[name], SLOW[name] + 1)) is not None


@pytest.mark.parametrize("name", sorted(FILE_MUTANTS))
def test_a_fault_in_the_way_of_files_is_found_by_the_seed_that_shows_it(made: dict[Shape, Place], name: str) -> None:
    planted, seed = FILE_MUTANTS[name]
    assert first_found(made, planted, range(seed, seed + 1)) is not None
