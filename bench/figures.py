"""All figures on annotated sets in one command: `python bench/figures.py CORPORA SCORERS [--part NAME]`.

CORPORA holds the sets (times/, attributions/, events/, incidents/, wire/), SCORERS the scorers for them. Prints
one line a figure, as a Markdown table for bench/README.md, with the tools measured before beside ours.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from dragoman.model import to_json, to_json_line
from dragoman.reconciling import reconcile
from measure import read_all


@dataclass(frozen=True, slots=True)
class Row:
    """A figure: where in the scorer's JSON it stands, what other tools reached, and what was aimed at."""

    name: str
    path: tuple[str, ...]
    others: str
    reach: float
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Part:
    """A set, its scorer and how that is called, and the figures that are taken from it."""

    name: str
    data: str
    scorer: str
    call: str
    rows: tuple[Row, ...]


PARTS = (
    Part(
        "times", "times/dev.jsonl", "score_times.py", "{pred} {data}",
        (
            Row("value F1", ("relaxed_value", "f1"), "HeidelTime 80.3", 84),
            Row("relaxed extent F1", ("relaxed", "f1"), "HeidelTime 92.1", 93),
            Row("strict extent F1", ("strict", "f1"), "-", 0),
        ),
    ),
    Part(
        "attributions", "attributions/dev.jsonl", "score_attributions.py", "{pred} {data}",
        (
            Row("full F1", ("full", "f1"), "plain rules 52.5", 66, 100),
            Row("content tokens F1", ("spans", "content", "f1"), "plain rules 72.7", 82, 100),
            Row("contents paired F1", ("attributions", "f1"), "-", 0, 100),
            Row("recall of indirect content", ("by_type", "indirect", "content_recall"), "plain rules 44", 70, 100),
        ),
    ),
    Part(
        "events", "events/plover_dev.jsonl", "score_events.py", "{data} {pred}",
        (
            Row("type, recall", ("type", "r"), "UniversalPetrarch 40", 80, 100),
            Row("type, precision", ("type", "p"), "PETRARCH2 59", 55, 100),
            Row("type, agent, recipient: recall", ("type_agent_recipient", "r"), "UniversalPetrarch 36", 60, 100),
        ),
    ),
    Part(
        "wire", "wire/dev.jsonl", "score_wire.py", "{pred} --gold {corpora}/wire/dev_gold.jsonl",
        (
            Row("core recall complete", ("core_recall_complete",), "keyword floor 5", 50, 100),
            Row("core recall strict", ("core_recall_strict",), "keyword floor 67", 85, 100),
            Row("precision strict", ("precision_strict",), "keyword floor 59", 70, 100),
        ),
    ),
    Part(
        "record of talks", "wire/dev.jsonl", "score_wire_record.py",
        "{record} --gold {corpora}/wire/dev_processes.json",
        (
            Row("found", ("found",), "-", 75, 100),
            Row("held date overlaps", ("held_overlap",), "-", 85, 100),
            Row("attendance", ("attendance",), "-", 60, 100),
            Row("discrepancies found", ("discrepancies_found",), "-", 50, 100),
        ),
    ),
    Part(
        "incidents", "incidents/dev.jsonl", "score_incidents.py",
        "--gold {data} --pred {pred} --record {record} --clusters {corpora}/incidents/dev_clusters.json",
        (
            Row("place", ("reading", "checked", "place", "accuracy"), "expressions and a town list 87", 95, 100),
            Row("day exact", ("reading", "checked", "date", "accuracy"), "46", 80, 100),
            Row("total killed exact", ("reading", "checked", "killed", "accuracy"), "87", 93, 100),
            Row("weapon", ("reading", "checked", "weapon", "accuracy"), "70", 87, 100),
            Row("actor", ("reading", "checked", "actor", "accuracy"), "47", 75, 100),
            Row("merging, B-cubed F1", ("merging", "b_cubed", "f1"), "-", 89, 100),
            Row("merging, B-cubed F1, shared", ("merging", "b_cubed_shared", "f1"), "place and day 75.4", 84, 100),
        ),
    ),
)  # fmt: skip


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("corpora", type=Path)
    ap.add_argument("scorers", type=Path)
    ap.add_argument("--part", action="append", choices=[p.name for p in PARTS])
    ap.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "dragoman-parses-2")
    ap.add_argument("--keep", type=Path, help="a folder in which to keep the predictions, for diff.py")
    o = ap.parse_args()
    keep = o.keep or Path(tempfile.mkdtemp())
    keep.mkdir(parents=True, exist_ok=True)
    print("| layer | figure | measured | to reach | other tools |\n|---|---|---|---|---|")
    for part in PARTS:
        if not o.part or part.name in o.part:
            figures = measure(part, o.corpora, o.scorers, o.cache, keep)
            for row in part.rows:
                reach = f"{row.reach:g}" if row.reach else "-"
                print(f"| {part.name} | {row.name} | {pick(figures, row):.1f} | {reach} | {row.others} |", flush=True)
    return 0


def measure(part: Part, corpora: Path, scorers: Path, cache: Path, keep: Path) -> dict[str, object]:
    """Read a part's set, score it, and return the JSON object that the scorer prints last."""
    data = corpora / part.data
    slug = part.name.replace(" ", "-")
    pred, record = keep / f"{slug}.jsonl", keep / f"{slug}.json"
    readings = list(read_all(data, cache))
    pred.write_bytes(b"".join(to_json_line(reading) + b"\n" for reading in readings))
    if "{record}" in part.call:
        record.write_text(to_json(reconcile(readings)), encoding="utf-8")
    call = part.call.format(pred=pred, record=record, data=data, corpora=corpora)
    run = subprocess.run(
        [sys.executable, str(scorers / part.scorer), *call.split()], capture_output=True, text=True, check=True
    )
    figures: dict[str, object] = json.loads(run.stdout.splitlines()[-1])
    return figures


def pick(figures: dict[str, object], row: Row) -> float:
    """A figure by its path; a field that the scorer leaves empty counts as 0."""
    value: object = figures
    for key in row.path:
        value = value.get(key, {}) if isinstance(value, dict) else {}
    return row.scale * value if isinstance(value, int | float) else 0.0


if __name__ == "__main__":
    sys.exit(main())
