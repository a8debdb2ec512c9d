"""Every code reader, real or simulated, keeps the same promises."""

import os
import subprocess
from abc import abstractmethod
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from counter_app.devices.drivers.serial_reader import SerialReader
from counter_app.devices.drivers.simulated_reader import SimulatedReader
from counter_app.devices.reader import CodeReader, ReaderLevel, ReaderState
from tests.contracts.needs import need

CARDS = (
    "001090012345|012345678|Đặng Thị Phượng|01011990|Nữ|Thôn Đông, Xã An Khánh|15062021",
    "001090012346||Nguyễn Văn Ánh|02021991|Nam|Tổ 4, Phường Ô Chợ Dừa|16062021",
    "H13.35.07-261123-0001",
)


class Heard:
    """What a reader told its listener."""

    def __init__(self) -> None:
        self.codes: list[str] = []
        self.states: list[ReaderState] = []

    def start(self, reader: CodeReader) -> None:
        reader.start(self.codes.append, self.states.append)

    @property
    def state(self) -> str:
        return self.states[-1].code if self.states else ""


class ReaderContract:
    """The promises; a subclass says how a code is put in front of its reader."""

    reader: CodeReader
    present: Callable[[str], None]

    @pytest.fixture
    @abstractmethod
    def desk(self) -> Iterator[None]:
        """Set `reader` and `present` up, and take the reader down afterwards."""

    @pytest.fixture
    def heard(self) -> Heard:
        return Heard()

    @pytest.mark.usefixtures("desk")
    def test_codes_arrive_whole_once_and_in_order(self, heard: Heard, qtbot: QtBot) -> None:
        heard.start(self.reader)
        for card in CARDS:
            self.present(card)
        qtbot.waitUntil(lambda: heard.codes == list(CARDS))

    @pytest.mark.usefixtures("desk")
    def test_it_says_when_it_is_ready_and_when_it_is_stopped(self, heard: Heard, qtbot: QtBot) -> None:
        heard.start(self.reader)
        qtbot.waitUntil(lambda: heard.state == "reader_ready")
        assert heard.states[0].level is ReaderLevel.READY
        self.reader.stop()
        assert heard.state == "reader_stopped"

    @pytest.mark.usefixtures("desk")
    def test_nothing_is_heard_after_stop(self, heard: Heard) -> None:
        heard.start(self.reader)
        self.reader.stop()
        states = list(heard.states)
        self.present(CARDS[0])
        QCoreApplication.processEvents()
        assert heard.codes == []
        assert heard.states == states

    @pytest.mark.usefixtures("desk")
    def test_it_can_be_started_again_for_another_listener(self, heard: Heard, qtbot: QtBot) -> None:
        first = Heard()
        first.start(self.reader)
        self.reader.stop()
        self.reader.stop()
        heard.start(self.reader)
        self.present(CARDS[0])
        qtbot.waitUntil(lambda: heard.codes == [CARDS[0]])
        assert first.codes == []


class TestSimulatedReader(ReaderContract):
    @pytest.fixture
    def desk(self) -> Iterator[None]:
        reader = SimulatedReader("practice")
        self.reader, self.present = reader, reader.scan
        yield
        reader.stop()

    def test_a_pulled_cable_is_told_and_its_codes_are_lost(self, heard: Heard) -> None:
        reader = SimulatedReader("practice")
        heard.start(reader)
        reader.plug(False)
        reader.scan(CARDS[0])
        assert heard.state == "reader_unplugged"
        reader.plug(True)
        assert heard.state == "reader_ready"
        assert heard.codes == []


class TestSerialReader(ReaderContract):
    @pytest.fixture
    def desk(self, qapp: QCoreApplication) -> Iterator[None]:
        ours, theirs = os.openpty()
        reader = SerialReader("serial", os.ttyname(theirs))
        self.reader = reader
        self.present = lambda text: (os.write(ours, text.encode() + b"\r\n"), None)[1]
        yield
        reader.stop()
        os.close(ours)
        os.close(theirs)


class TestSerialCable:
    """What only a cable can do, between two pseudo-terminals joined by socat."""

    @pytest.fixture
    def ends(self, tmp_path: Path) -> tuple[Path, Path]:
        return tmp_path / "scanner", tmp_path / "counter"

    @pytest.fixture
    def plug(self, ends: tuple[Path, Path]) -> Iterator[Callable[[bool], None]]:
        need("socat")
        cables: list[subprocess.Popen[bytes]] = []

        def plug(in_: bool) -> None:
            if in_:
                cables.append(subprocess.Popen(["socat", *(f"pty,raw,echo=0,link={end}" for end in ends)]))
                return
            cable = cables.pop()
            cable.terminate()
            cable.wait()

        yield plug
        while cables:
            plug(False)

    @pytest.fixture
    def reader(self, ends: tuple[Path, Path], qapp: QCoreApplication) -> Iterator[SerialReader]:
        reader = SerialReader("serial", str(ends[1]))
        yield reader
        reader.stop()

    def test_a_cable_put_in_later_pulled_out_and_put_back(
        self, reader: SerialReader, ends: tuple[Path, Path], plug: Callable[[bool], None], qtbot: QtBot
    ) -> None:
        heard = Heard()
        heard.start(reader)
        assert heard.states[0] == ReaderState(ReaderLevel.GONE, "reader_missing")
        for number in range(2):
            plug(True)
            qtbot.waitUntil(lambda: heard.state == "reader_ready", timeout=15_000)
            with ends[0].open("wb", buffering=0) as scanner:
                scanner.write(CARDS[number].encode() + b"\r")
                qtbot.waitUntil(lambda: heard.codes == list(CARDS[: number + 1]))  # noqa: B023
                scanner.write(b"half a co")
            plug(False)
            qtbot.waitUntil(lambda: heard.state == "reader_unplugged", timeout=15_000)
        assert heard.codes == list(CARDS[:2])

    def test_pieces_noise_and_missing_line_ends(
        self, reader: SerialReader, ends: tuple[Path, Path], plug: Callable[[bool], None], qtbot: QtBot
    ) -> None:
        heard = Heard()
        plug(True)
        qtbot.waitUntil(ends[0].exists)
        heard.start(reader)
        qtbot.waitUntil(lambda: heard.state == "reader_ready", timeout=15_000)
        with ends[0].open("wb", buffering=0) as scanner:
            for byte in CARDS[0].encode() + b"\n":
                scanner.write(bytes([byte]))
                QCoreApplication.processEvents()
            qtbot.waitUntil(lambda: heard.codes == [CARDS[0]])
            scanner.write(b"no line end")
            qtbot.waitUntil(lambda: heard.state == "reader_no_line_end")
            for _ in range(20):
                scanner.write(b"\xff" * 1024)
                QCoreApplication.processEvents()
            scanner.write(b"\r")
            qtbot.waitUntil(lambda: heard.state == "reader_garbage")
            scanner.write(CARDS[1].encode() + b"\r")
            qtbot.waitUntil(lambda: heard.codes == [CARDS[0], CARDS[1]])
            assert heard.state == "reader_ready"
