"""Adds made-up claim sets to a ledger, a printed line for each one acknowledged: to be killed, or run twice at once.

python bench/add_sets.py LEDGER COUNT [--seed N] [--backwards]
"""

import argparse
from pathlib import Path

from claim_sets import make_claim_sets
from dragoman.ledger.book import open_ledger


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("ledger", type=Path)
    ap.add_argument("count", type=int)
    ap.add_argument("--seed", type=int, default=7)
    ap.add_argument("--backwards", action="store_true")
    o = ap.parse_args()
    readings = list(make_claim_sets(o.count, o.seed))
    with open_ledger(o.ledger) as ledger:
        for reading in ledger.add_readings(reversed(readings) if o.backwards else readings):
            print(reading.report.id, flush=True)
    print("done", flush=True)


if __name__ == "__main__":
    main()
