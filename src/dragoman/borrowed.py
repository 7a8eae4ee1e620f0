"""Files of the cache that are worked on: each is borrowed as a copy of one's own and put back whole, or not at all.

Enters: names. Leaves: paths to work on. So two processes never meet in one file, a killed one leaves the file as it
was, and what a power cut could harm is written to the disk before it takes the place of the old. What was not used
for longest goes when room is needed.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from dragoman.cache import OWN_FOLDER, Extent

LEFT_OVER_SECONDS = 86_400  # a copy of this age belongs to nobody who still works
BORROWED, FIRST_NAME = ".borrowed", 64  # how copies end; letters of a name that say what it is of


class Files:
    """Files in one folder, private to the user, of so many bytes at most.

    Methods raise OSError where the folder cannot be used, or a file belongs to another user.
    """

    def __init__(self, folder: Path, max_bytes: int) -> None:
        self.folder = folder
        self.max_bytes = max_bytes

    def nearest(self, name: str) -> str:
        """The file of that name; else the last used of those whose name ends alike behind the first name; else ""."""
        if (self.folder / name).exists():
            return name
        alike = [(used, file.name) for used, _, file in self._listed() if file.name.endswith(name[FIRST_NAME:])]
        return max(alike)[1] if alike else ""

    def borrow(self, name: str) -> Path:
        """A copy to work on, empty where there is no such file; to be put back, under any name, or dropped."""
        for folder in (self.folder.parent, self.folder):
            folder.mkdir(mode=OWN_FOLDER, parents=True, exist_ok=True)
        handle, copy = tempfile.mkstemp(suffix=BORROWED, dir=self.folder)  # readable by the user alone
        os.close(handle)
        file = self.folder / name
        try:
            if name and file.exists():
                if hasattr(os, "geteuid") and file.stat().st_uid != os.geteuid():
                    raise PermissionError("a file belongs to another user")
                shutil.copyfile(file, copy)
                os.utime(file)
        except BaseException:
            self.drop(Path(copy))
            raise
        return Path(copy)

    def put_back(self, copy: Path, name: str) -> None:
        """Let a copy that was worked on take the place of the file, and of older ones of the same first name."""
        with copy.open("rb+") as file:
            os.fsync(file.fileno())
        copy.replace(self.folder / name)
        for other in self.folder.glob(f"{name[:FIRST_NAME]}*"):
            if other.name != name:
                self.forget(other.name)
        self._make_room()

    def drop(self, copy: Path) -> None:
        """Throw a copy away."""
        with suppress(OSError):
            copy.unlink(missing_ok=True)

    def forget(self, name: str) -> None:
        """Delete a file, if it is there."""
        self.drop(self.folder / name)

    def extent(self) -> Extent:
        """How much is kept now."""
        sizes = [size for _, size, _ in self._listed()]
        return Extent(sum(sizes), len(sizes))

    def _make_room(self) -> None:
        kept = 0
        for used, size, file in sorted(self._listed(), reverse=True):
            borrowed = file.name.endswith(BORROWED)
            kept += 0 if borrowed else size
            if time.time() - used > LEFT_OVER_SECONDS if borrowed else kept > self.max_bytes:
                self.drop(file)

    def _listed(self) -> Iterator[tuple[float, int, Path]]:
        """When each was last used, its bytes, and where it is."""
        with suppress(OSError):
            for file in self.folder.iterdir():
                with suppress(OSError):  # gone meanwhile
                    found = file.stat()
                    yield found.st_mtime, found.st_size, file
