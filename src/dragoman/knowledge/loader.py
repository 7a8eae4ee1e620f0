"""Load knowledge files, check every entry, and let a user's folder add to them or override them.

Enters: `knowledge/NAME.yaml` (a list of entries, or a mapping with `entries`), and the same path
under the folder that the setting `knowledge` names. Leaves: frozen entries, in file order.
An entry of the user's folder with an id that the packaged file has replaces it; `drop: true` removes it.
"""

import functools
import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from dragoman.errors import KnowledgeError
from dragoman.model import Struct
from dragoman.settings import get_setting

HERE = Path(__file__).parent
_YamlLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Entry(Struct, frozen=True, kw_only=True):
    """What every entry has. `examples` and `counter_examples` become tests; `source` says where it is from."""

    id: str
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
    source: str | None = None
    note: str | None = None


E = TypeVar("E", bound=Entry)


def load_entries(kind: type[E], name: str, language: str | None = None) -> tuple[E, ...]:
    """The entries of one knowledge file.

    Args:
        kind: the `Entry` class that the entries must fit; unknown fields are faults.
        name: file name without `.yaml`.
        language: the folder, for files about a language; None for files about the world.
    Raises:
        KnowledgeError: listing every fault of the file, with file, entry and what was expected.
    """
    return _load(kind, f"{language}/{name}" if language else name, get_setting("knowledge"))


@functools.lru_cache(maxsize=256)
def _load(kind: type[E], path: str, user_folder: str) -> tuple[E, ...]:
    entries: dict[str, E] = {}
    faults: list[str] = []
    for file in _files(path, user_folder):
        for raw in _read(file, faults):
            _take(raw, kind, file, entries, faults)
    if faults:
        raise KnowledgeError("\n".join(faults))
    return tuple(entries.values())


def _files(path: str, user_folder: str) -> Iterator[Path]:
    packaged = HERE / f"{path}.yaml"
    if not packaged.exists():
        raise KnowledgeError(f"{packaged}: no such knowledge file")
    yield packaged
    own = Path(user_folder) / f"{path}.yaml" if user_folder else None
    if own and own.exists():
        yield own


def _read(file: Path, faults: list[str]) -> list[dict[str, Any]]:
    try:
        data = yaml.load(file.read_text(encoding="utf-8"), Loader=_YamlLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        faults.append(f"{file}: not readable as YAML: {' '.join(str(error).split())}")
        return []
    entries = data.get("entries") if isinstance(data, dict) else data
    if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
        faults.append(f"{file}: expected a list of entries")
        return []
    return entries


def _take(raw: dict[str, Any], kind: type[E], file: Path, entries: dict[str, E], faults: list[str]) -> None:
    key = raw.get("id")
    if raw.get("drop") is True:
        entries.pop(str(key), None)
        return
    unknown = sorted(set(raw) - _field_names(kind))
    if unknown:
        faults.append(f"{file}: entry {key!r}: unknown field {', '.join(unknown)}")
        return
    try:
        entry = msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        faults.append(f"{file}: entry {key!r}: {error}")
        return
    if entry.id in entries and file.is_relative_to(HERE):
        faults.append(f"{file}: entry {key!r}: the id comes twice")
        return
    entries[entry.id] = entry


@functools.cache
def _field_names(kind: type[Entry]) -> frozenset[str]:
    return frozenset(field.encode_name for field in msgspec.structs.fields(kind))


def check_knowledge() -> int:
    """Read every knowledge file, the user's included, as a list of entries with ids; return how many files.

    Raises:
        KnowledgeError: listing all faults found. (The fields of an entry are checked when a stage loads it.)
    """
    faults: list[str] = []
    folders = [HERE, *([Path(own)] if (own := get_setting("knowledge")) else [])]
    files = [file for folder in folders for file in sorted(folder.rglob("*.yaml"))]
    for file in files:
        ids = [entry.get("id") for entry in _read(file, faults)]
        faults += [f"{file}: entry {n}: expected an id" for n, key in enumerate(ids, 1) if key is None]
        faults += [f"{file}: entry {key!r}: the id comes twice" for key, n in Counter(ids).items() if n > 1 and key]
    if faults:
        raise KnowledgeError("\n".join(faults))
    return len(files)


def knowledge_version() -> str:
    """The first 12 hex digits of a SHA-256 over all knowledge files in use, the user's included."""
    return _version(get_setting("knowledge"))


@functools.lru_cache(maxsize=4)
def _version(user_folder: str) -> str:
    digest = hashlib.sha256()
    for folder in (HERE, Path(user_folder) if user_folder else None):
        for file in sorted(folder.rglob("*")) if folder else ():
            if file.suffix in {".yaml", ".tsv", ".gz"}:
                digest.update(str(file.relative_to(folder or HERE)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:12]
