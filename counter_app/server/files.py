"""The routes of tus 1.0.0: core, creation, checksum, expiration and termination.

Any tus client that is given the device's token as a bearer may upload here; `sha256` in its Upload-Metadata is checked
at the end where it is given. What came of a PATCH that was cut off stays: the next HEAD says how far it is.
"""

from datetime import UTC, datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, FastAPI, Path, Request, Response
from fastapi.responses import FileResponse
from pydantic import ValidationError
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from counter_app.server import door, file_room
from counter_app.server.door import House, Refusal
from counter_app.server.file_room import FileRoom, Whereabouts
from counter_app.server.file_writer import FileWriter
from counter_app.storage.enrolments import EnrolledDevice
from counter_app.storage.files import FileFolder
from counter_app.sync import file_wire, wire

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable


def add_routes(app: FastAPI, house: House, folder: FileFolder) -> FileRoom:
    """Add the routes to `app`; return the room behind them."""
    room = FileRoom(house, folder)
    router = APIRouter()
    _question(router, house, room)
    _content(router, house, room)
    _creation(router, house, room)
    _uploads(router, house, room)
    app.include_router(router)
    app.add_middleware(TusHeaders, house=house)
    return room


def _question(router: APIRouter, house: House, room: FileRoom) -> None:
    @router.post(file_wire.HELD, response_model=file_wire.HeldAnswer, summary="Which of these files are here")
    async def held(request: Request) -> Response:
        door.check_mode(request, house, pushing=True)
        device = await door.writer(request, house)
        try:
            asked = file_wire.HeldAsked.model_validate_json(await door.body_of(request, house))
        except ValidationError as error:
            raise Refusal(422, "batch_unreadable", "The question is not of this protocol.") from error
        return door.answer(request, await run_in_threadpool(room.held, device, asked.sha256))


def _content(router: APIRouter, house: House, room: FileRoom) -> None:
    @router.get(file_wire.HELD + "/{sha256}", response_class=Response, summary="A file of the asker's unit (Range)")
    def content(request: Request, sha256: Annotated[str, Path(pattern="^[0-9a-f]{64}$")]) -> Response:
        door.check_mode(request, house)
        found = room.path_for(door.writer_of(request, house), sha256)
        headers = {file_wire.HEADER_EPOCH: house.store.epoch, "Cache-Control": "no-store"}
        if found is None:
            return Response(status_code=202, headers=headers)
        return FileResponse(found, headers=headers, media_type="application/octet-stream")


def _creation(router: APIRouter, house: House, room: FileRoom) -> None:
    @router.options(file_wire.FILES, include_in_schema=False)
    @router.options(file_wire.FILES + "/{upload}", include_in_schema=False)
    async def options(upload: str = "") -> Response:
        return Response(
            status_code=204,
            headers={
                "Tus-Version": file_wire.TUS,
                "Tus-Extension": file_wire.EXTENSIONS,
                "Tus-Max-Size": str(room.most_bytes),
                "Tus-Checksum-Algorithm": ",".join(file_wire.CHECKSUMS),
            },
        )

    @router.post(file_wire.FILES, status_code=201, response_class=Response, summary="Begin an upload (tus creation)")
    async def begin(request: Request) -> Response:
        device = await _let_in(request, house)
        if "Upload-Defer-Length" in request.headers:
            raise Refusal(400, "upload_wrong", "The length must be said at the start.")
        size = _whole_number(request, "Upload-Length")
        metadata = request.headers.get("Upload-Metadata", "")
        ours = wire.HEADER_PROTOCOL in request.headers
        begun = await run_in_threadpool(room.begin, device, size, metadata, ours=ours)
        place = f"{file_wire.FILES}/{begun.upload.id}"
        return _answer(room, begun, 201, Location=place)


