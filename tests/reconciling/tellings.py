"""Tellings of acts of violence built by hand: a reading with one act, and what is told of it."""

import datetime as dt
from typing import Any

from dragoman.model import Attribution, Casualties, Event, Party, Place, Reading, Span, Toll, When
from dragoman.model.reading import Bound, Edge
from dragoman.reconciling.incidents import Judged, Telling, find_tellings
from tests.factories import make_report

MARLAN = Place(name="Marlan", country="XXA", latitude=10.0, longitude=20.0, admin="Bedra")


def act(
    id: str,
    place: Place | None = MARLAN,
    day: int | None = 10,
    killed: int | None = 12,
    weapon: str | None = "air strike",
    agents: tuple[str | Party, ...] = (),
    *,
    text: str | None = None,
    edges: tuple[Edge, Edge] = ("stated", "stated"),
    speaker: str | None = None,
    published: int | None = None,
    outlet: str | None = None,
    bound: Bound = "exact",
    wounded: int | None = None,
    children: int | None = None,
    **fields: Any,
) -> Reading:
    """A report with one act of violence in June 2016; `day` and `published` are days of that month."""
    text = text or " ".join(f"{id}{n}" for n in range(30)) + "."  # no word in common with another report
    date = dt.date(2016, 6, day) if day else None
    toll = Toll(total=killed, children=children, bound=bound if killed is not None else None)
    event = Event(
        id="e1",
        type="ASSAULT",
        trigger=Span(0, 6),
        sentence=Span(0, len(text)),
        place=place,
        when=When(earliest=date, latest=date, edges=edges) if date else None,
        casualties=Casualties(killed=toll, wounded=Toll(total=wounded)),
        agents=tuple(a if isinstance(a, Party) else Party(name=a) for a in agents),
        weapon=weapon,
        main=True,
        attribution="a1" if speaker else None,
        **fields,
    )
    said = (Attribution(id="a1", speaker=speaker, content=(Span(0, len(text)),)),) if speaker else ()
    stated = f"2016-06-{published:02}" if published else None
    report = make_report(text, stated, id=id, outlet=outlet or f"outlet of {id}")
    return Reading(report=report, events=(event,), attributions=said)


def one_of(reading: Reading) -> Telling:
    """The only telling of a reading."""
    (found,) = find_tellings(reading)
    return found


def judged(one: Telling, other: Telling, answer: Any, score: float = 0.0, rule: str = "weights") -> Judged:
    """A pair as it was judged."""
    a, b = sorted((one.id, other.id))
    return Judged(one=a, other=b, answer=answer, score=score, rule=rule)
