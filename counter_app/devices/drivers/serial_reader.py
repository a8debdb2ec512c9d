"""A scanner on a serial port (USB-COM): the safest way to read a card, away from keyboard layouts and input methods.

Works in the thread that starts it, which must run an event loop. QtSerialPort was chosen because Qt is on board anyway
and it wakes on bytes without a thread of its own.
"""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QIODevice, QObject, QTimer
from PySide6.QtSerialPort import QSerialPort

from counter_app.devices.lines import LineAssembler
from counter_app.devices.reader import ReaderLevel, ReaderState

_READY = ReaderState(ReaderLevel.READY, "reader_ready")
_MISSING = ReaderState(ReaderLevel.GONE, "reader_missing")
_BUSY = ReaderState(ReaderLevel.GONE, "reader_busy")
_UNPLUGGED = ReaderState(ReaderLevel.GONE, "reader_unplugged")
_STOPPED = ReaderState(ReaderLevel.STOPPED, "reader_stopped")
_NO_LINE_END = ReaderState(ReaderLevel.WARN, "reader_no_line_end")
_GARBAGE = ReaderState(ReaderLevel.WARN, "reader_garbage")

_LINE_END_MS = 1000
_REOPEN_MS = (250, 500, 1000, 2000, 5000)
_PIECE = 65536


def ask(port_name: str) -> ReaderState:
    """Say whether the scanner at `port_name` is there and free, by opening its port for a moment.

    Needs no event loop, and leaves no application of Qt behind that was not there before: it could not become the one
    of a window. A counter that has the port open makes it busy, as any other program does.
    """
    own = None if QCoreApplication.instance() is not None else QCoreApplication([])
    port = QSerialPort(port_name)
    try:
        if port.open(QIODevice.OpenModeFlag.ReadOnly):
            return _READY
        return _away_as(port.error())
    finally:
        port.close()
        del port
        if own is not None:
            own.shutdown()


def _away_as(error: QSerialPort.SerialPortError) -> ReaderState:
    return _BUSY if error is QSerialPort.SerialPortError.PermissionError else _MISSING


class SerialReader:
    """Reads the scanner at `port` (`/dev/ttyACM0`, `COM3`, …) as UTF-8 lines.

    A scanner that is missing, in use or pulled out is looked for again after 0.25 to 5 s, for as long as it takes.
    """

    def __init__(self, name: str, port: str, baud: int = 9600) -> None:
        self._name = name
        self._port_name = port
        self._baud = baud
        self._lines = LineAssembler()
        self._owner: QObject | None = None
        self._port: QSerialPort | None = None
        self._reopen: QTimer | None = None
        self._line_end: QTimer | None = None
        self._tries = 0
        self._state = _STOPPED
        self._on_code: Callable[[str], None] = _unheard
        self._on_state: Callable[[ReaderState], None] = _unheard

    @property
    def name(self) -> str:
        return self._name

    def start(self, on_code: Callable[[str], None], on_state: Callable[[ReaderState], None]) -> None:
        self.stop()
        self._on_code, self._on_state = on_code, on_state
        self._owner = QObject()
        self._reopen = _single_shot(self._owner, self._open)
        self._line_end = _single_shot(self._owner, self._no_line_end)
        self._tries = 0
        self._open()

    def stop(self) -> None:
        if self._owner is None:
            return
        self._close()
        if self._reopen and self._line_end:
            self._reopen.stop()
            self._line_end.stop()
        self._owner.deleteLater()
        self._owner = self._reopen = self._line_end = None
        self._say(_STOPPED)
        self._on_code, self._on_state = _unheard, _unheard

    def _open(self) -> None:
        port = QSerialPort(self._port_name, self._owner)
        port.setBaudRate(self._baud)
        if not port.open(QIODevice.OpenModeFlag.ReadOnly):
            away = _away_as(port.error())
            port.deleteLater()
            # An unplugged scanner stays "unplugged" while it is looked for: that is what the officer has to mend.
            self._away(_UNPLUGGED if away is _MISSING and self._state == _UNPLUGGED else away)
            return
        self._port = port
        self._tries = 0
        port.readyRead.connect(self._read)
        port.errorOccurred.connect(self._failed)
        self._say(_READY)

    def _read(self) -> None:
        if self._port is None:
            return
        piece = bytes(self._port.read(_PIECE).data())
        dropped = self._lines.dropped
        texts = self._lines.feed(piece)
        if self._line_end:
            if self._lines.unfinished:
                self._line_end.start(_LINE_END_MS)
            else:
                self._line_end.stop()
        if self._lines.dropped > dropped:
            self._say(_GARBAGE)
        for text in texts:
            self._say(_READY)
            self._on_code(text)
        if self._port is not None and self._port.bytesAvailable():
            QTimer.singleShot(0, self._port, self._read)

    def _no_line_end(self) -> None:
        self._lines.forget()
        self._say(_NO_LINE_END)

    def _failed(self, error: QSerialPort.SerialPortError) -> None:
        if error is QSerialPort.SerialPortError.NoError or self._port is None:
            return
        self._close()
        self._away(_UNPLUGGED)

    def _away(self, state: ReaderState) -> None:
        self._say(state)
        if self._reopen:
            self._reopen.start(_REOPEN_MS[min(self._tries, len(_REOPEN_MS) - 1)])
            self._tries += 1

    def _close(self) -> None:
        port, self._port = self._port, None
        self._lines.forget()
        if self._line_end:
            self._line_end.stop()
        if port is not None:
            port.close()
            port.deleteLater()

    def _say(self, state: ReaderState) -> None:
        if state != self._state:
            self._state = state
            self._on_state(state)


def _single_shot(owner: QObject, call: Callable[[], None]) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.timeout.connect(call)
    return timer


def _unheard(_said: object) -> None:
    """Nobody listens."""
