"""The city as an administrator runs it: `serve` and `enrol`, certificates, signals, mistakes."""

import os
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import trustme

from counter_app.domain.events import new_id
from counter_app.practice.city_process import CityProcess, CityWouldNotStart
from counter_app.settings import Places, load
from counter_app.storage.store import Store
from counter_app.sync.city import Address, HttpCity
from counter_app.sync.ring_above import RingAway, RingRefuses
from counter_app.sync.token import read_token
from counter_app.sync.wire import EnrolRequest
from tests.domain.events_made import Device
from tests.storage.made import UNIT
from tests.sync.made import packed


def call(*words: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program without a keyring."""
    return subprocess.run(
        [sys.executable, "-m", "counter_app", *map(str, words)],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring", **environment},
    )


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """Return (authority, certificate, key) for 127.0.0.1."""
    folder = tmp_path_factory.mktemp("tls")
    authority = trustme.CA()
    issued = authority.issue_cert("127.0.0.1")
    authority.cert_pem.write_to_path(folder / "ca.pem")
    issued.private_key_pem.write_to_path(folder / "key.pem")
    for number, blob in enumerate(issued.cert_chain_pems):
        blob.write_to_path(folder / "cert.pem", append=number > 0)
    return folder / "ca.pem", folder / "cert.pem", folder / "key.pem"


def test_a_counter_is_enrolled_over_tls_and_sends(tmp_path: Path, certificate: tuple[Path, Path, Path]) -> None:
    ca, cert, key = certificate
    home = tmp_path / "counter"
    with CityProcess(tmp_path / "city.db", tmp_path / "log", cert=cert, key=key) as city:
        words = ("enrol", "--practice", "--home", home, "--city", city.url, "--name", "Quầy 7")
        refused = call(*words, "--code", city.enrolment_code(UNIT))
        assert refused.returncode == 1
        assert "not_trusted" in refused.stderr
        done = call(*words, "--code", city.enrolment_code(UNIT), "--ca", ca)
        assert (done.returncode, done.stderr) == (0, "")
        assert "a file only you can read" in done.stdout, "without a keyring it says where the token is"
        places = Places.of(practice=True, home=home)
        settings, token = load(places.settings), read_token(places)
        assert (settings.city, settings.city_ca, settings.unit) == (city.url, str(ca), UNIT)
        assert settings.device_name == "Quầy 7"
        assert stat.S_IMODE(places.token.stat().st_mode) == 0o600
        ring = HttpCity(Address(settings.city, Path(settings.city_ca)), practice=True, token=token)
        event = Device(settings.device).received(new_id(), code="H13.35.07-261123-0001")
        assert [answer.state for answer in ring.push(packed(event)).answers] == ["stored"]
        ring.close()


def test_mistakes_are_said_in_one_sentence_and_change_nothing(tmp_path: Path) -> None:
    store, home = tmp_path / "city.db", tmp_path / "counter"
    with CityProcess(store, tmp_path / "log") as city:
        second = call("serve", "--practice", "--store", store, "--port", "0")
        assert (second.returncode, "store_in_use" in second.stderr) == (1, True)
        taken = call("serve", "--practice", "--store", tmp_path / "other.db", "--port", city.port)
        assert (taken.returncode, "port_in_use" in taken.stderr) == (1, True)
        real = call("serve", "--store", store, "--new-enrolment", UNIT)
        assert (real.returncode, "store_kind_mismatch" in real.stderr) == (1, True)
        wrong = call("enrol", "--practice", "--home", home, "--city", city.url, "--code", "WRON-GWRO-NGWR-ONGW")
        assert (wrong.returncode, "code_refused" in wrong.stderr) == (1, True)
        mode = call("enrol", "--home", home, "--city", city.url, "--code", city.enrolment_code(UNIT))
        assert (mode.returncode, "mode_mismatch" in mode.stderr) == (1, True)
    away = call("enrol", "--practice", "--home", home, "--city", city.url, "--code", "ABCD-EFGH-JKLM-NPQR")
    assert (away.returncode, "unreachable" in away.stderr) == (1, True)
    for done in (second, taken, real, wrong, mode, away):
        assert "Traceback" not in done.stderr
        assert done.stderr.count("\n") == 1
    assert not home.exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--workers", "2"), "PostgreSQL"),
        (("--workers", "0"), "--workers"),
        (("--cert", "nothing.pem"), "--key"),
        (("--cert", "nothing.pem", "--key", "nothing.pem"), "nothing.pem"),
        (("--new-enrolment", "Ninh Kiều"), "five digits"),
    ],
)
def test_wrong_flags_are_told_before_anything_is_touched(tmp_path: Path, words: tuple[str, ...], told: str) -> None:
    done = call("serve", "--store", tmp_path / "city.db", *words)
    assert (done.returncode, told in done.stderr) == (2, True)
    assert not (tmp_path / "city.db").exists()


def test_a_broken_store_is_named(tmp_path: Path) -> None:
    (tmp_path / "city.db").write_bytes(b"this is no database" * 100)
    done = call("serve", "--store", tmp_path / "city.db", "--port", "0")
    assert (done.returncode, "store_unreadable" in done.stderr) == (1, True)
    with pytest.raises(CityWouldNotStart, match="store_unreadable"):
        CityProcess(tmp_path / "city.db", tmp_path / "log").start()


def test_it_ends_cleanly_when_told_to(tmp_path: Path) -> None:
    city = CityProcess(tmp_path / "city.db", tmp_path / "log").start()
    ring = city.client()
    ring.greet()
    assert city.stop() == 0
    ring.close()
    with Store.open(tmp_path / "city.db", role="city", practice=True, alone=True):
        pass
    assert not (tmp_path / "city.db-wal").exists(), "the store was closed, not dropped"


def test_it_ends_with_the_process_that_started_it(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "counter_app.practice.city_process", "--store", str(tmp_path / "city.db")]
    command += ["--log", str(tmp_path / "log")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        address, code = parent.stdout.readline().split()
        parent.kill()
    assert len(code) == 19
    while True:
        try:
            with socket.create_connection(("127.0.0.1", int(address.rpartition(":")[2])), timeout=10) as open_yet:
                open_yet.recv(1)
        except ConnectionRefusedError:
            break
        except ConnectionResetError:
            continue


def test_several_workers_share_one_postgresql(tmp_path: Path, postgres_url: str) -> None:
    with CityProcess(postgres_url, tmp_path / "log", workers=2) as city:
        first = city.client().enrol(EnrolRequest(code=city.enrolment_code(UNIT)))
        rings = [city.client(first.token) for _ in range(4)]
        device = Device(first.device)
        events = [device.received(new_id(), code=f"H13.35.07-261123-{n:04d}") for n in range(40)]
        for number, ring in enumerate(rings):
            answers = ring.push(packed(*events[number * 5 : number * 5 + 25])).answers
            assert {answer.state for answer in answers} <= {"stored", "known"}
        assert rings[0].state().events == 40
        for ring in rings:
            ring.close()


def test_a_client_breaks_off_and_names_what_it_met(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        ring = HttpCity(Address(f"http://127.0.0.1:{silent.getsockname()[1]}"), practice=True)
        ring.interrupt()
        with pytest.raises(RingAway, match="interrupted"):
            ring.greet()
        ring.close()
    for url in ("ftp://city", "city", "http://"):
        with pytest.raises(RingRefuses, match="address_wrong"):
            Address(url)


@pytest.mark.parametrize(
    ("flags", "told"),
    [
        (("--port", "99999"), "--port"),
        (("--port", "-1"), "--port"),
        (("--new-enrolment", "99999"), "99999 is no unit"),
    ],
)
def test_impossible_flags_are_told_in_one_sentence(flags: tuple[str, ...], told: str, tmp_path: Path) -> None:
    done = call("serve", "--store", tmp_path / "city.db", *flags)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_certificate_that_is_none_is_told_in_one_sentence(tmp_path: Path) -> None:
    none = tmp_path / "none.pem"
    none.write_text("no certificate", "ascii")
    done = call("serve", "--store", tmp_path / "city.db", "--cert", none, "--key", none)
    assert done.returncode == 2
    assert "no certificate with its key" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("flags", "code"),
    [
        (("--city", "http://127.0.0.1:1", "--code", ""), "code_wrong"),
        (("--city", "http://127.0.0.1:1", "--code", "A" * 500), "code_wrong"),
        (("--city", "http://127.0.0.1:1", "--code", "ABCD-EFGH", "--name", "Q" * 300), "device_name_wrong"),
        (("--city", "http://[::1", "--code", "ABCD-EFGH"), "address_wrong"),
        (("--city", "http://127.0.0.1:99999", "--code", "ABCD-EFGH"), "address_wrong"),
        (("--city", "http://who:secret@127.0.0.1:1", "--code", "ABCD-EFGH"), "address_wrong"),
        (("--city", "http://192.0.2.1:1", "--code", "ABCD-EFGH"), "address_insecure"),
        (("--city", "http://192.0.2.1:1", "--code", "ABCD-EFGH", "--insecure"), "address_insecure"),
    ],
)
def test_an_enrolment_that_cannot_be_asked_for_is_told_in_one_sentence(
    flags: tuple[str, ...], code: str, tmp_path: Path
) -> None:
    done = call("enrol", "--home", tmp_path, *flags)
    assert done.returncode == 1
    assert done.stderr.startswith(f"counter-app enrol: {code}: ")
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "counter.toml").exists()
