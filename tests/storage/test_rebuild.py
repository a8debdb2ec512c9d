"""The rows are a cache: made anew from the events they come out as they were; what was spoilt is shown and mended."""

from datetime import timedelta

from counter_app.domain.events import CORRECTED, Event, canonical, new_id
from counter_app.storage import arrivals, dossiers, enrolments, news, persons, rebuild, registering, search
from counter_app.storage.store import Store
from counter_app.storage.transaction import Transaction
from tests.domain.events_made import START, Device
from tests.storage.made import UNIT, citizen, register


def fill(store: Store) -> list[registering.Registered]:
    with store.transaction() as tx:
        made = [
            register(tx, at=START + timedelta(days=n % 3), applicant=citizen(f"Người {n}", f"09209000{n % 5:04d}"))
            for n in range(20)
        ]
        first = made[0].dossier
        change = {"applicant": {"old": None, "new": citizen("Đặng Thị Phượng")}}
        registering.amend(
            tx,
            Event(
                new_id(), first.id, UNIT, "quay-1", "", 0, first.heads, CORRECTED, 1, START, 0, "cb",
                {"changes": change, "reason": "nhầm"},
            ),
        )  # fmt: skip
    return made


def test_rows_come_out_as_they_were(any_store: Store) -> None:
    fill(any_store)
    with any_store.reading() as reading:
        before = dossiers.page(reading, None, 100)
    for _ in range(2):
        with any_store.transaction() as tx:
            found = rebuild.rebuild(tx)
        assert found.equal, found
        rows = {one.table: (one.before, one.after) for one in found.tables}
        assert rows["dossier"] == (20, 20)
        assert rows["person"] == (5, 5)
        assert ("search" in rows) == (any_store.path is not None)
    with any_store.reading() as reading:
        assert dossiers.page(reading, None, 100) == before


def test_spoilt_rows_are_shown_and_mended(store: Store) -> None:
    made = fill(store)
    with store.transaction() as tx:
        run = tx.connection.exec_driver_sql
        run("UPDATE dossier SET applicant = 'ai đó' WHERE position = 2")
        run("DELETE FROM dossier WHERE position = 3")
        run("UPDATE person SET content = '{}' WHERE number = '092090000001'")
        run("DELETE FROM procedure_use")
        run("INSERT OR REPLACE INTO search (rowid, keys) VALUES (4, 'ai do')")
    with store.transaction() as tx:
        found = rebuild.rebuild(tx)
    assert not found.equal
    different = {one.table: (one.gone, one.come) for one in found.tables}
    assert different["dossier"] == (1, 2)
    assert different["person"] == (1, 1)
    assert different["procedure_use"] == (0, 3)
    assert different["search"] > (0, 0)
    with store.reading() as reading:
        assert dossiers.count(reading) == 20
        assert [line.id for line in search.find(reading, "phuong dang")] == [made[0].dossier.id]
        assert [line.id for line in search.find(reading, made[3].dossier.code.partition("-")[2])] == [
            made[3].dossier.id
        ]
        assert made[3].dossier.id in [line.id for line in search.find(reading, "nguoi 3")]
        assert search.find(reading, "ai do") == []
        assert persons.recall(reading, "092090000001") is not None
    with store.transaction() as tx:
        assert rebuild.rebuild(tx).equal


def take(tx: Transaction, *, forward: bool) -> None:
    """A dossier of another counter comes in."""
    event = Device("quay-2").received(new_id())
    outcomes = arrivals.accept(tx, UNIT, [arrivals.Arrival(event, canonical(event.payload))], forward=forward)
    assert [one.state for one in outcomes] == ["stored"]


def test_what_a_counter_heard_is_neither_its_own_nor_a_difference(store: Store) -> None:
    fill(store)
    with store.transaction() as tx:
        take(tx, forward=False)
        found = rebuild.rebuild(tx)
    assert found.equal, found


def test_a_hub_makes_nobody_known_by_what_it_carries_up(store: Store) -> None:
    with store.transaction() as tx:
        enrolments.keep_range(tx, 10, enrolments.HUB_SLOTS)
        take(tx, forward=True)
        found = rebuild.rebuild(tx)
    assert found.equal, found
    assert {one.table: one.after for one in found.tables}["person"] == 0


def test_what_a_restored_counter_hears_of_itself_is_its_own_again(store: Store) -> None:
    fill(store)
    event = Device("quay-1", "before").received(new_id(), applicant=citizen("Lê Thị Thử", "092090009999"))
    with store.transaction() as tx:
        news.apply(
            tx,
            [arrivals.Arrival(event, canonical(event.payload))],
            unit=UNIT,
            device="quay-1",
            cursor="1",
            ring_epoch="above",
            at=START,
            whole_unit=False,
        )
        assert persons.recall(tx, "092090009999") is not None
        found = rebuild.rebuild(tx)
    assert found.equal, found
