"""A store that was restored, moved or rolled back says so at its start, once: what happened, what is safe, what now."""

import pytest

from counter_app.domain.times import vietnam
from counter_app.storage import clones
from counter_app.storage.store import Store
from tests.stories.conftest import Open
from tests.stories.opened import Opened


def renewed(counter: Opened, reason: clones.Reason) -> None:
    now = vietnam(counter.desk.now())
    counter.close()
    store = Store.open(counter.places.store, role="counter", practice=False)
    clones.renew(store, reason=reason, now=now)
    store.close()


@pytest.mark.parametrize(
    ("reason", "happened", "now"),
    [
        ("restored", "was restored from a backup at", "Ctrl+K"),
        ("moved", "opened on another computer before", "enrol this counter again"),
        ("rolled_back", "put back to an older state", "tell the administrator"),
    ],
)
def test_it_is_said_once(open_counter: Open, reason: clones.Reason, happened: str, now: str) -> None:
    first = open_counter().open()
    assert first.said == ""
    renewed(first, reason)
    again = open_counter(home=first.places.home).open()
    assert happened in again.said
    assert "Everything saved so far is safe." in again.said
    assert now in again.said
    again.close()
    assert open_counter(home=first.places.home).open().said == ""
