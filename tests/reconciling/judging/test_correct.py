"""What persons say of single claims changes the reading, and the reading says so; nothing else changes."""

import datetime as dt

import msgspec
import pytest

from dragoman.errors import JudgementError
from dragoman.model import Actor, Attribution, Casualties, Event, Interval, Party, Place, Span, Talks, Toll, Version
from dragoman.model.judgement import KINDS
from dragoman.reconciling import reconcile
from dragoman.reconciling.days import days_of
from dragoman.reconciling.evidence import quote
from dragoman.reconciling.judging.edit import describe_claim
from dragoman.reconciling.judging.refs import find_claims
from dragoman.reconciling.judging.values import FIELDS, parse_value
from dragoman.reconciling.rulings import find_dormant, make_rulings
from tests.reconciling.judging.made import judge
from tests.reconciling.readings import day, event, promise, reading, said, talks, truce

SHELLS = event(
    "Shells killed three people in Harim.", "ASSAULT", ["rebels"], when=day("2019-03-04"),
    casualties=Casualties(killed=Toll(total=3, bound="exact")), weapon="shelling", main=True,
)  # fmt: skip
CALL = event("Ann Bo rang Cy Dee.", "CONSULT", ["Ann Bo"], recipients=["Cy Dee"], mode="phone", when=day("2019-03-04"))
ROUND = talks(
    "The second round of the talks opened in Tunis.", number=2, phase="opens", place="Tunis", between=["A", "B"]
)
TRUCE = truce("They agreed on a truce.", phase="agreed", when=day("2019-03-04"), parties=["army", "rebels"])
WORD = promise("The army will leave the town.", ["army"], "leave the town", due=day("2019-04-01"))
SAYS = said("The front is quiet, the mayor said.", "the mayor")
LEAVING = event("The army left the ridge.", "RETREAT", ["army"], mode="withdraw", when=day("2019-03-03"))
FULL = reading("r", "2019-03-05", SHELLS, CALL, ROUND, TRUCE, WORD, SAYS, LEAVING)


def named(found, kind, nth=0):
    """The printed name of a claim of a reading."""
    return str([f.ref for f in find_claims(found) if f.ref.kind == kind][nth])


def corrected(kind, value=None, answer="correct", of=FULL):
    fields = {"value": value} if value else {}
    return make_rulings([judge(answer, named(of, kind), **fields)]).correct(of)


def test_every_kind_of_claim_is_named_once():
    kinds = [f.ref.kind for f in find_claims(FULL)]
    assert kinds == ["incident", "meeting", "meeting", "truce", "promise", "statement", "step"]
    assert set(kinds) | {"event", "actor"} == set(KINDS)
    assert len({f.ref for f in find_claims(FULL)}) == len(kinds)


FIRST_DAYS = Interval(earliest=dt.date(2019, 3, 1), latest=dt.date(2019, 3, 2))
CASES = [
    ("incident", "killed=5", lambda r: r.events[0].casualties.killed, Toll(total=5, bound="exact")),
    ("incident", "killed=at least 5", lambda r: r.events[0].casualties.killed, Toll(total=5, bound="at_least")),
    ("incident", "wounded=about 40", lambda r: r.events[0].casualties.wounded, Toll(total=40, bound="about")),
    ("incident", "killed=none", lambda r: r.events[0].casualties.killed, Toll()),
    ("incident", "responsible=army; militia", lambda r: [p.name for p in r.events[0].agents], ["army", "militia"]),
    ("incident", "place=Tunis", lambda r: (r.events[0].place.name, r.events[0].place.country), ("Tunis", "TUN")),
    ("incident", "place=Qwertyville", lambda r: r.events[0].place, Place(name="Qwertyville")),
    ("incident", "when=2019-03-01..2019-03-02", lambda r: days_of(r.events[0].when), FIRST_DAYS),
    ("incident", "weapon=car bomb", lambda r: r.events[0].weapon, "car bomb"),
    ("incident", "status=denied", lambda r: r.events[0].status, "denied"),
    ("meeting", "place=Geneva", lambda r: r.events[1].place.name, "Geneva"),
    ("meeting", "phase=postponed", lambda r: (r.talks[0].phase, r.events[1].status), ("postponed", "postponed")),
    ("truce", "phase=declared", lambda r: r.truces[0].phase, "declared"),
    ("truce", "when=2019-03-06", lambda r: (r.truces[0].when.latest.day, r.truces[0].made.latest.day), (6, 6)),
    ("truce", "parties=army, navy", lambda r: [p.name for p in r.truces[0].parties], ["army", "navy"]),
    ("promise", "what=leave the valley", lambda r: r.promises[0].what, "leave the valley"),
    ("promise", "due=none", lambda r: r.promises[0].due, None),
    ("statement", "speaker=the bishop", lambda r: r.attributions[0].speaker, "the bishop"),
    ("step", "who=navy", lambda r: [p.name for p in r.events[2].agents], ["navy"]),
    ("step", "type=AID", lambda r: (r.events[2].type, r.events[2].mode), ("AID", None)),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "value", "get", "expected"), CASES, ids=[f"{c[0]} {c[1]}" for c in CASES])
