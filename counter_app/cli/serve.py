"""`counter-app serve`: the city as a process, and the one-time codes by which counters are let in."""

import argparse
import ipaddress
import os
import signal
import ssl
import sys
from datetime import datetime
from pathlib import Path
from typing import Final, Literal

import uvicorn

from counter_app.cli.listening import end, let_open, listen, serve_alone, serve_by_workers
from counter_app.cli.store_flags import add_store_flag
from counter_app.domain.errors import CounterError
from counter_app.domain.times import VIETNAM
from counter_app.settings import Places, SettingsWrong, load
from counter_app.storage import enrolments
from counter_app.storage.store import Store
from counter_app.sync.city_environment import ADMIN_TOKEN, APP, HTTP, CityEnvironment
from counter_app.sync.codes import new_code
from counter_app.usecases.offices import units

KEEP_ALIVE_SECONDS: Final = 75
"""Longer than a counter's pause between two calls, so that a kept connection is not dead when it is used."""
GRACE_SECONDS: Final = 10
MOST_CONNECTIONS: Final = 16_000
"""Each counter keeps up to half a dozen open, and one of them waits for news: a bound for the memory, not for the
work (that is `server.load`)."""

_EXAMPLES = f"""\
examples:
  counter-app serve --store city.db --new-enrolment 31120    print a one-time code for a counter of unit 31120
  counter-app serve --store city.db                          serve on 127.0.0.1:8470
  counter-app serve --store postgresql://city@db/city --host 0.0.0.0 --cert city.pem --key city.key --workers 2
  counter-app serve --store-file city.address                the address from a file, for one with a password
  counter-app serve --store city.db --revoke DEVICE          take back a counter's token

Whoever may list processes can read an address after --store: a database's password belongs into ~/.pgpass (or the file
that PGPASSFILE names), or with the whole address into a file for --store-file.
The administrator's token for /sync/v1/state is read from the environment: {ADMIN_TOKEN}.
"""

_WORDS: Final = {
    "store_in_use": "Another process serves this store. Nothing was changed. Stop it first, or name another --store.",
    "store_locked": "Another program keeps the store locked. Nothing was changed. Close it and start again.",
    "store_away": "The database does not answer. Nothing was changed. Start it, or correct the address after --store.",
    "store_kind_mismatch": "The store is of the other mode. Nothing was changed. Add or drop --practice, or name"
    " another --store.",
    "store_newer": "The store was made by a newer release. Nothing was changed. Update counter-app.",
    "store_unreadable": "The store cannot be read. Nothing was changed. Check path and permissions, or restore it.",
    "disk_full": "The disk is full. What was stored is safe. Make room and start again.",
}


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its flags."""
    parser = subparsers.add_parser(
        "serve",
        help="be the city for the counters below",
        description="Serve the city's store to its counters; mint and take back what lets them in.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--role", choices=("city", "hub"), default="city", help="which ring to be (default: city)")
    add_store_flag(parser, "SQLite file or postgresql:// address without a password (default: city.db)")
    parser.add_argument("--files", type=Path, metavar="DIR", help="where papers are kept (default: beside the store)")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8470, help="port to listen on, 0 for a free one (default: 8470)")
    parser.add_argument("--cert", type=Path, metavar="PEM", help="certificate chain; turns TLS on")
    parser.add_argument("--key", type=Path, metavar="PEM", help="private key of the certificate")
    parser.add_argument("--insecure", action="store_true", help="with --practice: without a certificate on any --host")
    parser.add_argument("--workers", type=int, default=1, metavar="N", help="processes (PostgreSQL only)")
    parser.add_argument(
        "--practice", action="store_true", default=argparse.SUPPRESS, help="be a practice city; real counters refuse it"
    )
    parser.add_argument("--home", type=Path, default=argparse.SUPPRESS, metavar="DIR", help="where city.db lies")
    parser.add_argument("--announce-port", type=Path, metavar="FILE", help="write the port there (-: standard output)")
    parser.add_argument("--until-stdin-closes", action="store_true", help="end when standard input ends")
    parser.add_argument("--new-enrolment", metavar="UNIT", help="print a one-time code for a counter of UNIT, and end")
    parser.add_argument("--name", default="", metavar="NAME", help="the counter's name, with --new-enrolment")
    parser.add_argument("--hub", action="store_true", help="with --new-enrolment: the code is for the unit's hub")
    parser.add_argument("--revoke", metavar="DEVICE", help="take back the token of DEVICE, and end")


def run(args: argparse.Namespace) -> int:
    """Do what the flags say; returns the exit status (2 for wrong flags, 1 for anything else that stopped it)."""
    practice = bool(args.practice)
    store = args.store or str(Places.of(practice=practice, home=args.home).home / f"{args.role}.db")
    wrong = _wrong_flags(args, store)
    if wrong:
        print(f"counter-app serve: {wrong}", file=sys.stderr)
        return 2
    try:
        if args.new_enrolment:
            return _mint(args, store, practice)
        if args.revoke:
            return _revoke(store, practice, args.role, args.revoke)
        return _serve(args, store, practice)
    except CounterError as error:
        words = _WORDS.get(error.code, "It could not start. Nothing was changed. Keep this line for support.")
        print(f"counter-app serve: {error.code}: {words}", file=sys.stderr)
        return 1


def _wrong_flags(args: argparse.Namespace, store: str) -> str:
    if not 0 <= args.port < 2**16:
        return "--port must be from 0 to 65535. Nothing was started."
    if args.workers < 1:
        return "--workers must be at least 1."
    if args.workers > 1 and "://" not in store:
        return "--workers needs PostgreSQL: a SQLite store is written by one process. Name a postgresql:// --store."
    if args.new_enrolment and not (len(args.new_enrolment) == 5 and args.new_enrolment.isdecimal()):
        return "--new-enrolment needs the unit's five digits, for example 31120."
    if args.new_enrolment and units().by_code(args.new_enrolment) is None:
        return f"{args.new_enrolment} is no unit of this city. No code was made. Check the five digits."
    return _wrong_hub(args) or _wrong_certificate(args.cert, args.key) or _open_host(args)


def _open_host(args: argparse.Namespace) -> str:
    """Say what is wrong when others would be served without encryption: people's data and tokens could be read."""
    if args.cert is not None or _is_here(args.host) or (args.insecure and args.practice):
        return ""
    if args.insecure:
        return "--insecure is for --practice only. Nothing was started. Name --cert and --key."
    return (
        f"On {args.host} everybody on the network could read what comes, for there is no certificate. Nothing was "
        "started. Name --cert and --key, or add --practice --insecure in a closed network."
    )


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _wrong_certificate(cert: Path | None, key: Path | None) -> str:
    if cert is None and key is None:
        return ""
    if cert is None or key is None:
        return "--cert and --key go together."
    missing = next((path for path in (cert, key) if not path.is_file()), None)
    if missing is not None:
        return f"{missing} is not there. Nothing was started. Name the file that holds the certificate or key."
    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(cert, key)
    except OSError:  # ssl.SSLError is one
        return f"{cert} and {key} are no certificate with its key. Nothing was started. Name PEM files that belong."
    return ""


