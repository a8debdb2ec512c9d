"""The cheapest honest city: takes the same bytes, writes the same rows, judges nothing. The floor under push.py.

    python tests/bench/floor_city.py PLACE [--forward]

PLACE is a store that exists (a SQLite path or a postgresql:// address); `--forward` writes a hub's outbox too (SQLite).
Prints its port, ends with standard input.
"""

import gzip
import json
import socket
import sys
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EVENT = (
    "seq, unit_seq, id, dossier, unit, device, epoch, device_seq, based_on, kind, schema, at, offset_ms, officer, "
    "payload, prev_hash, hash"
)
DOSSIER = (
    "position, id, code, unit, procedure, procedure_name, applicant, number, phone, received_at, due_at, status, "
    "officer, conflicts, reprints"
)
CHANGE = "UPDATE dossier SET phone = coalesce(?, phone), reprints = reprints + ? WHERE id = ?"
OUTBOX = "INSERT INTO outbox (seq, dossier, state, attempts, last_answer) VALUES (?, ?, 'waiting', 0, '')"


def milliseconds(text: str) -> int:
    return (datetime.fromisoformat(text) - EPOCH) // timedelta(milliseconds=1)


Rows = list[tuple[Any, ...]]


@dataclass(slots=True)
class Batch:
    """The rows of one batch: events, new dossiers, and what later events change in a dossier's row."""

    events: Rows = field(default_factory=list)
    dossiers: Rows = field(default_factory=list)
    changes: Rows = field(default_factory=list)
    outbox: Rows = field(default_factory=list)
    ids: list[str] = field(default_factory=list)


def rows_of(body: bytes, seq: int) -> Batch:
    batch = Batch()
    for run in json.loads(body)["runs"]:
        link = run["prev_hash"]
        for place, said in enumerate(run["events"], run["first_seq"]):
            seq += 1
            payload = said["payload"]
            id_, dossier = (bytes.fromhex(said[name].replace("-", "")) for name in ("id", "dossier"))
            text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
            based_on = b"".join(bytes.fromhex(base.replace("-", "")) for base in said.get("based_on", ()))
            batch.events.append(
                (seq, seq, id_, dossier, run["unit"], run["device"], run["epoch"], place, based_on, said["kind"],
                 said["schema"], milliseconds(said["at"]), said["offset_ms"], said["officer"], text,
                 bytes.fromhex(link), bytes.fromhex(said["hash"]))
            )  # fmt: skip
            if said["kind"] == "received":
                batch.dossiers.append(dossier_row(seq, dossier, run["unit"], said))
            else:
                phone = payload.get("changes", {}).get("applicant", {}).get("new", {}).get("phone")
                batch.changes.append((phone, int(said["kind"] == "reprinted"), dossier))
            batch.outbox.append((seq, dossier))
            batch.ids.append(said["id"])
            link = said["hash"]
    return batch


def dossier_row(seq: int, dossier: bytes, unit: str, said: dict[str, Any]) -> tuple[Any, ...]:
    payload = said["payload"]
    applicant, due = payload["applicant"], payload["due"]["at"]
    return (
        seq, dossier, payload["code"], unit, payload["procedure"]["code"], payload["procedure"]["name"],
        applicant["name"], applicant.get("personal_number", ""), applicant.get("phone", ""),
        milliseconds(payload["received_at"]), None if due is None else milliseconds(due), 2, said["officer"], 0, 0,
    )  # fmt: skip


class Writer:
    """One connection of the driver, one transaction a batch."""

    def __init__(self, place: str, *, forward: bool) -> None:
        self._forward = forward
        self._lock = threading.Lock()
        self._seq = 0
        self._postgresql = "://" in place
        if self._postgresql:
            import psycopg

            self._connection: Any = psycopg.connect(place)
        else:
            from sqlcipher3 import dbapi2

            self._connection = dbapi2.connect(place, isolation_level=None, check_same_thread=False)
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-16000"):
                self._connection.execute(f"PRAGMA {pragma}")

    def take(self, sent: bytes) -> bytes:
        with self._lock:
            batch = rows_of(gzip.decompress(sent), self._seq)
            cursor = self._connection.cursor()
            if not self._postgresql:
                cursor.execute("BEGIN IMMEDIATE")
            self._put(cursor, "INSERT INTO event ({}) VALUES ({})", EVENT, batch.events)
            self._put(cursor, "INSERT INTO dossier ({}) VALUES ({})", DOSSIER, batch.dossiers)
            if batch.changes:
                cursor.executemany(self._marked(CHANGE), batch.changes)
            if self._forward:
                cursor.executemany(OUTBOX, batch.outbox)
            cursor.execute("COMMIT")
            self._seq += len(batch.events)
        return json.dumps({"answers": [{"id": id_, "state": "stored"} for id_ in batch.ids]}).encode()

    def _put(self, cursor: Any, statement: str, columns: str, rows: Rows) -> None:
        if rows:
            cursor.executemany(self._marked(statement.format(columns, ", ".join("?" * len(rows[0])))), rows)

    def _marked(self, statement: str) -> str:
        return statement.replace("?", "%s") if self._postgresql else statement


def main() -> None:
    writer = Writer(sys.argv[1], forward="--forward" in sys.argv)

    async def events(request: Request) -> Response:
        content = gzip.compress(await run_in_threadpool(writer.take, await request.body()), 5)
        return Response(content, headers={"Content-Encoding": "gzip"}, media_type="application/json")

    app = Starlette(routes=[Route("/events", events, methods=["POST"])])
    # Named as TCP, asyncio does not let an answer wait for the acknowledgement of its head.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    server = uvicorn.Server(uvicorn.Config(app, access_log=False, log_level="warning", timeout_keep_alive=75))

    def stop() -> None:
        sys.stdin.read()
        server.should_exit = True

    threading.Thread(target=stop, daemon=True).start()
    print(listening.getsockname()[1], flush=True)
    server.run(sockets=[listening])


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    main()
