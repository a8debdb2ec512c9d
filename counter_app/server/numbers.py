"""Official numbers for the rings below: blocks leased, rests taken back."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final, TypeVar

from fastapi import FastAPI, Request, Response
from pydantic import ValidationError

from counter_app.server import door
from counter_app.server.door import House, Refusal
from counter_app.storage import enrolments, grants, outbox
from counter_app.storage.enrolments import EnrolledDevice
from counter_app.sync import wire, wire_numbers

LATELY: Final = timedelta(minutes=3)
"""How long after its last answer the ring above counts as reachable: until then a hub waits for blocks of its own."""

Model = TypeVar("Model", bound=wire.Said)
Route = Callable[[House, EnrolledDevice, bytes], wire.Said]


def routes(app: FastAPI, house: House, responses: dict[int | str, dict[str, Any]]) -> None:
    """Add the two routes."""

    def add(path: str, take: Route, answer: type[wire.Said], asked: type[wire.Said], summary: str) -> None:
        @app.post(
            wire.PREFIX + path,
            response_model=answer,
            responses=responses,
            summary=summary,
            openapi_extra={
                "requestBody": {
                    "required": True,
                    "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{asked.__name__}"}}},
                }
            },
            name=take.__name__,
        )
        async def route(request: Request) -> Response:
            door.check_mode(request, house, pushing=take is take_back)
            device = await door.writer(request, house)
            body = await door.body_of(request, house)
            return door.answer(request, await door.work(house, take, house, device, body))

    add(
        wire_numbers.PATH,
        lease,
        wire_numbers.LeaseAnswer,
        wire_numbers.LeaseRequest,
        "Lease a block of official numbers; the same request gets the same block",
    )
    add(
        wire_numbers.RETURN_PATH,
        take_back,
        wire_numbers.ReturnAnswer,
        wire_numbers.ReturnRequest,
        "Give numbers back or say why they are void; may be repeated without harm",
    )


def lease(house: House, device: EnrolledDevice, body: bytes) -> wire_numbers.LeaseAnswer:
    """Lease a block to `device` (blocking); raises Refusal when the request cannot be read."""
    said = _read(wire_numbers.LeaseRequest, body)
    now = house.clock.now()
    asked = grants.Asked(
        said.request, said.electronic_code, date.fromisoformat(said.day), said.want, device.id, said.epoch
    )
    with house.store.transaction() as tx:
        state = outbox.state(tx)
        away = bool(state.error) or state.answered_at is None or abs(now - state.answered_at) > LATELY
        block = grants.grant(tx, asked, now, away=away)
        enrolments.seen(tx, device.id, now)
    if isinstance(block, str):
        if block == "not_yet":
            house.taken()
        return wire_numbers.LeaseAnswer(ring=house.ring(), nothing=block)
    return wire_numbers.LeaseAnswer(ring=house.ring(), first=block[0], last=block[1])


def take_back(house: House, device: EnrolledDevice, body: bytes) -> wire_numbers.ReturnAnswer:
    """Take back what `device` returns (blocking); raises Refusal when the request cannot be read."""
    said = _read(wire_numbers.ReturnRequest, body)
    now = house.clock.now()
    # In the order of their days' locks, so that two devices never wait for each other.
    returned = sorted(
        (
            grants.Returned(
                one.electronic_code, date.fromisoformat(one.day), one.first, one.last, one.reason, one.request
            )
            for one in said.returned
        ),
        key=lambda one: (one.electronic_code, one.day, one.first),
    )
    with house.store.transaction() as tx:
        for one in returned:
            grants.take_back(tx, one, device.id, said.epoch, now)
        enrolments.seen(tx, device.id, now)
    return wire_numbers.ReturnAnswer(ring=house.ring())


def _read(model: type[Model], body: bytes) -> Model:
    try:
        return model.model_validate_json(body)
    except ValidationError as error:
        raise Refusal(422, "batch_unreadable", "The request is not of this protocol.") from error
