"""Lets Python import as it does by itself, also after Qt for Python is there, and without what only describes Qt.

shiboken6 puts its own function in the place of `builtins.__import__`. After every import that function reads the source
text of the module and looks for the word "PySide6" in it, for the sake of `from __feature__ import snake_case`, which
nothing here uses. Over a whole start that is the text of some 300 modules, 70 ms of 500. A module that nobody looked
through counts as one without features, which is what ours are.

shiboken6 also carries Python sources that know the signatures of Qt's functions, for `help`, for the wording of type
errors and for writing stubs. It compiles and runs them at every start, which nothing keeps as bytecode: a sixth of the
time to a bare window. Here they are run when somebody asks for the first of them.
"""

import builtins
import sys
import threading
from types import CodeType
from typing import Any, Final

_ROOM: Final = "shibokensupport/signature/"
_DESCRIBING: Final = frozenset(
    f"{_ROOM}{name}.py"
    for name in ("errorhandler", "layout", "parser", "lib/tool", "lib/enum_sig", "lib/pyi_generator")
)
"""Not `mapping`: shiboken6's C++ looks into that one's dictionary, and would end the process over a missing name."""
_STAND_IN: Final = f"""\
from {__name__} import Later
__getattr__ = Later(__name__)
"""
_compile: Final = builtins.compile
_run: Final = builtins.exec
_sources: Final[dict[str, tuple[bytes, str]]] = {}
_running: Final = threading.RLock()
"""One for all: these modules ask one another, and two threads may ask at once."""


class Later:
    """The `__getattr__` of a module that is not run yet: it runs the module when a name of it is first wanted."""

    def __init__(self, module: str) -> None:
        self._module = module
        self._begun = False

    def __call__(self, name: str) -> Any:
        if name.startswith("__"):
            # What the import system asks any module; it must not be what runs it.
            raise AttributeError(name)
        names = vars(sys.modules[self._module])
        with _running:
            if not self._begun:
                self._begun = True
                source, file = _sources.pop(self._module)
                _run(_compile(source, file, "exec"), names)
                del names["__getattr__"]
        try:
            return names[name]
        except KeyError:
            raise AttributeError(f"module {self._module!r} has no attribute {name!r}") from None


def bring_qt() -> None:
    """Import what Qt for Python stands on, then give Python its own import back. To be called before any PySide6."""
    ours = builtins.__import__
    builtins.compile = _compile_needed  # type: ignore[assignment] # one of its overloads is enough for a module
    try:
        import shiboken6  # noqa: F401 - it is the importing that counts
    finally:
        builtins.compile = _compile
        builtins.__import__ = ours


def _compile_needed(source: Any, filename: Any, mode: str, *rest: Any, **named: Any) -> CodeType | Any:
    """Compile as Python does, but for the sources that only describe a stand-in which keeps them until they are wanted.

    A shiboken6 that brings bytecode one day will not come by here, and start as it does by itself.
    """
    if filename in _DESCRIBING and isinstance(source, bytes):
        _sources[filename.removesuffix(".py").replace("/", ".")] = (source, filename)
        return _compile(_STAND_IN, filename, mode)
    return _compile(source, filename, mode, *rest, **named)
