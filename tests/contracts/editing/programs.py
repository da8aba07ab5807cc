"""The editors that the contract drives: a real Neovim without a screen, and Sublime Text's plugin in a process that stands in for Sublime's."""
import json
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PLUGINS = ROOT / "importers/Editors"
START = 1788300000.25


NO_LIMIT = resource.RLIM_INFINITY


def until(holds, seconds=10.0):
    end = time.monotonic() + seconds
    while not (found := holds()) and time.monotonic() < end:
        time.sleep(0.01)
    return found


class Editor:
    """`settings` are the plugin's, by the names that both plugins have. Times are seconds, and stand still until at() moves them."""

    name = None

    def __init__(self, folder: Path, settings=None, pause=30.0, environment=None):
        self.folder, self.settings, self.pause, self.now = folder, {"machine": "box", **(settings or {})}, pause, START
        folder.mkdir(parents=True, exist_ok=True)
        self.environment = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder / "data"), "DAYBOOK_SPOOL": str(folder / "spool"),
                            "no_proxy": "127.0.0.1", **(environment or {})}
        self.process = self.start()

    def spool(self) -> Path:
        return self.folder / f"spool/editor/{self.name}-box.jsonl"

    def beats(self) -> list[dict]:
        """What lies in the spool, after all that is on its way has got there."""
        self.settle()
        return [json.loads(line) for line in self.spool().read_text().split("\n") if line] if self.spool().exists() else []

    def limit(self, size: int) -> None:
        """As a full disk does, cuts what would make a file longer than so many bytes."""
        resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE, (size, NO_LIMIT))

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()


class Neovim(Editor):
    name, agent, program = "neovim", "neovim/", "Neovim"

    def start(self):
        orders = str(self.folder / f"{time.monotonic_ns()}.sock")
        rc = self.folder / "init.lua"
        rc.write_text("\n".join([
            f"vim.opt.rtp:prepend([[{PLUGINS / 'neovim'}]])", "vim.opt.swapfile = false", "vim.cmd('filetype plugin indent off')", "vim.opt.shortmess = 'aIFW'",
            "told = {}", "vim.notify = function(text) table.insert(told, text) end", f"now = {self.now}",
            "require('daybook').clock = function() return now end", f"require('daybook.server').PAUSE = {self.pause}",
            f"require('daybook').setup(vim.json.decode([==[{json.dumps(self.settings)}]==]))", f"dofile([[{Path(__file__).parent / 'ordered.lua'}]])"]))
        self.screen = open(self.folder / "screen", "ab")
        process = subprocess.Popen(["nvim", "--headless", "-u", str(rc), "-i", "NONE"], env={**self.environment, "ORDERS": orders}, cwd=self.folder,
                                   stdin=subprocess.DEVNULL, stdout=self.screen, stderr=self.screen, restore_signals=False)
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(20)
        until(lambda: self.socket.connect_ex(orders) == 0)
        self.answers = self.socket.makefile("r")
        return process

    def order(self, **order):
        self.socket.sendall(json.dumps(order).encode() + b"\n")
        answer = json.loads(self.answers.readline())
        assert answer["fine"], (order, answer["said"])
        return answer.get("said")

    def lua(self, expression: str):
        return self.order(lua=expression)

    def act(self, command: str) -> None:
        self.order(command=command)

    def at(self, later: float) -> None:
        self.now += later
        self.act(f"lua now = {self.now!r}")

    def keys(self, keys: str) -> None:
        self.order(keys=keys)

    def open(self, path) -> None:
        self.act(f"execute 'edit!' fnameescape({json.dumps(str(path), ensure_ascii=False)})")

    def move(self) -> None:
        # Both, so that it moves wherever it is.
        self.keys("<Esc>ggGgg" if self.lua("vim.fn.line('.')") > 1 else "<Esc>G")

    def type(self) -> None:
        self.keys("<Esc>ox<Esc>")

    def write(self) -> None:
        self.act("silent write!")

    def write_often(self, times: int) -> None:
        """A millisecond after one another; the events alone, since the disk would take longer."""
        self.act(f"lua for i = 1, {times} do now = {self.now!r} + i / 1000; vim.cmd('doautocmd BufWritePost') end")

    def command(self, name: str) -> None:
        self.act("Daybook" + name)

    def told(self) -> list[str]:
        return self.lua("told")

    def is_settled(self) -> bool:
        return self.process.poll() is not None or self.lua("require('daybook.files').pending") == 0

    def settle(self) -> None:
        until(self.is_settled)

    def quit(self) -> None:
        self.keys("<Esc>:qall!<CR>")
        self.process.wait(10)

    def __exit__(self, *arguments):
        super().__exit__(*arguments)
        self.answers.close()
        self.socket.close()
        self.screen.close()


class Sublime(Editor):
    name, agent, program = "sublime", "sublime/", "Sublime Text"

    def start(self):
        packages = self.folder / "Packages"
        packages.mkdir(exist_ok=True)
        if not (packages / "Daybook").exists():
            (packages / "Daybook").symlink_to(PLUGINS / "sublime")
        process = subprocess.Popen([sys.executable, Path(__file__).parent / "sublime_host.py", packages], env=self.environment, cwd=self.folder,
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, restore_signals=False)
        self.path, self.process = None, process
        self.said = self.order(do="start", settings=self.settings, pause=self.pause)
        return process

    def order(self, **order) -> dict:
        self.process.stdin.write(json.dumps({"now": self.now, **order}) + "\n")
        self.process.stdin.flush()
        self.said = json.loads(self.process.stdout.readline())
        assert not self.said["flaws"], self.said["flaws"]
        return self.said

    def event(self, event: str, **more) -> None:
        self.order(do="event", event=event, path=self.path, **more)

    def at(self, later: float) -> None:
        self.now += later

    def open(self, path) -> None:
        self.path = str(path)
        self.event("on_load_async")
        self.event("on_activated_async")

    def move(self) -> None:
        self.event("on_selection_modified_async")

    def type(self) -> None:
        self.event("on_modified_async")
        self.event("on_selection_modified_async")

    def write(self) -> None:
        self.event("on_post_save_async")

    def write_often(self, times: int) -> None:
        """A millisecond after one another; the events alone, since the disk would take longer."""
        self.event("on_post_save_async", times=times)

    def command(self, name: str) -> None:
        self.order(do="command", name="daybook_" + name.lower())

    def told(self) -> list[str]:
        self.order(do="look")
        return self.said["told"] + self.said["dialogs"]

    def is_settled(self) -> bool:
        return True

    def settle(self) -> None:
        if self.process.poll() is None:
            self.order(do="look")

    def quit(self) -> None:
        self.process.stdin.close()
        self.process.wait(10)

    def __exit__(self, *arguments):
        super().__exit__(*arguments)
        self.process.stdout.close()
