"""Invented slips of a dossier's life, for previews; every place of a form that can be filled is filled."""

from datetime import date, datetime
from typing import Final

from counter_app.domain.explanation import step
from counter_app.domain.receipt import OfficeHead, Receipt, ReceiptAuthoriser, ReceiptPaper
from counter_app.domain.slips import (
    Apology,
    ClockSheet,
    ClockSpan,
    CollectionNote,
    ControlSlip,
    HandOverRow,
    Party,
    Refusal,
    ResultPaper,
    StopNotice,
    Supplement,
    VisitRow,
    VisitSheet,
)
from counter_app.domain.times import VIETNAM


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=VIETNAM)


HEAD: Final = OfficeHead(
    parent="UBND PHƯỜNG CÁI KHẾ",
    office="TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
    unit="phường Cái Khế",
    place="Cần Thơ",
    phone="0292 000 0000",
    lookup_address="dichvucong.example.vn",
)
ANH: Final = Party(
    "Nguyễn Thị Ngọc Ánh",
    "092193001234",
    "Số 12 đường Trần Văn Hoài, khu vực 3, phường Cái Khế, thành phố Cần Thơ",
    "0900 000 001",
    "ngocanh@example.vn",
)
AN: Final = Party("Lê Hoàng Ân", "092090004321", "Khu vực 5, phường Cái Khế, thành phố Cần Thơ", "0900 000 003")
CODE: Final = "H13.35.07-261123-0001"
OFFICER: Final = "Trần Văn Đức"
HOUSE: Final = "Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ"
REBIRTH: Final = "Đăng ký lại khai sinh"
COUNTER: Final = "Trung tâm Phục vụ hành chính công phường Cái Khế"
URBAN: Final = "Phòng Kinh tế, Hạ tầng và Đô thị"

RECEIPT: Final = Receipt(
    head=HEAD,
    code=CODE,
    number="0001",
    applicant_name=ANH.name,
    applicant_number=ANH.number,
    applicant_address=ANH.address,
    applicant_phone=ANH.phone,
    applicant_email=ANH.email,
    authoriser=ReceiptAuthoriser(AN.name, AN.address, AN.number, AN.phone, "", "Giấy ủy quyền ngày 20/11/2026"),
    procedure_name=HOUSE,
    papers=(ReceiptPaper("Đơn đề nghị cấp giấy phép xây dựng", original=1), ReceiptPaper("Bản vẽ thiết kế", 2, 0, 1)),
    term_text="07 ngày làm việc",
    received_at=at(23, 14, 5),
    due_at=at(3, 17, 0, 12),
    return_place=COUNTER,
    book="01/2026",
    book_number="123",
    officer=OFFICER,
    fee_amount=75_000,
    channel="Trực tiếp",
)

SUPPLEMENT: Final = Supplement(
    HEAD,
    AN,
    REBIRTH,
    ("Bản sao Giấy khai sinh cũ", "Giấy tờ chứng minh nơi cư trú của người yêu cầu"),
    "Thành phần hồ sơ chưa đủ theo quy định tại Điều 26 Nghị định 123/2015/NĐ-CP",
    OFFICER,
    at(23, 8, 30),
    code="H13.35.07-261123-0002",
    slip_code="BS-261123-0002-41",
    deadline=at(15, 17, 0, 12),
    number="07",
    contact="ông Trần Văn Đức",
)

REFUSAL: Final = Refusal(
    HEAD,
    ANH,
    HOUSE,
    (
        "Hồ sơ không thuộc thẩm quyền giải quyết của UBND phường Cái Khế (Điều 54 Nghị định 217/2026/NĐ-CP)",
        "Đơn đề nghị không theo Mẫu số 01 Phụ lục II Nghị định 217/2026/NĐ-CP",
    ),
    OFFICER,
    at(23, 9, 15),
    code="H13.35.07-261123-0003",
    number="03",
)

APOLOGY: Final = Apology(
    HEAD,
    ANH,
    HOUSE,
    CODE,
    "Ủy ban nhân dân phường Cái Khế",
    at(23, 14, 5),
    at(3, 17, 0, 12),
    at(7, 17, 0, 12),
    "Phải lấy ý kiến bằng văn bản của cơ quan quản lý quy hoạch, đến nay chưa có văn bản trả lời.",
    "Phạm Thị Kiều Oanh",
    at(2, 10, 0, 12),
    number="02",
)

