"""What is measured of pulling and allocating, against a service on this machine. Needs no export."""
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from measure import Run, in_turn, run
from pairs import HERE, Bench
from table import Row

ENTRIES, TENTH = 50_000, 5_000
# After the last entry of the service.
NOW = ("--now", "2026-09-05T08:00:00Z")


@contextmanager
def service(entries: int) -> Iterator[int]:
    """The port of a service with so many entries of ten years."""
    serving = subprocess.Popen([sys.executable, HERE / "clockify_service.py", str(entries)], stdout=subprocess.PIPE, text=True)
    try:
        yield int(serving.stdout.readline())
    finally:
        serving.kill()
        serving.wait()


def settings(bench: Bench, port: int) -> Path:
    path = bench.folder / f"{port}.json"
    path.write_text(json.dumps({
        "Zones": [{"Zone": "UTC"}],
        "Sources": [{"Name": "clockify", "Pull": {"Service": "clockify", "Host": f"http://127.0.0.1:{port}/api/v1", "AllowHttp": True}}],
        "Allocation": {"WorkDay": {"From": "09:00", "To": "17:00"}, "Other": "rest"}}))
    return path


def pulled(bench: Bench, port: int, ledger: str) -> Run:
    os.environ["DAYBOOK_SECRET_CLOCKIFY"] = "benchmark-key"
    return run([bench.daybook, "pull", "--config", settings(bench, port), "--ledger", bench.new(ledger), *NOW])


def pull(bench: Bench) -> Iterator[Row]:
    with service(ENTRIES) as many, service(TENTH) as few:
        ours, tenth, theirs = in_turn(
            bench.pairs,
            lambda: pulled(bench, many, "pulled.db"),
            lambda: pulled(bench, few, "pulled-tenth.db"),
            lambda: run([sys.executable, HERE / "peer_pull.py", str(many), bench.new("raw.db")]))
    yield Row.pair("50,000 entries of ten years pulled and derived, against downloading and inserting them in Python", "s",
                   [r.wall for r in ours], [r.wall for r in theirs], ("at most", 1.2))
    yield Row.pair("peak memory, 50,000 entries against 5,000", "MB", [r.peak for r in ours], [r.peak for r in tenth], ("at most", 1.5))


def allocate(bench: Bench) -> Iterator[Row]:
    with service(ENTRIES) as port:
        pulled(bench, port, "allocated.db")
        told = lambda days: run([bench.daybook, "allocate", days, "--json", "--config", settings(bench, port), "--ledger", bench.folder / "allocated.db", *NOW])  # noqa: E731
        all_of_it, half, hello = in_turn(bench.pairs, lambda: told("2016-09-01..2026-08-31"), lambda: told("2021-09-01..2026-08-31"), bench.say_hello)
    yield Row.pair("ten years allocated, against hello", "s", [r.wall for r in all_of_it], [r.wall for r in hello], ("at most", 10))
    yield Row.pair("ten years allocated, against five", "s", [r.wall for r in all_of_it], [r.wall for r in half], ("at most", 2))


ALL = (pull, allocate)
