"""Files that are put off wait for their time, and not for one that a wrong clock gave them."""

import io
from datetime import timedelta
from pathlib import Path

import pytest

from counter_app.domain.events import FILED, Event, new_id
from counter_app.storage import file_queue, filing, sending, wanted_files
from counter_app.storage.files import FileFolder
from counter_app.storage.store import Store
from tests.domain.events_made import START
from tests.storage.made import UNIT, register

DAY = timedelta(days=1)


def filed(store: Store, folder: FileFolder) -> str:
    """File one page of a dossier that the ring above has; return its hash."""
    kept = folder.keep(io.BytesIO(b"a page"))
    said = {"name": "trang.jpg", "line": "1", "media_type": "image/jpeg", "pages": 1}
    with store.transaction() as tx:
        first = register(tx).event
        event = Event(
            id=new_id(),
            dossier=first.dossier,
            unit=UNIT,
            device=first.device,
            epoch="",
            device_seq=0,
            based_on=(first.id,),
            kind=FILED,
            schema=1,
            at=START,
            offset_ms=0,
            officer="can-bo-1",
            payload={"files": [{"sha256": kept.sha256, "size": kept.size, **said}]},
        )
        filing.file_papers(tx, event, [kept], START)
        sending.delivered(tx, {1: "stored", 2: "stored"}, ring_epoch="r", at=START)
    return kept.sha256


@pytest.mark.parametrize(
    ("put_off", "is_due"), [(timedelta(0), True), (timedelta(minutes=10), False), (DAY, True), (30 * DAY, True)]
)
def test_t_clock_tx_a_file_put_off_by_a_clock_that_was_ahead_goes_when_it_is_right_again(
    store: Store, tmp_path: Path, put_off: timedelta, is_due: bool
) -> None:
    sha256 = filed(store, FileFolder(tmp_path / "files"))
    with store.transaction() as tx:
        file_queue.not_taken(tx, sha256, "timed_out", START + put_off)
        wanted_files.want(tx, sha256, unit=UNIT, asked=True)
        wanted_files.not_had(tx, sha256, "timed_out", START + put_off)
    with store.reading() as reading:
        assert [one.sha256 for one in file_queue.due(reading, START)] == ([sha256] if is_due else [])
        assert (wanted_files.due(reading, START) is not None) == is_due
