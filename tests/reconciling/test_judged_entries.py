"""A person's "same" and "different" join and part the entries of every kind, whatever the rules say."""

import itertools

import pytest

from dragoman.model import Actor, Casualties, Toll
from dragoman.reconciling import reconcile
from dragoman.reconciling.judging.refs import find_claims
from tests.reconciling.judging.made import judge
from tests.reconciling.readings import at, day, event, promise, reading, said, talks, truce


def leaving(told, text):
    return event(text, "RETREAT", ["army"], mode="withdraw", when=day(told))


def shells(place, killed, text):
    return event(text, "ASSAULT", ["rebels"], when=day("2019-03-04"), place=at(place), main=True,
                 casualties=Casualties(killed=Toll(total=killed, bound="exact")))  # fmt: skip


def call(told, text):
    return event(text, "CONSULT", ["Ann Bo", "Cy Dee"], mode="phone", when=day(told))


def round_of(track, place, told, text):
    return talks(
        text, track=track, place=place, phase="held", when=day(told), attendance={"A": "attended", "B": "attended"}
    )


ENTRIES = {
    "step": lambda r: r.steps,
    "statement": lambda r: r.statements,
    "truce": lambda r: r.ceasefires,
    "promise": lambda r: r.commitments,
    "incident": lambda r: r.incidents,
    "meeting": lambda r: [*r.contacts, *(n for t in r.tracks for n in t.rounds)],
}
APART = [  # what the rules leave apart
    ("step", leaving("2019-01-04", "The army left the ridge."), leaving("2019-03-04", "Troops are off the ridge now.")),
    ("statement", said("There will be no more war in this valley.", "Ann Bo"),
     said("Nobody shall fight here again, ever.", "Ann Bo")),
    ("truce", truce("They agreed a spring truce.", phase="agreed", made=day("2018-01-04"), parties=["army", "rebels"]),
     truce("A truce began in the hills.", phase="in_effect", begins=day("2019-03-01"), parties=["navy", "pirates"])),
    ("promise", promise("The army will leave the hill.", ["army"], "leave the hill"),
     promise("Prisoners will be freed by the rebels.", ["rebels"], "free prisoners")),
    ("incident", shells("Nairobi", 3, "Shells killed three."), shells("Tunis", 90, "Ninety died at the port.")),
    ("meeting", call("2019-03-01", "Ann Bo rang Cy Dee."), call("2019-03-05", "Cy Dee had Ann Bo on the phone.")),
    ("meeting", round_of("lake talks", "Geneva", "2019-03-01", "The lake talks met in Geneva."),
     round_of("hill talks", "Mombasa", "2019-02-20", "The hill talks met in Mombasa.")),
    ("meeting", round_of("lake talks", "Geneva", "2019-03-01", "The lake talks met in Geneva."),
     call("2019-03-05", "Ann Bo rang Cy Dee.")),
]  # fmt: skip
ALIKE = [  # what the rules join
    ("step", leaving("2019-03-04", "The army left the ridge."), leaving("2019-03-04", "Troops are off the ridge now.")),
    ("statement", said("There will be no more war in this valley.", "Ann Bo"),
     said("There will be no more war in this valley.", "Ann Bo")),
    ("truce", truce("They agreed a truce.", phase="agreed", made=day("2019-03-04"), parties=["army", "rebels"]),
     truce("The truce was agreed.", phase="agreed", made=day("2019-03-04"), parties=["army", "rebels"])),
    ("promise", promise("The army will leave the hill.", ["army"], "leave the hill"),
     promise("The army said it will leave the hill.", ["army"], "leave the hill")),
    ("incident", shells("Nairobi", 33, "Shells killed 33."), shells("Nairobi", 33, "At the mill 33 died.")),
    ("meeting", call("2019-03-04", "Ann Bo rang Cy Dee."), call("2019-03-04", "Cy Dee had Ann Bo on the phone.")),
    ("meeting", round_of("lake talks", "Geneva", "2019-03-04", "The lake talks met in Geneva."),
     round_of("lake talks", "Geneva", "2019-03-04", "In Geneva the lake talks were held.")),
]  # fmt: skip
PEOPLE = (Actor(name="Ann Bo", kind="person"), Actor(name="Cy Dee", kind="person"))


