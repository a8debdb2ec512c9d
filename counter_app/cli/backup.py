"""`counter-app backup`: one backup now, beside the running counter, checked after writing."""

import argparse
import sys
from datetime import datetime
from pathlib import Path
from typing import Final

from counter_app.cli.store_flags import add_store_flags, open_store, places_of, store_is_there, worded
from counter_app.domain.errors import CounterError
from counter_app.domain.times import VIETNAM
from counter_app.settings import SettingsWrong, load
from counter_app.usecases.backups import Backups

_EXAMPLES = """\
examples:
  counter-app backup                         into the folder of the settings (backup_folder)
  counter-app backup /media/stick/counter    into this folder
  counter-app --home /srv/hub backup --store /srv/hub/hub.db /media/stick/hub
  counter-app backup --store postgresql://city@db/city /srv/backups    by PostgreSQL's pg_dump

The counter or server may be running. The token is not in a backup; who finds the folder finds people's data in it:
keep it on an encrypted disk or stick. Exit status: 0 made and checked, 1 not made.
"""

BACKUP_WORDS: Final = {
    "backup_folder_wrong": "The folder {folder} cannot be written. The store is safe; no backup was made. Put the stick"
    " in, or name another folder.",
    "backup_disk_full": "The disk of {folder} is full. The store and earlier backups are safe; no backup was made."
    " Make room, or name another folder.",
    "backup_damaged": "What was read back from the folder is not what was written ({part}). The store is safe; this"
    " backup is none. Use another stick or disk.",
    "dump_program_missing": "PostgreSQL's own {program} is not on this machine. The database is safe; no backup was"
    " made. Install PostgreSQL's client programs (Debian: postgresql-client), or run this on the database's machine.",
    "dump_failed": "PostgreSQL's {program} did not do it ({reason}). The database is safe. Use the client programs of"
    " the server's own release, and check address and rights.",
}


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its flags."""
    parser = subparsers.add_parser(
        "backup",
        help="copy store, files and settings to another disk",
        description="Make one backup now and check it. The counter may be running.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_store_flags(parser)
    parser.add_argument("folder", type=Path, nargs="?", metavar="DEST", help="the folder of backups")


class _Now:
    def now(self) -> datetime:
        return datetime.now(VIETNAM)


def run(args: argparse.Namespace) -> int:
    """Make one backup; returns the exit status."""
    places = places_of(args)
    try:
        folder = args.folder or _folder_of_settings(places.settings)
    except SettingsWrong as wrong:
        print(f"The settings cannot be read ({wrong.code}). No backup was made. Name the folder.", file=sys.stderr)
        return 1
    if folder is None:
        print(
            "No folder was named and the settings have no backup_folder. Nothing was made. Name one.", file=sys.stderr
        )
        return 1
    if not store_is_there(args):
        print("There is no such store. Nothing was made. Correct --store or --home.", file=sys.stderr)
        return 1
    try:
        with open_store(args, alone=False) as store:
            home = places.home if store.path is None or not args.store else store.path.parent
            made = Backups(store, home, folder, _Now()).make()
    except CounterError as error:
        print(worded(error, BACKUP_WORDS), file=sys.stderr)
        return 1
    held = made.manifest
    print(
        f"{made.path}: {held.dossiers} dossiers, {held.events} events, {len(held.files)} files "
        f"({made.new_files} new), read back and whole"
    )
    return 0


def _folder_of_settings(path: Path) -> Path | None:
    named = load(path).backup_folder
    return Path(named) if named else None
