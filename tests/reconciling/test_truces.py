"""Ceasefires over several reports: which mentions are one truce, its life, and who says that it was broken."""

import dataclasses
import datetime as dt
import random
from collections import defaultdict

import msgspec
import pytest

from dragoman.model import Actor, Answer, Casualties, Party, Reading, Span, Toll
from dragoman.reconciling import reconcile
from dragoman.reconciling.actors.parties import Parties, gather_parties
from dragoman.reconciling.truces import gather_ceasefires, truce_keys
from tests.reconciling.readings import at, day, reading, said, truce
from tests.work import count_work

BOTH = ("army", "rebels")
THOSE = (Actor(name="army", code="KENMIL", kind="group"), Actor(name="rebels", code="KENREB", kind="group"))
MADE = truce("A truce.", phase="declared", made=day("2019-03-04"), parties=BOTH)


def only(*readings: Reading):
    (ceasefire,) = reconcile(readings).ceasefires
    return ceasefire


def alleged(sentence: str, what: str, **fields: object):
    given = {"phase": "violated", "accused": ("army",), "accuser": ("rebels",), "what": what}
    return truce(sentence, **(given | fields))


# Which truces are one


def test_truce_declared_in_one_report_and_in_effect_in_another_is_one() -> None:
    made = truce("They agreed a truce on Monday.", phase="agreed", made=day("2019-03-04"), parties=BOTH)
    runs = truce("The truce began on Friday.", phase="in_effect", begins=day("2019-03-08"), parties=BOTH)
    one = only(reading("a", "2019-03-05", made), reading("b", "2019-03-09", runs))
    assert one.declared and one.in_effect
    assert (one.declared.latest, one.in_effect.latest) == (dt.date(2019, 3, 4), dt.date(2019, 3, 8))
    assert (one.status, one.parties) == ("in_effect", BOTH)


def test_truces_far_apart_in_time_are_two() -> None:
    old = truce("A truce in 2017.", phase="declared", made=day("2017-03-04"), parties=BOTH)
    assert len(reconcile([reading("a", "2019-03-05", MADE, old)]).ceasefires) == 2


def test_truce_told_of_without_day_is_the_last_one_made_by_those_whom_the_report_names() -> None:
    old = truce("A truce.", phase="agreed", made=day("2018-03-04"), parties=BOTH)
    bare = truce("The truce holds.", phase="in_effect")
    later = truce("A truce.", phase="agreed", made=day("2019-08-04"), parties=BOTH)
    named = zip("abcd", ("2018-03-05", "2019-03-05", "2019-04-01", "2019-08-05"), (old, MADE, bare, later), strict=True)
    record = reconcile([reading(n, told, t, actors=THOSE) for n, told, t in named])
    assert [[e.report for e in c.evidence] for c in record.ceasefires] == [["a"], ["b", "c"], ["d"]]


def test_truce_of_other_people_is_another_one() -> None:
    theirs = [Actor(name="navy", code="NORMIL", kind="group"), Actor(name="clans", code="NORREB", kind="group")]
    bare = reading("b", "2019-03-06", truce("The truce holds.", phase="in_effect"), actors=theirs)
    assert len(reconcile([reading("a", "2019-03-05", MADE, actors=THOSE), bare]).ceasefires) == 2


def test_nameless_groups_that_every_war_has_make_no_truce_one() -> None:
    every = [Actor(name="observers", code="GOV", kind="group"), Actor(name="diplomats", code="GOV", kind="group")]
    bare = truce("The truce holds.", phase="in_effect")
    record = reconcile([reading(n, "2019-03-06", bare, actors=every) for n in "ab"])
    assert len(record.ceasefires) == 2


def test_truce_that_is_only_asked_for_by_nobody_in_particular_is_left_out() -> None:
    assert reconcile([reading("a", "2019-03-09", truce("Calls for a truce.", phase="proposed"))]).ceasefires == ()


