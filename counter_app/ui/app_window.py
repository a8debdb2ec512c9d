"""The frame: navigation, the search box, one page at a time, the sync strip; and where scans and news go."""

from functools import partial
from typing import TYPE_CHECKING, Final, cast
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from counter_app.ui import icons, theme
from counter_app.ui.actions import Verb, install
from counter_app.ui.background import Background
from counter_app.ui.pages.making import make_page
from counter_app.ui.scanning import Scanning
from counter_app.ui.searching import Searching
from counter_app.ui.watching import Watching
from counter_app.ui.widgets.key_sheet import KeySheet
from counter_app.ui.widgets.practice_mark import PracticeMark
from counter_app.ui.widgets.rail import Rail
from counter_app.ui.widgets.rehearsal_bar import RehearsalBar
from counter_app.ui.widgets.sync_strip import SyncStrip
from counter_app.ui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from counter_app.domain.errors import CounterError
    from counter_app.ui.events import Events
    from counter_app.ui.page import Page, Sign
    from counter_app.ui.pages.dossier import DossierPage
    from counter_app.ui.pages.intake import IntakePage
    from counter_app.ui.pages.paper import PaperPage
    from counter_app.usecases.desk import Desk

SMALLEST: Final = (1024, 560)
SHEET_SHARE: Final = 0.38
WITHIN: Final = ("dossier", "paper")
"""Pages that belong to one dossier and have no place of their own in the navigation."""


