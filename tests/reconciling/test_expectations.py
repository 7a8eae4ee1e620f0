"""What was announced of meetings and how it came true: tracks and contacts built by hand."""

import datetime as dt
from typing import Any

import pytest

from dragoman.model import Contact, Evidence, Expectation, Interval, Plan, Round, Span, Track
from dragoman.reconciling.expectations import days_off, tally_expectations

TODAY = dt.date(2019, 6, 1)
OUTLETS = {"a": "Port Gazette", "b": "Hill Wire"}


def days(first: str | None, last: str | None = "") -> Interval:
    last = first if last == "" else last
    return Interval(
        earliest=dt.date.fromisoformat(first) if first else None, latest=dt.date.fromisoformat(last) if last else None
    )


def told(*reports: str, text: str = "Talks are due.") -> tuple[Evidence, ...]:
    return tuple(Evidence(report=r, sentence=Span(0, len(text)), quote=text) for r in reports)


def plan(first: str, last: str = "", *, announced: str | None = "2019-02-01", report: str = "a", **fields: Any) -> Plan:
    day = dt.date.fromisoformat(announced) if announced else None
    return Plan(when=days(first, last), announced=day, **({"evidence": told(report)} | fields))


def track(*plans: Plan, held: Interval | None = None, status: str = "planned", number: int | None = 3) -> Track:
    evidence = (*(e for p in plans for e in p.evidence), *told("b", text="The talks opened."))
    status = "held" if held else status
    only = Round(number=number, status=status, planned=plans, held=held, evidence=evidence)  # type: ignore[arg-type]
    return Track(id="tunis-talks", name="Tunis talks", rounds=(only,))


def tally(*tracks: Track, contacts: tuple[Contact, ...] = (), today: dt.date | None = TODAY) -> tuple[Expectation, ...]:
    return tally_expectations(tracks, contacts, today, OUTLETS)


@pytest.mark.parametrize(
    ("held", "status", "outcome", "off"),
    [
        (days("2019-03-04"), "held", "on_the_day", 0),
        (days("2019-03-03", "2019-03-06"), "held", "on_the_day", 0),
        (days("2019-03-14"), "held", "off", 10),
        (days("2019-03-01", "2019-03-02"), "held", "off", -3),
        (days(None, "2019-03-04"), "held", "on_the_day", 0),  # it was under way on its last day
        (days(None, "2019-03-09"), "held", "unknown", None),  # it may have begun on the day or later
        (days("2019-03-01", "2019-03-31"), "held", "unknown", None),  # "in March" does not tell
        (None, "postponed", "postponed", None),
        (None, "cancelled", "cancelled", None),
        (None, "failed", "not_held", None),
        (None, "planned", "unknown", None),
    ],
)
def test_announcement_is_measured_by_the_round(
    held: Interval | None, status: str, outcome: str, off: int | None
) -> None:
    (one,) = tally(track(plan("2019-03-04", by="Ann Bo"), held=held, status=status))
    (announcement,) = one.announcements
    assert (one.source, one.kind, announcement.about) == ("Ann Bo", "speaker", "Tunis talks, round 3")
    assert (announcement.outcome, announcement.off_days) == (outcome, off)
    assert announcement.evidence == told("a")
    if outcome not in ("ahead", "unknown"):
        assert [e.report for e in announcement.outcome_evidence] == ["b"]


def test_day_that_is_still_to_come_is_ahead_and_without_today_unknown() -> None:
    coming = track(plan("2019-07-04", by="Ann Bo"))
    assert [tally(coming, today=t)[0].announcements[0].outcome for t in (TODAY, None)] == ["ahead", "unknown"]


def test_what_is_not_told_counts_neither_as_true_nor_as_false() -> None:
    (one,) = tally(track(plan("2019-03-04", by="Ann Bo")))
    counts = one.said
    assert (counts.announced, counts.unknown) == (1, 1)
    assert (counts.on_the_day, counts.off, counts.not_held, counts.off_median) == (0, 0, 0, None)


def test_counts_median_and_range_over_several_meetings() -> None:
    rounds = [track(plan("2019-03-04", by="Ann Bo"), held=days(d)) for d in ("2019-03-04", "2019-03-06", "2019-03-24")]
    rounds += [track(plan("2019-03-04", by="Ann Bo"), status="cancelled"), track(plan("2019-07-04", by="Ann Bo"))]
    (one,) = tally(*rounds)
    said = one.said
    assert (said.announced, said.on_the_day, said.off, said.cancelled, said.ahead) == (5, 1, 2, 1, 1)
    assert (said.off_median, said.off_least, said.off_most) == (2.0, 0, 20)


def test_hopes_are_counted_apart() -> None:
    hoped = plan("2019-03-04", by="Ann Bo", status="hoped")
    expected = plan("2019-03-05", by="Ann Bo", status="expected")
    (one,) = tally(track(hoped, expected, held=days("2019-03-05")))
    assert (one.said.announced, one.said.on_the_day) == (1, 1)
    assert (one.hoped.announced, one.hoped.off, one.hoped.off_median) == (1, 1, 1.0)


