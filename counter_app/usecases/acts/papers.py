"""The papers of a dossier's later life, filled from its events: forms 02 to 06, the collection note, the clock."""

from collections.abc import Callable, Mapping
from datetime import datetime, time
from typing import TYPE_CHECKING, Final

from counter_app.domain import acts
from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.explanation import Step
from counter_app.domain.slips import (
    Apology,
    ClockSheet,
    ClockSpan,
    CollectionNote,
    ControlSlip,
    HandOverRow,
    Party,
    Refusal,
    ResultPaper,
    StopNotice,
    Supplement,
)
from counter_app.domain.times import VIETNAM, vietnam
from counter_app.usecases.receipts import head_of

if TYPE_CHECKING:
    from counter_app.documents.papers import FormPaper
    from counter_app.domain.dossier import Dossier
    from counter_app.usecases.identity import Identity

SUPPLEMENT: Final = "supplement"
REFUSAL: Final = "refusal"
APOLOGY: Final = "apology"
STOP: Final = "stop"
CONTROL: Final = "control"
COLLECTION: Final = "collection"
CLOCK: Final = "clock_sheet"

_END_OF_DAY: Final = time(17, 0)
_STATES: Final[Mapping[str, str]] = {
    "running": "Đang tính",
    "suspended": "Tạm dừng",
    "stopped": "Đã kết thúc",
}
_WHY: Final[Mapping[str, str]] = {
    acts.SUPPLEMENT_REQUESTED: "Yêu cầu bổ sung hồ sơ",
    acts.SUPPLEMENTED: "Đã bổ sung đủ hồ sơ",
    acts.PAYMENT_AWAITED: "Yêu cầu thực hiện nghĩa vụ tài chính",
    acts.PAYMENT_SETTLED: "Đã hoàn thành nghĩa vụ tài chính",
    acts.FINISHED: "Đã xử lý xong",
    acts.REFUSED: "Từ chối giải quyết",
    acts.STOPPED: "Dừng giải quyết",
    acts.WITHDRAWN: "Người nộp rút hồ sơ",
}


def party_of(dossier: "Dossier") -> Party:
    """Return the applicant as the forms ask for him."""
    one = dossier.applicant
    return Party(one.name, one.number, one.address, one.phone, one.email)


def paper_of(document: str, dossier: "Dossier", identity: "Identity", *, practice: bool) -> "FormPaper":
    """Return the newest paper of this kind for `dossier`; raises OfficerCanMend("no_such_paper") when it has none."""
    made = _MAKERS[document](dossier, identity, practice)
    if made is None:
        raise OfficerCanMend("no_such_paper", document=document)
    return made


def _supplement(dossier: "Dossier", identity: "Identity", practice: bool) -> Supplement | None:
    if not dossier.life.supplements:
        return None
    last = dossier.life.supplements[-1]
    deadline = datetime.combine(last.deadline, _END_OF_DAY, VIETNAM) if last.deadline else None
    items = tuple(f"{item.name}: {item.reason}" if item.reason else item.name for item in last.items)
    clauses = dict.fromkeys(item.clause for item in last.items if item.clause)
    reason = "; ".join(one for one in (last.reason, *clauses) if one)
    return Supplement(
        head=head_of(identity.office),
        applicant=party_of(dossier),
        procedure_name=dossier.procedure_name,
        items=items,
        reason=reason,
        officer=last.officer,
        made_at=last.at,
        code=dossier.code,
        slip_code=last.slip,
        deadline=deadline,
        number=last.number,
        contact_phone=identity.office.phone,
        practice=practice,
    )


def _refusal(dossier: "Dossier", identity: "Identity", practice: bool) -> Refusal | None:
    ending = dossier.life.ending
    if ending is None or ending.act != acts.REFUSED:
        return None
    return Refusal(
        head=head_of(identity.office),
        applicant=party_of(dossier),
        procedure_name=dossier.procedure_name,
        reasons=(ending.reason, *ending.clauses),
        officer=ending.officer,
        made_at=ending.at,
        code=dossier.code,
        number=ending.number,
        submitter=dossier.at_counter.name if dossier.at_counter else "",
        practice=practice,
    )


def _stop(dossier: "Dossier", identity: "Identity", practice: bool) -> StopNotice | None:
    ending = dossier.life.ending
    if ending is None or ending.act != acts.STOPPED:
        return None
    return StopNotice(
        head=head_of(identity.office),
        applicant=party_of(dossier),
        procedure_name=dossier.procedure_name,
        code=dossier.code,
        received_at=dossier.received_at,
        stopped_at=ending.at,
        reasons=(ending.reason, *ending.clauses),
        signer="",
        made_at=ending.at,
        number=ending.number,
        practice=practice,
    )


