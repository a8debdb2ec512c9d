"""Python imports as it does by itself, also when Qt for Python is there."""

import subprocess
import sys

_SAYS = """
import builtins
from counter_app.__main__ import quicken
python = builtins.__import__
quicken()
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel
assert builtins.__import__ is python, builtins.__import__
import linecache
from counter_app.ui.events import Events
assert not [name for name in linecache.cache if name.endswith("events.py")], "its source text was read"
got = []
events = Events()
events.scanned.connect(got.append)
events.scan("seen")
assert got == ["seen"]
print("plain")
"""


def test_no_source_text_is_read_on_import_once_qt_is_there() -> None:
    done = subprocess.run([sys.executable, "-c", _SAYS], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "plain"), done.stderr
