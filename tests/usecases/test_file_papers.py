"""Papers are kept as files first and tied to their dossier second; the page is told how many are at the city."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from reportlab.pdfgen.canvas import Canvas

from counter_app.devices.clock import FixedClock
from counter_app.domain.errors import OfficerCanMend
from counter_app.domain.events import new_id
from counter_app.domain.office import Office
from counter_app.storage import file_queue, wanted_files
from counter_app.storage.events import events_of
from counter_app.storage.file_queue import CITY, HUB
from counter_app.storage.files import FileFolder
from counter_app.storage.store import Store
from counter_app.usecases.file_papers import FilePapers
from counter_app.usecases.identity import Identity
from counter_app.usecases.open_paper import OpenPaper
from counter_app.usecases.questions.files import FilesOf
from tests.domain.events_made import START
from tests.storage.made import ELECTRONIC_CODE, UNIT, register
from tests.usecases.conftest import Bench, draft_of


class Papers:
    def __init__(self, store: Store, folder: FileFolder) -> None:
        office = Office(UNIT, ELECTRONIC_CODE, "Phường Mẫu", "Thành phố Mẫu", "Ủy ban", "Mẫu")
        identity = Identity("quay-1", "Quầy 1", 0, office, FixedClock(START), "Lê Thị Thử")
        self.told = list[str]()
        self.store, self.folder = store, folder
        self.file = FilePapers(store, folder, identity, self.told.extend)
        self.view = FilesOf(store, folder)

    def dossier(self) -> UUID:
        with self.store.transaction() as tx:
            return register(tx).dossier.id


@pytest.fixture
def papers(tmp_path: Path) -> Iterator[Papers]:
    with Store.open(tmp_path / "store.db", practice=False) as store:
        yield Papers(store, FileFolder.beside(tmp_path / "store.db"))


@pytest.fixture
def scans(tmp_path: Path) -> list[Path]:
    pdf = tmp_path / "đơn.pdf"
    canvas = Canvas(str(pdf))
    for _ in range(3):
        canvas.drawString(100, 100, "trang")
        canvas.showPage()
    canvas.save()
    jpeg, other = tmp_path / "ảnh.jpg", tmp_path / "khác.doc"
    jpeg.write_bytes(b"\xff\xd8\xff" + b"a picture")
    other.write_bytes(b"what is this")
    return [pdf, jpeg, other]


def test_papers_are_in_the_dossier_with_kind_and_pages(papers: Papers, scans: list[Path]) -> None:
    after = papers.file(papers.dossier(), scans, "1")
    assert [(file.name, file.media_type, file.pages) for file in after.files] == [
        ("đơn.pdf", "application/pdf", 3),
        ("ảnh.jpg", "image/jpeg", 1),
        ("khác.doc", "application/octet-stream", None),
    ]
    assert all(papers.folder.whole(file.sha256) and file.line == "1" for file in after.files)
    assert papers.told == ["dossier", "event", "file"]


def test_the_same_papers_again_write_nothing(papers: Papers, scans: list[Path]) -> None:
    id_ = papers.dossier()
    first = papers.file(id_, [*scans, *scans], "1")
    assert len(first.files) == 3
    assert papers.file(id_, scans, "1") == first
    assert len(papers.file(id_, scans[:1], "2").files) == 4
    with papers.store.reading() as reading:
        assert [event.kind for event in events_of(reading, id_)] == ["received", "filed", "filed"]


def test_the_page_is_told_how_many_are_at_the_city(papers: Papers, scans: list[Path]) -> None:
    id_ = papers.dossier()
    files = papers.file(id_, scans, "").files
    assert (papers.view(id_).at_city, papers.view(id_).total) == (0, 3)
    with papers.store.transaction() as tx:
        file_queue.delivered(tx, [files[0].sha256], ring=CITY, epoch="e", at=START)
        file_queue.delivered(tx, [files[1].sha256], ring=HUB, epoch="e", at=START)
        file_queue.not_taken(tx, files[2].sha256, "file_too_large", None)
    view = papers.view(id_)
    assert (view.at_city, view.total) == (1, 3)
    assert [(row.ring, row.here) for row in view.files] == [("city", True), ("hub", True), ("parked", True)]


def test_what_cannot_be_filed_says_why_and_leaves_nothing(papers: Papers, scans: list[Path], tmp_path: Path) -> None:
    id_ = papers.dossier()
    for given, code in (([], "no_files"), ([tmp_path / "gone.pdf"], "file_unreadable"), (scans * 70, "too_many_files")):
        with pytest.raises(OfficerCanMend, match=code):
            papers.file(id_, given, "1")
    with pytest.raises(OfficerCanMend, match="dossier_unknown"):
        papers.file(new_id(), scans, "1")
    with pytest.raises(OfficerCanMend, match="dossier_unknown"):
        papers.view(new_id())
    assert papers.view(id_).total == 0
    assert not papers.folder.has(hashlib.sha256(scans[1].read_bytes()).hexdigest(), scans[1].stat().st_size)


def test_a_paper_that_is_here_opens_and_one_that_nobody_has_is_named(bench: Bench, tmp_path: Path) -> None:
    paper = tmp_path / "giay.pdf"
    paper.write_bytes(b"%PDF-1.4 giay")
    draft = draft_of(bench.desk)
    bench.desk.register(draft)
    file = bench.desk.file_papers(draft.id, [paper], "").files[0]
    opened = bench.desk.open_paper(draft.id, file.sha256)
    assert opened.path is not None
    assert (opened.path.read_bytes(), opened.name) == (b"%PDF-1.4 giay", "giay.pdf")
    with pytest.raises(OfficerCanMend, match="paper_unknown"):
        bench.desk.open_paper(draft.id, "0" * 64)
    opened.path.unlink()
    with pytest.raises(OfficerCanMend, match="paper_away") as nowhere:
        bench.desk.open_paper(draft.id, file.sha256)
    assert nowhere.value.facts["reason"] == "no_ring", "there is no ring above this counter"

    woken: list[bool] = []
    folder = FileFolder.beside(bench.places.store)
    open_paper = OpenPaper(bench.counter.store, folder, lambda: woken.append(True))
    assert open_paper(draft.id, file.sha256).path is None
    part = wanted_files.part_of(file.sha256)
    folder.begin(part)
    assert folder.append(part, 0, b"%PDF-")
    coming = open_paper(draft.id, file.sha256)
    assert (coming.path, coming.come, coming.size) == (None, 5, 13)
    assert woken == [True], "who asks how much has come wakes nobody"
    with bench.counter.store.transaction() as tx:
        wanted_files.not_had(tx, file.sha256, "file_unknown", None)
    with pytest.raises(OfficerCanMend, match="paper_away"):
        open_paper(draft.id, file.sha256)
    assert open_paper(draft.id, file.sha256).last_answer == ""
    assert woken == [True, True]
