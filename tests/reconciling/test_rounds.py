"""Rounds over several reports: joined, numbered, dated, with who came and what came of it."""

import datetime as dt

from dragoman.model import Actor, Interval, Round
from dragoman.reconciling import reconcile
from tests.reconciling.readings import day, event, reading, talks


def days(first: str | None, last: str | None) -> Interval:
    return Interval(
        earliest=dt.date.fromisoformat(first) if first else None, latest=dt.date.fromisoformat(last) if last else None
    )


def attendance(round_: Round) -> dict[str, str]:
    return {p.actor: p.attendance for p in round_.participants}


FORETOLD = reading(
    "a",
    "2019-03-04",
    talks(
        "The army said the third round of Tunis talks will open on March 14.",
        track="Tunis talks",
        number=3,
        place="Tunis",
        phase="planned",
        when=day("2019-03-14"),
        attendance={"rebels": "invited", "army": "invited"},
        by="army",
    ),
    talks(
        "The last round of Tunis talks took place on February 15-16 and produced a statement.",
        track="Tunis talks",
        relative="last",
        place="Tunis",
        phase="held",
        when=day("2019-02-15", "2019-02-16"),
        outcome="produced a statement",
    ),
)
HELD = reading(
    "b",
    "2019-03-18",
    talks(
        "The talks in Tunis ended on Friday without progress after the rebels boycotted them.",
        place="Tunis",
        phase="ended",
        when=day("2019-03-15"),
        outcome="without progress",
        attendance={"rebels": "boycotted"},
    ),
    talks(
        "The two sides agreed to hold the next meeting in Tunis on May 3 and 4.",
        place="Tunis",
        relative="next",
        phase="planned",
        when=day("2019-05-03", "2019-05-04"),
    ),
)


def test_plan_in_one_report_is_joined_to_the_outcome_in_another() -> None:
    (tunis,) = reconcile([HELD, FORETOLD]).tracks
    third = tunis.rounds[1]
    assert (third.number, third.status, third.held) == (3, "held", days(None, "2019-03-15"))
    assert [(p.when, p.by) for p in third.planned] == [(days("2019-03-14", "2019-03-14"), "army")]
    assert third.outcome == "without progress"


def test_rounds_before_and_after_a_numbered_one_take_their_numbers_from_it() -> None:
    (tunis,) = reconcile([HELD, FORETOLD]).tracks
    assert [(r.number, r.number_basis) for r in tunis.rounds] == [(2, "inferred"), (3, "stated"), (4, "inferred")]
    assert [r.status for r in tunis.rounds] == ["held", "held", "planned"]
    assert tunis.rounds[0].held == days("2019-02-15", "2019-02-16")


def test_whoever_was_to_come_and_stayed_away_has_boycotted_and_the_two_reports_are_set_side_by_side() -> None:
    record = reconcile([HELD, FORETOLD])
    assert attendance(record.tracks[0].rounds[1]) == {"rebels": "boycotted", "army": "invited"}
    (found,) = [d for d in record.discrepancies if d.kind == "attendance"]
    assert [s.evidence[0].report for s in found.sides] == ["a", "b"]


def test_plan_before_the_other_report_is_only_a_plan() -> None:
    (tunis,) = reconcile([FORETOLD]).tracks
    assert [(r.number, r.status) for r in tunis.rounds] == [(2, "held"), (3, "planned")]


def test_one_round_told_as_begun_and_as_ended_reaches_from_the_one_to_the_other() -> None:
    begun = talks("Talks opened.", track="Tunis talks", number=1, phase="opens", when=day("2019-03-01"))
    ended = talks("Talks ended.", track="Tunis talks", number=1, phase="ended", when=day("2019-03-03"))
    record = reconcile([reading("a", "2019-03-01", begun), reading("b", "2019-03-03", ended)])
    assert [r.held for r in record.tracks[0].rounds] == [days("2019-03-01", "2019-03-03")]


