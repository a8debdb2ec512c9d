"""Key caps, and buttons that show the key which does the same."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from counter_app.ui import icons
from counter_app.ui.actions import Verb, shown_key
from counter_app.ui.theme import tokens
from counter_app.ui.widgets.measure import row_height


class KeyCap(QLabel):
    """A key as it stands on the keyboard."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(shown_key(key), parent)
        self.setObjectName("keycap")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 0.85)
        self.setFont(font)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


class VerbButton(QPushButton):
    """A button made from a verb: icon, word, key cap. Click and key do the same."""

    def __init__(self, verb: Verb, parent: QWidget | None = None, *, primary: bool = False) -> None:
        super().__init__(parent)
        self.verb = verb
        self.setObjectName(f"button_{verb.id}")
        self.setAccessibleName(verb.text)
        self.setAccessibleDescription(verb.note or verb.text)
        self.setToolTip(verb.note)
        self.setProperty("primary", "true" if primary else "false")
        self.setFixedHeight(row_height(self) + (4 if primary else 0))
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 10, 0)
        row.setSpacing(7)
        if verb.icon:
            mark = QLabel(self)
            mark.setPixmap(icons.picture(verb.icon, tokens().on_accent if primary else tokens().accent, 18))
            mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.addWidget(mark)
        self.word = QLabel(verb.text, self)
        self.word.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row.addWidget(self.word)
        if verb.key:
            row.addWidget(KeyCap(verb.key, self))
        self.clicked.connect(lambda _checked=False: verb.act())

    def sizeHint(self) -> QSize:
        """What the row inside needs; a button's own hint looks at its text, which is empty here."""
        inner = self.layout()
        width = inner.sizeHint().width() if inner is not None else 0
        return QSize(width + 4, self.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
