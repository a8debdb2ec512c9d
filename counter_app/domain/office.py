"""The office that a counter belongs to, as it stands on papers and in codes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Office:
    """One reception office.

    `unit` is the 5-digit administrative unit; `electronic_code` (for example "H13.35.07") opens every dossier code and
    is entered from the city's decision, never derived from `unit`. The other fields are the words of the papers' head.
    """

    unit: str
    electronic_code: str
    name: str
    parent: str
    title: str
    place: str
    phone: str = ""
    lookup: str = ""
    book: str = ""
    address: str = ""
