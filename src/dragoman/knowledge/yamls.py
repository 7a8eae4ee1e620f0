"""YAML as text becomes rows: one mapping for each entry, with its line. All faults are found, none is raised.

Enters: bytes that anybody may have written. Leaves: rows, and faults of the file. Tags that make Python objects,
references (`&name`, `*name`, of which a few lines can make gigabytes), deep nesting and large files are refused.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

MAX_BYTES = 2_000_000  # the largest packaged file has 90,000
MAX_DEPTH = 12
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
SHAPE = "a list of entries, each with an id"


class Row(NamedTuple):
    """One entry as written; `line` counts from 1."""

    line: int
    fields: dict[str, Any]


class Fault(NamedTuple):
    """One mistake: where it is, what was found, what was expected."""

    line: int | None
    entry: str | None
    found: str
    expected: str

    def text(self, file: str) -> str:
        """The fault as one line."""
        where = f"{file}:{self.line}" if self.line else file
        entry = f" entry {self.entry!r}:" if self.entry else ""
        return " ".join(f"{where}:{entry} found {self.found}; expected {self.expected}".split())


def decode_yaml(data: bytes) -> str | Fault:
    """The text of a file, or why it is none."""
    if len(data) > MAX_BYTES:
        return Fault(None, None, f"{len(data)} bytes", f"at most {MAX_BYTES}")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Fault(line, None, f"byte {data[error.start]:#04x}, which is not UTF-8", "text in UTF-8")


def read_rows(text: str, trusted: bool = False) -> tuple[list[Row], list[Fault]]:
    """The entries of a file: of a list, or of a mapping with `entries`; an empty file has none.

    Args:
        trusted: the text is the program's own, so nothing in it is meant to do harm; this takes half of the time.
    """
    try:
        fault = None if trusted else next(_refused(text), None)
        if fault:
            return [], [fault]
        return _rows(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        found = " ".join((error.problem or error.context or "a mistake").split())
        return [], [Fault(mark.line + 1 if mark else None, None, f"no YAML: {found}", SHAPE)]
    except (yaml.YAMLError, ValueError, RecursionError, OverflowError) as error:
        return [], [Fault(None, None, f"no YAML: {' '.join(str(error).split())}", SHAPE)]


def _refused(text: str) -> Iterator[Fault]:
    """The first thing in a file that could be meant to do harm; looked for before anything is built."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        line = event.start_mark.line + 1 if event.start_mark else None
        tag = getattr(event, "tag", None)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            yield Fault(line, None, "a reference (& or *)", "each entry written out")
        if tag and tag != "!":
            yield Fault(line, None, f"the tag {tag}", "plain words, numbers, lists and mappings")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            yield Fault(line, None, f"more than {MAX_DEPTH} lists or mappings in one another", SHAPE)
            return


def _rows(text: str) -> tuple[list[Row], list[Fault]]:
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        if isinstance(node, yaml.MappingNode):
            inner = [value for key, value in node.value if key.value == "entries"]
            node = inner[0] if len(inner) == 1 else node
        if node is None or (isinstance(node, yaml.ScalarNode) and not node.value):
            return [], []
        if not isinstance(node, yaml.SequenceNode):
            return [], [Fault(node.start_mark.line + 1, None, "something else", SHAPE)]
        rows, faults = [], []
        for item in node.value:
            line = item.start_mark.line + 1
            if not isinstance(item, yaml.MappingNode):
                faults.append(Fault(line, None, "an entry that is no mapping", SHAPE))
                continue
            faults += _twice(item)
            rows.append(Row(line, loader.construct_document(item)))
        return rows, faults
    finally:
        loader.dispose()


def _twice(item: yaml.MappingNode) -> Iterator[Fault]:
    """Fields that come twice: YAML takes the last and says nothing."""
    entry = next((str(v.value) for k, v in item.value if k.value == "id"), None)
    seen: set[str] = set()
    for key, _ in item.value:
        name = str(key.value)
        if name in seen:
            yield Fault(key.start_mark.line + 1, entry, f"the field {name} twice", "each field once")
        seen.add(name)
