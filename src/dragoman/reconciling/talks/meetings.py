"""Every mention of a meeting, with parties by their names in the record.

Enters: a reading. Leaves: `Meeting` mentions, from what the report says of talks and from its events, in text
order, each with the others of the report that it may mean. Which of them are one meeting is for tracks.py,
rounds.py and contacts.py to say.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dragoman.model import Event, Interval, Party, Reading, Span, Talks, When
from dragoman.model.reading import Attendance, Phase
from dragoman.reconciling.actors.parties import Parties
from dragoman.reconciling.days import days_of, first_day, length, published_days, stated_days
from dragoman.reconciling.evidence import quote
from dragoman.reconciling.talks.mentions import AGREEMENT, AHEAD, DEAL, HELD, REFUSAL, Meeting
from dragoman.reconciling.talks.ties import tie
from dragoman.reconciling.talks.track_names import both_words, is_body

PHASES: dict[str, Phase] = {
    "happened": "held", "ongoing": "ongoing", "planned": "planned", "expected": "planned", "hoped": "planned",
    "proposed": "planned", "uncertain": "planned", "threatened": "mentioned", "denied": "mentioned",
    "refused": "refused", "failed": "failed", "postponed": "postponed", "cancelled": "cancelled",
}  # fmt: skip
TOLD = ("implied", "implied")  # edges of the day of the telling: "have stalled, officials said on Friday"
CALLS = ("phone",)
MANY = 3  # states that meet are no longer two


def find_meetings(reading: Reading, parties: Parties) -> tuple[Meeting, ...]:
    """The mentions of a report: its `talks`, and the events of meeting, agreeing and refusing of which no `talks` tell.

    Args:
        reading: of one report.
        parties: the names in the record of everybody whom the report names.
    """
    events = {e.id: e for e in reading.events}
    told = {t.event for t in reading.talks}
    found = [_from_talks(reading, talks, events.get(talks.event or ""), parties) for talks in reading.talks]
    found += [m for e in reading.events if (m := _from_other(reading, e, told, parties))]
    torn = _torn(reading, parties)
    ahead = [m for m in found if m.is_ahead]
    told_of = (replace(m, torn=torn, kind=_deal(m, ahead)) for m in sorted(found, key=lambda m: m.order))
    return tie(list(told_of), parties)


def _deal(m: Meeting, ahead: Sequence[Meeting]) -> str:
    """An agreement to meet is no meeting; one that is coordinated with it may be."""
    if m.kind != AGREEMENT:
        return m.kind
    first = m.evidence.sentence.start
    behind = (
        m.evidence.quote[m.order[3] - first : other.order[2] - first]
        for other in ahead
        if other.evidence.sentence == m.evidence.sentence and other.order[2] >= m.order[3]
    )
    return DEAL if any("and" not in words.split() for words in behind) else m.kind


def _torn(reading: Reading, parties: Parties) -> str | None:
    """The country whose war the report is about: both sides of it are named, else one in arms; the oftenest named."""
    names = (parties.name(reading.report.id, a.name) for a in reading.actors if not a.members)
    sides = Counter(side for n in names for side in parties.roots.get(n, ()))
    wars = sorted(
        (not sides[f"{s[:3]}GOV"], -n - sides[f"{s[:3]}GOV"], s[:3]) for s, n in sides.items() if s[3:] == "REB"
    )
    return wars[0][2] if wars else None


def _from_other(reading: Reading, event: Event, told: set[str | None], parties: Parties) -> Meeting | None:
    """A mention of an event that no talks tell of."""
    if event.type == "CONSULT" and event.id not in told:
        return _from_event(reading, event, parties)
    if event.type == "AGREE" and event.status == "happened" and len(event.agents) > 1:
        made = replace(_from_event(reading, event, parties), place=None, country=None, formal=False)
        return replace(made, kind=AGREEMENT if _is_round(made.members, parties) else DEAL)
    if event.type == "REJECT" and event.status == "happened" and event.mode in (None, "meet"):
        agents, recipients = (parties.all(reading.report.id, side) for side in (event.agents, event.recipients))
        if agents and recipients:
            refusal = _bare(reading, event.sentence, event.trigger, event.attribution, parties)
            refusing: dict[str, Attendance] = dict.fromkeys(agents, "boycotted")
            return replace(refusal, kind=REFUSAL, who=refusing, members=recipients, local=event.id)
    return None


def _from_talks(reading: Reading, talks: Talks, event: Event | None, parties: Parties) -> Meeting:
    report = reading.report.id
    when = talks.when
    place = talks.place or (event.place if event and not talks.track else None)  # a name may well name the place
    who: dict[str, Attendance] = {
        parties.name(report, a.party.name): a.attendance
        for a in talks.attendance
        if _is_somebody(reading, a.party.name, parties)
    }
    members = _names(reading, talks.parties, parties)
    phase: Phase = "mentioned" if (talks.count or 1) > 1 else talks.phase  # "four rounds" are no one round
    if phase in HELD or phase in AHEAD:
        usual: Attendance = "attended" if phase in HELD else "invited"
        who |= {name: usual for name in members if name not in who}
    body = next((n for n in who if is_body(n)), None) if len(who) == 1 and not talks.by_phone else None
    attribution = talks.attribution or (event.attribution if event else None)
    return replace(
        _bare(reading, talks.sentence, talks.span, attribution, parties),
        kind="call" if talks.by_phone else _kind(event) if event and not talks.formal else "meeting",
        formal=talks.formal or body is not None,
        track=talks.track or body,
        number=talks.number,
        relative=talks.relative,
        phase=phase,
        status=event.status if event else ("planned" if phase in AHEAD else "happened"),
        place=place.name if place else None,
        country=place.country if place else None,
        days=None if _is_of_telling(when) else stated_days(when),
        about=days_of(when),
        who={} if body else who,
        members=() if body else members,
        convenors=parties.all(report, talks.convenors),
        topics=talks.topics,
        outcome=talks.outcome,
        documents=talks.documents,
        local=talks.id,
        same_as=talks.same_as,
    )


def _is_of_telling(when: When | None) -> bool:
    """The day of the word about it, or the day before."""
    days = days_of(when)
    return bool(when and when.edges == TOLD and days and length(days) == 2)


def _from_event(reading: Reading, event: Event, parties: Parties) -> Meeting:
    names = _names(reading, event.agents + event.recipients, parties)
    borrowed, ahead = _is_time_of_talks(reading, event), PHASES[event.status] in AHEAD
    kind = _kind(event)
    body = (
        names[0] if len(names) == 1 and event.type == "CONSULT" and event.mode == "meet" and is_body(names[0]) else None
    )
    return replace(
        _bare(reading, event.sentence, event.trigger, event.attribution, parties),
        kind=kind,
        formal=kind == "meeting" and event.mode == "meet" and (body is not None or _is_round(names, parties)),
        track=body,
        phase=PHASES[event.status],
        status=event.status,
        place=event.place.name if event.place and not borrowed else None,
        country=event.place.country if event.place and not borrowed else None,
        days=_day_told(stated_days(event.when), event) if not borrowed else None if ahead else published_days(reading),
        about=None if borrowed and ahead else _day_told(days_of(event.when), event),
        who={} if body or PHASES[event.status] == "mentioned" else dict.fromkeys(names, _attendance(event)),
        members=() if body else names,
        guessed=not any(p.span and event.sentence.contains(p.span) for p in event.agents + event.recipients),
        local=event.id,
    )


def _names(reading: Reading, named: Iterable[Party], parties: Parties) -> tuple[str, ...]:
    """The parties by their names in the record, without things that were taken for somebody; "the sides" as both."""
    names = parties.all(reading.report.id, (p for p in named if _is_somebody(reading, p.name, parties)))
    unnamed = [n for n in names if n in both_words()]
    return (*(n for n in names if n not in unnamed), *_both_sides(reading, parties)) if unnamed else names


def _both_sides(reading: Reading, parties: Parties) -> tuple[str, ...]:
    """Who governs and who fights in the country whose war the report is about: the first body of each that it names."""
    torn = _torn(reading, parties)
    found: dict[str, str] = {}
    for actor in reading.actors if torn else ():
        name = parties.name(reading.report.id, actor.name)
        sides = parties.roots.get(name, frozenset()) if actor.kind != "person" else frozenset()
        for side in sides & {f"{torn}GOV", f"{torn}REB"}:
            found.setdefault(side, name)
    return tuple(found[side] for side in sorted(found)) if len(found) == 2 else ()


def _is_somebody(reading: Reading, name: str, parties: Parties) -> bool:
    """False for a thing in small letters that is not among the actors of the report, where these are known."""
    return not (name.islower() and reading.actors) or (reading.report.id, name) in parties.names


def _day_told(days: Interval | None, event: Event) -> Interval | None:
    """The day of an office's word, where its news of a meeting names no other: "they spoke, it said on Friday"."""
    told = event.when and event.when.text and event.when.edges == TOLD and event.mode in ("phone", "meet")
    return Interval(earliest=days.latest, latest=days.latest) if told and days and length(days) == 2 else days


