"""The sentences behind the codes, in the source language; `words.py` looks them up and translates them.

Each error: (what happened, which kind of safety, which key now). `{name}` places are filled with the error's facts.
"""

from collections.abc import Mapping
from typing import Final

from counter_app.ui.marking import QT_TRANSLATE_NOOP
from counter_app.ui.paper_sentences import OF_PAPERS
from counter_app.ui.ring_sentences import OF_RINGS

SAFE: Final[Mapping[str, str]] = {
    "form": QT_TRANSLATE_NOOP("Words", "What you typed is still there."),
    "saved": QT_TRANSLATE_NOOP("Words", "Everything saved so far is safe."),
    "dossier": QT_TRANSLATE_NOOP("Words", "The dossier is saved and has its code."),
    "untouched": QT_TRANSLATE_NOOP("Words", "The form was not touched."),
    "file": QT_TRANSLATE_NOOP("Words", "The file was left as it is."),
    "paper": QT_TRANSLATE_NOOP("Words", "The file is kept as it was filed."),
}

ERRORS: Final[Mapping[str, tuple[str, str, str]]] = {
    "ours": (
        QT_TRANSLATE_NOOP("Words", "Something went wrong inside the program ({code}: {facts})."),
        "form",
        QT_TRANSLATE_NOOP("Words", "Press {key} to try again; if it comes back, tell support this code."),
    ),
    "away": (
        QT_TRANSLATE_NOOP("Words", "Something that is needed does not answer just now ({code})."),
        "form",
        QT_TRANSLATE_NOOP("Words", "Press {key} to try again."),
    ),
    "mend": (
        QT_TRANSLATE_NOOP("Words", "This cannot be done as it stands ({code})."),
        "form",
        QT_TRANSLATE_NOOP("Words", "Put it right, then press {key}."),
    ),
    "draft_incomplete": (
        QT_TRANSLATE_NOOP("Words", "Something is still missing before the dossier can be registered."),
        "form",
        QT_TRANSLATE_NOOP("Words", "Fill the marked fields, then press {key}."),
    ),
    "not_set_up": (
        QT_TRANSLATE_NOOP("Words", "This counter has no identifier of its office yet, so it cannot give out codes."),
        "form",
        QT_TRANSLATE_NOOP("Words", "Ask the administrator to enrol this counter (counter-app enrol)."),
    ),
    "correction_wrong": (
        QT_TRANSLATE_NOOP("Words", "The correction holds something that a dossier cannot say."),
        "saved",
        QT_TRANSLATE_NOOP("Words", "Put the marked field right, then press {key}."),
    ),
    "clock_wrong": (
        QT_TRANSLATE_NOOP("Words", "This computer's clock is wrong, so no receipt time can be given."),
        "form",
        QT_TRANSLATE_NOOP("Words", "Put the clock right, then press {key}."),
    ),
    "numbers_exhausted": (
        QT_TRANSLATE_NOOP("Words", "All dossier numbers of this counter for today are used."),
        "form",
        QT_TRANSLATE_NOOP("Words", "Ask the administrator for another number block, then press {key}."),
    ),
    "disk_full": (
        QT_TRANSLATE_NOOP("Words", "The disk is full."),
        "form",
        QT_TRANSLATE_NOOP("Words", "Free some space, then press {key}."),
    ),
    "store_unreadable": (
        QT_TRANSLATE_NOOP("Words", "The store file cannot be read or written ({reason})."),
        "file",
        QT_TRANSLATE_NOOP("Words", "Call support before anything else; do not delete the file."),
    ),
    "store_newer": (
        QT_TRANSLATE_NOOP("Words", "The store was made by a newer release of this program."),
        "file",
        QT_TRANSLATE_NOOP("Words", "Install the newer release on this computer."),
    ),
    "store_in_use": (
        QT_TRANSLATE_NOOP("Words", "Another window of this counter has the store open."),
        "saved",
        QT_TRANSLATE_NOOP("Words", "Close the other window, then start again."),
    ),
    "store_locked": (
        QT_TRANSLATE_NOOP("Words", "The store is busy just now."),
        "form",
        QT_TRANSLATE_NOOP("Words", "Press {key} again in a moment."),
    ),
    "store_fault": (
        QT_TRANSLATE_NOOP("Words", "The store reported a fault ({reason})."),
        "form",
        QT_TRANSLATE_NOOP("Words", "Press {key} to try again; if it comes back, call support."),
    ),
    "dossier_unknown": (
        QT_TRANSLATE_NOOP("Words", "This counter does not know that dossier."),
        "form",
        QT_TRANSLATE_NOOP("Words", "Press Ctrl+K and search by name or number."),
    ),
    "printer_offline": (
        QT_TRANSLATE_NOOP("Words", "The printer does not answer."),
        "dossier",
        QT_TRANSLATE_NOOP("Words", "Switch it on or plug it in, then press {key}."),
    ),
    "printer_no_paper": (
        QT_TRANSLATE_NOOP("Words", "The printer is out of paper."),
        "dossier",
        QT_TRANSLATE_NOOP("Words", "Put paper in, then press {key}."),
    ),
    "printer_busy": (
        QT_TRANSLATE_NOOP("Words", "The printer is busy."),
        "dossier",
        QT_TRANSLATE_NOOP("Words", "Press {key} in a moment."),
    ),
    "printer_refused": (
        QT_TRANSLATE_NOOP("Words", "The printer refused the page."),
        "dossier",
        QT_TRANSLATE_NOOP("Words", "Look at the printer on the devices page, then press {key}."),
    ),
    "printer_wrong_size": (
        QT_TRANSLATE_NOOP("Words", "The printer has no paper of this size."),
        "dossier",
        QT_TRANSLATE_NOOP("Words", "Put the right paper in or choose another printer, then press {key}."),
    ),
    "print_system_away": (
        QT_TRANSLATE_NOOP("Words", "The print system of this computer does not answer."),
        "dossier",
        QT_TRANSLATE_NOOP("Words", "Press {key} in a moment; if it stays so, restart the print service."),
    ),
    "no_printer": (
        QT_TRANSLATE_NOOP("Words", "No printer is set up for this paper."),
        "dossier",
        QT_TRANSLATE_NOOP("Words", "Ask the administrator to name a printer in the settings."),
    ),
    "form_unreadable": (
        QT_TRANSLATE_NOOP("Words", "The text of the printed form cannot be read."),
        "dossier",
        QT_TRANSLATE_NOOP("Words", "Ask the administrator to put the form file right, then press {key}."),
    ),
    "no_form_for_day": (
        QT_TRANSLATE_NOOP("Words", "There is no printed form in force on that day."),
        "dossier",
        QT_TRANSLATE_NOOP("Words", "Ask the administrator to put the form file right, then press {key}."),
    ),
    "reason_missing": (
        QT_TRANSLATE_NOOP("Words", "A correction needs a reason."),
        "form",
        QT_TRANSLATE_NOOP("Words", "Type why, then press {key}."),
    ),
    "nothing_changed": (
        QT_TRANSLATE_NOOP("Words", "Nothing was changed."),
        "saved",
        QT_TRANSLATE_NOOP("Words", "Change a field, or press Esc to leave."),
    ),
    "picture_unreadable": (
        QT_TRANSLATE_NOOP("Words", "The picture cannot be read."),
        "untouched",
        QT_TRANSLATE_NOOP("Words", "Choose another picture with Ctrl+O."),
    ),
    "agreed_missing": (
        QT_TRANSLATE_NOOP("Words", "This procedure needs a date agreed with the applicant."),
        "form",
        QT_TRANSLATE_NOOP("Words", "Type the agreed date, then press {key}."),
    ),
    "agreed_not_later": (
        QT_TRANSLATE_NOOP("Words", "The agreed date must lie after the receipt."),
        "form",
        QT_TRANSLATE_NOOP("Words", "Type a later date, then press {key}."),
    ),
    "agreed_rest_day": (
        QT_TRANSLATE_NOOP("Words", "The office does not work on the agreed day ({reason})."),
        "form",
        QT_TRANSLATE_NOOP("Words", "Type a working day, then press {key}."),
    ),
    "agreed_outside_hours": (
        QT_TRANSLATE_NOOP("Words", "The agreed hour lies outside working hours."),
        "form",
        QT_TRANSLATE_NOOP("Words", "Type an hour within working time, then press {key}."),
    ),
    "settings_half_written": (
        QT_TRANSLATE_NOOP("Words", "The settings file was not written to its end ({where})."),
        "file",
        QT_TRANSLATE_NOOP("Words", "Ask the administrator to correct the file {file}, then start again."),
    ),
    "settings_unreadable": (
        QT_TRANSLATE_NOOP("Words", "The settings file cannot be read."),
        "file",
        QT_TRANSLATE_NOOP("Words", "Ask the administrator to look at the file {file}, then start again."),
    ),
    "settings_unknown": (
        QT_TRANSLATE_NOOP("Words", "The settings file has an entry that nobody knows: {where}."),
        "file",
        QT_TRANSLATE_NOOP("Words", "Ask the administrator to correct the file {file}, then start again."),
    ),
    "settings_type": (
        QT_TRANSLATE_NOOP("Words", "An entry of the settings file has the wrong kind of value: {where}."),
        "file",
        QT_TRANSLATE_NOOP("Words", "Ask the administrator to correct the file {file}, then start again."),
    ),
    "unit_unknown": (
        QT_TRANSLATE_NOOP("Words", "The settings name a unit that does not exist ({unit})."),
        "file",
        QT_TRANSLATE_NOOP("Words", "Ask the administrator to correct the settings, then start again."),
    ),
    "printer_setting": (
        QT_TRANSLATE_NOOP("Words", "The settings name a printer that does not exist ({entry})."),
        "file",
        QT_TRANSLATE_NOOP("Words", "Ask the administrator to correct the settings, then start again."),
    ),
    "paper_setting": (
        QT_TRANSLATE_NOOP("Words", "The settings name a paper that does not exist ({entry})."),
        "file",
        QT_TRANSLATE_NOOP("Words", "Ask the administrator to correct the settings, then start again."),
    ),
    "address_wrong": (
        QT_TRANSLATE_NOOP("Words", "The city's address in the settings is no address."),
        "file",
        QT_TRANSLATE_NOOP("Words", "Ask the administrator to correct the settings, then start again."),
    ),
    "address_insecure": (
        QT_TRANSLATE_NOOP("Words", "The city's address in the settings is without encryption; nothing is sent there."),
        "saved",
        QT_TRANSLATE_NOOP("Words", "Ask the administrator to set an address that begins with https."),
    ),
    "token_unreadable": (
        QT_TRANSLATE_NOOP("Words", "The key to the city cannot be read on this computer."),
        "saved",
        QT_TRANSLATE_NOOP("Words", "Ask the administrator to enrol this counter again."),
    ),
    "store_kind_mismatch": (
        QT_TRANSLATE_NOOP("Words", "This is the store of the other kind of counter: practice and real never mix."),
        "file",
        QT_TRANSLATE_NOOP("Words", "Start the other counter, or name another folder."),
    ),
    "store_away": (
        QT_TRANSLATE_NOOP("Words", "The database does not answer."),
        "saved",
        QT_TRANSLATE_NOOP("Words", "Start again when it is there."),
    ),
    "counter_would_not_open": (
        QT_TRANSLATE_NOOP("Words", "The counter could not be opened ({type})."),
        "saved",
        QT_TRANSLATE_NOOP("Words", "Start again; if it comes back, call support."),
    ),
    "form_unknown_placeholder": (
        QT_TRANSLATE_NOOP("Words", "The text of the printed form has a place that nobody knows: {placeholder}."),
        "dossier",
        QT_TRANSLATE_NOOP("Words", "Ask the administrator to put the form file right, then press {key}."),
    ),
    "code_unfit_for_barcode": (
        QT_TRANSLATE_NOOP("Words", "The dossier code has signs that a barcode of this office must not hold."),
        "dossier",
        QT_TRANSLATE_NOOP("Words", "Ask the administrator to correct the office code in the settings."),
    ),
    "procedure_unknown": (
        QT_TRANSLATE_NOOP("Words", "The procedure of this dossier is not in the catalogue any more."),
        "saved",
        QT_TRANSLATE_NOOP("Words", "Choose the procedure that is in force, then press {key}."),
    ),
    "received_out_of_range": (
        QT_TRANSLATE_NOOP("Words", "The receipt time lies too far away."),
        "form",
        QT_TRANSLATE_NOOP("Words", "Correct the date, then press {key}."),
    ),
    "picture_missing": (
        QT_TRANSLATE_NOOP("Words", "The picture is not there any more."),
        "untouched",
        QT_TRANSLATE_NOOP("Words", "Choose another picture with Ctrl+O."),
    ),
    "picture_empty": (
        QT_TRANSLATE_NOOP("Words", "The picture file is empty."),
        "untouched",
        QT_TRANSLATE_NOOP("Words", "Choose another picture with Ctrl+O."),
    ),
    "picture_too_large": (
        QT_TRANSLATE_NOOP("Words", "The picture is too large to be read safely."),
        "untouched",
        QT_TRANSLATE_NOOP("Words", "Choose another picture with Ctrl+O."),
    ),
    "picture_without_code": (
        QT_TRANSLATE_NOOP("Words", "There is no code in the picture."),
        "untouched",
        QT_TRANSLATE_NOOP("Words", "Choose another picture with Ctrl+O."),
    ),
    "printer_jam": (
        QT_TRANSLATE_NOOP("Words", "Paper is stuck in the printer."),
        "dossier",
        QT_TRANSLATE_NOOP("Words", "Take the paper out, then press {key}."),
    ),
    "printer_cover_open": (
        QT_TRANSLATE_NOOP("Words", "The printer is open."),
        "dossier",
        QT_TRANSLATE_NOOP("Words", "Close its cover, then press {key}."),
    ),
    **OF_RINGS,
    **OF_PAPERS,
}
