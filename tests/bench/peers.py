"""Our push ÷ that of Kinto and of a PouchDB server, in one run: the same dossiers, over loopback, one client each.

    python tests/bench/peers.py --install [--into FOLDER] [--dossiers 2000] [--rounds 3]

The peers are installed from PyPI and npm into FOLDER (a temporary one by default) and never into this project; without
`--install` they must be there from an earlier run. Each takes a dossier as one plain document and judges nothing, in
batches of 100 (Kinto of 25, which is the most it takes): PouchDB on its LevelDB and in memory, Kinto on PostgreSQL and
in memory. Ours writes durably to SQLite, checks every event and folds it. Morango needs a Django project with two
databases of its own and models written for it; it is not installed here.
"""

import argparse
import json
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import requests
from sqlcipher3 import dbapi2

sys.path.insert(0, str(Path(__file__).parents[2]))

from counter_app.settings import Places
from counter_app.storage.store import Store
from tests.bench import push
from tests.postgres_rig import Cluster, programs

BATCH: Final = 100
KINTO_BATCH: Final = 25
DEVICE: Final = "quay-do-toc-do"
Document = dict[str, Any]
KINTO_SETTINGS: Final = """\
[server:main]
use = egg:waitress#main
host = 127.0.0.1
port = {port}
[app:main]
use = egg:kinto
kinto.storage_backend = kinto.core.storage.{backend}
kinto.storage_url = {url}
kinto.cache_backend = kinto.core.cache.memory
kinto.permission_backend = kinto.core.permission.{backend}
kinto.permission_url = {url}
kinto.userid_hmac_secret = measured
multiauth.policies = basicauth
kinto.bucket_create_principals = system.Authenticated
"""


