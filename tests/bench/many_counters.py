"""1,000 counters of 103 units at one city process on PostgreSQL, the crowd on the same machine.

    python tests/bench/many_counters.py [--counters 1000] [--seconds 60] [--only steady pages storm saturation]

Each counter has its own token, sends one dossier a minute and keeps one question for news open, as counters below a
city do. Then the same with a page of 300 KB beside each dossier, by tus as the files' lane sends it; then all of them
come back at once with 50 dossiers each behind the lanes' own pause (`pause_after`, up to 32 s), without and with their
listeners; then as many requests as go (40 at once). "CPU" is what the city's process and PostgreSQL used of all cores;
the crowd's own stands beside it.
"""

import argparse
import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parents[2]))

from counter_app.domain.times import VIETNAM
from counter_app.practice.city_process import CityProcess
from counter_app.storage import tables
from counter_app.storage.store import Store
from counter_app.storage.values import to_ms
from counter_app.sync.codes import hash_of, new_token
from counter_app.usecases.offices import units
from tests.bench import crowd, machine
from tests.bench.crowd import Member, Play, Seen
from tests.postgres_rig import Cluster, programs

PROCESSES: Final = 2
COMING: Final = 20.0
"""Seconds before the clock starts in which listeners come, one after the other: an office opens over minutes."""
GOAL_MS: Final = 25
GOAL_CPU: Final = 50
PLAYS: Final = ("alone", "steady", "pages", "storm", "saturation")


def enrol(place: str, count: int) -> list[Member]:
    """Let the crowd in: rows of devices as `enrolments.enrol` writes them, spread over the city's units."""
    codes = sorted(unit.code for unit in units().all)
    now = to_ms(datetime.now(VIETNAM))
    members = [
        Member(f"quay-{n:04d}", codes[n % len(codes)], new_token(), f"H13.{n % len(codes)}.{n:04d}")
        for n in range(count)
    ]
    with Store.open(place, role="city", practice=True) as store, store.transaction() as tx:
        tx.connection.execute(
            tables.devices.insert(),
            [
                {
                    "id": one.device,
                    "name": one.device,
                    "unit": one.unit,
                    "slot": 10 + n // len(codes),
                    "slots": 1,
                    "kind": "counter",
                    "token_hash": hash_of(one.token),
                    "practice": 1,
                    "enrolled_at": now,
                }
                for n, one in enumerate(members)
            ],
        )
    return members


def ends_of_feeds(place: str) -> dict[str, str]:
    """Return the cursor behind the last event of each unit."""
    with Store.open(place, role="city", practice=True) as store, store.reading() as reading:
        rows = reading.connection.exec_driver_sql("SELECT unit, last FROM feed").fetchall()
        return {str(unit): f"{store.epoch}.{last}" for unit, last in rows}


