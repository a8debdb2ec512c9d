"""A batch that changes many dossiers asks as often as one that changes two, and one wrong event spoils none."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, event

from counter_app.domain.events import Event, canonical, new_id
from counter_app.storage import arrivals, dossiers, search
from counter_app.storage.arrivals import Arrival, Outcome
from counter_app.storage.events import events_of, events_of_all
from counter_app.storage.store import Store
from tests.domain.events_made import Device
from tests.storage.made import UNIT


def take(store: Store, events: list[Event]) -> list[Outcome]:
    with store.transaction() as tx:
        return arrivals.accept(tx, UNIT, [Arrival(one, canonical(one.payload)) for one in events])


def name_of(number: int) -> str:
    return f"Nguyễn Lan {chr(97 + number // 10)} {chr(97 + number % 10 * 2)}"


def given(device: Device, count: int, first: int = 1) -> list[Event]:
    return [device.received(new_id(), code=f"H13.35.07-261123-{n:04d}") for n in range(first, first + count)]


@contextmanager
def asked(store: Store) -> Iterator[list[str]]:
    """Give the statements that went to the database by SQLAlchemy: on PostgreSQL each is a round trip."""
    found: list[str] = []

    def note(_c: Connection, _cursor: object, sql: str, *_: object) -> None:
        found.append(sql)

    event.listen(store._engines[1], "before_cursor_execute", note)
    yield found
    event.remove(store._engines[1], "before_cursor_execute", note)


def test_later_events_of_many_dossiers_change_each_of_them(any_store: Store) -> None:
    device = Device()
    firsts = given(device, 40)
    assert {one.state for one in take(any_store, firsts)} == {"stored"}
    laters = [
        device.corrected(one.dossier, {"applicant": {**one.payload["applicant"], "name": name_of(n)}}, one)
        for n, one in enumerate(firsts)
    ]
    more = given(device, 2, first=900)
    assert {one.state for one in take(any_store, [*laters, *more])} == {"stored"}
    with any_store.reading() as reading:
        lines = [dossiers.line_of(reading, one.dossier) for one in firsts]
        assert [line and line.applicant for line in lines] == [name_of(n) for n in range(40)]
        assert [line and line.code for line in lines] == [one.payload["code"] for one in firsts]
        assert dossiers.count(reading) == 42
        for one, later in zip(firsts, laters, strict=True):
            assert [each.id for each in events_of(reading, one.dossier)] == [one.id, later.id]
        if reading.indexed:
            assert [line.id for line in search.find(reading, "lan b o")] == [firsts[17].dossier]
            assert not search.find(reading, "van mau")[2:], "only the two that nobody corrected have the old name"


def test_one_code_that_is_taken_is_refused_alone_among_many_changes(any_store: Store) -> None:
    device = Device()
    firsts = given(device, 5)
    take(any_store, firsts)
    laters = [device.corrected(one.dossier, {"phone": "0901234567"}, one) for one in firsts]
    thief = device.corrected(firsts[2].dossier, {"code": firsts[3].payload["code"]}, laters[2])
    last = device.reprinted(firsts[4].dossier, laters[4])
    said = take(any_store, [*laters, thief, last])
    assert [(one.state, one.code) for one in said] == [("stored", "")] * 5 + [("refused", "code_taken"), ("stored", "")]
    with any_store.reading() as reading:
        codes = [line and line.code for line in (dossiers.line_of(reading, one.dossier) for one in firsts)]
    assert codes == [one.payload["code"] for one in firsts]


def test_two_dossiers_that_hand_on_their_codes_in_one_batch_are_both_taken(any_store: Store) -> None:
    """Done at once the rows would stand in each other's way; done in their order they do not."""
    device = Device()
    firsts = given(device, 2)
    take(any_store, firsts)
    free, handed = "H13.35.07-261123-0777", firsts[0].payload["code"]
    said = take(
        any_store,
        [
            device.corrected(firsts[0].dossier, {"code": free}, firsts[0]),
            device.corrected(firsts[1].dossier, {"code": handed}, firsts[1]),
        ],
    )
    assert [one.state for one in said] == ["stored", "stored"]
    with any_store.reading() as reading:
        codes = [line and line.code for line in (dossiers.line_of(reading, one.dossier) for one in firsts)]
    assert codes == [free, handed]


def test_a_round_trip_less_for_each_dossier(postgres_url: str) -> None:
    device = Device()
    counts = []
    with Store.open(postgres_url, role="city", practice=False) as store:
        for many in (2, 60):
            firsts = given(device, many, first=many * 10)
            take(store, firsts)
            laters = [device.corrected(one.dossier, {"phone": "0901234567"}, one) for one in firsts]
            with asked(store) as statements:
                take(store, laters)
            counts.append(len(statements))
    assert counts[0] == counts[1], "the number of questions does not grow with the dossiers"


def test_events_of_many_dossiers_come_in_the_order_of_the_store(any_store: Store) -> None:
    device = Device()
    firsts = given(device, 3)
    laters = [device.reprinted(one.dossier, one) for one in firsts]
    take(any_store, [*firsts, *laters])
    with any_store.reading() as reading:
        found = events_of_all(reading, [one.dossier for one in firsts[:2]] + [new_id()])
        assert events_of_all(reading, []) == {}
    assert {dossier: [one.id for _, one in those] for dossier, those in found.items()} == {
        first.dossier: [first.id, later.id] for first, later in zip(firsts[:2], laters[:2], strict=True)
    }
    assert all(places[0][0] < places[1][0] for places in found.values())
