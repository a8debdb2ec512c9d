"""The office's identifier opens every barcode, so a wrong one is refused before anything is sent."""

from pathlib import Path

import pytest

from counter_app.__main__ import main


@pytest.mark.parametrize("code", ["", "Cái Khế", "31120", "H13.35.07.", "H13.ABC", "HD3.35.07"])
def test_wrong_office_code_is_refused(tmp_path: Path, code: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--home", str(tmp_path), "enrol", "--city", "http://127.0.0.1:1", "--code", "ABCD-EFGH-JKLM-NPQR"]
    assert main([*words, "--office-code", code or " "]) == 1
    assert "office_code_wrong" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
