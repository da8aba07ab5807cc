"""Reads all heartbeats and entries of a ledger in order of time, as little as can be done with them."""
import sqlite3
import sys

connection = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
for rows in ("select at_us, subject_id, activity_id, is_write from heartbeat order by at_us, subject_id, activity_id, is_write",
             "select at_us, end_us, project_id, category_id from time_entry order by at_us, source_id, row_hash"):
    print(connection.execute(f"select count(*), total(at_us) from ({rows} limit -1)").fetchone())
