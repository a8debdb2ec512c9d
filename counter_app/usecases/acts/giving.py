"""Finish a dossier, lay its result on a shelf, and give it to who may collect it, at the counter or by post."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from counter_app.domain import acts
from counter_app.domain.dossier import Dossier
from counter_app.domain.errors import OfficerCanMend
from counter_app.usecases.acts.doing import Doing

GIVEN_BACK: Final = "given_back"
LOST: Final = "lost"


@dataclass(frozen=True, slots=True)
class Collector:
    """Who collects: `relation` is "" for the applicant himself, else by what right (a letter of authority …).

    `receipt` is "given_back", or "lost" when the identity was checked instead.
    """

    name: str
    number: str = ""
    relation: str = ""
    receipt: str = GIVEN_BACK


class Give:
    """The verbs around a result. Raises OfficerCanMend: what `Doing` raises, title_missing, collector_missing,
    tracking_missing. That a dossier is late never stops its return."""

    def __init__(self, doing: Doing) -> None:
        self._doing = doing

    def finish(self, dossier: UUID, title: str, number: str = "", day: date | None = None) -> Dossier:
        """The result is there: what it is called, and the number and day that stand on it."""
        if not title.strip():
            raise OfficerCanMend("title_missing")
        said = {"title": title.strip(), "number": number.strip(), "day": day.isoformat() if day else ""}
        return self._doing(dossier, acts.FINISHED, said)

    def shelve(self, dossier: UUID, place: str) -> Dossier:
        """Say where the folder or the result lies; an empty place says that it lies nowhere known."""
        return self._doing(dossier, acts.SHELVED, {"place": place.strip()})

    def give_back(self, dossier: UUID, collector: Collector) -> Dossier:
        """Give the result to the person at the counter."""
        return self._returned(dossier, collector, "counter")

    def post(self, dossier: UUID, carrier: str, tracking: str) -> Dossier:
        """Hand the result to the post."""
        if not tracking.strip():
            raise OfficerCanMend("tracking_missing")
        return self._doing(dossier, acts.POSTED, {"carrier": carrier.strip(), "tracking": tracking.strip()})

    def arrived(self, dossier: UUID, collector: Collector) -> Dossier:
        """The post has delivered it."""
        return self._returned(dossier, collector, "post")

    def _returned(self, dossier: UUID, collector: Collector, how: str) -> Dossier:
        if not collector.name.strip():
            raise OfficerCanMend("collector_missing")
        said = {
            "name": collector.name.strip(),
            "number": collector.number.strip(),
            "relation": collector.relation.strip(),
            "how": how,
            "receipt": collector.receipt if how == "counter" else "none",
        }
        return self._doing(dossier, acts.RETURNED, said)