def _mint(args: argparse.Namespace, store: str, practice: bool) -> int:
    kind: enrolments.Kind = "hub" if args.hub else "counter"
    with Store.open(store, role=args.role, practice=practice, alone=False) as opened:
        if args.role == "hub":
            settings = load(Places.of(practice=practice, home=args.home).settings)
            with opened.transaction() as tx:
                enrolments.keep_range(tx, settings.slot, settings.slots)
        code = new_code(opened, args.new_enrolment, args.name, datetime.now(VIETNAM), kind)
    print(code)
    print(f"Good once, for 24 hours; the {kind} asks for it: counter-app enrol --city URL", file=sys.stderr)
    return 0


def _revoke(store: str, practice: bool, role: Literal["hub", "city"], device: str) -> int:
    with Store.open(store, role=role, practice=practice, alone=False) as opened, opened.transaction() as tx:
        done = enrolments.revoke(tx, device, datetime.now(VIETNAM))
    print("taken back" if done else "no such device, or taken back before", file=sys.stderr)
    return 0 if done else 1


def _wrong_hub(args: argparse.Namespace) -> str:
    """Return what keeps the home from being a hub's, empty when nothing does."""
    if args.role != "hub":
        return ""
    if args.hub:
        return "A hub lets in counters only. No code was made. Drop --hub, or mint the code at the city."
    try:
        settings = load(Places.of(practice=args.practice, home=args.home).settings)
    except SettingsWrong as error:
        return f"{error}. Nothing was started. Mend or remove the settings file."
    if not (settings.city and settings.device):
        return "This hub is not enrolled. Nothing was started. First: counter-app enrol --home DIR --city URL"
    if args.new_enrolment and args.new_enrolment != settings.unit:
        return f"This hub is of unit {settings.unit}. No code was made. Name that unit."
    return ""


def _files(args: argparse.Namespace, store: str, practice: bool) -> str:
    """Return the folder of files; empty for the one beside a SQLite store."""
    if args.files:
        return str(args.files.resolve())
    return str(Places.of(practice=practice, home=args.home).home / f"{args.role}.files") if "://" in store else ""


def _serve(args: argparse.Namespace, store: str, practice: bool) -> int:
    hub_home = str(Places.of(practice=practice, home=args.home).home) if args.role == "hub" else ""
    CityEnvironment(store, practice, os.environ.get(ADMIN_TOKEN, ""), hub_home, _files(args, store, practice)).put()
    config = uvicorn.Config(
        APP,
        factory=True,
        host=args.host,
        port=args.port,
        workers=args.workers,
        ssl_certfile=args.cert,
        ssl_keyfile=args.key,
        http=HTTP,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=GRACE_SECONDS,
        limit_concurrency=MOST_CONNECTIONS,
        access_log=False,
        server_header=False,
        log_level="info",
    )
    let_open(MOST_CONNECTIONS)
    listening = listen(args.host, args.port)
    if listening is None:
        print(
            f"counter-app serve: port_in_use: Port {args.port} on {args.host} cannot be had. Nothing was changed. "
            "Stop what uses it, or name another --port (0 for a free one).",
            file=sys.stderr,
        )
        return 1
    signal.signal(signal.SIGTERM, end)
    with listening:
        # A hub on a database always has a process of its own that carries up what the workers take.
        alone = args.workers == 1 and not (hub_home and "://" in store)
        return serve_alone(config, listening, args) if alone else serve_by_workers(config, listening, args)
