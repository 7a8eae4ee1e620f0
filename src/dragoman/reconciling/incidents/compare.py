"""Whether two tellings are of one act, with the reasons.

Enters: two tellings, and who copies whom. Leaves: a `Judged`.

Basis: each finding (same town, a day apart, ...) has a weight in knowledge/incident_weights.yaml, in log-odds as
logistic regression fits them; their sum is the score, and above `SAME` the two are taken for one act.
"""

import functools
from collections import defaultdict
from collections.abc import Mapping
from typing import Literal, Protocol

from dragoman.knowledge import load_entries
from dragoman.knowledge.schema.incidents import IncidentWeight
from dragoman.model import Struct
from dragoman.reconciling.incidents.features import compare_features
from dragoman.reconciling.incidents.tellings import Telling, TellingId

Answer = Literal["same", "different", "unsure"]
Pair = tuple[TellingId, TellingId]  # the smaller first

SAME = -0.25  # score from which two tellings are taken for one act: below 0, as the fit counts great incidents less
UNSURE = -1.0  # score from which a person may wish to look
COPIES = 6.0  # score of the main tellings of two copies of one text


class Copies(Protocol):
    """Who copies whom, two reports at a time."""

    def is_copy(self, one: str, other: str) -> bool:
        """True if two reports carry one text."""
        ...


class Judged(Struct, frozen=True, kw_only=True):
    """Whether two tellings are of one act: what was answered, how surely, by what rule and why.

    `rule`: weights, copies (two copies of one text), person. `reasons`: each finding with its weight; for the rule
    weights, they add up to the score.
    """

    one: TellingId
    other: TellingId
    answer: Answer
    score: float
    reasons: dict[str, float] = {}
    rule: str = "weights"

    @property
    def pair(self) -> Pair:
        """For finding it again."""
        return (self.one, self.other)


def judge_tellings(one: Telling, other: Telling, lineage: Copies) -> Judged:
    """Whether two tellings are of one act; in whichever order they are given."""
    a, b = sorted((one, other), key=lambda t: t.id)
    if a.report == b.report:
        findings = compare_features(a, b) | {"report": "one"}
    elif a.main and b.main and lineage.is_copy(a.report, b.report):
        return Judged(one=a.id, other=b.id, answer="same", score=COPIES, reasons={"copies": COPIES}, rule="copies")
    else:
        findings = compare_features(a, b)
    weights = _weights()
    reasons = {"start": weights[("start", "")]} | {f"{k} {v}": weights[(k, v)] for k, v in findings.items()}
    score = round(sum(reasons.values()), 3)
    return Judged(one=a.id, other=b.id, answer=answer_for(score), score=score, reasons=reasons)


def answer_for(score: float) -> Answer:
    """What a score comes to."""
    return "same" if score >= SAME else "unsure" if score >= UNSURE else "different"


@functools.lru_cache(maxsize=1)
def _weights() -> Mapping[tuple[str, str], float]:
    """By finding. One that an analyst dropped from the file says nothing either way."""
    return defaultdict(
        float, {(w.feature, w.value): w.weight for w in load_entries(IncidentWeight, "incident_weights")}
    )
