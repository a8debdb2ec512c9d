"""Files by tus 1.0.0: resumable, checked, seen by their own unit only, whole before they are there."""

import base64
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from counter_app.domain.times import VIETNAM
from counter_app.server.app import city_app
from counter_app.server.door import CityClock, House
from counter_app.server.file_room import FileRoom
from counter_app.storage import held_files, uploads
from counter_app.storage.files import FileFolder
from counter_app.storage.store import Store
from counter_app.sync import file_wire, wire
from tests.server.conftest import Served, Web

PAGE = bytes(range(256)) * 40


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def encoded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


class Device:
    """A plain tus client with a device's token, one request at a time."""

    def __init__(self, city: Served, folder: FileFolder, unit: str = "31120", *, ours: bool = False) -> None:
        said = city.enrol(unit)
        self.id, self.unit = str(said["device"]), unit
        self.folder, self.house = folder, city.house
        self.web = Web(city_app(city.house, folder))
        self.headers = {"Authorization": f"Bearer {said['token']}", "Tus-Resumable": "1.0.0"}
        if ours:
            self.headers |= {wire.HEADER_PROTOCOL: "1", wire.HEADER_MODE: "practice"}

    def ask(self, method: str, path: str, content: Any = b"", **headers: str) -> httpx.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.web.ask(method, path, content=content, headers=self.headers | named)

    def begin(self, content: bytes, **headers: str) -> httpx.Response:
        said = {"Upload_Length": str(len(content)), "Upload_Metadata": "sha256 " + encoded(sha(content))}
        return self.ask("POST", file_wire.FILES, **(said | headers))

    def place(self, content: bytes) -> str:
        answer = self.begin(content)
        assert answer.status_code == 201
        return answer.headers["Location"]

    def patch(self, place: str, offset: int, content: bytes, **headers: str) -> httpx.Response:
        said = {"Upload_Offset": str(offset), "Content_Type": file_wire.OFFSET_STREAM}
        return self.ask("PATCH", place, content, **(said | headers))

    def upload(self, content: bytes) -> str:
        place = self.place(content)
        assert self.patch(place, 0, content).status_code == 204
        return place

    def held(self, *contents: bytes) -> Any:
        body = file_wire.HeldAsked(sha256=tuple(sha(one) for one in contents)).model_dump_json().encode()
        ours = {wire.HEADER_PROTOCOL: "1", wire.HEADER_MODE: "practice"}
        answer = self.web.ask("POST", file_wire.HELD, content=body, headers=self.headers | ours)
        assert answer.status_code == 200
        return answer.json().get("held", [])


@pytest.fixture
def folder(tmp_path: Path) -> FileFolder:
    return FileFolder(tmp_path / "kept")


@pytest.fixture
def device(city: Served, folder: FileFolder) -> Device:
    return Device(city, folder)


def test_a_file_in_pieces_is_there_when_its_last_byte_was_checked(device: Device) -> None:
    place = device.place(PAGE)
    assert device.patch(place, 0, PAGE[:4000]).headers["Upload-Offset"] == "4000"
    assert device.held(PAGE) == []
    last = device.patch(place, 4000, PAGE[4000:])
    assert (last.status_code, last.headers["Upload-Offset"]) == (204, str(len(PAGE)))
    assert device.held(PAGE) == [sha(PAGE)]
    assert device.folder.path_of(sha(PAGE)).read_bytes() == PAGE
    assert device.ask("HEAD", place).headers[file_wire.HEADER_FILE] == "held"


def test_the_ring_says_what_it_can(device: Device) -> None:
    for path in (file_wire.FILES, file_wire.FILES + "/any"):
        answer = device.web.ask("OPTIONS", path)
        assert answer.status_code == 204
        assert answer.headers["Tus-Version"] == "1.0.0"
        assert set(answer.headers["Tus-Extension"].split(",")) == {"creation", "checksum", "expiration", "termination"}
        assert set(answer.headers["Tus-Checksum-Algorithm"].split(",")) == {"sha1", "sha256"}
        assert int(answer.headers["Tus-Max-Size"]) > 50_000_000


