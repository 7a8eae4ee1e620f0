"""Raise the floors of the examples to what the program reaches now: `python -m tests.raise_floors`.

It never lowers one: that is done by hand in tests/gold/floors.json, with the reason in the commit.
"""

import json
from pathlib import Path

import dragoman
from dragoman.model import to_json
from tests.gold_compare import add_up, compare

PROJECT = Path(__file__).parents[1]
FLOORS = PROJECT / "tests" / "gold" / "floors.json"


def main() -> None:
    """Print each kind with what was found, and write the floors."""
    scores = []
    for gold in sorted(PROJECT.glob("examples/*/gold.json")):
        record = json.loads(to_json(dragoman.record(gold.parent / "reports")))
        dates = json.loads((gold.parent / "dates.json").read_text("utf-8"))
        scores.append(compare(record, json.loads(gold.read_text("utf-8")), dates))
    floors = json.loads(FLOORS.read_text("utf-8"))
    for kind, score in add_up(scores).items():
        old = floors.get(kind, 0)
        floors[kind] = max(old, score.percent)
        print(f"{kind:26}{score.found:4} of {score.expected:4}   floor {old:3} -> {floors[kind]:3}")
    FLOORS.write_text(json.dumps(dict(sorted(floors.items())), indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
