"""A real PostgreSQL of one's own: a private cluster for each test worker, reached by a socket file, gone afterwards.

Use the fixture `postgres_url` for an empty database, or `postgres` for the cluster itself (to stop and start it).
Where the programs are missing the tests are skipped with the reason; `COUNTER_RIG=required` makes that a failure.
"""

import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

_OPTIONS = ("listen_addresses=''", "max_connections=100", "client_min_messages=warning")
_HASTY = ("fsync=off", "full_page_writes=off", "shared_buffers=32MB", "autovacuum=off")
"""For tests, which a power cut cannot hurt."""


def programs() -> Path | None:
    """Return the folder of the newest PostgreSQL server programs on this machine."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    if found:
        return found[-1].parent
    initdb = shutil.which("initdb")
    return Path(initdb).parent if initdb else None


class Cluster:
    """A running server under a folder of its own. The server refuses to run as root, so root hands it to `postgres`.

    A `durable` one keeps PostgreSQL's own settings: what it has committed a power cut leaves.
    """

    def __init__(self, bin_: Path, *, durable: bool = False) -> None:
        self._bin = bin_
        self._options = _OPTIONS if durable else (*_OPTIONS, *_HASTY)
        self._names = itertools.count(1)
        self.root = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))  # a socket's path must be short
        self._as: dict[str, object] = {}
        if os.geteuid() == 0:
            shutil.chown(self.root, "postgres", "postgres")
            self._as = {"user": "postgres", "group": "postgres", "extra_groups": []}
        data = str(self.root / "data")
        self._run("initdb", "-D", data, "-U", "counter", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        self.start()

    def start(self) -> None:
        """Start the server and wait until it takes connections."""
        options = " ".join(f"-c {option}" for option in (*self._options, f"unix_socket_directories={self.root}"))
        self._run("pg_ctl", "-D", str(self.root / "data"), "-l", str(self.root / "log"), "-w", "-o", options, "start")

    def stop(self, mode: str = "fast") -> None:
        """Stop the server; "immediate" is a crash."""
        self._run("pg_ctl", "-D", str(self.root / "data"), "-m", mode, "-w", "stop")

    def database(self, icu_locale: str = "") -> str:
        """Make an empty database, ordered by its characters or by the rules of a language (ICU); return its address.

        Skips the test when this server cannot order a database by ICU (before PostgreSQL 15, or built without it).
        """
        name = f"store{next(self._names)}"
        order = f"LOCALE_PROVIDER icu ICU_LOCALE '{icu_locale}'" if icu_locale else ""
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            if icu_locale and connection.info.server_version < 150_000:
                pytest.skip("this PostgreSQL cannot order a database by ICU")
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 {order}".encode())
        return self._address(name)

    def guarded(self, password: str) -> str:
        """Make an empty database whose owner needs a password; return its address without it."""
        rules = self.root / "data" / "pg_hba.conf"
        name = urlsplit(self.database()).path.strip("/")
        rules.write_text("local all guarded scram-sha-256\n" + rules.read_text("utf-8"), "utf-8")
        with psycopg.connect(self._address(name), autocommit=True) as connection:
            connection.execute(f"CREATE ROLE guarded LOGIN PASSWORD '{password}'".encode())
            connection.execute(f"ALTER DATABASE {name} OWNER TO guarded".encode())
            connection.execute("SELECT pg_reload_conf()")
        return f"postgresql://guarded@/{name}?host={self.root}"

    def close(self) -> None:
        """Stop the server and remove its folder."""
        if (self.root / "data" / "postmaster.pid").exists():
            self.stop("immediate")
        shutil.rmtree(self.root)

    def _address(self, name: str) -> str:
        return f"postgresql://counter@/{name}?host={self.root}"

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [str(self._bin / program), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE if program == "initdb" else subprocess.DEVNULL,
            cwd=self.root,
            check=False,
            **self._as,  # type: ignore[call-overload]
        )
        if done.returncode != 0:
            raise RuntimeError(f"{program}: {(done.stderr or b'').decode(errors='replace')}")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """The worker's own running server."""
    found = programs()
    if found is None:
        reason = "PostgreSQL's server programs are not installed"
        if os.environ.get("COUNTER_RIG") == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    cluster = Cluster(found)
    try:
        yield cluster
    finally:
        cluster.close()


@pytest.fixture
def postgres_url(postgres: Cluster) -> str:
    """The address of an empty database."""
    return postgres.database()
