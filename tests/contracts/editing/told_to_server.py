"""What reaches a server that refuses, fails and dies, and what stays on the disk until it does."""
import base64
import json
import shutil
from pathlib import Path

from answering import Answering
from checks import Checks
from programs import START, Neovim, until
from scratch_projects import write

KEY = "waka_8f14e45f-ceea-467f-9b2c-0a1b2c3d4e5f"
QUICK = 0.05

# How the first request is answered, and what of five heartbeats is not to come.
ANSWERS = [
    ("a server that fails", 500, []),
    ("one that wants fewer requests", 429, []),
    ("one that does not know the key", 401, []),
    ("one that points elsewhere", 302, []),
    ("one that says 200", 200, []),
    ("one that dies before it answers", "die", []),
    ("one that fails at two of them", [201, 503, 201, 429, 202], []),
    ("one that answers for three of them", [201, 201, 201], []),
    ("one that never wants the second", [201, 400, 201, 201, 201], [1]),
]


def run(checks: Checks, editor: type, place: Path) -> None:
    place = place / "server"
    file = write(place / "files/one.py")
    batches(checks, editor, place / "batches", file)
    for i, (name, answer, dropped) in enumerate(ANSWERS):
        answered(checks, editor, place / f"answers-{i}", file, name, answer, dropped)
    refused_for_good(checks, editor, place / "refused", file)
    nobody_there(checks, editor, place / "nobody", file)
    killed(checks, editor, place / "killed", file)
    two_at_once(checks, editor, place / "two", file)
    left_to_each_other(checks, editor, place / "each", file)
    without_key(checks, editor, place / "keyless", file)
    if editor is Neovim:
        without_curl(checks, editor, place / "curl", file)
    kept_secret(checks, editor, place / "secret", file)


def served(editor, folder: Path, url: str, start: float = START, environment=None):
    write(folder / "key", KEY + "\n").chmod(0o600)
    it = editor(folder, {"url": url + "/", "key_file": str(folder / "key")}, QUICK, environment)
    it.now = start
    it.at(0)
    return it


def queued(folder: Path) -> list[float]:
    """Times of what waits on the disk."""
    files = list((folder / "data/daybook/queue").glob("*.jsonl"))
    return [json.loads(line)["time"] for file in files for line in read(file).split("\n") if line]


def read(file: Path) -> str:
    try:
        return file.read_text()
    except FileNotFoundError:
        return ""


def watched(server: Answering, folder: Path) -> list[bool]:
    """For each request, whether there is on the disk what was asked to be taken."""
    kept = []
    server.hold = lambda beats: kept.append({beat["time"] for beat in beats} <= set(queued(folder)))
    return kept


def batches(checks, editor, folder, file) -> None:
    with Answering(202) as server, served(editor, folder, server.url()) as it:
        kept = watched(server, folder)
        it.open(file)
        it.write_often(59)
        wanted = sorted(round(START + i / 1000, 6) for i in range(60))
        checks.check(f"{it.name}: all reach the server", until(lambda: sorted(server.times()) == wanted), len(server.times()))
        checks.check(f"{it.name}: at most 25 at once", max(request[-1] for request in server.requests) <= 25, server.requests)
        agent = it.agent
        checks.check(f"{it.name}: to the path for many, with key, agent and machine",
                     all(path == "/api/v1/users/current/heartbeats.bulk" and key == KEY and said.startswith(agent) and machine == "box"
                         for path, key, said, machine, _ in server.requests), server.requests[:1])
        checks.check(f"{it.name}: on the disk until the answer", kept and all(kept), kept)
        checks.check(f"{it.name}: and not after it", until(lambda: not queued(folder)), queued(folder))
        checks.check(f"{it.name}: the spool gets nothing", not it.spool().exists())


def answered(checks, editor, folder, file, name, answer, dropped) -> None:
    with Answering(answer, 202) as server, served(editor, folder, server.url()) as it:
        kept = watched(server, folder)
        # All in one request.
        server.lock.acquire()
        it.open(file)
        it.write_often(4)
        until(lambda: len(queued(folder)) == 5)
        server.lock.release()
        wanted = [round(START + i / 1000, 6) for i in range(5) if i not in dropped]
        done = until(lambda: sorted(set(server.times())) == wanted and not queued(folder))
        checks.check(f"{it.name}, {name}: all come in the end", done, (server.times(), queued(folder), server.requests))
        checks.check(f"{it.name}, {name}: none is off the disk before", kept and all(kept), kept)
        checks.same(f"{it.name}, {name}: nobody else is asked", {path for path, *_ in server.requests}, {"/api/v1/users/current/heartbeats.bulk"})


def refused_for_good(checks, editor, folder, file) -> None:
    """Said of a whole batch, 400 takes it out of the way and not off the disk."""
    with Answering(400, 202) as server, served(editor, folder, server.url()) as it:
        it.open(file)
        queue = folder / "data/daybook/queue"
        aside = until(lambda: list(queue.glob("*.refused")))
        it.at(1)
        it.write()
        checks.check(f"{it.name}, a batch that is refused: the next comes", until(lambda: server.times() == [START + 1]), server.times())
        checks.same(f"{it.name}, a batch that is refused: it is kept", [json.loads(read(path))["time"] for path in aside or []], [START])


