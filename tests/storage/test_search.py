"""One box: what it must find, in which order, and that it finds exactly what a plain look at every dossier would."""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from counter_app.domain.events import CORRECTED, Event, new_id
from counter_app.domain.text import words
from counter_app.storage import leases, registering, search
from counter_app.storage.store import Store
from tests.domain.events_made import START
from tests.storage.made import ELECTRONIC_CODE, UNIT, citizen, register

PEOPLE = (
    ("Đặng Thị Phượng", "092190001234", "0912345678"),
    ("Nguyễn Thị Phương Đan", "092090005678", "0939000111"),
    ("NGUYỄN VĂN AN", "093085001234", "+84 912 000 999"),
    ("Lê Anh", "", ""),
)


@pytest.fixture
def filled(store: Store) -> Store:
    with store.transaction() as tx:
        asked = leases.wish(tx, uuid4(), ELECTRONIC_CODE, START.date(), 50)
        leases.granted(tx, asked, 1, 50)
        for name, number, phone in PEOPLE:
            register(tx, applicant=citizen(name, number, phone))
    return store


def found(store: Store, typed: str) -> list[str]:
    with store.reading() as reading:
        return [line.applicant for line in search.find(reading, typed)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("phuong", [1, 0]),
        ("Phượng", [1, 0]),
        ("phuong dang", [0]),
        ("dang phuo", [0]),
        ("ĐẶNG", [0]),
        ("d", [1, 0]),
        ("an", [3, 2]),
        ("an nguyen", [2]),
        ("nguyen an", [2]),
        ("thi nguyen phuong d", [1]),
        ("phuong  ,  dan", [1, 0]),
        ("phuong xyz", []),
        ("phuo thi", []),
        ("092190001234", [0]),
        ("0921", [0]),
        ("092", [1, 0]),
        ("1234", [2, 0]),
        ("5678", [1, 0]),
        ("0912 345 678", [0]),
        ("0912.345", [0]),
        ("+84 912 345 678", [0]),
        ("0912000999", [2]),
        ("nguyen 0912", [2]),
        ("2", [1]),
        ("0003", [2]),
        ("H13.35.07-261123-0001", [0]),
        ("h13.35.o7-261123-ooo1", [0]),
        ("H13", [3, 2, 1, 0]),
        ("H13.35.07-2611", [3, 2, 1, 0]),
        ("261123-0004", [3]),
        ("20261123-4", [3]),
        ("2611230003", [2]),
        ("H14", []),
        ("", []),
        ("  -,. ", []),
        ('"* OR phuong', []),
        ("phuong*", [1, 0]),
        ("_t1234", []),
        ("\0", []),
    ],
)
def test_finds(filled: Store, typed: str, expected: list[int]) -> None:
    assert found(filled, typed) == [PEOPLE[place][0] for place in expected]


def test_finds_also_who_stood_at_the_counter_and_who_represents(store: Store) -> None:
    company = {
        "kind": "organisation",
        "name": "Công ty TNHH Ba Láng",
        "tax_number": "1801234567",
        "representative": {"name": "Võ Thị Kim Chi"},
    }
    with store.transaction() as tx:
        register(tx, applicant=company, at_counter={"name": "Trần Ngọc Ánh", "personal_number": "092199000001"})
    for typed in ("ba lang", "1801234567", "kim chi", "anh ngoc", "092199000001", "4567"):
        assert found(store, typed) == ["Công ty TNHH Ba Láng"], typed


def test_answer_is_short_and_newest_first(store: Store) -> None:
    with store.transaction() as tx:
        made = [register(tx).dossier.id for _ in range(search.MOST + 10)]
    with store.reading() as reading:
        lines = search.find(reading, "nguyen")
    assert [line.id for line in lines] == made[: -search.MOST - 1 : -1]


def test_city_finds_by_code_only(tmp_path: Path, postgres_url: str) -> None:
    for place in (tmp_path / "city.db", postgres_url):
        with Store.open(place, role="city", practice=True) as store:
            with store.transaction() as tx:
                register(tx)
            assert found(store, "nguyen") == []
            assert found(store, "H13.35.07-261123") == ["Nguyễn Văn Mẫu"]


@dataclass
class Known:
    """A dossier as a plain look sees it."""

    id: UUID
    code: str
    name: str
    number: str
    phone: str
    event: Event = field(repr=False)


def plainly(known: list[Known], typed: str) -> list[UUID]:
    """Return what `search.find` promises, by looking at every dossier, newest first."""
    upper = typed.strip().upper()
    code = upper[:1] + upper[1:].replace("O", "0")
    if re.fullmatch(r"[A-Z]\d\d(\.[A-Z]?\d{0,3})*(-\d*){0,2}", code, re.ASCII):
        hits = [one for one in known if one.code.startswith(code)]
        return [one.id for one in sorted(hits, key=lambda one: one.code, reverse=True)]
    if end := re.fullmatch(r"(\d\d)?(\d{6})-(\d{1,9})", upper.replace("O", "0"), re.ASCII):
        return [one.id for one in reversed(known) if code_parts(one) == (end[2], int(end[3]))]
    if re.fullmatch(r"[\d\s.()+-]*\d[\d\s.()+-]*", typed.strip(), re.ASCII):
        asked = [national(typed.strip())]
    else:
        asked = words(typed)
    return [one.id for one in reversed(known) if asked and matches(one, asked)]


