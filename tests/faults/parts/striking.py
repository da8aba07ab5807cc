"""Kills a command at the calls it makes, one run a place, and counts what that came to.

What a sweep gives is a `Leg`: where it starts, which files of it are watched, and what must hold after a strike.
"""
import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable

from .program import BUILT, DONE, KILLED, NOW, PARTLY_DONE, Program, Results, said, size

SYSTEM_CALLS = ("write", "pwrite64", "fsync", "fdatasync", "ftruncate", "unlink", "rename", "link")
LEDGER = ("ledger.db", "ledger.db-journal", "ledger.db.lock", "")
# At both ends so many calls are struck, and in between so many, evenly; where each strike costs many runs, fewer.
ENDS, BETWEEN = 3, 5
FEW_BETWEEN, FEW_CALLS = 3, ("write", "fsync")


@dataclass
class Leg:
    """A command to disturb."""

    name: str
    command: tuple[str, ...]
    # A folder for each strike, made anew; what must be let go of with it.
    place: Callable[[str], Path]
    # What is wrong after a strike: the folder, whether it ended by itself; None where all is as it must be.
    trouble: Callable[[Path, bool], str | None]
    touched: tuple[str, ...] = LEDGER
    let_go: Callable[[Path], None] = shutil.rmtree
    more: Callable[[Path], dict[str, str]] = lambda place: {}
    has_one_thread: bool = True
    is_costly: bool = False
    now: str = NOW


@dataclass
class Tally:
    """What a leg came to."""

    kills: int = 0
    inside: int = 0
    lost: int = 0
    doubled: int = 0
    troubles: list[str] = field(default_factory=list)


