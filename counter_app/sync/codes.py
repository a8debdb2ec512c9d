"""One-time enrolment codes and tokens: made here, stored as hashes only."""

import hashlib
import re
import secrets
from datetime import datetime, timedelta
from typing import Final

from counter_app.storage import enrolments
from counter_app.storage.store import Store

ALPHABET: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Letters and digits that cannot be taken for one another: 5 random bits each."""
CODE_LETTERS: Final = 16
CODE_HOURS: Final = 24
TOKEN_BYTES: Final = 32


def hash_of(secret: str) -> bytes:
    """Return what is stored of a token or a code: 80 and 256 random bits need no slow hash."""
    return hashlib.sha256(secret.encode()).digest()


def plain(code: str) -> str:
    """Return the code as it was minted, however it was typed: without blanks and dashes, in capitals."""
    return re.sub(r"[\s-]", "", code).upper()


def new_token() -> str:
    """Return a fresh token of 256 random bits."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def new_code(store: Store, unit: str, device_name: str, now: datetime, kind: enrolments.Kind = "counter") -> str:
    """Mint a one-time code for one counter of `unit` or for its hub, good for a day; return it in groups of four."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LETTERS))
    with store.transaction() as tx:
        enrolments.mint(
            tx,
            code_hash=hash_of(letters),
            unit=unit,
            device_name=device_name,
            expires_at=now + timedelta(hours=CODE_HOURS),
            kind=kind,
        )
    return "-".join(re.findall("....", letters))
