"""A mail server on this machine that keeps what it takes."""
import socketserver
import threading
from typing import Callable

STEPS = ("greeting", "EHLO", "MAIL", "RCPT", "DATA", "dot")


class Smtp:
    """Listens at `port` until it is closed."""

    def __init__(self):
        self.taken: list[bytes] = []
        # Done at each step, before and after the answer: step, whether it is answered.
        self.at: Callable[[str, bool], None] = lambda step, is_answered: None
        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), type("Session", (_Session,), {"mails": self}))
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def settings(self) -> dict:
        return {
            "Mail": {
                "From": "Daybook <daybook@example.org>",
                "To": "Ada <ada@example.org>",
                "Transport": "smtp",
                "Host": "localhost",
                "Port": self.port,
                "Security": "none",
            }
        }

    def ids(self) -> list[str]:
        return [line.decode().partition(":")[2].strip() for mail in self.taken for line in mail.split(b"\r\n") if line.lower().startswith(b"message-id:")]

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


class _Session(socketserver.StreamRequestHandler):
    mails: Smtp

    def handle(self) -> None:
        try:
            self.say("greeting", "220 ready")
            while line := self.rfile.readline().decode("latin-1").strip():
                verb = line.split(" ")[0].split(":")[0].upper()
                if verb == "DATA":
                    self.say("DATA", "354 go on")
                    if not self.take():
                        return
                elif verb == "QUIT":
                    return self.say("QUIT", "221 bye")
                else:
                    self.say(verb, "250 fine")
        except OSError:
            pass  # Whoever sent was killed.

    def take(self) -> bool:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b".") else line)
        if not line:
            return False
        self.mails.at("dot", False)
        self.mails.taken.append(b"".join(lines))
        self.wfile.write(b"250 taken\r\n")
        self.mails.at("dot", True)
        return True

    def say(self, step: str, text: str) -> None:
        self.mails.at(step, False)
        self.wfile.write(f"{text}\r\n".encode())
        self.mails.at(step, True)
