"""Alleged breaches of one truce over all reports: who accuses whom of what, where and when, and what was answered.

Enters: the mentions of a truce that allege a breach. Leaves: `Violation`s. Two reports of one allegation are one:
the same sides, days and places that agree, and the same act by its words or by its day and place. Where two blame
each other there are two.
"""

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from dragoman.knowledge.loader import load_entries
from dragoman.knowledge.schema.tracks import TruceWords
from dragoman.model import Evidence, Interval, Place, Range, Reply, Toll, Violation
from dragoman.reading.incidents.lexicon import weapons
from dragoman.reconciling.actors.parties import Parties
from dragoman.reconciling.days import common, first_day, gap, length, stated_days
from dragoman.reconciling.evidence import gather, quote
from dragoman.reconciling.truces.drafts import Mention

NEAR = 3  # days between two reports of one allegation that gives no day
_STEM = 5  # letters that two forms of a word share: "shelled", "shelling"
_SIDES = {"side", "sides", "both sides", "each side", "parties", "both parties", "both"}
_WORD = re.compile(r"[^\W\d_]{3,}|\d+")


@dataclass(frozen=True, slots=True)
class Allegation:
    """What one sentence alleges, with the record's names."""

    mention: Mention
    accused: tuple[str, ...]
    accuser: tuple[str, ...]
    days: Interval | None
    stems: frozenset[str]
    means: frozenset[str]  # families of the means of violence that the words for the act name

    @property
    def what(self) -> str:
        """The act, as printed."""
        return self.mention.truce.what or ""

    @property
    def place(self) -> Place | None:
        """Where."""
        return self.mention.truce.place

    def bin(self) -> int:
        """A stretch of days in which, or beside which, another report of it must lie."""
        day = first_day(self.days) if self.days else self.mention.told
        return day.toordinal() // (2 * NEAR)


@dataclass(slots=True)
class Draft:
    """One allegation in the making: its items, and what the first of them that says so gives."""

    items: list[Allegation] = field(default_factory=list)
    days: Interval | None = None
    place: Place | None = None

    def add(self, item: Allegation) -> None:
        """Add what one more sentence says."""
        self.items.append(item)
        self.place = self.place or item.place
        if item.days:
            self.days = item.days if self.days is None else common((self.days, item.days)) or self.days


def gather_violations(mentions: Iterable[Mention], who: Sequence[str], parties: Parties) -> tuple[Violation, ...]:
    """Make the alleged violations of a truce.

    Args:
        mentions: of the truce, in order of time.
        who: the parties of the truce, for "each side accuses the other".
    """
    found = [a for m in mentions if m.truce.what for a in _allegations(m, who, parties)]
    drafts = sorted(join_allegations(found, parties), key=_order)
    return tuple(_violation(d, parties) for d in drafts)


def _order(draft: Draft) -> tuple[object, ...]:
    """By its day, or that of the report where none is told, and then by where it is told first."""
    first = draft.items[0].mention
    return first_day(draft.days) if draft.days else first.told, first.report, first.truce.span, draft.items[0].accuser


def join_allegations(allegations: Iterable[Allegation], parties: Parties) -> list[Draft]:
    """Put together what several sentences say of one allegation. `allegations`: in order of time."""
    drafts: list[Draft] = []
    blocks: dict[tuple[str, int], list[int]] = defaultdict(list)
    for item in allegations:
        sides = {s for name in item.accused or ("",) for s in parties.sides(name)}
        near = sorted({n for s in sides for b in (-1, 0, 1) for n in blocks.get((s, item.bin() + b), ())})
        home = next((n for n in near if _is_same(drafts[n], item, parties)), None)
        if home is None:
            home = len(drafts)
            drafts.append(Draft())
        drafts[home].add(item)
        for key in sorted((s, item.bin()) for s in sides):
            if home not in blocks[key]:
                blocks[key].append(home)
    return drafts


def _is_same(draft: Draft, item: Allegation, parties: Parties) -> bool:
    first = draft.items[0]
    if not _meet(first.accused, item.accused, parties) or not _meet(first.accuser, item.accuser, parties):
        return False
    if draft.place and item.place and not _is_one_place(draft.place, item.place):
        return False
    if draft.days and item.days:
        if gap(draft.days, item.days) > 0:
            return False
    elif abs((draft.items[-1].mention.told - item.mention.told).days) > NEAR:
        return False
    both = first.stems & item.stems
    if both and 2 * len(both) >= min(len(first.stems), len(item.stems)):
        return True
    if first.mention.report == item.mention.report:
        return not first.stems and not item.stems
    if first.means and item.means and not first.means & item.means:
        return False  # an air raid and shelling of one place on one day are two
    here = draft.place and item.place and draft.days and item.days and length(item.days) == 1
    return bool(here) or not (first.stems and item.stems)


