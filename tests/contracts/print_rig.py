"""A real print system and a real IPP Everywhere printer on loopback, private to one test worker.

`ippeveprinter` is the printer (its paper trays are set through its own web form), `cupsd` is the print system with a
configuration, spool and port of its own; a private message bus satisfies the printer's service announcement. Nothing
outlives `close`.
"""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests

from tests.contracts.needs import PLACES, need

_PROGRAMS = ("dbus-daemon", "ippeveprinter", "cupsd", "lpadmin", "lp", "lpstat", "ipptool")
_PPD = Path(__file__).with_name("counter.ppd")
_FULL = 250

_CUPSD = """LogLevel debug
Listen 127.0.0.1:{port}
Listen {root}/cups.sock
Browsing No
BrowseLocalProtocols none
DefaultAuthType None
WebInterface No
ErrorPolicy retry-job
JobRetryInterval 1
JobRetryLimit 60
PreserveJobHistory Yes
<Location />
  Order allow,deny
  Allow from all
</Location>
<Location /admin>
  Order allow,deny
  Allow from all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
    Allow from all
  </Limit>
</Policy>
"""
_CUPS_FILES = """ServerRoot {root}/etc
RequestRoot {root}/spool
CacheDir {root}/cache
StateDir {root}/state
AccessLog {root}/log/access_log
ErrorLog {root}/log/error_log
PageLog {root}/log/page_log
DataDir /usr/share/cups
DocumentRoot /usr/share/cups/doc-root
ServerBin /usr/lib/cups
FatalErrors none
Sandboxing relaxed
{account}
"""
_COMMAND = """#!/bin/sh
if [ -f {root}/jam ]; then
  echo "STATE: +media-jam-error" >&2
  while [ -f {root}/jam ]; do sleep 0.05; done
  echo "STATE: -media-jam-error" >&2
fi
cp "$1" {root}/out/.part && mv {root}/out/.part {root}/out/$(basename "$1")
"""


def wait_until(question: Callable[[], bool], what: str, seconds: float = 25.0) -> None:
    """Ask again and again until the answer is yes; fails the test with `what` when it never is."""
    until = time.monotonic() + seconds
    pause = threading.Event()
    while not question():
        if time.monotonic() > until:
            pytest.fail(f"waited {seconds:.0f} s in vain: {what}")
        pause.wait(0.03)


