"""Three small exports of one account, enough to make an import touch every kind of table.

`before/` is what the ledger may know already: heartbeats of two days with one row that cannot be read, and day totals.
`after/` is a newer export of the same days: it lacks one heartbeat, has another of them changed, and goes on for a day.
"""
import json
from pathlib import Path

MIDNIGHT = 1_772_406_000  # 2 March 2026 in Berlin
DAY = 86_400
DATES = ("2026-03-02", "2026-03-03", "2026-03-04")


def write(folder: Path) -> tuple[Path, Path]:
    """The folders of what comes first and of what comes later."""
    before, after = folder / "before", folder / "after"
    days = [[_beat(day, index) for index in range(8)] for day in range(3)]
    unreadable = days[1] + [_beat(1, 8) | {"time": "nine o'clock"}]
    _write(before / "heartbeats.json", _export([days[0], unreadable], last=days[1][-1]))
    _write(before / "totals.json", _totals())
    changed = [days[0][0] | {"lineno": 99}] + days[0][2:]
    _write(after / "heartbeats.json", _export([changed, days[1], days[2]], last=days[2][-1]))
    return before, after


def write_large(path: Path, count: int) -> None:
    """An export of so many heartbeats of one day, a hundred bytes and more each."""
    beats = (
        _beat(0, 0) | {"id": f"00000000-0000-4000-9000-{index:012}", "time": MIDNIGHT + index * DAY / count, "entity": f"/home/mara/moss/{index % 977}.rs"}
        for index in range(count)
    )
    document = _export([[]], last=_beat(0, 0) | {"time": MIDNIGHT + DAY - 1})
    head, tail = json.dumps(document).split('"heartbeats": []')
    with open(path, "w", encoding="ascii") as file:
        file.write(f'{head}"heartbeats": [')
        for index, beat in enumerate(beats):
            file.write(f"{',' if index else ''}\n{json.dumps(beat)}")
        file.write(f"]{tail}\n")


def _beat(day: int, index: int) -> dict:
    at = MIDNIGHT + day * DAY + 32_400 + index * 100
    return {
        "branch": "main",
        "category": ("coding", "debugging")[index % 2],
        "created_at": "2026-03-05T00:00:00Z",
        "cursorpos": index,
        "dependencies": [],
        "entity": f"/home/mara/moss/{index % 3}.rs",
        "id": f"00000000-0000-4000-8000-0000000000{day}{index}",
        "is_write": index % 4 == 0,
        "language": "Rust",
        "lineno": index,
        "lines": 40,
        "machine_name_id": "otter",
        "project": ("moss", "tideline")[index // 4 % 2],
        "project_root_count": 3,
        "time": at + index / 8,
        "type": "file",
        "user_agent_id": "neovim",
        "user_id": "mara",
    }


def _export(days: list[list[dict]], last: dict) -> dict:
    found = [{"date": date, "heartbeats": beats} for date, beats in zip(DATES, days)]
    return {"days": found, "range": _range(0, len(days)), "user": _user(int(last["time"]))}


def _totals() -> dict:
    def item(name: str, seconds: int) -> dict:
        return {
            "digital": f"0:{seconds // 60:02}:{seconds % 60:02}",
            "hours": 0,
            "minutes": seconds // 60,
            "name": name,
            "percent": 100.0,
            "seconds": seconds % 60,
            "text": f"{seconds // 60} mins",
            "total_seconds": seconds,
        }

    day = {"date": "2026-03-01", "grand_total": {"digital": "0:50", "hours": 0, "minutes": 50, "text": "50 mins", "total_seconds": 3000}}
    lists = {"categories": "Coding", "editors": "Neovim", "languages": "Rust", "operating_systems": "Linux"}
    day |= {kind: [item(name, 3000)] for kind, name in lists.items()} | {"dependencies": [], "machines": [], "projects": []}
    return {"days": [day], "range": _range(-1, 0), "user": _user(MIDNIGHT - 3600)}


def _range(first: int, after: int) -> dict:
    return {"end": MIDNIGHT + after * DAY - 1, "start": MIDNIGHT + first * DAY}


def _user(last: int) -> dict:
    stamp = f"2026-03-{1 + (last - MIDNIGHT + DAY) // DAY:02}T12:00:00Z"
    return {"id": "mara", "last_heartbeat_at": stamp, "timeout": 15, "timezone": "Europe/Berlin", "username": "mara", "writes_only": False}


def _write(path: Path, document: dict) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document, indent=2, sort_keys=True) + "\n", encoding="ascii")