def test_days_that_exclude_each_other_are_both_kept_and_reported() -> None:
    one = talks("They met on Monday.", track="Tunis talks", number=1, phase="held", when=day("2019-03-04"))
    other = talks("They met on Tuesday.", track="Tunis talks", number=1, phase="held", when=day("2019-03-05"))
    record = reconcile([reading("a", "2019-03-06", one), reading("b", "2019-03-07", other)])
    assert record.tracks[0].rounds[0].held == days("2019-03-04", "2019-03-05")
    assert [[s.value for s in d.sides] for d in record.discrepancies] == [["2019-03-04", "2019-03-05"]]


def test_plans_of_one_round_that_differ_by_source_stand_side_by_side() -> None:
    rough = talks(
        "Mid-March, said A.",
        track="Tunis talks",
        number=3,
        phase="planned",
        when=day("2019-03-10", "2019-03-20"),
        by="A",
    )
    exact = talks(
        "On March 14, said B.", track="Tunis talks", relative="new", phase="planned", when=day("2019-03-14"), by="B"
    )
    record = reconcile([reading("a", "2019-03-04", rough, exact)])
    assert [(r.number, len(r.planned)) for r in record.tracks[0].rounds] == [(3, 2)]
    assert [(d.kind, [s.said_by for s in d.sides]) for d in record.discrepancies] == [("date", [("A",), ("B",)])]


def test_round_called_off_is_cancelled_unless_it_is_held_after_all() -> None:
    plan = talks("To open.", track="Tunis talks", number=1, phase="planned", when=day("2019-03-10"))
    off = talks("Called off.", track="Tunis talks", number=1, phase="cancelled", when=day("2019-03-10"))
    held = talks("Held.", track="Tunis talks", number=1, phase="held", when=day("2019-03-10"))
    two = [reading("a", "2019-03-01", plan), reading("b", "2019-03-08", off)]
    assert reconcile(two).tracks[0].rounds[0].status == "cancelled"
    assert reconcile([*two, reading("c", "2019-03-11", held)]).tracks[0].rounds[0].status == "held"


def test_two_numbered_rounds_on_near_days_stay_two() -> None:
    first = talks("First.", track="Tunis talks", number=1, phase="held", when=day("2019-03-10"))
    second = talks("Second.", track="Tunis talks", number=2, phase="held", when=day("2019-03-11"))
    assert len(reconcile([reading("a", "2019-03-12", first, second)]).tracks[0].rounds) == 2


def test_next_round_announced_after_the_last_ended_is_not_the_last() -> None:
    held = talks("Ended.", track="Tunis talks", phase="ended", when=day("2019-03-10"))
    ahead = talks("Next.", track="Tunis talks", relative="next", phase="planned", when=day("2019-03-16"))
    rounds = reconcile([reading("a", "2019-03-12", held, ahead)]).tracks[0].rounds
    assert [r.status for r in rounds] == ["held", "planned"]


def test_country_that_hosts_stands_for_the_place_of_its_talks() -> None:
    named = talks("Nairobi talks.", track="Nairobi talks", place="Nairobi", phase="held", when=day("2019-03-10"))
    other = talks(
        "They shunned the Kenyan talks.", track="Kenyan talks", attendance={"rebels": "boycotted"}, relative="last"
    )
    (only,) = reconcile([reading("a", "2019-03-11", named, other)]).tracks
    assert attendance(only.rounds[0]) == {"rebels": "boycotted"}


def test_two_tracks_named_by_place_stay_two_though_their_parties_are_the_same() -> None:
    both = ("army", "rebels")
    one = talks("Nairobi talks.", track="Nairobi talks", between=both, phase="held", when=day("2019-03-10"))
    other = talks("Tunis talks.", track="Tunis talks", between=both, phase="held", when=day("2019-03-12"))
    assert {t.name for t in reconcile([reading("a", "2019-03-13", one, other)]).tracks} == {
        "Nairobi talks",
        "Tunis talks",
    }


