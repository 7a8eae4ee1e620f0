"""The same reports in many orders: `python bench/orders.py REPORTS.jsonl... [--orders 20] [--first 400]`.

Reads the reports once, then makes the record from each of so many random orders, in memory and in a ledger to which
they are added in batches of random sizes. Prints how many records there were: there must be one.
"""

import argparse
import hashlib
import random
import sys
import tempfile
from pathlib import Path

from dragoman.ledger.book import open_ledger
from dragoman.model import Reading, to_json
from dragoman.reconciling import reconcile
from measure import read_all


def in_ledger(readings: list[Reading], path: Path, rng: random.Random) -> str:
    """The record of a ledger that is filled batch by batch."""
    rest = list(readings)
    with open_ledger(path) as ledger:
        while rest:
            size = rng.randrange(1, 100)
            for _ in ledger.add_readings(rest[:size]):
                pass
            del rest[:size]
        return to_json(ledger.record())


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("data", nargs="+", type=Path)
    ap.add_argument("--orders", type=int, default=20)
    ap.add_argument("--first", type=int, default=400)
    ap.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "dragoman-parses-2")
    o = ap.parse_args()
    readings = [r for path in o.data for r in read_all(path, o.cache)][: o.first]
    found: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as folder:
        for n in range(o.orders):
            rng = random.Random(n)
            order = rng.sample(readings, len(readings))
            for record in (to_json(reconcile(order)), in_ledger(order, Path(folder) / f"{n}.dragoman", rng)):
                digest = hashlib.sha256(record.encode()).hexdigest()
                found[digest] = found.get(digest, 0) + 1
    print(f"{len(readings)} reports, {o.orders} orders, each in memory and in a ledger: {len(found)} record(s)")
    return 0 if len(found) == 1 else 1


if __name__ == "__main__":
    sys.exit(main())
