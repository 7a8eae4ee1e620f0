"""Counts of what is alleged, and ceasefires as rows with the columns of ETH/PRIO."""

import datetime as dt

import pytest

from dragoman.model import (
    Ceasefire,
    Claim,
    Detail,
    Episode,
    Evidence,
    Incident,
    Interval,
    Place,
    Range,
    Span,
    Violation,
)
from dragoman.reconciling.counts import count_allegations, day_of
from dragoman.reconciling.truces.rows import COLUMNS, UNKNOWN, ceasefire_rows


def days(first: str, last: str | None = None) -> Interval:
    return Interval(earliest=dt.date.fromisoformat(first), latest=dt.date.fromisoformat(last or first))


def ev(report: str, start: int = 0, quote: str = "It is said.") -> Evidence:
    return Evidence(report=report, sentence=Span(start, start + len(quote)), quote=quote)


def breach(report: str, **fields: object) -> Violation:
    given = {"accused": ("army",), "accuser": ("rebels",), "what": "shelled the port", "when": days("2019-03-08"),
             "place": Place(name="Tunis"), "evidence": (ev(report),)}  # fmt: skip
    return Violation(**(given | fields))


def truce(*violations: Violation) -> Ceasefire:
    return Ceasefire(alleged_violations=violations)


def test_allegation_of_many_reports_counts_once_and_each_cell_leads_to_its_sentences() -> None:
    told = breach("a", evidence=tuple(ev(r) for r in "abcd"))
    (only,) = count_allegations([truce(told)], [])
    assert (only.day, only.place, only.accused, only.accuser) == (dt.date(2019, 3, 8), "Tunis", "army", "rebels")
    assert (only.violations, only.incidents) == (1, 0)
    assert [e.report for e in only.evidence] == ["a", "b", "c", "d"]


def test_cells_are_parted_by_day_place_accused_and_accuser() -> None:
    others = [
        breach("b", when=days("2019-03-09")),
        breach("c", place=Place(name="Sfax")),
        breach("d", accused=("rebels",), accuser=("army",)),
        breach("e", accuser=("monitors",)),
        breach("f", what="shelled the market"),
    ]
    counts = count_allegations([truce(breach("a"), *others[:2]), truce(*others[2:])], [])
    assert [c.violations for c in counts] == [1, 1, 2, 1, 1]
    assert [c.evidence[0].report for c in counts] == ["c", "e", "a", "d", "b"]


@pytest.mark.parametrize(
    ("when", "by", "expected"),
    [
        (days("2019-03-08"), "day", "2019-03-08"),
        (days("2019-03-08", "2019-03-09"), "day", None),
        (days("2019-03-08", "2019-03-09"), "week", "2019-03-04"),
        (days("2019-03-10", "2019-03-11"), "week", None),
        (Interval(earliest=dt.date(2019, 3, 8)), "day", None),
        (None, "week", None),
    ],
)
def test_only_what_falls_on_one_day_or_week_has_one(when: Interval | None, by: str, expected: str | None) -> None:
    assert day_of(when, by) == (dt.date.fromisoformat(expected) if expected else None)  # type: ignore[arg-type]


def test_undated_allegations_stand_in_a_row_of_their_own_at_the_end() -> None:
    counts = count_allegations([truce(breach("a", when=None), breach("b"), breach("c", when=None))], [])
    assert [(c.day, c.violations) for c in counts] == [(dt.date(2019, 3, 8), 1), (None, 2)]


@pytest.mark.parametrize(
    ("tolls", "low", "high", "untold"),
    [
        ([Range(low=2, high=3), Range(low=4, high=4)], 6, 7, 0),
        ([Range(low=2, high=3), Range(low=4)], 6, None, 0),
        ([Range(low=2, high=3), None], 2, 3, 1),
        ([None, None], None, None, 2),
        ([Range(low=0, high=0)], 0, 0, 0),
    ],
)
def test_killed_go_from_the_lowest_to_the_highest(
    tolls: list[Range | None], low: int | None, high: int | None, untold: int
) -> None:
    (only,) = count_allegations([truce(*(breach(f"r{n}", killed=t) for n, t in enumerate(tolls)))], [])
    assert (only.killed and only.killed.low, only.killed and only.killed.high, only.untold) == (low, high, untold)


def incident(report: str, *claims: Claim, **fields: object) -> Incident:
    given = {"place": Place(name="Tunis"), "when": days("2019-03-08"), "claims": claims, "evidence": (ev(report),)}
    return Incident(**(given | fields))


def test_dead_of_a_breach_that_is_an_incident_are_counted_once() -> None:
    claims = Claim(responsible="army", said_by="rebels", report="a", evidence=(ev("a"),))
    both = count_allegations([truce(breach("a", killed=Range(low=4, high=4)))], [incident("a", claims, low=4, high=6)])
    assert [(c.violations, c.incidents, c.killed) for c in both] == [(1, 1, Range(low=4, high=6))]
    dead = Range(low=4, high=4)
    for other, total in (
        (breach("a", killed=dead, evidence=(ev("a", 90),)), Range(low=4, high=6)),  # another sentence of the report
        (breach("z", killed=dead), Range(low=8, high=10)),  # another report
        (breach("a", killed=dead, evidence=(ev("a", 90),), place=None), Range(low=8, high=10)),  # another place
    ):
        counts = count_allegations([truce(other)], [incident("a", claims, low=4, high=6)])
        assert sum(c.killed.low for c in counts if c.killed) == total.low
        assert sum(c.killed.high or 0 for c in counts if c.killed) == total.high


