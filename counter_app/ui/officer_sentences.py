"""The sentences about who writes at this counter, in the source language; looked up when they are needed (`words`).

Each error: (what happened, which kind of safety, which key now).
"""

from collections.abc import Mapping
from typing import Final

from counter_app.ui.marking import QT_TRANSLATE_NOOP

OF_OFFICERS: Final[Mapping[str, tuple[str, str, str]]] = {
    "officer_missing": (
        QT_TRANSLATE_NOOP("Words", "Nobody may write at this counter just now: the account that did was closed."),
        "form",
        QT_TRANSLATE_NOOP("Words", "Scan a staff badge or choose an officer (Ctrl+6), then press {key}."),
    ),
    "officer_unknown": (
        QT_TRANSLATE_NOOP("Words", "The badge {badge} belongs to nobody who may write at this office today."),
        "form",
        QT_TRANSLATE_NOOP("Words", "Scan another badge, or see who may (Ctrl+6); accounts come from the city."),
    ),
    "pin_wrong": (
        QT_TRANSLATE_NOOP("Words", "The PIN is wrong."),
        "form",
        QT_TRANSLATE_NOOP("Words", "Type it again; tries left before a pause: {left}."),
    ),
    "pin_wait": (
        QT_TRANSLATE_NOOP("Words", "The PIN was wrong three times."),
        "form",
        QT_TRANSLATE_NOOP("Words", "Wait {seconds} s, then type it again. Esc leaves everything as it was."),
    ),
}

ROLES: Final[Mapping[str, str]] = {
    "receiving": QT_TRANSLATE_NOOP("Words", "receives dossiers"),
    "processing": QT_TRANSLATE_NOOP("Words", "processes dossiers"),
    "leader": QT_TRANSLATE_NOOP("Words", "leader"),
    "supervisor": QT_TRANSLATE_NOOP("Words", "supervisor"),
    "administrator": QT_TRANSLATE_NOOP("Words", "administrator"),
}
"""What an officer is at the office; a role of a newer release is shown by its code."""
