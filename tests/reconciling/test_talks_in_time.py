"""Rounds that are put off, split, renamed or never held; what was announced beside what came; names of one track."""

import datetime as dt
from pathlib import Path

import pytest

from dragoman.model import Interval, Round, Track
from dragoman.reconciling import reconcile
from tests.reconciling.readings import day, event, reading, talks


def days(first: str | None, last: str | None) -> Interval:
    return Interval(
        earliest=dt.date.fromisoformat(first) if first else None, latest=dt.date.fromisoformat(last) if last else None
    )


def the_round(*readings: object) -> Round:
    (track,) = reconcile(readings).tracks  # type: ignore[arg-type]
    (only,) = track.rounds
    return only


def test_round_put_off_twice_is_one_round_with_all_its_plans() -> None:
    first = talks("It opens on March 1.", track="Tunis talks", phase="planned", when=day("2019-03-01"), by="Norway")
    was = talks("It was due on March 1.", track="Tunis talks", phase="planned", when=day("2019-03-01"))
    off = talks(
        "It was put off to March 12.", track="Tunis talks", phase="postponed", when=day("2019-03-12"), same_as="x1"
    )
    held = talks("It opened on March 13.", track="Tunis talks", phase="opens", when=day("2019-03-13"))
    found = the_round(
        reading("a", "2019-02-20", first), reading("b", "2019-02-26", was, off), reading("c", "2019-03-14", held)
    )
    assert (found.status, found.held) == ("held", days("2019-03-13", None))
    assert [(p.when, p.by, p.announced, p.off_days, p.status) for p in found.planned] == [
        (days("2019-03-01", "2019-03-01"), None, dt.date(2019, 2, 26), 12, "planned"),
        (days("2019-03-01", "2019-03-01"), "Norway", dt.date(2019, 2, 20), 12, "planned"),
        (days("2019-03-12", "2019-03-12"), None, dt.date(2019, 2, 26), 1, "postponed"),
    ]


def test_announcement_repeated_counts_from_the_first_report_of_it() -> None:
    again = talks("It opens on March 1.", track="Tunis talks", phase="planned", when=day("2019-03-01"), by="Norway")
    (plan,) = the_round(reading("b", "2019-02-24", again), reading("a", "2019-02-20", again)).planned
    assert (plan.announced, plan.off_days, len(plan.evidence)) == (dt.date(2019, 2, 20), None, 2)


@pytest.mark.parametrize(
    ("opened", "off"), [("2019-03-11", 0), ("2019-03-10", 0), ("2019-03-16", 4), ("2019-03-08", -2)]
)
def test_plan_says_by_how_many_days_the_round_was_off(opened: str, off: int) -> None:
    plan = talks("On March 10 to 12.", track="Tunis talks", phase="planned", when=day("2019-03-10", "2019-03-12"))
    held = talks("It opened.", track="Tunis talks", phase="opens", when=day(opened))
    (found,) = the_round(reading("a", "2019-03-01", plan), reading("b", "2019-03-17", held)).planned
    assert found.off_days == off


def test_round_of_which_only_the_end_is_told_leaves_open_how_far_off_it_was() -> None:
    plan = talks("On March 10.", track="Tunis talks", phase="planned", when=day("2019-03-10"))
    held = talks("It ended.", track="Tunis talks", phase="ended", when=day("2019-03-12"))
    found = the_round(reading("a", "2019-03-01", plan), reading("b", "2019-03-13", held))
    assert (found.held, found.planned[0].off_days) == (days(None, "2019-03-12"), None)


def test_round_that_nobody_reports_on_again_stays_planned_and_one_called_off_does_not() -> None:
    plan = talks("It opens on March 1.", track="Tunis talks", number=2, phase="planned", when=day("2019-03-01"))
    off = talks("It will not take place.", track="Tunis talks", number=2, phase="cancelled")
    assert the_round(reading("a", "2019-02-20", plan)).status == "planned"
    found = the_round(reading("a", "2019-02-20", plan), reading("b", "2019-02-27", off))
    assert (found.status, found.held, len(found.planned)) == ("cancelled", None, 1)


def test_failure_in_the_eyes_of_one_side_is_no_failed_round() -> None:
    ended = talks("It ended on March 3.", track="Tunis talks", number=2, phase="ended", when=day("2019-03-03"))
    claim = talks("It failed, said the rebels.", track="Tunis talks", number=2, phase="failed", by="rebels")
    fact = talks("It collapsed.", track="Tunis talks", number=2, phase="failed")
    assert the_round(reading("a", "2019-03-04", ended, claim)).status == "held"
    assert the_round(reading("a", "2019-03-04", ended, fact)).status == "failed"


