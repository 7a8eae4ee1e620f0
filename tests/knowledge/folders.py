"""A user's own knowledge folder, for tests."""

from pathlib import Path

import pytest

from dragoman.knowledge import own as module


class Folder:
    """A folder that `DRAGOMAN_KNOWLEDGE` names. Writing to it is as if the program were started anew."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, name: str, text: str | bytes) -> Path:
        """Write NAME.yaml (or NAME as it is, with an ending)."""
        file = self.path / (name if "." in name else f"{name}.yaml")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        self.start_anew()
        return file

    def start_anew(self) -> None:
        """Forget what was looked at before."""
        module._look.cache_clear()
        module._given = None

    def faults(self) -> list[str]:
        """The faults, without the folder's name."""
        return [line.removeprefix(f"{self.path}/") for line in module.knowledge_faults()]


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A user's own knowledge folder, empty; the cache in which good states are kept is beside it."""
    folder = Folder(tmp_path / "knowledge")
    folder.path.mkdir()
    monkeypatch.setenv("DRAGOMAN_KNOWLEDGE", str(folder.path))
    monkeypatch.setenv("DRAGOMAN_CACHE", str(tmp_path / "cache"))
    folder.start_anew()
    yield folder
    folder.start_anew()
