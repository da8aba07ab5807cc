"""The program under test, run in folders of its own, and what a check of its behaviour says."""
import os
import subprocess
from collections import Counter
from pathlib import Path

BUILT = Path(__file__).resolve().parents[3] / "artifacts/tested/daybook"
NOW = "2026-03-20T08:00:00Z"
DONE, PARTLY_DONE = 0, 3
# A shell says 128 and the signal, a parent minus the signal.
KILLED, ABORTED, SEGMENTATION = (-9, 137), (-6, 134), (-11, 139)
CRASHED = ABORTED + SEGMENTATION


class Program:
    """Daybook as a process, that finds neither settings nor a home of the person who tests it."""

    def __init__(self, path: Path, folder: Path):
        self.path, self.folder = path, folder
        self.environment = {key: value for key, value in os.environ.items() if key not in ("TZ", "XDG_CONFIG_HOME") and not key.startswith("DAYBOOK_")}
        self.environment |= {"HOME": str(folder), "DOTNET_NOLOGO": "1"}

    def command(self, *arguments: str, now: str = NOW, ledger: str = "ledger.db") -> list[str]:
        return [str(self.path), *map(str, arguments), "--ledger", ledger, *(("--now", now) if now else ())]

    def run(
        self,
        place: Path,
        *arguments: str,
        before: tuple[str, ...] = (),
        more: dict[str, str] | None = None,
        seconds: int = 120,
        data: bytes | None = None,
        now: str = NOW,
        ledger: str = "ledger.db",
    ) -> subprocess.CompletedProcess:
        """One call to its end. `before` stands in front of it, such as a tool that confines it; `more` is put into its environment."""
        return self.start([*before, *self.command(*arguments, now=now, ledger=ledger)], place, more, seconds, data)

    def start(
        self, command: list[str], place: Path, more: dict[str, str] | None = None, seconds: int = 120, data: bytes | None = None
    ) -> subprocess.CompletedProcess:
        run = subprocess.run(
            command,
            cwd=place,
            env=self.environment | (more or {}),
            capture_output=True,
            timeout=seconds,
            **({"input": data} if data is not None else {"stdin": subprocess.DEVNULL}),
        )
        return subprocess.CompletedProcess(run.args, run.returncode, run.stdout.decode(errors="replace"), run.stderr.decode(errors="replace"))

    def begin(self, place: Path, *arguments: str, before: tuple[str, ...] = (), more: dict[str, str] | None = None, now: str = NOW) -> subprocess.Popen:
        """One call that goes on while the caller does something else."""
        return subprocess.Popen(
            [*before, *self.command(*arguments, now=now)],
            cwd=place,
            env=self.environment | (more or {}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
        )


class Results(Counter):
    """Counts checks as it prints them."""

    def tell(self, title: str, troubles: list[str]) -> None:
        self["failed" if troubles else "passed"] += 1
        print(f"{'FAIL' if troubles else 'ok  '} {title}", *(f"       {trouble}" for trouble in troubles[:5]), sep="\n", flush=True)
        if len(troubles) > 5:
            print(f"       and {len(troubles) - 5} more")


def said(run: subprocess.CompletedProcess) -> str:
    return (run.stderr.strip() or run.stdout.strip() or "nothing")[-400:]


def size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
