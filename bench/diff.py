"""What a change made right and what it made wrong: `python bench/diff.py OLD NEW --scorer SCORER --call CALL -- ARGS`.

OLD and NEW are predictions for the same set (bench/measure.py --pred, bench/figures.py --keep). CALL is how the
scorer takes a prediction, `{pred}` in its place; ARGS make it list its misses one a line (`--errors 100000`,
`--misses`). A miss that OLD has and NEW has not became right, and the other way round.
"""

import argparse
import subprocess
import sys
from collections import Counter
from pathlib import Path


def misses(scorer: Path, call: str, pred: Path, args: list[str]) -> Counter[str]:
    """The lines that a scorer prints for one prediction, its last (the figures) left out."""
    command = [sys.executable, str(scorer), *call.format(pred=pred).split(), *args]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    return Counter(run.stdout.splitlines()[:-1])


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("old", type=Path)
    ap.add_argument("new", type=Path)
    ap.add_argument("--scorer", type=Path, required=True)
    ap.add_argument("--call", default="{pred}", help="e.g. '{pred} GOLD.jsonl'")
    ap.add_argument("args", nargs="*")
    o = ap.parse_args()
    old, new = (misses(o.scorer, o.call, pred, o.args) for pred in (o.old, o.new))
    for title, lines in (("became right", old - new), ("became wrong", new - old)):
        print(f"{title}: {lines.total()}")
        for line in sorted(lines.elements()):
            print(f"  {line}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
