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
