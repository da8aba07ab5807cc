"""`daybook serve` under load, against a server that only appends and flushes; and what is there when it was killed. Needs wrk."""
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from measure import Run, Skipped, in_turn, run
from pairs import HERE, Bench
from table import Row

sys.path.insert(0, str(HERE.parent / "contracts"))

import serving  # noqa: E402

# Bounded in time and in count; a server gets its first requests before it is measured. The keys are as many as the limit of
# each makes of the counts.
THREADS, CONNECTIONS, SECONDS, FIRST_REQUESTS, REQUESTS = 2, 16, 5, 3_000, 12_000
KILLED_AFTER, CLIENTS = 10_000, 8


def receiver(bench: Bench) -> Iterator[Row]:
    if not shutil.which("wrk"):
        raise Skipped("wrk is not there: apt-get install wrk")
    folder = bench.folder / "receiver"
    folder.mkdir()
    first, rest = FIRST_REQUESTS // serving.MOST_OF_A_KEY, REQUESTS // serving.MOST_OF_A_KEY
    keys, settings = serving.make_keys(bench.daybook, folder, first + rest)
    (folder / "first-keys").write_text("".join(f"{key}\n" for key in keys[:first]))
    (folder / "keys").write_text("".join(f"{key}\n" for key in keys[first:]))
    missing = []
    ours, theirs = in_turn(max(bench.pairs, 5), lambda: of_daybook(bench, settings, missing), lambda: of_bare_kestrel(bench, folder))
    yield Row.pair("requests with 25 heartbeats that `daybook serve` takes, against a bare Kestrel endpoint that appends and flushes them", "a second",
                   [r.number("requests-per-second") for r in ours], [r.number("requests-per-second") for r in theirs], ("at least", 0.5))
    yield Row.pair("their 99th percentile, likewise", "ms", [r.number("p99-ms") for r in ours], [r.number("p99-ms") for r in theirs], ("at most", 3))
    yield Row.single("acknowledged heartbeats that are not in the spool, after each of these loads", "heartbeats", missing, ("at most", 0))
    yield Row.single(f"likewise after kill -9, when {KILLED_AFTER:,} were acknowledged", "heartbeats",
                     [lost_by_a_kill(bench, settings, keys) for _ in range(bench.pairs)], ("at most", 0))


def of_daybook(bench: Bench, settings: Path, missing: list[int]) -> Run:
    folder = settings.parent
    shutil.rmtree(folder / "spool", ignore_errors=True)
    with serving.serving(bench.daybook, settings) as (_, address):
        runs = [load(f"{address}{serving.BULK}", requests, folder / keys, serving.MOST_OF_A_KEY)
                for requests, keys in ((FIRST_REQUESTS, "first-keys"), (REQUESTS, "keys"))]
    there = sum(line.startswith("{") for file in (folder / "spool").rglob("*.jsonl") for line in file.read_text().split("\n"))
    missing.append(max(0, sum(int(run.number("requests")) for run in runs) * serving.HEARTBEATS - there))
    return runs[-1]


def of_bare_kestrel(bench: Bench, folder: Path) -> Run:
    (folder / "bare").unlink(missing_ok=True)
    with bare_kestrel(bench, folder / "bare") as address:
        return [load(f"{address}/", requests) for requests in (FIRST_REQUESTS, REQUESTS)][-1]


@contextmanager
def bare_kestrel(bench: Bench, file: Path) -> Iterator[str]:
    process = subprocess.Popen([bench.bare_kestrel, file], stdout=subprocess.PIPE, text=True)
    try:
        yield process.stdout.readline().strip()
    finally:
        process.kill()
        process.wait()


def load(url: str, requests: int, *keys) -> Run:
    first = int(time.time()) - serving.AGO
    loaded = run(["wrk", f"-t{THREADS}", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-s", HERE / "heartbeats.lua", url, "--", requests // THREADS, first, *keys])
    if refused := loaded.number("refused"):
        raise Skipped(f"{refused:.0f} requests were refused")
    return loaded


def lost_by_a_kill(bench: Bench, settings: Path, keys: list[str]) -> int:
    shutil.rmtree(settings.parent / "spool", ignore_errors=True)
    with serving.serving(bench.daybook, settings) as (process, address):
        acknowledged = serving.post_until_killed(process, address, keys[:CLIENTS], KILLED_AFTER)
    numbers, _ = serving.kept(settings.parent / "spool")
    if len(acknowledged) < KILLED_AFTER:
        raise Skipped(f"only {len(acknowledged)} heartbeats were acknowledged")
    return len(acknowledged - set(numbers))


ALL = (receiver,)
