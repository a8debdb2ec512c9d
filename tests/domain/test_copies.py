"""The copies grammar: what is understood, what is refused and where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.copies import CopiesLine, read


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("3*2+1*5", [(3, 2, 1), (1, 5, 1)]),
        ("1*5/10+2*1/3", [(1, 5, 10), (2, 1, 3)]),
        ("1*1", [(1, 1, 1)]),
        (" 3 * 2 + 1 * 5 / 10 ", [(3, 2, 1), (1, 5, 10)]),
        ("3×2", [(3, 2, 1)]),
        ("3x2+1X5", [(3, 2, 1), (1, 5, 1)]),
        ("003*02", [(3, 2, 1)]),
        ("9999*9999/9999", [(9999, 9999, 9999)]),
    ],
)
def test_understood(text: str, lines: list[tuple[int, int, int]]) -> None:
    found = read(text)
    assert found.problem is None
    assert found.lines == tuple(CopiesLine(*line) for line in lines)
    assert found.documents == sum(line[0] for line in lines)
    assert found.total == sum(line[0] * line[1] for line in lines)


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("", "copies_empty", 0),
        ("   ", "copies_empty", 0),
        ("3", "copies_times_expected", 1),
        ("3+2", "copies_times_expected", 1),
        ("3*", "copies_number_expected", 2),
        ("*2", "copies_number_expected", 0),
        ("3**2", "copies_number_expected", 2),
        ("3*2+", "copies_number_expected", 4),
        ("3*2++1*1", "copies_number_expected", 4),
        ("+3*2", "copies_number_expected", 0),
        ("3*2*4", "copies_plus_expected", 3),
        ("3*2 1*5", "copies_plus_expected", 4),
        ("3*2/", "copies_number_expected", 4),
        ("3*2/4/5", "copies_plus_expected", 5),
        ("3/2*1", "copies_times_expected", 1),
        ("0*2", "copies_zero", 0),
        ("3*0", "copies_zero", 2),
        ("3*2/00", "copies_zero", 4),
        ("10000*1", "copies_too_large", 0),
        ("1*99999999999999999999999", "copies_too_large", 2),
        ("-1*2", "copies_sign_unknown", 0),
        ("1.5*2", "copies_sign_unknown", 1),
        ("1*2,3", "copies_sign_unknown", 3),
        ("ba*2", "copies_sign_unknown", 0),
        ("٣*2", "copies_sign_unknown", 0),
        ("²*2", "copies_sign_unknown", 0),
    ],
)
def test_refused_with_its_place_and_nothing_erased(text: str, code: str, position: int) -> None:
    found = read(text)
    assert found.problem is not None
    assert (found.problem.code, found.problem.position) == (code, position)
    assert found.text == text
    assert found.lines == ()


@given(st.text(alphabet="0123456789*×xX+/ -.a", max_size=30) | st.text(max_size=20))
def test_never_raises_and_always_keeps_the_text(text: str) -> None:
    found = read(text)
    assert found.text == text
    assert (found.problem is None) == bool(found.lines)
    if found.problem is not None:
        assert 0 <= found.problem.position <= len(text)


numbers = st.integers(1, 9999)


@given(st.lists(st.tuples(numbers, numbers, numbers), min_size=1, max_size=6))
def test_what_is_written_is_read(lines: list[tuple[int, int, int]]) -> None:
    text = "+".join(f"{documents}*{copies}/{pages}" for documents, copies, pages in lines)
    assert read(text).lines == tuple(CopiesLine(*line) for line in lines)
