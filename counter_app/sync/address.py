"""Where the ring above is, and what an address must be before anything is sent there."""

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from counter_app.sync.connections import never
from counter_app.sync.ring_above import RingRefuses


@dataclass(frozen=True, slots=True)
class Address:
    """Where the ring above is. `ca` pins the certificate file that alone is trusted for it.

    Without TLS everybody on the way reads people's data and the token: such an address must be on this machine, unless
    `insecure` says that a practice counter is in a closed network. Raises RingRefuses: "address_wrong",
    "address_insecure".
    """

    url: str
    ca: Path | None = None
    insecure: bool = False
    barred: Callable[[], bool] = never
    """Whether this end rehearses an outage: then nothing goes out and nothing is heard."""

    def __post_init__(self) -> None:
        if not _is_address(self.url):
            raise RingRefuses("address_wrong", address=self.url)
        if not self.insecure and urlsplit(self.url).scheme == "http" and not _is_here(self.url):
            raise RingRefuses("address_insecure", address=self.url)


def _is_address(url: str) -> bool:
    """Say whether `url` names a host by HTTP, and nobody: a name in it would be sent in place of the token."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - reading it checks it
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.username is None


def _is_here(url: str) -> bool:
    """Say whether the host of `url` is this machine."""
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
