"""Which machine this is: an id that the system keeps, hashed, so that a store can tell that it was copied."""

import hashlib
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

_PURPOSE: Final = b"counter-app store of this machine\0"
_LINUX: Final = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))


def machine_mark(read: Callable[[], str] | None = None) -> str:
    """Return the mark of this machine, 32 hexadecimal digits; empty when the system gives it no id.

    The id itself (machine-id of systemd, MachineGuid of Windows, IOPlatformUUID of macOS) is meant to stay on its
    machine (machine-id(5)): a store, which travels in backups, holds only its hash. `read` stands in for the system.
    """
    own = (read or _system_id)().strip().lower()
    if len(own) < 8 or own == "uninitialized":
        return ""
    return hashlib.sha256(_PURPOSE + own.encode()).hexdigest()[:32]


def _first_of(files: Sequence[Path]) -> str:
    for file in files:
        try:
            said = file.read_text("ascii").strip()
        except (OSError, UnicodeDecodeError):
            continue
        if said:
            return said
    return ""


if sys.platform == "win32":

    def _system_id() -> str:
        import winreg

        where = winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography"
        try:
            # A 32-bit Python would look into another part of the registry, which has no such value.
            with winreg.OpenKey(*where, access=winreg.KEY_READ | winreg.KEY_WOW64_64KEY) as key:
                return str(winreg.QueryValueEx(key, "MachineGuid")[0])
        except OSError:
            return ""

elif sys.platform == "darwin":

    def _system_id() -> str:
        import subprocess

        try:
            told = subprocess.run(
                ["/usr/sbin/ioreg", "-rd1", "-c", "IOPlatformExpertDevice"],
                capture_output=True,
                text=True,
                timeout=5,
                check=True,
            ).stdout
        except (OSError, subprocess.SubprocessError):
            return ""
        found = re.search(r'"IOPlatformUUID" = "([0-9A-Fa-f-]+)"', told)
        return found[1] if found else ""

else:

    def _system_id() -> str:
        return _first_of(_LINUX)
