"""What this machine does while something is measured: its load, and what processes use of it (Linux)."""

import os
from pathlib import Path
from typing import Final

_TICKS: Final = os.sysconf("SC_CLK_TCK")
_MINE: Final = slice(11, 13)
_AND_ENDED: Final = slice(11, 15)
"""Fields of /proc/PID/stat behind the name: user and system time, then those of children that ended (proc(5))."""


def load() -> str:
    """Return the machine and its load average of the last minute, to stand beside a figure."""
    return f"{os.cpu_count()} shared cores, load {os.getloadavg()[0]:.1f}"


def cpu_seconds(pid: int) -> float:
    """Return the seconds of CPU that a process, its children and those of them that ended have used."""
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return sum(map(int, fields[_AND_ENDED])) / _TICKS + sum(map(_used, _children(pid)))


def _used(pid: int) -> float:
    try:
        return cpu_seconds(pid)
    except OSError:
        return 0.0  # ended in the meantime; it counts with its parent from now on


def _children(pid: int) -> list[int]:
    return [
        int(child)
        for thread in Path(f"/proc/{pid}/task").iterdir()
        for child in (thread / "children").read_text("ascii").split()
    ]


def memory(pid: int | str = "self", *, peak: bool = False) -> float:
    """Return the resident memory of a process in MB, or the most it had since `forget_peak`."""
    wanted = "VmHWM:" if peak else "VmRSS:"
    for line in Path(f"/proc/{pid}/status").read_text("utf-8").splitlines():
        if line.startswith(wanted):
            return int(line.split()[1]) / 1024
    raise RuntimeError(f"{wanted} is not told here")


def forget_peak() -> None:
    """Let the peak of this process's memory begin at what it has now (proc(5), clear_refs)."""
    Path("/proc/self/clear_refs").write_text("5", "ascii")


def percentile(values: list[float], share: float) -> float:
    """Return the value below which `share` of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0
