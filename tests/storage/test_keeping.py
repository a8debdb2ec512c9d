"""What the store keeps beside the dossiers: persons, forms, prints, the catalogue, reference values, the outbox."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from counter_app.domain.catalogue import Procedure
from counter_app.domain.errors import OurFault
from counter_app.domain.events import new_id
from counter_app.domain.person import ORGANISATION
from counter_app.storage import catalogue, dossiers, forms, outbox, persons, prints, reference, sending
from counter_app.storage.store import Store
from tests.domain.events_made import START
from tests.storage.made import citizen, register

DAY = START.date()


def later(minutes: int) -> datetime:
    return START + timedelta(minutes=minutes)


def test_person_keeps_what_was_told_last_and_what_was_left_empty(any_store: Store) -> None:
    with any_store.transaction() as tx:
        register(tx, applicant=citizen("Lê Anh", "092090000001", "0912345678", address="Cái Khế"))
        register(tx, at=later(5), applicant=citizen("Lê Ánh", "092090000001", address="An Cư"))
    with any_store.reading() as reading:
        known = persons.recall(reading, "092090000001")
    assert known is not None
    assert (known.applicant.name, known.applicant.phone, known.applicant.address) == ("Lê Ánh", "0912345678", "An Cư")
    assert known.seen_at == later(5)


def test_person_without_number_is_not_remembered(any_store: Store) -> None:
    with any_store.transaction() as tx:
        register(tx, applicant=citizen("Lê Anh", ""))
    with any_store.reading() as reading:
        assert persons.recall(reading, "") is None


def test_organisation_and_person_of_one_number_are_two(any_store: Store) -> None:
    business = {"kind": "organisation", "name": "Hộ kinh doanh Lê Anh", "tax_number": "092090000001"}
    with any_store.transaction() as tx:
        register(tx, applicant=business, at_counter={"name": "Lê Anh", "personal_number": "092090000001"})
    with any_store.reading() as reading:
        person, organisation = (
            persons.recall(reading, "092090000001"),
            persons.recall(reading, "092090000001", ORGANISATION),
        )
    assert person is not None
    assert organisation is not None
    assert (person.applicant.name, organisation.applicant.name) == ("Lê Anh", "Hộ kinh doanh Lê Anh")
    assert (person.procedures, organisation.procedures) == ((), ("1.001193",))


def test_last_procedures_are_few_and_each_once(any_store: Store) -> None:
    with any_store.transaction() as tx:
        for code in ("1", "2", "3", "2", "4", "5", "6"):
            register(tx, procedure={"code": code, "name": code})
    with any_store.reading() as reading:
        known = persons.recall(reading, "092090000123")
    assert known is not None
    assert known.procedures == ("6", "5", "4", "2", "3")


def test_doubles_of_the_same_person_and_procedure(any_store: Store) -> None:
    with any_store.transaction() as tx:
        first = register(tx)
        register(tx, procedure={"code": "2", "name": "khác"})
        register(tx, applicant=citizen("Lê Anh", ""))
        last = register(tx, at=later(1))
    with any_store.reading() as reading:
        found = dossiers.doubles(reading, "092090000123", "1.001193", START)
        assert [code for code, _ in found] == [last.dossier.code, first.dossier.code]
        assert [code for code, _ in dossiers.doubles(reading, "092090000123", "1.001193", later(1))] == [
            last.dossier.code
        ]
        assert dossiers.doubles(reading, "", "1.001193", START) == []


def test_pages_follow_each_other_without_gap_or_double(any_store: Store) -> None:
    with any_store.transaction() as tx:
        made = [register(tx).dossier.id for _ in range(25)]
    seen, before = [], None
    with any_store.reading() as reading:
        while page := dossiers.page(reading, before, 10):
            seen += [line.id for line in page]
            before = page[-1].position
        assert dossiers.count(reading) == 25
    assert seen == made[::-1]


def test_form_is_kept_replaced_and_dropped(any_store: Store) -> None:
    one, two = new_id(), new_id()
    with any_store.transaction() as tx:
        forms.keep(tx, one, "một", START)
        forms.keep(tx, two, "hai", later(1))
        forms.keep(tx, one, "một rưỡi", later(2))
    with any_store.reading() as reading:
        assert [(form.id, form.content) for form in forms.kept(reading)] == [(one, "một rưỡi"), (two, "hai")]
    with any_store.transaction() as tx:
        forms.drop(tx, one)
        forms.drop(tx, one)
    with any_store.reading() as reading:
        assert [form.id for form in forms.kept(reading)] == [two]


def test_late_save_does_not_bring_a_finished_form_back(any_store: Store) -> None:
    draft = new_id()
    with any_store.transaction() as tx:
        register(tx, draft)
    with any_store.transaction() as tx:
        forms.keep(tx, draft, "{}", START)
    with any_store.reading() as reading:
        assert forms.kept(reading) == []


def test_prints_are_counted_unless_they_failed(any_store: Store) -> None:
    with any_store.transaction() as tx:
        done = register(tx)

        def begin(document: str = "receipt") -> prints.PrintEntry:
            return prints.begin(
                tx, dossier=done.dossier.id, code=done.dossier.code, document=document, printer="p", at=START
            )

        first = begin()
        prints.change(tx, first.id, "failed", at=later(1), reason="paper_out")
        second, label = begin(), begin("label")
        spooled = prints.change(tx, second.id, "spooled", at=later(1), ticket="p-7")
        confirmed = prints.change(tx, second.id, "confirmed", at=later(2))
        third = begin()
    assert [entry.copy_number for entry in (first, second, label, third)] == [1, 1, 1, 2]
    assert (spooled.state, confirmed.state, confirmed.ticket, confirmed.changed_at) == (
        "spooled", "confirmed", "p-7", later(2),
    )  # fmt: skip
    with any_store.transaction() as tx:
        assert [entry.state for entry in prints.interrupted(tx, later(3))] == ["unknown", "unknown"]
    with any_store.reading() as reading:
        states = [entry.state for entry in prints.of_dossier(reading, done.dossier.id)]
        assert states == ["unknown", "unknown", "confirmed", "failed"]
        assert [entry.id for entry in prints.latest(reading, 2)] == [third.id, label.id]
        assert prints.copies_before(reading, done.dossier.id, "receipt") == 2


def test_print_of_no_dossier_and_unknown_print(any_store: Store) -> None:
    with any_store.transaction() as tx:
        entry = prints.begin(tx, dossier=None, code="", document="missing", printer="p", at=START)
        assert (entry.dossier, entry.copy_number) == (None, 1)
    with pytest.raises(OurFault, match="print_unknown"), any_store.transaction() as tx:
        prints.change(tx, entry.id + 1, "failed", at=START)


def test_catalogue_keeps_every_version(any_store: Store) -> None:
    old = Procedure("1.001193", "Đăng ký khai sinh", "Hộ tịch", date(2020, 1, 1), date(2025, 6, 30))
    new = replace(old, valid_from=date(2025, 7, 1), valid_to=None, aliases=("ks",))
    other = Procedure("2.000815", "Chứng thực bản sao", "Chứng thực", date(2025, 7, 1))
    with any_store.transaction() as tx:
        assert catalogue.merge(tx, [old, other]) == catalogue.Merged(2, 0, 0, 0)
        assert catalogue.merge(tx, [old, new]) == catalogue.Merged(1, 0, 1, 0)
        renamed = replace(other, name="Chứng thực bản sao từ bản chính")
        assert catalogue.merge(tx, [renamed]) == catalogue.Merged(0, 1, 0, 0)
        assert catalogue.versions(tx) == (old, new, renamed)
        assert catalogue.replace_all(tx, [new, renamed]) == catalogue.Merged(0, 0, 2, 1)
    with any_store.reading() as reading:
        assert catalogue.versions(reading) == (new, renamed)


def test_uses_are_counted_by_day(any_store: Store) -> None:
    with any_store.transaction() as tx:
        for procedure, day in (("a", DAY), ("b", DAY), ("b", DAY), ("a", DAY - timedelta(days=1))):
            catalogue.count_use(tx, procedure, day)
    with any_store.reading() as reading:
        assert list(catalogue.uses(reading, DAY, DAY).items()) == [("b", 2), ("a", 1)]
        assert catalogue.uses(reading, DAY - timedelta(days=7), DAY) == {"a": 2, "b": 2}
        assert catalogue.uses(reading, DAY + timedelta(days=1), DAY + timedelta(days=1)) == {}


def test_reference_keeps_one_value_for_each_first_day(any_store: Store) -> None:
    old = reference.Reference("31120", date(2020, 1, 1), date(2025, 6, 30), {"name": "An Cư"})
    new = reference.Reference("31120", date(2025, 7, 1), None, {"name": "Cái Khế"})
    open_yet = replace(old, valid_to=None, content={"name": "An Cu"})
    other = replace(new, name="2026")
    with any_store.transaction() as tx:
        for one in (new, open_yet, old):
            reference.keep(tx, "unit", one)
        reference.keep(tx, "calendar", other)
    with any_store.reading() as reading:
        assert reference.all_of(reading, "unit") == [old, new]
        assert reference.all_of(reading, "calendar") == [other]
        assert reference.all_of(reading, "fee") == []


def test_outbox_says_what_is_unsent_and_since_when(any_store: Store) -> None:
    with any_store.reading() as reading:
        assert outbox.state(reading) == outbox.OutboxState(0, 0, None, None, "", "")
    with any_store.transaction() as tx:
        made = [register(tx, at=later(minute)) for minute in range(4)]
    with any_store.reading() as reading:
        due = sending.due(reading, later(10), limit=10, most_bytes=1_000_000)
    with any_store.transaction() as tx:
        sending.delivered(tx, {due[0].seq: "stored"}, ring_epoch="e1", at=later(11))
        sending.not_taken(tx, [sending.NotTaken(due[1].seq, "refused code_taken", None)])
        outbox.unanswered(tx, "unreachable")
    with any_store.reading() as reading:
        state = outbox.state(reading)
        assert state == outbox.OutboxState(2, 1, later(1), later(11), "unreachable", "e1")
        rings = [line.ring for line in reversed(dossiers.page(reading, None, 10))]
        assert rings == ["city", "parked", "counter", "counter"]
        entries = outbox.unsent(reading)
        assert [entry.code for entry in entries] == [one.dossier.code for one in made[1:]]
        assert [entry.state for entry in entries] == ["parked", "waiting", "waiting"]
        assert entries[0].last_answer == "refused code_taken"
    with any_store.transaction() as tx:
        outbox.retry(tx, made[1].event.id)
        assert outbox.reoffer(tx, "e1") == 0
        assert outbox.reoffer(tx, "e2") == 1
    with any_store.reading() as reading:
        assert (outbox.state(reading).waiting, outbox.state(reading).parked) == (4, 0)
