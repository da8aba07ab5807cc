#!/usr/bin/env python3
"""Writes the SQLite samples of claude-tracker beside this script."""
import os
import sqlite3

HERE = os.path.dirname(os.path.abspath(__file__))
SCHEMA = """
create table if not exists sessions (source_path text primary key, project text, date text, start_time text, end_time text, duration_seconds integer,
  input_tokens integer default 0, output_tokens integer default 0, cache_creation_input_tokens integer default 0, cache_read_input_tokens integer default 0);
create table if not exists synced_days (date text, workspace_id text, primary key (date, workspace_id));
create table if not exists synced_entries (date text, workspace_id text, project_id text, clockify_entry_id text, primary key (date, workspace_id, project_id));
"""


def make(name, sessions, days=(), entries=()):
    path = os.path.join(HERE, name)
    if os.path.exists(path):
        os.remove(path)
    db = sqlite3.connect(path)
    db.execute("pragma page_size = 1024")
    db.executescript(SCHEMA)
    db.executemany("insert into sessions values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", sessions)
    db.executemany("insert into synced_days values (?, ?)", days)
    db.executemany("insert into synced_entries values (?, ?, ?, ?)", entries)
    db.commit()
    db.close()


make("sessions.db", [
    ("-home-ada-work-daybook/3f1b7c1e-0000-4000-8000-000000000001.jsonl", "/home/ada/work/daybook", "2026-10-22", "2026-10-22T07:00:00Z", "2026-10-22T08:05:00Z", 2700, 100, 2000, 300, 40000),
    # Over midnight in Berlin, and one message only.
    ("-home-ada-work-notes/3f1b7c1e-0000-4000-8000-000000000002.jsonl", "/home/ada/work/notes", "2026-10-22", "2026-10-22T21:50:00Z", "2026-10-22T22:20:00Z", 1800, 1, 2, 0, 0),
    ("-home-ada/3f1b7c1e-0000-4000-8000-000000000003.jsonl", "", "2026-10-25", "2026-10-25T00:30:00Z", "2026-10-25T00:30:00Z", 0, 0, 0, 0, 0),
], [("2026-10-22", "ws1")], [("2026-10-22", "ws1", "p1", "e1"), ("2026-10-22", "ws1", "p2", "e2")])

make("sessions-quirks.db", [
    ("old/chat.jsonl", "C:\\Users\\ada\\src\\app", "2026-10-22", "2026-10-22T07:00:00Z", "2026-10-22T07:10:00Z", 600, 1, 1, 0, 0),
    ("x/3f1b7c1e-0000-4000-8000-000000000004.jsonl", "/srv/x/", "2026-10-22", "2026-10-22T07:00:00Z", "2026-10-22T07:10:00Z", -30, 1, 1, 0, 0),
    ("x/3f1b7c1e-0000-4000-8000-000000000005.jsonl", "/srv/x", "2026-10-22", "soon", None, 60, 1, 1, 0, 0),
])
