"""Correcting after the receipt: reason kept, old values kept, code unchanged."""

from datetime import datetime

import pytest

from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.times import VIETNAM
from counter_app.storage import catalogue
from tests.usecases.conftest import Bench, draft_of, open_bench


def test_wrong_procedure_brings_its_own_papers_fee_and_date(bench: Bench) -> None:
    draft = draft_of(bench.desk, code="1.001193")
    before = bench.desk.register(draft)
    right = bench.desk.procedure("1.004873")
    assert right is not None
    named = {"code": right.code, "version": right.version, "name": right.name, "field": right.field}
    after = bench.desk.correct(draft.id, {"procedure": named}, "chọn nhầm thủ tục")
    assert after.code == before.code
    assert after.procedure_name == right.name
    assert after.due_at == datetime(2026, 11, 27, 17, 0, tzinfo=VIETNAM)
    view = bench.desk.dossier(draft.id)
    changed = {correction.name for correction in view.dossier.corrections}
    assert {"procedure", "due", "papers"} <= changed
    (entry,) = [entry for entry in view.timeline if entry.kind == "corrected"]
    assert entry.reason == "chọn nhầm thủ tục"
    old = next(old for name, old, _ in entry.changes if name == "procedure")
    assert old["code"] == "1.001193"
    assert bench.desk.by_code(before.code) == draft.id


def test_a_procedure_of_unknown_time_promises_no_date_and_keeps_no_copies(bench: Bench) -> None:
    draft = draft_of(bench.desk, code="2.000815", copies="3*2")
    assert bench.desk.register(draft).due_at is not None
    right = next(choice.procedure for choice in bench.desk.procedures("") if choice.procedure.term is None)
    named = {"code": right.code, "version": right.version, "name": right.name, "field": right.field}
    after = bench.desk.correct(draft.id, {"procedure": named}, "chọn nhầm thủ tục")
    assert (after.due_at, after.term_text, after.summary) == (None, "", "")


def test_wrong_receipt_time_moves_the_due_date(bench: Bench) -> None:
    draft = draft_of(bench.desk, code="1.004873")
    bench.desk.register(draft)
    after = bench.desk.correct(draft.id, {"received_at": "2026-11-20T09:00:00.000+07:00"}, "nhận từ thứ Sáu")
    # Three working days from Friday 20/11: Monday, Wednesday (Tuesday is off), Thursday.
    assert after.due_at == datetime(2026, 11, 26, 17, 0, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("changes", "reason", "code"),
    [
        ({"request": "x"}, " ", "reason_missing"),
        ({"code": "H13.00.01-261123-9999"}, "đổi số", "field_not_correctable"),
        ({"sets": 1}, "không đổi gì", "nothing_changed"),
        ({"sets": 0}, "sai số bộ", "correction_wrong"),
        ({"papers": "một tờ"}, "sai giấy tờ", "correction_wrong"),
        ({"at_counter": {"name": ""}}, "sai người nộp", "correction_wrong"),
    ],
)
def test_correction_that_is_none_is_refused(bench: Bench, changes: dict[str, object], reason: str, code: str) -> None:
    draft = draft_of(bench.desk)
    bench.desk.register(draft)
    with pytest.raises(OfficerCanMend, match=code):
        bench.desk.correct(draft.id, changes, reason)
    assert len(bench.desk.dossier(draft.id).timeline) == 1


@pytest.mark.parametrize(
    ("code", "copies", "changes", "changed"),
    [
        ("1.004873", "", {"received_at": "2026-11-20T09:00:00.000+07:00"}, {"received_at", "due"}),
        ("2.000815", "3*2", {"copies": "5*2"}, {"copies", "fee"}),
    ],
)
def test_a_dossier_is_corrected_under_its_own_procedure_after_the_city_dropped_it(
    bench: Bench, code: str, copies: str, changes: dict[str, str], changed: set[str]
) -> None:
    draft = draft_of(bench.desk, code=code, copies=copies)
    bench.desk.register(draft)
    store = bench.counter.store
    with store.transaction() as tx:
        left = [procedure for procedure in catalogue.versions(tx) if procedure.code != code]
        catalogue.replace_all(tx, left)
        catalogue.replace_all(tx, left)
    bench.counter.close()
    again = open_bench(bench.places.home)
    try:
        assert again.desk.procedure(code) is None, "nobody registers under it any more"
        again.desk.correct(draft.id, changes, "ghi nhầm")
        assert {correction.name for correction in again.desk.dossier(draft.id).dossier.corrections} == changed
    finally:
        again.counter.close()


def test_papers_sets_copies_and_representative_are_put_right(bench: Bench) -> None:
    draft = draft_of(bench.desk, code="2.000815", copies="3*2")
    before = bench.desk.register(draft)
    fields = bench.desk.dossier(draft.id).dossier.fields
    papers = [{**fields["papers"][0], "photocopy": 7}, *fields["papers"][1:]]
    present = {"name": "Lê Văn Nộp Thay", "phone": "0912345678"}
    who = {name: value for name, value in fields["applicant"].items() if name != "kind"}
    after = bench.desk.correct(
        draft.id,
        {
            "papers": papers,
            "sets": 3,
            "copies": "1*5",
            "at_counter": present,
            "authorisation": {"authoriser": who, "document": "Giấy ủy quyền số 5"},
        },
        "nhập thiếu",
    )
    assert (after.code, after.sets, after.submitter_name) == (before.code, 3, "Lê Văn Nộp Thay")
    assert after.authoriser is not None
    assert (after.authoriser.name, after.authoriser.document) == (who["name"], "Giấy ủy quyền số 5")
    assert after.papers[0].photocopy == 7
    assert after.fee_amount != before.fee_amount
    assert "1*5" in after.summary
    changed = {correction.name: correction.old for correction in bench.desk.dossier(draft.id).dossier.corrections}
    assert changed["sets"] == 1
    assert changed["papers"] == fields["papers"]
    assert {"copies", "fee", "at_counter", "authorisation"} <= set(changed)
