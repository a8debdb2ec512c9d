"""What must be true of the files of a simulated world."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import text

from counter_app.domain.events import FILED
from counter_app.storage import file_queue, held_files, sending
from counter_app.storage.events import event_of
from counter_app.storage.prepared import Prepared
from tests.faults.simulation.checks import must
from tests.faults.simulation.nodes import folder_of
from tests.faults.simulation.paper_line import PIECE

if TYPE_CHECKING:
    from tests.faults.simulation.nodes import Upward, Written
    from tests.faults.simulation.world import World

_CLAIMED = Prepared(
    text("SELECT sha256, ring, ring_epoch, size FROM file_queue WHERE state = 'delivered' GROUP BY sha256, ring")
)
_OPEN = Prepared(text("SELECT sha256, dossier, state, last_answer FROM file_queue WHERE state <> 'delivered'"))
_WANTED = Prepared(text("SELECT sha256, last_answer FROM wanted_file WHERE state = 'waiting' AND asked = 0"))
_FILED_BYTES = Prepared(text("SELECT count(*) FROM event WHERE kind = 'filed' AND payload LIKE :named"))


def before_bytes(world: World, name: str, sha256: str) -> None:
    """A file is about to be begun or sent: its event is above, and no smaller one that may go is passed over."""
    upward = world.hubs.get(name) or world.counters[name].upward
    ring = world.rings[world.above[name]]
    with upward.store.reading() as below:
        known = sending.note_of(below, file_queue.FILES_EPOCH)
        due = file_queue.due(below, upward.clock.now())
    if known == ring.store.epoch:
        with ring.store.reading() as above:
            named = above.value(_FILED_BYTES, named=f"%{sha256}%")
        must(named, f"files: {name} sends a file before {ring.name} has the event that names it")
    mine = next((one for one in due if one.sha256 == sha256), None)
    waits = upward.files._later
    smaller = [one for one in due if mine and one.size < mine.size and one.sha256 not in waits]
    must(not smaller, f"files: {name} sends one of {mine and mine.size} bytes before one of fewer")


def after_step(world: World, name: str) -> None:
    """I10, I6: what is said to be above is there, whole and with its hash; so what is said to be at the city."""
    upward = world.hubs.get(name) or world.counters[name].upward
    ring = world.rings[world.above[name]]
    city = world.rings["city"]
    with upward.store.reading() as below:
        claimed = below.rows(_CLAIMED)
        knows_city = ring is city or (
            sending.note_of(below, file_queue.ABOVE_EPOCH) == city.store.epoch and _hub_knows(world, ring.name)
        )
    for sha256, how_far, epoch, size in claimed:
        hash_ = bytes(sha256).hex()
        if epoch == ring.store.epoch:
            must(
                _has(world, ring.name, hash_, int(size)), f"I10: {name} counts a file as held that {ring.name} has not"
            )
            if how_far == file_queue.CITY and knows_city:
                there = _has(world, "city", hash_, int(size))
                must(there, f"I10: {name} shows more files at the city than there are")


def _hub_knows(world: World, hub: str) -> bool:
    with world.hubs[hub].store.reading() as reading:
        return sending.note_of(reading, file_queue.FILES_EPOCH) == world.rings["city"].store.epoch


def _has(world: World, ring: str, sha256: str, size: int) -> bool:
    store = world.rings[ring].store
    with store.reading() as reading:
        return held_files.known(reading, sha256) and folder_of(store).has(sha256, size)


def quiet(world: World) -> bool:
    return not world.papers or not waiting(world)


def waiting(world: World) -> list[str]:
    """Return what is still to be done for files."""
    if not world.papers:
        return []
    found = []
    for upward in world.upwards():
        with upward.store.reading() as below:
            open_ = [row for row in below.rows(_OPEN) if _should_go(world, upward, row)]
            between = [one for one in file_queue.at_hub_only(below) if one not in world.lost_files]
            # A restored counter's own files come back by themselves, after as many tries as the line asks for.
            coming = [row for row in below.rows(_WANTED) if bytes(row[0]).hex() not in world.lost_files]
        if open_:
            found.append(f"{upward.who.name}: {len(open_)} files unsent ({open_[0][2]}, {open_[0][3]})")
        if coming:
            found.append(f"{upward.who.name}: {len(coming)} own files have not come back ({coming[0][1]})")
        if between and world.above[upward.who.name] != "city" and not _stuck_at_hub(world, upward, between):
            found.append(f"{upward.who.name}: {len(between)} files are known to be at the hub only")
    return found


def _should_go(world: World, upward: Upward, row: Any) -> bool:
    """A file may stay where its event does, and where nobody has it any more."""
    if bytes(row[0]).hex() in world.lost_files:
        return False
    with upward.store.reading() as below:
        return not below.value(
            Prepared(
                text(
                    "SELECT count(*) FROM outbox JOIN file_queue USING (seq) WHERE outbox.state <> 'delivered' "
                    "AND file_queue.sha256 = :sha256 AND file_queue.dossier = :dossier"
                )
            ),
            sha256=row[0],
            dossier=row[1],
        )


def _stuck_at_hub(world: World, upward: Upward, between: list[str]) -> bool:
    """Say whether the hub itself cannot bring them on, as their events are set aside there."""
    hub = world.hubs[world.above[upward.who.name]]
    with hub.store.reading() as reading:
        return all(file_queue.ring_of(reading, one) == "" for one in between)


def at_rest(world: World) -> None:
    """Every file whose event is at the city is there with its hash, and where it was filed; none came twice."""
    if not world.papers:
        return
    city = world.rings["city"]
    for written in world.written:
        if written.kind == FILED and _is_above(world, written):
            for sha256, size in written.files:
                if sha256 not in world.lost_files:
                    must(_has(world, "city", sha256, size), "files: one is not at the city")
                    must(folder_of(city.store).whole(sha256), "I10: the city's file has another content than its hash")
    for name, counter in world.counters.items():
        for written in (one for one in world.written if one.author == name and one.event not in world.excused):
            with counter.store.reading() as reading:
                known = event_of(reading, written.event) is not None
            for sha256, _ in written.files if known else ():
                here = folder_of(counter.store).whole(sha256)
                must(here or sha256 in world.lost_files, f"files: {name} has lost one that it filed")
    if not world.disasters:
        _little_is_sent_again(world)


def _is_above(world: World, written: Written) -> bool:
    with world.rings["city"].store.reading() as reading:
        return event_of(reading, written.event) is not None


def _little_is_sent_again(world: World) -> None:
    """Of what is broken off a piece at most goes again; of what came out wrong, or was refused, the whole file."""
    sizes = {sha256: size for written in world.tried for sha256, size in written.files}
    for name, files in world.went.items():
        for sha256, went in files.items():
            size = sizes.get(sha256, 0)
            most = size * (1 + went.wrong) + (went.broken + went.wrong) * PIECE
            must(went.sent <= most, f"files: {name} sent {went.sent} bytes of {size}, {went.broken} times broken off")
