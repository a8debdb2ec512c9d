"""Pictures of every page, to be looked at.

`python -m counter_app.practice.pictures OUT` renders each page of a practice counter with invented dossiers: light,
dark and high contrast, Vietnamese and English, 1366 × 768 plain and at 125 %, with short and with the longest names.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Qt

from counter_app.bootstrap.window import CounterWindow
from counter_app.devices.drivers.simulated_reader import SimulatedReader
from counter_app.domain.own_codes import make_badge
from counter_app.practice.accounts import seed_accounts
from counter_app.practice.hands import Hands, wait_until
from counter_app.practice.people import Citizen, citizens
from counter_app.practice.play import BADGES, first_settings, places_below
from counter_app.practice.ring_pictures import picture_rings
from counter_app.practice.seed import LONGEST, seed
from counter_app.practice.trouble_pictures import picture_troubles
from counter_app.practice.work_pictures import picture_work
from counter_app.ui.app import application

if TYPE_CHECKING:
    from uuid import UUID

    from counter_app.ui.pages.dossier import DossierPage
    from counter_app.usecases.desk import Desk

SIZE: Final = (1366, 768)
LOOKS: Final = ("light", "dark", "contrast")
SCALES: Final = ("1", "1.25")
SEEDED: Final = 40
PINNED: Final = ("2.001159", "1.000894")


def picture_pages(window: CounterWindow, out: Path, prefix: str = "") -> list[Path]:
    """Show every page of the navigation and the newest dossier, and save a PNG of each in `out`."""
    out.mkdir(parents=True, exist_ok=True)
    screen, made = window.screen, []
    for place in screen.places():
        screen.go(place.id)
        made.append(_grab(window, out / f"{prefix}{place.id}.png"))
    counter = window.counter
    newest = counter.desk.page(None, 1) if counter is not None else ()
    if counter is not None and newest:
        made += _paper(window, counter.desk, newest[0].id, out, prefix)
        screen.open_dossier(newest[0].id)
        made.append(_grab(window, out / f"{prefix}dossier.png"))
        screen.toggle_sheet()
        made.append(_grab(window, out / f"{prefix}dossier-keys.png"))
        screen.toggle_sheet()
        page = cast("DossierPage", screen.page("dossier"))
        page.correct()
        made.append(_grab(window, out / f"{prefix}dossier-correction.png"))
        page.step_back()
    screen.go("intake")
    return made


def _paper(window: CounterWindow, desk: "Desk", dossier: "UUID", out: Path, prefix: str) -> list[Path]:
    """File a paper with `dossier` (its own receipt serves) and show it."""
    with tempfile.TemporaryDirectory(prefix="counter-paper-") as folder:
        scan = Path(folder) / "giấy khai sinh.pdf"
        scan.write_bytes(desk.receipt_pdf(dossier))
        paper = desk.file_papers(dossier, [scan], "").files[0]
    window.screen.open_dossier(dossier)
    window.screen.open_paper(dossier, paper.sha256)
    picture = _grab(window, out / f"{prefix}paper.png")
    window.screen.go("dossier")
    return [picture]


def _grab(window: CounterWindow, path: Path) -> Path:
    wait_until(lambda: window.screen.background.idle, "the page has what it shows")
    application().processEvents()
    window.screen.grab().save(str(path))
    return path


def _rings_and_troubles(out: Path, look: str, language: str, scale: str) -> None:
    """Render what a counter below a hub shows, and what it says by itself, in one look."""
    size = (round(SIZE[0] / float(scale)), round(SIZE[1] / float(scale)))
    prefix = f"{look}-{language}-{scale.replace('.', '')}-"
    picture_rings(size, look, language, lambda window, name: _saved(window, out / f"{prefix}rings-{name}.png"))
    picture_troubles(size, look, language, lambda window, name: _saved(window, out / f"{prefix}{name}.png"))
    picture_work(size, look, language, lambda window, name: _saved(window, out / f"{prefix}{name}.png"))


def _saved(window: CounterWindow, path: Path) -> None:
    _grab(window, path)


def _one_look(out: Path, look: str, language: str, scale: str) -> None:
    """Render everything in one look; the scale was set in the environment before Qt began."""
    with tempfile.TemporaryDirectory(prefix="counter-pictures-") as home:
        settings = replace(first_settings(), device="quay-tap", slot=1, theme=look, language=language)
        reader = SimulatedReader("practice")
        places = places_below(Path(home))
        window = CounterWindow(application(), places, settings, practice=True, reader=reader)
        try:
            width, height = SIZE
            window.screen.resize(round(width / float(scale)), round(height / float(scale)))
            window.open()
            wait_until(lambda: window.screen.desk is not None, "the counter is open")
            prefix = f"{look}-{language}-{scale.replace('.', '')}-"
            _grab(window, out / f"{prefix}intake-empty.png")
            screen = window.screen
            if screen.desk is not None:
                for code in PINNED:
                    screen.desk.pin(code)
                screen.intake.shown()
                _grab(window, out / f"{prefix}intake-pinned.png")
            _fill(window, reader, next(citizens(12)))
            hands = Hands(lambda: screen)
            hands.press(Qt.Key.Key_Tab)
            hands.type("3*2+1*5")
            wait_until(lambda: bool(screen.intake.explanation()[1:]), "the fee is shown")
            _grab(window, out / f"{prefix}intake-filled.png")
            while not screen.intake.form().empty:
                hands.press(Qt.Key.Key_Escape)
            _fill(window, reader, LONGEST)
            _grab(window, out / f"{prefix}intake-longest.png")
            reader.scan(next(citizens(11)).card)
            _grab(window, out / f"{prefix}intake-second-card.png")
            screen.intake.banner.clear()
            screen.intake.toggle_kind()
            _grab(window, out / f"{prefix}intake-organisation.png")
            _picture_officers(window, reader, out, prefix)
            picture_pages(window, out, prefix)
        finally:
            window.close()


def _picture_officers(window: CounterWindow, reader: SimulatedReader, out: Path, prefix: str) -> None:
    """Fill the store; show the question for an officer's PIN, and that it was wrong."""
    if window.counter is None:
        return
    seed(window.counter.desk, SEEDED)
    seed_accounts(window.counter.store, window.counter.desk.office.unit)
    reader.scan(make_badge(BADGES[1]))
    officers = window.screen.scanning.officers
    wait_until(lambda: officers.bar is not None, "the PIN is asked for")
    _grab(window, out / f"{prefix}officer-pin.png")
    hands = Hands(lambda: window.screen)
    hands.type("1111")
    hands.press(Qt.Key.Key_Return)
    _grab(window, out / f"{prefix}officer-pin-wrong.png")
    hands.press(Qt.Key.Key_Escape)


