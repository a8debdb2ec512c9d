"""Invented citizens: names, numbers and addresses made by rule, belonging to nobody."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_FAMILY = (
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Huỳnh",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
    "Thạch",
    "Sơn",
)
_MIDDLE_MEN = ("Văn", "Hữu", "Quốc", "Minh", "Thanh", "Đức", "Hoàng", "Công")
_MIDDLE_WOMEN = ("Thị", "Ngọc", "Thị Mỹ", "Thị Kim", "Thị Phương", "Huỳnh", "Thị Bích", "Thúy")
_GIVEN_MEN = ("Mẫu", "Thử", "Tập", "Khang", "Đạt", "Phúc", "Nghĩa", "Thuận", "Được", "Vững", "Quyền", "Ước")
_GIVEN_WOMEN = ("Mẫu", "Thử", "Phượng", "Hạnh", "Diễm", "Ngoãn", "Uyên", "Thơ", "Nguyệt", "Tuyết", "Ẩn", "Ý")
_STREETS = ("Đường Mẫu", "Đường Thử Nghiệm", "Hẻm 12 Đường Tập Dượt", "Khu vực 3", "Ấp Mẫu Thới", "Đường Diễn Tập")
_UNITS = (
    "Cái Khế, Ninh Kiều, Cần Thơ",
    "An Hòa, Ninh Kiều, Cần Thơ",
    "Xuân Khánh, Ninh Kiều, Cần Thơ",
    "Bình Thủy, Bình Thủy, Cần Thơ",
    "Thới An Đông, Bình Thủy, Cần Thơ",
    "Lê Bình, Cái Răng, Cần Thơ",
    "Châu Văn Liêm, Ô Môn, Cần Thơ",
    "Phong Điền, Phong Điền, Cần Thơ",
)


@dataclass(frozen=True, slots=True)
class Citizen:
    """One invented person as his card says it."""

    number: str
    old_number: str
    name: str
    birth: date
    sex: str
    address: str
    issued: date
    phone: str

    @property
    def card(self) -> str:
        """The 7-field text in the card's QR code (domain facts, section 6.1)."""
        return "|".join(
            (
                self.number,
                self.old_number,
                self.name,
                f"{self.birth:%d%m%Y}",
                self.sex,
                self.address,
                f"{self.issued:%d%m%Y}",
            )
        )


def citizens(seed: int = 92) -> Iterator[Citizen]:
    """Yield invented citizens without end; the same seed gives the same people."""
    dice = random.Random(seed)  # noqa: S311
    while True:
        yield _citizen(dice)


def _citizen(dice: random.Random) -> Citizen:
    man = dice.random() < 0.5
    birth = date(1948, 1, 1) + timedelta(days=dice.randrange(365 * 58))
    century = 0 if birth.year < 2000 else 2
    number = f"092{century + (0 if man else 1)}{birth:%y}{dice.randrange(10**6):06d}"
    middle = dice.choice(_MIDDLE_MEN if man else _MIDDLE_WOMEN)
    given = dice.choice(_GIVEN_MEN if man else _GIVEN_WOMEN)
    return Citizen(
        number=number,
        old_number=f"36{dice.randrange(10**7):07d}" if birth.year < 2000 and dice.random() < 0.7 else "",
        name=f"{dice.choice(_FAMILY)} {middle} {given}",
        birth=birth,
        sex="Nam" if man else "Nữ",
        address=f"{dice.randrange(1, 400)} {dice.choice(_STREETS)}, {dice.choice(_UNITS)}",
        issued=date(2021, 5, 1) + timedelta(days=dice.randrange(1000)),
        phone=f"09{dice.randrange(10**8):08d}",
    )
