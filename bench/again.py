"""The cost of going on: `python bench/again.py REPORTS.jsonl... [--first 500] [--new 10] [--times 3]`.

Runs each command over the first reports, then over the same and some new ones, with a cache of its own, and prints
seconds (of the clock and of the processor, the best of several times) and the share that the second run takes.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

COMMANDS = ("read", "record", "brief", "add")
BAR = 0.1  # of the first run


class Cost(NamedTuple):
    """Seconds of one run."""

    clock: float
    processor: float


def run_once(arguments: list[str], cache: Path) -> Cost:
    """Run the program as a user does."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    code = "from dragoman.commands import main; main(prog_name='dragoman')"
    env = {**os.environ, "DRAGOMAN_CACHE": str(cache)}
    env.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled once
    run = subprocess.run([sys.executable, "-c", code, *arguments], env=env, stdout=subprocess.DEVNULL, check=False)
    if run.returncode > 1:  # 1: some inputs could not be read
        raise SystemExit(f"{' '.join(arguments)}: status {run.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(time.perf_counter() - start, spent)


def measure(command: str, first: Path, both: Path, jobs: int) -> tuple[Cost, Cost]:
    """One first and one second run, from nothing."""
    with tempfile.TemporaryDirectory() as folder:
        cache, ledger = Path(folder) / "cache", Path(folder) / "it.dragoman"
        options = ["--jobs", str(jobs), *(["--ledger", str(ledger)] if command == "add" else [])]
        return run_once([command, str(first), *options], cache), run_once([command, str(both), *options], cache)


def best(costs: list[Cost]) -> Cost:
    """The least of each: what others do on the machine can only add."""
    return Cost(min(c.clock for c in costs), min(c.processor for c in costs))


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("data", type=Path, nargs="+", help="JSON Lines, as `dragoman read` takes them")
    ap.add_argument("--first", type=int, default=500)
    ap.add_argument("--new", type=int, default=10)
    ap.add_argument("--times", type=int, default=3)
    ap.add_argument("--jobs", type=int, default=1)
    ap.add_argument("--command", choices=COMMANDS, action="append")
    o = ap.parse_args()
    lines = [line for path in o.data for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    lines = lines[:: max(1, len(lines) // (o.first + o.new))][: o.first + o.new]  # from all over the data
    with tempfile.TemporaryDirectory() as folder:
        first, both = Path(folder) / "first" / "reports.jsonl", Path(folder) / "both" / "reports.jsonl"
        for path, some in ((first, lines[: -o.new]), (both, lines)):
            path.parent.mkdir()
            path.write_text("\n".join(some) + "\n", encoding="utf-8")
        print(f"{len(lines) - o.new} reports, then {o.new} more; {o.jobs} jobs; best of {o.times}; seconds (processor)")
        for command in o.command or COMMANDS:
            pairs = [measure(command, first, both, o.jobs) for _ in range(o.times)]
            one, two = best([a for a, _ in pairs]), best([b for _, b in pairs])
            print(
                f"{command:8} first {one.clock:6.1f} ({one.processor:.1f})   again {two.clock:5.1f} "
                f"({two.processor:.1f})   {two.clock / one.clock:.1%} ({two.processor / one.processor:.1%})",
                flush=True,
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
