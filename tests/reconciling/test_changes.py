"""What changed between two records: of what kind, from what to what, by which sentences."""

import datetime as dt
from typing import Any

import msgspec
import pytest

from dragoman.model import (
    Ceasefire,
    Change,
    Changes,
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
    from_json,
    to_json,
)
from dragoman.model.record import Covered, FollowUp, Reply
from dragoman.reconciling import reconcile
from dragoman.reconciling.changes import compare_records
from dragoman.reconciling.changes.items import list_items
from dragoman.reconciling.changes.matching import match_items
from tests.briefing.full import full_record
from tests.reconciling.test_reconcile import READINGS
from tests.work import count_work


def days(first: int, last: int | None = None) -> Interval:
    return Interval(earliest=dt.date(2020, 3, first), latest=dt.date(2020, 3, last or first))


def told(report: str, *starts: int) -> tuple[Evidence, ...]:
    """Sentences of a report, by where they begin."""
    return tuple(Evidence(report=report, sentence=Span(n, n + 9), quote="It is so.") for n in starts or (0,))


def harbour(*rounds: Round) -> Record:
    return Record(tracks=(Track(id="harbour", name="Harbour talks", rounds=rounds),))


def changes_of(before: Record, after: Record) -> list[tuple[str, str, str, tuple[str, ...], tuple[str, ...]]]:
    """Kind of change, kind of entry, field, before and after; a new or withdrawn entry has no field."""
    rows = []
    for c in compare_records(before, after).changes:
        whole = c.before_at is None or c.after_at is None
        values = [("", (), ())] if whole else [(v.field, v.before, v.after) for v in c.values]
        rows += [(c.kind, c.entry, *v) for v in values]
    return rows


def only(before: Record, after: Record) -> Change:
    (change,) = compare_records(before, after).changes
    return change


def planned(**fields: Any) -> Round:
    given = {"number": 3, "planned": (Plan(when=days(14), evidence=told("a")),), "evidence": told("a")} | fields
    return Round(**given)


def accused(*answers: Reply) -> Record:
    shots = Violation(what="shots", answers=answers, evidence=told("a", 9))
    return Record(ceasefires=(Ceasefire(name="The truce", evidence=told("a"), alleged_violations=(shots,)),))


def zenda(*claims: Claim) -> Record:
    return Record(incidents=(Incident(place=Place(name="Zenda"), claims=claims, evidence=told("a")),))


HELD = told("a") + told("b")

