"""`counter-app check`: versions, store, devices and what is unsent, for an administrator at the door."""

import argparse
import shutil
import sys
from collections.abc import Iterator
from datetime import datetime

from sqlcipher3 import dbapi2

from counter_app import __version__
from counter_app.cli.store_flags import add_store_flags, open_store, places_of, store_is_there, worded
from counter_app.devices.named import Use, ask_reader, printer_of
from counter_app.devices.printer import HealthLevel
from counter_app.devices.reader import ReaderLevel
from counter_app.domain.errors import CounterError
from counter_app.domain.times import VIETNAM
from counter_app.settings import Places, Settings, SettingsWrong, load
from counter_app.storage import catalogue, clones, dossiers, outbox
from counter_app.storage.events import broken_links
from counter_app.storage.transaction import Reading
from counter_app.usecases.backups import state_of

_EXAMPLES = """\
examples:
  counter-app check
  counter-app check --practice
  counter-app check --store counter.db

Exit status: 0 all is well, 1 something needs a person (its line begins with "!").
"""
_LOW_DISK_MB = 2048
_READER_WORDS = {
    "reader_ready": "present",
    "reader_missing": "absent: plug it in, or correct the entry in the settings file",
    "reader_busy": "busy: the open counter or another program uses it, or this user has no right to the port",
}


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its flags."""
    parser = subparsers.add_parser(
        "check",
        help="say how this counter is",
        description="Say versions, store, settings and what is unsent. Changes nothing; may run beside the counter.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_store_flags(parser)


def run(args: argparse.Namespace) -> int:
    """Print one line a fact; return 1 when one of them needs a person."""
    lines = list(_all(args))
    for line in lines:
        print(line)
    return 1 if any(line.startswith("!") for line in lines) else 0


def _all(args: argparse.Namespace) -> Iterator[str]:
    yield f"  counter-app {__version__}, Python {sys.version.split()[0]}, SQLite {dbapi2.sqlite_version}"
    places = places_of(args)
    try:
        settings = load(places.settings)
    except SettingsWrong as wrong:
        settings = Settings()
        where = f"{wrong.path.name} {wrong.where}".strip()
        yield f"! settings: {wrong.code} ({where}). The file was left as it is. Correct it by hand."
    yield from _settings(settings)
    yield from _printers(settings, places)
    if not store_is_there(args):
        yield "! store: there is none yet; it is made when the counter is first opened"
        return
    try:
        with open_store(args, alone=False) as store, store.reading() as reading:
            yield f"  store: {store.place}, epoch {store.epoch}{', practice' if store.practice else ''}"
            yield from _store(reading)
    except CounterError as error:
        yield f"! store: {worded(error, {})}"
        return
    free = shutil.disk_usage(places.store.parent if not args.store else ".").free // 1024**2
    yield f"{'!' if free < _LOW_DISK_MB else ' '} disk: {free:,} MB free"


def _settings(settings: Settings) -> Iterator[str]:
    ready = settings.device and settings.unit and settings.electronic_code
    if ready:
        yield f"  counter: {settings.device_name}, slot {settings.slot}"
        yield f"  office: unit {settings.unit}, codes {settings.electronic_code}"
    else:
        yield "! counter: not set up; run: counter-app enrol --city ADDRESS"
    yield _reader(settings.reader)


def _reader(where: str) -> str:
    """Ask the reader; one that the open counter holds is busy, and one that types like a keyboard cannot be asked."""
    said = ask_reader(where)
    if said is None:
        return f"  reader: {where or 'none'}, cannot be asked: scan something at the counter to try it"
    told = _READER_WORDS.get(said.code, said.code)
    return f"{' ' if said.level is ReaderLevel.READY else '!'} reader: {where}, {told}"


def _printers(settings: Settings, places: Places) -> Iterator[str]:
    """Ask each printer how it is; one that only Qt reaches needs the counter's own window for that."""
    named: tuple[tuple[str, Use, str], ...] = (
        ("printer", "receipts", settings.printer),
        ("label printer", "labels", settings.label_printer),
        ("slip printer", "slips", settings.slip_printer),
    )
    for name, use, where in named:
        if where.startswith("qt:") or not where:
            yield f"  {name}: {where or 'none'}"
            continue
        try:
            printer = printer_of(where, use, places.papers)
        except CounterError:
            yield f"! {name}: {where} names no printer. Correct the entry in the settings file."
            continue
        health = printer.health() if printer else None
        if health is not None:
            ready = health.level is HealthLevel.READY
            told = "ready" if ready else ", ".join(str(reason) for reason in health.reasons)
            yield f"{' ' if ready else '!'} {name}: {where}, {told}"


def _store(reading: Reading) -> Iterator[str]:
    yield f"  dossiers: {dossiers.count(reading):,}"
    yield f"  procedures: {len(catalogue.versions(reading)):,} versions"
    broken = broken_links(reading)
    if broken:
        yield f"! seals: {len(broken)} events do not hold; keep this file and call support"
    else:
        yield "  seals: every event holds"
    yield from _copies(reading)
    state = outbox.state(reading)
    age = f", oldest {_hours(state.oldest)} h" if state.oldest else ""
    yield f"{'!' if state.parked else ' '} unsent: {state.waiting} waiting, {state.parked} parked{age}"
    answered = f"{state.answered_at:%H:%M %d/%m/%Y}" if state.answered_at else "never"
    yield f"  city answered: {answered}{', then: ' + state.error if state.error else ''}"


def _copies(reading: Reading) -> Iterator[str]:
    renewal, kept = clones.renewal(reading), state_of(reading)
    if renewal is not None:
        yield f"  epoch began {renewal.at:%H:%M %d/%m/%Y}: {renewal.reason}"
    if not clones.marked(reading):
        yield "! machine: this system gives no id; a copy of the store is noticed by the ring above only"
    if kept.made_at is None and not kept.trouble:
        yield "  backup: none yet; name backup_folder in the settings, or run: counter-app backup FOLDER"
        return
    at = f"{kept.made_at:%H:%M %d/%m/%Y}" if kept.made_at else "never"
    late = kept.late(datetime.now(VIETNAM)) or bool(kept.trouble)
    yield f"{'!' if late else ' '} backup: {at}{', then: ' + kept.trouble if kept.trouble else ''}"


def _hours(moment: datetime) -> str:
    return f"{(datetime.now(VIETNAM) - moment).total_seconds() / 3600:.1f}"