def test_round_held_in_two_parts_weeks_apart_shows_both() -> None:
    one = talks(
        "It met on March 1 and 2.", track="Tunis talks", number=4, phase="held", when=day("2019-03-01", "2019-03-02")
    )
    other = talks("It went on on March 20.", track="Tunis talks", number=4, phase="held", when=day("2019-03-20"))
    near = talks("It met on March 4.", track="Tunis talks", number=4, phase="held", when=day("2019-03-04"))
    found = the_round(reading("a", "2019-03-03", one), reading("b", "2019-03-21", other))
    assert found.sittings == (days("2019-03-01", "2019-03-02"), days("2019-03-20", "2019-03-20"))
    assert the_round(reading("a", "2019-03-05", one, near)).sittings == ()


def test_other_names_of_a_round_are_kept_with_it() -> None:
    mine = talks("The Tunis talks.", track="Tunis talks", place="Tunis", number=2, phase="held", when=day("2019-03-01"))
    theirs = talks(
        "The unity summit.",
        track="unity summit",
        place="Tunis",
        number=2,
        phase="held",
        when=day("2019-03-01"),
        same_as="x1",
    )
    found = reconcile([reading("a", "2019-03-02", mine, theirs)]).tracks
    called = {name for t in found for r in t.rounds for name in (*t.names, *r.also_called)}
    assert {"Tunis talks", "unity summit"} <= called


def test_papers_of_a_round_stand_with_its_evidence() -> None:
    end = talks("It ended.", track="Tunis talks", number=2, phase="ended", when=day("2019-03-03"))
    paper = talks("They signed a protocol.", track="Tunis talks", same_as="x1", documents=("protocol on borders",))
    found = the_round(reading("a", "2019-03-04", end, paper))
    assert found.documents == ("protocol on borders",)
    assert [e.quote for e in found.evidence] == ["It ended.", "They signed a protocol."]


def test_plan_for_other_days_than_those_that_came_true_is_another_round() -> None:
    mine = talks("In mid-March.", track="Tunis talks", number=2, phase="planned", when=day("2019-03-10", "2019-03-20"))
    held = talks("It ended.", track="Tunis talks", number=2, phase="ended", when=day("2019-03-16"))
    experts = talks("Experts meet on March 6.", track="Tunis talks", phase="planned", when=day("2019-03-06"))
    (track,) = reconcile([reading("a", "2019-03-01", mine, experts), reading("b", "2019-03-17", held)]).tracks
    assert [(r.number, r.status) for r in track.rounds] == [(None, "planned"), (2, "held")]


def test_agreement_of_both_sides_on_a_day_is_a_round_of_their_talks() -> None:
    from dragoman.model import Actor

    sides = (
        Actor(name="government", code="TCDGOV", kind="office", country="TCD"),
        Actor(name="rebels", code="TCDREB", kind="group", country="TCD"),
    )
    opened = talks(
        "Talks opened.", track="Tunis talks", place="Tunis", phase="opens", when=day("2019-03-01"),
        attendance={"government": "attended", "rebels": "attended"},
    )  # fmt: skip
    agreed = event("They signed a truce.", "AGREE", ("government", "rebels"), when=day("2019-06-10"))
    first = reading("a", "2019-03-02", opened, actors=sides)
    (track,) = reconcile([first, reading("b", "2019-06-11", agreed, actors=sides)]).tracks
    assert [r.held and r.held.earliest for r in track.rounds] == [dt.date(2019, 3, 1), dt.date(2019, 6, 10)]
    assert {p.actor for p in track.rounds[1].participants} == {"government", "rebels"}


def test_talks_about_two_wars_in_one_city_are_two_tracks() -> None:
    from dragoman.model import Actor

    def about(name: str, country: str, published: str, when: str) -> object:
        sides = (
            Actor(name=f"{country} government", code=f"{country}GOV", kind="office", country=country),
            Actor(name=f"{country} rebels", code=f"{country}REB", kind="group", country=country),
        )
        came = {a.name: "attended" for a in sides}
        mention = talks(
            "Talks were held.", track="Geneva talks", place="Geneva", phase="held", when=day(when), attendance=came
        )
        return reading(name, published, mention, actors=sides)

    found = reconcile([about("a", "TCD", "2019-03-02", "2019-03-01"), about("b", "MLI", "2019-03-09", "2019-03-08")])
    assert [len(t.rounds) for t in found.tracks] == [1, 1]
    assert [t.id for t in found.tracks] == ["geneva-talks", "geneva-talks-2"]


