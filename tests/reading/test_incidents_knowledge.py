"""Every entry of the knowledge about violence finds its examples, and not its counter-examples."""

from collections.abc import Callable

import pytest

from dragoman.knowledge import load_entries
from dragoman.knowledge.schema.incidents import (
    CasualtyCue,
    Perpetrator,
    SmallWords,
    TollBackground,
    VictimNoun,
    Weapon,
)
from dragoman.model import Report
from dragoman.reading.incidents.lexicon import Phrases, backgrounds, perpetrators, victim_nouns, weapons
from dragoman.reading.incidents.tolls import find_tolls
from dragoman.reading.parsed import Parsed
from tests.factories import make_report

Parse = Callable[[Report], Parsed]


def rows(kind: type, name: str, field: str = "examples") -> list[tuple[str, str]]:
    return [(e.id, text) for e in load_entries(kind, name, "en") for text in getattr(e, field)]


def found_in(table: Phrases, parsed: Parsed) -> set[str]:
    lower = parsed.lower
    return {f.entry.id for token in range(len(lower)) for f in table.at(lower, token)}


@pytest.mark.model
@pytest.mark.parametrize(("entry", "text"), rows(CasualtyCue, "casualties"))
def test_casualties_example_is_found(entry: str, text: str, parse: Parse) -> None:
    assert entry in {m.cue.entry.id for m in find_tolls(parse(make_report(text)))}


@pytest.mark.model
@pytest.mark.parametrize(("entry", "text"), rows(CasualtyCue, "casualties", "counter_examples"))
def test_casualties_counter_example_is_not(entry: str, text: str, parse: Parse) -> None:
    assert entry not in {m.cue.entry.id for m in find_tolls(parse(make_report(text)))}


@pytest.mark.model
@pytest.mark.parametrize(("entry", "text"), rows(Weapon, "weapons"))
def test_weapons_example_is_found(entry: str, text: str, parse: Parse) -> None:
    assert entry in found_in(weapons(), parse(make_report(text)))


@pytest.mark.model
@pytest.mark.parametrize(("entry", "text"), rows(VictimNoun, "victims"))
def test_victims_example_is_found(entry: str, text: str, parse: Parse) -> None:
    assert entry in found_in(victim_nouns(), parse(make_report(text)))


@pytest.mark.model
@pytest.mark.parametrize(("entry", "text"), rows(Perpetrator, "perpetrators"))
def test_perpetrators_example_is_found(entry: str, text: str, parse: Parse) -> None:
    role = next(e.role for e in load_entries(Perpetrator, "perpetrators", "en") if e.id == entry)
    assert entry in found_in(perpetrators(role), parse(make_report(text)))


@pytest.mark.model
@pytest.mark.parametrize(("entry", "text"), rows(TollBackground, "toll_background"))
def test_background_example_is_found(entry: str, text: str, parse: Parse) -> None:
    scope = next(e.scope for e in load_entries(TollBackground, "toll_background", "en") if e.id == entry)
    assert entry in found_in(backgrounds(scope), parse(make_report(text)))


def test_every_entry_has_an_example() -> None:
    for kind, name in (
        (CasualtyCue, "casualties"),
        (VictimNoun, "victims"),
        (Weapon, "weapons"),
        (Perpetrator, "perpetrators"),
        (TollBackground, "toll_background"),
        (SmallWords, "incident_words"),
    ):
        assert [e.id for e in load_entries(kind, name, "en") if not e.examples] == []
