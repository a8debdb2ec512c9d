"""What people do in a simulated world: register, correct, print again; now and then what no ring will have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tests.faults.simulation.rings import FALLS

if TYPE_CHECKING:
    from tests.faults.simulation.world import World

FIELDS: Final = ("request", "return_place")
SIZES: Final = (1, 300, 3000, 5000, 9000, 20_000)
"""Bytes of a file."""


def register(world: World) -> None:
    world.keep(world.a_counter().register(request=f"lần {next(world.counts)}"))


def correct(world: World) -> None:
    counter, dossier = world.a_counter(), world.a_dossier()
    if dossier is not None:
        world.keep(counter.correct(dossier, _change(world)))


def correct_both(world: World) -> None:
    """Two officers change the same field of the same dossier, neither having seen the other."""
    dossier, name = world.a_dossier(), world.random.choice([*FIELDS, "due"])
    if dossier is not None:
        for counter in world.counters.values():
            world.keep(counter.correct(dossier, _change(world, name)))


def reprint(world: World) -> None:
    dossier = world.a_dossier()
    if dossier is not None:
        world.keep(world.a_counter().reprint(dossier))


def poison(world: World) -> None:
    """An event that no ring will have, or on which one falls over; sometimes with a later event behind it."""
    counter, kind = world.a_counter(), world.random.choice(["refused", "hub", "city"])
    refused = kind == "refused"
    written = counter.register(request="" if refused else f"{FALLS}{kind}", sets=0 if refused else 1)
    if written is not None:
        world.poison.add(written.event)
        world.keep(written)
        if world.random.random() < 0.5:
            world.keep(counter.reprint(written.dossier))


def file(world: World) -> None:
    """Papers are filed: small ones and such that are several pieces long; now and then one that is there already."""
    latest = world.written[-8:]
    written = world.random.choice(latest) if latest else None
    if written is not None:
        author = world.counters[written.author] if world.random.random() < 0.8 else world.a_counter()
        sizes = [world.random.choice(SIZES) for _ in range(world.random.choice([1, 1, 3]))]
        contents = [world.random.randbytes(size) for size in sizes]
        if world.random.random() < 0.1:
            contents[0] = b"the same page of everybody"
        world.keep(author.file(written.dossier, contents))
        for lane in ("courier", "files", "files", "files") if world.random.random() < 0.6 else ():
            upward = world.upward_of(author.who.name)
            upward.files.send_now()
            world.lane(upward, lane)


def renumber(world: World) -> None:
    """Two copies gave out one number before anybody could tell: who is shown that (F6) gives another one, once."""
    for counter in world.counters.values():
        for dossier in counter.codes_taken():
            if dossier not in world.renumbered:
                written = counter.renumber(dossier)
                if written is not None:
                    world.renumbered.add(dossier)
                    world.keep(written)


def _change(world: World, name: str = "") -> dict[str, Any]:
    name, number = name or world.random.choice(FIELDS), next(world.counts)
    if name == "due":
        return {"due": {"at": None, "second": None, "term": f"hạn {number}", "steps": [], "warnings": []}}
    return {name: f"sửa {number}"}
