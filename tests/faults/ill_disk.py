"""A disk that is ill for a while under a real process: strace answers chosen system calls in the kernel's place."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest


@dataclass(frozen=True, slots=True)
class Illness:
    """What the disk answers: `error` to each of `calls` on the store's files."""

    calls: str
    error: str


SYNC_FAILS: Final = Illness("fsync,fdatasync", "EIO")
WRITE_FAILS: Final = Illness("pwrite64,write", "EIO")
FULL: Final = Illness("pwrite64,write", "ENOSPC")


def needs_strace() -> None:
    """Skip where no process can be traced; fail where the rig was asked for."""
    if shutil.which("strace") and not subprocess.run(["strace", "-o", os.devnull, "true"], check=False).returncode:
        return
    if os.environ.get("COUNTER_RIG") == "required":
        pytest.fail("strace cannot trace a process here")
    pytest.skip("strace cannot trace a process here")


@contextmanager
def ill_disk(pid: int, store: Path, illness: Illness) -> Iterator[None]:
    """Let the process's disk be ill, where `store` lies, until the end of the body."""
    paths = [argument for name in (store, f"{store}-wal", f"{store}-journal") for argument in ("-P", str(name))]
    rule = ["-e", f"trace={illness.calls}", "-e", f"inject={illness.calls}:error={illness.error}"]
    with _attached(["strace", "-f", "-p", str(pid), *paths, *rule]) as tracing:
        yield
        assert tracing.poll() is None, "the process ended under its ill disk"


@contextmanager
def _attached(command: Sequence[str]) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen([*command, "-o", os.devnull], stderr=subprocess.PIPE) as tracing:
        assert tracing.stderr is not None
        said = tracing.stderr.readline()
        assert b"attached" in said, said
        try:
            yield tracing
        finally:
            tracing.send_signal(signal.SIGINT)
            tracing.wait(30)
            tracing.stderr.read()
