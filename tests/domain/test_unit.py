"""The units of today and of before, by the published resolutions."""

import pytest

from counter_app.domain.unit import Units
from counter_app.settings import resource


def _text(name: str) -> str:
    return resource("units", name).read_text(encoding="utf-8")


UNITS = Units.parse(
    _text("cantho_units_2025.csv"), _text("cantho_units_old_to_new.csv"), _text("cantho_units_before_2025.csv")
)


def suggested(address: str) -> list[tuple[str, bool]]:
    return [(suggestion.unit.name, suggestion.sure) for suggestion in UNITS.translate(address)]


def test_there_are_103_units_31_wards_and_72_communes() -> None:
    levels = [unit.level for unit in UNITS.all]
    assert (len(levels), levels.count("phường"), levels.count("xã")) == (103, 31, 72)
    assert len({unit.code for unit in UNITS.all}) == 103


def test_every_unit_has_a_predecessor_and_no_electronic_code_of_its_own() -> None:
    assert all(UNITS.predecessors_of(unit.code) for unit in UNITS.all)
    assert all(unit.electronic_code is None for unit in UNITS.all)


def test_every_unit_of_2016_leads_to_one_of_today() -> None:
    rows = [line.split(",") for line in _text("cantho_units_2016.csv").splitlines()[1:]]
    assert len(rows) == 85
    for _, district, _, name, _ in rows:
        assert UNITS.successors(name, district, "Cần Thơ"), name


def test_lookups() -> None:
    unit = UNITS.by_code("31120")
    assert unit is not None
    assert (unit.name, unit.level) == ("Phường Cái Khế", "phường")
    assert UNITS.by_code("00000") is None
    assert [found.code for found in UNITS.by_name("bình thuỷ")] == ["31168"]
    assert UNITS.by_name("Bến Nghé") == ()


def test_a_split_unit_has_two_successors_in_part() -> None:
    found = UNITS.successors("Bùi Hữu Nghĩa", "Bình Thủy")
    assert {(unit.name, share) for unit, share in found} == {("Phường Cái Khế", "part"), ("Phường Bình Thủy", "part")}


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("12 Đường Mẫu, Cái Khế, Ninh Kiều, Cần Thơ", [("Phường Cái Khế", True)]),
        ("12 Đường Mẫu, Phường An Hoà, Quận Ninh Kiều, TP. Cần Thơ", [("Phường Cái Khế", True)]),
        ("Tân An, Ninh Kiều, Cần Thơ", [("Phường Ninh Kiều", True)]),
        ("5, Phường Tân An, Thành phố Cần Thơ", [("Phường Tân An", True)]),
        ("An Cư, Ninh Kiều, Cần Thơ", [("Phường Ninh Kiều", True)]),
        ("An Lạc, Ninh Kiều, Cần Thơ", [("Phường Ninh Kiều", True)]),
        ("Long Tuyền, Bình Thủy, Cần Thơ", [("Phường An Bình", False), ("Phường Long Tuyền", False)]),
        ("1, Phường 1, Vị Thanh, Hậu Giang", [("Phường Vị Thanh", True)]),
        ("1, Phường VII, TP Vị Thanh, Tỉnh Hậu Giang", [("Phường Vị Thanh", True)]),
        ("P2, TP. Sóc Trăng, Sóc Trăng", [("Phường Phú Lợi", True)]),
        ("Phường 2, TP. Sóc Trăng, Sóc Trăng", [("Phường Phú Lợi", True)]),
        ("Thị trấn Long Phú, Long Phú, Sóc Trăng", [("Xã Long Phú", True)]),
        ("Châu Văn Liêm, Cần Thơ", [("Phường Ô Môn", True)]),
        ("Bến Nghé, Quận 1, Hồ Chí Minh", []),
        ("Cần Thơ", []),
        ("", []),
        (" , ,, ", []),
    ],
)
def test_old_addresses(address: str, expected: list[tuple[str, bool]]) -> None:
    assert suggested(address) == expected


def test_the_street_is_kept_and_the_old_name_told() -> None:
    (suggestion,) = UNITS.translate("Hẻm 12, 3 Đường Mẫu, An Hòa, Ninh Kiều, Cần Thơ")
    assert suggestion.address == "Hẻm 12, 3 Đường Mẫu, Phường Cái Khế, Thành phố Cần Thơ"
    assert suggestion.old_name == "Phường An Hòa"


def test_every_whole_predecessor_translates_surely_to_its_successor() -> None:
    split = {old.code for old in UNITS.predecessors if old.share == "part"}
    for old in UNITS.predecessors:
        found = suggested(f"1 Đường Mẫu, {old.name}, {old.district}, {old.province}")
        successor = UNITS.by_code(old.successor)
        assert successor is not None
        assert (successor.name, old.code not in split) in found


def test_a_missing_column_and_an_unknown_unit_are_refused() -> None:
    with pytest.raises(KeyError):
        Units.parse("ma,ten\n1,x\n", "")
    with pytest.raises(KeyError, match="99999"):
        Units.parse(
            "ma_dvhc,ten,cap\n31120,Phường Cái Khế,Phường\n",
            "ma_moi,ten_moi,ma_cu,ten_cu,ghi_chu,huyen_cu,tinh_cu\n99999,X,1,Y,Nhập toàn bộ,Z,T\n",
        )
