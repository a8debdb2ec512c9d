"""The printed hand-over list, filled from the events of its dossiers."""

from typing import TYPE_CHECKING

from counter_app.domain.sheets import HandOverLine, HandOverList
from counter_app.domain.times import vietnam
from counter_app.storage.store import Store
from counter_app.usecases.acts.hand_over import sheet_of
from counter_app.usecases.receipts import head_of

if TYPE_CHECKING:
    from counter_app.domain.dossier import Dossier
    from counter_app.usecases.identity import Identity

COUNTER_NAME = "Bộ phận Tiếp nhận và Trả kết quả"
"""What the counter itself is called on the list."""


def list_paper_of(store: Store, identity: "Identity", code: str) -> HandOverList:
    """Return the list as it stands: before it was scanned at the other end, or with what was missing there.

    Raises OfficerCanMend("list_unknown").
    """
    with store.reading() as reading:
        sheet, wholes = sheet_of(reading, code)
    taken = [one for whole in wholes for one in whole.life.hand_overs if one.list == sheet.code and one.taken_at]
    return HandOverList(
        head=head_of(identity.office),
        code=sheet.code,
        giver=sheet.sender or COUNTER_NAME,
        receiver=sheet.receiver or COUNTER_NAME,
        rows=tuple(_row(whole) for whole in wholes),
        handed_at=vietnam(sheet.at),
        given_by=sheet.officer,
        received_by=", ".join(dict.fromkeys(one.taken_by for one in taken)),
        results=all(whole.life.result is not None for whole in wholes),
        scanned=len(sheet.lines) - len(sheet.missing) if taken else None,
        missing=tuple(line.code for line in sheet.missing) if taken else (),
        number=sheet.code.split("-")[2].lstrip("0"),
        practice=store.practice,
    )


def _row(whole: "Dossier") -> HandOverLine:
    result = whole.life.result
    return HandOverLine(
        code=whole.code,
        request=whole.procedure_name,
        applicant_name=whole.applicant.name,
        address=whole.applicant.address,
        result=f"{result.title} {result.number}".strip() if result else "",
        fee=bool(whole.life.owed(whole.fields["fee"]["amount"])),
        by_post=whole.life.posting is not None,
    )
