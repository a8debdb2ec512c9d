"""Slip and label printers on a TCP port that understand what they are sent: the other side of the line, for tests."""

import socket
import threading
from contextlib import suppress

from PIL import Image, ImageChops


class TcpPrinter:
    """Listens on a loopback port, keeps what it gets, and answers status questions unless told to be `silent`."""

    def __init__(self) -> None:
        self.received = bytearray()
        self.no_paper = self.cover_open = self.silent = False
        self.dies_after: int | None = None
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        self._talks: list[socket.socket] = []
        self._thread = threading.Thread(target=self._serve, name="tcp-printer")
        self._thread.start()

    def answer(self, piece: bytes) -> bytes:
        """Return what the printer says to a piece that has just come in."""
        raise NotImplementedError

    def close(self) -> None:
        """Switch off: the port refuses, open talks are cut."""
        with suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        for talk in list(self._talks):
            with suppress(OSError):
                talk.shutdown(socket.SHUT_RDWR)
        self._thread.join()

    def _serve(self) -> None:
        while True:
            try:
                talk, _ = self._server.accept()
            except OSError:
                return
            self._talks.append(talk)
            with talk, suppress(OSError):
                self._listen(talk)
            self._talks.remove(talk)

    def _listen(self, talk: socket.socket) -> None:
        while piece := talk.recv(4096):
            self.received += piece
            if self.dies_after is not None and len(self.received) > self.dies_after:
                return
            if not self.silent and (said := self.answer(piece)):
                talk.sendall(said)


class EscposPrinter(TcpPrinter):
    """Answers DLE EOT at once and GS r when all before it is printed."""

    def answer(self, piece: bytes) -> bytes:
        said = bytearray()
        place = piece.find(b"\x10\x04") if len(piece) == 3 else -1
        if place >= 0:
            kind = piece[place + 2]
            said.append(0x12 | self._bits(kind))
        if bytes(self.received).endswith(b"\x1dr\x01"):
            said.append(0x0C if self.no_paper else 0x00)
        return bytes(said)

    def _bits(self, kind: int) -> int:
        broken = self.no_paper or self.cover_open
        bits = {1: 0x08 * broken, 2: 0x20 * self.no_paper | 0x04 * self.cover_open, 4: 0x60 * self.no_paper}
        return bits.get(kind, 0)

    def slips(self) -> list[Image.Image]:
        """Return the pictures between the cuts, decoded from `GS v 0`."""
        data, place = bytes(self.received), 0
        slips: list[Image.Image] = []
        stripes: list[Image.Image] = []
        while place < len(data):
            if data[place : place + 3] == b"\x1dv0":
                width = int.from_bytes(data[place + 4 : place + 6], "little")
                height = int.from_bytes(data[place + 6 : place + 8], "little")
                dots = data[place + 8 : place + 8 + width * height]
                stripes.append(ImageChops.invert(Image.frombytes("1", (width * 8, height), dots).convert("L")))
                place += 8 + width * height
            elif data[place : place + 2] == b"\x1dV":
                slips.append(_joined(stripes))
                stripes = []
                place += 4
            else:
                place += {b"\x10\x04": 3, b"\x1dr": 3, b"\x1b@": 2}[data[place : place + 2]]
        return slips


class ZplPrinter(TcpPrinter):
    """Answers `~HS` with the three lines of a Zebra printer whose buffer empties at once."""

    def answer(self, piece: bytes) -> bytes:
        if not piece.endswith(b"~HS\r\n"):
            return b""
        first = f"030,{self.no_paper:d},0,1245,000,0,0,0,000,0,0,0"
        second = f"000,0,{self.cover_open:d},0,0,2,4,0,00000000,1,000"
        return b"".join(f"\x02{line}\x03\r\n".encode() for line in (first, second, "1234,0"))

    def labels(self) -> bytes:
        """Return what was to be printed."""
        return bytes(self.received).replace(b"~HS\r\n", b"")


def _joined(stripes: list[Image.Image]) -> Image.Image:
    slip = Image.new("L", (max(stripe.width for stripe in stripes), sum(stripe.height for stripe in stripes)), 255)
    top = 0
    for stripe in stripes:
        slip.paste(stripe, (0, top))
        top += stripe.height
    return slip
