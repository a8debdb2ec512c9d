"""A city's database with millions of events, made by the database itself: well-formed rows, as after years of work.

1,000 counters of 103 units; each dossier has the four events of a whole life (lives.py), each unit's day 40 dossiers
and their leased numbers. None of it goes through the product's code: the rows are
such as it writes, hashes are SHA-256 of ids and no chain, and nothing that is measured reads them.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, cast

import psycopg

from counter_app.domain.events import canonical
from counter_app.usecases.offices import units
from tests.bench.big_store import cases
from tests.bench.lives import EVENTS_OF_A_LIFE, later_events, reception

DEVICES: Final = 1_000
EPOCH: Final = "grown"
A_DAY: Final = 40
_STEP: Final = 25_000
_WRITERS: Final = 2
"""Connections that write at once: as many as a small machine has cores."""

_FUNCTIONS: Final = """
CREATE OR REPLACE FUNCTION grown_id(start bigint, n bigint) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT decode(lpad(to_hex(start + n), 12, '0') || '7' || substr(md5(n::text), 1, 3) || '8'
                || substr(md5(n::text), 4, 15), 'hex') $$;
CREATE OR REPLACE FUNCTION grown_event(n bigint) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT grown_id(1600000000000, n) $$;
CREATE OR REPLACE FUNCTION grown_dossier(n bigint) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT grown_id(1500000000000, n) $$;
"""
_SPREAD: Final = """
  SELECT k, k % {devices} AS d, (k % {devices}) % {units} AS u,
         (k / {devices}) * ({devices} / {units} + CASE WHEN (k % {devices}) % {units} < {devices} % {units} THEN 1
         ELSE 0 END) + (k % {devices}) / {units} AS rank
  FROM generate_series(%(first)s::bigint, %(last)s::bigint - 1) AS k
"""
_CODE: Final = (
    "'H13.' || u || '-' || to_char(date '2019-01-01' + (rank / {a_day})::int, 'YYMMDD') || '-' || "
    "lpad((rank % {a_day} + 1)::text, 4, '0')"
)
_EVENTS: Final = """
INSERT INTO event (seq, id, dossier, unit, unit_seq, device, epoch, device_seq, based_on, kind, schema, at, offset_ms,
                   officer, payload, prev_hash, hash)
SELECT 4 * k + j + 1, grown_event(4 * k + j + 1), grown_dossier(k), (%(units)s::text[])[u + 1], 4 * rank + j + 1,
       'quay-' || lpad(d::text, 4, '0'), '{epoch}', 4 * (k / {devices}) + j + 1,
       CASE j WHEN 0 THEN ''::bytea ELSE grown_event(4 * k + j) END, (%(kinds)s::text[])[j + 1], 1,
       1546300800000 + k * 30000 + j * 3600000, 0, 'can-bo-1',
       replace(replace(replace((%(payloads)s::text[])[j + 1], '@code@', {code}), '@name@', 'Nguyễn Thị ' || k),
               '@sha@', encode(sha256(grown_event(4 * k + 1)), 'hex')),
       CASE WHEN j > 0 THEN sha256(grown_event(4 * k + j)) WHEN k < {devices} THEN ''::bytea
       ELSE sha256(grown_event(4 * (k - {devices}) + 4)) END,
       sha256(grown_event(4 * k + j + 1))
FROM ({spread}) AS one, generate_series(0, 3) AS j ORDER BY k, j
"""
_DOSSIERS: Final = """
INSERT INTO dossier (position, id, code, unit, procedure, procedure_name, applicant, number, phone, received_at,
                     due_at, status, officer, conflicts, reprints)
SELECT 4 * k + 1, grown_dossier(k), {code}, (%(units)s::text[])[u + 1], '1.001193', 'Đăng ký khai sinh',
       'Nguyễn Thị ' || k, '092190' || lpad((k % 1000000)::text, 6, '0'), '0901234567', 1546300800000 + k * 30000,
       1546300800000 + k * 30000 + 259200000, 2, 'can-bo-1', 0, 1
FROM ({spread}) AS one ORDER BY k
"""
_NUMBERS: Final = (
    """
INSERT INTO number_head (electronic_code, day, last, epoch)
SELECT 'H13.' || u, (date '2019-01-01' + (rank / {a_day})::int)::text, {a_day}, 'grown' FROM ({spread}) AS one
WHERE rank % {a_day} = 0 ON CONFLICT DO NOTHING
""",
    """
INSERT INTO number_grant (request, electronic_code, day, first, last, device, epoch, at)
SELECT grown_id(1400000000000, k), 'H13.' || u, (date '2019-01-01' + (rank / {a_day})::int)::text, rank % {a_day} + 1,
       rank % {a_day} + 10, 'quay-' || lpad(d::text, 4, '0'), '{epoch}', 1546300800000 + k * 30000
