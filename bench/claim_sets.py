"""Claim sets made up from a seed, to see how a ledger grows: what reading finds in reports, without the reports' prose.

The world that they tell of is made of processes of 20 to 500 reports each (the size of real ones), one after the
other and side by side, over years. In each there are two sides, towns, acts of violence with counts that rise from
day to day and differ from source to source, agency copy in several outlets, retitled and cut, talks whose dates move
before a round is held, truces with alleged breaches, and promises. No sentence is anybody's.
"""

import datetime as dt
import random
from collections.abc import Iterator
from typing import Any, NamedTuple

from dragoman.model import (
    Actor,
    Attendee,
    Attribution,
    Casualties,
    Event,
    Part,
    Party,
    Place,
    Promise,
    Published,
    Reading,
    Report,
    Span,
    Talks,
    Toll,
    Truce,
    When,
)

FIRST_DAY = dt.date(2012, 1, 1)
FEWEST, MOST = 20, 500  # reports of a process
OUTLETS = 40
AGENCIES = ("Reuters", "AFP", "AP", "Xinhua")
COUNTRIES = ("SYR", "YEM", "LBY", "SDN", "SSD", "COD", "CAF", "MLI", "UKR", "COL", "PHL", "MMR", "NPL", "AFG", "SOM")
ONSETS = ("b", "d", "f", "g", "h", "k", "l", "m", "n", "r", "s", "t", "v", "z", "sh", "kh")
VOWELS = ("a", "e", "i", "o", "u", "aa", "ei")
FILLER = 60  # words of a body beside its claims, so that copies can be told from chance


class Side(NamedTuple):
    """A government or an armed group, with who speaks for it."""

    body: Actor
    speaker: Actor


class Process(NamedTuple):
    """What all reports of a process share."""

    number: int
    start: dt.date
    days: int
    sides: tuple[Side, Side]
    mediator: Actor
    towns: tuple[Place, ...]
    track: str


def make_claim_sets(count: int, seed: int = 7) -> Iterator[Reading]:
    """So many readings, the same for the same seed; a longer run begins like a shorter one."""
    rng = random.Random(seed)
    made = number = 0
    while made < count:
        size = min(MOST, int(FEWEST * rng.paretovariate(1.0)))
        for reading in _process_reports(_make_process(rng, number, size), size, rng):
            if made < count:
                yield reading
                made += 1
        number += 1


def _make_process(rng: random.Random, number: int, size: int) -> Process:
    country = rng.choice(COUNTRIES)
    start = FIRST_DAY + dt.timedelta(days=rng.randrange(3000))
    state = Side(_group(f"{_name(rng)} government", country, "GOV"), _person(rng, country, "GOV"))
    group = Side(_group(f"{_name(rng)} Front", country, "REB"), _person(rng, country, "REB"))
    towns = tuple(
        Place(
            name=_name(rng) + _name(rng).lower(),
            country=country,
            admin=f"{_name(rng)} Province",
            latitude=round(rng.uniform(-30, 50), 3),
            longitude=round(rng.uniform(-70, 120), 3),
        )
        for _ in range(8)
    )
    mediator = _person(rng, "", "UNO")
    return Process(number, start, 2 * size, (state, group), mediator, towns, f"{_name(rng)}{_name(rng).lower()} talks")


