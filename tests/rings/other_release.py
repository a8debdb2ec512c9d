"""A ring as a real process of another release: it speaks other protocols, all else is this release.

`python -m tests.rings.other_release FIRST,LAST,PUSHES serve …`
"""

import os
import sys

from fastapi import FastAPI

from counter_app.__main__ import main
from counter_app.cli import serve
from counter_app.practice.city_process import CityProcess
from counter_app.practice.hub_process import HubProcess
from counter_app.server import factory
from counter_app.sync.protocols import Protocols

_SPOKEN = "TEST_RING_SPEAKS"


def city() -> FastAPI:
    """What uvicorn loads, by name, in place of the product's own."""
    first, last, pushes = map(int, os.environ[_SPOKEN].split(","))
    return factory.city(Protocols(first, last, pushes))


class OtherRelease(CityProcess):
    """A stopped ring of another release: on its store, its port and, of a hub, its home."""

    def __init__(self, before: CityProcess, spoken: Protocols) -> None:
        home = before.places.home.parent if isinstance(before, HubProcess) else None
        super().__init__(before.store, before.log, practice=before.practice, port=before.port, hub_home=home)
        self.admin_token = before.admin_token
        self._spoken = spoken

    def _command(self) -> list[str]:
        python, _module, _ours, *rest = super()._command()
        said = f"{self._spoken.first},{self._spoken.last},{self._spoken.pushes}"
        return [python, "-m", "tests.rings.other_release", said, *rest]


if __name__ == "__main__":
    os.environ[_SPOKEN] = sys.argv[1]
    vars(serve)["APP"] = "tests.rings.other_release:city"
    sys.exit(main(sys.argv[2:]))
