"""Old and new values of a correction as lines that a person can read; and a typed due date as a value."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from counter_app.domain.times import VIETNAM
from counter_app.ui import shown, words

_DUE = re.compile(r"(?:(?P<h>[0-9]{1,2}):(?P<m>[0-9]{2})\s+)?(?P<d>[0-9]{1,2})/(?P<mo>[0-9]{1,2})/(?P<y>[0-9]{4})")
_QUIET = frozenset({"steps", "warnings", "version", "term", "kind", "line"})


def lines(name: str, old: Any, new: Any) -> list[str]:
    """Return one line for each leaf that differs: "Telephone: 0901… → 0902…"."""
    return [f"{title}: {before} → {after}" for title, before, after in pairs(name, old, new)]


def pairs(name: str, one: Any, other: Any) -> list[tuple[str, str, str]]:
    """Return (what it is called, one value, the other) for each leaf in which two values differ."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        keys = [key for key in {**one, **other} if key not in _QUIET and one.get(key) != other.get(key)]
        return [pair for key in keys for pair in pairs(name if key == "at" else key, one.get(key), other.get(key))]
    if name == "papers" and isinstance(one, list) and isinstance(other, list):
        return _papers(one, other)
    return [(words.title(name), _text(one), _text(other))]


def _papers(one: list[Any], other: list[Any]) -> list[tuple[str, str, str]]:
    """Return each paper that is handed in otherwise: originals/certified/photocopies, or a dash."""
    before, after = ({paper["name"]: _handed_in(paper) for paper in papers} for papers in (one, other))
    names = [name for name in {**before, **after} if before.get(name, "–") != after.get(name, "–")]
    return [(name, before.get(name, "–"), after.get(name, "–")) for name in names]


def _handed_in(paper: Mapping[str, Any]) -> str:
    return f"{paper['original']}/{paper['certified']}/{paper['photocopy']}" if paper["given"] else "–"


def _text(value: Any) -> str:
    if value in (None, "", [], {}):
        return "–"
    if isinstance(value, Mapping):
        return _text(value.get("name") or value.get("at") or value.get("document") or "…")
    if isinstance(value, list):
        given = [paper for paper in value if isinstance(paper, Mapping) and paper.get("given")]
        return f"{len(given)}/{len(value)}"
    if isinstance(value, str) and re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T", value):
        return shown.moment(datetime.fromisoformat(value))
    return str(value)


def read_moment(text: str) -> datetime | None:
    """Read "16:30 27/11/2026" or "27/11/2026" (then 17:00); None when it is no moment."""
    found = _DUE.fullmatch(text.strip())
    if found is None:
        return None
    try:
        return datetime(
            int(found["y"]),
            int(found["mo"]),
            int(found["d"]),
            int(found["h"] or 17),
            int(found["m"] or 0),
            tzinfo=VIETNAM,
        )
    except ValueError:
        return None
