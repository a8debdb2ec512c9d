"""Terms: their JSON, their words on the receipt, and what is no term."""

from datetime import time
from typing import Any

import pytest

from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.term import Term, TermStart, TermUnit, text_vi

CASES: list[tuple[dict[str, Any], str]] = [
    ({"unit": "working_hour", "amount": 4}, "04 giờ làm việc"),
    ({"unit": "working_day", "amount": 3}, "03 ngày làm việc"),
    ({"unit": "calendar_day", "amount": 15}, "15 ngày"),
    ({"unit": "month", "amount": 1}, "01 tháng"),
    ({"unit": "same_day"}, "trong ngày (sau 15 giờ: ngày làm việc tiếp theo)"),
    ({"unit": "same_day", "cutoff": "14:30"}, "trong ngày (sau 14 giờ 30 phút: ngày làm việc tiếp theo)"),
    ({"unit": "agreed"}, "theo ngày hẹn đã thỏa thuận bằng văn bản"),
    ({"unit": "schedule", "amount": 15, "day": 15}, "15 ngày kể từ ngày 15 hằng tháng"),
    (
        {"unit": "working_day", "amount": 5, "second": {"unit": "working_day", "amount": 3}},
        "05 ngày làm việc (hẹn lần 1); 03 ngày làm việc (hẹn lần 2)",
    ),
    (
        {"unit": "working_day", "amount": 3, "cutoff": "15:00", "start": "cutoff"},
        "03 ngày làm việc (nhận sau 15 giờ: tính từ ngày làm việc tiếp theo)",
    ),
]


@pytest.mark.parametrize(("value", "words"), CASES)
def test_json_and_words(value: dict[str, Any], words: str) -> None:
    term = Term.from_json(value)
    assert term.to_json() == value
    assert text_vi(term) == words


def test_defaults() -> None:
    term = Term.from_json({"unit": "same_day", "amount": None, "cutoff": None, "start": None})
    assert term == Term(TermUnit.SAME_DAY)
    assert (term.closes_at, term.start) == (time(15), TermStart.SAME)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (None, "term_invalid"),
        ([], "term_invalid"),
        ("working_day", "term_invalid"),
        ({}, "term_unit_unknown"),
        ({"unit": "week", "amount": 1}, "term_unit_unknown"),
        ({"unit": "WORKING_DAY", "amount": 1}, "term_unit_unknown"),
        ({"unit": ["month"], "amount": 1}, "term_unit_unknown"),
        ({"unit": "working_day"}, "term_amount_invalid"),
        ({"unit": "working_day", "amount": 0}, "term_amount_invalid"),
        ({"unit": "month", "amount": -1}, "term_amount_invalid"),
        ({"unit": "same_day", "amount": -1}, "term_amount_invalid"),
        ({"unit": "working_day", "amount": 1.0}, "term_amount_invalid"),
        ({"unit": "working_day", "amount": "3"}, "term_amount_invalid"),
        ({"unit": "working_day", "amount": True}, "term_amount_invalid"),
        ({"unit": "working_day", "amount": 10**30}, "term_amount_too_large"),
        ({"unit": "month", "amount": 121}, "term_amount_too_large"),
        ({"unit": "same_day", "cutoff": "3pm"}, "term_cutoff_invalid"),
        ({"unit": "same_day", "cutoff": "24:00"}, "term_cutoff_invalid"),
        ({"unit": "same_day", "cutoff": "15:60"}, "term_cutoff_invalid"),
        ({"unit": "same_day", "cutoff": "15"}, "term_cutoff_invalid"),
        ({"unit": "same_day", "cutoff": 15}, "term_cutoff_invalid"),
        ({"unit": "working_day", "amount": 1, "start": "soon"}, "term_start_unknown"),
        ({"unit": "schedule", "amount": 15}, "term_day_invalid"),
        ({"unit": "schedule", "amount": 15, "day": 31}, "term_day_invalid"),
        ({"unit": "working_day", "amount": 1, "second": {"unit": "month"}}, "term_amount_invalid"),
        ({"unit": "month", "amount": 1, "second": {"unit": "same_day", "second": {}}}, "term_second_invalid"),
    ],
)
def test_what_is_no_term(value: object, code: str) -> None:
    with pytest.raises(OfficerCanMend) as caught:
        Term.from_json(value)
    assert caught.value.code == code
