"""The pairs that are measured. Each yields rows; what cannot be measured says why."""
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from measure import Run, Skipped, in_turn, run
from table import Row

HERE = Path(__file__).resolve().parent
WEEK = "2020-W20"


@dataclass(frozen=True)
class Bench:
    """What the pairs work with: programs, exports by name, and a folder of their own."""

    daybook: Path
    hello: Path
    bare_kestrel: Path
    sqlite: Path | None
    insert_only: Path | None
    node_modules: Path | None
    exports: dict[str, Path]
    folder: Path
    pairs: int

    def ledger(self, name: str) -> Path:
        """A finished ledger that pairs may read and copy, but not change."""
        path = self.folder / f"{name}.db"
        if not path.exists():
            making = self.new(f"{name}-making.db")
            self.import_into(making, name)
            making.rename(path)
        return path

    def new(self, name: str) -> Path:
        """A path in the folder at which no ledger is."""
        path = self.folder / name
        for leftover in self.folder.glob(f"{name}*"):
            leftover.unlink()
        return path

    def copy(self, ledger: Path) -> Path:
        return Path(shutil.copy(ledger, self.new("copy.db")))

    def import_into(self, ledger: Path, export: str) -> Run:
        taken = run([self.daybook, "import", self.exports[export], "--ledger", ledger, "--verbose"])
        if not ledger.exists():
            raise Skipped("`daybook import` made no ledger")
        return taken

    def import_new(self, export: str) -> Run:
        return self.import_into(self.new("new.db"), export)

    def say_hello(self) -> Run:
        return run([self.hello])


def insert_only(bench: Bench) -> Iterator[Row]:
    if not bench.insert_only or not bench.sqlite:
        raise Skipped("gcc, or the SQLite library beside daybook, is not there")
    ledger = bench.ledger("large")
    ours, theirs = in_turn(
        bench.pairs,
        lambda: bench.import_new("large"),
        lambda: run([bench.insert_only, bench.sqlite, ledger, bench.new("inserted.db")]))
    yield Row.pair("import of the large export, in process, against only inserting its rows in C", "s",
                   [r.number("import-seconds") for r in ours], [r.number("insert-seconds") for r in theirs], ("at most", 1.25))


def python_peer(bench: Bench) -> Iterator[Row]:
    ours, theirs = in_turn(
        bench.pairs,
        lambda: bench.import_new("middle"),
        lambda: run(["python3", HERE / "peer_python.py", bench.exports["middle"], bench.new("python.db")]))
    yield _peer("json and sqlite3 in Python", theirs, ours, 15)


def duckdb_peer(bench: Bench) -> Iterator[Row]:
    if not bench.node_modules:
        raise Skipped("@duckdb/node-api could not be installed")
    script = Path(shutil.copy(HERE / "peer_duckdb.mjs", bench.node_modules.parent))
    ours, theirs = in_turn(
        bench.pairs,
        lambda: bench.import_new("middle"),
        lambda: run(["node", script, bench.exports["middle"], bench.new("duck.db")]))
    yield _peer("DuckDB's read_json", theirs, ours, 20)


def _peer(name: str, theirs: list[Run], ours: list[Run], goal: float) -> Row:
    return Row.pair(f"{name} against import of the middle export, whole process", "s",
                    [r.wall for r in theirs], [r.wall for r in ours], ("at least", goal))


def table_peer(bench: Bench) -> Iterator[Row]:
    """Clockify's detailed report: a million rows against DuckDB, and a tenth of them for the memory."""
    if not bench.node_modules:
        raise Skipped("@duckdb/node-api could not be installed")
    script = Path(shutil.copy(HERE / "peer_duckdb_csv.mjs", bench.node_modules.parent))
    import_rows = lambda name: run([bench.daybook, "import", bench.exports[name], "--zone", "UTC", "--ledger", bench.new("rows.db")])  # noqa: E731
    ours, tenth, theirs = in_turn(
        bench.pairs,
        lambda: import_rows("clockify"),
        lambda: import_rows("clockify-tenth"),
        lambda: run(["node", script, bench.exports["clockify"], bench.new("duck.db")]))
    yield Row.pair("import of a million rows of Clockify's, against DuckDB's read_csv and insert, whole process", "s",
                   [r.wall for r in ours], [r.wall for r in theirs], ("at most", 2))
    yield Row.pair("peak memory, a million rows against 100,000", "MB", [r.peak for r in ours], [r.peak for r in tenth], ("at most", 1.5))


def memory_and_size(bench: Bench) -> Iterator[Row]:
    large, middle = in_turn(bench.pairs, lambda: bench.import_new("large"), lambda: bench.import_new("middle"))
    yield Row.single("peak memory, import of the large export", "MB", [r.peak for r in large], ("at most", 90))
    yield Row.pair("peak memory, the large export against the middle one", "MB",
                   [r.peak for r in large], [r.peak for r in middle], ("at most", 1.25))
    ledger = bench.ledger("large")
    connection = sqlite3.connect(f"file:{ledger}?mode=ro", uri=True)
    (heartbeats,) = connection.execute("select count(*) from heartbeat").fetchone()
    connection.close()
    yield Row.single("ledger of the large export, a heartbeat", "bytes", [ledger.stat().st_size / heartbeats], ("at most", 40))


