"""Lets dataclasses make their methods when these are first called, not while a window waits for its imports.

Python writes up to six methods of a dataclass as text and compiles each, 0.4 ms a class; before F9 is ready that is 130
classes, most of whose comparisons, hashes and representations are never called. What is made later is exactly what
dataclasses would have made, and from the first call on it stands in the class itself, as quick as ever. Only of the
parameters of a constructor that was not called yet `inspect.signature` knows nothing; nothing here asks.
"""

import dataclasses
from collections.abc import Callable
from typing import Any, Final

_HOUSE: Final = "counter_app."
Make = Callable[[], Callable[..., Any]]


def bring_records() -> None:
    """Let dataclasses that are defined from now on make their methods late; does nothing where Python makes them else.

    Python 3.13 compiles all methods of a class at once.
    """
    ours: Callable[..., Callable[..., Any]] | None = getattr(dataclasses, "_create_fn", None)
    if ours is None or getattr(ours, "late", False):
        return
    create = ours

    def create_late(name: str, *words: Any, **named: Any) -> Callable[..., Any]:
        def make() -> Callable[..., Any]:
            return create(name, *words, **named)

        # A constructor is what strangers look at (its signature becomes the description of a class without one).
        if name == "__init__" and not named["globals"].get("__name__", "").startswith(_HOUSE):
            return make()
        return _late(name, make)

    create_late.late = True  # type: ignore[attr-defined]
    dataclasses._create_fn = create_late  # type: ignore[attr-defined]


def _late(name: str, make: Make) -> Callable[..., Any]:
    """Return a method that is made by `make` when it is called for the first time, and gives its place to it."""
    made: Callable[..., Any] | None = None

    def method(self: Any, *given: Any, **named: Any) -> Any:
        nonlocal made
        if made is None:
            real = make()
            real.__qualname__ = method.__qualname__
            made = real
        for owner in type(self).__mro__:
            if owner.__dict__.get(name) is method:
                setattr(owner, name, made)
                break
        return made(self, *given, **named)

    method.__name__ = name
    return method
