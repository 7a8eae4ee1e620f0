"""Load knowledge files: the packaged ones, and what a user's folder adds to them or puts in their place.

Enters: `knowledge/NAME.yaml` (a list of entries, or a mapping with `entries`), and the same path
under the folder that the setting `knowledge` names. Leaves: frozen entries, in file order.
An entry of the user's folder with an id that the packaged file has replaces it; `drop: true` removes it.
"""

import functools
import hashlib
from typing import TypeVar, cast

from dragoman.errors import KnowledgeError
from dragoman.knowledge.checks import take_rows
from dragoman.knowledge.entry import Entry
from dragoman.knowledge.own import own_knowledge
from dragoman.knowledge.packaged import HERE, packaged_entries, packaged_of_kind
from dragoman.knowledge.yamls import Fault, read_rows

__all__ = ["HERE", "Entry", "check_packaged", "knowledge_version", "load_entries"]
E = TypeVar("E", bound=Entry)


def load_entries(kind: type[E], name: str, language: str | None = None) -> tuple[E, ...]:
    """The entries of one knowledge file, with those of the own knowledge in force.

    Args:
        kind: the `Entry` class that the entries must fit; unknown fields are faults.
        name: file name without `.yaml`.
        language: the folder, for files about a language; None for files about the world.
    Raises:
        KnowledgeError: the packaged file is missing or has faults; the message lists them all.
    """
    path = f"{language}/{name}" if language else name
    return _load(kind, path, own_knowledge().texts.get(path))


@functools.lru_cache(maxsize=256)
def _load(kind: type[E], path: str, own: str | None) -> tuple[E, ...]:
    entries = dict(cast(dict[str, E], packaged_of_kind(kind, path)))
    if own is not None:
        faults: list[Fault] = []
        rows, faults = read_rows(own)
        take_rows(rows, kind, entries, faults, own=True)
        if faults:
            raise KnowledgeError("\n".join(f.text(f"{path}.yaml") for f in faults))
    return tuple(entries.values())


def check_packaged() -> int:
    """Load every packaged file; return how many there are.

    Raises:
        KnowledgeError: listing all faults of all files.
    """
    from dragoman.knowledge.files import FILES

    faults: list[str] = []
    for name in FILES:
        try:
            packaged_entries(name)
        except KnowledgeError as error:
            faults.append(str(error))
    if faults:
        raise KnowledgeError("\n".join(faults))
    return len(FILES)


def knowledge_version() -> str:
    """The first 12 hex digits of a SHA-256 over all knowledge in force, the user's included."""
    return _version(tuple(sorted(own_knowledge().texts.items())))


@functools.lru_cache(maxsize=4)
def _version(own: tuple[tuple[str, str], ...]) -> str:
    digest = hashlib.sha256()
    for file in sorted(HERE.rglob("*")):
        if file.suffix in {".yaml", ".tsv", ".gz"}:
            digest.update(file.relative_to(HERE).as_posix().encode() + b"\0" + file.read_bytes())
    for name, text in own:
        digest.update(f"{name}\0{text}".encode())
    return digest.hexdigest()[:12]