def two(one, other):
    """Two reports with one claim each, and a third that has nothing to do with them."""
    return [
        reading("r1", "2019-03-06", one, actors=PEOPLE, outlet="One"),
        reading("r2", "2019-03-06", other, actors=PEOPLE, outlet="Two"),
    ]


def count(kind, readings, *judgements):
    """How many entries there are, whatever the order of the reports."""
    made = {len(ENTRIES[kind](reconcile(order, judgements=judgements))) for order in itertools.permutations(readings)}
    assert len(made) == 1
    return made.pop()


def refs(kind, readings):
    return [next(str(f.ref) for f in find_claims(r) if f.ref.kind == kind) for r in readings]


@pytest.mark.parametrize(("kind", "one", "other"), APART, ids=[f"{n} {row[0]}" for n, row in enumerate(APART)])
def test_same_joins_what_the_rules_leave_apart(kind, one, other):
    readings = two(one, other)
    a, b = refs(kind, readings)
    assert count(kind, readings) == 2
    assert count(kind, readings, judge("same", a, b)) == 1
    assert count(kind, readings, judge("same", b, a), judge("unsure", a, b, at=1)) == 2
    (entry,) = ENTRIES[kind](reconcile(readings, judgements=[judge("same", a, b)]))
    assert {e.report for e in entry.evidence} == {"r1", "r2"}


@pytest.mark.parametrize(("kind", "one", "other"), ALIKE, ids=[f"{n} {row[0]}" for n, row in enumerate(ALIKE)])
def test_different_parts_what_the_rules_join(kind, one, other):
    readings = two(one, other)
    a, b = refs(kind, readings)
    assert count(kind, readings) == 1
    assert count(kind, readings, judge("different", a, b)) == 2
    assert count(kind, readings, judge("different", a, b), judge("same", a, b, at=1)) == 1
    entries = ENTRIES[kind](reconcile(readings, judgements=[judge("different", a, b)]))
    assert sorted({e.report for e in entry.evidence} for entry in entries) == [{"r1"}, {"r2"}]


def test_rounds_of_two_names_become_one_round_of_one_track():
    readings = two(*APART[6][1:])
    a, b = refs("meeting", readings)
    (track,) = reconcile(readings, judgements=[judge("same", a, b)]).tracks
    assert len(track.rounds) == 1 and track.rounds[0].participants


def test_a_word_on_what_became_of_a_promise_goes_where_a_person_says():
    kept = promise("The rebels honoured what they had said.", ["rebels"], "what they had said", phase="kept")
    readings = [
        reading("r1", "2019-03-01", promise("The army will leave the hill.", ["army"], "leave the hill")),
        reading("r2", "2019-03-06", kept),
    ]
    a, b = refs("promise", readings)
    free = reconcile(readings).commitments
    assert [c.status for c in free if c.evidence[0].report == "r1"] != ["kept"]
    (joined,) = reconcile(readings, judgements=[judge("same", a, b)]).commitments
    assert joined.status == "kept" and {e.report for e in joined.evidence} == {"r1", "r2"}


def test_two_names_are_one_actor_or_two():
    readings = two(call("2019-03-01", "Ann Bo rang Cy Dee."), call("2019-03-05", "Cy Dee had Ann Bo on the phone."))
    plain = reconcile(readings)
    assert {p for c in plain.contacts for p in c.parties} == {"Ann Bo", "Cy Dee"}
    merged = reconcile(readings, judgements=[judge("same", "actor:Ann Bo", "actor:Cy Dee")])
    assert len({p for c in merged.contacts for p in c.parties}) <= 1
