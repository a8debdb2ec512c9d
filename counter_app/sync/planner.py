"""What the courier does next: a pure function of its state and of what just happened.

`plan` knows no clock, no chance, no store and no line; all of them are told to it. `Courier` carries out what it says
and tells it what came of that, so a simulation that gives it the same inputs sees the same decisions.

Of the outputs of one call at most the last asks for an input in return (Greet, Look, Send, AskCatalogue) or ends the
round (Rest); those before it only write down or tell.

Decisions:
- One batch under way at a time, so that a ring has a dossier's events in their order. While it is, the next one is read
  and packed and the answers to the one before are written down: ring and counter work at once. What was read ahead goes
  only when all before it was taken; a run of such batches ends after two seconds with a new look at everything.
- A batch's size is halved on a time-out and doubled when it passes. It does not stay at one
  event when the ring falls over on that one: the others would wait behind it for ever.
- A ring that cannot be had is left alone with full jitter, from 1 s up to 60 s, and for as long as it asked for.
- No event is blamed for a ring that is ill: after a second failure in a row two events are sent alone. If neither
  passes, it is the ring; if one does, the other and the rest are searched by halves.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from counter_app.sync import courier_steps as steps
from counter_app.sync.lane import pause_after

GREET_EVERY: Final = 60.0
"""Seconds after which an idle courier asks whether the ring is still there: the strip is green only then."""
NEWS_EVERY: Final = 1800.0
SHORTEST_REST: Final = 0.05
LONGEST_RUN: Final = 2.0
"""Seconds after which no further batch is read ahead: a person, a greeting or an event put off may wait."""
FIRST_WAIT: Final = timedelta(seconds=2)
LONGEST_WAIT: Final = timedelta(minutes=10)
"""How long one event waits that the ring could not take while it took others: doubled with each try, within these."""
_BLAMED: Final = 4
"""An event on which the ring falls over waits as if it had been tried so many times more."""


Planned = tuple["State", tuple[steps.Output, ...]]


@dataclass(frozen=True, slots=True)
class Probe:
    """Is it the ring, or one event? Two are sent alone; `rest` is what follows when one of them passes."""

    pair: steps.Part
    rest: steps.Part
    passed: int = 0
    suspects: tuple[steps.SetAside, ...] = ()


@dataclass(frozen=True, slots=True)
class Errand:
    """A batch under way: the part that is out, parts still to send, and the look for the one to blame."""

    batch: steps.Part
    out: steps.Part
    waiting: tuple[steps.Part, ...] = ()
    searching: bool = False
    probe: Probe | None = None


@dataclass(frozen=True, slots=True)
class State:
    """What the courier remembers between two calls. Times are monotonic; None is "as soon as may be"."""

    most_events: int
    limit: int
    failures: int = 0
    not_before: float = 0.0
    obeyed: bool = False
    greet_at: float | None = None
    news_at: float | None = None
    due_at: float | None = None
    run_until: float = 0.0
    errand: Errand | None = None


def begin(most_events: int) -> State:
    """Return the state of a courier that has heard nothing yet."""
    return State(most_events, most_events)


def patience(attempts: int) -> timedelta:
    """Return how long one event waits after so many tries."""
    return min(LONGEST_WAIT, FIRST_WAIT * (1 << min(attempts, 20)))


def plan(state: State, given: steps.Input) -> Planned:
    """Return the state that follows and what to do."""
    match given:
        case steps.Tick():
            return _tick(state, given)
        case steps.Greeted():
            return replace(state, greet_at=given.at + GREET_EVERY), (steps.Announce(), steps.Look(state.limit))
        case steps.Looked():
            return _looked(state, given)
        case steps.CatalogueHeard():
            return _idle(replace(state, news_at=given.at + NEWS_EVERY), given.at)
        case steps.Answered():
            return _answered(state, given)
        case steps.Failed():
            return _failed(state, given)


def _tick(state: State, given: steps.Tick) -> Planned:
    woken = given.woken and not state.obeyed
    state = replace(state, errand=None, news_at=None if given.catalogue else state.news_at)
    left = state.not_before - given.at
    if left > 0 and not given.hurried and not woken:
        return state, (steps.Rest(left),)
    first: tuple[steps.Output, ...] = (steps.Hurry(),) if given.hurried else ()
    greet = state.greet_at is None or given.at >= state.greet_at
    return state, (*first, steps.Greet() if greet else steps.Look(state.limit))


def _looked(state: State, given: steps.Looked) -> Planned:
    if given.events:
        state = replace(state, run_until=given.at + LONGEST_RUN)
        return _send_on(state, given.events, given.at if not state.failures else state.run_until)
    state = replace(state, due_at=None if given.due_in is None else given.at + given.due_in)
    if state.news_at is None or given.at >= state.news_at:
        return state, (steps.AskCatalogue(),)
    return _idle(state, given.at)


def _idle(state: State, at: float) -> Planned:
    """Nothing to send: rest until the next event is due, the next greeting or the next look at the catalogue."""
    times = [at if when is None else when for when in (state.greet_at, state.news_at)]
    if state.due_at is not None:
        times.append(state.due_at)
    return _well(state), (steps.Rest(max(SHORTEST_REST, min(times) - at)),)


def _well(state: State) -> State:
    return replace(state, failures=0, not_before=0.0, obeyed=False, errand=None)


def _send_on(state: State, events: steps.Part, at: float) -> Planned:
    """Send a batch, with a look at what follows it as long as the run may last."""
    ahead = _grown(state) if at < state.run_until else 0
    return replace(state, errand=Errand(events, events)), (steps.Send(events, ahead),)


def _answered(state: State, given: steps.Answered) -> Planned:
    errand = state.errand
    if errand is None:
        return state, (steps.Rest(0.0),)
    if given.ahead:
        return _send_on(replace(_well(state), limit=_grown(state)), given.ahead, given.at)
    if errand.probe is not None:
        return _probed(state, errand, replace(errand.probe, passed=errand.probe.passed + 1), None)
    return _next_part(state, errand, ())


def _next_part(state: State, errand: Errand, written: tuple[steps.Output, ...]) -> Planned:
    """Send what waits of the batch; when nothing does, all of it is answered for."""
    if errand.waiting:
        part, *rest = errand.waiting
        return replace(state, errand=replace(errand, out=part, waiting=tuple(rest))), (*written, steps.Send(part))
    return replace(_well(state), limit=_grown(state)), (*written, steps.Announce(), steps.Rest(0.0))


def _grown(state: State) -> int:
    return min(state.most_events, state.limit * 2)


def _failed(state: State, given: steps.Failed) -> Planned:
    errand = state.errand
    if errand is None:
        return _leave(state, given, ())
    if errand.probe is not None:
        return _probe_failed(state, errand, errand.probe, given)
    if given.unreadable or (errand.searching and given.code == "answered_500"):
        return _split(state, errand, given)
    if errand.searching:
        return _leave(state, given, ())
    if given.code == "answered_500" and state.failures and len(errand.batch) > 1:
        return _begin_probe(state, errand, given)
    return _leave(state, given, (steps.CountTry(errand.batch, given.words),))


def _split(state: State, errand: Errand, given: steps.Failed) -> Planned:
    """Half by half until every event has passed or stands alone with what it was told."""
    part = errand.out
    errand = replace(errand, searching=True)
    if len(part) == 1:
        return _next_part(state, errand, (_blamed(part[0], given),))
    middle = len(part) // 2
    return _next_part(state, replace(errand, waiting=(part[:middle], part[middle:], *errand.waiting)), ())


def _blamed(event: steps.Offered, given: steps.Failed) -> steps.SetAside:
    """A request that the ring cannot read parks its event; one on which it fails is tried again after a while."""
    return steps.SetAside(event, given.words, None if given.unreadable else patience(event.attempts + _BLAMED))


def _begin_probe(state: State, errand: Errand, given: steps.Failed) -> Planned:
    batch = errand.batch
    other = 1 + min(int(given.chance * (len(batch) - 1)), len(batch) - 2)
    probe = Probe(pair=(batch[0], batch[other]), rest=(*batch[1:other], *batch[other + 1 :]))
    first = probe.pair[:1]
    return replace(state, errand=replace(errand, out=first, probe=probe)), (steps.Send(first),)


def _probe_failed(state: State, errand: Errand, probe: Probe, given: steps.Failed) -> Planned:
    if given.unreadable or given.code == "answered_500":
        blamed = _blamed(errand.out[0], given)
        # A ring that says what is wrong with a request is not ill.
        passed = probe.passed + int(given.unreadable)
        return _probed(state, errand, replace(probe, passed=passed, suspects=(*probe.suspects, blamed)), given)
    return _leave(state, given, ())


def _probed(state: State, errand: Errand, probe: Probe, told: steps.Failed | None) -> Planned:
    second = probe.pair[1:]
    if errand.out != second:
        return replace(state, errand=replace(errand, out=second, probe=probe)), (steps.Send(second),)
    if not probe.passed and told is not None:
        return _leave(state, told, (steps.CountTry(errand.batch, told.words),))
    waiting = (probe.rest,) if probe.rest else ()
    return _next_part(state, replace(errand, waiting=waiting, searching=True, probe=None), probe.suspects)


def _leave(state: State, given: steps.Failed, written: tuple[steps.Output, ...]) -> Planned:
    """The ring cannot be had: note why, and leave it alone for a while."""
    failures = state.failures + 1
    pause = pause_after(failures, given.chance, given.retry_after)
    state = replace(
        state,
        failures=failures,
        not_before=given.at + pause,
        obeyed=given.retry_after is not None,
        greet_at=None,
        errand=None,
        limit=_limit_after(state, given),
    )
    return state, (*written, steps.NoteTrouble(given.code), steps.Announce(), steps.Rest(pause))


def _limit_after(state: State, given: steps.Failed) -> int:
    """Half of what timed out; where the ring falls over, twice as many: behind a few on which it does, however small a
    batch is by now, there must come others, which show that it is these and not the ring."""
    size = len(state.errand.batch) if state.errand is not None else 0
    if size and given.code == "timed_out":
        return max(1, size // 2)
    return min(state.most_events, 2 * state.limit) if size and given.code == "answered_500" else state.limit
