"""What every page is to the frame: a name, verbs, and the moments when it is shown, told and asked to step back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counter_app.ui import words
from counter_app.ui.widgets.banner import Banner

if TYPE_CHECKING:
    from counter_app.domain.errors import CounterError
    from counter_app.domain.office import Office
    from counter_app.domain.scan import CardScan
    from counter_app.ui.actions import Verb
    from counter_app.ui.background import Background
    from counter_app.usecases.desk import Desk


class Sign(Protocol):
    """What the frame says about the counter before there is a desk; a `Desk` has all of it."""

    @property
    def office(self) -> "Office": ...
    @property
    def device_name(self) -> str: ...
    @property
    def officer(self) -> str: ...
    @property
    def practice(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class CounterSign:
    """A `Sign` made from the settings alone."""

    office: "Office"
    device_name: str
    officer: str
    practice: bool


class Page(QWidget):
    """One page of the frame. It emits intents; the frame decides where they lead."""

    open_dossier = Signal(object)
    """The UUID of a dossier to show."""
    leave = Signal()
    """One step back out of this page."""

    def __init__(self, background: "Background", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.background = background
        self.desk: Desk | None = None
        self.banner = Banner(self)

    def verbs(self) -> tuple["Verb", ...]:
        """What can be done on this page, in the order in which it is offered."""
        return ()

    def attach(self, desk: "Desk") -> None:
        """The desk is ready."""
        self.desk = desk

    def shown(self) -> None:
        """The officer looks at the page now: ask again for what it shows, put the focus where work goes on."""

    def changed(self, kinds: frozenset[str]) -> None:
        """Things of these kinds are different now; called only while the page is looked at."""

    def takes_card(self, read: "CardScan") -> bool:
        """Take a scanned card for what is being filled in here; False leads it to the intake page."""
        return False

    def takes_code(self, code: str) -> bool:
        """Take a dossier's scanned code for what is done here; False lets it open the dossier."""
        del code
        return False

    def explanation(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What F1 explains beside the keys: (heading, sentences)."""
        return ()

    def complain(self, error: "CounterError", key: str = "F9") -> None:
        """Say an error in the page's own line."""
        self.banner.complain(words.sentence(error, key))

    def ask(
        self, question: Callable[[], object], answer: Callable[..., None], *, key: str, quiet: bool = False
    ) -> None:
        """Ask the desk off the screen's thread; the newest answer of this key counts."""
        self.background.run(self, question, answer, self.complain, key=key, quiet=quiet)
