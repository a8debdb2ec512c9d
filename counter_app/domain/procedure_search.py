"""Finding a procedure by the words an officer types: everyday words, without accents, initials, parts of a code.

"ks", "khai sinh" and "KHAI SINH" all mean birth registration. The index is prepared once for the procedures of a day;
a search touches only the words it needs, so 2,242 procedures answer while a key is still going down.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from counter_app.domain.catalogue import Procedure
from counter_app.domain.text import fold, initials, words

LIMIT: Final = 20

# Tiers, far enough apart that what the counter did today never lifts a procedure over a better kind of match.
CODE_EXACT: Final = 2_000.0
ALIAS_EXACT: Final = 1_500.0
NAME_EXACT: Final = 1_400.0
INITIALS_EXACT: Final = 1_100.0
CODE_PREFIX: Final = 1_000.0
ALIAS_PREFIX: Final = 800.0
NAME_PREFIX: Final = 650.0
WORDS: Final = 300.0
INITIALS_PREFIX: Final = 150.0
SOME_WORDS: Final = 0.0
LARGEST_BOOST: Final = 90.0

_WHOLE_WORD: Final = 20.0
_IN_ALIAS: Final = 10.0
_WORD_PREFIX: Final = 8.0
_LATER_ALIAS: Final = 1.0
_LONGER_NAME: Final = 0.05


@dataclass(frozen=True, slots=True)
class _Entry:
    """One procedure as it is compared: everything folded, `short` the initials of name and aliases."""

    procedure: Procedure
    name: str
    aliases: tuple[str, ...]
    short: frozenset[str]
    digits: str


class ProcedureIndex:
    """The procedures of one day, prepared for searching. Immutable."""

    __slots__ = ("_entries", "_postings", "_vocabulary")

    def __init__(self, procedures: Iterable[Procedure]) -> None:
        """Prepare the index; it costs far more than a search, so it is made once and off the screen's thread."""
        self._entries = tuple(_entry(procedure) for procedure in procedures)
        postings: dict[str, dict[int, float]] = {}
        for place, entry in enumerate(self._entries):
            for word in (*words(entry.name), *words(entry.procedure.field), *words(entry.procedure.code)):
                postings.setdefault(word, {}).setdefault(place, 0.0)
            for alias in entry.aliases:
                for word in words(alias):
                    postings.setdefault(word, {})[place] = _IN_ALIAS
        self._postings = postings
        self._vocabulary = sorted(postings)

    def __len__(self) -> int:
        return len(self._entries)

    def search(self, text: str, boost: Mapping[str, float] | None = None, limit: int = LIMIT) -> tuple[Procedure, ...]:
        """Return at most `limit` procedures, best first.

        `boost` says by procedure code how much this counter used it lately (0 not at all, 1 once, …): it orders equally
        good matches, and it is the whole order for an empty `text`.
        """
        used = {} if boost is None else boost
        query = fold(text)
        scores = self._scores(query) if query else dict.fromkeys(range(len(self._entries)), SOME_WORDS)
        ranked = sorted(
            scores,
            key=lambda place: (-scores[place] - _lift(used, self._entries[place].procedure), place),
        )
        return tuple(self._entries[place].procedure for place in ranked[:limit])

    def _scores(self, query: str) -> dict[int, float]:
        scores = self._by_words(words(query))
        compact = "".join(words(query))
        for place, entry in enumerate(self._entries):
            whole = _whole(entry, query, compact)
            if whole > 0:
                scores[place] = max(scores.get(place, 0.0), whole - _LONGER_NAME * len(entry.name))
        return scores

    def _by_words(self, typed: list[str]) -> dict[int, float]:
        """Score by single words: all typed words matched, or failing that, the procedures that match the most."""
        found: dict[int, tuple[int, float]] = {}
        for word in dict.fromkeys(typed):
            for place, worth in self._matches(word).items():
                count, sum_of = found.get(place, (0, 0.0))
                found[place] = (count + 1, sum_of + worth)
        most = max((count for count, _ in found.values()), default=0)
        distinct = len(set(typed))
        if 2 * most < distinct:
            return {}
        tier = WORDS if most == distinct else SOME_WORDS
        return {
            place: tier + worth / count - _LONGER_NAME * len(self._entries[place].name)
            for place, (count, worth) in found.items()
            if count == most
        }

    def _matches(self, word: str) -> dict[int, float]:
        """Return what `word`, as a whole word or as the beginning of one, is worth in each procedure."""
        found: dict[int, float] = {}
        at = bisect_left(self._vocabulary, word)
        while at < len(self._vocabulary) and self._vocabulary[at].startswith(word):
            known = self._vocabulary[at]
            worth = _WHOLE_WORD if known == word else _WORD_PREFIX
            for place, extra in self._postings[known].items():
                if found.get(place, -1.0) < worth + extra:
                    found[place] = worth + extra
            at += 1
        return found


def _entry(procedure: Procedure) -> _Entry:
    aliases = tuple(fold(alias) for alias in procedure.aliases)
    short = frozenset(initials(phrase) for phrase in (procedure.name, *procedure.aliases) if " " in phrase)
    digits = "".join(letter for letter in procedure.code if letter.isdigit())
    return _Entry(procedure, fold(procedure.name), aliases, short, digits)


def _whole(entry: _Entry, query: str, compact: str) -> float:
    """Score the whole query against code, aliases, name and initials; 0 when none fits."""
    code = _code(entry, query)
    if code:
        return code
    for rank, alias in enumerate(entry.aliases):
        if alias == query:
            return ALIAS_EXACT - _LATER_ALIAS * rank
    if entry.name == query:
        return NAME_EXACT
    if compact in entry.short:
        return INITIALS_EXACT
    for rank, alias in enumerate(entry.aliases):
        if alias.startswith(query):
            return ALIAS_PREFIX - _LATER_ALIAS * rank
    if entry.name.startswith(query):
        return NAME_PREFIX
    if len(compact) > 1 and any(short.startswith(compact) for short in entry.short):
        return INITIALS_PREFIX
    return 0.0


def _code(entry: _Entry, query: str) -> float:
    if not query[0].isdigit():
        return 0.0
    code = entry.procedure.code.lower()
    if query in (code, entry.digits):
        return CODE_EXACT
    if query.startswith(code + "."):
        return CODE_EXACT
    return CODE_PREFIX if code.startswith(query) or entry.digits.startswith(query) else 0.0


def _lift(used: Mapping[str, float], procedure: Procedure) -> float:
    times = max(used.get(procedure.code, 0.0), 0.0)
    return LARGEST_BOOST * times / (1.0 + times)
