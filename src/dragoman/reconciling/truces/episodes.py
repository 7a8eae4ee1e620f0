"""The life of one truce: declared, in effect, extended, collapsed, expired, each with its day and its sentences.

Enters: the mentions of a truce, in order of time. Leaves: `Episode`s in order of time. What a report tells without a
day belongs to the turn of the same kind that other reports date, if there is one near. Where one side says that the
truce is over and another denies it, or says within a few days that it holds, that turn is disputed.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from dragoman.model import Episode, Interval, When
from dragoman.model.reading import TrucePhase
from dragoman.model.record import EpisodeKind
from dragoman.reconciling.actors.parties import Parties
from dragoman.reconciling.days import first_day, gap, last_day, stated_days
from dragoman.reconciling.evidence import gather, quote
from dragoman.reconciling.truces.drafts import Days, Mention

RESTART = 14  # days between two beginnings of one truce
NEAR = 7  # days between two reports of one undated turn, and between a claim and what contradicts it
_HOLDS = ("in_effect", "extended")
_ORDER: tuple[EpisodeKind, ...] = ("declared", "in_effect", "extended", "collapsed", "expired")
_TO_DECLARE: tuple[TrucePhase, ...] = ("declared", "agreed")
_PHASES: dict[EpisodeKind, tuple[TrucePhase, ...]] = {  # of the mentions that say who did it
    "declared": _TO_DECLARE, "extended": ("extended",), "collapsed": ("ended",), "expired": ("ended",),
}  # fmt: skip


@dataclass(slots=True)
class Turn:
    """One episode in the making."""

    kind: EpisodeKind
    mentions: list[Mention] = field(default_factory=list)
    when: Days = field(default_factory=Days)
    until: Days = field(default_factory=Days)

    def told(self) -> dt.date:
        """The day of the first report on it."""
        return self.mentions[0].told

    def add(self, mention: Mention, when: Interval | None, until: Interval | None) -> None:
        """Add a mention with the days it gives."""
        self.mentions.append(mention)
        self.when.add(when)
        self.until.add(until)


def find_episodes(mentions: Sequence[Mention], parties: Parties) -> tuple[Episode, ...]:
    """Find the turns in the life of a truce.

    Args:
        mentions: of one truce over all reports, in order of time.
    """
    turns = [t for kind in _ORDER for t in _turns(kind, mentions, parties)]
    made = [_episode(turn, mentions, parties) for turn in turns]
    return tuple(sorted(made, key=_place_in_time))


def _place_in_time(e: Episode) -> tuple[object, ...]:
    return (first_day(e.when or _before(e.until)), _ORDER.index(e.kind), e.evidence[0].report, e.evidence[0].sentence)


def _before(until: Interval | None) -> Interval | None:
    """A truce was extended some day before the one to which it was: good enough for the order."""
    return until


def _turns(kind: EpisodeKind, mentions: Sequence[Mention], parties: Parties) -> list[Turn]:
    told = [(m, when, until) for m in mentions for when, until in _days(kind, m)]
    turns: list[Turn] = []
    for mention, when, until in sorted(told, key=lambda t: t[1] is None and t[2] is None):  # the dated ones first
        fitting = [t for t in turns if _fits(t, mention, when, until, parties)]
        turn = min(fitting, key=lambda t: abs((t.told() - mention.told).days), default=None)
        if turn is None:
            turn = Turn(kind)
            turns.append(turn)
        turn.add(mention, when, until)
    return turns


def _days(kind: EpisodeKind, mention: Mention) -> Iterator[tuple[Interval | None, Interval | None]]:
    """The days that a mention gives of a turn of this kind, and until when; nothing if it tells of none."""
    truce = mention.truce
    until, when = stated_days(truce.until), _stated(truce.when)
    if truce.denied or truce.what:
        return
    if kind == "declared" and (
        stated_days(truce.made) or truce.phase == "declared" or (truce.phase == "agreed" and truce.by)
    ):
        yield stated_days(truce.made) or (when if truce.phase == "declared" and not truce.begins else None), None
    elif kind == "in_effect" and (stated_days(truce.begins) or truce.phase == "in_effect"):
        yield stated_days(truce.begins), None
    elif kind == "extended" and truce.phase == "extended":
        yield when if when != until else None, until
    elif truce.phase == "ended" and kind == (truce.ended or "collapsed") and is_over(mention):
        yield until or when, None


def _stated(when: When | None) -> Interval | None:
    return stated_days(when)


def is_over(mention: Mention) -> bool:
    """True if the report tells of its end; "expires on Monday" is none before Monday, and a denial is none."""
    until = stated_days(mention.truce.until) or stated_days(mention.truce.when)
    over = mention.truce.phase == "ended" and not mention.truce.denied
    ahead = until is not None and (
        last_day(until) >= mention.told if mention.truce.until else first_day(until) > mention.told
    )
    return over and not ahead


def _fits(turn: Turn, mention: Mention, when: Interval | None, until: Interval | None, parties: Parties) -> bool:
    """True if a mention may be of this turn. A truce begins once, and is declared once by each side."""
    theirs, end = turn.when.value(), turn.until.value()
    if when and theirs and gap(when, theirs) > 1:
        if turn.kind == "in_effect":
            return gap(when, theirs) <= RESTART
        return turn.kind == "declared" and not _are_others(turn, mention, parties)
    if until and end:
        return gap(until, end) == 0
    if (when and theirs) or turn.kind in ("declared", "in_effect"):
        return True
    return abs((turn.told() - mention.told).days) <= NEAR


def _are_others(turn: Turn, mention: Mention, parties: Parties) -> bool:
    """True if it is said to be declared by others than those of the turn."""
    theirs, mine = _by(turn, parties), parties.all(mention.report, mention.truce.by)
    return bool(theirs and mine) and not parties.shared(theirs, mine)


def _episode(turn: Turn, mentions: Sequence[Mention], parties: Parties) -> Episode:
    by = _by(turn, parties)
    ends = turn.kind in ("collapsed", "expired")
    against = list(_against(turn, mentions, by, parties)) if ends else []
    claimed = all(_speaker(m, parties) or m.truce.by for m in turn.mentions)  # never on the report's own word
    return Episode(
        kind=turn.kind,
        when=turn.when.value(),
        by=by,
        until=turn.until.value(),
        disputed=bool(against) and claimed,
        denied_by=_one_a_side((name for names, _ in against for name in names), parties) if claimed else (),
        evidence=gather(quote(m.reading, m.truce.sentence) for m in [*_telling(turn), *(m for _, m in against)]),
    )


def _telling(turn: Turn) -> list[Mention]:
    """The mentions that tell of the turn itself: of those that a truce is in effect, the ones that say since when."""
    since = [m for m in turn.mentions if stated_days(m.truce.begins)] if turn.kind == "in_effect" else []
    return since or turn.mentions


def _by(turn: Turn, parties: Parties) -> tuple[str, ...]:
    """Who did it; of the end of a truce, else, who says so. Who speaks for a side that is named already is left out."""
    phases = _PHASES.get(turn.kind, ())
    mentions = [m for m in turn.mentions if m.truce.phase in phases]
    found = [name for m in mentions for name in parties.all(m.report, m.truce.by)]
    if not found and "ended" in phases:
        found = [n for m in mentions for n in _speaker(m, parties)]
    return _one_a_side(found, parties)


def _one_a_side(names: Iterable[str], parties: Parties) -> tuple[str, ...]:
    """The names without those who speak for a side that is named before."""
    kept: list[str] = []
    for name in names:
        if not any(parties.sides(name) & parties.sides(k) for k in kept):
            kept.append(name)
    return tuple(kept)


def _speaker(mention: Mention, parties: Parties) -> tuple[str, ...]:
    """Who is cited for what a mention says."""
    said = next((a for a in mention.reading.attributions if a.id == mention.truce.attribution), None)
    return (parties.name(mention.report, said.speaker),) if said and said.speaker else ()


def _against(
    turn: Turn, mentions: Sequence[Mention], by: Sequence[str], parties: Parties
) -> Iterator[tuple[tuple[str, ...], Mention]]:
    """Who contradicts that it is over, with the mention: a denial, or that it holds, said by somebody else."""
    for m in mentions:
        if abs((m.told - turn.told()).days) > NEAR:
            continue
        denies = m.truce.phase == "ended" and m.truce.denied
        names = (parties.all(m.report, m.truce.by) if denies else ()) or _speaker(m, parties)
        other = bool(names) and not parties.shared(names, by)
        if other and (denies or (m.truce.phase in _HOLDS and not m.truce.denied and not m.truce.what)):
            yield names, m
