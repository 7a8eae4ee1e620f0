"""A knowledge folder checked as far as can be: its files, and then whether its entries read their own examples.

Enters: a folder. Leaves: faults, one line each. Trying an example takes the parser, so this is done on demand and not
at the start of every run.
"""

import functools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from dragoman.knowledge import check_folder, use_knowledge
from dragoman.knowledge.entry import Entry
from dragoman.knowledge.files import FILES
from dragoman.knowledge.own import own_knowledge
from dragoman.knowledge.packaged import packaged_entries
from dragoman.knowledge.schema.attributions import ReportingNouns, ReportingPhrases, ReportingVerbs
from dragoman.knowledge.schema.events import Trigger
from dragoman.knowledge.schema.numbers import NumberBound, NumberWords, VagueNumber
from dragoman.knowledge.schema.times import TimeRule
from dragoman.knowledge.schema.topics import Topic
from dragoman.knowledge.schema.tracks import PromiseWords, TalkWords, TruceWords
from dragoman.knowledge.yamls import Fault, read_rows
from dragoman.model import Event, Part, Published, Reading, Report

EXAMPLE_DAY = "2017-03-18"  # the Saturday on which examples are read


class Checked(NamedTuple):
    """How much was looked at, and all that is wrong."""

    files: int
    entries: int
    faults: list[str]


def check_knowledge_folder(folder: Path) -> Checked:
    """Check a folder; where its files are well, put its knowledge in force in this process and try its examples."""
    texts, faults = check_folder(folder)
    rows = {name: read_rows(text)[0] for name, text in texts.items()}
    entries = sum(map(len, rows.values()))
    if faults:
        return Checked(len(texts), entries, faults)
    use_knowledge(texts, forced=True)
    for name in texts:
        kind = FILES[name]
        for row in rows[name]:
            if "drop" not in row.fields:
                entry = _entry(kind, row.fields)
                for found, expected in try_examples(name, entry):
                    path = str(folder / f"{name}.yaml")
                    faults.append(Fault(row.line, entry.id, found, expected).text(path))
    return Checked(len(texts), entries, faults)


def count_entries() -> Iterator[tuple[str, str, int, int]]:
    """Each knowledge file: its name, what an entry of it is, how many are packaged, how many the user's own."""
    own = own_knowledge().texts
    for name, kind in FILES.items():
        said = (kind.__doc__ or "").strip().split("\n")[0]
        yield name, said, len(packaged_entries(name)), len(read_rows(own[name])[0]) if name in own else 0


def try_examples(name: str, entry: Entry) -> Iterator[tuple[str, str]]:
    """What is wrong with the examples of an entry: what was found, what was expected."""
    probe = _PROBES.get(type(entry))
    if probe is None:
        return
    for text in entry.examples:
        if not probe(name, entry, text):
            yield f"an example that the entry does not read: {text!r}", "one that it reads, or wider patterns"
    probe = _COUNTER_PROBES.get(type(entry), probe)
    for text in entry.counter_examples:
        if probe(name, entry, text):
            yield f"a counter-example that the entry reads: {text!r}", "one that it leaves, or narrower patterns"


def _entry(kind: type[Entry], fields: dict[str, Any]) -> Entry:
    import msgspec

    return msgspec.convert(fields, kind)


@functools.lru_cache(maxsize=1)
def _parser() -> Any:
    from dragoman.reading.parse import SpacyParser

    return SpacyParser()


def _report(text: str) -> Report:
    import datetime as dt

    day = dt.date.fromisoformat(EXAMPLE_DAY)
    published = Published(date=day, earliest=day, latest=day, basis="stated")
    parts = (Part(kind="body", start=0, end=len(text)),)
    return Report(id="example", source="example", text=text, parts=parts, published=published)


@functools.lru_cache(maxsize=64)
def _read(text: str) -> Reading:
    from dragoman.reading.pipeline import read_report

    return read_report(_report(text), _parser())


def _reads_trigger(name: str, entry: Entry, text: str) -> bool:
    """Before incidents are read: these join events that tell of one act."""
    return any(e.basis.split(";")[0] == entry.id for e in _events(text))


@functools.lru_cache(maxsize=64)
def _events(text: str) -> tuple[Event, ...]:
    from dragoman.reading.events import find_events
    from dragoman.reading.pipeline import make_context

    report = _report(text)
    return tuple(find_events(make_context(report, next(_parser().parse([report])))))


def _reads_attribution(name: str, entry: Any, text: str) -> bool:
    only_quotes = isinstance(entry, ReportingVerbs) and entry.quotes and not (entry.takes or entry.prepositions)
    wanted = "quotation" if only_quotes else entry.id
    return any(a.basis.split(":")[0] == wanted for a in _read(text).attributions)


def _reads_time(name: str, entry: Entry, text: str) -> bool:
    said, _, values = text.partition("=>")
    return [t.value for t in _read(said.strip()).times] == values.replace('"', "").split()


def _keeps_topic(name: str, entry: Entry, text: str) -> bool:
    from dragoman.intake.triage import make_triage

    return make_triage(entry.id).keeps(_report(text))


def _reads_number(name: str, entry: Entry, text: str) -> bool:
    from dragoman.reading.numbers import parse_number

    return bool(parse_number(text))


def _plays_role(name: str, entry: Any, text: str) -> bool:
    from dragoman.reading.roles import look_up

    parsed = next(_parser().parse([_report(text)]))
    topic, value = name.rpartition("/")[2], entry.value or entry.id
    return any(look_up(parsed, t, topic, entry.role) == value for t in range(len(parsed)))


def _is_mentioned(name: str, entry: Any, text: str) -> bool:
    """A word may play its part in a text and yet, as the rest tells, stand for nothing."""
    return entry.role != "refuse" and bool(getattr(_read(text), name.rpartition("/")[2]))


_COUNTER_PROBES: dict[type[Entry], Callable[[str, Any, str], bool]] = dict.fromkeys(
    (TalkWords, TruceWords, PromiseWords), _is_mentioned
)
_PROBES: dict[type[Entry], Callable[[str, Any, str], bool]] = {
    Trigger: _reads_trigger,
    **dict.fromkeys((ReportingVerbs, ReportingNouns, ReportingPhrases), _reads_attribution),
    TimeRule: _reads_time,
    Topic: _keeps_topic,
    **dict.fromkeys((NumberWords, VagueNumber, NumberBound), _reads_number),
    **dict.fromkeys((TalkWords, TruceWords, PromiseWords), _plays_role),
}
