"""F40 to F51: clocks that are wrong, zones, days that are odd, lengths that cannot be."""
import shutil
import subprocess
from pathlib import Path

from . import ledger_dump
from .program import DONE
from .trial import NotHere, Row, Trial

# What moves the clock of a process, and of no other.
SHIM = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>
int clock_gettime(clockid_t clock, struct timespec *at) {
  static int (*real)(clockid_t, struct timespec *);
  if (!real) real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
  int result = real(clock, at);
  const char *moved = getenv("MOVED_BY");
  if (moved && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) at->tv_sec += atol(moved);
  return result;
}
"""
DAY = 86_400


def moved_clock(trial: Trial) -> None:
    """Runs and closes under clocks that jump; what was closed stays, no day is closed twice, and the time is the same."""
    place = trial.place()
    settings = {"Zones": [{"Zone": "Europe/Berlin"}]}
    (place / "settings.json").write_text(str(settings).replace("'", '"'))
    shim = _shim(trial)
    trial.ends(trial.run(place, "contract", "add", "--from", "2026-03-02", "--hours", "40"), DONE)
    for moved in (0, -DAY, 3650 * DAY, -3650 * DAY, 0, DAY, 0)[: trial.many(5, 7)]:
        more = {"LD_PRELOAD": str(shim), "MOVED_BY": str(moved)}
        for command in (("import", trial.base.after, "--quiet"), ("close", "--quiet"), ("run", "--config", "settings.json", "--quiet")):
            run = trial.run(place, *command, now="", more=more)
            trial.expect(run.returncode in (DONE, 3, 65), f"{command[0]}, moved by {moved // DAY} days: exit {run.returncode}: {run.stderr[-300:]}")
        trial.ends(trial.run(place, "check", "--quiet", now="", more=more), DONE)
    said = trial.run(place, "doctor", now="", more={"LD_PRELOAD": str(shim), "MOVED_BY": str(3650 * DAY)}).stdout
    trial.expect("the clock says 20" in said and "the clock says 2026" not in said, f"the clock was not moved: {said[:300]}")
    days = [line for line in ledger_dump.facts(place / "ledger.db") if line.startswith("closing ") and "'kind': 'day'" in line]
    trial.expect(len({line.partition("'first': ")[2].partition(",")[0] for line in days}) == len(days), "a day is closed twice")
    time = [line for line in ledger_dump.facts(place / "ledger.db") if line.startswith("heartbeat ")]
    trial.expect(time == [line for line in trial.base.facts if line.startswith("heartbeat ")], "the facts are others")


def _shim(trial: Trial) -> Path:
    if not shutil.which("gcc"):
        raise NotHere("gcc: not found (apt-get install gcc)")
    folder = trial.empty()
    (folder / "clock.c").write_text(SHIM)
    made = subprocess.run(["gcc", "-shared", "-fPIC", "-o", folder / "clock.so", folder / "clock.c", "-ldl"], capture_output=True, text=True, check=False)
    if made.returncode:
        raise NotHere(f"gcc -shared -fPIC: {made.stderr.strip()[:200]}")
    return folder / "clock.so"


def told(trial: Trial, more: dict[str, str]) -> str:
    """What reports and the account say, under variables that nobody shall heed."""
    place = trial.place(trial.base.whole)
    return "".join(
        trial.run(place, *command, more=more).stdout
        for command in (("report", "week", "2026-W10", "--format", "json"), ("report", "day", "2026-03-03"), ("check", "--quiet"))
    )


def other_databases(trial: Trial) -> None:
    usual, folder = told(trial, {}), trial.empty()
    for name, more in (
        ("none", {"TZDIR": str(folder / "none")}),
        ("an empty one", {"TZDIR": str(folder)}),
        ("one in which Berlin is elsewhere", {"TZDIR": _moved_berlin(folder)}),
    ):
        trial.expect(told(trial, more) == usual, f"another zone database ({name}) changes what is said")
    place = trial.place()
    (place / "settings.json").write_text('{"Zones": [{"Zone": "Mars/Olympus"}]}')
    trial.ends(trial.run(place, "report", "week", "2026-W10", "--config", "settings.json"), 78, says="Mars/Olympus")


def _moved_berlin(folder: Path) -> str:
    moved = folder / "moved"
    (moved / "Europe").mkdir(parents=True)
    shutil.copy("/usr/share/zoneinfo/Asia/Tokyo" if Path("/usr/share/zoneinfo/Asia/Tokyo").exists() else "/etc/localtime", moved / "Europe/Berlin")
    return str(moved)


def machine_zones(trial: Trial) -> None:
    usual = told(trial, {})
    for zone in ("UTC", "Asia/Kathmandu", "Pacific/Kiritimati", "America/St_Johns", ":nonsense"):
        trial.expect(told(trial, {"TZ": zone}) == usual, f"TZ={zone} changes what is said")
        trial.expect(
            told(trial, {"LC_ALL": "de_DE.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": zone}) == usual, f"the language of the machine changes what is said ({zone})"
        )


LENGTHS, LAWS = "DayCutTests.A_day_is_as_long_as_its_clock_makes_it", "DayCutLaws.Every_day_ends_where_the_next_one_starts_and_holds_its_own_instants"
ROWS = (
    Row("F40", "A clock that is set back or forward between runs", "a library that moves the clock of the process by a day and by ten years, both ways",
        "no day is closed twice; what was closed stays", ("ClosingTests.A_clock_that_was_set_back_opens_nothing",
        "ByHandTests.An_edit_is_a_new_version_and_the_old_one_stays", "PullClockTests.What_came_after_a_pull_by_a_wrong_clock_is_not_passed_over"),
        here=moved_clock),
    Row("F41", "An hour that clocks leave out", "spring nights of many zones, also where they begin at midnight",
        "a day of 23 hours, or as long as it was; a time that never was is said", (LENGTHS, LAWS, "CellTests.An_hour_that_never_comes_is_a_flaw",
        "CronTextTests.Each_occurrence_comes_once_where_a_clock_changes")),
    Row("F42", "An hour that clocks show twice", "autumn nights of many zones, also by half an hour", "a day of 25 hours; nothing counts twice", (LENGTHS,
        "CellTests.Hours_that_come_twice", "ExportTablesTests.TimeTracker_is_told_what_clocks_showed_and_where_they_showed_it_twice_the_offset",
        "AllocationTests.On_the_day_clocks_change_the_working_day_is_as_long_as_it_was")),
    Row("F43", "A date that a zone never had", "Apia's 30 December 2011; zones that moved for good", "it takes nothing, and no day is lost", (LENGTHS,
        "DayCutTests.A_date_that_never_was_takes_nothing_even_where_days_start_late",
        "DeriveDaysTests.A_date_that_never_was_gets_nothing_from_an_entry_that_runs_over_it", "TimeOffCommandTests.A_date_that_never_was_is_refused")),
    Row("F44", "Zones with odd offsets, and on both sides of the date line", "tables and random instants", "an instant belongs to the day of its zone",
        (LENGTHS, "DayCutTests.An_instant_is_of_the_day_whose_span_holds_it", "DayCutTests.The_clock_shows_local_time", LAWS)),
    Row("F45", "29 February, week 53, the turn of the year", "tables of both", "a week is of its ISO year; no two years meet in one",
        ("RecurrenceTests.Keeps_to_the_days_there_are", "ReportCommandTests.Takes_the_last_whole_period_where_none_is_named",
        "CalendarTextTests.A_period_has_a_title", "CronTextTests.Over_years_each_comes_later_than_the_one_before_and_none_is_far")),
    Row("F46", "The machine's zone database is another, empty or gone; a zone nobody knows", "TZDIR to nowhere, and to one in which Berlin lies in Tokyo",
        "what is said stays byte for byte; an unknown zone is refused", ("ClosingTests.Other_settings_never_change_what_is_closed",), here=other_databases),
    Row("F47", "The machine's zone or language is another", "five TZ, with and without two languages", "what is said stays byte for byte",
        ("ContractZoneTests.A_zone_that_changes_within_a_week_cuts_days_as_the_same_setting_does", "SettingsTests.A_zone_cuts_days_from_its_date_on"),
        here=machine_zones),
    Row("F48", "Work over midnight, over a week's end, over a change of clocks", "tables and random facts", "parts sum to the whole",
        ("LedgerLawTests.Parts_sum_to_the_whole", "DeriveDaysTests.A_gap_over_midnight_is_cut_there_and_keeps_the_earlier_heartbeats_project_on_both_sides",
        "DayCutLaws.Any_split_of_a_range_sums_to_the_range")),
    Row("F49", "Sources that claim the same time", "random sources in any order", "no day is longer than it is, and order changes nothing",
        ("LedgerLawTests.Sources_that_overlap_count_once_whichever_came_first",
        "DeriveDaysTests.The_first_source_in_order_wins_and_what_was_covered_is_told_with_the_names_that_occurred",
        "DeriveDaysLaws.The_order_facts_were_imported_in_changes_nothing")),
    Row("F50", "Lengths and times that cannot be", "below nothing, 10⁹ hours, milliseconds for seconds, years to come",
        "in quarantine with a reason, or said", ("Wakatime_bad_input.A_time_that_cannot_be_is_rejected_and_its_unit_guessed_aloud",
        "TrackerImportTests.Time_in_the_future_is_kept_and_said", "ByHandTests.What_cannot_be_is_refused_and_changes_nothing",
        "SamplesOfSourcesTests.Hold_the_laws")),
    Row("F51", "Shares and rounding", "random weights, lengths and grains", "shares sum to the length, none is below nothing",
        ("SharesTests.What_is_given_sums_to_the_length_in_whole_grains",
        "LargestRemainderTests.The_sum_is_exact_and_every_part_less_than_a_unit_off_whatever_the_parts",
        "PrintedSumsTests.The_rows_of_every_table_sum_to_its_last_one_and_to_the_total")),
)
