"""F01 to F20: kills, the disk, locks, a damaged ledger, memory, signals."""
import fcntl
import os
import random
import shutil
import signal
import sqlite3
import time
from pathlib import Path
from subprocess import CompletedProcess

from . import ledger_dump, old_ledger, small_exports
from .program import ABORTED, DONE, PARTLY_DONE, said
from .damage import bits, damaged_files, newer, odd_lock
from .power_loss import cut_power
from .trial import Row, Trial, each, listing

IO_ERROR, TRY_AGAIN, NOT_PERMITTED = 74, 75, 77
STRACE = ("strace", "-f", "-qq", "-o", "/dev/null", "-e", "signal=none")


def import_failing(trial: Trial, place: Path, how: str) -> CompletedProcess:
    """An import whose calls on the ledger and its journal fail as strace is told."""
    watched = ("-P", str(place / "ledger.db"), "-P", str(place / "ledger.db-journal"))
    return trial.run(place, "import", trial.base.after, "--quiet", before=(*STRACE, *watched, "-e", f"inject={how}"))


def sync_fails(trial: Trial) -> None:
    def once(number: int) -> None:
        place = trial.place()
        run = import_failing(trial, place, f"fsync:error=EIO:when={number}")
        trial.ends(run, IO_ERROR, DONE, when=f"fsync {number}")
        trial.recovers(place)

    each(once, range(1, trial.many(4, 20) + 1))


def disk_full_at_a_write(trial: Trial) -> None:
    def once(number: int) -> None:
        place = trial.place()
        run = import_failing(trial, place, f"write,pwrite64:error=ENOSPC:when={number}+")
        trial.ends(run, IO_ERROR, DONE, when=f"write {number}")
        trial.recovers(place)

    each(once, range(1, 100, trial.many(25, 3)))
    disk_full_of_a_small_disk(trial)


def disk_full_of_a_small_disk(trial: Trial) -> None:
    """With so much room beyond the ledger; then the disk is made larger, and the same import comes through."""
    held = (trial.base.ledger / "ledger.db").stat().st_size // 1024
    script = """mkdir disk && mount -t tmpfs -o size=$2k tmpfs disk || exit 99; cp ledger.db disk/
"$0" import "$1" --ledger disk/ledger.db --quiet; first=$?; mount -o remount,size=64m disk || exit 99
"$0" import "$1" --ledger disk/ledger.db --quiet; second=$?; "$0" check --ledger disk/ledger.db --quiet || second=check; cp disk/ledger.db after.db; echo "$first $second" """

    def once(room: int) -> None:
        place = trial.place()
        run = trial.within(script, place, trial.base.after, held + room)
        first, _, second = run.stdout.strip().splitlines()[-1].partition(" ") if run.stdout.strip() else ("", "", "")
        trial.expect(first in (str(IO_ERROR), str(DONE)) and second in ("0", "3"), f"with {room} KiB free: exits {first} and {second}: {said(run)}")
        if room < 16:
            trial.expect(first == str(IO_ERROR) and "disk is full" in run.stderr, f"with {room} KiB free nothing is said of the disk: {said(run)}")
        trial.expect(ledger_dump.facts(place / "after.db") == trial.base.facts, f"with {room} KiB free: afterwards the ledger is another")

    each(once, (4, 40) if not trial.is_whole else range(4, 200, 12))


def other_disks_full(trial: Trial) -> None:
    """The folder of temporary files, that of digests, and what the program prints to."""
    place = trial.place()
    small = "mkdir small && mount -t tmpfs -o size=8k tmpfs small || exit 99; head -c 8192 /dev/zero > small/fill; "
    run = trial.within(small + 'TMPDIR=$PWD/small "$0" import "$1" --ledger ledger.db --quiet', place, trial.base.after)
    trial.ends(run, DONE, IO_ERROR, when="temporary files")
    trial.recovers(place)
    place = trial.place()
    run = trial.within(small + '"$0" digest 2026-W10 --out small --ledger ledger.db', place)
    trial.ends(run, IO_ERROR, when="digests")
    run = trial.run(place, "digest", "2026-W10", "--out", "digests")
    trial.ends(run, DONE)
    for stream in ("> /dev/full", "2> /dev/full", "> /dev/full 2>&1"):
        place = trial.place()
        run = trial.within(f'"$0" import "$1" --ledger ledger.db --verbose {stream}', place, trial.base.after)
        trial.expect(run.returncode in (DONE, PARTLY_DONE, IO_ERROR), f"{stream}: exit {run.returncode}: {said(run)}")
        trial.recovers(place)


