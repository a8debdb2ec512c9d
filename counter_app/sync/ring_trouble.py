"""Every way in which a call of the ring above can fail, given its name: the line's errors and the ring's answers."""

from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Final

import requests
from pydantic import ValidationError

from counter_app.domain.times import VIETNAM
from counter_app.sync import wire
from counter_app.sync.ring_above import BatchRefused, RingAway, RingRefuses

_REFUSALS: Final = frozenset(
    {
        "token_refused",
        "mode_mismatch",
        "version_too_old",
        "version_outdated",
        "code_refused",
        "device_elsewhere",
        "slots_exhausted",
    }
)


class StaleConnection(Exception):
    """The other side closed the connection without a word of an answer."""


def named(error: requests.RequestException) -> Exception:
    """Return our error for one of the line's."""
    if isinstance(error, requests.exceptions.SSLError):
        return RingRefuses("not_trusted", reason="expired" if "certificate has expired" in str(error) else "")
    if isinstance(error, requests.exceptions.ConnectTimeout):
        return RingAway("unreachable", reason="connect_timed_out")
    if isinstance(error, requests.exceptions.ReadTimeout) or "Read timed out" in str(error):
        return RingAway("timed_out", reason="no_answer")
    if isinstance(error, requests.exceptions.ChunkedEncodingError | requests.exceptions.ContentDecodingError):
        return RingAway("answered_rubbish", reason="answer_broken_off")
    if isinstance(error, requests.exceptions.ConnectionError):
        if "NewConnectionError" in str(error) or "NameResolutionError" in str(error):
            return RingAway("unreachable", reason="no_connection")
        return StaleConnection()
    return RingAway("unreachable", reason=type(error).__name__)


def trouble_of(status: int, content: bytes, headers: Mapping[str, str]) -> Exception:
    """Return the error for an answer that is not 200; an answer that is not of our protocol proves nothing."""
    try:
        said = wire.Trouble.model_validate_json(content)
    except ValidationError:
        said = None
    if status in {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}:
        return RingAway("busy", retry_after=_retry_after(headers), status=status)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return RingAway("answered_500", retry_after=_retry_after(headers), status=status)
    if said is None:
        return RingAway("answered_rubbish", reason="not_our_protocol", status=status)
    if said.code in _REFUSALS:
        return RingRefuses(said.code, status=status)
    if said.code == "version_too_new":
        return RingAway("version_too_new", ring=said.ring.version)
    return BatchRefused(said.code, status=status)


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds of a Retry-After header (RFC 9110 §10.2.3: seconds or a date), None when there is none."""
    text = headers.get("Retry-After", "").strip()
    if not text:
        return None
    if text.isdigit():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, (moment - datetime.now(moment.tzinfo or VIETNAM)).total_seconds())
