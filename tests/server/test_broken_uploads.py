"""A connection that breaks while the disk is busy loses nothing of what had come through it."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest

from counter_app.server.app import city_app
from counter_app.server.heads import HeadInTime
from counter_app.storage.files import FileFolder
from tests.server.conftest import Served
from tests.server.listening import listening
from tests.server.test_files import Device

CONTENT = bytes(range(256)) * 4096


class BusyDisk(FileFolder):
    """Takes the first bytes only when it is let go."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.asked, self.free = threading.Event(), threading.Event()

    def append(self, upload: str, offset: int, piece: bytes) -> bool:
        self.asked.set()
        assert self.free.wait(20)
        return super().append(upload, offset, piece)


class Noticing(HeadInTime):
    """Says when a connection is gone."""

    lost: ClassVar[threading.Event]

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self.lost.set()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[BusyDisk]:
    made = BusyDisk(tmp_path / "kept")
    yield made
    made.free.set()


def head_of(device: Device, place: str) -> bytes:
    said = {**device.headers, "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
    said |= {"Host": "city", "Content-Length": str(len(CONTENT))}
    return "\r\n".join(
        [f"PATCH {place} HTTP/1.1", *(f"{name}: {value}" for name, value in said.items()), "", ""]
    ).encode()


def test_t_chunk_what_came_before_the_cut_stays_though_the_disk_was_busy(city: Served, disk: BusyDisk) -> None:
    device = Device(city, disk)
    place = device.place(CONTENT)
    lost = threading.Event()
    http = type("Noticed", (Noticing,), {"lost": lost})
    with listening(city_app(city.house, disk), http) as address:
        with socket.create_connection(address) as line:
            line.sendall(head_of(device, place) + CONTENT[:30_000])
            assert disk.asked.wait(20)
            line.sendall(CONTENT[30_000:90_000])
        assert lost.wait(20)
        disk.free.set()
    assert device.ask("HEAD", place).headers["Upload-Offset"] == "90000"
