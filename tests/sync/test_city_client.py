"""What the HTTP client names before a byte has left."""

import gzip
import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer, ThreadingHTTPServer
from pathlib import Path

import pytest

from counter_app.sync.city import Address, HttpCity
from counter_app.sync.ring_above import RingAway, RingRefuses

RING = '{"time": "2026-11-23T08:00:00.000+07:00", "protocol": [1, 1], "epoch": "e", "practice": true, "version": "1"}'


def test_a_pinned_certificate_that_is_gone_is_named(tmp_path: Path) -> None:
    city = HttpCity(Address("https://127.0.0.1:1", tmp_path / "gone.pem"), practice=True)
    with pytest.raises(RingRefuses, match="not_trusted"):
        city.greet()
    city.close()


@pytest.mark.parametrize(
    "url", ["http://192.0.2.1:8470", "http://city.example", "http://[2001:db8::1]:1", "HTTP://0.0.0.0:1"]
)
def test_nothing_goes_over_a_line_that_everybody_can_read(url: str) -> None:
    with pytest.raises(RingRefuses, match="address_insecure"):
        Address(url)
    assert Address(url, insecure=True).url == url


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8470", "http://127.8.9.1", "http://localhost:1", "http://[::1]:1", "https://city"]
)
def test_this_machine_needs_no_encryption(url: str) -> None:
    assert Address(url).url == url


def test_a_way_up_that_is_barred_sends_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        city = HttpCity(Address(f"http://127.0.0.1:{listening.getsockname()[1]}", barred=lambda: True), practice=True)
        with pytest.raises(RingAway, match="unreachable"):
            city.greet()
        city.close()
        with pytest.raises(BlockingIOError):
            listening.accept()


def test_what_is_done_meanwhile_is_done_when_the_request_is_out_and_before_the_answer() -> None:
    done = threading.Event()
    asked: list[str] = []

    class Slow(BaseHTTPRequestHandler):
        """Answers a batch when what its sender does meanwhile is done."""

        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer(f'{{"ring": {RING}}}'.encode())

        def do_POST(self) -> None:
            body = gzip.decompress(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append(body.decode())
            assert done.wait(20)
            self._answer(f'{{"ring": {RING}, "answers": []}}'.encode())

        def _answer(self, content: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            pass

    def meanwhile() -> bytes:
        done.set()
        return b"the next"

    with ThreadingHTTPServer(("127.0.0.1", 0), Slow) as server:
        serving = threading.Thread(target=server.serve_forever)
        serving.start()
        city = HttpCity(Address(f"http://127.0.0.1:{server.server_port}"), practice=True)
        city.push(b"the first", meanwhile)
        for batch in (b"the next", b"another"):
            city.push(batch)
        city.close()
        server.shutdown()
        serving.join()
    assert asked == ["the first", "the next", "another"]


def test_what_is_answered_while_the_way_up_is_barred_is_not_heard() -> None:
    asked: list[str] = []

    class Rubbish(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            pass

    with HTTPServer(("127.0.0.1", 0), Rubbish) as server:
        serving = threading.Thread(target=server.handle_request)
        serving.start()
        city = HttpCity(Address(f"http://127.0.0.1:{server.server_port}", barred=lambda: bool(asked)), practice=True)
        with pytest.raises(RingAway, match="unreachable"):
            city.greet()
        city.close()
        serving.join()
    assert asked
