"""The scorer of the examples: a record made from the gold itself reaches everything, an empty one nothing."""

import json
from pathlib import Path
from typing import Any

import pytest

from dragoman.model import Record, to_json
from tests.gold_compare import Score, add_up, compare, is_named, meeting_points

EXAMPLES = Path(__file__).parents[1] / "examples"
PROCESSES = sorted(p.parent.name for p in EXAMPLES.glob("*/gold.json"))


def load(process: str) -> tuple[dict[str, Any], dict[str, Any]]:
    folder = EXAMPLES / process
    return json.loads((folder / "gold.json").read_text("utf-8")), json.loads((folder / "dates.json").read_text("utf-8"))


def record_of_gold(entry: Any) -> Any:
    """The gold as a record would have it: the first of each set of names, evidence instead of report ids."""
    if isinstance(entry, list):
        return [record_of_gold(e) for e in entry]
    if not isinstance(entry, dict):
        return entry
    single = ("actor", "place", "by", "name", "reports_to", "responsible", "said_by", "value")
    made = {k: v[0] if k in single and v else record_of_gold(v) for k, v in entry.items()}
    for key in ("parties", "who", "guarantors", "monitors"):
        made |= {key: [names[0] for names in entry[key]]} if key in entry else {}
    if "what" in entry:
        made["what"] = " ".join(entry["what"])
    if "claims" in entry:
        made["place"] = {"name": entry["place"][0]}
    return made | {"evidence": [{"report": r} for r in entry.get("reports", [])]}


def perfect_record(gold: dict[str, Any], dates: dict[str, Any]) -> dict[str, Any]:
    record = record_of_gold({k: v for k, v in gold.items() if k not in ("copies", "opinion")})
    reports = [{"id": k, "basis": v["basis"], "published": v} for k, v in dates.items()]
    return record | {"sources": [{"copies": gold["copies"]}], "reports": reports}


@pytest.mark.parametrize("process", PROCESSES)
def test_compare_finds_all_of_the_gold_in_itself(process: str) -> None:
    gold, dates = load(process)
    scores = compare(perfect_record(gold, dates), gold, dates)
    assert {k: s.missed for k, s in scores.items() if s.missed} == {}


@pytest.mark.parametrize("process", PROCESSES)
def test_compare_finds_nothing_in_an_empty_record(process: str) -> None:
    gold, dates = load(process)
    scores = compare(json.loads(to_json(Record())), gold, dates)
    assert {k: s.found for k, s in scores.items() if s.found} == {}
    assert scores["rounds"].expected == sum(len(t["rounds"]) for t in gold["tracks"])


@pytest.mark.parametrize(
    ("name", "alternatives", "same"),
    [
        ("Putin", ["Vladimir Putin"], True),
        ("the Syrian rebels", ["rebels"], True),
        ("the U.N.", ["UN"], True),
        ("Russia", ["Ukraine", "Kiev"], False),
        (None, ["Kiev"], False),
        ("the", ["Kiev"], False),
    ],
)
def test_is_named_takes_longer_and_shorter_forms(name: str | None, alternatives: list[str], same: bool) -> None:
    assert is_named(name, alternatives) is same


def test_meetings_on_other_days_are_other_meetings() -> None:
    day = {"earliest": "2015-02-15", "latest": "2015-02-15"}
    gold = {"kind": "call", "parties": [["Putin"], ["Poroshenko"]], "when": day, "place": None, "reports": ["a"]}
    found = {"kind": "call", "parties": ["Vladimir Putin", "Petro Poroshenko"], "when": day, "evidence": []}
    assert meeting_points(gold, found) >= 4
    assert meeting_points(gold, found | {"when": {"earliest": "2015-02-19", "latest": "2015-02-19"}}) < 0
    assert meeting_points(gold, found | {"kind": "meeting"}) < 0


def test_add_up_adds_kind_by_kind() -> None:
    total = add_up([{"rounds": Score(1, 2, ("x",))}, {"rounds": Score(2, 2), "calls": Score(0, 1, ("y",))}])
    assert total == {"calls": Score(0, 1, ("y",)), "rounds": Score(3, 4, ("x",))}
    assert total["rounds"].percent == 75
