"""What persons decided, as every stage of reconciling can ask for it.

Enters: judgements that nobody withdrew. Leaves: `Rulings`: corrected readings, answers about two claims, drafts joined
and parted, names of actors that are one or two; and for the record, what each judgement does. Without judgements each
of these is a look-up in an empty table.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from dragoman.model import ClaimRef, Judgement, Problem, Reading, Ruled
from dragoman.model.judgement import ON_PAIRS, ClaimKind, JudgementAnswer
from dragoman.reconciling.judging.correct import Effect, correct_reading
from dragoman.reconciling.judging.heed import heed_wishes
from dragoman.reconciling.judging.refs import claim_ref, find_claims, may_be_one, resolve_ref
from dragoman.reconciling.judging.settle import Couples, Settled, settle_pairs, settle_single, strongest_first

T = TypeVar("T")
D = TypeVar("D")
_PAIRS: dict[JudgementAnswer, str] = {
    "same": "what rests on them is one entry",
    "different": "what rests on them is two entries",
    "unsure": "left open",
}
_ACTORS: dict[JudgementAnswer, str] = {"same": "one actor", "different": "two actors", "unsure": "left open"}


@dataclass(frozen=True, slots=True)
class Rulings:
    """Judgements settled among themselves. Make it with `make_rulings`."""

    judgements: tuple[Judgement, ...] = ()  # all of them, oldest first
    reports: frozenset[str] = frozenset()  # of which some claim was judged
    _settled: Settled = field(default_factory=Settled, repr=False)
    _single: Mapping[str, tuple[Judgement, ...]] = field(default_factory=dict, repr=False)  # report to what holds
    _couples: Mapping[ClaimKind, Couples] = field(default_factory=dict, repr=False)
    _near: Mapping[tuple[ClaimKind, str], tuple[ClaimRef, ...]] = field(default_factory=dict, repr=False)
    _partners: Mapping[ClaimKind, Mapping[str, frozenset[str]]] = field(default_factory=dict, repr=False)

    def __bool__(self) -> bool:
        return bool(self.judgements)

    def correct(self, reading: Reading) -> Reading:
        """A reading with what persons say of its claims: some left out, some fields changed (`corrections`)."""
        about = self._single.get(reading.report.id)
        return correct_reading(reading, about)[0] if about else reading

    def answer(self, one: ClaimRef, other: ClaimRef) -> JudgementAnswer | None:
        """What persons say of two claims: same, different, unsure; None if nobody said anything.

        Args:
            one, other: full names (`claim_ref`) of claims of one kind.
        """
        couples = self._couples.get(one.kind)
        if couples is None or one.kind != other.kind:
            return None
        mine, theirs = self._meant(one), self._meant(other)
        for a in mine:
            for b in theirs:
                nodes = sorted((couples.nodes[a], couples.nodes[b]))
                if said := couples.answers.get((nodes[0], nodes[1])):
                    return said.answer
        groups, apart = couples.wishes.groups, couples.wishes.apart
        pairs = [(groups[a], groups[b]) for a in mine for b in theirs]
        if any(a == b for a, b in pairs):
            return "same"
        return "different" if any((a, b) in apart or (b, a) in apart for a, b in pairs) else None

    def partners(self, kind: ClaimKind, report: str) -> frozenset[str]:
        """The reports of which some claim was compared with one of this report's: where `answer` may not be None."""
        return self._partners.get(kind, {}).get(report, frozenset())

    def heed(
        self,
        kind: ClaimKind,
        drafts: Sequence[D],
        items_of: Callable[[D], Sequence[T]],
        ref_of: Callable[[T], ClaimRef],
        remake: Callable[[Sequence[T], Sequence[D]], D],
        closeness: Callable[[T, T], float] | None = None,
    ) -> list[D]:
        """Drafts of entries of one kind, joined and parted as persons want (see `heed_wishes`).

        Args:
            items_of: what a draft is made of.
            ref_of: the full name (`claim_ref`) of the claim that an item is.
            remake: a draft from items, in order of report and place in it, and from the drafts that they come from.
        Returns:
            The drafts that nobody spoke of, the same objects in the same order; then those made anew.
        """
        couples = self._couples.get(kind)
        if couples is None:
            return list(drafts)
        kept, made = heed_wishes([items_of(d) for d in drafts], ref_of, couples.wishes, closeness)
        return [drafts[n] for n in kept] + [remake(m.items, [drafts[n] for n in m.sources]) for m in made]

    def judges(self, kind: ClaimKind) -> bool:
        """True if two claims of this kind were compared."""
        return kind in self._couples

    def links(self) -> tuple[tuple[ClaimRef, ClaimRef], ...]:
        """Pairs of claims judged the same: their reports bear on each other. Actors are not among them."""
        same = [j for j in self._settled.holding if j.answer == "same" and j.claims[0].kind != "actor"]
        pairs = {tuple(sorted(j.claims, key=ClaimRef.order)) for j in same}
        return tuple((a, b) for a, b in sorted(pairs, key=lambda p: (p[0].order(), p[1].order())))

    def link_keys(self) -> dict[str, frozenset[str]]:
        """Each report of `links` to a key for every judgement that links it; the key of a judgement never changes."""
        keys: dict[str, set[str]] = defaultdict(set)
        for judgement in self._settled.holding:
            if judgement.answer == "same" and judgement.claims[0].kind != "actor":
                for ref in judgement.claims:
                    keys[ref.report].add(f"person {judgement.id}")
        return {report: frozenset(found) for report, found in keys.items()}

    def actor_answers(self) -> tuple[tuple[str, str, JudgementAnswer], ...]:
        """Pairs of names judged the same, different or unsure, each once, in order of the names."""
        about = [j for j in self._settled.holding if j.claims[0].kind == "actor" and j.answer in ON_PAIRS]
        found = {(*sorted(c.name or "" for c in j.claims), j.answer) for j in about}
        return tuple((a, b, j) for a, b, j in sorted(found))  # type: ignore[misc]

    def review(
        self, readings: Iterable[Reading], names: Collection[str] | None = None, *, all_there: bool = True
    ) -> tuple[Ruled, ...]:
        """What becomes of each judgement, oldest first.

        Args:
            readings: as read, before correction; of the judged `reports` at least.
            names: of all actors of the record; None: those of the readings.
            all_there: False if the record leaves reports out, as one of an earlier day does: nothing is said then of
                judgements about reports and actors that are not in it.
        """
        there = _There(names)
        for reading in readings:
            there.see(reading, self)
        spoken = [j for j in self.judgements if all_there or all(there.has(ref) for ref in j.claims)]
        return tuple(self._rule(j, there) for j in spoken)

    def _rule(self, judgement: Judgement, there: "_There") -> Ruled:
        if judgement.id in self._settled.overruled:
            return Ruled(judgement=judgement, state="overruled", effect=self._settled.overruled[judgement.id])
        text, missing = there.effect(judgement)
        return Ruled(judgement=judgement, state="dormant" if missing else "in_force", effect=text)

    def clashes(self) -> list[Problem]:
        """Where two persons disagree: one line for each."""
        return [
            Problem(
                source=f"judgement {weaker.id}",
                kind="doubtful",
                found=f"{weaker.by} says {weaker.text()}, {stronger.by} says {stronger.text()}",
                expected=f"one answer; that of {stronger.by} (judgement {stronger.id}), the later, is in force",
            )
            for weaker, stronger in sorted(self._settled.clashes, key=lambda c: (c[0].id, c[1].id))
        ]

    def _meant(self, ref: ClaimRef) -> list[ClaimRef]:
        return [r for r in self._near.get((ref.kind, ref.report), ()) if may_be_one(r, ref)]