CASES: list[tuple[str, Record, Record, list[tuple[str, str, str, tuple[str, ...], tuple[str, ...]]]]] = [
    (
        "a plan that was held on the day announced is confirmed",
        harbour(planned()),
        harbour(planned(status="held", held=days(14), evidence=told("a"))),
        [("new", "round", "held", (), ("2020-03-14",)), ("confirmed", "round", "status", ("planned",), ("held",))],
    ),
    (
        "a plan that was held on another day is confirmed, and its day moved",
        harbour(planned()),
        harbour(planned(status="held", held=days(16), evidence=told("a"))),
        [
            ("new", "round", "held", (), ("2020-03-16",)),
            ("moved", "round", "day", ("2020-03-14",), ("2020-03-16",)),
            ("confirmed", "round", "status", ("planned",), ("held",)),
        ],
    ),
    (
        "a plan that was called off is contradicted",
        harbour(planned()),
        harbour(planned(status="cancelled")),
        [("contradicted", "round", "status", ("planned",), ("cancelled",))],
    ),
    (
        "a plan that was put off has moved",
        harbour(planned()),
        harbour(planned(status="postponed")),
        [("moved", "round", "status", ("planned",), ("postponed",))],
    ),
    (
        "another day announced beside the first",
        harbour(planned()),
        harbour(planned(planned=(Plan(when=days(14)), Plan(when=days(20))))),
        [("moved", "round", "planned", ("2020-03-14",), ("2020-03-20",))],
    ),
    (
        "who was invited and stayed away contradicts, who came confirms, who was not known is new",
        harbour(planned(participants=tuple(Participant(actor=a, attendance="invited") for a in ("North", "South")))),
        harbour(
            planned(
                participants=(
                    Participant(actor="North", attendance="boycotted"),
                    Participant(actor="South", attendance="attended"),
                    Participant(actor="East", attendance="observed"),
                )
            )
        ),
        [
            ("new", "round", "participants", (), ("East: observed",)),
            ("contradicted", "round", "participants", ("North: invited",), ("North: boycotted",)),
            ("confirmed", "round", "participants", ("South: invited",), ("South: attended",)),
        ],
    ),
    (
        "a promise kept is confirmed, in its status and by who says so",
        Record(commitments=(Commitment(what="open the road", status="open", evidence=told("a")),)),
        Record(
            commitments=(
                Commitment(
                    what="open the road",
                    status="kept",
                    evidence=told("a"),
                    follow_ups=(FollowUp(kind="kept", by="North"),),
                ),
            )
        ),
        [
            ("confirmed", "commitment", "status", ("open",), ("kept",)),
            ("confirmed", "commitment", "follow_ups", (), ("kept: North",)),
        ],
    ),
    (
        "a promise broken is contradicted; a day put off has moved",
        Record(commitments=(Commitment(what="open the road", status="open", due=days(3), evidence=told("a")),)),
        Record(commitments=(Commitment(what="open the road", status="broken", due=days(9), evidence=told("a")),)),
        [
            ("moved", "commitment", "due", ("2020-03-03",), ("2020-03-09",)),
            ("contradicted", "commitment", "status", ("open",), ("broken",)),
        ],
    ),
    (
        "an accusation that is answered with a denial is contradicted",
        accused(),
        accused(Reply(kind="denied", by=("North",))),
        [("contradicted", "violation", "answers", (), ("denied: North",))],
    ),
    (
        "a toll that rises has moved",
        zenda(Claim(killed=58, report="a")),
        zenda(Claim(killed=58, report="a"), Claim(killed=72, bound="at_least", report="a")),
        [("moved", "incident", "killed", ("58",), ("58", "at least 72"))],
    ),
    (
        "a step that was planned and is denied is contradicted",
        Record(steps=(Step(kind="release", who=("North",), status="planned", evidence=told("a")),)),
        Record(steps=(Step(kind="release", who=("North",), status="denied", evidence=told("a")),)),
        [("contradicted", "step", "status", ("planned",), ("denied",))],
    ),
    (
        "a truce that is in effect confirms its declaration",
        Record(ceasefires=(Ceasefire(status="declared", declared=days(1), evidence=told("a")),)),
        Record(ceasefires=(Ceasefire(status="in_effect", declared=days(1), in_effect=days(2), evidence=told("a")),)),
        [
            ("new", "ceasefire", "in_effect", (), ("2020-03-02",)),
            ("confirmed", "ceasefire", "status", ("declared",), ("in_effect",)),
        ],
    ),
    (
        "another name for a party is a move, one more party is new",
        Record(contacts=(Contact(kind="call", parties=("the envoy",), evidence=told("a")),)),
        Record(contacts=(Contact(kind="call", parties=("Ann Bo", "Cy Dee"), evidence=told("a")),)),
        [("moved", "contact", "parties", ("the envoy",), ("Ann Bo", "Cy Dee"))],
    ),
]


@pytest.mark.parametrize(("case", "before", "after", "expected"), CASES, ids=[c[0] for c in CASES])
def test_each_change_has_its_kind(case: str, before: Record, after: Record, expected: list[Any]) -> None:
    assert changes_of(before, after) == expected


def test_equal_records_have_no_changes() -> None:
    found = compare_records(full_record(), full_record())
    assert (found.changes, found.reports) == ((), ())


def test_all_that_an_empty_record_becomes_is_new_or_in_dispute() -> None:
    record = full_record()
    found = compare_records(Record(), record).changes
    assert len(found) == len(list_items(record))
    assert {c.entry for c in found if c.kind != "new"} == {"discrepancy"}


def test_all_that_is_gone_is_withdrawn_and_not_lost() -> None:
    record = full_record()
    found = compare_records(record, Record()).changes
    assert len(found) == len(list_items(record))
    assert {(c.kind, c.other) for c in found} == {("withdrawn", None)}


