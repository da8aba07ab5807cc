"""Downloads all entries in pages and inserts them, as a script would that knows nothing of changes, deletions or killed runs.

  peer_pull.py PORT DATABASE
"""
import http.client
import json
import sqlite3
import sys

WORKSPACE, USER, SIZE = "64a687e29ae1f428e7ebe303", "5a0ab5acb07987125438b60f", 1000

database = sqlite3.connect(sys.argv[2])
database.execute("create table entry (id text primary key, start text, end text, project text, client text, description text, billable integer, raw text)")
connection = http.client.HTTPConnection("127.0.0.1", int(sys.argv[1]))
page, is_last = 1, False
while not is_last:
    connection.request("GET", f"/api/v1/workspaces/{WORKSPACE}/user/{USER}/time-entries?hydrated=true&page={page}&page-size={SIZE}", headers={"X-Api-Key": "benchmark-key"})
    answer = connection.getresponse()
    is_last, page = answer.getheader("Last-Page") == "true", page + 1
    with database:
        database.executemany(
            "insert into entry values (?, ?, ?, ?, ?, ?, ?, ?)",
            ((e["id"], e["timeInterval"]["start"], e["timeInterval"]["end"], e["project"]["name"], e["project"]["clientName"], e["description"], e["billable"], json.dumps(e))
             for e in json.loads(answer.read())))
print(database.execute("select count(*) from entry").fetchone()[0])
