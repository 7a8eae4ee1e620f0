"""Promises over all reports, and what became of them.

Enters: readings. Leaves: `Commitment` records. Two mentions are one promise if the same side binds itself to the
same kind of deed, in words that agree, within a month or by the same day. What became of it is only what a later
report says: that it was done or not done, or that somebody accuses the side of not keeping it.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from dragoman.model import Commitment, Event, Evidence, Interval, Promise, Reading, Talks
from dragoman.model.record import CommitmentStatus
from dragoman.reconciling.days import days_of, first_day, gap, last_day, overlaps, published_days
from dragoman.reconciling.evidence import gather, quote
from dragoman.reconciling.parties import Parties

SAME_WORDS = 80  # of 100: how alike two wordings of one promise are (rapidfuzz token_set_ratio)
SAME_DAYS = 30  # days between two mentions of one promise, where no day by which it is due says more
FORGOTTEN = 90  # days after which a promise without a day, of which nothing more is told, is no longer open
DEEDS = ("RETREAT", "AID", "COOPERATE", "CONCEDE", "SUPPORT")  # events that can be looked for as done
UNDONE = ("refused", "failed", "cancelled", "denied")
_EVENTS = {"withdraw": ("withdraw",), "release": ("release",), "disarm": ("disarm",)}  # kind to modes of RETREAT
_PEACE = ("keep_truce", "halt")  # kinds that an alleged breach of the truce calls in question
_HELD = ("opens", "ongoing", "ended", "held")
_LEAST = 4  # letters of a word that carries meaning


@dataclass
class Draft:
    """A promise in the making. `verdicts`: kept, broken, or accused (somebody says that it was broken)."""

    number: int = 0
    promises: list[tuple[Reading, Promise]] = field(default_factory=list)
    who: list[str] = field(default_factory=list)
    verdicts: set[str] = field(default_factory=set)
    proofs: list[Evidence] = field(default_factory=list)

    def kind(self) -> str | None:
        return next((p.kind for _, p in self.promises if p.kind), None)

    def due(self) -> Interval | None:
        return next((d for _, p in self.promises if (d := days_of(p.due))), None)

    def made(self) -> dt.date:
        """The first day on which it is told of."""
        return min(first_day(published_days(r)) for r, _ in self.promises)

    def last(self) -> dt.date:
        return max(first_day(published_days(r)) for r, _ in self.promises)

    def words(self) -> set[str]:
        return {w for _, p in self.promises for w in _words(p.what)}

    def judge(self, verdict: str, proof: Evidence) -> None:
        """Note what became of it, and where that is said."""
        self.verdicts.add(verdict)
        self.proofs.append(proof)


def gather_commitments(readings: Sequence[Reading], parties: Parties) -> list[Commitment]:
    """Make the promises of all reports, with their status on the day of the last report."""
    blocks: dict[str, list[Draft]] = defaultdict(list)
    drafts: list[Draft] = []
    outcomes: list[tuple[Reading, Promise]] = []
    for reading in readings:
        for promise in reading.promises:
            if promise.phase == "made":
                _take(reading, promise, parties, blocks, drafts)
            else:
                outcomes.append((reading, promise))
    for reading, promise in outcomes:
        _conclude(reading, promise, parties, blocks, drafts)
    for reading in readings:
        _look_for_deeds(reading, parties, blocks)
        _look_for_breaches(reading, parties, blocks)
        _look_for_meetings(reading, blocks, parties)
    today = max((last_day(d) for r in readings if (d := published_days(r))), default=None)
    made = [_commitment(d, today, parties) for d in drafts]
    return sorted(made, key=lambda c: (first_day(c.made), c.evidence[0].report, c.evidence[0].sentence, c.what))


def _near(names: Iterable[str], parties: Parties, blocks: dict[str, list[Draft]]) -> list[Draft]:
    """The promises of somebody or of his side, in the order in which they were made."""
    sides = sorted({s for name in names for s in parties.sides(name)})
    return sorted({d.number: d for s in sides for d in blocks.get(s, ())}.values(), key=lambda d: d.number)


def _put(draft: Draft, names: Iterable[str], parties: Parties, blocks: dict[str, list[Draft]]) -> None:
    for name in names:
        if name not in draft.who:
            draft.who.append(name)
        for side in parties.sides(name):
            if draft not in blocks[side]:
                blocks[side].append(draft)


def _take(
    reading: Reading, promise: Promise, parties: Parties, blocks: dict[str, list[Draft]], drafts: list[Draft]
) -> Draft:
    who = parties.all(reading.report.id, promise.who)
    near = [d for d in _near(who, parties, blocks) if _is_same(d, reading, promise)]
    if near:
        draft = near[-1]
        who = tuple(w for w in who if not any(parties.sides(w) & parties.sides(k) for k in draft.who))
    else:
        draft = Draft(number=len(drafts))
        drafts.append(draft)
    draft.promises.append((reading, promise))
    _put(draft, who, parties, blocks)
    return draft


def _is_same(draft: Draft, reading: Reading, promise: Promise) -> bool:
    due, known = days_of(promise.due), draft.due()
    if due and known and gap(due, known) > SAME_DAYS:
        return False
    if any(fuzz.token_set_ratio(p.what, promise.what) >= SAME_WORDS for _, p in draft.promises):
        return True
    if promise.kind is None or promise.kind != draft.kind():
        return False
    soon = (first_day(published_days(reading)) - draft.last()).days <= SAME_DAYS
    close = soon or promise.recalled or bool(due and known and overlaps(due, known))
    mine = _words(promise.what)
    return close and (len(mine) <= 2 or bool(mine & draft.words()))


def _words(text: str) -> set[str]:
    """The words that carry meaning, cut short so that "withdraw" and "withdrawal" agree."""
    return {w[:6] for w in re.findall(r"[^\W\d_]+", text.lower()) if len(w) >= _LEAST and w not in _EMPTY}


_EMPTY = {
    "their",
    "that",
    "this",
    "from",
    "with",
    "have",
    "which",
    "they",
    "would",
    "will",
    "into",
    "than",
    "within",
    "days",
}


def _conclude(
    reading: Reading, promise: Promise, parties: Parties, blocks: dict[str, list[Draft]], drafts: list[Draft]
) -> None:
    """A report says that a promise was kept or broken: find which one."""
    told = first_day(published_days(reading))
    who = parties.all(reading.report.id, promise.who)
    named = who or tuple(parties.name(reading.report.id, a.name) for a in reading.actors if not a.members)
    fitting = [
        (len(_words(promise.what) & d.words()), d.made(), d.number, d)
        for d in _near(named, parties, blocks)
        if d.made() <= told and _tells_of(d, promise) and (who or _is_recent(d, told))
    ]
    draft = max(fitting, key=lambda f: f[:3])[3] if fitting else None
    verdict = "kept" if promise.phase == "kept" else "broken"
    if verdict == "broken" and _is_accusation(reading, promise, parties):
        verdict = "accused"
    if draft is None and who:  # a promise of which nothing else is told
        draft = _take(reading, promise, parties, blocks, drafts)
    if draft is not None:
        draft.judge(verdict, quote(reading, promise.sentence))


def _is_recent(draft: Draft, told: dt.date) -> bool:
    """Told of, or due, not long before: "the withdrawal" of nobody in particular means no older one."""
    due = draft.due()
    return (told - max(draft.last(), last_day(due) if due else dt.date.min)).days <= FORGOTTEN


def _tells_of(draft: Draft, promise: Promise) -> bool:
    alike = any(fuzz.token_set_ratio(p.what, promise.what) >= SAME_WORDS for _, p in draft.promises)
    return alike or (promise.kind is not None and promise.kind == draft.kind())


def _is_accusation(reading: Reading, promise: Promise, parties: Parties) -> bool:
    """True if a side says it, and not the report or a body of no side."""
    said = next((a for a in reading.attributions if a.id == promise.attribution), None)
    if said is None or not said.speaker:
        return False
    actor = next((a for a in reading.actors if a.name == said.speaker), None)
    return not (actor and (actor.code or "")[:3] in ("UNO", "IGO", "NGO"))


def _look_for_deeds(reading: Reading, parties: Parties, blocks: dict[str, list[Draft]]) -> None:
    """Find later events that are the deed of a promise: same kind, same side, in words that agree."""
    for event in reading.events:
        if event.type not in DEEDS or not (event.status == "happened" or event.status in UNDONE):
            continue
        for draft in _near(parties.all(reading.report.id, event.agents), parties, blocks):
            if any(_is_deed(r, p, reading, event) for r, p in draft.promises):
                verdict = "kept" if event.status == "happened" else "broken"
                draft.judge("accused" if event.status == "denied" else verdict, quote(reading, event.sentence))


def _is_deed(made_in: Reading, promise: Promise, reading: Reading, event: Event) -> bool:
    if made_in.report.id == reading.report.id or event.mode is None:
        return False
    if first_day(published_days(made_in)) > last_day(days_of(event.when) or published_days(reading)):
        return False
    promised = next((e for e in made_in.events if e.id == promise.deed), None)
    if promised and promised.place and event.place and promised.place.name != event.place.name:
        return False
    if promised and (promised.type, promised.mode) == (event.type, event.mode):
        return True
    sentence = reading.report.quote(event.sentence).lower()
    if "all" in promise.what.lower().split() and "all" not in sentence.split():
        return False  # some is not all
    same = event.type == "RETREAT" and event.mode in _EVENTS.get(promise.kind or "", ())
    return same and bool(_words(promise.what) & _words(sentence))


def _look_for_breaches(reading: Reading, parties: Parties, blocks: dict[str, list[Draft]]) -> None:
    """Whoever is accused of a breach of the truce is accused of not keeping his promise to hold his fire."""
    told = first_day(published_days(reading))
    for truce in reading.truces:
        if not truce.what or not truce.accuser:
            continue
        for draft in _near(parties.all(reading.report.id, truce.accused), parties, blocks):
            later = draft.made() <= told and reading.report.id not in {r.report.id for r, _ in draft.promises}
            if draft.kind() in _PEACE and later:
                draft.judge("accused", quote(reading, truce.sentence))


def _look_for_meetings(reading: Reading, blocks: dict[str, list[Draft]], parties: Parties) -> None:
    """A meeting that was held on the promised day keeps the promise to come."""
    for talks in reading.talks:
        days = days_of(talks.when) if talks.phase in _HELD and talks.when and talks.when.text else None
        if days is None:
            continue
        named = parties.all(reading.report.id, talks.parties) or [
            parties.name(reading.report.id, a.name) for a in reading.actors
        ]
        for draft in _near(named, parties, blocks):
            due = draft.due()
            promised = (
                due
                and draft.kind() == "meet"
                and overlaps(due, days)
                and draft.made() < first_day(published_days(reading))
            )
            if promised and _is_there(draft, talks):
                draft.judge("kept", quote(reading, talks.sentence))


def _is_there(draft: Draft, talks: Talks) -> bool:
    """No other place than the promised one."""
    place = talks.place.name.lower() if talks.place else None
    return place is None or any(place in p.what.lower() for _, p in draft.promises)


def _commitment(draft: Draft, today: dt.date | None, parties: Parties) -> Commitment:
    reading, first = draft.promises[0]
    due = draft.due()
    made = days_of(first.made) or published_days(reading)
    return Commitment(
        who=tuple(draft.who),
        to=tuple(dict.fromkeys(n for r, p in draft.promises for n in parties.all(r.report.id, p.to))),
        what=first.what,
        due=due,
        made_at=next((p.made_at for _, p in draft.promises if p.made_at), None),
        made=made,
        status=_status(draft, today),
        evidence=gather([*(quote(r, p.sentence) for r, p in draft.promises), *draft.proofs]),
    )


def _status(draft: Draft, today: dt.date | None) -> CommitmentStatus:
    if draft.verdicts in ({"kept"}, {"broken"}):
        return "kept" if "kept" in draft.verdicts else "broken"
    if draft.verdicts == {"broken", "accused"}:
        return "broken"
    if draft.verdicts:
        return "disputed"
    due = draft.due()
    if today is None or (due and last_day(due) >= today):
        return "open"
    return "unknown" if due or (today - draft.last()).days > FORGOTTEN else "open"
