"""Two editors at once write to one file while it is taken away from under them, as taking the spool in does."""
import json
import threading
import time
from pathlib import Path

from checks import Checks, flaws_of
from programs import START
from scratch_projects import write

WRITES = 2000


def run(checks: Checks, editor: type, place: Path) -> None:
    file, folder = write(place / "files/both/one.py"), place / "together"
    with editor(folder) as one, editor(folder) as two:
        two.now = START + 1000
        for it in (one, two):
            it.at(0)
            it.open(file)
        threads = [threading.Thread(target=it.write_often, args=(WRITES,)) for it in (one, two)]
        for thread in threads:
            thread.start()
        taken = 0
        while any(thread.is_alive() for thread in threads):
            time.sleep(0.05)
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
