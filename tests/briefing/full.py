"""A record by hand in which every kind and status stands at least once, for the tests of the brief."""

import datetime as dt
from collections.abc import Iterator
from itertools import cycle, product
from typing import Any, get_args, get_type_hints

import msgspec

from dragoman.model import (
    Announcement,
    Backing,
    Ceasefire,
    Claim,
    ClaimRef,
    Commitment,
    Contact,
    Correction,
    Detail,
    Discrepancy,
    Episode,
    Evidence,
    Expectation,
    FollowUp,
    Incident,
    Interval,
    Judgement,
    Participant,
    PartySource,
    Place,
    Plan,
    Problem,
    Range,
    Record,
    Reliability,
    Reply,
    Rivalry,
    Round,
    Ruled,
    Side,
    Source,
    Span,
    Statement,
    Step,
    TollPoint,
    TollSeries,
    Track,
    Violation,
)
from dragoman.model.judgement import ClaimKind, JudgementAnswer, RuledState
from dragoman.model.reading import AnswerKind, Attendance, Bound, Status
from dragoman.model.record import (
    CeasefireStatus,
    CommitmentStatus,
    Counted,
    Covered,
    DiscrepancyKind,
    EpisodeKind,
    FollowUpKind,
    Relation,
    RivalField,
    StepKind,
)


def full_record() -> Record:
    """A record by hand in which every status of every kind of thing stands at least once."""
    return Record(
        tracks=tuple(
            Track(id=f"t{n}", name=f"track {n}", rounds=rounds, convenors=("Ruritania",))
            for n, rounds in enumerate((_over_rounds(), _ahead_rounds(), _open_rounds()))
        ),
        contacts=tuple(_contacts()),
        commitments=tuple(_commitments()),
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
                relation=relation,
                sides=(
                    Side(value="2020-03-14", said_by=("envoy",), evidence=_said(1)),
                    Side(value="no", evidence=_said(2)),
                ),
            )
            for kind, relation in zip(get_args(DiscrepancyKind), cycle((None, *get_args(Relation))), strict=False)
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
        expectations=tuple(_expectations()),
        judgements=tuple(_judgements()),
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
    incidents = tuple(
        msgspec.structs.replace(i, tolls=(), rivals=(), weapon="a bomb") if i.tolls else i for i in later.incidents
    )
    alone = Contact(kind="visit", parties=("Syldavia",), evidence=(_one("r9"),))
    sides = tuple(Side(value=v, evidence=(_one(r),)) for v, r in (("no", "r1"), ("yes", "r2")))
    return msgspec.structs.replace(
        later,
        tracks=(moved,),
        contacts=(Contact(kind="meeting", parties=("Syldavia",), evidence=_said(4)), alone),
        ceasefires=truces,
        incidents=incidents,
        commitments=later.commitments * 2,
        discrepancies=(Discrepancy(kind="outcome", about="round 9", sides=sides),),
    )


def _one(report: str) -> Evidence:
    return Evidence(report=report, sentence=Span(900, 905), quote="Says.")


def _hint(kind: type, field: str) -> Any:
    return get_type_hints(kind)[field]


def _said(n: int) -> tuple[Evidence, ...]:
    quote = f"Sentence {n} says that Ruritania and the envoy open the road."
    span = Span(10 * n, 10 * n + len(quote))
    by_hand = Correction(sentence=span, kind="promise", field="due", now="2020-03-09", judgement="j1", by="A. Person")
    return (Evidence(report=f"r{1 + n % 5}", sentence=span, quote=quote, corrected=(by_hand,) if n == 1 else ()),)


def _between(first: int | None, last: int | None, month: int = 3) -> Interval:
    return Interval(
        earliest=dt.date(2020, month, first) if first else None, latest=dt.date(2020, month, last) if last else None
    )


DAYS = (_between(20, 20, 4), _between(20, 21, 4), _between(20, 29, 4), _between(1, 30, 4), _between(20, None, 4))
PAST = (_between(1, 1), _between(1, 2), _between(1, 9), _between(1, 31), _between(1, None), _between(None, 9))


WHY = get_args(_hint(PartySource, "why"))


def _backing(n: int) -> Backing:
    """Two sources, one of them a party for the n-th reason."""
    party = PartySource(name="The Organ", party="Ruritania", why=WHY[n % len(WHY)], reports=("r1", "r2"))
    return Backing(independent=2, reports=2, parties=(party,))


def _commitments() -> Iterator[Commitment]:
    words = [
        FollowUp(
            kind=kind, by=by, via=("its office",) * bool(by), anonymous=anonymous, day=_between(9, 9),
            due=_between(20, 20), evidence=_said(4),
        )
        for kind in get_args(FollowUpKind)
        for by, anonymous in (("the envoy", False), (None, False), (None, True))
    ]  # fmt: skip
    told: list[tuple[FollowUp, ...]] = [(), *((w,) for w in words)]
    for n, (status, said) in enumerate(zip(cycle(get_args(CommitmentStatus)), told, strict=False)):
        yield Commitment(
            who=("Ruritania",) * (n % 2), to=("Syldavia",), what="open the road", due=_between(3, 9), status=status,
            first_due=_between(3, 3), made=_between(2, 2), made_at="the joint statement", follow_ups=said,
            agreement="the accord" if n % 2 else None, evidence=_said(n), backing=_backing(n),
        )  # fmt: skip
    for status, n in product(get_args(CommitmentStatus), (0, 1)):
        yield Commitment(who=("Ruritania",) * n, what="open the road", status=status, evidence=_said(n))


