"""Promises over several reports: which words are of one, what bears on it, and the status that follows."""

import datetime as dt
import random

import msgspec
import pytest

from dragoman.model import Actor, Commitment, FollowUp, Interval, Reading, When
from dragoman.model.record import FollowUpKind
from dragoman.reconciling.actors.parties import gather_parties
from dragoman.reconciling.commitments import gather_commitments, link_keys, order_commitments, settle_commitments
from dragoman.reconciling.commitments.status import derive_status
from dragoman.reconciling.components import find_components
from tests.reconciling.readings import Found, day, event, promise, reading, said, talks, truce

BOTH = ("army", "rebels")
PLEDGE = promise("The army pledged to free all prisoners.", ["army"], "free all prisoners", deed="x2", kind="release")
DEED = event("Prisoners are to be freed.", "RETREAT", ["army"], mode="release", status="planned")
LEAVE = promise("The army is to leave the town.", ["army"], "leave the town within 21 days", kind="withdraw")


def gathered(*readings: Reading, today: str | None = None) -> list[Commitment]:
    found = gather_commitments(readings, gather_parties(readings))
    return settle_commitments(found, dt.date.fromisoformat(today) if today else None)


def spoken(sentence: str, found: Found, speaker: str) -> tuple[Found, Found]:
    """The same sentence as what somebody said; the mention found first names the attribution."""

    def attributed(name: str, span: object) -> list[object]:
        return [msgspec.structs.replace(found[1](name, span)[0], attribution="a1")]  # type: ignore[arg-type]

    def source(name: str, span: object) -> list[object]:
        return [msgspec.structs.replace(said(sentence, speaker)[1](name, span)[0], id="a1")]  # type: ignore[arg-type]

    return (sentence, attributed), (sentence, source)


@pytest.mark.parametrize(
    ("later", "status"),
    [
        (None, "open"),
        (event("The army freed all prisoners.", "RETREAT", ["army"], mode="release"), "kept"),
        (event("The army freed prisoners.", "RETREAT", ["army"], mode="release"), "open"),  # some are not all
        (event("The army freed no prisoners.", "RETREAT", ["army"], mode="release", status="refused"), "broken"),
        (
            event("The army denied freeing prisoners.", "RETREAT", ["army"], mode="release", status="denied"),
            "disputed",
        ),
        (event("The rebels freed prisoners.", "RETREAT", ["rebels"], mode="release"), "open"),
        (event("The army freed the harbour.", "RETREAT", ["army"], mode="withdraw"), "open"),
        (
            promise("The army kept its pledge.", ["army"], "free prisoners", phase="kept", kind="release"),
            "kept",
        ),
        (promise("The army broke its pledge.", ["army"], "free prisoners", phase="broken", kind="release"), "broken"),
        (promise("The army took it back.", ["army"], "free prisoners", phase="withdrawn", kind="release"), "broken"),
    ],
)
def test_promise_is_kept_or_broken_when_a_later_report_says_so(later: Found | None, status: str) -> None:
    readings = [reading("a", "2019-03-04", PLEDGE, DEED)]
    if later:
        readings.append(reading("b", "2019-03-20", later))
    (made,) = gathered(*readings)
    assert (made.what, made.status) == ("free all prisoners", status)
    assert [f.evidence[0].report for f in made.follow_ups] == (["b"] if status != "open" else [])


def test_deed_long_after_the_promise_or_before_it_is_not_its_own() -> None:
    late = event("The army freed all prisoners.", "RETREAT", ["army"], mode="release")
    early = event("The army freed all prisoners.", "RETREAT", ["army"], mode="release", when=day("2019-02-01"))
    for told, act in (("2021-03-04", late), ("2019-03-06", early), ("2019-03-01", late)):
        commitments = gathered(reading("a", "2019-03-04", PLEDGE, DEED), reading("b", told, act))
        assert [c.follow_ups for c in commitments] == [()], told


@pytest.mark.parametrize(
    ("due", "today", "status"),
    [
        ("2019-03-10", "2019-03-09", "open"),
        ("2019-03-10", "2019-03-16", "open"),  # the news may lag behind
        ("2019-03-10", "2019-04-20", "unknown"),
        (None, "2019-05-01", "open"),
        (None, "2019-09-01", "unknown"),
        ("2019-03-10", None, "open"),
    ],
)
def test_promise_long_due_or_long_not_told_of_is_unknown(due: str | None, today: str | None, status: str) -> None:
    made = promise("They pledged to leave.", ["army"], "leave the port", due=day(due) if due else None)
    assert [c.status for c in gathered(reading("a", "2019-03-04", made), today=today)] == [status]


def test_promise_of_an_unknown_day_is_not_open_on_any_day() -> None:
    assert [c.status for c in gathered(reading("a", None, LEAVE), today="2019-03-04")] == ["unknown"]


