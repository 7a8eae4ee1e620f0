"""The ceasefire: since when, between whom, who guarantees and monitors it, and who says that it was broken.

Enters: the record's ceasefires. Leaves: a section with a group for each.
"""

import datetime as dt
from collections.abc import Iterator, Sequence

from dragoman.briefing.brief import Group, Line, Section
from dragoman.briefing.desk import Desk, capital, clip, close
from dragoman.model import Ceasefire, Detail, Evidence, Range, Violation

TURNS = ("extended", "collapsed", "expired")  # its beginning stands in the line on its state
BESIDE = ":paragraph"  # the basis of a breach that is only told beside the truce
MOST_PARTIES = 3  # in the name of a truce
_NEVER = dt.date.min


def write_truce(desk: Desk) -> Section:
    """The ceasefires that the reports tell most of."""
    chosen = choose_truces(desk)
    groups = [Group(title=name_truce(desk, c), kind="truce", lines=tuple(_truce(desk, c))) for c in chosen]
    breaches = sum(max(0, len(c.alleged_violations) - desk.limits.breaches) for c in chosen)
    return desk.section("truce", groups, left_out=len(desk.record.ceasefires) - len(chosen) + breaches)


def choose_truces(desk: Desk) -> list[Ceasefire]:
    """Those with a day, a guarantor, a monitor or an alleged breach; the most reported first."""
    telling = [c for c in desk.record.ceasefires if _tells(c) and truce_evidence(c)]
    return sorted(telling, key=lambda c: -len({e.report for e in truce_evidence(c)}))[: desk.limits.truces]


def _tells(c: Ceasefire) -> bool:
    return bool(c.declared or c.in_effect or c.ended or c.guarantors or c.monitors or c.alleged_violations)


def truce_evidence(c: Ceasefire) -> tuple[Evidence, ...]:
    """All sentences behind a ceasefire."""
    return (*c.evidence, *(e for v in c.alleged_violations for e in v.evidence))


def name_truce(desk: Desk, c: Ceasefire) -> str:
    """Its name as printed, with a capital; without one, between whom it is."""
    if c.name:
        return capital(clip(close(c.name), 80))
    parties = desk.words.join([close(n) for n in c.parties]) if 1 < len(c.parties) <= MOST_PARTIES else None
    return clip(desk.words.say("truce_unnamed", parties=parties), 80)


def _truce(desk: Desk, c: Ceasefire) -> Iterator[Line]:
    words = desk.words
    evidence = c.evidence or truce_evidence(c)
    begin = c.in_effect or c.declared
    text = _state(desk, c)
    yield desk.line(text, evidence, label="state", marks=(c.status,), when=begin, backing=c.backing)
    yield from _turns(desk, c)
    for label, names in (("parties", c.parties), ("guarantors", c.guarantors)):
        if names:
            text = words.say("listing", who=words.join([close(n) for n in names]))
            yield desk.line(text, _naming(c, names), label=label, taken=names)
    yield from _details(desk, c)
    if c.monitors or c.reports_to:
        to = close(c.reports_to) if c.reports_to else None
        text = words.say(
            "monitors_report" if c.monitors else "reports_to", who=words.join([close(m) for m in c.monitors]), to=to
        )
        yield desk.line(text, _naming(c, c.monitors or (c.reports_to or "",)), label="monitors", taken=c.monitors)
    breaches = sorted(c.alleged_violations, key=lambda v: -(desk.sourcing.first_day(v.evidence) or _NEVER).toordinal())
    for v in breaches[: desk.limits.breaches]:
        yield breach_line(desk, v, evidence)


def _turns(desk: Desk, c: Ceasefire) -> Iterator[Line]:
    """What became of it after it began: extended, collapsed, expired, each by whose word; the latest."""
    for e in [e for e in c.episodes if e.kind in TURNS and e.evidence][-desk.limits.turns :]:
        by, denied = (desk.words.join([clip(close(n), 80) for n in names], 3) for names in (e.by, e.denied_by))
        when, until = desk.words.days(e.when, "on"), desk.words.days(e.until)
        text = desk.words.say(f"turn_{e.kind}", by=by, when=when, until=until, denied=denied)
        marks = ("disputed",) if e.disputed else ()
        yield desk.line(text, e.evidence, label=f"turn_{e.kind}", marks=marks, when=e.when)


