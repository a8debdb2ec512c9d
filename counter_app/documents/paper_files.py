"""What a paper that was handed in as a file is, told from its first bytes and not from its name."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

_BEGINNINGS: Final = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)
UNKNOWN: Final = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Looked:
    """`pages` is None where nothing could count them."""

    media_type: str
    pages: int | None


def look_at(path: Path) -> Looked:
    """Return what the file is; what cannot be read as what it says it is has no page count. Raises OSError."""
    with path.open("rb") as file:
        beginning = file.read(16)
    kind = next((kind for mark, kind in _BEGINNINGS if beginning.startswith(mark)), UNKNOWN)
    return Looked(kind, _pages(path, kind))


def _pages(path: Path, kind: str) -> int | None:
    if kind == "application/pdf":
        return _pages_of_pdf(path)
    if kind == "image/tiff":
        from PIL import Image, UnidentifiedImageError

        try:
            with Image.open(path) as picture:
                return int(getattr(picture, "n_frames", 1))
        except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
            return None
    return None if kind == UNKNOWN else 1


def _pages_of_pdf(path: Path) -> int | None:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        return None
    try:
        return len(document)
    finally:
        document.close()