def test_talks_that_only_have_a_place_join_the_track_of_their_parties() -> None:
    both = ("army", "rebels")
    named = talks("Peace talks.", track="lake talks", between=both, phase="held", when=day("2019-03-10"))
    moved = talks("In Mombasa.", place="Mombasa", between=both, phase="planned", when=day("2019-04-10"))
    (only,) = reconcile([reading("a", "2019-03-11", named), reading("b", "2019-03-20", moved)]).tracks
    assert [r.place for r in only.rounds] == [None, "Mombasa"]


def test_sides_are_known_by_their_code_under_any_name() -> None:
    armed = Actor(name="armed opposition", code="KENOPP", kind="group")
    rebels = Actor(name="rebels", code="KENREB", kind="group")
    plan = talks(
        "Planned.",
        track="Tunis talks",
        number=1,
        phase="planned",
        when=day("2019-03-10"),
        attendance={"armed opposition": "invited"},
    )
    held = talks(
        "Shunned.",
        track="Tunis talks",
        number=1,
        phase="held",
        when=day("2019-03-10"),
        attendance={"rebels": "boycotted"},
    )
    record = reconcile(
        [reading("a", "2019-03-01", plan, actors=[armed]), reading("b", "2019-03-11", held, actors=[rebels])]
    )
    assert [d.kind for d in record.discrepancies] == ["attendance"]


def test_names_of_one_track_are_gathered_and_the_commonest_leads() -> None:
    mentions = [
        talks(f"{n}.", track=n, number=1, place="Tunis") for n in ("Tunis talks", "Tunis talks", "Tunis peace talks")
    ]
    (only,) = reconcile([reading("a", "2019-03-13", *mentions)]).tracks
    assert (only.id, only.name, only.names) == ("tunis-talks", "Tunis talks", ("Tunis talks", "Tunis peace talks"))


def test_a_process_that_moves_from_city_to_city_is_one_by_its_numbers_and_parties() -> None:
    second = reading(
        "a",
        "2019-03-04",
        talks(
            "The second round ended in Tunis on March 4.",
            number=2,
            place="Tunis",
            phase="ended",
            when=day("2019-03-04"),
            attendance={"rebels": "attended", "army": "attended"},
        ),
    )
    third = reading(
        "b",
        "2019-04-12",
        talks(
            "The third round began in Nairobi on April 12.",
            number=3,
            place="Nairobi",
            phase="opens",
            when=day("2019-04-12"),
        ),
        event("The army and the rebels agreed to a truce.", "AGREE", ("army", "rebels"), mode=None),
        actors=(
            Actor(name="army", code="KENMIL", kind="group"),
            Actor(name="rebels", code="KENREB", kind="group"),
        ),
    )
    (track,) = reconcile([second, third]).tracks
    assert [r.number for r in track.rounds] == [2, 3]


def test_the_only_round_held_before_the_second_is_the_first() -> None:
    before = reading(
        "a",
        "2019-01-25",
        talks(
            "The Tunis talks ended on January 24.",
            track="Tunis talks",
            place="Tunis",
            phase="ended",
            when=day("2019-01-24"),
        ),
    )
    after = reading(
        "b",
        "2019-02-16",
        talks(
            "The second round of Tunis talks ended on February 16.",
            track="Tunis talks",
            number=2,
            place="Tunis",
            phase="ended",
            when=day("2019-02-16"),
        ),
    )
    first, second = reconcile([before, after]).tracks[0].rounds
    assert (first.number, first.number_basis, second.number) == (1, "inferred", 2)


def test_opinion_feeds_no_track() -> None:
    written = reading(
        "d",
        "2019-03-20",
        talks("The Tunis talks will open on June 1.", track="Tunis talks", phase="planned", when=day("2019-06-01")),
        genre="opinion",
    )
    record = reconcile([written])
    assert record.tracks == () and [r.id for r in record.reports] == ["d"]
