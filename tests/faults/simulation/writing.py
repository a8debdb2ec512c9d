"""What people do in a simulated world: register, correct, print again; now and then what no ring will have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tests.faults.simulation.rings import FALLS

if TYPE_CHECKING:
    from tests.faults.simulation.world import World

FIELDS: Final = ("request", "return_place")


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
