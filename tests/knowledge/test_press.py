"""Agencies and outlets: every owner is somebody known, every claim of ownership says from where, names mean one."""

import pytest

from dragoman.knowledge.loader import load_entries
from dragoman.knowledge.press import (
    ONE_VOICE,
    all_press,
    find_press,
    find_press_in,
    fold_name,
    get_press,
    is_state_media,
    voice_of,
)
from dragoman.knowledge.schema.actors import Country, KnownActor
from dragoman.knowledge.schema.press import PressEntry, PressWords

PRESS = list(all_press())
ACTORS = {n for a in load_entries(KnownActor, "actors") for n in (a.name, *a.aliases)}
COUNTRIES = {c.code for c in load_entries(Country, "countries")}


@pytest.mark.parametrize("entry", PRESS, ids=lambda e: e.id)
def test_owner_is_a_code_or_a_known_actor(entry: PressEntry) -> None:
    owner = entry.owner
    if owner and owner not in ACTORS:
        assert owner == "UNO" or (owner[:3] in COUNTRIES and owner[3:] in ("", "GOV", "MIL")), f"{owner}: who is that?"


@pytest.mark.parametrize("entry", PRESS, ids=lambda e: e.id)
def test_owner_and_kind_say_from_where_they_are_known(entry: PressEntry) -> None:
    if entry.owner or entry.kind:
        assert entry.source, f"{entry.id}: add a source"
    if entry.kind in ONE_VOICE and not entry.owner:
        assert entry.note, f"{entry.id}: say why no owner is given"


def test_ids_and_names_are_of_one_entry() -> None:
    ids = [e.id for e in PRESS]
    assert len(ids) == len(set(ids))
    taken: dict[str, str] = {}
    for entry in PRESS:
        for name in (entry.name, *entry.aliases):
            assert taken.setdefault(fold_name(name), entry.id) == entry.id, f"{name}: {taken[fold_name(name)]}"


@pytest.mark.parametrize(
    ("phrase", "id"),
    [
        ("SANA", "sana"),
        ("the official SANA news agency", "sana"),
        ("SANA's correspondent", "sana"),
        ("Syrian Arab News Agency", "sana"),
        ("a dpa reporter", "dpa"),
        ("Hezbollah's Al-Manar television", "al-manar"),
        ("New York Times newspaper", "nyt"),
        ("the Times of Israel website", "times-of-israel"),
        ("Sana hospital", None),
        ("Petra Novak", None),
        ("news of the trend", None),
        ("", None),
        ("'s", None),
        ("SANA " * 100, None),
    ],
)
def test_find_press_in(phrase: str, id: str | None) -> None:
    found = find_press_in(phrase)
    assert (found.id if found else None) == id


def test_find_press_in_not_alone_needs_a_word_for_the_press() -> None:
    assert find_press_in("PNA", alone=False) is None
    found = find_press_in("PNA news agency", alone=False)
    assert found is not None and found.id == "pna"


@pytest.mark.parametrize("words", load_entries(PressWords, "press_words", "en"), ids=lambda e: e.id)
def test_press_words_fit_their_examples(words: PressWords) -> None:
    assert not [e for e in words.examples if not is_state_media(e)]
    assert not [e for e in words.counter_examples if is_state_media(e)]


@pytest.mark.parametrize(
    ("id", "voice"),
    [
        ("tass", "RUSGOV"),
        ("ria", "RUSGOV"),
        ("al-manar", "Hezbollah"),
        ("state media of SYR", "SYRGOV"),
        ("bbc", "bbc"),  # public, but edited apart from the government
        ("reuters", "reuters"),
        ("a local paper", "a local paper"),
    ],
)
def test_voice_of(id: str, voice: str) -> None:
    assert voice_of(id) == voice


def test_find_press_passes_over_marks_and_articles() -> None:
    names = [find_press(n) for n in ("the Guardian", "AL-MANAR", "Itar Tass", None, "nobody's paper", "x" * 500)]
    assert [e.id if e else None for e in names] == ["guardian", "al-manar", "tass", None, None, None]
    assert get_press("no such id") is None