def imported_again(bench: Bench) -> Iterator[Row]:
    large, without_week = bench.ledger("large"), bench.ledger("large-without-last-week")
    copies = {"same": lambda: bench.copy(large), "older": lambda: bench.copy(without_week)}

    same, first = in_turn(
        bench.pairs, lambda: bench.import_into(copies["same"](), "large"), lambda: bench.import_new("large"))
    yield Row.pair("import of the same large export again, against the first time", "s",
                   [r.wall for r in same], [r.wall for r in first], ("at most", 0.25))
    again, first = in_turn(
        bench.pairs, lambda: bench.import_into(copies["older"](), "large"), lambda: bench.import_new("large"))
    yield Row.pair("import of a whole new export with seven new days, against the first time", "s",
                   [r.wall for r in again], [r.wall for r in first], ("at most", 0.3))
    week, hello = in_turn(
        bench.pairs, lambda: bench.import_into(copies["older"](), "last-week"), bench.say_hello)
    yield Row.pair("import of seven new days into the large ledger, against hello", "s",
                   [r.wall for r in week], [r.wall for r in hello], ("at most", 5))


def reports(bench: Bench) -> Iterator[Row]:
    commands = {"a week's report as text": ["report", "week", WEEK], "a week's digest in three forms": ["digest", WEEK, "--out", bench.folder / "digest"]}
    large, tenth = bench.ledger("large"), bench.ledger("large-tenth")
    for (what, command), goal in zip(commands.items(), (2.5, 6)):
        of_large, of_tenth, hello = in_turn(
            5 * bench.pairs,
            lambda: run([bench.daybook, *command, "--ledger", large]),
            lambda: run([bench.daybook, *command, "--ledger", tenth]),
            bench.say_hello)
        walls = [[r.wall for r in own] for own in (of_large, of_tenth, hello)]
        yield Row.pair(f"{what} from the large ledger, against hello", "s", walls[0], walls[2], ("at most", goal))
        yield Row.pair(f"{what}, the large ledger against a tenth of it", "s", walls[0], walls[1], ("at most", 1.1))


def account(bench: Bench) -> Iterator[Row]:
    ledgers = {name: _closed(bench, name, entries) for name, entries in (("large", "entries"), ("large-tenth", "entries-tenth"))}
    rebuilt, scanned = in_turn(
        bench.pairs, lambda: _rebuild(bench, ledgers["large"]), lambda: run([sys.executable, HERE / "scan.py", ledgers["large"]]))
    yield Row.pair("all days of the large ledger worked out anew, against an ordered scan of its rows", "s",
                   [r.wall for r in rebuilt], [r.wall for r in scanned], ("at most", 2))
    large, tenth, hello = in_turn(
        5 * bench.pairs, *(lambda name=name: _close_a_day(bench, ledgers[name]) for name in ledgers), bench.say_hello)
    yield Row.pair("closing one more day, the large ledger against a tenth of it", "s", [r.wall for r in large], [r.wall for r in tenth], ("at most", 1.1))
    yield Row.pair("its peak memory, likewise", "MB", [r.peak for r in large], [r.peak for r in tenth], ("at most", 1.1))
    told, hello = in_turn(5 * bench.pairs, lambda: run([bench.daybook, "account", "--ledger", ledgers["large"], *NOW]), bench.say_hello)
    yield Row.pair("the account of all years of the large ledger, against hello", "s", [r.wall for r in told], [r.wall for r in hello], ("at most", 6))


NOW = ("--now", "2031-01-01T12:00:00Z")


def _rebuild(bench: Bench, ledger: Path) -> Run:
    """Other settings let every day be worked out anew; the copying is not measured."""
    copy, settings = bench.copy(ledger), bench.folder / "rebuild.json"
    settings.write_text('{ "Timeline": [{ "Policy": "union" }] }')
    return run([bench.daybook, "report", "week", WEEK, "--ledger", copy, "--config", settings])


def _closed(bench: Bench, name: str, entries: str) -> Path:
    """A copy of a ledger with time entries as well and a contract from its first day, closed but for the last two days."""
    path = bench.folder / f"{name}-closed.db"
    shutil.copy(bench.ledger(name), path)
    run([bench.daybook, "import", bench.exports[entries], "--zone", "UTC", "--ledger", path])
    connection = sqlite3.connect(path)
    first, last = connection.execute("select date(min(date) * 86400, 'unixepoch'), date((max(date) - 2) * 86400, 'unixepoch') from day").fetchone()
    connection.close()
    for command in (["contract", "add", "--from", first, "--hours", "40"], ["close", "--through", last]):
        run([bench.daybook, *command, "--ledger", path, *NOW])
    return path


def _close_a_day(bench: Bench, ledger: Path) -> Run:
    connection = sqlite3.connect(ledger)
    (after,) = connection.execute("select date((max(first) + 1) * 86400, 'unixepoch') from closing where kind = 'day'").fetchone()
    connection.close()
    return run([bench.daybook, "close", "--through", after, "--dry-run", "--ledger", ledger, *NOW])


ALL = (insert_only, python_peer, duckdb_peer, table_peer, memory_and_size, imported_again, reports, account)
