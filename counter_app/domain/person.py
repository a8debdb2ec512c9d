"""People and organisations who file dossiers, as the papers name them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from counter_app.domain import contact, personal_number, tax_number
from counter_app.domain.partial_date import PartialDate
from counter_app.domain.personal_number import masked as masked
from counter_app.domain.problem import Problem as Problem
from counter_app.domain.text import spelling

Kind = Literal["citizen", "organisation"]

CITIZEN: Final[Kind] = "citizen"
ORGANISATION: Final[Kind] = "organisation"


@dataclass(frozen=True, slots=True)
class Person:
    """A natural person. Every field but the name may be empty; texts are NFC.

    `sex` is the card's own word ("Nam", "Nữ"); `old_number` the 9-digit number of the identity card before;
    `issued` the card's date of issue. Phone and e-mail are never on a card.
    """

    name: str
    personal_number: str = ""
    birth: PartialDate | None = None
    sex: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    old_number: str = ""
    issued: date | None = None

    def problems(self) -> tuple[Problem, ...]:
        """Return what is wrong with the fields that are filled; an empty field is judged by who needs it."""
        return (
            *personal_number.problems(self.personal_number, self.birth, self.sex),
            *contact.phone_problems(self.phone),
            *contact.email_problems(self.email),
        )

    def to_json(self) -> dict[str, Any]:
        """Return the person as JSON, empty fields left out, dates ISO."""
        values = {
            "name": self.name,
            "personal_number": self.personal_number,
            "birth": self.birth.iso() if self.birth else "",
            "sex": self.sex,
            "address": self.address,
            "phone": self.phone,
            "email": self.email,
            "old_number": self.old_number,
            "issued": self.issued.isoformat() if self.issued else "",
        }
        return {key: value for key, value in values.items() if value or key == "name"}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Person":
        """Return the person that `to_json` wrote; raises KeyError or ValueError for anything else."""
        birth, issued = value.get("birth"), value.get("issued")
        return cls(
            name=value["name"],
            personal_number=value.get("personal_number", ""),
            birth=PartialDate.from_iso(birth) if birth else None,
            sex=value.get("sex", ""),
            address=value.get("address", ""),
            phone=value.get("phone", ""),
            email=value.get("email", ""),
            old_number=value.get("old_number", ""),
            issued=date.fromisoformat(issued) if issued else None,
        )


@dataclass(frozen=True, slots=True)
class Organisation:
    """A legal person or household business; `representative` is who acts for it by law."""

    name: str
    tax_number: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    representative: Person | None = None

    def problems(self) -> tuple[Problem, ...]:
        """Return what is wrong with the fields that are filled."""
        return (
            *tax_number.problems(self.tax_number),
            *contact.phone_problems(self.phone),
            *contact.email_problems(self.email),
        )

    def to_json(self) -> dict[str, Any]:
        """Return the organisation as JSON, empty fields left out."""
        values = {
            "name": self.name,
            "tax_number": self.tax_number,
            "address": self.address,
            "phone": self.phone,
            "email": self.email,
            "representative": self.representative.to_json() if self.representative else None,
        }
        return {key: value for key, value in values.items() if value or key == "name"}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Organisation":
        """Return the organisation that `to_json` wrote; raises KeyError or ValueError for anything else."""
        representative = value.get("representative")
        return cls(
            name=value["name"],
            tax_number=value.get("tax_number", ""),
            address=value.get("address", ""),
            phone=value.get("phone", ""),
            email=value.get("email", ""),
            representative=Person.from_json(representative) if representative else None,
        )


@dataclass(frozen=True, slots=True)
class Applicant:
    """Whose dossier it is: a citizen or an organisation, asked alike by lists, papers and search.

    The person who stands at the counter is stored beside the applicant when it is somebody else.
    """

    who: Person | Organisation

    @property
    def kind(self) -> Kind:
        return CITIZEN if isinstance(self.who, Person) else ORGANISATION

    @property
    def name(self) -> str:
        """The name as printed after "Tiếp nhận hồ sơ của Ông (Bà)/Tổ chức"."""
        return self.who.name

    @property
    def number(self) -> str:
        """The number as printed after "Số định danh cá nhân/tổ chức"."""
        return self.who.personal_number if isinstance(self.who, Person) else self.who.tax_number

    @property
    def address(self) -> str:
        return self.who.address

    @property
    def phone(self) -> str:
        return self.who.phone

    @property
    def email(self) -> str:
        return self.who.email

    def problems(self) -> tuple[Problem, ...]:
        """Return what is wrong with the applicant; `field` carries the prefix "applicant."."""
        return tuple(Problem(f"applicant.{p.field}", p.code, p.certain) for p in self.who.problems())

    def to_json(self) -> dict[str, Any]:
        """Return the fields of the person or organisation with the key "kind" before them."""
        return {"kind": self.kind, **self.who.to_json()}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Applicant":
        """Return the applicant that `to_json` wrote; raises KeyError or ValueError for anything else."""
        if value["kind"] == CITIZEN:
            return cls(Person.from_json(value))
        if value["kind"] == ORGANISATION:
            return cls(Organisation.from_json(value))
        raise ValueError("unknown kind of applicant")


@dataclass(frozen=True, slots=True)
class Authorisation:
    """For whom the person at the counter acts, and the paper that allows it ("giấy tờ ủy quyền" of form 01)."""

    authoriser: Person
    document: str

    def to_json(self) -> dict[str, Any]:
        return {"authoriser": self.authoriser.to_json(), "document": self.document}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Authorisation":
        """Return the authorisation that `to_json` wrote; raises KeyError or ValueError for anything else."""
        return cls(Person.from_json(value["authoriser"]), value["document"])


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in which the person on record and the card in hand do not agree; dates as printed."""

    field: str
    known: str
    card: str


def differences(known: Person, card: Person) -> tuple[Difference, ...]:
    """Return where the card says something else than what is known, in the order of the form.

    Only what the card says is compared: an empty field of the card contradicts nothing. Hòa and Hoà, upper and lower
    case, NFC and NFD are the same.
    """
    pairs = (
        ("name", known.name, card.name),
        ("personal_number", known.personal_number, card.personal_number),
        ("birth", _printed(known.birth), _printed(card.birth)),
        ("sex", known.sex, card.sex),
        ("address", known.address, card.address),
        ("phone", known.phone, card.phone),
        ("email", known.email, card.email),
        ("old_number", known.old_number, card.old_number),
        ("issued", _printed(known.issued), _printed(card.issued)),
    )
    return tuple(Difference(field, old, new) for field, old, new in pairs if new and spelling(old) != spelling(new))


def _printed(day: PartialDate | date | None) -> str:
    if day is None:
        return ""
    return day.printed() if isinstance(day, PartialDate) else f"{day:%d/%m/%Y}"