def little_room(trial: Trial) -> None:
    old = trial.empty()
    old_ledger.make(trial.base.ledger / "ledger.db", old / "ledger.db", 6)
    place = trial.place(old)
    held = (old / "ledger.db").stat().st_size // 1024
    script = "mkdir disk && mount -t tmpfs -o size=$2k tmpfs disk || exit 99; cp ledger.db disk/; before=$(sha256sum < disk/ledger.db); "
    run = trial.within(
        script
        + '"$0" import "$1" --ledger disk/ledger.db --quiet; code=$?; [ "$before" = "$(sha256sum < disk/ledger.db)" ] || code=touched; ls disk; echo $code',
        place,
        trial.base.after,
        held + held // 2,
    )
    trial.expect(run.stdout.strip().endswith(str(IO_ERROR)) and "before-schema" not in run.stdout, f"a migration without room: {said(run)} {run.stdout[-200:]}")
    place = trial.place()
    run = trial.within(script + '"$0" doctor --ledger disk/ledger.db', place, "", held + 600)
    trial.expect("disk" in run.stdout and run.returncode != DONE and "MiB" in run.stdout, f"doctor says nothing of the disk: {run.stdout[-600:]}")


def not_to_be_written(trial: Trial) -> None:
    for what, prepare in (
        ("the folder", lambda place: place.chmod(0o555)),
        ("the ledger", lambda place: (place / "ledger.db").chmod(0o444)),
        ("both", lambda place: ((place / "ledger.db").chmod(0o444), place.chmod(0o555))),
    ):
        place = trial.place()
        for file in place.iterdir():
            shutil.chown(file, 65534, 65534) if os.getuid() == 0 and what == "the ledger" else file.chmod(0o644)
        prepare(place)
        try:
            before = listing(place)
            trial.ends(
                trial.run(place, "import", trial.base.after, "--quiet", before=trial.as_nobody()),
                NOT_PERMITTED,
                says=str("ledger.db"),
                when=f"import, {what} cannot be written",
            )
            trial.expect(before == listing(place), f"{what} cannot be written, and something was")
            for command in (("report", "week", "2026-W10"), ("check",), ("status",)):
                trial.ends(trial.run(place, *command, before=trial.as_nobody()), DONE, when=f"{command[0]}, {what} cannot be written")
        finally:
            place.chmod(0o755)
    place = trial.place()
    run = trial.within(
        'mkdir disk && mount -t tmpfs tmpfs disk && cp ledger.db disk/ && mount -o remount,ro disk || exit 99; "$0" import "$1" --ledger disk/ledger.db --quiet; one=$?; "$0" check --ledger disk/ledger.db --quiet; echo $one $?',
        place,
        trial.base.after,
    )
    trial.expect(run.stdout.strip().endswith(f"{NOT_PERMITTED} 0"), f"a disk that may only be read: {run.stdout[-80:]} {said(run)}")


def held_by_another_program(trial: Trial) -> None:
    place = trial.place()
    connection = sqlite3.connect(place / "ledger.db", isolation_level=None)
    connection.execute("begin exclusive")
    started = time.monotonic()
    run = trial.run(place, "import", trial.base.after, "--quiet")
    took = time.monotonic() - started
    connection.execute("rollback")
    connection.close()
    trial.ends(run, TRY_AGAIN, when="somebody else writes to the file")
    trial.note = f"answered after {took:.0f} s"
    trial.expect(took < 60, f"it waits {took:.0f} s")
    trial.recovers(place)


