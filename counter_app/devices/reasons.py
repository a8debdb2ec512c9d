"""Why a printer does not print: one table of reasons for all kinds of printers, and how each kind's words map to it.

Sources: RFC 8011 §5.4.12 and PWG 5100.9 (IPP `printer-state-reasons`), RFC 8011 §5.3.8 (IPP `job-state-reasons`),
Epson ESC/POS command reference (`DLE EOT n`, `GS r n`), ZPL II programming guide (`~HS`).
"""

from collections.abc import Iterable
from enum import StrEnum


class Reason(StrEnum):
    """One reason, most urgent first: the first of a set is the one that the officer is told about."""

    OFFLINE = "offline"
    NO_QUEUE = "no_queue"
    NOT_ACCEPTING = "not_accepting"
    PAUSED = "paused"
    NO_FOLDER = "no_folder"
    READ_ONLY = "read_only"
    DISK_FULL = "disk_full"
    NO_PAPER = "no_paper"
    JAM = "jam"
    COVER_OPEN = "cover_open"
    WRONG_SIZE = "wrong_size"
    NO_INK = "no_ink"
    CUTTER = "cutter"
    OVERHEATED = "overheated"
    BUSY = "busy"
    CANCELLED = "cancelled"
    REFUSED = "refused"
    LINE_LOST = "line_lost"
    NO_ANSWER = "no_answer"
    FAULT = "fault"
    LOW_PAPER = "low_paper"
    LOW_INK = "low_ink"
    NOT_REPORTED = "not_reported"


HARMLESS = frozenset({Reason.LOW_PAPER, Reason.LOW_INK, Reason.BUSY, Reason.NOT_REPORTED})
"""Reasons with which the printer still prints."""

_ORDER = {reason: place for place, reason in enumerate(Reason)}

_IPP = {
    "media-empty": Reason.NO_PAPER,
    "media-needed": Reason.NO_PAPER,
    "media-low": Reason.LOW_PAPER,
    "media-jam": Reason.JAM,
    "cover-open": Reason.COVER_OPEN,
    "door-open": Reason.COVER_OPEN,
    "interlock-open": Reason.COVER_OPEN,
    "input-tray-missing": Reason.NO_PAPER,
    "toner-empty": Reason.NO_INK,
    "marker-supply-empty": Reason.NO_INK,
    "toner-low": Reason.LOW_INK,
    "marker-supply-low": Reason.LOW_INK,
    "fuser-over-temp": Reason.OVERHEATED,
    "offline": Reason.OFFLINE,
    "timed-out": Reason.OFFLINE,
    "shutdown": Reason.OFFLINE,
    "connecting-to-device": Reason.BUSY,
    "paused": Reason.PAUSED,
    "moving-to-paused": Reason.PAUSED,
    "stopped-partly": Reason.PAUSED,
    "spool-area-full": Reason.NOT_ACCEPTING,
    "other": Reason.FAULT,
    "job-canceled-by-user": Reason.CANCELLED,
    "job-canceled-by-operator": Reason.CANCELLED,
    "job-canceled-at-device": Reason.CANCELLED,
    "cups-job-unsupported-attributes": Reason.WRONG_SIZE,
    "document-format-error": Reason.REFUSED,
    "document-unprintable-error": Reason.REFUSED,
    "unsupported-document-format": Reason.REFUSED,
    "aborted-by-system": Reason.FAULT,
    "printer-stopped": Reason.PAUSED,
}
_SEVERITIES = ("-report", "-warning", "-error")


def ordered(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Return `reasons` without doubles, the most urgent first."""
    return tuple(sorted(set(reasons), key=_ORDER.__getitem__))


def from_ipp(keywords: Iterable[str]) -> tuple[Reason, ...]:
    """Return the reasons behind IPP keywords such as `media-empty-report`; keywords without meaning here drop out.

    The severity is ignored on purpose: an IPP Everywhere printer reports an empty tray as `-report` while idle, and
    the officer wants to hear of it before the citizen sits down.
    """
    found = set()
    for keyword in keywords:
        bare = keyword
        for severity in _SEVERITIES:
            bare = bare.removesuffix(severity)
        if bare in _IPP:
            found.add(_IPP[bare])
    return ordered(found)


def from_escpos(*, printer: int | None, cause: int | None, error: int | None, paper: int | None) -> tuple[Reason, ...]:
    """Return the reasons behind the four `DLE EOT` bytes (n = 1, 2, 3, 4); `None` stands for "did not answer"."""
    table = (
        (cause, 0x04, Reason.COVER_OPEN),
        (cause, 0x20, Reason.NO_PAPER),
        (error, 0x08, Reason.CUTTER),
        (error, 0x20, Reason.FAULT),
        (error, 0x40, Reason.OVERHEATED),
        (paper, 0x60, Reason.NO_PAPER),
        (paper, 0x0C, Reason.LOW_PAPER),
    )
    found = {reason for byte, bits, reason in table if byte is not None and byte & bits}
    if Reason.NO_PAPER in found:
        found.discard(Reason.LOW_PAPER)
    if printer is not None and printer & 0x08 and not found - HARMLESS:
        found.add(Reason.PAUSED)
    return ordered(found)


def from_zpl(answer: bytes) -> tuple[Reason, ...] | None:
    """Return the reasons in a ZPL `~HS` answer (three lines between STX and ETX), or `None` when it is none."""
    fields = zpl_fields(answer)
    if fields is None:
        return None
    first, second = fields
    table = (
        (first[1], Reason.NO_PAPER),
        (first[2], Reason.PAUSED),
        (first[11], Reason.OVERHEATED),
        (second[2], Reason.COVER_OPEN),
        (second[3], Reason.NO_INK),
    )
    return ordered(reason for flag, reason in table if flag == "1")


def zpl_fields(answer: bytes) -> tuple[list[str], list[str]] | None:
    """Return the comma-separated fields of the first two `~HS` lines, or `None` when the answer is cut or foreign."""
    lines = [line.strip("\x02\x03").split(",") for line in answer.decode("ascii", "replace").split()]
    if len(lines) < 2 or len(lines[0]) < 12 or len(lines[1]) < 9:
        return None
    if not (lines[0][4] + lines[1][8]).isdecimal():
        return None
    return lines[0], lines[1]
