"""A rehearsed outage is real, ends by itself, never outlives the program and leaves a report."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from counter_app.domain.errors import OfficerCanMend, TryLater
from counter_app.domain.heard import RehearsedAbove
from counter_app.usecases.identity import Identity
from counter_app.usecases.outage import Outage
from counter_app.usecases.outage_switch import OutageSwitch, What
from counter_app.usecases.ring_values import SyncView
from tests.usecases.conftest import MONDAY, Bench, draft_of, open_bench


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = open_bench(tmp_path)
    yield made
    made.counter.close()


def outage_of(bench: Bench) -> Outage:
    assert bench.counter.rehearsing is not None
    return bench.counter.rehearsing.outage


def report_of(bench: Bench) -> str:
    (report,) = (bench.places.store.parent / "reports").glob("outage-*.txt")
    assert report.name == f"outage-{MONDAY:%Y%m%d-%H%M}.txt"
    return report.read_text("utf-8")


def test_printers_are_out_until_the_time_is_over(bench: Bench) -> None:
    outage, desk = outage_of(bench), bench.desk
    outage.begin("printer", 5)
    view = desk.outage()
    assert view is not None
    assert (view.what, view.left) == ("printer", timedelta(minutes=5))
    draft = draft_of(desk)
    receipt = desk.register(draft)
    outcome = desk.print_receipt(draft.id)
    assert (outcome.row.state, outcome.reason) == ("failed", "printer_offline")
    assert {row.state for row in desk.devices() if row.kind == "printer"} == {"down"}
    assert list(bench.printer.printed) == []
    assert outage.step() > 0

    bench.clock.step(timedelta(minutes=5))
    assert desk.outage() is None
    assert outage.step() == 0
    outage.step()
    assert desk.print_receipt(draft.id).row.state != "failed"
    said = report_of(bench)
    for line in (
        "Sự cố diễn tập: máy in không hoạt động",
        "Từ: 08:15:00 23/11/2026",
        "Đến: 08:20:00 23/11/2026 (hết giờ)",
        "Hồ sơ tiếp nhận trong thời gian này: 1",
        f"  {receipt.code}",
        "Giấy tờ chưa in được: 1",
    ):
        assert line in said.splitlines()


def test_it_can_be_ended_early_and_begun_only_once(bench: Bench) -> None:
    outage = outage_of(bench)
    outage.begin("printer", 15)
    with pytest.raises(OfficerCanMend, match="outage_running"):
        outage.begin("printer", 1)
    bench.clock.step(timedelta(minutes=2))
    outage.end()
    assert bench.desk.outage() is None
    assert "Đến: 08:17:00 23/11/2026 (kết thúc sớm)" in report_of(bench)
    outage.end()


def test_it_does_not_outlive_the_program(bench: Bench, tmp_path: Path) -> None:
    outage_of(bench).begin("printer", 15)
    bench.counter.close()
    assert "(kết thúc sớm)" in report_of(bench)
    again = open_bench(tmp_path)
    try:
        assert again.desk.outage() is None
        assert {row.state for row in again.desk.devices() if row.kind == "printer"} == {"ready"}
    finally:
        again.counter.close()


@pytest.mark.parametrize(("what", "code"), [("internet", "outage_no_ring"), ("hub", "outage_no_ring")])
def test_without_a_ring_above_there_is_no_line_to_lose(bench: Bench, what: str, code: str) -> None:
    with pytest.raises(OfficerCanMend, match=code):
        outage_of(bench).begin(what, 1)
    assert bench.desk.outage() is None


@pytest.mark.parametrize(("what", "minutes"), [("weather", 1), ("printer", 0), ("printer", 61)])
def test_what_makes_no_sense_is_not_begun(bench: Bench, what: str, minutes: int) -> None:
    with pytest.raises(OfficerCanMend, match="outage_wrong"):
        outage_of(bench).begin(what, minutes)


def test_the_report_waits_for_the_last_event(bench: Bench) -> None:
    """T-OUTAGE: the seconds until everything was through are counted from the end of the outage."""
    seen = [SyncView(True, 0, 0, None, None, "", "", "amber", below_hub=True)]
    asked: list[tuple[What, int]] = []

    def ask(what: What, seconds: int) -> str:
        asked.append((what, seconds))
        return "mot"

    back: list[bool] = []
    switch = OutageSwitch(bench.clock)
    outage = Outage(
        bench.counter.store,
        _identity(bench),
        switch,
        lambda: seen[-1],
        rehearse_above=ask,
        back=lambda: back.append(True),
        announce=lambda kinds: None,
    )
    outage.begin("internet", 1)
    assert asked == [("internet", 60)]
    assert not switch.way_up_barred(), "the hub is without the internet, not this counter without the hub"
    seen.append(SyncView(True, 0, 0, None, None, "", "", "amber", below_hub=True, at_office=3))
    bench.clock.step(timedelta(minutes=1))
    outage.step()
    assert back == [True]
    outage.step()
    assert "chưa xong khi báo cáo này được ghi" in report_of(bench)
    assert "Chưa gửi khi kết thúc: 3" in report_of(bench)
    bench.clock.step(timedelta(seconds=7))
    seen.append(SyncView(True, 0, 0, None, None, "", "", "green", below_hub=True))
    outage.step()
    assert "Gửi xong tất cả sau khi kết thúc: 7.0 giây" in report_of(bench)


def test_a_hub_that_does_not_answer_counts_as_not_through(bench: Bench) -> None:
    seen = [SyncView(True, 0, 0, None, None, "", "", "green", below_hub=True)]
    switch = OutageSwitch(bench.clock)
    outage = Outage(
        bench.counter.store,
        _identity(bench),
        switch,
        lambda: seen[-1],
        rehearse_above=lambda what, seconds: "",
        back=lambda: None,
        announce=lambda kinds: None,
    )
    outage.begin("hub", 1)
    assert switch.way_up_barred()
    seen.append(SyncView(True, 0, 0, None, None, "", "", "amber", below_hub=True, alone=True))
    bench.clock.step(timedelta(minutes=1))
    assert not switch.way_up_barred()
    outage.step()
    outage.step()
    assert "chưa xong" in report_of(bench)


def _identity(bench: Bench) -> Identity:
    return Identity("quay-1", "Quầy 1", 1, bench.desk.office, bench.clock, "Lê Thị Thử")


class Office:
    """A counter's outage with a hub above that is asked, and tells."""

    def __init__(self, bench: Bench) -> None:
        self.bench, self.asked = bench, list[tuple[What, int]]()
        self.seen = SyncView(True, 0, 0, None, None, "", "", "green", below_hub=True)
        self.switch = OutageSwitch(bench.clock)
        self.outage = Outage(
            bench.counter.store,
            _identity(bench),
            self.switch,
            lambda: self.seen,
            rehearse_above=self.ask,
            back=lambda: None,
            announce=lambda kinds: None,
        )

    def ask(self, what: What, seconds: int) -> str:
        self.asked.append((what, seconds))
        return "mot"

    def out(self) -> str | None:
        view = self.outage.view()
        return view.what if view is not None else None

    def pass_time(self, seconds: float) -> None:
        self.bench.clock.step(timedelta(seconds=seconds))
        self.outage.step()
        self.outage.step()


