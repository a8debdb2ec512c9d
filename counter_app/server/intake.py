"""The route's side of a batch from below; how it is judged and stored is `sync.taking`."""

from typing import Final

from counter_app.server.door import House, Refusal
from counter_app.storage.enrolments import EnrolledDevice
from counter_app.sync import taking, wire

FUTURE: Final = taking.FUTURE


def take(house: House, device: EnrolledDevice, body: bytes) -> wire.BatchAnswer:
    """Take one batch of `device` (blocking); raises Refusal when it cannot be read as a batch at all."""
    try:
        answer = taking.take(
            house.store, house.ring(), device, body, now=house.clock.now(), forward=house.role == "hub"
        )
    except taking.BatchUnreadable as error:
        if error.code == "batch_too_large":
            raise Refusal(413, error.code, f"A batch holds at most {wire.MOST_EVENTS} events.") from error
        raise Refusal(422, error.code, "The batch is not of this protocol.") from error
    house.taken()
    return answer
