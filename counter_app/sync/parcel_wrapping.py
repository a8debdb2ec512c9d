"""The wrapping of a parcel: encrypted for one ring, sealed by its device, its contents named by their hashes."""

import gzip
import hashlib
import hmac
import json
from typing import Any, Final

import pyrage
from pyrage import x25519

from counter_app.domain.errors import OfficerCanMend
from counter_app.sync.protocols import SPOKEN

FORMAT: Final = 1
MOST_PARCEL_BYTES: Final = 2_000_000_000
MAGIC: Final = b"counter-app parcel\n"
AGE: Final = b"age-encryption.org/v1"
"""How every file of age begins."""


def seal_of(token_hash: bytes, purpose: bytes, sealed: bytes) -> str:
    """Return the seal of a device over `sealed`; a seal for one purpose is none for another."""
    key = hmac.new(token_hash, b"counter-app " + purpose, hashlib.sha256).digest()
    return hmac.new(key, sealed, hashlib.sha256).hexdigest()


def wrapped(head: dict[str, Any], bodies: list[bytes], token_hash: bytes, recipient: x25519.Recipient) -> bytes:
    """Return the parcel; `head` is completed with the length and the hash of each of `bodies`."""
    named = head | {"bodies": [[len(body), hashlib.sha256(body).hexdigest()] for body in bodies]}
    line = json.dumps(named, sort_keys=True).encode()
    seal = seal_of(token_hash, b"parcel", line).encode()
    content: bytes = pyrage.encrypt(b"".join((MAGIC, line, b"\n", seal, b"\n", *bodies)), [recipient])
    return content


def opened(content: bytes, own: x25519.Identity) -> tuple[dict[str, Any], bytes, str, bytes]:
    """Return the head, the line that was sealed, its seal and what follows.

    Raises OfficerCanMend: parcel_unreadable, parcel_for_another.
    """
    if not content.startswith(AGE) or len(content) > MOST_PARCEL_BYTES:
        raise OfficerCanMend("parcel_unreadable", reason="no_parcel")
    try:
        plain = pyrage.decrypt(content, [own])
    except pyrage.DecryptError as error:
        code = "parcel_for_another" if "matching" in str(error).lower() else "parcel_unreadable"
        raise OfficerCanMend(code, reason="torn_or_altered") from error
    try:
        magic, line, seal, rest = plain.split(b"\n", 3)
        head = json.loads(line)
        if magic + b"\n" != MAGIC or not isinstance(head, dict):
            raise ValueError("magic")
        return head, line, seal.decode("ascii"), rest
    except ValueError as error:
        raise OfficerCanMend("parcel_unreadable", reason="no_parcel") from error


def bodies_of(head: dict[str, Any], rest: bytes) -> list[bytes]:
    """Return the contents, each checked against its hash. Raises OfficerCanMend("parcel_unreadable")."""
    bodies, at = [], 0
    for size, sha256 in head["bodies"]:
        body = rest[at : at + size]
        if hashlib.sha256(body).hexdigest() != sha256:
            raise OfficerCanMend("parcel_unreadable", reason="torn_or_altered")
        bodies.append(body)
        at += size
    if at != len(rest):
        raise OfficerCanMend("parcel_unreadable", reason="torn_or_altered")
    return bodies


def unpacked(body: bytes) -> bytes:
    """Return a batch as it is pushed. Raises OfficerCanMend("parcel_unreadable")."""
    try:
        return gzip.decompress(body)
    except (OSError, EOFError) as error:
        raise OfficerCanMend("parcel_unreadable", reason="no_batch") from error


def must_be_known(head: dict[str, Any]) -> None:
    """Raise OfficerCanMend("parcel_newer" | "parcel_older") for a parcel of a release that is not understood here."""
    newer = head["format"] > FORMAT or head["protocol"] > SPOKEN.last
    if newer or head["protocol"] < SPOKEN.pushes:
        raise OfficerCanMend("parcel_newer" if newer else "parcel_older", release=str(head["release"])[:40])
