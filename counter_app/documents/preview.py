"""A form with an invented example, so that a changed wording is seen before a citizen sees it."""

from counter_app.documents.examples import EXAMPLES
from counter_app.documents.form_model import Form
from counter_app.documents.pages import SHEETS, around, single
from counter_app.documents.papers import kind_of
from counter_app.documents.values import receipt_content
from counter_app.domain.receipt import Receipt


def preview(form: Form) -> bytes:
    """Return `form` filled with invented values as PDF, marked as a practice paper."""
    example = EXAMPLES[form.form]
    content = receipt_content(example) if isinstance(example, Receipt) else kind_of(example).content(example)
    return single(form.name, form, content, SHEETS[form.paper], around(form, content, practice=True))
