"""Fit the weights by which tellings are joined: `python bench/fit_incidents.py CORPORA [--write]`.

CORPORA holds incidents/dev.jsonl and dev_clusters.json. Logistic regression over the pairs that share a key, one
telling a report (its main one), pulled towards `PRIOR` with strength `PULL`. A pair of a cluster of n reports counts
1/(n-1), so that each report counts alike. Prints each weight, and B-cubed with weights fitted on the other months
(cross-validated) and on all; `--write` puts the weights into knowledge/incident_weights.yaml.
"""

import argparse
import json
import re
import tempfile
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dragoman.reconciling.incidents import (
    Judged,
    Telling,
    candidate_pairs,
    find_tellings,
    join_tellings,
    judge_tellings,
)
from dragoman.reconciling.incidents.compare import answer_for
from dragoman.reconciling.incidents.features import compare_features
from dragoman.reconciling.sources.lineage import Lineage, trace_lineage
from measure import read_all

KNOWLEDGE = Path(__file__).parents[1] / "src" / "dragoman" / "knowledge" / "incident_weights.yaml"
FOLDS = 6  # months are dealt out to so many
PULL = 2.0
HELD_PULL = 20.0  # for what the set has too little of, or only by how the pairs were chosen
Finding = tuple[str, str]
PRIOR: Mapping[Finding, float] = {
    ("start", ""): -1.5,
    **{("place", k): v for k, v in (("town", 2), ("city", 1), ("inside", 0), ("close", -0.5), ("near", -1),
                                    ("province", -1), ("far", -4), ("country", -5), ("open", 0))},
    **{("day", k): v for k, v in (("same", 1.5), ("same_implied", 1), ("next", -1.5), ("next_implied", -0.5),
                                  ("two", -3), ("two_implied", -1.5), ("week", -4), ("week_implied", -2.5),
                                  ("later", -4), ("later_implied", -3))},
    **{("killed", k): v for k, v in (("equal_few", 0.3), ("equal", 0.8), ("equal_tens", 1.5), ("equal_many", 2.3),
                                     ("equal_hundreds", 3), ("equal_other", 0.7), ("ratio_1", 0.6), ("ratio_2", 0),
                                     ("ratio_4", -0.6), ("ratio_more", -1.5))},
    **{("weapon", k): v for k, v in (("same", 0.8), ("same_rare", 1.5), ("family", 0.7), ("open", 0.2),
                                     ("differ", -0.7), ("differ_rare", -1.2))},
    **{("doers", k): v for k, v in (("shared", 0.6), ("apart", -0.2), ("differ", -0.8))},
}  # fmt: skip
HELD = {("place", k) for k in ("far", "country")} | {("killed", f"equal_{k}") for k in ("tens", "many", "hundreds")}
HELD |= {("day", k) for k in ("two", "two_implied", "week", "week_implied", "later", "later_implied")}


class Pair(NamedTuple):
    """Two main tellings, what they have in common, whether they are of one act, and how much that counts."""

    month: int
    findings: frozenset[Finding]
    same: bool
    counts: float


def fit(pairs: Sequence[Pair]) -> dict[Finding, float]:
    """The weights that explain the pairs best, near the prior (Newton's method)."""
    names = sorted(PRIOR)
    x = np.array([[n in p.findings or n[0] == "start" for n in names] for p in pairs], dtype=float)
    y = np.array([p.same for p in pairs], dtype=float)
    w = np.array([p.counts for p in pairs])
    prior = np.array([PRIOR[n] for n in names])
    pull = np.diag([HELD_PULL if n in HELD else 0.001 if n[0] == "start" else PULL for n in names])
    beta: NDArray[np.float64] = prior.astype(float)
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ beta))
        slope = x.T @ (w * (y - p)) - pull @ (beta - prior)
        beta = beta + np.linalg.solve((x * (w * p * (1 - p))[:, None]).T @ x + pull, slope)
    return dict(zip(names, (round(float(b), 1) for b in beta), strict=True))


