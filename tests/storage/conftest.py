"""The stores that the room's tests run on: a SQLite file, and where it matters a real PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from counter_app.storage.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A counter's store in a file of its own."""
    with Store.open(tmp_path / "store.db", practice=False) as opened:
        yield opened


@pytest.fixture(params=["sqlite", "postgresql"])
def any_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """The same store on both databases."""
    place = tmp_path / "any.db" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    with Store.open(place, practice=False) as opened:
        yield opened
