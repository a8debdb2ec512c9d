"""Half-typed forms: kept every two seconds when they changed, put aside, brought back after a fall."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from counter_app.ui.background import Lane
from counter_app.ui.form import Form

if TYPE_CHECKING:
    from counter_app.domain.errors import CounterError
    from counter_app.ui.background import Background
    from counter_app.usecases.desk import Desk, SavedForm

EVERY_MS = 2000


class Keeping(QObject):
    """Keeps the form that `current` gives. Forms put aside stay on a pile, the newest on top."""

    aside_changed = Signal(int)
    found = Signal(object, object)
    """(form, when it was kept): a form left from before this start."""
    failed = Signal(object)

    def __init__(self, background: "Background", current: Callable[[], Form], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background, self._current = background, current
        self._desk: Desk | None = None
        self._kept: tuple[UUID, str] | None = None
        self._aside: list[Form] = []
        self._looked = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.keep)

    @property
    def aside(self) -> int:
        """How many forms lie aside."""
        return len(self._aside)

    def attach(self, desk: "Desk") -> None:
        """Begin to keep, and look for what was left."""
        self._desk = desk
        self._timer.start()
        if not self._looked:
            self._looked = True
            self._background.run(self, desk.saved_forms, self._left, self.failed.emit, key="left")

    def stop(self) -> None:
        """Keep once more and stop the clock."""
        self.keep()
        self._timer.stop()

    def stop_and_hand_over(self) -> list[Form]:
        """Keep once more, stop, and give the pile to whoever goes on."""
        self.stop()
        return self._aside

    def take_over(self, pile: list[Form]) -> None:
        """Go on with a pile; what is on the disk is known already."""
        self._aside = pile
        self._looked = True
        self.aside_changed.emit(len(pile))

    def keep(self) -> None:
        """Write the form down if it is not empty and not as it was kept last."""
        form, desk = self._current(), self._desk
        if desk is None or form.empty:
            return
        content = form.to_json()
        if self._kept == (form.id, content):
            return
        self._kept = (form.id, content)
        self._write(lambda: desk.keep_form(form.id, content))

    def drop(self, form: UUID) -> None:
        """Forget a form that became a dossier."""
        desk = self._desk
        if desk is not None:
            self._write(lambda: desk.drop_form(form))

    def put_aside(self, form: Form) -> None:
        """Lay a form on the pile (and on the disk)."""
        desk = self._desk
        if form.empty:
            return
        self._aside.append(form)
        self.aside_changed.emit(len(self._aside))
        if desk is not None:
            content = form.to_json()
            self._write(lambda: desk.keep_form(form.id, content))

    def put_aside_below(self, form: Form) -> None:
        """Lay a form under the pile, so that bringing back again and again walks through all of them."""
        if not form.empty:
            self._aside.insert(0, form)
            self.aside_changed.emit(len(self._aside))

    def take_back(self) -> Form | None:
        """Take the newest form from the pile."""
        if not self._aside:
            return None
        form = self._aside.pop()
        self.aside_changed.emit(len(self._aside))
        return form

    def _left(self, saved: Sequence["SavedForm"]) -> None:
        desk = self._desk
        if desk is None:
            return
        newest_first = sorted(saved, key=lambda kept: kept.saved_at, reverse=True)
        here = {form.id for form in self._aside} | {self._current().id}
        forms = [
            (Form.from_json(kept.id, kept.content, desk.procedure), kept)
            for kept in newest_first
            if kept.id not in here
        ]
        forms = [(form, kept) for form, kept in forms if not form.empty]
        if not forms:
            return
        self._aside[:0] = [form for form, _kept in reversed(forms[1:])]
        self.aside_changed.emit(len(self._aside))
        self.found.emit(forms[0][0], forms[0][1].saved_at)

    def _write(self, work: Callable[[], None]) -> None:
        self._background.run(self, work, lambda _none: None, self._trouble, lane=Lane.WRITING, quiet=True)

    def _trouble(self, error: "CounterError") -> None:
        self._kept = None
        self.failed.emit(error)
