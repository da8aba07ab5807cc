"""Answers as Clockify does where entries are asked for: a page of those that start in a window, the newest first.

  clockify_service.py COUNT    COUNT entries over ten years up to 2026-09-01; prints its port, and serves until it is killed.

Entries are written out before it listens, so that an answer costs little more than sending it.
"""
import bisect
import json
import sys
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlparse

WORKSPACE, USER = "64a687e29ae1f428e7ebe303", "5a0ab5acb07987125438b60f"
FIRST, LAST = datetime(2016, 9, 1, tzinfo=timezone.utc), datetime(2026, 9, 1, tzinfo=timezone.utc)
PROJECTS = [{"id": f"5b{i:022x}", "name": f"Project {i}", "clientId": f"5c{i % 7:022x}", "clientName": f"Client {i % 7}", "archived": False} for i in range(40)]


def text(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def entry(number: int, start: datetime, seconds: int) -> bytes:
    project = PROJECTS[number % len(PROJECTS)]
    return json.dumps({
        "id": f"65{number:022x}", "description": f"Work on ticket {number % 997}", "userId": USER, "billable": number % 3 == 0, "projectId": project["id"], "taskId": None,
        "tagIds": [], "tags": [], "task": None, "project": project, "user": {"id": USER, "name": "Ada Example", "status": "ACTIVE"},
        "timeInterval": {"start": text(start), "end": text(start + timedelta(seconds=seconds)), "duration": f"PT{seconds // 60}M"}, "workspaceId": WORKSPACE,
        "isLocked": False, "customFieldValues": [], "type": "REGULAR", "kioskId": None, "hourlyRate": {"amount": 4321, "currency": "EUR"}, "costRate": None,
    }, separators=(",", ":")).encode()


class Service(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    starts: list[str] = []
    entries: list[bytes] = []

    def do_GET(self) -> None:
        asked = urlparse(self.path)
        query = {name: values[0] for name, values in parse_qs(asked.query).items()}
        if asked.path.endswith("/time-entries"):
            low = bisect.bisect_left(self.starts, query.get("start", ""))
            high = bisect.bisect_left(self.starts, query["end"]) if "end" in query else len(self.starts)
            size, number = int(query.get("page-size", 50)), int(query.get("page", 1))
            last = max(low, high - (number - 1) * size)
            self.answer(b"[" + b",".join(reversed(self.entries[max(low, last - size):last])) + b"]", last - size <= low)
        elif asked.path.endswith("/user"):
            self.answer(json.dumps({"id": USER, "activeWorkspace": WORKSPACE, "defaultWorkspace": WORKSPACE, "settings": {"timeZone": "UTC"}}).encode())
        elif asked.path.endswith(WORKSPACE):
            self.answer(json.dumps({"id": WORKSPACE, "name": "Example"}).encode())
        else:
            self.answer(b"[]", True)

    def answer(self, body: bytes, is_last: bool | None = None) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        if is_last is not None:
            self.send_header("Last-Page", "true" if is_last else "false")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_) -> None:
        pass


def main() -> None:
    count = int(sys.argv[1])
    step = (LAST - FIRST) / count
    for number in range(count):
        start = (FIRST + number * step).replace(microsecond=0)
        Service.starts.append(text(start))
        Service.entries.append(entry(number, start, 60 * (5 + number % 50)))
    service = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    service.daemon_threads = True
    print(service.server_address[1], flush=True)
    service.serve_forever()


main()
