"""The state of each track: its last round, what came of it, its next round, and those before.

Enters: the record's tracks. Leaves: a section with a group for each track that the reports tell something of.
"""

from collections.abc import Iterator, Sequence

import msgspec

from dragoman.briefing.brief import Group, Line, Section
from dragoman.briefing.desk import Desk, capital, clip, close, earliest
from dragoman.briefing.wording import Family
from dragoman.model import Evidence, Interval, Plan, Round, Track

LEAST_SHARE = 8  # a track with fewer reports than one in so many of the main one is left to the record
OVER = ("held", "failed")
AWAY = ("boycotted", "absent")
ATTENDANCE = ("attended", "observed", "invited", "absent", "boycotted")


def write_talks(desk: Desk) -> Section:
    """The tracks with the most reports behind them."""
    tracks = choose_tracks(desk)
    groups = [Group(title=name_track(t), kind="track", lines=tuple(_track(desk, t))) for t in tracks]
    left = [t for t in desk.record.tracks if t not in tracks]
    before = sum(max(0, len(_before(t)) - desk.limits.rounds_before) for t in tracks)
    ahead = sum(max(0, len(next_rounds(desk, t)) - desk.limits.rounds_ahead) for t in tracks)
    return desk.section("tracks", groups, left_out=before + ahead + sum(len(t.rounds) for t in left))


def choose_tracks(desk: Desk) -> list[Track]:
    """The tracks worth a group: those with a dated or numbered round, the most reported first."""
    telling = [t for t in desk.record.tracks if any(r.number or round_days(r) for r in t.rounds)]
    telling = [t for t in telling if " " in t.name or any(r.status in OVER for r in t.rounds)] or telling
    weights = {t.id: _weight(t) for t in telling}
    most = max(weights.values(), default=0)
    chosen = [t for t in telling if weights[t.id] * LEAST_SHARE > most]
    return sorted(chosen, key=lambda t: (-weights[t.id], t.id))[: desk.limits.tracks]


def _weight(track: Track) -> int:
    return len({e.report for r in track.rounds for e in round_evidence(r)} | {e.report for e in track.evidence})


def round_evidence(r: Round) -> tuple[Evidence, ...]:
    """All sentences behind a round."""
    return (
        *r.evidence,
        *(e for p in r.planned for e in p.evidence),
        *(e for p in r.participants for e in p.evidence),
    )


def late_evidence(desk: Desk, r: Round) -> tuple[Evidence, ...]:
    """The sentences that can know what became of a round: of reports not older than it; all, where there are none."""
    known = r.evidence or round_evidence(r)
    since = (r.held.earliest or r.held.latest) if r.held else None
    late = tuple(e for e in known if since is None or (desk.sourcing.day(e.report) or since) >= since)
    return late or known


def round_days(r: Round) -> Interval | None:
    """When it was, or is to be."""
    return r.held or next((p.when for p in r.planned if p.when.earliest or p.when.latest), None)


def last_round(track: Track) -> Round | None:
    """The last round that was held or failed; of undated ones the last in order."""
    over = [r for r in track.rounds if r.status in OVER]
    return over[-1] if over else None


def next_rounds(desk: Desk, track: Track) -> list[Round]:
    """Rounds still ahead: planned for a day not yet over, or without a day and after the last one."""
    last = last_round(track)
    after = track.rounds.index(last) + 1 if last else 0
    ahead = []
    for n, r in enumerate(track.rounds):
        dated = [p for p in r.planned if p.when.earliest or p.when.latest]
        open_ended = not dated and n >= after and not desk.is_past(None, round_evidence(r))
        if r.status not in OVER and (any(is_plan_ahead(desk, p) for p in dated) or open_ended):
            ahead.append(r)
    return ahead


def name_track(track: Track) -> str:
    """Its name as printed, with a capital."""
    return capital(clip(track.name, 60))


def in_track(desk: Desk, track: Track, line: Line) -> Line:
    """A line on a round for a place where its track is not named above."""
    text = desk.words.say("in_track", track=name_track(track), text=line.text[:1].lower() + line.text[1:])
    return msgspec.structs.replace(line, text=text)


def name_round(desk: Desk, r: Round) -> str:
    """ "the third round", or "a round" where no report numbers it."""
    if r.number is None:
        return desk.words.say("round_unnumbered")
    return desk.words.say("round_numbered", ordinal=desk.words.ordinal(r.number))


