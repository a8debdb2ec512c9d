"""Who is let in, on either database: one-time codes, slots that are nobody else's, tokens that were taken back."""

from datetime import timedelta

import pytest

from counter_app.domain.errors import OfficerCanMend, TryLater
from counter_app.storage import enrolments
from counter_app.storage.enrolments import EnrolledDevice
from counter_app.storage.store import Store
from counter_app.storage.transaction import Transaction
from tests.domain.events_made import START as NOW
from tests.storage.made import UNIT


def mint(tx: Transaction, code: bytes) -> None:
    enrolments.mint(tx, code_hash=code, unit=UNIT, device_name="", expires_at=NOW + timedelta(hours=1))


def enrol(tx: Transaction, code: bytes, device: str) -> EnrolledDevice:
    return enrolments.enrol(
        tx, code_hash=code, device=device, name="", token_hash=device.encode() + code, practice=False, now=NOW
    )


def impatient(tx: Transaction, code: bytes, device: str) -> None:
    """Enrol, but do not wait for another transaction."""
    tx.connection.exec_driver_sql("SET LOCAL lock_timeout = '50ms'")
    enrol(tx, code, device)


def test_revoked_counter_does_not_come_back_by_its_old_code(any_store: Store) -> None:
    with any_store.transaction() as tx:
        mint(tx, b"old")
        enrol(tx, b"old", "quay-1")
        assert enrolments.revoke(tx, "quay-1", NOW)
    with pytest.raises(OfficerCanMend, match="code_refused"), any_store.transaction() as tx:
        enrol(tx, b"old", "quay-1")
    with any_store.transaction() as tx:
        mint(tx, b"new")
        assert enrol(tx, b"new", "quay-1").slot == 0


def test_two_enrolments_at_one_moment_never_share_a_slot(postgres_url: str) -> None:
    with Store.open(postgres_url, role="city", practice=False) as store:
        with store.transaction() as tx:
            mint(tx, b"one")
            mint(tx, b"two")
        with store.transaction() as first:
            assert enrol(first, b"one", "quay-1").slot == 0
            with pytest.raises(TryLater, match="store_conflict"), store.transaction() as second:
                impatient(second, b"two", "quay-2")
        with store.transaction() as tx:
            assert enrol(tx, b"two", "quay-2").slot == 1
