"""The drivers' errors as the domain names them."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from counter_app.domain.errors import CounterError, OfficerCanMend, OurFault, TryLater

_BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _NOTADB, _PERM, _AUTH = (
    5, 6, 8, 10, 11, 13, 14, 26, 3, 23,
)  # fmt: skip
_UNREADABLE: Final = {
    _READONLY: "readonly",
    _CORRUPT: "corrupt",
    _CANTOPEN: "cannot_open",
    _NOTADB: "not_a_database",
    _PERM: "no_permission",
    _AUTH: "no_permission",
}
_HARDLY_FREE: Final = 256 * 1024


@contextmanager
def named(place: str, path: Path | None = None) -> Iterator[None]:
    """Run the body; errors of SQLAlchemy and its drivers leave as `CounterError`.

    Codes: store_locked and store_away (TryLater), disk_full and store_unreadable (OfficerCanMend), store_conflict
    (TryLater: another writer was first), store_fault (OurFault; TryLater when the disk reports an error). `place` says
    which store, never what is in it.
    """
    try:
        yield
    except DBAPIError as error:
        raise _name(error, place, path) from error
    except NoConnectionFree as error:
        raise TryLater("store_away", store=place, reason="no_connection_free") from error


def _name(error: DBAPIError, place: str, path: Path | None) -> CounterError:
    if path is None:
        return _name_of_server(error, place)
    code = getattr(error.orig, "sqlite_errorcode", None)
    primary = code & 0xFF if isinstance(code, int) else 0
    if primary in (_BUSY, _LOCKED):
        return TryLater("store_locked", store=place)
    if primary == _FULL or (primary == _IOERR and _hardly_any_room(path)):
        return OfficerCanMend("disk_full", store=place)
    if primary in _UNREADABLE:
        return OfficerCanMend("store_unreadable", store=place, reason=_UNREADABLE[primary])
    reason = str(getattr(error.orig, "sqlite_errorname", type(error.orig).__name__))
    if primary == _IOERR:
        # The disk's fault and never that of what is written: a ring below must not look for the event to blame.
        return TryLater("store_fault", store=place, reason=reason)
    return OurFault("store_fault", store=place, reason=reason)


def _name_of_server(error: DBAPIError, place: str) -> CounterError:
    state = getattr(error.orig, "sqlstate", None) or ""
    if state in ("53100", "53200"):
        return OfficerCanMend("disk_full", store=place)
    if isinstance(error, IntegrityError) or state in ("40001", "40P01", "55P03"):
        return TryLater("store_conflict", store=place)
    if isinstance(error, OperationalError) or error.connection_invalidated:
        return TryLater("store_away", store=place)
    return OurFault("store_fault", store=place, reason=state or type(error.orig).__name__)


def _hardly_any_room(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _HARDLY_FREE
    except OSError:
        return False
