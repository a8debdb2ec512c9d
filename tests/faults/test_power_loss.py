"""Power cuts of a working counter and hub: a thousand images of their disk, and proof that a loss would be seen."""

import os
import random
import shutil
import subprocess
import tempfile
from dataclasses import asdict
from pathlib import Path

import pytest

from tests.faults import power_loss
from tests.faults.power.disk import ROOT, Cut, Disk, Made, Renamed, Synced, Written

IMAGES = 500
"""Of each of the two days: one begins with an empty disk, one with a store of the oldest release."""
SEEN = 40


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where recordings and images lie, on a machine on which a process can be traced."""
    if shutil.which("strace") is None or subprocess.run(["strace", "-o", os.devnull, "true"], check=False).returncode:
        if os.environ.get("COUNTER_RIG") == "required":
            pytest.fail("strace cannot trace a process here")
        pytest.skip("strace cannot trace a process here")
    monkeypatch.setattr(tempfile, "tempdir", power_loss.in_memory())
    return tmp_path


@pytest.mark.parametrize(
    "older",
    [
        pytest.param(False, marks=pytest.mark.xdist_group("power_loss")),
        pytest.param(True, marks=pytest.mark.xdist_group("power_loss_older")),
    ],
    ids=["new", "older"],
)
@pytest.mark.timeout(900)
def test_no_power_cut_loses_what_was_said(folder: Path, older: bool) -> None:
    seed = random.randrange(1 << 24)
    figures, dice = power_loss.Figures(seed), random.Random(seed)
    day = power_loss.recorded(folder, seed, older=older)
    power_loss.images(day, IMAGES, dice, folder, figures)
    assert not figures.broken, asdict(figures)
    assert figures.images == IMAGES
    assert figures.with_changes_under_way > IMAGES / 2
    assert figures.dossiers > IMAGES


@pytest.mark.xdist_group("power_loss")
@pytest.mark.parametrize(("mutant", "seen"), [("normal", "lost: dossier"), ("unsynced_files", "lost: file")])
def test_what_a_weaker_store_would_lose_is_seen(folder: Path, mutant: str, seen: str) -> None:
    figures = power_loss.run(folder, SEEN, 92, mutant=mutant, older=False)
    assert figures.faults.get(seen, 0) > SEEN / 10, asdict(figures)


def test_a_synced_write_is_in_every_image_and_a_late_one_in_some(tmp_path: Path) -> None:
    disk = Disk()
    for change in (
        Made(ROOT, "a", 1),
        Written(1, 0, b"x" * 1024),
        Synced(1),
        Synced(ROOT),
        Written(1, 0, b"y" * 1024),
        Cut(1, 600),
        Made(ROOT, "b", 2),
        Renamed(ROOT, "b", ROOT, "c", 2),
    ):
        disk.do(change)
    contents, names, dice = set[bytes](), set[tuple[str, ...]](), random.Random(1)
    for number in range(200):
        place = tmp_path / str(number)
        disk.image(place, dice)
        contents.add((place / "a").read_bytes())
        names.add(tuple(sorted(path.name for path in place.iterdir())))
    assert {b"x" * 1024, b"y" * 1024, b"x" * 512 + b"y" * 512, b"y" * 600} <= contents
    assert names == {("a",), ("a", "b"), ("a", "c")}
