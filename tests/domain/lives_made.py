"""Lives of dossiers for tests: acts as officers write them, and random ones."""

from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID

from counter_app.domain import acts
from counter_app.domain.events import Event
from tests.domain.events_made import START, Device

DUE: dict[str, Any] = {
    "at": (START + timedelta(days=9)).isoformat(),
    "second": None,
    "term": "",
    "steps": [],
    "warnings": [],
}


def payload(act: str, chance: Random | None = None) -> dict[str, Any]:
    """Return what an act of this kind says."""
    number = str((chance or Random(1)).randint(1, 3))
    said: dict[str, dict[str, Any]] = {
        acts.SUPPLEMENT_REQUESTED: {
            "number": number,
            "items": [{"name": "Giấy chứng sinh", "reason": "thiếu", "line": "a", "clause": "Điều 16"}],
            "reason": "Thiếu giấy tờ",
            "deadline": "2026-12-15",
            "again": "" if chance is None or chance.random() < 0.5 else "giấy tờ mới phát sinh",
        },
        acts.SUPPLEMENTED: {"due": DUE, "reason": "đủ hồ sơ"},
        acts.PAYMENT_AWAITED: {"reason": "thuế"},
        acts.PAYMENT_SETTLED: {"due": DUE, "reason": "đã nộp thuế"},
        acts.HANDED_OVER: {"list": f"L{number}", "receiver": f"phong-{number}"},
        acts.TAKEN: {"list": f"L{number}"},
        acts.ASSIGNED: {"officer": f"Cán bộ {number}"},
        acts.FINISHED: {"title": "Giấy khai sinh", "number": number, "day": "2026-11-24"},
        acts.RETURNED: {"name": "Nguyễn Văn Mẫu", "how": "counter", "receipt": "given_back"},
        acts.POSTED: {"carrier": "Bưu điện", "tracking": f"VN{number}"},
        acts.REFUSED: {"reason": "không thuộc thẩm quyền", "clauses": ["Điều 9"]},
        acts.STOPPED: {"reason": "theo đề nghị"},
        acts.WITHDRAWN: {"reason": "rút hồ sơ"},
        acts.EXTENDED: {"reason": "chờ xác minh", "due": DUE, "number": number},
        acts.SHELVED: {"place": f"B-{number}"},
        acts.FEE_COLLECTED: {"amount": 5000, "moment": 1, "means": "cash", "receipt": f"A{number}"},
        acts.FEE_CANCELLED: {"receipt": f"A{number}", "reason": "ghi nhầm"},
        acts.FEE_EXEMPTED: {"reason": "hộ nghèo"},
    }
    return said[act]


def random_life(seed: int, steps: int = 12, devices: int = 3) -> list[Event]:
    """Return a life by officers who act as they like, often at once and unseen, sometimes taking back what they did."""
    chance = Random(seed)
    desks = [Device(f"quay-{n}", offset_ms=chance.randint(-60_000, 60_000)) for n in range(devices)]
    dossier = UUID(int=chance.getrandbits(128), version=4)
    events = [desks[0].received(dossier)]
    kinds = sorted(acts.TABLE)
    for _ in range(steps):
        desk = chance.choice(desks)
        desk.at += timedelta(minutes=chance.choice((0, 0, 1, 20)))
        seen = [events[-1]] if chance.random() < 0.7 else chance.sample(events, k=1)
        if chance.random() < 0.2:
            target = chance.choice(events)
            bases = {one.id: one for one in (*seen, target)}
            events.append(desk.write(dossier, acts.UNDONE, {"event": str(target.id)}, *bases.values()))
        elif chance.random() < 0.1:
            events.append(desk.corrected(dossier, {"request": chance.choice(("A", "B"))}, *seen))
        else:
            act = chance.choice(kinds)
            events.append(desk.write(dossier, act, payload(act, chance), *seen))
    return events
