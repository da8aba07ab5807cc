"""F21 to F39: files that are cut, foreign, huge, hostile, or change while they are read."""
import io
import json
import os
import random
import shutil
import subprocess
import zipfile
from pathlib import Path

from . import ledger_dump, small_exports
from .program import DONE, PARTLY_DONE, said
from .trial import Row, Trial, each

BAD_DATA, NO_INPUT = 65, 66
REFUSED = (PARTLY_DONE, BAD_DATA)
MIB = 1 << 20
# What a person's file may cost at most, whatever is in it.
MOST_MEMORY = 400 * MIB
ROOT = Path(__file__).resolve().parents[3]


def offered(trial: Trial, name: str, content: bytes, *codes: int, says: str = "") -> subprocess.CompletedProcess:
    """One file, to a ledger that has something; whatever it is, nothing of what was there changes and the terminal obeys nobody."""
    place = trial.place()
    (place / "in").mkdir()
    (place / "in" / name).write_bytes(content)
    run = trial.run(place, "import", f"in/{name}", more={"DOTNET_gcServer": "0"}, seconds=600)
    trial.ends(run, *codes, says=says, when=name)
    shown = run.stdout + run.stderr
    trial.expect(not any(ord(sign) < 32 and sign not in "\n\t" for sign in shown), f"{name}: control characters are shown: {shown[:200]!r}")
    trial.expect(len(shown) < 5000, f"{name}: {len(shown)} characters are shown")
    trial.ends(trial.program.run(place, "check", "--quiet", now=""), DONE, when=f"check after {name}")
    if codes == (BAD_DATA,):
        trial.expect(facts_of_time(place) == facts_of_time(trial.base.ledger), f"{name}: something of it is in")
    shutil.rmtree(place)
    return run


def facts_of_time(place: Path) -> list[str]:
    return [line for line in ledger_dump.facts(place / "ledger.db") if line.startswith(("heartbeat ", "time_entry ", "day_total "))]


