"""What a dossier says now: its facts, and its papers with their counts."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from counter_app.domain.dossier import Dossier
from counter_app.domain.draft import GivenPaper
from counter_app.ui import shown
from counter_app.ui.widgets.panel import Panel, label, rule


class FactsPanel(Panel):
    """Facts that are empty take no room; long ones wrap, and the whole scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Facts"), "dossiers", parent)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setAccessibleName(self.tr("Facts"))
        self.body.addWidget(self._area, 1)

    def show_dossier(self, dossier: Dossier) -> None:
        """Show the facts of `dossier`."""
        inside = QWidget()
        inside.setObjectName("clear")
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 6, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, (name, value) in enumerate((name, value) for name, value in self._facts(dossier) if value):
            grid.addWidget(label(name, "field"), row, 0, Qt.AlignmentFlag.AlignTop)
            said = label(value, "", wrap=True)
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(said, row, 1)
        self._add_papers(grid, [GivenPaper.from_json(paper) for paper in dossier.fields.get("papers", ())])
        grid.setRowStretch(grid.rowCount(), 1)
        self._area.setWidget(inside)

    def _facts(self, dossier: Dossier) -> list[tuple[str, str]]:
        applicant, fields = dossier.applicant, dossier.fields
        return [
            (self.tr("Applicant"), applicant.name),
            (self.tr("Number"), applicant.number),
            (self.tr("Address"), applicant.address),
            (self.tr("Phone"), applicant.phone),
            (self.tr("E-mail"), applicant.email),
            (self.tr("At the counter"), dossier.at_counter.name if dossier.at_counter else ""),
            (self.tr("Procedure"), f"{dossier.procedure_name} ({dossier.procedure_code})"),
            (self.tr("Received"), f"{shown.moment(dossier.received_at)} – {dossier.officer}"),
            (self.tr("Copies"), str(fields.get("copies", ""))),
            (self.tr("Fee"), self._fee(fields.get("fee", {}).get("amount"))),
            (self.tr("Request"), str(fields.get("request", ""))),
            (self.tr("Return at"), str(fields.get("return_place", ""))),
            (self.tr("Missing because"), str(fields.get("missing_reason", ""))),
        ]

    def _add_papers(self, grid: QGridLayout, papers: list[GivenPaper]) -> None:
        at = grid.rowCount()
        grid.addWidget(rule(), at, 0, 1, 2)
        grid.addWidget(label(self.tr("Papers"), "heading"), at + 1, 0, 1, 2)
        if not papers:
            grid.addWidget(label(self.tr("none asked for"), "soft"), at + 2, 0, 1, 2)
        for row, paper in enumerate(papers, start=at + 2):
            word = self.tr("handed in") if paper.given else self.tr("not handed in")
            grid.addWidget(label(word, "soft"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(f"{paper.name}{self._counts(paper)}", "", wrap=True), row, 1)

    def _counts(self, paper: GivenPaper) -> str:
        parts = []
        if paper.original:
            parts.append(self.tr("%n original(s)", "", paper.original))
        if paper.certified:
            parts.append(self.tr("%n certified", "", paper.certified))
        if paper.photocopy:
            parts.append(self.tr("%n photocopies", "", paper.photocopy))
        return f" ({', '.join(parts)})" if parts and paper.given else ""

    def _fee(self, amount: int | None) -> str:
        return self.tr("not in the catalogue") if amount is None else shown.dong(amount)
