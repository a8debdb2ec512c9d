"""Whatever a reader sends is read for what it is, or refused with a reason; nothing is guessed, nothing raises."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain import scan
from counter_app.domain.card import Card
from counter_app.domain.partial_date import PartialDate
from counter_app.domain.scan import BadgeScan, CardScan, DossierScan, Scan, TicketScan, UnknownScan
from tests.domain.scan_corpus import CARD, CERTAIN_CARDS, CORPUS, DOUBTFUL_CARDS, FIELDS, Case, card_with

TODAY = date(2026, 11, 23)
KINDS: dict[str, type[Scan]] = {
    "card": CardScan,
    "dossier": DossierScan,
    "ticket": TicketScan,
    "badge": BadgeScan,
    "unknown": UnknownScan,
}
EVERYTHING = st.characters(exclude_categories=())
CARD_PIECES = st.lists(
    st.one_of(
        st.sampled_from(("|", "\t", "\r\n", "]Q1", "\ufeff", "IDVNM", "H13-261120-", *FIELDS)), st.text(max_size=6)
    ),
    max_size=20,
).map("".join)


def by_name(cases: tuple[Case, ...]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", cases, ids=[case.name for case in cases])


def test_the_corpus_is_large_and_its_names_are_unique() -> None:
    assert len(CORPUS) >= 60
    assert len({case.name for case in CORPUS}) == len(CORPUS)


@by_name(CORPUS)
def test_each_code_is_what_it_is(case: Case) -> None:
    found = scan.read(case.text, TODAY)
    assert type(found) is KINDS[case.kind], found
    assert found.certain is (case.kind != "unknown" and not case.doubt), found
    if case.doubt:
        assert case.doubt in found.doubts
    else:
        assert found.doubts == ()


def test_all_seven_fields_are_read() -> None:
    found = scan.read(CARD, TODAY)
    assert isinstance(found, CardScan)
    assert found.card == Card(
        number="092090000123",
        old_number="360000123",
        name="Nguyễn Văn Mẫu",
        birth=PartialDate(1990, 2, 15),
        sex="Nam",
        address="12 Đường Mẫu, Cái Khế, Ninh Kiều, Cần Thơ",
        issued=date(2021, 5, 1),
    )


@by_name(tuple(case for case in CERTAIN_CARDS if CARD in case.text or case.name == "decomposed"))
def test_what_the_reader_wraps_around_a_card_changes_nothing(case: Case) -> None:
    found, plain = scan.read(case.text, TODAY), scan.read(CARD, TODAY)
    assert isinstance(found, CardScan)
    assert isinstance(plain, CardScan)
    assert found.card.person() == plain.card.person()


@by_name(tuple(case for case in DOUBTFUL_CARDS if case.doubt.startswith(("name_mangled", "address_", "accents"))))
def test_a_mangled_text_leaves_number_and_dates_readable(case: Case) -> None:
    found = scan.read(case.text, TODAY)
    assert isinstance(found, CardScan)
    assert (found.card.number, found.card.birth) == ("092090000123", PartialDate(1990, 2, 15))
    assert found.card.issued == date(2021, 5, 1)


def test_extra_fields_are_kept_as_they_are() -> None:
    found = scan.read(CARD + "|092090000999||x y", TODAY)
    assert isinstance(found, CardScan)
    assert found.card.extra == ("092090000999", "", "x y")


@pytest.mark.parametrize("length", range(len(CARD)))
def test_a_card_cut_anywhere_is_never_certain_and_never_half_a_word(length: int) -> None:
    found = scan.read(CARD[:length], TODAY)
    assert not found.certain
    if length <= len(FIELDS[0]):
        assert isinstance(found, UnknownScan)
        return
    assert isinstance(found, CardScan)
    assert found.card.number == FIELDS[0]
    assert found.card.name in ("", FIELDS[2])
    assert found.card.address in ("", FIELDS[5])
    assert found.card.old_number in ("", FIELDS[1])
    assert found.card.birth in (None, PartialDate(1990, 2, 15))
    assert found.card.issued is None


@pytest.mark.parametrize("start", [cut for cut in range(1, len(CARD)) if len(CARD) - cut != 4])
def test_a_card_whose_beginning_is_lost_is_never_certain_and_has_no_number(start: int) -> None:
    """The last four digits alone are left out: nothing tells them from the ticket 2021."""
    found = scan.read(CARD[start:], TODAY)
    assert not found.certain
    if isinstance(found, CardScan):
        assert found.card.number == ""


@given(st.integers(0, len(CARD) - 1))
def test_a_letter_of_number_or_dates_turned_to_rubbish_is_noticed(place: int) -> None:
    inside = CARD[place]
    if inside.isdigit() and CARD[:place].count("|") != 5:
        assert not scan.read(CARD[:place] + "?" + CARD[place + 1 :], TODAY).certain


@given(st.text(EVERYTHING))
def test_no_text_raises(text: str) -> None:
    assert isinstance(scan.read(text, TODAY), tuple(KINDS.values()))


@given(CARD_PIECES)
def test_no_text_made_of_pieces_of_codes_raises(text: str) -> None:
    found = scan.read(text, TODAY)
    assert found.certain is (not found.doubts)


@given(CARD_PIECES)
def test_a_certain_card_agrees_with_itself(text: str) -> None:
    found = scan.read(text, TODAY)
    if isinstance(found, CardScan) and found.certain:
        assert found.card.number == FIELDS[0]
        assert found.card.birth is not None
        assert found.card.birth.year == 1990
        assert found.card.issued == date(2021, 5, 1)


@given(st.sampled_from(CORPUS), st.sampled_from(("\r", "\n", "\r\n", "\t", " ", "\ufeff")))
def test_an_end_of_line_changes_no_verdict(case: Case, end: str) -> None:
    if len(case.text) < 4000:
        assert scan.read(case.text + end, TODAY) == scan.read(case.text, TODAY)


@given(st.sampled_from([case for case in CORPUS if not case.text.strip().isdigit()]))
def test_the_same_code_twice_by_line_is_the_code_once(case: Case) -> None:
    if case.kind != "unknown":
        assert scan.read(f"{case.text}\r\n{case.text}\r\n", TODAY) == scan.read(case.text, TODAY)


def test_a_dossier_code_is_given_in_its_normal_form() -> None:
    found = scan.read("h13.35.o7 - 261120-0001", TODAY)
    assert isinstance(found, DossierScan)
    assert found.code.text == "H13.35.07-261120-0001"
    assert set(found.corrections) == {"case", "blanks", "letter_for_digit"}


def test_without_a_day_the_clock_is_asked() -> None:
    assert "issued_in_future" in scan.read(card_with(6, "01059000")).doubts
    assert scan.read(CARD).certain
