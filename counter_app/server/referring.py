"""What the city decided, or a hub took from it, for the rings below: calendars, organisation, their unit's accounts."""

from typing import Annotated, Any

from fastapi import FastAPI, Query, Request, Response

from counter_app.server import door
from counter_app.server.door import House
from counter_app.storage import accounts, reference
from counter_app.storage.transaction import Reading
from counter_app.sync import wire, wire_reference


def routes(app: FastAPI, house: House, troubles: dict[int | str, dict[str, Any]]) -> None:
    """Add the route to `app`."""

    @app.get(
        wire.PREFIX + wire_reference.PATH,
        response_model=wire_reference.ReferenceNews,
        responses=troubles,
        summary="Calendars, organisation, and the accounts of the asker's unit",
    )
    def told(
        request: Request,
        after: Annotated[str, Query(max_length=64)] = "",
        known: Annotated[str, Query(max_length=64, alias="accounts")] = "",
    ) -> Response:
        door.check_mode(request, house)
        device = door.check_reader(request, house)
        return door.answer(request, _news(house, after, device.unit if device else "", known))


def _news(house: House, after: str, unit: str, known: str) -> wire_reference.ReferenceNews:
    with house.store.reading() as reading:
        revision = reference.stamp(reading)
        values = reference.told(reading) if revision and revision != after else None
        of_unit = accounts.stamp(reading, unit) if unit else ""
        officers = _officers(reading, unit) if of_unit and of_unit != known else None
    said = values and tuple(
        wire_reference.ReferenceSaid(
            kind=kind, name=one.name, valid_from=one.valid_from, valid_to=one.valid_to, content=dict(one.content)
        )
        for kind, those in values.items()
        for one in those
    )
    return wire_reference.ReferenceNews(
        ring=house.ring(), revision=revision, values=said or None, accounts_revision=of_unit, accounts=officers
    )


def _officers(reading: Reading, unit: str) -> tuple[wire_reference.AccountSaid, ...]:
    return tuple(
        wire_reference.AccountSaid(
            code=one.code,
            name=one.name,
            role=one.role,
            valid_from=one.valid_from,
            valid_to=one.valid_to,
            active=one.active,
            pin=one.pin,
        )
        for one in accounts.of_unit(reading, unit)
    )