def test_truce_that_is_only_mentioned_counts_if_its_day_is_told() -> None:
    old = truce("The year-old truce.", made=day("2018-03-04"))
    assert len(reconcile([reading("a", "2019-03-09", old)]).ceasefires) == 1
    assert reconcile([reading("a", "2019-03-09", truce("A truce."))]).ceasefires == ()


def test_three_states_that_announce_a_truce_are_not_bound_by_it() -> None:
    names = ("Kenya", "Norway", "Oman")
    announced = truce("They announce a truce.", phase="agreed", made=day("2019-03-04"), parties=names)
    assert (
        only(reading("a", "2019-03-09", announced, actors=[Actor(name=n, kind="state") for n in names])).parties == ()
    )


def test_guarantor_is_no_party() -> None:
    made = truce("A truce.", phase="agreed", made=day("2019-03-04"), parties=(*BOTH, "Kenya"))
    one = only(reading("a", "2019-03-09", made, truce("Kenya vouches.", guarantors=("Kenya",))))
    assert (one.parties, one.guarantors) == (BOTH, ("Kenya",))


# Its life


def kinds(ceasefire) -> list[tuple[str, str | None]]:
    """Kind and first day of each episode."""
    return [(e.kind, e.when.earliest.isoformat() if e.when and e.when.earliest else None) for e in ceasefire.episodes]


def test_life_of_a_truce_stands_in_order_of_time_whatever_the_order_of_the_reports() -> None:
    life = [
        reading("a", "2019-03-05", MADE),
        reading("b", "2019-03-09", truce("It began.", phase="in_effect", begins=day("2019-03-08"), parties=BOTH)),
        reading(
            "c", "2019-04-02", truce("Extended.", phase="extended", when=day("2019-04-01"), until=day("2019-05-01"))
        ),
        reading("d", "2019-05-02", truce("Again.", phase="extended", when=day("2019-05-01"), until=day("2019-06-01"))),
        reading("e", "2019-05-21", truce("It collapsed.", phase="ended", ended="collapsed", when=day("2019-05-20"))),
    ]
    life = [msgspec.structs.replace(r, actors=THOSE) for r in life]
    expected = [
        ("declared", "2019-03-04"),
        ("in_effect", "2019-03-08"),
        ("extended", "2019-04-01"),
        ("extended", "2019-05-01"),
        ("collapsed", "2019-05-20"),
    ]
    assert kinds(only(*life)) == expected
    assert only(*life) == only(*life[::-1])
    assert [e.until and e.until.latest.month for e in only(*life).episodes] == [None, None, 5, 6, None]
    assert [[e.report for e in x.evidence] for x in only(*life).episodes] == [["a"], ["b"], ["c"], ["d"], ["e"]]
    assert (only(*life).status, only(*life).ended) == ("ended", only(*life).episodes[-1].when)


def test_extension_told_twice_is_one_and_by_those_who_made_it() -> None:
    first = truce("Extended.", phase="extended", until=day("2019-05-01"), by=(Party(name="army"),))
    again = truce("It was extended.", phase="extended", until=day("2019-05-01"), by=(Party(name="rebels"),))
    one = only(
        reading("a", "2019-03-05", MADE, actors=THOSE),
        reading("b", "2019-04-01", first, actors=THOSE),
        reading("c", "2019-04-20", again, actors=THOSE),
    )
    assert [(e.kind, e.by) for e in one.episodes] == [("declared", ()), ("extended", BOTH)]


OVER = truce("The truce is over.", phase="ended", ended="collapsed", attribution="x2")
SAYS = said("The rebels say so.", "rebels")
HOLDS = truce("The truce holds.", phase="in_effect", attribution="x2")
DENIES = truce("It denied that it is over.", phase="ended", ended="collapsed", denied=True, by=(Party(name="army"),))


