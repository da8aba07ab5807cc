"""The table of faults in docs/reliability.md: written from the list of rows and from what came of them, and held against that list."""
import json
import re
import subprocess
import tempfile
import xml.etree.ElementTree as xml
from pathlib import Path

from .trial import Row, Trial

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs/reliability.md"
BEGIN, END = "<!-- rows: begin; tests/faults/rows --table writes them -->\n", "<!-- rows: end -->\n"
COUNT = 85
HEAD = "| row | fault | how it is done | what must hold | where | runs | lost | doubled | note |\n|---|---|---|---|---|---|---|---|---|\n"
# Of many equal calls so many are struck for the table, where that is more than usual.
MOST = {"kill-sweep": ("--most", "10"), "backup-sweep": ("--most", "10")}
# What of a line does not depend on a run.
FIXED = 5


def flaws(rows: tuple[Row, ...]) -> list[str]:
    found = [] if [row.id for row in rows] == [f"F{number:02}" for number in range(1, COUNT + 1)] else [f"the rows are {' '.join(row.id for row in rows)}"]
    for row in rows:
        found += [f"{row.id}: there is no test {test}" for test in row.tests if not _is_there(test)]
        found += [
            f"{row.id}: there is no {sweep}"
            for sweep in row.sweeps
            if f'"{sweep.partition(": ")[2]}"' not in (ROOT / "tests/faults" / sweep.partition(":")[0]).read_text(encoding="utf-8")
        ]
        found += [f"{row.id} is done nowhere, and nothing says why"] if not (row.tests or row.sweeps or row.here or row.note) else []
    return found


def strays(rows: tuple[Row, ...]) -> list[str]:
    """Rows of the page that are not as they are in the list, or missing."""
    lines = {line.split(" | ")[0].strip("| "): line for line in _between().splitlines()[2:]}
    found = [
        f"{row.id} is missing, or otherwise: tests/faults/rows --table writes it" for row in rows if lines.get(row.id, "").split(" | ")[:FIXED] != _fixed(row)
    ]
    return found + [f"the page has {len(lines)} rows"] * (len(lines) != len(rows))


def write(rows: tuple[Row, ...], trials: list[Trial], refused: dict[str, str | None], wanted: list[str], daybook: Path) -> None:
    """Runs the sweeps and tests that the wanted rows name, and puts what all came to into the page; other rows stay as they are there."""
    named = [row for row in rows if row.id in wanted]
    sweeps = {name: _swept(name, daybook) for name in sorted({sweep.partition(":")[0] for row in named for sweep in row.sweeps})}
    cases = _tested(sorted({test for row in named for test in row.tests}))
    done = {trial.row.id: trial for trial in trials}
    lines = _lines() | {row.id: _line(row, done.get(row.id), refused.get(row.id), sweeps, cases) for row in named}
    text = HEAD + "".join(lines[row.id] + "\n" for row in rows if row.id in lines)
    PAGE.write_text(PAGE.read_text(encoding="utf-8").replace(f"{BEGIN}{_between()}", f"{BEGIN}{text}"), encoding="utf-8")


def _lines() -> dict[str, str]:
    """The page's rows, by their names."""
    return {line.split(" | ")[0].strip("| "): line for line in _between().splitlines()[2:]}


def _between() -> str:
    return PAGE.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0]


def _fixed(row: Row) -> list[str]:
    classes = list(dict.fromkeys(test.partition(".")[0] for test in row.tests))
    where = [*(f"`{sweep.partition(':')[0]}`" for sweep in row.sweeps), *(["`rows`"] if row.here else []), *(f"`{name}`" for name in classes)]
    return [f"| {row.id}", row.fault, row.how, row.holds, ", ".join(dict.fromkeys(where)) or "nowhere"]


def _line(row: Row, trial: Trial | None, refused: str | None, sweeps: dict[str, dict], cases: dict[str, tuple[int, int]]) -> str:
    legs = [sweeps[name][leg] for name, _, leg in (sweep.partition(": ") for sweep in row.sweeps)]
    runs = sum(leg["kills"] for leg in legs) + sum(cases[test][0] for test in row.tests) + (trial.ran if trial else 0)
    lost, doubled = (sum(leg[key] for leg in legs) + (getattr(trial, key) if trial else 0) for key in ("lost", "doubled"))
    failed = sum(bool(leg["troubles"]) for leg in legs) + sum(cases[test][1] for test in row.tests) + bool(trial and trial.troubles)
    notes = [row.note, trial.note if trial else "", f"not done here: `{refused}`" if refused else "", f"{failed} FAILED" if failed else ""]
    return " | ".join([*_fixed(row), str(runs), str(lost), str(doubled), "; ".join(note for note in notes if note)]).rstrip() + " |"


def _is_there(test: str) -> bool:
    """A method of this name, of a class of this name, that is run as a test."""
    name, _, method = test.partition(".")
    for text in _files_of(name):
        found = re.search(rf"^ +public (async )?(Task|ValueTask|void) {re.escape(method)}\(", text, re.MULTILINE)
        # Its attributes stand above it, up to a line that is empty.
        if found and re.search(r"\[(Fact|Theory)", text[: found.start()].rpartition("\n\n")[2]):
            return True
    return False


_sources: dict[str, str] = {}


def _files_of(name: str) -> list[str]:
    if not _sources:
        _sources.update({str(file): file.read_text(encoding="utf-8") for file in (ROOT / "tests").rglob("*.cs")})
    return [text for text in _sources.values() if re.search(rf"\bclass {name}\b", text)]


def _swept(name: str, daybook: Path) -> dict:
    with tempfile.TemporaryDirectory(prefix="daybook-tally-") as folder:
        tally = Path(folder) / "tally.json"
        run = subprocess.run([ROOT / "tests/faults" / name, daybook, *MOST.get(name, ()), "--tally", tally], capture_output=True, text=True, check=False)
        print(*(line for line in run.stdout.splitlines() if line.startswith(("FAIL", "       "))), sep="\n", end="")
        print(f"     {name}: {run.stdout.splitlines()[-1]}", flush=True)
        return json.loads(tally.read_text(encoding="utf-8"))


def _tested(tests: list[str]) -> dict[str, tuple[int, int]]:
    """How many cases of each test were run, and how many of them failed."""
    if not tests:
        return {}
    program = next(file for kind in ("release", "debug") if (file := ROOT / f"artifacts/bin/Daybook.Tests/{kind}/Daybook.Tests").exists())
    with tempfile.TemporaryDirectory(prefix="daybook-cases-") as folder:
        results = Path(folder) / "results.xml"
        wanted = [word for test in tests for word in ("-method", f"*.{test}")]
        subprocess.run([program, "-noLogo", "-noColor", *wanted, "-xml", results], capture_output=True, check=False)
        cases = [(f"{case.get('type').rpartition('.')[2]}.{case.get('method')}", case.get("result")) for case in xml.parse(results).iter("test")]
    return {test: (sum(name == test for name, _ in cases), sum(name == test and result != "Pass" for name, result in cases)) for test in tests}
