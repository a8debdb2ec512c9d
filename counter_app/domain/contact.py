"""Telephone numbers and e-mail addresses as they are typed at a counter: normal form, and what is wrong with them.

Numbering by the national plan in force since 2018: mobiles 03, 05, 07, 08, 09 with ten digits, land lines 02 with
eleven, service numbers 1800 and 1900.
"""

import re

from counter_app.domain.problem import Problem

_SEPARATORS = re.compile(r"[\s().-]")
_COUNTRY = re.compile(r"(?:\+|00)84(?:0(?=[1-9]))?|84(?=[1-9][0-9]{8,9}$)")
_MOBILE = re.compile(r"0[35789][0-9]{8}")
_LAND_LINE = re.compile(r"02[0-9]{9}")
_SERVICE = re.compile(r"1[89]00[0-9]{4,6}")
_OLD_MOBILE = re.compile(r"01(?:2[0-9]|6[2-9]|8[68]|99)[0-9]{7}")
_FOREIGN = re.compile(r"(?:\+|00)(?!84)[1-9][0-9]{6,14}")
_EMAIL = re.compile(r"[^\s@,;<>\"()]+@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}")


def normal_phone(text: str) -> str:
    """Return a telephone number without blanks, dots, hyphens and brackets, +84 written as 0.

    A text that holds letters comes back only stripped, so that nothing the officer typed is lost.
    """
    bare = _SEPARATORS.sub("", text)
    if not re.fullmatch(r"\+?[0-9]+", bare):
        return text.strip()
    return _COUNTRY.sub("0", bare, count=1) if _COUNTRY.match(bare) else bare


def phone_problems(text: str) -> tuple[Problem, ...]:
    """Return what is wrong with a telephone number; an empty one is no problem.

    Certain: `phone_letters`, `phone_length`, `phone_prefix`. Warnings: `phone_old_prefix` (an eleven-digit mobile
    number of before 2018), `phone_foreign`.
    """
    number = normal_phone(text)
    if not number or any(form.fullmatch(number) for form in (_MOBILE, _LAND_LINE, _SERVICE)):
        return ()
    if not re.fullmatch(r"\+?[0-9]+", number):
        return (Problem("phone", "phone_letters", certain=True),)
    if _OLD_MOBILE.fullmatch(number):
        return (Problem("phone", "phone_old_prefix", certain=False),)
    if _FOREIGN.fullmatch(number):
        return (Problem("phone", "phone_foreign", certain=False),)
    known_prefix = re.match(r"0[235789]|1[89]00", number)
    return (Problem("phone", "phone_length" if known_prefix else "phone_prefix", certain=True),)


def email_problems(text: str) -> tuple[Problem, ...]:
    """Return `email_wrong_form` (certain) when `text` is no e-mail address; an empty one is no problem.

    Only the form is looked at (one @, a dotted domain, no blanks, no double dots): whether it exists nobody can say.
    """
    address = text.strip()
    if not address:
        return ()
    local = address.partition("@")[0]
    sound = _EMAIL.fullmatch(address) and ".." not in address and not local.startswith(".") and not local.endswith(".")
    return () if sound and len(address) <= 254 else (Problem("email", "email_wrong_form", certain=True),)
