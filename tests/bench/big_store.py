"""A store with as many dossiers as a counter has after years, made in minutes: invented people, real shapes.

Rows go in by the driver, as the store's own functions would have written them; names, numbers and phones are spread as
they are in the city (a third is called Nguyễn, nearly every personal number begins with 092, 093 or 094).
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from counter_app.domain.events import RECEIVED, Event
from counter_app.domain.times import VIETNAM
from counter_app.storage import search
from counter_app.storage.events import as_row
from counter_app.storage.store import Store
from counter_app.storage.values import to_ms

START = datetime(2019, 1, 2, 8, 0, tzinfo=VIETNAM)
ELECTRONIC_CODE = "H13.35.07"
A_DAY = 400
_FAMILY = (
    "Nguyễn 320,Trần 120,Lê 95,Phạm 70,Huỳnh 50,Võ 45,Đặng 30,Bùi 22,Đỗ 18,Hồ 18,Ngô 15,Dương 14,Lý 12,Phan 28,Lâm 16,"
    "Trương 20,Mai 8,Cao 8,Châu 7,Thạch 6,Sơn 5,Kim 5,Tô 4,Quách 3,Ông 1,Từ 2,Khưu 2,Âu 1,Tăng 2,Danh 3"
)
_MIDDLE = (
    "Thị 330,Văn 220,Hữu 30,Minh 40,Thanh 40,Ngọc 45,Quốc 25,Hoàng 30,Kim 25,Thị Ngọc 25,Thị Kim 20,Đức 20,Xuân 12,"
    "Tấn 14,Như 10,Bảo 15,Gia 12"
)
_GIVEN_NAMES = """
    Anh An Ánh Bình Bảo Bích Chi Châu Cường Dung Dũng Duy Đạt Điệp Đông Giang Hà Hải Hạnh Hân Hằng Hậu Hiền
    Hiếu Hoa Hoà Hoàng Hồng Huệ Hùng Hương Huy Hưng Khánh Khoa Khôi Kiệt Lan Lâm Liên Linh Loan Long Lợi Ly
    Mai Mẫn Minh My Mỹ Nam Nga Ngân Nghĩa Ngọc Nguyên Nhã Nhân Nhi Nhung Như Oanh Phát Phong Phú Phúc Phương
    Phượng Quân Quang Quý Quyên Quỳnh Sang Sơn Tâm Tân Thảo Thắng Thanh Thành Thi Thiện Thịnh Thoa Thu Thuỷ
    Thư Thương Tiên Tiến Tính Toàn Trâm Trang Trí Trinh Trúc Trung Tú Tuấn Tùng Tuyền Tuyết Uyên Vân Việt Vinh
    Vũ Vy Xuân Yến Ý
