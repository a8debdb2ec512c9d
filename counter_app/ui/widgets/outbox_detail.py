"""What is known of one row of the outbox: what happened, what is safe, what to do now; and what is sent, if asked."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QWidget

from counter_app.ui import words
from counter_app.ui.widgets.panel import Panel, label
from counter_app.usecases.ring_values import OutboxRow


class OutboxDetail(Panel):
    """Three sentences. The body is shown as it is sent, personal data and all, and only while it is asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("This row"), "info", parent)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        self.happened, self.safe, self.now = (label("", role, wrap=True) for role in ("strong", "", "strong"))
        for row, (name, said) in enumerate(
            (
                (self.tr("What happened"), self.happened),
                (self.tr("What is safe"), self.safe),
                (self.tr("What to do now"), self.now),
            )
        ):
            grid.addWidget(label(name, "field"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(said, row, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(grid)
        self.sent = QPlainTextEdit(self)
        self.sent.setObjectName("sent")
        self.sent.setReadOnly(True)
        self.sent.setAccessibleName(self.tr("What is sent"))
        self.sent.setTabChangesFocus(True)
        self.sent.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.sent.hide()
        self.body.addWidget(self.sent, 20)
        self.body.addStretch(1)

    def show_row(self, row: OutboxRow, *, hub: bool) -> None:
        """Say how `row` is; `hub` when the office's hub is what is above."""
        parked = row.state == "parked"
        happened = words.answer(row.last_answer, hub=hub) or self.tr("It was not tried yet.")
        self.happened.setText(happened)
        safe, now = words.refusal(row.last_answer, parked=parked)
        self.safe.setText(safe)
        self.now.setText(now)
        self.setAccessibleName(f"{happened} {safe} {now}")

    @property
    def showing_body(self) -> bool:
        """Whether what is sent is on the screen."""
        return not self.sent.isHidden()

    def show_body(self, text: str) -> None:
        """Show what is sent."""
        self.sent.setPlainText(text)
        self.sent.show()
        self.sent.setFocus(Qt.FocusReason.OtherFocusReason)

    def hide_body(self) -> None:
        """Take it off the screen, and out of memory."""
        self.sent.clear()
        self.sent.hide()
