"""Changed texts are seen, and right names and addresses of every people of the country are left in peace."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.mangled import signs_in_address, signs_in_name

FAMILY = st.sampled_from(
    [
        "Nguyễn",
        "Trần",
        "Lê",
        "Phạm",
        "Huỳnh",
        "Hoàng",
        "Phan",
        "Vũ",
        "Võ",
        "Đặng",
        "Bùi",
        "Đỗ",
        "Hồ",
        "Ngô",
        "Dương",
        "Lý",
        "Đinh",
        "Đào",
        "Mai",
        "Cao",
        "Tô",
        "Thạch",
        "Sơn",
        "Kim",
        "Danh",
    ]
)
MIDDLE = st.sampled_from(
    [
        "Văn",
        "Thị",
        "Hữu",
        "Quốc",
        "Minh",
        "Thanh",
        "Đức",
        "Ngọc",
        "Thúy",
        "Thuý",
        "Bích",
        "Hoàng",
        "Kiều",
        "Xuân",
        "Quỳnh",
        "Uyển",
    ]
)
GIVEN = st.sampled_from(
    [
        "Hoa",
        "Hoà",
        "Hòa",
        "Thủy",
        "Thuỷ",
        "Khuê",
        "Nguyệt",
        "Tuyết",
        "Phượng",
        "Quyền",
        "Ước",
        "Ý",
        "Yến",
        "Ẩn",
        "Oanh",
        "Uyên",
        "Xoan",
        "Dung",
        "Đung",
        "Nghiêng",
        "Khuyến",
        "Út",
        "Phát",
        "Lộc",
        "Hạp",
    ]
)
DROPPED = str.maketrans("", "", "ăâêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵđĐ")


@given(FAMILY, MIDDLE, GIVEN)
def test_ordinary_names_have_no_signs(family: str, middle: str, given_name: str) -> None:
    name = f"{family} {middle} {given_name}"
    assert signs_in_name(name) == ()
    assert signs_in_name(name.upper()) == ()


@pytest.mark.parametrize(
    "name",
    [
        "H'Hen Niê",
        "K’ Brơi",
        "Y Bhăm Êban",
        "Ksor H Bơ",
        "Thạch Sà Rết",
        "Sơn Thị Sà Bươl",
        "Lý Sa Ươne",
        "Đàng Năng Thọ",
        "Vừ A Páo",
        "Giàng Thị Mỷ",
        "Trương Nguyễn-Lan",
        "Quách Xoong",
        "Lê A",
        "Triệu Quang Oong",
    ],
)
def test_names_of_other_peoples_have_no_signs(name: str) -> None:
    assert signs_in_name(name) == ()


@given(st.sampled_from(["Nguyễn", "Trần", "Phạm", "Võ", "Đặng", "Đỗ", "Ngô"]), st.sampled_from(["Văn", "Thị"]), GIVEN)
def test_names_with_their_accented_letters_dropped_have_signs(family: str, middle: str, given_name: str) -> None:
    assert signs_in_name(f"{family} {middle} {given_name}".translate(DROPPED))


@pytest.mark.parametrize(
    "address",
    [
        "Số 12/3A, tổ 5, KV3, P. An Bình, Q. Ninh Kiều, TP. Cần Thơ",
        "24C4 KDC Hưng Phú 1, Hưng Phú, Cái Răng, Cần Thơ",
        "Chung cư Cửu Long, Lô B2-05, đường CMT8, Cần Thơ",
        "Ấp Thới Bình A1, QL91B, Thới Thuận, Thốt Nốt, Cần Thơ",
        "Hẻm 12 đường 30/4, Tp Cần Thơ",
        "Buôn Ea Kar, Cư Huê, Đắk Lắk",
        "Thôn Pờ Y, Ngọc Hồi, Kon Tum",
        "Chung cư Becamex, Bình Dương",
        "An Giang",
    ],
)
def test_ordinary_addresses_have_no_signs(address: str) -> None:
    assert signs_in_address(address) == ()


@given(st.text(st.characters(exclude_categories=())))
def test_no_text_raises(text: str) -> None:
    signs_in_name(text)
    signs_in_address(text)
