"""The city's routes: what they refuse, what they bound, what they never say."""

import gzip
from datetime import datetime, timedelta

import pytest
from openapi_spec_validator import validate

from counter_app.domain.catalogue import Procedure
from counter_app.domain.events import new_id
from counter_app.domain.times import VIETNAM
from counter_app.server import intake
from counter_app.server.app import ENROL_ATTEMPTS
from counter_app.storage import catalogue, dossiers, enrolments
from counter_app.storage.rebuild import rebuild
from counter_app.sync import wire
from counter_app.usecases.catalogue_files import shipped_catalogue
from tests.domain.events_made import Device
from tests.server.conftest import ADMIN, Served
from tests.sync.made import packed


def a_code(number: int) -> str:
    return f"H13.35.07-261123-{number:04d}"


def test_openapi_is_published_and_valid(city: Served) -> None:
    published = city.web.get("/openapi.json").json()
    validate(published)
    assert {f"/sync/v1/{name}" for name in ("health", "enrol", "events", "catalogue", "state")} <= set(
        published["paths"]
    )


def test_the_page_for_people_shows_counts_and_nobody(city: Served) -> None:
    said = city.enrol()
    device = Device(said["device"])
    applicant = {"kind": "citizen", "name": "Trần Thị Bí Mật", "personal_number": "092190000999"}
    city.push(said["token"], packed(device.received(new_id(), code=a_code(1), applicant=applicant)))
    page = city.web.get("/")
    assert page.status_code == 200
    assert "<td>1</td>" in page.text
    assert "Bí Mật" not in page.text
    assert "092190000999" not in page.text


def test_rows_above_are_what_rebuilding_them_gives(city: Served) -> None:
    said = city.enrol()
    device = Device(said["device"])
    id_ = new_id()
    first = device.received(id_, code=a_code(1))
    second = device.corrected(id_, {"applicant": {"kind": "citizen", "name": "Võ Văn Đã Sửa"}}, first)
    third = device.reprinted(id_, second)
    for batch in ([third], [second, first], [third, second], [third]):
        city.push(said["token"], packed(*batch))
    with city.house.store.reading() as reading:
        before = dossiers.line_of(reading, id_)
    assert before is not None
    assert before.applicant == "Võ Văn Đã Sửa"
    with city.house.store.transaction() as tx:
        rebuild(tx)
    with city.house.store.reading() as reading:
        assert dossiers.line_of(reading, id_) == before


def test_a_correction_to_a_taken_code_is_refused_alone(city: Served) -> None:
    said = city.enrol()
    device = Device(said["device"])
    one, two = new_id(), new_id()
    first = device.received(one, code=a_code(1))
    second = device.received(two, code=a_code(2))
    wrong = device.corrected(two, {"code": a_code(1)}, second)
    last = device.reprinted(one, first)
    answers = city.push(said["token"], packed(first, second, wrong, last)).json()["answers"]
    assert [answer.get("code") or answer["state"] for answer in answers if answer["state"] != "stored"] == [
        "code_taken"
    ]


def test_a_time_in_the_future_is_flagged_and_stored(city: Served) -> None:
    said = city.enrol()
    device = Device(said["device"])
    device.at = datetime.now(VIETNAM) + timedelta(days=30)
    answer = city.push(said["token"], packed(device.received(new_id(), code=a_code(1)))).json()["answers"][0]
    assert (answer["state"], answer["code"]) == ("stored", intake.FUTURE)
    state = city.web.get("/sync/v1/state", headers=city.headers(ADMIN)).json()
    assert state["future"] == 1


def test_a_known_offset_corrects_a_wrong_clock(city: Served) -> None:
    said = city.enrol()
    device = Device(said["device"], offset_ms=-40 * 86_400_000)
    device.at = datetime.now(VIETNAM) + timedelta(days=30)
    answer = city.push(said["token"], packed(device.received(new_id(), code=a_code(1)))).json()["answers"][0]
    assert "code" not in answer


@pytest.mark.parametrize(
    "changed",
    [
        {"code": "không phải mã"},
        {"sets": "1"},
        {"sets": True},
        {"papers": {}},
        {"applicant": {"kind": "citizen", "name": ""}},
        {"applicant": {"kind": "robot", "name": "X"}},
        {"applicant": None},
        {"received_at": "hôm qua"},
        {"received_at": "2026-11-23T08:00:00"},
        {"due": {"at": "never", "second": None, "term": "", "steps": []}},
        {"fee": {"kind": "free", "amount": -1, "text": ""}},
        {"request": "a\u0000b"},
    ],
    ids=str,
)
def test_poison_is_refused_alone_whatever_is_wrong_with_it(city: Served, changed: dict[str, object]) -> None:
    said = city.enrol()
    device = Device(said["device"])
    events = [device.received(new_id(), code=a_code(1))]
    events.append(device.received(new_id(), **({"code": a_code(2)} | changed)))
    events.append(device.received(new_id(), code=a_code(3)))
    answer = city.push(said["token"], packed(*events))
    assert answer.status_code == 200
    assert [one["state"] for one in answer.json()["answers"]] == ["stored", "refused", "stored"]
    assert answer.json()["answers"][1]["code"] == "payload_wrong"


def test_refusals_quote_nobodys_data(city: Served) -> None:
    said = city.enrol()
    event = Device(said["device"]).received(new_id(), code=a_code(1), sets="Nguyễn Thị Riêng Tư")
    assert "Riêng Tư" not in city.push(said["token"], packed(event)).text


