"""Promises over all reports, and what became of them.

Enters: readings. Leaves: `Commitment` records. Two reports of one promise are one; a later report that
it was kept or broken, or that the deed was done, changes its status and is quoted with it.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from dragoman.model import Commitment, Event, Evidence, Promise, Reading
from dragoman.model.record import CommitmentStatus
from dragoman.reconciling.days import days_of, first_day, last_day, published_days
from dragoman.reconciling.evidence import gather, quote
from dragoman.reconciling.parties import Parties

SAME_WORDS = 80  # of 100: how alike two wordings of one promise are (rapidfuzz token_set_ratio)
DEEDS = ("RETREAT", "AID", "COOPERATE", "CONCEDE", "SUPPORT")  # events that can be looked for as done
UNDONE = ("refused", "failed", "cancelled", "denied")


@dataclass
class Draft:
    """A promise in the making."""

    promises: list[tuple[Reading, Promise]] = field(default_factory=list)
    who: list[str] = field(default_factory=list)
    verdicts: set[str] = field(default_factory=set)
    proofs: list[Evidence] = field(default_factory=list)


def gather_commitments(readings: Sequence[Reading], parties: Parties) -> list[Commitment]:
    """Make the promises of all reports, with their status on the day of the last report."""
    blocks: dict[str, list[Draft]] = defaultdict(list)
    drafts: list[Draft] = []
    for reading in readings:
        for promise in reading.promises:
            _take(reading, promise, parties, blocks, drafts)
    _look_for_deeds(readings, parties, blocks)
    today = max((last_day(d) for r in readings if (d := published_days(r))), default=None)
    made = [_commitment(d, today, parties) for d in drafts]
    return sorted(made, key=lambda c: (first_day(c.made), c.evidence[0].report, c.evidence[0].sentence, c.what))


def _take(
    reading: Reading, promise: Promise, parties: Parties, blocks: dict[str, list[Draft]], drafts: list[Draft]
) -> None:
    who = parties.all(reading.report.id, promise.who)
    near = [d for name in who for d in blocks[name]]
    draft = next((d for d in near if _alike(d, promise)), None)
    known = draft is not None
    if draft is None:
        draft = Draft()
        drafts.append(draft)
    if promise.phase != "made":
        draft.verdicts.add("broken" if promise.phase == "withdrawn" else promise.phase)
        draft.proofs.append(quote(reading, promise.sentence))
        if known:
            return
    draft.promises.append((reading, promise))
    for name in who:
        if name not in draft.who:
            draft.who.append(name)
        if draft not in blocks[name]:
            blocks[name].append(draft)


def _alike(draft: Draft, promise: Promise) -> bool:
    return any(fuzz.token_set_ratio(p.what, promise.what) >= SAME_WORDS for _, p in draft.promises)


def _look_for_deeds(readings: Sequence[Reading], parties: Parties, blocks: dict[str, list[Draft]]) -> None:
    """Find later events that are the deed of a promise: same type and mode, same agent."""
    for reading in readings:
        for event in reading.events:
            if event.type not in DEEDS or not (event.status == "happened" or event.status in UNDONE):
                continue
            near = [d for name in parties.all(reading.report.id, event.agents) for d in blocks.get(name, ())]
            for draft in {id(d): d for d in near}.values():
                if any(_is_deed(r, p, reading, event) for r, p in draft.promises):
                    draft.verdicts.add("kept" if event.status == "happened" else "broken")
                    draft.proofs.append(quote(reading, event.sentence))


def _is_deed(made_in: Reading, promise: Promise, reading: Reading, event: Event) -> bool:
    promised = next((e for e in made_in.events if e.id == promise.deed), None)
    if promised is None or made_in.report.id == reading.report.id:
        return False
    if (promised.type, promised.mode) != (event.type, event.mode) or event.mode is None:
        return False
    if promised.place and event.place and promised.place.name != event.place.name:
        return False
    return first_day(published_days(made_in)) <= last_day(days_of(event.when) or published_days(reading))


def _commitment(draft: Draft, today: dt.date | None, parties: Parties) -> Commitment:
    reading, first = draft.promises[0]
    due = next((d for _, p in draft.promises if (d := days_of(p.due))), None)
    return Commitment(
        who=tuple(draft.who),
        to=tuple(dict.fromkeys(n for r, p in draft.promises for n in parties.all(r.report.id, p.to))),
        what=first.what,
        due=due,
        made_at=next((p.made_at for _, p in draft.promises if p.made_at), None),
        made=days_of(first.made) or published_days(reading),
        status=_status(draft, due is not None and today is not None and last_day(due) < today),
        evidence=gather([*(quote(r, p.sentence) for r, p in draft.promises), *draft.proofs]),
    )


def _status(draft: Draft, overdue: bool) -> CommitmentStatus:
    if draft.verdicts == {"kept"}:
        return "kept"
    if draft.verdicts == {"broken"}:
        return "broken"
    if draft.verdicts:
        return "disputed"
    return "unknown" if overdue else "open"