"""
_GIVEN = _GIVEN_NAMES.split()
_DIALLED = ("090", "091", "093", "094", "096", "097", "098", "070", "077", "038")
_PROCEDURES = (
    ("1.001193", "Đăng ký khai sinh"),
    ("2.000815", "Chứng thực bản sao từ bản chính giấy tờ, văn bản"),
    ("1.000894", "Đăng ký kết hôn"),
    ("1.004873", "Cấp giấy xác nhận tình trạng hôn nhân"),
    ("2.000908", "Cấp bản sao từ sổ gốc"),
)


def _weighted(text: str) -> tuple[list[str], list[int]]:
    pairs = [one.rsplit(" ", 1) for one in text.split(",")]
    return [name for name, _ in pairs], [int(weight) for _, weight in pairs]


@dataclass(frozen=True, slots=True)
class Someone:
    """An invented citizen."""

    name: str
    number: str
    phone: str


def people(count: int, seed: int = 1) -> list[Someone]:
    """Return invented citizens, always the same for one seed."""
    dice = random.Random(seed)
    families, middles = _weighted(_FAMILY), _weighted(_MIDDLE)
    given_weights = [1 / (place + 3) for place in range(len(_GIVEN))]
    names = zip(
        dice.choices(families[0], families[1], k=count),
        dice.choices(middles[0], middles[1], k=count),
        dice.choices(_GIVEN, given_weights, k=count),
        strict=True,
    )
    provinces = dice.choices(("092", "093", "094", "089", "079"), (60, 17, 13, 6, 4), k=count)
    return [
        Someone(
            " ".join(name),
            f"{province}{dice.randrange(4)}{dice.randrange(100):02d}{dice.randrange(1_000_000):06d}",
            f"{dice.choice(_DIALLED)}{dice.randrange(10_000_000):07d}",
        )
        for name, province in zip(names, provinces, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Case:
    """One dossier of the big store."""

    position: int
    code: str
    someone: Someone
    procedure: tuple[str, str]
    at: datetime


def cases(count: int, seed: int = 1) -> Iterator[Case]:
    """Return `count` dossiers, `A_DAY` a day, by a third as many people."""
    known = people(max(1, count // 3), seed)
    dice = random.Random(seed + 1)
    for position in range(1, count + 1):
        day, number = divmod(position - 1, A_DAY)
        at = START + timedelta(days=day, minutes=number)
        yield Case(
            position,
            f"{ELECTRONIC_CODE}-{at:%y%m%d}-{number + 1:04d}",
            known[dice.randrange(len(known))],
            _PROCEDURES[dice.randrange(len(_PROCEDURES))],
            at,
        )


def make(path: Path, count: int, *, events: bool, practice: bool = True) -> None:
    """Fill a new store at `path`. Without `events` it has dossier rows and index only, which is all that lists read."""
    with Store.open(path, practice=practice) as store, store.transaction() as tx:
        raw: Any = tx.connection.connection.driver_connection
        raw.execute("PRAGMA foreign_keys=OFF")  # has no effect inside a transaction; rows come in the right order
        part: list[Case] = []
        link = ""
        for case in cases(count):
            part.append(case)
            if len(part) == 5_000:
                link = _write(raw, part, events, store.epoch, link)
                part.clear()
        _write(raw, part, events, store.epoch, link)
    with Store.open(path, practice=practice) as store:
        store.checkpoint()


def payload(case: Case) -> dict[str, Any]:
    """Return the received payload of a case, of the length that real ones have."""
    return {
        "code": case.code,
        "procedure": {
            "code": case.procedure[0],
            "version": f"{case.procedure[0]}@2025-07-01",
            "name": case.procedure[1],
            "field": "Hộ tịch",
        },
        "applicant": {
            "kind": "citizen",
            "name": case.someone.name,
            "personal_number": case.someone.number,
            "phone": case.someone.phone,
            "address": "Khu vực 3, phường Cái Khế, thành phố Cần Thơ",
            "birth": "1990-05-17",
            "sex": "Nam",
        },
        "authorisation": None,
        "at_counter": None,
        "request": "",
        "papers": [
            {
                "line": f"{n}",
                "name": name,
                "required": True,
                "given": True,
                "original": 1,
                "certified": 0,
                "photocopy": 0,
            }
            for n, name in enumerate(
                ("Tờ khai theo mẫu", "Giấy chứng sinh bản chính", "Giấy tờ tuỳ thân của người yêu cầu"), 1
            )
        ],
        "sets": 1,
        "copies": "",
        "fee": {"kind": "free", "amount": 0, "text": ""},
        "received_at": case.at.isoformat(),
        "due": {
            "at": (case.at + timedelta(days=3)).isoformat(),
            "second": None,
            "term": "03 ngày làm việc",
            "steps": [],
            "warnings": [],
        },
        "return_place": "",
        "channel": 1,
        "missing_reason": "",
    }


def event_of(case: Case, epoch: str = "") -> Event:
    """Return the received event of a case, not yet sealed."""
    id_ = _id(case.position)
    return Event(
        id=id_,
        dossier=_id(case.position + 2**40),
        unit="31120",
        device="quay-1",
        epoch=epoch,
        device_seq=case.position,
        based_on=(),
        kind=RECEIVED,
        schema=1,
        at=case.at,
        offset_ms=0,
        officer="can-bo-1",
        payload=payload(case),
    )


def _id(number: int) -> UUID:
    # Version and variant of a UUIDv7, times rising like real ones.
    return UUID(int=(number << 80) | (7 << 76) | (2 << 62) | (number * 2_654_435_761 % 2**61))


_COLUMNS = (
    "seq", "id", "dossier", "unit", "device", "epoch", "device_seq", "based_on", "kind", "schema", "at", "offset_ms",
    "officer", "payload", "prev_hash", "hash",
)  # fmt: skip
_EVENT = f"INSERT INTO event ({', '.join(_COLUMNS)}) VALUES ({', '.join(':' + name for name in _COLUMNS)})"  # noqa: S608
_EMPTY_EVENT = (
    f"INSERT INTO event ({', '.join(_COLUMNS)}) "  # noqa: S608
    "VALUES (?, ?, x'', '', '', '', ?, x'', '', 1, 0, 0, '', '', x'', x'')"
)


def _write(raw: Any, part: list[Case], events: bool, epoch: str, link: str) -> str:
    if events:
        rows = []
        for case in part:
            event = event_of(case, epoch).sealed(link)
            link = event.hash
            rows.append({"seq": case.position, **as_row(event)})
        raw.executemany(_EVENT, rows)
        raw.executemany(
            "INSERT INTO outbox VALUES (?, ?, 'delivered', 1, NULL, 'stored', 0, 'e')",
            [(row["seq"], row["dossier"]) for row in rows],
        )
    else:
        raw.executemany(
            _EMPTY_EVENT,
            [(case.position, _id(case.position).bytes, case.position) for case in part],
        )
    raw.executemany(
        "INSERT INTO dossier (position, id, code, unit, procedure, procedure_name, applicant, number, phone, "
        "received_at, due_at, status, officer, conflicts, reprints) "
        "VALUES (?, ?, ?, '31120', ?, ?, ?, ?, ?, ?, ?, 2, 'can-bo-1', 0, 0)",
        [
            (
                case.position,
                _id(case.position + 2**40).bytes,
                case.code,
                case.procedure[0],
                case.procedure[1],
                case.someone.name,
                case.someone.number,
                case.someone.phone,
                to_ms(case.at),
                to_ms(case.at + timedelta(days=3)),
            )
            for case in part
        ],
    )
    raw.executemany(
        "INSERT INTO search (rowid, keys) VALUES (?, ?)",
        [
            (case.position, search.keys_of([case.someone.name], [case.someone.number, case.someone.phone], case.code))
            for case in part
        ],
    )
    return link


def sizes(path: Path) -> tuple[int, int]:
    """Return (bytes of the whole store, bytes of the search index: its own tables' content)."""
    with Store.open(path, practice=True) as store, store.reading() as reading:
        pages, size = (
            reading.connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in ("page_count", "page_size")
        )
        index = sum(
            int(reading.connection.exec_driver_sql(query).scalar_one())
            for query in (
                "SELECT sum(length(block) + 12) FROM search_data",
                "SELECT sum(length(term) + 14) FROM search_idx",
                "SELECT sum(length(sz) + 10) FROM search_docsize",
            )
        )
    return int(pages) * int(size), index
