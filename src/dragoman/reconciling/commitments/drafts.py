"""Which words are of one promise.

Enters: words that a promise was made, in order of time. Leaves: drafts of commitments, and the commitments. Two words
are of one promise if the same side binds itself to the same kind of deed in words that agree, within a month or by the
same day.
"""

import datetime as dt
import re
from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import msgspec

from dragoman.model import Commitment, FollowUp, Interval
from dragoman.model.record import FollowUpKind
from dragoman.reconciling.commitments.deeds import MEET
from dragoman.reconciling.commitments.keys import SAME_DAYS, cover_keys, join_keys
from dragoman.reconciling.commitments.status import derive_status
from dragoman.reconciling.commitments.words import Order, Told, Word
from dragoman.reconciling.days import around, first_day, gap, last_day, overlaps
from dragoman.reconciling.evidence import gather

SAME_WORDS = 0.8  # share of the fewer words that two wordings of one promise have in common
NEAREST = 20  # the latest promises under one key that are looked at; more would be a promise made anew each day
YEAR = 366  # days after which the same words are another promise
MEETING_DAYS = 14  # days between two mentions of one promise to meet, where no day of the meeting says more
AGAIN_DAYS = 3  # a promise given this many days after it was first told of is given anew
_PROPER = re.compile(r"\b(?!The\b|A\b|An\b|Under\b)[A-Z]\w+|\d{4}")  # a name or a year tells one paper from others


@dataclass(eq=False)
class Draft:
    """A promise in the making."""

    words: list[Word] = field(default_factory=list)
    who: list[str] = field(default_factory=list)
    sides: set[str] = field(default_factory=set)
    stems: set[str] = field(default_factory=set)
    follow_ups: list[FollowUp] = field(default_factory=list)

    @property
    def order(self) -> Order:
        """Of the first word."""
        return self.words[0].told.order

    @property
    def kind(self) -> str | None:
        """What kind of deed is promised."""
        return next((w.kind for w in self.words if w.kind), None)

    def due(self) -> Interval | None:
        """By when, as first told."""
        return next((w.due for w in self.words if w.due), None)

    def reports(self) -> set[str]:
        """The reports in which it is told."""
        return {w.told.report for w in self.words}


