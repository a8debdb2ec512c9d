"""The counter's way up as the counter is built: the courier that begins late, and who wakes it."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from counter_app.bootstrap.late import LateCourier
from counter_app.bootstrap.late_officers import LateOfficers
from counter_app.domain.errors import CounterError
from counter_app.domain.heard import Heard
from counter_app.settings import Places, Settings
from counter_app.storage import outbox, sending
from counter_app.storage.store import Store
from counter_app.usecases.identity import Announce, Identity
from counter_app.usecases.in_force import CalendarInForce, office_of_city
from counter_app.usecases.questions.procedures import Procedures

if TYPE_CHECKING:
    from counter_app.sync.upward import Upward


def courier_of(
    places: Places,
    settings: Settings,
    store: Store,
    identity: Identity,
    take: Callable[[frozenset[str]], None],
    announce: Announce,
    heard: Heard,
    barred: Callable[[], bool],
) -> LateCourier | None:
    """Return the courier to the city of the settings, None when there is none."""
    if not settings.city:
        return None

    def changed(kinds: frozenset[str]) -> None:
        if "clock" in kinds:
            with store.reading() as reading:
                identity.measured(sending.clock_offset_ms(reading))
        take(kinds)
        announce(kinds)

    def make() -> "Upward":
        from counter_app.sync.upward import upward_of

        try:
            return upward_of(places, settings, store, identity.clock, heard, on_change=changed, barred=barred)
        except CounterError as error:
            with store.transaction() as tx:
                outbox.unanswered(tx, error.code)
            announce(("sync",))
            raise

    return LateCourier(make)


def taking(
    store: Store, identity: Identity, procedures: Procedures, calendar: CalendarInForce, officers: LateOfficers
) -> Callable[[frozenset[str]], None]:
    """Return what takes the city's word into the running counter: catalogue, calendar, its office and its officers."""

    def take(kinds: frozenset[str]) -> None:
        if "catalogue" in kinds:
            procedures.refresh()
        if "reference" in kinds:
            calendar.refresh()
            identity.office = office_of_city(identity.office, store, identity.shown().date())
        if "account" in kinds:
            officers.arrived()

    return take


def also_waking(announce: Announce, courier: LateCourier | None) -> Announce:
    """Return `announce` that also tells the courier when there is something to carry."""

    def tell(kinds: Iterable[str]) -> None:
        told = frozenset(kinds)
        announce(told)
        if courier is not None and "event" in told:
            courier.wake()

    return tell
