"""Which form belongs to which value, what fills it, and which day's wording holds for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Final

from counter_app.documents import forms, sheet_values, slip_values
from counter_app.documents.content import Content, Places
from counter_app.documents.values import receipt_content
from counter_app.domain.receipt import OfficeHead, Receipt
from counter_app.domain.sheets import DailySheet, HandOverList, RegisterBook, ShiftSheet
from counter_app.domain.slips import (
    Apology,
    ClockSheet,
    CollectionNote,
    ControlSlip,
    Party,
    Refusal,
    StopNotice,
    Supplement,
    VisitSheet,
)

FormPaper = (
    Supplement
    | Refusal
    | Apology
    | StopNotice
    | ControlSlip
    | CollectionNote
    | VisitSheet
    | ClockSheet
    | RegisterBook
    | HandOverList
    | ShiftSheet
    | DailySheet
)
"""What `ReceiptRenderer.paper` can print."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of paper: the name of its form, what fills it, and the moment whose wording holds."""

    form: str
    content: Callable[[Any], Content]
    day: Callable[[Any], datetime]


def _made_at(value: Any) -> datetime:
    moment: datetime = value.made_at
    return moment


_KINDS: Final[Mapping[type, Kind]] = {
    Supplement: Kind(forms.MISSING_ITEMS, slip_values.supplement_content, _made_at),
    Refusal: Kind(forms.REFUSAL, slip_values.refusal_content, _made_at),
    Apology: Kind(forms.APOLOGY, slip_values.apology_content, _made_at),
    StopNotice: Kind(forms.STOP_NOTICE, slip_values.stop_content, _made_at),
    ControlSlip: Kind(forms.CONTROL_SLIP, slip_values.control_content, _made_at),
    ClockSheet: Kind(forms.CLOCK_SHEET, slip_values.clock_content, _made_at),
    CollectionNote: Kind(forms.COLLECTION_NOTE, slip_values.collection_content, lambda value: value.returned_at),
    VisitSheet: Kind(forms.VISIT_SHEET, sheet_values.visit_content, lambda value: value.received_at),
    RegisterBook: Kind(forms.REGISTER, sheet_values.register_content, _made_at),
    HandOverList: Kind(forms.HAND_OVER_LIST, sheet_values.hand_over_content, lambda value: value.handed_at),
    ShiftSheet: Kind(forms.SHIFT_SHEET, sheet_values.shift_content, lambda value: value.closed_at),
    DailySheet: Kind(forms.DAILY_SHEET, sheet_values.daily_content, _made_at),
}


def kind_of(value: FormPaper) -> Kind:
    """Return the sort of paper that `value` is."""
    return _KINDS[type(value)]


@cache
def placeholders() -> dict[str, Places]:
    """Return, for each form, the names that its wording may use."""
    now = datetime.fromisoformat("2026-01-01T00:00:00+07:00")
    head, nobody = OfficeHead("", "", "", ""), Party("")
    empty: tuple[FormPaper, ...] = (
        Supplement(head, nobody, "", (), "", "", now),
        Refusal(head, nobody, "", (), "", now),
        Apology(head, nobody, "", "0", "", now, now, now, "", "", now),
        StopNotice(head, nobody, "", "0", now, now, (), "", now),
        ControlSlip(head, "0", "", now, None, now),
        ClockSheet(head, "0", "", "", now, None, "", (), (), "", now),
        CollectionNote(head, "0", "", nobody, nobody, (), "", now),
        VisitSheet(head, "0", nobody, (), now, None, ""),
        RegisterBook(head, "", now.date(), now.date(), (), now),
        HandOverList(head, "0", "", "", (), now, ""),
        ShiftSheet(head, "", "", now, now, (), (), 0, 0, 0, 0, 0, 0, 0),
        DailySheet(head, now.date(), (), (), "", now),
    )
    found = {kind_of(value).form: Places.of(kind_of(value).content(value)) for value in empty}
    receipt = Receipt(head, "0", "", "", now, None, "", "")
    return {forms.RECEIPT: Places.of(receipt_content(receipt)), **found}
