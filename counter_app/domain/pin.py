"""An officer's PIN: asked at the counter, also without a line, and kept as a salted scrypt hash only (RFC 7914).

A PIN of a few digits can be tried out by whoever holds its hash, however dear one try is made: hashes go no further
than to the counters of the officer's own unit, and into no log and no export.
"""

import base64
import hashlib
import hmac
import re
from typing import Final

COST: Final = 2**15
BLOCK: Final = 8
LANES: Final = 1
"""scrypt's N, r and p: 32 MB and about a tenth of a second for one try. They are kept with each hash."""
SALT_BYTES: Final = 16
_KEY_BYTES: Final = 32
_MOST_MEMORY: Final = 128 * 1024 * 1024
_PIN: Final = re.compile(r"[0-9]{4,12}", re.ASCII)
_KEPT: Final = re.compile(
    r"scrypt\$(?P<cost>[0-9]{1,7})\$(?P<block>[0-9]{1,2})\$(?P<lanes>[0-9])\$(?P<salt>[A-Za-z0-9+/=]{20,90})"
    r"\$(?P<key>[A-Za-z0-9+/=]{44})",
    re.ASCII,
)


def is_pin(text: str) -> bool:
    """Say whether `text` can be a PIN: 4 to 12 digits."""
    return _PIN.fullmatch(text) is not None


def hash_pin(pin: str, salt: bytes) -> str:
    """Return what is kept of a PIN: the way, its parameters, the salt (16 random bytes) and the key."""
    key = hashlib.scrypt(pin.encode(), salt=salt, n=COST, r=BLOCK, p=LANES, maxmem=2 * _MOST_MEMORY, dklen=_KEY_BYTES)
    return f"scrypt${COST}${BLOCK}${LANES}${_text(salt)}${_text(key)}"


def is_hash(kept: str) -> bool:
    """Say whether `kept` is a hash that this release can ask about without taking more memory than it should."""
    found = _KEPT.fullmatch(kept)
    if found is None:
        return False
    cost, block, lanes = int(found["cost"]), int(found["block"]), int(found["lanes"])
    sound = cost > 1 and cost & (cost - 1) == 0 and block > 0 and lanes > 0
    return sound and 128 * cost * block * lanes <= _MOST_MEMORY


def holds(pin: str, kept: str) -> bool:
    """Say whether `pin` is the one of which `kept` is the hash; False for a hash that is none."""
    found = _KEPT.fullmatch(kept)
    if found is None or not is_hash(kept) or not is_pin(pin):
        return False
    key = hashlib.scrypt(
        pin.encode(),
        salt=base64.b64decode(found["salt"]),
        n=int(found["cost"]),
        r=int(found["block"]),
        p=int(found["lanes"]),
        maxmem=2 * _MOST_MEMORY,
        dklen=_KEY_BYTES,
    )
    return hmac.compare_digest(_text(key), found["key"])


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")
