"""What went wrong elsewhere in the stores of rings: cursors, pages, locks, migrations, ids, outcomes."""

import ast
import os
import signal
import subprocess
import sys
import threading
from collections import Counter as Tally
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from counter_app.domain import ids
from counter_app.domain.events import Event, canonical, new_id
from counter_app.domain.paper_file import PaperFile
from counter_app.storage import arrivals, forms, holdings, news, outbox, persons, prints, schema, sending, written
from counter_app.storage.arrivals import Arrival
from counter_app.storage.events import feed
from counter_app.storage.store import Store
from counter_app.storage.values import to_ms
from tests.domain.events_made import START, Device
from tests.storage.made import UNIT, citizen, register
from tests.storage.older import copy_as
from tests.sync.made import Desk
from tests.usecases.conftest import draft_of, open_bench

ROOT = Path(__file__).parents[2]
WRITERS, EACH = 4, 40


def take(store: Store, *events: Event) -> list[str]:
    with store.transaction() as tx:
        given = [Arrival(event, canonical(event.payload)) for event in events]
        return [outcome.state for outcome in arrivals.accept(tx, UNIT, given, forward=True)]


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_t_seq_a_reader_that_passed_a_place_has_missed_nothing_before_it(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Several processes write into one unit's feed while a reader follows it by its cursor."""
    place = tmp_path / "city.db" if kind == "sqlite" else request.getfixturevalue("postgres_url")
    with ExitStack() as closing:
        stores = [
            closing.enter_context(Store.open(place, role="city", practice=True, alone=False))
            for _ in range(WRITERS + 1)
        ]
        left = threading.Semaphore(0)

        def write(number: int) -> None:
            device = Device(f"quay-{number}")
            for n in range(EACH):
                take(stores[number], device.received(new_id(), code=f"H13.35.07-261123-{number * 1000 + n:05d}"))
            left.release()

        def read() -> list[UUID]:
            seen: list[UUID] = []
            at, done = 0, 0
            while done < WRITERS or len(seen) < WRITERS * EACH:
                done += left.acquire(blocking=False)
                with stores[-1].reading() as reading:
                    page = news.page(reading, UNIT, at, own=("", "", 0), limit=7, most_bytes=10**6)
                assert page.after >= at
                if done == WRITERS and page.after == at:
                    break
                at = page.after
                seen += [event.id for event in page.events]
            return seen

        with ThreadPoolExecutor(WRITERS + 1) as pool:
            reader = pool.submit(read)
            for writer in [pool.submit(write, number) for number in range(WRITERS)]:
                writer.result()
            seen = reader.result()
        with stores[-1].reading() as reading:
            all_ = [placed.event.id for placed in feed(reading, UNIT, 0, 10_000)]
    assert len(all_) == WRITERS * EACH
    assert seen == all_, "every event once, in the order of the commits"


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_t_page_a_feed_by_pages_is_the_feed_whatever_its_rows_went_through(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    place = tmp_path / "city.db" if kind == "sqlite" else request.getfixturevalue("postgres_url")
    with Store.open(place, role="city", practice=True) as store:
        device = Device()
        events = [device.received(new_id(), code=f"H13.35.07-261123-{n:04d}") for n in range(50)]
        take(store, *events)
        with store.transaction() as tx:
            # PostgreSQL puts a row that is written anew behind the others.
            tx.connection.exec_driver_sql("UPDATE event SET officer = officer WHERE device_seq > 30")
        seen, at = [], 0
        for _ in range(60):
            with store.reading() as reading:
                page = news.page(reading, UNIT, at, own=("", "", 0), limit=4, most_bytes=10**6)
            seen += [event.id for event in page.events]
            at = page.after
            if not page.more:
                break
    assert seen == [event.id for event in events]


def test_t_page_what_is_taken_by_pages_is_ordered() -> None:
    """A page without an order gives rows twice and others never."""
    unordered = []
    for path in sorted((ROOT / "counter_app" / "storage").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            text = ast.unparse(node) if isinstance(node, ast.Call) else ""
            paged = text.startswith("Prepared(") and (".limit(bindparam" in text or "LIMIT :" in text)
            if paged and "count(*)" not in text and "order_by" not in text and "ORDER BY" not in text.upper():
                unordered.append(f"{path.name}: {text[:400]}")
    assert unordered == []


def test_t_dup_child_a_batch_that_comes_again_in_other_parts_adds_no_row_anywhere(tmp_path: Path) -> None:
    with Store.open(tmp_path / "hub.db", role="hub", practice=True) as store:
        device, id_ = Device(), new_id()
        first = device.received(id_, code="H13.35.07-261123-0001", applicant=citizen(phone="0912345678"))
        paper = PaperFile(sha256="a" * 64, size=5, name="a.pdf", line="1", media_type="application/pdf", pages=1)
        filed = device.write(id_, "filed", {"files": [paper.to_json()]}, first)
        corrected = device.corrected(id_, {"request": "bản sao"}, filed)
        reprinted = device.reprinted(id_, corrected)
        assert take(store, first, filed) == ["stored", "stored"]

        def counted() -> dict[str, int]:
            with store.reading() as reading:
                ask = reading.connection.exec_driver_sql
                names = ask(
                    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%search%'"
                ).fetchall()
                return {name: int(ask(f'SELECT count(*) FROM "{name}"').scalar_one()) for (name,) in names}  # noqa: S608

        assert take(store, first, filed, corrected, reprinted) == ["known", "known", "stored", "stored"]
        before = counted()
        for batch in ([first], [filed, corrected], [reprinted, first], [corrected, corrected, reprinted, filed]):
            assert set(take(store, *batch)) == {"known"}
        assert counted() == before
        assert (before["event"], before["dossier"], before["outbox"]) == (4, 1, 4)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_t_outcome_every_event_has_one_and_no_refusal_is_silent(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    place = tmp_path / "city.db" if kind == "sqlite" else request.getfixturevalue("postgres_url")
    with Store.open(place, role="city", practice=True) as store:
        device, twin, id_ = Device(), Device("quay-2"), new_id()
        good = device.received(id_, code="H13.35.07-261123-0001")
        waits = device.reprinted(new_id(), device.received(new_id(), code="H13.35.07-261123-0002"))
        double = twin.received(new_id(), code="H13.35.07-261123-0001")
        unreadable = twin.received(new_id(), code="H13.35.07-261123-0003", applicant={})
        forked = replace(good, id=new_id()).sealed("")
        outcomes = []
        for batch in ([good, waits, double, unreadable], [forked, good]):
            with store.transaction() as tx:
                outcomes += arrivals.accept(tx, UNIT, [Arrival(event, canonical(event.payload)) for event in batch])
    assert [(one.id, one.state, one.code) for one in outcomes] == [
        (good.id, "stored", ""),
        (waits.id, "wait", "base_missing"),
        (double.id, "refused", "code_taken"),
        (unreadable.id, "refused", "payload_wrong"),
        (forked.id, "refused", "seq_taken"),
        (good.id, "known", ""),
    ]


def test_t_stray_only_what_was_decided_about_a_dossier_goes_on_its_way(tmp_path: Path) -> None:
    """Forms, prints, persons, pins, times of contact: kept here, and no event of any of them."""
    with Store.open(tmp_path / "counter.db", practice=True) as store:
        with store.transaction() as tx:
            done = register(tx)
        with store.transaction() as tx:
            forms.keep(tx, new_id(), "nửa chừng", START)
            persons.remember(tx, done.dossier)
            sending.note(tx, sending.CLOCK_OFFSET, "1234")
            outbox.answered(tx, START, "e2")
            prints.begin(
                tx, dossier=done.dossier.id, code=done.dossier.code, document="receipt", printer="folder", at=START
            )
        with store.reading() as reading:
            assert [entry.kind for entry in outbox.unsent(reading)] == ["received"]


def test_t_stray_a_whole_visit_makes_one_event(tmp_path: Path) -> None:
    bench = open_bench(tmp_path)
    try:
        desk = bench.desk
        desk.register(draft_of(desk))
        desk.pin("1.001193")
        desk.sync()
        desk.prints()
        with bench.counter.store.reading() as reading:
            assert Tally(entry.kind for entry in outbox.unsent(reading)) == {"received": 1}
    finally:
        bench.counter.close()


@pytest.mark.parametrize("version", schema.VERSIONS[:-1])
def test_t_migrate_nothing_is_put_on_its_way_again_by_an_update(version: str, tmp_path: Path) -> None:
    with Store.open(tmp_path / "new.db", practice=True) as store:
        for _ in range(6):
            with store.transaction() as tx:
                register(tx)
        with store.transaction() as tx:
            sending.delivered(tx, dict.fromkeys(range(1, 5), "stored"), ring_epoch="e1", at=START)
            sending.not_taken(tx, [sending.NotTaken(5, "payload_wrong", None)])
        copy_as(version, store, tmp_path / "old.db", more=("outbox",))
    with Store.open(tmp_path / "old.db", practice=True) as store, store.reading() as reading:
        rows = reading.connection.exec_driver_sql(
            "SELECT seq, state, attempts, last_answer, ring_epoch FROM outbox ORDER BY seq"
        ).fetchall()
    delivered = [(n, "delivered", 1, "stored", "e1") for n in range(1, 5)]
    assert [tuple(row) for row in rows] == [
        *delivered,
        (5, "parked", 1, "payload_wrong", None),
        (6, "waiting", 0, "", None),
    ]


def test_t_audit_both_ends_count_the_same(tmp_path: Path) -> None:
    """A hole that a lost event would leave is seen by the count above, without a look at any event."""
    with Store.open(tmp_path / "city.db", role="city", practice=True) as city:
        desk = Desk.open(tmp_path)
        desk.register(12)
        events = desk.events()
        take(city, *events[:4], *events[5:])
        with city.reading() as reading:
            held = holdings.holdings(reading, to_ms(START))
        assert (held.events, held.gaps) == (11, 1)
        take(city, events[4])
        with city.reading() as reading, desk.store.reading() as below:
            held = holdings.holdings(reading, to_ms(START))
            assert (held.events, held.gaps) == (written.last(below, desk.device), 0)
        desk.store.close()


def test_t_busy_two_that_read_and_then_write_wait_for_each_other(tmp_path: Path) -> None:
    """A transaction that begins as a reader and becomes a writer would fail at once: each begins as a writer."""
    path = tmp_path / "shared.db"
    stores = [Store.open(path, role="city", practice=True, alone=False) for _ in range(3)]
    begin = threading.Barrier(3)

    def count_up(store: Store) -> None:
        begin.wait()
        for _ in range(20):
            with store.transaction() as tx:
                known = int(sending.note_of(tx, "count") or 0)
                sending.note(tx, "count", str(known + 1))

    with ThreadPoolExecutor(3) as pool:
        for run in [pool.submit(count_up, store) for store in stores]:
            run.result()
    with stores[0].reading() as reading:
        assert sending.note_of(reading, "count") == "60"
    for store in stores:
        store.close()


_HOLDS_THE_FEED = """
import sys
from counter_app.storage import arrivals
from counter_app.storage.store import Store
store = Store.open(sys.argv[1], role="city", practice=True, alone=False)
with store.transaction() as tx:
    arrivals.accept(tx, sys.argv[2], [])
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_t_lock_who_dies_in_the_middle_holds_nobody_up(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    place = str(tmp_path / "city.db") if kind == "sqlite" else request.getfixturevalue("postgres_url")
    with Store.open(place, role="city", practice=True, alone=False) as store:
        command = [sys.executable, "-c", _HOLDS_THE_FEED, place, UNIT]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"held\n"
            os.kill(process.pid, signal.SIGKILL)
        assert take(store, Device().received(new_id(), code="H13.35.07-261123-0001")) == ["stored"]


def test_t_uuid_ids_are_random_enough_and_never_twice() -> None:
    with ThreadPoolExecutor(4) as pool:
        made = [one for run in pool.map(lambda _: [ids.new_id() for _ in range(5_000)], range(4)) for one in run]
    assert len(set(made)) == len(made)
    assert {(one.version, one.variant) for one in made} == {(7, "specified in RFC 4122")}
    chance = [(one.int >> 64 & 0xFFF) << 62 | one.int & (1 << 62) - 1 for one in made]
    for bit in range(74):
        share = sum(value >> bit & 1 for value in chance) / len(chance)
        assert 0.45 < share < 0.55, f"bit {bit} is no chance"
    assert "urandom" in Path(ids.__file__).read_text("utf-8")


def test_t_stall_who_hears_nothing_any_more_is_told(tmp_path: Path) -> None:
    bench = open_bench(tmp_path, city="https://127.0.0.1:1")
    try:
        store, desk = bench.counter.store, bench.desk
        with store.transaction() as tx:
            outbox.answered(tx, bench.clock.now(), "e1")
        lights = {}
        for minutes in (0, 2, 4, 60):
            bench.clock.put_right(bench.clock.now() + timedelta(minutes=minutes))
            lights[minutes] = desk.sync().light
        assert lights[4] == lights[60] == "amber", "nothing unsent, and still not green"
        desk.register(draft_of(desk))
        bench.clock.put_right(bench.clock.now() + timedelta(hours=5))
        assert desk.sync().light == "red"
    finally:
        bench.counter.close()


def test_t_opt_nothing_of_the_product_is_decided_by_an_assertion() -> None:
    """`python -O` takes assertions out."""
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sorted((ROOT / "counter_app").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Assert)
    ]
    assert found == []


def test_t_opt_the_core_works_without_assertions() -> None:
    rooms = ["tests/domain/test_dossier.py", "tests/storage/test_registering.py", "tests/sync/test_planner.py"]
    options = ("-q", "-x", "-p", "no:cacheprovider", "-p", "no:randomly", "-W", "ignore::pytest.PytestConfigWarning")
    done = subprocess.run(
        [sys.executable, "-O", "-m", "pytest", *options, *rooms],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
    )
    assert done.returncode == 0, done.stdout[-3000:]
