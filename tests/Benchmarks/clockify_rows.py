#!/usr/bin/env python3
"""Writes Clockify's detailed report of one person: an entry of five minutes every so many from a day on, some a minute shorter.

  clockify_rows.py ROWS FILE [EVERY] [FROM]     by default every five minutes from 2017-01-01 on
"""
import sys
from datetime import datetime, timedelta

COLUMNS = ("Project", "Client", "Description", "Task", "User", "Group", "Email", "Tags", "Billable", "Start Date", "Start Time",
           "End Date", "End Time", "Duration (h)", "Duration (decimal)", "Billable Rate (USD)", "Billable Amount (USD)")


def row(number: int, every: int, first: datetime) -> str:
    start = first + timedelta(minutes=every * number)
    minutes = 4 if number % 12 == 11 else 5
    end = start + timedelta(minutes=minutes)
    cells = (f"Project {number % 37}", f"Client {number % 7}", f"Ticket {number % 4001}, as agreed", ("", "Design", "Review")[number % 3], "Ada Example", "",
             "ada@example.org", ("", "ui", "ui, urgent")[number % 5 % 3], ("Yes", "No")[number % 2], f"{start:%m/%d/%Y}", f"{start:%I:%M:%S %p}",
             f"{end:%m/%d/%Y}", f"{end:%I:%M:%S %p}", f"00:0{minutes}:00", f"{minutes / 60:.2f}", "80.00", f"{minutes * 80 / 60:.2f}")
    return ",".join(f'"{cell}"' for cell in cells)


def main() -> None:
    rows, path = int(sys.argv[1]), sys.argv[2]
    every, first = int((sys.argv[3:] or ["5"])[0]), datetime.fromisoformat((sys.argv[4:] or ["2017-01-01"])[0])
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(",".join(f'"{column}"' for column in COLUMNS) + "\n")
        file.writelines(row(number, every, first) + "\n" for number in range(rows))


main()
