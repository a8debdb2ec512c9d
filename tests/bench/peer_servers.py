"""The peers of peers.py: how each is installed, started and given all dossiers. Every sender returns seconds."""

import hashlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import requests

BATCH: Final = 100
KINTO_BATCH: Final = 25
Document = dict[str, Any]
"""What a peer keeps: any JSON object with its "id"."""

PARTS: Final = ("procedure", "applicant", "authorisation", "at_counter", "papers", "fee", "due")
"""What becomes a record of its own beside the dossier's, where a dossier is eight records."""

_KINTO_SETTINGS: Final = """\
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
_DURABLE: Final = """\
const {prototype} = require(process.env.MEASURED_LEVELDOWN);
const batch = prototype._batch;
prototype._batch = function (operations, options, done) {
  return batch.call(this, operations, {...options, sync: true}, done);
};
"""
"""PouchDB never asks LevelDB to sync; loaded before it, this does so for every batch, as the other stores do."""


def install(folder: Path) -> None:
    """Install the peers into `folder`; says which would not."""
    folder.mkdir(parents=True, exist_ok=True)
    attempts = {
        "pouchdb-server": [["npm", "install", "--prefix", str(folder / "pouchdb"), "--no-audit", "pouchdb-server"]]
    }
    for name, wanted in (("kinto", ["kinto[postgresql]", "waitress", "setuptools<81"]), ("morango", ["morango"])):
        attempts[name] = [
            [sys.executable, "-m", "venv", str(folder / name)],
            [str(folder / name / "bin" / "python"), "-m", "pip", "install", "-q", *wanted],
        ]
    for name, commands in attempts.items():
        for command in commands:
            if shutil.which(command[0]) is None:
                print(f"{name}: {command[0]} is not there")
                break
            done = subprocess.run(command, capture_output=True, text=True, timeout=600)
            if done.returncode:
                print(f"{name} would not install: {(done.stderr or done.stdout)[-400:]}")
                break


def in_parts(one: Document) -> list[Document]:
    """Return the dossier as eight records: its own, and seven that name it."""
    payload = dict(one["payload"])
    parts = [{"id": f"{one['id']}-{name}", "of": one["id"], name: payload.pop(name)} for name in PARTS]
    return [{**one, "payload": payload}, *parts]


def spread(given: Sequence[Document], records: int) -> list[Document]:
    """Return the records of all dossiers: as many of each as `records` says, 1 or 8."""
    return list(given) if records == 1 else [part for one in given for part in in_parts(one)]


def slices(given: Sequence[Document], size: int) -> Iterator[Sequence[Document]]:
    for first in range(0, len(given), size):
        yield given[first : first + size]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(command: list[str], folder: Path, address: str, **environment: str) -> Iterator[str]:
    """Run a peer until the body ends; raises TimeoutError when it does not answer within 30 s."""
    with (folder / "peer.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, env={**os.environ, **environment})
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


@contextmanager
def pouchdb(folder: Path, keep: Path, *, durable: bool) -> Iterator[str]:
    """Run a PouchDB server on LevelDB in `keep`; yield the address of an empty database."""
    port = free_port()
    keep.mkdir()
    modules = folder / "pouchdb" / "node_modules"
    (folder / "durable.js").write_text(_DURABLE, "ascii")
    command = [str(modules / ".bin" / "pouchdb-server"), "--dir", str(keep), "--port", str(port), "--host", "127.0.0.1"]
    options = {"NODE_OPTIONS": f"--require {folder / 'durable.js'}"} if durable else {}
    options["MEASURED_LEVELDOWN"] = str(modules / "leveldown")
    with served(command, folder, f"http://127.0.0.1:{port}/", **options) as address:
        requests.put(f"{address}dossiers", timeout=10).raise_for_status()
        yield f"{address}dossiers"


def pouchdb_writes(database: str, given: Sequence[Document]) -> float:
    """A bare `_bulk_docs` for each batch: writes that no replica could follow."""
    bodies = [{"docs": [_named(one) for one in part]} for part in slices(given, BATCH)]
    with requests.Session() as session:
        began = time.perf_counter()
        for body in bodies:
            if len(_posted(session, f"{database}/_bulk_docs", body)) != len(body["docs"]):
                raise RuntimeError("not all was taken")
        return time.perf_counter() - began


def pouchdb_replicates(database: str, given: Sequence[Document]) -> float:
    """What CouchDB's replication protocol says to the target: `_revs_diff`, `_bulk_docs` with `new_edits` off, and the
    checkpoint in `_local`, for each batch. Reading the source costs nothing here."""
    with requests.Session() as session:
        began = time.perf_counter()
        checkpoint: Document = {"_id": "_local/measured", "last_seq": 0}
        for part in slices(given, BATCH):
            docs = [_revised(one) for one in part]
            missing = _posted(session, f"{database}/_revs_diff", {one["_id"]: [one["_rev"]] for one in docs})
            docs = [one for one in docs if one["_id"] in missing]
            if len(docs) != len(part) or _posted(session, f"{database}/_bulk_docs", {"docs": docs, "new_edits": False}):
                raise RuntimeError("not all was taken")
            checkpoint["last_seq"] += len(part)
            noted = session.put(f"{database}/_local/measured", json=checkpoint, timeout=60)
            noted.raise_for_status()
            checkpoint["_rev"] = noted.json()["rev"]
        took = time.perf_counter() - began
        if session.get(database, timeout=60).json()["doc_count"] != len(given):
            raise RuntimeError("not all is there")
    return took


def _posted(session: requests.Session, address: str, body: object) -> Any:
    answer = session.post(address, json=body, timeout=60)
    answer.raise_for_status()
    return answer.json()


def _named(one: Document) -> Document:
    return {"_id": one["id"], **_without_id(one)}


def _revised(one: Document) -> Document:
    digest = hashlib.md5(json.dumps(one).encode(), usedforsecurity=False).hexdigest()
    return {**_named(one), "_rev": f"1-{digest}", "_revisions": {"start": 1, "ids": [digest]}}


def _without_id(one: Document) -> Document:
    return {name: value for name, value in one.items() if name != "id"}


def kinto(folder: Path, given: Sequence[Document], url: str) -> float:
    """PUT in batches of the most that Kinto takes, to a Kinto that keeps them at a PostgreSQL `url`, else in memory."""
    port = free_port()
    backend = "postgresql" if url else "memory"
    (folder / "kinto.ini").write_text(_KINTO_SETTINGS.format(port=port, backend=backend, url=url), "utf-8")
    program = str(folder / "kinto" / "bin" / "kinto")
    if url:
        subprocess.run([program, "migrate", "--ini", "kinto.ini"], cwd=folder, check=True, capture_output=True)
    command = [program, "start", "--ini", "kinto.ini"]
    with served(command, folder, f"http://127.0.0.1:{port}/v1/") as address, requests.Session() as session:
        session.auth = ("counter", "measured")
        place = "/buckets/city/collections/dossiers"
        for parent in ("buckets/city", "buckets/city/collections/dossiers"):
            session.put(f"{address}{parent}", timeout=10).raise_for_status()
        began = time.perf_counter()
        for part in slices(given, KINTO_BATCH):
            asked = [
                {"method": "PUT", "path": f"/v1{place}/records/{one['id']}", "body": {"data": _without_id(one)}}
                for one in part
            ]
            answers = _posted(session, f"{address}batch", {"requests": asked})["responses"]
            if any(one["status"] not in (200, 201) for one in answers):
                raise RuntimeError("not all was taken")
        return time.perf_counter() - began


def morango(folder: Path, home: Path, given: Sequence[Document], records: int) -> float:
    """One push session of Morango between two stores on SQLite, from the opened session to the deserialised rows."""
    home.mkdir()
    wanted = [[json.dumps(part, ensure_ascii=False) for part in spread([one], records)] for one in given]
    (home / "records.json").write_text(json.dumps(wanted), "utf-8")
    project = [
        str(folder / "morango" / "bin" / "python"),
        str(Path(__file__).with_name("morango_project.py").resolve()),
    ]
    port = free_port()
    subprocess.run([*project, "make", str(home), str(records)], check=True, capture_output=True, timeout=120)
    with served([*project, "serve", str(home), str(records), str(port)], home, f"http://127.0.0.1:{port}/api/"):
        words = [*project, "push", str(home), str(records), str(port)]
        said = json.loads(subprocess.run(words, check=True, capture_output=True, text=True, timeout=580).stdout)
    if said["held"] != len(given) * records:
        raise RuntimeError(f"{said['held']} records arrived of {len(given) * records}")
    return float(said["session"])
