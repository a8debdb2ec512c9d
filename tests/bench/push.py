"""Push of 10,000 dossiers to the city: our courier and server ÷ the same bytes and rows without models and fold.

    python tests/bench/push.py [--dossiers 10000] [--batch 100] [--rounds 3] [--only sqlite|postgresql]

Dossiers are registered once by the real desk with the shipped catalogue and invented citizens. Each round sends all of
them twice, in turn, to fresh stores over loopback: by the floor (raw driver, json, gzip, requests, floor_city.py; it
reads the outbox and marks it delivered) and by our courier to `counter-app serve`. Both answer durably.
"""

import argparse
import gzip
import itertools
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import requests

sys.path.insert(0, str(Path(__file__).parents[2]))

from counter_app.bootstrap.counter import start_counter
from counter_app.devices.clock import SystemClock
from counter_app.domain.draft import Draft, GivenPaper
from counter_app.domain.person import Applicant
from counter_app.domain.scan import CardScan, read
from counter_app.practice.city_process import CityProcess
from counter_app.practice.people import citizens
from counter_app.settings import Places, Settings
from counter_app.storage import outbox
from counter_app.storage.store import Store
from counter_app.sync import wire
from counter_app.sync.city import HttpCity
from counter_app.sync.courier import Courier
from counter_app.usecases.catalogue_files import shipped_catalogue
from tests.postgres_rig import Cluster, programs

UNIT = "31120"
SELECT = (
    "SELECT o.seq, e.id, e.dossier, e.unit, e.device, e.epoch, e.device_seq, e.kind, e.schema, e.at, e.offset_ms, "
    "e.officer, e.payload, e.prev_hash, e.hash, e.based_on FROM outbox o JOIN event e ON e.seq = o.seq "
    "WHERE o.state = 'waiting' AND o.state <> 'delivered' ORDER BY o.seq LIMIT ?"
)
MARK = (
    "UPDATE outbox SET state = 'delivered', attempts = attempts + 1, next_try = NULL, last_answer = ?, "
    "delivered_at = ?, ring_epoch = 'floor' WHERE seq = ?"
)


def fill(home: Path, device: str, wanted: int) -> Places:
    """Register `wanted` dossiers at the real desk."""
    places = Places.of(practice=True, home=home)
    settings = Settings(
        device=device, slot=10, officer="Lê Thị Thử", unit=UNIT, electronic_code="H13.35.07", printer="folder:"
    )
    counter = start_counter(places, settings, lambda kinds: None, practice=True)
    today = SystemClock().now().date()
    codes = [procedure.code for procedure in shipped_catalogue().on(today)]
    people = itertools.cycle(itertools.islice(citizens(7), 5000))
    for number, citizen in zip(range(wanted), people, strict=False):
        scan = read(citizen.card)
        procedure = counter.desk.procedure(codes[number * 7 % len(codes)])
        if not isinstance(scan, CardScan) or procedure is None:
            raise RuntimeError("the seed does not fit the catalogue")
        papers = tuple(replace(GivenPaper.expected(line), given=True) for line in procedure.checklist)
        who = replace(scan.card.person(), phone=citizen.phone)
        copies = f"{number % 4 + 1}*{number % 3 + 1}" if procedure.copies else ""
        counter.desk.register(Draft(procedure=procedure, applicant=Applicant(who), papers=papers, copies=copies))
    counter.close()
    return places


def reset(places: Places) -> None:
    """Let everything wait again."""
    with Store.open(places.store, practice=True) as store:
        with store.transaction() as tx:
            tx.connection.exec_driver_sql(
                "UPDATE outbox SET state='waiting', attempts=0, next_try=NULL, last_answer='', delivered_at=NULL, "
                "ring_epoch=NULL"
            )
            tx.connection.exec_driver_sql("DELETE FROM meta WHERE name LIKE 'ring_%'")
        store.checkpoint()


@contextmanager
def floor_city(place: str, forward: bool) -> Iterator[int]:
    flags = ["--forward"] if forward else []
    command = [sys.executable, str(Path(__file__).with_name("floor_city.py")), place, *flags]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield int(process.stdout.readline()) if process.stdout else 0
        if process.stdin:
            process.stdin.close()