FROM ({spread}) AS one WHERE rank % 10 = 0
""",
    """
INSERT INTO number_piece (electronic_code, day, first, last, request, epoch)
SELECT 'H13.' || u, (date '2019-01-01' + (rank / {a_day})::int)::text, rank % {a_day} + 1, rank % {a_day} + 10,
       grown_id(1400000000000, k), 'grown' FROM ({spread}) AS one WHERE rank % 10 = 0
""",
)
_FILES: Final = (
    """
INSERT INTO upload (id, unit, device, sha256, size, metadata, state, at)
SELECT md5(k::text), (%(units)s::text[])[u + 1], 'quay-' || lpad(d::text, 4, '0'), sha256(grown_event(4 * k + 1)),
       300000, '', 'held', 1546300800000 + k * 30000 FROM ({spread}) AS one
""",
)
_COUNTS: Final = (
    "DELETE FROM feed",
    "INSERT INTO feed (unit, last) SELECT unit, max(unit_seq) FROM event GROUP BY unit",
    "DELETE FROM tally",
    "INSERT INTO tally (unit, dossiers) SELECT unit, count(*) FROM dossier GROUP BY unit",
    "DELETE FROM chain",
    "INSERT INTO chain (device, epoch, last) SELECT device, epoch, max(device_seq) FROM event GROUP BY device, epoch",
    "SELECT setval(pg_get_serial_sequence('event', 'seq'), (SELECT max(seq) FROM event))",
)
_DEVICES: Final = """
INSERT INTO device (id, name, unit, slot, token_hash, practice, enrolled_at)
SELECT 'quay-' || lpad(d::text, 4, '0'), 'quay', (%(units)s::text[])[d % {units} + 1], 10 + d / {units},
       sha256(d::text::bytea), 1, 0 FROM generate_series(0, {devices} - 1) AS d ON CONFLICT DO NOTHING
"""


def unit_codes() -> list[str]:
    """Return the units in the order in which their counters are numbered."""
    return sorted(unit.code for unit in units().all)


def device_of(number: int) -> tuple[str, str]:
    """Return a counter and its unit."""
    codes = unit_codes()
    return f"quay-{number:04d}", codes[number % len(codes)]


def grow(address: str, before: int, events: int) -> None:
    """Let the store at `address`, which has `before` of these events, have `events` of them."""
    given = {"units": unit_codes(), **_payloads()}
    with _hasty(address) as connection:
        connection.execute(_FUNCTIONS.encode())
        connection.execute(_said(_DEVICES), given)
        steps = list(_steps(before // EVENTS_OF_A_LIFE, events // EVENTS_OF_A_LIFE))
        with ThreadPoolExecutor(_WRITERS) as writers:
            parts = (steps[n::_WRITERS] for n in range(_WRITERS))
            list(writers.map(lambda part: _write(address, part, given), parts))
        for statement in _COUNTS:
            connection.execute(statement.encode())
        connection.execute("VACUUM (ANALYZE)")


def _hasty(address: str) -> psycopg.Connection[Any]:
    connection = psycopg.connect(address, autocommit=True)
    settings = ("synchronous_commit = off", "session_replication_role = replica", "jit = off", "work_mem = '256MB'")
    for setting in (*settings, "maintenance_work_mem = '512MB'"):
        connection.execute(f"SET {setting}".encode())
    return connection


def _write(address: str, steps: Sequence[tuple[int, int]], given: dict[str, list[str]]) -> None:
    with _hasty(address) as connection:
        for first, last in steps:
            for statement in (_EVENTS, _DOSSIERS, *_NUMBERS, *_FILES):
                connection.execute(_said(statement), {**given, "first": first, "last": last})


def _said(statement: str) -> bytes:
    counts = {"devices": DEVICES, "units": len(unit_codes()), "a_day": A_DAY, "epoch": EPOCH}
    inner = {"spread": _SPREAD.format(**counts), "code": _CODE.format(**counts)}
    return statement.format(**counts, **inner).replace(" % ", " %% ").encode()


def _steps(first: int, last: int) -> Iterator[tuple[int, int]]:
    for at in range(first, last, _STEP):
        yield at, min(last, at + _STEP)


def _payloads() -> dict[str, list[str]]:
    case = next(cases(1))
    first = reception(case, "quay", "31120")
    content = dict(cast("dict[str, Any]", first.payload))
    content["code"] = "@code@"
    content["applicant"] = {**content["applicant"], "name": "@name@"}
    life = [first, *later_events(first)]
    texts = [canonical(content), *(canonical(event.payload) for event in life[1:])]
    sha256 = life[1].payload["files"][0]["sha256"]
    return {
        "kinds": [event.kind for event in life],
        "payloads": [text.replace(sha256, "@sha@").replace(case.someone.name, "@name@") for text in texts],
    }
