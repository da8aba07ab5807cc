"""The queue of what a server has not taken yet: a folder of batches, a file each, which is deleted only when the server has it.

An editor appends to and sends files that bear its process id and start, so two editors never touch the same one. Files of an
editor that is gone are taken over by the next.
"""
import errno
import os
import re
import threading
import time

from . import files

MOST = 25  # heartbeats that one request may hold
ABANDONED = 86400  # seconds after which a file is taken over although a process has its number


class Queue(object):
    def __init__(self, config):
        self.folder = config["queue"]
        self._prefix = "sublime-%s-" % files.plain(config["machine"])
        self._own = "%d-%d" % (os.getpid(), int(time.time() * 1e6))
        self._number, self._held = 1, 0
        self._lock = threading.Lock()

    def add(self, line):
        """Appends to the open batch; another is opened once it is full. Raises OSError where the disk does not take it."""
        with self._lock:
            files.append(self._path(), line)
            self._held += 1
            if self._held >= MOST:
                self._open_next()

    def batches(self):
        """Closes the open batch and gives the paths of all that are this editor's to send."""
        with self._lock:
            if self._held:
                self._open_next()
            found = []
            for name, pid, start in self._all():
                path = os.path.join(self.folder, name)
                if pid + "-" + start == self._own:
                    found.append(path)
                elif _is_abandoned(path, int(pid)):
                    taken = self._path()
                    try:
                        os.rename(path, taken)
                    except OSError:
                        # Another editor was quicker.
                        continue
                    self._open_next()
                    found.append(taken)
            return found

    def count(self):
        """Lines of this machine that no server has, of whatever editor window."""
        return sum(len(files.lines(os.path.join(self.folder, name))) for name, _, _ in self._all())

    def _all(self):
        for name in files.names(self.folder):
            found = re.match(re.escape(self._prefix) + r"(\d+)-(\d+)-\d+\.jsonl\Z", name)
            if found:
                yield name, found.group(1), found.group(2)

    def _path(self):
        return os.path.join(self.folder, "%s%s-%06d.jsonl" % (self._prefix, self._own, self._number))

    def _open_next(self):
        self._number, self._held = self._number + 1, 0


def _is_abandoned(path, pid):
    if pid == os.getpid() or not _lives(pid):
        return True
    try:
        return time.time() - os.stat(path).st_mtime > ABANDONED
    except OSError:
        return False


def _lives(pid):
    if os.name == "nt":
        # There the call below would end the process.
        return True
    try:
        os.kill(pid, 0)
    except OSError as flaw:
        return flaw.errno != errno.ESRCH
    return True
