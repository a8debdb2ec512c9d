"""The 12-digit personal identification number (số định danh cá nhân): what it says about its owner.

`PPP G YY RRRRRR`: province of birth registration, century and sex, year of birth, random digits (Thông tư
59/2021/TT-BCA Điều 4, Nghị định 137/2015/NĐ-CP Điều 13; provinces by Thông tư 07/2016/TT-BCA). There is no check
digit, so a contradiction with birth date or sex is a warning: the number may be right and the entry wrong.
Provinces merged in 2025 keep their codes on cards and births already registered.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from counter_app.domain.partial_date import PartialDate
from counter_app.domain.problem import Problem

MALE: Final = "Nam"
FEMALE: Final = "Nữ"
"""The two words as cards and forms print them."""

FIELD: Final = "personal_number"

_TWELVE = re.compile(r"[0-9]{12}")
_NINE = re.compile(r"[0-9]{9}")
_PASSPORT = re.compile(r"[A-Z][0-9]{7,8}")
_FOREIGN_PASSPORT = re.compile(r"(?=.*[0-9])[A-Z0-9]{6,9}")

PROVINCES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "001": "Hà Nội",
        "002": "Hà Giang",
        "004": "Cao Bằng",
        "006": "Bắc Kạn",
        "008": "Tuyên Quang",
        "010": "Lào Cai",
        "011": "Điện Biên",
        "012": "Lai Châu",
        "014": "Sơn La",
        "015": "Yên Bái",
        "017": "Hòa Bình",
        "019": "Thái Nguyên",
        "020": "Lạng Sơn",
        "022": "Quảng Ninh",
        "024": "Bắc Giang",
        "025": "Phú Thọ",
        "026": "Vĩnh Phúc",
        "027": "Bắc Ninh",
        "030": "Hải Dương",
        "031": "Hải Phòng",
        "033": "Hưng Yên",
        "034": "Thái Bình",
        "035": "Hà Nam",
        "036": "Nam Định",
        "037": "Ninh Bình",
        "038": "Thanh Hóa",
        "040": "Nghệ An",
        "042": "Hà Tĩnh",
        "044": "Quảng Bình",
        "045": "Quảng Trị",
        "046": "Thừa Thiên Huế",
        "048": "Đà Nẵng",
        "049": "Quảng Nam",
        "051": "Quảng Ngãi",
        "052": "Bình Định",
        "054": "Phú Yên",
        "056": "Khánh Hòa",
        "058": "Ninh Thuận",
        "060": "Bình Thuận",
        "062": "Kon Tum",
        "064": "Gia Lai",
        "066": "Đắk Lắk",
        "067": "Đắk Nông",
        "068": "Lâm Đồng",
        "070": "Bình Phước",
        "072": "Tây Ninh",
        "074": "Bình Dương",
        "075": "Đồng Nai",
        "077": "Bà Rịa - Vũng Tàu",
        "079": "TP. Hồ Chí Minh",
        "080": "Long An",
        "082": "Tiền Giang",
        "083": "Bến Tre",
        "084": "Trà Vinh",
        "086": "Vĩnh Long",
        "087": "Đồng Tháp",
        "089": "An Giang",
        "091": "Kiên Giang",
        "092": "Cần Thơ",
        "093": "Hậu Giang",
        "094": "Sóc Trăng",
        "095": "Bạc Liêu",
        "096": "Cà Mau",
    }
)
"""Code of birth registration -> province, by the table of Thông tư 07/2016/TT-BCA (63 provinces)."""


@dataclass(frozen=True, slots=True)
class PersonalNumber:
    """What the digits say. `province` is empty when the code is not in the table; `year` is the full year of birth."""

    text: str
    province: str
    sex: str
    year: int


def read(text: str) -> PersonalNumber | None:
    """Return what a 12-digit number says, or None when it is not twelve ASCII digits."""
    if _TWELVE.fullmatch(text) is None:
        return None
    century_and_sex = int(text[3])
    return PersonalNumber(
        text=text,
        province=PROVINCES.get(text[:3], ""),
        sex=FEMALE if century_and_sex % 2 else MALE,
        year=1900 + 100 * (century_and_sex // 2) + int(text[4:6]),
    )


def contradictions(text: str, birth: PartialDate | None, sex: str) -> tuple[Problem, ...]:
    """Return where a 12-digit number disagrees with the birth date and the sex; all of them only warn.

    Codes: `province_unknown`, `birth_year_contradicts`, `sex_contradicts`. An empty sex or birth is not compared.
    """
    number = read(text)
    if number is None:
        return ()
    codes = []
    if not number.province:
        codes.append("province_unknown")
    if birth is not None and birth.year != number.year:
        codes.append("birth_year_contradicts")
    if sex in (MALE, FEMALE) and sex != number.sex:
        codes.append("sex_contradicts")
    return tuple(Problem(FIELD, code, certain=False) for code in codes)


def problems(text: str, birth: PartialDate | None = None, sex: str = "") -> tuple[Problem, ...]:
    """Return what is wrong with what stands in the number box: 12 digits, a 9-digit number, or a passport number.

    Certain: `number_wrong_form`. Warnings: those of `contradictions`, `number_old` (9-digit identity cards ceased to
    be valid on 01/01/2025), `number_foreign_passport`. An empty box is no problem here; whether a number is needed
    depends on the procedure.
    """
    if not text or _PASSPORT.fullmatch(text):
        return ()
    if _TWELVE.fullmatch(text):
        return contradictions(text, birth, sex)
    if _NINE.fullmatch(text):
        return (Problem(FIELD, "number_old", certain=False),)
    if not text.isdigit() and _FOREIGN_PASSPORT.fullmatch(text):
        return (Problem(FIELD, "number_foreign_passport", certain=False),)
    return (Problem(FIELD, "number_wrong_form", certain=True),)


def masked(number: str) -> str:
    """Return `number` for lists and shared screens: all but the last four characters as dots.

    A number of four characters or fewer is hidden whole.
    """
    shown = number[-4:] if len(number) > 4 else ""
    return "•" * (len(number) - len(shown)) + shown
