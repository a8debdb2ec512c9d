"""The courier's decisions, without store, line, clock or chance: what holds for every ring that they may meet."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.sync.courier_steps import (
    Answered,
    AskCatalogue,
    CatalogueHeard,
    CountTry,
    Failed,
    Greet,
    Greeted,
    Input,
    Look,
    Looked,
    Offered,
    Output,
    Part,
    Rest,
    Send,
    SetAside,
    Tick,
)
from counter_app.sync.lane import LONGEST_PAUSE, LONGEST_RETRY_AFTER
from counter_app.sync.planner import (
    State,
    begin,
    patience,
    plan,
)

Ring = Callable[[tuple[int, ...]], Failed | None]
"""What a ring does with a part: None when it answers."""


@dataclass
class Played:
    """A courier whose store is a set of places and whose ring is a function; a batch takes `takes` seconds to send."""

    due: set[int]
    ring: Ring
    state: State = field(default_factory=lambda: begin(500))
    at: float = 0.0
    delivered: set[int] = field(default_factory=set)
    aside: dict[int, SetAside] = field(default_factory=dict)
    sent: list[tuple[int, ...]] = field(default_factory=list)
    outputs: list[Output] = field(default_factory=list)
    takes: float = 0.0
    ready: Part = ()
    unwritten: set[int] = field(default_factory=set)

    def round(self, tick: Tick | None = None) -> float:
        told: Input = tick or Tick(self.at)
        while True:
            before = self.state
            self.state, outputs = plan(before, told)
            assert (self.state, outputs) == plan(before, told), "the same input gives the same decision"
            self.outputs += outputs
            assert outputs, "something is always to be done"
            asking = [one for one in outputs if isinstance(one, Greet | Look | Send | AskCatalogue | Rest)]
            assert asking == [outputs[-1]], "one thing at a time is asked, last"
            for output in outputs[:-1]:
                if isinstance(output, SetAside):
                    self.aside[output.event.seq] = output
                    self.due.discard(output.event.seq)
            if isinstance(outputs[-1], Rest):
                assert not self.ready, "what was read ahead is sent"
                assert not self.unwritten, "nothing that was taken stays unwritten"
                self.at += outputs[-1].seconds
                return outputs[-1].seconds
            told = self._came_of(outputs[-1])

    def _came_of(self, output: Output) -> Input:
        if isinstance(output, Look):
            events = tuple(Offered(seq, 0) for seq in sorted(self.due)[: output.limit])
            return Looked(self.at, events, None)
        if isinstance(output, Send):
            return self._sent(output)
        return Greeted(self.at) if isinstance(output, Greet) else CatalogueHeard(self.at)

    def _sent(self, output: Send) -> Input:
        seqs = tuple(one.seq for one in output.events)
        assert not self.ready or self.ready == output.events, "what was read ahead goes next"
        self.sent.append(seqs)
        self.at += self.takes
        self._write(self.unwritten)
        behind = sorted(seq for seq in self.due if seq > max(seqs))
        self.ready = tuple(Offered(seq, 0) for seq in behind[: output.ahead])
        failed = self.ring(seqs)
        if failed is not None:
            self.ready = ()
            return replace(failed, at=self.at)
        if self.ready:
            self.unwritten = set(seqs)
        else:
            self._write(set(seqs))
        return Answered(self.at, self.ready)

    def _write(self, seqs: set[int]) -> None:
        self.delivered |= seqs
        self.due -= seqs
        self.unwritten = set()


def failed(code: str, *, chance: float = 0.5, retry_after: float | None = None, unreadable: bool = False) -> Failed:
    return Failed(0.0, chance, code, code, retry_after, unreadable)


def falls_over(poison: frozenset[int], chances: Random, *, unreadable: bool) -> Ring:
    code = "batch_unreadable" if unreadable else "answered_500"
    return lambda seqs: failed(code, unreadable=unreadable, chance=chances.random()) if poison & set(seqs) else None


@settings(max_examples=150)
@given(
    size=st.integers(1, 200),
    poison=st.frozensets(st.integers(0, 199), max_size=4),
    seed=st.integers(0, 1000),
    unreadable=st.booleans(),
)
def test_t_bisect_every_event_passes_but_the_poison(
    size: int, poison: frozenset[int], seed: int, unreadable: bool
) -> None:
    played = Played(set(range(size)), falls_over(poison, Random(seed), unreadable=unreadable))
    bad = poison & played.due
    if not unreadable and len(bad) == size:
        return
    for _ in range(60):
        if played.delivered | bad == set(range(size)) and bad <= set(played.aside):
            break
        played.round()
    assert played.delivered == set(range(size)) - bad
    assert set(played.aside) <= bad
    assert all((one.wait is None) == unreadable for one in played.aside.values())
    if unreadable:
        assert set(played.aside) == bad
        assert len(played.sent) <= 2 + 2 * max(1, len(bad)) * max(1, size.bit_length())


@given(size=st.integers(2, 100), chance=st.floats(0, 1, exclude_max=True))
def test_a_ring_that_is_ill_blames_no_event_and_is_asked_three_times_a_try(size: int, chance: float) -> None:
    played = Played(set(range(size)), lambda seqs: failed("answered_500", chance=chance))
    for _ in range(8):
        before = len(played.sent)
        played.round()
        assert len(played.sent) - before <= 3
    assert not played.aside
    assert any(isinstance(one, CountTry) for one in played.outputs)


def test_a_line_that_fails_in_the_middle_of_the_search_blames_nobody() -> None:
    told = iter([failed("answered_500"), failed("answered_500"), None, failed("unreachable")])
    played = Played(set(range(6)), lambda seqs: next(told, None))
    while played.due:
        played.round()
    assert not played.aside
    assert played.delivered == set(range(6))


@given(
    codes=st.lists(
        st.sampled_from(["unreachable", "timed_out", "answered_500", "answered_rubbish", "busy", "disk_full"]),
        max_size=30,
    ),
    chance=st.floats(0, 1, exclude_max=True),
    named=st.none() | st.floats(0, 10_000),
)
def test_t_liveness_whatever_failed_it_is_tried_again_within_bounds(
    codes: list[str], chance: float, named: float | None
) -> None:
    """T-LIVENESS: nothing is given up, and no pause is longer than a minute or the hour that a ring may name."""
    left = list(codes)

    def ring(seqs: tuple[int, ...]) -> Failed | None:
        return failed(left.pop(0), chance=chance, retry_after=named) if left else None

    played = Played(set(range(9)), ring)
    for _ in range(len(codes) + 12):
        pause = played.round()
        assert 0 <= pause <= (LONGEST_PAUSE if named is None else max(LONGEST_PAUSE, LONGEST_RETRY_AFTER))
        # What was put off is due again some time.
        played.due.update(played.aside)
        played.aside.clear()
        if not played.due:
            break
    assert played.delivered == set(range(9))


def test_t_chunk_a_batch_that_times_out_is_halved_and_grows_again_when_it_passes() -> None:
    left = [failed("timed_out")] * 3
    played = Played(set(range(1000)), lambda seqs: left.pop() if left else None)
    while played.due:
        played.round()
    assert [len(one) for one in played.sent] == [500, 250, 125, 62, 124, 248, 496, 70]


def test_what_follows_is_read_while_a_batch_is_under_way_until_the_run_is_over() -> None:
    """The batch that goes out within two seconds is followed by one more; then there is a new look at everything."""
    played = Played(set(range(40)), lambda seqs: None, state=begin(5), takes=0.6)
    assert played.round() == 0
    assert [len(one) for one in played.sent] == [5, 5, 5, 5, 5]
    assert played.delivered == set(range(25))
    played.outputs.clear()
    assert played.round() == 0
    assert sum(isinstance(one, Look) for one in played.outputs) == 1
    assert played.delivered == set(range(40))


def test_a_ring_that_failed_is_given_one_batch_before_a_second_is_made_ready() -> None:
    left = [failed("unreachable")]
    played = Played(set(range(9)), lambda seqs: left.pop() if left else None, state=begin(3))
    played.round()
    played.outputs.clear()
    assert played.round() == 0
    assert [one.ahead for one in played.outputs if isinstance(one, Send)] == [0]
    played.round()
    assert played.delivered == set(range(9))


@given(count=st.integers(1, 60), size=st.integers(1, 20), breaks=st.sets(st.integers(0, 30), max_size=6))
def test_a_line_that_breaks_in_a_run_loses_and_reorders_nothing(count: int, size: int, breaks: set[int]) -> None:
    played = Played(set(range(count)), lambda seqs: None, state=begin(size))
    played.ring = lambda seqs: failed("unreachable") if len(played.sent) in breaks else None
    for _ in range(count + 2 * len(breaks) + 2):
        if not played.due:
            break
        played.round()
    assert played.delivered == set(range(count))
    passed = [seqs for number, seqs in enumerate(played.sent, 1) if number not in breaks]
    assert [seq for seqs in passed for seq in seqs] == list(range(count)), "in their order, each taken once"


def test_a_named_time_binds_what_was_written_meanwhile_but_not_a_person() -> None:
    left = [failed("busy", retry_after=90.0)]
    played = Played({1}, lambda seqs: left.pop() if left else None)
    assert played.round() == 90
    played.at -= 60
    assert played.round(Tick(played.at, woken=True)) == 60
    assert not played.delivered
    played.round(Tick(played.at, hurried=True))
    assert played.delivered == {1}


def test_an_event_waits_longer_with_each_try_and_never_beyond_ten_minutes() -> None:
    waits = [patience(attempts).total_seconds() for attempts in range(40)]
    assert waits[:5] == [2, 4, 8, 16, 32]
    assert max(waits) == waits[-1] == 600


def test_t_poison_at_the_head_of_batches_of_one_blocks_nobody() -> None:
    """Time-outs had brought the batches down to one event, and the ring falls over on the first."""
    left = [failed("timed_out")] * 4
    poison = falls_over(frozenset({0}), Random(1), unreadable=False)
    played = Played(set(range(9)), lambda seqs: left.pop() if left else poison(seqs))
    for _ in range(12):
        played.round()
    assert played.delivered == set(range(1, 9))
    assert set(played.aside) == {0}


def test_t_bisect_a_few_poison_events_at_the_head_do_not_fill_batches_that_became_small() -> None:
    """A slow line had halved the batches until two were left, and just these two make the ring fall over: alone they
    look like an ill ring for ever."""
    poison = frozenset({0, 1})
    played = Played(set(range(8)), falls_over(poison, Random(1), unreadable=False), State(500, 2))
    for _ in range(12):
        played.round()
    assert played.delivered == set(range(2, 8))
    assert set(played.aside) == poison
