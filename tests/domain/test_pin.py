"""PINs: what is kept of one, and what is taken for one."""

import pytest

from counter_app.domain import pin
from counter_app.domain.account import Account

SALT = bytes(range(16))


def test_what_is_kept_knows_its_pin_and_no_other() -> None:
    kept = pin.hash_pin("204816", SALT)
    assert pin.holds("204816", kept)
    assert not any(pin.holds(other, kept) for other in ("204817", "20481", "2048160", "", "20481６"))
    assert "204816" not in kept
    assert kept != pin.hash_pin("204816", bytes(16))


def test_parameters_are_kept_with_the_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hash of another release's parameters is asked about with those."""
    monkeypatch.setattr(pin, "COST", 2**10)
    monkeypatch.setattr(pin, "BLOCK", 4)
    kept = pin.hash_pin("0007", SALT)
    monkeypatch.undo()
    assert kept.startswith("scrypt$1024$4$1$")
    assert pin.holds("0007", kept)


@pytest.mark.parametrize("text", ["1234", "000000", "123456789012"])
def test_four_to_twelve_digits_are_a_pin(text: str) -> None:
    assert pin.is_pin(text)


@pytest.mark.parametrize("text", ["", "123", "1234567890123", "12a4", "١٢٣٤", "12 34", "-"])
def test_nothing_else_is(text: str) -> None:
    assert not pin.is_pin(text)


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "204816",
        "bcrypt$1$2$3$4$5",
        pin.hash_pin("1234", SALT).replace("$32768$", "$32767$"),
        pin.hash_pin("1234", SALT).replace("$32768$", "$1048576$"),
        pin.hash_pin("1234", SALT).replace("$8$", "$0$"),
        pin.hash_pin("1234", SALT)[:-2],
    ],
)
def test_what_is_no_hash_or_would_take_all_memory_opens_nothing(kept: str) -> None:
    assert not pin.is_hash(kept)
    assert not pin.holds("1234", kept)


def test_an_account_does_not_show_its_hash() -> None:
    from datetime import date

    one = Account("BG-000123-20", "Lê Thị Thử", "receiving", "31120", date(2026, 1, 1), pin=pin.hash_pin("1234", SALT))
    assert "scrypt" not in f"{one!r} {one}"
