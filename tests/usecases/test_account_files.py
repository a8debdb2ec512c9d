"""Accounts in files: taken whole or not at all, every change listed, no PIN ever written out."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from counter_app.domain.account import Account
from counter_app.domain.own_codes import make_badge
from counter_app.domain.pin import holds
from counter_app.storage import accounts
from counter_app.storage.store import Store
from counter_app.usecases.account_files import COLUMNS, AccountChange, bring_accounts, read_accounts, write_accounts
from counter_app.usecases.row_files import FORMATS

ROW = {
    "code": "123",
    "name": "Lê Thị Thử",
    "role": "receiving",
    "unit": "31120",
    "valid_from": "2026-01-01",
    "valid_to": "",
    "active": "1",
    "pin": "",
}
OTHER = {**ROW, "code": make_badge(7), "name": "Trần Văn Mẫu", "role": "leader", "pin": "204816"}


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    place = tmp_path / "city.db" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    with Store.open(place, role="city", practice=True) as opened:
        yield opened


def file_of(folder: Path, *rows: dict[str, Any], ending: str = ".csv") -> Path:
    path = folder / f"officers{ending}"
    columns = list(rows[0])
    if ending == ".json":
        path.write_text(json.dumps({"accounts": rows}, ensure_ascii=False), "utf-8")
    elif ending == ".xlsx":
        book = Workbook()
        for line in [columns, *([row[column] for column in columns] for row in rows)]:
            book.worksheets[0].append(line)
        book.save(path)
    else:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(rows)
    return path


def brought(store: Store, path: Path, *, dry_run: bool = False, everything: bool = False) -> tuple[AccountChange, ...]:
    read = read_accounts(path)
    assert read.problems == ()
    changes, problems = bring_accounts(store, read.rows, dry_run=dry_run, everything=everything)
    assert problems == ()
    return changes


def held(store: Store) -> dict[str, Account]:
    with store.reading() as reading:
        return {one.code: one for one in accounts.every(reading)}


@pytest.mark.parametrize("ending", FORMATS)
def test_in_and_out_and_in_again_changes_nothing(store: Store, tmp_path: Path, ending: str) -> None:
    changes = brought(store, file_of(tmp_path, ROW, OTHER, ending=ending))
    assert [change.kind for change in changes] == ["added", "added"]
    kept = held(store)
    assert kept[make_badge(123)].name == "Lê Thị Thử"
    assert kept[make_badge(123)].valid_from == date(2026, 1, 1)
    assert holds("204816", kept[make_badge(7)].pin)
    out = tmp_path / f"out{ending}"
    assert write_accounts(kept.values(), out) == 2
    content = out.read_bytes()
    assert b"scrypt" not in content
    assert kept[make_badge(7)].pin.rpartition("$")[2].encode() not in content
    assert brought(store, out) == ()
    assert held(store) == kept


def test_a_dry_run_lists_and_writes_nothing(store: Store, tmp_path: Path) -> None:
    path = file_of(tmp_path, ROW, OTHER)
    listed = brought(store, path, dry_run=True)
    assert held(store) == {}
    done = brought(store, path)
    assert [(change.kind, change.account.code) for change in listed] == [
        (change.kind, change.account.code) for change in done
    ]


def test_changes_are_listed_field_by_field_and_pins_in_no_words(store: Store, tmp_path: Path) -> None:
    brought(store, file_of(tmp_path, ROW, OTHER))
    changes = brought(
        store,
        file_of(tmp_path, {**ROW, "active": "không", "pin": "9999"}, {**OTHER, "role": "supervisor", "pin": "1111"}),
    )
    assert [(change.account.code, change.fields) for change in changes] == [
        (make_badge(7), (("role", "leader", "supervisor"), ("pin", "set", "changed"))),
        (make_badge(123), (("active", "1", "0"), ("pin", "", "set"))),
    ]
    assert not held(store)[make_badge(123)].in_force(date(2026, 11, 23))


def test_the_same_pin_again_is_no_change_and_a_dash_takes_it_away(store: Store, tmp_path: Path) -> None:
    brought(store, file_of(tmp_path, OTHER))
    before = held(store)
    assert brought(store, file_of(tmp_path, OTHER)) == ()
    assert brought(store, file_of(tmp_path, {**OTHER, "pin": ""})) == ()
    assert held(store) == before
    (gone,) = brought(store, file_of(tmp_path, {**OTHER, "pin": "-"}))
    assert gone.fields == (("pin", "set", ""),)
    assert held(store)[make_badge(7)].pin == ""


def test_who_moves_to_another_unit_takes_the_pin_along(store: Store, tmp_path: Path) -> None:
    brought(store, file_of(tmp_path, {**OTHER, "valid_to": "30/06/2026"}))
    brought(store, file_of(tmp_path, {**OTHER, "unit": "31135", "valid_from": "2026-07-01", "pin": ""}))
    with store.reading() as reading:
        (then,), (now,) = accounts.of_unit(reading, "31120"), accounts.of_unit(reading, "31135")
    assert then.pin == now.pin != ""
    assert (then.in_force(date(2026, 7, 1)), now.in_force(date(2026, 7, 1))) == (False, True)


def test_what_is_not_in_the_file_stays_unless_it_is_to_go(store: Store, tmp_path: Path) -> None:
    brought(store, file_of(tmp_path, ROW))
    assert [change.kind for change in brought(store, file_of(tmp_path, OTHER))] == ["added"]
    changes = brought(store, file_of(tmp_path, OTHER), everything=True)
    assert [(change.kind, change.account.code) for change in changes] == [("removed", make_badge(123))]
    assert set(held(store)) == {make_badge(7)}


@pytest.mark.parametrize(
    ("wrong", "column", "code"),
    [
        ({"code": "BG-000123-21"}, "code", "not_a_badge"),
        ({"code": "0"}, "code", "not_a_badge"),
        ({"name": " "}, "name", "name_wrong"),
        ({"name": "x" * 101}, "name", "name_wrong"),
        ({"name": "Lê\u202eThử"}, "name", "sign_not_allowed"),
        ({"role": "king"}, "role", "role_unknown"),
        ({"unit": "99999"}, "unit", "unit_unknown"),
        ({"unit": "3112"}, "unit", "not_a_unit"),
        ({"valid_from": ""}, "valid_from", "missing"),
        ({"valid_from": "2026-13-01"}, "valid_from", "not_a_date"),
        ({"valid_to": "2025-12-31"}, "valid_to", "ends_before_it_begins"),
        ({"active": "perhaps"}, "active", "yes_or_no_expected"),
        ({"pin": "12"}, "pin", "not_a_pin"),
        ({"pin": "secret-77"}, "pin", "not_a_pin"),
    ],
)
def test_a_wrong_cell_is_named_and_a_pin_never_repeated(
    tmp_path: Path, wrong: dict[str, str], column: str, code: str
) -> None:
    read = read_accounts(file_of(tmp_path, OTHER, {**ROW, **wrong}))
    assert read.rows == ()
    (problem,) = read.problems
    assert (problem.line, problem.column, problem.code) == (3, column, code)
    if column == "pin":
        assert problem.value == ""


@pytest.mark.parametrize("ending", [".xlsx", ".json"])
def test_a_pin_that_a_spreadsheet_took_for_a_number_is_refused(tmp_path: Path, ending: str) -> None:
    """0123 would have become 123."""
    read = read_accounts(file_of(tmp_path, {**ROW, "pin": 12345}, ending=ending))
    assert [(problem.column, problem.code, problem.value) for problem in read.problems] == [
        ("pin", "pin_is_number", "")
    ]


def test_two_spans_of_one_officer_never_overlap(store: Store, tmp_path: Path) -> None:
    brought(store, file_of(tmp_path, ROW))
    read = read_accounts(file_of(tmp_path, {**ROW, "unit": "31135", "valid_from": "2026-07-01"}))
    changes, problems = bring_accounts(store, read.rows, dry_run=False)
    assert [(problem.line, problem.code, problem.value) for problem in problems] == [(2, "overlaps", make_badge(123))]
    assert changes
    assert len(held(store)) == 1
    twice = read_accounts(file_of(tmp_path, ROW, ROW))
    assert [(problem.line, problem.code) for problem in twice.problems] == [(3, "account_twice")]


def test_each_unit_has_a_stamp_of_its_own(store: Store, tmp_path: Path) -> None:
    def stamps() -> tuple[str, str, str]:
        with store.reading() as reading:
            return accounts.stamp(reading, "31120"), accounts.stamp(reading, "31135"), accounts.stamp(reading, "31150")

    assert stamps() == ("", "", "")
    brought(store, file_of(tmp_path, ROW, {**OTHER, "unit": "31135"}))
    one, two, none = stamps()
    assert len({one, two, none, ""}) == 4
    brought(store, file_of(tmp_path, {**ROW, "name": "Lê Thị Thử Hai"}))
    assert stamps()[0] != one
    assert stamps()[1:] == (two, none)
    brought(store, file_of(tmp_path, OTHER), everything=True)
    assert stamps()[1] == none, "who has none any more is told so"


def test_the_exported_columns_hold_no_pin() -> None:
    assert "pin" not in COLUMNS
