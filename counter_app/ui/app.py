"""The door of this room for whoever puts the application together."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from counter_app.settings import resource
from counter_app.ui import theme
from counter_app.ui.app_window import AppWindow
from counter_app.ui.events import Events
from counter_app.ui.page import Sign

LANGUAGES: Final = ("vi", "en")
Remember = Callable[[str, str], None]
"""(name, value): an officer chose another "language" or "theme"."""


def application(arguments: Sequence[str] = ("counter-app",)) -> QApplication:
    """Return the one QApplication, with the house's font; colours and words come with the window."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(list(arguments))
    app.setApplicationName("counter-app")
    app.setFont(theme.screen_font())
    return app


def use_language(app: QApplication, language: str) -> None:
    """Take the present translator away and put in the one for `language` ("vi", else English with its plurals)."""
    for old in app.findChildren(QTranslator, "counter_app"):
        app.removeTranslator(old)
        old.deleteLater()
    vietnamese = language == "vi"
    QLocale.setDefault(QLocale("vi_VN" if vietnamese else "en_GB"))
    translator = QTranslator(app)
    translator.setObjectName("counter_app")
    if translator.load(str(resource("translations", f"counter_app_{'vi' if vietnamese else 'en'}.qm"))):
        app.installTranslator(translator)


def _forget(_name: str, _value: str) -> None:
    """Remember nothing: the choice holds until the window is closed."""


def build_window(
    sign: Sign,
    events: Events,
    *,
    language: str = "vi",
    look: str = "light",
    remember: Remember = _forget,
) -> AppWindow:
    """Return the window, ready to be shown; the desk follows by `window.attach(desk)`.

    `sign` is a `CounterSign` made from the settings, or a `Desk`. Readers hand their texts to `events.scan` and the
    store its news to `events.announce`. Close the window before the desk is taken down: closing joins its threads.
    """
    app = application()
    use_language(app, language)
    theme.apply(app, look)
    window = AppWindow(sign, events, language=language, look=look)

    def again(name: str, value: str) -> None:
        remember(name, value)
        wanted = {"language": window.language, "theme": window.look, name: value}
        use_language(app, wanted["language"])
        theme.apply(app, wanted["theme"])
        window.build_again(wanted["language"], wanted["theme"])

    window.language_wanted.connect(lambda value: again("language", value))
    window.theme_wanted.connect(lambda value: again("theme", value))
    return window