def nobody_there(checks, editor, folder, file) -> None:
    with Answering() as gone:
        port, url = gone.port, gone.url()
    with served(editor, folder, url) as it:
        it.open(file)
        it.write_often(2)
        checks.check(f"{it.name}, no server: it is told", until(lambda: "cannot be reached" in str(it.told())), it.told())
        wanted = [round(START + i / 1000, 6) for i in range(3)]
        checks.same(f"{it.name}, no server: all wait on the disk", sorted(queued(folder)), wanted)
        modes = {path.stat().st_mode & 0o777 for path in (folder / "data/daybook/queue").iterdir()}
        checks.same(f"{it.name}, no server: where only their owner may read them", (modes, (folder / "data/daybook/queue").stat().st_mode & 0o777), ({0o600}, 0o700))
        it.command("Status")
        until(lambda: "not out yet" in str(it.told()[-1]))
        checks.check(f"{it.name}, no server: the status says so", "3" in it.told()[-1].split("not out yet")[1] and "trouble" in it.told()[-1], it.told()[-1:])
        with Answering(202, port=port) as server:
            checks.check(f"{it.name}, the server is back: all come", until(lambda: sorted(server.times()) == wanted and not queued(folder)), server.times())


def killed(checks, editor, folder, file) -> None:
    with Answering() as gone:
        url, port = gone.url(), gone.port
    with served(editor, folder, url) as it:
        it.open(file)
        it.write_often(29)
        until(lambda: len(queued(folder)) == 30)
        it.kill()
    with Answering(202, port=port) as server, served(editor, folder, url, START + 100) as it:
        it.open(file)
        wanted = [round(START + i / 1000, 6) for i in range(30)] + [START + 100]
        done = until(lambda: sorted(server.times()) == wanted and not queued(folder))
        checks.check(f"{it.name}, killed: the next sends what it left", done, (len(server.times()), len(queued(folder))))


def two_at_once(checks, editor, folder, file) -> None:
    with Answering(202, 500, 202, "die", 202) as server:
        with served(editor, folder, server.url()) as one, served(editor, folder, server.url(), START + 500) as two:
            for _ in range(4):
                for it in (one, two):
                    it.open(file)
                    it.write_often(30)
                    it.at(1)
            wanted = {round(start + turn + i / 1000, 6) for start in (START, START + 500) for turn in range(4) for i in range(31)}
            # Coming back to an open file says nothing new.
            wanted -= {start + turn for start in (START, START + 500) for turn in (1, 2, 3)}
            done = until(lambda: set(server.times()) >= wanted and not queued(folder), 20)
            checks.check(f"{one.name}, two at once: all come", done, (sorted(wanted - set(server.times()))[:3], len(queued(folder))))
            checks.check(f"{one.name}, two at once: and nothing else", set(server.times()) <= wanted | {round(w, 6) for w in wanted}, len(server.times()))


def left_to_each_other(checks, editor, folder, file) -> None:
    """What an editor that lives could not send is nobody else's to send."""
    with Answering() as gone:
        url, port = gone.url(), gone.port
    with served(editor, folder, url) as one, served(editor, folder, url, START + 500) as two:
        for it in (one, two):
            it.open(file)
            until(lambda: "cannot be reached" in str(it.told()))
        with Answering(503, 503, 503, 202, port=port) as server:
            lives = {str(it.process.pid) for it in (one, two)}
            names = set()
            until(lambda: names.update(path.name.split("-")[2] for path in (folder / "data/daybook/queue").iterdir()) or len(server.requests) > 2)
            checks.same(f"{one.name}, two at once: each keeps its own", names, lives)
            checks.check(f"{one.name}, two at once: and sends it", until(lambda: sorted(server.times()) == [START, START + 500]), server.times())


def without_curl(checks, editor, folder, file) -> None:
    programs = folder / "bin"
    programs.mkdir(parents=True)
    (programs / "nvim").symlink_to(shutil.which("nvim"))
    with Answering(202) as server:
        with served(editor, folder, server.url(), environment={"PATH": str(programs)}) as it:
            it.open(file)
            checks.check("neovim, no curl: it is told", until(lambda: "curl is not installed" in str(it.told())), it.told())
            (programs / "curl").symlink_to(shutil.which("curl"))
            checks.check("neovim, curl is there: it comes", until(lambda: server.times() == [START]), server.times())


def without_key(checks, editor, folder, file) -> None:
    with Answering(202) as server, served(editor, folder, server.url()) as it:
        (folder / "key").write_text("\n")
        it.open(file)
        checks.check(f"{it.name}, no key: it is told", until(lambda: "no key stands in its first line" in str(it.told())), it.told())
        (folder / "key").chmod(0o640)
        (folder / "key").write_text(KEY + "\r\n")
        checks.check(f"{it.name}, a key that others can read: it is told", until(lambda: "others can read the key" in str(it.told())), it.told())
        checks.same(f"{it.name}, a key that others can read: it is not used", server.requests, [])
        (folder / "key").chmod(0o600)
        checks.check(f"{it.name}, the key is there: it comes", until(lambda: server.times() == [START]), server.times())


def kept_secret(checks, editor, folder, file) -> None:
    shown, curls = [], []
    secrets = [secret.encode() for secret in (KEY, base64.b64encode(KEY.encode()).decode())]

    def look(_) -> None:
        for process in Path("/proc").glob("[0-9]*"):
            try:
                said = (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
            except OSError:
                continue
            curls.extend([process] if said.split(b"\0")[0].endswith(b"curl") else [])
            shown.extend(said[:200] for secret in secrets if secret in said)

    with Answering("die", 202) as server, served(editor, folder, server.url()) as it:
        server.hold = look
        it.open(file)
        until(lambda: server.times() == [START])
        it.command("Status")
        checks.same(f"{it.name}: no list of processes shows the key", shown, [])
        checks.check(f"{it.name}: and that was looked for while it was sent", server.requests and (curls or it.name == "sublime"), curls)
        told = str(it.told())
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != "key" and "Packages" not in path.parts]
    holding = [path for path in files for secret in secrets if secret in path.read_bytes() or secret.decode() in told]
    checks.same(f"{it.name}: no file and no message has it", holding, [])
