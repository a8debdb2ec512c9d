"""Tus clients of other makers upload to the ring unchanged: given its address and a token, nothing else."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from counter_app.domain.times import VIETNAM
from counter_app.practice.city_process import CityProcess
from counter_app.storage.files import FileFolder
from counter_app.storage.store import Store
from counter_app.sync import file_wire
from counter_app.sync.codes import new_code
from counter_app.sync.wire import EnrolRequest

_TUSPY = """
import sys
from tusclient.client import TusClient
place, url, token, chunk, checksum, stop_at, known = sys.argv[1:]
client = TusClient(url, headers={"Authorization": "Bearer " + token})
uploader = client.uploader(place, chunk_size=int(chunk), upload_checksum=bool(checksum),
                           metadata={"filename": "trang.pdf"}, url=known or None)
assert uploader.offset == (300_000 if known else 0), uploader.offset
uploader.upload(stop_at=int(stop_at) or None)
print(uploader.url)
"""

_SCRIPT = """
const tus = require("tus-js-client"), fs = require("fs");
const [place, url, token, chunk] = process.argv.slice(2);
new tus.Upload(fs.createReadStream(place), {
  endpoint: url, headers: {Authorization: "Bearer " + token}, chunkSize: Number(chunk),
  metadata: {filename: "trang.pdf"}, retryDelays: [],
  onError: (error) => { console.error(String(error)); process.exit(1); },
  onSuccess: () => process.exit(0),
}).start();
"""


class Ring:
    def __init__(self, process: CityProcess) -> None:
        with Store.open(process.store, role="city", practice=True, alone=False) as beside:
            code = new_code(beside, "31120", "", datetime.now(VIETNAM))
        direct = process.client()
        self.token = direct.enrol(EnrolRequest(code=code)).token
        direct.close()
        self.url = process.url + file_wire.FILES
        self.folder = FileFolder.beside(Path(process.store))


@pytest.fixture(scope="module")
def ring(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ring]:
    folder = tmp_path_factory.mktemp("city")
    with CityProcess(folder / "city.db", folder / "log") as process:
        yield Ring(process)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "trang.pdf"
    path.write_bytes(os.urandom(700_001))
    return path


def whole(ring: Ring, paper: Path) -> bool:
    """The check runs behind the last answer; asking how far an upload is waits for nothing and proves nothing."""
    sha256 = hashlib.sha256(paper.read_bytes()).hexdigest()
    deadline = datetime.now(VIETNAM).timestamp() + 30
    while not ring.folder.whole(sha256):
        if datetime.now(VIETNAM).timestamp() > deadline:
            return False
    return True


def tuspy(ring: Ring, paper: Path, chunk: int, *, checksum: bool = False, stop_at: int = 0, url: str = "") -> str:
    """Let tuspy upload, in a process of its own: it leaves files and answers open. Return the upload's address."""
    given = [str(paper), ring.url, ring.token, str(chunk), "yes" if checksum else "", str(stop_at), url]
    command = [sys.executable, "-c", _TUSPY, *given]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("checksum", [False, True])
@pytest.mark.parametrize("chunk", [100_000, 10_000_000])
def test_tuspy(ring: Ring, paper: Path, chunk: int, checksum: bool) -> None:
    first = tuspy(ring, paper, chunk, checksum=checksum)
    assert whole(ring, paper)
    # The same file again, as a client that knows nothing of our hashes sends it.
    assert tuspy(ring, paper, chunk, checksum=checksum) != first
    assert whole(ring, paper)


def test_tuspy_goes_on_where_it_was(ring: Ring, paper: Path) -> None:
    url = tuspy(ring, paper, 100_000, stop_at=300_000)
    assert tuspy(ring, paper, 100_000, url=url) == url
    assert whole(ring, paper)


@pytest.mark.rig
@pytest.mark.parametrize("chunk", ["100000", "Infinity"])
def test_tus_js_client(ring: Ring, paper: Path, chunk: str) -> None:
    """Needs Node.js and tus-js-client where Node finds it (NODE_PATH)."""
    node = shutil.which("node")
    if node is None or subprocess.run([node, "-e", 'require("tus-js-client")'], capture_output=True).returncode:
        pytest.skip("Node.js with tus-js-client is not installed")
    done = subprocess.run(
        [node, "-e", _SCRIPT, "script", str(paper), ring.url, ring.token, chunk], capture_output=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert whole(ring, paper)


def test_curl_by_hand(ring: Ring, paper: Path, tmp_path: Path) -> None:
    """The protocol's own words, one request at a time."""
    curl = shutil.which("curl")
    if curl is None:
        pytest.skip("curl is not installed")

    def ask(*flags: str) -> dict[str, str]:
        done = subprocess.run(
            [curl, "-sS", "-i", "-H", f"Authorization: Bearer {ring.token}", "-H", "Tus-Resumable: 1.0.0", *flags],
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        lines = [line for line in done.stdout.splitlines() if line]
        pairs = dict(line.split(": ", 1) for line in lines[1:] if ": " in line)
        return {"status": lines[0].split()[1], **{name.lower(): value for name, value in pairs.items()}}

    size = paper.stat().st_size
    begun = ask("-X", "POST", "-H", f"Upload-Length: {size}", ring.url)
    assert begun["status"] == "201"
    place = ring.url.removesuffix(file_wire.FILES) + begun["location"]
    half = tmp_path / "half"
    half.write_bytes(paper.read_bytes()[:300_000])
    rest = tmp_path / "rest"
    rest.write_bytes(paper.read_bytes()[300_000:])
    kind = ("-X", "PATCH", "-H", f"Content-Type: {file_wire.OFFSET_STREAM}")
    assert ask(*kind, "-H", "Upload-Offset: 0", "--data-binary", f"@{half}", place)["upload-offset"] == "300000"
    assert ask("--head", place)["upload-offset"] == "300000"
    done = ask(*kind, "-H", "Upload-Offset: 300000", "--data-binary", f"@{rest}", place)
    assert (done["status"], done["upload-offset"]) == ("204", str(size))
    assert whole(ring, paper)
