"""Any text prints on any slip: it stays inside, and the codes scan back."""

from dataclasses import replace
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.documents import example_sheets as sheets
from counter_app.documents import example_slips as slips
from counter_app.documents.pages import SHEETS
from counter_app.documents.papers import FormPaper
from counter_app.documents.post_label import POST_LABEL
from counter_app.documents.rasterise import grey, page_count
from counter_app.documents.receipt import ReceiptRenderer
from counter_app.domain.slips import Party, ResultPaper
from tests.documents.reading import by_zxing, letters
from tests.documents.test_layout import assert_inside

RENDERER: Final = ReceiptRenderer()
LINE: Final = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
PARTY: Final = st.builds(Party, LINE, LINE, LINE, LINE, LINE)


def assert_prints(value: FormPaper) -> None:
    made = RENDERER.paper(value)
    sheet = SHEETS[RENDERER.leaf(value)]
    for page in range(page_count(made)):
        assert_inside(letters(made, page), sheet.left - 3, sheet.width - sheet.right + 3, 5, sheet.height - 5)
    code = getattr(value, "slip_code", "") or getattr(value, "code", "")
    if code:
        assert {("QR", code), ("bars", code)} <= by_zxing(grey(made))


@settings(max_examples=12, deadline=None)
@given(party=PARTY, said=LINE, items=st.lists(LINE, max_size=12))
def test_any_text_prints_on_a_slip(party: Party, said: str, items: list[str]) -> None:
    told = tuple(items)
    assert_prints(replace(slips.SUPPLEMENT, applicant=party, procedure_name=said, items=told, reason=said))
    assert_prints(replace(slips.REFUSAL, applicant=party, procedure_name=said, reasons=told, submitter=said))
    assert_prints(replace(slips.APOLOGY, applicant=party, agency=said, reason=said, signer=said))
    assert_prints(replace(slips.STOP_NOTICE, applicant=party, reasons=told, returned=told, signer=said))
    results = tuple(ResultPaper(item, said, said) for item in items)
    assert_prints(replace(slips.COLLECTION_NOTE, owner=party, collector=party, results=results, authority=said))


@settings(max_examples=12, deadline=None)
@given(party=PARTY, said=LINE, other=LINE)
def test_any_text_prints_on_a_list(party: Party, said: str, other: str) -> None:
    hand = replace(slips.CONTROL_SLIP.rows[0], giver=said, receiver=other, given_by=other, received_by=said, note=said)
    assert_prints(replace(slips.CONTROL_SLIP, rows=(hand,) * 3, solving_unit=said, cooperating_units=other))
    line = replace(sheets.HAND_OVER_LIST.rows[0], request=said, applicant_name=other, address=said, result=other)
    assert_prints(replace(sheets.HAND_OVER_LIST, rows=(line,) * 3, giver=said, received_by=other, missing=(said,)))
    row = replace(sheets.REGISTER.rows[0], code=other, procedure_name=said, applicant_name=other, address=said)
    assert_prints(replace(sheets.REGISTER, rows=(row,) * 3, field=said, book=other))
    visit = replace(slips.VISIT_SHEET.rows[0], procedure_name=said, applicant_name=other, unit=said, term_text=other)
    assert_prints(replace(slips.VISIT_SHEET, rows=(visit,) * 3, submitter=party, authority=said))
    paid = replace(sheets.SHIFT_SHEET.rows[0], receipt=said, payer=other, method=said)
    assert_prints(replace(sheets.SHIFT_SHEET, rows=(paid,) * 3, reason=said, officer=other))


@settings(max_examples=40, deadline=None)
@given(party=PARTY, sender=LINE, content=LINE)
def test_any_text_prints_on_a_post_label(party: Party, sender: str, content: str) -> None:
    label = replace(sheets.POST_LABEL, receiver=party, sender_address=sender, content=content)
    made = RENDERER.post_label(label)
    assert_inside(letters(made), POST_LABEL.left - 3, POST_LABEL.width - POST_LABEL.right + 3, 2, POST_LABEL.height - 2)
    assert by_zxing(grey(made)) == {("QR", label.code), ("bars", label.tracking)}