def _apology(dossier: "Dossier", identity: "Identity", practice: bool) -> Apology | None:
    given = dossier.life.extension
    if given is None or given.due_before is None or given.due_after is None:
        return None
    return Apology(
        head=head_of(identity.office),
        applicant=party_of(dossier),
        procedure_name=dossier.procedure_name,
        code=dossier.code,
        agency=identity.office.name,
        received_at=dossier.received_at,
        due_at=given.due_before,
        new_due_at=given.due_after,
        reason=given.reason,
        signer="",
        made_at=given.at,
        number=given.number,
        practice=practice,
    )


def _control(dossier: "Dossier", identity: "Identity", practice: bool) -> ControlSlip:
    counter = "Bộ phận TN&TKQ"
    rows = tuple(
        HandOverRow(
            giver=one.sender or counter,
            receiver=one.receiver or counter,
            at=one.taken_at or one.at,
            given_by=one.officer,
            received_by=one.taken_by,
            result=_kept(dossier, one.taken_at or one.at),
        )
        for one in dossier.life.hand_overs
    )
    return ControlSlip(
        head=head_of(identity.office),
        code=dossier.code,
        solving_unit=dossier.life.holder or identity.office.name,
        received_at=dossier.received_at,
        due_at=dossier.due_at,
        made_at=vietnam(identity.now()),
        rows=rows,
        number=dossier.code.rsplit("-", 1)[-1],
        practice=practice,
    )


def _kept(dossier: "Dossier", at: datetime) -> str:
    """Return the words of form 06 for a result that changed hands at `at`; empty while there is none."""
    result, due = dossier.life.result, dossier.due_at
    if result is None or due is None or result.at > at:
        return ""
    days = (vietnam(due).date() - vietnam(result.at).date()).days
    return "quá hạn" if result.at > due else "đúng hạn" if days == 0 else "trước hạn"


def _collection(dossier: "Dossier", identity: "Identity", practice: bool) -> CollectionNote | None:
    life = dossier.life
    taken, result = life.collection, life.result
    if taken is None or result is None:
        return None
    paid = sum(one.amount for one in life.payments if one.moment == acts.AT_RETURN and not one.cancelled)
    return CollectionNote(
        head=head_of(identity.office),
        code=dossier.code,
        procedure_name=dossier.procedure_name,
        owner=party_of(dossier),
        collector=Party(taken.name, taken.number),
        results=(ResultPaper(result.title, result.number),),
        officer=taken.officer,
        returned_at=taken.at,
        authority=taken.relation,
        receipt_back=taken.receipt == "given_back",
        fee_amount=paid or None,
        practice=practice,
    )


def _clock(dossier: "Dossier", identity: "Identity", practice: bool) -> ClockSheet:
    entries = [(dossier.received_at, "running", "Tiếp nhận hồ sơ")]
    entries += [(one.at, one.state, _WHY.get(one.act, "")) for one in dossier.life.clock]
    ends = [at for at, _, _ in entries[1:]]
    spans = tuple(
        ClockSpan(_STATES[state], at, until, why)
        for (at, state, why), until in zip(entries, [*ends, None], strict=True)
    )
    due = dossier.fields["due"]
    moved = [change for change in dossier.corrections if change.name == "due" and change.applied]
    first = moved[0].old.get("at") if moved and isinstance(moved[0].old, Mapping) else None
    return ClockSheet(
        head=head_of(identity.office),
        code=dossier.code,
        procedure_name=dossier.procedure_name,
        applicant_name=dossier.applicant.name,
        received_at=dossier.received_at,
        due_at=dossier.due_at,
        term_text=str(due["term"]),
        steps=tuple(Step.from_json(one) for one in due.get("steps", ())),
        spans=spans,
        officer=identity.officer,
        made_at=vietnam(identity.now()),
        first_due_at=datetime.fromisoformat(first) if first else None,
        practice=practice,
    )


_MAKERS: Final[Mapping[str, Callable[["Dossier", "Identity", bool], "FormPaper | None"]]] = {
    SUPPLEMENT: _supplement,
    REFUSAL: _refusal,
    STOP: _stop,
    APOLOGY: _apology,
    CONTROL: _control,
    COLLECTION: _collection,
    CLOCK: _clock,
}
