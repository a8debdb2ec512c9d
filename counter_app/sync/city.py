"""The ring above over HTTP: one session kept alive, every failure given its name."""

import gzip
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from http import HTTPStatus
from typing import Final, TypeVar
from urllib.parse import urlencode

import requests
from pydantic import ValidationError

from counter_app import __version__
from counter_app.domain.times import VIETNAM
from counter_app.sync import wire, wire_numbers, wire_reference
from counter_app.sync.address import Address as Address
from counter_app.sync.connections import BreakableAdapter, OpenSockets
from counter_app.sync.protocols import SPOKEN, Protocols, meet
from counter_app.sync.ring_above import Greeting, Meanwhile, RingAway, RingRefuses, nothing
from counter_app.sync.ring_trouble import StaleConnection, named, trouble_of

CONNECT_SECONDS: Final = 3.0
READ_SECONDS: Final = 20.0
MOST_ANSWER_BYTES: Final = 32_000_000
GZIP_LEVEL: Final = 6

Answer = TypeVar("Answer", bound=wire.Said)


@dataclass(frozen=True, slots=True)
class Patience:
    """Bounds in seconds: to connect, between two pieces of an answer, and for a whole answer."""

    connect: float = CONNECT_SECONDS
    read: float = READ_SECONDS
    whole: float = 2 * READ_SECONDS


