"""Folders as people have them, made anew for each editor."""
import subprocess
from pathlib import Path


def write(path: Path, text: str = "one\ntwo\nthree\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "protocol.file.allow=always", *arguments],
                   cwd=folder, check=True, capture_output=True)


def repository(folder: Path, branch: str) -> Path:
    write(folder / "src/a.py")
    git(folder, "init", "-q", "-b", branch)
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "first")
    return folder


def projects(place: Path) -> list[tuple[str, Path, str, str | None]]:
    """Rule, file, project, branch."""
    harbour = repository(place / "harbour", "feature/tide")
    git(harbour, "worktree", "add", "-q", "-b", "fix", str(place / "elsewhere"))
    git(place, "clone", "-q", "--bare", str(harbour), "bare.git")
    git(place / "bare.git", "worktree", "add", "-q", "-f", "-b", "spare", str(place / "of-bare"))
    letters = repository(place / "letters", "main")
    git(letters, "submodule", "add", "-q", str(harbour), "port")
    detached = repository(place / "detached", "main")
    git(detached, "checkout", "-q", "--detach")
    write(harbour / "named/.wakatime-project", "Quay\nunder sail\n")
    write(harbour / "half/.wakatime-project", "Pier\n")
    write(harbour / "empty/.wakatime-project", "")
    write(harbour / "spelt/.wakatime-project", " my {project} \r\n\r\n")
    write(place / "broken/.git", "no pointer\n")
    (place / "far").mkdir()
    (place / "far/link.py").symlink_to(write(harbour / "src/linked.py"))
    return [
        ("git: the name of its folder, and the branch of HEAD", harbour / "src/a.py", "harbour", "feature/tide"),
        ("a work tree is its repository's project", place / "elsewhere/src/a.py", "harbour", "fix"),
        ("that of a bare one, too", place / "of-bare/src/a.py", "bare", "spare"),
        ("a submodule is its own", letters / "port/src/a.py", "port", "feature/tide"),
        ("no branch is checked out", detached / "src/a.py", "detached", None),
        (".wakatime-project: project and branch, from above", write(harbour / "named/deep/er/a.py"), "Quay", "under sail"),
        ("where it says no branch, git does", write(harbour / "half/a.py"), "Pier", "feature/tide"),
        ("where it says nothing, its folder's name", write(harbour / "empty/a.py"), "empty", "feature/tide"),
        ("where it says {project}, that name", write(harbour / "spelt/a.py"), "my spelt", "feature/tide"),
        ("neither: the folder's name", write(place / "loose/a.py"), "loose", None),
        ("a .git that points nowhere", write(place / "broken/a.py"), "broken", None),
        ("a link is what it points to", place / "far/link.py", "harbour", "feature/tide"),
        ("a file that is not there yet", place / "loose/new/a.py", "new", None),
    ]
