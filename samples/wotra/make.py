#!/usr/bin/env python3
"""Writes the SQLite samples of Wotra beside this script. Times are milliseconds since 1970, UTC."""
import datetime as dt
import os
import sqlite3

HERE = os.path.dirname(os.path.abspath(__file__))
UTC = dt.timezone.utc

SCHEMA = """
create table entries (id text primary key, start_time integer not null, end_time integer, auto_stopped integer not null default 0,
  note text, day_key text not null, updated_at integer not null, deleted_at integer);
create index idx_entries_day on entries (day_key);
create table closed_days (day_key text primary key, worked_ms integer not null, kind text not null, closed_at integer not null);
create table closed_weeks (week_key text primary key, expected_ms integer not null, worked_ms integer not null, delta_ms integer not null, closed_at integer not null);
create table settings_history (id text primary key, effective_from text not null, hours_per_week real not null, updated_at integer not null);
create table balance_adjustments (id text primary key, delta_ms integer not null, note text not null default '', effective_at integer,
  created_at integer, updated_at integer);
"""


def ms(text):
    return int(dt.datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)


def uuid(n):
    return f"0199f000-0000-7000-8000-{n:012d}"


def make(name, rows, schema=SCHEMA, version=8):
    path = os.path.join(HERE, name)
    if os.path.exists(path):
        os.remove(path)
    db = sqlite3.connect(path)
    db.execute("pragma page_size = 1024")
    db.executescript(schema)
    for table, row in rows:
        db.execute(f"insert into {table} values ({', '.join('?' * len(row))})", row)
    db.execute(f"pragma user_version = {version}")
    db.commit()
    db.close()


def entry(n, start, end, auto=0, note=None, day=None, changed=None, deleted=None):
    return ("entries", (uuid(n), ms(start), end and ms(end), auto, note, day or start[:10], ms(changed or end or start), deleted and ms(deleted)))


make("wotra.db", [
    entry(1, "2026-10-22T07:00:00", "2026-10-22T10:30:00", note="Planning"),
    entry(2, "2026-10-22T11:00:00", "2026-10-22T15:15:30.250"),
    # The guard of midnight in Berlin stopped it.
    entry(3, "2026-10-22T20:00:00", "2026-10-22T21:59:59", auto=1, note="Release"),
    # The clock is put back: three hours, from 01:30 to 03:30 of the clock.
    entry(4, "2026-10-24T23:30:00", "2026-10-25T02:30:00", day="2026-10-25", note="Night shift"),
    entry(5, "2026-10-23T08:00:00", "2026-10-23T09:00:00", note="By mistake", deleted="2026-10-23T09:05:00"),
    entry(6, "2026-10-26T08:00:00", None),
    ("closed_days", ("2026-10-22", 35129250, "work", ms("2026-10-23T07:00:00"))),
    ("closed_days", ("2026-10-23", 28800000, "vacation", ms("2026-10-24T07:00:00"))),
    ("closed_weeks", ("2026-W43", 138600000, 63929250, -74670750, ms("2026-10-26T07:00:00"))),
    ("settings_history", (uuid(21), "2026-01-01", 40, ms("2026-01-01T00:00:00"))),
    ("settings_history", (uuid(22), "2026-10-22", 38.5, ms("2026-10-22T09:00:00"))),
    ("balance_adjustments", (uuid(31), 5400000, "Carried over from 2025", ms("2026-01-01T00:00:00"), ms("2026-10-01T08:00:00"), ms("2026-10-01T08:00:00"))),
    ("balance_adjustments", (uuid(32), -3600000, "", ms("2026-10-20T00:00:00"), ms("2026-10-20T08:00:00"), ms("2026-10-21T08:00:00"))),
])

# Rows that make no sense, beside one that does.
make("wotra-bad-rows.db", [
    entry(1, "2026-10-22T07:00:00", "2026-10-22T10:30:00", note="Sound; naïve, with Ünïcödé"),
    entry(2, "2026-10-22T12:00:00", "2026-10-22T11:00:00", note="Ends before it starts"),
    ("entries", (uuid(3), 1792652400, 1792656000, 0, "Seconds, not milliseconds", "2026-10-22", 1792656000, None)),
    ("entries", (uuid(4), "nine", "ten", 0, "Words", "2026-10-22", ms("2026-10-22T10:00:00"), None)),
    ("closed_days", ("22.10", 1, "work", 1792652400000)),
    ("closed_weeks", ("2026-W54", 1, 1, 1, 1792652400000)),
    ("settings_history", (uuid(5), "2026-10-22", "forty", ms("2026-10-22T09:00:00"))),
])

# As it was before weeks were closed; the days are a view, which is not to be trusted.
make("wotra-view.db", [
    entry(1, "2026-10-22T07:00:00", "2026-10-22T10:30:00"),
], schema="""
create table entries (id text primary key, start_time integer not null, end_time integer, auto_stopped integer not null default 0,
  note text, day_key text not null, updated_at integer not null, deleted_at integer);
create view closed_days as with recursive n (i) as (select 1 union all select i + 1 from n) select i as day_key, 0 as worked_ms from n;
""", version=1)

# The end of the file is missing: what stands before it is read.
whole = open(os.path.join(HERE, "wotra.db"), "rb").read()
make("wotra-cut.db", [entry(n, "2026-10-22T07:00:00", "2026-10-22T07:10:00", note="x" * 300) for n in range(1, 13)])
cut = open(os.path.join(HERE, "wotra-cut.db"), "rb").read()
open(os.path.join(HERE, "wotra-cut.db"), "wb").write(cut[:-2500])
