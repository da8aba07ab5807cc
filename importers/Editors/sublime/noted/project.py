"""Which project and branch a file is of: what .wakatime-project says, else git, else the folder."""
import os
import re

from . import files


def _name(folder):
    return os.path.basename(folder.rstrip("/\\")) or None


def _above(folder, entry):
    """The nearest folder upwards that has the entry."""
    while not os.path.exists(os.path.join(folder, entry)):
        up = os.path.dirname(folder)
        if up == folder:
            return None
        folder = up
    return folder


def _said(folder):
    root = _above(folder, ".wakatime-project")
    if not root:
        return None, None
    lines = (files.read(os.path.join(root, ".wakatime-project")) or "").splitlines() + ["", ""]
    project = (lines[0].strip() or "{project}").replace("{project}", _name(root) or "")
    return project.strip() or None, lines[1].strip() or None


def _main(git):
    """A work tree of a repository is the repository's project, wherever it lies; a submodule is its own."""
    common = (files.read(os.path.join(git, "commondir")) or "").strip()
    if not common:
        return None
    common = os.path.realpath(os.path.join(git, common))
    return _name(os.path.dirname(common)) if _name(common) == ".git" else re.sub(r"\.git$", "", _name(common) or "")


def _git(folder):
    root = _above(folder, ".git")
    if not root:
        return None, None
    directory, project = os.path.join(root, ".git"), _name(root)
    if os.path.isfile(directory):
        target = re.match(r"gitdir:([^\n]*)", files.read(directory) or "")
        if not target or not target.group(1).strip():
            return project, None
        directory = os.path.join(root, target.group(1).strip())
        project = _main(directory) or project
    head = re.match(r"ref:\s*refs/heads/([^\r\n]+)", files.read(os.path.join(directory, "HEAD")) or "")
    return project, head and head.group(1)


def of(path):
    """Project and branch of a file; each may be None."""
    folder = os.path.dirname(path)
    project, branch = _said(folder)
    repository, head = _git(folder)
    return project or repository or _name(folder), branch or head