def test_what_another_counter_rehearses_is_taken_part_in_for_as_long_as_it_lasts(bench: Bench) -> None:
    office = Office(bench)
    office.outage.hear(RehearsedAbove("mot", "hub", 90.0))
    view = office.outage.view()
    assert view is not None
    assert (view.what, view.left) == ("hub", timedelta(seconds=90))
    assert office.switch.way_up_barred()
    office.pass_time(91)
    assert (office.out(), office.switch.way_up_barred(), office.asked) == (None, False, [])
    assert "Sự cố diễn tập: mất máy chủ trung tâm" in report_of(bench)
    office.outage.hear(RehearsedAbove("mot", "hub", 5.0))
    assert office.out() is None, "it is over here, whatever the hub's clock says"
    office.outage.hear(RehearsedAbove("hai", "internet", 5.0))
    assert office.out() == "internet"
    assert not office.switch.way_up_barred(), "the hub is without the internet, not this counter without the hub"
    office.outage.hear(None)
    assert office.out() is None, "another counter has ended it"


def test_an_answer_from_before_it_began_ends_nothing(bench: Bench) -> None:
    office = Office(bench)
    office.outage.begin("internet", 5)
    office.outage.hear(None)
    assert office.out() == "internet"
    office.outage.hear(RehearsedAbove("mot", "internet", 299.0))
    assert office.out() == "internet"
    office.outage.hear(None)
    assert office.out() is None


def test_a_hub_that_is_missed_no_more_by_one_counter_tells_nobody_of_it_any_more(bench: Bench) -> None:
    office = Office(bench)
    office.outage.begin("hub", 5)
    office.outage.end()
    assert office.asked == [("hub", 300), ("hub", 0)]
    office.outage.hear(RehearsedAbove("mot", "hub", 290.0))
    assert office.out() is None, "an answer that was on its way does not begin it again"


def test_a_hub_that_does_not_take_part_rehearses_nothing(bench: Bench) -> None:
    office = Office(bench)

    def silent(what: What, seconds: int) -> str:
        raise TryLater("outage_hub_silent")

    outage = Outage(
        bench.counter.store,
        _identity(bench),
        office.switch,
        lambda: office.seen,
        rehearse_above=silent,
        back=lambda: None,
        announce=lambda kinds: None,
    )
    with pytest.raises(TryLater, match="outage_hub_silent"):
        outage.begin("hub", 1)
    assert not office.switch.way_up_barred()