def test_accused_of_an_incident_are_all_whom_its_claims_name_but_not_who_is_said_not_to_have_done_it() -> None:
    claims = (
        Claim(responsible="army", said_by="rebels", report="a"),
        Claim(responsible="rebels", said_by="army", report="b"),
        Claim(responsible="navy", said_by="navy", denied=True, report="c"),
        Claim(killed=4, report="d"),
    )
    (only,) = count_allegations([], [incident("a", *claims)])
    assert (only.accused, only.accuser) == ("army / rebels", "army / rebels")
    (bare,) = count_allegations([], [incident("a", Claim(killed=4, report="a"))])
    assert (bare.accused, bare.accuser) == (None, None)


def test_one_place_under_two_names_is_one_row_and_two_of_one_name_without_place_on_the_map_too() -> None:
    here = {"latitude": 36.80, "longitude": 10.18}
    two = breach("a", place=Place(name="Tunis, Tunis", **here)), breach("b", place=Place(name="Tunis", **here))
    assert [(c.place, c.violations) for c in count_allegations([truce(*two)], [])] == [("Tunis", 2)]


@pytest.mark.parametrize(("by", "count"), [("place", 2), ("party", 1), ("week", 2), ("day", 3)])
def test_table_by_place_or_party_leaves_the_rest_aside(by: str, count: int) -> None:
    found = truce(breach("a"), breach("b", when=days("2019-03-07")), breach("c", place=Place(name="Sfax")))
    counts = count_allegations([found], [], by)  # type: ignore[arg-type]
    assert len(counts) == count
    assert sum(c.violations for c in counts) == 3
    if by in ("place", "party"):
        assert {c.day for c in counts} == {None}


# Rows of ETH/PRIO

FULL = Ceasefire(
    name="Tunis truce",
    declared=days("2019-03-04"),
    in_effect=days("2019-03-01", "2019-03-31"),
    ended=days("2019-06-01", "2020-02-01"),
    episodes=(
        Episode(kind="declared", when=days("2019-03-04"), by=("Kenyan army",), evidence=(ev("a", quote="It signed."),)),
        Episode(kind="declared", when=days("2019-03-06"), by=("rebels",), evidence=(ev("b", quote="So did they."),)),
        Episode(kind="collapsed", when=days("2019-06-01", "2020-02-01"), evidence=(ev("c", quote="It is over."),)),
    ),
    parties=("Kenyan army", "rebels"),
    exclusions=(Detail(value="Black Hand"),),
    scope="partial",
    mediators=(Detail(value="Norway"),),
    monitors=("Oman",),
    written=True,
    purposes=(Detail(value="holiday"),),
    lasts=Detail(value="72 hours"),
    evidence=(ev("b"), ev("a")),
)


def test_each_party_has_a_row_with_all_columns_and_its_own_day() -> None:
    rows = ceasefire_rows([Ceasefire(parties=("x",)), FULL])
    assert [(r["cf_id"], r["uniq_id"], r["actor_name"]) for r in rows] == [
        (1, "1-1", "x"), (2, "2-1", "Kenyan army"), (2, "2-2", "rebels")
    ]  # fmt: skip
    assert {tuple(r) for r in rows} == {COLUMNS}
    assert [[r[f"cf_dec_{p}"] for p in ("yr", "month", "day")] for r in rows[1:]] == [[2019, 3, 4], [2019, 3, 6]]


def test_row_says_what_the_record_says_in_the_codes_of_the_data_set() -> None:
    row = ceasefire_rows([FULL])[0]
    expected = {
        "location": "Kenya", "cf_effect_yr": 2019, "cf_effect_month": 3, "cf_effect_day": -1, "end_yr": -1,
        "ended": "collapsed", "fixed": 1, "fixed_time": "72 hours", "ceasefire_class": 2, "p_holiday": 1,
        "p_humanitarian": 0, "p_unclear": 0, "partial": 1, "written": 1, "mediator_nego": 1, "implement": 1,
        "evidence_onset": "a: It signed. | b: So did they.", "evidence_end": "c: It is over.", "source": "a b",
    }  # fmt: skip
    assert {k: row[k] for k in expected} == expected
    assert "excludes: Black Hand" in str(row["comment"]) and "mediators: Norway" in str(row["comment"])


def test_what_no_report_says_is_unknown_and_not_no() -> None:
    row = ceasefire_rows([Ceasefire()])[0]
    told = {"cf_id": 1, "uniq_id": "1-1", "p_unclear": 1, "coder": "dragoman"}
    assert row == dict.fromkeys(COLUMNS, UNKNOWN) | told


def test_end_that_is_disputed_is_none() -> None:
    over = Episode(kind="collapsed", when=days("2019-06-01"), disputed=True, denied_by=("army",), evidence=(ev("c"),))
    row = ceasefire_rows([Ceasefire(episodes=(over,))])[0]
    assert (row["ended"], row["evidence_end"], row["comment"]) == (UNKNOWN, UNKNOWN, "end disputed by: army")
