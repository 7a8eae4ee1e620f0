"""Talks, truces and promises: sentences and what is read in them, from tests/cases."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from dragoman.knowledge.loader import load_entries
from dragoman.knowledge.schema.tracks import PromiseWords, TalkWords, TruceWords
from dragoman.model import Reading, Report
from dragoman.reading.parsed import Parsed
from dragoman.reading.roles import look_up
from tests.factories import make_report

Read = Callable[[Report], Reading]
Parse = Callable[[Report], Parsed]
CASES = Path(__file__).parent.parent / "cases"
KINDS: dict[str, type[TalkWords] | type[TruceWords] | type[PromiseWords]] = {
    "talks": TalkWords,
    "truces": TruceWords,
    "promises": PromiseWords,
}


def cases(name: str) -> list[Any]:
    rows = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return [pytest.param(name, row, id=f"{name}: {row['why']}") for row in rows]


@pytest.mark.parametrize(("kind", "row"), [*cases("talks"), *cases("truces"), *cases("promises")])
def test_sentence_is_read_as_the_case_says(kind: str, row: dict[str, Any], read_one: Read) -> None:
    report = make_report(row["text"], row.get("published", "2019-03-18"))
    found = getattr(read_one(report), kind)
    if row["expect"] is None:
        assert found == (), row["why"]
        return
    mention = next(m for m in found if row.get("span") in (None, report.quote(m.span)))
    got = {field: plain(getattr(mention, field)) for field in row["expect"]}
    assert got == {field: plain_expected(value) for field, value in row["expect"].items()}, row["why"]


def plain(value: Any) -> Any:
    """A field in the form in which a case states it."""
    if hasattr(value, "earliest"):
        return [value.earliest, value.latest]
    if isinstance(value, tuple) and value and hasattr(value[0], "attendance"):
        return {a.party.name.removeprefix("the "): a.attendance for a in value}
    if isinstance(value, tuple):
        return sorted(getattr(v, "name", v) for v in value)
    return [value.name] if hasattr(value, "name") else value


def plain_expected(value: Any) -> Any:
    return sorted(value) if isinstance(value, list) and value and not hasattr(value[0], "year") else value


@pytest.mark.parametrize("topic", KINDS)
def test_every_entry_is_found_in_its_examples(topic: str, parse: Parse) -> None:
    for entry in load_entries(KINDS[topic], topic, "en"):
        assert entry.examples, f"{topic}/{entry.id}: give an example"
        for text in entry.examples:
            assert _says(parse(make_report(text)), topic, entry), f"{topic}/{entry.id}: not found in {text!r}"


@pytest.mark.parametrize("topic", KINDS)
def test_counter_examples_give_no_mention(topic: str, read_one: Read) -> None:
    for entry in load_entries(KINDS[topic], topic, "en"):
        for text in entry.counter_examples:
            found = getattr(read_one(make_report(text)), topic)
            assert entry.role == "refuse" or found == (), f"{topic}/{entry.id}: found in {text!r}"


def _says(parsed: Parsed, topic: str, entry: Any) -> bool:
    value = entry.value or entry.id
    return any(look_up(parsed, t, topic, entry.role) == value for t in range(len(parsed)))


def test_the_talks_means_the_talks_spoken_of_before(read_one: Read) -> None:
    paragraphs = (
        "The second round of Tunis talks opened on Monday.",
        "The talks are run by Norway.",
        "The next meeting is due.",
    )
    text = "\n\n".join(paragraphs)
    first, second, third = read_one(make_report(text, "2019-03-18")).talks
    assert (second.same_as, second.track, third.same_as) == (first.id, "Tunis talks", None)
    assert third.formal


@pytest.mark.parametrize(
    "text", ["talks " * 6_000, "The truce, the truce " * 2_000, "agreed to agree " * 2_000, "👩‍👩‍👧 talks – 停戦"]
)
def test_odd_text_neither_fails_nor_takes_long(text: str, read_one: Read) -> None:
    read_one(make_report(text[:60_000], "2019-03-18"))


def test_alias_of_an_analysts_track_is_read_as_talks(
    read_one: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = make_report("The Quint met in Tunis on Friday.", "2019-03-18")
    assert read_one(report).talks == ()
    entry = "entries: [{id: quint, name: Chad dialogue, names: [the Quint, Quint], examples: [The Quint met.]}]\n"
    (tmp_path / "tracks.yaml").write_text(entry, encoding="utf-8")
    monkeypatch.setenv("DRAGOMAN_KNOWLEDGE", str(tmp_path))
    (found,) = read_one(report).talks
    assert (found.track, found.formal, found.phase) == ("The Quint", True, "held")
    assert found.place is not None and found.place.name == "Tunis"
