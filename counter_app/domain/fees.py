"""What a procedure costs, and why.

Amounts are whole đồng. An amount that no source states is unknown and stays so: the officer is told, never given a
guess. Certified copies: Thông tư 226/2016/TT-BTC, Điều 4 (2,000 a page, from the third page 1,000, at most 200,000 a
copy; pages are those of the original).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from counter_app.domain.copies import Copies, CopiesLine
from counter_app.domain.errors import OfficerCanMend

FIRST_PAGES: Final = 2
FIRST_PAGE_AMOUNT: Final = 2_000
LATER_PAGE_AMOUNT: Final = 1_000
LARGEST_PER_COPY: Final = 200_000
LARGEST_AMOUNT: Final = 10_000_000_000
"""Ten thousand million đồng: above it an amount is a slip of the finger."""


class FeeKind(StrEnum):
    """How the amount is found. `FIXED` is a case, `PER_COPY` a copy; `UNKNOWN` that no source states it."""

    FREE = "free"
    FIXED = "fixed"
    PER_COPY = "per_copy"
    CERTIFIED_COPY = "certified_copy"
    UNKNOWN = "unknown"


_WITH_AMOUNT: Final = (FeeKind.FIXED, FeeKind.PER_COPY)


@dataclass(frozen=True, slots=True)
class FeeRule:
    """The rule of one procedure; `amount` (đồng) only with `FIXED` and `PER_COPY`. `note` is shown beside it."""

    kind: FeeKind = FeeKind.UNKNOWN
    amount: int | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if (self.amount is not None) != (self.kind in _WITH_AMOUNT):
            raise OfficerCanMend("fee_amount_invalid", rule=self.kind, amount=self.amount)
        if self.amount is not None and not 0 <= self.amount <= LARGEST_AMOUNT:
            raise OfficerCanMend("fee_amount_invalid", rule=self.kind, amount=self.amount)

    def to_json(self) -> dict[str, Any]:
        value: dict[str, Any] = {"kind": self.kind.value}
        if self.amount is not None:
            value["amount"] = self.amount
        if self.note:
            value["note"] = self.note
        return value

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "FeeRule":
        """Read a rule; raises `OfficerCanMend` when kind and amount do not make one. Nothing at all means unknown."""
        kind = value.get("kind", FeeKind.UNKNOWN.value)
        if not isinstance(kind, str) or kind not in {known.value for known in FeeKind}:
            raise OfficerCanMend("fee_rule_unknown", rule=kind)
        amount = value.get("amount")
        if amount is not None and (isinstance(amount, bool) or not isinstance(amount, int)):
            raise OfficerCanMend("fee_amount_invalid", rule=kind, amount=amount)
        return cls(FeeKind(kind), amount, str(value.get("note", "")))


UNKNOWN_FEE: Final = FeeRule()
"""No source states the amount."""


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One line of the bill: `documents` originals of `pages` pages, `copies` copies in all at `each` đồng."""

    documents: int
    copies: int
    copies_each: int
    pages: int
    each: int
    amount: int

    def to_json(self) -> dict[str, int]:
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Fee:
    """What is to be paid. `amount` is None when the rule's amount is not known; the lines then bear no amounts."""

    rule: FeeRule
    amount: int | None
    documents: int = 0
    copies: int = 0
    lines: tuple[FeeLine, ...] = ()


def certified_copy(pages: int) -> int:
    """Return the fee (đồng) of one certified copy of an original with `pages` pages."""
    first = min(pages, FIRST_PAGES) * FIRST_PAGE_AMOUNT
    later = max(pages - FIRST_PAGES, 0) * LATER_PAGE_AMOUNT
    return min(first + later, LARGEST_PER_COPY)


def charge(rule: FeeRule, copies: Copies | None = None) -> Fee:
    """Return the fee under `rule` for `copies`, line by line.

    Raises `OfficerCanMend` ("copies_missing") when the rule counts copies and there are none that can be read.
    """
    lines: tuple[CopiesLine, ...] = () if copies is None or copies.problem is not None else copies.lines
    counted = rule.kind in (FeeKind.PER_COPY, FeeKind.CERTIFIED_COPY)
    if counted and not lines:
        raise OfficerCanMend("copies_missing", rule=rule.kind)
    documents = sum(line.documents for line in lines)
    total = sum(line.total for line in lines)
    if counted:
        billed = tuple(_billed(rule, line) for line in lines)
        return Fee(rule, sum(line.amount for line in billed), documents, total, billed)
    amount = {FeeKind.FREE: 0, FeeKind.FIXED: rule.amount}.get(rule.kind)
    return Fee(rule, amount, documents, total)


def _billed(rule: FeeRule, line: CopiesLine) -> FeeLine:
    each = certified_copy(line.pages) if rule.kind is FeeKind.CERTIFIED_COPY else rule.amount or 0
    return FeeLine(line.documents, line.total, line.copies, line.pages, each, line.total * each)


def explain_vi(fee: Fee) -> tuple[str, ...]:
    """Return why the fee is what it is, in Vietnamese, one sentence a line; the last one is the sum."""
    if fee.rule.kind is FeeKind.UNKNOWN:
        note = f" ({fee.rule.note})" if fee.rule.note else ""
        return (f"Chưa có mức thu trong danh mục{note}; cán bộ xác định theo quy định và ghi khi thu.",)
    if fee.rule.kind is FeeKind.FREE:
        return (f"Không thu phí, lệ phí{f' ({fee.rule.note})' if fee.rule.note else ''}.",)
    if not fee.lines:
        return (f"{_dong(fee.amount or 0)} một trường hợp.",)
    lines = [_line_vi(fee.rule, line) for line in fee.lines]
    lines.append(f"Cộng: {fee.documents} giấy tờ, {fee.copies} bản, {_dong(fee.amount or 0)}.")
    return tuple(lines)


def _line_vi(rule: FeeRule, line: FeeLine) -> str:
    product = f"{line.documents} giấy tờ × {line.copies_each} bản = {line.copies} bản"
    if rule.kind is FeeKind.PER_COPY:
        return f"{product}; {line.copies} × {_dong(line.each)} = {_dong(line.amount)}."
    pages = f"mỗi bản {line.pages} trang: {_dong(line.each)}"
    capped = " (mức tối đa một bản)" if line.each == LARGEST_PER_COPY else ""
    return f"{product}; {pages}{capped}; {line.copies} × {_dong(line.each)} = {_dong(line.amount)}."


def _dong(amount: int) -> str:
    return f"{amount:,} đồng".replace(",", ".")
