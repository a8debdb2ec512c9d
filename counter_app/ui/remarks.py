"""Remarks about fields and scans: (short mark beside the field, whole sentence), in the source language."""

from collections.abc import Mapping
from typing import Final

from counter_app.ui.marking import QT_TRANSLATE_NOOP

PROBLEMS: Final[Mapping[str, tuple[str, str]]] = {
    "unknown": (QT_TRANSLATE_NOOP("Words", "check"), QT_TRANSLATE_NOOP("Words", "Please check this field ({code}).")),
    "check": (
        QT_TRANSLATE_NOOP("Words", "check"),
        QT_TRANSLATE_NOOP("Words", "The scan was not certain here; compare with the card."),
    ),
    "differs": (
        QT_TRANSLATE_NOOP("Words", "differs"),
        QT_TRANSLATE_NOOP("Words", "The card says something else than the last dossier."),
    ),
    "text_too_long": (
        QT_TRANSLATE_NOOP("Words", "too long"),
        QT_TRANSLATE_NOOP("Words", "This text is longer than the city takes; shorten it."),
    ),
    "agreed_wrong_form": (
        QT_TRANSLATE_NOOP("Words", "date?"),
        QT_TRANSLATE_NOOP("Words", "Type the agreed date as day/month/year, with the hour behind it if it matters."),
    ),
    "name_missing": (QT_TRANSLATE_NOOP("Words", "missing"), QT_TRANSLATE_NOOP("Words", "The name is missing.")),
    "procedure_missing": (
        QT_TRANSLATE_NOOP("Words", "missing"),
        QT_TRANSLATE_NOOP("Words", "Choose a procedure: type a few letters, then Enter."),
    ),
    "papers_missing": (
        QT_TRANSLATE_NOOP("Words", "missing"),
        QT_TRANSLATE_NOOP("Words", "Required papers are missing: type the reason, or F4 prints what is still needed."),
    ),
    "sets_missing": (QT_TRANSLATE_NOOP("Words", "1–999"), QT_TRANSLATE_NOOP("Words", "At least one set is needed.")),
    "birth_wrong_form": (
        QT_TRANSLATE_NOOP("Words", "date?"),
        QT_TRANSLATE_NOOP("Words", "This is no date: type 15/02/1990, 02/1990 or 1990."),
    ),
    "number_wrong_form": (
        QT_TRANSLATE_NOOP("Words", "12 digits"),
        QT_TRANSLATE_NOOP("Words", "A personal number has 12 digits (9 on the old card, or a passport number)."),
    ),
    "number_old": (
        QT_TRANSLATE_NOOP("Words", "old card"),
        QT_TRANSLATE_NOOP("Words", "Nine-digit identity cards are no longer valid since 01/01/2025."),
    ),
    "number_foreign_passport": (
        QT_TRANSLATE_NOOP("Words", "passport"),
        QT_TRANSLATE_NOOP("Words", "This looks like a foreign passport number."),
    ),
    "province_unknown": (
        QT_TRANSLATE_NOOP("Words", "check"),
        QT_TRANSLATE_NOOP("Words", "The first three digits are no known province."),
    ),
    "birth_year_contradicts": (
        QT_TRANSLATE_NOOP("Words", "birth?"),
        QT_TRANSLATE_NOOP("Words", "The number says another year of birth."),
    ),
    "sex_contradicts": (
        QT_TRANSLATE_NOOP("Words", "sex?"),
        QT_TRANSLATE_NOOP("Words", "The number says the other sex."),
    ),
    "phone_letters": (
        QT_TRANSLATE_NOOP("Words", "digits"),
        QT_TRANSLATE_NOOP("Words", "A telephone number holds digits only."),
    ),
    "phone_length": (
        QT_TRANSLATE_NOOP("Words", "length?"),
        QT_TRANSLATE_NOOP("Words", "A telephone number has 10 digits (11 for land lines)."),
    ),
    "phone_prefix": (
        QT_TRANSLATE_NOOP("Words", "prefix?"),
        QT_TRANSLATE_NOOP("Words", "Vietnamese numbers begin with 03, 05, 07, 08, 09 or 02."),
    ),
    "phone_old_prefix": (
        QT_TRANSLATE_NOOP("Words", "old"),
        QT_TRANSLATE_NOOP("Words", "Eleven-digit mobile numbers were changed in 2018."),
    ),
    "phone_foreign": (
        QT_TRANSLATE_NOOP("Words", "abroad"),
        QT_TRANSLATE_NOOP("Words", "This is a foreign telephone number."),
    ),
    "email_wrong_form": (
        QT_TRANSLATE_NOOP("Words", "form?"),
        QT_TRANSLATE_NOOP("Words", "This is no e-mail address."),
    ),
    "tax_wrong_form": (
        QT_TRANSLATE_NOOP("Words", "10 or 13"),
        QT_TRANSLATE_NOOP("Words", "A tax code has 10, 13 or 12 digits."),
    ),
    "tax_check_digit": (
        QT_TRANSLATE_NOOP("Words", "digit?"),
        QT_TRANSLATE_NOOP("Words", "The check digit of the tax code is wrong: one digit is mistyped."),
    ),
    "tax_branch_zero": (
        QT_TRANSLATE_NOOP("Words", "branch?"),
        QT_TRANSLATE_NOOP("Words", "There is no branch 000."),
    ),
    "copies_empty": (
        QT_TRANSLATE_NOOP("Words", "missing"),
        QT_TRANSLATE_NOOP("Words", "Type documents*copies, for example 3*2+1*5."),
    ),
    "copies_sign_unknown": (
        QT_TRANSLATE_NOOP("Words", "sign?"),
        QT_TRANSLATE_NOOP("Words", "Only digits and the signs * + / are used, for example 3*2+1*5/10."),
    ),
    "copies_number_expected": (
        QT_TRANSLATE_NOOP("Words", "number?"),
        QT_TRANSLATE_NOOP("Words", "A number is missing here, for example 3*2+1*5."),
    ),
    "copies_times_expected": (
        QT_TRANSLATE_NOOP("Words", "* ?"),
        QT_TRANSLATE_NOOP("Words", "After the documents comes * and the copies, for example 3*2."),
    ),
    "copies_plus_expected": (
        QT_TRANSLATE_NOOP("Words", "+ ?"),
        QT_TRANSLATE_NOOP("Words", "Between two parts stands +, for example 3*2+1*5."),
    ),
    "copies_zero": (
        QT_TRANSLATE_NOOP("Words", "zero"),
        QT_TRANSLATE_NOOP("Words", "Numbers start from 1."),
    ),
    "copies_too_large": (
        QT_TRANSLATE_NOOP("Words", "too large"),
        QT_TRANSLATE_NOOP("Words", "The number is larger than 9999."),
    ),
}

