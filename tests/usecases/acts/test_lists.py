"""Hand-over lists as papers, the codes that lead to a dossier, and what lies with whom."""

import pytest

from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.own_codes import MISSING_SLIP, make_own_paper
from counter_app.practice.people import citizens
from counter_app.usecases.acts.list_paper import list_paper_of
from tests.usecases.acts.test_lives import ITEM, received
from tests.usecases.conftest import Bench, draft_of


def test_the_list_prints_before_and_after_it_was_taken_over(bench: Bench) -> None:
    verbs, first = received(bench)
    second = draft_of(bench.desk, next(citizens(9)), "1.004873")
    bench.desk.register(second)
    sheet = verbs.hand_over.give([first, second.id], "Phòng Tư pháp")
    store, identity = bench.counter.store, verbs.undo._doing.identity
    before = list_paper_of(store, identity, sheet.code)
    assert (before.receiver, len(before.rows), before.scanned, before.missing) == ("Phòng Tư pháp", 2, None, ())
    assert bench.desk.print_hand_over(sheet.code).row.state == "confirmed"
    codes = [line.code for line in sheet.lines]
    verbs.hand_over.take(sheet.code, codes[:1])
    after = list_paper_of(store, identity, sheet.code)
    assert (after.scanned, after.missing, after.received_by) == (1, (codes[1],), "Lê Thị Thử")
    done = bench.desk.print_hand_over(sheet.code).row
    assert (done.document, done.code, done.state) == ("hand_over_list", sheet.code, "confirmed")
    with pytest.raises(OfficerCanMend, match="list_unknown"):
        bench.desk.print_hand_over("BB-26001-00009-60")


def test_receivers_are_remembered_the_last_one_first(bench: Bench) -> None:
    verbs, dossier = received(bench)
    assert verbs.hand_over.receivers() == ()
    for desk in ("Phòng Tư pháp", "Phòng Đất đai", "Phòng Tư pháp"):
        sheet = verbs.hand_over.give([dossier], desk)
        verbs.hand_over.take(sheet.code, [sheet.lines[0].code])
    assert verbs.hand_over.receivers() == ("Phòng Tư pháp", "Phòng Đất đai")


def test_slips_and_lists_lead_to_their_dossier(bench: Bench) -> None:
    verbs, dossier = received(bench)
    asked = verbs.pausing.ask_for_papers(dossier, [ITEM], "Thiếu giấy tờ")
    slip = asked.life.supplements[-1].slip
    assert slip.startswith("KT-")
    assert bench.desk.by_code(slip) == dossier
    assert [row.id for row in bench.desk.find(slip.lower())] == [dossier]
    verbs.pausing.take_papers(dossier)
    sheet = verbs.hand_over.give([dossier], "Phòng Tư pháp")
    assert [row.id for row in bench.desk.find(sheet.code)] == [dossier]
    assert bench.desk.by_code(make_own_paper(MISSING_SLIP, 2026, 1, 99)) is None


def test_a_colleagues_dossiers_go_to_another_in_one_step(bench: Bench) -> None:
    verbs, first = received(bench)
    second = draft_of(bench.desk, next(citizens(9)), "1.004873")
    bench.desk.register(second)
    verbs.hand_over.assign([first, second.id], "Trần Văn Thử", "chia việc")
    assert {row.id for row in verbs.ask.with_("Trần Văn Thử")} == {first, second.id}
    assert {row.id for row in verbs.ask.with_("tran van thu")} == {first, second.id}
    verbs.hand_over.assign([first, second.id], "Võ Thị Thay", "đồng nghiệp nghỉ ốm")
    assert verbs.ask.with_("Trần Văn Thử") == []
    assert {row.id for row in verbs.ask.with_("Võ Thị Thay")} == {first, second.id}
    sheet = verbs.hand_over.give([first], "Phòng Tư pháp")
    verbs.hand_over.take(sheet.code, [sheet.lines[0].code])
    assert [row.id for row in verbs.ask.with_("Phòng Tư pháp")] == [first]
    assert verbs.ask.with_("") == []
