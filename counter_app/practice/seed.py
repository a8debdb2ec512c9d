"""Invented dossiers for a practice counter, registered through the same verb as real ones."""

from dataclasses import replace
from datetime import date
from typing import Final

from counter_app.domain.draft import Draft, GivenPaper
from counter_app.domain.person import Applicant, Person
from counter_app.domain.scan import CardScan, read
from counter_app.practice.people import Citizen, citizens
from counter_app.usecases.desk import Desk

LONGEST: Final = Citizen(
    number="092190123456",
    old_number="360123456",
    name="Công Tằng Tôn Nữ Nguyễn Thị Phương Quỳnh Hoàng Thùy Trang",
    birth=date(1990, 11, 29),
    sex="Nữ",
    address="Số 1234/56/78 Đường Nguyễn Thị Minh Khai nối dài, Khu dân cư Thới Nhựt 2, Khu vực Thới Bình B, "
    "Phường Thới An Đông, Quận Bình Thủy, Thành phố Cần Thơ",
    issued=date(2022, 12, 28),
    phone="0987654321",
)
"""An invented person with a name and an address longer than any field likes."""

_ASKED: Final = (("2.000815", "3*2+1*5"), ("1.001193", ""), ("1.004873", ""), ("2.000815", "1*2"), ("1.000894", ""))


def draft_for(desk: Desk, citizen: Citizen, procedure_code: str, copies: str = "") -> Draft:
    """Return a complete draft for an invented citizen; raises LookupError when the procedure is not in force."""
    procedure = desk.procedure(procedure_code)
    scan = read(citizen.card)
    if procedure is None or not isinstance(scan, CardScan):
        raise LookupError(procedure_code)
    person: Person = replace(scan.card.person(), phone=citizen.phone)
    papers = tuple(replace(GivenPaper.expected(line), given=True) for line in procedure.checklist)
    return Draft(procedure=procedure, applicant=Applicant(person), papers=papers, copies=copies)


def seed(desk: Desk, count: int, first: int = 92) -> None:
    """Register and print `count` invented dossiers."""
    for place, citizen in zip(range(count), citizens(first), strict=False):
        draft = draft_for(desk, citizen, *_ASKED[place % len(_ASKED)])
        desk.register(draft)
        if place % 3 == 0:
            desk.print_receipt(draft.id)
