"""What a database must be asked before a batch can be judged, asked in one exchange.

On PostgreSQL every statement that waits for its answer is a round trip and, on a machine that has much to do, a wait
for a core. A file has no round trips: there each question is asked where it is needed, and this is not used.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Self
from uuid import UUID

from sqlalchemy import bindparam, select, text

from counter_app.domain.events import Event
from counter_app.storage import dossiers, events, notes, reference, tables
from counter_app.storage.arriving_dossiers import Arrival
from counter_app.storage.prepared import Prepared
from counter_app.storage.transaction import SAVEPOINT, Question, Rows, Transaction

_event = tables.events

NEIGHBOURS: Final = Prepared(
    select(_event.c.device_seq, _event.c.id, _event.c.hash, _event.c.prev_hash).where(
        _event.c.device == bindparam("device"),
        _event.c.epoch == bindparam("epoch"),
        _event.c.device_seq.between(bindparam("first"), bindparam("last")),
    )
)
LOCK_FEED: Final = Prepared(
    text(
        "INSERT INTO feed (unit, last) VALUES (:unit, 0) "
        "ON CONFLICT (unit) DO UPDATE SET last = feed.last RETURNING last"
    )
)
_PLACES: Final = Prepared(
    text("SELECT nextval(pg_get_serial_sequence('event', 'seq')) FROM generate_series(1, CAST(:count AS integer))")
)

_FIRST_RUN: Final = 5
"""Which answer is the first run's."""


class Look:
    """One look at a PostgreSQL store for a batch of `unit`: its feed locked, and then all that the batch touches.

    What it saw holds while the feed is locked and nothing of the batch is written; it ends with the savepoint to which
    a batch that does not go in is taken back. `also` are statements without answers that belong to the batch.
    """

    def __init__(self, unit: str, arrivals: Sequence[Arrival], also: Sequence[Question] = ()) -> None:
        self._runs = [neighbourhood(run) for run in runs(arrivals)]
        ids = {arrival.event.dossier for arrival in arrivals}
        self.questions: Sequence[Question] = (
            # Locked before anything is looked at: each statement sees what was committed before it began.
            (LOCK_FEED, {"unit": unit}),
            (notes.NOTE_OF, {"name": reference.STAMP}),
            (_PLACES, {"count": len(arrivals)}),
            events.of_all(ids),
            dossiers.places_of_all(ids),
            *((NEIGHBOURS, run) for run in self._runs),
            *also,
            (SAVEPOINT, {}),
        )
        self._answers: Sequence[Rows] = ()

    @classmethod
    def at(cls, tx: Transaction, unit: str, arrivals: Sequence[Arrival]) -> Self:
        """Look now, in an exchange of its own."""
        look = cls(unit, arrivals)
        look.saw(tx.ask_all(look.questions))
        return look

    def saw(self, answers: Sequence[Rows]) -> None:
        """Take the answers to `questions`, in their order."""
        self._answers = answers

    @property
    def last(self) -> int:
        """The last place of the unit's feed."""
        return int(self._answers[0][0][0])

    @property
    def stamp(self) -> str:
        """Which organisation of the city the store has, empty when none."""
        return str(self._answers[1][0][0]) if self._answers[1] else ""

    def free(self, wanted: int) -> list[int]:
        """Return so many places in the store that are this batch's, in their order."""
        return sorted(int(row[0]) for row in self._answers[2])[:wanted]

    def stored(self) -> Mapping[UUID, list[tuple[int, Event]]]:
        """Return what the store has of the batch's dossiers, as `events.events_of_all` does."""
        return events.by_dossier(self._answers[3])

    def positions(self) -> Mapping[UUID, int]:
        """Return the places of those of the batch's dossiers that have a row."""
        return dossiers.places(self._answers[4])

    def neighbours(self, run: Sequence[Arrival]) -> Rows:
        """Return what the store has at the running numbers of `run` and beside them."""
        asked = neighbourhood(run)
        return [
            row
            for one, answer in zip(self._runs, self._answers[_FIRST_RUN:], strict=False)
            if (one["device"], one["epoch"]) == (asked["device"], asked["epoch"])
            for row in answer
            if asked["first"] <= row[0] <= asked["last"]
        ]


def runs(arrivals: Iterable[Arrival]) -> list[list[Arrival]]:
    """Return the arrivals in parts that each follow one another in one device's chain."""
    found: list[list[Arrival]] = []
    last: Event | None = None
    for arrival in arrivals:
        event = arrival.event
        if (
            last is None
            or (event.device, event.epoch) != (last.device, last.epoch)
            or event.device_seq != last.device_seq + 1
        ):
            found.append([])
        found[-1].append(arrival)
        last = event
    return found


def neighbourhood(run: Sequence[Arrival]) -> Mapping[str, str | int]:
    """Return what `NEIGHBOURS` is asked with for a run."""
    first, last = run[0].event, run[-1].event
    return {
        "device": first.device,
        "epoch": first.epoch,
        "first": first.device_seq - 1,
        "last": last.device_seq + 1,
    }
