"""Our push ÷ that of PouchDB server, Kinto and Morango, in one run: the same dossiers, over loopback, one client each.

    python tests/bench/peers.py --install [--into FOLDER] [--dossiers 1000] [--rounds 3] [--only WORD]

The peers are installed from PyPI and npm into FOLDER (a temporary one by default) and never into this project; without
`--install` they must be there from an earlier run. `--only` runs ours and the sides whose names have WORD in them.

What is compared. Ours is the whole way: read the outbox, send, check every event (shape, payload, hash, chain), fold
it, store event and dossier durably, answer, record the answers durably. A peer takes plain JSON and judges nothing:

- a dossier is one record, or eight as a mapper of objects would have it (dossier, procedure, applicant, authorisation,
  at the counter, papers, fee, due), the same bytes either way;
- PouchDB server: CouchDB's replication protocol in batches of 100 (its default): `_revs_diff`, `_bulk_docs` with
  `new_edits` off, checkpoint. LevelDB is told to sync each batch, because ours is durable when it answers; without
  that, which is how PouchDB comes, is shown too, and so is a bare `_bulk_docs`, a write without the protocol;
- Kinto: PUT by its batch endpoint in batches of 25, which is the most it takes; on the PostgreSQL server that our own
  city is measured on, which is durable, and in memory;
- Morango: one push session between two Django projects on SQLite (morango_project.py) with Morango's own settings, from
  opening the session until the taking side has rows of its models; saving the records before it is not counted.

The peers' clients read no store (Morango's does), and every side's server is one process.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import requests
from sqlcipher3 import dbapi2

sys.path.insert(0, str(Path(__file__).parents[2]))

from counter_app.settings import Places
from counter_app.storage.store import Store
from tests.bench import peer_servers as peer
from tests.bench import push
from tests.bench.peer_servers import Document
from tests.postgres_rig import Cluster, programs

DEVICE = "quay-do-toc-do"
OWN_BATCH = 500
Side = Callable[[int], float]
"""Sends everything once, in the given round; returns the seconds."""


def documents(places: Places) -> list[Document]:
    """Return the received events of a counter as plain documents."""
    connection = dbapi2.connect(str(places.store))
    rows = connection.execute("SELECT hex(id), hex(dossier), device, device_seq, at, officer, payload FROM event")
    names = ("id", "dossier", "device", "seq", "at", "officer", "payload")
    found = [dict(zip(names, row, strict=True)) for row in rows]
    connection.close()
    return [{**one, "id": one["id"].lower(), "payload": json.loads(one["payload"])} for one in found]


def sides(places: Places, home: Path, folder: Path, cluster: Cluster | None) -> dict[str, Side]:
    """Return every side by its name, ours first."""
    given = documents(places)
    found: dict[str, Side] = {}
    for batch in (peer.BATCH, OWN_BATCH):
        found[f"ours, SQLite, batch {batch}"] = partial(own, places, home, batch, None)
        if cluster is not None:
            found[f"ours, PostgreSQL, batch {batch}"] = partial(own, places, home, batch, cluster)
    for records, name in ((1, "1 record"), (8, "8 records")):
        sent = peer.spread(given, records)
        for durable, word in ((True, "synced"), (False, "not synced")):
            keep = home / f"pouchdb-{records}-{word}"
            found[f"PouchDB replication, {word}, {name}"] = partial(
                pouchdb, folder, keep, peer.pouchdb_replicates, sent, durable
            )
            found[f"PouchDB _bulk_docs, {word}, {name}"] = partial(
                pouchdb, folder, keep, peer.pouchdb_writes, sent, durable
            )
        if cluster is not None:
            found[f"Kinto, PostgreSQL, {name}"] = partial(kinto, folder, sent, cluster)
        found[f"Kinto, in memory, {name}"] = partial(kinto, folder, sent, None)
        found[f"Morango, SQLite, {name}"] = partial(morango, folder, home, given, records)
    return found


def own(places: Places, home: Path, batch: int, cluster: Cluster | None, number: int) -> float:
    """Return the seconds of our courier to a real city process."""
    push.reset(places)
    place = cluster.database() if cluster else str(home / f"city-{batch}-{number}.db")
    Store.open(place, role="city", practice=True).close()
    return push.ours(places, place, home / "log", DEVICE, batch)


def pouchdb(
    folder: Path,
    keep: Path,
    send: Callable[[str, Sequence[Document]], float],
    sent: Sequence[Document],
    durable: bool,
    number: int,
) -> float:
    with peer.pouchdb(folder, keep.with_name(f"{keep.name}-{send.__name__}-{number}"), durable=durable) as database:
        return send(database, sent)


def kinto(folder: Path, sent: Sequence[Document], cluster: Cluster | None, _: int) -> float:
    return peer.kinto(folder, sent, cluster.database() if cluster else "")


def morango(folder: Path, home: Path, given: Sequence[Document], records: int, number: int) -> float:
    return peer.morango(folder, home / f"morango-{records}-{number}", given, records)


def measure(chosen: dict[str, Side], rounds: int, dossiers: int) -> dict[str, list[float]]:
    """Return milliseconds a dossier by side, all sides in turn in every round."""
    took: dict[str, list[float]] = {name: [] for name in chosen}
    for number in range(rounds):
        for name, send in chosen.items():
            try:
                took[name].append(send(number) / dossiers * 1000)
                print(f"  round {number}: {name} {took[name][-1]:.3f} ms a dossier", flush=True)
            except (OSError, RuntimeError, requests.RequestException, subprocess.SubprocessError) as error:
                said = getattr(error, "stderr", None) or error
                print(f"{name}: did not run, {type(error).__name__}: {str(said)[-400:]}", flush=True)
    return took


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--install", action="store_true")
    parser.add_argument("--into", type=Path)
    parser.add_argument("--dossiers", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default="")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="counter-peers-") as name:
        home = Path(name)
        folder = (args.into or home / "peers").resolve()
        if args.install:
            peer.install(folder)
        places = push.fill(home / "counter", DEVICE, args.dossiers)
        found = programs()
        cluster = Cluster(found, durable=True) if found else None
        try:
            every = sides(places, home, folder, cluster)
            chosen = {name: side for name, side in every.items() if "ours" in name or args.only in name}
            took = measure(chosen, args.rounds, args.dossiers)
        finally:
            if cluster is not None:
                cluster.close()
    medians = {name: statistics.median(times) for name, times in took.items() if times}
    for name, median in medians.items():
        ratios = [median / medians[own] for own in medians if own.startswith("ours") and own.endswith("100")]
        print(f"{name:<44} {median:8.3f} ms a dossier; ÷ ours at batch 100: {', '.join(f'{r:.2f}' for r in ratios)}")


if __name__ == "__main__":
    main()
