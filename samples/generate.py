#!/usr/bin/env python3
"""Writes the sample half year, works out what it must add up to, and prints that.

  samples/generate.py [--out samples/demo] [--seed 20260301]

The same arguments give the same bytes. Only Python's standard library is needed.
"""
import argparse
import json
import sys
from pathlib import Path

sys.dont_write_bytecode = True

from generator import beats, day_totals, life, oracle, wakatime  # noqa: E402

TOTALS, OLDER, NEWER = "2026-03-01-daily-totals.json", "2026-03-13-heartbeats.json", "2026-09-01-heartbeats.json.gz"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--out", type=Path, default=Path(__file__).parent / "demo")
    arguments.add_argument("--seed", type=int, default=20260301)
    given = arguments.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    write_files(given.out, given.seed)
    expected = expect(given.out)
    # Beside the folder, so that importing the folder meets exports only.
    given.out.with_name(f"{given.out.name}.expected.json").write_text(json.dumps(expected, indent=2, sort_keys=True) + "\n", encoding="ascii")
    show(expected)


def write_files(out: Path, seed: int) -> None:
    early, totalled = beats.between(life.FIRST_TOTAL, life.LAST_TOTAL, seed), life.days(life.FIRST_TOTAL, life.LAST_TOTAL)
    found = beats.between(life.FIRST, life.LAST, seed)
    last = found[-1]["time"]
    older_days, newer_days = life.days(life.FIRST, life.OLDER_EXPORT_ENDS), life.days(life.FIRST, life.LAST)
    wakatime.write(out / TOTALS, wakatime.totals_export(day_totals.days_of(early, totalled), early[-1]["time"]))
    wakatime.write(out / OLDER, wakatime.heartbeats_export(found, older_days))
    wakatime.write(out / NEWER, wakatime.heartbeats_export(found, newer_days))
    wakatime.write(out / "user_agents.json", wakatime.user_agents(last))
    wakatime.write(out / "machine_names.json", wakatime.machine_names(last))


def expect(out: Path) -> dict:
    """Worked out from the written files, not from what was meant to be in them."""
    older, newer = oracle.read(out / OLDER), oracle.read(out / NEWER)
    distinct = oracle.distinct(older + newer)
    return {
        "heartbeats": {"written": len(newer), "written_again": len(older), "distinct": len(distinct)}
        | oracle.totals(distinct, beats.ZONE, timeout_minutes=15),
        "day_totals": oracle.day_totals(out / TOTALS),
    }


def show(expected: dict) -> None:
    heartbeats, totals = expected["heartbeats"], expected["day_totals"]
    print(f"heartbeats  {heartbeats['written']} written, {heartbeats['distinct']} distinct, "
          f"{heartbeats['written_again']} of them again in the older export")
    print(f"            {clock(heartbeats['micros'])} on {sum(1 for day in heartbeats['days'].values() if day)} days")
    for week, sums in heartbeats["weeks"].items():
        print(f"  {week}  {clock(sums['micros'])}")
    print(f"day totals  {clock(totals['micros'])} on {sum(1 for day in totals['days'].values() if day)} of {len(totals['days'])} days")


def clock(micros: int) -> str:
    seconds, rest = divmod(micros, 1_000_000)
    return f"{seconds // 3600:4}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:06}"


main()
