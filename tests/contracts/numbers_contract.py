"""What every ring above promises about official numbers, whoever plays it."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from counter_app.domain.times import VIETNAM
from counter_app.sync.ring_above import RingAbove, RingRefuses
from counter_app.sync.wire import EnrolRequest
from counter_app.sync.wire_numbers import LeaseAnswer, LeaseRequest, ReturnedNumbers, ReturnRequest
from tests.storage.made import UNIT


@dataclass
class Office:
    """A counter of one test and the office's day that it asks numbers of."""

    ring: RingAbove
    electronic_code: str
    epoch: str = "e1"

    def lease(self, want: int = 50, *, request: UUID | None = None, ahead: int = 0) -> LeaseAnswer:
        return self.ring.lease(
            LeaseRequest(
                request=request or uuid4(),
                epoch=self.epoch,
                electronic_code=self.electronic_code,
                day=day(ahead).isoformat(),
                want=want,
            )
        )

    def block(self, want: int = 50, *, request: UUID | None = None, ahead: int = 0) -> tuple[int, int]:
        answer = self.lease(want, request=request, ahead=ahead)
        assert not answer.nothing
        return answer.first, answer.last

    def give_back(self, request: UUID | None, first: int, last: int, reason: str = "unused", ahead: int = 0) -> None:
        returned = ReturnedNumbers(
            electronic_code=self.electronic_code,
            day=day(ahead).isoformat(),
            first=first,
            last=last,
            reason=reason,
            request=request,
        )
        self.ring.give_back(ReturnRequest(epoch=self.epoch, returned=(returned,)))


def day(ahead: int = 0) -> date:
    """Return the city's day; a test that begins just before midnight waits for nothing and may be one day off."""
    return datetime.now(VIETNAM).date() + timedelta(days=ahead)


def office(city: Any, electronic_code: str = "") -> Office:
    answer = city.client().enrol(EnrolRequest(code=city.code(UNIT)))
    return Office(city.client(answer.token), electronic_code or f"H13.{secrets.randbelow(10**9)}")


class NumbersContract:
    """Subclasses give the fixture `city`."""

    def test_blocks_follow_each_other_and_share_no_number(self, city: Any) -> None:
        one = office(city)
        two = office(city, one.electronic_code)
        assert [one.block(50), two.block(20), one.block(5)] == [(1, 50), (51, 70), (71, 75)]
        assert two.block(10, ahead=1) == (1, 10), "each day begins anew"
        assert office(city).block(3) == (1, 3), "and each office"

    def test_t_num_a_lease_whose_answer_was_lost_is_the_same_block_again(self, city: Any) -> None:
        at, request = office(city), uuid4()
        first = at.block(30, request=request)
        assert at.block(10) == (31, 40)
        assert at.block(30, request=request) == first

    def test_t_num_reuse_another_store_epoch_or_device_never_gets_the_block(self, city: Any) -> None:
        at, request = office(city), uuid4()
        at.block(30, request=request)
        restored = Office(at.ring, at.electronic_code, epoch="e2")
        assert restored.lease(30, request=request).nothing == "request_foreign"
        assert office(city, at.electronic_code).lease(30, request=request).nothing == "request_foreign"
        assert restored.block(5) == (31, 35)

    def test_what_is_given_back_the_same_day_is_leased_again_once(self, city: Any) -> None:
        one, request = office(city), uuid4()
        two = office(city, one.electronic_code)
        one.block(50, request=request)
        for _ in range(2):  # the second comes because the answer to the first was lost
            one.give_back(request, 11, 50)
        assert two.block(10) == (11, 20)
        one.give_back(request, 11, 50)
        assert two.block(40) == (21, 50)
        assert two.block(10) == (51, 60)

    def test_what_is_void_is_never_leased_again(self, city: Any) -> None:
        at, request = office(city), uuid4()
        at.block(10, request=request)
        at.give_back(request, 4, 4, "giấy hỏng")
        at.give_back(None, 110_000, 119_999, "phục hồi")
        assert at.block(10) == (11, 20)

    def test_nobody_gives_back_what_another_has(self, city: Any) -> None:
        one, request = office(city), uuid4()
        two = office(city, one.electronic_code)
        one.block(10, request=request)
        two.give_back(request, 1, 10)
        two.give_back(None, 1, 10)
        assert two.block(10) == (11, 20)

    def test_an_earlier_epoch_frees_nothing(self, city: Any) -> None:
        at, request = office(city), uuid4()
        at.block(10, request=request)
        restored = Office(at.ring, at.electronic_code, epoch="e2")
        restored.give_back(request, 3, 10)
        assert restored.block(10) == (11, 20)

    @pytest.mark.parametrize(("ahead", "nothing"), [(-2, "day_over"), (3, "day_early")])
    def test_blocks_are_for_today_and_tomorrow(self, city: Any, ahead: int, nothing: str) -> None:
        assert office(city).lease(ahead=ahead).nothing == nothing

    def test_numbers_are_for_enrolled_devices(self, city: Any) -> None:
        stranger = Office(city.client("nonsense"), "H13.1")
        with pytest.raises(RingRefuses, match="token_refused"):
            stranger.lease()
        with pytest.raises(RingRefuses, match="token_refused"):
            stranger.give_back(None, 100_000, 100_001)