def test_talks_in_one_city_that_slept_for_years_are_two_tracks() -> None:
    def held(name: str, when: str) -> object:
        mention = talks("Talks were held.", track="Nairobi talks", place="Nairobi", phase="held", when=day(when))
        return reading(name, when, mention)

    assert len(reconcile([held("a", "2009-03-01"), held("b", "2019-03-01")]).tracks) == 2
    assert len(reconcile([held("a", "2018-03-01"), held("b", "2019-03-01")]).tracks) == 1


@pytest.fixture
def own_tracks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tracks.yaml").write_text(
        "entries:\n"
        "  - id: chad\n    name: Chad dialogue\n    names: [Chad dialogue, Carthage process, the Quint]\n"
        "    members: [Ann Bo, Cy Dee]\n    examples: [The Carthage process goes on.]\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("DRAGOMAN_KNOWLEDGE", str(tmp_path))


def _two_names() -> list[Track]:
    one = talks("The Chad dialogue opened.", track="Chad dialogue", phase="opens", when=day("2019-03-01"))
    other = talks("The Carthage process closed.", track="Carthage process", phase="ended", when=day("2019-03-03"))
    return list(reconcile([reading("a", "2019-03-01", one), reading("b", "2019-03-04", other)]).tracks)


@pytest.mark.usefixtures("own_tracks")
def test_analysts_file_joins_two_names_of_one_track_under_its_own() -> None:
    (track,) = _two_names()
    assert (track.name, track.names) == ("Chad dialogue", ("Chad dialogue", "Carthage process"))
    assert [r.held for r in track.rounds] == [days("2019-03-01", "2019-03-03")]


def test_two_names_that_nobody_joined_are_two_tracks() -> None:
    assert sorted(t.name for t in _two_names()) == ["Carthage process", "Chad dialogue"]


def _of_members() -> list[Track]:
    named = talks("The Quint met.", track="the Quint", phase="held", when=day("2019-03-01"))
    bare = talks("Bo and Dee met.", between=("Ann Bo", "Cy Dee"), phase="held", when=day("2019-04-01"))
    return list(reconcile([reading("a", "2019-03-01", named), reading("b", "2019-04-02", bare)]).tracks)


@pytest.mark.usefixtures("own_tracks")
def test_talks_of_members_that_no_report_names_are_of_their_track() -> None:
    (track,) = _of_members()
    assert len(track.rounds) == 2


def test_talks_of_strangers_that_no_report_names_are_a_track_of_their_own() -> None:
    assert len(_of_members()) == 2


def test_refusal_to_meet_stands_beside_the_word_that_he_comes() -> None:
    both = {"Ann Bo": "invited", "Cy Dee": "invited"}
    plan = talks("Bo and Dee will meet on May 2.", attendance=both, phase="planned", when=day("2019-05-02"))
    refusal = event("Bo's son said that she would not meet Dee.", "REJECT", ["Ann Bo's son"], recipients=["Cy Dee"])
    stranger = event("Zed refused to meet Dee.", "REJECT", ["Jo Zed"], recipients=["Cy Dee"])
    record = reconcile([reading("a", "2019-04-30", plan), reading("b", "2019-04-30", refusal, stranger)])
    (found,) = [d for d in record.discrepancies if d.kind == "attendance"]
    assert [(s.value, s.evidence[0].report) for s in found.sides] == [("to come", "a"), ("refuses", "b")]
    assert "Ann Bo" in found.about


def test_contact_foretold_for_one_day_and_held_on_it_is_one() -> None:
    ahead = event(
        "They will meet.", "CONSULT", ["Ann Bo", "Cy Dee"], mode="meet", when=day("2019-05-02"), status="planned"
    )
    met = event("They met.", "CONSULT", ["Ann Bo", "Cy Dee"], mode="meet", when=day("2019-05-02"))
    (contact,) = reconcile([reading("a", "2019-04-30", ahead), reading("b", "2019-05-03", met)]).contacts
    assert (contact.status, [e.report for e in contact.evidence]) == ("held", ["a", "b"])
