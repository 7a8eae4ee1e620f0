"""Folders and names become a list of files: walked, sorted, links followed once, nothing listed twice.

Enters: names as given. Leaves: files, and problems with names that lead nowhere.
"""

from pathlib import Path

from dragoman.intake.source import reason_of
from dragoman.model import Problem


class Listing:
    """The files under some names, and what is wrong with the rest. Hidden files in a folder are left out."""

    def __init__(self) -> None:
        self.files: list[str] = []
        self.problems: list[Problem] = []
        self._seen: set[str] = set()

    def add(self, name: str) -> None:
        """Add a file, or all files under a folder."""
        path = Path(name)
        try:
            path.stat()
        except (OSError, ValueError) as error:
            self._problem(name, reason_of(error), "a file or folder that can be read")
            return
        if not path.is_dir():
            self._add_file(path)
        elif not self._walk(path):
            self._problem(name, "a folder with no file in it", "at least one report")

    def _walk(self, folder: Path) -> bool:
        """List what a folder holds; False if there is nothing. A folder met before counts as listed."""
        if not self._is_new(folder):
            return True
        try:
            paths = sorted(p for p in folder.iterdir() if not p.name.startswith("."))
        except OSError as error:
            self._problem(str(folder), reason_of(error), "a folder that can be read")
            return True
        found = False
        for path in paths:
            if _is_dangling(path):
                self._problem(str(path), "a link that leads nowhere, or in a circle", "a file")
                found = True
            elif path.is_dir():
                found |= self._walk(path)
            else:
                self._add_file(path)
                found = True
        return found

    def _add_file(self, path: Path) -> None:
        if not self._is_new(path):
            return
        if path.is_file():
            self.files.append(str(path))
        else:
            self._problem(str(path), "neither a file nor a folder", "a file")

    def _is_new(self, path: Path) -> bool:
        real = str(path.resolve())
        new = real not in self._seen
        self._seen.add(real)
        return new

    def _problem(self, source: str, found: str, expected: str) -> None:
        self.problems.append(Problem(source=source, kind="failed", found=found, expected=expected))


def _is_dangling(path: Path) -> bool:
    try:
        path.stat()
    except OSError:
        return path.is_symlink()
    return False
