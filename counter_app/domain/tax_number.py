"""Vietnamese tax codes (mã số thuế) and what is wrong with a typed one.

10 digits for organisations (the enterprise number is the same), 13 for their branches (10, a hyphen, 3), and since
01/07/2025 the 12-digit personal number for individuals and household businesses (Thông tư 86/2024/TT-BTC).
"""

import re

from counter_app.domain.problem import Problem

_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_FORM = re.compile(r"(?P<base>[0-9]{10})(?:-?(?P<branch>[0-9]{3}))?")
_PERSONAL = re.compile(r"[0-9]{12}")
_SERIAL = slice(2, 9)


def normal(text: str) -> str:
    """Return a tax code as it is stored and printed: no blanks or dots, a hyphen before the branch.

    Text of another form comes back only without its blanks.
    """
    bare = re.sub(r"[\s.]", "", text)
    found = _FORM.fullmatch(bare)
    if found is None:
        return bare
    return f"{found['base']}-{found['branch']}" if found["branch"] else found["base"]


def valid(text: str) -> bool:
    """Say whether `text` can be a tax code: the right length, and the check digit where there is one."""
    return not problems(text)


def problems(text: str) -> tuple[Problem, ...]:
    """Return what is wrong with a tax code: `tax_wrong_form`, `tax_check_digit`, `tax_branch_zero`; all certain.

    The check digit of the first ten digits is 10 - (weighted sum mod 11); a remainder that would give 10 is never
    issued, nor is a serial part (digits 3 to 9) of zeros only.
    """
    bare = normal(text)
    if not bare or _PERSONAL.fullmatch(bare):
        return ()
    found = _FORM.fullmatch(bare)
    if found is None:
        return (_problem("tax_wrong_form"),)
    base = found["base"]
    if not int(base[_SERIAL]) or check_digit(base[:9]) != base[9]:
        return (_problem("tax_check_digit"),)
    return (_problem("tax_branch_zero"),) if found["branch"] == "000" else ()


def check_digit(first_nine: str) -> str:
    """Return the tenth digit that belongs to the first nine; empty when no code is issued for them."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, first_nine, strict=True))
    digit = 10 - total % 11
    return "" if digit == 10 else str(digit)


def _problem(code: str) -> Problem:
    return Problem("tax_number", code, certain=True)
