"""What is safe and what to do now about a row that was set aside: code -> two sentences, in the source language.

What happened stands in `answers.py`. Every code with which a ring above refuses one event or one file has its place
here; a row that only waits gets `WAITING`.
"""

from collections.abc import Mapping
from typing import Final

from counter_app.ui.marking import QT_TRANSLATE_NOOP

WAITING: Final = (
    QT_TRANSLATE_NOOP("Words", "It is saved at this counter and waits its turn; other rows go on without it."),
    QT_TRANSLATE_NOOP("Words", "Nothing needs to be done; F9 tries at once."),
)

UNKNOWN: Final = (
    QT_TRANSLATE_NOOP("Words", "It is saved at this counter; other rows go on without it."),
    QT_TRANSLATE_NOOP("Words", "Tell support this code; F5 sends it again after that."),
)

_SAVED: Final = QT_TRANSLATE_NOOP("Words", "The dossier is whole at this counter; other rows go on without it.")
_AFTER_SUPPORT: Final = QT_TRANSLATE_NOOP(
    "Words", "Show support what is sent (F8). F5 sends it again once they have put it right."
)

REFUSALS: Final[Mapping[str, tuple[str, str]]] = {
    "id_reused": (_SAVED, _AFTER_SUPPORT),
    "seq_taken": (
        QT_TRANSLATE_NOOP("Words", "The dossier is whole at this counter, and the other computer's work is kept too."),
        QT_TRANSLATE_NOOP("Words", "Switch off the computer that is the copy, enrol it anew, then press F5 here."),
    ),
    "chain_broken": (
        _SAVED,
        QT_TRANSLATE_NOOP("Words", "Press F5; if it is refused again, this store may be a copy: call support."),
    ),
    "code_taken": (
        QT_TRANSLATE_NOOP("Words", "The dossier is whole at this counter; only its code belongs to another one."),
        QT_TRANSLATE_NOOP(
            "Words", "Press F6 to give it a new code; its old one still finds it. Then print the receipt again."
        ),
    ),
    "already_received": (
        QT_TRANSLATE_NOOP("Words", "The dossier is there from before; nothing of it is lost."),
        QT_TRANSLATE_NOOP("Words", "Open it with Enter and compare; tell support if the two differ."),
    ),
    "act_forbidden": (
        QT_TRANSLATE_NOOP("Words", "What was done before it stands; this act counts nowhere."),
        QT_TRANSLATE_NOOP("Words", "Open the dossier with Enter and look at its timeline; tell support if you did it."),
    ),
    "payload_wrong": (_SAVED, _AFTER_SUPPORT),
    "hash_wrong": (
        _SAVED,
        QT_TRANSLATE_NOOP("Words", "Press F5; if it is refused again, something on the way changes it: call support."),
    ),
    "store_refused": (_SAVED, _AFTER_SUPPORT),
    "device_foreign": (
        _SAVED,
        QT_TRANSLATE_NOOP("Words", "Ask the administrator whether this counter was enrolled anew; then press F5."),
    ),
    "unit_foreign": (
        _SAVED,
        QT_TRANSLATE_NOOP("Words", "Ask the administrator which office this counter is enrolled for; then press F5."),
    ),
    "time_wrong": (
        _SAVED,
        QT_TRANSLATE_NOOP("Words", "Put this computer's clock right and tell support; F5 sends it again."),
    ),
    "batch_unreadable": (_SAVED, _AFTER_SUPPORT),
    "batch_too_large": (_SAVED, _AFTER_SUPPORT),
    "file_missing_here": (
        QT_TRANSLATE_NOOP("Words", "The dossier itself is saved and sent; only this paper's picture is missing."),
        QT_TRANSLATE_NOOP("Words", "Put the file back from a backup, or scan the paper again; then press F5."),
    ),
    "file_broken_here": (
        QT_TRANSLATE_NOOP("Words", "The dossier itself is saved and sent; the damaged picture was not sent."),
        QT_TRANSLATE_NOOP("Words", "Put the file back from a backup, or scan the paper again; then press F5."),
    ),
    "file_too_large": (
        QT_TRANSLATE_NOOP("Words", "The file is kept whole at this counter, and the dossier is sent."),
        QT_TRANSLATE_NOOP("Words", "Scan the paper again with fewer dots per inch; support can allow larger files."),
    ),
    "upload_wrong": (
        QT_TRANSLATE_NOOP("Words", "The file is kept whole at this counter, and the dossier is sent."),
        QT_TRANSLATE_NOOP("Words", "Press F5; if it is refused again, tell support this code."),
    ),
}
