"""Papers filed as files: listed with where they are, shown page by page in the window itself, refused in words."""

import hashlib
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from reportlab.pdfgen.canvas import Canvas

from counter_app.domain.errors import OfficerCanMend
from counter_app.storage import wanted_files
from counter_app.ui import words
from counter_app.ui.pages.dossier import DossierPage
from counter_app.ui.pages.paper import PaperPage
from counter_app.ui.paper_pages import leaf
from tests.ui.conftest import Seat
from tests.ui.test_pages import register


@pytest.fixture
def scans(tmp_path: Path) -> list[str]:
    """A PDF of two pages, a picture taken sideways, a TIFF of three pages, and what is none of them."""
    pdf, jpeg, tiff, text = (tmp_path / name for name in ("khai sinh.pdf", "ho khau.jpg", "don.tif", "ghi chu.txt"))
    canvas = Canvas(str(pdf), pagesize=(300, 400))
    for word in ("mot", "hai"):
        canvas.drawString(100, 200, word)
        canvas.showPage()
    canvas.save()
    sideways = Image.Exif()
    sideways[0x0112] = 6
    Image.new("RGB", (400, 300), "white").save(jpeg, exif=sideways)
    pages = [Image.new("1", (200, 280), color) for color in (1, 0, 1)]
    pages[0].save(tiff, save_all=True, append_images=pages[1:])
    text.write_text("khong phai giay to", "utf-8")
    return [str(path) for path in (pdf, jpeg, tiff, text)]


def opened(seat: Seat) -> tuple[DossierPage, PaperPage]:
    register(seat, 1)
    seat.window.open_dossier(seat.counter.desk.page(None, 1)[0].id)
    seat.rest()
    dossier, paper = seat.window.page("dossier"), seat.window.page("paper")
    assert isinstance(dossier, DossierPage)
    assert isinstance(paper, PaperPage)
    return dossier, paper


def said(page: DossierPage | PaperPage) -> str:
    return f"{page.banner.headline.text()} {page.banner.detail.text()}"


def test_papers_are_filed_listed_and_shown_page_by_page(seat: Seat, scans: list[str]) -> None:
    dossier, paper = opened(seat)
    seat.press(Qt.Key.Key_F3)
    assert "chưa có tệp" in said(dossier)
    dossier.papers.take(scans)
    seat.until(lambda: len(dossier.papers.list.rows.rows) == 4)
    assert "4" in said(dossier)
    assert dossier.papers.list.at_city.text() == "0/7 trang đã ở thành phố"
    cells = [dossier.papers.list.rows.data(dossier.papers.list.rows.index(0, column)) for column in range(3)]
    assert cells == ["khai sinh.pdf", "2", "tại quầy"]

    seat.press(Qt.Key.Key_F3)
    seat.until(lambda: paper.leaf is not None)
    assert seat.window.here == "paper"
    assert (paper.title.whole, paper.where.text()) == ("khai sinh.pdf", "Trang 1/2")
    seat.press(Qt.Key.Key_Right)
    seat.until(lambda: paper.where.text() == "Trang 2/2")
    narrow = paper.picture.pixmap().width()
    seat.press(Qt.Key.Key_Plus)
    seat.until(lambda: paper.picture.pixmap().width() > narrow)
    seat.press(Qt.Key.Key_Escape)
    seat.rest()
    assert seat.window.here == "dossier"
    assert paper.leaf is None
    assert paper.picture.pixmap().isNull(), "nothing of it stays"
    dossier.papers.take(scans)
    seat.until(lambda: "đã có trong hồ sơ" in said(dossier))
    seat.press(Qt.Key.Key_Escape)
    seat.rest()
    assert seat.window.here != "dossier"


def test_enter_on_a_row_shows_that_paper(seat: Seat, scans: list[str]) -> None:
    dossier, paper = opened(seat)
    dossier.papers.take(scans[:3])
    seat.until(lambda: len(dossier.papers.list.rows.rows) == 3)
    dossier.papers.list.table.setFocus()
    seat.press(Qt.Key.Key_Down)
    seat.press(Qt.Key.Key_Return)
    seat.until(lambda: paper.leaf is not None)
    assert paper.title.whole == "ho khau.jpg"
    assert paper.leaf is not None
    assert paper.leaf.picture.height() > paper.leaf.picture.width(), "it was taken sideways"


def test_what_cannot_be_shown_is_said_and_kept(seat: Seat, scans: list[str], tmp_path: Path) -> None:
    dossier, paper = opened(seat)
    broken = tmp_path / "hong.pdf"
    broken.write_bytes(b"%PDF-1.4 hong")
    dossier.papers.take([scans[3], str(broken)])
    seat.until(lambda: len(dossier.papers.list.rows.rows) == 2)
    for row, sentence in ((0, "không xem được tại đây"), (1, "tệp hỏng")):
        dossier.papers.list.table.selectRow(row)
        seat.press(Qt.Key.Key_F3)
        seat.until(lambda: not paper.banner.isHidden())
        assert sentence in said(paper)
        assert "giữ nguyên" in said(paper)
        seat.press(Qt.Key.Key_Escape)
        seat.rest()


def test_a_paper_that_is_nowhere_is_said_with_the_reason(seat: Seat, scans: list[str]) -> None:
    dossier, paper = opened(seat)
    dossier.papers.take(scans[:1])
    seat.until(lambda: len(dossier.papers.list.rows.rows) == 1)
    sha256 = hashlib.sha256(Path(scans[0]).read_bytes()).hexdigest()
    path = seat.counter.desk.open_paper(dossier.wanted, sha256).path  # type: ignore[arg-type]
    assert path is not None
    path.unlink()
    seat.press(Qt.Key.Key_F3)
    seat.until(lambda: not paper.banner.isHidden())
    assert "không có trên máy này" in said(paper)
    assert wanted_files.part_of(sha256) not in said(paper)


def test_files_that_cannot_be_filed_say_which_and_that_nothing_was_done(
    seat: Seat, scans: list[str], tmp_path: Path
) -> None:
    dossier, _paper = opened(seat)
    dossier.papers.take([*scans, str(tmp_path / "gone.pdf")])
    seat.until(lambda: "thứ 5" in said(dossier))
    dossier.papers.take(scans * 60)
    seat.until(lambda: "200" in said(dossier))
    assert dossier.papers.list.rows.rows == ()
    assert "{" not in words.sentence(OfficerCanMend("no_files"), "F7").now


def test_every_page_of_every_kind_is_drawn(scans: list[str], seat: Seat) -> None:
    del seat
    kinds = ("application/pdf", "image/jpeg", "image/tiff")
    for path, kind, pages in zip(scans[:3], kinds, (2, 1, 3), strict=True):
        drawn = [leaf(Path(path), kind, number, 300) for number in range(pages)]
        assert [(one.number, one.pages, one.picture.width()) for one in drawn] == [
            (number, pages, 300) for number in range(pages)
        ]
    assert leaf(Path(scans[0]), kinds[0], 99, 300).number == 1
    first, second = (leaf(Path(scans[0]), kinds[0], number, 300).picture for number in (0, 1))
    assert first != second
    with pytest.raises(OfficerCanMend, match="paper_unreadable"):
        leaf(Path(scans[3]), "image/png", 0, 300)
    with pytest.raises(OfficerCanMend, match="paper_unreadable"):
        leaf(Path(scans[0]), kinds[0], 0, 20_000)
