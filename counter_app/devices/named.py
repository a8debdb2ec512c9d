"""The machines that a settings entry names: "cups:QUEUE", "folder:PATH", "escpos:HOST:PORT" and their like."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal

from counter_app.devices.printer import Paper, Printer
from counter_app.devices.reader import ReaderState
from counter_app.domain.errors import OfficerCanMend

Use = Literal["receipts", "labels", "slips"]

PAPERS: Final[Mapping[Use, frozenset[Paper]]] = {
    "receipts": frozenset({Paper.A5, Paper.A4}),
    "labels": frozenset({Paper.LABEL}),
    "slips": frozenset({Paper.SLIP80}),
}
"""What comes out of the printer of each use, whatever its driver: a queue may be any of them."""


def ask_reader(where: str) -> ReaderState | None:
    """Return how the reader that a settings entry names is; None for one that cannot be asked: it types."""
    kind, _, port = where.partition(":")
    if kind != "serial" or not port:
        return None
    from counter_app.devices.drivers.serial_reader import ask

    return ask(port)


def printer_of(where: str, use: Use, folder: Path) -> Printer | None:
    """Return the driver that a settings entry names, set up for the papers of `use`; None for an empty entry.

    `folder` takes the papers of a folder printer that names no folder.

    Raises OfficerCanMend("printer_setting") when the entry names none.
    """
    # Each driver is imported only where it is asked for: together they cost start-up time.
    papers = PAPERS[use]
    kind, _, rest = where.partition(":")
    if kind == "":
        return None
    if kind == "folder":
        from counter_app.devices.drivers.folder import FolderPrinter

        return FolderPrinter(use, Path(rest) if rest else folder, papers)
    if kind == "cups" and rest:
        from counter_app.devices.drivers.cups import CupsPrinter

        return CupsPrinter(rest, papers)
    if kind == "qt" and rest:
        from counter_app.devices.drivers.qt_print import QtPrinter

        return QtPrinter(rest, papers)
    host, _, port = rest.partition(":")
    if kind == "escpos" and host and (not port or port.isdigit()):
        from counter_app.devices.drivers.escpos_tcp import EscposTcpPrinter

        return EscposTcpPrinter(use, host, int(port or 9100), papers=papers)
    if kind == "zpl" and host and (not port or port.isdigit()):
        from counter_app.devices.drivers.zpl_tcp import ZplTcpPrinter

        return ZplTcpPrinter(use, host, int(port or 9100), papers=papers)
    raise OfficerCanMend("printer_setting", entry=where)
