"""Brings SQLAlchemy without what it imports for others: asyncio, the metadata of installed packages, Python's Makefile.

None is used on a counter's way: SQLAlchemy asks asyncio whether an error is one of its own, the metadata for dialects
of other packages, and how Python was built for whether it has a global lock. All are imported when they are asked for;
until then 60 modules and a tenth of the time from the first paint to F9 are spared. `importlib.util.LazyLoader` does
not serve: the next `import` would load it.
"""

import importlib
import sys
from types import ModuleType
from typing import Any, Final


class _Later(ModuleType):
    """Stands for a module until somebody wants something of it; two threads may want it at once."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            # What the import system asks any module; it must not be what loads it.
            raise AttributeError(name)
        return getattr(importlib.import_module(self.__name__), name)


class _LaterAsyncio(_Later):
    def iscoroutine(self, value: object) -> bool:
        """Say what asyncio says; SQLAlchemy takes this function, unused, while it is imported."""
        answer: bool = importlib.import_module("asyncio").iscoroutine(value)
        return answer


class _LaterSysconfig(_Later):
    def get_config_var(self, name: str) -> Any:
        """Say what sysconfig says, which reads some thousand variables of Python's Makefile for it."""
        if name == "Py_GIL_DISABLED" and sys.version_info < (3, 13):
            return None
        return importlib.import_module("sysconfig").get_config_var(name)


_LATER: Final[dict[str, type[_Later]]] = {
    "asyncio": _LaterAsyncio,
    "importlib.metadata": _Later,
    "sysconfig": _LaterSysconfig,
}


def bring_database() -> None:
    """Import SQLAlchemy. To be called before anything else imports it; later it does nothing."""
    if "sqlalchemy" in sys.modules:
        return
    stand_ins = {name: stand_in(name) for name, stand_in in _LATER.items() if name not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        importlib.import_module("sqlalchemy")
        # The tables need this dialect, and it brings its asynchronous driver along.
        importlib.import_module("sqlalchemy.dialects.sqlite")
    finally:
        # Whoever imports them from now on gets the real ones, as SQLAlchemy does through its stand-ins.
        for name, stand_in in stand_ins.items():
            if sys.modules.get(name) is stand_in:
                del sys.modules[name]
