"""Where things lie on this machine, and how this counter is set up: read once, checked, never changed while running."""

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """Return the path of a shipped file (fonts, icons, catalogue, forms, translations).

    In an installed wheel the resources lie inside the package, in a checkout beside it.
    """
    packaged = _HERE / "resources"
    root = packaged if packaged.is_dir() else _HERE.parent / "resources"
    return root.joinpath(*parts)
