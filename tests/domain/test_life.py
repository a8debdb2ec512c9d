"""The life of a dossier: what the table allows, what it forbids, what is undone, whatever the order of delivery."""

import random
from uuid import UUID

import pytest

from counter_app.domain import acts
from counter_app.domain.dossier import Dossier, fold
from counter_app.domain.events import Event, new_id
from tests.domain.events_made import Device
from tests.domain.lives_made import payload, random_life


class Desk:
    """One dossier at one counter that sees all that was done."""

    def __init__(self) -> None:
        self.device, self.dossier = Device(), new_id()
        self.events: list[Event] = [self.device.received(self.dossier)]

    def do(self, act: str, **said: object) -> Event:
        event = self.device.write(self.dossier, act, payload(act) | said, self.events[-1])
        self.events.append(event)
        return event

    def undo(self, event: Event) -> None:
        self.events.append(self.device.write(self.dossier, acts.UNDONE, {"event": str(event.id)}, self.events[-1]))

    @property
    def now(self) -> Dossier:
        return fold(self.events)


def test_a_whole_life() -> None:
    desk = Desk()
    desk.do(acts.FEE_COLLECTED, receipt="A0001")
    desk.do(acts.SUPPLEMENT_REQUESTED)
    assert desk.now.status == acts.AWAITS_PAPERS
    desk.do(acts.SUPPLEMENTED)
    desk.do(acts.HANDED_OVER, receiver="phong-tu-phap")
    assert (desk.now.status, desk.now.life.holder) == (acts.PROCESSING, "")
    desk.do(acts.TAKEN)
    assert desk.now.life.holder == "phong-tu-phap"
    desk.do(acts.EXTENDED)
    desk.do(acts.FINISHED)
    desk.do(acts.HANDED_OVER, receiver="")
    desk.do(acts.TAKEN)
    desk.do(acts.SHELVED, place="B-3")
    assert (desk.now.life.shelf, desk.now.life.holder) == ("B-3", "")
    desk.do(acts.RETURNED)
    now = desk.now
    assert now.status == acts.RETURNED_STATUS
    assert not now.life.overtaken
    assert [entry.state for entry in now.life.clock] == ["suspended", "running", "stopped"]
    assert now.life.paid == 5000
    assert [(change.name, change.applied) for change in now.corrections] == [("due", True), ("due", True)]
    assert now.life.extension is not None
    assert now.life.extension.due_after == now.due_at


@pytest.mark.parametrize("status", range(1, 11))
def test_the_table_names_each_status_and_no_other(status: int) -> None:
    for act in acts.allowed(status):
        assert acts.status_after(act, status, before=2) in range(1, 11)
    for act in acts.ACTS - acts.allowed(status):
        assert acts.status_after(act, status, before=2) is None
    if status in acts.ENDED:
        assert acts.allowed(status) == {acts.FEE_CANCELLED}


def test_what_the_table_forbids_changes_nothing_and_is_told() -> None:
    desk = Desk()
    desk.do(acts.FINISHED)
    before = desk.now
    late = desk.do(acts.SUPPLEMENT_REQUESTED)
    (told,) = desk.now.life.overtaken
    assert (told.event, told.code, told.unseen) == (late.id, "act_forbidden", False)
    assert desk.now.life.supplements == before.life.supplements == ()
    assert desk.now.status == before.status


@pytest.mark.parametrize(
    ("first", "said", "code"),
    [
        (acts.EXTENDED, {}, "extended_already"),
        (acts.FEE_COLLECTED, {"receipt": "A0001"}, "receipt_used"),
    ],
)
def test_once_is_once(first: str, said: dict[str, object], code: str) -> None:
    desk = Desk()
    desk.do(first, **said)
    desk.do(first, **said)
    assert [one.code for one in desk.now.life.overtaken] == [code]


def test_papers_are_asked_for_once_and_again_only_with_a_reason() -> None:
    desk = Desk()
    for again in ("", "", "Luật mới"):
        desk.do(acts.SUPPLEMENT_REQUESTED, again=again)
        desk.do(acts.SUPPLEMENTED)
    assert [one.code for one in desk.now.life.overtaken] == ["supplement_again", "act_forbidden"]
    assert len(desk.now.life.supplements) == 2


def test_what_is_taken_is_the_list_that_is_named() -> None:
    desk = Desk()
    desk.do(acts.HANDED_OVER, list="L1", receiver="phong-1")
    desk.do(acts.HANDED_OVER, list="L2", receiver="phong-2")
    desk.do(acts.TAKEN, list="L1")
    assert desk.now.life.holder == "phong-1"
    assert [one.taken_at is not None for one in desk.now.life.hand_overs] == [True, False]
    desk.do(acts.TAKEN, list="L1")
    assert [one.code for one in desk.now.life.overtaken] == ["not_handed_over"]


