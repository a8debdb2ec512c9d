"""Every slip, list and label of a dossier's life scans back, at every density, by decoders that did not make it."""

from dataclasses import replace
from pathlib import Path

import pytest

from counter_app.documents import codes
from counter_app.documents import example_sheets as sheets
from counter_app.documents import example_slips as slips
from counter_app.documents.papers import FormPaper
from counter_app.documents.rasterise import grey, page_count
from counter_app.documents.receipt import ReceiptRenderer
from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.sheets import PostLabel
from tests.documents.reading import INCH, by_zbar, by_zxing, pictures, words
from tests.documents.samples import LONG_ADDRESS, OLD_CODE
from tests.documents.slip_samples import LONG_LABEL, code, lists, long_slips

CODED: dict[str, tuple[FormPaper, str]] = {
    "supplement": (slips.SUPPLEMENT, slips.SUPPLEMENT.slip_code),
    "supplement without a code of its own": (replace(slips.SUPPLEMENT, slip_code=""), slips.SUPPLEMENT.code),
    "supplement practice": (replace(slips.SUPPLEMENT, practice=True), slips.SUPPLEMENT.slip_code),
    "refusal": (slips.REFUSAL, slips.REFUSAL.code),
    "apology": (slips.APOLOGY, slips.CODE),
    "apology of an old code": (replace(slips.APOLOGY, code=OLD_CODE.code), OLD_CODE.code),
    "stop notice": (slips.STOP_NOTICE, slips.CODE),
    "control slip": (slips.CONTROL_SLIP, slips.CODE),
    "collection note": (slips.COLLECTION_NOTE, slips.CODE),
    "clock sheet": (slips.CLOCK_SHEET, slips.CODE),
    **{f"long {name}": (value, "") for name, value in long_slips().items()},
}


@pytest.fixture(scope="module")
def renderer() -> ReceiptRenderer:
    return ReceiptRenderer()


@pytest.mark.parametrize("name", CODED)
def test_a_slip_scans_back(name: str, renderer: ReceiptRenderer, tmp_path: Path) -> None:
    value, wanted = CODED[name]
    wanted = wanted or getattr(value, "slip_code", "") or getattr(value, "code", "")
    both = {("QR", wanted), ("bars", wanted)}
    for how, picture in pictures(renderer.paper(value)):
        assert by_zxing(picture) == both, f"zxing, {how}"
        assert by_zbar(picture, tmp_path) == both, f"zbar, {how}"


OWN = {("QR", sheets.HAND_OVER_LIST.code), ("bars", sheets.HAND_OVER_LIST.code)}


def lined(number: int, kind: str) -> set[tuple[str, str]]:
    return {(kind, code(at + 1)) for at in range(number)}


@pytest.mark.parametrize(
    ("name", "own", "kind"),
    [("hand-over list", sheets.HAND_OVER_LIST.code, "bars"), ("visit sheet", slips.VISIT_SHEET.code, "QR")],
)
def test_a_list_and_each_of_its_lines_scan_back(
    name: str, own: str, kind: str, renderer: ReceiptRenderer, tmp_path: Path
) -> None:
    made = renderer.paper(lists(12)[name])
    assert page_count(made) > 1
    zxing: dict[str, set[tuple[str, str]]] = {}
    zbar: dict[str, set[tuple[str, str]]] = {}
    for page in range(page_count(made)):
        for how, picture in pictures(made, page):
            seen, also = by_zxing(picture), by_zbar(picture, tmp_path)
            assert ("bars", own) in seen, f"page {page}, {how}"
            assert ("bars", own) in also, f"page {page}, {how}"
            zxing.setdefault(how, set()).update(seen)
            zbar.setdefault(how, set()).update(also)
    wanted = {("QR", own), ("bars", own)} | lined(12, kind)
    for how in zxing:
        assert zxing[how] == wanted, f"zxing, {how}"
        assert zbar[how] == wanted, f"zbar, {how}"