@pytest.mark.parametrize(
    ("against", "told", "denied_by", "status"),
    [
        ((HOLDS, said("The army says so.", "army")), "2019-04-02", ("army",), "in_effect"),
        ((DENIES,), "2019-04-02", ("army",), "in_effect"),
        ((HOLDS, said("The army says so.", "army")), "2019-06-02", (), "in_effect"),
        ((HOLDS, said("The rebels say so.", "rebels")), "2019-04-01", (), "in_effect"),
        ((), "2019-04-02", (), "ended"),
    ],
    ids=["the other says it holds", "the other denies it", "much later", "the same side", "nobody"],
)
def test_end_that_one_side_declares_and_the_other_denies_is_disputed(
    against: tuple, told: str, denied_by: tuple[str, ...], status: str
) -> None:
    readings = [reading("a", "2019-03-05", MADE, actors=THOSE), reading("b", "2019-04-01", OVER, SAYS, actors=THOSE)]
    if against:
        readings.append(reading("c", told, *against, actors=THOSE))
    one = only(*readings)
    (end,) = [e for e in one.episodes if e.kind == "collapsed"]
    assert (end.by, end.denied_by, end.disputed, one.status) == (("rebels",), denied_by, bool(denied_by), status)


def test_end_on_the_reports_own_word_is_not_disputed_by_a_side() -> None:
    over = truce("The truce collapsed.", phase="ended", ended="collapsed")
    holds = reading("c", "2019-04-02", HOLDS, said("The army says so.", "army"), actors=THOSE)
    one = only(reading("a", "2019-03-05", MADE, actors=THOSE), reading("b", "2019-04-01", over, actors=THOSE), holds)
    assert [e.disputed for e in one.episodes if e.kind == "collapsed"] == [False]


def test_truce_that_runs_out_later_has_not_ended() -> None:
    runs = truce("It expires on April 2.", phase="ended", ended="expired", until=day("2019-04-02"), parties=BOTH)
    one = only(reading("a", "2019-03-09", runs))
    assert (one.status, one.ended, one.until and one.until.latest) == ("in_effect", None, dt.date(2019, 4, 2))
    assert "expired" not in [e.kind for e in one.episodes]
    later = only(reading("a", "2019-04-09", runs))
    assert [e.kind for e in later.episodes] == ["expired"]


# Its terms


def test_terms_stand_with_the_sentence_that_gives_each() -> None:
    terms = truce(
        "The terms.",
        excludes=(Party(name="Black Hand"),),
        area=(at("Tunis"),),
        nationwide=False,
        mediators=(Party(name="Norway"),),
        mechanism=(Party(name="joint commission"),),
        written=True,
        purposes=("holiday",),
        lasts="72 hours",
        lasts_days=3.0,
    )
    one = only(reading("a", "2019-03-05", MADE, actors=THOSE), reading("b", "2019-03-06", terms, actors=THOSE))
    for details, value in (
        (one.exclusions, "Black Hand"), (one.area, "Tunis"), (one.mediators, "Norway"),
        (one.mechanism, "joint commission"), (one.purposes, "holiday"), ((one.lasts,), "72 hours"),
    ):  # fmt: skip
        assert [(d.value, d.evidence[0].report, d.evidence[0].quote) for d in details] == [(value, "b", "The terms.")]
    assert (one.scope, one.written, one.lasts_days) == ("partial", True, 3.0)


def test_monitors_and_to_whom_they_report() -> None:
    watched = truce("A group.", phase="agreed", parties=BOTH, monitors=("Kenya", "Norway"), reports_to="United Nations")
    one = only(reading("a", "2019-03-05", watched))
    assert (one.monitors, one.reports_to) == (("Kenya", "Norway"), "United Nations")


# Alleged breaches


def test_alleged_breach_names_who_accuses_whom_and_is_no_fact() -> None:
    one = only(reading("a", "2019-03-09", MADE, alleged("Broken, say rebels.", "broke the truce")))
    (violation,) = one.alleged_violations
    assert (violation.accuser, violation.accused, one.status) == (("rebels",), ("army",), "in_effect")


def test_mutual_blame_is_two_violations() -> None:
    blame = alleged("Both accuse the other.", "breaking it", accused=BOTH, accuser=BOTH)
    one = only(reading("a", "2019-03-09", MADE, blame))
    pairs = [(v.accuser, v.accused) for v in one.alleged_violations]
    assert pairs == [(("army",), ("rebels",)), (("rebels",), ("army",))]


