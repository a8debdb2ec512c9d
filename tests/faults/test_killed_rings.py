"""A hub and a city are shot while they receive; the long run is `python -m tests.faults.killed_rings`."""

import os
import random
from dataclasses import asdict
from pathlib import Path

import pytest

from tests.faults import killed_rings

KILLS = 10


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the rig forks")
def test_t_ack_what_a_ring_said_to_have_outlives_it(tmp_path: Path) -> None:
    figures = killed_rings.run(tmp_path, KILLS, random.randrange(1 << 24))
    assert figures.clean, asdict(figures)
    assert figures.kills == KILLS
    assert figures.acknowledged == figures.written > KILLS
