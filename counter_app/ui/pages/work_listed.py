"""A dossier on a hand-over list as the screen shows it, and finding it by what was scanned or typed."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from counter_app.ui import shown
from counter_app.ui.widgets.table import Column

if TYPE_CHECKING:
    from counter_app.usecases.desk import Desk
    from counter_app.usecases.questions.life import LifeView


@dataclass(frozen=True, slots=True)
class Listed:
    """A dossier on a list; `state` is "" on a new one, else waiting, scanned or taken."""

    dossier: UUID
    code: str
    applicant: str
    procedure: str
    due_at: datetime | None
    state: str = ""


def look(desk: "Desk", code: str) -> "LifeView | None":
    """Return what can be done with the dossier of this code, or of this end of one; None when it is not one dossier."""
    found = desk.by_code(code)
    if found is None:
        rows = desk.find(code)
        found = rows[0].id if len(rows) == 1 else None
    return None if found is None else desk.acts().ask.view(found)


def _state(row: Listed) -> str:
    return {
        "taken": QCoreApplication.translate("HandingOver", "taken over"),
        "scanned": QCoreApplication.translate("HandingOver", "✓ scanned"),
        "waiting": QCoreApplication.translate("HandingOver", "missing"),
    }.get(row.state, "")


def columns() -> tuple[Column[Listed], ...]:
    """The columns of a hand-over list, in the screen's language."""
    return (
        Column(QCoreApplication.translate("HandingOver", "Code"), lambda row: row.code, 23),
        Column(QCoreApplication.translate("HandingOver", "Scanned"), _state, 15),
        Column(QCoreApplication.translate("HandingOver", "Applicant"), lambda row: row.applicant),
        Column(QCoreApplication.translate("HandingOver", "Procedure"), lambda row: row.procedure),
        Column(QCoreApplication.translate("HandingOver", "Due"), lambda row: shown.short(row.due_at), 14),
    )
