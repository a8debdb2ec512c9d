"""The due-date engine against published cases: domain study, one line each in `due_cases.txt`."""

from datetime import date, datetime, time
from pathlib import Path

import pytest

from counter_app.domain.due import Appointment, compute, recompute
from counter_app.domain.due_words import explain_vi
from counter_app.domain.errors import OfficerCanMend, OurFault
from counter_app.domain.explanation import Step, plus_months
from counter_app.domain.hours import DayRow
from counter_app.domain.term import Term, TermStart, TermUnit
from counter_app.domain.times import VIETNAM
from tests.domain.calendars_made import MORNING, at, off, pattern, plain, shipped

UNITS = {
    "wd": TermUnit.WORKING_DAY,
    "wh": TermUnit.WORKING_HOUR,
    "cd": TermUnit.CALENDAR_DAY,
    "mo": TermUnit.MONTH,
    "same": TermUnit.SAME_DAY,
    "sched": TermUnit.SCHEDULE,
}


def read_term(text: str) -> Term:
    first, _, second = text.partition(" then ")
    words = first.split()
    options = dict(word.split("=") for word in words if "=" in word)
    numbers = [word for word in words[1:] if "=" not in word]
    unit = UNITS[words[0]]
    cutoff = options.get("cutoff")
    if unit is TermUnit.SAME_DAY and numbers:
        cutoff = numbers.pop()
    return Term(
        unit,
        amount=int(numbers[0]) if numbers else 0,
        day=int(numbers[1]) if len(numbers) > 1 else 0,
        cutoff=time.fromisoformat(cutoff) if cutoff else None,
        start=TermStart(options.get("start", "same")),
        second=read_term(second) if second else None,
    )