@pytest.mark.parametrize("before", [3, 8])
def test_a_line_longer_than_half_a_leaf_keeps_its_bars_wherever_the_page_ends(
    before: int, renderer: ReceiptRenderer, tmp_path: Path
) -> None:
    rows = [replace(sheets.HAND_OVER_LIST.rows[1], code=code(at + 1)) for at in range(before)]
    long = replace(rows[0], code=code(before + 1), request=LONG_ADDRESS * 4, applicant_name="Lê Hoàng Ân")
    made = renderer.paper(replace(sheets.HAND_OVER_LIST, rows=(*rows, long), missing=()))
    seen: set[tuple[str, str]] = set()
    for page in range(page_count(made)):
        seen |= by_zxing(grey(made, 300 / INCH, page))
        assert by_zbar(grey(made, 203 / INCH, page), tmp_path) <= lined(before + 1, "bars") | OWN
    assert seen == lined(before + 1, "bars") | OWN


def test_a_further_page_of_a_control_slip_scans_back(renderer: ReceiptRenderer, tmp_path: Path) -> None:
    made = renderer.paper(lists(12)["control slip"])
    for page in range(1, page_count(made)):
        for how, picture in pictures(made, page):
            assert by_zxing(picture) == {("bars", slips.CODE)}, how
            assert by_zbar(picture, tmp_path) == {("bars", slips.CODE)}, how


@pytest.mark.parametrize("label", [sheets.POST_LABEL, LONG_LABEL, replace(LONG_LABEL, tracking="EA123456785VN")])
def test_a_post_label_scans_back(label: PostLabel, renderer: ReceiptRenderer, tmp_path: Path) -> None:
    both = {("QR", label.code), ("bars", label.tracking)}
    for how, picture in pictures(renderer.post_label(label)):
        assert by_zxing(picture) == both, f"zxing, {how}"
        assert by_zbar(picture, tmp_path) == both, f"zbar, {how}"


@pytest.mark.parametrize("tracking", ["", "cn123456785vn", "CN 123", "Đ1", "CN123456785VN/1", "1" * 33])
def test_a_tracking_number_that_bars_cannot_hold_is_refused(renderer: ReceiptRenderer, tracking: str) -> None:
    with pytest.raises(OfficerCanMend, match="code_unfit_for_barcode"):
        renderer.post_label(replace(sheets.POST_LABEL, tracking=tracking))


@pytest.mark.parametrize(
    "value",
    [
        replace(slips.SUPPLEMENT, slip_code="WE-1"),
        replace(slips.SUPPLEMENT, code="WE-1"),
        replace(slips.REFUSAL, code="Nguyễn Thị Ngọc Ánh"),
        replace(slips.VISIT_SHEET, code=""),
        replace(slips.VISIT_SHEET, rows=(replace(slips.VISIT_SHEET.rows[0], code="A-1"),)),
        replace(sheets.HAND_OVER_LIST, rows=(replace(sheets.HAND_OVER_LIST.rows[0], code="A-1"),)),
    ],
)
def test_a_code_that_an_input_method_would_rewrite_is_refused(renderer: ReceiptRenderer, value: FormPaper) -> None:
    with pytest.raises(OfficerCanMend, match="code_unfit_for_barcode"):
        renderer.paper(value)


def test_the_posts_letters_are_no_letters_of_ours() -> None:
    assert codes.checked_tracking("EA123456785VN") == "EA123456785VN"
    with pytest.raises(OfficerCanMend):
        codes.checked("EA123456785VN")


def test_bars_too_wide_for_their_column_are_left_out_and_the_code_stays(
    renderer: ReceiptRenderer, tmp_path: Path
) -> None:
    wide = "H13.35.07.99.88-20261123-00001"
    line = replace(sheets.HAND_OVER_LIST.rows[0], code=wide)
    made = renderer.paper(replace(sheets.HAND_OVER_LIST, rows=(line,), missing=()))
    assert wide in words(made)
    own = sheets.HAND_OVER_LIST.code
    for how, picture in pictures(made):
        assert by_zxing(picture) == {("QR", own), ("bars", own)}, how
        assert by_zbar(picture, tmp_path) == {("QR", own), ("bars", own)}, how
