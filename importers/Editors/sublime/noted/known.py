"""What the plugins of all editors know alike: names of languages, and files that are nobody's work."""
import re


def language(scope, languages):
    """The name WakaTime has for a view's scope ("source.shell.bash text"), its last known part first; the scope's own word where it has none."""
    words = (scope.split() or [""])[0].lower().split(".")[1:]
    for word in reversed(words):
        if word in languages:
            return languages[word]
    return words[0] if words and words[0] else None


def is_ignored(path, globs):
    """Whether a path is one of those to leave alone. A pattern with a slash is held against the whole path, any other against the file's name;
    * stands for any characters and ? for one."""
    for glob in globs:
        pattern = re.escape(glob).replace("\\*", ".*").replace("\\?", ".")
        if re.match("(?s)" + pattern + r"\Z", path if "/" in glob else path.split("/")[-1]):
            return True
    return False
