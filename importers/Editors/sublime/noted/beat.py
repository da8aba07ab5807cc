"""What one heartbeat says, as WakaTime's own clients say it."""
import json
import os
import re

from . import known, project

VERSION = "0.1.0"
EVERY = 120  # seconds
ORDER = ["entity", "type", "time", "project", "branch", "language", "category", "is_write",
         "lineno", "cursorpos", "lines", "editor", "operating_system", "machine", "user_agent"]


def is_due(last, name, now, is_write):
    """Whether there is something to say: another file, a write, or two minutes since the last word. A clock that was set back says it too."""
    return is_write or name != last["name"] or now - last["at"] >= EVERY or now < last["at"]


def is_work(name, globs):
    """Whether a view's file is one that someone works on."""
    return bool(name) and not re.match(r"[A-Za-z][\w+.-]+://", name) and not known.is_ignored(name.replace("\\", "/"), globs)


def of(name, now, is_write, view, config):
    """The heartbeat of a file, or None where its name is that of a folder. `view` is what the editor says of it. Times are seconds."""
    path = os.path.realpath(name)
    if os.path.isdir(path):
        return None
    beat = {"entity": path.replace("\\", "/") if os.name == "nt" else path, "type": "file", "time": now, "category": config["category"], "is_write": is_write,
            "editor": "Sublime Text", "machine": config["machine"]}
    beat.update(view)
    beat["project"], beat["branch"] = project.of(path)
    return _hidden(beat, config)


def _hidden(beat, config):
    # Private from the most to the least: a hidden name hides what would tell of the file as well.
    if config["hide_file_names"]:
        ending = re.search(r"[^/](\.[^./]+)$", beat["entity"])
        beat["entity"] = "HIDDEN" + (ending.group(1) if ending else "")
        for key in ("lineno", "cursorpos", "lines"):
            beat.pop(key, None)
    elif config["private"]:
        beat["entity"] = beat["entity"].split("/")[-1]
    if config["hide_project_names"]:
        beat["project"] = None
    hides_branch = config["hide_branch_names"]
    if config["hide_file_names"] or config["hide_project_names"] if hides_branch is None else hides_branch:
        beat["branch"] = None
    return beat


def line(beat):
    """One line of JSON without a line feed. A name of a file is bytes, and JSON is text: what is no UTF-8 becomes U+FFFD."""
    parts = []
    for key in ORDER:
        value = beat.get(key)
        if value is None:
            continue
        if isinstance(value, str):
            value = value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        parts.append('"%s":%s' % (key, "%.6f" % value if key == "time" else json.dumps(value, ensure_ascii=False)))
    return "{" + ",".join(parts) + "}"
