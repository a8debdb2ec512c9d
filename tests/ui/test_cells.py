"""The cells of a table: painted as the style sheet says, whatever the theme, without its detour."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QStyledItemDelegate

from counter_app.ui import theme
from counter_app.ui.app import application
from counter_app.ui.widgets.cells import ON_THE_WAY
from counter_app.ui.widgets.table import Column, FrozenTable, Table

ROWS = (
    ("H13.00.01-261123-0001", "Nguyễn Thị Ánh"),
    ("H13.00.01-261123-0002", "Trần Đặng Hoàng Phương Uyên, thay mặt Công ty trách nhiệm hữu hạn Thử Nghiệm"),
    ("H13.00.01-261123-0003", ""),
    ("H13.00.01-261123-0004", "Lê Thị Thử"),
)
COLUMNS: tuple[Column[tuple[str, str]], ...] = (
    Column("Code", lambda row: row[0], 22),
    Column("Where", lambda _row: "at the city", 15, lambda _row: ("city", theme.tokens().good)),
    Column("Applicant", lambda row: row[1]),
)


@pytest.fixture(autouse=True)
def _light() -> Iterator[None]:
    theme.apply(application(), "light")
    yield
    theme.apply(application(), "light")


class Late(FrozenTable[tuple[str, str]]):
    """A model whose third row is still on its way."""

    def row(self, number: int) -> tuple[str, str]:
        return None if number == 2 else super().row(number)  # type: ignore[return-value]


def made(model: FrozenTable[tuple[str, str]] | None = None) -> Table:
    table = Table("list", "List")
    rows = model or FrozenTable(COLUMNS)
    rows.setParent(table)
    rows.show(ROWS)
    table.setModel(rows)
    table.lay_out(COLUMNS)
    table.resize(640, 200)
    table.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # else the first cell takes the focus when it comes
    return table


def picture(table: Table) -> QImage:
    table.show()
    QApplication.processEvents()
    taken = table.viewport().grab().toImage()
    table.hide()
    return taken


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_cells_look_as_the_style_sheet_says(name: str) -> None:
    theme.apply(application(), name)
    table = made()
    ours = picture(table)
    table.setItemDelegate(QStyledItemDelegate(table))
    assert ours == picture(table)
    assert len({ours.pixel(x, 13) for x in range(ours.width())}) > 20, "there is text in the first row"


def test_the_same_cells_follow_a_change_of_theme_and_of_font() -> None:
    theme.apply(application(), "light")
    table = made()
    light = picture(table)
    theme.apply(application(), "dark")
    dark = picture(table)
    assert dark != light
    font = table.font()
    font.setPointSizeF(font.pointSizeF() * 1.2)
    table.setFont(font)
    ours = picture(table)
    assert ours != dark
    table.setItemDelegate(QStyledItemDelegate(table))
    assert ours == picture(table)


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_the_marked_row_has_its_ground_and_the_cell_with_the_focus_its_frame(name: str) -> None:
    colours = theme.apply(application(), name)
    table = made()
    table.show()
    table.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    table.activateWindow()
    table.setFocus()
    table.setCurrentIndex(table.model().index(1, 0))
    QApplication.processEvents()
    shown = picture_of(table)
    cell = table.visualRect(table.model().index(1, 0))
    other = table.visualRect(table.model().index(1, 2))
    assert shown.pixelColor(other.right() - 2, other.center().y()) == QColor(colours.accent_soft)
    assert shown.pixelColor(cell.topLeft()) == QColor(colours.focus)
    assert shown.pixelColor(cell.bottomRight()) == QColor(colours.focus)
    assert shown.pixelColor(other.topLeft()) == QColor(colours.accent_soft)


def picture_of(table: Table) -> QImage:
    """Return the picture without hiding the table: what has the focus keeps it."""
    return table.viewport().grab().toImage()


def test_a_text_of_two_lines_stands_on_one() -> None:
    folded, plain = made(), made()
    for table, name in ((folded, "Lê Thị\nThử"), (plain, "Lê Thị Thử")):
        model = table.model()
        assert isinstance(model, FrozenTable)
        model.show((("H13.00.01-261123-0005", name),))
    assert picture(folded) == picture(plain)


def test_a_row_on_its_way_shows_that_it_comes_and_no_icon() -> None:
    coming = made(Late(COLUMNS))
    dots = FrozenTable(tuple(Column(column.heading, column.text, column.width) for column in COLUMNS))
    shown = made(dots)
    dots.show((*ROWS[:2], (ON_THE_WAY, ON_THE_WAY), ROWS[3]))
    there = coming.visualRect(coming.model().index(2, 0))
    assert picture(coming).copy(there) == picture(shown).copy(there)
    second = coming.visualRect(coming.model().index(2, 1))
    assert picture(coming).copy(second) != picture(made()).copy(second)


def test_tool_tip_and_accessible_text_come_from_the_model() -> None:
    table = made()
    model: QAbstractItemModel = table.model()
    assert model.index(1, 2).data(Qt.ItemDataRole.ToolTipRole) == ROWS[1][1]
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == f"Code: {ROWS[0][0]}"
