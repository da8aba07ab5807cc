"""A service on this machine that keeps time entries as Clockify does, and every entry that it was ever told of."""
import json
import threading
import time
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Callable
from urllib.parse import parse_qs, urlparse

KEY = "CANARY-key-of-the-stand-in-4711"
WORKSPACE, USER = "64a687e29ae1f428e7ebe303", "5a0ab5acb07987125438b60f"
PROJECTS = {"web": "65a000000000000000000001", "garden": "65a000000000000000000002", "rest": "65a000000000000000000003"}


class Clockify:
    """Answers at `address` until it is closed."""

    def __init__(self):
        self.entries: dict[str, dict] = {}
        self.asked: list[str] = []
        # Done with each request: its number, and a function that does what is asked and answers.
        self.at: Callable[[int, Callable], None] = lambda number, answer: answer()
        self.lock = threading.Lock()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), type("Session", (_Session,), {"service": self}))
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/api/v1"

    def settings(self, more: str = "") -> str:
        """What Daybook needs to push its days here: web and garden have a project of their own."""
        pull = {"Service": "clockify", "Host": self.address, "AllowHttp": True, "Workspace": WORKSPACE}
        rules = [{"Project": name, "To": PROJECTS[name]} for name in ("web", "garden")]
        allocation = {"WorkDay": {"From": "09:00", "To": "17:00"}, "Ratio": "time", "Other": PROJECTS["rest"], "Rules": rules}
        return json.dumps(
            {"Zones": [{"Zone": "Europe/Berlin"}], "Sources": [{"Name": "clockify", "Pull": pull}], "Allocation": allocation} | json.loads(more or "{}")
        )

    def kept(self) -> list[str]:
        """What stands here, without ids."""
        return sorted(f"{entry['start']} {entry['end']} {entry['projectId']} {entry['description']}" for entry in self.entries.values())

    def writes(self) -> list[str]:
        return [asked for asked in self.asked if not asked.startswith("GET ")]

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def do(self, verb: str, path: str, query: dict, body: dict | None) -> tuple[int, object]:
        with self.lock:
            parts = path.removeprefix("/api/v1/").split("/")
            if parts == ["user"]:
                return 200, {
                    "id": USER,
                    "email": "ada@example.org",
                    "name": "Ada",
                    "activeWorkspace": WORKSPACE,
                    "defaultWorkspace": WORKSPACE,
                    "settings": {"timeZone": "UTC"},
                }
            if parts[0] != "workspaces" or parts[1] != WORKSPACE:
                return 403, {"message": "Access Denied", "code": 501}
            if len(parts) == 2:
                return 200, {"id": WORKSPACE, "name": "Example"}
            if parts[2] == "projects":
                return 200, [
                    {"id": id, "name": name, "clientId": "", "clientName": "", "workspaceId": WORKSPACE, "archived": False, "billable": True}
                    for name, id in PROJECTS.items()
                ]
            if parts[2] in ("clients", "tags"):
                return 200, []
            if parts[2] == "user":
                window = query.get("start", [""])[0], query.get("end", ["9"])[0]
                found = sorted((e for e in self.entries.values() if window[0] <= e["start"] < window[1]), key=lambda e: e["start"], reverse=True)
                page, most = int(query.get("page", ["1"])[0]), int(query.get("page-size", ["50"])[0])
                return 200, [_shown(entry) for entry in found[(page - 1) * most : page * most]]
            return self._entry(verb, parts[3] if len(parts) > 3 else None, body)

    def _entry(self, verb: str, id: str | None, body: dict | None) -> tuple[int, object]:
        if id is not None and id not in self.entries:
            return 400, {"message": "Time entry doesn't belong to Workspace", "code": 501}
        if verb == "DELETE":
            del self.entries[id]
            return 204, None
        if verb in ("POST", "PUT"):
            id = id or f"65b0{len(self.asked):020x}"
            self.entries[id] = {"id": id, "description": "", "projectId": None, "end": None} | (body or {})
        return (201 if verb == "POST" else 200), _shown(self.entries[id])


def _shown(entry: dict) -> dict:
    interval = {"start": entry["start"], "end": entry["end"], "duration": None}
    return {
        "id": entry["id"],
        "description": entry["description"],
        "userId": USER,
        "billable": entry.get("billable", False),
        "projectId": entry["projectId"],
        "taskId": None,
        "tagIds": [],
        "timeInterval": interval,
        "workspaceId": WORKSPACE,
        "isLocked": False,
        "customFieldValues": [],
        "type": "REGULAR",
        "kioskId": None,
    }


class _Session(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    service: Clockify

    def handle_one(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body, service = json.loads(self.rfile.read(length)) if length else None, self.service
        with service.lock:
            number = len(service.asked)
            service.asked.append(f"{self.command} {self.path}")
        if self.headers.get("X-Api-Key") != KEY:
            return self.answer(401, {"message": "Api key does not exist", "code": 4003})
        url = urlparse(self.path)

        def answer(says: bool = True) -> None:
            found = service.do(self.command, url.path, parse_qs(url.query), body)
            if says:
                self.answer(*found)

        service.at(number, answer)

    do_GET = do_POST = do_PUT = do_DELETE = handle_one

    def answer(self, status: int, content: object) -> None:
        text = b"" if content is None else json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.send_header("Last-Page", "true")
        self.end_headers()
        self.wfile.write(text)

    def date_time_string(self, timestamp: float | None = None) -> str:
        return formatdate(timestamp or time.time(), usegmt=True)

    def log_message(self, *_) -> None:
        pass

    def handle(self) -> None:
        try:
            super().handle()
        except OSError:
            pass  # Whoever asked was killed.
