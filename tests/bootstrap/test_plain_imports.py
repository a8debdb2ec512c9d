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


_ASKS = """
import sys
from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.support.signature import get_signature
import PySide6.support.signature.lib.pyi_generator as stubs
run = "generate_pyi" in vars(stubs)
wrong = (lambda: QPoint("a"), lambda: QObject(3), lambda: QTimer(interval="a"), lambda: QObject.connect(1, 2, 3, 4))
for call in wrong:
    try:
        call()
    except (TypeError, AttributeError) as error:
        print(type(error), error)
print(QPoint.__doc__, QObject.tr.__doc__, get_signature(QTimer.singleShot))
from shibokensupport.signature import layout, mapping, parser
print(len(mapping.type_map), layout.create_signature.__name__, hasattr(parser, "no_such_name"))
print(stubs.generate_pyi.__name__)
print(run, file=sys.stderr)
"""


def test_what_describes_qt_is_run_when_it_is_asked_for_and_says_the_same() -> None:
    def said(how: str) -> tuple[str, str]:
        done = subprocess.run([sys.executable, "-c", how + _ASKS], capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr
        return done.stdout, done.stderr.strip()

    plain, ours = said("import shiboken6"), said("from counter_app.__main__ import quicken; quicken()")
    assert (plain[1], ours[1]) == ("True", "False"), "run before it was asked for"
    assert "PySide6.QtCore.QPoint.__init__(str)" in plain[0]
    assert ours[0] == plain[0]


def test_two_threads_that_ask_at_once_both_get_their_answer() -> None:
    asks = """
import sys, threading
from counter_app.__main__ import quicken
quicken()
from shibokensupport.signature import errorhandler, layout, parser
sys.setswitchinterval(1e-5)
together, got = threading.Barrier(8), []
def ask(module, name):
    together.wait()
    got.append(getattr(module, name).__name__)
wanted = ((errorhandler, "seterror_argument"), (layout, "create_signature"), (parser, "pyside_type_init"))
threads = [threading.Thread(target=ask, args=wanted[number % 3]) for number in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(got), *sorted(set(got)))
"""
    done = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, timeout=60, check=False)
    wanted = "8 create_signature pyside_type_init seterror_argument"
    assert (done.returncode, done.stdout.strip()) == (0, wanted), done.stderr
