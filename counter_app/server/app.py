"""The city's (and a hub's) routes: made by `city_app` around an open store."""

import logging
import time
from http import HTTPStatus
from typing import Annotated, Any, Final

from fastapi import FastAPI, Query, Request, Response
from fastapi.openapi.utils import get_openapi
from fastapi.responses import HTMLResponse

from counter_app import __version__
from counter_app.domain.errors import CounterError, TryLater
from counter_app.server import asking, door, intake, letting_in, numbers, outage, pages, referring
from counter_app.server.bells import Bells
from counter_app.server.board import Board
from counter_app.server.border import Border
from counter_app.server.buckets import Buckets
from counter_app.server.door import House, Refusal
from counter_app.server.files import add_routes as add_file_routes
from counter_app.server.load import Overloaded
from counter_app.storage.files import FileFolder
from counter_app.sync import wire, wire_numbers
from counter_app.sync.parcel_keys import parcel_key

ENROL_ATTEMPTS: Final = 10
ENROL_SECONDS: Final = 60.0
MOST_CODES: Final = 500
RETRY_SECONDS: Final = 2

log = logging.getLogger(__name__)

_REFS: Final = "#/components/schemas/{model}"
_TROUBLES: Final[dict[int | str, dict[str, Any]]] = {
    status: {"model": wire.Trouble, "description": text}
    for status, text in {
        400: "The request cannot be read.",
        401: "The token is unknown or was taken back.",
        403: "The code is refused.",
        408: "The body came too slowly.",
        409: "Another mode or protocol.",
        413: "Too large: send less at once.",
        422: "Not of this protocol.",
        429: "Too often; Retry-After says when.",
        500: "Ours; the same request may be repeated.",
        503: "Later; Retry-After says when.",
    }.items()
}


def city_app(house: House, folder: FileFolder | None = None) -> FastAPI:
    """Return the application of one ring. The store stays the caller's to close.

    `folder` is where files are kept: by default beside a SQLite store; a ring on PostgreSQL that names none takes none.
    """
    app = FastAPI(
        title="counter-app ring",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        description="The protocol between a counter, a hub and the city. Requests name their version, protocol and mode"
        " in X-Counter-Version, X-Counter-Protocol and X-Counter-Mode.",
    )
    _answer_troubles(app, house)
    _open_routes(app, house)
    _enrol_route(app, house, Buckets(ENROL_ATTEMPTS, ENROL_SECONDS, time.monotonic))
    _device_routes(app, house)
    app.state.bells = Bells(house.store)
    _news_route(app, house, app.state.bells)
    numbers.routes(app, house, _TROUBLES)
    outage.routes(app, house, _TROUBLES)
    referring.routes(app, house, _TROUBLES)
    place = house.store.path
    files = folder or (FileFolder.beside(place) if place else None)
    if files is not None:
        add_file_routes(app, house, files)
    _publish(app)
    return app


def _open_routes(app: FastAPI, house: House) -> None:
    page = pages.Home(lambda: asking.state(house, ()), time.monotonic)
    key = parcel_key(house.store)

    @app.get("/", response_class=HTMLResponse, summary="Counts for people")
    def home() -> str:
        return page()

    @app.get(
        f"{wire.PREFIX}/health", response_model=wire.Health, responses=_TROUBLES, summary="Who is there, what time"
    )
    async def health(request: Request) -> Response:
        return door.answer(request, wire.Health(ring=house.ring(), parcel_key=key))


def _enrol_route(app: FastAPI, house: House, failures: Buckets) -> None:
    """Only refused codes count: an office that lets in twenty counters from behind one address is no attack.

    Codes are 80 random bits, so this bounds noise and load; it is not what keeps a guesser out.
    """

    @app.post(
        f"{wire.PREFIX}/enrol",
        response_model=wire.EnrolAnswer,
        responses=_TROUBLES,
        summary="Trade a one-time code for a device's identity and token",
        openapi_extra=_body_of("EnrolRequest"),
    )
    async def enrol(request: Request) -> Response:
        asker = request.client.host if request.client else ""
        wait = failures.wait(asker)
        if wait:
            raise Refusal(429, "busy", "Too many attempts.", retry_after=int(wait) + 1)
        door.check_mode(request, house)
        body = await door.body_of(request, house)
        try:
            return door.answer(request, await door.work(house, letting_in.let_in, house, body))
        except Refusal:
            failures.take(asker)
            raise


