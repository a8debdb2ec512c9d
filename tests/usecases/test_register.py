"""Registering: durable, numbered, found at once, never twice."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from counter_app.domain.due import recompute
from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.explanation import Step
from counter_app.domain.times import VIETNAM
from counter_app.practice.people import citizens
from counter_app.storage import outbox, sending
from counter_app.storage.store import Store
from tests.usecases.conftest import SETTINGS, Bench, draft_of, open_bench


def test_dossier_has_its_code_and_is_found_by_all_that_is_known_of_it(bench: Bench) -> None:
    citizen = next(citizens(5))
    receipt = bench.desk.register(draft_of(bench.desk, citizen))
    assert receipt.code == "H13.00.01-261123-110000"
    family = citizen.name.split()[0]
    for words in (receipt.code, family, citizen.number, citizen.number[-4:]):
        assert [row.code for row in bench.desk.find(words)] == [receipt.code], words
    assert bench.desk.by_code("h13.00.01-261123-110000") is not None


def test_the_same_draft_gives_the_same_receipt(bench: Bench) -> None:
    draft = draft_of(bench.desk)
    first, again = bench.desk.register(draft), bench.desk.register(draft)
    assert again == first
    assert bench.desk.count() == 1
    assert bench.desk.sync().unsent == 1


def test_numbers_follow_each_other_and_start_anew_each_day(bench: Bench) -> None:
    people = citizens(7)
    codes = [bench.desk.register(draft_of(bench.desk, next(people))).code for _ in range(3)]
    assert [code[-6:] for code in codes] == ["110000", "110001", "110002"]
    bench.clock.step(timedelta(days=2))
    assert bench.desk.register(draft_of(bench.desk, next(people))).code == "H13.00.01-261125-110000"


def test_due_date_explains_itself(bench: Bench) -> None:
    draft = draft_of(bench.desk, code="1.004873")
    bench.desk.register(draft)
    due = bench.desk.dossier(draft.id).dossier.fields["due"]
    steps = [Step.from_json(step) for step in due["steps"]]
    # Three working days from Monday 23/11/2026, with Tuesday 24/11 off.
    assert datetime.fromisoformat(due["at"]) == datetime(2026, 11, 27, 17, 0, tzinfo=VIETNAM)
    assert recompute(steps) == datetime(2026, 11, 27, 17, 0, tzinfo=VIETNAM)


def test_certified_copies_carry_their_fee(bench: Bench) -> None:
    receipt = bench.desk.register(draft_of(bench.desk, code="2.000815", copies="3*2+1*5"))
    assert receipt.fee_amount == 22_000
    assert "11 bản" in receipt.summary


def test_incomplete_draft_is_refused_and_takes_no_number(bench: Bench) -> None:
    draft = draft_of(bench.desk)
    missing = replace(draft, papers=tuple(replace(paper, given=False) for paper in draft.papers))
    with pytest.raises(OfficerCanMend, match="draft_incomplete"):
        bench.desk.register(missing)
    with pytest.raises(OfficerCanMend, match="draft_incomplete"):
        bench.desk.register(replace(draft, applicant=None))
    accepted = bench.desk.register(replace(missing, missing_reason="bổ sung ngày mai"))
    assert accepted.code.endswith("-110000")
    assert not accepted.papers


def test_clock_that_cannot_be_right_takes_no_number(bench: Bench) -> None:
    draft = draft_of(bench.desk)
    bench.clock.put_right(datetime(2019, 1, 1, tzinfo=VIETNAM))
    with pytest.raises(OfficerCanMend, match="clock_wrong"):
        bench.desk.register(draft)
    assert bench.desk.count() == 0


@pytest.mark.parametrize("years", [-20, -2_100, 90, 7_900])
def test_a_ring_above_whose_clock_is_years_off_stops_no_counter(years: int, tmp_path: Path) -> None:
    open_bench(tmp_path).counter.close()
    off = years * 365 * 86_400_000
    with Store.open(tmp_path / "counter.db", practice=False) as store, store.transaction() as tx:
        sending.note(tx, sending.CLOCK_OFFSET, str(off))
    bench = open_bench(tmp_path, city="http://127.0.0.1:1")
    assert bench.desk.register(draft_of(bench.desk)).code.startswith("H13.00.01-261123-")
    bench.counter.close()


def test_a_token_that_cannot_be_read_stops_no_counter_and_is_named(tmp_path: Path) -> None:
    (tmp_path / "token").write_bytes(b"\xff\xfe")
    bench = open_bench(tmp_path, city="http://127.0.0.1:1")
    assert bench.desk.register(draft_of(bench.desk)).code
    bench.counter.close()
    with Store.open(tmp_path / "counter.db", practice=False) as store, store.reading() as reading:
        state = outbox.state(reading)
    assert (state.error, state.waiting) == ("token_unreadable", 1)


def test_known_person_comes_back_with_phone_and_differences(bench: Bench) -> None:
    draft = draft_of(bench.desk)
    assert draft.applicant is not None
    person = replace(draft.applicant.who, phone="0912345678")
    bench.desk.register(replace(draft, applicant=replace(draft.applicant, who=person)))
    moved = replace(person, phone="", address="1 Đường Khác, Phường Tân An, Cần Thơ")
    known = bench.desk.known_person(moved)  # type: ignore[arg-type]
    assert known is not None
    assert known.person.phone == "0912345678"
    assert [difference.field for difference in known.differences] == ["address"]
    assert known.last_procedures == ("1.001193",)


def test_double_dossier_is_warned_of_before_the_number_is_taken(bench: Bench) -> None:
    draft = draft_of(bench.desk)
    first = bench.desk.register(draft)
    again = draft_of(bench.desk)
    assert [warning.code for warning in bench.desk.doubles(again)] == [first.code]


def test_nothing_is_lost_when_the_counter_is_closed_and_opened(tmp_path: Path) -> None:
    bench = open_bench(tmp_path)
    draft = draft_of(bench.desk)
    receipt = bench.desk.register(draft)
    bench.desk.keep_form(draft_of(bench.desk).id, "half typed")
    bench.counter.close()
    again = open_bench(tmp_path)
    assert again.desk.register(draft).code == receipt.code
    assert [form.content for form in again.desk.saved_forms()] == ["half typed"]
    again.counter.close()


def test_form_of_a_registered_draft_does_not_come_back(bench: Bench) -> None:
    draft = draft_of(bench.desk)
    bench.desk.keep_form(draft.id, "typing")
    bench.desk.register(draft)
    bench.desk.keep_form(draft.id, "late save")
    assert bench.desk.saved_forms() == []


def test_most_used_procedure_comes_first(bench: Bench) -> None:
    for citizen, _ in zip(citizens(3), range(3), strict=False):
        bench.desk.register(draft_of(bench.desk, citizen, "1.004873"))
    choices = bench.desk.procedures("")
    assert choices[0].procedure.code == "1.004873"
    assert choices[0].used_today == 3


@pytest.mark.parametrize(
    "changed", [{"unit": ""}, {"electronic_code": ""}, {"electronic_code": "AEIOU"}, {"device": ""}]
)
def test_no_number_is_taken_before_the_counter_is_whole(changed: dict[str, Any], tmp_path: Path) -> None:
    bench = open_bench(tmp_path, settings=replace(SETTINGS, **changed))
    try:
        with pytest.raises(OfficerCanMend, match="not_set_up"):
            bench.desk.register(draft_of(bench.desk))
        assert bench.desk.count() == 0
    finally:
        bench.counter.close()


def test_date_agreed_in_writing_overrules_the_term(bench: Bench) -> None:
    agreed = datetime(2026, 12, 1, 10, 0, tzinfo=VIETNAM)
    receipt = bench.desk.register(replace(draft_of(bench.desk), agreed=agreed))
    assert receipt.due_at == agreed


def test_agreed_date_on_a_rest_day_is_refused_and_takes_no_number(bench: Bench) -> None:
    draft = replace(draft_of(bench.desk), agreed=datetime(2026, 11, 24, 10, 0, tzinfo=VIETNAM))
    with pytest.raises(OfficerCanMend, match="agreed_rest_day"):
        bench.desk.register(draft)
    assert bench.desk.count() == 0
