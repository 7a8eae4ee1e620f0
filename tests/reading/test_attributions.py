"""Attributions: the project's own cases, the examples of its knowledge, and what must hold for any text."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.knowledge import load_entries
from dragoman.knowledge.schema.attributions import (
    IrregularForms,
    ReportingNouns,
    ReportingPhrases,
    ReportingVerbs,
    SourceWords,
)
from dragoman.model import Attribution, Report
from dragoman.reading.actors import find_actors
from dragoman.reading.attributions import find_attributions
from dragoman.reading.attributions.cues import plural, verb_cues
from dragoman.reading.parse import SpacyParser
from tests.factories import make_parsed, make_report

Reader = Callable[[str], tuple[Report, tuple[Attribution, ...]]]
CASES = yaml.safe_load((Path(__file__).parents[1] / "cases/attributions.yaml").read_text(encoding="utf-8"))
PIECES = [
    *('"', "“", "”", "'", "‘", "’", "«", "»", "''", "\n\n", ",", ".", ":", "(", "😀"),
    *(" said ", " the envoy ", " that ", " we go ", " told ", " according to ", " SAID ", " and "),
    *(" quoted ", " as saying ", " accused ", " of "),
]


@pytest.fixture(scope="module")
def attribute(parser: SpacyParser) -> Reader:
    def read(text: str) -> tuple[Report, tuple[Attribution, ...]]:
        report = make_report(text)
        parsed = next(parser.parse([report]))
        return report, find_attributions(report, parsed, find_actors(report, parsed))

    return read


def shown(report: Report, attributions: tuple[Attribution, ...]) -> list[dict[str, Any]]:
    """Attributions as the cases write them."""
    cues = {a.id: report.quote(a.cue) if a.cue else None for a in attributions}
    return [
        {
            "source": report.quote(a.source) if a.source else None,
            "cue": cues[a.id],
            "content": [report.quote(s) for s in a.content],
            "speaker": a.speaker,
            "anonymous": a.anonymous,
            "via": list(a.via),
            "kind": a.kind,
            "parent": cues.get(a.parent or ""),
        }
        for a in attributions
    ]


@pytest.mark.parametrize("case", CASES, ids=[f"{n}-{c['why']}" for n, c in enumerate(CASES, 1)])
def test_find_attributions_reads_the_case(case: dict[str, Any], attribute: Reader) -> None:
    found = shown(*attribute(case["text"]))
    if case.get("none"):
        assert found == []
        return
    wanted = {k: v for k, v in case.items() if k not in ("text", "why")}
    assert wanted in [{k: a[k] for k in wanted} for a in found], found


KNOWLEDGE: list[ReportingVerbs | ReportingNouns | ReportingPhrases] = [
    *load_entries(ReportingVerbs, "reporting_verbs", "en"),
    *load_entries(ReportingNouns, "reporting_nouns", "en"),
    *load_entries(ReportingPhrases, "reporting_phrases", "en"),
]


@pytest.mark.parametrize("entry", KNOWLEDGE, ids=lambda e: e.id)
def test_every_entry_matches_its_examples(entry: Any, attribute: Reader) -> None:
    assert entry.examples, f"{entry.id}: write an example"
    only_quotes = isinstance(entry, ReportingVerbs) and entry.quotes and not (entry.takes or entry.prepositions)
    wanted = "quotation" if only_quotes else entry.id
    for example in entry.examples:
        bases = [a.basis for a in attribute(example)[1]]
        assert any(b.split(":")[0] == wanted for b in bases), f"{example!r} gives {bases}, not {wanted}"
    for counter in entry.counter_examples:
        bases = [a.basis for a in attribute(counter)[1]]
        assert not any(b.split(":")[0] == wanted for b in bases), f"{counter!r} gives {bases}"


def test_every_source_word_entry_has_examples_that_hold_one_of_its_words() -> None:
    for entry in load_entries(SourceWords, "reporting_sources", "en"):
        words = {w for word in entry.words for w in (word, plural(word))}
        for example in entry.examples:
            assert any(f" {w}" in f" {example.lower()}" for w in words), f"{entry.id}: {example!r}"
        assert entry.examples, entry.id


def test_irregular_forms_belong_to_verbs_that_are_known() -> None:
    known = {c.word.split()[0] for cues in verb_cues().values() for c in cues}
    unused = [e.id for e in load_entries(IrregularForms, "reporting_forms", "en") if e.id not in known]
    assert not unused, f"no reporting verb has these forms: {unused}"


def test_verbs_are_found_in_all_their_forms() -> None:
    assert {"says", "said", "accuses", "denying", "denied", "criticized", "criticises", "admitted"} <= set(verb_cues())


def test_find_attributions_needs_no_trained_model() -> None:
    report = make_report("Sides met , he said")
    parsed = make_parsed("Sides|NNS|nsubj|1 met|VBD|ccomp|4|meet ,|,|punct|4 he|PRP|nsubj|4 said|VBD|ROOT|4|say")
    (found,) = find_attributions(report, parsed, find_actors(report, parsed))
    assert [report.quote(s) for s in found.content] == ["Sides met"]
    assert found.source is not None and report.quote(found.source) == "he"


def check_shape(report: Report, found: tuple[Attribution, ...]) -> None:
    """What must hold for any text: spans within it, contents sorted and apart, ids in order, parents known."""
    assert [a.id for a in found] == [f"a{n}" for n in range(1, len(found) + 1)]
    for a in found:
        assert a.content
        spans = [*a.content, *(s for s in (a.source, a.cue) if s)]
        assert all(0 <= s.start < s.end <= len(report.text) for s in spans)
        assert all(one.end <= two.start for one, two in zip(a.content, a.content[1:], strict=False))
        assert a.parent is None or a.parent in {b.id for b in found}
        assert a.parent != a.id
    starts = [a.content[0].start for a in found]
    assert starts == sorted(starts)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40))
def test_broken_quotes_do_no_harm(attribute: Reader, pieces: list[str]) -> None:
    check_shape(*attribute("".join(pieces)))


@pytest.mark.parametrize(
    "text",
    [
        partial(str.upper, 'The general said: "We will stay." He told reporters that the truce was dead.')(),
        "the general said we will stay he told reporters that the truce was dead " * 40,
        '"' * 400,
        "'a " * 300 + "said",
        "He said 😀 that “𝔉𝔯𝔞𝔨𝔱𝔲𝔯” was over, according to 😀.",
        ": : : :",
        "said said said, said. According to",
    ],
    ids=["capitals", "no-stops", "marks-only", "open-marks", "beyond-bmp", "colons", "cues-only"],
)
def test_odd_texts_do_no_harm(attribute: Reader, text: str) -> None:
    check_shape(*attribute(text))