def test_a_field_is_what_a_person_says(kind, value, get, expected):
    found = corrected(kind, value)
    assert get(found) == expected
    (said_so,) = found.corrections
    assert (said_so.kind, said_so.field, said_so.by) == (kind, value.partition("=")[0], "Ada")
    assert quote(found, said_so.sentence).corrected == (said_so,), "the record shows it with the evidence"
    assert found.report == FULL.report


def test_a_number_makes_a_round_of_a_meeting():
    found = corrected("meeting", "number=3")
    assert [(t.number, t.formal, [p.name for p in t.parties]) for t in found.talks] == [
        (3, True, ["Ann Bo", "Cy Dee"]),
        (2, True, ["A", "B"]),
    ]
    record = reconcile([found])
    assert any(r.number == 3 for t in record.tracks for r in t.rounds)
    assert not any(r.number == 3 for t in reconcile([FULL]).tracks for r in t.rounds)


def test_a_party_of_the_report_keeps_its_code():
    actors = (Actor(name="the Syrian army", code="SYRMIL", aliases=("the army",)),)
    of = msgspec.structs.replace(FULL, actors=actors)
    assert corrected("incident", "responsible=the army", of=of).events[0].agents == (
        Party(name="the Syrian army", code="SYRMIL"),
    )


@pytest.mark.parametrize(
    ("kind", "left"),
    [("incident", "events"), ("truce", "truces"), ("promise", "promises"), ("statement", "attributions"),
     ("step", "events")],
)  # fmt: skip
def test_what_is_not_so_is_left_out_and_nothing_else(kind, left):
    found = corrected(kind, answer="wrong")
    assert len(getattr(found, left)) == len(getattr(FULL, left)) - 1
    others = {"events", "talks", "truces", "promises", "attributions"} - {left}
    assert all(getattr(found, o) == getattr(FULL, o) for o in others)
    assert named(FULL, kind) not in {str(f.ref) for f in find_claims(found)}


def test_talks_that_were_not_leave_no_meeting_and_no_dangling_mention():
    span = Span(0, 10)
    meeting = Event(id="e1", type="CONSULT", mode="meet", trigger=span, sentence=span)
    first = Talks(id="t1", event="e1", span=span, sentence=span)
    again = Talks(id="t2", span=Span(20, 25), sentence=Span(20, 30), same_as="t1")
    of = msgspec.structs.replace(FULL, events=(meeting,), talks=(first, again))
    found = corrected("meeting", answer="wrong", of=of)
    assert found.events == () and [(t.id, t.same_as) for t in found.talks] == [("t2", None)]