def test_entries_that_became_one_say_which() -> None:
    one = Incident(place=Place(name="Zenda"), when=days(3), evidence=told("a", 0, 20))
    other = Incident(place=Place(name="the harbour"), when=days(3), evidence=told("b"))
    both = Incident(place=Place(name="Zenda"), when=days(3), evidence=told("a", 0, 20) + told("b"))
    before, after = Record(incidents=(one, other)), Record(incidents=(both,))
    found = compare_records(before, after).changes
    gone = next(c for c in found if c.kind == "withdrawn")
    assert (gone.about, gone.other, gone.evidence) == ("the harbour, 2020-03-03", "Zenda, 2020-03-03", told("b"))
    parted = next(c for c in compare_records(after, before).changes if c.kind == "new")
    assert (parted.about, parted.other) == ("the harbour, 2020-03-03", "Zenda, 2020-03-03")


def test_the_entry_that_shares_the_most_sentences_is_the_same_one() -> None:
    was = Contact(kind="call", parties=("North", "South"), evidence=told("a", 0, 20, 40))
    little = Contact(kind="call", parties=("North", "South"), evidence=told("a", 0))
    much = Contact(kind="meeting", parties=("North", "South", "East"), evidence=told("a", 20, 40))
    found = compare_records(Record(contacts=(was,)), Record(contacts=(little, much))).changes
    assert [c.after_at for c in found if c.before_at is None] == ["/contacts/0"]
    assert {c.after_at for c in found if c.before_at} == {"/contacts/1"}


def test_a_contact_that_turns_out_to_be_a_round_is_one_entry() -> None:
    before = Record(contacts=(Contact(kind="meeting", parties=("North", "South"), when=days(3), evidence=told("a")),))
    after = harbour(Round(number=1, status="held", held=days(3), evidence=told("a")))
    moved = next(c for c in compare_records(before, after).changes if c.kind == "moved")
    assert (moved.before_at, moved.after_at) == ("/contacts/0", "/tracks/0/rounds/0")
    assert (moved.values[0].before, moved.values[0].after) == (
        ("meeting of North and South, 2020-03-03",),
        ("Harbour talks, round 1",),
    )


def test_a_round_that_moves_to_another_track_says_so() -> None:
    one, other = planned(), planned(number=1, evidence=told("b"), planned=())
    before = Record(
        tracks=(Track(id="x", name="Talks", rounds=(one,)), Track(id="y", name="Harbour talks", rounds=(other,)))
    )
    after = Record(tracks=(Track(id="y", name="Harbour talks", rounds=(other, one)),))  # fmt: skip
    moved = next(c for c in compare_records(before, after).changes if c.entry == "round")
    assert (moved.kind, moved.values[0].field) == ("moved", "track")


def test_a_track_that_is_only_renamed_leaves_its_rounds_alone() -> None:
    before = Record(tracks=(Track(id="x", name="Talks", rounds=(planned(),)),))
    after = Record(tracks=(Track(id="y", name="Harbour talks", rounds=(planned(),)),))
    assert changes_of(before, after) == [("moved", "track", "name", ("Talks",), ("Harbour talks",))]


@pytest.mark.parametrize(
    ("relation", "kind"),
    [(None, "contradicted"), ("excludes", "contradicted"), ("later", "moved"), ("precision", "new")],
)
def test_a_disagreement_counts_by_what_it_is(relation: Any, kind: str) -> None:
    sides = (Side(value="3", evidence=told("a")), Side(value="9", evidence=told("b")))
    made = Discrepancy(kind="casualties", about="Zenda", relation=relation, sides=sides)
    assert only(Record(), Record(discrepancies=(made,))).kind == kind


def test_a_third_side_contradicts_anew() -> None:
    sides = tuple(Side(value=v, evidence=told(r)) for v, r in (("3", "a"), ("9", "b"), ("12", "c")))
    one, other = (Discrepancy(kind="casualties", about="Zenda", sides=sides[:n]) for n in (2, 3))
    change = only(Record(discrepancies=(one,)), Record(discrepancies=(other,)))
    assert (change.kind, change.values[0].after, change.evidence) == ("contradicted", ("12",), told("c"))


def test_disagreements_of_two_kinds_about_one_sentence_are_two() -> None:
    sides = (Side(value="x", evidence=told("a")), Side(value="y", evidence=told("b")))
    one, other = (Discrepancy(kind=kind, about="round 3", sides=sides) for kind in ("date", "expectation"))
    found = changes_of(Record(discrepancies=(one,)), Record(discrepancies=(other,)))
    assert {kind for kind, *_ in found} == {"contradicted", "withdrawn"}


