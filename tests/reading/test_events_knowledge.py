"""The knowledge about events is tested by its own examples: each is found by its entry, no counter-example is."""

import pytest

from dragoman.knowledge import load_entries
from dragoman.knowledge.schema.events import Carrier, NounClass, StatusCue, Trigger, TypeRule
from dragoman.reading.events.lexicon import LOOKED_UP, TRIGGER_FILES
from tests.factories import make_report
from tests.reading.events_reader import read_events

TRIGGERS = [t for name in TRIGGER_FILES for t in load_entries(Trigger, name, "en")]
CARRIERS = load_entries(Carrier, "event_carriers", "en")
CUES = load_entries(StatusCue, "status", "en")
CLASSES = {c.id for c in load_entries(NounClass, "event_nouns", "en")}


def _read(parse, text):
    report = make_report(text)
    return read_events(report, parse(report))


def _entries(parse, text):
    return {e.basis.split(";")[0]: e for e in _read(parse, text)}


@pytest.mark.parametrize(
    ("entry", "text"), [(t, x) for t in TRIGGERS for x in t.examples], ids=lambda v: getattr(v, "id", v)
)
def test_trigger_finds_its_example(parse, entry, text):
    found = _entries(parse, text)
    assert entry.id in found, f"{entry.id}: nothing found in {text!r}, only {sorted(found)}"


@pytest.mark.parametrize(
    ("entry", "text"), [(t, x) for t in TRIGGERS for x in t.counter_examples], ids=lambda v: getattr(v, "id", v)
)
def test_trigger_leaves_its_counter_example(parse, entry, text):
    assert entry.id not in _entries(parse, text), f"{entry.id}: add a condition that leaves out {text!r}"


@pytest.mark.parametrize(
    ("entry", "text"), [(c, x) for c in CARRIERS for x in c.examples], ids=lambda v: getattr(v, "id", v)
)
def test_carrier_makes_its_noun_an_event(parse, entry, text):
    found = _read(parse, text)
    assert found, f"{entry.id}: no event in {text!r}"
    if entry.negated:
        assert entry.negated in {e.type for e in found}
    elif entry.status:
        assert entry.status in {e.status for e in found}


@pytest.mark.parametrize(("cue", "text"), [(c, x) for c in CUES for x in c.examples], ids=lambda v: getattr(v, "id", v))
def test_status_cue_gives_its_status(parse, cue, text):
    found = [(e.type, e.status) for e in _read(parse, text)]
    spoken = {"threatened": "THREATEN", "refused": "REJECT", "proposed": "REQUEST"}
    assert cue.status in {s for _, s in found} or spoken.get(cue.status) in {t for t, _ in found}, f"{cue.id}: {found}"


@pytest.mark.parametrize("trigger", TRIGGERS, ids=lambda t: t.id)
def test_trigger_has_examples_and_names_known_classes(trigger):
    assert trigger.examples, f"{trigger.id}: add an example"
    named = {w[1:] for w in (*trigger.objects, *trigger.no_objects) if w.startswith("@") and w not in LOOKED_UP}
    assert named <= CLASSES, f"{trigger.id}: no noun class {sorted(named - CLASSES)} in event_nouns.yaml"
    assert trigger.verbs or trigger.nouns or trigger.adjectives or trigger.auxiliaries


def test_every_type_has_its_rules():
    assert {t.type for t in TRIGGERS} == {r.id for r in load_entries(TypeRule, "event_types", "en")}
