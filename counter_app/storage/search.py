"""One box that finds a dossier by code, part of a name without accents, personal number or phone; newest first.

What is indexed are folded words of the names (`domain.text.words`), the numbers and phones as digits, and marked keys:
`_d` the code's date, `_q` its running number, `_t` the last four digits of a number or phone, `_p` a slip or hand-over
list that names the dossier, `_a` the officer to whom it was given. A mark is no letter or digit, so that a name can
never be taken for one. The order is the store's own, newest first: ranking a
million hits takes a thousand times as long and puts yesterday's namesake above the person at the counter.

The index is SQLite's FTS5; a store on PostgreSQL has none yet and finds by code only.
"""

import re
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Final
from uuid import UUID

from sqlalchemy import Integer, bindparam, column, select, text

from counter_app.domain.acts import OPEN
from counter_app.domain.dossier import Dossier
from counter_app.domain.own_codes import read_own_paper
from counter_app.domain.person import Applicant, Organisation, Person
from counter_app.domain.text import words
from counter_app.storage import tables
from counter_app.storage.dossiers import LINE_COLUMNS, DossierLine, line, whole
from counter_app.storage.prepared import Prepared
from counter_app.storage.transaction import Reading, Transaction

MOST: Final = 50
"""How many lines an answer has at most."""

_LONGEST: Final = 200
_CODE_BEGINNING: Final = re.compile(r"(?:[A-Z]\d{2}|\d{3}\.\d{2})(?:\.[A-Z]?\d{0,3})*(?:-\d*){0,2}")
_CODE_END: Final = re.compile(r"(?:\d\d)?(\d{6})-(\d{1,9})")
_WHOLE_CODE: Final = re.compile(r"-(?:\d\d)?(\d{6})-(\d{4,9})$")
_ONLY_DIGITS: Final = re.compile(r"[\d\s.()+-]*\d[\d\s.()+-]*", re.ASCII)

_INSERT = Prepared(text("INSERT INTO search (rowid, keys) VALUES (:position, :keys)"))
_REPLACE = Prepared(text("INSERT OR REPLACE INTO search (rowid, keys) VALUES (:position, :keys)"))
_HITS: Final = (
    text("SELECT rowid AS hit FROM search WHERE search MATCH :query ORDER BY rowid DESC LIMIT :limit")
    .columns(column("hit", Integer))
    .subquery("hits")
)
_FIND = Prepared(select(*LINE_COLUMNS).join(_HITS, _HITS.c.hit == tables.dossiers.c.position))
_BY_CODE = Prepared(
    select(*LINE_COLUMNS)
    .where(tables.dossiers.c.code >= bindparam("low"), tables.dossiers.c.code < bindparam("high"))
    .order_by(tables.dossiers.c.code.desc())
    .limit(bindparam("limit"))
)


def index(tx: Transaction, position: int, dossier: Dossier) -> None:
    """Index a dossier that is new in the store."""
    if tx.indexed:
        tx.do(_INSERT, position=position, keys=keys(dossier))


def reindex(tx: Transaction, position: int, dossier: Dossier) -> None:
    """Bring the index up to a dossier that has changed."""
    if tx.indexed:
        tx.do(_REPLACE, position=position, keys=keys(dossier))


def index_all(tx: Transaction, begun: Iterable[tuple[int, Dossier]], changed: Iterable[tuple[int, Dossier]]) -> None:
    """Index many dossiers at once, (position, dossier) each: those new in the store, and those that changed."""
    if tx.indexed:
        tx.do_all(_INSERT, [{"position": position, "keys": keys(one)} for position, one in begun])
        tx.do_all(_REPLACE, [{"position": position, "keys": keys(one)} for position, one in changed])


def find(reading: Reading, typed: str, limit: int = MOST) -> Sequence[DossierLine]:
    """Return the dossiers that `typed` means, newest first, at most `limit`.

    - The beginning of a code (O read as 0) lists by code, the newest day first; its end ("261123-0001", "2611230001",
      or the running number alone) finds the same dossiers whatever unit it belongs to.
    - Digits are the running number of a code, the beginning of a personal number or phone, or four last digits.
    - Everything else is words of the name in any order, accents or not; the last one may be unfinished.
    """
    typed = typed[:_LONGEST].strip()
    beginning = _as_code(typed)
    if beginning is not None:
        low, high = beginning, beginning[:-1] + chr(ord(beginning[-1]) + 1)
        found = [line(row) for row in reading.rows(_BY_CODE, low=low, high=high, limit=limit)]
        return found + [was for was in _formerly(reading, beginning) if was not in found]
    paper = read_own_paper(typed)
    query = _query(typed) if paper is None else f'"{_paper_key(paper.text)}"'
    return [] if query is None else _hits(reading, query, limit)


def named_on(reading: Reading, paper: str) -> UUID | None:
    """Return the newest dossier that a slip or hand-over list with this code names."""
    return next((one.id for one in _hits(reading, f'"{_paper_key(paper)}"', 1)), None)


def given_to(reading: Reading, officer: str, limit: int) -> Sequence[DossierLine]:
    """Return the open dossiers that were given to this officer and to nobody since, newest first."""
    key = _officer_key(officer)
    return _hits(reading, f'"{key}"', limit) if key else []


