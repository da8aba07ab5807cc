"""Who is tracked: Mara, who programs in Berlin. All of it is invented.

The calendar says what each day is; `stretches` says when she works on what, in local wall-clock time.
"""
import datetime as dt
import random
from dataclasses import dataclass

FIRST, LAST = dt.date(2026, 3, 1), dt.date(2026, 8, 31)
FIRST_TOTAL, LAST_TOTAL = dt.date(2026, 1, 18), dt.date(2026, 2, 28)
OLDER_EXPORT_ENDS = dt.date(2026, 3, 12)

HOLIDAYS = {dt.date(2026, 4, 3), dt.date(2026, 4, 6), dt.date(2026, 5, 1), dt.date(2026, 5, 14), dt.date(2026, 5, 25)}
SICK_DAYS = {dt.date(2026, 2, 10), dt.date(2026, 3, 17), dt.date(2026, 3, 18), dt.date(2026, 7, 2)}
VACATION = (dt.date(2026, 5, 30), dt.date(2026, 6, 14))
# She worked, but the tracker was off: nothing tells of these days.
UNTRACKED = {dt.date(2026, 8, 5), dt.date(2026, 8, 6)}

# One heartbeat each on a free Saturday, far from any other: no time, but a sign of life.
ISOLATED = (dt.datetime(2026, 2, 14, 16, 2, 9), dt.datetime(2026, 4, 18, 11, 7, 31, 418_207))
# The day whose first heartbeat of the afternoon was sent twice, once with its id and once with a new one.
DUPLICATED = dt.date(2026, 7, 21)


@dataclass(frozen=True)
class Project:
    name: str
    tool: str
    languages: dict[str, float]
    branches: tuple[str, ...]
    categories: dict[str | None, float]
    weight: float
    first: dt.date = FIRST_TOTAL
    last: dt.date = LAST


@dataclass(frozen=True)
class Stretch:
    """Work without a break longer than the timeout; a start in local time and a length in seconds."""

    start: dt.datetime
    seconds: int
    project: Project


WORK = {"coding": 62, "debugging": 12, "writing tests": 12, "code reviewing": 8, "building": 4, "writing docs": 2}
PLAY = {"coding": 78, "debugging": 14, "writing tests": 6, None: 2}

TIDELINE = Project(
    "tideline", "rider", {"C#": 70, "SQL": 12, "JSON": 8, "Markdown": 10},
    ("main", "feature/ferry-timetable", "feature/spring-tides", "fix/late-boats"), WORK, 40)
LANTERN_SHOP = Project(
    "lantern-shop", "code", {"TypeScript": 60, "SCSS": 22, "HTML": 18},
    ("main", "develop", "feature/gift-wrapping"), WORK, 26, last=dt.date(2026, 6, 26))
HARBOUR_API = Project(
    "harbour-api", "code", {"Go": 74, "YAML": 16, "Docker": 4, "Markdown": 6},
    ("main", "feature/berth-booking", "feature/pilots"), WORK | {"ai coding": 14}, 24, first=dt.date(2026, 4, 13))
ALLOTMENT = Project(
    "allotment", "code-laptop", {"Python": 60, "HTML": 25, "CSS": 15}, ("main",), WORK, 7)
BOOKKEEPING = Project(
    "bookkeeping", "code", {"Python": 45, "Markdown": 35, "CSV": 20}, ("main",), {"coding": 60, "writing docs": 40}, 3)
DOTFILES = Project("dotfiles", "nvim", {"Bash": 60, "Lua": 40}, ("master",), PLAY, 2)
MOSS = Project("moss", "nvim", {"Rust": 86, "TOML": 6, "Markdown": 8}, ("main", "softer-shadows"), PLAY, 0)
PROJECTS = (TIDELINE, LANTERN_SHOP, HARBOUR_API, ALLOTMENT, BOOKKEEPING, DOTFILES, MOSS)

# Evenings and nights that matter for the calendar: through the clock change of 29 March, over midnights, over the end
# of a month and over the end of a week.
NIGHTS = {
    dt.date(2026, 2, 19): [(dt.time(22, 10), 9_000)],
    dt.date(2026, 3, 28): [(dt.time(22, 40), 9_600), (dt.time(1, 40), 8_400)],
    dt.date(2026, 4, 23): [(dt.time(21, 30), 13_200)],
    dt.date(2026, 6, 30): [(dt.time(22, 50), 6_300)],
    dt.date(2026, 7, 22): [(dt.time(21, 45), 11_100)],
    dt.date(2026, 7, 26): [(dt.time(22, 30), 7_800)],
}


def days(first: dt.date, last: dt.date) -> list[dt.date]:
    return [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]


def stretches(day: dt.date, seed: int) -> list[Stretch]:
    """What begins on this day, in order; what begins after midnight of a long night belongs to the day before."""
    if day in UNTRACKED or day in SICK_DAYS or VACATION[0] <= day <= VACATION[1]:
        return []
    dice = random.Random(f"{seed} {day}")
    free = day.weekday() >= 5 or day in HOLIDAYS
    found = _free_day(day, dice) if free else _work_day(day, dice)
    return found + _night(day)


def _work_day(day: dt.date, dice: random.Random) -> list[Stretch]:
    alive = [p for p in PROJECTS if p.weight and p.first <= day <= p.last]
    chosen = [dice.choices(alive, [p.weight for p in alive])[0] for _ in range(3)]
    if day.day <= 2:
        chosen[2] = BOOKKEEPING
    clock = _at(day, dt.time(8, 10)) + dt.timedelta(seconds=dice.randint(0, 5_400))
    evening = _at(day, dt.time(15, 40) if day.weekday() == 4 else dt.time(17, 50))
    found = []
    while clock < evening:
        stretch = Stretch(clock, dice.randint(2_100, 6_900), chosen[0] if dice.random() < 0.55 else dice.choice(chosen))
        found.append(stretch)
        is_noon = clock.hour < 13 <= (clock + dt.timedelta(seconds=stretch.seconds)).hour or clock.hour == 12
        pause = dice.randint(2_400, 4_200) if is_noon else dice.randint(960, 2_700)
        clock += dt.timedelta(seconds=stretch.seconds + pause)
    if day not in NIGHTS and dice.random() < 0.1:
        found.append(Stretch(_at(day, dt.time(20, 30)), dice.randint(2_400, 6_600), MOSS))
    return found


def _free_day(day: dt.date, dice: random.Random) -> list[Stretch]:
    if day in (local.date() for local in ISOLATED) or dice.random() > 0.16:
        return []
    start = _at(day, dt.time(10, 20)) + dt.timedelta(seconds=dice.randint(0, 14_400))
    return [Stretch(start, dice.randint(2_400, 7_800), dice.choice((MOSS, MOSS, ALLOTMENT)))]


def _night(day: dt.date) -> list[Stretch]:
    begun = [(_at(day if time.hour >= 12 else day + dt.timedelta(days=1), time), seconds) for time, seconds in NIGHTS.get(day, [])]
    return [Stretch(start, seconds, MOSS) for start, seconds in begun]


def _at(day: dt.date, time: dt.time) -> dt.datetime:
    return dt.datetime.combine(day, time)
