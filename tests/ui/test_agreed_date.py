"""A date agreed in writing: typed on the form, kept with it, and in the draft."""

from datetime import datetime

import pytest

from counter_app.domain.times import VIETNAM
from counter_app.ui.form import Form
from counter_app.ui.reading import agreed_moment


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("27/11/2026", datetime(2026, 11, 27, 17, 0, tzinfo=VIETNAM)),
        (" 27/11/2026  9:30 ", datetime(2026, 11, 27, 9, 30, tzinfo=VIETNAM)),
        ("31/02/2026", None),
        ("mai", None),
        ("27/11/2026 9h30", None),
    ],
)
def test_agreed_date_is_read(typed: str, moment: datetime | None) -> None:
    assert agreed_moment(typed) == moment
    form = Form(agreed=typed)
    assert form.draft().agreed == moment
    assert any(problem.field == "agreed" for problem in form.problems()) is (moment is None)
    assert not form.empty


def test_agreed_date_is_kept_with_the_form() -> None:
    form = Form(agreed="27/11/2026")
    assert Form.from_json(form.id, form.to_json(), lambda _code: None).agreed == "27/11/2026"
