"""From the editor to a figure: what the plugin wrote is taken in, and a day's report has it."""
import json
import os
import subprocess
from pathlib import Path

from checks import Checks
from programs import START, until
from scratch_projects import repository

# 2026-09-01T21:20:00Z, with which half an hour begins.
DAY, MINUTES, NOW = "2026-09-01", 30, "2026-09-02T06:00:00Z"


def run(checks: Checks, editor: type, place: Path, daybook: Path) -> None:
    folder = place / "ledger"
    file = repository(folder / "quayside", "main") / "src/a.py"

    def ask(*arguments) -> subprocess.CompletedProcess:
        # Nothing of whoever runs this.
        environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "DAYBOOK_SPOOL": str(folder / "spool")}
        return subprocess.run([daybook, *map(str, arguments), *([] if "--ledger" in arguments else ["--ledger", folder / "ledger.db"]), "--now", NOW], cwd=folder, env=environment,
                              capture_output=True, text=True, timeout=60)

    with editor(folder, {"daybook": str(daybook)}, environment={"DAYBOOK_LEDGER": str(folder / "ledger.db")}) as it:
        it.open(file)
        for _ in range(MINUTES // 2):
            it.at(120)
            it.move()
        it.write()
        name, seen = it.name, it.beats()
        checks.same(f"{name}: half an hour of work", (len(seen), seen[-1]["time"] - seen[0]["time"]), (MINUTES // 2 + 2, MINUTES * 60.0))
        checks.valid(f"{name}, half an hour", it.spool())
        taken = ask("import", it.spool(), "--as", "editor")
        checks.check(f"{name}: the file is taken in", taken.returncode == 0 and f"{len(seen)} new" in taken.stdout and "0 rejected" in taken.stdout, taken)
        again = ask("import", it.spool(), "--as", "editor")
        checks.check(f"{name}: a second time nothing is new", again.returncode == 0 and " 0 new" in again.stdout, again)
        told_of_it(checks, name, ask, it.spool().name)
        it.command("Today")
        answer = until(lambda: [text for text in it.told() if "error" not in text and "PATH" not in text])
        checks.check(f"{name}: today is answered by the program", answer, it.told())
        from_spool(checks, it, ask, folder, seen)
        it.quit()


def told_of_it(checks: Checks, name: str, ask, lines: str) -> None:
    day = ask("report", "day", DAY)
    checks.check(f"{name}: the day has it", "0:30" in day.stdout.splitlines()[0] and "quayside" in day.stdout and "Python" in day.stdout, day)
    status = ask("status")
    checks.check(f"{name}: the status names the source", "editor" in status.stdout, status)
    why = ask("why", DAY, "--project", "quayside")
    checks.check(f"{name}: and why leads back to the lines", lines in why.stdout, why)


def from_spool(checks: Checks, it, ask, folder: Path, seen: list) -> None:
    """Into another ledger, by itself, while the editor goes on."""
    (folder / "settings.json").write_text(json.dumps({"Spool": str(folder / "spool")}))
    arguments = ("import", "--config", folder / "settings.json", "--ledger", folder / "other.db")
    first = ask(*arguments)
    checks.check(f"{it.name}: the spool is taken in", first.returncode == 0 and f"{len(seen)} new" in first.stdout and not it.spool().exists(), first)
    it.at(60)
    it.write()
    it.settle()
    second = ask(*arguments)
    checks.check(f"{it.name}: what comes after it, too, and once", second.returncode == 0 and "1 new" in second.stdout, second)
