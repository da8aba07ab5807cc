#!/usr/bin/env python3
"""What one writes in an afternoon: json.load, sqlite3, and a loop that adds up the days.

  peer_python.py EXPORT NEW_DATABASE
"""
import json
import sqlite3
import sys
from collections import defaultdict
from datetime import datetime
from zoneinfo import ZoneInfo

KEYS = ("time", "entity", "type", "project", "language", "branch", "category", "is_write", "lineno", "lines", "cursorpos",
        "machine_name_id", "user_agent_id")
TIMEOUT = 15 * 60

with open(sys.argv[1], encoding="utf-8") as export:
    document = json.load(export)
zone = ZoneInfo(document["user"]["timezone"])
database = sqlite3.connect(sys.argv[2])
database.execute(f"create table heartbeat ({', '.join(KEYS)}, unique ({', '.join(KEYS[:8])}))")
database.execute("create table day (date, project, seconds)")
rows = ([beat.get(key) for key in KEYS] for day in document["days"] for beat in day["heartbeats"])
database.executemany(f"insert or ignore into heartbeat values ({', '.join('?' * len(KEYS))})", rows)

seconds, before, worked_on = defaultdict(float), None, None
for time, project in database.execute("select time, project from heartbeat order by time"):
    if before is not None and time - before <= TIMEOUT:
        seconds[datetime.fromtimestamp(before, zone).date().isoformat(), worked_on] += time - before
    before, worked_on = time, project
database.executemany("insert into day values (?, ?, ?)", ((*key, length) for key, length in seconds.items()))
database.commit()
print(f"rows: {database.execute('select count(*) from heartbeat').fetchone()[0]}")
print(f"seconds: {sum(seconds.values()):.6f}")
