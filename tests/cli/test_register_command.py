"""`counter-app register`: form 07 beside an open counter."""

from pathlib import Path

import pytest

from counter_app.__main__ import main
from counter_app.settings import save
from tests.documents.reading import words
from tests.usecases.conftest import SETTINGS, draft_of, open_bench

Said = pytest.CaptureFixture[str]


@pytest.fixture
def code(tmp_path: Path) -> str:
    bench = open_bench(tmp_path)
    save(bench.places.settings, SETTINGS)
    made = bench.desk.register(draft_of(bench.desk)).code
    bench.counter.close()
    return made


def call(home: Path, *words_: str) -> int:
    return main(["register", "--home", str(home), *words_])


def test_a_month_is_written_as_pdf_and_as_spreadsheet(tmp_path: Path, code: str, capsys: Said) -> None:
    for kind in ("pdf", "xlsx"):
        out = tmp_path / f"book.{kind}"
        assert call(tmp_path, "--month", "2026-11", "--field", "Hộ tịch", "--out", str(out)) == 0
        assert capsys.readouterr().out == f"1 dossiers, written to book.{kind}.\n"
    assert code in "".join(words((tmp_path / "book.pdf").read_bytes()))
    assert call(tmp_path, "--month", "2026-10", "--out", str(tmp_path / "empty.pdf")) == 0
    assert "0 dossiers" in capsys.readouterr().out
    assert call(tmp_path, "--month", "2026-11", "--unit", "31117", "--out", str(tmp_path / "other.pdf")) == 0
    assert "0 dossiers" in capsys.readouterr().out


def test_what_is_wrong_is_told_and_nothing_written(tmp_path: Path, code: str, capsys: Said) -> None:
    assert code
    out = tmp_path / "book.doc"
    for words_, said in (
        (("--out", str(out)), "must end in one of: .pdf, .xlsx"),
        (("--field", "Xây dựng", "--out", str(tmp_path / "book.pdf")), "Fields: Hộ tịch"),
        (("--out", str(tmp_path / "no" / "book.pdf")), "cannot be written"),
    ):
        assert call(tmp_path, "--month", "2026-11", *words_) == 1
        assert said in capsys.readouterr().err
    assert call(tmp_path / "nowhere", "--month", "2026-11", "--out", str(out)) == 1
    assert "no store yet" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        call(tmp_path, "--month", "2026-13", "--out", str(out))
    assert not list(tmp_path.glob("book.*"))
