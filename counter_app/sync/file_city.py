"""The ring above for files, by tus 1.0.0 over the same kind of session as everything else.

Not by tuspy, the maintained client: it opens a connection for every piece and gives none of them a time limit, cannot
be told which certificate alone to trust (its `verify` is yes or no), reads proxies from the environment, and cannot be
broken off, so closing a counter would wait for a dead line. What the protocol asks of a client is three requests.
"""

import base64
import re
import socket
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from http import HTTPStatus
from typing import Any, Final

import requests

from counter_app.domain.times import VIETNAM
from counter_app.sync import file_wire
from counter_app.sync.city import Address, HttpCity, Patience
from counter_app.sync.connections import BreakableAdapter, OpenSockets
from counter_app.sync.file_wire import FileState
from counter_app.sync.files_above import FileComing, FileRefused, Found, Outgoing, PieceBroken, UploadGone
from counter_app.sync.protocols import SPOKEN, Protocols
from counter_app.sync.ring_above import BatchRefused, RingAway, RingRefuses
from counter_app.sync.ring_trouble import StaleConnection, trouble_of
from counter_app.sync.wire import Ring

FILE_PATIENCE: Final = Patience(connect=10.0, read=60.0, whole=60.0)
"""A line that carries 64 kbit/s is full with one piece: its answer may take its time."""
SEND_BUFFER: Final = 64 * 1024
"""Bytes that the system may hold back unsent: on a slow line all that is in there stands before the next event."""

TAKEN: Final = 8 * 1024
"""Bytes of a coming file that are put away at a time: what a cut takes away, one second of a line of 64 kbit/s."""
COMING_SECONDS: Final = 0.5
"""Seconds until a hub is asked again for a file that it fetches itself: somebody may be waiting for it."""

_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
_STATES: Final[Mapping[str, FileState]] = {"open": "open", "checking": "checking", "held": "held", "broken": "broken"}
_GONE: Final = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
_REFUSED: Final = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_ENTITY_TOO_LARGE})


class _NarrowSockets(OpenSockets):
    """Sockets that hold back little, so that files never stand in the way of events."""

    def add(self, opened: socket.socket) -> None:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        super().add(opened)


