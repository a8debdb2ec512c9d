"""Invented lists and sheets of many dossiers, for previews."""

from datetime import date
from typing import Final

from counter_app.documents.example_slips import AN, ANH, CODE, HEAD, HOUSE, OFFICER, REBIRTH, URBAN, at
from counter_app.domain.sheets import (
    CancelledRow,
    DailyDifference,
    DailyRow,
    DailySheet,
    HandOverLine,
    HandOverList,
    PostLabel,
    RegisterBook,
    RegisterRow,
    ShiftRow,
    ShiftSheet,
)

REGISTER: Final = RegisterBook(
    HEAD,
    "Hộ tịch",
    date(2026, 11, 1),
    date(2026, 11, 30),
    (
        RegisterRow(1, CODE, REBIRTH, ANH.name, ANH.address, ANH.phone, "UBND phường Cái Khế", at(23, 14, 5),
                    at(1, 17, 0, 12), at(30, 9, 30), "Tại Bộ phận Một cửa", "Đã ký"),
        RegisterRow(2, "H13.35.07-261123-0002", "Đăng ký kết hôn", AN.name, AN.address, AN.phone,
                    "UBND phường Cái Khế", at(23, 15, 30), at(25, 17), None, "Qua bưu chính"),
    ),
    at(30, 17),
    book="01/2026",
    number="11",
)  # fmt: skip

HAND_OVER_LIST: Final = HandOverList(
    HEAD,
    "BG.261123-0003-15",
    "Bộ phận Tiếp nhận và Trả kết quả",
    URBAN,
    (
        HandOverLine(CODE, HOUSE, ANH.name, ANH.address, "Giấy phép xây dựng số 45/GPXD", fee=True),
        HandOverLine("H13.35.07-261123-0006", "Gia hạn giấy phép xây dựng", AN.name, AN.address, by_post=True),
    ),
    at(23, 16, 0),
    OFFICER,
    "Võ Minh Khôi",
    results=True,
    scanned=1,
    missing=("H13.35.07-261123-0006",),
    number="03",
)

SHIFT_SHEET: Final = ShiftSheet(
    HEAD,
    OFFICER,
    "Quầy số 3",
    at(23, 7, 0),
    at(23, 17, 5),
    (
        ShiftRow("1C26TCT 0000151", "H13.35.07-261123-0005", ANH.name, at(23, 8, 12), "Tiền mặt", 22_000),
        ShiftRow("1C26TCT 0000153", CODE, ANH.name, at(23, 14, 6), "Chuyển khoản", 75_000),
    ),
    (CancelledRow("1C26TCT 0000152", "H13.35.07-261123-0005", at(23, 8, 20), 8_000, "Ghi nhầm số bản", OFFICER),),
    200_000,
    22_000,
    75_000,
    8_000,
    222_000,
    217_000,
    -5_000,
    "Thối nhầm tiền cho người dân lúc 8 giờ 15 phút",
    number="23",
)

DAILY_SHEET: Final = DailySheet(
    HEAD,
    date(2026, 11, 23),
    (
        DailyRow("Giấy tiếp nhận hồ sơ và hẹn trả kết quả", 41, 42, 41),
        DailyRow("Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ", 6, 6, 6),
        DailyRow("Nhãn bìa hồ sơ", 41, 41, 41),
    ),
    (DailyDifference("H13.35.07-261123-0019", "in 02 lần, giao 01 bản", "Bản đầu kẹt giấy, đã hủy"),),
    OFFICER,
    at(23, 17, 10),
    counter="Quầy số 3",
    seal="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    number="23",
)

POST_LABEL: Final = PostLabel(
    HEAD,
    ANH,
    "CN123456785VN",
    CODE,
    at(3, 10, 0, 12),
    sender_address="Số 1 đường Võ Văn Tần, phường Cái Khế, thành phố Cần Thơ",
    collect=35_000,
)
