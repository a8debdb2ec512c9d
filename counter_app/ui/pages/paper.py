"""One filed paper on the screen: fetched from above when it is not here, drawn page by page, never handed elsewhere."""

from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from counter_app.ui import words
from counter_app.ui.actions import Verb, install
from counter_app.ui.background import Background
from counter_app.ui.page import Page
from counter_app.ui.paper_pages import Leaf, leaf
from counter_app.ui.paper_sentences import WAITS
from counter_app.ui.widgets.keys import VerbButton
from counter_app.ui.widgets.panel import Elided, Tag

if TYPE_CHECKING:
    from counter_app.domain.errors import CounterError
    from counter_app.usecases.open_paper import OpenedPaper

ASK_MS: Final = 400
"""How often is looked how much of a paper has come, while somebody waits for it."""
WIDEST: Final = 820
"""A page that is as wide as the window is too wide to read; so many pixels are plain size."""
SIZES: Final = (0.75, 1.0, 1.5, 2.0, 3.0)
PLAIN: Final = 1


class PaperPage(Page):
    """`show_paper` asks for a paper and shows its first page as soon as it is here."""

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(background, parent)
        self.opened: OpenedPaper | None = None
        self.leaf: Leaf | None = None
        self._wanted: tuple[UUID, str] | None = None
        self._number, self._size = 0, PLAIN
        self.title, self.where = Elided("", "title"), Tag()
        self.picture = QLabel(self)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.area = QScrollArea(self)
        self.area.setObjectName("leaf")
        self.area.setWidget(self.picture)
        self.area.setWidgetResizable(True)
        self.area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._again = QTimer(self)
        self._again.setInterval(ASK_MS)
        self._again.timeout.connect(self._ask)
        self._lay_out()
        install(self.verbs(), self)

    def verbs(self) -> tuple[Verb, ...]:
        before, larger = self.tr("Page before"), self.tr("Larger")
        return (
            Verb("before", before, "Left", self.page_before, "", "", ("Ctrl+PgUp",)),
            Verb("next", self.tr("Next page"), "Right", self.next_page, "", "", ("Ctrl+PgDown",)),
            Verb("larger", larger, "+", self.larger, "", self.tr("Larger; PgUp and PgDn scroll"), ("=", "Ctrl++")),
            Verb("smaller", self.tr("Smaller"), "-", self.smaller, "", "", ("Ctrl+-",)),
            Verb("again", self.tr("Ask again"), "F3", self.again, "repeat", self.tr("Ask for the paper again")),
            Verb("back", self.tr("Back"), "Esc", self.step_back, "back", self.tr("Back to the dossier")),
        )

    def show_paper(self, dossier: UUID, sha256: str) -> None:
        """Ask for this paper and show it."""
        self._forget()
        self._wanted = (dossier, sha256)
        self._number, self._size = 0, PLAIN
        self._ask()

    def shown(self) -> None:
        self.area.setFocus()

    def changed(self, kinds: frozenset[str]) -> None:
        if "file" in kinds and self._again.isActive():
            self._ask()

    def next_page(self) -> None:
        """Right: the next page."""
        if self.leaf is not None and self._number + 1 < self.leaf.pages:
            self._turn(self._number + 1)

    def page_before(self) -> None:
        """Left: the page before."""
        if self._number > 0:
            self._turn(self._number - 1)

    def larger(self) -> None:
        """Plus: larger."""
        self._resize(min(self._size + 1, len(SIZES) - 1))

    def smaller(self) -> None:
        """Minus: smaller."""
        self._resize(max(self._size - 1, 0))

    def again(self) -> None:
        """F3: ask for the paper again."""
        self.banner.clear()
        self._ask()

    def step_back(self) -> None:
        """Esc: back to the dossier; nothing of the paper stays in memory."""
        self._forget()
        self.leave.emit()

    def _forget(self) -> None:
        self._again.stop()
        self.opened, self.leaf, self._wanted = None, None, None
        self.picture.clear()
        self.title.say("")
        self.where.say("")
        self.banner.clear()

    def _ask(self) -> None:
        desk, wanted = self.desk, self._wanted
        if desk is not None and wanted is not None:
            self.background.run(
                self,
                lambda: (desk.open_paper(*wanted), desk.sync().below_hub),
                self._opened,
                self._failed,
                key="paper",
                quiet=True,
            )

    def _opened(self, found: "tuple[OpenedPaper, bool]") -> None:
        opened, hub = found
        if self._wanted is None:
            return
        self.title.say(opened.name)
        if opened.path is None:
            self._say_wait(opened, hub=hub)
            self._again.start()
            return
        if self._again.isActive():
            self._again.stop()
            self.banner.clear()
        self.opened = opened
        self._draw()

    def _say_wait(self, opened: "OpenedPaper", *, hub: bool) -> None:
        percent = 100 * opened.come // opened.size if opened.size else 0
        said = words.waiting(opened.last_answer, percent, WAITS, hub=hub)
        safe = self.tr("It opens here by itself once it has come; the dossier is safe. Esc leads back to other work.")
        self.banner.say(said, safe, "info" if opened.last_answer in ("", "file_coming") else "warn")

    def _failed(self, error: "CounterError") -> None:
        self._again.stop()
        self.complain(error, "F3")

    def _turn(self, number: int) -> None:
        self._number = number
        self.area.verticalScrollBar().setValue(0)
        self._draw()

    def _resize(self, size: int) -> None:
        self._size = size
        self._draw()

    def _draw(self) -> None:
        opened = self.opened
        if opened is None or opened.path is None:
            return
        path, kind, number = opened.path, opened.media_type, self._number
        plain = min(max(self.area.viewport().width(), 200), WIDEST)
        width = round(plain * SIZES[self._size] * self.devicePixelRatioF())
        self.background.run(
            self, lambda: leaf(path, kind, number, width), self._drawn, self._failed, key="leaf", quiet=True
        )

    def _drawn(self, drawn: Leaf) -> None:
        if self._wanted is None:
            return
        self.leaf, self._number = drawn, drawn.number
        pixels = QPixmap.fromImage(drawn.picture)
        pixels.setDevicePixelRatio(self.devicePixelRatioF())
        self.picture.setPixmap(pixels)
        said = self.tr("Page {number} of {pages}").format(number=drawn.number + 1, pages=drawn.pages)
        self.where.say(said, "info")
        self.picture.setAccessibleName(f"{self.title.whole}, {said}")

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.title, 1)
        head.addWidget(self.where)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        for verb in self.verbs():
            bar.addWidget(VerbButton(verb, self))
        bar.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(12, 10, 12, 10)
        page.setSpacing(8)
        page.addWidget(self.banner)
        page.addLayout(head)
        page.addWidget(self.area, 1)
        page.addLayout(bar)