def test_words_that_nobody_said_hold_up_nothing():
    inner = Attribution(id="a2", content=(Span(2, 5),), speaker="B", parent="a1")
    outer = Attribution(id="a1", content=(Span(0, 9),), speaker="A")
    event = Event(id="e1", type="AID", trigger=Span(2, 4), sentence=Span(0, 9), attribution="a1")
    of = msgspec.structs.replace(FULL, events=(event,), talks=(), attributions=(outer, inner))
    found = corrected("statement", answer="wrong", of=of)
    assert [(a.id, a.parent) for a in found.attributions] == [("a2", None)]
    assert found.events[0].attribution is None


def rivals():
    """An incident with two rival accounts in the next sentences."""
    text_span = FULL.events[1].sentence
    version = Version(sentence=text_span, casualties=Casualties(killed=Toll(total=9)), speaker="the mayor")
    other = Version(sentence=FULL.talks[0].sentence, agents=(Party(name="navy"),), speaker="a witness")
    first = msgspec.structs.replace(FULL.events[0], versions=(version, other))
    return msgspec.structs.replace(FULL, events=(first,), talks=())


def test_a_rival_account_is_corrected_by_itself():
    of = rivals()
    found = make_rulings([judge("correct", named(of, "incident", 1), value="killed=11")]).correct(of)
    assert found.events[0].versions[0].casualties.killed.total == 11
    assert found.events[0].casualties == of.events[0].casualties
    gone = make_rulings([judge("wrong", named(of, "incident", 2))]).correct(of)
    assert gone.events[0].versions == of.events[0].versions[:1]
    placed = make_rulings([judge("correct", named(of, "incident", 1), value="place=Tunis")]).correct(of)
    assert placed.events[0].place.name == "Tunis", "a rival account has no place of its own"


def test_two_rival_accounts_in_one_sentence_are_two_claims():
    of = rivals()
    first = of.events[0]
    both = tuple(msgspec.structs.replace(v, sentence=first.sentence) for v in first.versions)
    of = msgspec.structs.replace(of, events=(msgspec.structs.replace(first, versions=both),))
    names = [str(f.ref) for f in find_claims(of) if f.ref.kind == "incident"]
    assert len(set(names)) == 3
    for name, killed in zip(names, (3, None, 9), strict=True):
        changed = make_rulings([judge("correct", name, value="killed=50")]).correct(of).events[0]
        counts = [
            c.killed.total if c else None for c in (changed.casualties, *(v.casualties for v in changed.versions))
        ]
        assert sorted(counts, key=str) == sorted([50, *(k for k in (3, 9, None) if k != killed)], key=str)


def test_the_later_word_counts_and_a_person_before_a_rule():
    name = named(FULL, "incident")
    early = judge("correct", name, value="killed=4")
    late = judge("correct", name, at=1, value="killed=6", by="Bea")
    rule = judge("correct", name, at=9, value="killed=1", by="rule:guess")
    for given in ([early, late, rule], [rule, late, early]):
        rulings = make_rulings(given)
        assert rulings.correct(FULL).events[0].casualties.killed.total == 6
        assert {r.judgement.id: r.state for r in rulings.review([FULL])} == {
            early.id: "overruled", late.id: "in_force", rule.id: "overruled",
        }  # fmt: skip
        assert [p.source for p in rulings.clashes()] == [f"judgement {early.id}"]
    both = [early, judge("correct", name, at=1, value="wounded=2")]
    assert len(make_rulings(both).correct(FULL).corrections) == 2, "two fields do not stand in each other's way"


def test_wrong_and_correct_undo_each_other():
    name = named(FULL, "incident")
    fix, strike = judge("correct", name, value="killed=4"), judge("wrong", name, at=1)
    assert len(make_rulings([fix, strike]).correct(FULL).events) == len(FULL.events) - 1
    back = judge("correct", name, at=2, value="killed=7")
    assert make_rulings([fix, strike, back]).correct(FULL).events[0].casualties.killed.total == 7


def test_equal_times_are_settled_the_same_way_always():
    name = named(FULL, "incident")
    given = [judge("correct", name, value=f"killed={n}") for n in range(1, 6)]
    orders = (given, given[::-1], given[2:] + given[:2])
    totals = {make_rulings(order).correct(FULL).events[0].casualties.killed.total for order in orders}
    assert len(totals) == 1


