#!/usr/bin/env python3
"""Cuts a heartbeats export in WakaTime's own layout to some of its days, without reading them.

  cut_days.py EXPORT NEW_EXPORT --last 7           only the last seven days that are in it
  cut_days.py EXPORT NEW_EXPORT --all-but-last 7   all the others

The range is cut as well; all else stays as it is, byte for byte.
"""
import argparse
import mmap
import re
from datetime import date

DAY = b'{\n      "date": "'
DAYS_END = b"\n  ],\n"
SEPARATOR = b",\n    "
STEP = 1 << 24
DAY_SECONDS = 86_400
EPOCH_SECONDS = date(1970, 1, 1).toordinal() * DAY_SECONDS


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("export")
    arguments.add_argument("new_export")
    which = arguments.add_mutually_exclusive_group(required=True)
    which.add_argument("--last", type=int)
    which.add_argument("--all-but-last", type=int)
    given = arguments.parse_args()
    with open(given.export, "rb") as source, mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ) as text:
        first, end = text.find(DAY), text.rfind(DAYS_END)
        cut = _start_of_last(text, end, given.last or given.all_but_last)
        start, stop = (cut, end) if given.last else (first, cut - len(SEPARATOR))
        with open(given.new_export, "wb") as target:
            target.write(text[:first])
            for at in range(start, stop, STEP):
                target.write(text[at:min(at + STEP, stop)])
            target.write(_with_range(text[end:], _date(text, cut), is_last=bool(given.last)))


def _start_of_last(text: mmap.mmap, end: int, count: int) -> int:
    at = end
    for _ in range(count):
        at = text.rfind(DAY, 0, at)
        if at < 0:
            raise SystemExit(f"cut_days: the export has fewer than {count} days")
    return at


def _date(text: mmap.mmap, at: int) -> date:
    return date.fromisoformat(text[at + len(DAY):at + len(DAY) + 10].decode("ascii"))


def _with_range(tail: bytes, first_of_last: date, is_last: bool) -> bytes:
    start, end = (int(re.search(rb'"%s": (\d+)' % key, tail)[1]) for key in (b"start", b"end"))
    # As far from midnight in UTC as the start of the range is.
    border = first_of_last.toordinal() * DAY_SECONDS - EPOCH_SECONDS + (start + DAY_SECONDS // 2) % DAY_SECONDS - DAY_SECONDS // 2
    key, old, new = (b"start", start, border) if is_last else (b"end", end, border - 1)
    return tail.replace(b'"%s": %d' % (key, old), b'"%s": %d' % (key, new), 1)


main()