class AppWindow(QMainWindow):
    """Painted from the `sign` alone; `attach` brings the desk. Pages but the first are made when first shown."""

    language_wanted = Signal(str)
    theme_wanted = Signal(str)
    painted = Signal()
    """The window was painted for the first time."""

    def __init__(self, sign: "Sign", events: "Events", *, language: str = "vi", look: str = "light") -> None:
        super().__init__()
        self.sign, self.events, self.language, self.look = sign, events, language, look
        self.background = Background(self)
        self.desk: Desk | None = None
        self.pages: dict[str, Page] = {}
        self._painted = False
        self.came_from = "intake"
        self._more_verbs: tuple[Verb, ...] = ()
        self.setMinimumSize(*SMALLEST)
        self.setWindowIcon(icons.icon("application", theme.tokens().accent, 32))
        self._watching = Watching(self)
        self._searching = Searching(self)
        self._build()
        events.changed.connect(self._changed)
        self.scanning = Scanning(self)
        self.background.busy.connect(self._busy)

    # what the frame is made of

    def _build(self) -> None:
        self.setWindowTitle(f"{self.sign.device_name} – {self.sign.office.name}")
        self.stack = QStackedWidget()
        self.top = TopBar(self.sign.office.title, self.sign.office.name, practice=self.sign.practice)
        self.strip = SyncStrip()
        self.rehearsal = RehearsalBar(self._end_outage())
        officer = self.sign.officer if self.desk is None else self.desk.officer_now()
        self.rail = Rail(self.places(), self.sign.device_name, officer)
        self.column = column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.rehearsal)
        column.addWidget(self.stack, 1)
        column.addWidget(self.strip)
        self.middle = middle = QWidget()
        middle.setObjectName("page")
        edge = 5 if self.sign.practice else 0
        row = QHBoxLayout(middle)
        row.setContentsMargins(edge, edge, edge, edge)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(column, 1)
        if self.sign.practice:
            middle.setObjectName("practice")
            middle.setStyleSheet(f"QWidget#practice {{ background: {theme.tokens().practice}; }}")
        self.setCentralWidget(middle)
        self.sheet = KeySheet(middle)
        self.mark = PracticeMark(middle) if self.sign.practice else None
        self._searching.connect_box()
        install(self.verbs(), middle)
        self.go("intake")

    def places(self) -> tuple[Verb, ...]:
        """The pages as they stand in the navigation."""
        named = (
            ("intake", self.tr("Intake")),
            ("dossiers", self.tr("Dossiers")),
            ("outbox", self.tr("Outbox")),
            ("conflicts", self.tr("Conflicts")),
            ("devices", self.tr("Devices")),
            ("about", self.tr("About")),
            ("work", self.tr("Work")),
        )
        note = self.tr("Go to: {page}")
        return tuple(
            Verb(name, word, f"Ctrl+{place}", partial(self.go, name), name, note.format(page=word))
            for place, (name, word) in enumerate(named, start=1)
        )

    def verbs(self) -> tuple[Verb, ...]:
        """What can be done from anywhere."""
        return (
            *self.places(),
            Verb("search", self.tr("Find a dossier"), "Ctrl+K", self.to_search, "search"),
            Verb("keys", self.tr("Why? And all keys"), "F1", self.toggle_sheet, "keyboard"),
            self._end_outage(),
            *self._more_verbs,
        )

    def _end_outage(self) -> Verb:
        text, note = self.tr("End the rehearsal"), self.tr("End a rehearsed outage early")
        return Verb("end_outage", text, "Ctrl+Shift+E", self._watching.end_outage, "", note)

    def add_verbs(self, verbs: tuple[Verb, ...]) -> None:
        """Let more be done from anywhere, with a key and a line in the key sheet: what practice brings along."""
        self._more_verbs = (*self._more_verbs, *verbs)
        install(verbs, self.middle)

    def page(self, name: str) -> "Page":
        """Return the page, made now when it is asked for the first time."""
        if name not in self.pages:
            made = make_page(name, self)
            made.open_dossier.connect(self.open_dossier)
            made.leave.connect(self._left)
            self.pages[name] = made
            self.stack.addWidget(made)
            if self.desk is not None:
                made.attach(self.desk)
        return self.pages[name]

    @property
    def intake(self) -> "IntakePage":
        return cast("IntakePage", self.page("intake"))

    @property
    def here(self) -> str:
        """The name of the page that is shown."""
        return next(name for name, page in self.pages.items() if page is self.stack.currentWidget())

    def build_again(self, language: str, look: str) -> None:
        """Make the frame anew in another language or look; the form and the last receipt go along."""
        form, finishing, here = self.intake.form(), self.intake.finishing, self.here
        pile = self.intake.keeping.stop_and_hand_over()
        self.language, self.look = language, look
        self.pages = {}
        self._build()
        self.intake.finishing.take_over(finishing)
        self.intake.keeping.take_over(pile)
        if self.desk is not None:
            self.attach(self.desk)
        self.intake.show_form(form)
        self.go(here if here not in WITHIN else "dossiers")
        self.resize(self.size())
        self._place_mark()

    # verbs

    def go(self, name: str) -> None:
        """Show a page; what was typed in the search box a moment ago does not lead away from it again."""
        self._searching.stop()
        self.sheet.hide()
        self.show_page(name).shown()

    def show_page(self, name: str) -> "Page":
        """Bring a page to the front without asking anything of it; return it."""
        page = self.page(name)
        self.stack.setCurrentWidget(page)
        self.rail.here("dossiers" if name in WITHIN else name)
        return page

    def open_dossier(self, dossier: UUID) -> None:
        """Show one dossier; Esc there leads back to where the officer was."""
        if self.here not in WITHIN:
            self.came_from = self.here
        page = cast("DossierPage", self.page("dossier"))
        page.show_dossier(dossier)
        self.go("dossier")

    def open_paper(self, dossier: UUID, sha256: str) -> None:
        """Show one filed paper of a dossier; Esc there leads back to the dossier."""
        paper = cast("PaperPage", self.page("paper"))
        self.go("paper")
        paper.show_paper(dossier, sha256)

    def to_search(self) -> None:
        """Ctrl+K: into the search box, its text selected."""
        self.top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.top.search.selectAll()

    def toggle_sheet(self) -> None:
        """F1: show why and which keys, or hide them again."""
        if self.sheet.isVisible():
            self.sheet.leave()
            return
        page = self.pages[self.here]
        self.sheet.show_for(
            page.explanation(),
            ((self.tr("Keys of this page"), page.verbs()), (self.tr("Keys everywhere"), self.verbs())),
        )
        self._place_sheet()

    def cannot_open(self, error: "CounterError") -> None:
        """The desk will not come: the intake page says why, the strip that nothing is open."""
        self.intake.cannot_open(error)
        self.strip.closed()

    def attach(self, desk: "Desk") -> None:
        """The desk is ready: pages ask for what they show, what was pressed meanwhile is done."""
        self.desk = desk
        for page in list(self.pages.values()):
            page.attach(desk)
        self._watching.start()

    # what happens

    def _changed(self, kinds: frozenset[str]) -> None:
        if "event" in kinds:
            self.strip.doubt()
        if "account" in kinds:
            self.scanning.officers.look()
        for name, page in self.pages.items():
            if name == self.here or name == "dossiers":
                page.changed(kinds)
        self._watching.ask()

    def _busy(self, busy: bool) -> None:
        self.strip.show_busy(busy)

    def _left(self) -> None:
        """A page was left with Esc."""
        if self.here == "paper":
            self.go("dossier")
            return
        back = self.came_from if self.here == "dossier" else "intake"
        self.top.search.clear()
        self.go(back if back != "dossier" else "intake")

    def _place_sheet(self) -> None:
        middle = self.middle
        width = max(int(middle.width() * SHEET_SHARE), 320)
        top = self.top.height()
        edge = 5 if self.sign.practice else 0
        height = middle.height() - top - self.strip.height() - 2 * edge
        self.sheet.setGeometry(middle.width() - width - edge, top + edge, width, height)

    def _place_mark(self) -> None:
        if self.mark is not None:
            self.mark.setGeometry(self.stack.geometry())
            self.mark.raise_()

    # Qt's own moments

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_sheet()
        self._place_mark()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._place_mark()
        self.pages[self.here].shown()

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.Paint and not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self.painted.emit)
        return handled

    def closeEvent(self, event: QCloseEvent) -> None:
        self._watching.stop()
        self._searching.stop()
        self.intake.keeping.stop()
        self.background.close()
        super().closeEvent(event)
