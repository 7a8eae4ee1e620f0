"""The recipes in docs/cookbook.md run as they stand."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.commands import main

PROJECT = Path(__file__).parents[1]
TEXT = (PROJECT / "docs" / "cookbook.md").read_text("utf-8")
pytestmark = pytest.mark.model


def find_blocks(language: str) -> list[str]:
    """The code blocks of one language that are to be run, in order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", TEXT, flags=re.MULTILINE | re.DOTALL)


@pytest.fixture
def kitchen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with the examples in it, so that recipes may write files."""
    (tmp_path / "examples").symlink_to(PROJECT / "examples", target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_commands_run(kitchen: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    cache = str(tmp_path_factory.mktemp("cache"))  # as a user has one
    env = os.environ | {"PATH": path, "PYTHONPATH": str(PROJECT), "DRAGOMAN_CACHE": cache}
    for block in find_blocks("bash"):
        command = ["bash", "-euo", "pipefail", "-c", block]
        done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, f"{block}\n{done.stderr}"
        assert done.stdout or done.stderr or all(">" in line for line in block.splitlines()), block
    written = [f for f in kitchen.iterdir() if f.name != "examples"]
    assert written
    assert all(f.stat().st_size for f in written)


def test_snippets_run(kitchen: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, object] = {}
    for block in find_blocks("python"):
        exec(compile(block, "docs/cookbook.md", "exec"), names)
    assert capsys.readouterr().out


def test_every_command_has_a_recipe() -> None:
    recipes = "".join(find_blocks("bash"))
    for name in main.commands:
        assert f"dragoman {name} " in recipes or f"dragoman {name}\n" in recipes, f"no recipe uses `dragoman {name}`"