def test_two_reports_of_one_promise_are_one() -> None:
    again = promise("The army vowed to free all the prisoners.", ["army"], "free all the prisoners", kind="release")
    commitments = gathered(reading("a", "2019-03-04", PLEDGE), reading("b", "2019-03-05", again))
    assert [[e.report for e in c.evidence] for c in commitments] == [["a", "b"]]
    assert commitments[0].told == Interval(earliest=dt.date(2019, 3, 4), latest=dt.date(2019, 3, 5))
    assert commitments[0].follow_ups == ()  # the same news a day later is no new word


def test_promise_in_other_words_is_one_by_side_kind_and_day() -> None:
    again = promise("The army must pull out of the town.", ["army"], "pull out of the town", kind="withdraw")
    commitments = gathered(reading("a", "2019-03-04", LEAVE), reading("b", "2019-03-08", again))
    assert [[e.report for e in c.evidence] for c in commitments] == [["a", "b"]]


def test_promise_of_another_kind_or_much_later_is_another_one() -> None:
    free = promise("The army is to free captives.", ["army"], "free captives", kind="release")
    later = promise("The army is to pull out of the fort.", ["army"], "pull out of the fort", kind="withdraw")
    assert len(gathered(reading("a", "2019-03-04", LEAVE, free), reading("b", "2019-09-08", later))) == 3


def test_promise_given_after_the_old_one_was_due_is_a_new_one() -> None:
    first = promise("To leave the town by May 1.", ["army"], "leave the town", kind="withdraw", due=day("2019-05-01"))
    second = promise("It would leave the town.", ["army"], "leave the town", kind="withdraw")
    recalled = promise("It had vowed to.", ["army"], "leave the town", kind="withdraw", recalled=True)
    assert len(gathered(reading("a", "2019-04-04", first), reading("b", "2019-05-08", second))) == 2
    assert len(gathered(reading("a", "2019-04-04", first), reading("b", "2019-05-08", recalled))) == 1


@pytest.mark.parametrize(
    ("said_by", "status", "kind"),
    [
        (None, "broken", "broken"),
        ("rebels", "disputed", "disputed"),
        ("United Nations", "broken", "broken"),
        ("army", "broken", "broken"),
    ],
)
def test_word_of_a_side_is_an_accusation_and_that_of_others_settles(
    said_by: str | None, status: str, kind: str
) -> None:
    failed = promise("The withdrawal did not begin.", ["army"], "the withdrawal", kind="withdraw", phase="broken")
    found = spoken("The withdrawal did not begin.", failed, said_by) if said_by else (failed,)
    actors = [Actor(name="United Nations", code="UNO", kind="organisation"), Actor(name="army", kind="group")]
    (made,) = gathered(reading("a", "2019-03-04", LEAVE), reading("b", "2019-03-20", *found, actors=actors))
    assert (made.status, [(f.kind, f.by) for f in made.follow_ups]) == (status, [(kind, said_by)])


def test_breach_of_the_truce_calls_the_promise_to_keep_it_in_question_for_a_while() -> None:
    keep = promise("The army will respect the truce.", ["army"], "respect the truce", kind="keep_truce")
    breach = truce("Shelled.", phase="violated", accused=("army",), accuser=("rebels",), what="shelled the port")
    (soon,) = gathered(reading("a", "2019-03-04", keep), reading("b", "2019-03-09", breach))
    (late,) = gathered(reading("a", "2019-03-04", keep), reading("b", "2019-11-09", breach))
    assert [(f.kind, f.by, f.what) for f in soon.follow_ups] == [("disputed", "rebels", "shelled the port")]
    assert (soon.status, late.status) == ("disputed", "open")


def test_withdrawal_of_nobody_in_particular_is_no_old_promise() -> None:
    army = [Actor(name="army", kind="group")]
    failed = promise("The withdrawal did not begin.", [], "the withdrawal", kind="withdraw", phase="broken")
    (soon,) = gathered(reading("a", "2019-03-04", LEAVE), reading("b", "2019-04-04", failed, actors=army))
    (late,) = gathered(reading("a", "2019-03-04", LEAVE), reading("b", "2020-04-04", failed, actors=army))
    (others,) = gathered(reading("a", "2019-03-04", LEAVE), reading("b", "2019-04-04", failed))
    assert [soon.status, late.status, others.status] == ["broken", "open", "open"]


COME = promise("They agreed to meet.", BOTH, "meet in Tunis on April 2", kind="meet", due=day("2019-04-02"))


