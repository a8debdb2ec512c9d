"""Every measurement, one after the other, and one table: `python -m tests.bench.all [--only NAME …] [--quick]`.

Each script stands alone and says more than the table does. Ratios are comparable, times only within one script's run.
`--quick` runs them smaller, to see that they run; its figures mean little.
"""

import argparse
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `pattern` finds it in the script's output: groups ours, floor (if any) and figure.

    `figure` is what the goal is about: the ratio, or an amount with its `unit`.
    """

    name: str
    script: str
    pattern: str
    goal: float
    unit: str = ""


N: Final = r"[\d.,]+"
ROWS: Final = (
    Row(
        "register, empty store",
        "register",
        rf"^0 dossiers.*: ours (?P<ours>{N}) ms, raw (?P<floor>{N}) ms.*\n.*medians (?P<figure>{N})",
        2.0,
    ),
    Row(
        "register, 200,000 dossiers",
        "register",
        rf"^[\d,]{{5,}} dossiers.*: ours (?P<ours>{N}) ms, raw (?P<floor>{N}) ms.*\n.*medians (?P<figure>{N})",
        2.0,
    ),
    Row(
        "search, two words ÷ exact, p95",
        "search",
        rf"exact, asked.*p95 (?P<floor>{N}) ms(?s:.*)two words +p50 {N} ms, p95 (?P<ours>{N}) ms"
        rf"(?s:.*)p95: (?P<figure>{N})",
        30,
    ),
    Row("search, worst question, p95", "search", rf"worst question, p95: (?P<figure>{N}) ms", 50, "ms"),
    Row("search, index a dossier", "search", rf"search index: (?P<figure>{N}) bytes", 600, "bytes"),
    Row(
        "receipt, warm",
        "receipt",
        rf"plain ReportLab canvas, median of +{N} +(?P<floor>{N}) ms(?s:.*)ours, warm, median of +{N} +(?P<ours>{N}) ms"
        rf"(?s:.*)ours ÷ plain +(?P<figure>{N})",
        0.6,
    ),
    Row("receipt, size", "receipt", rf"^bytes +(?P<figure>{N}) KB", 30, "KB"),
    Row(
        "start to the painted intake page",
        "start",
        rf"bare window painted (?P<floor>{N}) ms.*\n.*painted (?P<ours>{N}) ms, ratio (?P<figure>{N})",
        2.0,
    ),
    Row(
        "start to ready for F9",
        "start",
        rf"bare window painted (?P<floor>{N}) ms.*\n.*\n.*F9 (?P<ours>{N}) ms, ratio (?P<figure>{N})",
        4.0,
    ),
    Row(
        "list of 1,000,000, first paint",
        "listing",
        rf"bare (?P<floor>{N}) ms, page (?P<ours>{N}) ms\n.*model: (?P<figure>{N})",
        1.2,
    ),
    Row(
        "list, memory of 1,000,000 ÷ 1,000",
        "listing",
        rf"rows: (?P<floor>{N}) MB; .* rows: (?P<ours>{N}) MB\n.*few: (?P<figure>{N})",
        1.1,
    ),
    Row(
        "push, SQLite, a dossier",
        "push",
        rf"^sqlite: ours (?P<ours>{N}) ms ÷ floor (?P<floor>{N}) ms a dossier = (?P<figure>{N})",
        1.5,
    ),
    Row(
        "push, PostgreSQL, a dossier",
        "push",
        rf"^postgresql: ours (?P<ours>{N}) ms ÷ floor (?P<floor>{N}) ms a dossier = (?P<figure>{N})",
        1.5,
    ),
    Row("push, bytes a dossier", "push", rf"(?P<figure>{N}) bytes a dossier", 400, "bytes"),
    Row(
        "three rings, SQLite, a dossier",
        "three_rings",
        rf"^three rings, sqlite: ours (?P<ours>{N}) ms ÷ floor (?P<floor>{N}) ms a dossier.*= (?P<figure>{N}) \(",
        1.5,
    ),
    Row(
        "three rings, PostgreSQL, a dossier",
        "three_rings",
        rf"^three rings, postgresql: ours (?P<ours>{N}) ms ÷ floor (?P<floor>{N}) ms a dossier.*= (?P<figure>{N}) \(",
        1.5,
    ),
    Row("back after a day offline", "three_rings", rf"all of both after (?P<figure>{N}) s", 10, "s"),
    Row(
        "news to the office's other counter, p95",
        "news",
        rf"^dossier, counter → hub → counter +p50 {N} s, p95 (?P<figure>{N}) s",
        2.0,
        "s",
    ),
    Row("news, worst hop down, p95", "news", rf"^news: worst p95 down to a counter (?P<figure>{N}) s", 2.0, "s"),
    Row("1,000 counters, event p95", "many_counters", rf"goal: p95 (?P<figure>{N}) ms", 25, "ms"),
    Row("1,000 counters, CPU", "many_counters", rf"^steady: .*CPU (?P<figure>{N}) %", 50, "%"),
    Row("1,000 × 50 come back", "many_counters", rf"storm: {N} of {N} dossiers in (?P<figure>{N}) s", 37, "s"),
    Row("growth, worst", "growth", rf"^growth: worst (?P<figure>{N}) ×", 1.5),
    Row("courier above idle", "memory", rf"peak {N} MB, (?P<figure>{N}) MB above idle", 64, "MB"),
    Row("day of 300, largest gap", "day", rf"largest (?P<figure>{N});", 50, "ms"),
    Row(
        "a receipt scanned to the verdict",
        "verdict",
        rf"floor (?P<floor>{N}) ms, verdict (?P<ours>(?P<figure>{N})) ms",
        100,
        "ms",
    ),
    Row("a card scanned to what is pending", "verdict", rf"pending for a person: (?P<figure>{N}) ms", 400, "ms"),
    Row("F9 to empty form, new store", "day", rf"new store: median (?P<figure>{N}) ms", 100, "ms"),
    Row("20 in a row, paper included", "repeat", rf"and print: median (?P<figure>{N}) s", 20, "s"),
    Row("F9 to empty form, 200,000", "day", rf"form, {N} dossiers: median (?P<figure>{N}) ms", 100, "ms"),
)
QUICK: Final = {
    "register": ("--dossiers", "20000", "--rounds", "200"),
    "search": ("--dossiers", "50000"),
    "receipt": ("--rounds", "60"),
    "start": ("--runs", "5", "--many", "0"),
    "listing": ("--rows", "50000", "--runs", "7"),
    "push": ("--dossiers", "1000", "--rounds", "1"),
    "three_rings": ("--dossiers", "500", "--rounds", "1", "--away", "30"),
    "many_counters": ("--counters", "100", "--seconds", "10", "--storm", "10"),
    "news": ("--rounds", "10", "--changes", "3"),
    "growth": ("--events", "20000", "60000", "--rounds", "10"),
    "memory": ("--events", "4000"),
    "verdict": ("--dossiers", "5000", "--rounds", "50"),
    "repeat": ("--dossiers", "3"),
    "day": ("--dossiers", "20", "--many", "20000", "--many-dossiers", "10"),
}


def output_of(script: str, quick: bool) -> str:
    """Run one script, show what it says as it says it, and return it; a script that fails says so in the table."""
    print(f"── {script}", flush=True)
    command = [sys.executable, str(HERE / f"{script}.py"), *(QUICK[script] if quick else ())]
    said: list[str] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=HERE.parents[1]) as process:
        for line in process.stdout or ():
            print(f"   {line}", end="", flush=True)
            said.append(line)
    if process.returncode:
        print(f"   {script} ended with status {process.returncode}", flush=True)
    return "".join(said)


def line_of(row: Row, said: str) -> tuple[str, bool]:
    """Return the row as text, and whether its goal is met."""
    found = re.search(row.pattern, said, re.MULTILINE)
    if found is None:
        return f"{row.name:<36} {'not measured':>34}", False
    parts = {name: found.groupdict().get(name) or "" for name in ("ours", "floor", "figure")}
    figure = float(parts["figure"].replace(",", ""))
    met = figure <= row.goal
    ratio = f"{figure:g} {row.unit}".strip()
    goal = f"≤ {row.goal:g} {row.unit}".strip()
    verdict = "met" if met else "NOT MET"
    return f"{row.name:<36} {parts['ours']:>10} {parts['floor']:>10} {ratio:>12} {goal:>12}  {verdict}", met


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=tuple(QUICK), default=tuple(QUICK), metavar="NAME")
    parser.add_argument("--quick", action="store_true")
    args = parser.parse_args()
    said = {script: output_of(script, args.quick) for script in args.only}
    print(f"\n{'':<36} {'ours':>10} {'floor':>10} {'ratio':>12} {'goal':>12}")
    lines = [line_of(row, said[row.script]) for row in ROWS if row.script in said]
    for text, _met in lines:
        print(text)
    return 0 if all(met for _text, met in lines) else 1


if __name__ == "__main__":
    sys.exit(main())