class Blocks:
    """Drafts under the keys by which words and deeds find them, in order of time."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self._joined: dict[str, list[Draft]] = defaultdict(list)
        self._covered: dict[str, list[tuple[Order, Draft]]] = defaultdict(list)

    def take(self, word: Word) -> Draft:
        """Put a word with the promise that it is of, the latest first, or make a new one."""
        near = {id(d): d for k in join_keys(word) for d in self._joined.get(k, ())[-NEAREST:]}
        made = word.phase == "made"  # an outcome joins others that fit no promise
        fitting = [d for d in near.values() if (d.words[0].phase == "made") == made and _is_same(d, word)]
        return self.put(word, max(fitting, key=lambda d: d.order) if fitting else Draft())

    def put(self, word: Word, draft: Draft) -> Draft:
        """Put a word with a promise, which may be a new one."""
        if not draft.words:
            self.drafts.append(draft)
        new = [w for w, sides in zip(word.told.who, word.told.sides_of, strict=True) if not sides & draft.sides]
        draft.who += new  # whose side is among those who promised already is no further party
        draft.words.append(word)
        draft.sides |= word.told.sides
        draft.stems |= word.told.stems
        for key in join_keys(word):
            if draft not in self._joined[key][-NEAREST:]:
                self._joined[key].append(draft)
        for key in cover_keys(word):
            rows = self._covered[key]
            if rows and rows[-1][0] > word.told.order:  # an outcome that is a promise by itself comes after all others
                insort(rows, (word.told.order, draft), key=lambda row: row[0])
            else:
                rows.append((word.told.order, draft))
        return draft

    def named(self, word: Word) -> list[Draft]:
        """The drafts that an outcome may tell of by its words."""
        return list({id(d): d for k in join_keys(word) for d in self._joined.get(k, ())[-NEAREST:]}.values())

    def covered(self, keys: Iterable[str], until: dt.date) -> Iterator[Draft]:
        """The drafts that listen for something under these keys, of those told by that day; the latest first."""
        found: dict[int, Draft] = {}
        for key in keys:
            rows = self._covered.get(key, ())
            end = bisect_right(rows, until, key=lambda row: row[0][0])
            for _, draft in reversed(rows[max(0, end - NEAREST) : end]):
                found.setdefault(id(draft), draft)
        return iter(found.values())


def _is_same(draft: Draft, word: Word) -> bool:
    due, known = word.due, draft.due()
    if due and known and gap(due, known) > SAME_DAYS:
        return False
    ago = _days_between(draft.words[-1], word)
    if known and not due and not word.recalled and (word.told.day or dt.date.min) > last_day(known):
        return False  # given after the old one was due
    if word.kind == MEET and not (due and known) and (ago is None or ago > MEETING_DAYS):
        return False  # those who meet will meet again
    if any(is_alike(w, word) for w in draft.words):
        return word.recalled or ago is None or ago <= YEAR or bool(due and known)
    if word.kind is None or word.kind != draft.kind:
        return False
    soon = ago is not None and ago <= SAME_DAYS
    shared = bool(word.told.stems & draft.stems)
    if soon:
        return shared or len(word.told.stems) <= 2  # "the withdrawal" says no more than its kind
    return shared and (word.recalled or bool(due and known and overlaps(due, known)))


def is_alike(word: Word, other: Word) -> bool:
    """True if two wordings share most of the words of the shorter one."""
    mine, theirs = word.told.stems, other.told.stems
    fewer = min(len(mine), len(theirs))
    return fewer > 0 and len(mine & theirs) >= SAME_WORDS * fewer


def _days_between(word: Word, other: Word) -> int | None:
    if word.told.day is None or other.told.day is None:
        return None
    return abs((other.told.day - word.told.day).days)


def make_commitment(draft: Draft) -> Commitment:
    """What all words on a promise say of it, and what follows from what was told later."""
    first = draft.words[0]
    follow_ups = join_follow_ups([*draft.follow_ups, *_given_again(draft), *_moves(draft)])
    due, moved = draft.due(), [f.due for f in follow_ups if f.kind == "extended" and f.due]
    told = [w.told.published for w in draft.words if w.told.published] + [f.day for f in follow_ups if f.day]
    return Commitment(
        who=tuple(draft.who),
        to=tuple(dict.fromkeys(n for w in draft.words for n in w.to)),
        what=first.told.what,
        due=moved[-1] if moved else due,
        first_due=due,
        agreement=_agreement(draft),
        made_at=next((w.made_at for w in draft.words if w.made_at), None),
        made=first.made or first.told.published,
        told=around(told),
        status=derive_status(follow_ups),
        follow_ups=follow_ups,
        evidence=gather([*(w.told.evidence for w in draft.words), *(e for f in follow_ups for e in f.evidence)]),
    )


def _agreement(draft: Draft) -> str | None:
    """The paper as printed, where it is named best: by a name or a year, or else by the most words."""
    names = sorted({w.agreement for w in draft.words if w.agreement})
    return max(names, key=lambda n: (bool(_PROPER.search(n)), len(n.split()), n), default=None)


def follow(told: Told, kind: FollowUpKind, basis: str, due: Interval | None = None) -> FollowUp:
    """A word or deed as a follow-up."""
    return FollowUp(
        kind=kind,
        day=told.published,
        by=told.by,
        via=told.via,
        anonymous=told.anonymous,
        what=told.what,
        due=due,
        basis=basis,
        evidence=(told.evidence,),
    )


def _given_again(draft: Draft) -> Iterator[FollowUp]:
    """Where it was given anew: the text says so, or it was given on a later day by those whom it binds."""
    for word in draft.words[1:]:
        ago = _days_between(draft.words[0], word)
        if word.phase != "made" or not ago:
            continue
        old = word.recalled or (word.made and first_day(word.made) <= draft.order[0])
        anew = not old and not word.owed and ago >= AGAIN_DAYS
        if word.again or anew:
            yield follow(word.told, "reaffirmed", "the words")


def _moves(draft: Draft) -> Iterator[FollowUp]:
    """Later days by which it is due than the one last told, where both are stated and not reckoned by us."""
    known = None
    for word in draft.words:
        if word.phase != "made" or not word.due or word.implied:
            continue
        if known is None or not overlaps(known, word.due):
            if known is not None and first_day(word.due) > last_day(known) and not word.recalled:
                yield follow(word.told, "extended", "a later day", word.due)
            known = word.due if known is None or first_day(word.due) > last_day(known) else known


def join_follow_ups(follow_ups: Iterable[FollowUp]) -> tuple[FollowUp, ...]:
    """In order of time; what one speaker says in the same words in several reports stands once."""
    ordered = sorted(follow_ups, key=_follow_order)
    joined: dict[tuple[object, ...], list[FollowUp]] = {}
    for f in ordered:
        words = " ".join(f.what.casefold().split())
        joined.setdefault((f.kind, f.by, f.anonymous, words, str(f.due)), []).append(f)
    made = [
        msgspec.structs.replace(same[0], evidence=gather(e for f in same for e in f.evidence))
        for same in joined.values()
    ]
    return tuple(sorted(made, key=_follow_order))


def _follow_order(f: FollowUp) -> tuple[object, ...]:
    days = (f.due.earliest or f.due.latest) if f.due else None
    e = f.evidence[0]
    return (first_day(f.day), e.report, e.sentence, f.kind, str(days), f.by or "", f.what, f.basis)
