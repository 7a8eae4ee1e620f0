"""Sentences with the events, status and days they should give (tests/cases/events, status and event_days)."""

from pathlib import Path

import pytest
import yaml

from dragoman.reading.events import find_events
from tests.factories import make_report
from tests.reading.events_reader import make_context, read_events

CASES = Path(__file__).parents[1] / "cases"


def load_cases(name):
    return yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))


def _read(parse, text):
    report = make_report(text)
    return read_events(report, parse(report))


def _shows(names, wanted):
    return any(wanted.lower() in n.lower() for n in names)


@pytest.mark.parametrize("case", load_cases("events"), ids=lambda c: c["text"][:50])
def test_event_is_found_with_its_parties(parse, case):
    events = _read(parse, case["text"])
    found = [(e.type, e.mode, e.status, [a.name for a in e.agents], [r.name for r in e.recipients]) for e in events]
    for kind in case.get("not", ()):
        assert kind not in [e.type for e in events], (case["why"], found)
    if not case["type"]:
        return
    alike = [e for e in events if e.type == case["type"]]
    event = next((e for e in alike if e.mode == case.get("mode", e.mode)), alike[0] if alike else None)
    assert event is not None, (case["why"], found)
    for field in ("mode", "status"):
        if field in case:
            assert getattr(event, field) == case[field], (case["why"], found)
    for name in case.get("agents", ()):
        assert _shows([a.name for a in event.agents], name), (case["why"], found)
    for name in case.get("recipients", ()):
        assert _shows([r.name for r in event.recipients], name), (case["why"], found)
    if "only" in case:
        assert len(event.agents) == case["only"], (case["why"], found)
    if case.get("recipients") == []:
        assert event.recipients == (), (case["why"], found)
    if "place" in case:
        assert event.place and event.place.name == case["place"], (case["why"], event.place)


@pytest.mark.parametrize("case", load_cases("status"), ids=lambda c: c["text"][:60])
def test_status_is_read_from_its_cue(parse, case):
    found = [(e.type, e.status) for e in _read(parse, case["text"])]
    if case["type"] is None:
        assert not [f for f in found if f[1] in ("happened", "planned")], (case["why"], found)
    else:
        assert (case["type"], case["status"]) in found, (case["why"], found)


@pytest.mark.parametrize("case", load_cases("event_days"), ids=lambda c: c["text"][:60])
def test_event_has_its_days(parse, case):
    event = next((e for e in _read(parse, case["text"]) if e.type == case["type"]), None)
    assert event is not None and event.when is not None, case["why"]
    assert (event.when.earliest, event.when.latest) == (case["earliest"], case["latest"]), (case["why"], event.when)
    assert event.status == case.get("status", event.status), case["why"]


def test_what_others_tell_of_a_decision_is_their_word(parse):
    report = make_report("Sergei Lavrov has decided to visit Syria, Kenyan President Jomo Otieno said on Wednesday.")
    context = make_context(report, parse(report))
    event = next(e for e in find_events(context) if e.type == "CONSULT")
    told = {a.id: a.speaker for a in context.attributions}
    assert event.attribution is not None and told[event.attribution] == "Jomo Otieno"
