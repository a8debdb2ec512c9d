"""A counter dies at chosen syncs and sends of a dossier's life; `python -m tests.faults.each_call` takes every one."""

from dataclasses import asdict
from pathlib import Path

from tests.faults import each_call
from tests.faults.ill_disk import needs_strace


def test_a_crash_at_a_sync_or_a_send_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    needs_strace()
    figures = each_call.run(tmp_path, {each_call.SYNC: (4, 7), each_call.SEND: (2, 4)})
    assert figures.clean, asdict(figures)
    assert figures.deaths == {each_call.SYNC: 2, each_call.SEND: 2}
    assert figures.stored >= figures.said > 0