@dataclass(frozen=True, slots=True)
class Bench:
    """The city that is measured, and PostgreSQL below it."""

    city: CityProcess
    postgres: int
    members: Sequence[Member]
    pool: ProcessPoolExecutor

    def run(self, play: Play, members: Sequence[Member] | None = None) -> Seen:
        """Let the crowd play in its processes and print what the city used for it."""
        those = list(members or self.members)
        parts = [those[n::PROCESSES] for n in range(PROCESSES)] if len(those) > 1 else [those]
        begin = time.monotonic() + (COMING if play.listen else 3)
        each = [replace(play, cursors=ends_of_feeds(self.city.store), hasty=-(-play.hasty // len(parts)))] * len(parts)
        running = [
            self.pool.submit(crowd.play, part, self.city.port, one, begin)
            for part, one in zip(parts, each, strict=True)
        ]
        time.sleep(max(0.0, begin - time.monotonic()))
        before = self._used()
        seen = Seen()
        for one in running:
            seen.add(one.result())
        city, postgres, own, wall = (now - then for now, then in zip(self._used(), before, strict=True))
        cores = (os.cpu_count() or 1) * wall / 100
        print(
            f"{play.name}: {len(those)} counters, {seen.requests / wall:.0f} requests/s, {seen.events} dossiers; "
            f"event acknowledged p50 {_ms(seen.pushes, 0.5)} ms, p95 {_ms(seen.pushes, 0.95)} ms; "
            f"CPU {(city + postgres) / cores:.0f} % (city {city / cores:.0f} %, PostgreSQL {postgres / cores:.0f} %; "
            f"the crowd {own / cores:.0f} %); a request costs {_each(city, seen)} + {_each(postgres, seen)} ms of CPU; "
            f"{_errors(seen)}; memory of the city "
            f"{machine.memory(self.city.pid):.0f} MB; the crowd stood still {seen.lag * 1000:.0f} ms at most; "
            f"{machine.load()}",
            flush=True,
        )
        return seen

    def _used(self) -> tuple[float, float, float, float]:
        own = sum(machine.cpu_seconds(pid) for pid in self.pool._processes)
        return machine.cpu_seconds(self.city.pid), machine.cpu_seconds(self.postgres), own, time.monotonic()


def _ms(seconds: list[float], share: float) -> str:
    return f"{machine.percentile(seconds, share) * 1000:.1f}"


def _each(seconds: float, seen: Seen) -> str:
    return f"{seconds / max(1, seen.requests) * 1000:.2f}"


def _errors(seen: Seen) -> str:
    bad = {status: count for status, count in seen.statuses.items() if status not in {"200", "201", "204"}}
    return f"errors {sum(bad.values())}" + (f" {bad}" if bad else "")


def steady(bench: Bench, args: argparse.Namespace) -> None:
    seen = bench.run(Play("steady", args.seconds))
    print(f"  goal: p95 {_ms(seen.pushes, 0.95)} ms ({GOAL_MS} ms)")


def pages(bench: Bench, args: argparse.Namespace) -> None:
    seen = bench.run(Play("pages", args.seconds, page=True))
    print(
        f"  {len(seen.pages)} pages of {crowd.PAGE_BYTES // 1000} KB are held, p50 {_ms(seen.pages, 0.5)} ms, "
        f"p95 {_ms(seen.pages, 0.95)} ms"
    )


def storm(bench: Bench, args: argparse.Namespace) -> None:
    for listen in (False, True):
        name = "storm-heard" if listen else "storm"
        seen = bench.run(Play(name, 0, storm=args.storm, listen=listen))
        wanted = len(bench.members) * args.storm
        print(
            f"  {name}: {seen.events} of {wanted} dossiers in {seen.drained:.1f} s, batch p95 "
            f"{_ms(seen.pushes, 0.95)} ms"
        )


def saturation(bench: Bench, args: argparse.Namespace) -> None:
    seconds = min(args.seconds, 15.0)
    seen = bench.run(Play("saturation", seconds, hasty=40, listen=False))
    real = len(bench.members) / 60
    print(f"  saturation: {seen.events / seconds:.0f} dossiers/s = {seen.events / seconds / real:.0f} × the real rate")


def alone(bench: Bench, args: argparse.Namespace) -> None:
    """One counter, one dossier a quarter second: what an acknowledgement takes when nobody else asks."""
    bench.run(Play("alone", min(args.seconds, 10.0), every=0.25), bench.members[:1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--counters", type=int, default=1_000)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--storm", type=int, default=50)
    parser.add_argument("--only", nargs="+", choices=PLAYS, default=PLAYS)
    args = parser.parse_args()
    found = programs()
    if found is None:
        print("postgresql: not installed")
        return
    cluster = Cluster(found, durable=True)
    try:
        with tempfile.TemporaryDirectory() as folder:
            place = cluster.database()
            members = enrol(place, args.counters)
            os.environ["COUNTER_HOME"] = folder
            spawn = multiprocessing.get_context("spawn")
            with (
                CityProcess(place, Path(folder) / "city.log") as city,
                ProcessPoolExecutor(PROCESSES, mp_context=spawn) as pool,
            ):
                list(pool.map(abs, range(PROCESSES * 20)))
                postmaster = int((cluster.root / "data" / "postmaster.pid").read_text("ascii").split()[0])
                bench = Bench(city, postmaster, members, pool)
                for play in args.only:
                    globals()[play](bench, args)
    finally:
        cluster.close()


if __name__ == "__main__":
    main()
