"""One JSON object a line: every line has its answer, bad ones too."""

import io
import json
from typing import Any

import pytest

from counter_app.cli import lines


def echo(question: lines.Question) -> lines.Answer:
    return {"said": lines.text_of(question, "text")}


def answers(source: bytes) -> list[dict[str, Any]]:
    out = io.BytesIO()
    assert lines.answer_lines(echo, io.BytesIO(source), out)
    return [json.loads(line) for line in out.getvalue().decode("utf-8").splitlines()]


GOOD = '{"text": "Mẫu"}\n'.encode()


@pytest.mark.parametrize(
    ("bad", "error"),
    [
        (b"{", "not JSON"),
        (b"[1]", "not a JSON object"),
        (b'"text"', "not a JSON object"),
        (b"null", "not a JSON object"),
        (b"{}", "missing"),
        (b'{"text": 5}', "must be a text"),
        (b'{"text": null}', "must be a text"),
        (b'{"text": "a", "x": NaN}', "not JSON"),
        (b'{"text": "a", "x": -Infinity}', "not JSON"),
        (b'{"text": "\xff"}', "not UTF-8"),
        (b"", "empty"),
        (b"  \t ", "empty"),
        (b"[" * 100_000, "not JSON"),
        (b'{"x": ' + b"9" * 10_000 + b"}", "not JSON"),
        (b'{"text": "' + b"x" * lines.LONGEST_LINE + b'"}', "longer than 1 MiB"),
        (b"x" * (3 * lines.LONGEST_LINE + 7), "longer than 1 MiB"),
    ],
    ids=range(16),
)
def test_a_bad_line_is_answered_and_the_next_one_read(bad: bytes, error: str) -> None:
    first, wrong, last = answers(GOOD + bad + b"\n" + GOOD)
    assert first == last == {"said": "Mẫu"}
    assert list(wrong) == ["error"]
    assert error in wrong["error"]


def test_no_lines_no_answers() -> None:
    assert answers(b"") == []


def test_the_last_line_needs_no_end() -> None:
    assert answers(GOOD + GOOD.rstrip()) == [{"said": "Mẫu"}] * 2


def test_windows_line_ends_and_a_byte_order_mark() -> None:
    assert answers(b"\xef\xbb\xbf" + GOOD.replace(b"\n", b"\r\n") * 2) == [{"said": "Mẫu"}] * 2


def test_a_lone_surrogate_does_not_break_the_answer() -> None:
    assert answers(b'{"text": "a\\ud800b"}\n') == [{"said": "a?b"}]


def test_an_answer_is_written_before_the_next_question_is_read() -> None:
    out = io.BytesIO()

    class Asking(io.BytesIO):
        def readline(self, size: int | None = -1) -> bytes:
            line = super().readline(size)
            written.append(out.getvalue().count(b"\n"))
            return line

    written: list[int] = []
    lines.answer_lines(echo, Asking(GOOD * 3), out)
    assert written == [0, 1, 2, 3]


def test_when_nobody_reads_any_more_the_work_ends() -> None:
    class Closed(io.BytesIO):
        def flush(self) -> None:
            raise BrokenPipeError

    assert not lines.answer_lines(echo, io.BytesIO(GOOD * 3), Closed())
