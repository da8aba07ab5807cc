"""What a timer costs that finds nothing to do: the run that happens most."""
import json
from collections.abc import Iterator

from measure import Skipped, in_turn, run
from pairs import Bench
from table import Row

SAMPLES = "samples/demo"
NOW = ("--now", "2026-09-01T08:00:00Z")
SETTINGS = {
    "Ledger": "ledger.db", "Inbox": "inbox", "Archive": "archive", "Digests": "digests", "Spool": "spool", "Zones": [{"Zone": "Europe/Berlin"}],
    "Sources": [{"Name": "wakatime", "Joins": [{"TimeoutMinutes": 15}]}], "Goals": [{"HoursAWeek": 20, "ExcludeWeekends": True}],
}


def idle_run(bench: Bench) -> Iterator[Row]:
    """Half a year of samples with their settings; all that was due is done, and the ledger is up to date."""
    folder = bench.folder / "idle"
    (folder / "inbox").mkdir(parents=True)
    (folder / "settings.json").write_text(json.dumps(SETTINGS))
    command = [bench.daybook, "run", "--config", folder / "settings.json", *NOW]
    run([bench.daybook, "import", bench.daybook.parent / SAMPLES, "--config", folder / "settings.json", *NOW])
    run(command)
    if "nothing to do" not in (said := run(command).said):
        raise Skipped(f"the run has something to do: {said.strip()[:200]}")
    ours, status, hello = in_turn(
        max(bench.pairs, 15), lambda: run([*command, "--quiet"]), lambda: run([bench.daybook, "status", "--config", folder / "settings.json", *NOW]), bench.say_hello)
    yield Row.pair("`daybook run` with nothing to do, against hello world", "s", [r.wall for r in ours], [r.wall for r in hello], ("at most", 6))
    yield Row.pair("`daybook status`, against hello world", "s", [r.wall for r in status], [r.wall for r in hello], ("at most", 6))


ALL = (idle_run,)
