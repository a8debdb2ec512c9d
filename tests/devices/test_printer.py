"""Jobs, reasons and health: the values between the counter and any printer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.devices.printer import HealthLevel, MediaType, Paper, PrintJob, judged, refusal
from counter_app.devices.reasons import Reason, from_escpos, from_ipp, from_zpl, ordered
from counter_app.domain.errors import OfficerCanMend, OurFault, TryLater


@pytest.mark.parametrize("title", ["", "Nguyễn Văn An", "H13 1", "../x", "-o", "a" * 65, "H13\n"])
def test_a_title_is_a_code_and_never_a_name(title: str) -> None:
    with pytest.raises(OurFault) as caught:
        PrintJob(b"%PDF", MediaType.PDF, Paper.A5, title)
    assert caught.value.facts == {"part": "title"}


@pytest.mark.parametrize(
    ("document", "copies", "part"), [(b"", 1, "document"), (b"x", 0, "copies"), (b"x", 21, "copies")]
)
def test_a_job_without_content_or_with_absurd_copies_is_refused(document: bytes, copies: int, part: str) -> None:
    with pytest.raises(OurFault) as caught:
        PrintJob(document, MediaType.PDF, Paper.A5, "H13.35.07-261123-0001", copies)
    assert caught.value.facts["part"] == part


def test_ipp_keywords_become_reasons_whatever_their_severity() -> None:
    assert from_ipp(["media-empty-report", "media-empty-warning", "none", "cups-waiting-for-job-completed"]) == (
        Reason.NO_PAPER,
    )
    assert from_ipp(["toner-low", "door-open-error", "media-jam-warning"]) == (
        Reason.JAM,
        Reason.COVER_OPEN,
        Reason.LOW_INK,
    )


@pytest.mark.parametrize(
    ("said", "reasons"),
    [
        ({"printer": 0x12, "cause": 0x12, "error": 0x12, "paper": 0x12}, ()),
        ({"printer": 0x1A, "cause": 0x32, "error": 0x12, "paper": 0x72}, (Reason.NO_PAPER,)),
        ({"printer": 0x1A, "cause": 0x16, "error": 0x12, "paper": 0x12}, (Reason.COVER_OPEN,)),
        ({"printer": 0x12, "cause": 0x12, "error": 0x12, "paper": 0x1E}, (Reason.LOW_PAPER,)),
        ({"printer": 0x1A, "cause": 0x12, "error": 0x1A, "paper": 0x12}, (Reason.CUTTER,)),
        ({"printer": 0x1A, "cause": None, "error": None, "paper": None}, (Reason.PAUSED,)),
        ({"printer": None, "cause": None, "error": None, "paper": None}, ()),
    ],
)
def test_escpos_status_bytes_become_reasons(said: dict[str, int | None], reasons: tuple[Reason, ...]) -> None:
    assert from_escpos(**said) == reasons


@given(st.binary(max_size=200))
def test_a_foreign_answer_is_no_zpl_status_and_no_crash(answer: bytes) -> None:
    from_zpl(answer)
    assert from_zpl(answer[:10]) is None
    assert from_zpl(b"030,1,1,1245,abc,0,0,0,000,0,0,0 000,0,1,1,0,2,4,0,-,1,000") is None


def test_a_zpl_status_names_all_its_reasons() -> None:
    lines = ("030,1,1,1245,000,0,0,0,000,0,0,0", "000,0,1,1,0,2,4,0,00000000,1,000", "1234,0")
    answer = "".join(f"\x02{line}\x03\r\n" for line in lines).encode()
    assert from_zpl(answer) == (Reason.PAUSED, Reason.NO_PAPER, Reason.COVER_OPEN, Reason.NO_INK)


@given(st.lists(st.sampled_from(list(Reason)), max_size=6))
def test_health_names_the_most_urgent_reason(reasons: list[Reason]) -> None:
    health = judged(ordered(reasons))
    assert (health.level is HealthLevel.READY) == (not reasons)
    if reasons:
        assert health.sentence == f"printer_{min(reasons, key=list(Reason).index)}"


def test_a_low_tray_warns_and_an_empty_one_stops() -> None:
    assert judged((Reason.LOW_PAPER,)).level is HealthLevel.WARN
    assert judged((Reason.NO_PAPER, Reason.LOW_INK)).level is HealthLevel.DOWN


def test_a_refusal_says_who_can_help() -> None:
    assert isinstance(refusal("desk", Reason.NO_PAPER), OfficerCanMend)
    assert isinstance(refusal("desk", Reason.OFFLINE), TryLater)
    assert refusal("desk", Reason.JAM).code == "printer_jam"
