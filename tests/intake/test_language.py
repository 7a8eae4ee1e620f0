"""The language of a report: told by small words where these are plain, else by the identifier."""

import pytest

from dragoman.intake import language
from dragoman.intake.language import find_language, is_plainly_english
from dragoman.knowledge import load_entries
from dragoman.knowledge.schema.intake import LanguageWords

ENTRIES = load_entries(LanguageWords, "language", "en")
FRENCH = "Le médiateur a dit que les pourparlers avec les délégations reprendront lundi, après deux jours de pause."


@pytest.mark.parametrize("text", [t for e in ENTRIES for t in e.examples])
def test_plain_english_needs_no_identifier(text, monkeypatch):
    monkeypatch.setattr(language, "_identifier", None)
    assert find_language(text) == "en"


@pytest.mark.parametrize("text", [FRENCH, *(t for e in ENTRIES for t in e.counter_examples)])
def test_other_languages_are_not_taken_for_english(text):
    assert not is_plainly_english(text) and find_language(text) not in ("en", None)


def test_a_heading_says_too_little_at_first_sight():
    assert not is_plainly_english("The envoy and the generals met")


def test_the_identifier_agrees_on_plain_english():
    text = ENTRIES[0].examples[0]
    assert language._identifier().classify(text)[0] == "en"
