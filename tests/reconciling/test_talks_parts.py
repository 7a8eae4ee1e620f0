"""Talks are worked out component by component: the same whatever is beside them, in near-linear time."""

import datetime as dt
import random
from dataclasses import replace

import pytest

from dragoman.model import Evidence, Interval, Span
from dragoman.reconciling.actors.parties import Parties
from dragoman.reconciling.talks.links import link_keys, split_mentions
from dragoman.reconciling.talks.make import make_talks_part
from dragoman.reconciling.talks.mentions import Meeting
from tests.work import count_work

PLACES = ("Tunis", "Nairobi", "Oslo", "Geneva", "Mombasa")
NOBODY = Parties()


def one_day(day: dt.date) -> Interval:
    return Interval(earliest=day, latest=day)


def mention(n: int, day: dt.date, **fields: object) -> Meeting:
    """One mention in a report of its own."""
    report = f"r{n:06}"
    return replace(
        Meeting(
            report=report,
            order=(day, report, 0, 5),
            published=one_day(day),
            evidence=Evidence(report=report, sentence=Span(0, 5), quote="Talks"),
            local="t1",
        ),
        **fields,
    )


def process(name: str, start: dt.date, rounds: int, first: int) -> list[Meeting]:
    """A track of numbered rounds two months apart: each announced, opened, closed, and recalled without a number."""
    found: list[Meeting] = []
    for k in range(rounds):
        day = start + dt.timedelta(days=60 * k)
        at = {"formal": True, "track": f"{name} talks", "place": name}
        sides = (f"{name} government", f"{name} rebels")
        came = dict.fromkeys(sides, "attended")
        for off, fields in (
            (-20, {"number": k + 1, "phase": "planned", "status": "planned", "days": one_day(day)}),
            (0, {"number": k + 1, "phase": "opens", "days": one_day(day), "who": came}),
            (2, {"phase": "ended", "days": one_day(day + dt.timedelta(days=2))}),
            (5, {"phase": "held", "relative": "last"}),
            (1, {"formal": False, "track": None, "phase": "held", "days": one_day(day), "who": came, "number": None}),
            (30, {"formal": False, "track": None, "place": None, "phase": "held", "kind": "call", "number": None,
                  "who": came, "days": one_day(day + dt.timedelta(days=30))}),
        ):  # fmt: skip
            found.append(mention(first + len(found), day + dt.timedelta(days=off), **(at | fields)))
    return found


def several(rounds: int = 4) -> list[Meeting]:
    found: list[Meeting] = []
    for n, place in enumerate(PLACES):
        found += process(place, dt.date(2015, 1, 1) + dt.timedelta(days=13 * n), rounds, len(found))
    return found


def test_numbered_rounds_gather_plan_opening_end_and_plain_meeting() -> None:
    tracks, contacts, _ = make_talks_part(process("Tunis", dt.date(2015, 1, 1), 3, 0), NOBODY)
    (track,) = tracks
    assert [(r.number, r.status, len(r.evidence), r.planned[0].off_days) for r in track.rounds] == [
        (n, "held", 5, 0) for n in (1, 2, 3)
    ]
    assert len(contacts) == 3


def test_all_components_at_once_give_what_each_gives_alone() -> None:
    mentions = several()
    parts = split_mentions(mentions, NOBODY)
    assert len(parts) > 1
    alone = [make_talks_part(part, NOBODY) for part in parts]
    for kind, found in enumerate(make_talks_part(mentions, NOBODY)):
        assert sorted(map(repr, found)) == sorted(repr(entry) for part in alone for entry in part[kind])


def test_order_of_mentions_changes_nothing() -> None:
    mentions = several()
    expected = make_talks_part(mentions, NOBODY)
    for seed in range(5):
        shuffled = list(mentions)
        random.Random(seed).shuffle(shuffled)
        assert make_talks_part(shuffled, NOBODY) == expected


def test_mentions_of_one_track_share_a_key_and_a_lone_traveller_shares_none_with_them() -> None:
    tunis, oslo = process("Tunis", dt.date(2015, 1, 1), 1, 0), process("Oslo", dt.date(2015, 1, 1), 1, 10)
    keys = [set(link_keys(m, NOBODY)) for m in (tunis[0], tunis[1], oslo[0])]
    assert keys[0] & keys[1]
    assert not keys[0] & keys[2]
    lone = mention(99, dt.date(2015, 1, 2), kind="visit", phase="held", who={"Tunis rebels": "attended"})
    assert not set(link_keys(lone, NOBODY)) & keys[1]


@pytest.mark.parametrize("kind", ["many tracks", "one track"])
def test_work_grows_with_the_mentions_and_no_faster(kind: str) -> None:
    def some(count: int) -> list[Meeting]:
        if kind == "one track":
            return process("Tunis", dt.date(1900, 1, 1), count // 6, 0)
        made: list[Meeting] = []
        while len(made) < count:
            place = PLACES[len(made) % 5] + str(len(made) // 300)
            made += process(place, dt.date(2015, 1, 1), 5, len(made))
        return made

    make_talks_part(some(60), NOBODY)  # loads what is loaded once
    small, large = some(300), some(1_200)
    few, many = (count_work(lambda m=mentions: make_talks_part(m, NOBODY)) for mentions in (small, large))
    assert many < 1.5 * few * len(large) / len(small)
