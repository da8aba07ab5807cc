"""Heartbeats of the stretches: what the editors' plugins would have sent."""
import datetime as dt
import random
import uuid
from zoneinfo import ZoneInfo

from . import life, tools

ZONE = ZoneInfo("Europe/Berlin")
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.timezone.utc)
FOLDERS = ("src", "lib", "pages", "tests", "docs")
WORDS = ("anchor", "basket", "berth", "candle", "crew", "current", "customer", "ferry", "harvest", "lamp", "ledger",
         "moon", "order", "pier", "pilot", "route", "season", "seed", "shadow", "stone", "tide", "timetable", "water")
DEPENDENCIES = {"C#": ["Dapper", "NodaTime"], "TypeScript": ["react", "zod"], "Go": ["chi"], "Python": ["csv", "flask"],
                "Rust": ["glam", "rayon"]}


def micros(local: dt.datetime) -> int:
    """Microseconds since the epoch of a Berlin wall-clock time."""
    return (local.replace(tzinfo=ZONE) - EPOCH) // dt.timedelta(microseconds=1)


def local_date(at: int) -> dt.date:
    return (EPOCH + dt.timedelta(microseconds=at)).astimezone(ZONE).date()


def between(first: dt.date, last: dt.date, seed: int) -> list[dict]:
    """Every heartbeat of the days as an export writes it but for its time, which is in microseconds; in time order."""
    found = []
    for day in life.days(first, last):
        dice = random.Random(f"{seed} heartbeats {day}")
        for stretch in life.stretches(day, seed):
            found += _of_stretch(stretch, dice)
        found += [_isolated(local, dice) for local in life.ISOLATED if local.date() == day]
        if day == life.DUPLICATED:
            twin = next(b for b in found if local_date(b["time"]) == day and b["time"] >= micros(_noon(day)))
            found += [dict(twin), twin | {"id": new_id(dice)}]
    # Stable: equal times keep the order they were made in.
    return sorted(found, key=lambda beat: beat["time"])


def new_id(dice: random.Random) -> str:
    return str(uuid.UUID(int=dice.getrandbits(128), version=4))


def _of_stretch(stretch: life.Stretch, dice: random.Random) -> list[dict]:
    project, tool = stretch.project, tools.TOOLS[stretch.project.tool]
    files = [_file(project, tool, dice) for _ in range(dice.randint(3, 8))]
    branch, category = dice.choice(project.branches), _category(project, dice)
    file, found = files[0], []
    at = micros(stretch.start) + dice.randrange(1_000_000)
    end = at + stretch.seconds * 1_000_000
    while at < end:
        chance = dice.random()
        if chance < 0.2:
            file = dice.choice(files)
        if chance < 0.02:
            category = _category(project, dice)
        found.append(_beat(_precision(at, dice), project, tool, branch, category, file, dice))
        at += _pause(dice)
    return found


def _pause(dice: random.Random) -> int:
    """Microseconds to the next heartbeat: a save or another file soon, typing every two minutes, thinking longer."""
    chance = dice.random()
    if chance < 0.2:
        return dice.randint(1_500_000, 25_000_000)
    if chance < 0.55:
        return dice.randint(30_000_000, 120_000_000)
    if chance < 0.9:
        return dice.randint(120_000_000, 300_000_000)
    return dice.randint(300_000_000, 880_000_000)


def _precision(at: int, dice: random.Random) -> int:
    """Some plugins send whole seconds, some milliseconds."""
    chance = dice.random()
    return at - at % (1_000_000 if chance < 0.03 else 1_000 if chance < 0.1 else 1)


def _file(project: life.Project, tool: "tools.Tool", dice: random.Random) -> tuple[str, str, int]:
    language = dice.choices(list(project.languages), list(project.languages.values()))[0]
    stem = "-".join(dice.sample(WORDS, dice.randint(1, 2)))
    name = "Dockerfile" if language == "Docker" else f"{stem}.{tools.EXTENSIONS[language]}"
    return f"{tool.home}/{project.name}/{dice.choice(FOLDERS)}/{name}", language, dice.randint(30, 700)


def _category(project: life.Project, dice: random.Random) -> str | None:
    return dice.choices(list(project.categories), list(project.categories.values()))[0]


def _beat(at, project, tool, branch, category, file, dice) -> dict:
    path, language, lines = file
    line = dice.randint(1, lines)
    beat = {
        "branch": branch, "category": category, "created_at": _received(at, dice), "cursorpos": line * 31 + dice.randint(0, 79),
        "dependencies": DEPENDENCIES.get(language, []),
        "entity": path, "id": new_id(dice), "is_write": dice.random() < 0.22, "language": language, "lineno": line,
        "lines": lines, "machine_name_id": tool.machine.id, "project": project.name, "project_root_count": tool.home.count("/") + 1,
        "time": at, "type": "file", "user_agent_id": tool.id, "user_id": tools.USER_ID,
    }
    if category == "ai coding":
        beat |= {"ai_line_changes": dice.randint(0, 60), "human_line_changes": dice.randint(0, 9)}
    return beat


def _isolated(local: dt.datetime, dice: random.Random) -> dict:
    tool, at = tools.TOOLS["code-laptop"], micros(local)
    return {
        "branch": None, "category": "coding", "created_at": _received(at, dice), "cursorpos": None, "dependencies": [],
        "entity": f"{tool.home}/shopping.txt", "id": new_id(dice), "is_write": True, "language": None, "lineno": 3, "lines": 11,
        "machine_name_id": tool.machine.id, "project": None, "project_root_count": None, "time": at, "type": "file",
        "user_agent_id": tool.id, "user_id": tools.USER_ID,
    }


def _received(at: int, dice: random.Random) -> str:
    return (EPOCH + dt.timedelta(seconds=at // 1_000_000 + dice.randint(1, 150))).strftime("%Y-%m-%dT%H:%M:%SZ")


def _noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12))
