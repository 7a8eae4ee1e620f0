"""Ceasefires over all reports: declared, in effect, watched by whom, and who says they were broken.

Enters: readings. Leaves: `Ceasefire` records. Mentions of one report are one truce unless a name or a
date parts them; truces of several reports are one if a name, a place or two parties are the same.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.model import Ceasefire, Interval, Party, Reading, Truce, Violation
from dragoman.model.record import CeasefireStatus
from dragoman.reconciling.days import common, days_of, first_day, gap, length, stated_days
from dragoman.reconciling.evidence import gather, quote
from dragoman.reconciling.parties import Parties

SAME_DAYS = 60  # two dated truces further apart are two, whoever made them
MADE = ("declared", "agreed")
REAL = (*MADE, "in_effect", "extended", "violated", "ended")


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention with its reading."""

    reading: Reading
    truce: Truce

    @property
    def days(self) -> Interval | None:
        """Its days, where they are stated."""
        return stated_days(self.truce.when)

    @property
    def own_days(self) -> Interval | None:
        """The days that are part of its name: "December's ceasefire"."""
        t = self.truce
        return self.days if t.when and t.when.text and t.name and t.when.text in t.name else None


@dataclass
class Draft:
    """A truce in the making."""

    number: int = 0
    mentions: list[Mention] = field(default_factory=list)
    who: list[str] = field(default_factory=list)
    _span: tuple[int, Interval | None] = (-1, None)  # for how many mentions, and their days

    def span(self) -> Interval | None:
        """When it was made, or else took effect."""
        if self._span[0] != len(self.mentions):
            self._span = (len(self.mentions), self.made() or self.starts())
        return self._span[1]

    def made(self) -> Interval | None:
        """When it was declared or agreed."""
        days = [m.days for m in self.mentions if m.truce.phase in MADE and m.days]
        days += [m.own_days for m in self.mentions if m.own_days]
        return common(days) or min(days, key=length, default=None)

    def starts(self) -> Interval | None:
        """When it took effect."""
        days = [m.days for m in self.mentions if m.truce.phase == "in_effect" and m.days and not m.own_days]
        return min(days, key=lambda d: (length(d), first_day(d)), default=None)

    def is_bare(self) -> bool:
        """Neither name, place, parties nor day."""
        return not (self.marks() or self.who or self.span())

    def marks(self) -> set[str]:
        """Its names and places."""
        names = {m.truce.name.casefold() for m in self.mentions if m.truce.name}
        return names | {m.truce.place.name.casefold() for m in self.mentions if m.truce.place}


def gather_ceasefires(readings: Sequence[Reading], parties: Parties, tracks: Mapping[str, set[str]]) -> list[Ceasefire]:
    """Make the truces of all reports; what is only asked for counts where its parties are named.

    Args:
        tracks: report to the talks that it speaks of; a truce told of without name, place or parties is the
            one of another report on the same talks.
    """
    drafts: list[Draft] = []
    blocks: dict[str, dict[int, Draft]] = defaultdict(dict)  # in the order of the drafts
    for reading in readings:
        for draft in _of_report(reading, parties):
            keys = [*draft.marks(), *(f"side:{s}" for w in draft.who for s in parties.sides(w))]
            keys += [f"talks:{t}" for t in tracks.get(reading.report.id, ())]
            near = [d for _, d in sorted({n: d for k in keys for n, d in blocks[k].items()}.items())]
            home = next((d for d in near if _is_same(d, draft, parties)), None)
            home = home or _of_same_talks(draft, near, tracks)
            if home is None:
                home = Draft(number=len(drafts))
                drafts.append(home)
            home.mentions += draft.mentions
            home.who += [w for w in draft.who if w not in home.who]
            for key in keys:
                blocks[key][home.number] = home
    made = [_ceasefire(d, parties) for d in drafts if _is_worth(d)]
    return sorted(made, key=_order)


def _order(made: Ceasefire) -> tuple[object, ...]:
    return (first_day(made.declared or made.in_effect), made.evidence[0].report, made.evidence[0].sentence)


def _is_worth(draft: Draft) -> bool:
    return any(m.truce.phase in REAL for m in draft.mentions) or len(draft.who) >= 2


def _of_report(reading: Reading, parties: Parties) -> list[Draft]:
    drafts: list[Draft] = []
    for truce in reading.truces:
        mention = Mention(reading, truce)
        draft = next((d for d in drafts if _fits(mention, d)), None)
        if draft is None:
            draft = Draft()
            drafts.append(draft)
        draft.mentions.append(mention)
        for name in parties.all(reading.report.id, truce.parties):
            if name not in draft.who:
                draft.who.append(name)
    return drafts


def _fits(mention: Mention, draft: Draft) -> bool:
    days, there = mention.days, draft.span()
    if mention.truce.phase in (*MADE, "in_effect") and days and there and gap(days, there) > SAME_DAYS:
        return False
    names = {m.truce.name.casefold() for m in draft.mentions if m.truce.name}
    return not (mention.truce.name and names) or mention.truce.name.casefold() in names


