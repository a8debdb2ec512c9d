"""One palette of named tokens per theme, laid over Fusion with one short style sheet."""

from dataclasses import asdict, dataclass
from functools import cache
from typing import Final

from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from counter_app.settings import resource

FONT_FAMILY: Final = "Be Vietnam Pro"
FONT_POINTS: Final = 10.0


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme by what they mean; widgets and the style sheet name these and nothing else."""

    ground: str
    surface: str
    sunken: str
    line: str
    edge: str
    text: str
    soft: str
    accent: str
    on_accent: str
    accent_soft: str
    focus: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    rail: str
    on_rail: str
    rail_soft: str
    rail_here: str
    practice: str
    on_practice: str


LIGHT: Final = Tokens(
    ground="#eef1f4",
    surface="#ffffff",
    sunken="#f6f8fa",
    line="#d8dfe6",
    edge="#8593a1",
    text="#15202b",
    soft="#4a5866",
    accent="#0b5d8a",
    on_accent="#ffffff",
    accent_soft="#e1eef6",
    focus="#0b5d8a",
    good="#17653a",
    good_soft="#e3f2e8",
    warn="#7a4a00",
    warn_soft="#fdf1d8",
    bad="#a11d17",
    bad_soft="#fbe8e6",
    rail="#12303f",
    on_rail="#f2f7fa",
    rail_soft="#b4c8d3",
    rail_here="#1f4c62",
    practice="#c4122f",
    on_practice="#ffffff",
)

DARK: Final = Tokens(
    ground="#141a20",
    surface="#1c242c",
    sunken="#171e25",
    line="#303b46",
    edge="#748391",
    text="#e6ecf1",
    soft="#a9b6c2",
    accent="#6bb8e4",
    on_accent="#0b1a24",
    accent_soft="#1b3647",
    focus="#6bb8e4",
    good="#79cf9c",
    good_soft="#17342a",
    warn="#efbe6a",
    warn_soft="#3a2e16",
    bad="#ff9a92",
    bad_soft="#432321",
    rail="#0e1419",
    on_rail="#e6ecf1",
    rail_soft="#9fb0bd",
    rail_here="#20323f",
    practice="#d9304a",
    on_practice="#ffffff",
)

CONTRAST: Final = Tokens(
    ground="#000000",
    surface="#000000",
    sunken="#000000",
    line="#ffffff",
    edge="#ffffff",
    text="#ffffff",
    soft="#ffffff",
    accent="#ffe600",
    on_accent="#000000",
    accent_soft="#333300",
    focus="#ffe600",
    good="#7dff9b",
    good_soft="#002b0d",
    warn="#ffd24d",
    warn_soft="#332600",
    bad="#ff9e9e",
    bad_soft="#3b0000",
    rail="#000000",
    on_rail="#ffffff",
    rail_soft="#ffffff",
    rail_here="#333300",
    practice="#ff4d6a",
    on_practice="#000000",
)

THEMES: Final = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}

_now: Tokens = LIGHT


def tokens() -> Tokens:
    """Return the colours in force."""
    return _now


def apply(app: QApplication, name: str) -> Tokens:
    """Put theme `name` ("light", "dark", "contrast"; anything else is light) over the application."""
    global _now  # noqa: PLW0603 - a process has one screen theme, as it has one QApplication
    _now = THEMES.get(name, LIGHT)
    if app.style().name().lower() != "fusion":
        app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(_palette(_now))
    app.setStyleSheet(style_sheet(_now))
    return _now


@cache
def load_fonts() -> str:
    """Register the bundled faces; return the family to use, or "" when none is there (the system's own is used)."""
    families: set[str] = set()
    for path in sorted(resource("fonts").glob("BeVietnamPro-*.ttf")):
        number = QFontDatabase.addApplicationFont(str(path))
        families.update(QFontDatabase.applicationFontFamilies(number))
    return FONT_FAMILY if FONT_FAMILY in families else ""


def screen_font() -> QFont:
    """Return the font of the whole application."""
    family = load_fonts()
    font = QFont(family) if family else QGuiApplication.font()
    font.setPointSizeF(FONT_POINTS)
    return font


def style_sheet(colours: Tokens) -> str:
    """Return the style sheet with its `@token` names replaced by colours, longest name first."""
    text = resource("theme", "style.qss").read_text("utf-8")
    for name, value in sorted(asdict(colours).items(), key=lambda pair: -len(pair[0])):
        text = text.replace(f"@{name}", value)
    return text


def contrast(first: str, second: str) -> float:
    """Return the WCAG 2.2 contrast ratio (1 to 21) of two colours."""
    bright, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _palette(colours: Tokens) -> QPalette:
    role = QPalette.ColorRole
    pairs = {
        role.Window: colours.ground,
        role.WindowText: colours.text,
        role.Base: colours.surface,
        role.AlternateBase: colours.sunken,
        role.Text: colours.text,
        role.Button: colours.surface,
        role.ButtonText: colours.text,
        role.BrightText: colours.bad,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Link: colours.accent,
        role.PlaceholderText: colours.soft,
        role.ToolTipBase: colours.surface,
        role.ToolTipText: colours.text,
        role.Mid: colours.line,
        role.Light: colours.surface,
        role.Dark: colours.edge,
    }
    palette = QPalette()
    for which, colour in pairs.items():
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(colours.soft))
    return palette
