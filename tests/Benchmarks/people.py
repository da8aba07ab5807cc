"""One digest against those of many people, sent in one run."""
import csv
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

from measure import Run, in_turn, run
from pairs import Bench
from table import Row

PEOPLE, WEEK, NOW = 500, "2026-W35", ("--now", "2026-09-01T06:00:00Z")
HEAD = "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags".split(",")


def people(bench: Bench) -> Iterator[Row]:
    folder = bench.folder / "people"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    _tables(folder)
    for name, count in (("all", PEOPLE), ("one", 1)):
        (folder / f"{name}.json").write_text(json.dumps(_settings(count)))
    made = [bench.daybook, "import", folder / "tables", "--config", folder / "all.json", *NOW]
    run(made)
    run([bench.daybook, "report", "week", WEEK, "--config", folder / "all.json", *NOW])
    shutil.move(folder / "ledger.db", folder / "made.db")
    every, one = in_turn(bench.pairs, lambda: _send(bench, folder, "all"), lambda: _send(bench, folder, "one"))
    yield Row.pair(f"digests of {PEOPLE} people put into the outbox and sent in one run, against one", "s", [r.wall for r in every], [r.wall for r in one], ("at most", 100))
    yield Row.pair("its peak memory, likewise", "MB", [r.peak for r in every], [r.peak for r in one], ("at most", 1.5))


def _send(bench: Bench, folder: Path, name: str) -> Run:
    shutil.copy(folder / "made.db", folder / "ledger.db")
    shutil.rmtree(folder / "sent", ignore_errors=True)
    return run([bench.daybook, "digest", WEEK, "--send", "--quiet", "--config", folder / f"{name}.json", *NOW])


def _settings(recipients: int) -> dict:
    names = [f"p{i:03}" for i in range(PEOPLE)]
    return {
        "Ledger": "ledger.db", "Digests": "sent", "Zones": [{"Zone": "Europe/Berlin"}], "Mail": {"Transport": "folder"},
        "People": [{"Person": n, "Names": [f"{n}@example.org"]} for n in names],
        "Recipients": [{"To": f"{n}@example.org", "Person": n} for n in names[:recipients]],
    }


def _tables(folder: Path) -> None:
    """Five weeks of everyone, a file each."""
    (folder / "tables").mkdir()
    for i in range(PEOPLE):
        with (folder / f"tables/p{i:03}.csv").open("w", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(HEAD)
            for day in (f"2026-{month:02}-{day:02}" for month, days in ((7, range(27, 32)), (8, range(1, 31))) for day in days):
                for k, hour in enumerate((8, 10, 13, 15)):
                    minutes = (i * 7 + k * 11) % 60
                    rows.writerow([f"P{i:03}", f"p{i:03}@example.org", "", f"project {(i + k) % 7}", "", f"note {k}", "No", day, f"{hour:02}:00:00", day, f"{hour + 1:02}:{minutes:02}:00", f"01:{minutes:02}:00", ""])


ALL = (people,)