def test_each_side_means_the_two_parties_of_the_truce() -> None:
    blame = alleged("Each accuses.", "breaking it", accused=("each side",), accuser=("each side",))
    one = only(reading("a", "2019-03-09", MADE, blame))
    assert [v.accuser for v in one.alleged_violations] == [("army",), ("rebels",)]


SHELLED = {"place": at("Tunis"), "when": day("2019-03-08")}


@pytest.mark.parametrize(
    ("second", "told", "count"),
    [
        (alleged("Again.", "shelled the port"), "2019-03-10", 1),
        (alleged("Again.", "shelling of the port"), "2019-03-10", 1),
        (alleged("Again.", "an attack on the harbour", **SHELLED), "2019-03-10", 1),
        (alleged("Again.", "shelled the port", place=at("Geneva"), when=day("2019-03-08")), "2019-03-10", 2),
        (alleged("Again.", "shelled the port", place=at("Tunis"), when=day("2019-03-09")), "2019-03-10", 2),
        (alleged("Again.", "an air strike on the market", **SHELLED), "2019-03-10", 2),
        (alleged("Again.", "abducted a teacher"), "2019-03-10", 2),
        (alleged("Again.", "shelled the port"), "2019-04-10", 2),
        (alleged("Again.", "shelled the port", accused=("rebels",), accuser=("army",)), "2019-03-10", 2),
    ],
    ids=["told again", "in other words", "same day and place", "another place", "another day", "other means there",
         "another act", "a month later", "the other side"],
)  # fmt: skip
def test_two_reports_of_one_allegation_are_one(second: object, told: str, count: int) -> None:
    first = alleged("They shelled it.", "shelled the port", **SHELLED)
    one = only(reading("a", "2019-03-09", MADE, first, actors=THOSE), reading("b", told, MADE, second, actors=THOSE))
    assert len(one.alleged_violations) == count
    if count == 1:
        assert [e.report for e in one.alleged_violations[0].evidence] == ["a", "b"]


def test_two_allegations_of_one_day_and_report_at_different_places_are_two() -> None:
    here = alleged("In Tunis.", "shelled the port", place=at("Tunis"), when=day("2019-03-08"))
    there = alleged("In Geneva.", "shelled the port", place=at("Geneva"), when=day("2019-03-08"))
    one = only(reading("a", "2019-03-09", MADE, here, there))
    assert [v.place and v.place.name for v in one.alleged_violations] == ["Tunis", "Geneva"]


def toll(killed: int, bound: str = "exact") -> Casualties:
    return Casualties(killed=Toll(total=killed, bound=bound))


@pytest.mark.parametrize(
    ("tolls", "expected"),
    [([toll(4), toll(6)], (4, 6)), ([toll(4), None], (4, 4)), ([toll(4), toll(5, "at_least")], (4, None))],
)
def test_killed_span_what_the_reports_give(tolls: list[Casualties | None], expected: tuple[int, int | None]) -> None:
    told = [
        reading(n, "2019-03-09", MADE, alleged("Shelled.", "shelled the port", casualties=t, **SHELLED), actors=THOSE)
        for n, t in zip("ab", tolls, strict=True)
    ]
    (violation,) = only(*told).alleged_violations
    assert violation.killed and (violation.killed.low, violation.killed.high) == expected
    assert violation.wounded is None


def test_answers_keep_who_gave_them_and_where() -> None:
    replies = tuple(
        Answer(kind=kind, by=(Party(name=who),), sentence=Span(0, 8))
        for kind, who in (("denied", "army"), ("blamed_accuser", "army"), ("admitted", "navy"))
    )
    (violation,) = only(
        reading("a", "2019-03-09", MADE, alleged("Shelled.", "shelled the port", answers=replies))
    ).alleged_violations
    answers = [(a.kind, a.by) for a in violation.answers]
    assert answers == [("denied", ("army",)), ("blamed_accuser", ("army",)), ("admitted", ("navy",))]
    assert {e.quote for a in violation.answers for e in a.evidence} == {"A truce."}
    assert violation.denied_by == ("army",)


# Parts and the whole