def _is_round(names: Sequence[str], parties: Parties) -> bool:
    """True for a meeting of a process whatever the report calls it: both sides of one conflict, or many states."""
    sides = {side for name in names for side in parties.sides(name) if side != name}
    opposed = any(s[:3] + "GOV" in sides for s in sides if s[3:] == "REB")
    return opposed or len({s[:3] for s in sides if s[3:] == "GOV"}) >= MANY


def _is_time_of_talks(reading: Reading, event: Event) -> bool:
    """True if the event's time is that of other talks: "discussed trade after their May meeting".

    Such an event has the day of its report.
    """
    text = event.when.text if event.when else None
    near = [t for t in reading.talks if t.sentence == event.sentence and t.event != event.id]
    called = any(t.by_phone and t.when and t.when.text == text for t in near)
    return bool(text) and (called or any(text in reading.report.quote(t.span) for t in near if text))


def _bare(reading: Reading, sentence: Span, at: Span, attribution: str | None, parties: Parties) -> Meeting:
    """Where it stands, and on whose word."""
    said = next((a for a in reading.attributions if a.id == attribution), None)
    published = published_days(reading)
    return Meeting(
        report=reading.report.id,
        order=(first_day(published), reading.report.id, at.start, at.end),
        published=published,
        evidence=quote(reading, sentence),
        by=parties.name(reading.report.id, said.speaker) if said and said.speaker else None,
        via=tuple(parties.name(reading.report.id, v) for v in said.via) if said else (),
        anonymous=said.anonymous if said else False,
    )


def _attendance(event: Event) -> Attendance:
    phase = PHASES[event.status]
    if phase == "refused":
        return "boycotted"
    return "attended" if phase in HELD else "invited"


def _kind(event: Event) -> str:
    if event.mode in CALLS:
        return "call"
    return {"visit": "visit", "meet": "meeting"}.get(event.mode or "", "contact")
