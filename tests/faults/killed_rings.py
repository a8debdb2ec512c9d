"""kill -9 of a hub and of a city in the middle of receiving: at any byte of a batch and of its answer, and just after.

    python -m tests.faults.killed_rings [--kills 300] [--seed N]

Counters push into both; what was acknowledged must be there after every death, and once; at the end the city has what
the hub took, with nobody's help. Figures as JSON.
"""

import argparse
import json
import os
import random
import sys
import tempfile
import threading
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path

from counter_app.storage.verify import verify
from tests.faults.killing_line import KillingLine
from tests.faults.pusher import Pusher, beside
from tests.faults.rings_on_fire import ForkedCity, ForkedHub
from tests.storage.made import UNIT

BYTES = 10_000
"""A batch with its answer has fewer, mostly: some deaths come when all is said."""
LATER = 0.03
DRAIN_ROUNDS = 600


@dataclass
class Figures:
    """What a run found; `lost` and `doubled` count events, `cut` the deaths that came before the answer."""

    seed: int
    kills: int = 0
    cut: int = 0
    written: int = 0
    acknowledged: int = 0
    lost: int = 0
    doubled: int = 0
    unsound: int = 0
    not_in_city: int = 0

    @property
    def clean(self) -> bool:
        return not (self.lost or self.doubled or self.unsound or self.not_in_city)


class Target:
    """A ring, the line on which it is shot, and the counter that pushes into it."""

    def __init__(self, ring: ForkedCity, folder: Path, name: str) -> None:
        self.ring = ring
        self.line = KillingLine(ring.port, ring.shoot)
        self.pusher = Pusher.at(ring, folder, name, self.line.port)

    def close(self) -> None:
        self.pusher.close()
        self.line.close()

    def die(self, dice: random.Random, figures: Figures) -> None:
        """Push under fire, live again, and see that what was acknowledged is there."""
        self.pusher.write(dice)
        self.line.arm(dice.randrange(BYTES), dice.random() * LATER)
        figures.cut += self.pusher.push() is not None
        if self.line.disarm():
            self.ring.shoot()
        self.ring.bury()
        figures.kills += 1
        self.ring.start()
        self.look(figures)

    def look(self, figures: Figures) -> None:
        held = self.pusher.held()
        figures.lost += len(self.pusher.acknowledged - set(held))
        figures.doubled += len(held) - len(set(held))

    def settle(self, figures: Figures) -> None:
        """All is well again: what is unsent goes, and the whole store is looked through."""
        written = self.pusher.written()
        for _ in range(len(written)):
            if self.pusher.acknowledged == written:
                break
            self.pusher.push()
        self.look(figures)
        figures.written += len(written)
        figures.acknowledged += len(self.pusher.acknowledged)
        figures.lost += len(written ^ set(self.pusher.held()))
        with beside(self.ring) as store:
            figures.unsound += verify(store).found


def run(folder: Path, kills: int, seed: int) -> Figures:
    """Shoot hub and city in turn, `kills` times in all."""
    figures, dice = Figures(seed), random.Random(seed)
    with ExitStack() as ends:
        city = ends.enter_context(ForkedCity(folder / "city.db", folder / "city.log"))
        hub = ends.enter_context(ForkedHub(folder / "hub", city, UNIT))
        targets = [Target(hub, folder, "quay-1"), Target(city, folder, "quay-2")]
        for target in targets:
            ends.callback(target.close)
        for number in range(kills):
            targets[number % 2].die(dice, figures)
        for target in targets:
            target.settle(figures)
        figures.not_in_city = _missing(targets[0].pusher, city)
    return figures


def _missing(pusher: Pusher, city: ForkedCity) -> int:
    """Wait until the hub has carried up what its counter pushed; return how many events never came."""
    never, written = threading.Event(), pusher.written()
    for _ in range(DRAIN_ROUNDS):
        if written <= set(pusher.held(city)):
            break
        never.wait(0.2)
    return len(written - set(pusher.held(city)))


def main(given: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=int.from_bytes(os.urandom(3)))
    args = parser.parse_args(given)
    with tempfile.TemporaryDirectory() as folder:
        figures = run(Path(folder), args.kills, args.seed)
    sys.stdout.write(json.dumps({**asdict(figures), "clean": figures.clean}) + "\n")
    return 0 if figures.clean else 1


if __name__ == "__main__":
    sys.exit(main())
