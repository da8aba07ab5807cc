"""The way out to a server that speaks WakaTime's protocol: to the queue first, and from there in batches, on a thread of its own.

The key is read for each round and goes nowhere but into the header of the request.
"""
import base64
import json
import os
import threading
import urllib.error
import urllib.parse
import urllib.request

from . import files
from .queue import Queue

PAUSE = 30  # seconds until a heartbeat is sent with those that followed it; twice as many after each failure
LONGEST = 3600  # seconds
TIMEOUT = 30  # seconds


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """The key is for the server that was named."""

    def redirect_request(self, *_):
        return None


class Server(object):
    """`tell` is called with a sentence, or with None when all is well, from any thread."""

    def __init__(self, config, agent, tell):
        self._config, self._agent, self._tell = config, agent, tell
        self.queue = Queue(config)
        self._wakes, self._closed = threading.Event(), False
        self.pause = PAUSE
        self._thread = threading.Thread(target=self._run, name="daybook")
        self._thread.daemon = True
        self._thread.start()

    def out(self, line):
        """Raises OSError where the disk does not take it."""
        self.queue.add(line)
        self._wakes.set()

    def waiting(self):
        """Lines that no server has."""
        return self.queue.count()

    def where(self):
        return "%s by way of %s" % (self._config["url"], self._config["queue"])

    def close(self):
        self._closed = True
        self._wakes.set()

    def _run(self):
        failures, ended = 0, threading.Event()
        while not self._closed:
            # What an editor before this one could not send goes first.
            try:
                flaw = self.send()
            except Exception as wrong:  # A thread that ended here would never send again.
                flaw = "%s: %s" % (type(wrong).__name__, wrong)
            self._tell(flaw)
            failures = failures + 1 if flaw else 0
            if not flaw:
                self._wakes.wait()
            self._wakes.clear()
            ended.wait(min(self.pause * 2 ** min(failures, 20), LONGEST))

    def send(self):
        """Sends what is in the queue, a batch after the other, until one fails; then says why."""
        path = os.path.expanduser(self._config["key_file"])
        key = ((files.read(path) or "").splitlines() or [""])[0].strip()
        if not key:
            return "%s: no key stands in its first line" % self._config["key_file"]
        if os.name != "nt" and os.stat(path).st_mode & 0o077:
            return "%s: others can read the key. Run: chmod 600 %s" % (self._config["key_file"], self._config["key_file"])
        for path in self.queue.batches():
            flaw = self._send_batch(path, key)
            if flaw:
                return flaw
        return None

    def _send_batch(self, path, key):
        # A line that a full disk cut would spoil the others of its batch.
        lines = [line for line in files.lines(path) if _is_json(line)]
        if not lines:
            os.unlink(path)
            return None
        status, answer = self._ask("[%s]" % ",".join(lines), key)
        if status == 400:
            # Kept, and no longer in the way of the others.
            os.rename(path, path + ".refused")
            return None
        if status not in (201, 202):
            return answer if not status else "the server answered %d%s" % (status, ": it does not know the key" if status in (401, 403) else "")
        again = _wanted_again(lines, answer)
        for line in again:
            self.queue.add(line)
        os.unlink(path)
        return "the server wants %d heartbeats again" % len(again) if again else None

    def _ask(self, body, key):
        """The status and what was answered; status 0 and a sentence where there was no answer."""
        request = urllib.request.Request(
            self._config["url"].rstrip("/") + "/users/current/heartbeats.bulk", body.encode("utf-8"),
            {"Content-Type": "application/json", "User-Agent": self._agent, "X-Machine-Name": urllib.parse.quote(self._config["machine"]),
             "Authorization": "Basic " + base64.b64encode(key.encode("utf-8")).decode("ascii")})
        if request.type not in ("http", "https"):
            return 0, "%s: only http and https are spoken" % self._config["url"]
        try:
            with urllib.request.build_opener(_NoRedirect).open(request, timeout=TIMEOUT) as answer:
                return answer.getcode(), answer.read().decode("utf-8", "replace")
        except urllib.error.HTTPError as refusal:
            return refusal.code, ""
        except Exception as flaw:  # Whatever urllib and http raise, nobody has answered.
            return 0, "the server cannot be reached (%s)" % type(flaw).__name__


def _is_json(line):
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False


def _wanted_again(lines, answer):
    """The server answers for each line on its own, in order, and for good where it says 400."""
    try:
        said = json.loads(answer)
        said = said.get("responses") if isinstance(said, dict) else None
    except ValueError:
        said = None
    if not isinstance(said, list):
        return []
    statuses = [item[1] if isinstance(item, list) and len(item) > 1 and isinstance(item[1], int) else 0 for item in said]
    statuses += [0] * len(lines)
    return [line for line, status in zip(lines, statuses) if not 200 <= status < 300 and status != 400]
