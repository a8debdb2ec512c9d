"""Register one dossier, durable: our function ÷ the same rows by the raw driver, in a store of 200,000 dossiers.

    python tests/bench/register.py [--dossiers 200000] [--rounds 1500] [--keep FOLDER]

Both sides write to their own copy of the same store through one kept connection with WAL and synchronous=FULL, in
turns: next number, event, outbox entry, dossier row, search index, known person, use count, and drop the kept form. The
raw side is a plain function over the driver with the values made beforehand (payload text, keys, hash), so it does no
work but the writing; ours makes event, seal, fold, keys and rows besides. First with an empty store, then with a big
one.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from counter_app.domain.dossier import fold
from counter_app.domain.events import canonical, new_id
from counter_app.domain.person import Applicant
from counter_app.domain.times import VIETNAM
from counter_app.storage import dossiers, engines, numbers, registering, search
from counter_app.storage.events import as_row
from counter_app.storage.store import Store
from counter_app.storage.values import to_ms
from tests.bench import big_store

TODAY = datetime(2026, 11, 23, 8, 0, tzinfo=VIETNAM)
_EVENT = (
    "INSERT INTO event (id, dossier, unit, device, epoch, device_seq, based_on, kind, schema, at, offset_ms, officer, "
    "payload, prev_hash, hash) VALUES (:id, :dossier, :unit, :device, :epoch, :device_seq, :based_on, :kind, :schema, "
    ":at, :offset_ms, :officer, :payload, :prev_hash, :hash)"
)
_DOSSIER = (
    "INSERT INTO dossier (position, id, code, unit, procedure, procedure_name, applicant, number, phone, received_at, "
    "due_at, status, officer, conflicts, reprints, holder, warn_at, ended_at) VALUES (:position, :id, :code, :unit, "
    ":procedure, :procedure_name, :applicant, :number, :phone, :received_at, :due_at, :status, :officer, :conflicts, "
    ":reprints, :holder, :warn_at, :ended_at)"
)
_NUMBER = (
    "INSERT INTO number_block (electronic_code, day, slot, last) VALUES (?, ?, 1, 110000) "
    "ON CONFLICT (electronic_code, day, slot) DO UPDATE SET last = last + 1 RETURNING last"
)
_PERSON = (
    "INSERT INTO person (kind, number, content, procedures, seen_at) VALUES ('citizen', ?, ?, ?, ?) "
    "ON CONFLICT (kind, number) DO UPDATE SET content = excluded.content, procedures = excluded.procedures, "
    "seen_at = excluded.seen_at"
)
_USE = (
    "INSERT INTO procedure_use (day, procedure, uses) VALUES (?, ?, 1) "
    "ON CONFLICT (day, procedure) DO UPDATE SET uses = uses + 1"
)


@dataclass(frozen=True, slots=True)
class Ready:
    """What the raw side writes, made beforehand."""

    event: dict[str, Any]
    dossier: dict[str, Any]
    keys: str
    number: str
    person: str
    procedure: str


def today(count: int) -> Iterator[big_store.Case]:
    """Return dossiers of one day, numbered as slot 1 numbers them, by people some of whom are known."""
    for case in big_store.cases(count, seed=99):
        number = numbers.own_numbers(1).start + case.position - 1
        yield replace(case, code=numbers.dossier_code(big_store.ELECTRONIC_CODE, TODAY.date(), number), at=TODAY)


def ready(case: big_store.Case) -> Ready:
    event = replace(big_store.event_of(case), id=new_id(), dossier=new_id(), device="quay-2").sealed("")
    folded = fold([event])
    return Ready(
        as_row(event),
        dossiers.as_row(folded),
        search.keys(folded),
        folded.applicant.number,
        canonical(Applicant.to_json(folded.applicant)),
        folded.procedure_code,
    )


def write_raw(raw: Any, one: Ready) -> None:
    """Write the rows of one dossier as straight as the driver can."""
    raw.execute("BEGIN IMMEDIATE")
    raw.execute("SELECT seq FROM event WHERE dossier = ?", (one.event["dossier"],)).fetchone()
    raw.execute(_NUMBER, (big_store.ELECTRONIC_CODE, "2026-11-23")).fetchone()
    raw.execute(
        "SELECT device_seq, hash FROM event WHERE device = 'quay-2' ORDER BY device_seq DESC LIMIT 1"
    ).fetchone()
    seq = raw.execute(_EVENT, one.event).lastrowid
    raw.execute(
        "INSERT INTO outbox (seq, dossier, state, attempts, last_answer) VALUES (?, ?, 'waiting', 0, '')",
        (seq, one.event["dossier"]),
    )
    raw.execute(_DOSSIER, {"position": seq, **one.dossier})
    raw.execute("INSERT INTO search (rowid, keys) VALUES (?, ?)", (seq, one.keys))
    raw.execute(
        "SELECT content, procedures FROM person WHERE kind = 'citizen' AND number = ?", (one.number,)
    ).fetchone()
    raw.execute(_PERSON, (one.number, one.person, f'["{one.procedure}"]', to_ms(TODAY)))
    raw.execute(_USE, ("2026-11-23", one.procedure))
    raw.execute("DELETE FROM draft_form WHERE id = ?", (one.event["dossier"],))
    raw.execute("COMMIT")


def write_ours(store: Store, case: big_store.Case) -> None:
    dossier = new_id()
    with store.transaction() as tx:
        registering.register(
            tx,
            dossier=dossier,
            electronic_code=big_store.ELECTRONIC_CODE,
            slot=1,
            day=TODAY.date(),
            make_event=lambda code: replace(
                big_store.event_of(replace(case, code=code)), id=new_id(), dossier=dossier, device="quay-2"
            ),
        )


def measure(ours: Path, theirs: Path, rounds: int) -> tuple[list[float], list[float]]:
    """Return milliseconds of each registration: ours, raw."""
    writer = engines.sqlite_writer(theirs, None)
    took_ours, took_raw = [], []
    with Store.open(ours, practice=True) as store, writer.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        for number, case in enumerate(today(rounds + 50)):
            one = replace_sequence(ready(case), number + 1)
            started = time.perf_counter()
            write_raw(raw, one)
            between = time.perf_counter()
            write_ours(store, case)
            ended = time.perf_counter()
            if number >= 50:
                took_raw.append((between - started) * 1_000)
                took_ours.append((ended - between) * 1_000)
    writer.dispose()
    return took_ours, took_raw


def replace_sequence(one: Ready, number: int) -> Ready:
    return replace(one, event={**one.event, "device_seq": number})


def show(title: str, ours: list[float], raw: list[float]) -> None:
    ratio = statistics.median(ours) / statistics.median(raw)
    tail = sorted(ours)[int(0.95 * len(ours))] / sorted(raw)[int(0.95 * len(raw))]
    print(f"{title}: ours {statistics.median(ours):.3f} ms, raw {statistics.median(raw):.3f} ms (medians)")
    print(f"  ratio of medians {ratio:.2f} (goal <= 2.0), of p95s {tail:.2f}")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--dossiers", type=int, default=200_000)
    arguments.add_argument("--rounds", type=int, default=1_500)
    arguments.add_argument("--keep", type=Path)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for count in (0, given.dossiers):
            made = (given.keep or folder) / f"register-{count}.db"
            if not made.exists():
                big_store.make(made, count, events=True)
            ours, theirs = folder / "ours.db", folder / "raw.db"
            for copy in (ours, theirs):
                copy.write_bytes(made.read_bytes())
            show(f"{count:,} dossiers in the store", *measure(ours, theirs, given.rounds))


if __name__ == "__main__":
    main()
