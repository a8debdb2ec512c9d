"""Dossiers on their way: by hand-over list, at a desk, in need of an apology, ready to be collected."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import bindparam, func, select, text

from counter_app.domain.acts import HANDED_OVER
from counter_app.domain.times import VIETNAM
from counter_app.storage import tables
from counter_app.storage.dossiers import LINE_COLUMNS, DossierLine, line
from counter_app.storage.prepared import Prepared
from counter_app.storage.transaction import Reading
from counter_app.storage.values import to_ms

_event, _dossier = tables.events, tables.dossiers
_MOST: Final = 500

_OF_LIST = Prepared(
    select(_event.c.dossier, func.min(_event.c.seq))
    .where(text(f"kind = '{HANDED_OVER}'"), _event.c.at >= bindparam("since"), text("payload LIKE :list"))
    .group_by(_event.c.dossier)
    .order_by(func.min(_event.c.seq))
)
_HELD = Prepared(
    select(*LINE_COLUMNS)
    .where(text("dossier.holder <> ''"), _dossier.c.holder == bindparam("holder"))
    .order_by(_dossier.c.position.desc())
    .limit(_MOST)
)
_HOLDERS = Prepared(
    select(_dossier.c.holder).where(text("dossier.holder <> ''")).distinct().order_by(_dossier.c.holder)
)
_WARNED = Prepared(
    select(*LINE_COLUMNS)
    .where(text("warn_at IS NOT NULL"), _dossier.c.warn_at <= bindparam("now"))
    .order_by(_dossier.c.warn_at)
    .limit(_MOST)
)
_READY = Prepared(select(*LINE_COLUMNS).where(text("dossier.status = 9")).order_by(_dossier.c.position).limit(_MOST))
_OF_PERSON = Prepared(
    select(*LINE_COLUMNS)
    .where(text("dossier.number <> ''"), _dossier.c.number == bindparam("number"))
    .order_by(_dossier.c.position.desc())
    .limit(bindparam("limit"))
)


def of_list(reading: Reading, code: str, year: int) -> Sequence[UUID]:
    """Return the dossiers that were handed over with the list of this code, made in `year`, in its order."""
    since = to_ms(datetime(year - 1, 12, 31, tzinfo=VIETNAM))
    rows = reading.rows(_OF_LIST, since=since, list=f'%"list":"{code}"%')
    return [UUID(bytes=bytes(row[0])) for row in rows]


def held(reading: Reading, holder: str) -> Sequence[DossierLine]:
    """Return the dossiers whose papers lie at the desk called `holder`, newest first."""
    return [line(row) for row in reading.rows(_HELD, holder=holder)]


def holders(reading: Reading) -> Sequence[str]:
    """Return the desks at which papers lie, by name."""
    return [str(row[0]) for row in reading.rows(_HOLDERS)]


def warned(reading: Reading, now: datetime) -> Sequence[DossierLine]:
    """Return the dossiers that need an apology drafted by `now`, the most urgent first."""
    return [line(row) for row in reading.rows(_WARNED, now=to_ms(now))]


def ready(reading: Reading) -> Sequence[DossierLine]:
    """Return the dossiers whose result waits to be collected, oldest first."""
    return [line(row) for row in reading.rows(_READY)]


def of_person(reading: Reading, number: str, limit: int = 50) -> Sequence[DossierLine]:
    """Return a person's or organisation's dossiers, newest first."""
    return [line(row) for row in reading.rows(_OF_PERSON, number=number, limit=limit)]
