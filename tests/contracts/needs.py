"""Programs that a real part needs around it. A machine that must have them all sets COUNTER_RIG=required."""

import os
import shutil

import pytest

PLACES = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/sbin"))
"""Where to look: servers lie in `sbin`, which is not on every account's path."""


def need(*programs: str) -> None:
    """Skip the test, or fail it where nothing may be skipped, when a program is not installed."""
    missing = [program for program in programs if not shutil.which(program, path=PLACES)]
    if not missing:
        return
    message = f"not installed: {', '.join(missing)} (installers/test.sh installs them)"
    if os.environ.get("COUNTER_RIG") == "required":
        pytest.fail(message)
    pytest.skip(message)
