"""A ledger as an earlier Daybook made it: its schema by the migrations that come with the program, its rows from a newer one."""
import hashlib
import sqlite3
from pathlib import Path

STEPS = Path(__file__).resolve().parents[3] / "pipeline/Store/Migrations"
APPLICATION = 0x44617962


def make(newer: Path, older: Path, schema: int) -> None:
    """What the newer one has and the older one has no column for is left out."""
    connection = sqlite3.connect(older, isolation_level=None)
    connection.execute(
        "create table migration (\n  version        integer primary key,\n  name           text not null,\n  sha256         text not null,\n  applied_at_us  integer not null\n)"
    )
    for step in sorted(STEPS.glob("*.sql"))[:schema]:
        text = step.read_text(encoding="utf-8")
        connection.executescript(text)
        connection.execute("insert into migration values (?, ?, ?, 0)", (int(step.name[:4]), step.stem[5:], hashlib.sha256(text.encode()).hexdigest()))
    connection.execute(f"pragma application_id = {APPLICATION}")
    connection.execute(f"pragma user_version = {schema}")
    connection.execute("pragma foreign_keys = off")
    connection.execute("attach ? as newer", (str(newer),))
    for table in _tables(connection, "main"):
        if table != "migration" and table in _tables(connection, "newer"):
            shared = ", ".join(f'"{name}"' for name in _columns(connection, "main", table) if name in _columns(connection, "newer", table))
            connection.execute(f'delete from main."{table}"')
            connection.execute(f'insert into main."{table}" ({shared}) select {shared} from newer."{table}"')
    connection.close()
    older.chmod(0o600)


def schema(ledger: Path) -> int:
    connection = sqlite3.connect(ledger)
    try:
        return connection.execute("pragma user_version").fetchone()[0]
    finally:
        connection.close()


def _tables(connection: sqlite3.Connection, where: str) -> list[str]:
    return [name for (name,) in connection.execute(f"select name from {where}.sqlite_schema where type = 'table' and name not like 'sqlite_%'")]


def _columns(connection: sqlite3.Connection, where: str, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"pragma {where}.table_info('{table}')")]
