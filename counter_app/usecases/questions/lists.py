"""Dossiers as lines: the list by pages, and the one search box."""

from collections.abc import Sequence
from uuid import UUID

from counter_app.domain import dossier_code, own_codes
from counter_app.domain.person import masked
from counter_app.storage import dossiers, reach, refused_above, search
from counter_app.storage.store import Store
from counter_app.storage.transaction import Reading
from counter_app.usecases.desk import DossierRow

MOST_FOUND = 50


def row_of(line: dossiers.DossierLine, ring: str) -> DossierRow:
    return DossierRow(
        id=line.id,
        code=line.code,
        applicant=line.applicant,
        number=masked(line.number),
        procedure=line.procedure_name,
        received_at=line.received_at,
        due_at=line.due_at,
        status=line.status,
        ring=ring,
        position=line.position,
    )


def rows_of(reading: Reading, lines: Sequence[dossiers.DossierLine]) -> Sequence[DossierRow]:
    """Return the lines as rows; below a hub, "office" is what the city does not have yet, "parked" what it refused."""
    office, refused = reach.at_office(reading, [line.id for line in lines]), refused_above.dossiers(reading)

    def ring(line: dossiers.DossierLine) -> str:
        if line.ring != "city":
            return line.ring
        return "parked" if line.id in refused else "office" if line.id in office else line.ring

    return [row_of(line, ring(line)) for line in lines]


class DossierLists:
    """Pages by key (never by offset), the count, and search over the local index."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def page(self, before: int | None, wanted: int) -> Sequence[DossierRow]:
        with self._store.reading() as reading:
            return rows_of(reading, dossiers.page(reading, before, wanted))

    def count(self) -> int:
        with self._store.reading() as reading:
            return dossiers.count(reading)

    def find(self, text: str) -> Sequence[DossierRow]:
        """Newest first, at most `MOST_FOUND`; an empty text finds nothing."""
        with self._store.reading() as reading:
            return rows_of(reading, search.find(reading, text, MOST_FOUND))

    def by_code(self, text: str) -> UUID | None:
        """Return the dossier with this code, written in any of the ways that scanners and people write it.

        The code of a slip or hand-over list gives the newest dossier that it names.
        """
        code, paper = dossier_code.parse(text), own_codes.read_own_paper(text.strip())
        with self._store.reading() as reading:
            if paper is not None:
                return search.named_on(reading, paper.text)
            said = code.text if code else text.strip()
            return dossiers.id_of(reading, said) or search.formerly(reading, said)
