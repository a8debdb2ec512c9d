"""Plays many schedules: `python -m tests.faults.simulation --seeds 10000`, or one again with `--seed N`."""

import argparse
import collections
import sys
import time
import traceback

from tests.faults.simulation.schedules import STEPS, places, play


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.faults.simulation", description=__doc__)
    asked.add_argument("--seeds", type=int, default=10_000)
    asked.add_argument("--first", type=int, default=0)
    asked.add_argument("--seed", type=int)
    asked.add_argument("--steps", type=int, default=STEPS)
    args = asked.parse_args()
    seeds = [args.seed] if args.seed is not None else range(args.first, args.first + args.seeds)
    broken = collections.Counter[str]()
    began = time.process_time()
    with places() as made:
        for seed in seeds:
            try:
                play(made, seed, steps=args.steps)
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


if __name__ == "__main__":
    sys.exit(main())
