"""Where the counter keeps the token that the ring above gave it: the system's keyring, else a file of its own."""

import os
from pathlib import Path
from typing import Any, Final, Literal

from counter_app.domain.errors import OfficerCanMend
from counter_app.settings import Places

SERVICE: Final = "counter-app"
IN_KEYRING: Final = "@keyring"
"""What stands in the token's file when the token itself is in the keyring; no token begins with this sign."""

Kept = Literal["keyring", "file"]


def keep_token(places: Places, token: str, *, practice: bool) -> Kept:
    """Keep `token` instead of any before; return where it is.

    A practice counter always uses the file: the keyring is for what must be kept from others.
    Raises OfficerCanMend("token_not_kept").
    """
    kept: Kept = "keyring" if not practice and _into_keyring(places, token) else "file"
    try:
        _write(places.token, IN_KEYRING if kept == "keyring" else token)
    except OSError as error:
        raise OfficerCanMend("token_not_kept", reason=type(error).__name__) from error
    return kept


def read_token(places: Places) -> str:
    """Return the token, empty when there is none. Raises OfficerCanMend("token_unreadable")."""
    try:
        said = places.token.read_text("ascii").strip()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise OfficerCanMend("token_unreadable", reason=type(error).__name__) from error
    if said != IN_KEYRING:
        return said
    keyring, errors = _keyring()
    try:
        return keyring.get_password(SERVICE, str(places.home)) or ""
    except errors as error:
        raise OfficerCanMend("token_unreadable", reason=type(error).__name__) from error


def _into_keyring(places: Places, token: str) -> bool:
    keyring, errors = _keyring()
    try:
        keyring.set_password(SERVICE, str(places.home), token)
        return bool(keyring.get_password(SERVICE, str(places.home)) == token)
    except errors:
        return False


def _write(file: Path, text: str) -> None:
    """Write it readable by its owner alone from the first byte, whole or not there."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(file.name + ".new")
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as opened:
        opened.write(text + "\n")
        opened.flush()
        os.fsync(opened.fileno())
    beside.replace(file)


def _keyring() -> tuple[Any, type[Exception]]:
    """Return the keyring's module and its errors; imported when needed, since it looks for the system's services."""
    import keyring
    import keyring.errors

    return keyring, keyring.errors.KeyringError
