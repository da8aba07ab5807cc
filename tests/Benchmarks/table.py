"""The results as Markdown."""
import operator
from dataclasses import dataclass

from measure import Spread

HOLDS = {"at most": operator.le, "at least": operator.ge}


@dataclass(frozen=True)
class Row:
    """A pair: what was measured of the one and of the other in `unit`, and their ratio pair by pair."""

    what: str
    unit: str
    one: Spread
    other: Spread | None
    ratio: Spread | None
    goal: tuple[str, float]

    @staticmethod
    def pair(what: str, unit: str, one: list[float], other: list[float], goal: tuple[str, float]) -> "Row":
        return Row(what, unit, Spread.of(one), Spread.of(other), Spread.of([a / b for a, b in zip(one, other)]), goal)

    @staticmethod
    def single(what: str, unit: str, one: list[float], goal: tuple[str, float]) -> "Row":
        return Row(what, unit, Spread.of(one), None, None, goal)

    @property
    def holds(self) -> bool:
        word, limit = self.goal
        return HOLDS[word]((self.ratio or self.one).middle, limit)


@dataclass(frozen=True)
class Gap:
    """A measurement that was not made."""

    what: str
    reason: str


HEAD = """| what | unit | first | against | ratio | goal | met |
|---|---|---|---|---|---|---|"""


def markdown(rows: list[Row | Gap]) -> str:
    return "\n".join([HEAD, *map(_line, rows)])


def _line(row: Row | Gap) -> str:
    if isinstance(row, Gap):
        return f"| {row.what} | | skipped: {row.reason.replace('|', '/')} | | | | |"
    cells = [row.what, row.unit, _spread(row.one), _spread(row.other), _spread(row.ratio, "x"),
             f"{row.goal[0]} {row.goal[1]:g}", "yes" if row.holds else "**no**"]
    return f"| {' | '.join(cells)} |"


def _spread(spread: Spread | None, suffix: str = "") -> str:
    """The median, with the least and the most behind it."""
    if spread is None:
        return ""
    return f"{_number(spread.middle)}{suffix} ({_number(spread.low)} to {_number(spread.high)})"


def _number(value: float) -> str:
    return f"{value:.3f}" if value < 10 else f"{value:.1f}" if value < 1000 else f"{value:.0f}"
