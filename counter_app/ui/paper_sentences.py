"""The sentences about filed papers, in the source language: errors (`sentences.py` takes them up), and why one has not
come yet.

`{ring}` is filled with who would bring it: the office's hub or the city.
"""

from collections.abc import Mapping
from typing import Final

from counter_app.ui.marking import QT_TRANSLATE_NOOP

OF_PAPERS: Final[Mapping[str, tuple[str, str, str]]] = {
    "no_files": (
        QT_TRANSLATE_NOOP("Words", "No file was chosen, so nothing was filed."),
        "dossier",
        QT_TRANSLATE_NOOP("Words", "Press {key} and choose the scanned papers."),
    ),
    "too_many_files": (
        QT_TRANSLATE_NOOP("Words", "At most {most} files can be filed at once; nothing was filed."),
        "dossier",
        QT_TRANSLATE_NOOP("Words", "Press {key} and choose fewer; the others go with the next {key}."),
    ),
    "file_unreadable": (
        QT_TRANSLATE_NOOP("Words", "The file in place {place} of those chosen cannot be read; nothing was filed."),
        "dossier",
        QT_TRANSLATE_NOOP("Words", "See whether its stick is still plugged in, then press {key} again."),
    ),
    "file_too_large": (
        QT_TRANSLATE_NOOP("Words", "One of the files is too large; nothing was filed."),
        "dossier",
        QT_TRANSLATE_NOOP("Words", "Scan it in parts or with a lower resolution, then press {key}."),
    ),
    "files_unwritable": (
        QT_TRANSLATE_NOOP("Words", "The folder of the papers cannot be written to; nothing was filed."),
        "dossier",
        QT_TRANSLATE_NOOP("Words", "Call support; registering and printing go on."),
    ),
    "paper_unknown": (
        QT_TRANSLATE_NOOP("Words", "This dossier does not name that paper any more."),
        "dossier",
        QT_TRANSLATE_NOOP("Words", "Press Esc, choose a paper from the list, then F3."),
    ),
    "paper_away": (
        QT_TRANSLATE_NOOP("Words", "This paper cannot be fetched: {reason}"),
        "dossier",
        QT_TRANSLATE_NOOP("Words", "Press {key} to ask for it again; else ask the counter that filed it."),
    ),
    "paper_not_shown": (
        QT_TRANSLATE_NOOP("Words", "Files of this kind are kept but cannot be shown here."),
        "paper",
        QT_TRANSLATE_NOOP("Words", "Press Esc; papers scanned as PDF, JPEG, PNG or TIFF can be shown."),
    ),
    "paper_unreadable": (
        QT_TRANSLATE_NOOP("Words", "The content of this paper cannot be shown: damaged, locked or too large."),
        "paper",
        QT_TRANSLATE_NOOP(
            "Words", "Press {key} to try again; if it stays so, scan the paper anew and file it with F7."
        ),
    ),
}

WAITS: Final[Mapping[str, str]] = {
    "": QT_TRANSLATE_NOOP("Words", "The paper is being fetched from above ({percent} %)."),
    "file_coming": QT_TRANSLATE_NOOP("Words", "The office's hub is fetching the paper from the city."),
    "file_broken": QT_TRANSLATE_NOOP("Words", "The paper came damaged and is fetched once more ({percent} %)."),
    "unreachable": QT_TRANSLATE_NOOP("Words", "{ring} cannot be reached; {percent} % of the paper is here."),
    "timed_out": QT_TRANSLATE_NOOP("Words", "{ring} does not answer; {percent} % of the paper is here."),
    "interrupted": QT_TRANSLATE_NOOP("Words", "The line broke; {percent} % of the paper is here."),
}
"""Why a paper has not come yet; for what is not among them the general answers hold."""
