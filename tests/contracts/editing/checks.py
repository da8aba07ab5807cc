"""Counts what holds, and what every heartbeat must hold."""
import json
from pathlib import Path

# Key -> its kinds, and whether a heartbeat may lack it.
KEYS = {
    "entity": (str, False), "type": (str, False), "time": (float, False), "category": (str, False), "is_write": (bool, False), "user_agent": (str, False),
    "machine": (str, False), "editor": (str, False), "operating_system": (str, False),
    "project": (str, True), "branch": (str, True), "language": (str, True), "lineno": (int, True), "cursorpos": (int, True), "lines": (int, True),
}


class Checks:
    def __init__(self):
        self.passed = self.failed = 0

    def check(self, name: str, holds: object, said: object = "") -> None:
        self.passed, self.failed = self.passed + bool(holds), self.failed + (not holds)
        if not holds:
            print(f"FAIL {name}: {said}")

    def same(self, name: str, found: object, wanted: object) -> None:
        self.check(name, found == wanted, f"{found!r} should be {wanted!r}")

    def valid(self, name: str, file: Path) -> None:
        """Each line of a file of the spool is a heartbeat, between line feeds, and nobody else may read it."""
        text = file.read_bytes().decode()
        flaws = [flaw for line in text.split("\n") if line for flaw in flaws_of(line)]
        self.check(f"{name}: each line is a heartbeat", text.strip() and not flaws, flaws[:3])
        self.check(f"{name}: it begins and ends with a line feed", text.startswith("\n") and text.endswith("\n"))
        self.same(f"{name}: only its owner may read it", (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777), (0o600, 0o700))


def flaws_of(line: str) -> list[str]:
    try:
        beat = json.loads(line)
    except ValueError as flaw:
        return [f"{flaw}: {line[:200]}"]
    flaws = [f"{key} stands there" for key in beat if key not in KEYS]
    for key, (kind, may_lack) in KEYS.items():
        if key not in beat:
            flaws += [] if may_lack else [f"{key} is missing"]
        elif type(beat[key]) is not kind or beat[key] == "":
            flaws.append(f"{key} is {beat[key]!r}")
    return flaws
