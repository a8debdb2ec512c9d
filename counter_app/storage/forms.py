"""Half-typed forms, kept every few seconds so that a power cut costs no more than that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, delete, select, text

from counter_app.storage import tables
from counter_app.storage.prepared import Prepared
from counter_app.storage.transaction import Reading, Transaction
from counter_app.storage.values import from_ms, to_ms

_form = tables.forms
_KEEP = Prepared(
    text(
        "INSERT INTO draft_form (id, saved_at, content) VALUES (:id, :saved_at, :content) "
        "ON CONFLICT (id) DO UPDATE SET saved_at = :saved_at, content = :content"
    )
)
_DROP = Prepared(delete(_form).where(_form.c.id == bindparam("id")))
_ALL = Prepared(select(_form.c.id, _form.c.saved_at, _form.c.content).order_by(_form.c.saved_at.desc(), _form.c.id))

_IS_DOSSIER = Prepared(select(tables.dossiers.c.position).where(tables.dossiers.c.id == bindparam("id")))


@dataclass(frozen=True, slots=True)
class KeptForm:
    """A half-typed form; `content` is the page's own text."""

    id: UUID
    saved_at: datetime
    content: str


def keep(tx: Transaction, id_: UUID, content: str, at: datetime) -> None:
    """Keep the form under the draft's id, in place of what was kept before.

    A draft that is a dossier by now is not kept again: a late save must not bring a finished form back.
    """
    if tx.value(_IS_DOSSIER, id=id_.bytes) is None:
        tx.do(_KEEP, id=id_.bytes, saved_at=to_ms(at), content=content)


def drop(tx: Transaction, id_: UUID) -> None:
    """Forget the form; nothing happens when none is kept."""
    tx.do(_DROP, id=id_.bytes)


def kept(reading: Reading) -> Sequence[KeptForm]:
    """Return every kept form, the latest first."""
    return [KeptForm(UUID(bytes=bytes(row[0])), from_ms(row[1]), row[2]) for row in reading.rows(_ALL)]