def test_head_says_how_far_it_is_and_what_it_is(device: Device) -> None:
    place = device.place(PAGE)
    device.patch(place, 0, PAGE[:7])
    answer = device.ask("HEAD", place)
    assert answer.status_code == 200
    assert answer.headers["Upload-Offset"] == "7"
    assert answer.headers["Upload-Length"] == str(len(PAGE))
    assert answer.headers["Upload-Metadata"] == "sha256 " + encoded(sha(PAGE))
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Upload-Expires"].endswith(" GMT")
    assert answer.headers[file_wire.HEADER_EPOCH] == device.house.store.epoch


def test_an_upload_can_be_given_up(device: Device) -> None:
    place = device.place(PAGE)
    device.patch(place, 0, PAGE[:7])
    assert device.ask("DELETE", place).status_code == 204
    assert device.ask("HEAD", place).status_code == 404
    assert list((device.folder.part("x").parent).iterdir()) == []


def test_a_method_may_be_named_in_a_header(device: Device) -> None:
    place = device.place(PAGE)
    said = {"Upload_Offset": "0", "Content_Type": file_wire.OFFSET_STREAM, "X_HTTP_Method_Override": "PATCH"}
    assert device.ask("POST", place, PAGE, **said).status_code == 204
    assert device.held(PAGE) == [sha(PAGE)]
    assert device.ask("POST", place, PAGE).status_code == 405


def test_an_empty_file_is_whole_at_its_creation(device: Device) -> None:
    assert device.begin(b"").headers["Upload-Offset"] == "0"
    assert device.held(b"") == [sha(b"")]


def test_a_file_without_a_hash_is_kept_by_the_one_that_comes_out(device: Device) -> None:
    place = device.ask("POST", file_wire.FILES, Upload_Length=str(len(PAGE))).headers["Location"]
    device.patch(place, 0, PAGE)
    assert device.held(PAGE) == [sha(PAGE)]


def test_t_409_a_wrong_offset_says_the_right_one_and_changes_nothing(device: Device) -> None:
    place = device.place(PAGE)
    device.patch(place, 0, PAGE[:500])
    for wrong in (0, 499, 501, len(PAGE)):
        answer = device.patch(place, wrong, b"x" * 10)
        assert (answer.status_code, answer.headers["Upload-Offset"]) == (409, "500")
    assert device.patch(place, 500, PAGE[500:]).status_code == 204
    assert device.held(PAGE) == [sha(PAGE)]


def test_a_piece_with_a_wrong_checksum_is_thrown_away(device: Device) -> None:
    place = device.place(PAGE)
    right = base64.b64encode(hashlib.sha1(PAGE[:100], usedforsecurity=False).digest()).decode()
    assert device.patch(place, 0, b"y" * 100, Upload_Checksum=f"sha1 {right}").status_code == 460
    assert device.ask("HEAD", place).headers["Upload-Offset"] == "0"
    assert device.patch(place, 0, PAGE[:100], Upload_Checksum=f"sha1 {right}").status_code == 204
    rest = base64.b64encode(hashlib.sha256(PAGE[100:]).digest()).decode()
    assert device.patch(place, 100, PAGE[100:], Upload_Checksum=f"sha256 {rest}").status_code == 204
    assert device.held(PAGE) == [sha(PAGE)]


@pytest.mark.parametrize("header", ["md5 x", "sha1", "sha1 ====", "sha256 " + encoded("short")])
def test_a_checksum_that_is_none_is_refused(device: Device, header: str) -> None:
    assert device.patch(device.place(PAGE), 0, PAGE, Upload_Checksum=header).status_code == 400


