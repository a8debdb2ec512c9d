"""A dossier whose code another one has: a person gives it a new one, and the city takes both."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from uuid import UUID

import pytest

from counter_app.devices.clock import SystemClock
from counter_app.domain.dossier import Dossier
from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.events import CORRECTED, Event, new_id
from counter_app.domain.times import VIETNAM
from counter_app.practice.city_process import CityProcess
from counter_app.storage import dossiers, number_register, outbox, registering, search, voids
from counter_app.storage.store import Store
from counter_app.sync.city import HttpCity
from counter_app.sync.codes import new_code
from counter_app.sync.courier import Courier
from counter_app.sync.wire import EnrolRequest
from tests.domain.events_made import START
from tests.storage.made import ELECTRONIC_CODE, UNIT
from tests.sync.made import Desk


class Counter:
    """A counter that writes under slot 0 like its twin, and its courier to a real city."""

    def __init__(self, folder: Path, process: CityProcess, closing: ExitStack) -> None:
        with Store.open(process.store, role="city", practice=True, alone=False) as beside:
            code = new_code(beside, UNIT, "", datetime.now(VIETNAM))
        stranger = HttpCity(process.address, practice=True)
        answer = stranger.enrol(EnrolRequest(code=code))
        stranger.close()
        self.desk = Desk.open(folder, answer.device, slot=0)
        city = HttpCity(process.address, practice=True, token=answer.token)
        self.city, self.courier = city, Courier(self.desk.store, city, SystemClock())
        closing.callback(self.desk.store.close)
        closing.callback(city.close)

    def send(self) -> None:
        for _ in range(6):
            self.courier.wake()
            self.courier.step()

    def open(self) -> list[tuple[str, str]]:
        with self.desk.store.reading() as reading:
            return [(one.state, one.last_answer.partition(":")[0]) for one in outbox.unsent(reading)]

    def renumber(self, dossier: UUID) -> Dossier:
        def correction(before: Dossier, code: str) -> Event:
            return Event(
                id=new_id(),
                dossier=before.id,
                unit=UNIT,
                device=self.desk.device,
                epoch="",
                device_seq=0,
                based_on=before.heads,
                kind=CORRECTED,
                schema=1,
                at=START,
                offset_ms=0,
                officer="can-bo-1",
                payload={"changes": {"code": {"old": before.code, "new": code}}, "reason": "trùng mã"},
            )

        with self.desk.store.transaction() as tx:
            return registering.renumber(
                tx, dossier, electronic_code=ELECTRONIC_CODE, slot=0, day=START.date(), make_event=correction
            )

    def find(self, typed: str) -> list[UUID]:
        with self.desk.store.reading() as reading:
            return [line.id for line in search.find(reading, typed)]


Twins = tuple[Counter, Counter]


@pytest.fixture(params=["sqlite", "postgresql"])
def twins(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Twins]:
    place = str(tmp_path / "city.db") if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    with CityProcess(place, tmp_path / "log") as process, ExitStack() as closing:
        yield Counter(tmp_path, process, closing), Counter(tmp_path, process, closing)


def refused(twins: Twins, later: Callable[[Counter, UUID], None] = lambda counter, id_: None) -> tuple[Counter, UUID]:
    """Return a counter and its dossier that the city refused because the twin's has the code."""
    one, two = twins
    one.desk.register()
    one.send()
    (id_,) = two.desk.register()
    later(two, id_)
    two.desk.register()
    two.send()
    assert ("parked", "code_taken") in two.open()
    return two, id_


def test_the_refused_reception_goes_up_with_its_new_code(twins: Twins) -> None:
    two, id_ = refused(twins, lambda counter, dossier: counter.desk.reprint(dossier))
    after = two.renumber(id_)
    assert after.code == f"{ELECTRONIC_CODE}-261123-100002"
    assert after.reprint_due
    two.send()
    assert two.open() == []
    state = two.city.state((after.code, f"{ELECTRONIC_CODE}-261123-100000"))
    assert set(state.held) == {after.code, f"{ELECTRONIC_CODE}-261123-100000"}
    assert (state.dossiers, state.gaps) == (3, 0)


def test_the_old_code_finds_the_dossier_and_stands_in_the_register(twins: Twins) -> None:
    two, id_ = refused(twins)
    old, new = f"{ELECTRONIC_CODE}-261123-100000", two.renumber(id_).code
    assert two.find(old) == two.find(new) == [id_]
    assert id_ in two.find("261123-100000")
    with two.desk.store.reading() as reading:
        assert dossiers.id_of(reading, old) is None
        assert search.formerly(reading, old) == id_
        found = number_register.register_of(reading, ELECTRONIC_CODE, START.date())
        whole = dossiers.whole(reading, id_)
    assert [(void.first, void.reason) for void in found.void] == [(100_000, voids.RENUMBERED)]
    assert found.unexplained == ()
    assert whole is not None
    assert whole.former_codes == (old,)
    two.desk.reprint(id_)
    with two.desk.store.reading() as reading:
        whole = dossiers.whole(reading, id_)
    assert whole is not None
    assert not whole.reprint_due


def test_a_new_code_that_is_taken_too_can_be_given_another(twins: Twins) -> None:
    one, two = twins
    one.desk.register(3)
    one.send()
    (id_,) = two.desk.register()
    two.send()
    for _ in range(3):
        two.renumber(id_)
        two.send()
    assert two.open() == []
    assert two.city.state((f"{ELECTRONIC_CODE}-261123-100003",)).held


def test_only_a_dossier_whose_code_was_refused_is_renumbered(twins: Twins) -> None:
    one, _ = twins
    (id_,) = one.desk.register()
    with pytest.raises(OfficerCanMend, match="code_not_refused"):
        one.renumber(id_)
