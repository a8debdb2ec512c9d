"""`serve` on an address that others reach asks for a certificate before it touches anything."""

from pathlib import Path

import pytest

from counter_app.__main__ import parser_of
from counter_app.cli import serve

EVERYBODY = "0.0.0.0"  # noqa: S104 - what the tests are about


def mint(tmp_path: Path, *words: str) -> int:
    flags = ("--store", str(tmp_path / "city.db"), "--new-enrolment", "31120")
    return serve.run(parser_of(("serve",)).parse_args(["serve", *flags, *words]))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--host", EVERYBODY), "--cert and --key"),
        (("--host", "::"), "--cert and --key"),
        (("--host", ""), "--cert and --key"),
        (("--host", "city.example"), "--cert and --key"),
        (("--practice", "--host", "192.168.1.5"), "--practice --insecure"),
        (("--host", EVERYBODY, "--insecure"), "--insecure is for --practice only"),
    ],
)
def test_others_are_not_served_without_a_certificate(
    tmp_path: Path, words: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert mint(tmp_path, *words) == 2
    said = capsys.readouterr().err
    assert told in said
    assert "Nothing was started." in said
    assert said.count("\n") == 1
    assert not (tmp_path / "city.db").exists()


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--host", "localhost"),
        ("--host", "::1"),
        ("--host", "127.0.0.2"),
        ("--practice", "--insecure", "--host", EVERYBODY),
    ],
)
def test_this_machine_and_closed_practice_need_none(tmp_path: Path, words: tuple[str, ...]) -> None:
    assert mint(tmp_path, *words) == 0
    assert (tmp_path / "city.db").exists()