def _is_one_place(a: Place, b: Place) -> bool:
    return a.name.casefold() == b.name.casefold() or (
        a.latitude is not None and (a.latitude, a.longitude) == (b.latitude, b.longitude)
    )


def _meet(some: Sequence[str], others: Sequence[str], parties: Parties) -> bool:
    """The same sides, as far as both say; nobody named meets nobody named."""
    return parties.shared(some, others) > 0 if some and others else not some and not others


def _allegations(mention: Mention, who: Sequence[str], parties: Parties) -> Iterator[Allegation]:
    truce = mention.truce
    accused, accuser = parties.all(mention.report, truce.accused), parties.all(mention.report, truce.accuser)
    mutual = bool(accused) and {p.name for p in truce.accused} == {p.name for p in truce.accuser}
    if mutual and {a.lower() for a in accused} <= _SIDES and len(who) == 2:
        accused = accuser = tuple(who)
    pairs = [(accuser, accused)]
    if mutual and len(accused) == 2:
        pairs = [(accused[:1], accused[1:]), (accused[1:], accused[:1])]
    for by, whom in pairs:
        what = truce.what or ""
        yield Allegation(mention, whom, by, stated_days(truce.when), _stems(what, (*by, *whom)), _means(what))


@functools.lru_cache(maxsize=4096)
def _means(what: str) -> frozenset[str]:
    words = tuple(_WORD.findall(what.casefold()))
    return frozenset(f.entry.family for f in weapons().find(words, 0, len(words))) - {""}


def _stems(what: str, names: Iterable[str]) -> frozenset[str]:
    """The beginnings of the words for an act, without whose it is and without what any breach is called."""
    whose = {w[:_STEM] for name in names for w in _WORD.findall(name.casefold())}
    words = {w for w in _WORD.findall(what.casefold()) if w not in _empty()}
    return frozenset({w[:_STEM] for w in words} - whose - {w[:_STEM] for w in _breach_words()})


@functools.lru_cache(maxsize=4)
def _empty() -> frozenset[str]:
    return frozenset(w for e in load_entries(TruceWords, "truces", "en") if e.role == "empty" for w in e.words)


@functools.lru_cache(maxsize=4)
def _breach_words() -> frozenset[str]:
    """Words that say no more than that a truce was broken."""
    entries = load_entries(TruceWords, "truces", "en")
    return frozenset(
        w for e in entries if e.role in ("noun", "deal", "uphold", "fail") or e.value == "violated" for w in e.words
    )


def _violation(draft: Draft, parties: Parties) -> Violation:
    items = draft.items
    replies = _replies(items, parties)
    denied = dict.fromkeys(n for i in items for n in parties.all(i.mention.report, i.mention.truce.denied_by))
    denied |= dict.fromkeys(n for r in replies if r.kind == "denied" for n in r.by)
    return Violation(
        accused=items[0].accused,
        accuser=items[0].accuser,
        what=min((i.what for i in items if i.stems == items[0].stems), key=lambda w: (-len(w), w)),
        when=draft.days,
        place=draft.place,
        number=_span([i.mention.truce.number for i in items if i.mention.truce.number is not None]),
        killed=_range(i.mention.truce.casualties.killed for i in items if i.mention.truce.casualties),
        wounded=_range(i.mention.truce.casualties.wounded for i in items if i.mention.truce.casualties),
        denied_by=tuple(denied),
        answers=replies,
        basis=items[0].mention.truce.basis,
        evidence=gather(_quote(i) for i in items),
    )


def _quote(item: Allegation) -> Evidence:
    return quote(item.mention.reading, item.mention.truce.sentence)


def _range(tolls: Iterable[Toll]) -> Range | None:
    """From the lowest to the highest number given; "at least" leaves the top open, "at most" the bottom at none."""
    known = [(t.total, t.bound) for t in tolls if t.total is not None]
    if not known:
        return None
    low = min(0 if bound == "at_most" else n for n, bound in known)
    top = None if any(bound == "at_least" for _, bound in known) else max(n for n, _ in known)
    return Range(low=low, high=top)


def _span(numbers: Sequence[int]) -> Range | None:
    return Range(low=min(numbers), high=max(numbers)) if numbers else None


def _replies(items: Sequence[Allegation], parties: Parties) -> tuple[Reply, ...]:
    """Each answer once, with all its sentences."""
    found: dict[tuple[str, tuple[str, ...]], list[Evidence]] = {}
    for item in items:
        for answer in item.mention.truce.answers:
            by = parties.all(item.mention.report, answer.by)
            found.setdefault((answer.kind, by), []).append(quote(item.mention.reading, answer.sentence))
    return tuple(Reply(kind=kind, by=by, evidence=gather(e)) for (kind, by), e in found.items())  # type: ignore[arg-type]
