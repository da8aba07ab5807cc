"""What an injection works with: folders with a ledger, ways to call the program in them, and a place to say what went wrong."""
import os
import shutil
import subprocess
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

from . import ledger_dump, small_exports
from .program import CRASHED, DONE, PARTLY_DONE, Program, said
from .striking import difference, must

# Tables that tell of the time tracked, and not of how it came in.
TIME = ("heartbeat ", "time_entry ", "day_total ")


@dataclass(frozen=True)
class Row:
    """A fault, and where it is done to the program."""

    id: str
    fault: str
    how: str
    holds: str
    # Tests as Class.Method, and legs of sweeps as "script: leg".
    tests: tuple[str, ...] = ()
    sweeps: tuple[str, ...] = ()
    here: Callable[["Trial"], None] | None = None
    # Why it is not injected, wholly or in part.
    note: str = ""


class NotHere(Exception):
    """What was tried to make a fault on this machine, and what the machine said."""


class Base:
    """A ledger that knows two days, an export that adds a third, and what the two come to."""

    def __init__(self, program: Program):
        self.program = program
        self.before, self.after = small_exports.write(program.folder / "exports")
        self.ledger, whole = program.folder / "base", program.folder / "whole"
        self.ledger.mkdir()
        must(program.run(self.ledger, "import", self.before, "--quiet"))
        must(program.run(self.ledger, "report", "week", "2026-W10"))
        shutil.copytree(self.ledger, whole)
        must(program.run(whole, "import", self.after, "--quiet"))
        self.whole, self.facts = whole, ledger_dump.facts(whole / "ledger.db")


class Trial:
    """One row's injections, and what came of them."""

    def __init__(self, row: Row, base: Base, is_whole: bool, may_cut_power: bool = False):
        self.row, self.base, self.program, self.is_whole = row, base, base.program, is_whole
        self.ran = self.lost = self.doubled = 0
        self.may_cut_power, self.troubles = may_cut_power, []
        self.note = ""
        self.lock = threading.Lock()

    def many(self, usual: int, whole: int) -> int:
        return whole if self.is_whole else usual

    def place(self, start: Path | None = None) -> Path:
        """A new folder with the ledger in it; `start` is another folder to begin with."""
        place = Path(tempfile.mkdtemp(prefix=f"{self.row.id}-", dir=self.program.folder))
        place.chmod(0o755)
        return Path(shutil.copytree(start or self.base.ledger, place, dirs_exist_ok=True))

    def empty(self) -> Path:
        return Path(tempfile.mkdtemp(prefix=f"{self.row.id}-", dir=self.program.folder))

    def run(self, place: Path, *arguments: str, **how) -> subprocess.CompletedProcess:
        """A call that the fault strikes. Whatever happens, it must not crash."""
        with self.lock:
            self.ran += 1
        run = self.program.run(place, *arguments, **how)
        self.expect(
            run.returncode not in CRASHED and "   at Daybook" not in run.stderr,
            f"{' '.join(map(str, arguments))[:80]} crashes (exit {run.returncode}): {said(run)}",
        )
        return run

    def ends(self, run: subprocess.CompletedProcess, *codes: int, says: str = "", when: str = "") -> None:
        self.expect(
            run.returncode in codes and says in run.stderr + run.stdout,
            f"{when or ' '.join(map(str, run.args))[-120:]}: exit {run.returncode}, not {codes}{f' with {says!r}' if says else ''}: {said(run)}",
        )

    def expect(self, holds: object, what: str) -> None:
        if not holds:
            with self.lock:
                self.troubles.append(what)

    def recovers(self, place: Path, facts: list[str] | None = None) -> None:
        """The same import once more comes through, and the ledger is what an undisturbed one leaves."""
        again = self.program.run(place, "import", self.base.after, "--quiet")
        if again.returncode not in (DONE, PARTLY_DONE):
            return self.expect(False, f"once more it fails (exit {again.returncode}): {said(again)}")
        with self.lock:
            found = difference(facts or self.base.facts, ledger_dump.facts(place / "ledger.db"), self)
        self.expect(not found, f"afterwards {found}")
        check = self.program.run(place, "check", "--quiet", now="")
        self.expect(check.returncode == DONE, f"check says {said(check)}")

    def recovers_time(self, place: Path) -> None:
        """As `recovers`, where files that were in between stay known: the time is that of an undisturbed import."""
        again = self.program.run(place, "import", self.base.after, "--quiet")
        self.expect(again.returncode in (DONE, PARTLY_DONE), f"once more it fails (exit {again.returncode}): {said(again)}")
        first, second = ([line for line in ledger_dump.facts(folder / "ledger.db") if line.startswith(TIME)] for folder in (self.base.whole, place))
        with self.lock:
            found = difference(first, second, self)
        self.expect(not found, f"the time: {found}")

    def run_killed(self, place: Path, number: int) -> None:
        """An import that is killed at a write to the ledger."""
        strace = (
            "strace",
            "-f",
            "-qq",
            "-o",
            "/dev/null",
            "-e",
            "signal=none",
            "-P",
            str(place / "ledger.db"),
            "-e",
            f"inject=write,pwrite64:signal=KILL:when={number}",
        )
        self.program.run(place, "import", self.base.after, "--quiet", before=strace)
        with self.lock:
            self.ran += 1

    def within(self, script: str, place: Path, *arguments: str, seconds: int = 120) -> subprocess.CompletedProcess:
        """A shell that has mounts of its own; `$0` is the program. 99 says that nothing could be mounted."""
        with self.lock:
            self.ran += 1
        run = self.program.start(
            ["unshare", "-m", *(() if os.getuid() == 0 else ("-r",)), "sh", "-c", script, str(self.program.path), *map(str, arguments)], place, seconds=seconds
        )
        if run.returncode == 99 or "unshare:" in run.stderr:
            raise NotHere(f"unshare -m, mount: {said(run)}")
        return run

    def as_nobody(self) -> tuple[str, ...]:
        """In front of a command: without the rights of root. Everybody else has none to lose."""
        return ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups") if os.getuid() == 0 else ()


def each(what: Callable[[int], None], numbers) -> None:
    """Two at a time: most of it is waiting."""
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(what, numbers))


def listing(place: Path) -> dict[str, bytes]:
    """Every file of a folder but the lock, which tells who had it."""
    return {str(file.relative_to(place)): file.read_bytes() for file in place.rglob("*") if file.is_file() and not file.name.endswith(".lock")}
