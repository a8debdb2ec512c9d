"""Calendars and organisation for the rings below: what the city decided, or what a hub took from it."""

from typing import Annotated, Any

from fastapi import FastAPI, Query, Request, Response

from counter_app.server import door
from counter_app.server.door import House
from counter_app.storage import reference
from counter_app.sync import wire


def routes(app: FastAPI, house: House, troubles: dict[int | str, dict[str, Any]]) -> None:
    """Add the route to `app`."""

    @app.get(
        f"{wire.PREFIX}/reference",
        response_model=wire.ReferenceNews,
        responses=troubles,
        summary="Calendars and organisation",
    )
    def told(request: Request, after: Annotated[str, Query(max_length=64)] = "") -> Response:
        door.check_mode(request, house)
        door.check_reader(request, house)
        return door.answer(request, _news(house, after))


def _news(house: House, after: str) -> wire.ReferenceNews:
    with house.store.reading() as reading:
        revision = reference.stamp(reading)
        values = reference.told(reading) if revision and revision != after else None
    said = values and tuple(
        wire.ReferenceSaid(
            kind=kind, name=one.name, valid_from=one.valid_from, valid_to=one.valid_to, content=dict(one.content)
        )
        for kind, those in values.items()
        for one in those
    )
    return wire.ReferenceNews(ring=house.ring(), revision=revision, values=said or None)
