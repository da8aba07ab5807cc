#!/usr/bin/env python3
"""Writes the SQLite samples of WorkTime beside this script, and the same as dumps in SQL."""
import os
import sqlite3

HERE = os.path.dirname(os.path.abspath(__file__))

FIRST = """
CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, github_user_id TEXT UNIQUE NOT NULL, github_username TEXT NOT NULL, email TEXT, avatar_url TEXT,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP, last_active DATETIME DEFAULT CURRENT_TIMESTAMP);
CREATE TABLE time_sessions (id INTEGER PRIMARY KEY AUTOINCREMENT, user_id INTEGER NOT NULL, repo_owner TEXT NOT NULL, repo_name TEXT NOT NULL,
  pr_number INTEGER NOT NULL, start_time DATETIME NOT NULL, end_time DATETIME, duration_seconds INTEGER,
  status TEXT CHECK (status IN ('active', 'completed', 'abandoned')) DEFAULT 'active', created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
  FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE);
CREATE TABLE daily_stats (id INTEGER PRIMARY KEY AUTOINCREMENT, user_id INTEGER NOT NULL, repo_owner TEXT, repo_name TEXT, date DATE,
  total_duration_seconds INTEGER, session_count INTEGER, avg_session_seconds INTEGER, created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
  UNIQUE (user_id, repo_owner, repo_name, date));
"""

SECOND = """
CREATE TABLE users (user_id INTEGER PRIMARY KEY AUTOINCREMENT, github_user_id TEXT UNIQUE NOT NULL, github_username TEXT NOT NULL, github_avatar_url TEXT,
  email TEXT, created_at TEXT DEFAULT (datetime('now')), updated_at TEXT);
CREATE TABLE time_sessions (session_id INTEGER PRIMARY KEY AUTOINCREMENT, user_id INTEGER NOT NULL, repo_owner TEXT NOT NULL, repo_name TEXT NOT NULL,
  pr_number INTEGER NOT NULL, start_time TEXT NOT NULL, end_time TEXT, duration_seconds INTEGER, status TEXT, created_at TEXT, updated_at TEXT);
CREATE TABLE daily_stats (stat_id INTEGER PRIMARY KEY AUTOINCREMENT, user_id INTEGER NOT NULL, date TEXT NOT NULL, total_seconds INTEGER,
  session_count INTEGER, created_at TEXT, updated_at TEXT, UNIQUE (user_id, date));
CREATE TABLE pr_review_activities (activity_id INTEGER PRIMARY KEY AUTOINCREMENT, user_id INTEGER NOT NULL, activity_type TEXT NOT NULL,
  repo_owner TEXT NOT NULL, repo_name TEXT NOT NULL, pr_number INTEGER NOT NULL, session_id INTEGER, metadata TEXT, created_at TEXT, updated_at TEXT);
"""


def literal(value):
    if value is None:
        return "NULL"
    if isinstance(value, int):
        return str(value)
    text = "'" + value.replace("'", "''").replace("\n", "\\n") + "'"
    return f"replace({text},'\\n',char(10))" if "\n" in value else text


def write_dump(db, path, schema, rows):
    """As D1 exports: tables in the order they were made; the second schema's with the names of the columns."""
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        out.write("PRAGMA defer_foreign_keys=TRUE;\n" + schema.lstrip())
        for table, row in rows:
            names = [c[1] for c in db.execute(f"pragma table_info({table})")]
            columns = "" if schema is FIRST else " (" + ", ".join(f'"{n}"' for n in names) + ")"
            out.write(f'INSERT INTO "{table}"{columns} VALUES({",".join(map(literal, row))});\n')


def make(name, schema, rows, dump):
    path = os.path.join(HERE, name)
    if os.path.exists(path):
        os.remove(path)
    db = sqlite3.connect(path)
    db.execute("pragma page_size = 2048")
    db.executescript(schema)
    for table, row in rows:
        db.execute(f"insert into {table} values ({', '.join('?' * len(row))})", row)
    db.commit()
    write_dump(db, os.path.join(HERE, dump), schema, rows)
    db.close()


make("first-schema.db", FIRST, [
    ("users", (1, "1001", "ada", "ada@example.org", None, "2026-10-01 08:00:00", "2026-10-22 08:00:00")),
    ("time_sessions", (1, 1, "acme", "rocket", 42, "2026-10-22 08:00:00", "2026-10-22 08:12:30", 750, "completed", "2026-10-22 08:00:00")),
    # Synced late: the server's end is an hour off, the length is right.
    ("time_sessions", (2, 1, "acme", "rocket", 43, "2026-10-22 21:50:00", "2026-10-22 23:05:00", 900, "completed", "2026-10-22 21:50:00")),
    ("time_sessions", (3, 1, "acme", "anvil", 7, "2026-10-22 09:00:00", None, None, "active", "2026-10-22 09:00:00")),
    ("time_sessions", (4, 1, "acme", "anvil", 7, "2026-10-22 10:00:00", None, None, "abandoned", "2026-10-22 10:00:00")),
    ("time_sessions", (5, 1, "acme", "anvil", 8, "2026-10-25 00:50:00", "2026-10-25 01:10:00", None, "completed", "2026-10-25 00:50:00")),
    ("daily_stats", (1, 1, "acme", "rocket", "2026-10-22", 1650, 2, 825, "2026-10-22 23:05:00")),
], "first-schema.sql")

make("second-schema.db", SECOND, [
    ("users", (1, "1001", "ada", None, "ada@example.org", "2026-10-01 08:00:00", "2026-10-22 08:00:00")),
    ("time_sessions", (1, 1, "acme", "rocket", 42, "2026-10-22 08:00:00", "2026-10-22 08:12:30", 750, "completed", "2026-10-22 08:00:00", "2026-10-22 08:12:30")),
    ("time_sessions", (2, 2, "acme", "rocket", 43, "2026-10-22T21:50:00.000Z", "2026-10-22T22:05:00.000Z", 900, "completed", "2026-10-22 21:50:00", "2026-10-22 22:05:00")),
    ("time_sessions", (3, 1, "acme", "anvil", 7, "2026-10-22 09:00:00", None, None, "cancelled", "2026-10-22 09:00:00", "2026-10-22 09:01:00")),
    ("time_sessions", (4, 1, "acme", "anvil", 7, "last week", "2026-10-22 10:00:00", 60, "completed", "2026-10-22 10:00:00", "2026-10-22 10:00:00")),
    ("time_sessions", (5, 1, "acme", "anvil", 7, "2026-10-22 10:00:00", "2026-10-22 09:00:00", None, "completed", "2026-10-22 10:00:00", None)),
    ("daily_stats", (1, 1, "2026-10-22", 750, 1, "2026-10-22 08:12:30", "2026-10-22 08:12:30")),
    ("pr_review_activities", (1, 1, "approve", "acme", "rocket", 42, 1, "{\"note\":\"it's fine\"}", "2026-10-22T08:12:00.000Z", "2026-10-22 08:12:30")),
    ("pr_review_activities", (2, 1, "comment", "acme", "rocket", 42, None, "two\nlines; and 'quotes'", "2026-10-22 08:05:00", None)),
], "second-schema.sql")