def at_once(trial: Trial) -> None:
    def once(_: int) -> None:
        place = trial.place()
        runs = [trial.program.begin(place, "import", str(trial.base.after), "--quiet") for _ in range(4)]
        ends = [(run.communicate(timeout=120)[1], run.returncode) for run in runs]
        trial.ran += len(runs)
        trial.expect(any(code == DONE for _, code in ends), "none came through")
        trial.expect(all(code == DONE or (code == TRY_AGAIN and "another run holds the ledger" in error) for error, code in ends), f"{ends}")
        trial.recovers(place)

    each(once, range(trial.many(3, 20)))
    place = trial.place()
    with open(place / "ledger.db.lock", "r+", encoding="utf-8") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        started = time.monotonic()
        trial.ends(trial.run(place, "import", trial.base.after), TRY_AGAIN)
        trial.expect(time.monotonic() - started < 5, "it does not say so at once")
        trial.ends(trial.run(place, "report", "week", "2026-W10"), DONE)


def little_memory(trial: Trial) -> None:
    """A ledger's worth of heartbeats with a heap of 96 MiB; where that is too little, the next run goes on."""
    place = trial.place()
    large = place / "large.json"
    small_exports.write_large(large, trial.many(20_000, 400_000))
    run = trial.program.run(place, "import", large, "--quiet", more={"DOTNET_GCHeapHardLimit": "0x6000000"}, seconds=600)
    trial.ran += 1
    trial.expect(run.returncode in (DONE, 70, *ABORTED), f"exit {run.returncode}: {said(run)}")
    trial.note = f"{large.stat().st_size >> 20} MiB with a heap of 96 MiB: exit {run.returncode}"
    large.unlink()
    trial.ends(trial.run(place, "check", "--quiet", now=""), DONE)


def asked_to_stop(trial: Trial) -> None:
    large = trial.empty() / "large.json"
    small_exports.write_large(large, trial.many(150_000, 300_000))
    chance, stopped, started = random.Random(20), [], time.monotonic()
    trial.ends(trial.run(trial.place(), "import", trial.base.after, large, "--quiet"), DONE)
    whole = time.monotonic() - started
    for number in range(trial.many(4, 20)):
        place = trial.place()
        run = trial.program.begin(place, "import", str(trial.base.after), str(large), "--quiet")
        time.sleep((0.1 + chance.random() * 0.4) * whole)
        at = time.monotonic()
        run.send_signal(signal.SIGTERM if number % 2 else signal.SIGINT)
        error = run.communicate(timeout=60)[1]
        trial.ran += 1
        # Before .NET listens the signal has its usual end.
        trial.expect(
            run.returncode in (DONE, 143, 130, -signal.SIGTERM, -signal.SIGINT) and time.monotonic() - at < 5,
            f"exit {run.returncode} after {time.monotonic() - at:.1f} s: {error[-300:]}",
        )
        stopped.append(run.returncode not in (DONE,))
        trial.ends(trial.run(place, "check", "--quiet", now=""), DONE)
        trial.ends(trial.run(place, "import", trial.base.after, large, "--quiet"), DONE)
    trial.note = f"{sum(stopped)} of {len(stopped)} were stopped in time"
    trial.expect(any(stopped), "none was stopped in time: it has proved nothing")


