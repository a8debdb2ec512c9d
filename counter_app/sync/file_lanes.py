"""The files' two lanes, up and down, put together: each with a connection of its own."""

from collections.abc import Callable

from counter_app.devices.clock import Clock
from counter_app.storage.files import FileFolder
from counter_app.storage.store import Store
from counter_app.sync.fetch_lane import FetchLane
from counter_app.sync.file_lane import FileLane
from counter_app.sync.file_plan import Limits
from counter_app.sync.files_above import FilesAbove
from counter_app.sync.lane import Lane


def file_lanes(
    store: Store,
    folder: FileFolder,
    connect: Callable[[], FilesAbove],
    clock: Clock,
    *,
    device: str,
    limits: Limits | None = None,
    on_change: Callable[[frozenset[str]], None],
) -> tuple[Lane, Lane]:
    """Return the lanes; `device` is the counter whose own files come back by themselves, empty for a hub."""
    up = FileLane(store, folder, connect(), clock, limits=limits, on_change=on_change)
    down = FetchLane(store, folder, connect(), clock, device=device, limits=limits, on_change=on_change)
    return (
        Lane("files", up.step, interrupt=up.interrupt, close=up.close, hurry=up.send_now),
        Lane("files-down", down.step, interrupt=down.interrupt, close=down.close),
    )
