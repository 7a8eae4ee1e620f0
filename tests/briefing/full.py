"""A record by hand in which every kind and status stands at least once, for the tests of the brief."""

import datetime as dt
from collections.abc import Iterator
from itertools import cycle, product
from typing import Any, get_args, get_type_hints

import msgspec

from dragoman.model import (
    Ceasefire,
    Claim,
    Commitment,
    Contact,
    Discrepancy,
    Evidence,
    Incident,
    Interval,
    Participant,
    Place,
    Plan,
    Problem,
    Record,
    Round,
    Side,
    Source,
    Span,
    Statement,
    Step,
    Track,
    Violation,
)
from dragoman.model.reading import Attendance, Bound, Status
from dragoman.model.record import CeasefireStatus, CommitmentStatus, Covered, DiscrepancyKind, StepKind


def full_record() -> Record:
    """A record by hand in which every status of every kind of thing stands at least once."""
    return Record(
        tracks=tuple(
            Track(id=f"t{n}", name=f"track {n}", rounds=rounds, convenors=("Ruritania",))
            for n, rounds in enumerate((_over_rounds(), _ahead_rounds(), _open_rounds()))
        ),
        contacts=tuple(_contacts()),
        commitments=tuple(
            Commitment(
                who=("Ruritania",) * n, to=("Syldavia",), what="open the road", due=_between(3, 9), status=s,
                made=_between(2, 2), made_at="the joint statement", evidence=_said(n),
            )
            for s, n in product(get_args(CommitmentStatus), (0, 1))
        ),
        ceasefires=tuple(_ceasefires()),
        steps=tuple(
            Step(
                kind=k, who=("Ruritania",), to=("Syldavia",), place=Place(name="Zenda"), when=PAST[0], status=s,
                evidence=_said(n),
            )
            for n, (k, s) in enumerate((k, s) for s in get_args(Status) for k in get_args(StepKind))
        ),
        incidents=tuple(_incidents()),
        statements=(Statement(speaker="the envoy", content="The road is open.", evidence=_said(2)),),
        discrepancies=tuple(
            Discrepancy(
                kind=kind,
                about="round 3: 2020-03-01 to 2020-03-31",
                sides=(
                    Side(value="2020-03-14", said_by=("envoy",), evidence=_said(1)),
                    Side(value="no", evidence=_said(2)),
                ),
            )
            for kind in get_args(DiscrepancyKind)
        ),
        sources=(
            Source(outlet="Gazette", agency="ABC", reports=("r1", "r5"), copies=(("r1", "r2"),)),
            Source(outlet="Courier", agency="ABC", reports=("r2",), copies=(("r1", "r2"),)),
            Source(outlet="Herald", reports=("r3",), independent_of=("Gazette", "Courier")),
        ),
        reports=tuple(_covered()),
        not_read=tuple(
            Problem(source=f"in/{n}-{kind}.txt", kind=kind, found="something", expected="something else")
            for kind, n in product(get_args(_hint(Problem, "kind")), range(2))
        ),
        versions={"program": "1", "model": "2"},
    )  # fmt: skip


def earlier_record() -> Record:
    """The full record as it might have stood before: with fewer sources, other days, and things told otherwise."""
    later = full_record()
    first = later.tracks[0]
    held = first.rounds[2]
    planned = msgspec.structs.replace(
        held, status="planned", held=None, planned=(Plan(when=_between(3, 3)),), evidence=held.evidence[:1]
    )
    moved = msgspec.structs.replace(first, rounds=(planned,), evidence=())
    truces = tuple(msgspec.structs.replace(c, name="a truce", reports_to=None) for c in later.ceasefires)
    alone = Contact(kind="visit", parties=("Syldavia",), evidence=(_one("r9"),))
    sides = tuple(Side(value=v, evidence=(_one(r),)) for v, r in (("no", "r1"), ("yes", "r2")))
    return msgspec.structs.replace(
        later,
        tracks=(moved,),
        contacts=(Contact(kind="meeting", parties=("Syldavia",), evidence=_said(4)), alone),
        ceasefires=truces,
        commitments=later.commitments * 2,
        discrepancies=(Discrepancy(kind="outcome", about="round 9", sides=sides),),
    )


def _one(report: str) -> Evidence:
    return Evidence(report=report, sentence=Span(900, 905), quote="Says.")


def _hint(kind: type, field: str) -> Any:
    return get_type_hints(kind)[field]


def _said(n: int) -> tuple[Evidence, ...]:
    quote = f"Sentence {n} says that Ruritania and the envoy open the road."
    return (Evidence(report=f"r{1 + n % 5}", sentence=Span(10 * n, 10 * n + len(quote)), quote=quote),)


def _between(first: int | None, last: int | None, month: int = 3) -> Interval:
    return Interval(
        earliest=dt.date(2020, month, first) if first else None, latest=dt.date(2020, month, last) if last else None
    )


DAYS = (_between(20, 20, 4), _between(20, 21, 4), _between(20, 29, 4), _between(1, 30, 4), _between(20, None, 4))
PAST = (_between(1, 1), _between(1, 2), _between(1, 9), _between(1, 31), _between(1, None), _between(None, 9))


