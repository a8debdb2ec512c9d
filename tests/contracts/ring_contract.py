"""What every ring above promises, whoever plays it."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Protocol

import pytest

from counter_app.domain.events import Event, new_id
from counter_app.sync.ring_above import BatchRefused, RingAbove, RingAway, RingRefuses
from counter_app.sync.wire import EnrolRequest, RingState
from tests.contracts.numbers_contract import NumbersContract
from tests.domain.events_made import Device
from tests.storage.made import UNIT
from tests.sync.made import packed

Codes = Callable[[int], str]


class City(Protocol):
    """How a test reaches a city."""

    def code(self, unit: str) -> str: ...

    def client(self, token: str = "", *, practice: bool = True) -> RingAbove: ...


@dataclass
class Enrolled:
    """A counter of one test; a city may serve many tests, so its counts are taken from where they stood."""

    ring: RingAbove
    device: Device
    before: RingState

    def counts(self) -> tuple[int, int, int]:
        """Return how many dossiers, events and gaps came since."""
        now, then = self.ring.state(), self.before
        return now.dossiers - then.dossiers, now.events - then.events, now.gaps - then.gaps


def enrolled(city: City, unit: str = UNIT) -> Enrolled:
    answer = city.client().enrol(EnrolRequest(code=city.code(unit), name="Quầy 1"))
    ring = city.client(answer.token)
    return Enrolled(ring, Device(answer.device), ring.state())


class RingContract(NumbersContract):
    """Subclasses give the fixture `city`."""

    @pytest.fixture
    def a_code(self) -> Codes:
        """Codes that no other test has."""
        prefix = f"H13.{secrets.randbelow(10**9)}-261123"
        return lambda number: f"{prefix}-{number:04d}"

    def states(self, ring: RingAbove, *events: Event) -> list[str]:
        """Return "stored", "known", or why not."""
        answers = ring.push(packed(*events)).answers
        return [one.state if one.state in {"stored", "known"} else one.code for one in answers]

    def test_it_tells_time_and_mode(self, city: City) -> None:
        greeting = city.client().greet()
        assert greeting.ring.practice
        assert greeting.ring.protocol[0] <= 1 <= greeting.ring.protocol[1]
        assert abs(greeting.offset_ms) < 60_000

    def test_a_code_lets_one_counter_in_and_again_after_a_lost_answer(self, city: City) -> None:
        code = city.code(UNIT)
        first = city.client().enrol(EnrolRequest(code=code.lower().replace("-", " ")))
        again = city.client().enrol(EnrolRequest(code=code, device=first.device))
        assert (again.device, again.unit, again.slot) == (first.device, UNIT, first.slot)
        assert again.token != first.token
        with pytest.raises(RingRefuses, match="code_refused"):
            city.client().enrol(EnrolRequest(code=code, device="somebody-else"))
        with pytest.raises(RingRefuses, match="token_refused"):
            city.client(first.token).push(packed(Device(first.device).received(new_id())))

    def test_counters_of_a_unit_get_slots_of_their_own(self, city: City) -> None:
        slots = [city.client().enrol(EnrolRequest(code=city.code(UNIT))).slot for _ in range(3)]
        assert len(set(slots)) == 3

    def test_events_are_stored_once_and_known_ever_after(self, city: City, a_code: Codes) -> None:
        at = enrolled(city)
        id_ = new_id()
        first = at.device.received(id_, code=a_code(1))
        second = at.device.corrected(id_, {"request": "bản sao"}, first)
        assert self.states(at.ring, first, second) == ["stored", "stored"]
        assert self.states(at.ring, first, second) == ["known", "known"]
        assert self.states(at.ring, first, first) == ["known", "known"]
        assert at.counts() == (1, 2, 0)
        assert at.ring.state((a_code(1), a_code(2))).held == (a_code(1),)

    def test_what_a_counter_does_meanwhile_is_done_once_and_what_it_made_ready_goes_next(
        self, city: City, a_code: Codes
    ) -> None:
        at = enrolled(city)
        first, second = (packed(at.device.received(new_id(), code=a_code(number))) for number in (1, 2))
        done: list[str] = []

        def meanwhile() -> bytes:
            done.append("done")
            return second

        assert [answer.state for answer in at.ring.push(first, meanwhile).answers] == ["stored"]
        assert done == ["done"]
        assert [answer.state for answer in at.ring.push(second).answers] == ["stored"]
        assert [answer.state for answer in at.ring.push(first).answers] == ["known"]
        assert done == ["done"]
        assert at.counts()[1] == 2

    def test_one_wrong_event_is_refused_alone_with_its_reason(self, city: City, a_code: Codes) -> None:
        at = enrolled(city)
        good = at.device.received(new_id(), code=a_code(1))
        wrong = at.device.received(new_id(), code=a_code(2), sets=0)
        later = at.device.received(new_id(), code=a_code(3))
        answers = at.ring.push(packed(good, wrong, later)).answers
        assert [answer.state for answer in answers] == ["stored", "refused", "stored"]
        assert answers[1].code == "payload_wrong"
        assert "sets" in answers[1].text
        assert at.counts() == (2, 2, 1)

    def test_a_changed_event_is_found_by_its_hash(self, city: City, a_code: Codes) -> None:
        at = enrolled(city)
        event = at.device.received(new_id(), code=a_code(1))
        forged = replace(event, payload={**event.payload, "return_place": "nơi khác"})
        assert self.states(at.ring, forged) == ["hash_wrong"]

    def test_what_builds_on_a_missing_event_waits_and_names_it(self, city: City, a_code: Codes) -> None:
        at = enrolled(city)
        id_ = new_id()
        first = at.device.received(id_, code=a_code(1))
        second = at.device.reprinted(id_, first)
        (answer,) = at.ring.push(packed(second)).answers
        assert (answer.state, answer.missing) == ("wait", (first.id,))
        assert self.states(at.ring, first) == ["stored"]
        assert self.states(at.ring, second) == ["stored"]

    def test_a_hole_in_a_chain_stops_nobody(self, city: City, a_code: Codes) -> None:
        at = enrolled(city)
        parked = at.device.received(new_id(), code=a_code(1))
        later = at.device.received(new_id(), code=a_code(2))
        assert self.states(at.ring, later) == ["stored"]
        assert at.counts() == (1, 1, 1)
        assert self.states(at.ring, parked) == ["stored"]
        assert at.counts() == (2, 2, 0)

    def test_two_dossiers_never_share_a_code(self, city: City, a_code: Codes) -> None:
        one, two = enrolled(city), enrolled(city)
        assert self.states(one.ring, one.device.received(new_id(), code=a_code(1))) == ["stored"]
        assert self.states(
            two.ring, two.device.received(new_id(), code=a_code(1)), two.device.received(new_id(), code=a_code(2))
        ) == ["code_taken", "stored"]

    def test_a_taken_code_is_let_in_together_with_the_one_that_a_person_gave_instead(
        self, city: City, a_code: Codes
    ) -> None:
        one, two = enrolled(city), enrolled(city)
        assert self.states(one.ring, one.device.received(new_id(), code=a_code(1))) == ["stored"]
        id_ = new_id()
        first = two.device.received(id_, code=a_code(1))
        assert self.states(two.ring, first) == ["code_taken"]
        again = two.device.corrected(id_, {"code": a_code(2)}, first)
        assert self.states(two.ring, first, again) == ["stored", "stored"]
        assert self.states(two.ring, first, again) == ["known", "known"]
        assert two.ring.state((a_code(1), a_code(2))).held == (a_code(1), a_code(2))

    def test_two_machines_made_from_one_disk_are_told_apart(self, city: City, a_code: Codes) -> None:
        at = enrolled(city)
        twin = Device(at.device.name)
        assert self.states(at.ring, at.device.received(new_id(), code=a_code(1))) == ["stored"]
        assert self.states(at.ring, twin.received(new_id(), code=a_code(2))) == ["seq_taken"]
        assert self.states(at.ring, twin.received(new_id(), code=a_code(3))) == ["chain_broken"]

    def test_a_device_writes_only_for_itself_and_its_unit(self, city: City, a_code: Codes) -> None:
        at = enrolled(city)
        elsewhere = enrolled(city, "31150")
        assert self.states(elsewhere.ring, at.device.received(new_id(), code=a_code(1))) == ["device_foreign"]
        assert self.states(elsewhere.ring, elsewhere.device.received(new_id(), code=a_code(2))) == ["unit_foreign"]

    def test_what_a_newer_release_says_is_kept_unread(self, city: City, a_code: Codes) -> None:
        at = enrolled(city)
        id_ = new_id()
        first = at.device.received(id_, code=a_code(1))
        newer = at.device.write(id_, "teleported", {"to": "mặt trăng"}, first, schema=7)
        assert self.states(at.ring, first, newer) == ["stored", "stored"]
        assert at.counts() == (1, 2, 0)

    def test_what_is_no_batch_is_refused_as_a_whole(self, city: City, a_code: Codes) -> None:
        at = enrolled(city)
        with pytest.raises(BatchRefused, match="batch_unreadable"):
            at.ring.push(b'{"runs": [{}]}')
        many: list[Any] = [at.device.received(new_id(), code=a_code(n)) for n in range(501)]
        with pytest.raises(BatchRefused, match="batch_too_large"):
            at.ring.push(packed(*many))

    def test_practice_and_real_refuse_each_other(self, city: City) -> None:
        with pytest.raises(RingRefuses, match="mode_mismatch"):
            city.client(practice=False).enrol(EnrolRequest(code=city.code(UNIT)))

    def test_an_unknown_token_is_refused(self, city: City) -> None:
        with pytest.raises(RingRefuses, match="token_refused"):
            city.client("nonsense").push(packed(Device().received(new_id())))

    def test_it_can_be_broken_off(self, city: City, a_code: Codes) -> None:
        at = enrolled(city)
        at.ring.interrupt()
        with pytest.raises(RingAway, match="interrupted"):
            at.ring.push(packed(at.device.received(new_id(), code=a_code(1))))
        at.ring.close()
