"""No secret needs to stand in a command line, where whoever may list processes reads it."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from counter_app.__main__ import parser_of
from counter_app.cli import enrol
from tests.postgres_rig import Cluster

CODE = "ABCD-EFGH-JKLM-NPQR"
PASSWORD = "mật khẩu / @ 7"


class Asked(Exception):
    """The code that would have gone to the city."""


@pytest.fixture
def code_of(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> "CodeOf":
    return CodeOf(monkeypatch, tmp_path)


class CodeOf:
    """Runs `enrol` up to where the code leaves."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
        self._home = home

        def asked(places: object, settings: object, url: str, code: str, *_: object, **__: object) -> None:
            raise Asked(code)

        monkeypatch.setattr(enrol, "enrol", asked)

    def __call__(self, *words: str) -> str:
        args = parser_of(("enrol",)).parse_args(
            ["enrol", "--home", str(self._home), "--city", "http://127.0.0.1:1", *words]
        )
        with pytest.raises(Asked) as caught:
            enrol.run(args)
        return str(caught.value)


@pytest.mark.parametrize("words", [(), ("--code", "-")])
def test_the_code_comes_from_standard_input(
    code_of: CodeOf, words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "piped").write_text(f"{CODE}\n", "ascii")
    with (tmp_path / "piped").open(encoding="ascii") as piped:
        monkeypatch.setattr(sys, "stdin", piped)
        assert code_of(*words) == CODE


def test_the_code_comes_from_a_file(code_of: CodeOf, tmp_path: Path) -> None:
    (tmp_path / "code.txt").write_text(f"{CODE}\n", "ascii")
    assert code_of("--code-file", str(tmp_path / "code.txt")) == CODE


def test_the_code_may_stand_in_the_command_as_before(code_of: CodeOf) -> None:
    assert code_of("--code", CODE) == CODE


def test_a_code_file_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["enrol", "--home", str(tmp_path), "--city", "http://127.0.0.1:1", "--code-file", str(tmp_path / "none")]
    assert enrol.run(parser_of(("enrol",)).parse_args(words)) == 1
    assert "code_file_unreadable: " in capsys.readouterr().err


def test_a_terminal_is_asked_and_shows_nothing(tmp_path: Path) -> None:
    near, far = pty.openpty()
    program = (
        "import sys; from counter_app.__main__ import parser_of; from counter_app.cli import enrol\n"
        "def asked(places, settings, url, code, *_, **__): print('code', code.lower(), flush=True); sys.exit(0)\n"
        "enrol.enrol = asked\n"
        "enrol.run(parser_of(('enrol',)).parse_args(sys.argv[1:]))"
    )
    words = ["enrol", "--home", str(tmp_path), "--city", "http://127.0.0.1:1"]
    process = subprocess.Popen(
        [sys.executable, "-c", program, *words],
        stdin=far,
        stdout=subprocess.PIPE,
        stderr=far,
        start_new_session=True,
        text=True,
    )
    shown = b""
    while not shown.endswith(b"One-time code: "):
        shown += os.read(near, 1_000)
    os.write(near, f"{CODE}\n".encode())
    told, _ = process.communicate(timeout=60)
    os.close(far)
    while piece := _rest(near):
        shown += piece
    os.close(near)
    assert told == f"code {CODE.lower()}\n"
    assert CODE.encode() not in shown


def _rest(near: int) -> bytes:
    try:
        return os.read(near, 1_000)
    except OSError:  # how Linux says that nobody holds the other end
        return b""


@pytest.fixture(scope="module")
def guarded(postgres: Cluster) -> str:
    return postgres.guarded(PASSWORD)


def mint(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Mint a one-time code in the store; needs the database."""
    command = [sys.executable, "-m", "counter_app", "serve", "--practice", *words, "--new-enrolment", "31120"]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, env={**os.environ, **environment})


def test_the_databases_password_comes_from_the_password_file(guarded: str, tmp_path: Path) -> None:
    host = guarded.rpartition("=")[2]
    escaped = PASSWORD.replace(":", "\\:")
    passwords = tmp_path / "pgpass"
    passwords.write_text(f"{host}:*:*:guarded:{escaped}\n", "utf-8")
    passwords.chmod(0o600)
    without = mint("--store", guarded, PGPASSFILE=str(tmp_path / "none"))
    assert (without.returncode, "store_" in without.stderr) == (1, True), without.stderr
    done = mint("--store", guarded, PGPASSFILE=str(passwords))
    assert (done.returncode, len(done.stdout.strip())) == (0, 19), done.stderr


def test_an_address_with_its_password_comes_from_a_file(guarded: str, tmp_path: Path) -> None:
    whole = guarded.replace("guarded@", "guarded:m%E1%BA%ADt%20kh%E1%BA%A9u%20%2F%20%40%207@")
    (tmp_path / "address").write_text(f"{whole}\n", "utf-8")
    done = mint("--store-file", str(tmp_path / "address"))
    assert (done.returncode, len(done.stdout.strip())) == (0, 19), done.stderr
    as_before = mint("--store", whole)
    assert as_before.returncode == 0, as_before.stderr


@pytest.mark.parametrize("content", [None, "\n"])
def test_a_file_without_an_address_is_told(content: str | None, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "address").write_text(content, "utf-8")
    done = mint("--store-file", str(tmp_path / "address"))
    assert done.returncode == 2
    assert "Nothing was done." in done.stderr
    assert "Traceback" not in done.stderr


def test_the_program_asks_for_no_secret_in_its_own_words(tmp_path: Path) -> None:
    done = mint("--store", str(tmp_path / "city.db"))
    assert done.stdout.strip() not in done.stderr
