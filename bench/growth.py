"""How the cost of a ledger grows: `python bench/growth.py [SIZES...]` (default: 1000 10000 100000 claim sets).

For each size, in a process of its own: seconds and peak memory to add so many made-up claim sets (claim_sets.py) to a
new ledger and bring its record up to date; then the median of adding one more report, record and all, drawn at random
from the same processes, beside a bare insert of the same report's rows into a file that holds the same rows and nothing
else. Last, the exponent b of
seconds = a * size ** b, fitted by least squares of the logarithms.
"""

import argparse
import json
import math
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from claim_sets import make_claim_sets
from dragoman.ledger.book import open_ledger
from dragoman.ledger.claims import split_claims
from dragoman.model import Reading, to_json_line

SIZES = (1_000, 10_000, 100_000)
SINGLES = 101  # reports added one by one


def measure(size: int, folder: Path) -> dict[str, float]:
    """Seconds, megabytes and medians of one size."""
    singles: list[Reading] = []
    made = _timed(lambda: sum(1 for _ in make_claim_sets(size)))  # what it takes to make them up
    with open_ledger(folder / "ledger.dragoman") as ledger:
        seconds = _timed(lambda: sum(1 for _ in ledger.add_readings(_first(size, singles)))) - made
        one = [_timed(lambda r=r: list(ledger.add_readings([r]))) for r in singles]
    return {
        "size": size,
        "seconds": seconds,
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "file_mb": (folder / "ledger.dragoman").stat().st_size / 2**20,
        "one_ms": 1000 * statistics.median(one),
        "one_worst_ms": 1000 * max(one),
        "bare_ms": 1000 * _bare_insert(size, singles, folder / "bare.sqlite"),
    }


def _first(size: int, singles: list[Reading]) -> Iterator[Reading]:
    """All claim sets but some drawn at random, which go to `singles`."""
    later = set(random.Random(size).sample(range(size + SINGLES), SINGLES))
    for n, reading in enumerate(make_claim_sets(size + SINGLES)):
        if n in later:
            singles.append(reading)
        else:
            yield reading


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _bare_insert(size: int, singles: list[Reading], path: Path) -> float:
    """Seconds, at the median, to insert the rows of one report where nothing is worked out from them."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("CREATE TABLE report (key TEXT PRIMARY KEY, head BLOB)")
    db.execute("CREATE TABLE claim (report TEXT, kind TEXT, start INT, stop INT, wording TEXT, assertion BLOB)")
    db.execute("BEGIN")
    for reading in _first(size, []):
        _insert(db, reading)
    db.execute("COMMIT")
    took = []
    for reading in singles:
        start = time.perf_counter()
        db.execute("BEGIN IMMEDIATE")
        _insert(db, reading)
        db.execute("COMMIT")
        took.append(time.perf_counter() - start)
    return statistics.median(took)


def _insert(db: sqlite3.Connection, reading: Reading) -> None:
    key = reading.report.key()
    db.execute("INSERT INTO report VALUES (?, ?)", (key, to_json_line(reading.report)))
    rows = [(key, c.kind, c.start, c.end, c.wording, c.assertion) for c in split_claims(reading)]
    db.executemany("INSERT INTO claim VALUES (?, ?, ?, ?, ?, ?)", rows)


def fit_exponent(sizes: list[float], seconds: list[float]) -> float:
    """The b of seconds = a * size ** b, by least squares of the logarithms."""
    x, y = [math.log(s) for s in sizes], [math.log(s) for s in seconds]
    mean_x, mean_y = statistics.mean(x), statistics.mean(y)
    return sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True)) / sum((a - mean_x) ** 2 for a in x)


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("sizes", nargs="*", type=int, default=list(SIZES))
    ap.add_argument("--one", type=int, help=argparse.SUPPRESS)  # one size, in this process
    o = ap.parse_args()
    if o.one:
        with tempfile.TemporaryDirectory() as folder:
            print(json.dumps(measure(o.one, Path(folder))))
        return 0
    print(f"{'claim sets':>10} {'seconds':>9} {'ms each':>8} {'memory MB':>10} {'file MB':>8} {'one more, ms':>13} "
          f"{'worst':>7} {'bare insert, ms':>16} {'ratio':>6}")  # fmt: skip
    rows = []
    for size in o.sizes:
        done = subprocess.run(
            [sys.executable, __file__, "--one", str(size)], capture_output=True, text=True, check=True
        )
        row = json.loads(done.stdout)
        rows.append(row)
        print(f"{row['size']:>10.0f} {row['seconds']:>9.1f} {1000 * row['seconds'] / row['size']:>8.2f} "
              f"{row['memory_mb']:>10.0f} {row['file_mb']:>8.0f} {row['one_ms']:>13.1f} {row['one_worst_ms']:>7.0f} "
              f"{row['bare_ms']:>16.2f} {row['one_ms'] / row['bare_ms']:>6.1f}", flush=True)  # fmt: skip
    if len(rows) > 1:
        exponent = fit_exponent([r["size"] for r in rows], [r["seconds"] for r in rows])
        print(f"seconds grow as size to the power of {exponent:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