def _over_rounds() -> tuple[Round, ...]:
    held = [
        Round(
            number=n,
            number_basis="inferred",
            place="Strelsau",
            status="held" if n % 2 else "failed",
            held=days if n > 1 else None,
            participants=tuple(
                Participant(actor=f"{a} party", attendance=a, evidence=_said(n)) for a in get_args(Attendance)
            ),
            agenda=("roads", "bridges"),
            outcome="no agreement",
            evidence=_said(n),
        )
        for n, days in enumerate((*PAST, *PAST), 1)
    ]
    undated = Round(number=13, status="held", participants=held[0].participants, evidence=_said(3))
    return (*held, undated)


def _ahead_rounds() -> tuple[Round, ...]:
    plans = [
        Plan(when=when, by=by, anonymous=by is None, status=s, via=("press service",) * bool(by), evidence=_said(4))
        for s, when, by in product(
            get_args(_hint(Plan, "status")), (DAYS[0], DAYS[2], DAYS[3], DAYS[4]), ("the envoy", None)
        )
    ]
    ahead = [Round(place="Zenda", planned=(plan,), evidence=_said(4)) for plan in plans]
    bare = [Round(planned=(msgspec.structs.replace(p, anonymous=False, by=None, via=()),)) for p in plans]
    past = Round(planned=(Plan(when=PAST[0], by="envoy", evidence=_said(1)), Plan(when=PAST[1], evidence=_said(1))))
    months = Round(planned=tuple(Plan(when=d, evidence=_said(1)) for d in (*DAYS, _between(None, 30, 4))))
    return (past, *ahead, *bare, months, Round(number=4, evidence=_said(2)))


def _open_rounds() -> tuple[Round, ...]:
    return tuple(
        Round(number=n, status=s, planned=(Plan(when=PAST[0], evidence=_said(n)),), evidence=_said(n))
        for n, s in enumerate(("postponed", "cancelled"), 1)
    )


def _contacts() -> Iterator[Contact]:
    statuses, kinds = get_args(_hint(Contact, "status")), get_args(_hint(Contact, "kind"))
    sizes = cycle((2, 1, 10, 3, 12))
    for status, kind, when in (*product(statuses, kinds, (DAYS[0], PAST[0])), *product(("held",), kinds, PAST)):
        parties = tuple(f"Party {i}" for i in range(next(sizes)))
        said = _said(len(parties))
        yield Contact(
            kind=kind, parties=parties, when=when, status=status, place="Zenda", topics=("roads",), evidence=said
        )


def _ceasefires() -> Iterator[Ceasefire]:
    breaches = [
        Violation(
            accused=("Syldavia",) * a, accuser=("Ruritania",) * b, what="shelling", when=PAST[0], evidence=_said(a)
        )
        for a, b in product((0, 1), (0, 1))
    ]
    for n, status in enumerate(get_args(CeasefireStatus)):
        yield Ceasefire(
            name="spring truce" if n else None,
            declared=PAST[0] if n == 1 else None,
            in_effect=PAST[1] if n in (1, 2) else None,
            ended=PAST[2] if n in (1, 2, 3) else None,
            status=status,
            parties=("Ruritania", "Syldavia"),
            guarantors=("Borduria",),
            monitors=("observers",) * (n % 2),
            reports_to="the council",
            alleged_violations=tuple(breaches),
            evidence=_said(n),
        )

    yield Ceasefire(name="summer truce", in_effect=DAYS[0], evidence=_said(1))
    yield Ceasefire(name="autumn truce", declared=DAYS[0], evidence=_said(1))


def _incidents() -> Iterator[Incident]:
    claims = [
        Claim(
            killed=3 + n,
            bound=b,
            wounded=4,
            responsible="Syldavia",
            said_by="the mayor",
            report="r1",
            evidence=_said(1),
        )
        for n, b in enumerate(get_args(Bound))
    ]
    own = Claim(responsible="Ruritania", said_by="Ruritania", report="r1", evidence=_said(1))
    yield Incident(
        place=Place(name="Strelsau"), when=PAST[0], weapon="mortar", claims=tuple(claims), independent_sources=2
    )
    yield Incident(place=Place(name="Zenda"), when=PAST[1], claims=(claims[0],), evidence=_said(1))
    yield Incident(when=PAST[2], claims=(own, Claim(wounded=2, report="r1", evidence=_said(1))), evidence=_said(2))
    yield Incident(claims=(Claim(killed=0, bound="exact", report="r1"),), evidence=_said(2))


def _covered() -> Iterator[Covered]:
    bases: tuple[str, ...] = ("stated", "inferred", "unknown")
    for n, basis in enumerate((*bases, "stated", "stated"), 1):
        days = _between(n + 4, n + 6 if basis == "inferred" else n + 4) if basis != "unknown" else None
        yield Covered(
            id=f"r{n}",
            outlet=("Gazette", "Courier", "Herald", None, "Gazette")[n - 1],
            agency="ABC" if n in (1, 2) else None,
            headline="Talks end" if n != 4 else None,
            published=days,
            basis=basis,
            reasons=("It speaks of Monday.",),
        )
