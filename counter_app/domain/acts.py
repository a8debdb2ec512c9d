"""What may be done to a dossier after its reception, in which status, and what status it has then.

One table for buttons, verbs, the server and the tests. Statuses are TrangThaiHoSo 1-10 of the national interface; the
table follows its known uses, with two transitions more: a dossier that has a code may be refused (form 03 of Thông tư
03/2025 has a line for the code), also where the missing papers did not come in time (NĐ 217/2026/NĐ-CP).
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

FILED_ONLINE: Final = 1
RECEIVED_STATUS: Final = 2
NOT_ACCEPTED: Final = 3
PROCESSING: Final = 4
AWAITS_PAPERS: Final = 5
AWAITS_PAYMENT: Final = 6
WITHDRAWN_STATUS: Final = 7
STOPPED_STATUS: Final = 8
FINISHED_STATUS: Final = 9
RETURNED_STATUS: Final = 10

RUNNING: Final = frozenset({RECEIVED_STATUS, PROCESSING})
"""The term runs."""
PAUSED: Final = frozenset({AWAITS_PAPERS, AWAITS_PAYMENT})
"""The term waits for the applicant."""
ENDED: Final = frozenset({NOT_ACCEPTED, WITHDRAWN_STATUS, STOPPED_STATUS, RETURNED_STATUS})
"""Nothing more will happen, but for an undo within its time and a correction."""
OPEN: Final = frozenset({FILED_ONLINE, FINISHED_STATUS}) | RUNNING | PAUSED

SUPPLEMENT_REQUESTED: Final = "supplement_requested"
SUPPLEMENTED: Final = "supplemented"
PAYMENT_AWAITED: Final = "payment_awaited"
PAYMENT_SETTLED: Final = "payment_settled"
HANDED_OVER: Final = "handed_over"
TAKEN: Final = "taken"
ASSIGNED: Final = "assigned"
FINISHED: Final = "finished"
RETURNED: Final = "returned"
POSTED: Final = "posted"
REFUSED: Final = "refused"
STOPPED: Final = "stopped"
WITHDRAWN: Final = "withdrawn"
EXTENDED: Final = "extended"
SHELVED: Final = "shelved"
FEE_COLLECTED: Final = "fee_collected"
FEE_CANCELLED: Final = "fee_cancelled"
FEE_EXEMPTED: Final = "fee_exempted"
UNDONE: Final = "undone"

AT_RECEIPT: Final = 1
AT_SUPPLEMENT: Final = 2
AT_RETURN: Final = 4
"""When a fee is taken: HinhThucThu of the national interface."""

UNDO_TIME: Final = timedelta(minutes=10)
"""How long after an act its author's counter may take it back."""

SAME: Final = 0
"""In the table: the act leaves the status as it is."""
BEFORE: Final = -1
"""In the table: back to the status that the dossier had before it waited."""


def _each(statuses: frozenset[int] | set[int], after: int) -> Mapping[int, int]:
    return dict.fromkeys(sorted(statuses), after)


TABLE: Final[Mapping[str, Mapping[int, int]]] = {
    SUPPLEMENT_REQUESTED: _each({FILED_ONLINE} | RUNNING, AWAITS_PAPERS),
    SUPPLEMENTED: _each({AWAITS_PAPERS}, BEFORE),
    PAYMENT_AWAITED: _each(RUNNING, AWAITS_PAYMENT),
    PAYMENT_SETTLED: _each({AWAITS_PAYMENT}, BEFORE),
    HANDED_OVER: {RECEIVED_STATUS: PROCESSING, PROCESSING: SAME, FINISHED_STATUS: SAME},
    TAKEN: {PROCESSING: SAME, FINISHED_STATUS: SAME},
    ASSIGNED: _each(OPEN, SAME),
    FINISHED: _each(RUNNING, FINISHED_STATUS),
    RETURNED: {FINISHED_STATUS: RETURNED_STATUS},
    POSTED: {FINISHED_STATUS: SAME},
    REFUSED: _each({FILED_ONLINE, RECEIVED_STATUS, AWAITS_PAPERS}, NOT_ACCEPTED),
    STOPPED: _each(RUNNING | PAUSED, STOPPED_STATUS),
    WITHDRAWN: _each({FILED_ONLINE} | RUNNING | PAUSED, WITHDRAWN_STATUS),
    EXTENDED: _each(RUNNING, SAME),
    SHELVED: _each(OPEN, SAME),
    FEE_COLLECTED: _each(OPEN, SAME),
    FEE_CANCELLED: _each(OPEN | ENDED, SAME),
    FEE_EXEMPTED: _each(OPEN, SAME),
}
"""Act -> status in which it is allowed -> status after it (`SAME`, `BEFORE`). `UNDONE` has rules of its own."""

ACTS: Final = frozenset(TABLE)

PRINTED_ACTS: Final = frozenset({SUPPLEMENT_REQUESTED, REFUSED, STOPPED, EXTENDED})
"""Acts whose paper goes to the applicant: forms 02, 03, 05 and 04."""


def allowed(status: int) -> frozenset[str]:
    """Return the acts that the table allows in `status`; the dossier's own state may forbid some of them still."""
    return frozenset(act for act, rows in TABLE.items() if status in rows)


def status_after(act: str, status: int, before: int) -> int | None:
    """Return the status after `act` in `status`, None where the table forbids it.

    `before` is the status that the dossier had before it began to wait for the applicant.
    """
    after = TABLE[act].get(status)
    if after is None:
        return None
    return status if after == SAME else before if after == BEFORE else after
