"""A ledger as text: equal text, equal facts, however many runs it took to get there."""
import sqlite3
from pathlib import Path

# What tells of the runs and not of the time tracked.
LEFT_OUT_TABLES = {"run", "reading"}
LEFT_OUT_COLUMNS = ("run_id",)  # endings


def dump(ledger: Path) -> list[str]:
    """A line a row, rows sorted. A journal left by a killed run is rolled back first, so give it a copy."""
    connection = sqlite3.connect(ledger)
    try:
        return [line for table in tables(connection) if table not in LEFT_OUT_TABLES for line in _rows(connection, table)]
    finally:
        connection.close()


def tables(connection: sqlite3.Connection) -> list[str]:
    query = "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name"
    return [name for (name,) in connection.execute(query)]


def _rows(connection: sqlite3.Connection, table: str) -> list[str]:
    columns = [row[1] for row in connection.execute(f"pragma table_info({_quoted(table)})")]
    kept = [column for column in columns if not column.endswith(LEFT_OUT_COLUMNS)]
    rows = connection.execute(f"select {', '.join(map(_quoted, kept))} from {_quoted(table)}")
    return sorted(f"{table} {dict(zip(kept, row))}" for row in rows)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
