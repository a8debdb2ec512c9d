"""Serial bytes become whole texts."""

from hypothesis import given
from hypothesis import strategies as st

from counter_app.devices.lines import LineAssembler
from counter_app.devices.reader import LONGEST_CODE

CARD = "001090012345|012345678|Đặng Thị Phượng|01011990|Nữ|Thôn Đông, Xã An Khánh|15062021"


@given(st.lists(st.integers(1, 7), max_size=60), st.sampled_from([b"\r", b"\n", b"\r\n", b"\n\n"]))
def test_a_text_is_whole_however_it_is_cut(cuts: list[int], end: bytes) -> None:
    data = (CARD.encode() + end) * 3
    lines, texts, place = LineAssembler(), list[str](), 0
    for cut in cuts:
        texts += lines.feed(data[place : place + cut])
        place += cut
    texts += lines.feed(data[place:])
    assert texts == [CARD] * 3
    assert not lines.unfinished


@given(st.binary(max_size=400))
def test_any_bytes_are_taken(noise: bytes) -> None:
    lines = LineAssembler()
    lines.feed(noise)
    lines.forget()
    assert lines.feed(CARD.encode() + b"\r") == [CARD]


def test_bytes_that_are_no_utf8_are_marked_not_guessed() -> None:
    assert LineAssembler().feed(b"001|\xd0\xff|An\r") == ["001|\ufffd\ufffd|An"]


def test_an_endless_line_is_dropped_and_the_next_one_read() -> None:
    lines = LineAssembler()
    for _ in range(100):
        assert lines.feed(b"x" * 1000) == []
    assert lines.feed(b"tail\r" + CARD.encode() + b"\r") == [CARD]
    assert lines.dropped == 1


def test_a_line_just_too_long_is_dropped_whole() -> None:
    lines = LineAssembler()
    assert lines.feed(b"9" * LONGEST_CODE + b"\r") == ["9" * LONGEST_CODE]
    assert lines.feed(b"9" * (LONGEST_CODE + 1) + b"\r") == []


def test_empty_lines_and_frame_bytes_are_no_texts() -> None:
    assert LineAssembler().feed(b"\r\n\r\n \r\x02A042\x03\r") == ["A042"]
