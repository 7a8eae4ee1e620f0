"""Readings built by hand: sentences with what reading found in each, joined to a report whose spans hold."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from dragoman.model import (
    Actor,
    Attendee,
    Attribution,
    Event,
    Party,
    Place,
    Promise,
    Reading,
    Span,
    Talks,
    Truce,
    When,
)
from tests.factories import make_report

Found = tuple[str, Callable[[str, Span], Any]]  # a sentence, and what is made of it once its place is known

PLACES = {"Nairobi": "KEN", "Tunis": "TUN", "Geneva": "CHE", "Mombasa": "KEN"}


def day(first: str, last: str | None = None) -> When:
    """A day, or days from first to last."""
    return When(text=first, earliest=dt.date.fromisoformat(first), latest=dt.date.fromisoformat(last or first))


def at(name: str) -> Place:
    """A place with its country."""
    return Place(name=name, country=PLACES.get(name))


def parties(*names: str) -> tuple[Party, ...]:
    """Parties by name."""
    return tuple(Party(name=n) for n in names)


def talks(sentence: str, *, place: str | None = None, attendance: dict[str, str] | None = None, **fields: Any) -> Found:
    """A mention of talks; `attendance` is name to way, `between` names the parties, `by` the speaker."""
    between, by = fields.pop("between", ()), fields.pop("by", None)
    came = tuple(Attendee(party=Party(name=n), attendance=a) for n, a in (attendance or {}).items())
    given = {"place": at(place) if place else None, "parties": parties(*between), "attendance": came} | fields

    def make(name: str, span: Span) -> list[Any]:
        said = [Attribution(id=f"a{name}", content=(span,), speaker=by)] if by else []
        mention = Talks(id=name, span=span, sentence=span, attribution=f"a{name}" if by else None, **given)
        return [mention, *said]

    return sentence, make


def event(sentence: str, type: str, agents: Sequence[str], **fields: Any) -> Found:
    """An event; `recipients` are names."""
    given = fields | {"agents": parties(*agents), "recipients": parties(*fields.get("recipients", ()))}
    return sentence, lambda name, span: [Event(id=name, type=type, trigger=span, sentence=span, **given)]


def truce(sentence: str, **fields: Any) -> Found:
    """A mention of a ceasefire; parties are names."""
    for key in ("parties", "monitors", "guarantors", "accused", "accuser"):
        fields[key] = parties(*fields.get(key, ()))
    if "reports_to" in fields:
        fields["reports_to"] = Party(name=fields["reports_to"])
    return sentence, lambda name, span: [Truce(id=name, span=span, sentence=span, **fields)]


def promise(sentence: str, who: Sequence[str], what: str, **fields: Any) -> Found:
    """A promise."""
    return sentence, lambda name, span: [
        Promise(id=name, span=span, sentence=span, who=parties(*who), what=what, **fields)
    ]


def said(sentence: str, speaker: str | None, **fields: Any) -> Found:
    """An attribution whose content is the whole sentence."""
    return sentence, lambda name, span: [Attribution(id=name, content=(span,), speaker=speaker, **fields)]


def reading(name: str, published: str | None, *found: Found, actors: Sequence[Actor] = (), **report: Any) -> Reading:
    """A report of the given sentences, one a line, and the reading of it."""
    text, parts = "", []
    for n, (sentence, make) in enumerate(found, 1):
        text += "\n" if text else ""
        parts += make(f"x{n}", Span(len(text), len(text) + len(sentence)))
        text += sentence

    def those(kind: type) -> tuple[Any, ...]:
        return tuple(p for p in parts if isinstance(p, kind))

    return Reading(
        report=make_report(text, published, id=name, **report),
        talks=those(Talks),
        events=those(Event),
        truces=those(Truce),
        promises=those(Promise),
        attributions=those(Attribution),
        actors=tuple(actors),
    )
