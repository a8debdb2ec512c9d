"""Fees: the certified-copy scale of TT 226/2016, fixed and unknown amounts, the bill line by line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.copies import read
from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.fees import FeeKind, FeeRule, certified_copy, charge, explain_vi

CERTIFIED = FeeRule(FeeKind.CERTIFIED_COPY)


@pytest.mark.parametrize(
    ("pages", "amount"),
    [(1, 2_000), (2, 4_000), (3, 5_000), (10, 12_000), (197, 199_000), (198, 200_000), (199, 200_000), (300, 200_000)],
)
def test_scale_of_certified_copies(pages: int, amount: int) -> None:
    assert certified_copy(pages) == amount


@pytest.mark.parametrize(
    ("copies", "documents", "total", "amounts"),
    [
        ("3*2+1*5", 4, 11, [12_000, 10_000]),
        ("1*5/10+2*1/3", 3, 7, [60_000, 10_000]),
        ("1*2/300", 1, 2, [400_000]),
    ],
)
def test_bill_of_certified_copies(copies: str, documents: int, total: int, amounts: list[int]) -> None:
    fee = charge(CERTIFIED, read(copies))
    assert (fee.documents, fee.copies, fee.amount) == (documents, total, sum(amounts))
    assert [line.amount for line in fee.lines] == amounts


def test_a_bill_explains_itself() -> None:
    assert explain_vi(charge(CERTIFIED, read("1*5/10+1*1/300"))) == (
        "1 giấy tờ × 5 bản = 5 bản; mỗi bản 10 trang: 12.000 đồng; 5 × 12.000 đồng = 60.000 đồng.",
        "1 giấy tờ × 1 bản = 1 bản; mỗi bản 300 trang: 200.000 đồng (mức tối đa một bản); "
        "1 × 200.000 đồng = 200.000 đồng.",
        "Cộng: 2 giấy tờ, 6 bản, 260.000 đồng.",
    )


def test_an_amount_for_each_copy() -> None:
    fee = charge(FeeRule(FeeKind.PER_COPY, 8_000), read("1*3"))
    assert (fee.amount, fee.copies) == (24_000, 3)
    assert explain_vi(fee)[0] == "1 giấy tờ × 3 bản = 3 bản; 3 × 8.000 đồng = 24.000 đồng."


def test_an_amount_for_the_case() -> None:
    fee = charge(FeeRule(FeeKind.FIXED, 50_000))
    assert (fee.amount, fee.lines) == (50_000, ())
    assert explain_vi(fee) == ("50.000 đồng một trường hợp.",)


def test_free_is_nought_and_unknown_is_not() -> None:
    free, unknown = charge(FeeRule(FeeKind.FREE, note="đúng hạn")), charge(FeeRule())
    assert free.amount == 0
    assert explain_vi(free) == ("Không thu phí, lệ phí (đúng hạn).",)
    assert unknown.amount is None
    assert "Chưa có mức thu" in explain_vi(unknown)[0]


@pytest.mark.parametrize("copies", [None, "", "3*", "5"])
def test_a_rule_that_counts_copies_needs_them(copies: str | None) -> None:
    with pytest.raises(OfficerCanMend, match="copies_missing"):
        charge(CERTIFIED, None if copies is None else read(copies))


@pytest.mark.parametrize(
    ("kind", "amount"),
    [
        (FeeKind.FIXED, None),
        (FeeKind.PER_COPY, None),
        (FeeKind.FREE, 0),
        (FeeKind.UNKNOWN, 5),
        (FeeKind.CERTIFIED_COPY, 2_000),
        (FeeKind.FIXED, -1),
        (FeeKind.FIXED, 10_000_000_001),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(kind: FeeKind, amount: int | None) -> None:
    with pytest.raises(OfficerCanMend, match="fee_amount_invalid"):
        FeeRule(kind, amount)


@pytest.mark.parametrize("amount", ["5000", 5000.0, True, [5000]])
def test_an_amount_must_be_a_whole_number(amount: object) -> None:
    with pytest.raises(OfficerCanMend, match="fee_amount_invalid"):
        FeeRule.from_json({"kind": "fixed", "amount": amount})


@pytest.mark.parametrize("kind", ["dear", None, 5, ["free"]])
def test_an_unknown_kind_is_refused(kind: object) -> None:
    with pytest.raises(OfficerCanMend, match="fee_rule_unknown"):
        FeeRule.from_json({"kind": kind})


def test_rules_survive_json() -> None:
    for rule in (FeeRule(), CERTIFIED, FeeRule(FeeKind.FIXED, 0), FeeRule(FeeKind.PER_COPY, 8_000, "mỗi bản")):
        assert FeeRule.from_json(rule.to_json()) == rule
    assert FeeRule.from_json({}) == FeeRule()


@given(st.integers(1, 2_000))
def test_another_page_never_makes_it_cheaper(pages: int) -> None:
    assert certified_copy(pages) <= certified_copy(pages + 1) <= 200_000


@given(st.lists(st.tuples(st.integers(1, 50), st.integers(1, 50), st.integers(1, 400)), min_size=1, max_size=5))
def test_the_lines_add_up(parts: list[tuple[int, int, int]]) -> None:
    fee = charge(CERTIFIED, read("+".join(f"{documents}*{copies}/{pages}" for documents, copies, pages in parts)))
    assert fee.amount == sum(line.amount for line in fee.lines) == sum(d * c * certified_copy(p) for d, c, p in parts)
    assert fee.documents == sum(line.documents for line in fee.lines)
    assert fee.copies == sum(line.copies for line in fee.lines)