def test_source_is_the_speaker_or_the_outlet_or_unnamed() -> None:
    plans = (
        plan("2019-03-04", by="Ann Bo"),
        plan("2019-03-04", by="diplomat", anonymous=True),
        plan("2019-03-04", anonymous=True),
        Plan(when=days("2019-03-04"), evidence=told("a", "b", "c")),
    )
    found = tally(track(*plans, held=days("2019-03-04")))
    assert [(e.kind, e.source) for e in found] == [
        ("outlet", "Hill Wire"),
        ("outlet", "Port Gazette"),
        ("outlet", "reports of no named outlet"),
        ("speaker", "Ann Bo"),
        ("unnamed", "diplomat"),
        ("unnamed", "unnamed sources"),
    ]
    assert [e.report for e in found[0].announcements[0].evidence] == ["b"]


def test_plan_told_when_its_day_was_past_is_no_announcement() -> None:
    late = plan("2019-03-04", announced="2019-03-20", by="Ann Bo")
    begun = plan("2019-03-04", "2019-03-06", announced="2019-03-05", by="Ann Bo")
    assert tally(track(late, held=days("2019-03-14"))) == ()
    assert tally(track(begun)) == ()


def test_vague_day_may_be_announced_until_it_is_past() -> None:
    month = plan("2019-03-01", "2019-03-31", announced="2019-03-14", by="Ann Bo")
    assert [e.said.announced for e in tally(track(month, held=days("2019-03-20")))] == [1]


def test_day_named_when_the_meeting_had_begun_is_one_for_the_next() -> None:
    following = plan("2019-05-03", announced="2019-03-15", by="Ann Bo")
    assert tally(track(following, held=days("2019-03-14", "2019-03-15"))) == ()


def test_word_that_it_is_put_off_is_the_outcome_of_others_and_no_announcement() -> None:
    first = plan("2019-03-04", by="Ann Bo", report="a")
    off = plan("2019-03-04", by="Cem Dal", status="postponed", announced="2019-02-20", report="b")
    found = tally(track(first, off))
    assert [(e.source, e.announcements[0].outcome) for e in found] == [("Ann Bo", "postponed")]
    assert found[0].announcements[0].outcome_evidence == told("b")


def test_later_day_set_by_anybody_means_that_it_was_put_off() -> None:
    first = plan("2019-03-04", by="Ann Bo")
    second = plan("2019-03-25", announced="2019-02-20", by="Cem Dal", report="b")
    outcomes = {e.source: e.announcements[0].outcome for e in tally(track(first, second))}
    assert outcomes == {"Ann Bo": "postponed", "Cem Dal": "unknown"}
    held = {e.source: e.announcements[0].off_days for e in tally(track(first, second, held=days("2019-03-25")))}
    assert held == {"Ann Bo": 21, "Cem Dal": 0}


def contact(first: str, status: str, *parties: str, **fields: Any) -> Contact:
    given = {"kind": "meeting", "evidence": told("a" if status == "planned" else "b", text=f"They meet on {first}.")}
    return Contact(parties=parties, when=days(first), status=status, **(given | fields))  # type: ignore[arg-type]


def test_planned_contact_is_measured_by_the_one_that_was_held() -> None:
    planned = contact("2019-03-04", "planned", "Kenya", "Norway")
    held = contact("2019-03-06", "held", "Kenya", "Norway", "Oman")
    others = contact("2019-03-04", "held", "Kenya", "Oman")
    late = contact("2019-04-06", "held", "Kenya", "Norway")
    before = contact("2019-03-01", "held", "Kenya", "Norway")
    call = contact("2019-03-04", "held", "Kenya", "Norway", kind="call")
    (one,) = tally(contacts=(planned, before, others, held, late, call))
    (announcement,) = one.announcements
    assert (one.source, announcement.about) == ("Port Gazette", "meeting of Kenya and Norway")
    assert (announcement.outcome, announcement.off_days, announcement.outcome_evidence) == ("off", 2, held.evidence)
    assert tally(contacts=(planned, before, others, late, call))[0].said.unknown == 1


def test_contact_with_its_own_plans_names_who_announced_it() -> None:
    met = contact("2019-03-06", "held", "Kenya", "Norway", planned=(plan("2019-03-06", by="Ann Bo"),))
    (one,) = tally(contacts=(met,))
    assert (one.source, one.said.on_the_day) == ("Ann Bo", 1)


def test_order_of_the_entries_does_not_matter() -> None:
    tracks = [
        track(plan(f"2019-03-{n:02}", by=f"Speaker {n % 3}"), held=days(f"2019-03-{n + n % 4:02}"))
        for n in range(1, 25)
    ]
    assert tally(*tracks) == tally(*reversed(tracks))


@pytest.mark.parametrize(
    ("planned", "held", "off"),
    [
        (days("2019-03-04", "2019-03-08"), days("2019-03-08", "2019-03-09"), 0),
        (days("2019-03-01", "2019-03-31"), days("2019-03-14"), 0),
        (days("2019-03-04"), days("2019-03-05"), 1),
        (days("2019-03-04", None), days("2019-04-05"), 0),
        (days("2019-03-04"), days("2019-02-27", None), None),
    ],
)
def test_days_off_counts_from_the_nearest_planned_day(planned: Interval, held: Interval, off: int | None) -> None:
    assert days_off(planned, held) == off