@pytest.mark.parametrize(
    ("later", "kind", "status"),
    [
        (talks("Met on April 2.", phase="held", place="Tunis", when=day("2019-04-02"), between=BOTH), "kept", "kept"),
        (talks("Met in Geneva.", phase="held", place="Geneva", when=day("2019-04-02"), between=BOTH), None, "open"),
        (talks("Met on May 9.", phase="held", place="Tunis", when=day("2019-05-09"), between=BOTH), None, "open"),
        (talks("They did not come.", when=day("2019-04-02"), attendance={"rebels": "absent"}), "broken", "broken"),
        (talks("Put off.", phase="postponed", when=day("2019-04-20"), between=BOTH), "extended", "open"),
    ],
)
def test_promise_to_meet_is_judged_by_the_meeting(later: Found, kind: str | None, status: str) -> None:
    (made,) = gathered(reading("a", "2019-03-04", COME), reading("b", "2019-04-03", later))
    assert ([f.kind for f in made.follow_ups], made.status) == ([kind] if kind else [], status)


def test_offer_to_be_the_host_is_kept_by_talks_held_there() -> None:
    offer = promise("Tunisia stands ready to host talks.", ["Tunisia"], "host talks", kind="host")
    state = [Actor(name="Tunisia", kind="state", code="TUN", country="TUN")]
    met = talks("Talks in Tunis.", phase="held", place="Tunis", when=day("2019-04-02"), between=BOTH)
    elsewhere = talks("Talks in Geneva.", phase="held", place="Geneva", when=day("2019-04-02"), between=BOTH)
    first = reading("a", "2019-03-04", offer, actors=state)
    assert [c.status for c in gathered(first, reading("b", "2019-04-03", met))] == ["kept"]
    assert [c.status for c in gathered(first, reading("b", "2019-04-03", elsewhere))] == ["open"]


@pytest.mark.parametrize(
    ("what", "told", "status"),
    [
        ("withdraw", "2019-03-20", "open"),  # not the same words, so it may be another withdrawal
        ("leave", "2019-03-20", "broken"),
        ("leave the town before the summer", "2019-03-20", "broken"),
        ("leave the port", "2019-03-20", "open"),
        ("leave the town", "2019-06-20", "open"),  # it was due before
    ],
)
def test_refusal_takes_back_the_promise_that_it_is_of(what: str, told: str, status: str) -> None:
    leave = promise("By May 1.", ["army"], "leave the town", kind="withdraw", due=day("2019-05-01"))
    refused = promise(f"It would not {what}.", ["army"], what, kind="withdraw", phase="withdrawn")
    commitments = gathered(reading("a", "2019-03-04", leave), reading("b", told, refused))
    assert [c.status for c in commitments] == [status]


def test_promise_that_a_later_report_recalls_is_the_old_one() -> None:
    told = promise("It had promised to leave the town.", ["army"], "leave the town", kind="withdraw", recalled=True)
    (made,) = gathered(reading("a", "2019-03-04", LEAVE), reading("b", "2019-09-08", told))
    assert ([e.report for e in made.evidence], made.follow_ups) == (["a", "b"], ())


def test_promise_given_again_is_reaffirmed() -> None:
    again = promise("The army vowed to leave the town.", ["army"], "leave the town", kind="withdraw")
    (made,) = gathered(reading("a", "2019-03-04", LEAVE), reading("b", "2019-03-19", again))
    assert [(f.kind, f.day and f.day.latest) for f in made.follow_ups] == [("reaffirmed", dt.date(2019, 3, 19))]


def test_due_day_is_the_one_last_set_and_each_move_has_its_evidence() -> None:
    def by(date: str, **fields: object) -> Found:
        return promise(f"By {date}.", ["army"], "leave the town", kind="withdraw", due=day(date), **fields)

    later = by("2019-04-20")
    latest = by("2019-06-01", phase="extended")
    same = by("2019-04-20")
    reports = zip(
        "abcd",
        ("2019-03-04", "2019-03-30", "2019-03-31", "2019-04-18"),
        (by("2019-04-01"), later, same, latest),
        strict=True,
    )
    (made,) = gathered(*(reading(n, told, found) for n, told, found in reports))
    assert made.first_due and made.due
    assert (made.first_due.latest, made.due.latest) == (dt.date(2019, 4, 1), dt.date(2019, 6, 1))
    moves = [(f.due and f.due.latest, f.evidence[0].report) for f in made.follow_ups if f.kind == "extended"]
    assert moves == [(dt.date(2019, 4, 20), "b"), (dt.date(2019, 6, 1), "d")]


def test_day_that_we_reckon_from_the_report_does_not_move_the_due_day() -> None:
    def within(last: str) -> When:
        reckoned = day(last)
        return msgspec.structs.replace(reckoned, edges=("implied", "implied"))

    first = promise("Within ten days.", ["army"], "leave the town", kind="withdraw", due=within("2019-03-14"))
    again = promise("Within ten days.", ["army"], "leave the town", kind="withdraw", due=within("2019-03-16"))
    (made,) = gathered(reading("a", "2019-03-04", first), reading("b", "2019-03-06", again))
    assert made.follow_ups == () and made.due == made.first_due


