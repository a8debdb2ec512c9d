"""How uvicorn, in this process or in a worker, makes the application: from the environment, by name."""

import asyncio
import gc
import os
import signal
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial
from multiprocessing import parent_process
from pathlib import Path
from types import FrameType
from typing import Final, Literal

from fastapi import FastAPI

from counter_app.domain.times import VIETNAM
from counter_app.server.app import city_app
from counter_app.server.bells import Bells
from counter_app.server.door import CityClock, House
from counter_app.server.tokens import Tokens
from counter_app.settings import SETTINGS_NAME, Settings, load
from counter_app.storage import clones
from counter_app.storage.files import FileFolder
from counter_app.storage.store import Store
from counter_app.sync.city_environment import CityEnvironment
from counter_app.sync.codes import hash_of
from counter_app.sync.hub import hub_upward
from counter_app.sync.lane import Lane
from counter_app.sync.protocols import SPOKEN, Protocols
from counter_app.usecases.backups import Backups
from counter_app.usecases.sweep_files import SweepFiles

OBJECTS_BETWEEN_LOOKS: Final = 50_000
"""How many new objects make Python look for cycles while serving. A batch makes thousands and hardly a cycle; at
Python's own 700 the looking takes as long as checking the batch."""


def city(spoken: Protocols = SPOKEN) -> FastAPI:
    """Open the store that the environment names and return its application; the store closes when serving ends.

    `spoken`: with the rings below and, as a hub, with the one above. Raises what `Store.open` raises."""
    given = CityEnvironment.read()
    role: Literal["hub", "city"] = "hub" if given.hub_home else "city"
    alone = "://" not in given.store
    store = Store.open(given.store, role=role, practice=given.practice, alone=alone)
    backups = None
    if alone:
        settings = load(Path(given.hub_home) / SETTINGS_NAME) if given.hub_home else Settings()
        clones.settle(store, blocks=_blocks(settings), now=datetime.now(VIETNAM))
        backups = _backups(store, settings)
    upward = hub_upward(store, given, spoken) if role == "hub" and alone else None
    admin = hash_of(given.admin_token) if given.admin_token else b""
    taken = upward.wake if upward else _nothing
    house = House(
        store, given.practice, admin, CityClock(), role=role, taken=taken, spoken=spoken, tokens=Tokens(store)
    )
    folder = FileFolder(Path(given.files)) if given.files else None
    lanes = [lane for lane in (upward, backups, _sweeping(store, folder)) if lane is not None]

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        _end_with_parent()
        _let_go_at_the_end(app.state.bells)
        before = gc.get_threshold()
        gc.freeze()  # what was imported stays: no look goes through it again
        gc.set_threshold(OBJECTS_BETWEEN_LOOKS, *before[1:])
        for lane in lanes:
            lane.start()
        yield
        for lane in lanes:
            lane.stop()
        gc.set_threshold(*before)
        gc.unfreeze()
        store.close()

    app = city_app(house, folder)
    app.router.lifespan_context = lifespan
    return app


def _end_with_parent() -> None:
    """A worker whose parent was killed would hold the port and serve on, unseen: it ends as if it were told to."""
    parent = parent_process()
    if parent is None:
        return

    def wait() -> None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, name="parent", daemon=True).start()


def _let_go_at_the_end(bells: Bells) -> None:
    """Who waits for news is let go by the signal that ends the process: its end would wait for all of them."""
    if threading.current_thread() is not threading.main_thread():
        return
    loop = asyncio.get_running_loop()

    def after(before: Callable[[int, FrameType | None], object], number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(bells.end)
        before(number, frame)

    for number in (signal.SIGTERM, signal.SIGINT):
        before = signal.getsignal(number)
        if callable(before):
            signal.signal(number, partial(after, before))


def _blocks(settings: Settings) -> list[clones.Block]:
    return [(settings.electronic_code, settings.slot + n) for n in range(settings.slots)]


def _backups(store: Store, settings: Settings) -> Lane | None:
    """Return the lane that makes backups of a hub, None where its settings name no folder."""
    if not settings.backup_folder or store.path is None:
        return None
    backups = Backups(store, store.path.parent, Path(settings.backup_folder), CityClock())
    return Lane("backups", backups.step, interrupt=backups.stop, close=_nothing)


def _sweeping(store: Store, folder: FileFolder | None) -> Lane | None:
    """Return the lane that removes what a crash left among the files; None where the ring keeps none."""
    files = folder or (FileFolder.beside(store.path) if store.path else None)
    if files is None:
        return None
    sweep = SweepFiles(store, files, CityClock())
    return Lane("sweep", sweep.step, interrupt=sweep.stop, close=_nothing)


def _nothing() -> None:
    """A city tells nobody above, and a worker leaves it to the process that started it."""
