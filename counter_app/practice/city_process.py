"""A real city as a process of its own on loopback: what the practice counter, the rehearsal and the tests talk to."""

import argparse
import os
import secrets
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Self

from counter_app.sync.city import Address, HttpCity
from counter_app.sync.city_environment import ADMIN_TOKEN

START_SECONDS: Final = 60.0
STOP_SECONDS: Final = 15.0


class CityWouldNotStart(Exception):
    """The process ended, or said nothing, before it listened; the end of its log is in the message."""


class CityProcess:
    """A `counter-app serve` process. It ends with `stop`, with the `with`, or with the process that started it.

    `store` is a path or a postgresql:// address. `url` is where it listens, `admin_token` opens its state.
    """

    def __init__(
        self,
        store: Path | str,
        log: Path,
        *,
        practice: bool = True,
        port: int = 0,
        cert: Path | None = None,
        key: Path | None = None,
        ca: Path | None = None,
        workers: int = 1,
        hub_home: Path | None = None,
    ) -> None:
        """`ca` is what clients of `cert` pin, the certificate itself when it is left out.

        `hub_home` makes it a hub: the folder of its settings and token (see `hub_process`).
        """
        self.store, self.log, self.practice = str(store), log, practice
        self.port = port
        self.ca = ca or cert
        self.admin_token = secrets.token_urlsafe(32)
        self._role = ["--role", "hub", "--home", str(hub_home)] if hub_home else []
        self._flags = [
            *("--host", "127.0.0.1", "--workers", str(workers), "--announce-port", "-", "--until-stdin-closes"),
            *(("--cert", str(cert), "--key", str(key)) if cert and key else ()),
        ]
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"{'https' if self.ca else 'http'}://127.0.0.1:{self.port}"

    @property
    def address(self) -> Address:
        return Address(self.url, self.ca)

    @property
    def running(self) -> bool:
        """Whether it was started and has not been stopped."""
        return self._process is not None

    @property
    def pid(self) -> int:
        return self._running().pid

    def start(self) -> Self:
        """Start and wait until it listens; a second start keeps the port. Raises CityWouldNotStart."""
        command = [*self._command(), "--port", str(self.port), *self._flags]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                env={**os.environ, ADMIN_TOKEN: self.admin_token, "PYTHONUNBUFFERED": "1"},
            )
        try:
            self.port = self._announced()
        except BaseException:
            self.kill()
            raise
        return self

    def _announced(self) -> int:
        said: list[bytes] = []
        out = self._running().stdout
        reading = threading.Thread(
            target=lambda: said.append(out.readline() if out else b""), name="city-announces", daemon=True
        )
        reading.start()
        reading.join(START_SECONDS)
        if not said or not said[0].strip().isdigit():
            tail = self.log.read_text("utf-8", "replace")[-2000:]
            raise CityWouldNotStart(tail or "it said nothing")
        return int(said[0])

    def enrolment_code(self, unit: str, name: str = "", *, hub: bool = False) -> str:
        """Mint a one-time code, as an administrator does beside the running process."""
        command = [*self._command(), "--new-enrolment", unit, "--name", name, *(("--hub",) if hub else ())]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=START_SECONDS)
        return done.stdout.strip()

    def _command(self) -> list[str]:
        return [*_command("serve", self.store, self.practice), *self._role]

    def client(self, token: str = "") -> HttpCity:
        """Return a client of this city, with a counter's token or, without one, the administrator's."""
        return HttpCity(self.address, practice=self.practice, token=token or self.admin_token)

    def stop(self) -> int:
        """End it as an administrator would (SIGTERM) and return its exit status."""
        process = self._running()
        process.terminate()
        return self._ended(process)

    def kill(self) -> None:
        """End it as a power cut would."""
        process = self._running()
        process.kill()
        self._ended(process)

    def pause(self) -> None:
        """Stop it in mid-air (POSIX): connections stay open and nothing answers."""
        self._running().send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Let a paused process go on."""
        self._running().send_signal(signal.SIGCONT)

    def _ended(self, process: subprocess.Popen[bytes]) -> int:
        try:
            status = process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            status = process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()
        self._process = None
        return status

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            raise CityWouldNotStart("it is not running")
        return self._process

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            self.stop()


def _command(verb: str, store: str, practice: bool) -> list[str]:
    """Return the command of this same program: a frozen build is its own interpreter."""
    own = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "counter_app"]
    return [*own, verb, "--store", store, *(("--practice",) if practice else ())]


def main(argv: Sequence[str] | None = None) -> int:
    """Run a practice city until standard input ends; prints its address and one enrolment code."""
    parser = argparse.ArgumentParser(prog="python -m counter_app.practice.city_process", description=main.__doc__)
    parser.add_argument("--store", type=Path, required=True, help="SQLite file of the practice city")
    parser.add_argument("--log", type=Path, required=True, help="file that the city's own messages go to")
    parser.add_argument("--unit", default="31120", help="unit of the enrolment code (default: 31120)")
    args = parser.parse_args(argv)
    with CityProcess(args.store, args.log) as city:
        print(city.url, city.enrolment_code(args.unit), flush=True)
        sys.stdin.read()
    return 0


if __name__ == "__main__":
    sys.exit(main())
