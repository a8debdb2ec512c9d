"""M34, scaled down: papers over a slow line that breaks, with two restarts of the counter and a kill -9 of the city."""

import sys
from pathlib import Path

import pytest

from tests.faults.slow_line import SMALL, Run


def test_t_chunk_papers_arrive_once_with_little_sent_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    figures = Run(SMALL, tmp_path).measure()
    with capsys.disabled():
        sys.stdout.write("\n".join(["", *figures.lines(), ""]))
    assert figures.whole == SMALL.files
    assert figures.cuts >= 3
    assert figures.again <= 0.05
    # Events have a way of their own: none of them waited for the files.
    assert len(figures.events_waited) >= 10
    assert max(figures.events_waited) < figures.slowest_floor
