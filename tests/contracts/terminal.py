"""A shell at a terminal, with a person who types and presses Tab."""
import os
import pty
import select
import time
from pathlib import Path


class Terminal:
    """What is typed as `daybook ...` is not run: its words, as the shell cut them, are the answer."""

    def __init__(self, command: list[str], prepare: str, folder: Path, environment: dict[str, str]):
        self.answer = folder / "answer"
        self.process, self.screen = pty.fork()
        if self.process == 0:
            os.chdir(folder)
            os.execvpe(command[0], command, {**environment, "ANSWER": str(self.answer), "TERM": "xterm", "COLUMNS": "400", "LINES": "50"})
        self.said = b""
        self.type(f"{prepare}\r")
        self.words("daybook ready\r")

    def type(self, keys: str) -> None:
        os.write(self.screen, keys.encode())

    def words(self, keys: str) -> list[str] | None:
        """The words that the keys come to; None where the shell had not run anything after half a minute."""
        self.answer.unlink(missing_ok=True)
        self.said = b""
        self.type(keys)
        until = time.monotonic() + 30
        while time.monotonic() < until:
            if select.select([self.screen], [], [], 0.05)[0]:
                try:
                    self.said += os.read(self.screen, 65536)
                except OSError:
                    return None
            # Closed by a name of its own: what is there is whole.
            if self.answer.exists():
                return self.answer.read_bytes().decode().split("\0")[:-1]
        return None

    def close(self) -> None:
        os.close(self.screen)
        os.waitpid(self.process, 0)
