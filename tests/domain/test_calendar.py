"""The working calendar: who says what a day is, and the shipped tables."""

import csv
from datetime import date, timedelta

import pytest

from counter_app.domain.calendar import Calendars, Level, WorkingCalendar
from counter_app.domain.errors import OfficerCanMend, OurFault
from counter_app.domain.hours import DayRow, Session, WeekPattern, read_sessions
from counter_app.settings import resource
from tests.domain.calendars_made import MORNING, ORDINARY, at, off, pattern, plain, shipped, table

DAY = date(2026, 11, 26)


def test_the_strongest_level_speaks() -> None:
    national = DayRow(DAY, False, "quốc gia")
    city = DayRow(DAY, True, "thành phố")
    own = DayRow(DAY, False, "đơn vị")
    weekday = WorkingCalendar([pattern()])
    assert weekday.day_status(DAY).level is Level.WEEKDAY
    assert WorkingCalendar([pattern()], national=[national]).day_status(DAY).reason == "quốc gia"
    assert WorkingCalendar([pattern()], national=[national], city=[city]).day_status(DAY).working
    assert WorkingCalendar([pattern()], national=[national], city=[city], own=[own]).day_status(DAY).level is Level.UNIT


def test_every_status_says_why() -> None:
    calendar = shipped().of("31120")
    for ahead in range(3 * 365):
        status = calendar.day_status(date(2025, 1, 1) + timedelta(days=ahead))
        assert status.reason
        assert status.level is Level.WEEKDAY or status.source


def test_a_makeup_day_keeps_the_hours_of_the_day_it_replaces() -> None:
    week = WeekPattern(date(2000, 1, 1), (MORNING, *(ORDINARY for _ in range(4)), (), ()), ((),) * 7)
    monday, saturday = date(2026, 8, 31), date(2026, 8, 22)
    calendar = plain(DayRow(saturday, True, "Làm bù", replaces=monday), week=week)
    assert calendar.day_status(saturday).sessions == MORNING


def test_of_two_patterns_the_first_that_holds_counts() -> None:
    own = WeekPattern(date(2026, 1, 1), (MORNING,) * 7, (MORNING,) * 7, valid_to=date(2026, 3, 31))
    calendar = WorkingCalendar([own, pattern()])
    assert calendar.day_status(date(2026, 3, 31)).sessions == MORNING
    assert calendar.day_status(date(2026, 4, 1)).sessions == ORDINARY


def test_a_day_before_all_patterns_is_our_fault() -> None:
    with pytest.raises(OurFault, match="calendar_without_hours"):
        plain().day_status(date(1999, 12, 31))


def test_sessions_are_checked() -> None:
    assert str(Session.read("07:00-11:30")) == "07:00-11:30"
    with pytest.raises(OfficerCanMend):
        Session.read("11:30-07:00")
    with pytest.raises(OfficerCanMend):
        read_sessions(["07:00-12:00", "11:00-17:00"])
    with pytest.raises(OfficerCanMend):
        WeekPattern(date(2000, 1, 1), (ORDINARY,), (ORDINARY,))


def test_rows_and_patterns_survive_json() -> None:
    for row in table("national.json")["days"]:
        assert DayRow.from_json(row).to_json() == row
    row = DayRow(DAY, True, "Làm bù", "QĐ", replaces=DAY, sessions=ORDINARY, provisional=True)
    assert DayRow.from_json(row.to_json()) == row
    week = pattern(reception_saturday=True, counts=True)
    assert WeekPattern.from_json(week.to_json()) == week


class TestShippedTables:
    def test_every_unit_of_the_city_has_a_calendar(self) -> None:
        assert len(shipped().units) == len(set(shipped().units)) == 103
        for unit in shipped().units:
            assert shipped().of(unit).day_status(date(2026, 11, 24)).reason == "Ngày Văn hóa Việt Nam"

    def test_units_are_those_of_the_unit_list(self) -> None:
        with resource("units", "cantho_units_2025.csv").open(encoding="utf-8-sig", newline="") as file:
            listed = {row["ma_dvhc"] for row in csv.DictReader(file)}
        assert set(shipped().units) == listed

    def test_an_unknown_unit_is_refused(self) -> None:
        with pytest.raises(OfficerCanMend, match="office_unknown"):
            shipped().of("99999")

    @pytest.mark.parametrize(
        ("day", "working"),
        [
            ("2026-01-02", False),
            ("2026-01-10", True),
            ("2026-02-16", False),
            ("2026-02-20", False),
            ("2026-04-27", False),
            ("2026-08-22", True),
            ("2026-08-31", False),
            ("2026-09-02", False),
            ("2026-09-03", True),
            ("2026-11-24", False),
            ("2025-11-24", True),
            ("2025-04-26", True),
            ("2025-05-02", False),
            ("2016-05-03", False),
            ("2016-09-02", False),
            ("2027-02-08", False),
        ],
    )
    def test_days_of_the_decisions(self, day: str, working: bool) -> None:
        assert shipped().of().day_status(date.fromisoformat(day)).working is working

    def test_what_is_decided_and_what_not(self) -> None:
        calendar = shipped().of()
        assert calendar.known_until == date(2026, 12, 31)
        assert calendar.known_between(date(2025, 12, 1), date(2026, 12, 31))
        assert not calendar.known_between(date(2026, 12, 31), date(2027, 1, 1))
        assert not calendar.known_between(date(2016, 12, 1), date(2025, 12, 1))
        assert all(row.get("provisional", False) == (row["day"] >= "2027") for row in table("national.json")["days"])

    def test_no_statutory_day_off_falls_on_a_working_day(self) -> None:
        calendar = shipped().of()
        for year in (2025, 2026, 2027):
            for month, day in ((1, 1), (4, 30), (5, 1), (9, 2)):
                assert not calendar.day_status(date(year, month, day)).working

    def test_reception_hours_are_not_working_hours(self) -> None:
        phu_loi, vinh_chau = shipped().of("31510"), shipped().of("31783")
        evening = at(2025, 8, 4, 17, 30).replace(tzinfo=None)
        assert phu_loi.receives(evening)
        assert not phu_loi.working_time(evening)
        assert not phu_loi.receives(evening.replace(month=11))
        saturday = at(2026, 11, 28, 9).replace(tzinfo=None)
        assert vinh_chau.receives(saturday)
        assert not vinh_chau.working_time(saturday)


def test_tables_with_overrides() -> None:
    city = table("city.json")
    city["days"] = [off(DAY).to_json()]
    city["units"] = [{"code": "31120", "days": [DayRow(DAY, True, "trực").to_json()]}, {"code": "31135"}]
    calendars = Calendars(table("national.json"), city)
    assert calendars.of("31120").day_status(DAY).working
    assert not calendars.of("31135").day_status(DAY).working
    assert not calendars.of().day_status(DAY).working