def tell_round(desk: Desk, r: Round) -> str:
    """What became of a round, by its status."""
    slots = {"round": name_round(desk, r), "place": r.place, "when": desk.words.days(r.held, "on")}
    planned = next((desk.words.days(p.when, "for") for p in r.planned if desk.words.days(p.when)), None)
    if r.status == "held":
        return desk.words.say("round_held" if slots["when"] else "round_held_undated", **slots)
    return desk.words.say(f"round_{r.status}", **slots, planned=planned)


def tell_plan(desk: Desk, r: Round, plan: Plan) -> str:
    """A plan in the words of its status, and who announced it."""
    by = name_speaker(desk, plan)
    slots = {"round": name_round(desk, r), "place": r.place}
    if is_unresolved(desk, r, plan):
        return desk.words.say("past_plan", **slots, by=by, when=desk.words.days(plan.when, "for"))
    key = f"{'said' if by else 'plan'}_{plan.status}"
    family: Family = "on" if plan.status in ("expected", "hoped") else "for"
    when = desk.words.days(plan.when, family)
    time, day = desk.words.days(plan.when, "on"), desk.words.days(plan.when)
    return desk.words.say(key, **slots, by=by, when=when, time=time, day=day)


def is_plan_ahead(desk: Desk, plan: Plan) -> bool:
    """True if the day announced is not over."""
    return desk.is_ahead(plan.when, plan.evidence)


def is_unresolved(desk: Desk, r: Round, plan: Plan) -> bool:
    """True if the day announced is over and no report says what became of it."""
    open_ = r.status not in OVER and plan.status not in ("postponed", "cancelled")
    return open_ and desk.is_past(plan.when, plan.evidence)


def name_speaker(desk: Desk, plan: Plan) -> str | None:
    """Who announced it, and through whom."""
    by = clip(close(plan.by), 200) if plan.by else (desk.words.say("unnamed_source") if plan.anonymous else None)
    if by and plan.via:
        return desk.words.say("by_way_of", by=by, via=desk.words.join(plan.via, 3))
    return by


def round_marks(r: Round, status: str) -> tuple[str, ...]:
    """Its status, and whether its number is ours."""
    return (status, "inferred") if r.number_basis == "inferred" else (status,)


def dated_plans(desk: Desk, r: Round) -> list[Plan]:
    """The announced days in order, each once with all who announced it."""
    same: dict[tuple[object, ...], list[Plan]] = {}
    for p in r.planned:
        if desk.words.days(p.when):
            same.setdefault((p.when, p.status, p.via, p.anonymous, p.by is None), []).append(p)
    plans = [_together(desk, ps) for ps in same.values()]
    return sorted(plans, key=lambda p: earliest(p.when))


def _together(desk: Desk, plans: Sequence[Plan]) -> Plan:
    by = desk.words.join([clip(close(p.by), 80) for p in plans if p.by], 3)
    evidence = tuple(e for p in plans for e in p.evidence)
    return msgspec.structs.replace(plans[0], by=by or None, evidence=evidence)


def plan_line(desk: Desk, r: Round, plan: Plan, label: str | None) -> Line:
    """One announced day of a round."""
    marks = round_marks(r, "past" if is_unresolved(desk, r, plan) else plan.status)
    marks += ("unnamed",) if plan.anonymous else ()
    evidence = plan.evidence or r.evidence
    return desk.line(tell_plan(desk, r, plan), evidence, label=label, marks=marks, when=plan.when)


def _track(desk: Desk, track: Track) -> Iterator[Line]:
    last = last_round(track)
    known = (*track.evidence, *(e for r in track.rounds for e in round_evidence(r)))
    if naming := tuple(e for e in known if any(c in e.quote for c in track.convenors)):
        who = desk.words.join([close(c) for c in track.convenors])
        yield desk.line(desk.words.say("listing", who=who), naming, label="convened", taken=track.convenors)
    if last:
        marks = round_marks(last, last.status)
        text = tell_round(desk, last)
        known = late_evidence(desk, last)
        yield desk.line(text, known, label="last", marks=marks, when=last.held, backing=last.backing)
        yield from _foreseen(desk, last)
        yield from _details(desk, last)
    ahead = next_rounds(desk, track)
    for n, r in enumerate(ahead[: desk.limits.rounds_ahead]):
        yield from _ahead(desk, r, "later" if n else "next")
    for r in reversed(_unknown(track, last, ahead)):
        yield from _unresolved(desk, r)
    for r in reversed(_before(track)[-desk.limits.rounds_before :]):
        yield _short(desk, r)


