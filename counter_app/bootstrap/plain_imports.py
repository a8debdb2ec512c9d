"""Lets Python import as it does by itself, also after Qt for Python is there.

shiboken6 puts its own function in the place of `builtins.__import__`. After every import that function reads the source
text of the module and looks for the word "PySide6" in it, for the sake of `from __feature__ import snake_case`, which
nothing here uses. Over a whole start that is the text of some 300 modules, 70 ms of 500. A module that nobody looked
through counts as one without features, which is what ours are.
"""

import builtins


def bring_qt() -> None:
    """Import what Qt for Python stands on, then give Python its own import back. To be called before any PySide6."""
    ours = builtins.__import__
    import shiboken6  # noqa: F401 - it is the importing that counts

    builtins.__import__ = ours
