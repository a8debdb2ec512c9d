"""Slips and lists: nothing is clipped, nothing overlaps, no row is lost, however long or empty they are."""

import re
from dataclasses import replace

import pytest

from counter_app.documents import example_sheets as sheets
from counter_app.documents import example_slips as slips
from counter_app.documents.flow import shortened, width
from counter_app.documents.pages import SHEETS
from counter_app.documents.papers import FormPaper
from counter_app.documents.post_label import POST_LABEL
from counter_app.documents.rasterise import page_count
from counter_app.documents.receipt import ReceiptRenderer
from counter_app.domain.sheets import PostLabel
from tests.documents.reading import letters, words
from tests.documents.samples import LONG_ADDRESS
from tests.documents.slip_samples import (
    ENDLESS,
    ENDLESS_PARTY,
    LONG_LABEL,
    code,
    empty_slips,
    lists,
    long_slips,
)
from tests.documents.test_layout import assert_apart, assert_inside


@pytest.fixture(scope="module")
def renderer() -> ReceiptRenderer:
    return ReceiptRenderer()


PAPERS: dict[str, FormPaper] = {
    **{f"long {name}": value for name, value in long_slips().items()},
    **{f"endless {name}": value for name, value in long_slips(ENDLESS_PARTY, ENDLESS).items()},
    **{f"empty {name}": value for name, value in empty_slips().items()},
    **{f"list of 20, {name}": value for name, value in lists(20).items()},
    **{f"endless list, {name}": value for name, value in lists(2, ENDLESS).items()},
}


@pytest.mark.parametrize("name", PAPERS)
def test_letters_stay_inside_and_apart(renderer: ReceiptRenderer, name: str) -> None:
    value = PAPERS[name]
    sheet = SHEETS[renderer.leaf(value)]
    made = renderer.paper(value)
    for page in range(page_count(made)):
        found = letters(made, page)
        body = [one for one in found if sheet.height - one.top > sheet.top - 1 and one.bottom > sheet.bottom]
        assert body
        assert_inside(body, sheet.left, sheet.width - sheet.right, sheet.bottom, sheet.height - sheet.top)
        assert_inside(found, sheet.left, sheet.width - sheet.right, 8, sheet.height - 8)
        assert_apart(found)


@pytest.mark.parametrize("label", [sheets.POST_LABEL, LONG_LABEL, replace(LONG_LABEL, receiver=ENDLESS_PARTY)])
def test_a_post_label_stays_inside_and_apart(renderer: ReceiptRenderer, label: PostLabel) -> None:
    found = letters(renderer.post_label(label))
    assert_inside(found, POST_LABEL.left, POST_LABEL.width - POST_LABEL.right, 3, POST_LABEL.height - 3)
    assert_apart(found)
    bars = [one for one in found if 26 < one.bottom < 58]
    assert not bars, "text behind the bars"


def test_the_longest_address_stands_whole_on_the_post_label(renderer: ReceiptRenderer) -> None:
    assert f"Địa chỉ: {LONG_ADDRESS}" in words(renderer.post_label(LONG_LABEL))


@pytest.mark.parametrize("rows", [1, 40, 300])
@pytest.mark.parametrize("name", ["register", "hand-over list", "visit sheet", "control slip", "shift sheet"])
def test_no_row_is_lost_and_the_head_stands_on_every_page(renderer: ReceiptRenderer, name: str, rows: int) -> None:
    made = renderer.paper(lists(rows)[name])
    pages = page_count(made)
    assert pages > rows / 40
    text = re.sub(r"\s", "", words(made))
    for number in range(1, rows + 1):
        wanted = f"Bộphậnsố{number}." if name == "control slip" else code(number)
        assert wanted in text
    head = {
        "register": "Tên tổ chức, cá nhân",
        "hand-over list": "Nội dung giải quyết TTHC",
        "visit sheet": "Thời hạn xử lý",
        "control slip": "Thời gian giao nhận hồ sơ",
        "shift sheet": "Người nộp tiền",
    }[name]
    for page in range(pages):
        said = words(made, page)
        assert f"Trang {page + 1}/{pages}" in said or pages == 1
        first_of_visit = name == "visit sheet" and page == 0 and pages > 1
        behind_all = code(rows) not in said and page == pages - 1
        assert head in said or first_of_visit or behind_all
    assert len(made) < 25_000 + 600 * rows


def test_a_register_of_a_whole_year_opens(renderer: ReceiptRenderer) -> None:
    """More objects than one byte counts: the index of the file grows with them."""
    made = renderer.paper(lists(1500, LONG_ADDRESS * 3)["register"])
    assert page_count(made) > 255
    assert code(1500) in words(made, page_count(made) - 1)


def test_a_visit_of_few_dossiers_needs_one_page(renderer: ReceiptRenderer) -> None:
    assert page_count(renderer.paper(slips.VISIT_SHEET)) == 1
    many = renderer.paper(replace(slips.VISIT_SHEET, rows=slips.VISIT_SHEET.rows * 2))
    assert page_count(many) == 2
    assert "DANH SÁCH HỒ SƠ" not in words(many, 0)
    assert "Mã hồ sơ Nội dung Đơn vị" in words(many, 1)


def test_dates_and_codes_in_a_table_stay_whole(renderer: ReceiptRenderer) -> None:
    for value in (slips.VISIT_SHEET, slips.CLOCK_SHEET, sheets.REGISTER, sheets.SHIFT_SHEET):
        text = words(renderer.paper(value))
        assert "23/11/2026" in text
        assert slips.CODE in text
        assert "H13.35.07-261123- " not in text


def test_shortening_ends_in_an_ellipsis_and_keeps_what_fits() -> None:
    text = [("Tinos", "một hai ba bốn năm sáu bảy tám chín mười")]
    assert shortened(text, 10, 1000, 1) == [tuple(text)]
    (line,) = shortened(text, 10, 60, 1)
    assert line[0][1].endswith("…")
    assert line[0][1][:-1] in text[0][1]
    assert width(line, 10) <= 60
    assert shortened([("Tinos", "")], 10, 60, 3) == []
