"""The print ledger: what was sent, what came out, what was printed again."""

from uuid import UUID

import pytest

from counter_app.devices.drivers.simulated import Trouble
from counter_app.storage import prints
from tests.usecases.conftest import Bench, draft_of


def registered(bench: Bench) -> UUID:
    draft = draft_of(bench.desk)
    bench.desk.register(draft)
    return draft.id


def test_first_print_is_no_reprint(bench: Bench) -> None:
    dossier = registered(bench)
    outcome = bench.desk.print_receipt(dossier)
    assert outcome.row.copy_number == 0
    assert bench.desk.dossier(dossier).dossier.reprints == 0
    bench.counter.papers.follow()
    assert [row.state for row in bench.desk.prints()] == ["confirmed"]


def test_second_print_is_counted_marked_and_told(bench: Bench) -> None:
    dossier = registered(bench)
    bench.desk.print_receipt(dossier)
    outcome = bench.desk.print_receipt(dossier)
    assert outcome.row.copy_number == 1
    view = bench.desk.dossier(dossier)
    assert view.dossier.reprints == 1
    assert [entry.kind for entry in view.timeline] == ["received", "reprinted"]
    first, second = (job.document for job in bench.printer.printed)
    assert first != second


def reprint_that_waits(bench: Bench) -> tuple[UUID, int]:
    """A dossier whose receipt came out, and the ledger's row of a second one that waits for paper."""
    dossier = registered(bench)
    bench.desk.print_receipt(dossier)
    bench.printer.suffer(Trouble.NO_PAPER)
    waiting = bench.desk.print_receipt(dossier).row
    assert (waiting.state, waiting.copy_number) == ("spooled", 1)
    assert bench.desk.dossier(dossier).dossier.reprints == 0
    return dossier, waiting.id


def test_a_reprint_counts_when_it_comes_out(bench: Bench) -> None:
    dossier, _ = reprint_that_waits(bench)
    bench.printer.suffer(None)
    bench.counter.papers.follow()
    bench.counter.papers.follow()
    assert bench.desk.dossier(dossier).dossier.reprints == 1
    assert bench.desk.sync().unsent == 2


def test_a_reprint_that_never_comes_out_does_not_count(bench: Bench) -> None:
    dossier, row = reprint_that_waits(bench)
    bench.desk.confirm_print(row, False)
    assert bench.desk.dossier(dossier).dossier.reprints == 0
    bench.printer.suffer(None)
    assert bench.desk.print_receipt(dossier).row.copy_number == 1
    assert bench.desk.dossier(dossier).dossier.reprints == 1


def test_a_reprint_that_the_officer_holds_counts_once(bench: Bench) -> None:
    dossier, row = reprint_that_waits(bench)
    bench.desk.confirm_print(row, True)
    bench.printer.suffer(None)
    bench.counter.papers.follow()
    bench.desk.confirm_print(row, True)
    assert bench.desk.dossier(dossier).dossier.reprints == 1


def test_a_reprint_that_was_under_way_when_the_program_died_counts(bench: Bench) -> None:
    dossier = registered(bench)
    code = bench.desk.print_receipt(dossier).row.code
    with bench.counter.store.transaction() as tx:
        prints.begin(tx, dossier=dossier, code=code, document="receipt", printer="receipts", at=bench.clock.now())
    assert bench.counter.papers.interrupted() == 1
    assert bench.counter.papers.interrupted() == 0
    assert bench.desk.dossier(dossier).dossier.reprints == 1


@pytest.mark.parametrize("trouble", [Trouble.OFFLINE, Trouble.NO_PAPER])
def test_printer_in_trouble_never_undoes_the_registration(bench: Bench, trouble: Trouble) -> None:
    bench.printer.suffer(trouble)
    dossier = registered(bench)
    outcome = bench.desk.print_receipt(dossier)
    assert outcome.reason
    assert outcome.row.state != "confirmed"
    assert bench.desk.count() == 1


def test_print_that_failed_is_not_a_copy(bench: Bench) -> None:
    dossier = registered(bench)
    bench.printer.suffer(Trouble.OFFLINE)
    failed = bench.desk.print_receipt(dossier)
    if failed.row.state != "failed":
        bench.desk.confirm_print(failed.row.id, False)
    bench.printer.suffer(None)
    again = bench.desk.print_receipt(dossier)
    assert again.row.copy_number == 0
    assert bench.desk.dossier(dossier).dossier.reprints == 0


def test_paper_that_cannot_be_made_is_no_copy(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = registered(bench)
    with monkeypatch.context() as broken:
        broken.setattr(bench.printer, "send", lambda job: 1 // 0)
        with pytest.raises(ZeroDivisionError):
            bench.desk.print_receipt(dossier)
    assert [(row.state, row.reason) for row in bench.desk.prints()] == [("failed", "fault")]
    assert bench.desk.print_receipt(dossier).row.copy_number == 0


def test_swallowed_job_is_not_confirmed_until_the_officer_says_so(bench: Bench) -> None:
    dossier = registered(bench)
    bench.printer.suffer(Trouble.DIES_AFTER_ACCEPTING)
    outcome = bench.desk.print_receipt(dossier)
    bench.counter.papers.follow()
    (row,) = bench.desk.prints()
    assert row.state != "confirmed"
    bench.desk.confirm_print(outcome.row.id, True)
    (row,) = bench.desk.prints()
    assert row.state == "confirmed"


def test_label_slip_and_missing_items_come_out(bench: Bench) -> None:
    dossier = registered(bench)
    assert bench.desk.print_label(dossier).reason == ""
    assert bench.desk.print_slip(dossier).reason == ""
    assert bench.desk.print_missing(draft_of(bench.desk)).reason == ""
    assert sorted(row.document for row in bench.desk.prints()) == ["label", "missing", "slip"]
    assert len(bench.printer.printed) == 3
