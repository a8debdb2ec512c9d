"""Opens the window: paints first, then loads the counter in the background and hands its desk over."""

import argparse
import gc
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from counter_app.domain.errors import CounterError, OfficerCanMend, OurFault
from counter_app.domain.office import Office
from counter_app.settings import Places, Settings, SettingsWrong, load, save
from counter_app.ui import words
from counter_app.ui.app import application, build_window
from counter_app.ui.background import Lane
from counter_app.ui.events import Events
from counter_app.ui.page import CounterSign
from counter_app.usecases.offices import office_of

if TYPE_CHECKING:
    from counter_app.bootstrap.counter import Counter
    from counter_app.devices.clock import Clock
    from counter_app.devices.drivers.wedge_filter import WedgeFilter
    from counter_app.devices.reader import CodeReader, ReaderState
    from counter_app.usecases.printing import Machines

FOLLOW_MS: Final = 2000
"""How often printers are asked what became of the jobs they took."""

_RENEWED: Final = frozenset({"renewed"})

Prepare = Callable[[Settings], Settings]


class CounterWindow(QObject):
    """A counter with its screen and its reader. `ready` comes when F9 works, `failed` when the store would not open.

    `prepare` is done in the background before the counter is put together (the practice counter starts its city in
    it). `machines` and `clock` stand in for the printers that the settings name and for the PC's clock. `close` takes
    everything down in order and may be called in any state.
    """

    ready = Signal()
    failed = Signal(object)
    _loaded = Signal(object)
    _refused = Signal(object)

    def __init__(
        self,
        app: QApplication,
        places: Places,
        settings: Settings,
        *,
        practice: bool,
        reader: "CodeReader | None" = None,
        prepare: Prepare = lambda settings: settings,
        machines: "Machines | None" = None,
        clock: "Clock | None" = None,
    ) -> None:
        super().__init__()
        self._app, self._places, self._settings, self._practice = app, places, settings, practice
        self._prepare, self._machines, self._clock = prepare, machines, clock
        self.counter: Counter | None = None
        self.events = Events()
        self.screen = build_window(
            CounterSign(_office(settings), settings.device_name, settings.officer, practice),
            self.events,
            language=settings.language,
            look=settings.theme,
            remember=self._remember,
        )
        self._reader = reader
        self._reader_said: ReaderState | None = None
        self._wedge: WedgeFilter | None = None
        self._loading: threading.Thread | None = None
        self._loaded.connect(self._attach)
        self._refused.connect(self._complain)
        self._follow = QTimer(self)
        self._follow.setInterval(FOLLOW_MS)
        self._follow.timeout.connect(self._follow_prints)

    def open(self, *, whole_screen: bool = False) -> None:
        """Show the window; everything heavy is loaded after its first paint."""
        self.screen.painted.connect(self.load)
        if whole_screen:
            self.screen.showMaximized()
        else:
            self.screen.show()

    def load(self) -> None:
        """Put the counter together in a thread of its own and attach it to the screen."""
        if self._loading is None:
            self._listen()
            self._loading = threading.Thread(target=self._load, name="counter-loading")
            self._loading.start()

    def close(self) -> None:
        """Stop reading, close the window, stop the courier, close the store."""
        self._follow.stop()
        if self._wedge is not None:
            self._wedge.remove()
        if self._reader is not None:
            self._reader.stop()
        if self._loading is not None:
            self._loading.join()
        self.screen.close()
        counter, self.counter = self.counter, None
        if counter is not None:
            counter.close()

    def _listen(self) -> None:
        """Let scans in, from keyboard wedges always, from the reader of the settings when there is one."""
        from counter_app.devices.drivers.wedge_filter import WedgeFilter

        self._wedge = WedgeFilter(self)
        self._wedge.scanned.connect(self.events.scan)
        self._wedge.install()
        self._reader = self._reader or _reader(self._settings)
        if self._reader is not None:
            self._reader.start(self.events.scan, self._reader_state)

    def _load(self) -> None:
        try:
            settings = self._prepare(self._settings)
            # Imported here, after the first paint: database, papers and wire take longer than a window.
            from counter_app.bootstrap.lean_database import bring_database

            bring_database()
            from counter_app.bootstrap.counter import start_counter

            counter = start_counter(
                self._places,
                settings,
                self.events.announce,
                practice=self._practice,
                machines=self._machines,
                clock=self._clock,
                reader=lambda: self._reader_said,
            )
            self._settings = settings
        except CounterError as error:
            self._refused.emit(error)
        except SettingsWrong as wrong:
            self._refused.emit(_named(wrong))
        except Exception as error:  # noqa: BLE001 - whatever it is must reach the screen, not end a thread unseen
            self._refused.emit(OurFault("counter_would_not_open", type=type(error).__name__))
        else:
            self.counter = counter
            self._loaded.emit(counter)

    def _attach(self, counter: "Counter") -> None:
        self.screen.attach(counter.desk)
        background = self.screen.background
        background.run(self, counter.warm, self._settle, self._settle, lane=Lane.MACHINES, quiet=True)
        self._follow.start()
        self.events.changed.connect(self._look_at_store)
        self._look_at_store(_RENEWED)
        self._look_at_clock(counter)
        self.ready.emit()

    def _look_at_store(self, kinds: frozenset[str]) -> None:
        """Tell the officer, once, that this store is a copy and has begun a new epoch."""
        if self.counter is not None and not _RENEWED.isdisjoint(kinds):
            told = self.counter.untold()
            if told is not None:
                self.screen.intake.banner.complain(words.sentence(told))

    def _look_at_clock(self, counter: "Counter") -> None:
        """A wrong clock is told at once: it also decides which procedures are in force, so none may be offered."""
        from counter_app.usecases.identity import believable

        try:
            believable(counter.desk.now())
        except CounterError as error:
            self.screen.intake.banner.complain(words.sentence(error))

    def _settle(self, _answer: object) -> None:
        """Everything is imported and made: spare it from the collector's rounds, and let the rounds begin again.

        A full round over what a counter holds for its whole life would keep the screen waiting for 50 ms and more.
        """
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    def _complain(self, error: CounterError) -> None:
        gc.enable()
        self.screen.cannot_open(error)
        self.failed.emit(error)

    def _follow_prints(self) -> None:
        counter = self.counter
        if counter is not None:
            background = self.screen.background
            background.run(
                self, counter.papers.follow, _nothing, _nothing, lane=Lane.MACHINES, key="follow", quiet=True
            )

    def _reader_state(self, state: "ReaderState") -> None:
        self._reader_said = state
        self.events.announce(("device",))

    def _remember(self, name: str, value: str) -> None:
        """Keep a choice of the screen (language, theme) in the settings file; one that is wrong is not touched."""
        place = self._places.settings
        try:
            stored = load(place)
            save(place, replace(stored, language=value) if name == "language" else replace(stored, theme=value))
        except SettingsWrong as wrong:
            self._tell_later(_named(wrong))
        except OSError:
            self._tell_later(OfficerCanMend("settings_not_kept", file=place.name))

    def _tell_later(self, error: CounterError) -> None:
        """Complain once the window stands again: it is built anew after a choice."""
        QTimer.singleShot(0, self, lambda: self.screen.intake.banner.complain(words.sentence(error)))


