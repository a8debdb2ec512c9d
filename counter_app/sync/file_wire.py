"""What is said of files beside tus 1.0.0 (https://tus.io/protocols/resumable-upload): headers, and two questions.

Files go by tus: creation, PATCH by PATCH, HEAD after a cut, checksum, expiration, termination. A client of ours (it
names its protocol in X-Counter-Protocol) that begins a file again gets its unfinished upload back, and for a file that
the ring has already an upload that is whole; any other client gets a fresh upload, as tus clients expect.

A file comes down by GET below `HELD` with its SHA-256, from any byte on (Range). A hub that has it not answers 202 and
fetches it from the city.
"""

from typing import Annotated, Final, Literal

from pydantic import Field, StringConstraints

from counter_app.sync.wire import PREFIX, Hash, Ring, Said

FILES: Final = f"{PREFIX}/files"
"""Where uploads are created; an upload is below it."""
HELD: Final = f"{PREFIX}/held-files"

TUS: Final = "1.0.0"
TUS_RESUMABLE: Final = "Tus-Resumable"
EXTENSIONS: Final = "creation,checksum,expiration,termination"
CHECKSUMS: Final = ("sha1", "sha256")
OFFSET_STREAM: Final = "application/offset+octet-stream"
WRONG_CHECKSUM: Final = 460
"""The status by which tus says that a piece came out wrong and was thrown away."""

HEADER_EPOCH: Final = "X-Counter-Epoch"
"""The epoch of the answering ring's store, on every answer about files."""
HEADER_FILE: Final = "X-Counter-File"
"""On an answer about an upload: "open" (bytes are missing), "checking" (all are here, the hash is being looked at),
"held" (whole and checked), "broken" (the hash was another: begin anew)."""

FileState = Literal["open", "checking", "held", "broken"]
FILENAME: Final = "filename"
SHA256: Final = "sha256"
MOST_ASKED: Final = 500

Token = Annotated[str, StringConstraints(max_length=64)]


class HeldAsked(Said):
    """Which of these files does the ring have for the asker's unit?"""

    sha256: tuple[Hash, ...] = Field(max_length=MOST_ASKED)


class HeldAnswer(Said):
    """`held` are here, whole and checked; `city` are those of them that are at the city."""

    ring: Ring
    held: tuple[Hash, ...] = ()
    city: tuple[Hash, ...] = ()
