"""The reasons an officer ticks instead of typing them, each with the clause it rests on where one is known.

Shipped ones lie in `resources/reasons`; an office's own, `reasons.json` beside its own forms, stand before them and are
read anew each time, so that a new circular needs neither release nor restart.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from counter_app.domain.acts import ACTS
from counter_app.domain.errors import OfficerCanMend
from counter_app.settings import resource

OWN: Final = "reasons.json"


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason for an act; `clause` is empty where no source states one."""

    act: str
    text: str
    clause: str = ""

    @property
    def whole(self) -> str:
        """The reason with its clause, as papers print it."""
        return f"{self.text} ({self.clause})" if self.clause else self.text


class Reasons:
    """(act) -> its reasons, the office's own first; raises OfficerCanMend("reasons_unreadable") naming the file."""

    def __init__(self, own: Path | None = None) -> None:
        self._own = own

    def __call__(self, act: str) -> Sequence[Reason]:
        own = _read(self._own / OWN) if self._own is not None else []
        known = [*own, *_read(resource("reasons", OWN))]
        return list({one.text: one for one in reversed(known) if one.act == act}.values())[::-1]


def _read(path: Path) -> list[Reason]:
    try:
        rows: Any = json.loads(path.read_text("utf-8"))
        if not isinstance(rows, list):
            raise TypeError("not a list")
        found = [Reason(str(row["act"]), str(row["text"]).strip(), str(row.get("clause", "")).strip()) for row in rows]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise OfficerCanMend("reasons_unreadable", file=path.name) from error
    wrong = [one.act for one in found if one.act not in ACTS or not one.text]
    if wrong:
        raise OfficerCanMend("reasons_unreadable", file=path.name, act=wrong[0])
    return found