def _process_reports(process: Process, size: int, rng: random.Random) -> Iterator[Reading]:
    made: list[Reading] = []
    incidents: list[tuple[dt.date, Place, int]] = []
    for n in range(size):
        day = process.start + dt.timedelta(days=n * process.days // size)
        kind = rng.random()
        if made and kind < 0.2:
            reading = _copy(rng.choice(made[-10:]), f"{process.number}-{n}", rng)
        elif kind < 0.7:
            reading = _incident_report(process, n, day, incidents, rng)
        elif kind < 0.9:
            reading = _talks_report(process, n, day, rng)
        else:
            reading = _truce_report(process, n, day, rng)
        made.append(reading)
        yield reading


# ---- kinds of reports
def _incident_report(
    process: Process, n: int, day: dt.date, incidents: list[tuple[dt.date, Place, int]], rng: random.Random
) -> Reading:
    if incidents and rng.random() < 0.5:  # another account of an act of the last days: a later or a rival count
        when, place, killed = rng.choice(incidents[-4:])
        killed += rng.randrange(0, 6)
    else:
        when, place, killed = day, rng.choice(process.towns), 1 + int(rng.paretovariate(1.2) * 3)
        incidents.append((when, place, killed))
    accused, accuser = rng.sample(process.sides, 2)
    draft = _Draft(process, n, day, rng)
    sentence = f"At least {killed} people were killed in {place.name} on {when:%B %d}, {accuser.speaker.name} said."
    said = draft.say(sentence, accuser.speaker)
    draft.claim(
        sentence,
        Event,
        type="ASSAULT",
        mode="heavy-weapons",
        agents=(_party(accused.body),),
        place=place,
        when=_when(when),
        attribution=said,
        casualties=Casualties(killed=Toll(total=killed, bound="at_least")),
        weapon="shelling",
        main=True,
    )
    return draft.reading()


def _talks_report(process: Process, n: int, day: dt.date, rng: random.Random) -> Reading:
    number = 1 + n // 40
    held = process.start + dt.timedelta(days=80 * number)
    draft = _Draft(process, n, day, rng)
    both = tuple(_party(s.body) for s in process.sides)
    town = process.towns[number % len(process.towns)]
    if day < held:
        due = held + dt.timedelta(days=rng.choice((-3, 0, 0, 0, 4)))
        sentence = f"Round {number} of the {process.track} will open in {town.name} on {due:%B %d}, the envoy said."
        phase, when, attendance = "planned", due, ()
    else:
        sentence = f"Round {number} of the {process.track} was held in {town.name} on {held:%B %d}, the envoy said."
        phase, when = "held", held
        attendance = tuple(
            Attendee(party=p, attendance="boycotted" if rng.random() < 0.05 else "attended") for p in both
        )
    said = draft.say(sentence, process.mediator)
    draft.claim(
        sentence,
        Talks,
        track=process.track,
        number=number,
        phase=phase,
        place=town,
        when=_when(when),
        parties=both,
        attendance=attendance,
        attribution=said,
    )
    return draft.reading()


def _truce_report(process: Process, n: int, day: dt.date, rng: random.Random) -> Reading:
    draft = _Draft(process, n, day, rng)
    one, other = rng.sample(process.sides, 2)
    both = (_party(one.body), _party(other.body))
    if rng.random() < 0.5:
        sentence = f"The {one.body.name} accused the {other.body.name} of shelling {rng.choice(process.towns).name}."
        draft.claim(
            sentence,
            Truce,
            phase="violated",
            parties=both,
            accuser=both[:1],
            accused=both[1:],
            what="shelling",
            when=_when(day),
        )
    else:
        sentence = f"The {one.body.name} will withdraw from {rng.choice(process.towns).name}, {one.speaker.name} said."
        said = draft.say(sentence, one.speaker)
        draft.claim(
            sentence,
            Promise,
            who=both[:1],
            to=both[1:],
            what=sentence,
            kind="withdraw",
            attribution=said,
            made=_when(day),
        )
    return draft.reading()


def _copy(original: Reading, name: str, rng: random.Random) -> Reading:
    """The same text a day later in another outlet, under another title; every second time cut."""
    from msgspec.structs import replace

    report = original.report
    day = (report.published.date or FIRST_DAY) + dt.timedelta(days=rng.randrange(2))
    body = report.text.partition("\n\n")[2]
    title = report.text.partition("\n\n")[0]
    retitled = " ".join(reversed(title.split()))[: len(title)].ljust(len(title), "x")
    cut = len(body) - (len(body) // 3 if rng.random() < 0.5 else 0)
    last = max(
        (e.sentence.end for e in (*original.events, *original.talks, *original.truces, *original.promises)), default=0
    )
    text = (retitled + "\n\n" + body)[: max(len(title) + 2 + cut, last)]
    copy = replace(
        report,
        id=f"p{name}",
        outlet=f"Outlet {rng.randrange(OUTLETS)}",
        headline=retitled,
        text=text,
        published=_published(day),
        parts=(Part(kind="headline", start=0, end=len(title)), Part(kind="body", start=len(title) + 2, end=len(text))),
    )
    return replace(original, report=copy)


class _Draft:
    """A report in the making: sentences in the middle of filler, claims with their spans."""

    def __init__(self, process: Process, n: int, day: dt.date, rng: random.Random) -> None:
        self._process, self._day, self._rng = process, day, rng
        self._id = f"p{process.number}-{n}"
        self._text = f"{_name(rng)} {_name(rng)} {_name(rng)} {n}"
        self._body = len(self._text) + 2
        self._text += "\n\n" + self._filler()
        self._spans: dict[str, Span] = {}
        self._found: dict[type, list[Any]] = {}

    def _filler(self) -> str:
        return " ".join(_name(self._rng).lower() for _ in range(FILLER // 2)) + ". "

    def _span(self, sentence: str) -> Span:
        if sentence not in self._spans:
            start = len(self._text)
            self._text += sentence + " "
            self._spans[sentence] = Span(start, start + len(sentence))
        return self._spans[sentence]

    def say(self, sentence: str, who: Actor) -> str:
        span = self._span(sentence)
        name = f"a{len(self._spans)}"
        content = Span(span.start, span.start + sentence.rindex(","))  # "..., the envoy said."
        self._found.setdefault(Attribution, []).append(Attribution(id=name, content=(content,), speaker=who.name))
        return name

    def claim(self, sentence: str, shape: type, **fields: Any) -> None:
        span = self._span(sentence)
        where = {"trigger": span} if shape is Event else {"span": span}
        found = self._found.setdefault(shape, [])
        found.append(shape(id=f"{shape.__name__[0].lower()}{len(found)}", sentence=span, **where, **fields))

    def reading(self) -> Reading:
        text = self._text + self._filler()
        agency = self._rng.choice((*AGENCIES, None))
        report = Report(
            id=self._id,
            source="made up",
            outlet=f"Outlet {self._rng.randrange(OUTLETS)}",
            agency=agency,
            headline=text[: self._body - 2],
            language="en",
            published=_published(self._day),
            text=text,
            parts=(
                Part(kind="headline", start=0, end=self._body - 2),
                Part(kind="body", start=self._body, end=len(text)),
            ),
        )
        sides = self._process.sides
        return Reading(
            report=report,
            attributions=tuple(self._found.get(Attribution, ())),
            events=tuple(self._found.get(Event, ())),
            talks=tuple(self._found.get(Talks, ())),
            truces=tuple(self._found.get(Truce, ())),
            promises=tuple(self._found.get(Promise, ())),
            actors=(*(a for s in sides for a in s), self._process.mediator),
        )


# ---- small things
def _name(rng: random.Random) -> str:
    return "".join(rng.choice(ONSETS) + rng.choice(VOWELS) for _ in range(rng.choice((2, 3)))).capitalize()


def _person(rng: random.Random, country: str, sector: str) -> Actor:
    name = f"{_name(rng)} {_name(rng)}"
    return Actor(name=name, kind="person", code=f"{country}{sector}", country=country or None, role="spokesman")


def _group(name: str, country: str, sector: str) -> Actor:
    return Actor(name=name, kind="group", code=f"{country}{sector}", country=country)


def _party(actor: Actor) -> Party:
    return Party(name=actor.name, code=actor.code)


def _when(day: dt.date) -> When:
    return When(text=f"{day:%B %d}", earliest=day, latest=day)


def _published(day: dt.date) -> Published:
    return Published(date=day, earliest=day, latest=day, basis="stated")