class HttpFiles(HttpCity):
    """The files' own way to the ring above. One call at a time; `interrupt` may come from any thread."""

    def __init__(
        self,
        address: Address,
        *,
        practice: bool,
        token: str,
        renewed: Callable[[], str] | None = None,
        patience: Patience = FILE_PATIENCE,
        now: Callable[[], datetime] = lambda: datetime.now(VIETNAM),
        spoken: Protocols = SPOKEN,
    ) -> None:
        super().__init__(
            address, practice=practice, token=token, renewed=renewed, patience=patience, now=now, spoken=spoken
        )
        self._sockets = _NarrowSockets()
        adapter = BreakableAdapter(self._sockets, address.barred)
        self._session.mount("http://", adapter)
        self._session.mount("https://", adapter)

    def ring(self) -> Ring:
        return self.greet().ring

    def held(self, hashes: Sequence[str]) -> file_wire.HeldAnswer:
        self._greet_first()
        body = file_wire.HeldAsked(sha256=tuple(hashes)).model_dump_json().encode()
        return self._ask("POST", "/held-files", file_wire.HeldAnswer, body=body)

    def begin(self, sha256: str, size: int) -> Found:
        said = f"{file_wire.SHA256} {base64.b64encode(sha256.encode()).decode()}"
        headers = {"Upload-Length": str(size), "Upload-Metadata": said}
        status, answered = self._tus("POST", "/files", headers)
        place = answered.get("Location", "").rpartition("/")[2]
        if status != HTTPStatus.CREATED or not _ID.fullmatch(place):
            raise RingAway("answered_rubbish", reason="not_our_protocol", status=status)
        return _found(place, answered)

    def look(self, url: str) -> Found:
        return _found(url, self._tus("HEAD", f"/files/{url}", {})[1])

    def send(self, url: str, offset: int, piece: Outgoing, checksum: bytes = b"") -> Found:
        headers = {"Upload-Offset": str(offset), "Content-Type": file_wire.OFFSET_STREAM}
        if checksum:
            headers["Upload-Checksum"] = "sha256 " + base64.b64encode(checksum).decode()
        return _found(url, self._tus("PATCH", f"/files/{url}", headers, piece)[1])

    def fetch(self, sha256: str, offset: int, take: Callable[[int, bytes], None]) -> None:
        if self._sockets.broken:
            raise RingAway("interrupted")
        self._greet_first()
        self._agree_first()
        headers = {"Accept-Encoding": "identity", "Accept": "*/*", **({"Range": f"bytes={offset}-"} if offset else {})}
        try:
            with self._session.request(
                "GET",
                f"{self._base}/held-files/{sha256}",
                headers=headers,
                timeout=(self._patience.connect, self._patience.read),
                allow_redirects=False,
                stream=True,
            ) as answer:
                self._take_file(answer, offset, take)
        except requests.RequestException as error:
            raise self._line_error(error) from error
        except OSError as error:
            raise RingRefuses("not_trusted", reason="ca_file") from error

    def _take_file(self, answer: requests.Response, offset: int, take: Callable[[int, bytes], None]) -> None:
        """Hand on the body; a file that is here whole already (416) has none."""
        status = answer.status_code
        if status == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
            return
        if status == HTTPStatus.ACCEPTED and file_wire.HEADER_EPOCH in answer.headers:
            raise FileComing(COMING_SECONDS)
        if status not in {HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT}:
            raise self._no_file(status, next(answer.iter_content(65536), b""), answer.headers)
        if file_wire.HEADER_EPOCH not in answer.headers:
            # A portal's page is no damaged file, and nobody is to blame for it above.
            self._greeted = False
            raise RingAway("answered_rubbish", reason="not_our_protocol", status=status)
        at = offset if status == HTTPStatus.PARTIAL_CONTENT else 0
        for piece in answer.iter_content(TAKEN):
            take(at, piece)
            at += len(piece)

    def _no_file(self, status: int, content: bytes, headers: Mapping[str, str]) -> Exception:
        named = trouble_of(status, content, headers)
        if isinstance(named, BatchRefused) and named.code == "file_unknown":
            return FileRefused("file_unknown")
        self._greeted = False
        if status == HTTPStatus.NOT_FOUND:
            return FileRefused("version_too_new")
        return RingAway("answered_rubbish", reason=named.code) if isinstance(named, BatchRefused) else named

    def _line_error(self, error: requests.RequestException) -> Exception:
        self._greeted = False
        named = self._named(error)
        return RingAway("unreachable", reason="connection_lost") if isinstance(named, StaleConnection) else named

    def _tus(
        self, method: str, path: str, headers: dict[str, str], piece: Outgoing | None = None
    ) -> tuple[int, Mapping[str, str]]:
        if self._sockets.broken:
            raise RingAway("interrupted")
        self._greet_first()
        try:
            status, content, answered = self._exchange(method, path, headers, piece)
        except RingAway:
            self._greeted = False
            raise
        if answered.get(file_wire.TUS_RESUMABLE) != file_wire.TUS and status < HTTPStatus.BAD_REQUEST:
            self._greeted = False
            raise RingAway("answered_rubbish", reason="not_our_protocol", status=status)
        if status < HTTPStatus.BAD_REQUEST or (status == HTTPStatus.CONFLICT and "Upload-Offset" in answered):
            return status, answered
        raise self._refusal(status, content, answered)

    def _exchange(
        self, method: str, path: str, headers: dict[str, str], piece: Any
    ) -> tuple[int, bytes, Mapping[str, str]]:
        try:
            with self._session.request(
                method,
                self._base + path,
                data=piece,
                headers={file_wire.TUS_RESUMABLE: file_wire.TUS, **headers},
                timeout=(self._patience.connect, self._patience.read),
                allow_redirects=False,
                stream=True,
            ) as answer:
                return answer.status_code, next(answer.iter_content(65536), b""), answer.headers
        except requests.RequestException as error:
            named = self._named(error)
            if isinstance(named, StaleConnection):
                raise RingAway("unreachable", reason="connection_lost") from error
            raise named from error
        except OSError as error:
            raise RingRefuses("not_trusted", reason="ca_file") from error

    def _refusal(self, status: int, content: bytes, headers: Mapping[str, str]) -> Exception:
        ours = headers.get(file_wire.TUS_RESUMABLE) == file_wire.TUS
        if ours and status in _GONE:
            return UploadGone(broken=status == HTTPStatus.GONE)
        if ours and status == file_wire.WRONG_CHECKSUM:
            return PieceBroken()
        self._greeted = False
        if status == HTTPStatus.UNAUTHORIZED:
            # The piece is used up: the next try goes with the new token, if there is one.
            self._refused = not self._take_new_token()
        named = trouble_of(status, content, headers)
        if isinstance(named, BatchRefused) and ours and status in _REFUSED:
            return FileRefused(named.code, status=status)
        if isinstance(named, BatchRefused):
            return RingAway("answered_rubbish", reason=named.code, status=status)
        return named


def _found(url: str, headers: Mapping[str, str]) -> Found:
    offset = headers.get("Upload-Offset", "")
    if not offset.isdecimal() or len(offset) > 15:
        raise RingAway("answered_rubbish", reason="not_our_protocol")
    state = _STATES.get(headers.get(file_wire.HEADER_FILE, ""), "open")
    return Found(url, int(offset), state, headers.get(file_wire.HEADER_EPOCH, ""))
