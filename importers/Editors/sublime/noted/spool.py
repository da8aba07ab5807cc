"""The way out to a Daybook on this machine: a line appended to a file of the spool."""
import os

from . import files

# What the disk did not take is tried again with the next heartbeat.
MOST_WAITING = 1000


class Spool(object):
    def __init__(self, config):
        self.path = os.path.join(config["spool"], "editor", "sublime-%s.jsonl" % files.plain(config["machine"]))
        self._waiting = []

    def out(self, line):
        """Raises OSError where the disk does not take it."""
        self._waiting = (self._waiting + [line])[-MOST_WAITING:]
        while self._waiting:
            files.append(self.path, self._waiting[0])
            del self._waiting[0]

    def waiting(self):
        """Lines that were seen and are not on the disk."""
        return len(self._waiting)

    def where(self):
        return self.path

    def close(self):
        pass