def _hits(reading: Reading, query: str, limit: int) -> Sequence[DossierLine]:
    if not reading.indexed:
        return []
    found = [line(row) for row in reading.rows(_FIND, query=query, limit=limit)]
    return sorted(found, key=attrgetter("position"), reverse=True)


def formerly(reading: Reading, code: str) -> UUID | None:
    """Return the dossier that had this code before it was given another."""
    return next((was.id for was in _formerly(reading, code)), None)


def _formerly(reading: Reading, code: str) -> Sequence[DossierLine]:
    end = _WHOLE_CODE.search(code)
    if end is None or not reading.indexed:
        return []
    hits = reading.rows(_FIND, query=f'"_d{end[1]}" AND "_q{_running(end[2])}"', limit=MOST)
    return [one for one in map(line, hits) if one.code != code and _had(reading, one.id, code)]


def _had(reading: Reading, dossier: UUID, code: str) -> bool:
    found = whole(reading, dossier)
    return found is not None and code in found.former_codes


def keys(dossier: Dossier) -> str:
    """Return all that the dossier is found by: its applicant, who stood at the counter or represents, and its code."""
    people: list[Applicant] = [dossier.applicant]
    if dossier.at_counter is not None:
        people.append(Applicant(dossier.at_counter))
    if isinstance(dossier.applicant.who, Organisation) and dossier.applicant.who.representative is not None:
        people.append(Applicant(dossier.applicant.who.representative))
    numbers = [number for person in people for number in _numbers_of(person)]
    found = keys_of((person.name for person in people), numbers, dossier.code)
    later = [key for code in dossier.former_codes for key in _code_keys(code)]
    if dossier.lived is not None:
        later.extend(_life_keys(dossier))
    return " ".join(dict.fromkeys([*found.split(" "), *later])) if later else found


def _life_keys(dossier: Dossier) -> Iterable[str]:
    life = dossier.life
    for code in (*(one.slip for one in life.supplements), *(one.list for one in life.hand_overs)):
        if code:
            yield _paper_key(code)
    if life.assigned and dossier.status in OPEN:
        yield _officer_key(life.assigned)


def _paper_key(code: str) -> str:
    return "_p" + "".join(words(code))


def _officer_key(name: str) -> str:
    return "_a" + "".join(words(name)) if words(name) else ""


def keys_of(names: Iterable[str], numbers: Iterable[str], code: str) -> str:
    """Return names, numbers (phones among them) and a code as one text of blank-separated keys, each once."""
    found: dict[str, None] = {}
    for name in names:
        found.update(dict.fromkeys(words(name)))
    found.update(dict.fromkeys(_number_keys(numbers)))
    found.update(dict.fromkeys(_code_keys(code)))
    return " ".join(found)


def _numbers_of(person: Applicant) -> Iterable[str]:
    yield person.number
    yield _national_phone(person.phone)
    if isinstance(person.who, Person):
        yield person.who.old_number


def _number_keys(numbers: Iterable[str]) -> Iterable[str]:
    for number in numbers:
        digits = _digits(number)
        if digits:
            yield digits
        if len(digits) >= 4:
            yield f"_t{digits[-4:]}"


def _code_keys(code: str) -> Iterable[str]:
    head, _, end = code.rpartition("-")
    day = head.rpartition("-")[2]
    if _is_digits(end) and _is_digits(day):
        yield f"_d{day[-6:]}"
        yield f"_q{_running(end)}"


def _as_code(typed: str) -> str | None:
    """Return the beginning of a code that `typed` is, None when it is none."""
    upper = typed.upper()
    read = upper[:1] + upper[1:].replace("O", "0")
    return read if _CODE_BEGINNING.fullmatch(read) else None


def _query(typed: str) -> str | None:
    """Return the question in FTS5's words, None when nothing is asked."""
    end = _CODE_END.fullmatch(typed.upper().replace("O", "0"))
    if end is not None:
        return f'"_d{end[1]}" AND "_q{_running(end[2])}"'
    if _ONLY_DIGITS.fullmatch(typed):
        return _of_digits(_digits(_national_phone(typed)))
    asked = words(typed)
    if not asked:
        return None
    parts = [_of_digits(word) if _is_digits(word) else f'"{word}"' for word in asked]
    if parts[-1] == f'"{asked[-1]}"':
        parts[-1] += "*"
    return " AND ".join(parts)


def _of_digits(digits: str) -> str:
    meanings = [f'"{digits}"*']
    if len(digits) <= 9:
        meanings.append(f'"_q{_running(digits)}"')
    if len(digits) == 4:
        meanings.append(f'"_t{digits}"')
    if 10 <= len(digits) <= 15:
        meanings.append(f'("_d{digits[:6]}" AND "_q{_running(digits[6:])}")')
    return f"({' OR '.join(meanings)})"


def _is_digits(text_: str) -> bool:
    return text_.isascii() and text_.isdecimal()


def _running(digits: str) -> str:
    return f"{int(digits):04d}"


def _digits(text_: str) -> str:
    return "".join(letter for letter in text_ if letter in "0123456789")


def _national_phone(phone: str) -> str:
    """Return a phone as it is dialled in the country: +84 912 345 678 becomes 0912345678."""
    digits = _digits(phone)
    return "0" + digits[2:] if phone.lstrip().startswith("+84") else digits
