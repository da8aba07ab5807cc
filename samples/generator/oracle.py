"""What the files must add up to: WakaTime's rule, written for this purpose alone and shared with no other program.

A gap of at most the timeout belongs to the heartbeat before it, and is cut at local midnight. Integer microseconds.
"""
import datetime as dt
import gzip
import json
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.timezone.utc)
DIMENSIONS = {"projects": "project", "languages": "language", "categories": "category"}
IDENTITY = ("entity", "type", "project", "language", "branch", "category", "is_write")


def read(path: Path) -> list[dict]:
    """The heartbeats of one export, their times as microseconds."""
    text = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    days = json.loads(text, parse_float=Decimal)["days"]
    return [beat | {"time": int(beat["time"] * 1_000_000)} for day in days for beat in day["heartbeats"]]


def distinct(beats: list[dict]) -> list[dict]:
    """In time order, each identity once."""
    known = {(beat["time"], *(beat[key] for key in IDENTITY)): beat for beat in beats}
    return sorted(known.values(), key=lambda beat: beat["time"])


def pieces(beats: list[dict], zone: ZoneInfo, timeout: int):
    """(local date, microseconds, heartbeat) for every gap that counts, cut at midnights; `beats` in time order."""
    for beat, following in zip(beats, beats[1:]):
        start, end = beat["time"], following["time"]
        if not 0 < end - start <= timeout:
            continue
        while start < end:
            date = (EPOCH + dt.timedelta(microseconds=start)).astimezone(zone).date()
            midnight = dt.datetime.combine(date + dt.timedelta(days=1), dt.time(), zone)
            cut = min(end, (midnight - EPOCH) // dt.timedelta(microseconds=1))
            yield date, cut - start, beat
            start = cut


def totals(beats: list[dict], zone: ZoneInfo, timeout_minutes: int) -> dict:
    """The sums a report of these heartbeats must show; a name that was not given is the empty name."""
    days, weeks = defaultdict(int), {}
    for date, length, beat in pieces(beats, zone, timeout_minutes * 60_000_000):
        days[date.isoformat()] += length
        year, week, _ = date.isocalendar()
        sums = weeks.setdefault(f"{year}-W{week:02}", {"micros": 0} | {dimension: defaultdict(int) for dimension in DIMENSIONS})
        sums["micros"] += length
        for dimension, key in DIMENSIONS.items():
            sums[dimension][beat[key] or ""] += length
    return {"micros": sum(days.values()), "days": days, "weeks": weeks}


def day_totals(path: Path) -> dict:
    """The totals of a daily-totals export, and where the rows of a list add up to something else (list minus total)."""
    days, stray = {}, {}
    for day in json.loads(path.read_bytes(), parse_float=Decimal)["days"]:
        total = days[day["date"]] = _micros(day["grand_total"])
        for kind in ("categories", "editors", "languages", "machines", "operating_systems", "projects"):
            if difference := sum(_micros(row.get("grand_total", row)) for row in day[kind]) - total:
                stray.setdefault(day["date"], {})[kind] = difference
    return {"micros": sum(days.values()), "days": days, "stray": stray}


def _micros(row: dict) -> int:
    return int(row["total_seconds"] * 1_000_000)
