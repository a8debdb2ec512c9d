"""Enrolment: a one-time code, spoken or written down, is traded for a device's identity and token."""

from typing import Final
from uuid import uuid4

from pydantic import ValidationError

from counter_app.domain.errors import OfficerCanMend
from counter_app.server.door import House, Refusal
from counter_app.storage import enrolments
from counter_app.sync import wire
from counter_app.sync.codes import hash_of, new_token, plain

_TEXTS: Final = {
    "code_refused": "The code is unknown, used or expired; ask for a new one.",
    "device_elsewhere": "This counter is enrolled for another unit.",
    "slots_exhausted": "The unit has as many counters as there are number blocks.",
}


def let_in(house: House, body: bytes) -> wire.EnrolAnswer:
    """Trade the code of the request (blocking); raises Refusal."""
    try:
        asked = wire.EnrolRequest.model_validate_json(body)
    except ValidationError as error:
        raise Refusal(422, "code_refused", "The request holds no code.") from error
    token = new_token()
    try:
        with house.store.transaction() as tx:
            device = enrolments.enrol(
                tx,
                code_hash=hash_of(plain(asked.code)),
                device=asked.device or str(uuid4()),
                name=asked.name,
                token_hash=hash_of(token),
                practice=house.practice,
                now=house.clock.now(),
            )
    except OfficerCanMend as error:
        if error.code not in _TEXTS:
            raise
        raise Refusal(403, error.code, _TEXTS[error.code]) from error
    return wire.EnrolAnswer(
        ring=house.ring(), device=device.id, token=token, unit=device.unit, slot=device.slot, slots=device.slots
    )
