"""Why a report was read as it was: each sentence with what was found in it, and the rule or entry behind it.

Enters: a reading. Leaves: text for a person, or JSON lines for a program.
"""

from collections.abc import Iterator
from typing import Any

from dragoman.model import Attribution, Event, Party, Reading, Span, Talks, Timex, Truce, to_json_line


def explain_reading(reading: Reading, format_: str = "text", *, color: bool = False) -> str:
    """Explain one reading.

    Args:
        format_: "text" or "json" (one object a finding, with the words it rests on).
        color: mark the kinds with terminal colours; text only.
    """
    if format_ == "json":
        return "".join(to_json_line(row).decode() + "\n" for row in _rows(reading))
    return "\n".join(_text(reading, color)) + "\n"


def _rows(reading: Reading) -> Iterator[dict[str, Any]]:
    for kind, span, said, basis in _findings(reading):
        words = reading.report.quote(span)
        yield {"report": reading.report.id, "kind": kind, "span": span, "words": words, "read": said, "basis": basis}


def _text(reading: Reading, color: bool) -> Iterator[str]:
    report = reading.report
    yield f"{report.id}: {report.headline or '(no headline)'}"
    day = report.published
    yield f"  day: {day.date or f'{day.earliest} to {day.latest}'} ({day.basis})"
    yield from (f"    because {reason}" for reason in day.reasons)
    for actor in reading.actors:
        known = ", ".join(
            filter(None, (actor.code, actor.role, f"also {'; '.join(actor.aliases)}" * bool(actor.aliases)))
        )
        yield f"  actor {actor.name}" + (f" ({known})" if known else "") + f"  <- {actor.basis}"
    findings = sorted(_findings(reading), key=lambda f: (f[1], f[0]))
    for part in report.parts:
        inside = [f for f in findings if part.start <= f[1].start < part.end]
        yield ""
        yield f"{part.kind}: {' '.join(report.text[part.start : part.end].split())}"
        for kind, span, said, basis in inside:
            name = f"\033[1m{kind}\033[0m" if color else kind
            yield f"  {name} {' '.join(report.quote(span).split())!r}: {said}  <- {basis or 'no basis given'}"


def _findings(reading: Reading) -> Iterator[tuple[str, Span, str, str]]:
    for time in reading.times:
        yield "time", Span(time.start, time.end), _say_time(time), time.basis
    for attribution in reading.attributions:
        spans = (attribution.cue, attribution.source, *attribution.content)
        span = next((s for s in spans if s is not None), Span(0, 0))
        yield "attribution", span, _say_attribution(reading, attribution), attribution.basis
    for event in reading.events:
        yield "event", event.trigger, _say_event(event), event.basis
    for talks in reading.talks:
        yield "talks", talks.span, _say_talks(talks), talks.basis
    for truce in reading.truces:
        yield "truce", truce.span, _say_truce(truce), truce.basis
    for promise in reading.promises:
        yield "promise", promise.span, f"{_names(promise.who)}: {promise.what} ({promise.phase})", promise.basis


def _say_time(time: Timex) -> str:
    days = f", {time.earliest} to {time.latest}" if time.earliest or time.latest else ""
    return f"{time.type} {time.value}{days}" + (f" ({time.mod})" if time.mod else "")


def _say_attribution(reading: Reading, attribution: Attribution) -> str:
    content = " ... ".join(" ".join(reading.report.quote(s).split()) for s in attribution.content)
    who = attribution.speaker or "nobody named"
    via = f" by way of {', '.join(attribution.via)}" if attribution.via else ""
    return f"{attribution.id} {who}{' (unnamed)' * attribution.anonymous}{via} says: {content}"


def _say_event(event: Event) -> str:
    parts = [event.id, event.type + (f"/{event.mode}" if event.mode else ""), event.status]
    parts.append(f"by {_names(event.agents)}" if event.agents else "by nobody named")
    if event.recipients:
        parts.append(f"to {_names(event.recipients)}")
    if event.place:
        parts.append(f"in {event.place.name}")
    if event.when:
        parts.append(f"on {event.when.earliest} to {event.when.latest}")
    if event.attribution:
        parts.append(f"as {event.attribution} says")
    return " ".join(parts)


def _say_talks(talks: Talks) -> str:
    parts = [talks.id, talks.track or "talks", f"round {talks.number}" if talks.number else "", talks.phase]
    parts += [f"{a.party.name} {a.attendance}" for a in talks.attendance]
    parts.append(f"outcome: {talks.outcome}" if talks.outcome else "")
    return ", ".join(filter(None, parts))


def _say_truce(truce: Truce) -> str:
    parts = [truce.id, truce.name or "truce", truce.phase]
    if truce.what:
        parts.append(
            f"{_names(truce.accuser) or 'somebody'} accuses {_names(truce.accused) or 'somebody'}: {truce.what}"
        )
    if truce.monitors:
        parts.append(f"monitored by {_names(truce.monitors)}")
    return ", ".join(parts)


def _names(parties: tuple[Party, ...]) -> str:
    return ", ".join(p.name for p in parties)
