"""Pictures of a counter below a real hub and city: what is where, what disagrees, what was refused, and works alone."""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from counter_app.bootstrap.window import CounterWindow
from counter_app.cli.enrol import enrol
from counter_app.practice.city_process import CityProcess
from counter_app.practice.hands import wait_until
from counter_app.practice.hub_process import HubProcess
from counter_app.practice.other_counter import OtherCounter
from counter_app.practice.play import city_of, first_settings, places_below
from counter_app.practice.seed import seed
from counter_app.settings import load
from counter_app.storage import sending
from counter_app.storage.sending import NotTaken
from counter_app.storage.store import Store
from counter_app.ui.app import application
from counter_app.usecases.desk import Desk

AT_CITY: Final = 6
AT_OFFICE: Final = 4
AT_COUNTER: Final = 3
REFUSED: Final = "code_taken: Another dossier has this code."

Grab = Callable[[CounterWindow, str], None]


def picture_rings(size: tuple[int, int], look: str, language: str, grab: Grab) -> None:
    """Walk a counter through its rings and let `grab` take each page under the name it is given."""
    with tempfile.TemporaryDirectory(prefix="counter-rings-") as folder:
        home = Path(folder)
        with city_of(places_below(home)) as city, HubProcess(home / "hub", city, first_settings().unit) as hub:
            places = places_below(home / "counter")
            first = replace(first_settings(), theme=look, language=language)
            enrol(places, first, hub.url, hub.enrolment_code(first.unit, first.device_name), None, practice=True)
            window = CounterWindow(application(), places, load(places.settings), practice=True)
            try:
                window.screen.resize(*size)
                window.open()
                wait_until(lambda: window.screen.desk is not None, "the counter is open")
                _walk(window, city, hub, grab)
            finally:
                window.close()


def _walk(window: CounterWindow, city: CityProcess, hub: HubProcess, grab: Grab) -> None:
    counter, screen = window.counter, window.screen
    if counter is None:
        raise RuntimeError("the counter is not open")
    desk = counter.desk
    seed(desk, AT_CITY)
    wait_until(lambda: desk.sync().light == "green", "the city has all")
    wait_until(lambda: screen.strip.light == "green", "the strip says so")
    grab(window, "below-hub")
    city.stop()
    seed(desk, AT_OFFICE, 170)
    wait_until(lambda: desk.sync().unsent == 0 and desk.sync().at_office > 0, "the office has all")
    disagree(desk, counter.store)
    for page in ("dossiers", "conflicts"):
        screen.go(page)
        grab(window, f"{page}-office")
    newest = desk.page(None, AT_OFFICE)[0]
    screen.open_dossier(newest.id)
    grab(window, "dossier-office")
    desk.begin_outage("printer", 5)
    screen.go("devices")
    grab(window, "devices-rehearsal")
    desk.end_outage()
    hub.stop()
    seed(desk, AT_COUNTER, 290)
    wait_until(lambda: desk.sync().alone, "the counter works alone")
    wait_until(lambda: str(AT_COUNTER) in screen.strip.text.whole, "the strip says so")
    refuse_first(counter.store, desk.now())
    for page in ("outbox", "dossiers"):
        screen.go(page)
        grab(window, f"{page}-alone")
    screen.go("intake")
    grab(window, "intake-alone")


def disagree(desk: Desk, store: Store) -> None:
    """Let two officers change the telephone of one dossier and the due date of another unseen."""
    phone, due = (row.id for row in desk.page(None, AT_CITY + AT_OFFICE)[-2:])
    other = OtherCounter(store, "quay-hai", "Trần Thị Bên Kia", desk.now())
    applicant = dict(other.field_of(phone, "applicant"))
    desk.correct(phone, {"applicant": {**applicant, "phone": "0911222333"}}, "đọc lại số trên đơn")
    other.correct(phone, {"applicant": {**applicant, "phone": "0911222338"}}, "người nộp gọi điện báo")
    date = dict(other.field_of(due, "due"))
    if date.get("at"):
        desk.correct(due, {"due": {**date, "at": "2026-12-01T16:30:00+07:00"}}, "hẹn lại với người nộp")
        other.correct(due, {"due": {**date, "at": "2026-12-08T16:30:00+07:00"}}, "chờ xác minh")


def refuse_first(store: Store, now: datetime) -> None:
    """Set the first event that waits aside, as if the ring above had another dossier of its code."""
    with store.transaction() as tx:
        first = sending.due(tx, now + timedelta(days=1), limit=1, most_bytes=1)
        sending.not_taken(tx, [NotTaken(event.seq, REFUSED, None) for event in first])
