"""How values are written on the screen: Vietnamese dates, whole đồng, ages of things."""

from datetime import date, datetime, timedelta

from PySide6.QtCore import QCoreApplication

from counter_app.domain.times import vietnam

MINUTE = 60
DAY = 24


def day(value: date) -> str:
    """Return 23/11/2026."""
    return f"{value.day:02}/{value.month:02}/{value.year}"


def weekday(value: date) -> str:
    """Return the day of the week in the screen's language."""
    names = (
        QCoreApplication.translate("Shown", "Monday"),
        QCoreApplication.translate("Shown", "Tuesday"),
        QCoreApplication.translate("Shown", "Wednesday"),
        QCoreApplication.translate("Shown", "Thursday"),
        QCoreApplication.translate("Shown", "Friday"),
        QCoreApplication.translate("Shown", "Saturday"),
        QCoreApplication.translate("Shown", "Sunday"),
    )
    return names[value.weekday()]


def moment(value: datetime | None) -> str:
    """Return 14:05 23/11/2026, or a dash."""
    if value is None:
        return "–"
    local = vietnam(value)
    return f"{local:%H:%M} {day(local.date())}"


def short(value: datetime | None) -> str:
    """Return 14:05 23/11/26, for narrow columns, or a dash."""
    if value is None:
        return "–"
    local = vietnam(value)
    # By hand: strftime takes ten times as long, and a list shows two moments a row.
    return f"{local.hour:02}:{local.minute:02} {local.day:02}/{local.month:02}/{local.year % 100:02}"


def due(value: datetime) -> str:
    """Return 16:30 Friday 27/11/2026."""
    local = vietnam(value)
    return f"{local:%H:%M} {weekday(local.date())} {day(local.date())}"


def dong(amount: int) -> str:
    """Return 22.000 đ."""
    return f"{amount:,}".replace(",", ".") + " đ"


def number(value: int) -> str:
    """Return 1.000.000."""
    return f"{value:,}".replace(",", ".")


def age(span: timedelta) -> str:
    """Return how long ago in the largest fitting unit."""
    minutes = max(0, int(span.total_seconds())) // MINUTE
    hours = minutes // MINUTE
    days = hours // DAY
    if minutes < 1:
        return QCoreApplication.translate("Shown", "under a minute")
    if not hours:
        return QCoreApplication.translate("Shown", "%n min", "", minutes)
    if days < 2:
        return QCoreApplication.translate("Shown", "%n h", "", hours)
    return QCoreApplication.translate("Shown", "%n days", "", days)
