"""One truce as it enters the record.

Enters: a draft. Leaves: a `Ceasefire`.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from dragoman.model import Ceasefire, Detail, Party, Truce, Violation
from dragoman.model.record import CeasefireStatus
from dragoman.reconciling.actors.parties import Parties
from dragoman.reconciling.days import first_day, length, stated_days
from dragoman.reconciling.evidence import gather, quote
from dragoman.reconciling.truces.drafts import Draft, Mention
from dragoman.reconciling.truces.episodes import find_episodes, is_over
from dragoman.reconciling.truces.violations import gather_violations

MADE = ("declared", "agreed")
REAL = (*MADE, "in_effect", "extended", "violated", "ended")


def is_worth(draft: Draft) -> bool:
    """What is only asked for counts where its parties are named; what has a day of its own has been made."""
    return any(_is_real(m.truce) for m in draft.mentions) or len(draft.who) >= 2


def _is_real(truce: Truce) -> bool:
    dated = stated_days(truce.made) or stated_days(truce.begins)
    return truce.phase in REAL or (truce.phase != "proposed" and dated is not None)


def make_ceasefire(draft: Draft, parties: Parties) -> Ceasefire:
    """Make the record's entry of one truce."""
    mentions = sorted(draft.mentions, key=lambda m: (m.told, m.report, m.truce.span))
    untils = [d for m in mentions if (d := stated_days(m.truce.until))]
    reports_to = next(((m, m.truce.reports_to) for m in mentions if m.truce.reports_to), None)
    violations = gather_violations(mentions, draft.who, parties)
    episodes = find_episodes(mentions, parties)
    over = [e for e in episodes if e.kind in ("collapsed", "expired") and not e.disputed]
    guarantors = _names(mentions, lambda t: t.guarantors, parties)
    lasts = next((m for m in mentions if m.truce.lasts), None)
    return Ceasefire(
        name=_name(mentions),
        declared=draft.made.value(),
        in_effect=draft.starts.value(),
        ended=min((e.when for e in over if e.when), key=length, default=None),
        until=untils[-1] if untils else None,
        status=_status(mentions, bool(over)),
        episodes=episodes,
        parties=tuple(w for w in draft.who or _at_odds(violations) if w not in guarantors),
        exclusions=_details(mentions, lambda m: parties.all(m.report, m.truce.excludes)),
        scope=_scope(mentions),
        area=_details(mentions, lambda m: [p.name for p in m.truce.area]),
        guarantors=guarantors,
        mediators=_details(mentions, lambda m: parties.all(m.report, m.truce.mediators)),
        monitors=_names(mentions, lambda t: t.monitors, parties),
        mechanism=_details(mentions, lambda m: [p.name for p in m.truce.mechanism]),
        reports_to=parties.name(reports_to[0].report, reports_to[1].name) if reports_to else None,
        written=next((m.truce.written for m in mentions if m.truce.written is not None), None),
        purposes=_details(mentions, lambda m: m.truce.purposes),
        lasts=Detail(value=lasts.truce.lasts or "", evidence=(quote(lasts.reading, lasts.truce.sentence),))
        if lasts
        else None,
        lasts_days=lasts.truce.lasts_days if lasts else None,
        alleged_violations=violations,
        evidence=gather(quote(m.reading, m.truce.sentence) for m in mentions),
    )


def order(made: Ceasefire) -> tuple[object, ...]:
    """Where a truce stands in the record: by its day, then by where it is first told of."""
    return (first_day(made.declared or made.in_effect), made.evidence[0].report, made.evidence[0].sentence)


def _name(mentions: Sequence[Mention]) -> str | None:
    """The name printed most, of several the first; that of a truce asked for only where it has no other."""
    named = [m.truce for m in mentions if m.truce.name]
    names = [t.name for t in named if t.phase != "proposed"] or [t.name for t in named]
    return Counter(names).most_common(1)[0][0] if names else None


def _at_odds(violations: Sequence[Violation]) -> tuple[str, ...]:
    """The two who accuse each other of breaking it; whoever does so is bound by it."""
    pairs = dict.fromkeys((v.accuser, v.accused) for v in violations if v.accuser and v.accused)
    return next(((*by, *whom) for by, whom in pairs if (whom, by) in pairs), ())


def _names(mentions: Iterable[Mention], pick: Callable[[Truce], Iterable[Party]], parties: Parties) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for m in mentions for name in parties.all(m.report, pick(m.truce))))


def _details(mentions: Iterable[Mention], pick: Callable[[Mention], Iterable[str]]) -> tuple[Detail, ...]:
    """Each value once, in order of time, with the sentences that give it."""
    found: dict[str, list[Mention]] = {}
    for mention in mentions:
        for value in pick(mention):
            found.setdefault(value, []).append(mention)
    return tuple(
        Detail(value=v, evidence=gather(quote(m.reading, m.truce.sentence) for m in ms)) for v, ms in found.items()
    )


def _scope(mentions: Sequence[Mention]) -> Literal["nationwide", "partial"] | None:
    """Nationwide only where it is said so; a truce in named places is partial, one "in the country" says neither."""
    if any(m.truce.nationwide for m in mentions):
        return "nationwide"
    local = any(m.truce.nationwide is False for m in mentions)
    return "partial" if local else None


def _status(mentions: Sequence[Mention], over: bool) -> CeasefireStatus:
    """As last told; that it is over counts only where no side disputes it."""
    phases = {m.truce.phase for m in mentions if not m.truce.denied}
    if over:
        last = max((m.told, not is_over(m)) for m in mentions if m.truce.phase in REAL and not m.truce.denied)
        return "in_effect" if last[1] else "ended"
    if phases & {"in_effect", "extended", "violated", "ended"}:
        return "in_effect"
    if phases & set(MADE):
        return "declared"
    return "proposed" if "proposed" in phases else "unknown"
