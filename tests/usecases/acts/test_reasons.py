"""Reasons to tick: shipped ones, the office's own before them, and a file that cannot be read."""

import json
from pathlib import Path

import pytest

from counter_app.domain import acts
from counter_app.domain.errors import OfficerCanMend
from counter_app.usecases.acts.reasons import OWN, Reasons


def test_every_act_that_is_explained_on_paper_has_reasons() -> None:
    reasons = Reasons()
    for act in (*acts.PRINTED_ACTS, acts.WITHDRAWN, acts.FEE_EXEMPTED):
        assert reasons(act), act
    assert "TT 03/2025/TT-VPCP, Điều 7" in reasons(acts.STOPPED)[0].whole


def test_an_offices_own_stand_first_and_replace_the_same_words(tmp_path: Path) -> None:
    reasons = Reasons(tmp_path)
    shipped = reasons(acts.WITHDRAWN)
    rows = [
        {"act": "withdrawn", "text": "Lý do riêng", "clause": "Quy chế, Điều 2"},
        {"act": "withdrawn", "text": shipped[0].text, "clause": "Điều khác"},
    ]
    (tmp_path / OWN).write_text(json.dumps(rows), "utf-8")
    assert [one.whole for one in reasons(acts.WITHDRAWN)][:2] == [
        "Lý do riêng (Quy chế, Điều 2)",
        f"{shipped[0].text} (Điều khác)",
    ]
    assert len(reasons(acts.WITHDRAWN)) == len(shipped) + 1


@pytest.mark.parametrize("text", ["", "{}", '[{"act": "x", "text": "y"}]', '[{"act": "refused", "text": ""}]', "[1]"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / OWN).write_text(text, "utf-8")
    with pytest.raises(OfficerCanMend) as raised:
        Reasons(tmp_path)(acts.REFUSED)
    assert (raised.value.code, raised.value.facts["file"]) == ("reasons_unreadable", OWN)
