"""Which judgements hold where several speak of one thing.

Enters: judgements that nobody withdrew. Leaves: those that hold, those that are overruled and by what, and where
two persons disagree. Persons are stronger than rules, later judgements than earlier ones. The result depends on the
set of judgements alone.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.model import ClaimRef, Judgement
from dragoman.model.judgement import ClaimKind
from dragoman.reconciling.judging.heed import Wishes
from dragoman.reconciling.judging.refs import may_be_one

_Pair = tuple[int, int]


@dataclass(slots=True)
class Settled:
    """What holds. `overruled`: id to why; `clashes`: the weaker judgement first."""

    holding: list[Judgement] = field(default_factory=list)
    overruled: dict[str, str] = field(default_factory=dict)
    clashes: list[tuple[Judgement, Judgement]] = field(default_factory=list)

    def overrule(self, weaker: Judgement, stronger: Judgement, why: str) -> None:
        """Note that a judgement does not hold."""
        self.overruled[weaker.id] = f"{why} {stronger.id}, by {stronger.by}"
        if weaker.by != stronger.by and not weaker.is_by_rule:
            self.clashes.append((weaker, stronger))


def strongest_first(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Each judgement once, the strongest first."""
    unique = {j.id: j for j in judgements}
    return sorted(unique.values(), key=Judgement.strength, reverse=True)


def settle_single(judgements: Sequence[Judgement], into: Settled) -> None:
    """Settle judgements about one claim: a stronger "wrong" undoes corrections, and the other way round.

    Args:
        judgements: "wrong" and "correct", the strongest first.
    """
    by_report: dict[tuple[str, str], list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        (ref,) = judgement.claims
        rivals = by_report[ref.kind, ref.report]
        stronger = next((r for r in rivals if _excludes(r, judgement)), None)
        if stronger is None:
            rivals.append(judgement)
            into.holding.append(judgement)
        else:
            into.overrule(judgement, stronger, "gives way to")


def _excludes(one: Judgement, other: Judgement) -> bool:
    """True if two judgements of one claim cannot both hold."""
    if not may_be_one(one.claims[0], other.claims[0]):
        return False
    if (one.answer, one.field, one.value) == (other.answer, other.field, other.value):
        return False
    return "wrong" in (one.answer, other.answer) or one.field == other.field


@dataclass(frozen=True, slots=True)
class Couples:
    """The pairs of one kind that hold: for joining and parting drafts, and as single answers."""

    wishes: Wishes = field(default_factory=Wishes)
    nodes: Mapping[ClaimRef, int] = field(default_factory=dict)
    answers: Mapping[_Pair, Judgement] = field(default_factory=dict)

    def find_partners(self) -> dict[str, frozenset[str]]:
        """Each judged report to the reports that hold a claim compared with one of its own, be it through a third."""
        reports: dict[int, set[str]] = defaultdict(set)
        groups: dict[str, set[int]] = defaultdict(set)
        group_of = {self.nodes[ref]: g for ref, g in self.wishes.groups.items()}
        for ref, group in self.wishes.groups.items():
            reports[group].add(ref.report)
            groups[ref.report].add(group)
        beside: dict[int, set[int]] = defaultdict(set)
        for a, b in self.answers:
            beside[group_of[a]].add(group_of[b])
            beside[group_of[b]].add(group_of[a])
        near = {g: frozenset().union(*(reports[n] for n in beside[g])) for g in reports}
        return {report: frozenset().union(*(near[g] for g in own)) for report, own in groups.items()}


def settle_pairs(kind: ClaimKind, judgements: Sequence[Judgement], into: Settled) -> Couples:
    """Settle judgements about two claims of a kind.

    One that cannot hold together with stronger ones (A is B, B is C, but A is not C) is overruled.

    Args:
        judgements: "same", "different" and "unsure", the strongest first.
    """
    nodes = _number_claims({ref for j in judgements for ref in j.claims})
    circles = _Circles()
    answers: dict[_Pair, Judgement] = {}
    for judgement in judgements:
        a, b = (nodes[ref] for ref in judgement.claims)
        pair = (min(a, b), max(a, b))
        known = answers.get(pair)
        if a == b:
            into.overruled[judgement.id] = f"both references mean one {kind}"
        elif known is not None and known.answer != judgement.answer:
            into.overrule(judgement, known, "gives way to")
        elif against := circles.against(judgement, a, b):
            into.overrule(judgement, against, "cannot hold together with")
        else:
            into.holding.append(judgement)
            answers.setdefault(pair, judgement)
            circles.take(judgement, a, b)
    groups = {ref: circles.find(n) for ref, n in nodes.items()}
    return Couples(Wishes(groups, circles.apart()), nodes, answers)


class _Circles:
    """Claims judged the same, as circles; and which circles were judged different."""

    def __init__(self) -> None:
        self._home: dict[int, int] = {}
        self._ties: dict[int, Judgement] = {}  # of each claim: the strongest judgement that it is the same as another
        self._foes: dict[int, dict[int, Judgement]] = defaultdict(dict)
        self._parted: list[_Pair] = []  # claims, as given: the first keeps the entry

    def find(self, n: int) -> int:
        """The circle that a claim is in."""
        while (up := self._home.setdefault(n, n)) != n:
            self._home[n] = n = self._home[up]
        return n

    def against(self, judgement: Judgement, a: int, b: int) -> Judgement | None:
        """The stronger judgement that does not let this one hold."""
        one, other = self.find(a), self.find(b)
        if judgement.answer == "different" and one == other:
            return self._ties[a]
        return self._foes[one].get(other) if judgement.answer == "same" else None

    def take(self, judgement: Judgement, a: int, b: int) -> None:
        """Let a judgement hold."""
        one, other = self.find(a), self.find(b)
        if judgement.answer == "same":
            self._ties.setdefault(a, judgement)
            self._ties.setdefault(b, judgement)
            if one != other:
                self._unite(*sorted((one, other), key=lambda n: (-len(self._foes[n]), n)))
        elif judgement.answer == "different":
            self._foes[one].setdefault(other, judgement)
            self._foes[other].setdefault(one, judgement)
            self._parted.append((a, b))

    def _unite(self, one: int, other: int) -> None:
        self._home[other] = one
        for foe, judgement in self._foes.pop(other).items():
            self._foes[foe].pop(other)
            self._foes[foe].setdefault(one, judgement)
            self._foes[one].setdefault(foe, judgement)

    def apart(self) -> frozenset[_Pair]:
        """The circles that were judged different; where they were named in both orders, the stronger judgement's."""
        ways: dict[frozenset[int], _Pair] = {}
        for a, b in self._parted:
            one, other = self.find(a), self.find(b)
            ways.setdefault(frozenset((one, other)), (one, other))
        return frozenset(ways.values())


def _number_claims(refs: Iterable[ClaimRef]) -> dict[ClaimRef, int]:
    """One number for the names that mean one claim; those that say which words tell of it come first."""
    nodes: dict[ClaimRef, int] = {}
    heads: dict[tuple[str, str], list[tuple[ClaimRef, int]]] = defaultdict(list)
    numbers = itertools.count()
    for ref in sorted(refs, key=lambda r: (r.mention is None, r.order())):
        block = heads[ref.report, (ref.name or "").casefold()]
        alike = [n for head, n in block if ref.name is not None or may_be_one(ref, head)]
        if len(alike) == 1 or (alike and (ref.mention or ref.name)):
            nodes[ref] = alike[0]
        else:
            nodes[ref] = next(numbers)
            block.append((ref, nodes[ref]))
    return nodes
