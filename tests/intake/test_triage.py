"""Triage keeps what can matter, sets the rest aside with a line, and refuses a mistyped topic."""

import pytest

from dragoman.errors import SettingsError
from dragoman.intake.triage import make_triage
from dragoman.knowledge import load_entries
from dragoman.knowledge.schema.topics import Topic
from tests.factories import make_report

TOPICS = load_entries(Topic, "topics", "en")
EXAMPLES = [(t.id, text, True) for t in TOPICS for text in t.examples]
COUNTER = [(t.id, text, False) for t in TOPICS for text in t.counter_examples]


@pytest.mark.parametrize(("topic", "text", "kept"), EXAMPLES + COUNTER)
def test_topics_keep_their_examples(topic, text, kept):
    assert make_triage(topic).keeps(make_report(text)) is kept


def test_own_words_must_all_be_there():
    triage = make_triage("Port Marrow")
    assert triage.keeps(make_report("Envoys landed in Port Marrow at dawn."))
    assert not triage.keeps(make_report("Envoys landed in the port at dawn."))


def test_several_topics_keep_what_any_of_them_keeps():
    triage = make_triage("ceasefire, Marrow")
    assert triage.keeps(make_report("Marrow had rain."))
    assert triage.aside(make_report("x")).line() == (
        "test: a report that has too few words of the topics asked for, set aside unread; "
        "expected one about ceasefire, Marrow"
    )


@pytest.mark.parametrize("about", ["", " , ", "takls", "ceasefires"])
def test_nothing_and_mistyped_topics_are_refused(about):
    with pytest.raises(SettingsError, match="--about"):
        make_triage(about)
