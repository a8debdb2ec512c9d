"""Form 07, the register of dossiers, filled from the events: by field of work, span of days and unit."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from counter_app.domain.dossier import Dossier
from counter_app.domain.sheets import RegisterBook, RegisterRow
from counter_app.domain.times import VIETNAM, vietnam
from counter_app.storage import dossiers
from counter_app.storage.store import Store
from counter_app.storage.transaction import Reading
from counter_app.usecases.identity import Identity
from counter_app.usecases.receipts import head_of

_MANNERS: Final = {"counter": "Trực tiếp", "post": "Bưu chính"}


def month_of(day: date) -> tuple[date, date]:
    """Return the first and the last day of the month that `day` lies in."""
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


class RegisterQuestion:
    """Every dossier received in a span of days (both included), in the order of reception; corrections applied."""

    def __init__(self, store: Store, identity: Identity) -> None:
        self._store, self._identity = store, identity

    def fields(self, first: date, last: date, unit: str = "") -> tuple[str, ...]:
        """Return the fields of work in which dossiers were received, in the order of the alphabet."""
        with self._store.reading() as reading:
            return tuple(sorted({_field(whole) for whole in _received(reading, first, last, unit)}))

    def book(self, field: str, first: date, last: date, unit: str = "") -> RegisterBook:
        """Return the register of one field of work, or of all of them together ("")."""
        return self.whole_book(field, first, last, unit)[0]

    def whole_book(self, field: str, first: date, last: date, unit: str = "") -> tuple[RegisterBook, tuple[UUID, ...]]:
        """Return the register, and the dossier that each of its rows stands for."""
        with self._store.reading() as reading:
            found = [whole for whole in _received(reading, first, last, unit) if field in ("", _field(whole))]
        office = self._identity.office
        book = RegisterBook(
            head=head_of(office),
            field=field or "Tất cả lĩnh vực",
            first_day=first,
            last_day=last,
            rows=tuple(_row(number, whole, office.name) for number, whole in enumerate(found, start=1)),
            made_at=vietnam(self._identity.shown()),
            book=office.book,
            practice=self._store.practice,
        )
        return book, tuple(whole.id for whole in found)


def _received(reading: Reading, first: date, last: date, unit: str) -> Iterator[Dossier]:
    begin, behind = (datetime.combine(day, time(), VIETNAM) for day in (first, last + timedelta(days=1)))
    for dossier in dossiers.received(reading, begin, behind, unit):
        whole = dossiers.whole(reading, dossier)
        if whole is not None:
            yield whole


def _field(whole: Dossier) -> str:
    return str(whole.fields["procedure"].get("field", ""))


def _row(number: int, whole: Dossier, office: str) -> RegisterRow:
    life, applicant = whole.life, whole.applicant
    taken = life.collection
    desks = [one.receiver for one in life.hand_overs if one.receiver]
    manner = _MANNERS.get(taken.how, "") if taken else _MANNERS["post"] if life.posting else ""
    return RegisterRow(
        number=number,
        code=whole.code,
        procedure_name=whole.procedure_name,
        applicant_name=applicant.name,
        address=applicant.address,
        phone=applicant.phone,
        solving_unit=desks[-1] if desks else office,
        received_at=whole.received_at,
        due_at=whole.due_at,
        returned_at=taken.at if taken else None,
        manner=manner,
        signature=taken.name if taken else "",
    )
