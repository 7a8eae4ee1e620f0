"""Imports point one way, along the flow of the data; and asking for help imports nothing heavy."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "dragoman"
ORDER = [
    {"errors", "settings", "cache", "borrowed", "model"},
    {"knowledge"},
    {"versions"},
    {"intake"},
    {"reading"},
    {"reconciling"},
    {"flow", "kept", "pool"},
    {"ledger", "explain", "checking", "as_of", "recorded"},
    {"briefing"},
    {"progress", "doctor"},
    {"commands", "__init__", "__main__"},
]
LEVEL = {name: level for level, names in enumerate(ORDER) for name in names}


def room(file: Path) -> str:
    return file.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported_rooms(file: Path) -> set[str]:
    rooms = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("dragoman."):
            rooms.add(node.module.split(".")[1])
        elif isinstance(node, ast.Import):
            rooms |= {a.name.split(".")[1] for a in node.names if a.name.startswith("dragoman.")}
    return rooms


@pytest.mark.parametrize("file", sorted(SOURCE.rglob("*.py")), ids=lambda f: str(f.relative_to(SOURCE)))
def test_imports_point_one_way(file: Path):
    assert room(file) in LEVEL, f"{room(file)} is a new room: say in ORDER where it stands"
    above = {other for other in imported_rooms(file) if LEVEL[other] > LEVEL[room(file)]}
    assert not above, f"{file.name} imports {above}, which stands after it"


def test_help_imports_nothing_heavy():
    code = "import sys, dragoman.commands; print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"spacy", "numpy", "msgspec", "rich", "jinja2", "lxml", "yaml", "trafilatura"} & set(loaded)
