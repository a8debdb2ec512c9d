"""Search over 1,000,000 dossiers: two words, the last unfinished ÷ an exact lookup by code; the worst of 300 questions.

    python tests/bench/search.py [--dossiers 1000000] [--keep FOLDER]

The exact lookup is a whole code asked in the same box: the unique index, the same answer as a value. Beside it stands
the driver's own bare `SELECT` of one row by code, for comparison. Both are asked between the searches, with codes from
the whole store, after the file was read once. `--keep` leaves the store for the next run. Printed: ratios of p95s, the
worst question's p95 in milliseconds, bytes of index a dossier.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from counter_app.domain.text import fold
from counter_app.storage import search
from counter_app.storage.store import Store
from tests.bench import big_store

_LOOKUP = "SELECT position, id, code, applicant, received_at FROM dossier WHERE code = ?"


def p(share: float, times: list[float]) -> float:
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


def clock(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1_000


def warm(path: Path) -> None:
    """Read the whole file once, so that both sides find it in the system's cache and no disk is measured."""
    with path.open("rb") as file:
        while file.read(1 << 20):
            pass


def two_words(people: list[big_store.Someone], dice: random.Random) -> str:
    """Return two words of a name as typed: any two in any order, the second one unfinished."""
    first, second = dice.sample(fold(dice.choice(people).name).split(), 2)
    return f"{first} {second[: dice.randint(1, len(second))]}"


def questions(people: list[big_store.Someone], codes: list[str], dice: random.Random) -> Iterator[str]:
    """Return 300 questions of every sort that somebody may type, the cruel ones first."""
    yield from "abcdeghiklmnopqrstuvxy"
    yield from "0123456789"
    yield from (
        "ng",
        "th",
        "nguyen",
        "nguyen t",
        "nguyen thi",
        "thi nguyen",
        "van nguyen",
        "nguyen thi n",
        "tran thi th",
    )
    yield from ("n t", "nguyen van a b c", "danh au", "au d", "kieu", "xyz", "nguyen xyz", "thi van", "van thi kim ng")
    yield from (
        "09",
        "092",
        "0920",
        "09209",
        "092090",
        "0920901",
        "0930",
        "094",
        "091",
        "0912",
        "09123",
        "0001",
        "1",
        "400",
    )
    yield from ("H13", "H13.35", "H13.35.07-", "H13.35.O7-2O", "h13.35.07-200101-0", "260123-0001", "2001010001")
    for number in range(300):
        someone = dice.choice(people)
        name = fold(someone.name)
        yield (
            name,
            name[: dice.randint(3, len(name))],
            two_words(people, dice),
            someone.number,
            someone.number[: dice.randint(2, 11)],
            someone.phone,
            someone.phone[-4:],
            f"{name.split()[-1]} {someone.phone[:4]}",
            dice.choice(codes),
            dice.choice(codes)[-11:],
        )[number % 10]


def measure(store: Store, count: int) -> tuple[float, float, float]:
    dice = random.Random(7)
    people = big_store.people(max(1, count // 3))
    with store.reading() as reading:
        raw = reading.connection.connection.driver_connection
        assert raw is not None
        some = (dice.randrange(1, count + 1) for _ in range(5_000))
        codes = [raw.execute("SELECT code FROM dossier WHERE position = ?", (one,)).fetchone()[0] for one in some]
        asked = list(dict.fromkeys(questions(people, codes, dice)))[:300]
        for question in asked:
            search.find(reading, question)
        exact, lines, words = [], [], []
        for _ in range(2_000):
            code, question = dice.choice(codes), two_words(people, dice)
            exact.append(clock(lambda code=code: raw.execute(_LOOKUP, (code,)).fetchone()))  # type: ignore[misc]
            lines.append(clock(lambda: search.find(reading, dice.choice(codes))))
            words.append(clock(lambda question=question: search.find(reading, question)))  # type: ignore[misc]
        times: dict[str, list[float]] = {question: [] for question in asked}
        for _ in range(20):
            for question in times:
                times[question].append(clock(lambda question=question: search.find(reading, question)))  # type: ignore[misc]
    worst = sorted(((p(0.95, took), question) for question, took in times.items()), reverse=True)
    print(f"bare SELECT    p50 {p(0.5, exact):.3f} ms, p95 {p(0.95, exact):.3f} ms")
    print(
        f"exact, asked   p50 {p(0.5, lines):.3f} ms, p95 {p(0.95, lines):.3f} ms (a whole code asked in the same box)"
    )
    print(f"two words      p50 {p(0.5, words):.3f} ms, p95 {p(0.95, words):.3f} ms, max {max(words):.3f} ms")
    print(f"{len(times)} questions, each 20 times: the five slowest by p95:")
    for took, question in worst[:5]:
        print(f"  {took:8.3f} ms  {question!r}")
    return p(0.95, words) / p(0.95, exact), p(0.95, words) / p(0.95, lines), worst[0][0]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--dossiers", type=int, default=1_000_000)
    arguments.add_argument("--keep", type=Path)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = (given.keep or Path(folder)) / f"search-{given.dossiers}.db"
        if not path.exists():
            took = clock(lambda: big_store.make(path, given.dossiers, events=False))
            print(f"store of {given.dossiers:,} dossiers made in {took / 1_000:.0f} s")
        whole, index = big_store.sizes(path)
        warm(path)
        with Store.open(path, practice=True) as store:
            ratio, same, worst = measure(store, given.dossiers)
    print(f"two words ÷ exact lookup, p95: {same:.1f} (goal <= 30); ÷ the driver's bare SELECT: {ratio:.1f}")
    print(f"worst question, p95: {worst:.1f} ms (goal <= 50)")
    print(
        f"search index: {index / given.dossiers:.0f} bytes a dossier (goal <= 600); store {whole / given.dossiers:.0f}"
    )


if __name__ == "__main__":
    main()
