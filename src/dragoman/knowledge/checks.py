"""Rows become entries of one kind, and every mistake in them a fault.

Enters: rows, the class that they must fit, the ids that are known. Leaves: entries and faults.
"""

import difflib
import functools
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any, TypeVar

import msgspec

from dragoman.knowledge.entry import Entry
from dragoman.knowledge.yamls import Fault, Row

E = TypeVar("E", bound=Entry)
_DROP_FIELDS = ("id", "drop", "note", "source")
MAX_FOUND = 60  # characters of a value that are shown


def take_rows(
    rows: Iterable[Row], kind: type[E], entries: dict[str, E], faults: list[Fault], own: bool
) -> dict[str, Row]:
    """Put rows into `entries` by id, and what is wrong with them into `faults`; return the rows by id.

    Args:
        own: the rows are a user's: one with an id that `entries` has replaces it, `drop: true` takes it away.
    """
    taken: dict[str, Row] = {}
    for row in rows:
        key = row.fields.get("id")
        name = key if isinstance(key, str) else None
        if name is not None and name in taken:
            faults.append(Fault(row.line, name, f"the id again (first in line {taken[name].line})", "each id once"))
            continue
        if name is not None:
            taken[name] = row
        if own and "drop" in row.fields:
            faults += _drop(row, name, entries)
            continue
        entry = _convert(row, kind)
        if entry is None:
            faults += field_faults(row, kind)
            continue
        if own:  # the packaged entries are tried by tests
            faults += (Fault(row.line, name, *_split(said)) for said in entry.faults())
        entries[entry.id] = entry
    return taken


def _convert(row: Row, kind: type[E]) -> E | None:
    """The entry that a row is; None if it has faults."""
    if not row.fields.keys() <= _fields(kind).keys():
        return None
    try:
        entry = msgspec.convert(row.fields, kind)
    except msgspec.ValidationError:
        return None
    return entry if entry.id.strip() else None


def _drop(row: Row, name: str | None, entries: dict[str, E]) -> Iterator[Fault]:
    if row.fields["drop"] is not True or name is None:
        yield Fault(row.line, name, f"drop: {_shown(row.fields['drop'])}", "an id, and drop: true")
        return
    for other in (f for f in row.fields if f not in _DROP_FIELDS):
        yield Fault(row.line, name, f"the field {other} beside drop", "an id, and drop: true")
    if entries.pop(name, None) is None:
        yield Fault(row.line, name, "nothing of this id to drop", _near(name, entries) or "an id of the packaged file")


def field_faults(row: Row, kind: type[Entry]) -> Iterator[Fault]:
    """Everything that keeps a row from being an entry of a kind, field by field."""
    fields = _fields(kind)
    key = row.fields.get("id")
    name = key if isinstance(key, str) else None
    for given in row.fields:
        if given not in fields:
            expected = _near(str(given), fields) or f"one of {', '.join(sorted(fields))}"
            yield Fault(row.line, name, f"the unknown field {given}", expected)
    for field in fields.values():
        if field.encode_name not in row.fields:
            if field.required:
                yield Fault(row.line, name, f"no field {field.encode_name}", "one: it must be there")
            continue
        value = row.fields[field.encode_name]
        try:
            msgspec.convert(value, field.type)
        except msgspec.ValidationError as error:
            yield Fault(row.line, name, f"{field.encode_name}: {_shown(value)}", _expected(str(error)))
    if isinstance(key, str) and not key.strip():
        yield Fault(row.line, name, "an empty id", "an id")


def reference_faults(
    rows: Mapping[str, Row], entries: Mapping[str, Entry], world: Mapping[str, Collection[str]]
) -> Iterator[Fault]:
    """Words that stand for something in another file which is not there.

    Args:
        rows: those to look at; entries: of the same file; world: the ids of `en/event_nouns`, the codes of `countries`.
    """
    for id_, row in rows.items():
        entry = entries.get(id_)
        country = getattr(entry, "country", None)
        if country is not None and country not in world["countries"]:
            yield Fault(row.line, id_, f"country: {country!r}", "a code that countries.yaml has")
        for field in ("objects", "no_objects", "no_subjects", "modifiers", "no_modifiers"):
            for word in getattr(entry, field, None) or ():
                if word.startswith("@") and word[1:] not in world["classes"]:
                    near = _near(word[1:], world["classes"]) or "an id that en/event_nouns.yaml has"
                    yield Fault(row.line, id_, f"{field}: {word!r}", near)


def group_faults(
    rows: Mapping[str, Row], entries: Mapping[str, Entry], packaged: Mapping[str, Entry]
) -> Iterator[Fault]:
    """Patterns that lack a named group which all packaged patterns of their kind have: the program asks for it."""
    wanted: dict[object, frozenset[str]] = {}
    for entry in packaged.values():
        for groups in _groups(entry):
            kind = getattr(entry, "kind", None)
            wanted[kind] = wanted.get(kind, groups) & groups
    for id_, row in rows.items():
        own = entries.get(id_)
        for groups in _groups(own) if own else ():
            if missing := wanted.get(getattr(own, "kind", None), frozenset()) - groups:
                named = ", ".join(f"(?P<{name}>...)" for name in sorted(missing))
                yield Fault(row.line, id_, "a pattern without a group that is asked for", f"{named} in it")


def _groups(entry: Entry) -> Iterator[frozenset[str]]:
    for pattern in getattr(entry, "patterns", ()):
        with suppress(re.error, OverflowError, RecursionError):
            yield frozenset(re.compile(pattern).groupindex)


@functools.cache
def _fields(kind: type[Entry]) -> dict[str, Any]:
    return {field.encode_name: field for field in msgspec.structs.fields(kind)}


def _expected(message: str) -> str:
    """What msgspec says it expected: "Expected `int`, got `str` - at `$[0]`"."""
    said, _, at = message.partition(" - at ")
    wanted = said.removeprefix("Expected ").split(", got ")[0].replace("`", "")
    path = at.strip("`").removeprefix("$")
    wanted = {"str": "text (in quotes where it could be a number, a day or a yes)", "array": "a list"}.get(
        wanted, wanted
    )
    return f"{wanted}, at {path}" if path else wanted


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= MAX_FOUND else f"{text[:MAX_FOUND]}..."


def _near(word: str, known: Iterable[str]) -> str | None:
    near = difflib.get_close_matches(word, list(known), 1, 0.7)
    return f"perhaps {near[0]}" if near else None


def _split(said: str) -> tuple[str, str]:
    found, _, expected = said.partition("; expected ")
    return found.removeprefix("found "), expected