def test_two_at_once_the_second_is_told_of_the_first() -> None:
    desk, other = Desk(), Device("quay-2")
    first = desk.do(acts.WITHDRAWN)
    other.at = desk.device.at
    second = other.write(desk.dossier, acts.FINISHED, payload(acts.FINISHED), desk.events[0])
    whole = fold([*desk.events, second])
    (told,) = whole.life.overtaken
    assert told.event == second.id
    assert told.unseen
    assert told.by is not None
    assert (told.by.event, told.by.act, told.by.officer) == (first.id, acts.WITHDRAWN, "Lê Thị Thử")
    assert whole.status == acts.WITHDRAWN_STATUS


def test_an_act_that_stands_on_one_that_nobody_had_seen_did_no_wrong() -> None:
    desk, other = Desk(), Device("quay-2")
    other.at = desk.device.at
    finished = other.write(desk.dossier, acts.FINISHED, payload(acts.FINISHED), desk.events[0])
    desk.device.at = other.at
    desk.do(acts.SHELVED)
    desk.do(acts.SUPPLEMENT_REQUESTED)
    (told,) = fold([*desk.events, finished]).life.overtaken
    assert told.unseen
    assert told.by is not None
    assert told.by.event == finished.id


def test_an_undo_restores_everything_and_both_stay() -> None:
    desk = Desk()
    desk.do(acts.SUPPLEMENT_REQUESTED)
    before = desk.now
    done = desk.do(acts.SUPPLEMENTED)
    assert desk.now.due_at != before.due_at
    desk.undo(done)
    now = desk.now
    assert (now.status, now.due_at, now.life.clock) == (before.status, before.due_at, before.life.clock)
    assert now.life.supplements == before.life.supplements
    assert now.life.undone == (done.id,)
    assert len(now.heads) == 1


def test_only_the_last_act_is_undone_and_only_within_ten_minutes() -> None:
    desk = Desk()
    first, second = desk.do(acts.SHELVED), desk.do(acts.SHELVED, place="C-1")
    desk.undo(first)
    assert [one.code for one in desk.now.life.overtaken] == ["undo_not_last"]
    desk.device.at += acts.UNDO_TIME
    desk.undo(second)
    assert [one.code for one in desk.now.life.overtaken] == ["undo_not_last", "undo_too_late"]
    assert desk.now.life.shelf == "C-1"


def test_undo_by_undo_back_to_the_beginning() -> None:
    desk = Desk()
    done = [desk.do(acts.FEE_COLLECTED), desk.do(acts.HANDED_OVER), desk.do(acts.TAKEN)]
    for event in reversed(done):
        desk.undo(event)
    now = desk.now
    assert (now.status, now.life.paid, now.life.hand_overs, now.life.done) == (2, 0, (), ())
    assert set(now.life.undone) == {event.id for event in done}


def test_a_correction_can_be_undone_but_never_a_new_code() -> None:
    desk = Desk()
    corrected = desk.device.corrected(desk.dossier, {"request": "nhầm"}, desk.events[-1])
    desk.events.append(corrected)
    assert desk.now.life.done[-1].event == corrected.id
    desk.undo(corrected)
    assert desk.now.fields["request"] == ""
    code = desk.device.corrected(desk.dossier, {"code": "H13.00.01-261123-0009"}, desk.events[-1])
    desk.events.append(code)
    desk.undo(code)
    assert desk.now.code == "H13.00.01-261123-0009"


@pytest.mark.parametrize("seed", range(400))
def test_random_lives_agree_in_any_order_and_stay_within_the_table(seed: int) -> None:
    events = random_life(seed)
    whole = fold(events)
    shuffled = events + random.Random(seed).choices(events, k=3)
    random.Random(seed + 1).shuffle(shuffled)
    assert fold(shuffled) == whole
    life = whole.life
    overtaken, undone = {one.event for one in life.overtaken}, set(life.undone)
    held = {one.event for one in life.done}
    told: set[UUID] = overtaken | undone | held
    for event in events[1:]:
        assert event.id in told or event.kind == acts.UNDONE
    assert not held & (overtaken | undone)
    assert _by_the_table(events, [one.event for one in life.done]) == whole.status


def _by_the_table(events: list[Event], held: list[UUID]) -> int:
    known = {event.id: event for event in events}
    status = before = acts.RECEIVED_STATUS
    for id_ in held:
        kind = known[id_].kind
        if kind in acts.TABLE:
            after = acts.status_after(kind, status, before)
            assert after is not None
            before = status if after in acts.PAUSED else after if after in acts.RUNNING else before
            status = after
    return status
