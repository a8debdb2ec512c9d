"""Rings that live again within a moment: a nursery forks them, with everything imported before.

Run as a program it is the nursery: each line of its input is a JSON list, the words of a `counter-app` command. It says
"born PID" and, when that one has died, "dead"; what the child says (its port) stands between.
"""

import importlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Self

from counter_app.__main__ import main as counter_app
from counter_app.practice.city_process import CityProcess, CityWouldNotStart
from counter_app.practice.hub_process import HubProcess
from counter_app.sync.city_environment import ADMIN_TOKEN

ROOT = Path(__file__).parents[2]
READY = ("counter_app.cli.serve", "counter_app.server.factory", "sqlcipher3.dbapi2", "uvicorn.protocols.http.h11_impl")


class ForkedCity(CityProcess):
    """A city (or hub) whose process is a fork of its nursery."""

    _nursery: "subprocess.Popen[bytes] | None" = None
    _pid = 0

    @property
    def running(self) -> bool:
        return self._pid != 0

    @property
    def pid(self) -> int:
        return self._pid

    def start(self) -> Self:
        nursery = self._nursery = self._nursery or self._founded()
        flags = [one for one in self._flags if one != "--until-stdin-closes"]
        words = [*self._command()[3:], "--port", str(self.port), *flags]
        assert nursery.stdin is not None
        nursery.stdin.write(json.dumps(words).encode() + b"\n")
        nursery.stdin.flush()
        self._pid = int(self._line().removeprefix("born "))
        said = self._line()
        if not said.isdigit():
            raise CityWouldNotStart(self.log.read_text("utf-8", "replace")[-2000:])
        self.port = int(said)
        return self

    def _founded(self) -> "subprocess.Popen[bytes]":
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "tests.faults.rings_on_fire"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                cwd=ROOT,
                env={**os.environ, ADMIN_TOKEN: self.admin_token, "PYTHONPATH": str(ROOT)},
            )

    def kill(self) -> None:
        self.shoot()
        self.bury()

    def shoot(self) -> None:
        """End it at this moment, from any thread."""
        os.kill(self._pid, signal.SIGKILL)

    def bury(self) -> None:
        """Wait until it is dead."""
        assert self._line() == "dead"
        self._pid = 0

    def _line(self) -> str:
        assert self._nursery is not None
        assert self._nursery.stdout is not None
        return self._nursery.stdout.readline().decode().strip()

    def __exit__(self, *_: object) -> None:
        if self._pid:
            self.kill()
        if self._nursery is not None:
            self._nursery.communicate()


class ForkedHub(ForkedCity, HubProcess):
    """A hub whose process is a fork of its nursery."""


def main() -> None:
    for name in READY:
        importlib.import_module(name)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            status = counter_app(json.loads(line))
            os.write(1, b"ended\n")
            os._exit(status)
        os.write(1, f"born {child}\n".encode())
        os.waitpid(child, 0)
        os.write(1, b"dead\n")


if __name__ == "__main__":
    main()