SCANS: Final[Mapping[str, str]] = {
    "ticket": QT_TRANSLATE_NOOP("Words", "This is queue ticket {number}; queues are not called from this page."),
    "badge": QT_TRANSLATE_NOOP("Words", "This is the badge of officer {number}; officers are named on the page About."),
    "visit": QT_TRANSLATE_NOOP("Words", "This is the sheet of a whole visit; scan one of the dossier codes on it."),
    "empty": QT_TRANSLATE_NOOP("Words", "The scan was empty."),
    "too_long": QT_TRANSLATE_NOOP("Words", "The scan is too long to be a card or one of our codes."),
    "two_codes": QT_TRANSLATE_NOOP("Words", "Two different codes were read at once; scan one at a time."),
    "impossible_date": QT_TRANSLATE_NOOP("Words", "This looks like a dossier code, but its date does not exist."),
    "own_code_misread": QT_TRANSLATE_NOOP("Words", "One of our own codes was misread; scan it again."),
    "truncated_card": QT_TRANSLATE_NOOP("Words", "Only part of a card was read; hold the card still and scan again."),
    "truncated_dossier": QT_TRANSLATE_NOOP("Words", "Only part of a dossier code was read; scan it again."),
    "vneid": QT_TRANSLATE_NOOP(
        "Words", "This is a VNeID code; only the police's own device can read it. Scan the card."
    ),
    "health_insurance": QT_TRANSLATE_NOOP("Words", "This is a health insurance card, not an identity card."),
    "passport": QT_TRANSLATE_NOOP("Words", "This is a passport; type the name and number by hand."),
    "number_only": QT_TRANSLATE_NOOP(
        "Words", "This code holds only a personal number; scan the square code on the card."
    ),
    "old_number_only": QT_TRANSLATE_NOOP(
        "Words", "This is an old nine-digit number; scan the new card or type by hand."
    ),
    "web_address": QT_TRANSLATE_NOOP("Words", "This is a web address, not a card."),
    "payment": QT_TRANSLATE_NOOP("Words", "This is a payment code, not a card."),
    "tax_number": QT_TRANSLATE_NOOP("Words", "This is a tax code; type it in the field of an organisation (F7)."),
    "procedure_code": QT_TRANSLATE_NOOP("Words", "This is the code of a procedure; type it in the procedure field."),
    "foreign": QT_TRANSLATE_NOOP("Words", "This code is none that this counter uses."),
}