def cases() -> list[tuple[str, str, str, str]]:
    found = []
    for line in Path(__file__).with_name("due_cases.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            received, term, due, why = (part.strip() for part in line.split("|"))
            found.append((received, term, due, why))
    return found


def test_there_are_at_least_sixty_cases() -> None:
    assert len({(received, term) for received, term, _, _ in cases()}) >= 60


@pytest.mark.parametrize(("received", "term", "due", "why"), cases())
def test_published_case(received: str, term: str, due: str, why: str) -> None:
    found = compute(datetime.fromisoformat(received), read_term(term), shipped().of("31120"))
    stages = [found.due] if found.first_stage is None else [found.first_stage, found.due]
    assert " ".join(stage.strftime("%Y-%m-%dT%H:%M:%S") for stage in stages) == due, why
    assert found.due.tzinfo is VIETNAM
    assert recompute(found.explanation) == found.due


def test_an_explanation_survives_json_and_every_step_has_words() -> None:
    for received, term, _, _ in cases():
        found = compute(datetime.fromisoformat(received), read_term(term), shipped().of())
        again = [Step.from_json(given.to_json()) for given in found.explanation]
        assert tuple(again) == found.explanation
        assert all(explain_vi(given).endswith(".") for given in again)
        assert recompute(again) == found.due


def test_words_of_an_explanation_are_those_an_officer_reads_out() -> None:
    found = compute(at(2026, 11, 23, 14), Term(TermUnit.WORKING_DAY, 3), shipped().of("31120"))
    assert [explain_vi(given) for given in found.explanation] == [
        "Nhận hồ sơ lúc 14 giờ 00 phút thứ Hai 23/11/2026.",
        "Thời hạn: 03 ngày làm việc.",
        "Ngày đầu thứ Hai 23/11/2026 không tính (BLDS 2015, Điều 147).",
        "Không tính thứ Ba 24/11/2026: Ngày Văn hóa Việt Nam [Nghị quyết 28/2026/QH16].",
        "Tính thứ Tư 25/11/2026 đến thứ Sáu 27/11/2026: 3 ngày làm việc.",
        "Trả vào cuối giờ, 17 giờ 00 phút thứ Sáu 27/11/2026.",
        "Hạn trả kết quả: 17 giờ 00 phút thứ Sáu 27/11/2026.",
    ]


def test_a_date_in_an_undecided_year_warns() -> None:
    calendar = shipped().of("31120")
    decided = compute(at(2026, 12, 28, 9), Term(TermUnit.WORKING_DAY, 3), calendar)
    undecided = compute(at(2026, 12, 28, 9), Term(TermUnit.WORKING_DAY, 4), calendar)
    assert decided.warnings == ()
    assert [given.rule for given in undecided.warnings] == ["calendar_unknown"]
    assert undecided.warnings[0] in undecided.explanation
    assert "31/12/2026" in explain_vi(undecided.warnings[0])


def test_a_provisional_holiday_is_called_so() -> None:
    found = compute(at(2027, 2, 4, 9), Term(TermUnit.WORKING_DAY, 1), shipped().of("31120"))
    assert any("tạm tính" in explain_vi(given) for given in found.explanation)


def test_two_appointments_warn_that_the_second_hangs_on_the_tax() -> None:
    found = compute(at(2026, 11, 2, 8), read_term("wd 5 then wd 3"), shipped().of("31120"))
    assert [given.rule for given in found.warnings] == ["second_stage_estimated"]


class TestAgreed:
    term = Term(TermUnit.AGREED)
    received = at(2026, 11, 23, 14)

    def test_the_agreed_moment_stands(self) -> None:
        agreed = at(2026, 12, 1, 9, 30)
        found = compute(self.received, self.term, shipped().of("31120"), agreed=agreed)
        assert found.due == agreed == recompute(found.explanation)

    def test_it_overrules_another_term(self) -> None:
        agreed = at(2026, 12, 1, 9, 30)
        found = compute(self.received, Term(TermUnit.SAME_DAY), shipped().of("31120"), agreed=agreed)
        assert found.due == agreed

    @pytest.mark.parametrize(
        ("agreed", "code"),
        [
            (None, "agreed_missing"),
            (at(2026, 11, 23, 14), "agreed_not_later"),
            (at(2026, 11, 24, 9), "agreed_rest_day"),
            (at(2026, 11, 28, 9), "agreed_rest_day"),
            (at(2026, 11, 25, 12), "agreed_outside_hours"),
            (at(2026, 11, 25, 17, 0, 1), "agreed_outside_hours"),
        ],
    )
    def test_what_cannot_be_agreed(self, agreed: datetime | None, code: str) -> None:
        with pytest.raises(OfficerCanMend) as caught:
            compute(self.received, self.term, shipped().of("31120"), agreed=agreed)
        assert caught.value.code == code


class TestHoursOfTheOffice:
    def test_worked_saturday_mornings_count_and_close_at_noon(self) -> None:
        calendar = plain(week=pattern(saturday=True))
        found = compute(at(2026, 11, 27, 9), Term(TermUnit.WORKING_DAY, 1), calendar)
        assert found.due == at(2026, 11, 28, 11, 30)
        assert recompute(found.explanation) == found.due

    def test_hours_run_through_a_half_saturday(self) -> None:
        calendar = plain(week=pattern(saturday=True))
        found = compute(at(2026, 11, 27, 16), Term(TermUnit.WORKING_HOUR, 6), calendar)
        assert found.due == at(2026, 11, 30, 7, 30)
        assert recompute(found.explanation) == found.due

    def test_reception_on_saturday_is_taken_as_received_on_monday(self) -> None:
        calendar = plain(week=pattern(reception_saturday=True))
        found = compute(at(2026, 11, 28, 9), Term(TermUnit.WORKING_DAY, 1), calendar)
        assert found.due == at(2026, 12, 1, 17)

    def test_unless_the_office_lets_reception_count(self) -> None:
        calendar = plain(week=pattern(reception_saturday=True, counts=True))
        found = compute(at(2026, 11, 28, 9), Term(TermUnit.WORKING_DAY, 1), calendar)
        assert found.due == at(2026, 11, 30, 17)
        assert recompute(found.explanation) == found.due

    def test_a_same_day_request_of_a_reception_saturday_is_answered_on_monday(self) -> None:
        calendar = plain(week=pattern(reception_saturday=True, counts=True))
        found = compute(at(2026, 11, 28, 9), Term(TermUnit.SAME_DAY), calendar)
        assert found.due == at(2026, 11, 30, 17)

    def test_own_hours_of_one_day(self) -> None:
        short = DayRow(date(2026, 11, 26), True, "Làm việc buổi sáng", sessions=MORNING)
        found = compute(at(2026, 11, 25, 9), Term(TermUnit.WORKING_DAY, 1), plain(short))
        assert found.due == at(2026, 11, 26, 11, 30)

    def test_the_appointment_can_be_the_end_of_reception(self) -> None:
        phu_loi = shipped().of("31510")
        term, received = Term(TermUnit.WORKING_DAY, 1), at(2025, 8, 4, 9)
        found = compute(received, term, phu_loi, appointment=Appointment.END_OF_RECEPTION)
        assert found.due == at(2025, 8, 5, 18)
        assert compute(received, term, phu_loi).due == at(2025, 8, 5, 17)


@pytest.mark.parametrize("year", [1999, 2200])
def test_a_receipt_of_another_age_is_refused(year: int) -> None:
    with pytest.raises(OfficerCanMend, match="received_out_of_range"):
        compute(at(year, 5, 5, 9), Term(TermUnit.SAME_DAY), plain())


def test_an_explanation_with_a_hole_is_refused() -> None:
    found = compute(at(2026, 11, 23, 14), Term(TermUnit.WORKING_DAY, 9), shipped().of("31120"))
    telling = {"received", "term", "skipped", "counted", "closing"}
    for place, given in enumerate(found.explanation):
        if given.rule in telling:
            with pytest.raises((OurFault, ValueError)):
                recompute(found.explanation[:place] + found.explanation[place + 1 :])


def test_a_month_without_that_day_ends_on_its_last() -> None:
    assert plus_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert plus_months(date(2026, 12, 31), 2) == date(2027, 2, 28)
    assert plus_months(date(2026, 11, 15), 1) == date(2026, 12, 15)


def test_an_office_that_never_works_is_our_fault() -> None:
    days = [off(date.fromordinal(date(2026, 1, 1).toordinal() + ahead)) for ahead in range(500)]
    with pytest.raises(OurFault, match="calendar_never_works"):
        compute(at(2026, 1, 1, 9), Term(TermUnit.WORKING_DAY, 1), plain(*days))