class _There:
    """The claims and names that there are, and what the judgements about single claims do."""

    def __init__(self, names: Collection[str] | None) -> None:
        self._names = {n.casefold() for n in names or ()}
        self._take_names = names is None
        self._claims: dict[str, list[ClaimRef]] = defaultdict(list)
        self._effects: dict[str, Effect] = {}
        self._struck: set[ClaimRef] = set()  # claims that a person found wrong

    def see(self, reading: Reading, rulings: Rulings) -> None:
        """Note what a reading holds."""
        if self._take_names:
            self._names |= {n.casefold() for a in reading.actors for n in (a.name, *a.aliases)}
        report = reading.report.id
        if report in rulings.reports:
            self._claims[report] = [f.ref for f in find_claims(reading)]
            _, effects = correct_reading(reading, rulings._single.get(report, ()))
            self._effects |= {e.judgement.id: e for e in effects}
            self._struck |= {e.found.ref for e in effects if e.found and e.judgement.answer == "wrong"}

    def has(self, ref: ClaimRef) -> bool:
        """True if the report of a claim, or the actor, is there."""
        return ref.name.casefold() in self._names if ref.name is not None else ref.report in self._claims

    def effect(self, judgement: Judgement) -> tuple[str, bool]:
        """What a judgement does, or why it does nothing; and whether it does nothing."""
        if judgement.answer not in ON_PAIRS:
            effect = self._effects.get(judgement.id)
            return (effect.text, effect.found is None) if effect else (f"{judgement.claims[0]}: no such report", True)
        for ref in judgement.claims:
            if why := self._why_not(ref):
                return f"{ref}: {why}", True
        for ref in judgement.claims:
            if self._struck.intersection(resolve_ref(ref, self._claims.get(ref.report, ()))):
                return f"nothing now: {ref} is left out", False
        return (_ACTORS if judgement.claims[0].kind == "actor" else _PAIRS)[judgement.answer], False

    def _why_not(self, ref: ClaimRef) -> str:
        if ref.name is not None:
            return "" if self.has(ref) else "no report names this actor"
        if not self.has(ref):
            return "no such report"
        meant = set(resolve_ref(ref, self._claims[ref.report]))
        if len(meant) == 1:
            return ""
        return f"there are now {len(meant)} such claims there" if meant else "there is no longer such a claim"


