"""People and organisations: into events and back, compared with a card, asked alike."""

import json
import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.partial_date import PartialDate
from counter_app.domain.person import (
    CITIZEN,
    ORGANISATION,
    Applicant,
    Authorisation,
    Difference,
    Organisation,
    Person,
    differences,
)

BIRTHS = st.one_of(st.none(), st.dates().map(PartialDate.of), st.integers(1, 9999).map(PartialDate))
PEOPLE = st.builds(
    Person, name=st.text(), birth=BIRTHS, issued=st.none() | st.dates(), address=st.text(), phone=st.text()
)
ORGANISATIONS = st.builds(Organisation, name=st.text(), tax_number=st.text(), representative=st.none() | PEOPLE)
MAU = Person(
    name="Nguyễn Thanh Hòa",
    personal_number="092090000123",
    birth=PartialDate(1990, 2, 15),
    sex="Nam",
    address="12 Đường Mẫu, Cái Khế, Ninh Kiều, Cần Thơ",
    phone="0912345678",
    email="mau@example.vn",
    old_number="360000123",
    issued=date(2021, 5, 1),
)


@given(st.builds(Applicant, st.one_of(PEOPLE, ORGANISATIONS)))
def test_an_applicant_comes_back_from_json(applicant: Applicant) -> None:
    assert Applicant.from_json(json.loads(json.dumps(applicant.to_json()))) == applicant


@given(PEOPLE, st.text())
def test_an_authorisation_comes_back_from_json(person: Person, document: str) -> None:
    authorisation = Authorisation(person, document)
    assert Authorisation.from_json(json.loads(json.dumps(authorisation.to_json()))) == authorisation


def test_the_keys_in_events_stay_the_same() -> None:
    assert list(MAU.to_json()) == [
        "name",
        "personal_number",
        "birth",
        "sex",
        "address",
        "phone",
        "email",
        "old_number",
        "issued",
    ]
    assert Person("A").to_json() == {"name": "A"}
    assert Applicant(Organisation("B", "0100233488")).to_json() == {
        "kind": "organisation",
        "name": "B",
        "tax_number": "0100233488",
    }


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="kind"):
        Applicant.from_json({"kind": "robot", "name": "R"})


def test_citizens_and_organisations_are_asked_alike() -> None:
    citizen = Applicant(MAU)
    shop = Applicant(Organisation("Hộ kinh doanh Mẫu", "0100233488", "1 Đường Thử", "02923812345", "a@example.vn", MAU))
    assert (citizen.kind, citizen.name, citizen.number) == (CITIZEN, MAU.name, "092090000123")
    assert (citizen.address, citizen.phone, citizen.email) == (MAU.address, MAU.phone, MAU.email)
    assert (shop.kind, shop.name, shop.number) == (ORGANISATION, "Hộ kinh doanh Mẫu", "0100233488")
    assert (shop.address, shop.phone, shop.email) == ("1 Đường Thử", "02923812345", "a@example.vn")


def test_problems_name_the_field() -> None:
    assert MAU.problems() == ()
    wrong = Applicant(replace(MAU, phone="12", email="x", sex="Nữ"))
    assert {(p.field, p.code) for p in wrong.problems()} == {
        ("applicant.personal_number", "sex_contradicts"),
        ("applicant.phone", "phone_prefix"),
        ("applicant.email", "email_wrong_form"),
    }
    shop = Applicant(Organisation("B", "0100233480"))
    assert [(p.field, p.code, p.certain) for p in shop.problems()] == [
        ("applicant.tax_number", "tax_check_digit", True)
    ]


def test_what_the_card_leaves_out_is_no_difference() -> None:
    assert differences(MAU, Person(MAU.name)) == ()


def test_two_spellings_are_no_difference() -> None:
    card = replace(MAU, name=unicodedata.normalize("NFD", "NGUYỄN THANH HOÀ"), phone="", email="")
    assert differences(MAU, card) == ()


def test_differences_stand_in_the_order_of_the_form() -> None:
    card = Person("Nguyễn Thanh Hóa", "092090000124", PartialDate(1990), "Nam", "Khu vực 3", issued=date(2025, 3, 2))
    assert differences(MAU, card) == (
        Difference("name", "Nguyễn Thanh Hòa", "Nguyễn Thanh Hóa"),
        Difference("personal_number", "092090000123", "092090000124"),
        Difference("birth", "15/02/1990", "1990"),
        Difference("address", MAU.address, "Khu vực 3"),
        Difference("issued", "01/05/2021", "02/03/2025"),
    )


@given(PEOPLE)
def test_nobody_differs_from_himself(person: Person) -> None:
    assert differences(person, person) == ()
