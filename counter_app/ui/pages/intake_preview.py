"""What follows from the intake form while it is typed: fee, due date, remarks, an earlier dossier of the same."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from counter_app.domain.errors import CounterError
from counter_app.ui import shown

if TYPE_CHECKING:
    from counter_app.domain.draft import Draft
    from counter_app.ui.pages.intake import IntakePage
    from counter_app.usecases.desk import DoubleWarning, Preview

PREVIEW_MS = 60


class IntakePreview(QObject):
    """Works on one intake page: `soon` after every key, `look` at once."""

    def __init__(self, page: "IntakePage") -> None:
        super().__init__(page)
        self._page = page
        self._preview: Preview | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PREVIEW_MS)
        self._soon.timeout.connect(self.look)

    def soon(self) -> None:
        """Look when the hand rests."""
        self._soon.start()

    def explanation(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return why the date and the fee are what they are: (heading, sentences)."""
        from counter_app.domain import fees
        from counter_app.domain.due_words import explain_vi

        found: list[tuple[str, tuple[str, ...]]] = []
        if self._preview is not None and self._preview.due is not None:
            found.append((self.tr("Why this due date"), tuple(map(explain_vi, self._preview.due.explanation))))
        if self._preview is not None and self._preview.fee is not None:
            found.append((self.tr("Why this fee"), fees.explain_vi(self._preview.fee)))
        return tuple(found)

    def look(self) -> None:
        """Ask what the form would cost and when it would be due; look for doubles."""
        page = self._page
        desk, form = page.desk, page.form()
        panel = page.fields.procedure
        if desk is None:
            return
        draft = form.draft()
        panel.show_reason(bool(draft.missing) and any(paper.given for paper in draft.papers))
        try:
            self._preview = desk.preview(draft) if form.procedure is not None else None
        except CounterError as error:
            self._preview = None
            page.complain(error)
        panel.show_preview(self._preview)
        if not form.empty:
            page.fields.mark(form.problems(), only_filled=True)
            page.scans.mark_again()
        if form.procedure is not None and form.applicant.number.strip():
            page.ask(lambda: desk.doubles(draft), lambda found: self._doubles(draft, found), key="doubles", quiet=True)
        else:
            panel.clear_doubt()

    def _doubles(self, draft: "Draft", found: tuple["DoubleWarning", ...]) -> None:
        page = self._page
        earlier = next((warning for warning in found), None)
        if earlier is None or page.form().id != draft.id:
            page.fields.procedure.clear_doubt()
            return
        sentence = self.tr("The same person filed the same on {when}: {code}").format(
            when=shown.moment(earlier.received_at), code=earlier.code
        )
        page.fields.procedure.show_doubt(self.tr("Filed before?"), sentence)
