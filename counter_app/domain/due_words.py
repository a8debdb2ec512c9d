"""The steps of a due date in Vietnamese, one sentence each, for the screen, the papers and the command line."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Final

from counter_app.domain.explanation import Step

WEEKDAYS: Final = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")

_UNITS: Final[Mapping[str, str]] = {
    "working_hour": "giờ làm việc",
    "working_day": "ngày làm việc",
    "calendar_day": "ngày (kể cả ngày nghỉ)",
    "month": "tháng",
    "schedule": "ngày kể từ ngày mở đợt",
}


def day_vi(text: str) -> str:
    """Return "thứ Hai 23/11/2026" for "2026-11-23"."""
    day = date.fromisoformat(text)
    return f"{WEEKDAYS[day.weekday()]} {day:%d/%m/%Y}"


def moment_vi(text: str) -> str:
    """Return "14 giờ 00 phút thứ Hai 23/11/2026" for an ISO moment; seconds only when there are any."""
    moment = datetime.fromisoformat(text)
    seconds = f" {moment.second:02d} giây" if moment.second else ""
    return f"{moment.hour:02d} giờ {moment.minute:02d} phút{seconds} {day_vi(moment.date().isoformat())}"


def _hour_vi(text: str) -> str:
    at = time.fromisoformat(text)
    return f"{at.hour:02d} giờ {at.minute:02d} phút"


def _span_vi(given: Step) -> str:
    first, last = given.text("first"), given.text("last")
    return day_vi(first) if first == last else f"{day_vi(first)} đến {day_vi(last)}"


_TAKEN_WHY: Final[Mapping[str, str]] = {
    "rest_day": "Nhận vào ngày nghỉ ({reason})",
    "after_closing": "Nhận sau giờ làm việc",
    "before_opening": "Nhận trước giờ làm việc",
    "between_sessions": "Nhận giữa hai buổi làm việc",
    "after_cutoff": "Nhận sau {cutoff}",
    "last_hour": "Nhận trong giờ làm việc cuối cùng của ngày",
    "next_day": "Thời hạn tính từ ngày làm việc tiếp theo",
}


def _taken_vi(given: Step) -> str:
    cutoff = given.text("cutoff")
    why = _TAKEN_WHY[given.text("why")].format(reason=given.text("reason"), cutoff=_hour_vi(cutoff) if cutoff else "")
    return f"{why}: coi như nhận lúc {moment_vi(given.text('at'))}."


def _term_vi(given: Step) -> str:
    unit = given.text("unit")
    if unit == "same_day":
        return "Giải quyết trong ngày làm việc nhận hồ sơ."
    return f"Thời hạn: {int(given['amount']):02d} {_UNITS[unit]}."


def _skipped_vi(given: Step) -> str:
    source = given.text("source") if given.text("level") != "weekday" else ""
    provisional = "; tạm tính, chưa có thông báo chính thức" if given.text("provisional") else ""
    basis = f" [{source}{provisional}]" if source else ""
    return f"Không tính {_span_vi(given)}: {given.text('reason')}{basis}."


def _counted_vi(given: Step) -> str:
    reason = f" ({given.text('reason')})" if given.text("reason") else ""
    return f"Tính {_span_vi(given)}: {given['days']} ngày làm việc{reason}."


def _worked_vi(given: Step) -> str:
    first, last = (datetime.fromisoformat(given.text(name)) for name in ("first", "last"))
    seconds = int((last - first).total_seconds())
    hours, rest = divmod(seconds, 3600)
    parts = [f"{hours} giờ" if hours else "", f"{rest // 60} phút" if rest // 60 else ""]
    parts.append(f"{rest % 60} giây" if rest % 60 else "")
    length = " ".join(part for part in parts if part)
    form = "%H:%M:%S" if first.second or last.second else "%H:%M"
    return f"Tính {length}: {first.strftime(form)}–{last.strftime(form)} {day_vi(first.date().isoformat())}."


def _unknown_vi(given: Step) -> str:
    until = given.text("until")
    known = f"lịch nghỉ mới biết đến {day_vi(until)}" if until else "chưa có lịch nghỉ"
    return f"Lưu ý: {known}; hạn trả {day_vi(given.text('day'))} có thể đổi khi có thông báo nghỉ lễ."


_WORDS: Final[Mapping[str, Callable[[Step], str]]] = {
    "received": lambda given: f"Nhận hồ sơ lúc {moment_vi(given.text('at'))}.",
    "taken_as": _taken_vi,
    "term": _term_vi,
    "not_counted": lambda given: f"Ngày đầu {day_vi(given.text('day'))} không tính (BLDS 2015, Điều 147).",
    "skipped": _skipped_vi,
    "counted": _counted_vi,
    "cycle": lambda given: f"Đợt xét mở ngày {day_vi(given.text('day'))}.",
    "ends": lambda given: f"Ngày cuối của thời hạn: {day_vi(given.text('day'))} (BLDS 2015, Điều 148).",
    "worked": _worked_vi,
    "closing": lambda given: f"Trả vào cuối giờ, {_hour_vi(given.text('at'))} {day_vi(given.text('day'))}.",
    "agreed": lambda given: f"Ngày hẹn đã thỏa thuận bằng văn bản: {moment_vi(given.text('at'))}.",
    "first_stage": lambda given: f"Hẹn lần 1: {moment_vi(given.text('at'))}. Hẹn lần 2 tính tiếp từ đây.",
    "calendar_unknown": _unknown_vi,
    "second_stage_estimated": lambda given: (
        f"Lưu ý: hẹn lần 2 ({moment_vi(given.text('due'))}) tính từ hẹn lần 1; "
        "sẽ tính lại khi người dân hoàn thành nghĩa vụ tài chính."
    ),
    "restarted": lambda given: (
        f"Tạm dừng từ {moment_vi(given.text('stopped'))}; đủ hồ sơ lúc {moment_vi(given.text('again'))}: "
        "thời hạn tính lại từ đầu (NĐ 297/2025, Điều 6 khoản 4a)."
    ),
    "suspended": lambda given: (
        f"Tạm dừng từ {moment_vi(given.text('stopped'))}; đủ hồ sơ lúc {moment_vi(given.text('again'))}: "
        f"còn lại {int(given['left']):02d} {_UNITS[given.text('unit')]} của hạn cũ {moment_vi(given.text('was'))}."
    ),
    "second_stage": lambda given: (
        f"Hẹn lần 2 tính từ khi hoàn thành nghĩa vụ tài chính, {moment_vi(given.text('at'))}."
    ),
    "extended": lambda given: f"Gia hạn một lần, từ {moment_vi(given.text('was'))} (NĐ 297/2025, Điều 6 khoản 5).",
    "due": lambda given: f"Hạn trả kết quả: {moment_vi(given.text('at'))}.",
}


def explain_vi(given: Step) -> str:
    """Return one step as a Vietnamese sentence. Raises KeyError for a rule that this release does not know."""
    return _WORDS[given.rule](given)