ROWS = (
    Row("F01", "A kill while files are taken in", "SIGKILL at calls on the ledger", "once more, the ledger is what an undisturbed import leaves",
        sweeps=("kill-sweep: a first import", "kill-sweep: a newer export")),
    Row("F02", "A kill while days are closed or opened", "SIGKILL at calls on the ledger", "days are closed or not, none by half; once more, all are",
        sweeps=("kill-sweep: a close", "kill-sweep: a reopening")),
    Row("F03", "A kill while days are pushed", "SIGKILL at calls on the ledger, and by the service before, during and after each request",
        "the service has each entry once", ("PushKillTests.A_push_that_is_killed_at_any_request_and_run_again_ends_with_exactly_the_plan",),
        ("sending-sweep: a push", "sending-sweep: a run")),
    Row("F04", "A kill while the digest is mailed", "SIGKILL at calls on the ledger, and by the server at each step",
        "it arrives once, or twice with one Message-ID", ("MailKillTests.A_run_that_is_killed_and_run_again_sends_the_mail_once_or_by_the_rule_twice",),
        ("sending-sweep: a mail", "sending-sweep: a run")),
    Row("F05", "A kill while an older ledger is brought up to date", "SIGKILL at calls on the ledger and its copy",
        "the old schema or the new one, whole, and a whole copy of the old ledger",
        ("LedgerTests.A_migration_makes_a_sound_copy_first_and_all_its_steps_are_there_or_none",), ("kill-sweep: a migration",)),
    Row("F06", "A kill while a backup, a restored ledger or a digest is written", "SIGKILL at calls on all files of it",
        "what has the name is whole; what was unfinished goes with the next run", ("RunCommandTests.A_digest_that_a_kill_left_unfinished_is_written_again",
        "BackupCommandTests.What_a_killed_backup_left_goes_and_nothing_else"), ("backup-sweep: a backup", "backup-sweep: a restore", "backup-sweep: a purge")),
    Row("F07", "The power goes", "the image of a disk is copied while nothing is flushed, and mounted",
        "what was said to be done is there; the rest is done or not, and once more it is", here=cut_power),
    Row("F08", "A sync that the disk fails", "EIO from fsync, one call after the other", "exit 74; once more, the ledger is whole", here=sync_fails),
    Row("F09", "The disk is full while files are taken in", "ENOSPC at writes; a small tmpfs that is made larger afterwards",
        "exit 74 and a sentence; with room, the ledger is whole", here=disk_full_at_a_write),
    Row("F10", "Other disks are full: temporary files, digests, what is printed", "a full tmpfs, /dev/full", "what can be done is done; nothing is lost",
        here=other_disks_full),
    Row("F11", "A disk that is nearly full", "a tmpfs with less room than a migration needs", "it is refused before anything is touched; doctor warns",
        ("BackupNameTests.A_migration_needs_more_than_twice_the_ledger", "BackupNameTests.Too_little_room_is_refused_with_both_figures"), here=little_room),
    Row("F12", "Nothing may be written", "folder, ledger or both without rights, as another user; a disk mounted to be read",
        "exit 77 and the path; reports and check go on", here=not_to_be_written),
    Row("F13", "Another program is in the middle of writing to the ledger", "an exclusive transaction of the sqlite3 library", "it waits, then exit 75",
        here=held_by_another_program),
    Row("F14", "Several runs at once", "four imports started together; the lock held by flock",
        "one works, the others end with 75 and name it; readers go on", ("RunStagesTests.Who_holds_the_ledger_is_named",
        "LedgerTests.The_lock_ends_with_the_writer"), here=at_once),
    Row("F15", "A lock that is a link, a pipe or another user's", "made in its place", "exit 77; what it leads to is not touched",
        ("LedgerTests.A_link_in_the_place_of_the_ledger_is_not_followed",), here=odd_lock,
        note="A network disk: there is none here to try (`mount -t nfs` needs a server)."),
    Row("F16", "Bits that turn over", "one random bit of the ledger at a time", "no crash, nothing is written; check finds each that changes a fact",
        ("BackupCommandTests.One_bit_that_turned_over_is_noticed",), here=bits),
    Row("F17", "A ledger that was cut, emptied, replaced, or has lost its journal",
        "files cut at many places; journals taken away or swapped in mid-transaction", "exit 74 or 78, nothing is written",
        ("RunStagesTests.An_empty_file_is_no_ledger", "RestoreCommandTests.A_journal_of_the_ledger_before_is_not_applied_to_the_restored_one"),
        here=damaged_files),
    Row("F18", "A ledger of a newer Daybook, or of another program", "its numbers changed", "exit 78, nothing is written",
        ("LedgerTests.A_ledger_it_cannot_trust_is_refused_and_not_changed", "StatusCommandTests.A_ledger_of_a_newer_program_is_refused"), here=newer),
    Row("F19", "Too little memory", "a heap of 96 MiB and a large export", "it comes through or ends; the ledger is whole", here=little_memory),
    Row("F20", "Asked to stop in the middle", "SIGTERM and SIGINT at random moments", "it ends within 5 s; the next run goes on",
        ("ImportCommandTests.Stops_between_files_when_asked_to",), here=asked_to_stop),
)
