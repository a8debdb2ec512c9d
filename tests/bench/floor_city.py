"""The cheapest honest city: takes the same bytes, writes the same rows, judges nothing. The floor under push.py.

    python tests/bench/floor_city.py PLACE

PLACE is a store that exists (a SQLite path or a postgresql:// address). Prints its port, ends with standard input.
"""

import gzip
import json
import socket
import sys
import threading
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


def milliseconds(text: str) -> int:
    return (datetime.fromisoformat(text) - EPOCH) // timedelta(milliseconds=1)


def rows_of(body: bytes, seq: int) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]], list[str]]:
    events, dossiers, ids = [], [], []
    for run in json.loads(body)["runs"]:
        link = run["prev_hash"]
        for place, said in enumerate(run["events"], run["first_seq"]):
            seq += 1
            payload = said["payload"]
            id_, dossier = (bytes.fromhex(said[name].replace("-", "")) for name in ("id", "dossier"))
            text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
            events.append(
                (seq, seq, id_, dossier, run["unit"], run["device"], run["epoch"], place, b"", said["kind"],
                 said["schema"], milliseconds(said["at"]), said["offset_ms"], said["officer"], text,
                 bytes.fromhex(link), bytes.fromhex(said["hash"]))
            )  # fmt: skip
            applicant, due = payload["applicant"], payload["due"]["at"]
            dossiers.append(
                (seq, dossier, payload["code"], run["unit"], payload["procedure"]["code"], payload["procedure"]["name"],
                 applicant["name"], applicant.get("personal_number", ""), applicant.get("phone", ""),
                 milliseconds(payload["received_at"]), None if due is None else milliseconds(due), 2, said["officer"],
                 0, 0)
            )  # fmt: skip
            ids.append(said["id"])
            link = said["hash"]
    return events, dossiers, ids


class Writer:
    """One connection of the driver, one transaction a batch."""

    def __init__(self, place: str) -> None:
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
            events, dossiers, ids = rows_of(gzip.decompress(sent), self._seq)
            mark = "%s" if self._postgresql else "?"
            cursor = self._connection.cursor()
            if not self._postgresql:
                cursor.execute("BEGIN IMMEDIATE")
            cursor.executemany(f"INSERT INTO event ({EVENT}) VALUES ({', '.join([mark] * 17)})", events)  # noqa: S608
            cursor.executemany(f"INSERT INTO dossier ({DOSSIER}) VALUES ({', '.join([mark] * 15)})", dossiers)  # noqa: S608
            cursor.execute("COMMIT")
            self._seq += len(events)
        return json.dumps({"answers": [{"id": id_, "state": "stored"} for id_ in ids]}).encode()


def main() -> None:
    writer = Writer(sys.argv[1])

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
