"""`counter-app restore`: a counter, hub or city back from a backup, into an empty place."""

import argparse
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from counter_app.cli.store_flags import add_store_flag, worded
from counter_app.domain.errors import CounterError
from counter_app.domain.times import VIETNAM
from counter_app.settings import SETTINGS_NAME, Places, Settings, SettingsWrong, load
from counter_app.storage import backup
from counter_app.storage.clones import Block
from counter_app.storage.manifest import read_manifest
from counter_app.storage.restore import Restored, restore, restore_database

_EXAMPLES = """\
examples:
  counter-app restore /media/stick/counter                          the newest backup, as this user's counter
  counter-app --home /srv/hub restore /media/stick/hub              a hub
  counter-app restore /media/stick/counter/000042-20261123T081500   a certain one
  counter-app restore /srv/backups --store postgresql://city@db/new a city, into an empty database

The place must be empty: nothing is ever overwritten. The restored store has a new epoch and gives out none of the
numbers that it may have given out before. The token is not in a backup: enrol once more.

Exit status: 0 restored, 1 not.
"""

_WORDS: Final = {
    "backup_missing": "There is no whole backup in {folder}. Nothing was made. Name the folder that holds backups.",
    "backup_damaged": "The backup {backup} is damaged ({part}). Nothing was made. Name an older one beside it.",
    "backup_newer": "The backup was made by a newer release ({release}). Nothing was made. Install that release.",
    "home_not_empty": "{folder} is not empty. Nothing was changed in it. Name an empty place with --home.",
    "home_not_writable": "{folder} cannot be written. Nothing was restored. Name another place with --home.",
    "database_not_empty": "The database holds tables. Nothing was changed in it. Name an empty database.",
    "backup_needs_database": "The backup is of a PostgreSQL database. Nothing was made. Name an empty one: --store"
    " postgresql://…",
    "backup_not_of_database": "The backup is of a store in a file. Nothing was made. Leave --store out.",
    "dump_program_missing": "PostgreSQL's own {program} is not on this machine. Nothing was made. Install PostgreSQL's"
    " client programs (Debian: postgresql-client), or run this on the database's machine.",
    "dump_failed": "PostgreSQL's {program} did not do it ({reason}). The backup is safe. Use the client programs of"
    " the server's own release, and check address and rights.",
}


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its flags."""
    parser = subparsers.add_parser(
        "restore",
        help="bring a counter, hub or city back from a backup",
        description="Bring the newest backup of a folder (or a certain one) back into an empty place.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("source", type=Path, metavar="FROM", help="the folder of backups, or one backup in it")
    parser.add_argument("--home", type=Path, default=argparse.SUPPRESS, metavar="DIR", help="the empty place")
    parser.add_argument(
        "--practice", action="store_true", default=argparse.SUPPRESS, help="a practice counter's backup"
    )
    add_store_flag(parser, "an empty PostgreSQL database, for the backup of one")


def run(args: argparse.Namespace) -> int:
    """Restore; returns the exit status."""
    places = Places.of(practice=args.practice, home=args.home)
    now = datetime.now(VIETNAM)
    try:
        if args.store:
            done = restore_database(args.source, args.store, None, role="city", now=now)
        else:
            manifest = read_manifest(backup.newest(args.source))
            if manifest.practice != args.practice:
                print("The backup is of the other mode. Nothing was made. Add or drop --practice.", file=sys.stderr)
                return 1
            done = restore(args.source, places.home, role="counter", now=now, blocks=_blocks)
    except CounterError as error:
        print(worded(error, _WORDS), file=sys.stderr)
        return 1
    for line in _told(done, places, now, database=bool(args.store)):
        print(line)
    return 0


def _blocks(home: Path) -> Sequence[Block]:
    """Return the numbers that the restored settings give out without asking; spoilt settings name none."""
    try:
        settings = load(home / SETTINGS_NAME)
    except SettingsWrong:
        return ()
    return [(settings.electronic_code, settings.slot + n) for n in range(max(1, settings.slots))]


def _told(done: Restored, places: Places, now: datetime, *, database: bool) -> Sequence[str]:
    """Return the three parts: what happened, what is safe, what to do now."""
    held = done.manifest
    upto = _moment(held.newest_at) if held.newest_at else "the beginning"
    what = (
        f"Restored: {held.dossiers} dossiers and {len(held.files)} files up to {upto}, "
        f"from the backup of {_moment(held.made_at)} ({done.backup.name})."
    )
    safe = (
        "Safe: nothing was overwritten. What the ring above had comes back from it by itself; what only the lost "
        "machine had after that moment is on the papers it printed. Numbers of today and tomorrow that may have been "
        "printed are closed."
    )
    if database:
        return [what, safe, "Now: start the servers on this database; the rings below offer everything again."]
    settings = _settings(places)
    ring = settings.city if settings else ""
    if not ring:
        return [
            what,
            safe,
            f"Now: to register before {_free_day(now)}, give it a slot that no counter of the office ever had (slot"
            " in counter.toml), or enrol it at a ring above (counter-app enrol); then start counter-app.",
        ]
    return [
        what,
        safe,
        f"Now: ask whoever runs the ring above for a one-time code, then: counter-app enrol --city {ring} --code CODE",
    ]


def _settings(places: Places) -> Settings | None:
    try:
        return load(places.settings)
    except SettingsWrong:
        return None


def _free_day(now: datetime) -> str:
    """Return the first day of which nothing can have been printed: neither today nor, by a lease, tomorrow."""
    return f"{now.date() + timedelta(days=2):%d/%m/%Y}"


def _moment(iso: str) -> str:
    return f"{datetime.fromisoformat(iso):%H:%M %d/%m/%Y}"
