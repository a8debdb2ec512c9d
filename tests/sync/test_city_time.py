"""What a ring above says of its time is not believed blindly."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from counter_app.sync.city import Address, HttpCity
from counter_app.sync.ring_above import RingAway


@pytest.fixture(params=["2026-13-45T08:00:00.000+07:00", "0000-01-01T00:00:00.000+07:00"])
def timeless(request: pytest.FixtureRequest) -> Iterator[str]:
    """Return the address of a ring whose time has the form of one and is none."""
    ring = {"time": request.param, "protocol": [1, 1], "epoch": "e", "practice": True, "version": "1"}

    class Health(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps({"ring": ring}).encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Health) as server:
        serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        serving.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        serving.join()


def test_a_time_that_is_none_is_rubbish(timeless: str) -> None:
    city = HttpCity(Address(timeless), practice=True)
    with pytest.raises(RingAway) as caught:
        city.greet()
    city.close()
    assert (caught.value.code, caught.value.facts["reason"]) == ("answered_rubbish", "no_time")
