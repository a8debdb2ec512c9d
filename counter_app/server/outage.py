"""A counter asks its hub to rehearse an outage of the internet."""

from typing import Any

from fastapi import FastAPI, Request, Response
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool

from counter_app.server import door
from counter_app.server.door import House, Refusal
from counter_app.sync import outage, wire, wire_outage


def routes(app: FastAPI, house: House, responses: dict[int | str, dict[str, Any]]) -> None:
    """Add the route; a city has none above it and refuses."""

    @app.post(
        wire.PREFIX + wire_outage.PATH,
        response_model=wire_outage.OutageAnswer,
        responses=responses,
        summary="Rehearse an outage of the internet at a hub; 0 seconds end it",
        openapi_extra={
            "requestBody": {
                "required": True,
                "content": {"application/json": {"schema": wire_outage.OutageAsked.model_json_schema()}},
            }
        },
    )
    async def rehearse(request: Request) -> Response:
        door.check_mode(request, house)
        await run_in_threadpool(door.writer_of, request, house)
        body = await door.body_of(request, house)
        return door.answer(request, await run_in_threadpool(begin, house, body))


def begin(house: House, body: bytes) -> wire_outage.OutageAnswer:
    """Begin or end the rehearsal (blocking); raises Refusal."""
    if house.role != "hub":
        raise Refusal(409, "no_ring_above", "Only a hub can do without the ring above it.")
    try:
        asked = wire_outage.OutageAsked.model_validate_json(body)
    except ValidationError as error:
        raise Refusal(422, "request_unreadable", "The request is not of this protocol.") from error
    if asked.seconds:
        outage.begin(house.store, asked.seconds, house.clock.now())
    else:
        outage.forget(house.store)
        house.taken()
    return wire_outage.OutageAnswer(ring=house.ring(), seconds=asked.seconds)
