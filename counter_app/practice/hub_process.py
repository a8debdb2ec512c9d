"""A real hub as a process of its own on loopback, enrolled at a city as an administrator would enrol it."""

from pathlib import Path

from counter_app.cli.enrol import enrol
from counter_app.practice.city_process import CityProcess
from counter_app.settings import Places, Settings


class HubProcess(CityProcess):
    """A `counter-app serve --role hub` process below `city`, for one unit.

    `folder` holds its settings, token and, unless `store` names a postgresql:// address, its store. A folder that was
    enrolled before is not enrolled again.
    """

    def __init__(
        self,
        folder: Path,
        city: CityProcess,
        unit: str,
        *,
        address: str = "",
        store: str = "",
        workers: int = 1,
        port: int = 0,
        cert: Path | None = None,
        key: Path | None = None,
        ca: Path | None = None,
    ) -> None:
        """`address` is where the hub reaches the city when that is not the city's own (a line that can be cut)."""
        self.places = Places.of(practice=city.practice, home=folder)
        super().__init__(
            store or self.places.home / "hub.db",
            folder / "hub.log",
            practice=city.practice,
            port=port,
            cert=cert,
            key=key,
            ca=ca,
            workers=workers,
            hub_home=folder,
        )
        folder.mkdir(parents=True, exist_ok=True)
        if not self.places.settings.exists():
            code = city.enrolment_code(unit, hub=True)
            named = Settings(device_name="Máy chủ bộ phận")
            enrol(self.places, named, address or city.url, code, city.ca, practice=city.practice)