def install(folder: Path) -> None:
    """Install both peers into `folder`; says which would not."""
    folder.mkdir(parents=True, exist_ok=True)
    python = folder / "kinto" / "bin" / "python"
    attempts = {
        "pouchdb-server": [["npm", "install", "--prefix", str(folder / "pouchdb"), "--no-audit", "pouchdb-server"]],
        "kinto": [
            [sys.executable, "-m", "venv", str(folder / "kinto")],
            [str(python), "-m", "pip", "install", "-q", "kinto[postgresql]", "waitress", "setuptools<81"],
        ],
    }
    for name, commands in attempts.items():
        for command in commands:
            if shutil.which(command[0]) is None:
                print(f"{name}: {command[0]} is not there")
                break
            done = subprocess.run(command, capture_output=True, text=True, timeout=600)
            if done.returncode:
                print(f"{name} would not install: {(done.stderr or done.stdout)[-400:]}")
                break


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(command: list[str], folder: Path, address: str) -> Iterator[str]:
    """Run a peer until the body ends; raises TimeoutError when it does not answer within 30 s."""
    with (folder / "peer.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
        try:
            deadline = time.monotonic() + 30
            while True:
                try:
                    requests.get(address, timeout=1)
                    break
                except requests.RequestException:
                    if time.monotonic() > deadline or process.poll() is not None:
                        raise TimeoutError((folder / "peer.log").read_text("utf-8", "replace")[-400:]) from None
                    time.sleep(0.1)
            yield address
        finally:
            process.terminate()
            process.wait(10)


def documents(places: Places) -> list[Document]:
    """Return the received events of a counter as plain documents."""
    connection = dbapi2.connect(str(places.store))
    rows = connection.execute("SELECT hex(id), hex(dossier), device, device_seq, at, officer, payload FROM event")
    names = ("id", "dossier", "device", "seq", "at", "officer", "payload")
    found = [dict(zip(names, row, strict=True)) for row in rows]
    connection.close()
    return [{**one, "id": one["id"].lower(), "payload": json.loads(one["payload"])} for one in found]


def pouchdb(folder: Path, given: list[Document], keep: Path | None) -> float:
    """Return the seconds of sending all documents to a PouchDB server that keeps them in `keep`, else in memory."""
    port = free_port()
    program = folder / "pouchdb" / "node_modules" / ".bin" / "pouchdb-server"
    kept = ["--dir", str(keep)] if keep else ["--in-memory"]
    command = [str(program), *kept, "--port", str(port), "--host", "127.0.0.1"]
    with served(command, folder, f"http://127.0.0.1:{port}/") as address, requests.Session() as session:
        session.put(f"{address}dossiers", timeout=10).raise_for_status()
        bodies = [{"docs": [{"_id": one["id"], **_without_id(one)} for one in part]} for part in parts(given, BATCH)]
        began = time.perf_counter()
        for body in bodies:
            answer = session.post(f"{address}dossiers/_bulk_docs", json=body, timeout=60)
            answer.raise_for_status()
            if len(answer.json()) != len(body["docs"]):
                raise RuntimeError("not all was taken")
        return time.perf_counter() - began


def kinto(folder: Path, given: list[Document], url: str) -> float:
    """Return the seconds of sending all documents to a Kinto that keeps them at a PostgreSQL `url`, else in memory."""
    port = free_port()
    backend = "postgresql" if url else "memory"
    (folder / "kinto.ini").write_text(KINTO_SETTINGS.format(port=port, backend=backend, url=url), "utf-8")
    if url:
        migrate = [str(folder / "kinto" / "bin" / "kinto"), "migrate", "--ini", "kinto.ini"]
        subprocess.run(migrate, cwd=folder, check=True, capture_output=True)
    command = [str(folder / "kinto" / "bin" / "kinto"), "start", "--ini", "kinto.ini"]
    with served(command, folder, f"http://127.0.0.1:{port}/v1/") as address, requests.Session() as session:
        session.auth = ("counter", "measured")
        place = "/buckets/city/collections/dossiers"
        for parent in ("buckets/city", "buckets/city/collections/dossiers"):
            session.put(f"{address}{parent}", timeout=10).raise_for_status()
        began = time.perf_counter()
        for part in parts(given, KINTO_BATCH):
            asked = [
                {"method": "PUT", "path": f"/v1{place}/records/{one['id']}", "body": {"data": _without_id(one)}}
                for one in part
            ]
            answer = session.post(f"{address}batch", json={"requests": asked}, timeout=60)
            answer.raise_for_status()
            if any(one["status"] not in (200, 201) for one in answer.json()["responses"]):
                raise RuntimeError("not all was taken")
        return time.perf_counter() - began


def made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _without_id(one: Document) -> Document:
    return {name: value for name, value in one.items() if name != "id"}


def parts(given: list[Document], size: int) -> Iterator[list[Document]]:
    for first in range(0, len(given), size):
        yield given[first : first + size]


def ours(places: Places, folder: Path, number: int) -> float:
    """Return the seconds of our courier to a real city process on SQLite."""
    push.reset(places)
    place = folder / f"city-{number}.db"
    Store.open(place, role="city", practice=True).close()
    return push.ours(places, str(place), folder / "log", DEVICE, BATCH)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--install", action="store_true")
    parser.add_argument("--into", type=Path)
    parser.add_argument("--dossiers", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="counter-peers-") as name:
        home = Path(name)
        folder = (args.into or home / "peers").resolve()
        if args.install:
            install(folder)
        places = push.fill(home / "counter", DEVICE, args.dossiers)
        given = documents(places)
        found = programs()
        cluster = Cluster(found) if found else None
        sides: dict[str, Callable[[int], float]] = {
            "ours, SQLite": lambda number: ours(places, home, number),
            "PouchDB server, LevelDB": lambda number: pouchdb(folder, given, made(home / f"pouchdb-{number}")),
            "PouchDB server, in memory": lambda _number: pouchdb(folder, given, None),
            "Kinto, in memory": lambda _number: kinto(folder, given, ""),
        }
        if cluster is not None:
            sides["Kinto, PostgreSQL"] = lambda _number: kinto(folder, given, cluster.database())
        took: dict[str, list[float]] = {side: [] for side in sides}
        for number in range(args.rounds):
            for side, send in sides.items():
                try:
                    took[side].append(send(number) / args.dossiers * 1000)
                except (OSError, RuntimeError, requests.RequestException, subprocess.CalledProcessError) as error:
                    print(f"{side}: did not run, {type(error).__name__}: {error}")
        if cluster is not None:
            cluster.close()
    mine = statistics.median(took["ours, SQLite"])
    for side, times in took.items():
        if times:
            median = statistics.median(times)
            print(f"{side:<26} {median:7.3f} ms a dossier, {median / mine:6.1f} × ours")


if __name__ == "__main__":
    main()
