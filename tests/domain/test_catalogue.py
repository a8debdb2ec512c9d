"""Procedures in dated versions, and finding them by the words that people use."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from counter_app.domain.catalogue import Catalogue, ChecklistLine, Procedure, is_code, national_code
from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.fees import FeeKind, FeeRule
from counter_app.domain.procedure_search import ProcedureIndex
from counter_app.domain.term import Term, TermUnit

BIRTH = Procedure(
    "1.001193",
    "Đăng ký khai sinh",
    "Hộ tịch",
    date(2025, 7, 1),
    valid_to=date(2027, 2, 28),
    term=Term(TermUnit.SAME_DAY),
    fee=FeeRule(FeeKind.FREE),
    checklist=(ChecklistLine("to-khai", "Tờ khai", 1), ChecklistLine("khac", "Giấy khác", photocopy=1, required=False)),
    aliases=("ks", "khai sinh", "làm giấy khai sinh"),
)
BIRTH_LATER = replace(BIRTH, valid_from=date(2027, 3, 1), valid_to=None, checklist=())
COPY = Procedure(
    "2.000815", "Chứng thực bản sao từ bản chính", "Chứng thực", date(2025, 7, 1), aliases=("sao y", "photo công chứng")
)
MARRIAGE = Procedure("1.000894", "Đăng ký kết hôn", "Hộ tịch", date(2025, 7, 1), aliases=("kết hôn", "cưới"))
AGAIN = Procedure("1.004884", "Đăng ký lại khai sinh", "Hộ tịch", date(2025, 7, 1), aliases=("ks lại",))


@pytest.mark.parametrize(
    "code", ["1.001193", "1.014383.H13", "2.000908.000.00.00.H61", "2.000815.000.00.00.H55.02", "3.000182"]
)
def test_codes_of_all_shapes(code: str) -> None:
    assert is_code(code)
    assert national_code(code) == code[:8]


@pytest.mark.parametrize("code", ["", "1.00119", "1001193", "1.001193.", "x.001193", "1.001193.H1", " 1.001193"])
def test_what_is_no_code(code: str) -> None:
    assert not is_code(code)


class TestVersions:
    catalogue = Catalogue([BIRTH_LATER, COPY, BIRTH])

    def test_the_day_decides_which_version_holds(self) -> None:
        assert self.catalogue.in_force("1.001193", date(2025, 6, 30)) is None
        assert self.catalogue.in_force("1.001193", date(2025, 7, 1)) == BIRTH
        assert self.catalogue.in_force("1.001193", date(2027, 2, 28)) == BIRTH
        assert self.catalogue.in_force("1.001193", date(2027, 3, 1)) == BIRTH_LATER

    def test_codes_are_compared_on_their_first_two_groups(self) -> None:
        assert self.catalogue.in_force("2.000815.000.00.00.H55.02", date(2026, 1, 1)) == COPY
        assert self.catalogue.in_force("2.000816", date(2026, 1, 1)) is None

    def test_an_old_version_is_still_found_by_its_name(self) -> None:
        assert BIRTH.version == "1.001193@2025-07-01"
        assert self.catalogue.version(BIRTH.version) == BIRTH
        assert self.catalogue.version("1.001193@2020-01-01") is None

    def test_a_day_offers_only_what_is_in_force(self) -> None:
        assert self.catalogue.on(date(2026, 1, 1)) == (BIRTH, COPY)

    @pytest.mark.parametrize("older", [replace(BIRTH, valid_to=None), replace(BIRTH, valid_to=date(2027, 3, 1))])
    def test_two_versions_may_not_overlap(self, older: Procedure) -> None:
        with pytest.raises(OfficerCanMend, match="catalogue_overlap"):
            Catalogue([older, BIRTH_LATER])

    def test_json(self) -> None:
        assert Catalogue.from_json(self.catalogue.to_json()) == self.catalogue
        assert Procedure.from_json({"code": "1.001193", "name": "x", "valid_from": "2025-07-01"}).fee == FeeRule()


class TestSearch:
    index = ProcedureIndex([COPY, MARRIAGE, AGAIN, BIRTH])

    @pytest.mark.parametrize(
        ("text", "first"),
        [
            ("ks", BIRTH),
            ("KS", BIRTH),
            ("khai sinh", BIRTH),
            ("KHAI SINH", BIRTH),
            ("Khai Sinh", BIRTH),
            ("khai si", BIRTH),
            ("sinh khai", BIRTH),
            ("làm giấy khai sinh", BIRTH),
            ("lam giay khai sinh cho con", BIRTH),
            ("ks lai", AGAIN),
            ("sao y", COPY),
            ("photo", COPY),
            ("chung thuc", COPY),
            ("kh", MARRIAGE),
            ("cuoi", MARRIAGE),
            ("dkkh", MARRIAGE),
            ("1.001193", BIRTH),
            ("1001193", BIRTH),
            ("001193", BIRTH),
            ("1.0011", BIRTH),
            ("2.000815.000.00.00.H55.02", COPY),
        ],
    )
    def test_everyday_words(self, text: str, first: Procedure) -> None:
        assert self.index.search(text)[0] == first

    @pytest.mark.parametrize("text", ["xyz", "9.999999", "***", "khong co thu tuc nao nhu the"])
    def test_nothing_fits(self, text: str) -> None:
        assert self.index.search(text) == ()

    def test_what_the_counter_did_today_comes_first_among_equals_only(self) -> None:
        by_use = {AGAIN.code: 30.0, COPY.code: 2.0}
        assert self.index.search("", by_use)[:2] == (AGAIN, COPY)
        assert self.index.search("dang ky", {MARRIAGE.code: 1.0})[0] == MARRIAGE
        assert self.index.search("dang ky", {BIRTH.code: 1.0})[0] == BIRTH
        assert self.index.search("ks", by_use)[0] == BIRTH

    def test_no_more_than_asked_for(self) -> None:
        assert len(self.index) == 4
        assert len(self.index.search("", limit=2)) == 2


def test_a_version_is_in_force_on_its_first_and_last_day_only_between() -> None:
    assert BIRTH.valid_to is not None
    assert BIRTH.in_force(BIRTH.valid_from)
    assert BIRTH.in_force(BIRTH.valid_to)
    assert not BIRTH.in_force(BIRTH.valid_from - timedelta(days=1))
    assert not BIRTH.in_force(BIRTH.valid_to + timedelta(days=1))
