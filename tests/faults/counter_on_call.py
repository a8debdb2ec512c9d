"""A counter in a process of its own that does what it is told a line at a time, and says what came of it.

Run with its enrolled home. "save ID" registers the draft of that id: "saved ID CODE" or "refused ID CODE REASON";
"end" ends it properly. "up" is said when it is open; its lanes to the ring above work by themselves.
"""

import os
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from counter_app.bootstrap.counter import start_counter
from counter_app.domain.draft import Draft, GivenPaper
from counter_app.domain.errors import CounterError
from counter_app.domain.person import Applicant
from counter_app.domain.scan import CardScan, read
from counter_app.practice.people import citizens
from counter_app.settings import Places, load


def silent(kinds: Iterable[str]) -> None:
    del kinds


def say(*words: str) -> None:
    os.write(1, (" ".join(words) + "\n").encode())


def main() -> None:
    places = Places(Path(sys.argv[1]))
    counter = start_counter(places, load(places.settings), silent, practice=True)
    desk = counter.desk
    procedure = desk.procedure("2.000815")
    assert procedure is not None
    papers = tuple(replace(GivenPaper.expected(line), given=True) for line in procedure.checklist)
    people = citizens(7)
    say("up")
    for line in sys.stdin:
        verb, *words = line.split()
        if verb == "end":
            break
        scan = read(next(people).card)
        assert isinstance(scan, CardScan)
        draft = Draft(
            procedure=procedure, applicant=Applicant(scan.card.person()), papers=papers, copies="3*2", id=UUID(words[0])
        )
        try:
            say("saved", words[0], desk.register(draft).code)
        except CounterError as error:
            say("refused", words[0], error.code, error.facts.get("reason", "-"))
    counter.close()


if __name__ == "__main__":
    main()
