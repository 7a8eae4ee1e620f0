"""Kill a process that fills a ledger, again and again: `python bench/kills.py [--times 50] [--count 2000]`.

Each time, a process that adds made-up claim sets is killed (SIGKILL) after a random number of acknowledgements or while
it brings the record up to date. Then the ledger must open, hold every acknowledged report whole, and none in part; and
when the rest is added, its record must be, byte for byte, that of a run nobody disturbed. Last, two processes add the
same sets at once, in opposite orders. Prints what failed, and a count.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from claim_sets import make_claim_sets
from dragoman.ledger.book import open_ledger
from dragoman.model import Reading, to_json
from dragoman.reconciling import reconcile


def start(path: Path, count: int, *options: str) -> subprocess.Popen[str]:
    """A process that adds claim sets and prints the id of each that is acknowledged."""
    command = [sys.executable, str(Path(__file__).with_name("add_sets.py")), str(path), str(count), *options]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def kill_once(path: Path, readings: list[Reading], whole: str, rng: random.Random) -> str | None:
    """What went wrong; None if nothing did."""
    worker = start(path, len(readings))
    assert worker.stdout
    stop = rng.randrange(int(len(readings) * 1.2))  # beyond the last: somewhere in what comes after
    said = [line.strip() for _, line in zip(range(min(stop, len(readings))), worker.stdout, strict=False)]
    if stop > len(readings):
        time.sleep(rng.random() * 4)
    worker.kill()
    said += worker.stdout.read().split()
    worker.wait()
    with open_ledger(path) as ledger:
        kept = {r.report.id: r for r in ledger.readings()}
        if missing := {*said} - {"done"} - kept.keys():
            return f"{len(missing)} acknowledged reports are gone"
        if any(kept[r.report.id] != r for r in readings if r.report.id in kept):
            return "a report is kept in part"
        for _ in ledger.add_readings(readings):
            pass
        if to_json(ledger.record()) != whole:
            return "the record differs from that of an undisturbed run"
    return None


def add_twice_at_once(path: Path, readings: list[Reading], whole: str) -> str | None:
    """What went wrong when two processes added the same reports; None if nothing did."""
    workers = [start(path, len(readings)), start(path, len(readings), "--backwards")]
    if any(w.communicate() and w.returncode for w in workers):
        return "a process failed"
    with open_ledger(path) as ledger:
        if ledger.db.one("SELECT count(*) FROM report") != (len(readings),):
            return "reports were lost or doubled"
        return None if to_json(ledger.record()) == whole else "the record differs"


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--times", type=int, default=50)
    ap.add_argument("--count", type=int, default=2000)
    ap.add_argument("--seed", type=int, default=1)
    o = ap.parse_args()
    readings = list(make_claim_sets(o.count))
    whole = to_json(reconcile(readings))
    rng = random.Random(o.seed)
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for n in range(o.times):
            fault = kill_once(Path(folder) / f"{n}.dragoman", readings, whole, rng)
            wrong += fault is not None
            if fault:
                print(f"kill {n}: {fault}", flush=True)
        fault = add_twice_at_once(Path(folder) / "two.dragoman", readings, whole)
    print(f"killed {o.times} times while adding {o.count} reports: {o.times - wrong} times nothing was lost")
    print(f"two processes at once: {fault or 'both finished, nothing lost, nothing doubled'}")
    return 1 if wrong or fault else 0


if __name__ == "__main__":
    sys.exit(main())
