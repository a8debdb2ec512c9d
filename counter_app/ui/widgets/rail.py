"""The navigation at the left: icon, word, key."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from counter_app.ui import icons
from counter_app.ui.actions import Verb
from counter_app.ui.theme import tokens
from counter_app.ui.widgets.keys import KeyCap
from counter_app.ui.widgets.panel import Tag, label


class _RailButton(QPushButton):
    def __init__(self, verb: Verb, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.verb = verb
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAccessibleName(verb.text)
        self.setAccessibleDescription(verb.note or verb.text)
        self.setFixedHeight(self.fontMetrics().height() + 24)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 10, 0)
        row.setSpacing(10)
        mark = QLabel(self)
        mark.setPixmap(icons.picture(verb.icon, tokens().on_rail, 20))
        row.addWidget(mark)
        row.addWidget(label(verb.text))
        row.addStretch(1)
        self.count = Tag("", "warn", self)
        self.count.hide()
        row.addWidget(self.count, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(KeyCap(verb.key, self))
        for child in self.findChildren(QLabel):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        act: Callable[[], None] = verb.act
        self.clicked.connect(lambda _checked=False: act())

    def sizeHint(self) -> QSize:
        inner = self.layout()
        return QSize(inner.sizeHint().width() + 4 if inner is not None else 0, self.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Rail(QFrame):
    """One button per page; `here` says which page is shown."""

    def __init__(self, verbs: Sequence[Verb], counter: str, officer: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 12)
        column.setSpacing(0)
        name = label(counter, "heading", wrap=True)
        name.setContentsMargins(18, 0, 10, 10)
        column.addWidget(name)
        self._buttons: dict[str, _RailButton] = {}
        for verb in verbs:
            button = _RailButton(verb, self)
            self._buttons[verb.id] = button
            column.addWidget(button)
        column.addStretch(1)
        self.officer = label(officer, "", wrap=True)
        self.officer.setContentsMargins(18, 0, 10, 0)
        column.addWidget(self.officer)

    def show_count(self, page: str, count: int, sentence: str) -> None:
        """Show beside the page's word how many things wait there for a person; nothing when none does."""
        button = self._buttons[page]
        button.count.say(str(count) if count else "", "warn")
        button.setAccessibleName(f"{button.verb.text}: {sentence}" if count else button.verb.text)

    def count_of(self, page: str) -> str:
        """What stands beside the page's word, empty when nothing waits there."""
        return self._buttons[page].count.text()

    def here(self, page: str) -> None:
        """Mark the page that is shown."""
        if page in self._buttons:
            self._buttons[page].setChecked(True)