def free_port() -> int:
    """Return a port that was free a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


class PrintRig:
    """The queue `desk` on a private print system, with a printer that has A4 and A5; and `letters`, which has no A5."""

    queue = "desk"
    letters = "letters"

    def __init__(self, root: Path) -> None:
        self.root = root
        self.out = root / "out"
        self._children: dict[str, subprocess.Popen[bytes]] = {}
        self._cups_port = free_port()
        self._printer_port = free_port()
        self._letters_port = free_port()
        self._environment = {**os.environ, "LC_ALL": "C", "PATH": PLACES}
        self._environment["DBUS_SYSTEM_BUS_ADDRESS"] = f"unix:path={root}/bus.sock"
        self._environment["CUPS_SERVER"] = self.server
        for part in ("etc", "spool", "cache", "state", "log", "ipp", "out"):
            (root / part).mkdir()
        # The print system drops its rights to the account `lp`, which must be able to come in.
        root.chmod(0o755)
        (root / "out").chmod(0o777)

    @property
    def server(self) -> str:
        """Host and port of the print system."""
        return f"127.0.0.1:{self._cups_port}"

    def start(self) -> None:
        """Start everything and wait until the queue is there."""
        account = "User lp\nGroup lp\nSystemGroup lpadmin root" if os.geteuid() == 0 else ""
        (self.root / "cupsd.conf").write_text(_CUPSD.format(root=self.root, port=self._cups_port))
        (self.root / "cups-files.conf").write_text(_CUPS_FILES.format(root=self.root, account=account))
        command = self.root / "print.sh"
        command.write_text(_COMMAND.format(root=self.root))
        command.chmod(0o755)
        bus = f"unix:path={self.root}/bus.sock"
        self._spawn("bus", ["dbus-daemon", "--session", "--nofork", f"--address={bus}"])
        wait_until((self.root / "bus.sock").exists, "the message bus")
        self.start_printer()
        self._spawn("cupsd", ["cupsd", "-f", "-c", f"{self.root}/cupsd.conf", "-s", f"{self.root}/cups-files.conf"])
        wait_until(lambda: _listens(self._cups_port), "the print system")
        self._add_queue(self.queue, self._printer_port)
        plain = [
            "ippeveprinter",
            "-p",
            str(self._letters_port),
            "-n",
            "localhost",
            "-r",
            "off",
            "-d",
            f"{self.root}/ipp",
        ]
        self._spawn("letters", [*plain, "-c", f"{self.root}/print.sh", "LETTERS"])
        wait_until(lambda: _listens(self._letters_port), "the second printer")
        self._add_queue(self.letters, self._letters_port)

    def start_printer(self) -> None:
        """Switch the printer on."""
        port = str(self._printer_port)
        printer = ["ippeveprinter", "-p", port, "-n", "localhost", "-r", "off", "-k", "-d", f"{self.root}/ipp"]
        printer += ["-c", f"{self.root}/print.sh", "-P", str(_PPD), "DESK"]
        self._spawn("printer", printer)
        wait_until(lambda: _listens(self._printer_port), "the printer")
        self.load_paper()

    def stop_printer(self) -> None:
        """Pull the printer's plug."""
        self._end("printer")

    def load_paper(self, a4: int = _FULL, a5: int = _FULL) -> None:
        """Put so many sheets into the two trays."""
        form = {"size0": "iso_a4_210x297mm", "type0": "stationery", "level0": str(a4)}
        form |= {"size1": "iso_a5_148x210mm", "type1": "stationery", "level1": str(a5)}
        requests.get(f"http://localhost:{self._printer_port}/media", params=form, timeout=5).raise_for_status()

    def jam(self, on: bool) -> None:
        """Crumple the next sheet, or pull it out again."""
        if on:
            (self.root / "jam").touch()
        else:
            (self.root / "jam").unlink(missing_ok=True)

    def stop_system(self) -> None:
        """Stop the print system itself, its port closed."""
        self._end("cupsd")

    def printed(self) -> list[bytes]:
        """Return the documents that came out of the printer, oldest first."""
        sheets = sorted(self.out.glob("[!.]*"), key=lambda path: path.stat().st_mtime_ns)
        return [sheet.read_bytes() for sheet in sheets]

    def mend(self) -> None:
        """Bring everything back to order, waiting jobs thrown away."""
        self.jam(False)
        if "printer" not in self._children:
            self.start_printer()
        self.load_paper()
        subprocess.run(["cancel", "-a", "-x", self.queue], env=self._environment, check=False, capture_output=True)
        wait_until(self._quiet, "the queue to be empty")
        for sheet in self.out.glob("*"):
            sheet.unlink(missing_ok=True)

    def close(self) -> None:
        """End every process of the rig."""
        for name in ("cupsd", "printer", "letters", "bus"):
            self._end(name)

    def _quiet(self) -> bool:
        done = subprocess.run(["lpstat", "-o"], env=self._environment, check=False, capture_output=True)
        return not done.stdout.strip()

    def _add_queue(self, queue: str, port: int) -> None:
        device = f"ipp://localhost:{port}/ipp/print"
        add = ["lpadmin", "-p", queue, "-E", "-v", device, "-m", "everywhere", "-o", "printer-error-policy=retry-job"]
        subprocess.run(add, env=self._environment, check=True, capture_output=True, timeout=30)

    def _spawn(self, name: str, command: list[str]) -> None:
        with (self.root / "log" / f"{name}.log").open("ab") as log:
            self._children[name] = subprocess.Popen(
                command, env=self._environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )

    def _end(self, name: str) -> None:
        child = self._children.pop(name, None)
        if child is None:
            return
        child.terminate()
        try:
            child.wait(8)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)


def _listens(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


@contextlib.contextmanager
def print_rig() -> Iterator[PrintRig]:
    """Start a rig in a short-named directory (socket paths are at most 107 bytes) and take it down again."""
    need(*_PROGRAMS)
    root = Path(tempfile.mkdtemp(prefix="rig-", dir="/tmp"))
    rig = PrintRig(root)
    try:
        rig.start()
        yield rig
    finally:
        rig.close()
        shutil.rmtree(root, ignore_errors=True)