def _expectations() -> Iterator[Expectation]:
    told = Announcement(
        about="round 3", when=_between(3, 3), outcome="off", evidence=_said(1), outcome_evidence=_said(2)
    )
    counts = dict.fromkeys(("on_the_day", "off", "postponed", "cancelled", "not_held", "ahead", "unknown"), 2)
    most = Reliability(announced=14, **counts, off_median=0.5, off_least=-2, off_most=3)
    one = Reliability(announced=1, off=1, off_median=2.0, off_least=2, off_most=2)
    for kind, said, hoped in (("speaker", most, one), ("outlet", one, Reliability()), ("unnamed", one, one)):
        yield Expectation(source=f"a {kind}", kind=kind, said=said, hoped=hoped, announcements=(told,))
    ahead = Reliability(announced=1, ahead=1)
    yield Expectation(
        source="somebody new", said=ahead, announcements=(msgspec.structs.replace(told, outcome="ahead"),)
    )


def _judgements() -> Iterator[Ruled]:
    at = dt.datetime(2020, 3, 9, 12, tzinfo=dt.UTC)
    for n, (kind, answer) in enumerate(product(get_args(ClaimKind), get_args(JudgementAnswer))):
        claim = ClaimRef(kind=kind, report="r1", start=n, end=n + 9, name="Ruritania" if kind == "actor" else None)
        judgement = Judgement(
            id=f"j{n}", at=at + dt.timedelta(minutes=n), by="A. Person", answer=answer, claims=(claim,),
            field="killed", value="3", why="the mayor said so", wordings=("Three fell.",) * (n % 2),
        )  # fmt: skip
        yield Ruled(judgement=judgement, state=get_args(RuledState)[n % 4], effect="none")


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
            documents=("the accord",),
            planned=tuple(
                Plan(when=_between(d, d), by="the envoy", off_days=off, anonymous=not off, evidence=_said(n))
                for d, off in ((3, 0), (4, -1), (5, 2))
            ),
            backing=_backing(n),
        )
        for n, days in enumerate((*PAST, *PAST), 1)
    ]
    undated = msgspec.structs.replace(held[0], number=13, status="held", held=None, agenda=(), outcome=None)
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
    dated = [(*row, next(sizes)) for row in product(("held",), kinds, PAST)]
    for status, kind, when, size in (*product(statuses, kinds, (DAYS[0], PAST[0]), (2, 1)), *dated):
        parties = tuple(f"Party {i}" for i in range(size))
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
    breaches += [
        Violation(
            accused=("Syldavia",), accuser=("Ruritania",), what="shots", place=Place(name="Zenda"),
            killed=killed, number=killed, denied_by=("an officer",), basis="breaches:paragraph", evidence=_said(1),
            answers=(Reply(kind=kind, by=("Syldavia",) * n, evidence=_said(n)),),
        )
        for n, (kind, killed) in enumerate(
            zip(get_args(AnswerKind), (Range(low=2), Range(low=2, high=5), Range(low=3, high=3), None), strict=True)
        )
    ]  # fmt: skip
    episodes = tuple(
        Episode(
            kind=kind, when=PAST[n], by=("Ruritania",) * n, until=PAST[3], disputed=n == 2, denied_by=("Syldavia",) * n,
            evidence=_said(n),
        )
        for n, kind in enumerate(get_args(EpisodeKind))
    )  # fmt: skip
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
            episodes=episodes,
            until=_between(1, 1, 5) if n % 2 else None,
            lasts=Detail(value="72 hours", evidence=_said(n)),
            scope=(None, "nationwide", "partial")[n % 3],
            area=_details("Zenda"),
            exclusions=_details("the outlaws"),
            mediators=_details("Borduria"),
            mechanism=_details("a hotline"),
            alleged_violations=tuple(breaches),
            evidence=_said(n),
            backing=_backing(n),
        )

    yield Ceasefire(name="summer truce", in_effect=DAYS[0], evidence=_said(1))
    yield Ceasefire(name="autumn truce", declared=DAYS[0], evidence=_said(1))


def _details(*values: str) -> tuple[Detail, ...]:
    return tuple(Detail(value=v, evidence=_said(1)) for v in values)


def _incidents() -> Iterator[Incident]:
    claims = [
        Claim(
            killed=3 + n,
            anonymous=not n,
            earlier=n == 1,
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
    of_some = tuple(Claim(killed=2, counted=c, report="r1", evidence=_said(1)) for c in get_args(Counted))
    denied = Claim(denies="Ruritania", said_by="Ruritania", report="r1", evidence=_said(1))
    cleared = Claim(denies="Syldavia", said_by="Ruritania", report="r1", evidence=_said(1))
    series = tuple(
        TollSeries(
            source="the mayor",
            of=of,
            points=tuple(TollPoint(on=_between(n, n), count=50 * n, evidence=_said(n)) for n in (1, 2)),
        )
        for of in get_args(_hint(TollSeries, "of"))
    )
    rivals = tuple(
        Rivalry(
            field=name,
            relation="excludes",
            sides=tuple(Side(value=v, said_by=("the mayor",), evidence=_said(1)) for v in ("one", "another")),
        )
        for name in get_args(RivalField)
    )
    yield Incident(
        place=Place(name="Hentzau"), when=PAST[4], claims=(*claims[:1], *of_some, denied, cleared), tolls=series,
        rivals=rivals,
        low=50, best=58, high=72, rule="best is the middle", backing=_backing(0), independent_sources=2,
    )  # fmt: skip
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