@pytest.mark.parametrize(
    ("body", "headers", "status", "code"),
    [
        (b"{", {}, 422, "batch_unreadable"),
        (b'{"runs": []}', {}, 422, "batch_unreadable"),
        (b"\xff\xfe", {}, 422, "batch_unreadable"),
        (b"[" * 100_000, {}, 422, "batch_unreadable"),
        (b"no gzip", {"Content-Encoding": "gzip"}, 400, "batch_unreadable"),
        (gzip.compress(b"{}" * 99, mtime=0)[:-9], {"Content-Encoding": "gzip"}, 400, "batch_unreadable"),
        (gzip.compress(bytes(20_000_000), mtime=0), {"Content-Encoding": "gzip"}, 413, "batch_too_large"),
        (b"x", {"Content-Encoding": "br"}, 415, "batch_unreadable"),
        (bytes(4_000_001), {}, 413, "batch_too_large"),
    ],
)
def test_bodies_are_bounded_and_checked(
    city: Served, body: bytes, headers: dict[str, str], status: int, code: str
) -> None:
    answer = city.push(city.enrol()["token"], body, **headers)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


@pytest.mark.parametrize(
    ("header", "value", "status", "code"),
    [
        (wire.HEADER_MODE, "real", 409, "mode_mismatch"),
        (wire.HEADER_MODE, "", 409, "mode_mismatch"),
        (wire.HEADER_PROTOCOL, "0", 409, "version_too_old"),
        (wire.HEADER_PROTOCOL, "2", 409, "version_too_new"),
        (wire.HEADER_PROTOCOL, "one", 400, "batch_unreadable"),
        ("Authorization", "Bearer ", 401, "token_refused"),
        ("Authorization", "Basic abc", 401, "token_refused"),
    ],
)
def test_who_asks_is_checked_first(city: Served, header: str, value: str, status: int, code: str) -> None:
    answer = city.push(city.enrol()["token"], b"{}", **{header: value})
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["ring"]["practice"] is True


def test_a_revoked_token_opens_nothing(city: Served) -> None:
    said = city.enrol()
    with city.house.store.transaction() as tx:
        assert enrolments.revoke(tx, said["device"], datetime.now(VIETNAM))
    answer = city.push(said["token"], packed(Device(said["device"]).received(new_id(), code=a_code(1))))
    assert (answer.status_code, answer.json()["code"]) == (401, "token_refused")


def test_no_token_and_no_code_is_in_the_store(city: Served) -> None:
    said = city.enrol()
    with city.house.store.reading() as reading:
        kept = str(reading.connection.exec_driver_sql("SELECT * FROM device").fetchall())
        kept += str(reading.connection.exec_driver_sql("SELECT * FROM enrolment").fetchall())
    assert said["token"] not in kept


def test_an_expired_code_lets_nobody_in(city: Served) -> None:
    code = city.code()
    with city.house.store.transaction() as tx:
        tx.connection.exec_driver_sql("UPDATE enrolment SET expires_at = 1")
    answer = city.web.post("/sync/v1/enrol", json={"code": code}, headers=city.headers())
    assert (answer.status_code, answer.json()["code"]) == (403, "code_refused")


def test_guessing_codes_is_slowed_down(city: Served) -> None:
    for _ in range(ENROL_ATTEMPTS):
        answer = city.web.post("/sync/v1/enrol", json={"code": "GUES-SGUE-SSGU-ESSG"}, headers=city.headers())
        assert answer.status_code == 403
    answer = city.web.post("/sync/v1/enrol", json={"code": city.code()}, headers=city.headers())
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) >= 1


def test_counts_are_for_devices_and_administrators(city: Served) -> None:
    assert city.web.get("/sync/v1/state", headers=city.headers()).status_code == 401
    assert city.web.get("/sync/v1/state", headers=city.headers("wrong")).status_code == 401
    assert city.web.get("/sync/v1/state", headers=city.headers(ADMIN)).status_code == 200
    assert city.web.get("/sync/v1/state", headers=city.headers(city.enrol()["token"])).status_code == 200


def test_the_catalogue_comes_once_for_each_revision(city: Served) -> None:
    token = city.enrol()["token"]
    empty = city.web.get("/sync/v1/catalogue", headers=city.headers(token)).json()
    assert empty["revision"] == ""
    assert "procedures" not in empty
    shipped = tuple(shipped_catalogue())
    with city.house.store.transaction() as tx:
        catalogue.merge(tx, shipped)
    news = city.web.get("/sync/v1/catalogue", headers=city.headers(token)).json()
    assert {Procedure.from_json(said) for said in news["procedures"]} == set(shipped)
    again = city.web.get(f"/sync/v1/catalogue?after={news['revision']}", headers=city.headers(token)).json()
    assert again["revision"] == news["revision"]
    assert "procedures" not in again


def test_what_nobody_foresaw_is_answered_and_the_log_quotes_nothing(
    city: Served, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    token, quoted = city.enrol()["token"], ("Nguyễn Văn", "Riêng Tư")

    def falls_over(*_: object) -> None:
        raise RuntimeError(" ".join(quoted))

    monkeypatch.setattr(intake, "take", falls_over)
    answer = city.push(token, b"{}")
    assert (answer.status_code, answer.json()["code"]) == (500, "unforeseen")
    assert "RuntimeError" in caplog.text
    assert "Riêng Tư" not in caplog.text
