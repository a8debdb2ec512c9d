"""What the courier adds to the memory of a counter that comes back with 100,000 unsent events.

    python tests/bench/memory.py [--events 100000]

One process with the counter's store and its courier, one `counter-app serve`. Idle is after the first answer of the
city with nothing to send; then all events wait and are sent; the peak is the kernel's own (VmHWM). What the store's
cache holds by then is in it.
"""

import argparse
import gc
import multiprocessing
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).parents[2]))

from counter_app.devices.clock import SystemClock
from counter_app.practice.city_process import CityProcess
from counter_app.settings import Places
from counter_app.storage import outbox
from counter_app.storage.store import Store
from counter_app.sync import wire
from counter_app.sync.city import Address, HttpCity
from counter_app.sync.courier import Courier
from tests.bench import lives, machine, push

DEVICE: Final = "quay-do-bo-nho"
GOAL_MB: Final = 64


def empty(places: Places, url: str, token: str, said: Any) -> None:
    """Send all that waits; say the memory when idle, at the peak, and the seconds (in a process of its own)."""
    with Store.open(places.store, practice=True) as store:
        courier = Courier(store, HttpCity(Address(url), practice=True, token=token), SystemClock())
        with store.transaction() as tx:
            tx.connection.exec_driver_sql("UPDATE outbox SET state = 'delivered'")
        while courier.step() == 0:
            continue
        with store.transaction() as tx:
            tx.connection.exec_driver_sql("UPDATE outbox SET state = 'waiting'")
        gc.collect()
        idle = machine.memory()
        machine.forget_peak()
        began = time.monotonic()
        while courier.step() == 0:
            continue
        seconds = time.monotonic() - began
        peak = machine.memory(peak=True)
        with store.reading() as reading:
            left = outbox.state(reading)
        said.put((idle, peak, machine.memory(), seconds, left.waiting + left.parked))
        courier.stop()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=100_000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        places = Places.of(practice=True, home=Path(folder) / "counter")
        places.home.mkdir(parents=True)
        with Store.open(places.store, practice=True) as store:
            lives.fill(store, DEVICE, push.UNIT, args.events // lives.EVENTS_OF_A_LIFE)
            store.checkpoint()
        with CityProcess(Path(folder) / "city.db", Path(folder) / "city.log") as city:
            client = city.client()
            asked = wire.EnrolRequest(code=city.enrolment_code(push.UNIT), device=DEVICE)
            token = client.enrol(asked).token
            client.close()
            spawn = multiprocessing.get_context("spawn")
            told = spawn.Queue()
            process = spawn.Process(target=empty, args=(places, city.url, token, told))
            process.start()
            idle, peak, after, seconds, left = told.get(timeout=1800)
            process.join()
            memory_of_city = machine.memory(city.pid, peak=True)
    if left:
        raise RuntimeError(f"{left} events were not delivered")
    print(
        f"courier with {args.events} unsent events: idle {idle:.1f} MB, peak {peak:.1f} MB, "
        f"{peak - idle:.1f} MB above idle (goal {GOAL_MB}); afterwards {after:.1f} MB; sent in {seconds:.0f} s; "
        f"the city's peak {memory_of_city:.0f} MB; {machine.load()}"
    )


if __name__ == "__main__":
    main()
