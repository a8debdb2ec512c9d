"""The one page that a person can open in a browser: what this ring holds, in counts and without anybody's data."""

import html
import threading
from collections.abc import Callable
from typing import Final

from counter_app.sync.wire import RingState

PAGE_SECONDS: Final = 10.0

_PAGE = """<!doctype html>
<html lang="vi"><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; margin: 3rem auto; max-width: 40rem; padding: 0 1rem; color: #1d2733; }}
h1 {{ font-size: 1.4rem; }} table {{ border-collapse: collapse; width: 100%; }}
th, td {{ text-align: left; padding: .4rem 0; border-bottom: 1px solid #d8dee6; font-weight: normal; }}
td {{ text-align: right; font-variant-numeric: tabular-nums; }}
.practice {{ border: 6px solid #b3261e; padding: 1rem; }}
</style>
<body class="{mode}"><h1>{title}</h1><table>{rows}</table>
<p>{time} · counter-app {version} · <a href="openapi.json">OpenAPI</a></p></body></html>
"""


class Home:
    """The page, made anew at most every `PAGE_SECONDS`: anybody may ask, without a token."""

    def __init__(self, count: Callable[[], RingState], monotonic: Callable[[], float]) -> None:
        self._count, self._monotonic = count, monotonic
        self._lock = threading.Lock()
        self._made: tuple[float, str] | None = None

    def __call__(self) -> str:
        with self._lock:
            now = self._monotonic()
            if self._made is None or now - self._made[0] >= PAGE_SECONDS:
                self._made = (now, home(self._count()))
            return self._made[1]


def home(state: RingState) -> str:
    """Return the page."""
    practice = state.ring.practice
    counts = (
        ("Hồ sơ", state.dossiers),
        ("Sự kiện", state.events),
        ("Số thứ tự còn thiếu của các quầy", state.gaps),
        ("Sự kiện ghi giờ ở tương lai", state.future),
    )
    rows = "".join(f"<tr><th>{html.escape(name)}</th><td>{value:,}</td></tr>" for name, value in counts)
    return _PAGE.format(
        title="Máy chủ thành phố (luyện tập)" if practice else "Máy chủ thành phố",
        mode="practice" if practice else "real",
        rows=rows.replace(",", "."),
        time=html.escape(state.ring.time),
        version=html.escape(state.ring.version),
    )
