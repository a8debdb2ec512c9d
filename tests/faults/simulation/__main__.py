"""Plays many schedules: `python -m tests.faults.simulation --seeds 10000`, one again with `--seed N`, and with
`--mutants` tells which seed finds each planted fault first.
"""

import argparse
import collections
import sys
import time
import traceback

from tests.faults.simulation.file_mutants import FILE_MUTANTS
from tests.faults.simulation.mutants import MUTANTS
from tests.faults.simulation.schedules import LENGTH, first_found, places, play

SAY_EVERY = 500


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.faults.simulation", description=__doc__)
    asked.add_argument("--seeds", type=int, default=10_000)
    asked.add_argument("--first", type=int, default=0)
    asked.add_argument("--seed", type=int)
    asked.add_argument("--steps", type=int, default=LENGTH)
    asked.add_argument("--copies", action="store_true", help="disks put back and images started twice, too")
    asked.add_argument("--mutants", action="store_true")
    args = asked.parse_args()
    if args.mutants:
        return _mutants(range(args.first, args.first + args.seeds))
    seeds = [args.seed] if args.seed is not None else range(args.first, args.first + args.seeds)
    broken = collections.Counter[str]()
    began = time.process_time()
    with places() as made:
        for played, seed in enumerate(seeds):
            if played and played % SAY_EVERY == 0:
                sys.stdout.write(f"{played} of {len(seeds)}, {broken.total()} broken\n")
                sys.stdout.flush()
            try:
                play(made, seed, steps=args.steps, copies=args.copies)
            except Exception as error:  # noqa: BLE001 - every schedule is played, whatever another one broke
                broken[f"{type(error).__name__}: {str(error)[:90]}"] += 1
                if broken.total() <= 5 or args.seed is not None:
                    traceback.print_exc()
                else:
                    sys.stdout.write(f"seed {seed}: {error}\n")
    spent = time.process_time() - began
    sys.stdout.write(f"{len(seeds)} schedules, {broken.total()} broken, {len(seeds) / spent:.1f} a CPU second\n")
    for text, count in broken.most_common():
        sys.stdout.write(f"{count:6} {text}\n")
    return 1 if broken else 0


def _mutants(seeds: range) -> int:
    missed = 0
    with places() as made:
        for name, planted in {**MUTANTS, **{name: one for name, (one, _) in FILE_MUTANTS.items()}}.items():
            began = time.process_time()
            found = first_found(made, planted, seeds)
            missed += found is None
            said = "not found" if found is None else f"seed {found[0]:5}  {found[1][:100]}"
            sys.stdout.write(f"{name:28} {time.process_time() - began:7.1f} s  {said}\n")
            sys.stdout.flush()
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