def _is_same(a: Draft, b: Draft, parties: Parties) -> bool:
    mine, theirs = a.span(), b.span()
    if mine and theirs and gap(mine, theirs) > SAME_DAYS:
        return False
    return bool(a.marks() & b.marks()) or parties.shared(a.who, b.who) >= 2


def _of_same_talks(draft: Draft, drafts: Sequence[Draft], tracks: Mapping[str, set[str]]) -> Draft | None:
    """The one earlier truce of reports on the same talks, where one of the two says nothing of its own."""
    here = {t for m in draft.mentions for t in tracks.get(m.reading.report.id, ())}
    reports = {m.reading.report.id for m in draft.mentions}
    near = [
        d
        for d in drafts
        if any(here & tracks.get(m.reading.report.id, set()) for m in d.mentions)
        and reports.isdisjoint(m.reading.report.id for m in d.mentions)
        and (d.is_bare() or draft.is_bare())
    ]
    return near[0] if len(near) == 1 else None


def _ceasefire(draft: Draft, parties: Parties) -> Ceasefire:
    mentions = draft.mentions
    names = [m.truce.name for m in mentions if m.truce.name]
    ends = [m.days for m in mentions if m.truce.phase == "ended" and m.days]
    reports_to = next(((m, m.truce.reports_to) for m in mentions if m.truce.reports_to), None)
    return Ceasefire(
        name=min(names, key=lambda n: (-names.count(n), names.index(n))) if names else None,
        declared=draft.made(),
        in_effect=draft.starts(),
        ended=min(ends, key=length, default=None),
        status=_status(mentions),
        parties=tuple(draft.who),
        guarantors=_all(((m, m.truce.guarantors) for m in mentions), parties),
        monitors=_all(((m, m.truce.monitors) for m in mentions), parties),
        reports_to=parties.name(reports_to[0].reading.report.id, reports_to[1].name) if reports_to else None,
        alleged_violations=_violations(mentions, parties),
        evidence=gather(quote(m.reading, m.truce.sentence) for m in mentions),
    )


def _all(given: Iterable[tuple[Mention, tuple[Party, ...]]], parties: Parties) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for m, ps in given for name in parties.all(m.reading.report.id, ps)))


def _accusations(mentions: Sequence[Mention], parties: Parties) -> Iterator[Violation]:
    """Accusations of attacks in reports on the truce: whoever accuses speaks of a breach, by that name or not."""
    readings = {m.reading.report.id: m.reading for m in mentions if m.truce.phase in REAL}
    for name, reading in sorted(readings.items()):
        acts = [e.sentence for e in reading.events if e.type == "ASSAULT"]
        told = {m.truce.sentence for m in mentions if m.truce.what}
        for e in reading.events:
            known = e.type == "ACCUSE" and e.agents and e.recipients and e.sentence not in told
            if known and any(e.sentence == a for a in acts):
                yield Violation(
                    accused=parties.all(name, e.recipients),
                    accuser=parties.all(name, e.agents),
                    what=reading.report.text[e.trigger.start : e.sentence.end].strip(),
                    when=days_of(e.when),
                    evidence=(quote(reading, e.sentence),),
                )


def _status(mentions: Sequence[Mention]) -> CeasefireStatus:
    phases = [m.truce.phase for m in mentions]
    if "ended" in phases:
        last = max((_published(m), m.truce.phase != "ended") for m in mentions if m.truce.phase in REAL)
        return "in_effect" if last[1] else "ended"
    if any(p in ("in_effect", "extended", "violated") for p in phases):
        return "in_effect"
    if any(p in MADE for p in phases):
        return "declared"
    return "proposed" if "proposed" in phases else "unknown"


def _published(mention: Mention) -> dt.date:
    p = mention.reading.report.published
    return p.date or p.latest or dt.date.min


def _violations(mentions: Sequence[Mention], parties: Parties) -> tuple[Violation, ...]:
    found: dict[tuple[object, ...], list[Violation]] = {}
    for m in mentions:
        if m.truce.what is None:
            continue
        report = m.reading.report.id
        one = Violation(
            accused=parties.all(report, m.truce.accused),
            accuser=parties.all(report, m.truce.accuser),
            what=m.truce.what,
            when=None if m.own_days else m.days,
            evidence=(quote(m.reading, m.truce.sentence),),
        )
        found.setdefault((one.accused, one.accuser, one.what.casefold()), []).append(one)
    for one in _accusations(mentions, parties):
        found.setdefault((one.accused, one.accuser, one.what.casefold()), []).append(one)
    return tuple(
        Violation(
            accused=same[0].accused,
            accuser=same[0].accuser,
            what=same[0].what,
            when=next((v.when for v in same if v.when), None),
            evidence=gather(e for v in same for e in v.evidence),
        )
        for same in found.values()
    )
