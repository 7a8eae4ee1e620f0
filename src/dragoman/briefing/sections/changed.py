"""What changed, kind by kind: new, moved, contradicted, confirmed, withdrawn.

Enters: the changes and the later record. Leaves: a section for each kind; what there is no room for is counted.
What is new is told as the brief tells it; of what was known, the values now and before.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from dragoman.briefing.brief import Group, Line, Section
from dragoman.briefing.desk import Desk, capital, clip, close
from dragoman.briefing.sections.ahead import undated_line
from dragoman.briefing.sections.contacts import contact_line
from dragoman.briefing.sections.disagreements import disagreement_group
from dragoman.briefing.sections.ground import step_line
from dragoman.briefing.sections.news import incident_news, outcome_line, truce_news
from dragoman.briefing.sections.promises import promise_line
from dragoman.briefing.sections.talks import OVER, dated_plans, in_track, name_track, plan_line, tell_plan, tell_round
from dragoman.briefing.sections.truce import breach_line
from dragoman.model import (
    Ceasefire,
    Change,
    Commitment,
    Contact,
    Evidence,
    Incident,
    Record,
    Round,
    Step,
    Track,
    Value,
    Violation,
)
from dragoman.reconciling.changes.items import collect_evidence

UNTOLD = ("statement", "track")  # what was said is counted; a track is told by its rounds
SAID = ("follow_ups", "answers", "episodes")  # what was said of it, each "kind: by whom"
SHOWN_NAMES = 5
TOLD_WITH_ROUND = ("status", "held", "place", "number")
NAMES = ("participants", "parties", "who", "to", "name", "responsible", "accused", "accuser", "track")


def write_changes(desk: Desk, changes: Sequence[Change]) -> Iterator[Section]:
    """The five sections."""
    told = [c for c in changes if c.entry not in UNTOLD]
    yield _new(desk, [c for c in told if c.kind == "new"])
    yield _moved(desk, [c for c in told if c.kind == "moved"])
    yield _contradicted(desk, [c for c in told if c.kind == "contradicted"])
    yield _section(desk, "confirmed", [c for c in told if c.kind == "confirmed"])
    yield _withdrawn(desk, [c for c in told if c.kind == "withdrawn"])


# ---- the sections
def _new(desk: Desk, changes: Sequence[Change]) -> Section:
    """New entries, a few of each kind, the incidents with the most victims first; then what more is known of others."""
    entries = [c for c in changes if c.before_at is None and c.entry != "discrepancy"]
    chosen = _some_of_each(desk, sorted(entries, key=lambda c: _weight(desk, c)))
    lines = [line for c in entries if c in chosen for line in _tell_new(desk, c)]
    more = [c for c in changes if c not in entries and c.entry != "discrepancy"]
    shown = [c for c in more if c.evidence][: desk.limits.details]
    groups = [
        Group(lines=tuple(lines)),
        Group(title=desk.words.say("more_known"), lines=tuple(change_line(desk, c) for c in shown)),
    ]
    return desk.section("changed_new", groups, left_out=len(entries) - len(chosen) + len(more) - len(shown))


def _moved(desk: Desk, changes: Sequence[Change]) -> Section:
    """Values that are others now; other names for somebody come last."""
    told = [c for c in changes if is_told(desk, c)]
    told.sort(key=lambda c: all(v.field in NAMES for v in c.values))
    shown = told[: desk.limits.changes]
    lines = tuple(change_line(desk, c) for c in shown)
    return desk.section("changed_moved", [Group(lines=lines)], left_out=len(changes) - len(shown))


def is_told(desk: Desk, change: Change) -> bool:
    """True if the page has a place for it.

    What moved without a new sentence, because somebody is called otherwise now or a promise is forgotten, is counted
    only; a promise whose day has passed is told.
    """
    if change.entry in UNTOLD:
        return False
    if change.kind != "moved" or (change.evidence and change.entry != "discrepancy"):
        return True
    entry = find_entry(desk.record, change.after_at)
    return isinstance(entry, Commitment) and entry.due is not None and any(v.field == "status" for v in change.values)


def _contradicted(desk: Desk, changes: Sequence[Change]) -> Section:
    """What was called off, broken or denied; then the disagreements that came up, both sides of each."""
    told = [c for c in changes if c.entry != "discrepancy"]
    disputed = [c for c in changes if c.entry == "discrepancy"]
    shown = told[: desk.limits.changes]
    groups = [Group(lines=tuple(change_line(desk, c) for c in shown))]
    sides = [disagreement_group(desk, find_entry(desk.record, c.after_at)) for c in disputed]
    sides = [g for g in sides if len(g.lines) > 1]
    groups += sides[: desk.limits.disagreements]
    left_out = len(told) - len(shown) + len(disputed) - len(sides[: desk.limits.disagreements])
    return desk.section("changed_contradicted", groups, left_out=left_out)


def _withdrawn(desk: Desk, changes: Sequence[Change]) -> Section:
    """Disagreements that are over are counted."""
    told = [c for c in changes if c.entry != "discrepancy"]
    return _section(desk, "withdrawn", told, len(changes) - len(told))


def _section(desk: Desk, kind: str, changes: Sequence[Change], left_out: int = 0) -> Section:
    shown = changes[: desk.limits.changes]
    lines = tuple(change_line(desk, c) for c in shown)
    return desk.section(f"changed_{kind}", [Group(lines=lines)], left_out=len(changes) - len(shown) + left_out)


def _some_of_each(desk: Desk, changes: Iterable[Change]) -> list[Change]:
    """The first of each kind of entry, so that a hundred incidents do not hide the one round of talks."""
    chosen: list[Change] = []
    counts: dict[str, int] = {}
    for change in changes:
        counts[change.entry] = counts.get(change.entry, 0) + 1
        if counts[change.entry] <= desk.limits.of_a_kind:
            chosen.append(change)
    return chosen


def _weight(desk: Desk, change: Change) -> int:
    """Incidents by the most that anybody says were killed; promises and steps that say little, last."""
    entry = find_entry(desk.record, change.after_at)
    if isinstance(entry, Incident):
        return -max((c.killed or 0 for c in entry.claims), default=0)
    if isinstance(entry, Commitment):
        return 0 if len(entry.what.split()) > 1 else 1
    return 0


# ---- the lines
def _tell_new(desk: Desk, change: Change) -> Iterator[Line]:
    """A new entry, as the brief tells it."""
    for line in _tell_entry(desk, change):
        yield msgspec.structs.replace(line, label=_label(desk, change))


def _tell_entry(desk: Desk, change: Change) -> Iterator[Line]:
    entry = find_entry(desk.record, change.after_at)
    match entry:
        case Round():
            yield _tell_round(desk, find_track(desk.record, change.after_at), entry)
        case Ceasefire():
            yield truce_news(desk, entry) or change_line(desk, change)
        case Violation():
            yield breach_line(desk, entry, ())
        case Commitment() if entry.what:
            yield promise_line(desk, entry)
        case Step() if entry.who:
            yield step_line(desk, entry)
        case Incident():
            yield incident_news(desk, entry)
        case Contact() if entry.parties:
            yield contact_line(desk, entry)
        case _:
            yield change_line(desk, change)


def _tell_round(desk: Desk, track: Track, r: Round) -> Line:
    if r.status in OVER:
        return in_track(desk, track, outcome_line(desk, r))
    plan = next(iter(dated_plans(desk, r)), None)
    line = plan_line(desk, r, plan, None) if plan else undated_line(desk, r)
    return in_track(desk, track, line)


def change_line(desk: Desk, change: Change) -> Line:
    """What it is about, and its values now and before; of what is no more, what holds it now."""
    about = desk.words.readable(clip(close(change.about)))
    turn = next((v for v in change.values if v.field == "status" and v.before), None)
    if change.kind == "withdrawn":
        other = desk.words.readable(clip(close(change.other))) if change.other else None
        text = desk.words.say("withdrawn_into" if other else "withdrawn_gone", about=about, other=other)
    elif change.entry == "round" and turn:
        text = _tell_turn(desk, change, turn)
    else:
        text = desk.words.say("changed", about=about, values=_tell_values(desk, change.values))
    return desk.line(capital(text), _evidence(desk, change), label=f"entry_{change.entry}")


def _tell_turn(desk: Desk, change: Change, turn: Value) -> str:
    """A round whose status is another: told as the brief tells it, then what stood there before."""
    track, r = find_track(desk.record, change.after_at), find_entry(desk.record, change.after_at)
    plan = next(iter(dated_plans(desk, r)), None) if r.status == "planned" else None
    told = tell_plan(desk, r, plan) if plan else tell_round(desk, r)
    return desk.words.say(
        "turned",
        told=desk.words.say("in_track", track=name_track(track), text=close(told)),
        before=_words(desk, "status", turn.before),
        values=_tell_values(desk, [v for v in change.values if v.field not in TOLD_WITH_ROUND]),
    )


def _tell_values(desk: Desk, values: Sequence[Value]) -> str:
    return "; ".join(tell_value(desk, v) for v in values[: desk.limits.values])


def tell_value(desk: Desk, value: Value) -> str:
    """ "killed: 58 to 72 (before: 58)"."""
    words = desk.words
    before, after = (_words(desk, value.field, values) for values in (value.before, value.after))
    field = words.say(f"field_{value.field}")
    if value.field in ("entry", "track"):
        return f"{field} {before}"
    if not after:
        return words.say("value_gone", field=field, before=before)
    if value.relation == "excludes":
        return words.say("value_instead", field=field, after=after, before=before)
    return words.say("value", field=field, after=after, before=before)


def _words(desk: Desk, field: str, values: Sequence[str]) -> str:
    words = desk.words
    if field == "status":
        return words.join([words.say(f"mark_{v}") for v in values])
    if field == "participants":
        pairs = [v.rsplit(": ", 1) for v in values]
        told = [words.say("attending", who=close(who), way=words.say(f"way_{way}")) for who, way in pairs]
        return words.join(told, SHOWN_NAMES)
    if field in SAID:
        said: dict[str, list[str]] = {}
        for value in values:
            kind, _, who = value.partition(": ")
            said.setdefault(kind, []).extend([clip(close(who), 80)] if who else [])
        return words.join(
            [words.say("spoken", kind=words.say(f"spoken_{k}"), who=words.join(w, 3)) for k, w in said.items()]
        )
    if field in ("killed", "wounded") and len(values) > 1:
        return words.say("from_to", low=values[0], high=values[-1])
    return words.join([words.readable(clip(close(v.replace("_", " ")), 100)) for v in values], 4)


def _label(desk: Desk, change: Change) -> str:
    return desk.words.say(f"label_entry_{change.entry}")


def _evidence(desk: Desk, change: Change) -> tuple[Evidence, ...]:
    """What is new; where nothing is, all that the entry rests on."""
    return change.evidence or collect_evidence(find_entry(desk.record, change.after_at))


# ---- where an entry stands
def find_entry(record: Record, pointer: str | None) -> Any:
    """The entry of the record that a JSON pointer names."""
    found: Any = record
    for step in (pointer or "").split("/")[1:]:
        found = found[int(step)] if isinstance(found, tuple) else getattr(found, step)
    return found


def find_track(record: Record, pointer: str | None) -> Track:
    """The track in which the entry stands that a JSON pointer names."""
    return record.tracks[int((pointer or "").split("/")[2])]
