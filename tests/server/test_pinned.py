"""TLS from counter to hub to city: each link by its own pinned authority, and nothing to anybody else."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme

from counter_app.practice.city_process import CityProcess
from counter_app.practice.hub_process import HubProcess
from counter_app.sync.city import Address, HttpCity
from counter_app.sync.ring_above import RingRefuses
from tests.rings.counters import Office
from tests.storage.made import UNIT


class Issued:
    """A certificate for this machine, and the authority behind it."""

    def __init__(self, folder: Path, *, until: datetime | None = None) -> None:
        folder.mkdir()
        authority = trustme.CA()
        issued = authority.issue_cert("127.0.0.1", not_after=until)
        self.ca, self.cert, self.key = folder / "ca.pem", folder / "cert.pem", folder / "key.pem"
        authority.cert_pem.write_to_path(self.ca)
        issued.private_key_pem.write_to_path(self.key)
        issued.cert_chain_pems[0].write_to_path(self.cert)


@contextmanager
def shown(issued: Issued, heard: list[bytes]) -> Iterator[str]:
    """Show a certificate to whoever connects, and keep what he then says."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(issued.cert, issued.key)
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            near, _ = server.accept()
            with near:
                near.settimeout(20)
                try:
                    with context.wrap_socket(near, server_side=True) as secure:
                        heard.append(secure.recv(1000))
                except OSError:
                    return

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"https://127.0.0.1:{server.getsockname()[1]}"
        thread.join()


@pytest.mark.parametrize("wrong", ["authority", "expired"])
def test_t_identity_a_city_with_another_certificate_hears_nothing(tmp_path: Path, wrong: str) -> None:
    now = datetime.now(UTC)
    issued = Issued(tmp_path / "own", until=now - timedelta(days=1) if wrong == "expired" else None)
    pinned = issued.ca if wrong == "expired" else Issued(tmp_path / "other").ca
    heard: list[bytes] = []
    with shown(issued, heard) as url:
        ring = HttpCity(Address(url, pinned), practice=True, token="secret")
        with pytest.raises(RingRefuses, match="not_trusted") as caught:
            ring.greet()
        ring.close()
    assert heard == []
    assert (caught.value.facts["reason"] == "expired") is (wrong == "expired")


def test_t_identity_each_link_of_the_rings_pins_its_own_authority(tmp_path: Path) -> None:
    above, below = Issued(tmp_path / "above"), Issued(tmp_path / "below")
    with (
        CityProcess(tmp_path / "city.db", tmp_path / "log", cert=above.cert, key=above.key, ca=above.ca) as city,
        HubProcess(tmp_path / "hub", city, UNIT, cert=below.cert, key=below.key, ca=below.ca) as hub,
    ):
        assert (city.url[:6], hub.url[:6]) == ("https:", "https:")
        counter = Office.below(hub, tmp_path, "quay-1")
        counter.register(2)
        ring = city.client()
        assert counter.until(lambda: ring.state().dossiers == 2)
        ring.close()
        counter.close()
        astray = HttpCity(Address(hub.url, above.ca), practice=True)
        with pytest.raises(RingRefuses, match="not_trusted"):
            astray.greet()
        astray.close()
