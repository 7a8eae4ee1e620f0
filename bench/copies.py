"""How well and how fast copies are found: `python bench/copies.py DATA.jsonl [--pairs PAIRS.json]`.

Compares every pair of the reports of DATA exactly, and says how many of those that share text are found by keys, with
how many comparisons and in what time. PAIRS has lists of pairs of report ids under same_text, same_agency, independent.
"""

import argparse
import itertools
import json
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from dragoman.model import Report
from dragoman.reconciling.sources.copies import compare_texts, is_formula, runs_of, text_keys
from dragoman.reconciling.sources.links import TextIndex
from measure import read_data

ROUNDS = 5
Pair = tuple[str, str]


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("data", type=Path)
    ap.add_argument("--pairs", type=Path)
    o = ap.parse_args()
    reports = {r.id: r for r in read_data(o.data)}
    keys = {i: text_keys(r) for i, r in reports.items()}
    runs = {i: runs_of(r) for i, r in reports.items()}
    words = sum(len(r.text.split()) for r in reports.values()) / len(reports)
    print(f"{len(reports)} reports of {words:.0f} words, {sum(map(len, keys.values())) / len(reports):.0f} keys each")
    print(f"  text_keys {time_each(text_keys, reports.values()):.0f}, runs_of", end=" ")
    print(f"{time_each(runs_of, reports.values()):.0f} microseconds a report (best of {ROUNDS})")
    found = find_links(keys, runs)
    print(f"  compared {count_candidates(keys) / len(reports):.1f} pairs a report")
    exact = {}
    for pair in itertools.combinations(sorted(reports), 2):
        if link := compare_texts(runs[pair[0]], runs[pair[1]]):
            exact[pair] = link.kind
    for kind in ("copy", "passages"):
        pairs = [p for p, k in exact.items() if k == kind]
        print(f"  {kind}: {sum(p in found for p in pairs)} of {len(pairs)} pairs found")
    for name in ("same_text", "same_agency", "independent") if o.pairs else ():
        judged = Counter(found.get(ordered(p), "apart") for p in json.loads(o.pairs.read_text())[name])
        print(f"  annotated {name}: " + ", ".join(f"{n} {k}" for k, n in sorted(judged.items())))
    return 0


def time_each(work: Callable[[Report], object], reports: Iterable[Report]) -> float:
    """Microseconds of processor time a report, of the best of some rounds."""
    given = list(reports)
    rounds = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for report in given:
            work(report)
        rounds.append(time.process_time() - start)
    return min(rounds) / len(given) * 1e6


def find_links(keys: dict[str, tuple[int, ...]], runs: dict[str, bytes]) -> dict[Pair, str]:
    """The links of some reports, each given once."""
    index = TextIndex()
    for name in sorted(keys):
        index.add(name, keys[name], runs[name])
    return {(a, b): kind for a, others in index.links.items() for b, kind in others.items() if a < b}


def count_candidates(keys: dict[str, tuple[int, ...]]) -> int:
    """How many pairs have a key in common that is no formula."""
    holders: dict[int, list[str]] = {}
    for name in sorted(keys):
        for key in keys[name]:
            holders.setdefault(key, []).append(name)
    shared = (h for k, h in holders.items() if not is_formula(k, len(h)))
    return len({p for h in shared for p in itertools.combinations(h, 2)})


def ordered(pair: Iterable[str]) -> Pair:
    one, other = sorted(pair)
    return one, other


if __name__ == "__main__":
    raise SystemExit(main())
