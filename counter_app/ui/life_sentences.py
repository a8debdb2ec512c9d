"""The sentences about a dossier's later life, in the source language; `sentences.py` takes them up when first asked.

`{act}`, `{last}` and `{status}` are filled with the words for what was asked, what was done before, and how it stands.
"""

from collections.abc import Mapping
from typing import Final

from counter_app.ui.marking import QT_TRANSLATE_NOOP

_AGAIN: Final = QT_TRANSLATE_NOOP("Words", "Put it right, then press {key}.")
_LOOK: Final = QT_TRANSLATE_NOOP("Words", "Look at what happened at the right; F4 shows what can be done now.")

OF_LIFE: Final[Mapping[str, tuple[str, str, str]]] = {
    "act_forbidden": (
        QT_TRANSLATE_NOOP("Words", "“{act}” cannot be done: the dossier is “{status}” ({last}, {by}, {at})."),
        "dossier",
        _LOOK,
    ),
    "supplement_again": (
        QT_TRANSLATE_NOOP("Words", "Papers were asked for once already; the rules allow it once."),
        "dossier",
        QT_TRANSLATE_NOOP("Words", "Type the supervisor's reason for asking again, then press {key}."),
    ),
    "extended_already": (
        QT_TRANSLATE_NOOP("Words", "The due date was extended once already ({by}, {at}); no rule allows it twice."),
        "dossier",
        _LOOK,
    ),
    "not_handed_over": (
        QT_TRANSLATE_NOOP("Words", "Nobody has handed this dossier over, so it cannot be taken over."),
        "dossier",
        _LOOK,
    ),
    "receipt_unknown": (
        QT_TRANSLATE_NOOP("Words", "This fee receipt is not among the dossier's, or was cancelled before."),
        "dossier",
        _AGAIN,
    ),
    "receipt_used": (
        QT_TRANSLATE_NOOP("Words", "This fee receipt's number was used before, for {dossier_code}."),
        "dossier",
        QT_TRANSLATE_NOOP("Words", "Take the next receipt of the book and type its number, then press {key}."),
    ),
    "receipt_wrong": (
        QT_TRANSLATE_NOOP("Words", "A fee receipt's number is letters, digits and / - . only."),
        "dossier",
        _AGAIN,
    ),
    "amount_wrong": (
        QT_TRANSLATE_NOOP("Words", "An amount is a whole number of đồng above nothing."),
        "dossier",
        _AGAIN,
    ),
    "difference_unexplained": (
        QT_TRANSLATE_NOOP("Words", "The drawer should hold {due} đ and {counted} đ were counted."),
        "saved",
        QT_TRANSLATE_NOOP("Words", "Count again, or type why they differ, then press {key}."),
    ),
    "undo_not_last": (
        QT_TRANSLATE_NOOP("Words", "Something was done since: {last} ({by}, {at}). Only the last act can be undone."),
        "dossier",
        _LOOK,
    ),
    "undo_not_own": (
        QT_TRANSLATE_NOOP("Words", "Another counter did that ({by}, {at}); only it can undo it."),
        "dossier",
        QT_TRANSLATE_NOOP("Words", "Ask {by} to undo it there, or correct with Ctrl+E."),
    ),
    "undo_too_late": (
        QT_TRANSLATE_NOOP("Words", "That was done at {at}; an act can be undone for ten minutes."),
        "dossier",
        QT_TRANSLATE_NOOP("Words", "Correct it with Ctrl+E and a reason, or do the opposite with F4."),
    ),
    "items_missing": (
        QT_TRANSLATE_NOOP("Words", "Nothing is ticked that is missing."),
        "dossier",
        QT_TRANSLATE_NOOP("Words", "Tick what is missing with Space, or type it, then press {key}."),
    ),
    "no_due_date": (
        QT_TRANSLATE_NOOP("Words", "No due date was promised, so there is none to move."),
        "dossier",
        _LOOK,
    ),
    "due_not_later": (
        QT_TRANSLATE_NOOP("Words", "The new date is not after the one that was promised, {due}."),
        "dossier",
        QT_TRANSLATE_NOOP("Words", "Type a later working day, then press {key}."),
    ),
    "no_second_stage": (
        QT_TRANSLATE_NOOP("Words", "This procedure has no second appointment."),
        "dossier",
        _LOOK,
    ),
    "nothing_to_hand_over": (
        QT_TRANSLATE_NOOP("Words", "No dossier is on the list yet."),
        "saved",
        QT_TRANSLATE_NOOP("Words", "Scan the dossiers' receipts, then press {key}."),
    ),
    "nothing_to_take": (
        QT_TRANSLATE_NOOP("Words", "None of what was scanned is still to be taken over with this list."),
        "saved",
        QT_TRANSLATE_NOOP("Words", "Scan the dossiers that came, then press {key}."),
    ),
    "list_unknown": (
        QT_TRANSLATE_NOOP("Words", "This counter does not know that hand-over list."),
        "saved",
        QT_TRANSLATE_NOOP("Words", "Wait until the other counter's work has come (see the strip), then scan again."),
    ),
    "officer_missing": (
        QT_TRANSLATE_NOOP("Words", "Nobody is named who takes it."),
        "dossier",
        _AGAIN,
    ),
    "title_missing": (
        QT_TRANSLATE_NOOP("Words", "The result has no name."),
        "dossier",
        QT_TRANSLATE_NOOP("Words", "Type what is handed out, then press {key}."),
    ),
    "collector_missing": (
        QT_TRANSLATE_NOOP("Words", "Nobody is named who collects."),
        "dossier",
        QT_TRANSLATE_NOOP("Words", "Scan the collector's card or type the name, then press {key}."),
    ),
    "tracking_missing": (
        QT_TRANSLATE_NOOP("Words", "The post's tracking number is missing."),
        "dossier",
        QT_TRANSLATE_NOOP("Words", "Scan or type the tracking number, then press {key}."),
    ),
}