def components(readings: list[Reading], parties: Parties) -> list[list[Reading]]:
    """Reports that share a key, directly or through others."""
    by_key: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(readings):
        for key in truce_keys(one, parties):
            by_key[key].append(number)
    home = list(range(len(readings)))
    for members in by_key.values():
        homes = {home[m] for m in members}
        home = [min(homes) if h in homes else h for h in home]
    keyed = {m for members in by_key.values() for m in members}
    groups: dict[int, list[Reading]] = defaultdict(list)
    for number in sorted(keyed):
        groups[home[number]].append(readings[number])
    return list(groups.values())


def shifted(base: list[Reading], copies: int, days: int) -> list[Reading]:
    """The readings again and again, each time some days later and with ids of their own."""
    found = []
    for n in range(copies):
        for one in base:
            moved = _move(one, dt.timedelta(days=n * days))
            report = msgspec.structs.replace(moved.report, id=f"{one.report.id}-{n}")
            found.append(msgspec.structs.replace(moved, report=report))
    return found


def _move(value, by: dt.timedelta):
    if isinstance(value, dt.date):
        return value + by
    if isinstance(value, msgspec.Struct):
        return msgspec.structs.replace(value, **{f: _move(getattr(value, f), by) for f in value.__struct_fields__})
    if type(value) is tuple:
        return tuple(_move(v, by) for v in value)
    return value


def some_reports() -> list[Reading]:
    """Two wars with a truce each, a report that ties itself to one only by its actors, and one that names nobody."""
    other = [Actor(name="Navy", code="NORMIL", kind="group"), Actor(name="Clans", code="NORREB", kind="group")]
    theirs = truce("A truce.", phase="agreed", made=day("2019-03-05"), parties=("Navy", "Clans"))
    breach = alleged("Shelled.", "shelled the port", accused=("Clans",), accuser=("Navy",))
    return [
        reading("a", "2019-03-05", MADE, actors=THOSE),
        reading("b", "2019-03-06", theirs, actors=other),
        reading("c", "2019-03-12", truce("It holds.", phase="in_effect"), breach, actors=other),
        reading("d", "2019-03-13", truce("It holds.", phase="in_effect")),
        reading("e", "2019-03-20", truce("It collapsed.", phase="ended", when=day("2019-03-19")), actors=THOSE),
        reading("f", "2019-03-20", said("No truce at all here, nor anything else.", "army"), actors=THOSE),
    ]


def test_reports_without_truce_have_no_keys_and_two_wars_share_none() -> None:
    readings = some_reports()
    parties = gather_parties(readings)
    keys = [set(truce_keys(r, parties)) for r in readings]
    assert keys[5] == set() and all(keys[:5])
    assert keys[0] & keys[4] and keys[1] & keys[2]
    assert not (keys[0] | keys[4]) & (keys[1] | keys[2])


@pytest.mark.parametrize("days", [0, 20, 400])
def test_components_by_themselves_come_to_the_same_as_all_at_once(days: int) -> None:
    readings = shifted(some_reports(), 5, days)
    parties = gather_parties(readings)
    whole = gather_ceasefires(readings, parties)
    shuffled = random.Random(7)
    apart = [c for part in components(readings, parties) for c in gather_ceasefires(_mixed(part, shuffled), parties)]
    assert sorted(map(repr, apart)) == sorted(map(repr, whole))
    assert len(components(readings, parties)) > 2


def _mixed(part: list[Reading], shuffled: random.Random) -> list[Reading]:
    return shuffled.sample(part, len(part))


def test_work_grows_with_the_reports_and_no_faster() -> None:
    few, many = shifted(some_reports(), 20, 30), shifted(some_reports(), 80, 30)
    parties = gather_parties(some_reports())
    spread = dataclasses.replace(parties, names={(r.report.id, a.name): a.name for r in many for a in r.actors})
    gather_ceasefires(few, spread)  # loads what is loaded once
    small, large = (count_work(lambda r=readings: gather_ceasefires(r, spread)) for readings in (few, many))
    assert large < 4 * 1.5 * small
