"""One invented paper for each form: what a person sees before a changed wording goes to the counter."""

from collections.abc import Mapping
from typing import Final

from counter_app.documents import example_sheets as sheets
from counter_app.documents import example_slips as slips
from counter_app.documents import forms
from counter_app.documents.papers import FormPaper
from counter_app.domain.receipt import Receipt

EXAMPLES: Final[Mapping[str, Receipt | FormPaper]] = {
    forms.RECEIPT: slips.RECEIPT,
    forms.MISSING_ITEMS: slips.SUPPLEMENT,
    forms.REFUSAL: slips.REFUSAL,
    forms.APOLOGY: slips.APOLOGY,
    forms.STOP_NOTICE: slips.STOP_NOTICE,
    forms.CONTROL_SLIP: slips.CONTROL_SLIP,
    forms.REGISTER: sheets.REGISTER,
    forms.COLLECTION_NOTE: slips.COLLECTION_NOTE,
    forms.HAND_OVER_LIST: sheets.HAND_OVER_LIST,
    forms.VISIT_SHEET: slips.VISIT_SHEET,
    forms.CLOCK_SHEET: slips.CLOCK_SHEET,
    forms.SHIFT_SHEET: sheets.SHIFT_SHEET,
    forms.DAILY_SHEET: sheets.DAILY_SHEET,
}
"""By the name of the form."""
