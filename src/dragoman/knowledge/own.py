"""A user's own knowledge folder, as it is in force: looked at once, checked whole, kept when it is well.

Enters: the folder of the setting `knowledge`. Leaves: the texts of its files; or, where it has faults, those of the
last time that it had none; or nothing, so that the packaged knowledge stands alone. The faults are told, not raised.
"""

import functools
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from dragoman.cache import make_key, open_cache
from dragoman.knowledge.checks import group_faults, reference_faults, take_rows
from dragoman.knowledge.entry import Entry
from dragoman.knowledge.packaged import packaged_entries
from dragoman.knowledge.yamls import Fault, Row, decode_yaml, read_rows
from dragoman.settings import get_setting

ENDINGS = (".yaml", ".yml")
Texts = dict[str, str]  # name as in `FILES` to text


class Own(NamedTuple):
    """The own knowledge in force. `note` says in one line what is in force where it is not the folder as it is."""

    texts: Texts
    faults: tuple[str, ...] = ()
    note: str | None = None


_given: Own | None = None


def own_knowledge() -> Own:
    """The own knowledge in force; empty where there is none. Worked out once for each value of the setting."""
    return _given or _look(get_setting("knowledge"))


def knowledge_faults() -> tuple[str, ...]:
    """All faults of the user's folder, one line each."""
    return own_knowledge().faults


def knowledge_note() -> str | None:
    """What is in force instead of a folder with faults, in one line; None where all is well."""
    return own_knowledge().note


def snapshot_knowledge() -> Texts:
    """The own knowledge in force, to be kept and given to `use_knowledge` another time; {} where there is none."""
    return dict(own_knowledge().texts)


def use_knowledge(snapshot: Texts, *, forced: bool = False) -> None:
    """Let a snapshot be in force where the user's folder has faults.

    To be called before anything is read: what was loaded once stays loaded.

    Args:
        forced: let it be in force whatever the folder holds, as in a process that works for another one.
    """
    global _given
    if forced:
        _given = Own(snapshot)
        return
    now = own_knowledge()
    if now.faults and snapshot != now.texts:
        _given = Own(snapshot, now.faults, _say_old(get_setting("knowledge")))


@functools.lru_cache(maxsize=4)
def _look(folder: str) -> Own:
    if not folder:
        return Own({})
    texts, faults = check_folder(Path(folder))
    if not faults:
        _remember(folder, texts)
        return Own(texts)
    old = _recall(folder)
    if old is None:
        note = f"{folder} is not used, and the packaged knowledge stands alone: no earlier state of it is kept"
        return Own({}, tuple(faults), note)
    return Own(old, tuple(faults), _say_old(folder))


def _say_old(folder: str) -> str:
    return f"{folder} is not used as it is; the state in which it last had no fault stays in force"


def check_folder(folder: Path) -> tuple[Texts, list[str]]:
    """The texts of the knowledge files in a folder, and every fault in them, one line each.

    What needs no parser is checked: YAML, fields, ids, references, patterns and their examples.
    """
    texts, faults = _read_folder(folder)
    taken: dict[str, tuple[dict[str, Row], dict[str, Entry]]] = {}
    for name, text in texts.items():
        rows, found = read_rows(text)
        entries: dict[str, Entry] = dict(packaged_entries(name))
        taken[name] = (take_rows(rows, _kind(name), entries, found, own=True), entries)
        faults += (f.text(_path(folder, name)) for f in _sorted(found))
    world = {"countries": _codes(taken), "classes": _ids(taken, "en/event_nouns") | {"actor", "place"}}
    for name, (rows_by_id, entries) in taken.items():
        found = list(reference_faults(rows_by_id, entries, world))
        found += group_faults(rows_by_id, entries, packaged_entries(name))
        faults += (f.text(_path(folder, name)) for f in _sorted(found))
    return texts, faults


def _read_folder(folder: Path) -> tuple[Texts, list[str]]:
    texts: Texts = {}
    faults: list[str] = []
    try:
        paths = [p for p in _listing(folder) if p.suffix.lower() in ENDINGS and not p.name.startswith(".")]
    except OSError as error:
        said = (error.strerror or "no folder").lower()
        return {}, [Fault(None, None, said, "a folder of knowledge files").text(str(folder))]
    for path in paths:
        name = path.relative_to(folder).with_suffix("").as_posix()
        if path.suffix != ".yaml" or not _is_known(name):
            faults.append(Fault(None, None, "a file that nothing loads", _known_near(name)).text(str(path)))
            continue
        try:
            text = decode_yaml(path.read_bytes())
        except OSError as error:
            text = Fault(None, None, (error.strerror or "no file").lower(), "a file that can be read")
        if isinstance(text, Fault):
            faults.append(text.text(str(path)))
        else:
            texts[name] = text
    return texts, faults


def _listing(folder: Path) -> Iterator[Path]:
    """The files of a folder and of the folders in it, no deeper: someone may name his whole disk."""
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not path.name.startswith("."):
            yield from sorted(p for p in path.iterdir() if p.is_file())
        elif path.is_file():
            yield path


def _path(folder: Path, name: str) -> str:
    return str(folder / f"{name}.yaml")


def _sorted(faults: list[Fault]) -> list[Fault]:
    return sorted(faults, key=lambda f: (f.line or 0, f.found))


def _kind(name: str) -> type[Entry]:
    from dragoman.knowledge.files import FILES

    return FILES[name]


def _is_known(name: str) -> bool:
    from dragoman.knowledge.files import FILES

    return name in FILES


def _known_near(name: str) -> str:
    import difflib

    from dragoman.knowledge.files import FILES

    near = difflib.get_close_matches(name, FILES, 1, 0.6) or [n for n in FILES if n.endswith(f"/{name}")]
    return f"perhaps {near[0]}.yaml" if near else "the name of a packaged file: `dragoman knowledge list` has them"


def _codes(taken: dict[str, tuple[dict[str, Row], dict[str, Entry]]]) -> set[str]:
    entries = taken["countries"][1] if "countries" in taken else packaged_entries("countries")
    return {getattr(e, "code", "") for e in entries.values()}


def _ids(taken: dict[str, tuple[dict[str, Row], dict[str, Entry]]], name: str) -> set[str]:
    return set(taken[name][1] if name in taken else packaged_entries(name))


def _remember(folder: str, texts: Texts) -> None:
    """Keep a state without faults in the cache, for the day when the folder has some."""
    cache = open_cache()
    value = msgspec.json.encode(texts, order="sorted")
    if cache.folder and cache.get(key := _key(folder)) != value:
        cache.put(key, value)
        cache.flush()


def _recall(folder: str) -> Texts | None:
    """The last state without faults; None where none is kept, or none that this program can use."""
    value = open_cache().get(_key(folder))
    if value is None:
        return None
    texts = msgspec.json.decode(value, type=Texts)
    for name, text in texts.items():
        rows, found = read_rows(text)
        if _is_known(name):
            take_rows(rows, _kind(name), dict(packaged_entries(name)), found, own=True)
        if found or not _is_known(name):
            return None
    return texts


def _key(folder: str) -> bytes:
    return make_key("own knowledge", str(Path(folder).expanduser().absolute()))
