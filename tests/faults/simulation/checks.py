"""What must be true of a simulated world: the invariants I1 to I12 of the protocol, by their numbers."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from sqlalchemy import select, text

from counter_app.domain.dossier import Dossier, fold
from counter_app.domain.events import CORRECTED, RECEIVED
from counter_app.storage import dossiers, news, notes, number_register, outbox, reach, sending, tables, voids
from counter_app.storage.events import events_of
from counter_app.storage.prepared import Prepared
from counter_app.storage.unapplied import unapplied
from counter_app.sync.examine import FUTURE_BOUND
from tests.faults.simulation.rings import FALLS, Ring

if TYPE_CHECKING:
    from counter_app.storage.store import Store
    from tests.faults.simulation.nodes import Upward, Written
    from tests.faults.simulation.world import World

_event, _outbox = tables.events, tables.outbox
_IDS = Prepared(select(_event.c.id))
_EVENTS = Prepared(select(_event.c.id, _event.c.dossier, _event.c.unit, _event.c.hash))
_ACKNOWLEDGED = Prepared(
    text(
        "SELECT event.id FROM outbox JOIN event ON event.seq = outbox.seq "
        "WHERE outbox.state = 'delivered' AND outbox.ring_epoch = :epoch"
    )
)
_OPEN = Prepared(
    text(
        "SELECT event.id, event.dossier, outbox.state, outbox.last_answer, outbox.seq, event.payload LIKE :falls "
        "OR (event.kind = 'received' AND event.payload LIKE :wrong) FROM outbox "
        "JOIN event ON event.seq = outbox.seq WHERE outbox.state <> 'delivered' ORDER BY outbox.seq"
    )
)
_POISON: Final = {"falls": f"%{FALLS}%", "wrong": '%"sets":0%'}
_FEED = Prepared(text("SELECT unit, unit_seq FROM event WHERE unit_seq IS NOT NULL ORDER BY unit, unit_seq"))
_FEED_UP_TO = Prepared(text("SELECT id FROM event WHERE unit = :unit AND unit_seq <= :upto AND device <> :but"))
_FEEDS = Prepared(text("SELECT unit, last FROM feed"))
_FUTURE = Prepared(text("SELECT event.id FROM future_event JOIN event ON event.seq = future_event.seq"))
_LATER = Prepared(text("SELECT id FROM event WHERE at + offset_ms > :bound"))
_PARKED_AS_COPY: Final = "code_taken"


class Violation(AssertionError):
    """An invariant does not hold."""


def must(holds: object, text_: str) -> None:
    if not holds:
        raise Violation(text_)


def event_ids(store: Store) -> set[UUID]:
    with store.reading() as reading:
        return {_id(row[0]) for row in reading.rows(_IDS)}


# After each step


def after_step(world: World, name: str) -> None:
    """I6: an acknowledgement and a cursor stand for what is really there, at every moment."""
    upward = world.hubs.get(name) or world.counters[name].upward
    ring = world.rings[world.above[name]]
    stand = (upward.store, upward.store.commits, ring.store, ring.store.commits)
    if upward.checked == stand:
        return
    upward.checked = stand
    with upward.store.reading() as below, ring.store.reading() as above:
        epoch = ring.store.epoch
        acknowledged = {bytes(row[0]) for row in below.rows(_ACKNOWLEDGED, epoch=epoch)}
        if acknowledged:
            held = {bytes(row[0]) for row in above.rows(_IDS)}
            must(acknowledged <= held, f"I6: {name} counts as delivered what {ring.name} does not have")
        given, _, place = sending.note_of(below, news.CURSOR).rpartition(".")
        if given == epoch:
            # Of two stores that both are one device, neither can tell before its own events are refused.
            but = upward.who.device if world.twins else ""
            rows = above.rows(_FEED_UP_TO, unit=upward.who.unit, upto=int(place), but=but)
            passed = {bytes(row[0]) for row in rows}
            known = {bytes(row[0]) for row in below.rows(_IDS)}
            left = {one.id.bytes for one in unapplied(below)}
            must(passed <= known | left, f"I6: the cursor of {name} is ahead of its data")


# At rest


def quiet(world: World) -> bool:
    """Say whether nothing is left to do: nothing waits that could go, and everybody has heard everything."""
    return not waiting(world)


def waiting(world: World) -> list[str]:
    """Return what is still to be done."""
    found = []
    for upward in world.upwards():
        ring = world.rings[world.above[upward.who.name]]
        with upward.store.reading() as below, ring.store.reading() as above:
            stuck = _stuck_dossiers(world, below)
            open_ = [row for row in below.rows(_OPEN, **_POISON) if bytes(row[1]) not in stuck]
            if open_:
                found.append(f"{upward.who.name}: {len(open_)} unsent ({open_[0][2]}, {open_[0][3]})")
            if sending.ring_epoch(below) != ring.store.epoch:
                found.append(f"{upward.who.name}: has not met the ring that came back from a backup")
            given, _, place = sending.note_of(below, news.CURSOR).rpartition(".")
            last = news.last_place(above, upward.who.unit)
            if given != ring.store.epoch or int(place) < last:
                found.append(f"{upward.who.name}: has heard up to {place} of {last}")
            if voids.untold(below, 1):
                found.append(f"{upward.who.name}: void numbers not told")
            left = [one for one in unapplied(below) if one.dossier.bytes not in stuck]
            if left:
                found.append(f"{upward.who.name}: {left[0].code} not taken")
            if ring.role == "hub" and set(reach.kept_above(below)) != set(reach.above(above)):
                found.append(f"{upward.who.name}: does not know what the city has")
    return found


def _stuck_dossiers(world: World, below: Any) -> set[bytes]:
    """Return the dossiers that may stay below: an event of theirs is poison, or another copy took their number."""
    stuck = set()
    for _, dossier, state, answer, _, poison in below.rows(_OPEN, **_POISON):
        if poison or (world.twins and state == "parked" and answer.startswith(_PARKED_AS_COPY)):
            stuck.add(bytes(dossier))
    # Two copies gave out one number before anybody could tell: both dossiers are shown with the reason.
    return stuck | {one.dossier.bytes for one in unapplied(below) if world.twins and one.code == _PARKED_AS_COPY}


def at_rest(world: World) -> None:
    """Check everything that must be true when all faults are mended and nothing is left to do."""
    stuck = set[bytes]()
    for upward in world.upwards():
        with upward.store.reading() as below:
            stuck |= _stuck_dossiers(world, below)
            _outbox_is_right(world, upward, below)
    for written in world.written:
        _is_kept(world, written, stuck)
    for unit in sorted({who.unit for who in world.who.values()}):
        _replicas_are_equal(world, unit, stuck)
    _numbers_are_right(world, stuck)
    for ring in world.rings.values():
        _feed_is_whole(ring)
        _future_is_flagged(world, ring)
    _nobody_sees_too_much(world)


def _outbox_is_right(world: World, upward: Upward, below: Any) -> None:
    name = upward.who.name
    rows = below.rows(_OPEN, **_POISON)
    first_bad: dict[bytes, int] = {}
    for _, dossier, state, answer, seq, poison in rows:
        if poison or state == "parked":
            first_bad.setdefault(bytes(dossier), seq)
            must(answer or state == "waiting", f"I5: {name} parks without a reason")
        must(
            bytes(dossier) in first_bad and first_bad[bytes(dossier)] <= seq,
            f"I5: at {name} an event waits behind nothing ({answer})",
        )
    state = outbox.state(below)
    counts = (sum(row[2] == "waiting" for row in rows), sum(row[2] == "parked" for row in rows))
    must((state.waiting, state.parked) == counts, f"I11: the strip of {name} says other than its store")


def _is_kept(world: World, written: Written, stuck: set[bytes]) -> None:
    """I1: what a person was told is saved is at the city, or here with a reason."""
    if written.event in world.excused:
        return
    city = world.rings["city"].store
    with city.reading() as reading:
        there = any(event.id == written.event for event in events_of(reading, written.dossier))
    if there:
        return
    must(written.dossier.bytes in stuck, f"I1: {written.kind} of {written.author} is lost")


def _replicas_are_equal(world: World, unit: str, stuck: set[bytes]) -> None:
    """I3, I4, I9: every store of the unit holds the same events, shows the same dossiers, and no value beat another
    unseen."""
    stores = _stores_of(world, unit)
    held: dict[str, dict[bytes, dict[bytes, bytes]]] = {}
    for name, store in stores.items():
        by_dossier: dict[bytes, dict[bytes, bytes]] = defaultdict(dict)
        with store.reading() as reading:
            for id_, dossier, of, hash_ in reading.rows(_EVENTS):
                if of == unit:
                    by_dossier[bytes(dossier)][bytes(id_)] = bytes(hash_)
        held[name] = by_dossier
    for dossier in set().union(*held.values()) - stuck:
        versions = {name: one.get(dossier, {}) for name, one in held.items()}
        first = versions["city"]
        for name, version in versions.items():
            must(version == first, f"I3: {name} has {len(version)} events of a dossier, the city {len(first)}")
    _folds_are_equal(world, stores, set(held["city"]) - stuck)


def _folds_are_equal(world: World, stores: dict[str, Store], ids: set[bytes]) -> None:
    written: dict[UUID, list[Written]] = defaultdict(list)
    for one in world.tried:
        written[one.dossier].append(one)
    readings = {name: store.reading() for name, store in stores.items()}
    shown: dict[str, dict[bytes, Any]] = {}
    for name, opened in readings.items():
        with opened as reading:
            shown[name] = {
                bytes(row.id): tuple(row)[1:]
                for row in reading.connection.execute(select(tables.dossiers).where(tables.dossiers.c.id.in_(ids)))
            }
    with stores["city"].reading() as reading:
        for id_ in ids:
            known = events_of(reading, UUID(bytes=id_))
            must(len({event.id for event in known}) == len(known), "I4: an event is there twice")
            folded = fold(known)
            must(folded == fold(reversed(known)), "I3: the order of arrival changes the dossier")
            expected = tuple(dossiers.as_row(folded)[column.name] for column in list(tables.dossiers.c)[1:])
            for name, rows in shown.items():
                must(rows.get(id_) == expected, f"I3: {name} shows another dossier than its events say")
            present = {event.id for event in known}
            _no_silent_loser(folded, [one for one in written[UUID(bytes=id_)] if one.event in present])


def _no_silent_loser(folded: Dossier, written: list[Written]) -> None:
    """I9: the last value is one that nobody changed after seeing it; of several such, a person is asked."""
    changes = [one for one in written if one.kind == CORRECTED]
    for one in changes:
        for name, value in one.changes:
            rivals = [other for other in changes if any(changed == name for changed, _ in other.changes)]
            last = [left for left in rivals if not any(left.event in other.seen for other in rivals)]
            kept = {correction.event for correction in folded.corrections if correction.name == name}
            must(one.event in kept, f"I9: a correction of {name} left no trace")
            if len(last) == 1 and last[0] is one:
                before = [other for other in rivals if other is not one]
                seen_all = all(other.event in one.seen for other in before)
                if seen_all:
                    must(folded.fields[name] == value, f"I9: {name} is not what was decided last")
            if len(last) > 1:
                asked = any(conflict.name == name for conflict in folded.conflicts)
                must(asked, f"I9: of two values of {name} one won without a word")


def _numbers_are_right(world: World, stuck: set[bytes]) -> None:
    """I2: one code a dossier, one dossier a code, and every number explained."""
    of_code: dict[str, UUID] = {}
    of_dossier: dict[UUID, str] = {}
    days = defaultdict(set)
    not_above = {one.code for one in world.tried if one.dossier.bytes in stuck}
    for one in world.written:
        if one.kind != RECEIVED or one.event in world.excused:
            continue
        if not world.twins:
            must(of_code.setdefault(one.code, one.dossier) == one.dossier, "I2: two dossiers have one code")
            must(of_dossier.setdefault(one.dossier, one.code) == one.code, "I2: a dossier has two codes")
        office, day, _ = one.code.rsplit("-", 2)
        days[office].add(day)
    who = {one.electronic_code: one.unit for one in world.who.values()}
    for office, found in days.items():
        for name, store in _stores_of(world, who[office]).items():
            with store.reading() as reading:
                for day in found:
                    register = number_register.register_of(reading, office, _day(day))
                    left = {f"{office}-{day}-{number:04d}" for number in register.unexplained} - not_above
                    must(not left, f"I2: {name} has numbers of {day} without a reason: {sorted(left)[:3]}")


def _feed_is_whole(ring: Ring) -> None:
    """I6: the places of a feed are 1 to n without a gap, but for those of events that were given another place."""
    with ring.store.reading() as reading:
        places = defaultdict(list)
        for unit, place in reading.rows(_FEED):
            places[unit].append(place)
        lasts = {row[0]: row[1] for row in reading.rows(_FEEDS)}
        moved = int(notes.note_of(reading, "feed_told_again") or 0)
    for unit, found in places.items():
        must(len(set(found)) == len(found), f"I6: two events have one place in the feed of {ring.name}")
        must(lasts[unit] >= found[-1], f"I6: the feed of {ring.name} says another end")
    gaps = sum(lasts[unit] - len(found) for unit, found in places.items())
    must(gaps == moved, f"I6: the feed of {ring.name} has {gaps - moved} gaps")


def _future_is_flagged(world: World, ring: Ring) -> None:
    """I8: what claims to be of the future is flagged."""
    bound = world.time.at + FUTURE_BOUND + timedelta(seconds=1)
    with ring.store.reading() as reading:
        flagged = {bytes(row[0]) for row in reading.rows(_FUTURE)}
        later = {bytes(row[0]) for row in reading.rows(_LATER, bound=round(bound.timestamp() * 1000))}
    if ring.role == "city":
        must(later <= flagged, "I8: an event of the future is not flagged")


def _nobody_sees_too_much(world: World) -> None:
    """I7: a counter and a hub hold their own unit's events, and no other's."""
    for name, who in world.who.items():
        store = world.rings[name].store if who.hub else world.counters[name].store
        with store.reading() as reading:
            units = {row[2] for row in reading.rows(_EVENTS)}
        must(units <= {who.unit}, f"I7: {name} holds another unit's events")


def _stores_of(world: World, unit: str) -> dict[str, Store]:
    found: dict[str, Store] = {"city": world.rings["city"].store}
    found |= {name: world.rings[name].store for name, who in world.who.items() if who.hub and who.unit == unit}
    return found | {one.who.name: one.store for one in world.counters.values() if one.who.unit == unit}


def _day(text_: str) -> Any:
    from datetime import date

    return date(2000 + int(text_[:2]), int(text_[2:4]), int(text_[4:]))


def _id(content: Any) -> UUID:
    return UUID(bytes=bytes(content))
