"""The token is kept where only its owner reads it, and whole."""

import stat
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail

from counter_app.domain.errors import OfficerCanMend
from counter_app.settings import Places
from counter_app.sync.token import IN_KEYRING, keep_token, read_token


class Ring(KeyringBackend):
    """A keyring in memory."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept = dict[tuple[str, str], str]()

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def ring() -> Iterator[Ring]:
    made, before = Ring(), keyring.get_keyring()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


@pytest.fixture
def no_ring() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]
    yield
    keyring.set_keyring(before)


def test_the_systems_keyring_is_used_where_there_is_one(ring: Ring, tmp_path: Path) -> None:
    places = Places(tmp_path)
    assert keep_token(places, "geheim", practice=False) == "keyring"
    assert read_token(places) == "geheim"
    assert places.token.read_text().strip() == IN_KEYRING
    assert list(ring.kept.values()) == ["geheim"]


@pytest.mark.usefixtures("no_ring")
def test_without_a_keyring_a_file_of_its_owner_alone(tmp_path: Path) -> None:
    places = Places(tmp_path / "deep" / "home")
    assert keep_token(places, "geheim", practice=False) == "file"
    assert keep_token(places, "new", practice=False) == "file"
    assert read_token(places) == "new"
    assert stat.S_IMODE(places.token.stat().st_mode) == 0o600


def test_a_practice_counter_leaves_the_keyring_alone(ring: Ring, tmp_path: Path) -> None:
    assert keep_token(Places(tmp_path), "geheim", practice=True) == "file"
    assert ring.kept == {}


@pytest.mark.usefixtures("no_ring")
def test_what_cannot_be_kept_or_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file where the folder should be")
    with pytest.raises(OfficerCanMend, match="token_not_kept"):
        keep_token(Places(tmp_path / "home"), "geheim", practice=True)
    (tmp_path / "token").write_bytes(b"\xff\xfe")
    with pytest.raises(OfficerCanMend, match="token_unreadable"):
        read_token(Places(tmp_path))
