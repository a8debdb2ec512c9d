"""A counter asks its hub to rehearse an outage, of the internet or of the hub itself, with the whole office."""

from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import FastAPI, Request, Response
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool

from counter_app.server import door
from counter_app.server.door import House, Refusal
from counter_app.sync import outage, wire, wire_outage


def routes(app: FastAPI, house: House, responses: dict[int | str, dict[str, Any]]) -> None:
    """Add the routes; a city has none above it and refuses."""

    whats: dict[str, outage.What] = {wire_outage.PATH: "internet", wire_outage.HUB_PATH: "hub"}
    for path, what in whats.items():
        app.add_api_route(
            wire.PREFIX + path,
            _route(house, what),
            methods=["POST"],
            response_model=wire_outage.OutageAnswer,
            responses=responses,
            summary=f"Rehearse an outage ({what}) with the office of a hub; 0 seconds end it",
            openapi_extra={
                "requestBody": {
                    "required": True,
                    "content": {"application/json": {"schema": wire_outage.OutageAsked.model_json_schema()}},
                }
            },
        )


def _route(house: House, what: outage.What) -> Callable[[Request], Awaitable[Response]]:
    async def rehearse(request: Request) -> Response:
        door.check_mode(request, house)
        await run_in_threadpool(door.writer_of, request, house)
        body = await door.body_of(request, house)
        return door.answer(request, await run_in_threadpool(begin, house, body, what))

    return rehearse


def begin(house: House, body: bytes, what: outage.What) -> wire_outage.OutageAnswer:
    """Begin or end the rehearsal (blocking); raises Refusal."""
    if house.role != "hub":
        raise Refusal(409, "no_ring_above", "Only a hub can do without the ring above it.")
    try:
        asked = wire_outage.OutageAsked.model_validate_json(body)
    except ValidationError as error:
        raise Refusal(422, "request_unreadable", "The request is not of this protocol.") from error
    name = ""
    if asked.seconds:
        name = outage.begin(house.store, asked.seconds, house.clock.now(), what)
    else:
        outage.forget(house.store, what)
        house.taken()
    return wire_outage.OutageAnswer(ring=house.ring(), seconds=asked.seconds, id=name)
