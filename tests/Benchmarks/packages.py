"""Start-up of what is handed out, each form against hello world."""
from collections.abc import Iterator

from measure import in_turn, run
from pairs import Bench
from table import Row


def packages(bench: Bench) -> Iterator[Row]:
    """`daybook --version` of each form there is below artifacts/packages/forms: a folder a form with a program `daybook` in it, unpacked from what pipeline/Packaging/pack made."""
    forms = {"compiled ahead, with .NET installed": bench.daybook}
    folder = bench.daybook.parents[2] / "packages/forms"
    forms |= {form.name.replace("-", " "): form / "daybook" for form in sorted(folder.glob("*")) if (form / "daybook").exists()}
    for name, program in forms.items():
        for what in (["--version"], ["complete", "bash", "--", "daybook report w"]):
            ours, hello = in_turn(max(bench.pairs, 15), lambda: run([program, *what]), bench.say_hello)
            yield Row.pair(f"`daybook {what[0]}`, {name}, against hello world", "s", [r.wall for r in ours], [r.wall for r in hello], ("at most", 5))


ALL = (packages,)