def b_cubed(groups: Iterable[Sequence[Telling]], truth: Mapping[str, frozenset[str]]) -> tuple[float, float]:
    """F1 over all reports and over those that share their incident; a report goes where its highest count is."""
    best: dict[str, tuple[int, int]] = {}
    for n, group in enumerate(groups):
        for t in group:
            for a in t.accounts:
                best[t.report] = max(
                    best.get(t.report, (-2, 0)), (-1 if a.claim.killed is None else a.claim.killed, -n)
                )
    found: dict[str, frozenset[str]] = {r: frozenset([r]) for r in truth}
    members: dict[int, set[str]] = defaultdict(set)
    for report, (_, n) in best.items():
        members[n].add(report)
    found |= {r: frozenset(m) for m in members.values() for r in m}

    def f1(items: Sequence[str]) -> float:
        p = sum(len(found[r] & truth[r]) / len(found[r]) for r in items) / len(items)
        q = sum(len(found[r] & truth[r]) / len(truth[r]) for r in items) / len(items)
        return 200 * p * q / (p + q)

    return f1(sorted(truth)), f1(sorted(r for r in truth if len(truth[r]) > 1))


def judge_all(
    tellings: Sequence[Telling], weights: Mapping[int, Mapping[Finding, float]], lineage: Lineage
) -> dict[Any, Judged]:
    """Every pair by the weights for its month; copies and pairs of one report as the program has them."""
    judged = {}
    for a, b in candidate_pairs(tellings):
        j = judge_tellings(a, b, lineage)
        if j.rule == "weights" and a.report != b.report:
            own = weights[month_of(a)]
            score = own[("start", "")] + sum(own.get(kv, 0.0) for kv in compare_features(a, b).items())
            j = Judged(one=a.id, other=b.id, answer=answer_for(score), score=score)
        judged[(a.id, b.id)] = j
    return judged


def month_of(telling: Telling) -> int:
    """Which fold: all reports of a month are in one."""
    day = telling.published.latest if telling.published else None
    return zlib.crc32(str(day)[:7].encode()) % FOLDS


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("corpora", type=Path)
    ap.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "dragoman-parses-2")
    ap.add_argument("--write", action="store_true")
    o = ap.parse_args()
    readings = list(read_all(o.corpora / "incidents" / "dev.jsonl", o.cache))
    clusters = json.loads((o.corpora / "incidents" / "dev_clusters.json").read_text(encoding="utf-8"))
    truth = {r: frozenset([r]) for r in clusters["reports"]}
    truth |= {r: frozenset(c) for c in clusters["clusters"] for r in c}
    lineage = trace_lineage(r.report for r in readings)
    tellings = [t for r in readings for t in find_tellings(r)]
    pairs = list(make_pairs(tellings, truth, lineage))
    everything = fit(pairs)
    others = {fold: fit([p for p in pairs if p.month != fold]) for fold in range(FOLDS)}
    for name, weights in (("cross-validated", others), ("fitted", dict.fromkeys(range(FOLDS), everything))):
        figures = b_cubed(join_tellings(tellings, judge_all(tellings, weights, lineage)), truth)
        print(f"{name}: B-cubed F1 {figures[0]:.1f} over all reports, {figures[1]:.1f} over shared incidents")
    print(f"{len(pairs)} pairs, {sum(p.same for p in pairs)} of them of one act")
    for (feature, value), weight in everything.items():
        print(f"{feature:8}{value:16}{weight:6.1f}")
    if o.write:
        write(everything)


def make_pairs(tellings: Iterable[Telling], truth: Mapping[str, frozenset[str]], lineage: Lineage) -> Iterable[Pair]:
    """The pairs of main tellings that share a key, copies left out."""
    main_of: dict[str, Telling] = {}
    for t in sorted(tellings, key=lambda t: (t.main, t.killed or -1)):
        main_of[t.report] = t
    for a, b in candidate_pairs(main_of.values()):
        if not (a.main and b.main and lineage.is_copy(a.report, b.report)):
            same = b.report in truth[a.report]
            counts = 1 / (len(truth[a.report]) - 1) if same else 1.0
            yield Pair(month_of(a), frozenset(compare_features(a, b).items()), same, counts)


def write(weights: Mapping[Finding, float]) -> None:
    """Put the weights in the place of those in the knowledge file."""
    text = KNOWLEDGE.read_text(encoding="utf-8")
    for (feature, value), weight in weights.items():
        entry = rf'(feature: {feature}, value: "{value}", weight: )[-\d.]+'
        text = re.sub(entry, rf"\g<1>{weight + 0.0}", text)
    KNOWLEDGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
