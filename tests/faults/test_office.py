"""An office of real processes under fire; the long run is `python -m tests.faults.office`."""

from dataclasses import asdict
from pathlib import Path

import pytest

from tests.faults.office import Office


@pytest.mark.parametrize("seed", [3])
def test_t_kill_nothing_is_lost_doubled_or_unexplained(tmp_path: Path, seed: int) -> None:
    with Office(tmp_path, counters=3, each=12, seed=seed) as office:
        figures = office.run()
    assert figures.clean, asdict(figures)
    assert figures.said >= 36
