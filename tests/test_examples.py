"""The example processes, read and reconciled, against their records by hand.

The floors in tests/gold/floors.json are percentages over all processes. They are raised by hand when the program
has become better, and lowered only by hand, with the reason in the commit.
"""

import json
from pathlib import Path
from typing import Any

import pytest

import dragoman
from dragoman.model import Record, to_json
from tests.gold_compare import Score, add_up, compare

EXAMPLES = Path(__file__).parents[1] / "examples"
FLOORS = json.loads((Path(__file__).parent / "gold" / "floors.json").read_text("utf-8"))
PROCESSES = sorted(p.parent.name for p in EXAMPLES.glob("*/gold.json"))
pytestmark = pytest.mark.model


def load_gold(process: str, name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((EXAMPLES / process / name).read_text("utf-8"))
    return loaded


def report_files(process: str) -> list[Path]:
    return sorted((EXAMPLES / process / "reports").iterdir())


@pytest.fixture(scope="session")
def records() -> dict[str, Record]:
    """The record of each process."""
    return {process: dragoman.record(report_files(process)) for process in PROCESSES}


@pytest.fixture(scope="session")
def scores(records: dict[str, Record]) -> dict[str, Score]:
    """The scores over all processes."""
    printed = {process: json.loads(to_json(record)) for process, record in records.items()}
    return add_up(compare(printed[p], load_gold(p, "gold.json"), load_gold(p, "dates.json")) for p in PROCESSES)


def test_examples_are_whole() -> None:
    assert len(PROCESSES) >= 4
    for process in PROCESSES:
        dates = load_gold(process, "dates.json")
        files = report_files(process)
        kinds = {f.suffix for f in files}
        assert kinds == {".txt", ".html", ".jsonl"}
        lines = [
            json.loads(line)["id"] for f in files if f.suffix == ".jsonl" for line in f.read_text("utf-8").splitlines()
        ]
        assert sorted(dates) == sorted([*(f.stem for f in files if f.suffix != ".jsonl"), *lines])


def test_gold_rests_on_reports_of_its_process() -> None:
    def cited(entry: Any) -> set[str]:
        if isinstance(entry, dict):
            return set().union(*(set(v) if k == "reports" else cited(v) for k, v in entry.items()))
        return set().union(*map(cited, entry)) if isinstance(entry, list) else set()

    for process in PROCESSES:
        assert cited(load_gold(process, "gold.json")) <= set(load_gold(process, "dates.json"))


@pytest.mark.parametrize("kind", sorted(FLOORS))
def test_examples_reach_the_floor(kind: str, scores: dict[str, Score]) -> None:
    score = scores.get(kind, Score(0, 0))  # none: nothing of the kind was expected or printed
    missed = "\n  ".join(score.missed)
    assert score.percent >= FLOORS[kind], f"{kind}: {score.found} of {score.expected}; missed:\n  {missed}"


def test_each_kind_has_a_floor(scores: dict[str, Score]) -> None:
    assert set(scores) <= set(FLOORS)


@pytest.mark.parametrize("process", PROCESSES)
def test_all_reports_are_covered(process: str, records: dict[str, Record]) -> None:
    record = records[process]
    opinion = load_gold(process, "gold.json")["opinion"]
    listed = {r.id for r in record.reports} | {p.report for p in record.not_read}
    assert listed >= set(load_gold(process, "dates.json"))
    assert {p.report for p in record.not_read if p.kind == "opinion"} == set(opinion)
    assert not [p.line() for p in record.not_read if p.kind == "failed"]


@pytest.mark.parametrize("process", PROCESSES)
def test_quotes_stand_word_for_word_in_their_reports(process: str, records: dict[str, Record]) -> None:
    texts = {r.report.id: r.report.text for r in dragoman.read(report_files(process))}
    evidence = find_evidence(json.loads(to_json(records[process])))
    assert evidence
    for item in evidence:
        start, end = item["sentence"]
        assert texts[item["report"]][start:end] == item["quote"]


@pytest.mark.parametrize("process", PROCESSES)
def test_order_of_inputs_does_not_matter(process: str, records: dict[str, Record]) -> None:
    again = dragoman.record(list(reversed(report_files(process))))
    assert to_json(again) == to_json(records[process])


def test_reading_a_report_twice_changes_nothing(records: dict[str, Record]) -> None:
    files = report_files("minsk")
    twice = json.loads(to_json(dragoman.record([*files, *files])))
    once = json.loads(to_json(records["minsk"]))
    assert {k: v for k, v in twice.items() if k != "not_read"} == {k: v for k, v in once.items() if k != "not_read"}


def find_evidence(entry: Any) -> list[dict[str, Any]]:
    """All evidence anywhere in a record."""
    if isinstance(entry, list):
        return [e for item in entry for e in find_evidence(item)]
    if not isinstance(entry, dict):
        return []
    own = list(entry.get("evidence") or [])
    return own + [e for key, value in entry.items() if key != "evidence" for e in find_evidence(value)]


def test_a_ledger_filled_bit_by_bit_comes_to_the_same_record(tmp_path: Path) -> None:
    """All processes in one ledger, undated reports before those that date them."""
    files = [str(f) for process in PROCESSES for f in report_files(process)]
    together = dragoman.record(files)
    with dragoman.open_ledger(tmp_path / "all.dragoman") as ledger:
        for n in range(3):
            for _ in ledger.add(files[n::3]):
                pass
        kept = ledger.record()
    assert to_json(kept) == to_json(together)
