"""Events for tests, made by hand as devices would write them."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from counter_app.domain.events import CORRECTED, RECEIVED, REPRINTED, Event, new_id
from counter_app.domain.times import VIETNAM

START = datetime(2026, 11, 23, 8, 0, tzinfo=VIETNAM)


def received_payload(code: str = "H13.00.01-261123-0001", name: str = "Nguyễn Văn Mẫu") -> dict[str, Any]:
    """Return a payload of kind received, schema 1, as the register verb writes it."""
    return {
        "code": code,
        "procedure": {
            "code": "1.001193",
            "version": "1.001193@2025-07-01",
            "name": "Đăng ký khai sinh",
            "field": "Hộ tịch",
        },
        "applicant": {"kind": "citizen", "name": name, "personal_number": "092090000123"},
        "authorisation": None,
        "at_counter": None,
        "request": "",
        "papers": [],
        "sets": 1,
        "copies": "",
        "fee": {"kind": "free", "amount": 0, "text": ""},
        "received_at": START.isoformat(),
        "due": {
            "at": (START + timedelta(hours=9)).isoformat(),
            "second": None,
            "term": "trong ngày",
            "steps": [],
            "warnings": [],
        },
        "return_place": "",
        "channel": 1,
        "missing_reason": "",
    }


class Device:
    """Writes events with a running number and a hash chain, as a counter's store does."""

    def __init__(self, name: str = "quay-1", epoch: str = "e1", offset_ms: int = 0) -> None:
        self.name, self.epoch, self.offset_ms = name, epoch, offset_ms
        self.last: Event | None = None
        self.at = START

    def write(self, dossier: UUID, kind: str, payload: dict[str, Any], *bases: Event, schema: int = 1) -> Event:
        """Return the device's next event about `dossier`, based on `bases`."""
        self.at += timedelta(seconds=7)
        event = Event(
            id=new_id(),
            dossier=dossier,
            unit="31120",
            device=self.name,
            epoch=self.epoch,
            device_seq=1 if self.last is None else self.last.device_seq + 1,
            based_on=tuple(base.id for base in bases),
            kind=kind,
            schema=schema,
            at=self.at,
            offset_ms=self.offset_ms,
            officer="Lê Thị Thử",
            payload=payload,
        ).sealed("" if self.last is None else self.last.hash)
        self.last = event
        return event

    def received(self, dossier: UUID, **changed: Any) -> Event:
        return self.write(dossier, RECEIVED, received_payload() | changed)

    def corrected(self, dossier: UUID, changes: dict[str, Any], *bases: Event) -> Event:
        marked = {name: {"old": None, "new": value} for name, value in changes.items()}
        return self.write(dossier, CORRECTED, {"changes": marked, "reason": "ghi nhầm"}, *bases)

    def reprinted(self, dossier: UUID, *bases: Event) -> Event:
        return self.write(dossier, REPRINTED, {"document": "receipt", "copy": 1}, *bases)
