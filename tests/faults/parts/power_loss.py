"""F07: what is on a disk when the power goes. Only where it is wanted: it needs root, and holds back the machine's writing for a while."""
import os
import random
import shutil
import sqlite3
import subprocess
import time
from pathlib import Path

from . import clockify, ledger_dump
from .program import DONE, PARTLY_DONE
from .service_rows import PUSH, SECRET, tracked
from .trial import NotHere, Trial

HELD_BACK = Path("/proc/sys/vm/dirty_writeback_centisecs")


def cut_power(trial: Trial) -> None:
    if not trial.may_cut_power:
        raise NotHere("only with --power-loss, as root: it holds back the whole machine's writing for a while")
    before = HELD_BACK.read_text(encoding="ascii")
    try:
        HELD_BACK.write_text("0", encoding="ascii")
    except OSError as error:
        raise NotHere(f"echo 0 > {HELD_BACK}: {error}") from error
    try:
        acknowledged = sum(_once(trial, number) for number in range(20 if trial.is_whole else 4))
        for number in range(6 if trial.is_whole else 2):
            _pushed(trial, number)
        lost = _careless(trial)
    finally:
        HELD_BACK.write_text(before, encoding="ascii")
    trial.expect(acknowledged, "no run came through before the power went")
    trial.expect(lost, "rows that were never synced are there: it has proved nothing")
    trial.note = (
        f"{acknowledged} runs had said that they were done; {lost} of 200 rows of a careless writer were lost, so the harness does lose what is not synced"
    )


class Disk:
    """An ext4 in a file. What the file holds is what would be there after the power went."""

    def __init__(self, place: Path):
        self.image, self.folder = place / "image", place / "disk"
        self.folder.mkdir()
        _do("truncate", "-s", "48M", self.image)
        _do("mkfs.ext4", "-q", "-F", self.image)
        _do("mount", "-o", "loop,commit=300", self.image, self.folder)

    def cut(self) -> None:
        copy = self.image.with_name("copy")
        shutil.copy(self.image, copy)
        _do("umount", self.folder)
        _do("mount", "-o", "loop", copy, self.folder)

    def close(self) -> None:
        subprocess.run(["umount", str(self.folder)], check=False, capture_output=True)


def _once(trial: Trial, number: int) -> int:
    """One cut, at a random moment or right after the end. Gives 1 where the run had ended well."""
    place = trial.place()
    disk = Disk(place)
    try:
        shutil.copy(place / "ledger.db", disk.folder)
        os.sync()
        run = trial.program.begin(disk.folder, "import", str(trial.base.after), "--quiet")
        if number % 2:
            time.sleep(random.Random(number).random() * 0.6)
            run.kill()
        run.communicate(timeout=120)
        trial.ran += 1
        disk.cut()
        kept = trial.place(disk.folder)
        is_done = run.returncode in (DONE, PARTLY_DONE)
        check = trial.program.run(kept, "check", "--quiet", now="")
        trial.expect(check.returncode == DONE, f"cut {number}: check says {check.stderr[-300:]}{check.stdout[-300:]}")
        if is_done and ledger_dump.facts(kept / "ledger.db") != trial.base.facts:
            trial.lost += 1
            trial.expect(False, f"cut {number}: what was said to be done is not there")
        trial.recovers(kept)
        return int(is_done)
    finally:
        disk.close()


def _pushed(trial: Trial, number: int) -> None:
    """The power goes when the service has just made an entry and has not said so: what was about to be sent is known, and it stands there once."""
    service = clockify.Clockify()
    disk = Disk(trial.empty())
    posts = []
    try:
        place = tracked(trial, service)
        for file in place.iterdir():
            shutil.copy(file, disk.folder)
        os.sync()
        process = []

        def at(_: int, answer) -> None:
            is_post = service.asked[-1].startswith("POST")
            if is_post and len(posts) == number % 3:
                if number % 2:
                    answer(says=False)
                process[0].kill()
            posts.extend([1] * is_post)
            answer()

        service.at = at
        process.append(trial.program.begin(disk.folder, *PUSH, more=SECRET))
        process[0].communicate(timeout=120)
        service.at = lambda _, answer: answer()
        trial.ran += 1
        disk.cut()
        kept = trial.place(disk.folder)
        for minute in range(5, 60, 5):
            if trial.program.run(kept, *PUSH, more=SECRET, now=f"2026-03-20T08:{minute:02}:00Z").returncode == DONE:
                break
        trial.lost, trial.doubled = trial.lost + max(0, 3 - len(set(service.kept()))), trial.doubled + max(0, len(service.kept()) - 3)
        trial.expect(posts and len(service.kept()) == len(set(service.kept())) == 3, f"cut {number} in a push: the service has {service.kept()}")
    finally:
        disk.close()
        service.close()


def _careless(trial: Trial) -> int:
    """How many of 200 rows are lost that nobody synced: none would say that the cut is none."""
    disk = Disk(trial.empty())
    try:
        connection = sqlite3.connect(disk.folder / "careless.db", isolation_level=None)
        connection.execute("pragma synchronous = off")
        connection.execute("create table a (b)")
        os.sync()
        for number in range(200):
            connection.execute("insert into a values (?)", (number,))
        connection.close()
        disk.cut()
        connection = sqlite3.connect(disk.folder / "careless.db")
        try:
            return 200 - connection.execute("select count(*) from a").fetchone()[0]
        except sqlite3.DatabaseError:
            return 200
        finally:
            connection.close()
    finally:
        disk.close()


def _do(*command: object) -> None:
    run = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    if run.returncode:
        raise NotHere(f"{' '.join(map(str, command))}: {run.stderr.strip()}")
