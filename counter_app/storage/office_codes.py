"""Whose electronic code opens a dossier's code, as the city's organisation says it."""

from collections.abc import Mapping
from typing import Final

from counter_app.domain.dossier_code import parse
from counter_app.storage import reference
from counter_app.storage.transaction import Reading

_MOST: Final = 8
_known: dict[str, Mapping[str, frozenset[str]]] = {}
"""What was read, by the digest of what it was read from: it is asked with every batch and changes once a year."""


def is_foreign(reading: Reading, code: str, unit: str, stamp: str) -> bool:
    """Say whether the dossier code belongs to another unit than `unit`; `stamp` is the store's `reference.STAMP`.

    Offices that were are looked at like those that are; a code that the organisation knows nothing of is nobody else's.
    """
    said = parse(code)
    if said is None or not stamp:
        return False
    owners = _owners(reading, stamp).get(said.authority)
    return owners is not None and unit not in owners


def _owners(reading: Reading, stamp: str) -> Mapping[str, frozenset[str]]:
    found = _known.get(stamp)
    if found is None:
        units: dict[str, frozenset[str]] = {}
        for one in reference.all_of(reading, reference.OFFICE):
            code = str(one.content.get("electronic_code", ""))
            if code:
                units[code] = units.get(code, frozenset()) | {one.name}
        if len(_known) >= _MOST:
            _known.clear()
        found = _known[stamp] = units
    return found
