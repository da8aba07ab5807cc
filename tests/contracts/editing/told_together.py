"""Two editors at once write to one file while it is taken away from under them, as taking the spool in does; and a disk that gets full."""
import json
import threading
import time
from pathlib import Path

from checks import Checks, flaws_of
from programs import NO_LIMIT, START, Neovim, until
from scratch_projects import write

WRITES = 2000


def run(checks: Checks, editor: type, place: Path) -> None:
    file = write(place / "files/both/one.py")
    two_at_once(checks, editor, place / "together", file)
    if editor is Neovim:
        half_a_folder(checks, editor, place / "half", file)
        left_early(checks, editor, place / "left", file)
    full_disk(checks, editor, place / "full", file)


def two_at_once(checks: Checks, editor: type, folder: Path, file: Path) -> None:
    with editor(folder) as one, editor(folder) as two:
        two.now = START + 1000
        for it in (one, two):
            it.at(0)
            it.open(file)
        threads = [threading.Thread(target=it.write_often, args=(WRITES,)) for it in (one, two)]
        for thread in threads:
            thread.start()
        taken = 0
        while any(thread.is_alive() for thread in threads) or not all(it.is_settled() for it in (one, two)):
            time.sleep(0.01)
            if one.spool().exists():
                (folder / "taken").mkdir(exist_ok=True)
                one.spool().rename(folder / f"taken/{taken}.jsonl")
                taken += 1
        for it in (one, two):
            it.settle()
        kept = "".join(path.read_text() for path in [*(folder / "taken").iterdir(), one.spool()] if path.exists())
        lines = [line for line in kept.split("\n") if line]
        checks.check(f"{one.name}, two at once: the file was taken away meanwhile", taken > 1, taken)
        checks.same(f"{one.name}, two at once: no line is torn", [flaw for line in lines for flaw in flaws_of(line)][:3], [])
        wanted = {round(start + i / 1000, 6) for start in (START, START + 1000) for i in range(WRITES + 1)}
        checks.same(f"{one.name}, two at once: none is missing, none is there twice", (len(lines), {json.loads(line)["time"] for line in lines} == wanted), (len(wanted), True))


def half_a_folder(checks: Checks, editor: type, folder: Path, file: Path) -> None:
    """Another editor has made the folder above, and not yet the one below, when this one tries to: mkdir fails, and the heartbeat is on the disk all the same."""
    with editor(folder) as it:
        it.act("lua local mkdir = vim.fn.mkdir; vim.fn.mkdir = function(path, ...) vim.fn.mkdir = mkdir; mkdir(vim.fs.dirname(path), 'p'); error('E739: File exists') end")
        it.open(file)
        checks.same(f"{it.name}, a folder half made by another: the heartbeat is there", [beat["time"] for beat in it.beats()], [START])
        checks.same(f"{it.name}, a folder half made by another: nobody is told", it.told(), [])


def left_early(checks: Checks, editor: type, folder: Path, file: Path) -> None:
    """What the disk did not take goes out when the editor is left, though nothing new is noted then."""
    blocker = write(folder / "spool")
    with editor(folder) as it:
        it.open(file)
        it.settle()
        checks.check(f"{it.name}, left early: the disk did not take it", until(it.told), it.told())
        blocker.unlink()
        it.quit()
        checks.same(f"{it.name}, left early: the heartbeat is there", [json.loads(line)["time"] for line in it.spool().read_text().split("\n") if line] if it.spool().exists() else None, [START])


def full_disk(checks: Checks, editor: type, folder: Path, file: Path) -> None:
    """Whether heartbeats go to the spool or to the queue, a line that was cut costs itself, and is written again."""
    (folder / "key").parent.mkdir(parents=True)
    for place, settings in (("spool/editor", {}), ("data/daybook/queue", {"url": "http://127.0.0.1:9/api", "key_file": str(folder / "none")})):
        with editor(folder, settings) as it:
            it.open(file)
            it.settle()
            path = next((folder / place).iterdir())
            it.limit(path.stat().st_size * 5 // 2)
            it.write_often(4)
            it.settle()
            cut = [line for line in path.read_text().split("\n") if line]
            checks.check(f"{it.name}, a full disk: a line is cut in {place}", len(cut) == 3 and flaws_of(cut[2]) and not flaws_of(cut[1]), cut)
            checks.check(f"{it.name}, a full disk: it is told", "bytes" in str(it.told()) or "EFBIG" in str(it.told()) or "too large" in str(it.told()), it.told())
            it.limit(NO_LIMIT)
            it.at(1)
            it.write()
            it.settle()
            lines = [line for path in (folder / place).iterdir() for line in path.read_text().split("\n") if line]
            whole = {json.loads(line)["time"] for line in lines if not flaws_of(line)}
            checks.same(f"{it.name}, the disk has room again: that line is torn, and no other", [line for line in lines if flaws_of(line)], [cut[2]])
            checks.same(f"{it.name}, the disk has room again: none is missing", whole, {round(START + i / 1000, 6) for i in range(5)} | {START + 1})
