"""The examples in the knowledge of times hold: "text => values", read on Saturday 18 March 2017."""

import pytest

from dragoman.knowledge import load_entries
from dragoman.knowledge.schema.times import NamedDay, TimeCue, TimeRule, TimeWords
from dragoman.reading.times import find_times
from dragoman.reading.times.direction import find_direction
from dragoman.reading.times.readings import READINGS
from tests.factories import make_report

RULES = load_entries(TimeRule, "times_rules", "en")
EXAMPLES = [(rule.id, example) for rule in RULES for example in rule.examples]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[f"{r}: {e}" for r, e in EXAMPLES])
def test_example_of_a_rule_holds(rule, example, parse):
    text, _, values = example.partition("=>")
    report = make_report(text.strip())
    times = find_times(report, parse(report))
    assert [t.value for t in times] == values.replace('"', "").split()


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[f"{r}: {e}" for r, e in EXAMPLES])
def test_example_is_read_by_its_own_rule(rule, example, parse):
    text, _, values = example.partition("=>")
    if values.strip():
        report = make_report(text.strip())
        assert rule in {t.basis for t in find_times(report, parse(report))}


def test_every_rule_names_a_reading():
    assert {rule.read for rule in RULES} <= set(READINGS)


@pytest.mark.parametrize("day", load_entries(NamedDay, "times_days", "en"), ids=lambda d: d.id)
def test_named_days_have_one_way_to_be_reckoned(day):
    ways = [day.day is not None, day.nth is not None, day.easter is not None, day.islamic is not None]
    assert sum(ways) == 1


def test_words_and_cues_load():
    assert load_entries(TimeWords, "times_words", "en")
    assert load_entries(TimeCue, "times_cues", "en")


CUES = [(cue, example) for cue in load_entries(TimeCue, "times_cues", "en") for example in cue.examples]


@pytest.mark.parametrize(("cue", "example"), CUES, ids=[f"{c.id}: {e}" for c, e in CUES])
def test_example_of_a_cue_has_its_direction(cue, example, parse):
    report = make_report(example)
    start = example.index("Friday")
    direction = find_direction(parse(report), start, start + len("Friday"))
    assert direction == {"present": "future"}.get(cue.direction, cue.direction)
