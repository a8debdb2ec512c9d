"""The keyboard-wedge filter on a real window system: keys struck by xdotool on a virtual screen."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.contracts.needs import need
from tests.contracts.print_rig import wait_until

CODE = "H13.35.07-261123-0042"
CARD = "001090012345|012345678|NGUYEN VAN AN|01011990|Nam|Thon Dong, Xa An Khanh|15062021"


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    need("Xvfb", "xdotool")
    reading, writing = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "800x600x24", "-nolisten", "tcp"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as told:
        number = told.readline().strip()
    yield f":{number}"
    screen.terminate()
    screen.wait()


class Window:
    """The program under the virtual screen."""

    def __init__(self, display: str) -> None:
        self._surroundings = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "QT_IM_MODULE": "compose"}
        self._program = subprocess.Popen(
            [sys.executable, "-m", "tests.contracts.wedge_window"],
            env=self._surroundings,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._listen() == "ready"
        wait_until(lambda: bool(self.xdotool("search", "--onlyvisible", "--name", "wedge")), "the window")
        window = self.xdotool("search", "--onlyvisible", "--name", "wedge").split()[0]
        self.xdotool("windowfocus", "--sync", window)

    def xdotool(self, *words: str) -> str:
        """Run xdotool and return what it says."""
        done = subprocess.run(["xdotool", *words], env=self._surroundings, capture_output=True, text=True, check=False)
        return done.stdout

    def type_out(self, text: str, pace: int) -> None:
        """Strike a key every `pace` milliseconds, then Return; xdotool waits only half of the delay it is told."""
        delay = str(2 * pace)
        self.xdotool("type", "--delay", delay, "--args", "1", text, "key", "--delay", delay, "Return")

    def _listen(self) -> str:
        assert self._program.stdout
        return self._program.stdout.readline().strip()

    def told(self) -> list[str]:
        """End the program and return everything it said."""
        out, _ = self._program.communicate("end\n", timeout=30)
        return out.splitlines()


@pytest.mark.rig
@pytest.mark.parametrize("pace", [1, 4, 16])
def test_scans_at_a_scanners_pace_never_reach_the_field(display: str, pace: int) -> None:
    window = Window(display)
    for text in (CODE, CARD, CODE):
        window.type_out(text, pace)
    assert window.told() == [f"scan {CODE}", f"scan {CARD}", f"scan {CODE}", "field "]


@pytest.mark.rig
def test_typing_at_a_fast_persons_pace_arrives_whole(display: str) -> None:
    window = Window(display)
    window.type_out("dang thi phuong 2026", 60)
    assert window.told() == ["entered dang thi phuong 2026", "field dang thi phuong 2026"]
