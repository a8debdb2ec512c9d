"""The words of forms 01 and 02 (Thông tư 03/2025, Phụ lục I), written here a second time."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from counter_app.documents.rasterise import page_count
from counter_app.documents.receipt import PaperSize, ReceiptRenderer
from counter_app.domain.receipt import Receipt
from counter_app.domain.times import VIETNAM
from tests.documents.reading import fonts, words
from tests.documents.samples import HEAD, LABEL, LONG, MISSING, ORDINARY, SHORT

FORM_01 = (
    "UBND PHƯỜNG CÁI KHẾ",
    "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Số: 0001/-TTPVHCC (BPTNTKQ)",
    "Cần Thơ, ngày 23 tháng 11 năm 2026",
    "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
    "Mã hồ sơ: H13.35.07-261123-0001",
    "Trung tâm Phục vụ hành chính công/Bộ phận Tiếp nhận và Trả kết quả phường Cái Khế",
    "Tiếp nhận hồ sơ của Ông (Bà)/Tổ chức: Nguyễn Thị Ngọc Ánh",
    "Số định danh cá nhân/tổ chức: 092193001234",
    "Địa chỉ: Số 12 đường Trần Văn Hoài, khu vực 3, phường Cái Khế, thành phố Cần Thơ",
    "Số điện thoại: 0900 000 001",
    "Email: ngocanh@example.vn",
    "(Trường hợp ủy quyền thì cung cấp thêm thông tin của người ủy quyền, bao gồm: họ và tên, địa chỉ, số định danh "
    "cá nhân, số điện thoại, email, giấy tờ ủy quyền).",
    "Nội dung yêu cầu giải quyết: Thủ tục đăng ký khai sinh; đăng ký khai sinh cho con Nguyễn Gia Bảo",
    "Thành phần hồ sơ nộp gồm:",
    "1 Tờ khai đăng ký khai sinh theo mẫu 1",
    "2 Giấy chứng sinh 1",
    "3 Giấy chứng nhận kết hôn của cha mẹ 1 1",
    "Số lượng hồ sơ: 01 (bộ)",
    "Thời gian giải quyết hồ sơ theo quy định là: Trong ngày; hồ sơ nộp sau 15 giờ trả kết quả trong ngày làm việc "
    "tiếp theo",
    "Thời gian nhận hồ sơ: 14 giờ 05 phút, ngày 23 tháng 11 năm 2026.",
    "Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 23 tháng 11 năm 2026.",
    "Đăng ký nhận kết quả tại: Trung tâm Phục vụ hành chính công phường Cái Khế",
    "Vào Sổ theo dõi hồ sơ, Quyển số 01/2026",
    "Số thứ tự 123 (nếu có)",
    "NGƯỜI NỘP HỒ SƠ",
    "(Ký và ghi rõ họ tên)",
    "NGƯỜI TIẾP NHẬN HỒ SƠ",
    "(Ký và ghi rõ họ tên)",
    "(Chữ ký số của người tiếp nhận hồ sơ nếu là biểu mẫu điện tử)",
    "Nguyễn Thị Ngọc Ánh",
    "Trần Văn Đức",
)

FORM_02 = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Số: 07/PBS-TTPVHCC (BPTNTKQ)",
    "Cần Thơ, ngày 09 tháng 02 năm 2026",
    "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
    "Hồ sơ của: Lê Hoàng Ân",
    "Nội dung yêu cầu giải quyết: Đăng ký lại khai sinh",
    "Địa chỉ: Khu vực 5, phường Cái Khế, thành phố Cần Thơ",
    "Số điện thoại: 0900 000 003",
    "Email:",
    "Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:",
    "1. Bản sao Giấy khai sinh cũ",
    "2. Giấy tờ chứng minh nơi cư trú của người yêu cầu",
    "Lý do: Thành phần hồ sơ chưa đủ theo quy định tại Điều 26 Nghị định 123/2015/NĐ-CP",
    "Trong quá trình hoàn thiện hồ sơ nếu có vướng mắc, Ông/Bà liên hệ với ông Trần Văn Đức số điện thoại "
    "0292 000 0000 để được hướng dẫn./.",
    "NGƯỜI HƯỚNG DẪN",
    "(Ký và ghi rõ họ tên)",
    "Trần Văn Đức",
)


@pytest.fixture(scope="module")
def renderer() -> ReceiptRenderer:
    return ReceiptRenderer()


def assert_in_order(wanted: tuple[str, ...], text: str) -> None:
    at = 0
    for phrase in wanted:
        found = text.find(phrase, at)
        assert found >= 0, f"{phrase!r} not behind {text[max(at - 60, 0) : at]!r} in {text[at : at + 200]!r}"
        at = found + len(phrase)


@pytest.mark.parametrize("paper", ["A5", "A4"])
def test_form_01_letter_for_letter(renderer: ReceiptRenderer, paper: PaperSize) -> None:
    assert_in_order(FORM_01, words(renderer.receipt(ORDINARY, paper)))


def test_form_01_stands_twice_on_one_sheet(renderer: ReceiptRenderer) -> None:
    text = words(renderer.receipt(ORDINARY, "A4x2"))
    assert_in_order(FORM_01 + FORM_01, text)
    assert "Liên 1: Lưu tại Bộ phận Tiếp nhận và Trả kết quả" in text
    assert "Liên 2: Giao cá nhân, tổ chức nộp hồ sơ" in text


def test_form_02_letter_for_letter(renderer: ReceiptRenderer) -> None:
    assert_in_order(FORM_02, words(renderer.missing_items(MISSING)))


def test_what_is_not_known_is_left_to_be_filled_in_by_hand(renderer: ReceiptRenderer) -> None:
    text = words(renderer.receipt(SHORT))
    for phrase in ("Địa chỉ: ....", "Số điện thoại: ....", "Quyển số ....", "Đăng ký nhận kết quả tại: ...."):
        assert phrase in text
    assert "Thời gian trả kết quả giải quyết hồ sơ: ..... giờ ..... phút, ngày ..... tháng ..... năm" in text
    assert "Phí, lệ phí" not in text
    assert "Người ủy quyền:" not in text


def test_the_authoriser_and_the_second_stage_stand_on_the_receipt(renderer: ReceiptRenderer) -> None:
    text = words(renderer.receipt(LONG))
    assert "Người ủy quyền: Tôn Nữ Hoàng Thị Phương Quỳnh Như Nguyễn Đặng Ngọc Khánh" in text
    assert "Giấy tờ ủy quyền: Hợp đồng ủy quyền số 1234/2026/HĐUQ" in text
    assert "Thời gian trả kết quả giai đoạn 2: 09 giờ 30 phút, ngày 05 tháng 01 năm 2027." in text
    assert "40 Bản vẽ thiết kế số 40 1 40" in text


@pytest.mark.parametrize("receipt", [ORDINARY, LONG])
def test_a_reprint_and_a_practice_paper_say_so_on_every_page(renderer: ReceiptRenderer, receipt: Receipt) -> None:
    made = renderer.receipt(replace(receipt, reprint=3, practice=True))
    for page in range(page_count(made)):
        text = words(made, page)
        assert "Bản in lại lần 3" in text
        assert text.count("BẢN TẬP – KHÔNG CÓ GIÁ TRỊ") == 2
        assert receipt.code in text
    first = words(renderer.receipt(replace(receipt, reprint=0)))
    assert "in lại" not in first
    assert "BẢN TẬP" not in first


def test_every_page_of_a_long_receipt_has_its_number(renderer: ReceiptRenderer) -> None:
    made = renderer.receipt(LONG)
    pages = page_count(made)
    for page in range(pages):
        assert f"Mã hồ sơ: {LONG.code} – Trang {page + 1}/{pages}" in words(made, page)


@pytest.mark.parametrize(
    ("amount", "text", "printed"),
    [
        (22_000, "", "22.000 đồng"),
        (0, "miễn", "miễn"),
        (0, "", "0 đồng"),
        (1_500_000, "tạm thu", "1.500.000 đồng (tạm thu)"),
    ],
)
def test_the_fee_is_printed_as_known(renderer: ReceiptRenderer, amount: int, text: str, printed: str) -> None:
    made = words(renderer.receipt(replace(ORDINARY, fee_amount=amount, fee_text=text)))
    assert f"Phí, lệ phí: {printed} Ông/Bà tra cứu" in made


def test_the_number_line_carries_the_offices_symbol(renderer: ReceiptRenderer) -> None:
    made = renderer.receipt(replace(ORDINARY, head=replace(HEAD, symbol="TN")))
    assert "Số: 0001/TN-TTPVHCC (BPTNTKQ)" in words(made)


def test_slip_and_label_say_code_name_and_times(renderer: ReceiptRenderer) -> None:
    slip = words(renderer.slip(ORDINARY))
    assert_in_order(
        (
            "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
            ORDINARY.code,
            "Ông (Bà)/Tổ chức: Nguyễn Thị Ngọc Ánh",
            "Hẹn trả kết quả: 17 giờ 00 phút, ngày 23 tháng 11 năm 2026",
        ),
        slip,
    )
    label = words(renderer.label(LABEL))
    assert_in_order((LABEL.code, "Nguyễn Thị Ngọc Ánh", "Nhận 23/11/2026 14:05", "Hẹn 23/11/2026 17:00"), label)
    for made in (renderer.slip(replace(ORDINARY, practice=True)), renderer.label(replace(LABEL, practice=True))):
        assert "BẢN TẬP – KHÔNG CÓ GIÁ TRỊ" in words(made)


def test_times_are_printed_in_vietnamese_time(renderer: ReceiptRenderer) -> None:
    utc = datetime.fromisoformat("2026-11-23T07:05:00+00:00")
    assert renderer.receipt(replace(ORDINARY, received_at=utc)) == renderer.receipt(ORDINARY)
    assert utc == datetime(2026, 11, 23, 14, 5, tzinfo=VIETNAM)


def test_every_font_is_embedded(renderer: ReceiptRenderer, tmp_path: Path) -> None:
    papers = (
        renderer.receipt(LONG),
        renderer.receipt(ORDINARY, "A4x2"),
        renderer.missing_items(MISSING),
        renderer.label(LABEL),
        renderer.slip(ORDINARY),
    )
    for made in papers:
        listed = fonts(made, tmp_path)
        assert listed
        for line in listed:
            assert "+Tinos" in line[0]
            assert line[-5:-2] == ["yes", "yes", "yes"], line
        assert b"Helvetica" not in made


def test_the_same_values_give_the_same_bytes(renderer: ReceiptRenderer) -> None:
    first = renderer.receipt(ORDINARY)
    renderer.receipt(LONG)
    assert renderer.receipt(ORDINARY) == first
    assert ReceiptRenderer().receipt(ORDINARY) == first


@pytest.mark.parametrize("paper", ["A5", "A4", "A4x2"])
def test_a_receipt_is_small(renderer: ReceiptRenderer, paper: PaperSize) -> None:
    assert len(renderer.receipt(ORDINARY, paper)) <= 30_000
