"""The only room that touches the disk. Nothing here may run on the thread that draws."""
import os
import re

FILE_MODE, FOLDER_MODE = 0o600, 0o700


def plain(text):
    """A text as a part of a file's name."""
    return re.sub(r"[^A-Za-z0-9._-]", "_", text)[:64]


def read(path):
    """The whole of a small file as text, or None."""
    try:
        with open(path, "rb") as file:
            return file.read().decode("utf-8", "replace")
    except (IOError, OSError):
        return None


def make_folder(folder):
    if not os.path.isdir(folder):
        make_folder(os.path.dirname(folder))
        try:
            os.mkdir(folder, FOLDER_MODE)
        except OSError:
            # Another editor may have been quicker.
            if not os.path.isdir(folder):
                raise


def append(path, line):
    """Appends a line by one write of one string. The line feed in front heals a line before it that a full disk has cut.

    Raises OSError when the disk does not take it.
    """
    make_folder(os.path.dirname(path))
    text = ("\n" + line + "\n").encode("utf-8")
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), FILE_MODE)
    try:
        written = os.write(file, text)
    finally:
        os.close(file)
    if written < len(text):
        raise OSError("%s: the disk took %d of %d bytes" % (path, written, len(text)))


def names(folder):
    """Names of the files of a folder, in order."""
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []


def lines(path):
    """The lines of a file that are not empty."""
    return [line for line in (read(path) or "").split("\n") if line]
