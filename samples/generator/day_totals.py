"""The six weeks that are known by their daily totals alone. As in real exports, some parts do not quite sum."""
import datetime as dt
from collections import defaultdict

from . import beats, life, oracle, tools, wakatime

TIMEOUT = 15 * 60_000_000
TOOL_BY_ID = {tool.id: tool for tool in tools.TOOLS.values()}

# (day, list) -> microseconds its largest row says more, or less, than the day does.
STRAY = {
    (dt.date(2026, 1, 22), "languages"): 560_000,
    (dt.date(2026, 2, 3), "projects"): -310_000,
    (dt.date(2026, 2, 12), "editors"): -432_000_000,
}

DAY_LISTS = {
    "categories": lambda beat: [(beat["category"] or "coding").title()],
    "dependencies": lambda beat: beat["dependencies"],
    "editors": lambda beat: [TOOL_BY_ID[beat["user_agent_id"]].editor],
    "languages": lambda beat: [beat["language"] or "Other"],
    "machines": lambda beat: [TOOL_BY_ID[beat["user_agent_id"]].machine.name],
    "operating_systems": lambda beat: [TOOL_BY_ID[beat["user_agent_id"]].machine.system],
}
PROJECT_LISTS = DAY_LISTS | {
    "branches": lambda beat: [beat["branch"] or "Unknown"],
    "entities": lambda beat: [beat["entity"]],
}
MORE = {
    "machines": lambda name: {"machine_name_id": next(m.id for m in tools.MACHINES if m.name == name)},
    "entities": lambda _: {"type": "file"},
}


def days_of(found: list[dict], days: list[dt.date]) -> list[dict]:
    pieces = defaultdict(list)
    for date, length, beat in oracle.pieces(found, beats.ZONE, TIMEOUT):
        pieces[date].append((length, beat))
    for beat in found:  # a heartbeat of its own leaves rows of no length
        pieces[beats.local_date(beat["time"])].append((0, beat))
    return [_day(day, pieces[day]) for day in days]


def _day(date: dt.date, pieces: list[tuple[int, dict]]) -> dict:
    whole = sum(length for length, _ in pieces)
    by_project = defaultdict(list)
    for piece in pieces:
        by_project[piece[1]["project"] or "Unknown Project"].append(piece)
    projects = [_project(name, own, whole, date) for name, own in by_project.items()]
    projects.sort(key=lambda project: (-project["grand_total"]["total_seconds"], project["name"]))
    if projects and (stray := STRAY.get((date, "projects"))):
        projects[0] = _project(projects[0]["name"], by_project[projects[0]["name"]], whole, date, stray)
    lists = {name: _list(name, pieces, names, STRAY.get((date, name), 0)) for name, names in DAY_LISTS.items()}
    return {"date": date.isoformat(), "grand_total": wakatime.grand_total(whole), "projects": projects} | lists


def _project(name: str, pieces: list[tuple[int, dict]], whole: int, date: dt.date, stray: int = 0) -> dict:
    length = sum(own for own, _ in pieces) + stray
    total = wakatime.grand_total(length, percent=wakatime.percent(length, whole))
    return {"name": name, "grand_total": total} | {list_: _list(list_, pieces, names) for list_, names in PROJECT_LISTS.items()}


def _list(kind: str, pieces: list[tuple[int, dict]], names, stray: int = 0) -> list[dict]:
    sums = defaultdict(int)
    for length, beat in pieces:
        for name in names(beat):
            sums[name] += length
    rows = sorted(sums.items(), key=lambda row: (-row[1], row[0]))
    if rows and stray:
        rows[0] = (rows[0][0], rows[0][1] + stray)
    whole = sum(length for _, length in rows)
    return [wakatime.item(name, length, whole, **MORE.get(kind, lambda _: {})(name)) for name, length in rows]
