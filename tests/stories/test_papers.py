"""A paper that is at the city only: asked for with the line cut it is said what is missing, then it opens by itself."""

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from counter_app.practice.city_process import CityProcess
from counter_app.practice.line import Line
from counter_app.practice.people import citizens
from counter_app.ui.pages.paper import PaperPage
from tests.stories.conftest import Enrolled, Open
from tests.stories.opened import Key, wait_until


@pytest.mark.usefixtures("city")
def test_a_paper_at_the_city_opens_by_itself_when_the_line_is_back(
    open_counter: Open, enrolled: Enrolled, city: CityProcess, line: Line, tmp_path: Path
) -> None:
    counter = open_counter(enrolled(line.port)).open()
    code = counter.serve(next(citizens(63)), "ks")
    paper = tmp_path / "giay chung sinh.pdf"
    canvas = Canvas(str(paper))
    canvas.drawString(100, 700, "giay chung sinh")
    canvas.save()
    dossier = counter.desk.by_code(code)
    assert dossier is not None
    sha256 = counter.desk.file_papers(dossier, [paper], "").files[0].sha256
    wait_until(lambda: counter.desk.files_of(dossier).at_city == 1, "the city has it")
    lying = counter.desk.open_paper(dossier, sha256).path
    assert lying is not None
    lying.unlink()
    line.cut()

    screen = counter.window.screen
    screen.open_dossier(dossier)
    counter.idle()
    counter.press(Key.Key_F3, lambda: screen.here == "paper", "the paper's page")
    wait_until(lambda: "The city cannot be reached; 0 %" in counter.said, "it says what is wrong")
    assert "opens here by itself" in counter.said
    line.mend()
    shown = screen.page("paper")
    assert isinstance(shown, PaperPage)
    wait_until(lambda: shown.leaf is not None, "it opens by itself")
    assert counter.said == ""
    counter.press(Key.Key_Escape, lambda: screen.here == "dossier", "back to the dossier")
    assert lying.exists()