def make_rulings(judgements: Iterable[Judgement]) -> Rulings:
    """Settle judgements among themselves.

    Args:
        judgements: all that nobody withdrew, in any order, any of them twice; the reports in their claims are named
            as in the readings that will be reconciled.
    """
    ordered = strongest_first(judgements)
    if not ordered:
        return NO_RULINGS
    settled = Settled()
    settle_single([j for j in ordered if j.answer not in ON_PAIRS], settled)
    by_kind: dict[ClaimKind, list[Judgement]] = defaultdict(list)
    for judgement in ordered:
        if judgement.answer in ON_PAIRS:
            by_kind[judgement.claims[0].kind].append(judgement)
    couples = {kind: settle_pairs(kind, by_kind[kind], settled) for kind in sorted(by_kind)}
    single: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in reversed(settled.holding):  # the weakest first, so that the strongest has the last word
        if judgement.answer not in ON_PAIRS:
            single[judgement.claims[0].report].append(judgement)
    near: dict[tuple[ClaimKind, str], list[ClaimRef]] = defaultdict(list)
    for ref in sorted({r for c in couples.values() for r in c.nodes}, key=ClaimRef.order):
        near[ref.kind, ref.report].append(ref)
    return Rulings(
        judgements=tuple(sorted(ordered, key=lambda j: (j.at, j.id))),
        reports=frozenset(ref.report for j in ordered for ref in j.claims if ref.name is None),
        _settled=settled,
        _single={report: tuple(js) for report, js in single.items()},
        _couples=couples,
        _near={key: tuple(refs) for key, refs in near.items()},
        _partners={kind: c.find_partners() for kind, c in couples.items()},
    )


def find_dormant(ruled: Iterable[Ruled]) -> list[Problem]:
    """One line for each judgement about something that is not there. It is kept, and holds again if that comes back."""
    return [
        Problem(
            source=f"judgement {r.judgement.id} by {r.judgement.by}",
            kind="dormant",
            found=f"{r.judgement.text()}: {r.effect}",
            expected="what it is about; it is kept, and holds again once that is read again",
        )
        for r in ruled
        if r.state == "dormant"
    ]


NO_RULINGS = Rulings()

__all__ = ["NO_RULINGS", "Rulings", "claim_ref", "find_dormant", "make_rulings"]
