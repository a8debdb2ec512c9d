"""A scanner that types is told from a person who types."""

from hypothesis import given
from hypothesis import strategies as st

from counter_app.devices.wedge import GAP, PATIENCE, SHORTEST, Kind, Verdict, WedgeDetector

CARD = "001090012345|012345678|NGUYEN VAN AN|01011990|Nam|Thon Dong, Xa An Khanh|15062021"


def type_out(detector: WedgeDetector, text: str, start: float = 0.0, pace: float = 0.005) -> list[Verdict]:
    return [detector.key(letter, start + number * pace) for number, letter in enumerate(text)]


def test_a_fast_text_with_a_line_end_is_a_scan() -> None:
    for end in "\r\n\t":
        detector = WedgeDetector()
        verdicts = type_out(detector, CARD + end)
        assert {verdict.kind for verdict in verdicts[:-1]} == {Kind.HOLD}
        assert verdicts[-1] == Verdict(Kind.BURST, CARD, len(CARD) + 1)
        assert detector.holding == 0


def test_typing_is_released_one_stroke_later_or_when_its_time_is_over() -> None:
    detector = WedgeDetector()
    assert detector.key("a", 0.0).kind is Kind.HOLD
    assert detector.key("b", 0.1) == Verdict(Kind.RELEASE, "a", 1)
    assert detector.tick(0.1 + GAP / 2).kind is Kind.HOLD
    assert detector.tick(detector.due) == Verdict(Kind.RELEASE, "b", 1)
    assert detector.tick(9.0).kind is Kind.HOLD


def test_enter_after_a_short_fast_word_is_typing_and_is_released_with_it() -> None:
    detector = WedgeDetector()
    verdicts = type_out(detector, "ks 12\r")
    assert verdicts[-1] == Verdict(Kind.RELEASE, "ks 12\r", 6)


def test_the_shortest_scan_is_eight_characters() -> None:
    assert type_out(WedgeDetector(), "A" * (SHORTEST - 1) + "\r")[-1].kind is Kind.RELEASE
    assert type_out(WedgeDetector(), "A" * SHORTEST + "\r")[-1].kind is Kind.BURST


def test_enter_alone_is_never_held() -> None:
    assert WedgeDetector().key("\r", 5.0) == Verdict(Kind.RELEASE, "\r", 1)


def test_the_second_half_of_a_double_line_end_is_swallowed_but_a_later_enter_is_not() -> None:
    detector = WedgeDetector()
    type_out(detector, CARD + "\r")
    ended = len(CARD) * 0.005
    assert detector.key("\n", ended + 0.004).kind is Kind.SWALLOW
    assert detector.key("\r", ended + 1).kind is Kind.RELEASE


def test_a_key_that_is_held_down_is_no_scanner() -> None:
    detector = WedgeDetector()
    assert detector.key("0", 0.0).kind is Kind.HOLD
    assert detector.key("0", 0.03, repeat=True) == Verdict(Kind.RELEASE, "00", 2)
    for number in range(1, 30):
        assert detector.key("0", 0.03 + number * 0.03, repeat=True).kind is Kind.RELEASE
    assert detector.key("\r", 0.95) == Verdict(Kind.RELEASE, "\r", 1)


def test_a_double_letter_that_the_system_takes_for_a_repetition_does_not_end_a_scan() -> None:
    detector = WedgeDetector()
    type_out(detector, "H13.35.07-261", pace=0.001)
    assert detector.key("1", 0.013, repeat=True).kind is Kind.HOLD
    assert detector.key("\r", 0.014) == Verdict(Kind.BURST, "H13.35.07-2611", 15)


def test_a_radio_scanner_may_stumble_once_it_is_recognised() -> None:
    detector = WedgeDetector()
    type_out(detector, "H13.35.0")
    assert detector.key("7", 0.035 + PATIENCE * 0.9).kind is Kind.HOLD
    assert detector.key("\r", 0.035 + PATIENCE * 1.8).kind is Kind.BURST


def test_a_person_may_not_stumble_into_a_scan() -> None:
    detector = WedgeDetector()
    type_out(detector, "abc")
    assert detector.key("d", 0.01 + PATIENCE * 0.9).kind is Kind.RELEASE


def test_rubouts_of_an_input_method_are_carried_out_in_the_captured_text() -> None:
    assert type_out(WedgeDetector(), "TRAN VAN\b\bN AN\r")[-1].text == "TRAN VN AN"


def test_a_mad_scanner_does_not_fill_the_memory() -> None:
    detector = WedgeDetector()
    released = sum(verdict.strokes for verdict in type_out(detector, "x" * 20_000, pace=0.001))
    assert released + detector.holding == 20_000
    assert detector.holding <= 4096


def test_fast_text_without_line_end_is_given_to_the_field() -> None:
    detector = WedgeDetector()
    type_out(detector, CARD)
    assert detector.tick(detector.due) == Verdict(Kind.RELEASE, CARD, len(CARD))


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["a", "đ", "9", " ", "\r", "\t", "\b", ""]),
            st.sampled_from([0.0, 0.001, 0.02, GAP, 0.036, 0.1, PATIENCE, 0.4]),
            st.booleans(),
        ),
        max_size=60,
    )
)
def test_no_stroke_is_lost_doubled_or_reordered(strokes: list[tuple[str, float, bool]]) -> None:
    detector, at, given_back, disposed = WedgeDetector(), 0.0, "", 0
    for text, pause, ticked in strokes:
        at += pause
        if ticked:
            verdict = detector.tick(at)
            given_back, disposed = given_back + verdict.text, disposed + verdict.strokes
        verdict = detector.key(text, at)
        disposed += verdict.strokes
        if verdict.kind is Kind.RELEASE:
            given_back += verdict.text
    last = detector.flush()
    assert disposed + last.strokes == len(strokes)
    remaining = iter("".join(text for text, _, _ in strokes))
    assert all(letter in remaining for letter in given_back + last.text)


@given(st.text("abcdefgh ijk0123|", min_size=1, max_size=40), st.lists(st.floats(0.05, 0.6), min_size=40, max_size=40))
def test_a_person_gets_every_letter_back_whatever_he_types(text: str, pauses: list[float]) -> None:
    detector, at, field = WedgeDetector(), 0.0, ""
    for letter, pause in zip(text + "\r", pauses * 2, strict=False):
        at += pause
        verdict = detector.key(letter, at)
        assert verdict.kind is not Kind.BURST
        field += verdict.text
    assert field + detector.flush().text == text + "\r"