def test_more_independent_sources_confirm_and_copies_do_not() -> None:
    reports = tuple(Covered(id=i) for i in "abc")
    sources = (
        Source(outlet="Gazette", agency="ABC", reports=("a",), copies=(("a", "b"),)),
        Source(outlet="Courier", reports=("b",), copies=(("a", "b"),)),
        Source(outlet="Herald", reports=("c",)),
    )

    def record(*names: str) -> Record:
        evidence = tuple(e for name in names for e in told(name))
        return Record(
            steps=(Step(kind="release", who=("North",), evidence=evidence),), reports=reports, sources=sources
        )

    assert changes_of(record("a"), record("a", "b")) == []
    assert changes_of(record("a", "b"), record("a", "b", "c")) == [("confirmed", "step", "sources", ("1",), ("2",))]


def test_days_that_exclude_each_other_are_told_from_those_that_are_less_exact() -> None:
    def call(when: Interval) -> Record:
        return Record(contacts=(Contact(kind="call", parties=("North",), when=when, evidence=told("a")),))

    assert only(call(days(1, 31)), call(days(14))).values[0].relation == "precision"
    assert only(call(days(14)), call(days(15))).values[0].relation == "excludes"


def test_a_change_shows_only_the_evidence_that_is_new() -> None:
    before = harbour(planned(evidence=told("a")))
    after = harbour(planned(status="held", evidence=HELD))
    for change in compare_records(before, after).changes:
        assert change.evidence == told("b")


def test_changes_lead_to_their_entries_and_survive_json() -> None:
    one = full_record()
    before = msgspec.structs.replace(
        one, incidents=one.incidents[1:], contacts=one.contacts[:1], as_of=dt.date(2020, 1, 1)
    )
    found = compare_records(before, one)
    assert found.since == dt.date(2020, 1, 1)
    for change in found.changes:
        for record, at in ((before, change.before_at), (one, change.after_at)):
            entry: Any = record
            for step in (at or "").split("/")[1:]:
                entry = entry[int(step)] if isinstance(entry, tuple) else getattr(entry, step)
            assert entry
    assert from_json(to_json(found), Changes) == found


def test_a_report_of_unknown_day_is_named_once() -> None:
    problems = [Problem(source="x.txt", kind="undated", found="f", expected=str(n), report="x") for n in (1, 2)]
    before, after = (Record(not_read=(p,)) for p in problems)
    assert [p.report for p in compare_records(before, after).uncertain] == ["x"]


def test_every_entry_has_one_partner_at_most_and_none_is_lost() -> None:
    record = reconcile(READINGS)
    early = reconcile(READINGS, as_of=dt.date(2019, 3, 5))
    before, after = list_items(early), list_items(record)
    found = match_items(before, after)
    assert sorted([a for a, _ in found.pairs] + list(found.gone)) == list(range(len(before)))
    assert sorted([b for _, b in found.pairs] + list(found.came)) == list(range(len(after)))
    assert len(found.pairs) > 3


# ---- size
def many(count: int, shift: int) -> Record:
    return Record(
        statements=tuple(
            Statement(speaker=f"s{n}", content="x", evidence=told(f"r{n}", *range(0, 40, 10)) + told(f"r{n + 1}", 50))
            for n in range(shift, count + shift)
        )
    )


def test_the_work_grows_with_the_record_and_not_with_its_square() -> None:
    def work(count: int) -> int:
        return count_work(lambda: compare_records(many(count, 0), msgspec.structs.replace(many(count, 5), as_of=None)))

    work(50)  # loads what is loaded once
    assert work(1000) < 4 * 1.5 * work(250)  # a square would be sixteen


def test_a_sentence_with_a_thousand_entries_stops_nothing() -> None:
    def crowd(content: str) -> Record:
        said = (
            Statement(speaker=f"s{n}", content=content, when=days(1 + n % 28), evidence=told("a")) for n in range(3000)
        )
        return Record(statements=tuple(said))

    found = compare_records(crowd("x"), crowd("y")).changes
    assert len(found) >= 3000
