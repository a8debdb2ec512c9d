"""Papers of invented people with real procedures: short, ordinary, and as long as the counter will ever see."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from counter_app.domain.receipt import Label, MissingItems, OfficeHead, Receipt, ReceiptAuthoriser, ReceiptPaper
from counter_app.domain.times import VIETNAM

HEAD: Final = OfficeHead(
    parent="UBND PHƯỜNG CÁI KHẾ",
    office="TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
    unit="phường Cái Khế",
    place="Cần Thơ",
    phone="0292 000 0000",
    lookup_address="dichvucong.example.vn",
)

ORDINARY: Final = Receipt(
    head=HEAD,
    code="H13.35.07-261123-0001",
    number="0001",
    applicant_name="Nguyễn Thị Ngọc Ánh",
    applicant_number="092193001234",
    applicant_address="Số 12 đường Trần Văn Hoài, khu vực 3, phường Cái Khế, thành phố Cần Thơ",
    applicant_phone="0900 000 001",
    applicant_email="ngocanh@example.vn",
    procedure_name="Thủ tục đăng ký khai sinh",
    summary="đăng ký khai sinh cho con Nguyễn Gia Bảo",
    papers=(
        ReceiptPaper("Tờ khai đăng ký khai sinh theo mẫu", original=1),
        ReceiptPaper("Giấy chứng sinh", original=1),
        ReceiptPaper("Giấy chứng nhận kết hôn của cha mẹ", certified=1, photocopy=1),
    ),
    term_text="Trong ngày; hồ sơ nộp sau 15 giờ trả kết quả trong ngày làm việc tiếp theo",
    received_at=datetime(2026, 11, 23, 14, 5, tzinfo=VIETNAM),
    due_at=datetime(2026, 11, 23, 17, 0, tzinfo=VIETNAM),
    return_place="Trung tâm Phục vụ hành chính công phường Cái Khế",
    book="01/2026",
    book_number="123",
    officer="Trần Văn Đức",
    fee_amount=0,
    fee_text="miễn lệ phí, đăng ký đúng hạn",
    channel="Trực tiếp",
)

SHORT: Final = replace(
    ORDINARY,
    papers=(),
    applicant_number="",
    applicant_address="",
    applicant_phone="",
    applicant_email="",
    summary="",
    due_at=None,
    book="",
    book_number="",
    fee_amount=None,
    fee_text="",
    channel="",
    return_place="",
)

LONG_NAME: Final = (
    "Công ty trách nhiệm hữu hạn một thành viên thương mại dịch vụ xuất nhập khẩu nông sản Đồng bằng sông Cửu Long"
)
LONG_ADDRESS: Final = (
    "Căn hộ 12.05, tầng 12, khối B, khu chung cư cán bộ, công chức, viên chức và người lao động thành phố, "
    "hẻm 234/56/7/8 đường Cách Mạng Tháng Tám nối dài, tổ dân phố số 15, khu vực Bình Thường B, "
    "phường Bình Thủy, thành phố Cần Thơ, Việt Nam (địa chỉ liên hệ; địa chỉ thường trú xem tờ khai kèm theo hồ sơ này)"
)

LONG: Final = replace(
    ORDINARY,
    applicant_name=LONG_NAME,
    applicant_address=LONG_ADDRESS,
    applicant_email="phong.hanh.chinh.tong.hop.va.quan.tri@thuong-mai-dich-vu-nong-san.example.vn",
    authoriser=ReceiptAuthoriser(
        "Tôn Nữ Hoàng Thị Phương Quỳnh Như Nguyễn Đặng Ngọc Khánh",
        LONG_ADDRESS,
        "092193005678",
        "0900 000 002",
        "uyquyen@example.vn",
        "Hợp đồng ủy quyền số 1234/2026/HĐUQ do văn phòng công chứng chứng nhận",
    ),
    procedure_name=(
        "Cấp giấy phép xây dựng mới đối với công trình cấp III, cấp IV (công trình không theo tuyến, theo tuyến trong "
        "đô thị, tín ngưỡng, tôn giáo, tượng đài, tranh hoành tráng, theo giai đoạn, dự án) và nhà ở riêng lẻ"
    ),
    papers=tuple(
        ReceiptPaper(
            f"Bản vẽ thiết kế số {sheet}"
            + (": mặt bằng, mặt đứng, mặt cắt, móng, đấu nối hạ tầng kỹ thuật tỷ lệ 1/100" if sheet % 3 == 0 else ""),
            original=sheet % 2,
            certified=1,
            photocopy=sheet,
        )
        for sheet in range(1, 41)
    ),
    second_due_at=datetime(2027, 1, 5, 9, 30, tzinfo=VIETNAM),
    reprint=2,
)

CERTIFIED_COPY: Final = replace(
    ORDINARY,
    code="H13.35.07-261123-10001",
    procedure_name=(
        "Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan, tổ chức có thẩm quyền của Việt Nam, "
        "nước ngoài cấp hoặc chứng nhận"
    ),
    summary="4 giấy tờ, 11 bản",
    fee_amount=22_000,
    fee_text="",
    sets=1,
)

OLD_CODE: Final = replace(ORDINARY, code="000.17.22.H56-261123-0001")

MISSING: Final = MissingItems(
    head=HEAD,
    applicant_name="Lê Hoàng Ân",
    procedure_name="Đăng ký lại khai sinh",
    items=("Bản sao Giấy khai sinh cũ", "Giấy tờ chứng minh nơi cư trú của người yêu cầu"),
    reason="Thành phần hồ sơ chưa đủ theo quy định tại Điều 26 Nghị định 123/2015/NĐ-CP",
    officer="Trần Văn Đức",
    made_at=datetime(2026, 2, 9, 8, 30, tzinfo=VIETNAM),
    number="07",
    applicant_address="Khu vực 5, phường Cái Khế, thành phố Cần Thơ",
    applicant_phone="0900 000 003",
    contact="ông Trần Văn Đức",
    contact_phone="0292 000 0000",
)

LABEL: Final = Label(
    code=ORDINARY.code,
    applicant_name=ORDINARY.applicant_name,
    procedure="Đăng ký khai sinh",
    received_at=ORDINARY.received_at,
    due_at=ORDINARY.due_at,
    unit="Phòng Tư pháp – Hộ tịch, phường Cái Khế",
)
