"""What people decided about the record, and what it does here.

Enters: the record's judgements. Leaves: a section; those that were withdrawn are counted only.
"""

from dragoman.briefing.brief import Citation, Group, Line, Section
from dragoman.briefing.desk import Desk, clip, close
from dragoman.model import ClaimRef, Ruled

SHOWN_STATES = ("in_force", "dormant")


def write_judgements(desk: Desk) -> Section:
    """Those in force first, the newest first; then those that have nothing to bear on."""
    told = [r for r in desk.record.judgements if r.state in SHOWN_STATES and not r.judgement.is_by_rule]
    told.sort(key=lambda r: (SHOWN_STATES.index(r.state), -r.judgement.at.timestamp(), r.judgement.id))
    lines = tuple(_line(desk, r) for r in told[: desk.limits.judgements])
    return desk.section("judgements", [Group(lines=lines)], left_out=max(0, len(told) - len(lines)))


def _line(desk: Desk, r: Ruled) -> Line:
    words, j = desk.words, r.judgement
    quoted = [words.say("quoted", words=clip(close(w), 80)) for w in j.wordings]
    text = words.say(
        f"judged_{j.answer}",
        by=clip(j.by, 60),
        kind=words.say(f"claim_kind_{j.claims[0].kind}") if j.claims else None,
        claims=words.join(quoted or [_name(c) for c in j.claims]),
        field=j.field,
        value=clip(j.value, 80) if j.value else None,
        why=clip(close(j.why)) if j.why else None,
        idle=words.say("judged_idle") if r.state == "dormant" else None,
    )
    reports = dict.fromkeys(c.report for c in j.claims if c.report) or {j.id: None}
    sources = tuple(
        desk.sourcing.refer(i) if i in desk.sourcing.reports else Citation(report=i, name=clip(i, 80)) for i in reports
    )
    label = words.date(j.at.date(), short=True)
    return Line(label=label, text=text, sources=sources)


def _name(claim: ClaimRef) -> str:
    return clip(claim.name or str(claim), 80)
