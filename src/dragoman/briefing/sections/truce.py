"""The ceasefire: since when, between whom, who guarantees and monitors it, and who says that it was broken.

Enters: the record's ceasefires. Leaves: a section with a group for each.
"""

import datetime as dt
from collections.abc import Iterator

from dragoman.briefing.brief import Group, Line, Section
from dragoman.briefing.desk import Desk, capital, clip, close
from dragoman.model import Ceasefire, Evidence, Violation

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
    """Its name as printed, with a capital."""
    name = clip(close(c.name), 80) if c.name else desk.words.say("truce_unnamed")
    return capital(name)


def _truce(desk: Desk, c: Ceasefire) -> Iterator[Line]:
    words = desk.words
    evidence = c.evidence or truce_evidence(c)
    yield desk.line(_state(desk, c), evidence, label="state", marks=(c.status,), when=c.in_effect or c.declared)
    for label, names in (("parties", c.parties), ("guarantors", c.guarantors)):
        if names:
            text = words.say("listing", who=words.join([close(n) for n in names]))
            yield desk.line(text, _naming(c, names), label=label, taken=names)
    if c.monitors or c.reports_to:
        to = close(c.reports_to) if c.reports_to else None
        text = words.say(
            "monitors_report" if c.monitors else "reports_to", who=words.join([close(m) for m in c.monitors]), to=to
        )
        yield desk.line(text, _naming(c, c.monitors or (c.reports_to or "",)), label="monitors", taken=c.monitors)
    breaches = sorted(c.alleged_violations, key=lambda v: -(desk.line("", v.evidence).news or _NEVER).toordinal())
    for v in breaches[: desk.limits.breaches]:
        yield breach_line(desk, v, evidence)


def is_to_come(desk: Desk, c: Ceasefire) -> bool:
    """True if it had not begun on the day of the last report on it."""
    begin = c.declared or c.in_effect
    told = [d for e in truce_evidence(c) if (d := desk.sourcing.day(e.report))]
    return bool(begin and begin.earliest and told and max(told) < begin.earliest)


def _state(desk: Desk, c: Ceasefire) -> str:
    if is_to_come(desk, c):
        return desk.words.say("truce_announced", when=desk.words.days(c.declared or c.in_effect, "for"))
    declared, effect, ended = (desk.words.days(d, "on") for d in (c.declared, c.in_effect, c.ended))
    key = "declared" if declared else "in_effect" if effect else "ended" if ended else "undated"
    return desk.words.say(f"truce_{key}", declared=declared, effect=effect, ended=ended)


def _naming(c: Ceasefire, names: tuple[str, ...]) -> tuple[Evidence, ...]:
    """The sentences in which a name stands; all, where none has it word for word."""
    return tuple(e for e in c.evidence if any(n and n in e.quote for n in names)) or truce_evidence(c)


def breach_line(desk: Desk, v: Violation, otherwise: tuple[Evidence, ...]) -> Line:
    """Who accuses whom of what."""
    evidence = v.evidence or otherwise
    return desk.line(
        tell_breach(desk, v),
        evidence,
        label="alleged",
        marks=("alleged", *desk.unnamed(v.accuser)),
        when=v.when,
        taken=(v.what,),
    )


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
    what = clip(close(v.what)) if v.what else None
    return words.say(key, accuser=accuser, accused=accused, what=what, when=words.days(v.when, "on"))
