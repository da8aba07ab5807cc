"""A ledger as text: equal text, equal facts, however many runs it took to get there."""
import sqlite3
from pathlib import Path

# What tells of the runs and not of the time tracked.
TABLES_OF_RUNS = {"run", "run_stage", "reading"}
# Sums of rows, those of runs among them.
SUMS = {"row_sum"}
COLUMNS_OF_RUNS = ("run_id",)  # endings
WALL_TIMES = {("run", "started_at_us"), ("run", "ended_at_us"), ("migration", "applied_at_us")}


def facts(ledger: Path) -> list[str]:
    """All that is known of the time tracked: a line a row, rows sorted."""
    return _dump(ledger, TABLES_OF_RUNS | SUMS, lambda table, column: column.endswith(COLUMNS_OF_RUNS) or (table, column) in WALL_TIMES)


def state(ledger: Path) -> list[str]:
    """All there is but the time of day; empty for a file that is no ledger yet."""
    return _dump(ledger, SUMS, lambda table, column: (table, column) in WALL_TIMES)


def _dump(ledger: Path, left_out: set[str], is_left_out) -> list[str]:
    # Opening it rolls back what a killed run has left, so a ledger that daybook is still to meet is given as a copy.
    connection = sqlite3.connect(ledger)
    query = "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name"
    try:
        tables = [name for (name,) in connection.execute(query) if name not in left_out]
        return [line for table in tables for line in _rows(connection, table, is_left_out)]
    finally:
        connection.close()


def _rows(connection: sqlite3.Connection, table: str, is_left_out) -> list[str]:
    columns = [row[1] for row in connection.execute(f"pragma table_info({_quoted(table)})")]
    kept = [column for column in columns if not is_left_out(table, column)]
    rows = connection.execute(f"select {', '.join(map(_quoted, kept))} from {_quoted(table)}")
    return sorted(f"{table} {dict(zip(kept, row))}" for row in rows)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
