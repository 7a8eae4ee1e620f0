"""The entries of a record in one common shape, so that two records can be compared.

Enters: a `Record`. Leaves: an `Item` for each entry: what it is about in words, its evidence, its fields as text.
"""

import dataclasses
from collections.abc import Iterator, Sequence
from typing import Literal

from dragoman.model import (
    Ceasefire,
    Commitment,
    Contact,
    Discrepancy,
    Episode,
    Evidence,
    Incident,
    Interval,
    Place,
    Plan,
    Range,
    Record,
    Round,
    Statement,
    Step,
    Struct,
    Track,
    Violation,
)
from dragoman.model.changes import EntryKind

Nature = Literal["value", "days", "names", "status", "attendance", "sides", "words"]
TURNS = ("extended", "collapsed", "expired")  # of a truce; its beginning stands in fields of its own
CLIPPED = 100  # characters of a report's own words in a name


@dataclasses.dataclass(frozen=True, slots=True)
class Field:
    """One field of an entry as text; `nature` says how two values of it are compared. `days`: what a day stands for."""

    name: str
    nature: Nature
    values: tuple[str, ...]
    days: tuple[Interval, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Item:
    """An entry. `at`: its JSON pointer in the record; `track`: the index of its track in the record."""

    kind: EntryKind
    entry: Struct
    at: str
    about: str
    evidence: tuple[Evidence, ...]
    fields: tuple[Field, ...]
    track: int | None = None

    @property
    def family(self) -> str:
        """Entries of one family can be one thing: a contact may turn out to be a round of talks."""
        if isinstance(self.entry, Discrepancy):
            return f"discrepancy {self.entry.kind}"
        return "meeting" if self.kind in ("round", "contact") else self.kind

    @property
    def keys(self) -> Iterator[tuple[str, int, int]]:
        """The sentences that it rests on."""
        return ((e.report, e.sentence.start, e.sentence.end) for e in self.evidence)

    @property
    def reports(self) -> set[str]:
        """The reports that it rests on."""
        return {e.report for e in self.evidence}


def list_items(record: Record) -> list[Item]:
    """Every entry of the record, in its order, kind by kind."""
    return [
        *_tracks(record),
        *_ceasefires(record),
        *(_commitment(c, f"/commitments/{n}") for n, c in enumerate(record.commitments)),
        *(_step(s, f"/steps/{n}") for n, s in enumerate(record.steps)),
        *(_incident(i, f"/incidents/{n}") for n, i in enumerate(record.incidents)),
        *(_contact(c, f"/contacts/{n}") for n, c in enumerate(record.contacts)),
        *(_discrepancy(d, f"/discrepancies/{n}") for n, d in enumerate(record.discrepancies)),
        *(_statement(s, f"/statements/{n}") for n, s in enumerate(record.statements)),
    ]


# ---- talks
def _tracks(record: Record) -> Iterator[Item]:
    for n, track in enumerate(record.tracks):
        fields = (_value("name", track.name), _names("convenors", track.convenors))
        yield Item("track", track, f"/tracks/{n}", track.name, collect_evidence(track), fields, n)
        for m, r in enumerate(track.rounds):
            yield _round(track, r, n, f"/tracks/{n}/rounds/{m}")


def _round(track: Track, r: Round, number: int, at: str) -> Item:
    days = r.held or next((p.when for p in r.planned if p.when.earliest or p.when.latest), None)
    name = f"round {r.number}" if r.number else "a round"
    where = f" in {r.place}" if r.place and not r.number else ""
    when = f", {show_days(days)}" if days and not r.number else ""
    fields = (
        Field("status", "status", (r.status,)),
        _days("held", r.held),
        _plans(r.planned),
        _value("place", r.place),
        _value("number", str(r.number) if r.number else None),
        Field("participants", "attendance", tuple(f"{p.actor}: {p.attendance}" for p in r.participants)),
        _names("agenda", r.agenda),
        _value("outcome", r.outcome),
        _names("documents", r.documents),
    )
    return Item("round", r, at, f"{track.name}, {name}{where}{when}", collect_evidence(r), fields, number)


def _contact(c: Contact, at: str) -> Item:
    fields = (
        Field("status", "status", (c.status,)),
        _days("when", c.when),
        _plans(c.planned),
        _value("kind", c.kind),
        _names("parties", c.parties),
        _value("place", c.place),
        _names("topics", c.topics),
        _value("outcome", c.outcome),
    )
    about = f"{c.kind}{_who(' of ', c.parties)}{_when(c.when)}"
    return Item("contact", c, at, about, collect_evidence(c), fields)


# ---- words and deeds
def _commitment(c: Commitment, at: str) -> Item:
    fields = (
        Field("status", "status", (c.status,)),
        _days("due", c.due),
        _days("made", c.made),
        _value("made_at", c.made_at),
        _value("what", c.what),
        _names("who", c.who),
        _names("to", c.to),
        _value("agreement", c.agreement),
        Field("follow_ups", "words", tuple(_word(f.kind, f.by or f.what) for f in c.follow_ups)),
    )
    about = f"promise{_who(' of ', c.who)}{_quote(c.what)}"
    return Item("commitment", c, at, about, collect_evidence(c), fields)


def _ceasefires(record: Record) -> Iterator[Item]:
    for n, c in enumerate(record.ceasefires):
        fields = (
            Field("status", "status", (c.status,)),
            *(_days(name, getattr(c, name)) for name in ("declared", "in_effect", "ended", "until")),
            Field("episodes", "words", tuple(_turn(e) for e in c.episodes if e.kind in TURNS)),
            _value("name", c.name),
            *(_names(name, getattr(c, name)) for name in ("parties", "guarantors", "monitors")),
            *(_names(name, [d.value for d in getattr(c, name)]) for name in ("exclusions", "area", "mechanism")),
            _value("reports_to", c.reports_to),
        )
        evidence = collect_evidence(c, without="alleged_violations")
        yield Item("ceasefire", c, f"/ceasefires/{n}", _truce(c), evidence, fields)
        for m, v in enumerate(c.alleged_violations):
            yield _violation(c, v, f"/ceasefires/{n}/alleged_violations/{m}")


def _turn(e: Episode) -> str:
    """ "extended: by the parties, 2003-03-14"; a turn that is disputed is no more than that."""
    when = show_days(e.when) if e.when and (e.when.earliest or e.when.latest) else None
    return _word("disputed" if e.disputed else e.kind, ", ".join(filter(None, (" and ".join(e.by), when))) or e.kind)


def _truce(c: Ceasefire) -> str:
    return clip(c.name) if c.name else f"ceasefire{_when(c.declared or c.in_effect)}"


def _violation(c: Ceasefire, v: Violation, at: str) -> Item:
    fields = (
        _names("accuser", v.accuser),
        _names("accused", v.accused),
        _days("when", v.when),
        _value("what", v.what),
        _value("place", _place(v.place)),
        _value("breaches", _range(v.number)),
        _value("killed", _range(v.killed)),
        Field("answers", "words", _answers(v)),
    )
    about = f"{_truce(c)}, alleged breach{_who(' by ', v.accused)}{_quote(v.what)}"
    return Item("violation", v, at, about, collect_evidence(v), fields)


def _answers(v: Violation) -> tuple[str, ...]:
    """ "denied: the army", once for each who answered."""
    told = [_word(a.kind, " and ".join(a.by)) for a in v.answers]
    return tuple(dict.fromkeys((*told, *(_word("denied", name) for name in v.denied_by))))


def _step(s: Step, at: str) -> Item:
    fields = (
        Field("status", "status", (s.status,)),
        _days("when", s.when),
        _value("place", _place(s.place)),
        _names("who", s.who),
        _names("to", s.to),
    )
    place = f", {s.place.name}" if s.place else ""
    return Item("step", s, at, f"{s.kind}{_who(' by ', s.who)}{place}{_when(s.when)}", collect_evidence(s), fields)


def _statement(s: Statement, at: str) -> Item:
    about = f"{s.speaker or 'a source without a name'}: {clip(s.content)}"
    return Item("statement", s, at, about, collect_evidence(s), (_days("when", s.when), _value("speaker", s.speaker)))


# ---- incidents and disagreements
def _incident(i: Incident, at: str) -> Item:
    said = [c for c in i.claims if not c.denied and c.counted is None]
    tolls = sorted({(c.killed, c.bound or "exact") for c in said if c.killed is not None})
    rivals = [r for r in i.rivals if r.relation == "excludes" and r.field in ("weapon", "place", "when")]
    fields = (
        _days("when", i.when),
        _value("place", _place(i.place)),
        Field("killed", "value", tuple(_count(killed or 0, bound) for killed, bound in tolls)),
        Field("wounded", "value", tuple(map(str, sorted({c.wounded for c in said if c.wounded is not None})))),
        _value("weapon", i.weapon),
        _names("responsible", sorted({c.responsible for c in said if c.responsible})),
        Field("rivals", "sides", tuple(" / ".join((r.field, *(s.value for s in r.sides))) for r in rivals)),
    )
    place = i.place.name if i.place else "place unknown"
    return Item("incident", i, at, f"{place}{_when(i.when)}", collect_evidence(i), fields)


def _discrepancy(d: Discrepancy, at: str) -> Item:
    sides = Field("sides", "sides", tuple(s.value for s in d.sides))
    return Item("discrepancy", d, at, d.about, collect_evidence(d), (sides,))


def collect_evidence(entry: Struct, without: str | None = None) -> tuple[Evidence, ...]:
    """Every sentence anywhere in an entry but in one of its fields, once, by report and place in it."""
    unique = {(e.report, e.sentence): e for e in _walk(entry, without)}
    return tuple(unique[key] for key in sorted(unique))


def _walk(part: object, without: str | None = None) -> Iterator[Evidence]:
    if isinstance(part, Evidence):
        yield part
    elif isinstance(part, Struct):
        for name in part.__struct_fields__:
            if name != without:
                yield from _walk(getattr(part, name))
    elif isinstance(part, tuple):
        for item in part:
            yield from _walk(item)


# ---- as text
def show_days(days: Interval) -> str:
    """An interval in ISO dates: one day, or first to last."""
    if days.earliest == days.latest:
        return str(days.earliest)
    return f"{days.earliest or '...'} to {days.latest or '...'}"


def clip(text: str) -> str:
    """A report's own words on one line, cut where they are long."""
    words = " ".join(text.split())
    return words if len(words) <= CLIPPED else words[: CLIPPED - 1].rstrip() + "…"


def _value(name: str, value: str | None) -> Field:
    return Field(name, "value", (value,) if value else ())


def _days(name: str, days: Interval | None) -> Field:
    known = (days,) if days and (days.earliest or days.latest) else ()
    return Field(name, "days", tuple(map(show_days, known)), known)


def _plans(plans: Sequence[Plan]) -> Field:
    """The days announced, each once."""
    days = dict.fromkeys(p.when for p in plans if p.when.earliest or p.when.latest)
    return Field("planned", "days", tuple(map(show_days, days)), tuple(days))


def _names(name: str, values: Sequence[str]) -> Field:
    return Field(name, "names", tuple(values))


def _count(killed: int, bound: str) -> str:
    return str(killed) if bound == "exact" else f"{bound.replace('_', ' ')} {killed}"


def _place(place: Place | None) -> str | None:
    return place.name if place else None


def _when(days: Interval | None) -> str:
    return f", {show_days(days)}" if days and (days.earliest or days.latest) else ""


def _quote(text: str) -> str:
    return f", “{clip(text)}”" if text else ""


def _who(word: str, names: Sequence[str]) -> str:
    return word + clip(" and ".join(names)) if names else ""


def _word(kind: str, rest: str) -> str:
    return f"{kind}: {clip(rest)}" if rest else kind


def _range(count: Range | None) -> str | None:
    if count is None:
        return None
    return str(count.low) if count.low == count.high else f"{count.low} to {count.high or '...'}"
