"""`counter-app parcel`: what is unsent on a stick, for the ring above, when the line is dead for days."""

import argparse
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Final

from counter_app.cli.store_flags import add_store_flags, places_of, store_is_there, worded
from counter_app.domain.errors import CounterError, OfficerCanMend
from counter_app.domain.times import VIETNAM
from counter_app.settings import SettingsWrong, load
from counter_app.storage.files import FileFolder
from counter_app.storage.notes import note_of
from counter_app.storage.parcels import PARCEL_KEY
from counter_app.storage.store import Store
from counter_app.sync import parcel
from counter_app.sync.parcel_keys import parcel_key
from counter_app.sync.token import read_token

_EXAMPLES = """\
examples:
  counter-app parcel export /media/stick                  at the counter (or hub): all that is unsent
  counter-app parcel import /media/stick/X.parcel --store city.db --role city     at the city: take it
  counter-app parcel import /media/stick/X.parcel.answer  back at the counter: what the city said to it
  counter-app parcel key --store city.db --role city      the city's key, for --for

Only the ring that it is for can read a parcel, and only this device can have made it. Importing twice changes nothing.
The answer may stay away: the next contact shows the same. Exit status: 0 done, 1 not (nothing was changed).
"""

_WORDS: Final = {
    "parcel_empty": "Nothing is unsent. No parcel was made. There is nothing to carry.",
    "parcel_no_token": "This device is not enrolled. No parcel was made. First: counter-app enrol --city ADDRESS",
    "parcel_no_key": "The ring above has never been heard, so its key is not known. No parcel was made. Ask for it"
    " there (counter-app parcel key) and name it with --for.",
    "parcel_key_wrong": "That is no key of a ring. No parcel was made. It begins with age1: counter-app parcel key",
    "parcel_folder_wrong": "{folder} cannot be written ({reason}). What is unsent is safe. Put the stick in, or name"
    " another folder.",
    "parcel_unreadable": "The file is torn, altered or no parcel. Nothing was changed. Copy it again, or export anew.",
    "parcel_for_another": "The parcel is for another ring. Nothing was changed. Import it at the ring that it is for.",
    "parcel_not_authentic": "The parcel is not from a device that is enrolled here. Nothing was changed. Export it"
    " again at a device that is.",
    "parcel_other_mode": "Practice and real do not mix. Nothing was changed. Import it at a ring of its own mode.",
    "parcel_other_unit": "The parcel names another unit than its device has. Nothing was changed. Enrol it again.",
    "parcel_older": "The parcel was made by a too old release ({release}). Nothing was changed. Update that one.",
    "parcel_newer": "The parcel was made by a newer release ({release}). Nothing was changed. Update this ring first.",
    "answer_unreadable": "The answer is torn or none. Nothing was changed. Import the parcel again for a new one.",
    "answer_not_authentic": "The answer is not to a parcel of this device. Nothing was changed. Import it at its own.",
    "answer_outdated": "The ring has been restored since it answered. Nothing was changed. Export and import anew.",
    "token_unreadable": "The token cannot be read. No parcel was made. Enrol this device again.",
}


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command, its three verbs and their flags."""
    parser = subparsers.add_parser(
        "parcel",
        help="carry what is unsent to the ring above on a stick",
        description="Pack, take and answer encrypted parcels.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    export = verbs.add_parser("export", help="pack all that is unsent")
    export.add_argument("folder", type=Path, metavar="STICK", help="the folder to write the parcel to")
    export.add_argument(
        "--for", dest="key", default="", metavar="KEY", help="the ring's key (default: as it was heard)"
    )
    export.add_argument(
        "--files-mb", type=int, default=parcel.MOST_FILE_BYTES // 10**6, metavar="N", help="most MB of scanned files"
    )
    take = verbs.add_parser("import", help="take a parcel, or the answer to one")
    take.add_argument("file", type=Path, metavar="FILE", help="the .parcel or the .answer")
    key = verbs.add_parser("key", help="print this ring's key")
    for verb in (export, take, key):
        add_store_flags(verb)
        verb.add_argument("--role", choices=("counter", "hub", "city"), default="counter", help="what is here")


def run(args: argparse.Namespace) -> int:
    """Do what the verb says; returns the exit status."""
    if not store_is_there(args):
        print("There is no such store. Nothing was made. Correct --store or --home.", file=sys.stderr)
        return 1
    place = args.store or places_of(args).store
    try:
        with Store.open(place, role=args.role, practice=args.practice, alone=False) as store:
            print({"export": _export, "import": _import, "key": _key}[args.verb](args, store))
    except SettingsWrong as wrong:
        print(f"The settings cannot be read ({wrong.code}). Nothing was changed. Correct them.", file=sys.stderr)
        return 1
    except CounterError as error:
        print(worded(error, _WORDS), file=sys.stderr)
        return 1
    return 0


def _export(args: argparse.Namespace, store: Store) -> str:
    with store.reading() as reading:
        key = args.key or note_of(reading, PARCEL_KEY)
    if not key:
        raise OfficerCanMend("parcel_no_key")
    made = parcel.pack(
        store, _sender(args), key, now=_now(), files=_files(store), most_file_bytes=args.files_mb * 10**6
    )
    path = args.folder / made.name
    _write(path, made.content)
    return (
        f"{path}: {made.events} events and {made.files} files, for the ring above alone. They stay unsent here until "
        "it answers. Next, there: counter-app parcel import FILE"
    )


def _import(args: argparse.Namespace, store: Store) -> str:
    try:
        content = args.file.read_bytes()
    except OSError as error:
        raise OfficerCanMend("parcel_unreadable", reason=type(error).__name__) from error
    if parcel.is_answer(content):
        heard = parcel.hear(store, _sender(args), content, now=_now())
        return f"{heard.delivered} events and {heard.files} files are above now, {heard.refused} were refused."
    done = parcel.take(store, "hub" if args.role == "hub" else "city", content, _files(store), now=_now())
    answer = args.file.with_name(args.file.name + ".answer")
    told = f"{done.stored} events new, {done.known} known before, {done.refused} not taken; {done.files} files new."
    try:
        _write(answer, done.answer)
    except OfficerCanMend:
        return f"{told} The answer could not be written beside the parcel; the next contact will show the same."
    return f"{told} Take back, for who sent it: {answer}"


def _key(args: argparse.Namespace, store: Store) -> str:
    return parcel_key(store)


def _sender(args: argparse.Namespace) -> parcel.Sender:
    places = places_of(args)
    settings = load(places.settings)
    return parcel.Sender(settings.device, settings.unit, read_token(places))


def _files(store: Store) -> FileFolder | None:
    return FileFolder.beside(store.path) if store.path is not None else None


def _write(path: Path, content: bytes) -> None:
    """Write it so that a stick pulled out too early holds the whole file or none of this name."""
    beside = path.with_name(path.name + ".new")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        raise OfficerCanMend("parcel_folder_wrong", folder=path.parent.name, reason=type(error).__name__) from error


def _now() -> datetime:
    return datetime.now(VIETNAM)