class Sweep:
    """Strikes legs; of many equal calls in a row a part, unless all are wanted."""

    def __init__(self, program: Program, jobs: int, most: int | None, is_whole: bool):
        self.program, self.jobs, self.most, self.is_whole = program, jobs, most, is_whole
        self.results, self.tallies = Results(), {}

    @property
    def is_quick(self) -> bool:
        return not self.is_whole and self.most is None

    def strike_all(self, leg: Leg) -> None:
        tally = self.tallies.setdefault(leg.name, Tally())
        for call, threads in self._calls(leg).items():
            if leg.is_costly and self.is_quick and call not in FEW_CALLS:
                continue
            with ThreadPoolExecutor(self.jobs) as pool:
                struck = list(pool.map(lambda number: (number, *self._strike(leg, call, number, "signal=KILL")), self._numbers(leg, max(threads.values()))))
            kills = sum(was_killed for _, was_killed, _, _ in struck)
            inside = sum(was_killed and is_inside for _, was_killed, is_inside, _ in struck)
            troubles = [f"at {call} {number}: {trouble}" for number, _, _, trouble in struck if trouble]
            # strace counts for each thread by itself: a second one would hide behind the first.
            if len(threads) > 1 and leg.has_one_thread:
                troubles.append(f"{len(threads)} threads call {call} on the ledger; the calls of all but one are not struck")
            tally.kills, tally.inside, tally.troubles = tally.kills + kills, tally.inside + inside, tally.troubles + troubles
            self.results.tell(
                f"{leg.name}, {call}: {kills} killed of {threads.total()} calls, {inside} of them inside a transaction",
                troubles + ([] if kills else ["none was killed: it has proved nothing"]),
            )

    def fail_some(self, leg: Leg, call: str, count: int, code: int) -> None:
        """Lets the disk be full at some calls, from there on."""
        struck = [(number, *self._strike(leg, call, number, "error=ENOSPC", code)) for number in sorted({1, 2, max(1, count // 2), count})]
        hits, troubles = sum(was for _, was, _, _ in struck), [f"at {call} {number}: {trouble}" for number, _, _, trouble in struck if trouble]
        self.results.tell(
            f"{leg.name}, {call} (disk full): {hits} struck of {count} calls", troubles + ([] if hits else ["none was struck: it has proved nothing"])
        )

    def count(self, leg: Leg, call: str) -> int:
        return max(self._calls(leg).get(call, Counter({0: 0})).values())

    def _calls(self, leg: Leg) -> dict[str, Counter]:
        """System call -> thread -> how often, in one undisturbed run."""
        place, log = leg.place("traced"), self.program.folder / "trace"
        self._strace(place, leg, "-o", str(log))
        leg.let_go(place)
        found = {call: Counter() for call in SYSTEM_CALLS}
        for thread, rest in (line.split(maxsplit=1) for line in log.read_text(errors="replace").splitlines()):
            call = rest.partition("(")[0]
            if call in found:
                found[call][thread] += 1
        return {call: threads for call, threads in found.items() if threads}

    def _numbers(self, leg: Leg, count: int) -> list[int]:
        ends, between = (1, self.most or FEW_BETWEEN) if leg.is_costly else (ENDS, self.most or BETWEEN)
        step = max(1, (count - 2 * ends) // between)
        return [n for n in range(1, count + 1) if self.is_whole or n <= ends or n > count - ends or n % step == 0]

    def _strike(self, leg: Leg, call: str, number: int, fault: str, code: int | None = None) -> tuple[bool, bool, str | None]:
        """Whether it struck, whether inside a transaction, and what is wrong afterwards."""
        place = leg.place(f"{call}-{number}-{fault.partition('=')[0]}")
        try:
            run = self._strace(place, leg, "-o", os.devnull, "-e", f"inject={call}:{fault}:when={number}{'+' if code else ''}")
            has_struck = run.returncode == code if code else run.returncode in KILLED
            if not has_struck and run.returncode not in (DONE, PARTLY_DONE):
                return False, False, f"exit {run.returncode}: {said(run)}"
            is_inside = size(place / "ledger.db-journal") > 0
            return has_struck, is_inside, leg.trouble(place, code is not None or not has_struck)
        finally:
            leg.let_go(place)

    def _strace(self, place: Path, leg: Leg, *options: str) -> subprocess.CompletedProcess:
        paths = [option for name in leg.touched for option in ("-P", str(place / name))]
        trace = ["strace", "-f", "-qq", *paths, "-e", f"trace={','.join(SYSTEM_CALLS)}", "-e", "signal=none", *options]
        return self.program.run(place, *leg.command, "--quiet", before=tuple(trace), more=leg.more(place), now=leg.now)


def main_of(name: str, doc: str, sweep_all: Callable[[Sweep], None]) -> int:
    """What every sweep's command line has. The last line says how many checks passed."""
    arguments = argparse.ArgumentParser(prog=name, description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("daybook", nargs="?", type=Path, default=BUILT)
    arguments.add_argument("--jobs", type=int, default=os.cpu_count())
    arguments.add_argument("--all", action="store_true", help="strike at every call, not at some of many equal ones")
    arguments.add_argument("--most", type=int, help="strike at so many of many equal calls, in place of a few")
    arguments.add_argument("--tally", type=Path, help="write what each leg came to into this file, as JSON")
    given = arguments.parse_args()
    missing = [f"{given.daybook} is not there; build it with: dotnet build -c Release pipeline/Worker"] if not given.daybook.exists() else []
    missing += ["strace is not installed"] if not shutil.which("strace") else []
    if missing:
        print(*(f"{name}: {reason}" for reason in missing), "0 passed, 1 failed", sep="\n")
        return 1
    with tempfile.TemporaryDirectory(prefix=f"daybook-{name}-") as folder:
        sweep = Sweep(Program(given.daybook.resolve(), Path(folder).resolve()), given.jobs, given.most, given.all)
        try:
            sweep_all(sweep)
        except Undone as error:
            sweep.results.tell(str(error), ["what is to be disturbed must come through undisturbed"])
    if given.tally:
        given.tally.write_text(json.dumps({leg: vars(tally) for leg, tally in sweep.tallies.items()}, indent=2))
    print(f"{sweep.results['passed']} passed, {sweep.results['failed']} failed")
    return 1 if sweep.results["failed"] else 0


class Undone(Exception):
    """An undisturbed command fails."""


def must(run: subprocess.CompletedProcess) -> subprocess.CompletedProcess:
    if run.returncode not in (DONE, PARTLY_DONE):
        raise Undone(f"an undisturbed run fails (exit {run.returncode}): {said(run)}")
    return run


def difference(expected: list[str], actual: list[str], tally: Tally | None = None) -> str | None:
    """In which rows two ledgers differ; what is missing or too much is added to the tally."""
    if expected == actual:
        return None
    lost, added = Counter(expected) - Counter(actual), Counter(actual) - Counter(expected)
    if tally:
        tally.lost, tally.doubled = tally.lost + lost.total(), tally.doubled + added.total()
    first = [f"lost: {row[:200]}" for row in list(lost)[:2]] + [f"too much: {row[:200]}" for row in list(added)[:2]]
    return f"{lost.total()} rows lost, {added.total()} too many; {'; '.join(first)}"
