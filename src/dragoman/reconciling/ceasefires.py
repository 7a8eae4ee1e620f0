"""Ceasefires over all reports: declared, in effect, watched by whom, and who says they were broken.

Enters: readings. Leaves: `Ceasefire` records. Mentions of one report are one truce unless a name or a day parts
them. Truces of several reports are one if their days agree and a name, a place or two parties are the same; a
truce of which a report says nothing of its own is the last one made by whoever that report names.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.model import Ceasefire, Interval, Party, Reading, Truce, Violation
from dragoman.model.record import CeasefireStatus
from dragoman.reconciling.days import common, first_day, gap, last_day, length, published_days, stated_days
from dragoman.reconciling.evidence import gather, quote
from dragoman.reconciling.parties import Parties
from dragoman.reconciling.violations import gather_violations

SAME_DAYS = 60  # two dated truces further apart are two, whoever made them
CLOSE = 14  # days between an agreement and the start of its truce, in reports that name the same people
MADE = ("declared", "agreed")
REAL = (*MADE, "in_effect", "extended", "violated", "ended")
_KNOWN_BY = 2  # names that two reports must share for "the truce" to be the same one
_WORLD = ("UNO", "IGO", "NGO", "NGM", "MED", "EUR")  # who turns up in reports on any process


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention with its reading."""

    reading: Reading
    truce: Truce

    @property
    def told(self) -> dt.date:
        """The day of the report."""
        return last_day(published_days(self.reading))


@dataclass
class Draft:
    """A truce in the making."""

    number: int = 0
    mentions: list[Mention] = field(default_factory=list)
    who: list[str] = field(default_factory=list)
    about: set[str] = field(default_factory=set)  # whom the reports on it name
    _days: tuple[int, Interval | None] = (-1, None)  # for how many mentions, and their days

    def days(self) -> Interval | None:
        """When it was made, or else took effect."""
        if self._days[0] != len(self.mentions):
            self._days = (len(self.mentions), self.made() or self.starts())
        return self._days[1]

    def made(self) -> Interval | None:
        """When it was declared or agreed."""
        days = [d for m in self.mentions if (d := stated_days(m.truce.made))]
        return common(days) or min(days, key=length, default=None)

    def starts(self) -> Interval | None:
        """When it took, or is to take, effect."""
        days = [d for m in self.mentions if (d := stated_days(m.truce.begins))]
        return common(days) or min(days, key=lambda d: (length(d), first_day(d)), default=None)

    def marks(self) -> set[str]:
        """Its names and places."""
        names = {m.truce.name.casefold() for m in self.mentions if m.truce.name}
        return names | {m.truce.place.name.casefold() for m in self.mentions if m.truce.place}

    def is_bare(self) -> bool:
        """Neither parties nor day: nothing by which it could be told from another."""
        return not (len(self.who) > 1 or self.days())

    def bind(self, names: Iterable[str], parties: Parties) -> None:
        """Add whom it binds; who speaks for a side that is bound already is no further party."""
        for name in names:
            if not any(parties.sides(name) & parties.sides(w) for w in self.who):
                self.who.append(name)

    def take(self, other: "Draft", parties: Parties) -> None:
        """Join another draft."""
        self.mentions += other.mentions
        self.bind(other.who, parties)
        self.about |= other.about


def gather_ceasefires(
    readings: Sequence[Reading], parties: Parties, tracks: Mapping[str, set[str]] | None = None
) -> list[Ceasefire]:
    """Make the truces of all reports; what is only asked for counts where its parties are named.

    Args:
        tracks: report to the talks that it speaks of; a truce told of without day or parties may be known by them.
    """
    of_reports = [d for reading in readings for d in _of_report(reading, parties, tracks or {})]
    drafts: list[Draft] = []
    blocks: dict[str, dict[int, Draft]] = defaultdict(dict)  # in the order of the drafts
    for draft in [*(d for d in of_reports if not d.is_bare()), *(d for d in of_reports if d.is_bare())]:
        keys = [*draft.marks(), *draft.about, *(f"side:{s}" for w in draft.who for s in parties.sides(w))]
        near = [d for _, d in sorted({n: d for k in keys for n, d in blocks[k].items()}.items())]
        home = _home(draft, near, parties)
        if home is None:
            home = draft
            home.number = len(drafts)
            drafts.append(draft)
        else:
            home.take(draft, parties)
        for key in keys:
            blocks[key][home.number] = home
    made = [_ceasefire(d, parties) for d in drafts if _is_worth(d)]
    return sorted(made, key=_order)


def _order(made: Ceasefire) -> tuple[object, ...]:
    return (first_day(made.declared or made.in_effect), made.evidence[0].report, made.evidence[0].sentence)


def _is_worth(draft: Draft) -> bool:
    return any(m.truce.phase in REAL for m in draft.mentions) or len(draft.who) >= 2


def _of_report(reading: Reading, parties: Parties, tracks: Mapping[str, set[str]]) -> list[Draft]:
    drafts: list[Draft] = []
    about = _names(reading, parties) | tracks.get(reading.report.id, set())
    truces = [t for t in reading.truces if not t.what] + [t for t in reading.truces if t.what]
    for truce in truces:
        mention = Mention(reading, truce)
        draft = _nearest(mention, drafts) if truce.what else next((d for d in drafts if _fits(mention, d)), None)
        if draft is None:
            draft = Draft(about=set(about))
            drafts.append(draft)
        draft.mentions.append(mention)
        draft.bind(_bound(reading, truce, parties), parties)
    return drafts