def _foreseen(desk: Desk, r: Round) -> Iterator[Line]:
    """The days that had been announced for a round that was held, and how far off they were."""
    told = [p for p in dated_plans(desk, r) if p.off_days is not None and p.status not in ("postponed", "cancelled")]
    for plan in told[: desk.limits.foreseen]:
        when, by = desk.words.days(plan.when, "for"), name_speaker(desk, plan)
        text = desk.words.say("foreseen", when=when, by=by, came=_tell_off(desk, plan.off_days or 0))
        marks = ("unnamed",) if plan.anonymous else ()
        yield desk.line(text, plan.evidence or r.evidence, label="foreseen", marks=marks, when=plan.when)


def _tell_off(desk: Desk, days: int) -> str:
    """By how many days a round began after or before the days announced for it."""
    if days == 0:
        return desk.words.say("off_none")
    return desk.words.count("off_late" if days > 0 else "off_early", abs(days))


def _details(desk: Desk, r: Round) -> Iterator[Line]:
    for kind in ATTENDANCE:
        those = [p for p in r.participants if p.attendance == kind]
        evidence = [e for p in those for e in p.evidence] or list(r.evidence)
        if those:
            who = desk.words.join([close(p.actor) for p in those])
            text = desk.words.say("listing", who=who)
            marks = (kind,) if kind in AWAY else ()
            yield desk.line(text, evidence, label=kind, marks=marks, taken=[p.actor for p in those])
    if r.agenda:
        text = desk.words.say("agenda", topics=desk.words.join([clip(close(a), 80) for a in r.agenda]))
        yield desk.line(text, _telling(desk, r, r.agenda), label="agenda", taken=r.agenda)
    if r.outcome:
        text = desk.words.say("outcome", outcome=clip(close(r.outcome)))
        yield desk.line(text, _telling(desk, r, (r.outcome,)), label="outcome", taken=(r.outcome,))
    if r.documents:
        text = desk.words.say("listing", who=desk.words.join([clip(close(d), 80) for d in r.documents], 4))
        yield desk.line(text, _telling(desk, r, r.documents), label="document", taken=r.documents)


def _telling(desk: Desk, r: Round, words: Sequence[str]) -> tuple[Evidence, ...]:
    """The sentences in which the words stand; where none has them word for word, all that can know."""
    folded = [w.casefold() for w in words if w]
    return tuple(e for e in r.evidence if any(w in e.quote.casefold() for w in folded)) or late_evidence(desk, r)


def _ahead(desk: Desk, r: Round, label: str) -> Iterator[Line]:
    plans = dated_plans(desk, r)
    if not plans:
        undated = next(iter(r.planned), None)
        text = tell_plan(desk, r, undated) if undated and name_speaker(desk, undated) else tell_round(desk, r)
        marks = round_marks(r, r.status)
        yield desk.line(text, (undated and undated.evidence) or round_evidence(r), label=label, marks=marks)
        return
    for n, plan in enumerate(plans[: desk.limits.plans]):
        yield plan_line(desk, r, plan, "announced" if n else label)


def _unknown(track: Track, last: Round | None, ahead: Sequence[Round]) -> list[Round]:
    """Rounds that were planned, postponed or called off and are neither held nor ahead, the last two."""
    after = track.rounds.index(last) if last else 0
    return [r for n, r in enumerate(track.rounds) if r.status not in OVER and r not in ahead and n >= after][-2:]


def _unresolved(desk: Desk, r: Round) -> Iterator[Line]:
    if r.status in ("postponed", "cancelled"):
        yield desk.line(tell_round(desk, r), round_evidence(r), label="now", marks=round_marks(r, r.status))
        return
    for plan in dated_plans(desk, r)[: desk.limits.plans]:
        yield plan_line(desk, r, plan, "not_known")


def _before(track: Track) -> list[Round]:
    last = last_round(track)
    return [r for r in track.rounds if r.status in OVER and r is not last and round_evidence(r)]


def _short(desk: Desk, r: Round) -> Line:
    parts = []
    for kind in AWAY:
        who = desk.words.join([close(p.actor) for p in r.participants if p.attendance == kind], 3)
        parts += [desk.words.say(f"short_{kind}", who=who)] if who else []
    parts += [clip(close(r.outcome), 100)] if r.outcome else []
    text = desk.words.say("round_short", said=close(tell_round(desk, r)), rest="; ".join(parts))
    marks = round_marks(r, r.status)
    return desk.line(text, late_evidence(desk, r), label="before", marks=marks, when=r.held)