def _uploads(router: APIRouter, house: House, room: FileRoom) -> None:
    path = file_wire.FILES + "/{upload}"
    writers: dict[str, FileWriter] = {}

    @router.head(path, response_class=Response, summary="How far an upload is")
    async def look(request: Request, upload: str) -> Response:
        device = await _let_in(request, house)
        found = await run_in_threadpool(room.look, device, upload)
        if upload in writers:
            await writers[upload].give_way()
            found = await run_in_threadpool(room.look, device, upload)
        said = {"Upload-Metadata": found.upload.metadata} if found.upload.metadata else {}
        return _answer(room, found, 200, **{"Upload-Length": str(found.upload.size), **said})

    @router.patch(path, status_code=204, response_class=Response, summary="Append to an upload")
    async def append(request: Request, upload: str) -> Response:
        device = await _let_in(request, house)
        return await _append(request, room, device, upload, writers)

    @router.delete(path, status_code=204, response_class=Response, summary="Give up an upload (tus termination)")
    async def drop(request: Request, upload: str) -> Response:
        device = await _let_in(request, house)
        await run_in_threadpool(room.drop, device, upload)
        return Response(status_code=204)

    by_name: dict[str, Callable[[Request, str], Awaitable[Response]]] = {
        "HEAD": look,
        "PATCH": append,
        "DELETE": drop,
    }

    @router.post(path, include_in_schema=False)
    async def overridden(request: Request, upload: str) -> Response:
        """For clients whose environment knows GET and POST only: X-HTTP-Method-Override names the method."""
        meant = by_name.get(request.headers.get("X-HTTP-Method-Override", "").upper())
        if meant is None:
            raise Refusal(405, "method_unknown", "An upload is appended to by PATCH.")
        return await meant(request, upload)


async def _let_in(request: Request, house: House) -> EnrolledDevice:
    if request.headers.get(file_wire.TUS_RESUMABLE) != file_wire.TUS:
        raise Refusal(412, "tus_version", "Tus-Resumable must be " + file_wire.TUS + ".")
    if wire.HEADER_MODE in request.headers or wire.HEADER_PROTOCOL in request.headers:
        door.check_mode(request, house, pushing=True)
    return await door.writer(request, house)


def _whole_number(request: Request, header: str) -> int:
    said = request.headers.get(header, "")
    if not said.isascii() or not said.isdecimal() or len(said) > 15:
        raise Refusal(400, "upload_wrong", f"{header} is missing or is no whole number.")
    return int(said)


def _answer(room: FileRoom, found: Whereabouts, status: int, **headers: str) -> Response:
    said = {"Upload-Offset": str(found.offset), file_wire.HEADER_FILE: found.state, "Cache-Control": "no-store"}
    if found.expires is not None:
        said["Upload-Expires"] = _http_date(found.expires)
    check = BackgroundTask(room.check_quietly, found.upload) if found.state == "checking" else None
    return Response(status_code=status, headers={**said, **headers}, background=check)


def _http_date(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC), usegmt=True)


async def _append(
    request: Request, room: FileRoom, device: EnrolledDevice, upload: str, writers: dict[str, FileWriter]
) -> Response:
    if request.headers.get("Content-Type", "").partition(";")[0].strip().lower() != file_wire.OFFSET_STREAM:
        raise Refusal(415, "upload_wrong", "Content-Type must be " + file_wire.OFFSET_STREAM + ".")
    offset = _whole_number(request, "Upload-Offset")
    checksum = file_room.checksum_in(request.headers.get("Upload-Checksum", ""))
    found = await run_in_threadpool(room.look, device, upload)
    if upload in writers:
        await writers[upload].give_way()
        found = await run_in_threadpool(room.look, device, upload)
    if offset != found.offset:
        return _answer(room, found, 409)
    room_left = found.upload.size - offset
    length = request.headers.get("Content-Length", "")
    if length.isdecimal() and int(length) > room_left:
        raise Refusal(413, "upload_wrong", "More comes than the upload's length.")
    write = writers[upload] = FileWriter(room.folder, found, room_left)
    try:
        if checksum is None:
            await write.as_it_comes(request)
        elif not await write.checked(request, *checksum):
            raise Refusal(file_wire.WRONG_CHECKSUM, "checksum_mismatch", "The piece came out wrong; it is not kept.")
    finally:
        write.end()
        if writers.get(upload) is write:
            del writers[upload]
    after = await run_in_threadpool(room.look, device, upload)
    return _answer(room, after, 204 if write.first else 409)


class TusHeaders:
    """ASGI middleware: every answer about files, also one that refuses, names the tus version and the ring's epoch."""

    def __init__(self, app: ASGIApp, house: House) -> None:
        self._app, self._house = app, house

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not str(scope["path"]).startswith(file_wire.FILES):
            await self._app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers[file_wire.TUS_RESUMABLE] = file_wire.TUS
                headers[file_wire.HEADER_EPOCH] = self._house.store.epoch
                if message["status"] == 412:
                    headers["Tus-Version"] = file_wire.TUS
            await send(message)

        await self._app(scope, receive, sending)