def cut_exports(trial: Trial) -> None:
    whole = (trial.base.after / "heartbeats.json").read_bytes()
    undisturbed = trial.empty()
    trial.program.run(undisturbed, "import", trial.base.after, "--quiet")
    trial.program.run(undisturbed, "report", "week", "2026-W10")

    def once(part: int) -> None:
        place = trial.empty()
        (place / "cut.json").write_bytes(whole[: len(whole) * part // 100])
        trial.ends(trial.run(place, "import", "cut.json"), *REFUSED, when=f"cut at {part} %")
        trial.ends(trial.program.run(place, "import", trial.base.after, "--quiet"), DONE, when=f"the whole file after the one cut at {part} %")
        trial.program.run(place, "report", "week", "2026-W10")
        trial.expect(facts_of_time(place) == facts_of_time(undisturbed), f"cut at {part} %: with the whole file after it, the facts are others")

    each(once, range(1, 100, trial.many(14, 1)))


def garbage(trial: Trial) -> None:
    chance = random.Random(22)
    noise = chance.randbytes(MIB)
    text = "Date,Start,End\n2026-03-02,09:00,10:00\n"
    kinds = {
        "noise.json": noise,
        "noise.csv": noise,
        "program.json": Path("/bin/sh").read_bytes(),
        "picture.csv": (ROOT / "docs/digest.png").read_bytes(),
        "wide.csv": text.encode("utf-16"),
        "wide.json": '[{"a": 1}]'.encode("utf-16-be"),
        "zeros.json": bytes(100_000),
        "page.json": b"<!DOCTYPE html><title>Sign in</title>",
        "escape.json": b"\x1b]0;owned\x07[\x1b[31m",
    }
    for name, content in kinds.items():
        offered(trial, name, content, BAD_DATA)


def huge(trial: Trial) -> None:
    """Of one text, and of many rows: memory must not follow the file."""
    length = trial.many(20, 100) * MIB
    document = json.dumps({"days": [{"date": "2026-03-02", "heartbeats": [{"entity": "@", "time": 1772442000.5, "type": "file"}]}]})
    place = trial.place()
    with open(place / "text.json", "w", encoding="ascii") as file:
        head, tail = document.split("@")
        file.write(head)
        for _ in range(length // MIB):
            file.write("x" * MIB)
        file.write(tail)
    peak = _peak(trial, place, "text.json", REFUSED)
    rows = trial.many(40_000, 700_000)
    small_exports.write_large(place / "rows.json", rows)
    many = _peak(trial, place, "rows.json", (DONE,))
    trial.note = f"a text of {length // MIB} MiB cost {peak // MIB} MiB, {(place / 'rows.json').stat().st_size // MIB} MiB of rows {many // MIB} MiB"
    shutil.rmtree(place)


def _peak(trial: Trial, place: Path, name: str, codes: tuple[int, ...]) -> int:
    process = subprocess.Popen(
        trial.program.command("import", name, "--quiet"), cwd=place, env=trial.program.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    trial.ran += 1
    trial.expect(process.returncode in codes, f"{name}: exit {process.returncode}")
    trial.expect(usage.ru_maxrss * 1024 < MOST_MEMORY, f"{name}: {usage.ru_maxrss >> 10} MiB of memory")
    return usage.ru_maxrss * 1024


def deep(trial: Trial) -> None:
    for levels in (65, 1_000_000):
        offered(trial, f"list-{levels}.json", b"[" * levels, BAD_DATA)
        offered(trial, f"closed-{levels}.json", b"[" * levels + b"]" * levels, BAD_DATA)
        offered(trial, f"object-{levels}.json", b'{"days":' * levels + b"1" + b"}" * levels, *REFUSED)


def wide_tables(trial: Trial) -> None:
    head = "Description,Project,Start date,Start time,End date,End time,Duration\n"
    row = "{0},web,2026-03-02,09:00:00,2026-03-02,10:00:00,01:00:00\n"
    both = DONE, *REFUSED
    for name, content in {
        "nul.csv": head + row.format("a\0b") + row.format("fine"),
        "field.csv": head + row.format("x" * 10 * MIB) + row.format("fine"),
        "columns.csv": ",".join(f"c{i}" for i in range(1_000_000)) + "\n" + "1," * 999_999 + "1\n",
        "line.csv": head + "y" * trial.many(10, 50) * MIB,
        "quote.csv": head + '"' + "z\n" * 100_000,
    }.items():
        offered(trial, name, content.encode(), *both)


def hostile_xml(trial: Trial) -> None:
    lol = (
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
        + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
        + "]><a>&j;</a>"
    )
    outside = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    for name, content in (("bomb.xml", lol), ("outside.xml", outside)):
        run = offered(trial, name, content.encode(), BAD_DATA)
        trial.expect("root:" not in run.stdout + run.stderr, "a file of the machine was read")


def hostile_archives(trial: Trial) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../slipped.json", (trial.base.after / "heartbeats.json").read_bytes())
        archive.writestr("bomb.json", b" " * 300 * MIB)
    place = trial.place()
    (place / "a.zip").write_bytes(packed.getvalue())
    run = trial.run(place, "import", "a.zip", seconds=300)
    trial.ends(run, DONE, *REFUSED)
    trial.expect(not list(place.parent.glob("slipped*")) and not (place.parent.parent / "slipped.json").exists(), "a member got out of its archive")


def odd_files(trial: Trial) -> None:
    place = trial.place()
    os.mkfifo(place / "pipe.json")
    (place / "link.json").symlink_to("nowhere")
    for name in ("pipe.json", "link.json", "/dev/zero", "gone.json"):
        run = trial.run(place, "import", name, seconds=30)
        trial.expect(run.returncode in (BAD_DATA, NO_INPUT), f"{name}: exit {run.returncode}: {said(run)}")


def odd_names(trial: Trial) -> None:
    content = (trial.base.after / "heartbeats.json").read_bytes()
    names = [
        b"new\nline.json",
        b"-rf.json",
        b"bad\xff\xfe.json",
        "☕️.json".encode(),
        "\u202egpj.json".encode(),
        b"e" * 250 + b".json",
        b"\x1b]0;owned\x07.json",
        b"'; drop table heartbeat; --.json",
        b" .json",
        b"%s%n.json",
    ]
    for name in names:
        place = trial.empty()
        (place / "inbox").mkdir()
        (place / "inbox" / os.fsdecode(name)).write_bytes(content)
        run = trial.run(place, "import", "inbox")
        invalid = name.startswith(b"bad")
        trial.ends(run, *((DONE, NO_INPUT, *REFUSED) if invalid else (DONE,)), when=repr(name))
        shown = run.stdout + run.stderr
        trial.expect(
            not any(ord(sign) < 32 and sign != "\n" for sign in shown) and "\u202e" not in shown and "new\n" not in shown,
            f"{name!r} is shown as it is: {shown!r}",
        )
        if run.returncode == DONE:
            trial.ends(trial.program.run(place, "check", "--quiet", now=""), DONE)


def while_it_grows(trial: Trial) -> None:
    """A file that is appended to, replaced and taken away while it is read: the last word wins."""
    content = (trial.base.after / "heartbeats.json").read_bytes()
    for number in range(trial.many(6, 20)):
        place = trial.place()
        file = place / "growing.json"
        file.write_bytes(content[: len(content) // 2])
        run = trial.program.begin(place, "import", "growing.json", "--quiet")
        chance = random.Random(number)
        for _ in range(40):
            if run.poll() is not None:
                break
            (place / "next").write_bytes(content[: chance.randrange(len(content))])
            (place / "next").replace(file)
            file.write_bytes(content)
            file.unlink(missing_ok=True)
        error = run.communicate(timeout=60)[1]
        trial.ran += 1
        trial.expect(run.returncode in (DONE, NO_INPUT, 74, *REFUSED), f"exit {run.returncode}: {error[-300:]}")
        trial.recovers_time(place)


SAMPLES = "SamplesOfSourcesTests.Hold_the_laws"
ROWS = (
    Row("F21", "An export that was cut", "cut at every hundredth", "what is whole of it is in, and that it was cut is said; the whole file mends it",
        (SAMPLES, "Wakatime_samples.Cut_anywhere_give_the_rows_before_the_cut_and_one_diagnostic",
        "ImportBadInputTests.A_cut_file_and_then_the_whole_one_is_the_whole_one"), here=cut_exports),
    Row("F22", "What is no export at all", "noise, a program, a picture, UTF-16, a web page, escape sequences", "exit 65, a short sentence, nothing is in",
        ("ImportBadInputTests.Is_told_by_name_and_hint_and_leaves_no_facts",), here=garbage),
    Row("F23", "Huge files", "one text of 100 MiB, and rows of hundreds", "memory does not follow the file",
        ("Wakatime_bad_input.A_text_of_megabytes_is_rejected_and_its_raw_text_cut",), here=huge, note="Files of 2 GiB: `tests/Benchmarks` has 1.2 GB"),
    Row("F24", "JSON within JSON within JSON", "65 and a million levels", "no crash, exit 65", ("Wakatime_bad_input.A_million_open_brackets_are_a_cut_file",
        "Wakatime_bad_input.A_million_nested_brackets_are_one_bad_row"), here=deep),
    Row("F25", "Values that JSON allows and nobody can mean", "doubled and unknown keys, numbers beyond all measure, halves of characters",
        "such a row is in quarantine, the others are in", ("Wakatime_bad_input.One_bad_row_costs_only_itself", "Json_values.Say_what_is_wrong_with_them",
        "Decimal_micros.Are_not_guessed", "WhatCountsCommandTests.Keys_nobody_knows_are_what_the_source_says")),
    Row("F26", "Another encoding than UTF-8", "byte order marks, UTF-16, bytes that are no text", "said, or only that row is lost; never guessed",
        ("Wakatime_bad_input.Another_encoding_is_named", "Wakatime_bad_input.A_byte_order_mark_is_passed_over",
        "Wakatime_bad_input.Invalid_utf8_in_a_row_costs_only_itself", "ImportBadInputTests.Is_told_by_name_and_hint_and_leaves_no_facts")),
    Row("F27", "Tables as spreadsheets write them", "other separators, line ends, quotes, ragged rows, other headers",
        "a bad row costs only itself, a strange header the file", (SAMPLES, "TrackerImportTests.Bad_rows_come_back_as_a_file_to_mend",
        "WhatCountsCommandTests.Columns_nobody_knows_are_what_the_source_says")),
    Row("F28", "Tables without measure", "NUL, a field of 10 MiB, a million columns, a line of 50 MiB, a quote that never ends",
        "no crash, little memory, the other rows are in", here=wide_tables),
    Row("F29", "Numbers and dates that mean two things", "1,5 and 1.5 and 1:30, 02/03/2026, 24:00", "what is not said is asked for, never guessed",
        ("CellTests.Dates", "CellTests.Lengths", "CellTests.Decimals", "CellTests.Clocks", "TrackerImportTests.Undecided_dates_wait_for_a_word")),
    Row("F30", "Names that a spreadsheet would take for formulas", "sixty hostile names in each table that is written",
        "an apostrophe stands before them, and is gone when they come back", ("CsvCellTests.A_cell_is_text_for_every_spreadsheet",
        "HostileNamesTests.A_csv_gives_every_name_back_once_the_apostrophe_is_off",
        "InvoicePageTests.No_cell_of_the_csv_begins_a_formula_and_each_gives_its_name_back")),
    Row("F31", "Another program's database that is hostile", "views without end, triggers, virtual tables, what does more than read",
        "refused or stopped; it is a copy that is read", ("Foreign_databases.What_never_ends_or_does_more_than_read_is_stopped",
        "Foreign_databases.Only_ordinary_tables_are_read", "Foreign_databases.The_copy_belongs_to_its_owner_alone_and_goes_when_it_is_closed")),
    Row("F32", "Another program's database while it is written", "a log that is not in the file yet; a transaction under way",
        "read whole, or refused for now", ("Foreign_databases.What_stands_only_in_the_log_of_a_program_that_is_running_is_read_too",
        "Foreign_databases.A_file_that_a_program_is_in_the_middle_of_writing_to_is_refused")),
    Row("F33", "Archives that burst, or reach out of themselves", "300 MiB of blanks, ../../ in a name, members that share bytes",
        "given up; nothing is written elsewhere", ("Opening_files.An_archive_made_to_fill_the_disk_is_given_up",
        "Opening_files.Members_that_share_their_bytes_are_given_up", "Opening_files.A_damaged_archive_is_a_problem"), here=hostile_archives),
    Row("F34", "XML that bursts or reads other files", "a billion laughs, an entity of /etc/passwd", "no XML is read at all: exit 65", here=hostile_xml),
    Row("F35", "Pipes, links, devices, others' files where a file should be", "made in the spool, and named to import",
        "not waited for, not followed; the others go on", ("SpoolStageTests.Nothing_is_waited_for_and_nothing_of_a_doubtful_file_is_read",
        "SpoolStageTests.What_is_no_file_of_ones_own_is_named_and_left_and_costs_no_other",
        "SpoolWriterTests.Nothing_is_written_to_what_is_no_file_of_ones_own", "Opening_files.A_pipe_is_not_opened"), here=odd_files),
    Row("F36", "A file that is written to, replaced or taken away while it is read", "writers that never stop; a file swapped under an import",
        "no line is lost or doubled; the whole file mends it", ("SpoolParallelTests.No_line_is_lost_or_doubled_however_often_files_are_taken",
        "SpoolStageTests.The_ledger_gets_every_line_once_while_writers_go_on", "RunCommandTests.Leaves_alone_what_is_still_being_written"),
        here=while_it_grows),
    Row("F37", "The same content again, under any name, in any order", "random exports that overlap, shuffled",
        "any order ends in the same ledger; again adds nothing", ("IntakeLawTests.Any_order_of_files_gives_the_same_ledger",
        "IntakeLawTests.Importing_again_adds_nothing", "ExportLaws.So_it_does_with_the_samples_of_all_sources", SAMPLES)),
    Row("F38", "What the source has changed or deleted since", "newer and older exports; days that are closed", "by rule and said; a closed day stays",
        ("SupersessionTests.A_heartbeat_that_a_newer_export_lacks_is_gone_but_not_deleted",
        "SupersessionTests.An_older_export_that_comes_later_brings_nothing_back_to_life",
        "LateFactsTests.Late_time_is_booked_on_the_first_open_day_once_and_the_closed_day_stays")),
    Row("F39", "File names that are hostile", "line feeds, options, bytes that are no text, 255 of them, right to left",
        "taken in or said, and shown harmlessly", here=odd_names),
)