def text_of(row: Any) -> str:
    id_, dossier = (f"{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}" for h in (row[1].hex(), row[2].hex()))
    at = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(row[9] / 1000 + 7 * 3600)) + f".{row[9] % 1000:03d}+07:00"
    bases = [str(UUID(bytes=row[15][at : at + 16])) for at in range(0, len(row[15]), 16)]
    based = f'"based_on":{json.dumps(bases)},' if bases else ""
    return (
        f'{{"id":"{id_}","dossier":"{dossier}",{based}"kind":"{row[7]}","schema":{row[8]},"at":"{at}",'
        f'"offset_ms":{row[10]},"officer":{json.dumps(row[11], ensure_ascii=False)},"payload":{row[12]},'
        f'"hash":"{row[14].hex()}"}}'
    )


def floor(places: Places, place: str, batch: int, *, forward: bool = False) -> tuple[float, int]:
    """Return seconds and bytes sent for everything, without our models; `forward` writes the outbox of a hub too."""
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(str(places.store), isolation_level=None)
    for pragma in ("synchronous=FULL", "cache_size=-16000"):
        connection.execute(f"PRAGMA {pragma}")
    sent = 0
    with floor_city(place, forward) as port, requests.Session() as session:
        began = time.perf_counter()
        while rows := connection.execute(SELECT, (batch,)).fetchall():
            head = json.dumps(
                {"device": rows[0][4], "epoch": rows[0][5], "unit": rows[0][3], "first_seq": rows[0][6],
                 "prev_hash": rows[0][13].hex()}
            )  # fmt: skip
            body = '{"runs":[' + head[:-1] + ',"events":[' + ",".join(map(text_of, rows)) + "]}]}"
            packed = gzip.compress(body.encode(), 6, mtime=0)
            sent += len(packed)
            answer = session.post(f"http://127.0.0.1:{port}/events", data=packed, timeout=60).json()
            states = [one["state"] for one in answer["answers"]]
            now = int(time.time() * 1000)
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(MARK, [(state, now, row[0]) for state, row in zip(states, rows, strict=True)])
            connection.execute("COMMIT")
        seconds = time.perf_counter() - began
    connection.close()
    return seconds, sent


def ours(places: Places, place: str, log: Path, device: str, batch: int) -> float:
    """Return the seconds for everything by courier and server."""
    with CityProcess(place, log) as city, Store.open(places.store, practice=True) as store:
        token = city.client().enrol(wire.EnrolRequest(code=city.enrolment_code(UNIT), device=device)).token
        client = HttpCity(city.address, practice=True, token=token)
        courier = Courier(store, client, SystemClock(), most_events=batch)
        began = time.perf_counter()
        while courier.step() == 0:
            continue
        seconds = time.perf_counter() - began
        with store.reading() as reading:
            left = outbox.state(reading)
        if left.waiting or left.parked:
            raise RuntimeError(f"not all was delivered: {left}")
        client.close()
    return seconds


def places_of(kind: str, folder: Path, cluster: Cluster | None) -> Iterator[str]:
    """Yield fresh city stores."""
    for number in itertools.count():
        place = str(folder / f"city{number}.db") if cluster is None else cluster.database()
        Store.open(place, role="city", practice=True).close()
        yield place


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dossiers", type=int, default=10_000)
    parser.add_argument("--batch", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    args = parser.parse_args()
    device = "quay-do-toc-do"
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        places = fill(home, device, args.dossiers)
        for kind in ("sqlite", "postgresql"):
            if args.only not in (None, kind):
                continue
            found = programs()
            cluster = Cluster(found, durable=True) if kind == "postgresql" and found else None
            if kind == "postgresql" and cluster is None:
                print("postgresql: not installed")
                continue
            fresh = places_of(kind, home / kind, cluster)
            (home / kind).mkdir()
            try:
                measure(kind, places, fresh, home, device, args)
            finally:
                if cluster is not None:
                    cluster.close()


def measure(kind: str, places: Places, fresh: Iterator[str], home: Path, device: str, args: argparse.Namespace) -> None:
    floors, own, sent = [], [], 0
    for number in range(args.rounds):
        reset(places)
        seconds, sent = floor(places, next(fresh), args.batch)
        floors.append(seconds / args.dossiers * 1000)
        reset(places)
        seconds = ours(places, next(fresh), home / "log", device, args.batch)
        own.append(seconds / args.dossiers * 1000)
        print(f"  {kind} round {number}: floor {floors[-1]:.3f} ms, ours {own[-1]:.3f} ms a dossier", flush=True)
    ratios = [mine / theirs for mine, theirs in zip(own, floors, strict=True)]
    print(
        f"{kind}: ours {statistics.median(own):.3f} ms ÷ floor {statistics.median(floors):.3f} ms a dossier = "
        f"{statistics.median(ratios):.2f} (goal 1.5); {sent / args.dossiers:.0f} bytes a dossier (goal 400)"
    )


if __name__ == "__main__":
    main()