def test_t_att_a_file_with_another_hash_is_never_there(device: Device) -> None:
    place = device.place(PAGE)
    device.patch(place, 0, b"z" * len(PAGE))
    assert device.held(PAGE, b"z" * len(PAGE)) == []
    assert device.ask("HEAD", place).status_code == 410
    assert device.patch(place, 0, PAGE).status_code == 410
    assert device.place(PAGE) != place


def test_t_att_a_short_file_is_never_there(device: Device) -> None:
    place = device.place(PAGE)
    device.patch(place, 0, PAGE[:-1])
    assert device.held(PAGE) == []
    assert device.ask("HEAD", place).headers[file_wire.HEADER_FILE] == "open"


def test_t_att_a_row_without_its_file_is_not_there(device: Device) -> None:
    """A store that came back from a backup without the file asks for it again."""
    device.upload(PAGE)
    device.folder.path_of(sha(PAGE)).unlink()
    assert device.held(PAGE) == []
    device.upload(PAGE)
    assert device.held(PAGE) == [sha(PAGE)]


def test_more_bytes_than_said_are_refused(device: Device) -> None:
    place = device.place(PAGE)
    assert device.patch(place, 0, PAGE + b"more").status_code == 413
    assert device.ask("HEAD", place).headers["Upload-Offset"] == "0"


def test_a_file_above_the_bound_is_refused(device: Device) -> None:
    assert device.ask("POST", file_wire.FILES, Upload_Length="900000000000").status_code == 413


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Upload_Length": "-1"},
        {"Upload_Length": "1e3"},
        {"Upload_Defer_Length": "1"},
        {"Upload_Length": "1", "Upload_Metadata": "sha256 !!!"},
        {"Upload_Length": "1", "Upload_Metadata": "sha256 " + encoded("../../x")},
    ],
)
def test_a_creation_that_cannot_be_read_is_refused(device: Device, headers: dict[str, str]) -> None:
    assert device.ask("POST", file_wire.FILES, **headers).status_code == 400


def test_another_version_of_tus_is_refused_with_ours(device: Device) -> None:
    answer = device.ask("POST", file_wire.FILES, Upload_Length="1", Tus_Resumable="0.2.2")
    assert (answer.status_code, answer.headers["Tus-Version"]) == (412, "1.0.0")


def test_a_body_of_another_kind_is_refused(device: Device) -> None:
    assert device.patch(device.place(PAGE), 0, PAGE, Content_Type="text/plain").status_code == 415


def test_without_a_good_token_there_is_nothing(device: Device) -> None:
    place = device.place(PAGE)
    device.headers["Authorization"] = "Bearer wrong"
    for answer in (device.begin(PAGE), device.ask("HEAD", place), device.patch(place, 0, PAGE)):
        assert answer.status_code == 401
        assert answer.headers["Tus-Resumable"] == "1.0.0"


def test_one_unit_neither_sees_nor_ends_what_another_brought(city: Served, device: Device) -> None:
    device.upload(PAGE)
    begun = device.place(PAGE + b"more")
    other = Device(city, device.folder, unit="31117")
    assert other.held(PAGE) == []
    assert other.ask("HEAD", begun).status_code == 404
    assert other.ask("DELETE", begun).status_code == 404
    assert other.patch(begun, 0, b"x").status_code == 404
    other.upload(PAGE)
    assert other.held(PAGE) == [sha(PAGE)]


def test_a_file_that_is_held_is_whole_at_once_for_a_second_counter(city: Served, device: Device) -> None:
    device.upload(PAGE)
    second = Device(city, device.folder, ours=True)
    answer = second.begin(PAGE)
    assert answer.headers["Upload-Offset"] == str(len(PAGE))
    assert answer.headers[file_wire.HEADER_FILE] == "held"
    assert second.ask("HEAD", answer.headers["Location"]).headers["Upload-Offset"] == str(len(PAGE))


