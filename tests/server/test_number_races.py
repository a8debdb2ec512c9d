"""Blocks leased by several workers at once, on a real PostgreSQL: no number goes to two."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from counter_app.domain.spans import each
from counter_app.domain.times import VIETNAM
from counter_app.server import numbers
from counter_app.server.door import CityClock, House
from counter_app.storage import number_register
from counter_app.storage.enrolments import EnrolledDevice
from counter_app.storage.store import Store
from counter_app.sync.wire_numbers import LeaseRequest, ReturnedNumbers, ReturnRequest
from tests.storage.made import ELECTRONIC_CODE, UNIT

WORKERS, ROUNDS = 4, 12


def lease_and_return(house: House, device: EnrolledDevice, begin: threading.Barrier) -> list[int]:
    """Lease blocks, ask twice for each as after a lost answer, keep half of each; return what was kept."""
    kept: list[int] = []
    today = datetime.now(VIETNAM).date().isoformat()
    begin.wait()
    for _ in range(ROUNDS):
        asked = LeaseRequest(request=uuid4(), epoch="e1", electronic_code=ELECTRONIC_CODE, day=today, want=10)
        body = asked.model_dump_json().encode()
        first, again = numbers.lease(house, device, body), numbers.lease(house, device, body)
        assert (first.first, first.last) == (again.first, again.last)
        middle = (first.first + first.last) // 2
        kept += range(first.first, middle + 1)
        if middle < first.last:
            rest = ReturnedNumbers(
                electronic_code=ELECTRONIC_CODE,
                day=today,
                first=middle + 1,
                last=first.last,
                reason="unused",
                request=asked.request,
            )
            numbers.take_back(house, device, ReturnRequest(epoch="e1", returned=(rest,)).model_dump_json().encode())
    return kept


def test_t_num_two_counters_at_several_workers_never_get_the_same_number(postgres_url: str, tmp_path: Path) -> None:
    for place in (postgres_url, tmp_path / "city.db"):
        stores = [Store.open(place, role="city", practice=True, alone=False) for _ in range(WORKERS)]
        begin = threading.Barrier(WORKERS)
        try:
            with ThreadPoolExecutor(WORKERS) as pool:
                runs = [
                    pool.submit(
                        lease_and_return,
                        House(store, True, b"", CityClock()),
                        EnrolledDevice(f"quay-{at % 2}", "", UNIT, at % 2, None),
                        begin,
                    )
                    for at, store in enumerate(stores)
                ]
            kept = [number for run in runs for number in run.result()]
            assert len(kept) == len(set(kept))
            with stores[0].reading() as reading:
                found = number_register.register_of(reading, ELECTRONIC_CODE, datetime.now(VIETNAM).date())
            assert found.unexplained == ()
            out = set(each((one.first, one.last) for one in found.out))
            assert set(kept) <= out
        finally:
            for store in stores:
                store.close()
