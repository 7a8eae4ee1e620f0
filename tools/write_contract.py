"""Write docs/contract.md from the records in dragoman.model: `python tools/write_contract.py [--check]`.

A field's meaning is the comment behind it, or the record's docstring where that says all.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
MODEL = ROOT / "src" / "dragoman" / "model"
TARGET = ROOT / "docs" / "contract.md"
HEAD = """# The output, field by field

Written from the records in `src/dragoman/model` by `tools/write_contract.py`; do not edit by hand.

- `dragoman read INPUT... --format jsonl` prints one **Reading** a line.
- `dragoman record INPUT... --format json` prints one **Record**.
- `dragoman changes --since DATE INPUT... --format json` prints one **Changes**.
- `dragoman expectations INPUT... --format json` prints a list of **Expectation**.
- Spans are `[start, end]` with `end` not included, in characters (code points) of `report.text`.
- Days are ISO 8601; an interval includes both its days; `null` at an edge means that the text leaves it open.
- A field with nothing in it is `null` or `[]`, never left out. `null` means that the text does not say.
- Fields are added over time, never renamed; readers pass over those that they do not know.
"""
FILES = (
    ("What reading gives", "reading.py"),
    ("The report", "report.py"),
    ("The record", "record.py"),
    ("What changed between two days", "changes.py"),
    ("What people decide", "judgement.py"),
)


def describe_file(title: str, name: str) -> Iterator[str]:
    source = (MODEL / name).read_text(encoding="utf-8")
    lines = source.splitlines()
    yield f"\n## {title}\n"
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield f"**{node.targets[0].id}** is one of {_values(node.value)}.\n"
        if isinstance(node, ast.ClassDef):
            yield from describe_record(node, lines)


def _values(node: ast.expr) -> str:
    words = [c.value for c in ast.walk(node) if isinstance(c, ast.Constant)]
    return ", ".join(f"`{w}`" for w in words)


def describe_record(node: ast.ClassDef, lines: list[str]) -> Iterator[str]:
    yield f"### {node.name}\n"
    doc = ast.get_docstring(node)
    if doc:
        yield doc + "\n"
    yield "| field | type | |\n|---|---|---|"
    for field in node.body:
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            kind = ast.unparse(field.annotation).replace("|", "\\|")
            comment = lines[(field.end_lineno or 1) - 1].partition("  # ")[2]
            yield f"| `{field.target.id}` | {kind} | {comment.replace('|', '/')} |"
    yield ""


def contract() -> str:
    """The whole page."""
    return "\n".join([HEAD, *(line for title, name in FILES for line in describe_file(title, name))]).rstrip() + "\n"


def main() -> int:
    if "--check" in sys.argv:
        return 0 if TARGET.read_text(encoding="utf-8") == contract() else 1
    TARGET.write_text(contract(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
