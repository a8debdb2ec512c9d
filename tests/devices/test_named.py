"""Settings entries become drivers that take the papers they are for."""

import subprocess
import sys
from pathlib import Path

import pytest

from counter_app.devices.named import PAPERS, Use, printer_of
from counter_app.domain.errors import OfficerCanMend


@pytest.mark.parametrize("where", ["cups:QUAY", "qt:QUAY", "folder:", "escpos:127.0.0.1", "zpl:127.0.0.1:9100"])
@pytest.mark.parametrize("use", PAPERS)
def test_a_printer_takes_the_papers_of_its_use(where: str, use: Use, tmp_path: Path) -> None:
    printer = printer_of(where, use, tmp_path)
    assert printer is not None
    assert printer.papers == PAPERS[use]


@pytest.mark.parametrize("where", ["fax:7", "cups:", "escpos:", "escpos:host:port", "simulated"])
def test_an_entry_that_names_no_printer_is_refused(where: str, tmp_path: Path) -> None:
    with pytest.raises(OfficerCanMend, match="printer_setting"):
        printer_of(where, "receipts", tmp_path)


def test_asking_for_a_reader_leaves_a_window_its_application() -> None:
    asks_then_opens = (
        "from counter_app.devices.named import ask_reader\n"
        "print(ask_reader('serial:/dev/ttyACM99').code)\n"
        "from PySide6.QtWidgets import QApplication\n"
        "print(type(QApplication([])).__name__)\n"
    )
    done = subprocess.run([sys.executable, "-c", asks_then_opens], capture_output=True, text=True, timeout=60)
    assert done.stdout.split() == ["reader_missing", "QApplication"], done.stderr
