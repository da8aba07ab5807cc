"""Sees that someone works on a file, and sends word of it out."""
import json
import os
import socket
import subprocess
import threading
import time

import sublime
import sublime_plugin

from .noted import beat, known
from .noted.server import Server
from .noted.spool import Spool

SETTINGS = "Daybook.sublime-settings"
SYSTEMS = {"osx": "macOS", "linux": "Linux", "windows": "Windows"}

# What the disk did not take is tried again with the next heartbeat.
MOST_WAITING = 1000

# Seconds since 1970; a test has its own.
clock = time.time
state = None


class State(object):
    """What is known since the settings were read. Events of the editor come one after the other, on its thread for them."""

    def __init__(self, config, shared):
        self.config, self.languages, self.globs = config, shared["languages"], shared["ignore"] + config["ignore"]
        self.last, self.seen, self.paused = {"name": None, "at": 0}, 0, False
        self.flaw, self.waiting = None, []
        self.agent = "sublime/%s daybook-sublime/%s" % (sublime.version(), beat.VERSION)
        self.way = Server(config, self.agent, self.told) if config["url"] else Spool(config)

    def told(self, flaw):
        """Keeps what went wrong, and says it once."""
        if flaw and flaw != self.flaw:
            sublime.status_message("Daybook: " + flaw)
        self.flaw = flaw

    def activity(self, view, is_write):
        name, now = view.file_name(), clock()
        if self.paused or not beat.is_due(self.last, name, now, is_write) or view.is_scratch() or not beat.is_work(name, self.globs):
            return
        found = beat.of(name, now, is_write, self.seen_in(view), self.config)
        if not found:
            return
        self.last, self.seen = {"name": name, "at": now}, self.seen + 1
        self.waiting = (self.waiting + [beat.line(found)])[-MOST_WAITING:]
        try:
            while self.waiting:
                self.way.out(self.waiting[0])
                del self.waiting[0]
            if isinstance(self.way, Spool):
                self.told(None)
        except OSError as flaw:
            self.told(str(flaw))

    def seen_in(self, view):
        last_row, last_column = view.rowcol(view.size())
        found = {"language": known.language(view.scope_name(0), self.languages), "lines": last_row if last_row and not last_column else last_row + 1,
                 "operating_system": SYSTEMS.get(sublime.platform()), "user_agent": self.agent}
        selected = view.sel()
        if len(selected):
            row, column = view.rowcol(selected[0].b)
            found["lineno"], found["cursorpos"] = row + 1, column + 1
        return found

    def status(self):
        last = self.last["name"]
        lines = ["paused: nothing is noted until Daybook: Pause is chosen again" if self.paused else "noting",
                 "to: " + self.way.where(),
                 "heartbeats: %d since the editor was started" % self.seen,
                 "the last: " + ("%s, %d seconds ago" % (last, clock() - self.last["at"]) if last else "none yet"),
                 "not out yet: %d" % (self.way.waiting() + len(self.waiting))]
        return "\n".join(lines + (["trouble: " + self.flaw] if self.flaw else []))


def configured(settings):
    """The settings, with defaults for what is not said, and what is wrong with them or None. Folders are absolute."""
    flaw = None
    home = os.environ.get("XDG_DATA_HOME") or os.path.expanduser("~/.local/share")
    config = {"spool": os.environ.get("DAYBOOK_SPOOL") or home + "/daybook/spool", "queue": home + "/daybook/queue", "url": "",
              "key_file": "~/.config/daybook/key", "ignore": [], "private": False, "hide_file_names": False, "hide_project_names": False,
              "hide_branch_names": None, "category": "coding", "machine": socket.gethostname(), "daybook": "daybook"}
    for name, usual in config.items():
        value = settings.get(name)
        if value in (None, ""):
            continue
        if isinstance(value, bool if usual is None else type(usual)):
            config[name] = value
        else:
            flaw = "%s: should be a %s" % (name, {str: "string", list: "list"}.get(type(usual), "boolean"))
    for name in ("spool", "queue"):
        config[name] = os.path.abspath(os.path.expanduser(config[name]))
    return config, flaw


def start():
    global state
    if state:
        state.way.close()
    shared = json.loads(sublime.load_resource("Packages/%s/known.json" % __name__.split(".")[0]))
    config, flaw = configured(sublime.load_settings(SETTINGS))
    state = State(config, shared)
    if flaw:
        state.told(flaw)


def plugin_loaded():
    sublime.load_settings(SETTINGS).add_on_change("daybook", lambda: sublime.set_timeout_async(start, 0))
    sublime.set_timeout_async(start, 0)


def plugin_unloaded():
    sublime.load_settings(SETTINGS).clear_on_change("daybook")
    if state:
        state.way.close()


def noticed(view, is_write):
    if state:
        state.activity(view, is_write)


class DaybookListener(sublime_plugin.EventListener):
    """Only events that are told beside the thread that draws."""

    def on_load_async(self, view):
        noticed(view, False)

    def on_activated_async(self, view):
        noticed(view, False)

    def on_modified_async(self, view):
        noticed(view, False)

    def on_selection_modified_async(self, view):
        noticed(view, False)

    def on_post_save_async(self, view):
        noticed(view, True)


class DaybookStatusCommand(sublime_plugin.ApplicationCommand):
    def run(self):
        sublime.set_timeout_async(lambda: show(state.status() if state else "not started yet"), 0)


class DaybookTodayCommand(sublime_plugin.ApplicationCommand):
    def run(self):
        thread = threading.Thread(target=lambda: show(today(state.config["daybook"] if state else "daybook")), name="daybook-today")
        thread.daemon = True
        thread.start()


class DaybookPauseCommand(sublime_plugin.ApplicationCommand):
    def run(self):
        if state:
            state.paused = not state.paused
            state.last = {"name": None, "at": 0}
            sublime.status_message("Daybook: " + ("paused" if state.paused else "noting again"))

    def is_checked(self):
        return bool(state and state.paused)


def today(program):
    """What Daybook knows of today."""
    hidden = {}
    if os.name == "nt":
        hidden["creationflags"] = 0x08000000  # without a window of its own
    try:
        run = subprocess.Popen([program, "today"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **hidden)
        said, complaint = run.communicate()
    except OSError:
        return "%s is not on the PATH. Name the program with the setting daybook" % program
    return (complaint if run.returncode else said).decode("utf-8", "replace").strip()


def show(text):
    sublime.set_timeout(lambda: sublime.message_dialog("Daybook\n\n" + text), 0)
