"""Whole lives of dossiers by the verbs of a real counter: what they write, what they refuse and with which words."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from counter_app.domain import acts
from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.explanation import Step, recompute
from counter_app.domain.life_values import MissingItem
from counter_app.domain.times import VIETNAM
from counter_app.usecases.acts.bundle import Acts
from counter_app.usecases.acts.giving import Collector
from tests.usecases.conftest import Bench, draft_of

ITEM = MissingItem("Giấy chứng sinh", "chưa nộp", "a", "NĐ 123/2015, Điều 16")
SELF = Collector("Nguyễn Văn Mẫu", "092090000123")


def received(bench: Bench, code: str = "1.004873") -> tuple[Acts, UUID]:
    """Register a dossier of three working days on Monday 23/11/2026, due on Friday (Tuesday is a day off)."""
    draft = draft_of(bench.desk, code=code)
    bench.desk.register(draft)
    return bench.desk.acts(), draft.id


def wait(bench: Bench, **time: float) -> None:
    bench.clock.step(timedelta(**time))


def at(day: int, hour: int = 17, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, 0, tzinfo=VIETNAM)


def test_papers_are_asked_for_and_the_term_begins_anew(bench: Bench) -> None:
    verbs, dossier = received(bench)
    asked = verbs.pausing.ask_for_papers(dossier, [ITEM], "Thiếu giấy tờ")
    (supplement,) = asked.life.supplements
    assert (asked.status, supplement.number) == (acts.AWAITS_PAPERS, "100001")
    # Fifteen working days from Monday 23/11, Tuesday off.
    assert supplement.deadline == at(15, month=12).date()
    verdict = verbs.ask.verdict(dossier)
    assert (verdict.say, verdict.missing) == ("papers_missing", ("Giấy chứng sinh",))
    wait(bench, days=7)
    after = verbs.pausing.take_papers(dossier)
    assert after.due_at == at(3, month=12)
    assert after.status == acts.RECEIVED_STATUS
    assert recompute(Step.from_json(one) for one in after.fields["due"]["steps"]) == after.due_at
    with pytest.raises(OfficerCanMend, match="supplement_again"):
        verbs.pausing.ask_for_papers(dossier, [ITEM], "Còn thiếu")
    again = verbs.pausing.ask_for_papers(dossier, [ITEM], "Còn thiếu", again="Trưởng phòng đồng ý")
    assert again.life.supplements[-1].again == "Trưởng phòng đồng ý"


def test_one_apology_and_no_second(bench: Bench) -> None:
    verbs, dossier = received(bench)
    with pytest.raises(OfficerCanMend, match="due_not_later"):
        verbs.extend(dossier, at(27), "chờ xác minh")
    with pytest.raises(OfficerCanMend, match="agreed_rest_day"):
        verbs.extend(dossier, at(28, 10), "chờ xác minh")
    after = verbs.extend(dossier, at(30), "chờ xác minh")
    assert after.due_at == at(30)
    assert after.life.extension is not None
    assert (after.life.extension.due_before, after.life.extension.due_after) == (at(27), at(30))
    assert recompute(Step.from_json(one) for one in after.fields["due"]["steps"]) == at(30)
    with pytest.raises(OfficerCanMend) as refused:
        verbs.extend(dossier, at(30) + timedelta(days=2), "vẫn chờ")
    assert refused.value.code == "extended_already"
    assert refused.value.facts["by"] == "Lê Thị Thử"
    assert "extended" not in verbs.ask.view(dossier).allowed


def test_an_apology_is_due_from_four_fifths_of_the_time(bench: Bench) -> None:
    verbs, dossier = received(bench)
    assert verbs.ask.apologies() == []
    wait(bench, days=3, hours=9)
    assert [row.id for row in verbs.ask.apologies()] == [dossier]
    verbs.extend(dossier, at(30), "chờ xác minh")
    assert verbs.ask.apologies() == []


def test_handed_over_taken_finished_and_back_at_the_counter(bench: Bench) -> None:
    verbs, first = received(bench)
    second = draft_of(bench.desk, code="1.004873")
    bench.desk.register(second)
    sheet = verbs.hand_over.give([first, second.id], "Phòng Tư pháp")
    codes = [line.code for line in sheet.lines]
    assert (len(codes), sheet.receiver, sheet.missing) == (2, "Phòng Tư pháp", sheet.lines)
    after = verbs.hand_over.take(sheet.code, [codes[0], "H13.00.01-261123-0999"])
    assert [line.code for line in after.missing] == [codes[1]]
    assert [row.id for row in verbs.ask.at_desk("Phòng Tư pháp")] == [first]
    with pytest.raises(OfficerCanMend, match="nothing_to_take"):
        verbs.hand_over.take(sheet.code, [codes[0]])
    verbs.give.finish(first, "Giấy xác nhận tình trạng hôn nhân", "12/XN")
    assert verbs.ask.verdict(first).say == "elsewhere"
    back = verbs.hand_over.give([first], "")
    verbs.hand_over.take(back.code, [codes[0]])
    verbs.give.shelve(first, "B-3")
    verdict = verbs.ask.verdict(first)
    assert (verdict.say, verdict.shelf, verdict.result) == ("ready", "B-3", "Giấy xác nhận tình trạng hôn nhân")
    assert [row.id for row in verbs.ask.ready()] == [first]
    returned = verbs.give.give_back(first, SELF)
    assert returned.status == acts.RETURNED_STATUS
    assert verbs.ask.ready() == []


def test_a_list_that_does_not_exist(bench: Bench) -> None:
    verbs, _ = received(bench)
    for code in ("BB-26001-00009-60", "xyz"):
        with pytest.raises(OfficerCanMend, match="list_unknown"):
            verbs.hand_over.sheet(code)
    with pytest.raises(OfficerCanMend, match="nothing_to_hand_over"):
        verbs.hand_over.give([], "Phòng Tư pháp")


def test_a_late_result_is_given_out_all_the_same(bench: Bench) -> None:
    verbs, dossier = received(bench)
    wait(bench, days=20)
    assert verbs.ask.verdict(dossier).late
    verbs.give.finish(dossier, "Kết quả")
    assert verbs.give.give_back(dossier, Collector("Trần Thị Mẫu", receipt="lost")).life.collection is not None


def test_endings_need_a_reason_and_are_final(bench: Bench) -> None:
    for act in (acts.REFUSED, acts.STOPPED, acts.WITHDRAWN):
        verbs, dossier = received(bench)
        with pytest.raises(OfficerCanMend, match="reason_missing"):
            verbs.end(dossier, act, " ")
        ended = verbs.end(dossier, act, "Không thuộc thẩm quyền", ["Luật Hộ tịch, Điều 9"])
        assert ended.life.ending is not None
        assert bool(ended.life.ending.number) == (act != acts.WITHDRAWN)
        with pytest.raises(OfficerCanMend) as refused:
            verbs.give.finish(dossier, "Kết quả")
        assert (refused.value.code, refused.value.facts["last"]) == ("act_forbidden", act)
        assert verbs.ask.view(dossier).allowed == frozenset()


def test_undo_within_ten_minutes_and_only_at_the_own_counter(bench: Bench) -> None:
    verbs, dossier = received(bench)
    due = bench.desk.dossier(dossier).dossier.due_at
    verbs.extend(dossier, at(30), "nhầm")
    last = verbs.ask.view(dossier).undo
    assert last is not None
    undone = verbs.undo(dossier, last.event)
    assert (undone.due_at, undone.life.extension) == (due, None)
    assert [entry.kind for entry in bench.desk.dossier(dossier).timeline] == ["received", "extended", "undone"]
    verbs.extend(dossier, at(30), "đúng")
    wait(bench, minutes=11)
    view = verbs.ask.view(dossier)
    assert view.undo is None
    with pytest.raises(OfficerCanMend, match="undo_too_late"):
        verbs.undo(dossier, view.dossier.life.done[-1].event)
    with pytest.raises(OfficerCanMend, match="undo_not_last"):
        verbs.undo(dossier, dossier)


def test_money_is_recorded_once_and_the_shift_adds_up(bench: Bench) -> None:
    verbs, first = received(bench)
    second = draft_of(bench.desk, code="1.004873")
    bench.desk.register(second)
    verbs.fees.collect(first, 15_000, "AA/26E-0000012")
    wait(bench, days=3)
    assert verbs.fees.next_receipt() == "AA/26E-0000013"
    with pytest.raises(OfficerCanMend, match="receipt_used"):
        verbs.fees.collect(second.id, 5_000, "AA/26E-0000012")
    for wrong in ("", "số mười hai", "x" * 41):
        with pytest.raises(OfficerCanMend, match="receipt_wrong"):
            verbs.fees.collect(second.id, 5_000, wrong)
    with pytest.raises(OfficerCanMend, match="amount_wrong"):
        verbs.fees.collect(second.id, 0, "AA/26E-0000013")
    verbs.fees.collect(second.id, 5_000, "AA/26E-0000013")
    verbs.fees.collect(second.id, 7_000, "AA/26E-0000014", means="transfer", moment=4)
    verbs.fees.cancel(first, "AA/26E-0000012", "in hỏng")
    with pytest.raises(OfficerCanMend, match="receipt_unknown"):
        verbs.fees.cancel(first, "AA/26E-0000012", "lần nữa")
    with pytest.raises(OfficerCanMend, match="receipt_used"):
        verbs.fees.collect(first, 15_000, "AA/26E-0000012")
    shift = verbs.fees.shift()
    assert (len(shift.taken), len(shift.cancelled), shift.cash, shift.transfers) == (3, 1, 5_000, 7_000)
    with pytest.raises(OfficerCanMend, match="difference_unexplained"):
        verbs.fees.close_shift(4_000)
    verbs.fees.close_shift(4_000, "trả nhầm tiền thừa")
    wait(bench, minutes=1)
    assert verbs.fees.shift().taken == ()


def test_everything_about_a_person(bench: Bench) -> None:
    verbs, first = received(bench)
    number = bench.desk.dossier(first).dossier.applicant.number
    second = draft_of(bench.desk, code="1.004873")
    bench.desk.register(second)
    verbs.give.finish(first, "Kết quả")
    verbs.pausing.ask_for_papers(second.id, [ITEM], "thiếu")
    pending = verbs.ask.pending(number)
    assert [one.dossier for one in pending.ready] == [first]
    assert [one.dossier for one in pending.papers_missing] == [second.id]
    assert pending.known == 2
    verbs.give.give_back(first, SELF)
    assert verbs.ask.pending(number).ready == ()
    assert verbs.ask.pending("").known == 0


def test_rows_made_anew_are_the_same(bench: Bench) -> None:
    from counter_app.storage.rebuild import rebuild

    verbs, dossier = received(bench)
    verbs.pausing.await_payment(dossier, "Thông báo thuế")
    verbs.pausing.settle_payment(dossier)
    verbs.hand_over.give([dossier], "Phòng Tư pháp")
    verbs.hand_over.assign([dossier], "Trần Văn Thử", "đồng nghiệp nghỉ phép")
    verbs.give.finish(dossier, "Kết quả")
    verbs.give.post(dossier, "VNPost", "VN123")
    assert verbs.ask.verdict(dossier).say == "posted"
    verbs.give.arrived(dossier, SELF)
    with bench.counter.store.transaction() as tx:
        assert rebuild(tx).equal


def test_each_act_has_its_paper(bench: Bench) -> None:
    verbs, dossier = received(bench)
    for document in ("supplement", "apology", "refusal", "stop", "collection"):
        assert bench.desk.print_of_life(dossier, document).reason == "no_such_paper"
    verbs.extend(dossier, at(30), "chờ xác minh")
    verbs.pausing.ask_for_papers(dossier, [ITEM], "Thiếu giấy tờ")
    verbs.pausing.take_papers(dossier)
    sheet = verbs.hand_over.give([dossier], "Phòng Tư pháp")
    verbs.hand_over.take(sheet.code, [line.code for line in sheet.lines])
    verbs.give.finish(dossier, "Giấy xác nhận", "12/XN")
    verbs.give.give_back(dossier, SELF)
    before = len(bench.printer.printed)
    for document in ("supplement", "apology", "control", "collection", "clock_sheet"):
        assert bench.desk.print_of_life(dossier, document).row.state == "confirmed", document
    assert len(bench.printer.printed) == before + 5
    for act, document in ((acts.REFUSED, "refusal"), (acts.STOPPED, "stop")):
        _, other = received(bench)
        verbs.end(other, act, "Không thuộc thẩm quyền")
        assert bench.desk.print_of_life(other, document).row.state == "confirmed"