def _names(reading: Reading, parties: Parties) -> set[str]:
    """The sides and bodies that a report names, without those that turn up everywhere."""
    report = reading.report.id
    named = [a for a in reading.actors if a.kind in ("state", "group", "person") and (a.code or "")[:3] not in _WORLD]
    return {parties.name(report, a.name) for a in named if not a.members}


def _bound(reading: Reading, truce: Truce, parties: Parties) -> tuple[str, ...]:
    """Who is bound by it. Three states or more, and nobody else, are those who brought it about."""
    kinds = {a.name: a.kind for a in reading.actors}
    names = parties.all(reading.report.id, truce.parties)
    if len(truce.parties) > 2 and all(kinds.get(p.name) == "state" for p in truce.parties):
        return ()
    return names


def _nearest(mention: Mention, drafts: Sequence[Draft]) -> Draft | None:
    """A breach is one of the truce spoken of nearest to it."""
    at = mention.truce.span.start
    return min(drafts, key=lambda d: min(abs(m.truce.span.start - at) for m in d.mentions), default=None)


def _fits(mention: Mention, draft: Draft) -> bool:
    """True unless a day or a name says that two mentions of one report mean two truces."""
    days = stated_days(mention.truce.made) or stated_days(mention.truce.begins)
    there = draft.days()
    if days and there and gap(days, there) > SAME_DAYS:
        return False
    names = {m.truce.name.casefold() for m in draft.mentions if m.truce.name}
    return not (mention.truce.name and names) or mention.truce.name.casefold() in names


def _home(draft: Draft, drafts: Sequence[Draft], parties: Parties) -> Draft | None:
    """The truce that a report's truce is, of those known; of several the last that had been made by then."""
    mine = draft.days()
    told = max(m.told for m in draft.mentions)
    fitting: list[tuple[bool, int, dt.date, Draft]] = []
    for known in drafts:
        theirs = known.days()
        if mine and theirs and gap(mine, theirs) > SAME_DAYS:
            continue
        if not mine and theirs and first_day(theirs) > told:
            continue  # it had not been made when this was written
        shared = len(draft.about & known.about)
        close = bool(mine and theirs and gap(mine, theirs) <= CLOSE)
        sure = bool(draft.marks() & known.marks()) or parties.shared(draft.who, known.who) >= _KNOWN_BY
        if sure or (shared >= _KNOWN_BY and (close or draft.is_bare() or known.is_bare())):
            fitting.append((sure, shared, first_day(theirs) if theirs else dt.date.min, known))
    most = max((shared for _, shared, _, _ in fitting), default=0)
    best = max(fitting, key=lambda f: (f[0], 2 * f[1] >= most, f[2]), default=None)
    return best[3] if best else None


def _ceasefire(draft: Draft, parties: Parties) -> Ceasefire:
    mentions = sorted(draft.mentions, key=lambda m: (m.told, m.reading.report.id, m.truce.span))
    names = [m.truce.name for m in mentions if m.truce.name]
    ends = [d for m in mentions if _is_over(m) and (d := stated_days(m.truce.until or m.truce.when))]
    untils = [d for m in mentions if (d := stated_days(m.truce.until))]
    reports_to = next(((m, m.truce.reports_to) for m in mentions if m.truce.reports_to), None)
    violations = gather_violations([(m.reading, m.truce) for m in mentions], draft.who, parties)
    guarantors = _all(((m, m.truce.guarantors) for m in mentions), parties)
    bound = draft.who or _at_odds(violations)
    return Ceasefire(
        name=min(names, key=lambda n: (-names.count(n), names.index(n))) if names else None,
        declared=draft.made(),
        in_effect=draft.starts(),
        ended=min(ends, key=length, default=None),
        until=untils[-1] if untils else None,
        status=_status(mentions),
        parties=tuple(w for w in bound if w not in guarantors),
        guarantors=guarantors,
        monitors=_all(((m, m.truce.monitors) for m in mentions), parties),
        reports_to=parties.name(reports_to[0].reading.report.id, reports_to[1].name) if reports_to else None,
        alleged_violations=violations,
        evidence=gather(quote(m.reading, m.truce.sentence) for m in mentions),
    )


def _at_odds(violations: Sequence[Violation]) -> tuple[str, ...]:
    """The two who accuse each other of breaking it; whoever does so is bound by it."""
    pairs = [(v.accuser, v.accused) for v in violations if v.accuser and v.accused]
    return next(((*by, *whom) for by, whom in pairs if (whom, by) in pairs), ())


def _all(given: Iterable[tuple[Mention, tuple[Party, ...]]], parties: Parties) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for m, ps in given for name in parties.all(m.reading.report.id, ps)))


def _is_over(mention: Mention) -> bool:
    """True if the report tells of its end; "expires on Monday" is none before Monday."""
    until = stated_days(mention.truce.until)
    return mention.truce.phase == "ended" and (until is None or last_day(until) < mention.told)


def _status(mentions: Sequence[Mention]) -> CeasefireStatus:
    phases = [m.truce.phase for m in mentions]
    if any(map(_is_over, mentions)):
        last = max((m.told, not _is_over(m)) for m in mentions if m.truce.phase in REAL)
        return "in_effect" if last[1] else "ended"
    if any(p in ("in_effect", "extended", "violated", "ended") for p in phases):
        return "in_effect"
    if any(p in MADE for p in phases):
        return "declared"
    return "proposed" if "proposed" in phases else "unknown"
