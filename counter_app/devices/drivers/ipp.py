"""Questions to a print system, asked through its own client `ipptool` and read from the property list it writes."""

import os
import plistlib
import subprocess
from collections.abc import Mapping
from pathlib import Path
from xml.parsers.expat import ExpatError

from counter_app.domain.errors import TryLater

_HERE = Path(__file__).resolve().parent


class NotKnown(Exception):
    """The print system answered that it knows no such printer or job."""


def run(command: list[str], *, server: str, seconds: float, data: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    """Run a client of the print system in the C locale against `server` (host:port, or empty).

    Raises `TryLater("print_system_away")` when the client is not installed, `subprocess.TimeoutExpired` when it takes
    longer than `seconds`.
    """
    surroundings = {**os.environ, "LC_ALL": "C"} | ({"CUPS_SERVER": server} if server else {})
    try:
        return subprocess.run(command, input=data, capture_output=True, timeout=seconds, env=surroundings, check=False)
    except FileNotFoundError as fault:
        raise TryLater("print_system_away", client=command[0]) from fault


def ask(question: str, uri: str, *, seconds: float) -> Mapping[str, object]:
    """Ask `question` (a request file beside this one) about `uri` and return the answer's attributes.

    A single value is itself, several are a list. Raises `NotKnown`, or `TryLater("print_system_away")` when nobody
    answers within `seconds`.
    """
    command = ["ipptool", "-T", f"{seconds:.0f}", "-X", uri, str(_HERE / question)]
    try:
        done = run(command, server="", seconds=seconds + 2)
        test = plistlib.loads(done.stdout)["Tests"][0]
    except (subprocess.TimeoutExpired, plistlib.InvalidFileException, ExpatError, LookupError, ValueError) as fault:
        raise TryLater("print_system_away", uri=uri) from fault
    if test.get("StatusCode") == "client-error-not-found":
        raise NotKnown(uri)
    if not test.get("Successful"):
        raise TryLater("print_system_away", uri=uri)
    found: dict[str, object] = {}
    for group in test.get("ResponseAttributes", []):
        found.update(group)
    return found


def keywords(attributes: Mapping[str, object], *names: str) -> tuple[str, ...]:
    """Return the keyword values of `names` together, whether single, several or absent; `none` is left out."""
    values: list[str] = []
    for name in names:
        value = attributes.get(name, [])
        values += [str(one) for one in value] if isinstance(value, list) else [str(value)]
    return tuple(value for value in values if value != "none")
