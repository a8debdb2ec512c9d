"""Brings the translations up to date: texts out of the sources into the .ts files, from these into the .qm files.

Run with the development environment's Python: `python resources/translations/refresh.py`; then translate what Qt
Linguist (`pyside6-linguist resources/translations/counter_app_vi.ts`) shows as unfinished, and run it again.
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
TOOLS = Path(sys.executable).parent


def extract(language: str, into: Path) -> None:
    """Write every text of the sources into `into`; translations that are there stay."""
    sources = [str(path) for path in sorted((ROOT / "counter_app").rglob("*.py"))]
    command = [str(TOOLS / "pyside6-lupdate"), *sources, "-locations", "none", "-no-obsolete", "-source-language", "en"]
    command += ["-target-language", language, "-ts", str(into)]
    if language == "en":
        command.insert(-2, "-pluralonly")
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def release(source: Path, into: Path) -> None:
    """Compile one .ts file."""
    command = [str(TOOLS / "pyside6-lrelease"), "-silent", str(source), "-qm", str(into)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def main() -> int:
    for language in ("vi", "en"):
        source = HERE / f"counter_app_{language}.ts"
        extract(language, source)
        release(source, source.with_suffix(".qm"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
