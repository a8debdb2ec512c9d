"""The machines that a settings entry names: "cups:QUEUE", "folder:PATH", "escpos:HOST:PORT" and their like."""

from pathlib import Path

from counter_app.devices.printer import Printer
from counter_app.domain.errors import OfficerCanMend


def printer_of(where: str, name: str, folder: Path) -> Printer | None:
    """Return the driver that a settings entry names, None for an empty one.

    `name` is what the ledger calls it; `folder` takes the papers of a folder printer that names no folder.

    Raises OfficerCanMend("printer_setting") when the entry names none.
    """
    # Each driver is imported only where it is asked for: together they cost start-up time.
    kind, _, rest = where.partition(":")
    if kind == "":
        return None
    if kind == "folder":
        from counter_app.devices.drivers.folder import FolderPrinter

        return FolderPrinter(name, Path(rest) if rest else folder)
    if kind == "cups" and rest:
        from counter_app.devices.drivers.cups import CupsPrinter

        return CupsPrinter(rest)
    if kind == "qt" and rest:
        from counter_app.devices.drivers.qt_print import QtPrinter

        return QtPrinter(rest)
    host, _, port = rest.partition(":")
    if kind == "escpos" and host and (not port or port.isdigit()):
        from counter_app.devices.drivers.escpos_tcp import EscposTcpPrinter

        return EscposTcpPrinter(name, host, int(port or 9100))
    if kind == "zpl" and host and (not port or port.isdigit()):
        from counter_app.devices.drivers.zpl_tcp import ZplTcpPrinter

        return ZplTcpPrinter(name, host, int(port or 9100))
    raise OfficerCanMend("printer_setting", entry=where)