def test_paper_is_named_as_the_report_does_that_names_it_best() -> None:
    bare = promise("x", ["army"], "leave the town", kind="withdraw", agreement="the deal")
    full = promise("y", ["army"], "leave the town", kind="withdraw", agreement="the Tunis agreement")
    (made,) = gathered(reading("a", "2019-03-04", bare), reading("b", "2019-03-05", full))
    assert made.agreement == "the Tunis agreement"


def follow_up(kind: FollowUpKind, day_: str) -> FollowUp:
    date = dt.date.fromisoformat(day_)
    return FollowUp(kind=kind, day=Interval(earliest=date, latest=date))


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ([], "open"),
        ([("reaffirmed", "2019-03-01")], "open"),
        ([("broken", "2019-03-01"), ("kept", "2019-04-01")], "kept"),  # late, but kept
        ([("kept", "2019-03-01"), ("broken", "2019-04-01")], "broken"),
        ([("broken", "2019-03-01"), ("kept", "2019-03-01")], "disputed"),
        ([("disputed", "2019-03-01"), ("kept", "2019-04-01")], "kept"),
        ([("kept", "2019-03-01"), ("disputed", "2019-04-01")], "disputed"),
        ([("broken", "2019-03-01"), ("disputed", "2019-04-01")], "broken"),
        ([("broken", "2019-03-01"), ("extended", "2019-04-01")], "open"),
        ([("extended", "2019-03-01"), ("broken", "2019-04-01")], "broken"),
        ([("withdrawn", "2019-03-01")], "broken"),
    ],
)
def test_status_follows_from_the_last_word(told: list[tuple[FollowUpKind, str]], status: str) -> None:
    assert derive_status([follow_up(kind, day_) for kind, day_ in told]) == status


def test_words_repeated_in_a_copy_stand_once_with_both_sentences() -> None:
    failed = promise("The army broke its word.", ["army"], "leave the town", kind="withdraw", phase="broken")
    copies = [reading(n, "2019-03-20", failed) for n in ("b", "c")]
    (made,) = gathered(reading("a", "2019-03-04", LEAVE), *copies)
    assert [[e.report for e in f.evidence] for f in made.follow_ups] == [["b", "c"]]


def world() -> list[Reading]:
    """Promises of several sides over two years, with deeds, breaches, outcomes, meetings; one report has no day."""
    chance = random.Random(4)
    whats = [("leave the town", "withdraw"), ("free all captives", "release"), ("respect the truce", "keep_truce")]
    made: list[Reading] = []
    for n in range(120):
        side, (what, kind) = chance.choice(("army", "rebels", "clans")), chance.choice(whats)
        found: list[Found] = [
            promise(f"{side} {n}", [side], f"{what} of sector {n % 7}", kind=kind, recalled=chance.random() < 0.1),
            promise(f"{side} {n} no", [side], what, kind=kind, phase="broken"),
            event(f"{side} freed captives", "RETREAT", [side], mode="release"),
            truce("Shelled.", phase="violated", accused=(side,), accuser=("clans",), what="shelled"),
            promise("They will meet.", [side], "meet", kind="meet", due=day(f"2019-0{1 + n % 9}-10")),
            talks("They met.", phase="held", when=day(f"2019-0{1 + n % 9}-10"), between=(side, "envoys")),
        ]
        told = dt.date(2019, 1, 1) + dt.timedelta(chance.randrange(730))
        kept = chance.sample(found, chance.randrange(1, 3))
        made.append(
            reading(f"r{n:03}", told.isoformat() if n else None, *kept, actors=[Actor(name=side, kind="group")])
        )
    return made


def test_components_together_are_the_whole_and_order_does_not_matter() -> None:
    readings = world()
    parties = gather_parties(readings)
    whole = gather_commitments(readings, parties)
    by_id = {r.report.id: r for r in readings}
    components = find_components({r.report.id: link_keys(r, parties) for r in readings})
    parts = [c for ids in components for c in gather_commitments([by_id[i] for i in ids], parties)]
    shuffled = random.Random(1).sample(readings, len(readings))
    assert len(components) > 3 and len(whole) > 20
    assert order_commitments(parts) == whole
    assert gather_commitments([*shuffled, *shuffled[:5]], parties) == whole


def test_report_without_promise_or_deed_has_no_key() -> None:
    idle = reading("a", "2019-03-04", said("The talks will go on as before.", "rebels"))
    shelled = reading("b", "2019-03-04", event("Shelled.", "ASSAULT", ["army"], mode="heavy-weapons"))
    assert [link_keys(r, gather_parties([r])) for r in (idle, shelled)] == [frozenset(), frozenset()]
