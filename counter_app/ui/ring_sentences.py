"""The sentences behind the codes of rings, copies and rehearsals, in the source language; `sentences.py` takes them up.

Each error: (what happened, which kind of safety, which key now).
"""

from collections.abc import Mapping
from typing import Final

from counter_app.ui.marking import QT_TRANSLATE_NOOP

OF_RINGS: Final[Mapping[str, tuple[str, str, str]]] = {
    "store_restored": (
        QT_TRANSLATE_NOOP("Words", "This counter was restored from a backup at {time} on {day}."),
        "saved",
        QT_TRANSLATE_NOOP(
            "Words", "Look for papers printed after the backup with Ctrl+K; ask for a dossier that is missing."
        ),
    ),
    "store_moved": (
        QT_TRANSLATE_NOOP(
            "Words", "This counter's data was opened on another computer before; it has its own numbers now."
        ),
        "saved",
        QT_TRANSLATE_NOOP(
            "Words", "Ask the administrator to enrol this counter again; do not start the other computer."
        ),
    ),
    "store_rolled_back": (
        QT_TRANSLATE_NOOP("Words", "This computer was put back to an older state; what had been sent is coming back."),
        "saved",
        QT_TRANSLATE_NOOP("Words", "Go on working; tell the administrator."),
    ),
    "store_doubled": (
        QT_TRANSLATE_NOOP(
            "Words", "Another computer works with a copy of this counter; both have their own numbers now."
        ),
        "saved",
        QT_TRANSLATE_NOOP("Words", "Go on working; ask the administrator to enrol one of the two again."),
    ),
    "version_outdated": (
        QT_TRANSLATE_NOOP("Words", "This counter's program is older than the ring above it wants."),
        "saved",
        QT_TRANSLATE_NOOP(
            "Words",
            "Go on registering and printing: it is still sent, but nothing new is heard. Ask the administrator to "
            "update counter-app (Ctrl+6 shows the release).",
        ),
    ),
    "version_too_old": (
        QT_TRANSLATE_NOOP("Words", "This counter's program is too old: the ring above it takes nothing from it."),
        "saved",
        QT_TRANSLATE_NOOP(
            "Words",
            "Go on registering and printing; everything is kept here and sent after the update. Ask the administrator "
            "to update counter-app (Ctrl+6 shows the release).",
        ),
    ),
    "version_too_new": (
        QT_TRANSLATE_NOOP("Words", "This counter's program is newer than the ring above it understands."),
        "saved",
        QT_TRANSLATE_NOOP(
            "Words",
            "Go on registering and printing; everything is kept here (Ctrl+3) and sent once the ring above is updated.",
        ),
    ),
    "no_conflict": (
        QT_TRANSLATE_NOOP("Words", "This conflict is not open any more: somebody decided it meanwhile."),
        "saved",
        QT_TRANSLATE_NOOP("Words", "Press F5 to see what is still open."),
    ),
    "code_not_refused": (
        QT_TRANSLATE_NOOP("Words", "The code of this dossier was not refused; it keeps it."),
        "dossier",
        QT_TRANSLATE_NOOP("Words", "Choose a row whose code another dossier has, then press F6."),
    ),
    "numbers_closed": (
        QT_TRANSLATE_NOOP(
            "Words", "Numbers that this counter may have printed before it was put back are closed until {until}."
        ),
        "form",
        QT_TRANSLATE_NOOP(
            "Words",
            "Let the administrator enrol it (counter-app enrol) or set a free slot in counter.toml, then press {key}; "
            "from {again} on it numbers by itself.",
        ),
    ),
    "numbers_of_copy": (
        QT_TRANSLATE_NOOP(
            "Words", "This counter is a copy of another one, and its own numbers are closed: the other may print them."
        ),
        "form",
        QT_TRANSLATE_NOOP("Words", "Ask the administrator to enrol it (counter-app enrol), then press {key}."),
    ),
    "event_elsewhere": (
        QT_TRANSLATE_NOOP("Words", "This row was written at another counter; the hub has it, the city refused it."),
        "saved",
        QT_TRANSLATE_NOOP("Words", "Press F5 at that counter; a new code (F6) can be given here as well."),
    ),
    "day_closed": (
        QT_TRANSLATE_NOOP("Words", "The numbers of this day are closed at this counter."),
        "form",
        QT_TRANSLATE_NOOP("Words", "Look whether this computer's date is right, then press {key}."),
    ),
    "event_unknown": (
        QT_TRANSLATE_NOOP("Words", "This row is not in the store any more."),
        "saved",
        QT_TRANSLATE_NOOP("Words", "Leave the page with Esc and open it again."),
    ),
    "outage_running": (
        QT_TRANSLATE_NOOP("Words", "An outage is being rehearsed already."),
        "saved",
        QT_TRANSLATE_NOOP("Words", "End it first with Ctrl+Shift+E, or wait until it is over."),
    ),
    "outage_no_ring": (
        QT_TRANSLATE_NOOP("Words", "This counter has no ring above it, so there is no line to rehearse without."),
        "saved",
        QT_TRANSLATE_NOOP("Words", "Rehearse without the printer: Alt+3."),
    ),
    "outage_no_hub": (
        QT_TRANSLATE_NOOP("Words", "This counter talks to the city itself; its office has no hub."),
        "saved",
        QT_TRANSLATE_NOOP("Words", "Rehearse without the internet: Alt+1."),
    ),
    "outage_hub_silent": (
        QT_TRANSLATE_NOOP("Words", "The office's hub did not take part, so nothing is rehearsed."),
        "saved",
        QT_TRANSLATE_NOOP("Words", "Look at the line below whether the hub answers, then try again."),
    ),
}
