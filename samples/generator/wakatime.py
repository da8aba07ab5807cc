"""The shapes in which WakaTime writes: account exports and answers of its API."""
import datetime as dt
import gzip
import json
from pathlib import Path

from . import beats, tools


def write(path: Path, document: dict) -> None:
    """As WakaTime prints it. Compressed without a time or a name inside, so that the same content gives the same bytes."""
    text = json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False).encode() + b"\n"
    path.write_bytes(gzip.compress(text, 9, mtime=0) if path.suffix == ".gz" else text)


def heartbeats_export(found: list[dict], days: list[dt.date]) -> dict:
    """Days, range and user; a day without heartbeats is there with an empty list."""
    by_day = {day: [] for day in days}
    for beat in found:
        if (day := beats.local_date(beat["time"])) in by_day:
            by_day[day].append(beat | {"time": _seconds(beat["time"])})
    last = max(beat["time"] for beat in found if beats.local_date(beat["time"]) in by_day)
    return {
        "days": [{"date": day.isoformat(), "heartbeats": by_day[day]} for day in days],
        "range": _range(days), "user": user(last),
    }


def totals_export(days: list[dict], last: int) -> dict:
    dates = [dt.date.fromisoformat(day["date"]) for day in days]
    return {"days": days, "range": _range(dates), "user": user(last)}


def user(last_heartbeat: int) -> dict:
    return {
        "bio": None, "created_at": "2024-05-02T07:12:09Z", "date_format": "YYYY-MM-DD", "display_name": "Mara Lindqvist",
        "durations_slice_by": "Entity", "email": "mara@example.org", "full_name": "Mara Lindqvist", "has_premium_features": False,
        "id": tools.USER_ID, "last_heartbeat_at": _utc(last_heartbeat), "last_plugin": tools.TOOLS["rider"].value,
        "last_plugin_name": "Rider", "last_project": "tideline", "location": "Berlin, Germany", "modified_at": None,
        "plan": "basic", "public_email": None, "time_format_24hr": True, "timeout": 15, "timezone": "Europe/Berlin",
        "username": "mara", "weekday_start": 1, "writes_only": False,
    }


def user_agents(last_seen: int) -> dict:
    return _page([
        {"created_at": "2026-01-05T08:00:00Z", "editor": tool.editor, "id": tool.id, "is_browser_extension": False,
         "is_desktop_app": False, "last_seen_at": _utc(last_seen), "os": tool.machine.system, "value": tool.value,
         "version": tool.version}
        for tool in tools.TOOLS.values()])


def machine_names(last_seen: int) -> dict:
    return _page([
        {"created_at": "2026-01-05T08:00:00Z", "id": machine.id, "last_seen_at": _utc(last_seen), "timezone": "Europe/Berlin",
         "value": machine.name}
        for machine in tools.MACHINES])


def item(name: str, length: int, whole: int, **more) -> dict:
    """One row of a day's list; every way of writing the length is cut, never rounded."""
    hours, minutes, seconds = _clock(length)
    text = _text(hours, minutes) or _plural(seconds, "sec")
    return {"digital": f"{hours}:{minutes:02}:{seconds:02}", "hours": hours, "minutes": minutes, "name": name,
            "percent": percent(length, whole), "seconds": seconds, "text": text, "total_seconds": _seconds(length)} | more


def grand_total(length: int, **more) -> dict:
    hours, minutes, _ = _clock(length)
    return {"digital": f"{hours}:{minutes:02}", "hours": hours, "minutes": minutes, "text": _text(hours, minutes) or "0 secs",
            "total_seconds": _seconds(length)} | more


def percent(length: int, whole: int) -> float | int:
    return round(100 * length / whole, 2) if whole else 0


def _clock(length: int) -> tuple[int, int, int]:
    seconds = length // 1_000_000
    return seconds // 3600, seconds // 60 % 60, seconds % 60


def _text(hours: int, minutes: int) -> str:
    parts = [_plural(hours, "hr")] * (hours > 0) + [_plural(minutes, "min")] * (minutes > 0)
    return " ".join(parts)


def _plural(count: int, unit: str) -> str:
    return f"{count} {unit}" + ("" if count == 1 else "s")


def _seconds(length: int) -> float | int:
    """Whole seconds as an integer literal; a double holds the six decimals of any time in this century exactly enough."""
    whole, rest = divmod(length, 1_000_000)
    return float(f"{whole}.{rest:06d}") if rest else whole


def _range(days: list[dt.date]) -> dict:
    after = days[-1] + dt.timedelta(days=1)
    start, end = (beats.micros(dt.datetime.combine(day, dt.time())) // 1_000_000 for day in (days[0], after))
    return {"end": end - 1, "start": start}


def _page(rows: list[dict]) -> dict:
    return {"data": rows, "next_page": None, "page": 1, "prev_page": None, "total": len(rows), "total_pages": 1}


def _utc(at: int) -> str:
    return (beats.EPOCH + dt.timedelta(seconds=at // 1_000_000)).strftime("%Y-%m-%dT%H:%M:%SZ")