def test_a_creation_whose_answer_was_lost_is_found_again(city: Served, folder: FileFolder) -> None:
    ours = Device(city, folder, ours=True)
    place = ours.place(PAGE)
    ours.patch(place, 0, PAGE[:300])
    again = ours.begin(PAGE)
    assert (again.headers["Location"], again.headers["Upload-Offset"]) == (place, "300")


def test_two_uploads_of_one_file_at_once_are_one_file(city: Served, device: Device) -> None:
    other = Device(city, device.folder)
    places = device.place(PAGE), other.place(PAGE)
    device.patch(places[0], 0, PAGE[:100])
    other.patch(places[1], 0, PAGE)
    device.patch(places[0], 100, PAGE[100:])
    assert device.held(PAGE) == [sha(PAGE)]
    assert device.folder.whole(sha(PAGE))


def test_offsets_are_what_is_on_the_disk(device: Device) -> None:
    """After a power cut the part may be shorter than what was answered: the ring says so and goes on from there."""
    place = device.place(PAGE)
    device.patch(place, 0, PAGE[:900])
    os.truncate(device.folder.part(place.rpartition("/")[2]), 600)
    assert device.patch(place, 900, PAGE[900:]).status_code == 409
    assert device.ask("HEAD", place).headers["Upload-Offset"] == "600"
    assert device.patch(place, 600, PAGE[600:]).status_code == 204
    assert device.held(PAGE) == [sha(PAGE)]


def test_t_finalise_a_check_that_a_crash_left_out_is_done_at_the_next_question(device: Device) -> None:
    place = device.place(PAGE)
    device.folder.append(place.rpartition("/")[2], 0, PAGE)
    assert device.held(PAGE) == []
    assert device.ask("HEAD", place).headers[file_wire.HEADER_FILE] == "checking"
    assert device.held(PAGE) == [sha(PAGE)]


def test_t_finalise_a_check_may_be_done_again_at_any_point(device: Device) -> None:
    place = device.place(PAGE)
    id_ = place.rpartition("/")[2]
    device.folder.append(id_, 0, PAGE)
    # The crash was between the rename and the row.
    assert device.folder.finish(id_, sha(PAGE)) is not None
    assert device.folder.finish(id_, sha(PAGE)) is not None
    assert device.held(PAGE) == []
    assert device.ask("HEAD", place).headers["Upload-Offset"] == str(len(PAGE))
    assert device.held(PAGE) == [sha(PAGE)]


class Later(CityClock):
    """The ring's clock, some days on."""

    days = 0

    def now(self) -> datetime:
        return datetime.now(VIETNAM) + timedelta(days=self.days)


@contextmanager
def room_of(store: Store, folder: FileFolder, clock: CityClock) -> Iterator[FileRoom]:
    yield FileRoom(House(store, True, b"", clock), folder)


def test_what_nobody_ends_expires_and_what_is_whole_is_checked_instead(device: Device) -> None:
    dead, whole = device.place(PAGE), device.place(PAGE[:-1])
    device.patch(dead, 0, PAGE[:10])
    device.folder.append(whole.rpartition("/")[2], 0, PAGE[:-1])
    clock = Later()
    with room_of(device.house.store, device.folder, clock) as room:
        clock.days = 6
        assert room.sweep() == 0
        assert device.ask("HEAD", dead).headers["Upload-Offset"] == "10"
        assert device.held(PAGE[:-1]) == [sha(PAGE[:-1])]
        clock.days = 8
        assert room.sweep() == 2
    assert device.ask("HEAD", dead).status_code == 404
    assert device.held(PAGE[:-1]) == [sha(PAGE[:-1])]


def test_rows_say_what_is_held_for_whom(device: Device) -> None:
    device.upload(PAGE)
    with device.house.store.reading() as reading:
        assert held_files.size_of(reading, sha(PAGE), device.unit) == len(PAGE)
        assert held_files.size_of(reading, sha(PAGE), "00000") is None
        assert uploads.open_of(reading, device.id) == 0