def _details(desk: Desk, c: Ceasefire) -> Iterator[Line]:
    """Where it holds and for whom it does not, who brought it about, what is to deal with breaches."""
    area = desk.words.join([close(d.value) for d in c.area], 5)
    scope = desk.words.say(f"scope_{c.scope}") if c.scope else None
    if area or scope or c.exclusions:
        excluded = desk.words.join([clip(close(d.value), 80) for d in c.exclusions], 4)
        text = desk.words.say("scope", scope=scope, area=area, excluded=excluded)
        told = (*c.area, *c.exclusions)
        yield desk.line(text, _behind(c, told), label="scope", taken=[d.value for d in told])
    for label, details in (("mediators", c.mediators), ("mechanism", c.mechanism)):
        if details:
            text = desk.words.say("listing", who=desk.words.join([clip(close(d.value), 80) for d in details], 4))
            yield desk.line(text, _behind(c, details), label=label, taken=[d.value for d in details])


def _behind(c: Ceasefire, details: Sequence[Detail]) -> tuple[Evidence, ...]:
    return tuple(e for d in details for e in d.evidence) or truce_evidence(c)


def is_to_come(desk: Desk, c: Ceasefire) -> bool:
    """True if it had not begun on the day of the last report on it."""
    begin = c.declared or c.in_effect
    told = [d for e in truce_evidence(c) if (d := desk.sourcing.day(e.report))]
    return bool(begin and begin.earliest and told and max(told) < begin.earliest)


def _state(desk: Desk, c: Ceasefire) -> str:
    words = desk.words
    if is_to_come(desk, c):
        return words.say("truce_announced", when=words.days(c.declared or c.in_effect, "for"))
    declared, effect, ended = (words.days(d, "on") for d in (c.declared, c.in_effect, c.ended))
    until = words.days(c.until) if not ended else None
    lasts = close(c.lasts.value) if c.lasts and not until else None
    key = "declared" if declared else "in_effect" if effect else "ended" if ended else "undated"
    return words.say(f"truce_{key}", declared=declared, effect=effect, ended=ended, until=until, lasts=lasts)


def _naming(c: Ceasefire, names: tuple[str, ...]) -> tuple[Evidence, ...]:
    """The sentences in which a name stands; all, where none has it word for word."""
    return tuple(e for e in c.evidence if any(n and n in e.quote for n in names)) or truce_evidence(c)


def breach_line(desk: Desk, v: Violation, otherwise: tuple[Evidence, ...]) -> Line:
    """Who accuses whom of what, and what was answered."""
    evidence = (*(v.evidence or otherwise), *(e for a in v.answers for e in a.evidence))
    marks = ["alleged", *desk.unnamed(v.accuser)]
    if v.basis.endswith(BESIDE):
        marks.append("beside")
    return desk.line(tell_breach(desk, v), evidence, label="alleged", marks=marks, when=v.when, taken=(v.what,))


def tell_breach(desk: Desk, v: Violation) -> str:
    """An accusation, as one; a side that is not named stays so."""
    words = desk.words
    accuser, accused = (words.join([clip(close(n), 80) for n in names], 4) for names in (v.accuser, v.accused))
    key = (
        "breach"
        if accuser and accused
        else "breach_of_none"
        if accuser
        else "breach_by_none"
        if accused
        else "breach_bare"
    )
    return words.say(
        key,
        accuser=accuser,
        accused=accused,
        what=clip(close(v.what)) if v.what else None,
        place=clip(v.place.name, 80) if v.place else None,
        when=words.days(v.when, "on"),
        number=_range(desk, v.number),
        killed=_range(desk, v.killed),
        answers=_answers(desk, v),
    )


def _range(desk: Desk, count: Range | None) -> str | None:
    if count is None or count.high == 0:
        return None
    low = desk.words.number(count.low)
    if count.high is None:
        return desk.words.say("toll_at_least", number=low)
    return low if count.low == count.high else desk.words.say("from_to", low=low, high=desk.words.number(count.high))


def _answers(desk: Desk, v: Violation) -> str:
    """ "denied by the army; admitted by ..."."""
    given = [(a.kind, a.by) for a in v.answers]
    answered = {name for _, by in given for name in by}
    if rest := tuple(name for name in v.denied_by if name not in answered):
        given.append(("denied", rest))
    told = []
    for kind, by in dict.fromkeys(given):
        who = desk.words.join([clip(close(n), 80) for n in by], 3)
        told.append(desk.words.say(f"answer_{kind}", by=who))
    return "; ".join(told)
