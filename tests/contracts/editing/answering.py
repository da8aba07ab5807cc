"""A server that speaks WakaTime's protocol and misbehaves as it is told."""
import base64
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Answering:
    """`plan` says how requests are answered, in order, and the last goes on: a status, "die" before the answer, or a list of a status for each heartbeat.
    `hold` is called with the heartbeats before each answer."""

    def __init__(self, *plan, port=0):
        self.plan, self.kept, self.requests, self.hold = list(plan) or [202], [], [], None
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.answer(self, json.loads(body))

            def do_GET(self):
                outer.requests.append((self.path, None, None, None, 0))
                self.send_error(404)

            def log_message(self, *_):
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_):
                """An editor that was ended does not hear the answer."""

        self.server = Server(("127.0.0.1", port), Handler)
        self.lock = threading.Lock()
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/api/v1"

    def answer(self, request, beats) -> None:
        with self.lock:
            given = base64.b64decode(request.headers["Authorization"].removeprefix("Basic ")).decode()
            self.requests.append((request.path, given, request.headers["User-Agent"], request.headers["X-Machine-Name"], len(beats)))
            plan = self.plan.pop(0) if len(self.plan) > 1 else self.plan[0]
        if self.hold:
            self.hold(beats)
        if plan == "die":
            # It has heard all and says nothing.
            request.close_connection = True
            request.connection.close()
            return
        statuses = plan if isinstance(plan, list) else [201] * len(beats)
        status = 202 if isinstance(plan, list) else plan
        if status in (201, 202):
            with self.lock:
                self.kept += [beat for beat, one in zip(beats, statuses) if 200 <= one < 300]
        said = json.dumps({"responses": [[{"data": None}, one] for one in statuses]}).encode()
        request.send_response(status)
        if status in (301, 302):
            request.send_header("Location", self.url() + "/elsewhere")
        request.send_header("Content-Length", str(len(said)))
        request.end_headers()
        request.wfile.write(said)

    def times(self) -> list[float]:
        with self.lock:
            return [beat["time"] for beat in self.kept]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
