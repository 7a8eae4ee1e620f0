"""What bears on a promise: words that it was kept, broken or moved, and deeds that keep or break it.

Enters: outcomes and deeds in order of time, and the drafts. Leaves: follow-ups of the drafts.
"""

import datetime as dt
from collections.abc import Iterable

from dragoman.model.record import FollowUpKind
from dragoman.reconciling.commitments.deeds import MEET, Deed
from dragoman.reconciling.commitments.drafts import Blocks, Draft, follow, is_alike
from dragoman.reconciling.commitments.keys import FIRE_DAYS, REACH_DAYS, bear_keys, days_within
from dragoman.reconciling.commitments.persons import said_not_to_be, said_to_be
from dragoman.reconciling.commitments.words import Told, Word
from dragoman.reconciling.days import first_day, last_day, overlaps
from dragoman.reconciling.rulings import NO_RULINGS, Rulings

PUT_OFF_DAYS = 14  # a meeting is said to be put off at most this many days after it was due
REFUSED_WORDS = 2  # words that a refusal shares with the promise that it takes back, where it has more than one
UNNAMED_DAYS = 90  # "the withdrawal" of nobody in particular means one told of, or due, at most this many days before


def attach_outcomes(outcomes: Iterable[Word], blocks: Blocks, rulings: Rulings = NO_RULINGS) -> None:
    """Give each word on what became of a promise to the promise; one that fits none is a promise by itself."""
    for word in outcomes:
        near = {id(d): d for d in [*blocks.covered(bear_keys(word), word.told.order[0]), *_by_words(word, blocks)]}
        fitting = [d for d in near.values() if _tells_of(word, d) and not said_not_to_be(word, d, rulings)]
        draft = said_to_be(word, blocks.drafts, rulings) or max(fitting, key=lambda d: _rank(word, d), default=None)
        if draft is None and word.named and word.phase in ("kept", "broken"):
            draft = blocks.take(word)
        if draft is not None:
            accused = word.phase == "broken" and not word.told.neutral
            draft.follow_ups.append(follow(word.told, _kind(word, accused), "the words", word.due))


def _kind(word: Word, accused: bool) -> FollowUpKind:
    if word.phase == "made":
        raise ValueError("a promise that is made is no outcome")
    return "disputed" if accused else word.phase


def _by_words(word: Word, blocks: Blocks) -> list[Draft]:
    return blocks.named(word) if word.named else []


def _rank(word: Word, draft: Draft) -> tuple[object, ...]:
    """The latest in the same words; else that with the most words in common, the latest of them."""
    alike = any(is_alike(w, word) for w in draft.words)
    return alike, 0 if alike else len(word.told.stems & draft.stems), draft.order


def _tells_of(word: Word, draft: Draft) -> bool:
    if draft.order[0] > word.told.order[0] or not draft.sides & word.told.sides:
        return False
    if not word.named:
        return word.kind == draft.kind and _within(draft, word, UNNAMED_DAYS)
    if word.phase == "withdrawn":
        return any(_takes_back(word, w) for w in draft.words)
    if word.phase == "kept" and not word.outright and not any(_is_whole(w, word.told) for w in draft.words):
        return False
    return any(is_alike(w, word) for w in draft.words) or (word.kind is not None and word.kind == draft.kind)


def _takes_back(word: Word, promise: Word) -> bool:
    """True if a refusal is of what was promised, and comes before it was due."""
    shared = word.told.stems & promise.told.stems
    same = len(shared) >= REFUSED_WORDS or shared == word.told.stems or is_alike(word, promise)
    late = promise.due and word.told.day and word.told.day > last_day(promise.due)
    return same and bool(shared) and word.kind == promise.kind and not late


def _within(draft: Draft, told: Word | Deed, days: int) -> bool:
    """True if it is told after the promise was, and so many days at most after that or after it was due."""
    day = told.told.day
    return day is not None and any(
        w.told.day and w.told.day <= day and day.toordinal() <= w.reach(days) for w in draft.words
    )


def attach_deeds(deeds: Iterable[Deed], blocks: Blocks) -> None:
    """Give each deed to the promises that it keeps, breaks or calls in question."""
    for deed in deeds:
        for draft in blocks.covered(bear_keys(deed), deed.told.order[0]):
            if deed.told.report in draft.reports() or not _within(draft, deed, REACH_DAYS):
                continue
            if _bears(deed, draft):
                due = deed.days if deed.verdict == "extended" and _lies_ahead(deed) else None
                draft.follow_ups.append(follow(deed.told, deed.verdict, deed.basis, due))


def _bears(deed: Deed, draft: Draft) -> bool:
    if deed.basis == "deed":
        return any(_is_deed(w, deed) for w in draft.words)
    if deed.basis == "breach of the truce":
        return _within(draft, deed, FIRE_DAYS)
    if draft.kind == "host":
        return not deed.days or first_day(deed.days) >= draft.order[0]
    return _is_promised_meeting(draft, deed)


def _is_deed(word: Word, deed: Deed) -> bool:
    if deed.days and word.told.day and last_day(deed.days) < word.told.day:
        return False
    if word.place and deed.place and word.place != deed.place:
        return False
    same = (word.act is not None and word.act == deed.act) or word.kind in deed.kinds
    return same and bool(word.told.stems & deed.told.stems) and (deed.verdict != "kept" or _is_whole(word, deed.told))


def _is_whole(word: Word, told: Told) -> bool:
    """False where all was promised, and what is told is not said to be all."""
    return "all" not in word.told.what.casefold().split() or "all" in told.what.casefold().split()


def _lies_ahead(deed: Deed) -> bool:
    """True if its day was still to come: the day to which a meeting was put off, not that on which it was to be."""
    return bool(deed.days) and first_day(deed.days) > deed.told.order[0]


def _is_promised_meeting(draft: Draft, deed: Deed) -> bool:
    """A meeting on the promised day and at no other place than the promised one; or one put off to a later day."""
    due = draft.due()
    place = deed.place.casefold() if deed.place else None
    there = place is None or any(place in w.told.what.casefold() for w in draft.words)
    if draft.kind != MEET or not due or not there or not deed.days:
        return False
    if deed.verdict == "extended":  # told of about when it was due; its day is the old or the new one
        near = deed.told.order[0] <= last_day(due) + dt.timedelta(PUT_OFF_DAYS)
        return near and (overlaps(due, deed.days) or first_day(deed.days) > last_day(due))
    return overlaps(due, deed.days) and bool(days_within(due))
