"""Which program, model and knowledge are in use: stored with every reading; and what a kept reading hangs on."""

import functools
import hashlib
import sys
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from dragoman import __version__
from dragoman.knowledge import knowledge_note, knowledge_version
from dragoman.settings import get_setting

# All of the program that what is read in a report can hang on, and the packages that have a say in that or in a record.
READER = ("errors.py", "settings.py", "versions.py", "kept.py", "model", "knowledge", "intake", "reading")
EVERYTHING = ("",)  # of the package
READER_PACKAGES = (
    "htmldate", "justext", "lxml", "lxml_html_clean", "msgspec", "numpy", "py3langid", "pycountry", "pyyaml",
    "rapidfuzz", "rensa", "spacy", "thinc", "trafilatura",
)  # fmt: skip


def current_versions() -> dict[str, str]:
    """The versions of program, model ("name version") and knowledge (a digest)."""
    return {"program": __version__, "model": model_version(get_setting("model")), "knowledge": knowledge_version()}


def versions_told(versions: Mapping[str, str]) -> dict[str, str]:
    """The versions of a record; with a line in them where the user's own knowledge is not in force as it is."""
    note = knowledge_note()
    return {**versions, "own_knowledge": note} if note else dict(versions)


@functools.lru_cache(maxsize=4)
def model_version(name: str) -> str:
    """A model's name and version; "not installed" if there is no such package."""
    return f"{name} {_version(name)}"


def reader_version() -> str:
    """What readings hang on beside the report: a SHA-256, in hexadecimal, over versions and the reader's own source.

    The source itself is looked at, so that whoever edits the reader never gets what an earlier one read.
    """
    versions = current_versions()
    said = [sys.version, get_setting("max_bytes"), *(f"{k} {v}" for k, v in versions.items()), *_packages()]
    return hashlib.sha256("\0".join((*said, source_digest(Path(__file__).parent))).encode()).hexdigest()


def whole_version() -> str:
    """What a record hangs on beside its readings, and they with it: a SHA-256, in hexadecimal; see `reader_version`.

    Raises:
        OSError: the program's own source cannot be looked at.
    """
    return hashlib.sha256(
        f"{reader_version()}\0{source_digest(Path(__file__).parent, EVERYTHING)}".encode()
    ).hexdigest()


@functools.lru_cache(maxsize=4)
def source_digest(package: Path, parts: tuple[str, ...] = READER) -> str:
    """A SHA-256, in hexadecimal, over Python files: of what reading is made of, or of other parts of the package."""
    digest = hashlib.sha256()
    for name in parts:
        top = package / name
        for file in sorted(top.rglob("*.py")) if top.is_dir() else (top,):
            data = file.read_bytes()
            digest.update(f"{file.relative_to(package).as_posix()}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()


@functools.lru_cache(maxsize=1)
def _packages() -> tuple[str, ...]:
    return tuple(f"{name} {_version(name)}" for name in READER_PACKAGES)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