def code_parts(one: Known) -> tuple[str, int]:
    _, day, number = one.code.rsplit("-", 2)
    return day, int(number)


def national(phone: str) -> str:
    digits = re.sub(r"\D", "", phone)
    return "0" + digits[2:] if phone.startswith("+84") else digits


def matches(one: Known, asked: list[str]) -> bool:
    last = len(asked) - 1
    return all(
        digits_match(one, word) if re.fullmatch(r"[0-9]+", word) else word_matches(one, word, unfinished=place == last)
        for place, word in enumerate(asked)
    )


def word_matches(one: Known, word: str, *, unfinished: bool) -> bool:
    return any(own == word or (unfinished and own.startswith(word)) for own in words(one.name))


def digits_match(one: Known, digits: str) -> bool:
    numbers = [number for number in (one.number, national(one.phone)) if number]
    day, running = code_parts(one)
    return (
        any(own.startswith(digits) for own in (*numbers, *words(one.name)))
        or (len(digits) == 4 and any(number.endswith(digits) for number in numbers))
        or (len(digits) <= 9 and int(digits) == running)
        or (10 <= len(digits) <= 15 and (digits[:6], int(digits[6:])) == (day, running))
    )


SYLLABLES = st.sampled_from(
    ["Đặng", "Dàng", "đa", "Nguyễn", "Ngọc", "Ng", "Thị", "Thi", "Ở", "o", "Ý", "36", "ß", "Ｆ"]
)
NAMES = st.lists(SYLLABLES, min_size=1, max_size=4).map(" ".join)
DIGITS = st.text("0129", min_size=0, max_size=4)
NUMBERS = DIGITS.map(lambda tail: f"0{tail:9>11}" if tail else "")
PHONES = st.tuples(st.sampled_from(["09", "+84 9", ""]), DIGITS).map(
    lambda parts: f"{parts[0]}{parts[1]:1>8}" if parts[0] else ""
)
TYPED = st.one_of(
    st.lists(st.one_of(SYLLABLES, DIGITS, st.text("đnosy.-_\"*()'", max_size=3)), max_size=3).map(" ".join),
    NAMES.flatmap(lambda name: st.integers(1, len(name)).map(lambda end: name[:end])),
    st.text("0129", min_size=3, max_size=5),
    st.tuples(NUMBERS, st.integers(1, 12)).map(lambda cut: cut[0][: cut[1]]),
    st.tuples(st.just("H13.35.07-26112O-0001"), st.integers(1, 21)).map(lambda cut: cut[0][: cut[1]]),
    st.tuples(st.sampled_from(["261123-", "20261124-", "261123", "-", ""]), st.integers(0, 30)).map(
        lambda parts: f"{parts[0]}{parts[1]:04d}"
    ),
)


class Searching(RuleBasedStateMachine):
    """Dossiers come and change; whatever is typed, the index and the plain look agree."""

    store: Store

    def __init__(self) -> None:
        super().__init__()
        self.known: list[Known] = []

    @rule(name=NAMES, number=NUMBERS, phone=PHONES, days=st.integers(0, 2))
    def register(self, name: str, number: str, phone: str, days: int) -> None:
        with self.store.transaction() as tx:
            done = register(tx, at=START + timedelta(days=days), applicant=citizen(name, number, phone))
        self.known.append(Known(done.dossier.id, done.dossier.code, name, number, phone, done.event))

    @rule(which=st.integers(0, 99), name=NAMES, phone=PHONES)
    def correct(self, which: int, name: str, phone: str) -> None:
        if not self.known:
            return
        one = self.known[which % len(self.known)]
        change = {"applicant": {"old": None, "new": citizen(name, one.number, phone)}}
        one.event = Event(
            new_id(), one.id, UNIT, "quay-1", "", 0, (one.event.id,), CORRECTED, 1, START, 0, "cb",
            {"changes": change, "reason": "thử"},
        )  # fmt: skip
        with self.store.transaction() as tx:
            registering.amend(tx, one.event)
        one.name, one.phone = name, phone

    @rule(typed=TYPED)
    def ask(self, typed: str) -> None:
        with self.store.reading() as reading:
            assert [line.id for line in search.find(reading, typed, 1_000)] == plainly(self.known, typed)


def test_index_agrees_with_a_plain_look(tmp_path: Path) -> None:
    runs = iter(range(1_000_000))

    class InAStoreOfItsOwn(Searching):
        def __init__(self) -> None:
            super().__init__()
            self.store = Store.open(tmp_path / f"{next(runs)}.db", practice=True)

        def teardown(self) -> None:
            self.store.close()

    run_state_machine_as_test(
        InAStoreOfItsOwn,
        settings=settings(
            max_examples=30, stateful_step_count=30, deadline=None, suppress_health_check=[HealthCheck.too_slow]
        ),
    )
