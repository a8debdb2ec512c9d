"""How a city process and its workers are told what to serve: by the environment, which no process list shows."""

import os
from dataclasses import dataclass
from typing import Final

APP: Final = "counter_app.server.factory:city"
"""What uvicorn loads, by name: worker processes make their own application."""

HTTP: Final = "counter_app.server.heads:HeadInTime"
"""The connection's protocol, by name as well."""

ADMIN_TOKEN: Final = "COUNTER_CITY_ADMIN_TOKEN"  # noqa: S105 - the variable's name
_STORE: Final = "COUNTER_CITY_STORE"
_PRACTICE: Final = "COUNTER_CITY_PRACTICE"
_FILES: Final = "COUNTER_CITY_FILES"
_HUB_HOME: Final = "COUNTER_HUB_HOME"


@dataclass(frozen=True, slots=True)
class CityEnvironment:
    """The store (a path or a postgresql:// address), the mode, and the administrator's token (empty: none).

    `hub_home` is the folder of a hub's settings and token; empty for a city. `files` is the folder of files; empty:
    beside a SQLite store.
    """

    store: str
    practice: bool
    admin_token: str = ""
    hub_home: str = ""
    files: str = ""

    def put(self) -> None:
        """Write it into this process's environment; the administrator's token is there already or not at all."""
        os.environ[_STORE] = self.store
        os.environ[_PRACTICE] = "1" if self.practice else "0"
        os.environ[_FILES] = self.files
        os.environ[_HUB_HOME] = self.hub_home

    @classmethod
    def read(cls) -> "CityEnvironment":
        """Return what `put` wrote; raises KeyError when there is nothing."""
        return cls(
            os.environ[_STORE],
            os.environ[_PRACTICE] == "1",
            os.environ.get(ADMIN_TOKEN, ""),
            os.environ.get(_HUB_HOME, ""),
            os.environ.get(_FILES, ""),
        )