class HttpCity:
    """The ring above behind an address. One call at a time; `interrupt` may come from any thread.

    `renewed` gives the token as it is kept now: a counter that is enrolled anew while it runs goes on by itself. As
    long as the ring refuses the token nothing of a dossier is sent to it.
    """

    def __init__(
        self,
        address: Address,
        *,
        practice: bool,
        token: str = "",
        renewed: Callable[[], str] | None = None,
        patience: Patience | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(VIETNAM),
        spoken: Protocols = SPOKEN,
    ) -> None:
        self._spoken, self._agreed, self._outdated = spoken, False, False
        self._base = address.url.rstrip("/") + wire.PREFIX
        self._practice = practice
        self._patience = patience or Patience()
        self._now = now
        self._greeted = False
        self._token, self._renewed = token, renewed
        self._refused = False
        self._sockets = OpenSockets()
        self._ready = (b"", b"")
        session = requests.Session()
        session.trust_env = False
        session.verify = str(address.ca) if address.ca else True
        adapter = BreakableAdapter(self._sockets, address.barred)
        session.mount("http://", adapter)
        session.mount("https://", adapter)
        session.headers.update(
            {
                "User-Agent": f"counter-app/{__version__}",
                "Accept": "application/json",
                "Accept-Encoding": "gzip",
                wire.HEADER_VERSION: __version__,
                wire.HEADER_PROTOCOL: str(spoken.last),
                wire.HEADER_MODE: wire.mode(practice=practice),
            }
        )
        if token:
            session.headers["Authorization"] = f"Bearer {token}"
        self._session = session

    def greet(self) -> Greeting:
        started, before = time.monotonic(), self._now()
        answer = self._ask("GET", "/health", wire.Health)
        trip = time.monotonic() - started
        middle = before + timedelta(seconds=trip / 2)
        try:
            offset = datetime.fromisoformat(answer.ring.time) - middle
        except ValueError as error:
            raise RingAway("answered_rubbish", reason="no_time") from error
        self._greeted = True
        offset_ms = round(offset / timedelta(milliseconds=1))
        return Greeting(answer.ring, offset_ms, round(trip * 1000), answer.parcel_key, self._outdated)

    def enrol(self, request: wire.EnrolRequest) -> wire.EnrolAnswer:
        self._greet_first()
        self._agree_first()
        return self._ask("POST", "/enrol", wire.EnrolAnswer, body=request.model_dump_json().encode())

    def push(self, batch: bytes, meanwhile: Meanwhile = nothing) -> wire.BatchAnswer:
        self._greet_first()
        known, packed = self._ready
        if known != batch:
            packed = _packed(batch)
        self._sockets.awaiting = partial(self._make_ready, meanwhile)
        try:
            return self._ask("POST", "/events", wire.BatchAnswer, body=packed, headers={"Content-Encoding": "gzip"})
        finally:
            self._sockets.awaiting = _no_more

    def catalogue(self, after: str) -> wire.CatalogueNews:
        self._agree_first()
        return self._ask("GET", "/catalogue?" + urlencode({"after": after}), wire.CatalogueNews)

    def reference(self, after: str, accounts: str = "") -> wire_reference.ReferenceNews:
        self._agree_first()
        asked = urlencode({"after": after, "accounts": accounts})
        return self._ask("GET", f"{wire_reference.PATH}?{asked}", wire_reference.ReferenceNews)

    def news(self, asked: wire.NewsAsked) -> wire.News:
        self._agree_first()
        path = "/news?" + urlencode(asked.model_dump(exclude_defaults=True))
        return self._ask("GET", path, wire.News, wait=asked.wait)

    def lease(self, asked: wire_numbers.LeaseRequest) -> wire_numbers.LeaseAnswer:
        self._greet_first()
        self._agree_first()
        body = asked.model_dump_json().encode()
        return self._ask("POST", wire_numbers.PATH, wire_numbers.LeaseAnswer, body=body)

    def give_back(self, returned: wire_numbers.ReturnRequest) -> wire_numbers.ReturnAnswer:
        self._greet_first()
        body = returned.model_dump_json(exclude_none=True).encode()
        return self._ask("POST", wire_numbers.RETURN_PATH, wire_numbers.ReturnAnswer, body=body)

    def state(self, codes: tuple[str, ...] = ()) -> wire.RingState:
        if not self._agreed:
            self.greet()
        asked = "?" + urlencode([("code", code) for code in codes]) if codes else ""
        return self._ask("GET", f"/state{asked}", wire.RingState)

    def _make_ready(self, meanwhile: Meanwhile) -> None:
        self._sockets.awaiting = _no_more
        following = meanwhile()
        self._ready = (following, _packed(following) if following else b"")

    def interrupt(self) -> None:
        self._sockets.break_off()

    def close(self) -> None:
        self._session.close()

    def _greet_first(self) -> None:
        """Nothing personal leaves before the other side has shown that it is of our mode and will have us."""
        if not self._greeted:
            self.greet()
        if self._refused:
            self.state()

    def _agree_first(self) -> None:
        """Ask for nothing before a protocol is agreed on that both speak.

        Raises RingRefuses("version_outdated") when there is none, and only what is written here may go up.
        """
        if not self._agreed or self._outdated:
            self.greet()
        if self._outdated:
            raise RingRefuses("version_outdated")

    def _ask(
        self,
        method: str,
        path: str,
        model: type[Answer],
        *,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        wait: float = 0.0,
    ) -> Answer:
        try:
            status, content, said = self._twice(method, path, body, dict(headers or {}), wait)
            if status == HTTPStatus.UNAUTHORIZED and self._take_new_token():
                status, content, said = self._twice(method, path, body, dict(headers or {}), wait)
        except RingAway:
            self._greeted = False
            raise
        if status == HTTPStatus.OK:
            # The greeting needs no token, so it says nothing of it.
            self._refused = self._refused and model is wire.Health
            return self._checked(_read(model, content))
        self._refused = self._refused or status == HTTPStatus.UNAUTHORIZED
        self._greeted = False
        # The ring may be of another release by now.
        self._agreed = self._agreed and status != HTTPStatus.CONFLICT
        raise trouble_of(status, content, said)

    def _take_new_token(self) -> bool:
        """Read the token where it is kept; say whether it is another than the one in use."""
        token = self._renewed() if self._renewed else ""
        if token in ("", self._token):
            return False
        self._token = token
        self._session.headers["Authorization"] = f"Bearer {token}"
        return True

    def _checked(self, answer: Answer) -> Answer:
        ring = getattr(answer, "ring", None)
        if isinstance(ring, wire.Ring):
            if ring.practice != self._practice:
                self._greeted = False
                raise RingRefuses("mode_mismatch", ring=wire.mode(practice=ring.practice))
            self._meet(ring)
        return answer

    def _meet(self, ring: wire.Ring) -> None:
        """Use the protocol that this ring and we have in common, if there is one."""
        number, standing = meet(self._spoken, *ring.protocol, ring.pushes)
        if standing == "too_old":
            raise RingRefuses("version_too_old", ring=ring.version)
        if standing == "too_new":
            raise RingAway("version_too_new", ring=ring.version)
        self._agreed, self._outdated = True, standing == "finishes"
        self._session.headers[wire.HEADER_PROTOCOL] = str(number)

    def _twice(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str], wait: float
    ) -> tuple[int, bytes, Mapping[str, str]]:
        """Send; once more when a kept connection turned out to be dead, which the events' ids make harmless."""
        try:
            return self._once(method, path, body, headers, wait)
        except StaleConnection:
            try:
                return self._once(method, path, body, headers, wait)
            except StaleConnection as error:
                raise RingAway("unreachable", reason="connection_lost") from error

    def _once(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str], wait: float
    ) -> tuple[int, bytes, Mapping[str, str]]:
        if self._sockets.broken:
            raise RingAway("interrupted")
        try:
            with self._session.request(
                method,
                self._base + path,
                data=body,
                headers={"Content-Type": "application/json", **headers} if body is not None else headers,
                timeout=(self._patience.connect, self._patience.read + wait),
                allow_redirects=False,
                stream=True,
            ) as answer:
                return answer.status_code, self._content(answer, wait), answer.headers
        except requests.RequestException as error:
            raise self._named(error) from error
        except OSError as error:
            # The pinned certificate's file is gone or no certificate: nothing was sent to anybody.
            raise RingRefuses("not_trusted", reason="ca_file") from error

    def _content(self, answer: requests.Response, wait: float) -> bytes:
        end = time.monotonic() + self._patience.whole + wait
        content = bytearray()
        for piece in answer.iter_content(65536):
            content += piece
            if len(content) > MOST_ANSWER_BYTES:
                raise RingAway("answered_rubbish", reason="too_long")
            if time.monotonic() > end:
                raise RingAway("timed_out", reason="answer_too_slow")
        return bytes(content)

    def _named(self, error: requests.RequestException) -> Exception:
        return RingAway("interrupted") if self._sockets.broken else named(error)


def _packed(batch: bytes) -> bytes:
    return gzip.compress(batch, GZIP_LEVEL, mtime=0)


def _no_more() -> None:
    """What was to be done while the answer is awaited is done."""


def _read(model: type[Answer], content: bytes) -> Answer:
    try:
        return model.model_validate_json(content)
    except ValidationError as error:
        raise RingAway("answered_rubbish", reason="not_our_protocol") from error
