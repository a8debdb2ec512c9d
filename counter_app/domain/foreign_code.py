"""What a code is that is none of ours, so that the refusal can say so: "an article number", "a web address" …"""

import re

from counter_app.domain import own_codes, personal_number, tax_number

_PREFIXES: tuple[tuple[str, str], ...] = (
    ("two_codes", r"(?:[^|]*\|){6}[0-9]{8}[0-9]{12}\|"),
    ("vneid", r"(?:https?://)?[\w.-]*vneid|vneid[:/|]"),
    ("web_address", r"https?:|www\.|[\w-]+(?:\.[\w-]+)*\.(?:vn|com|net|org|gov)(?:/|$)"),
    ("wifi", r"wifi:"),
    ("contact", r"begin:vcard|mecard:|mailto:|tel:|smsto?:|geo:|begin:vevent|begin:vcalendar"),
    ("payment", r"00020[12]01021"),
    ("health_insurance", r"(?:[a-z]{2}[0-9]{13}|[0-9]{10}|[0-9]{12})\|(?=[0-9]*[a-f])[0-9a-f]{6,}\|"),
    ("health_insurance", r"[a-z]{2}[0-9]{13}(?:\||$)"),
    ("passport", r"p[<a-z]vnm"),
    ("machine_readable_zone", r"idvnm"),
    ("gs1", r"\(01\)[0-9]{14}|01[0-9]{14}(?:1[0157][0-9]{6}|21|10)"),
    ("post", r"[a-z]{2}[0-9]{9}vn$"),
    ("procedure_code", r"[0-9]\.[0-9]{6}(?:\.|$)"),
    ("token", r"eyj[\w-]{6,}\.|[\w+/=-]{32,}$"),
    ("truncated_card", r"[0-9]{1,12}\||[0-9]{12}[0-9]{0,9}\D{3,80}[0-9]{8}\s*n"),
    (
        "truncated_dossier",
        r"(?:[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.)?[a-z][0-9]{2}(?:\.[0-9]{1,3}){0,3}-[0-9]{0,9}(?:-[0-9]*)?$",
    ),
    ("truncated_dossier", r"(?:[0-9]{3}\.){1}[0-9.]*[a-z]?[0-9]*$|[a-z][0-9]{2}(?:\.[0-9]{1,3}){1,3}\.?$"),
    ("truncated_dossier", r"[0-9.]*-[0-9]{6}(?:[0-9]{2})?-[0-9]{4,9}$"),
)
_KINDS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PREFIXES)
_DIGITS = re.compile(r"[0-9]+")
_ARTICLE_LENGTHS = frozenset({8, 12, 13, 14})


def reason(code: str) -> str:
    """Return the stable name of what `code` seems to be; "foreign" when nothing is known of it."""
    if own_codes.looks_like_own(code):
        return "own_code_misread"
    if _DIGITS.fullmatch(code):
        return _of_digits(code)
    if re.fullmatch(r"[0-9]{10}-[0-9]{3}", code) and tax_number.valid(code):
        return "tax_number"
    kind = next((kind for kind, pattern in _KINDS if pattern.match(code)), "foreign")
    return "truncated_card" if kind == "foreign" and _pieces_of_card(code) else kind


def _of_digits(code: str) -> str:
    number = personal_number.read(code)
    if number is not None and number.province:
        return "number_only"
    if len(code) in _ARTICLE_LENGTHS and _article_check(code):
        return "book_number" if len(code) == 13 and code.startswith(("978", "979")) else "article_number"
    if len(code) == 10 and tax_number.valid(code):
        return "tax_number"
    return "old_number_only" if len(code) == 9 else "digits"


def _pieces_of_card(code: str) -> bool:
    fields = code.lower().split("|")
    return len(fields) > 2 and ("nam" in fields or "nữ" in fields)


def _article_check(code: str) -> bool:
    """GS1 General Specifications 7.9: weights 3 and 1 from the right, the check digit makes a multiple of ten."""
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(code))) % 10 == 0
