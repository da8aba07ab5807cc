"""What is noted of which files, when, and what is not."""
import json
import os
from pathlib import Path

from checks import Checks
from programs import START, Neovim, until
from scratch_projects import projects, write

# What is done, how long after what was done before, and what comes of it: None, or whether it was a write.
DAY = [
    ("a file is opened", "open", 0, False),
    ("moving in it five seconds later", "move", 5, None),
    ("moving when two minutes are not over", "move", 114.5, None),
    ("moving when they are", "move", 0.5, False),
    ("typing a minute later", "type", 60, None),
    ("typing another", "type", 60, False),
    ("an idle hour", "wait", 3600, None),
    ("writing", "write", 0.25, True),
    ("writing again", "write", 1, True),
    ("typing right after it", "type", 1, None),
    ("another file", "other", 1, False),
    ("and back", "open", 1, False),
    ("moving when the clock was set back by an hour", "move", -3600, False),
]


def run(checks: Checks, editor: type, place: Path) -> None:
    files = place / "files"
    throttle(checks, editor, place / "throttle", files)
    whose(checks, editor, place / "project", files)
    languages(checks, editor, place / "languages", files)
    ignored(checks, editor, place / "ignored", files)
    private(checks, editor, place / "private", files)
    odd_names(checks, editor, place / "odd", files)
    trouble(checks, editor, place / "trouble", files)
    commands(checks, editor, place / "commands", files)


def throttle(checks, editor, folder, files) -> None:
    one, other = write(files / "day/one.py"), write(files / "day/other.lua")
    with editor(folder) as it:
        wanted = []
        for name, act, later, is_write in DAY:
            it.at(later)
            {"open": lambda: it.open(one), "other": lambda: it.open(other), "move": it.move, "type": it.type, "write": it.write, "wait": lambda: None}[act]()
            if is_write is not None:
                wanted.append((it.now, is_write))
            checks.same(f"{it.name}: {name}", [(b["time"], b["is_write"]) for b in it.beats()], wanted)
        children = Path(f"/proc/{it.process.pid}/task/{it.process.pid}/children").read_text()
        checks.same(f"{it.name}: no process is started", children, "")
        if isinstance(it, Neovim):
            neovims_own(checks, it, one, wanted)
            return
        beats = it.beats()
        it.quit()
        checks.same(f"{it.name}: leaving adds nothing", len(beats), len(wanted))
        checks.valid(f"{it.name}, a day", it.spool())


def neovims_own(checks, it, one, wanted) -> None:
    for event in ("CursorHold", "CursorHoldI"):
        it.at(120)
        it.act(f"doautocmd {event}")
        wanted.append((it.now, False))
        checks.same(f"neovim: {event}", [(b["time"], b["is_write"]) for b in it.beats()], wanted)
    files = [write(one.parent / f"many/{i}.py") for i in range(20)]
    it.act("args " + " ".join(map(str, files)))
    it.settle()
    before = len(it.beats())
    it.at(120)
    it.act("silent argdo normal! j")
    checks.same("neovim: of many files one ends up in one", [Path(b["entity"]).name for b in it.beats()[before:]], ["19.py"])
    it.act("silent argdo normal! xx")
    before = len(it.beats())
    it.act("silent wall")
    written = it.beats()[before:]
    checks.same("neovim: writing all notes each, and the one before them", (len(written), {b["is_write"] for b in written}), (21, {True}))
    wanted[:] = [(b["time"], b["is_write"]) for b in it.beats()]
    it.at(120)
    it.quit()
    wanted.append((it.now, False))
    checks.same("neovim: leaving two minutes later is noted", [(b["time"], b["is_write"]) for b in it.beats()], wanted)
    it.process = it.start()
    before = len(it.beats())
    it.keys(f"<Esc>:edit {one}<CR>:lua for i = 1, 300 do vim.cmd('doautocmd BufWritePost') end vim.cmd('qall!')<CR>")
    it.process.wait(10)
    checks.same("neovim: leaving waits for what is on its way to the disk", len(it.beats()) - before, 300)
    checks.valid("neovim, a day", it.spool())


def whose(checks, editor, folder, files) -> None:
    cases = projects(files)
    with editor(folder) as it:
        for _, file, _, _ in cases:
            it.open(file)
        for (rule, file, project, branch), beat in zip(cases, it.beats(), strict=True):
            checks.same(f"{it.name}: {rule}", (beat.get("project"), beat.get("branch"), beat["entity"]), (project, branch, os.path.realpath(file)))
        first = it.beats()[0]
        agent = {"type": "file", "category": "coding", "machine": "box", "operating_system": "Linux", "editor": it.program, "lineno": 1, "cursorpos": 1, "lines": 3}
        checks.same(f"{it.name}: the rest of it", {key: first[key] for key in agent}, agent)
        checks.check(f"{it.name}: the user agent", first["user_agent"].startswith(it.agent) and first["user_agent"].endswith(f" daybook-{it.name}/0.1.0"), first["user_agent"])
        checks.valid(f"{it.name}, projects", it.spool())


def languages(checks, editor, folder, files) -> None:
    cases = {"a.py": "Python", "a.lua": "Lua", "a.cs": "C#", "a.sh": "Bash", "a.md": "Markdown", "a.tsx": "TypeScript", "a.html": "HTML", "a.txt": "Text"}
    with editor(folder) as it:
        for name in cases:
            it.open(write(files / "languages" / name))
        checks.same(f"{it.name}: languages", {Path(b["entity"]).name: b.get("language") for b in it.beats()}, cases)
        if isinstance(it, Neovim):
            for kind, language in (("html.handlebars", "HTML"), ("brainfk", "brainfk"), ("", None)):
                it.act(f"setlocal filetype={kind}")
                it.write()
                checks.same(f"neovim: the filetype '{kind}'", it.beats()[-1].get("language"), language)


