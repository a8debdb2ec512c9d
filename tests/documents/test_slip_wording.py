"""The words of forms 02 to 07 (Thông tư 03/2025, Phụ lục I) and of the office's own papers, written a second time."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from counter_app.documents import example_sheets as sheets
from counter_app.documents import example_slips as slips
from counter_app.documents.forms import Forms, pieces
from counter_app.documents.papers import FormPaper, kind_of, placeholders
from counter_app.documents.rasterise import page_count
from counter_app.documents.receipt import ReceiptRenderer
from counter_app.domain.slips import Party
from counter_app.domain.times import vietnam
from tests.documents.reading import fonts, words
from tests.documents.test_wording import assert_in_order

STATE: Final = (
    "UBND PHƯỜNG CÁI KHẾ",
    "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
)

FORM_02 = (
    *STATE,
    "Số: 07/PBS-TTPVHCC (BPTNTKQ)",
    "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
    "Mã phiếu: BS-261123-0002-41",
    "Mã hồ sơ: H13.35.07-261123-0002",
    "Hồ sơ của: Lê Hoàng Ân",
    "Nội dung yêu cầu giải quyết: Đăng ký lại khai sinh",
    "Địa chỉ: Khu vực 5, phường Cái Khế, thành phố Cần Thơ",
    "Số điện thoại: 0900 000 003",
    "Email:",
    "Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:",
    "1. Bản sao Giấy khai sinh cũ",
    "2. Giấy tờ chứng minh nơi cư trú của người yêu cầu",
    "Lý do: Thành phần hồ sơ chưa đủ",
    "Thời hạn bổ sung, hoàn thiện hồ sơ: trước 17 giờ 00 phút, ngày 15 tháng 12 năm 2026.",
    "Trong quá trình hoàn thiện hồ sơ nếu có vướng mắc, Ông/Bà liên hệ với ông Trần Văn Đức số điện thoại "
    "0292 000 0000 để được hướng dẫn./.",
    "NGƯỜI HƯỚNG DẪN",
    "(Ký và ghi rõ họ tên)",
    "Trần Văn Đức",
)

FORM_03 = (
    *STATE,
    "Số: 03/PTC-TTPVHCC (BPTNTKQ)",
    "Cần Thơ, ngày 23 tháng 11 năm 2026",
    "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ",
    "Trung tâm Phục vụ hành chính công/Bộ phận Tiếp nhận và Trả kết quả phường Cái Khế",
    "Tiếp nhận hồ sơ của: Nguyễn Thị Ngọc Ánh",
    "Số định danh cá nhân/tổ chức: 092193001234",
    "Địa chỉ: Số 12 đường Trần Văn Hoài",
    "Số điện thoại: 0900 000 001",
    "Email: ngocanh@example.vn",
    "Mã hồ sơ (nếu có): H13.35.07-261123-0003",
    "Nội dung yêu cầu giải quyết: Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ",
    "Qua xem xét, Bộ phận Tiếp nhận và Trả kết quả thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể "
    "như sau:",
    "1. Hồ sơ không thuộc thẩm quyền giải quyết của UBND phường Cái Khế",
    "Xin thông báo cho Ông/Bà được biết và thực hiện./.",
    "NGƯỜI NỘP HỒ SƠ",
    "NGƯỜI TIẾP NHẬN HỒ SƠ",
)

FORM_04 = (
    *STATE,
    "Số: 02/PXL",
    "PHIẾU XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT",
    "Kính gửi: Nguyễn Thị Ngọc Ánh",
    "Ngày 23 tháng 11 năm 2026, Ủy ban nhân dân phường Cái Khế tiếp nhận giải quyết hồ sơ đề nghị giải quyết thủ tục "
    "hành chính Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ của Ông/Bà/Tổ chức; số định danh: 092193001234; "
    "mã số hồ sơ: H13.35.07-261123-0001",
    "Thời gian hẹn trả kết quả giải quyết hồ sơ: 17 giờ 00, ngày 03 tháng 12 năm 2026",
    "Tuy nhiên đến nay, Ủy ban nhân dân phường Cái Khế chưa trả kết quả giải quyết hồ sơ của Ông/Bà/Tổ chức đúng thời "
    "hạn quy định ghi trên Giấy tiếp nhận hồ sơ và hẹn trả kết quả.",
    "Lý do: Phải lấy ý kiến bằng văn bản",
    "Ủy ban nhân dân phường Cái Khế xin trân trọng gửi lời xin lỗi đến Ông (Bà)/Tổ chức vì sự chậm trễ trong quá trình "
    "giải quyết hồ sơ có thể gây phiền hà, tốn kém về chi phí, công sức của Ông (Bà)/Tổ chức.",
    "Ủy ban nhân dân phường Cái Khế xin lỗi Ông/Bà/Tổ chức và sẽ trả kết quả giải quyết hồ sơ cho Ông/Bà/Tổ chức vào "
    "ngày 07 tháng 12 năm 2026",
    "Mong nhận được sự thông cảm của Ông/Bà/Tổ chức vì sự chậm trễ này./.",
    "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ",
    "Phạm Thị Kiều Oanh",
)

FORM_05 = (
    *STATE,
    "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ",
    "Mã hồ sơ: H13.35.07-261123-0001",
    "Ngày 26 tháng 11 năm 2026, Ông/Bà/Tổ chức đề nghị dừng giải quyết hồ sơ nêu trên.",
    "Đến nay chưa có quyết định hoặc thông báo kết quả giải quyết hồ sơ. Căn cứ Điều 7 Thông tư 03/2025/TT-VPCP",
    "1. Ông/Bà/Tổ chức không còn nhu cầu",
    "Giấy tờ trả lại Ông/Bà/Tổ chức gồm:",
    "2. Bản vẽ thiết kế (02 bản chính)",
    "Phí, lệ phí hoàn trả: 75.000 đồng (Bảy mươi lăm nghìn đồng).",
    "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ",
    "Mẫu này do phần mềm soạn, chưa đối chiếu với Phụ lục I Thông tư 03/2025/TT-VPCP.",
)

FORM_06 = (
    *STATE,
    "Số: 12/PKS-TTPVHCC (BPTNTKQ)",
    "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ",
    "Mã số hồ sơ: H13.35.07-261123-0001",
    "Cơ quan (bộ phận) giải quyết hồ sơ: Phòng Kinh tế, Hạ tầng và Đô thị",
    "Cơ quan phối hợp giải quyết hồ sơ: Sở Xây dựng thành phố Cần Thơ",
    "Ngày nhận: 23/11/2026",
    "Hẹn trả kết quả vào 17 giờ 00 phút, ngày 03 tháng 12 năm 2026",
    "Tên đơn vị",
    "Thời gian giao nhận hồ sơ",
    "Kết quả giải quyết hồ sơ (trước hạn/đúng hạn/quá hạn)",
    "Ghi chú",
    "1. Giao: Bộ phận TN&TKQ",
    "2. Nhận: Phòng Kinh tế, Hạ tầng và Đô thị",
    "15 giờ 30 phút, ngày 23/11/2026",
    "đúng hạn",
    "Người giao",
    "Trần Văn Đức",
    "Người nhận",
    "Võ Minh Khôi",
    "1. Giao: Phòng Kinh tế, Hạ tầng và Đô thị",
    "2. Nhận: Lãnh đạo UBND phường",
    "Ghi chú:",
    "- Kết quả giải quyết hồ sơ do bên nhận nhập thông tin/ghi khi nhận bàn giao hồ sơ.",
    "- Việc lưu vết được thực hiện tự động theo chức năng của Hệ thống thông tin giải quyết thủ tục hành chính và thể "
    "hiện trên mẫu phiếu điện tử.",
)

FORM_07 = (
    *STATE,
    "Số: 11/STD-TTPVHCC(BPTNTKQ)",
    "SỔ THEO DÕI HỒ SƠ",
    "Lĩnh vực: Hộ tịch",
    "STT Mã hồ sơ Tên TTHC Tên tổ chức, cá nhân Địa chỉ/SĐT Cơ quan chủ trì giải quyết Nhận hồ sơ Hẹn trả kết quả "
    "Trả kết quả Phương thức nhận kết quả Ký nhận Nhận và trả kết quả",
    "1 H13.35.07-261123-0001 Đăng ký lại khai sinh Nguyễn Thị Ngọc Ánh",
    "Ghi chú:",
    "- Sổ theo dõi hồ sơ được lập theo từng lĩnh vực hoặc nhóm lĩnh vực tại Bộ phận Một cửa.",
    "- Trường hợp áp dụng Sổ theo dõi hồ sơ điện tử thì theo dõi trực tiếp trên Hệ thống thông tin giải quyết thủ tục "
    "hành chính, không cần thực hiện in sổ giấy nhưng phải đảm bảo đầy đủ thông tin theo quy định.",
    "Trang 1/1",
)

COLLECTION = (
    "GIẤY BIÊN NHẬN TRẢ KẾT QUẢ",
    "Tên thủ tục hành chính: Cấp giấy phép xây dựng mới",
    "Chủ hồ sơ: Nguyễn Thị Ngọc Ánh",
    "Người nhận kết quả: Lê Hoàng Ân",
    "Số điện thoại: 0900 000 003",
    "Nhận thay theo: Giấy ủy quyền ngày 20/11/2026",
    "Người trả kết quả: Trần Văn Đức",
    "TT Loại kết quả Số Trích yếu",
    "1 Giấy phép xây dựng 45/GPXD Cấp cho bà Nguyễn Thị Ngọc Ánh",
    "Ngày trả: 09 giờ 40 phút, ngày 03 tháng 12 năm 2026.",
    "Phí, lệ phí đã thu khi trả kết quả: 75.000 đồng (Bảy mươi lăm nghìn đồng).",
    "người nhận không còn; đã kiểm tra giấy tờ tùy thân",
    "NGƯỜI NHẬN KẾT QUẢ",
    "NGƯỜI TRẢ KẾT QUẢ",
    "Lê Hoàng Ân",
    "Trần Văn Đức",
)

HAND_OVER = (
    "PHIẾU BÀN GIAO KẾT QUẢ",
    "Mã phiếu: BG.261123-0003-15",
    "Bàn giao 02 kết quả vào 16 giờ 00 phút, ngày 23 tháng 11 năm 2026.",
    "TT Mã hồ sơ Nội dung giải quyết TTHC Kết quả giải quyết TTHC Họ tên chủ hồ sơ Địa chỉ chủ hồ sơ "
    "Phí, lệ phí (X là có) Đăng ký trả kết quả qua bưu điện (X là có)",
    "1 H13.35.07-261123-0001",
    "2 H13.35.07-261123-0006",
    "Bên nhận đã quét 01/02 kết quả.",
    "Còn thiếu: H13.35.07-261123-0006",
    "NGƯỜI GIAO",
    "NGƯỜI NHẬN",
)

VISIT = (
    "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
    "Mã lượt tiếp nhận: LT-261123-0017-62",
    "Nộp hồ sơ theo: Giấy ủy quyền ngày 20/11/2026 của ông Lê Hoàng Ân",
    "Số lượng hồ sơ: 03 (kèm theo danh sách)",
    "Thời gian nhận hồ sơ: 14 giờ 09 phút, ngày 23 tháng 11 năm 2026.",
    "Phí, lệ phí của các hồ sơ: 105.000 đồng",
    "NGƯỜI NỘP HỒ SƠ",
    "DANH SÁCH HỒ SƠ",
    "STT Mã hồ sơ Nội dung Đơn vị Ngày nhận Ngày hẹn trả Thời hạn xử lý Số lượng hồ sơ Họ và tên",
    "1 H13.35.07-261123-0001",
    "2 H13.35.07-261123-0004",
    "3 H13.35.07-261123-0005",
)

CLOCK = (
    "BẢNG TÍNH THỜI GIAN GIẢI QUYẾT HỒ SƠ",
    "Căn cứ: Luật Hộ tịch 60/2014/QH13; Nghị định 123/2015/NĐ-CP",
    "Thời gian hẹn trả kết quả lần đầu: 17 giờ 00 phút, ngày 25 tháng 11 năm 2026.",
    "Cách tính hạn trả kết quả",
    "1. Nhận hồ sơ lúc 14 giờ 00 phút thứ Hai 23/11/2026.",
    "4. Không tính thứ Ba 24/11/2026: Ngày Văn hóa Việt Nam [Nghị quyết 28/2026/QH16].",
    "7. Hạn trả kết quả: 17 giờ 00 phút thứ Sáu 27/11/2026.",
    "Tạm dừng",
    "Điều 6 khoản 4 Nghị định 297/2025/NĐ-CP",
    "đến nay",
)

SHIFT = (
    "BẢNG KÊ THU PHÍ, LỆ PHÍ TRONG CA",
    "Người thu: Trần Văn Đức",
    "I. Đã thu: 2 lượt",
    "22.000",
    "75.000",
    "Cộng: 97.000 đồng. Tiền mặt: 22.000 đồng; chuyển khoản: 75.000 đồng.",
    "II. Biên lai hủy: 1; cộng 8.000 đồng",
    "Ghi nhầm số bản",
    "Tiền mặt phải có: 222.000 đồng.",
    "Tiền mặt kiểm đếm: 217.000 đồng (Hai trăm mười bảy nghìn đồng).",
    "Chênh lệch: thiếu 5.000 đồng (Năm nghìn đồng).",
    "Lý do chênh lệch: Thối nhầm tiền",
    "NGƯỜI THU TIỀN",
    "NGƯỜI NHẬN BÀN GIAO",
    "PHỤ TRÁCH BỘ PHẬN",
)

DAILY = (
    "BẢNG ĐỐI CHIẾU GIẤY TỜ IN TRONG NGÀY",
    "Ngày 23 tháng 11 năm 2026",
    "TT Loại giấy tờ Đã ghi nhận Đã in Đã giao Đối chiếu",
    "1 Giấy tiếp nhận hồ sơ và hẹn trả kết quả 41 42 41 lệch",
    "2 Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ 6 6 6 khớp",
    "Chênh lệch: 01",
    "1 H13.35.07-261123-0019 in 02 lần, giao 01 bản Bản đầu kẹt giấy, đã hủy",
    "Niêm ngày: 9f86d081",
)

WANTED: Final[dict[str, tuple[FormPaper, tuple[str, ...]]]] = {
    "02": (slips.SUPPLEMENT, FORM_02),
    "03": (slips.REFUSAL, FORM_03),
    "04": (slips.APOLOGY, FORM_04),
    "05": (slips.STOP_NOTICE, FORM_05),
    "06": (slips.CONTROL_SLIP, FORM_06),
    "07": (sheets.REGISTER, FORM_07),
    "collection": (slips.COLLECTION_NOTE, COLLECTION),
    "hand-over": (sheets.HAND_OVER_LIST, HAND_OVER),
    "visit": (slips.VISIT_SHEET, VISIT),
    "clock": (slips.CLOCK_SHEET, CLOCK),
    "shift": (sheets.SHIFT_SHEET, SHIFT),
    "daily": (sheets.DAILY_SHEET, DAILY),
}


@pytest.fixture(scope="module")
def renderer() -> ReceiptRenderer:
    return ReceiptRenderer()


@pytest.mark.parametrize("name", WANTED)
def test_the_wording_stands_on_the_paper_in_order(renderer: ReceiptRenderer, name: str) -> None:
    value, wanted = WANTED[name]
    assert_in_order(wanted, words(renderer.paper(value)))


@pytest.mark.parametrize("name", WANTED)
def test_every_letter_of_the_forms_wording_is_on_the_paper(renderer: ReceiptRenderer, name: str) -> None:
    """Each fixed text of the form file, of every block that its example shows, letter by letter."""
    value, _ = WANTED[name]
    kind = kind_of(value)
    form = Forms(placeholders()).on(kind.form, vietnam(kind.day(value)).date())
    content = kind.content(value)
    text = re.sub(r"\s", "", words(renderer.paper(value)))
    looked = 0
    for block in form.blocks:
        when = getattr(block, "when", None)
        if when is not None and not content.says(when):
            continue
        first = getattr(block, "first", ())
        for wording in (wording for wording in block.wordings() if wording not in first):
            for piece in pieces(wording):
                if not piece.placeholder:
                    assert re.sub(r"\s", "", piece.text) in text, piece.text
                    looked += len(piece.text)
    assert looked > 150


def test_a_form_that_was_not_compared_says_so_in_its_source() -> None:
    forms = Forms(placeholders())
    day = slips.STOP_NOTICE.made_at.date()
    assert "chưa đối chiếu với Phụ lục I" in forms.on("stop_notice", day).source
    assert forms.on("refusal", day).source == "Thông tư 03/2025/TT-VPCP, Phụ lục I, Mẫu 03"


def test_a_draft_has_neither_code_nor_deadline(renderer: ReceiptRenderer) -> None:
    text = words(renderer.paper(replace(slips.SUPPLEMENT, code="", deadline=None)))
    assert "Mã phiếu: BS-261123-0002-41" in text
    assert "Mã hồ sơ" not in text
    assert "Thời hạn bổ sung" not in text


def test_what_is_not_known_is_left_to_be_filled_in_by_hand(renderer: ReceiptRenderer) -> None:
    nobody = Party("")
    refused = words(renderer.paper(replace(slips.REFUSAL, applicant=nobody, reasons=(), code="", number="")))
    assert_in_order(
        ("Số: ......", "Tiếp nhận hồ sơ của: ....", "Mã hồ sơ (nếu có): ....", "1. ....", "3. ...."), refused
    )
    stopped = words(renderer.paper(replace(slips.STOP_NOTICE, requested_at=None, returned=(), refund=None)))
    for absent in ("đề nghị dừng giải quyết", "Giấy tờ trả lại", "hoàn trả"):
        assert absent not in stopped
    empty = words(renderer.paper(replace(slips.CONTROL_SLIP, rows=(), due_at=None)))
    assert_in_order(("1. Giao: Bộ phận TN&TKQ", "2. Nhận:", "..... giờ ..... phút, ngày ...../...../....."), empty)
    assert empty.count("1. Giao:") == 4


def test_hand_overs_are_followed_by_empty_pairs(renderer: ReceiptRenderer) -> None:
    text = words(renderer.paper(slips.CONTROL_SLIP))
    assert text.count("1. Giao:") == text.count("2. Nhận:") == 4
    assert text.count("Người giao") == 4
    assert text.count("..... giờ") == 2


def test_a_list_on_its_way_in_speaks_of_dossiers(renderer: ReceiptRenderer) -> None:
    listed = replace(sheets.HAND_OVER_LIST, results=False, scanned=None, missing=())
    text = words(renderer.paper(listed))
    assert "PHIẾU BÀN GIAO HỒ SƠ" in text
    assert "Bàn giao 02 hồ sơ vào" in text
    assert "đã quét" not in text
    assert "Còn thiếu" not in text


@pytest.mark.parametrize(
    ("difference", "said"),
    [(0, "Chênh lệch: không."), (12_000, "Chênh lệch: thừa 12.000 đồng (Mười hai nghìn đồng).")],
)
def test_the_difference_of_a_shift_has_a_direction(renderer: ReceiptRenderer, difference: int, said: str) -> None:
    assert said in words(renderer.paper(replace(sheets.SHIFT_SHEET, difference=difference)))


def test_a_day_without_differences_says_that_all_is_even(renderer: ReceiptRenderer) -> None:
    text = words(renderer.paper(replace(sheets.DAILY_SHEET, differences=())))
    assert "Số đã ghi nhận, đã in và đã giao khớp nhau." in text
    assert "Chênh lệch:" not in text
    assert "Giải trình" not in text, "a table without rows is left out"


@pytest.mark.parametrize("name", WANTED)
def test_a_practice_paper_says_so_on_every_page(renderer: ReceiptRenderer, name: str) -> None:
    value: FormPaper = replace(WANTED[name][0], practice=True)
    made = renderer.paper(value)
    for page in range(page_count(made)):
        assert words(made, page).count("BẢN TẬP – KHÔNG CÓ GIÁ TRỊ") == 2
    assert "BẢN TẬP" not in words(renderer.paper(WANTED[name][0]))


def test_a_reprint_says_so(renderer: ReceiptRenderer) -> None:
    for value in (slips.COLLECTION_NOTE, slips.VISIT_SHEET):
        assert "Bản in lại lần 2" in words(renderer.paper(replace(value, reprint=2)))
        assert "in lại" not in words(renderer.paper(value))


def test_the_post_label_says_from_whom_to_whom(renderer: ReceiptRenderer) -> None:
    wanted = (
        "Người gửi: TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG, UBND PHƯỜNG CÁI KHẾ",
        "Số 1 đường Võ Văn Tần, phường Cái Khế, thành phố Cần Thơ",
        "Người nhận: Nguyễn Thị Ngọc Ánh",
        "Địa chỉ: Số 12 đường Trần Văn Hoài, khu vực 3, phường Cái Khế, thành phố Cần Thơ",
        "Điện thoại: 0900 000 001",
        "Thu người nhận: 35.000 đồng (Ba mươi lăm nghìn đồng)",
        "CN123456785VN",
        "Mã hồ sơ: H13.35.07-261123-0001",
    )
    assert_in_order(wanted, words(renderer.post_label(sheets.POST_LABEL)))
    assert "BẢN TẬP" in words(renderer.post_label(replace(sheets.POST_LABEL, practice=True)))


@pytest.mark.parametrize("name", WANTED)
def test_fonts_are_embedded_and_the_same_values_give_the_same_bytes(
    renderer: ReceiptRenderer, name: str, tmp_path: Path
) -> None:
    made = renderer.paper(WANTED[name][0])
    for line in fonts(made, tmp_path):
        assert "+Tinos" in line[0]
        assert line[-5:-2] == ["yes", "yes", "yes"], line
    assert ReceiptRenderer().paper(WANTED[name][0]) == made
    assert len(made) <= 25_000