STOP_NOTICE: Final = StopNotice(
    HEAD,
    ANH,
    HOUSE,
    CODE,
    at(23, 14, 5),
    at(26, 9, 0),
    ("Ông/Bà/Tổ chức không còn nhu cầu (khoản 1 Điều 7 Thông tư 03/2025/TT-VPCP)",),
    "Phạm Thị Kiều Oanh",
    at(26, 9, 10),
    requested_at=at(26, 8, 30),
    returned=("Đơn đề nghị cấp giấy phép xây dựng", "Bản vẽ thiết kế (02 bản chính)"),
    refund=75_000,
    number="01",
)

CONTROL_SLIP: Final = ControlSlip(
    HEAD,
    CODE,
    URBAN,
    at(23, 14, 5),
    at(3, 17, 0, 12),
    at(23, 14, 20),
    rows=(
        HandOverRow("Bộ phận TN&TKQ", URBAN, at(23, 15, 30), OFFICER, "Võ Minh Khôi", "đúng hạn"),
        HandOverRow(URBAN, "Lãnh đạo UBND phường", at(1, 9, 0, 12), "Võ Minh Khôi", "Phạm Thị Kiều Oanh", "trước hạn"),
    ),
    cooperating_units="Sở Xây dựng thành phố Cần Thơ",
    number="12",
)

COLLECTION_NOTE: Final = CollectionNote(
    HEAD,
    CODE,
    HOUSE,
    ANH,
    AN,
    (ResultPaper("Giấy phép xây dựng", "45/GPXD", "Cấp cho bà Nguyễn Thị Ngọc Ánh"),),
    OFFICER,
    at(3, 9, 40, 12),
    authority="Giấy ủy quyền ngày 20/11/2026",
    receipt_back=False,
    fee_amount=75_000,
    number="31",
)

VISIT_SHEET: Final = VisitSheet(
    HEAD,
    "LT-261123-0017-62",
    ANH,
    (
        VisitRow(CODE, HOUSE, ANH.name, at(23, 14, 5), at(3, 17, 0, 12), "07 ngày làm việc", URBAN),
        VisitRow(
            "H13.35.07-261123-0004",
            REBIRTH,
            AN.name,
            at(23, 14, 7),
            at(1, 17, 0, 12),
            "05 ngày làm việc",
            "Phòng Tư pháp – Hộ tịch",
        ),
        VisitRow(
            "H13.35.07-261123-0005",
            "Chứng thực bản sao từ bản chính giấy tờ, văn bản",
            ANH.name,
            at(23, 14, 9),
            at(23, 17),
            "Trong ngày",
            COUNTER,
        ),
    ),
    at(23, 14, 9),
    at(3, 17, 0, 12),
    OFFICER,
    fee_amount=105_000,
    return_place=COUNTER,
    channel="Trực tiếp",
    authority="Giấy ủy quyền ngày 20/11/2026 của ông Lê Hoàng Ân",
    number="0017",
)

CLOCK_SHEET: Final = ClockSheet(
    HEAD,
    CODE,
    REBIRTH,
    ANH.name,
    at(23, 14, 0),
    at(27, 17, 0),
    "03 ngày làm việc",
    (
        step("received", at=at(23, 14)),
        step("term", unit="working_day", amount=3),
        step("not_counted", day=date(2026, 11, 23)),
        step("skipped", first=date(2026, 11, 24), last=date(2026, 11, 24), reason="Ngày Văn hóa Việt Nam",
             level="national", source="Nghị quyết 28/2026/QH16"),
        step("counted", first=date(2026, 11, 25), last=date(2026, 11, 27), days=3),
        step("closing", day=date(2026, 11, 27), at="17:00:00"),
        step("due", at=at(27, 17)),
    ),
    (
        ClockSpan("Đang tính", at(20, 8), at(20, 10), "Tiếp nhận hồ sơ", "Điều 17 Nghị định 118/2025/NĐ-CP"),
        ClockSpan("Tạm dừng", at(20, 10), at(23, 14), "Chờ bổ sung bản sao Giấy khai sinh cũ",
                  "Điều 6 khoản 4 Nghị định 297/2025/NĐ-CP"),
        ClockSpan("Tính lại từ đầu", at(23, 14), None, "Đã nhận đủ hồ sơ", "Điều 6 khoản 4 Nghị định 297/2025/NĐ-CP",
                  "01 ngày làm việc"),
    ),
    OFFICER,
    at(25, 9, 0),
    basis="Luật Hộ tịch 60/2014/QH13; Nghị định 123/2015/NĐ-CP",
    status="Đang xử lý",
    first_due_at=at(25, 17),
)  # fmt: skip
