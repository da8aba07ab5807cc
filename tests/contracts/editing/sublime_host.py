"""The process that the plugin of Sublime Text runs in: python3 sublime_host.py PACKAGES. Orders come as JSON, a line each, and each is answered by one."""
import importlib
import json
import os
import sys
import threading

sys.dont_write_bytecode = True
sys.path[:0] = [os.path.dirname(os.path.abspath(__file__)), sys.argv[1]]

import sublime  # noqa: E402
import sublime_plugin  # noqa: E402

SCOPES = {".py": "source.python", ".lua": "source.lua", ".cs": "source.cs", ".sh": "source.shell.bash", ".md": "text.html.markdown", ".tsx": "source.tsx",
          ".foo": "source.foo", ".html": "text.html.basic", ".txt": "text.plain"}
flaws = []


def work():
    while True:
        act = sublime.behind.get()
        try:
            act()
        except BaseException as flaw:
            flaws.append(repr(flaw))
        finally:
            sublime.behind.task_done()


def watch(event, arguments):
    # Files, sockets and processes on the thread that draws would make the editor stutter.
    if event in ("open", "os.listdir", "os.mkdir", "socket.connect", "subprocess.Popen") and watched and threading.current_thread() is sublime.drawing:
        flaws.append("%s on the thread that draws: %s" % (event, arguments[:1]))


with open(os.path.join(sys.argv[1], "Daybook/known.json"), encoding="utf-8") as file:
    sublime.resources["Packages/Daybook/known.json"] = file.read()
watched = False
sys.addaudithook(watch)
plugin = importlib.import_module("Daybook.daybook")
server = importlib.import_module("Daybook.noted.server")
listener = next(iter(sublime_plugin.listeners(plugin)))
commands = dict(sublime_plugin.commands(plugin))
threading.Thread(target=work, daemon=True).start()
views, now = {}, [0.0]
plugin.clock = lambda: now[0]


def view(path):
    if path not in views:
        text = ""
        if path and os.path.isfile(path):
            with open(path, encoding="utf-8", errors="replace") as file:
                text = file.read()
        scope = SCOPES.get(os.path.splitext(path or "")[1], "text.plain" if path else "")
        views[path] = sublime.View(path, text, scope)
    return views[path]


def drawn(act):
    """As the thread that draws would do it."""
    global watched
    watched = True
    try:
        act()
    finally:
        watched = False


def happen(order, seen, i):
    now[0] = order["now"] + ((i + 1) / 1000 if "times" in order else 0)
    getattr(listener, order["event"])(seen)


def obey(order):
    kind, path = order["do"], order.get("path")
    now[0] = order.get("now", now[0])
    if kind == "start":
        sublime.chosen.update(order["settings"])
        server.PAUSE = order.get("pause", server.PAUSE)
        sublime.ready = True
        drawn(plugin.plugin_loaded)
    elif kind == "event":
        seen = view(path)
        if order["event"] == "on_selection_modified_async":
            seen._at = min(len(seen._text), seen._at + 1)
        if order.get("scratch"):
            seen = sublime.View(path, "", "text.plain", scratch=True)
        for i in range(order.get("times", 1)):
            sublime.behind.put(lambda i=i: happen(order, seen, i))
    elif kind == "command":
        drawn(commands[order["name"]].run)
    sublime.behind.join()
    while not sublime.main.empty():
        drawn(sublime.main.get())
    state = plugin.state
    return {"flaws": flaws, "told": sublime.told, "dialogs": sublime.dialogs, "status": state.status() if state else "", "seen": state.seen if state else 0}


for line in sys.stdin:
    print(json.dumps(obey(json.loads(line))), flush=True)
