"""Runs processes in turn and says what they took."""
import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


class Skipped(Exception):
    """Why a measurement could not be made."""


@dataclass(frozen=True)
class Run:
    """A whole process. `peak` is its largest resident set in MB (10^6 bytes), `said` what it printed."""

    wall: float
    cpu: float
    peak: float
    said: str

    def number(self, label: str) -> float:
        """The number in a line `label: 1.234`."""
        found = [line.partition(":")[2] for line in self.said.splitlines() if line.startswith(f"{label}:")]
        if not found:
            raise Skipped(f"no line '{label}:' was printed")
        return float(found[-1])


@dataclass(frozen=True)
class Spread:
    """Of several measurements the least, the middle and the most."""

    low: float
    middle: float
    high: float

    @staticmethod
    def of(numbers: list[float]) -> "Spread":
        return Spread(min(numbers), statistics.median(numbers), max(numbers))


def run(command: list[str | Path], cwd: Path | None = None) -> Run:
    words = [str(word) for word in command]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        try:
            process = subprocess.Popen(words, stdout=out, stderr=err, stdin=subprocess.DEVNULL, cwd=cwd)
        except FileNotFoundError:
            raise Skipped(f"{words[0]} is not there") from None
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        said, complained = (_text(file) for file in (out, err))
    if process.returncode != 0:
        lines = (complained.strip() or said.strip() or "nothing").splitlines()
        telling = next((line for line in lines if "error" in line.lower()), lines[-1])
        raise Skipped(f"`{Path(words[0]).name} {' '.join(words[1:3])}` ended with {process.returncode}: {telling.strip()[:200]}")
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024 / 1e6, f"{complained}\n{said}")


def in_turn(times: int, *contenders: Callable[[], Run]) -> list[list[Run]]:
    """Each contender's runs: A B A B ..., so that a slow minute of the machine strikes all of them."""
    runs = [[contender() for contender in contenders] for _ in range(times)]
    return [list(own) for own in zip(*runs)]


def _text(file) -> str:
    file.seek(0)
    return file.read().decode(errors="replace")
