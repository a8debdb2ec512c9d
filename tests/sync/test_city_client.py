"""What the HTTP client names before a byte has left."""

from pathlib import Path

import pytest

from counter_app.sync.city import Address, HttpCity
from counter_app.sync.ring_above import RingRefuses


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