def test_a_rereading_keeps_what_was_said():
    name = named(FULL, "incident")
    rulings = make_rulings([judge("correct", name.split("/")[0], value="killed=5")])
    first = FULL.events[0]
    moved = msgspec.structs.replace(
        first, id="e9", trigger=Span(first.trigger.start + 2, first.trigger.start + 4),
        sentence=Span(first.sentence.start + 3, first.sentence.end), casualties=Casualties(killed=Toll(total=30)),
    )  # fmt: skip
    again = msgspec.structs.replace(FULL, events=(FULL.events[1], moved), versions={"program": "9"})
    assert rulings.correct(again).events[-1].casualties.killed.total == 5
    assert rulings.review([again])[0].effect == "killed: 30 -> 5"


def test_what_is_no_longer_there_is_one_clear_line():
    name = named(FULL, "incident")
    given = [
        judge("correct", name, value="killed=5"),
        judge("wrong", "truce:elsewhere@0-9", at=1),
        judge("same", name, named(FULL, "step").replace("step", "incident"), at=2),
        judge("same", "actor:Ann Bo", "actor:Nobody", at=3),
    ]
    rulings = make_rulings(given)
    bare = msgspec.structs.replace(FULL, events=())
    assert rulings.correct(bare) == bare
    assert [r.state for r in rulings.review([bare])] == ["dormant"] * 4
    problems = find_dormant(rulings.review([bare]))
    assert len(problems) == 4 and all("\n" not in p.line() and p.kind == "dormant" for p in problems)
    assert rulings.review([FULL])[0].state == "in_force", "and holds again when it is back"


def test_a_record_of_an_earlier_day_says_nothing_of_what_came_later():
    name = named(FULL, "incident")
    given = [
        judge("correct", name, value="killed=5"),
        judge("wrong", "truce:later@0-9"),
        judge("same", name, "incident:later@0-9"),
    ]
    whole = reconcile([FULL], judgements=given)
    assert [r.state for r in whole.judgements].count("dormant") == 2 and len(whole.not_read) == 2
    earlier = reconcile([FULL], judgements=given, as_of=dt.date(2019, 3, 5))
    assert [r.state for r in earlier.judgements] == ["in_force"] and earlier.not_read == ()


def test_without_a_judgement_the_reading_is_the_same_object():
    assert make_rulings([judge("wrong", "incident:other@0-9")]).correct(FULL) is FULL


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("incident", "killed", "many"), ("incident", "killed", "-3"), ("incident", "killed", "\u0663"),
        ("incident", "killed", "99999999"), ("incident", "when", "2019-02-30"),
        ("incident", "when", "2019-03-02..2019-03-01"),
        ("incident", "weapon", "spoon"), ("incident", "status", "maybe"), ("incident", "colour", "red"),
        ("meeting", "number", "0"), ("meeting", "phase", "agreed"), ("promise", "what", " "),
        ("promise", "what", "x" * 501),
        ("actor", "name", "X"), ("truce", "parties", ",;"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_what_is_expected(kind, field, value):
    with pytest.raises(JudgementError, match="expected") as error:
        parse_value(kind, field, value)
    assert "\n" not in str(error.value)


def test_every_field_can_be_read_and_shown():
    """Each field that can be corrected is one that the claim has, and a description tells of it or of nothing."""
    for found in find_claims(FULL):
        assert describe_claim(found.part)
        for field in FIELDS[found.ref.kind]:
            value = {"type": "AID", "status": "denied", "phase": "ended"}.get(field, "3")
            try:
                parse_value(found.ref.kind, field, value)
            except JudgementError:
                value = {"phase": "kept", "weapon": "shelling"}.get(field, "2019-01-01")
            rulings = make_rulings([judge("correct", str(found.ref), value=f"{field}={value}")])
            assert rulings.review([FULL])[0].state == "in_force", (found.ref, field, value)
