"""F15 to F18: a lock or a ledger that is not what it was."""
import os
import random
import shutil
import sqlite3

from . import ledger_dump, small_exports
from .program import DONE, PARTLY_DONE, said
from .trial import Trial, each

IO_ERROR, NOT_PERMITTED, CONFIGURATION = 74, 77, 78


def odd_lock(trial: Trial) -> None:
    place = trial.place()
    victim = place / "victim"
    victim.write_text("not to be touched")
    (place / "ledger.db.lock").unlink()
    (place / "ledger.db.lock").symlink_to(victim)
    trial.ends(trial.run(place, "import", trial.base.after), NOT_PERMITTED, says="is a link")
    trial.expect(victim.read_text() == "not to be touched", "the link was followed")
    place = trial.place()
    (place / "ledger.db.lock").unlink()
    os.mkfifo(place / "ledger.db.lock")
    run = trial.run(place, "import", trial.base.after, seconds=30)
    trial.expect(run.returncode not in (DONE, PARTLY_DONE), f"a pipe in the lock's place: exit {run.returncode}")
    if os.getuid() == 0:
        place = trial.place()
        place.chmod(0o777)
        (place / "ledger.db").chmod(0o666)
        (place / "ledger.db.lock").chmod(0o600)
        trial.ends(trial.run(place, "import", trial.base.after, before=trial.as_nobody()), NOT_PERMITTED, when="the lock is another user's")


def bits(trial: Trial) -> None:
    """`check` finds a change, or nothing of what is known has changed."""
    chance, counts, filled = random.Random(16), {"found": 0, "no fact": 0}, trial.empty()
    small_exports.write_large(filled / "day.json", 6_000)
    trial.ends(trial.run(filled, "import", "day.json", trial.base.after, "--quiet"), DONE)
    trial.ends(trial.run(filled, "report", "week", "2026-W10"), DONE)
    whole, facts = (filled / "ledger.db").read_bytes(), ledger_dump.facts(filled / "ledger.db")

    def once(at: int) -> None:
        place = trial.empty()
        damaged = bytearray(whole)
        damaged[at // 8] ^= 1 << at % 8
        (place / "ledger.db").write_bytes(damaged)
        check = trial.run(place, "check", "--quiet", now="")
        trial.ends(check, DONE, IO_ERROR, CONFIGURATION, when=f"check, bit {at}")
        trial.expect((place / "ledger.db").read_bytes() == bytes(damaged), f"check has changed the ledger at bit {at}")
        report = trial.run(place, "report", "week", "2026-W10")
        trial.expect(report.returncode in (DONE, PARTLY_DONE, IO_ERROR, CONFIGURATION), f"report, bit {at}: exit {report.returncode}: {said(report)}")
        try:
            is_same = ledger_dump.facts(place / "ledger.db") == facts
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            is_same = False
        if trial.is_whole:
            trial.run(place, "import", trial.base.before, "--quiet")
        shutil.rmtree(place)
        trial.expect(is_same or check.returncode != DONE, f"bit {at} has changed a fact, and check finds nothing")
        with trial.lock:
            counts["found" if check.returncode != DONE else "no fact"] += 1

    each(once, [chance.randrange(len(whole) * 8) for _ in range(trial.many(12, 100))])
    trial.note = f"check finds {counts['found']}, {counts['no fact']} change no fact"


def damaged_files(trial: Trial) -> None:
    whole = (trial.base.ledger / "ledger.db").read_bytes()
    for name, content in [(f"cut at {part} %", whole[: len(whole) * part // 100]) for part in range(0, 100, trial.many(30, 5))] + [
        ("a text", b"x" * 5000),
        ("cut by a page", whole[:-4096]),
        ("zeros", bytes(len(whole))),
        ("another database", _other_database(trial)),
    ]:
        place = trial.place()
        (place / "ledger.db").write_bytes(content)
        for command in (("check", "--quiet"), ("import", trial.base.after, "--quiet"), ("report", "week", "2026-W10")):
            trial.ends(
                trial.run(place, *command, now="" if command[0] == "check" else "2026-03-20T08:00:00Z"), IO_ERROR, CONFIGURATION, when=f"{command[0]}, {name}"
            )
        trial.expect((place / "ledger.db").read_bytes() == content, f"{name}: it was written to")
    counts = {"found": 0, "as before": 0}
    for number in range(2, 60, trial.many(29, 4)):
        place = trial.place()
        trial.run_killed(place, number)
        journal = place / "ledger.db-journal"
        (journal.write_bytes(b"no journal at all" * 400) if number % 4 == 0 else journal.unlink(missing_ok=True))
        check = trial.run(place, "check", "--quiet", now="")
        trial.ends(check, DONE, IO_ERROR, when=f"without its journal, write {number}")
        is_whole = check.returncode != DONE or ledger_dump.facts(place / "ledger.db") in (trial.base.facts, ledger_dump.facts(trial.base.ledger / "ledger.db"))
        trial.expect(is_whole, f"without its journal, write {number}: it is neither as before nor as afterwards, and check finds nothing")
        counts["found" if check.returncode else "as before"] += 1
    trial.note = f"of ledgers whose journal somebody took away in mid-transaction check finds {counts['found']}, {counts['as before']} are whole"


def _other_database(trial: Trial) -> bytes:
    path = trial.empty() / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("create table a (b)")
    connection.commit()
    connection.close()
    return path.read_bytes()


def newer(trial: Trial) -> None:
    for sql in ("pragma user_version = 99", "pragma application_id = 7"):
        place = trial.place()
        connection = sqlite3.connect(place / "ledger.db", isolation_level=None)
        connection.execute(sql)
        connection.close()
        before = (place / "ledger.db").read_bytes()
        for command in (("import", trial.base.after), ("report", "week", "2026-W10"), ("check",)):
            trial.ends(trial.run(place, *command), CONFIGURATION, when=f"{sql}, {command[0]}")
        trial.expect((place / "ledger.db").read_bytes() == before, f"{sql}: it was written to")