def _fill(window: CounterWindow, reader: SimulatedReader, citizen: Citizen) -> None:
    reader.scan(citizen.card)
    intake = window.screen.intake
    wait_until(lambda: intake.form().applicant.name == citizen.name, "the card fills the form")
    hands = Hands(lambda: window.screen)
    hands.type("sao y")
    hands.press(Qt.Key.Key_Return)
    wait_until(lambda: intake.form().procedure is not None, "a procedure is chosen")
    hands.press(Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m counter_app.practice.pictures", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--look", choices=LOOKS)
    parser.add_argument("--language", choices=("vi", "en"), default="vi")
    parser.add_argument("--scale", choices=SCALES, default="1")
    args = parser.parse_args(argv)
    out = args.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if args.look is not None:
        _one_look(out, args.look, args.language, args.scale)
        _rings_and_troubles(out, args.look, args.language, args.scale)
        return 0
    # A process each: Qt takes its scale from the environment, once.
    wanted = [(look, "vi", scale) for look in LOOKS for scale in SCALES] + [("light", "en", "1")]
    for look, language, scale in wanted:
        command = [sys.executable, "-m", "counter_app.practice.pictures", str(out), "--look", look]
        command += ["--language", language, "--scale", scale]
        subprocess.run(command, check=True, env={**os.environ, "QT_SCALE_FACTOR": scale})
    print(f"{len(list(out.glob('*.png')))} pictures in {out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