def ignored(checks, editor, folder, files) -> None:
    names = ["repo/.git/COMMIT_EDITMSG", "PULLREQ_EDITMSG", "MERGE_MSG", "TAG_EDITMSG", "of/my.secret", "vendor/deep/lib.py", "x.y1.txt"]
    settings = {"ignore": ["*.secret", f"{files}/ignored/vendor/*", "x.y?.txt"]}
    with editor(folder, settings) as it:
        for name in names:
            it.open(write(files / "ignored" / name))
            it.write()
        it.open(files / "ignored")
        if isinstance(it, Neovim):
            for command in ("enew", "setlocal buftype=nofile | doautocmd CursorMoved", "enew | file oil://x/y.py | doautocmd CursorMoved", "terminal true", "help"):
                it.act(command)
        else:
            it.path = None
            it.type()
            it.path = str(files / "ignored/scratch.py")
            it.event("on_modified_async", scratch=True)
        checks.same(f"{it.name}: what is nobody's work", it.beats(), [])
        # A pattern says the whole of a name.
        for name in ("of/my.secret.py", "COMMIT_EDITMSG.md", "x.y.txt", "xzy1.txt", "other/vendor/lib.py"):
            it.open(write(files / "ignored" / name))
        checks.same(f"{it.name}: and what only looks like it", len(it.beats()), 5)


def private(checks, editor, folder, files) -> None:
    file = write(files / "harbour/src/plan.tar.py")
    shown = {"entity": str(file), "project": "harbour", "branch": "feature/tide", "lineno": 1, "lines": 3}
    hidden = {"entity": "HIDDEN.py", "project": "harbour", "branch": None, "lineno": None, "lines": None}
    cases = [
        ({}, shown),
        ({"private": True}, {**shown, "entity": "plan.tar.py"}),
        ({"hide_file_names": True}, hidden),
        ({"private": True, "hide_file_names": True, "hide_branch_names": False}, {**hidden, "branch": "feature/tide"}),
        ({"hide_project_names": True}, {**shown, "project": None, "branch": None}),
        ({"hide_branch_names": True}, {**shown, "branch": None}),
    ]
    for i, (settings, wanted) in enumerate(cases):
        with editor(folder / str(i), settings) as it:
            it.open(file)
            beat = it.beats()[0]
            checks.same(f"{it.name}: private as {settings}", {key: beat.get(key) for key in wanted}, wanted)
            kept = it.spool().read_text()
            checks.check(f"{it.name}: and nowhere else, as {settings}", str(files) not in kept or settings in ({}, {"hide_project_names": True}, {"hide_branch_names": True}), kept)


def odd_names(checks, editor, folder, files) -> None:
    names = ['quo"te.py', "back\\slash.py", "ümläut €.py", "line\nfeed.py", "tab\t.py", "50%.py", "{brace}.py"]
    names += ["no\udcff\udc80utf8.py"] if editor is Neovim else []
    with editor(folder) as it:
        for name in names:
            path = files / "odd" / name
            path.parent.mkdir(exist_ok=True)
            with open(os.fsencode(path), "w") as file:
                file.write("x\n")
            if isinstance(it, Neovim):
                escaped = "".join(f"\\x{byte:02x}" for byte in os.fsencode(path))
                it.act(f'execute "edit! " . fnameescape("{escaped}")')
            else:
                it.open(path)
        wanted = [name.replace("\udcff\udc80", "\ufffd\ufffd") for name in names]
        checks.same(f"{it.name}: odd names", [os.path.basename(b["entity"]) for b in it.beats()], wanted)
        checks.valid(f"{it.name}, odd names", it.spool())


def trouble(checks, editor, folder, files) -> None:
    """A spool that cannot be written costs nothing but time."""
    with editor(folder) as it:
        write(folder / "spool", "in the way")
        it.open(files / "day/one.py")
        it.write()
        it.settle()
        checks.check(f"{it.name}: what is wrong is told", it.told() and "spool" in it.told()[-1] or "Not a directory" in str(it.told()), it.told())
        (folder / "spool").unlink()
        it.at(1)
        it.write()
        checks.same(f"{it.name}: and nothing is lost", sorted(b["time"] for b in it.beats()), [START, START, START + 1])
    with editor(folder, {"ignore": "*.py", "spool": str(folder / "other")}) as it:
        it.settle()
        checks.check(f"{it.name}: a setting of another kind is told", any("ignore: should be a" in text for text in it.told()), it.told())


def commands(checks, editor, folder, files) -> None:
    program = write(folder.parent / "today", "#!/bin/sh\necho \"$1: 2:30 of harbour\"\n")
    program.chmod(0o755)
    with editor(folder, {"daybook": str(program)}) as it:
        it.open(files / "day/one.py")
        it.settle()
        it.command("Status")
        checks.check(f"{it.name}: the status", all(part in it.told()[-1] for part in ("noting", str(it.spool()), "one.py, 0 seconds ago")), it.told()[-1:])
        it.command("Pause")
        it.at(600)
        it.write()
        checks.same(f"{it.name}: nothing is noted in a pause", len(it.beats()), 1)
        it.command("Pause")
        it.move()
        checks.same(f"{it.name}: and something after it", len(it.beats()), 2)
        it.command("Today")
        checks.check(f"{it.name}: today", until(lambda: "today: 2:30 of harbour" in it.told()[-1]), it.told()[-1:])
    with editor(folder, {"daybook": "/nowhere/daybook"}) as it:
        it.command("Today")
        checks.check(f"{it.name}: today without the program", until(lambda: it.told() and "is not on the PATH" in it.told()[-1]), it.told())
