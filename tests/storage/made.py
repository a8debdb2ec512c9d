"""Dossiers for the store's tests: invented people, real shapes."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from counter_app.domain.events import RECEIVED, Event, new_id
from counter_app.storage import registering
from counter_app.storage.transaction import Transaction
from tests.domain.events_made import START, received_payload

UNIT = "31120"
ELECTRONIC_CODE = "H13.35.07"


def received(dossier: UUID, *, device: str = "quay-1", at: datetime = START, **changes: Any) -> Callable[[str], Event]:
    """Return what makes the received event of `dossier` once its code is known; `changes` go into the payload."""

    def make(code: str) -> Event:
        payload = {**received_payload(code), "received_at": at.isoformat(), **changes}
        return Event(
            id=new_id(),
            dossier=dossier,
            unit=UNIT,
            device=device,
            epoch="",
            device_seq=0,
            based_on=(),
            kind=RECEIVED,
            schema=1,
            at=at,
            offset_ms=0,
            officer="can-bo-1",
            payload=payload,
        )

    return make


def citizen(name: str = "Nguyễn Văn Mẫu", number: str = "092090000123", phone: str = "", **more: Any) -> dict[str, Any]:
    """Return an applicant as it stands in a payload."""
    return {"kind": "citizen", "name": name, "personal_number": number, "phone": phone, **more}


def register(
    tx: Transaction,
    dossier: UUID | None = None,
    *,
    slot: int = 0,
    device: str = "quay-1",
    at: datetime = START,
    **changes: Any,
) -> registering.Registered:
    """Register one dossier received at `at`."""
    id_ = dossier or new_id()
    return registering.register(
        tx,
        dossier=id_,
        electronic_code=ELECTRONIC_CODE,
        slot=slot,
        day=at.date(),
        make_event=received(id_, device=device, at=at, **changes),
    )