def _named(wrong: SettingsWrong) -> OfficerCanMend:
    return OfficerCanMend(wrong.code, file=wrong.path.name, where=wrong.where)


def _nothing(_answer: object) -> None:
    """Nobody waits for this answer."""


def _reader(settings: Settings) -> "CodeReader | None":
    kind, _, port = settings.reader.partition(":")
    if kind != "serial" or not port:
        return None
    from counter_app.devices.drivers.serial_reader import SerialReader

    return SerialReader(port, port)


def _office(settings: Settings) -> Office:
    """Return the office for the frame; one that is wrong is told when the counter is loaded, not before the paint."""
    try:
        return office_of(settings)
    except CounterError:
        return Office(settings.unit, settings.electronic_code, "", "", "", "")


def open_window(args: argparse.Namespace) -> int:
    """Open the real counter and stay until its window is closed; returns the exit status."""
    app = application()
    places = Places.of(practice=False, home=args.home)
    try:
        settings = load(places.settings)
    except SettingsWrong as error:
        # The counter opens with what is sure and says what is wrong; the file is not touched.
        wrong, settings = error, Settings()

        def prepare(_settings: Settings) -> Settings:
            raise wrong

        return run(app, CounterWindow(app, places, settings, practice=False, prepare=prepare))
    return run(app, CounterWindow(app, places, chosen(settings, args), practice=False))


def chosen(settings: Settings, args: argparse.Namespace) -> Settings:
    """Return the settings with what was said on the command line for this run."""
    return replace(settings, language=args.language or settings.language, theme=args.theme or settings.theme)


def run(app: QApplication, window: CounterWindow) -> int:
    """Show the window, let Qt work until it is closed, take it down."""
    window.open(whole_screen=True)
    try:
        return app.exec()
    finally:
        window.close()