def _device_routes(app: FastAPI, house: House) -> None:
    @app.post(
        f"{wire.PREFIX}/events",
        response_model=wire.BatchAnswer,
        responses=_TROUBLES,
        summary="Send events; may be repeated without harm",
        openapi_extra=_body_of("Batch"),
    )
    async def events(request: Request) -> Response:
        door.check_mode(request, house, pushing=True)
        device = await door.writer(request, house)
        body = await door.body_of(request, house)
        return door.answer(request, await door.work(house, intake.take, house, device, body))

    @app.get(
        f"{wire.PREFIX}/catalogue", response_model=wire.CatalogueNews, responses=_TROUBLES, summary="The catalogue"
    )
    def catalogue(request: Request, after: Annotated[str, Query(max_length=64)] = "") -> Response:
        door.check_mode(request, house)
        door.check_reader(request, house)
        return door.answer(request, asking.news(house, after))

    @app.get(f"{wire.PREFIX}/state", response_model=wire.RingState, responses=_TROUBLES, summary="What the ring holds")
    def state(request: Request, code: Annotated[list[str] | None, Query(max_length=MOST_CODES)] = None) -> Response:
        door.check_mode(request, house, pushing=True)
        door.check_reader(request, house)
        return door.answer(request, asking.state(house, code or ()))


def _news_route(app: FastAPI, house: House, bells: Bells) -> None:
    board = Board(house, bells)

    @app.get(
        f"{wire.PREFIX}/news",
        response_model=wire.News,
        responses=_TROUBLES,
        summary="What is new in the asker's unit; waits for it when asked to",
    )
    async def news(
        request: Request,
        after: Annotated[str, Query(max_length=64)] = "",
        mark: Annotated[str, Query(max_length=128)] = "",
        wait: Annotated[float, Query(ge=0, le=60)] = 0,
        epoch: Annotated[str, Query(max_length=64)] = "",
        last: Annotated[int, Query(ge=0, le=2**53)] = 0,
    ) -> Response:
        door.check_mode(request, house)
        device = await door.writer(request, house)
        asked = wire.NewsAsked(after=after, mark=mark, wait=wait, epoch=epoch, last=last)
        if not (wait and (bells.still(device.unit, mark, after) or board.still(device.unit, mark, after))):
            said, runs = await board.for_one(device, asked)
            if said.mark != mark or said.more or not wait:
                return door.answer(request, said, runs=runs)
        await bells.wait(device.unit, mark, wait)
        # A token that was taken back in the meantime hears nothing more.
        device = await door.writer(request, house)
        said, runs = await board.for_woken(device, asked)
        return door.answer(request, said, runs=runs)


def _body_of(model: str) -> dict[str, Any]:
    schema = {"$ref": _REFS.format(model=model)}
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}


def _answer_troubles(app: FastAPI, house: House) -> None:
    def trouble(request: Request, status: int, code: str, text: str, retry_after: int | None = None) -> Response:
        response = door.answer(request, wire.Trouble(ring=house.ring(), code=code, text=text), status)
        if status == HTTPStatus.REQUEST_TIMEOUT:
            # What is still to come of the body is waited for no longer.
            response.headers["Connection"] = "close"
        if retry_after is not None:
            response.headers["Retry-After"] = str(retry_after)
        return response

    @app.exception_handler(Refusal)
    async def refused(request: Request, error: Refusal) -> Response:
        return trouble(request, error.status, error.code, error.text, error.retry_after)

    @app.exception_handler(Overloaded)
    async def overloaded(request: Request, error: Overloaded) -> Response:
        return trouble(request, 503, "busy", "Too much is asked of this ring at once.", error.retry_after)

    @app.exception_handler(CounterError)
    async def failed(request: Request, error: CounterError) -> Response:
        log.warning("%s %s: %s", request.method, request.url.path, error.code)
        if error.code == "store_newer":
            # Whoever asks comes again, to a process of the newer release when there is one behind the address.
            log.error("The store was made newer while this process served it. Stop it, start the newer release.")
            return trouble(request, 503, error.code, "This process is too old for its store.", RETRY_SECONDS)
        if isinstance(error, TryLater) or error.code == "disk_full":
            return trouble(request, 503, error.code, "The ring cannot store anything now.", RETRY_SECONDS)
        return trouble(request, 500, error.code, "Something went wrong here; nothing of the request was kept.")

    app.add_middleware(Border, ring=house.ring)


def _publish(app: FastAPI) -> None:
    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            schema = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
            schemas = schema.setdefault("components", {}).setdefault("schemas", {})
            for model in (wire.Batch, wire.EnrolRequest, wire_numbers.LeaseRequest, wire_numbers.ReturnRequest):
                own = model.model_json_schema(ref_template=_REFS)
                schemas.update(own.pop("$defs", {}))
                schemas[model.__name__] = own
            app.openapi_schema = schema
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]
