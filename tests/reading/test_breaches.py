"""Alleged breaches of a truce: who accuses whom of what, from tests/cases/breaches.yaml."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from dragoman.model import Reading, Report
from tests.factories import make_report
from tests.work import count_work

CASES = yaml.safe_load((Path(__file__).parent.parent / "cases" / "breaches.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", [pytest.param(row, id=row["why"]) for row in CASES])
def test_breaches_are_those_that_the_report_alleges(row: dict[str, Any], read_one: Callable[[Report], Reading]) -> None:
    found = [t for t in read_one(make_report(row["text"], "2019-03-18")).truces if t.what]
    got = [[names(t.accuser), names(t.accused)] for t in found]
    assert got == [expected[:2] for expected in row["expect"]], row["why"]
    for truce, (_, _, words) in zip(found, row["expect"], strict=True):
        assert words in (truce.what or ""), row["why"]
    assert "basis" not in row or found[0].basis == row["basis"], row["why"]


def names(parties: Any) -> str:
    """Several as one, in order."""
    return ", ".join(sorted(p.name.removeprefix("the ") for p in parties))


def test_each_breach_rests_on_the_sentence_that_alleges_it(read_one: Callable[[Report], Reading]) -> None:
    report = make_report("The truce began on Friday. A shell hit the port. The rebels accused Kenya of shelling it.")
    (breach,) = [t for t in read_one(report).truces if t.what]
    assert report.quote(breach.sentence) == "The rebels accused Kenya of shelling it."


def test_promise_and_that_it_was_not_kept_in_one_sentence_are_two_mentions(
    read_one: Callable[[Report], Reading],
) -> None:
    text = "Kenya and Somalia agreed in May on a withdrawal, but no soldier has moved."
    assert [p.phase for p in read_one(make_report(text, "2019-06-18")).promises] == ["broken", "made"]


@pytest.mark.parametrize(
    ("text", "denied_by"),
    [
        ("The truce began in May. The rebels accused Kenya of shelling the port. Kenya denied it.", "Kenya"),
        ("The rebels accused Kenya of breaking the truce; the army of Kenya denied it.", "army of Kenya"),
        ("The rebels accused Kenya of breaking the truce. Norway rejected a plan for talks.", ""),
        ("The rebels accused Kenya of breaking the truce. Kenya did not deny it.", ""),
    ],
)
def test_denial_of_the_accused_is_kept(text: str, denied_by: str, read_one: Callable[[Report], Reading]) -> None:
    assert [names(t.denied_by) for t in read_one(make_report(text)).truces if t.what] == [denied_by]


ANSWERED = "The truce began in May. The rebels accused Kenya of shelling the port on Friday."


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("Kenya denied it.", [("denied", "Kenya")]),
        ("Kenya said it had responded to fire from the hills.", [("justified", "Kenya")]),
        ("Kenya admitted shelling it.", [("admitted", "Kenya")]),
        ("Kenya in turn accused the rebels of firing first.", [("blamed_accuser", "Kenya")]),
        ("Norway admitted that it had been wrong about the weather.", []),
        ("The rebels said they had responded to fire.", []),
        ("Kenya did not admit it.", []),
        ("It rained.", []),
    ],
)
def test_answer_of_the_other_side_is_kept_with_its_sentence(
    reply: str, expected: list[tuple[str, str]], read_one: Callable[[Report], Reading]
) -> None:
    report = make_report(f"{ANSWERED} {reply}", "2019-03-18")
    first = next(t for t in read_one(report).truces if t.what)
    assert [(a.kind, names(a.by)) for a in first.answers] == expected
    assert all(report.quote(a.sentence) == reply for a in first.answers)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The mission recorded 120 ceasefire violations in the port on Friday.", 120),
        ("The monitors recorded nine violations of the ceasefire by the rebels.", 9),
        ("The monitors recorded violations of the ceasefire by the rebels.", None),
        ("The rebels accused Kenya of breaking the truce.", None),
    ],
)
def test_tally_of_the_accuser_is_kept(text: str, number: int | None, read_one: Callable[[Report], Reading]) -> None:
    assert [t.number for t in read_one(make_report(text)).truces if t.what] == [number]


def test_answer_in_another_paragraph_is_none(read_one: Callable[[Report], Reading]) -> None:
    report = make_report(f"{ANSWERED}\n\nKenya admitted shelling it.", "2019-03-18")
    assert [t.answers for t in read_one(report).truces if t.what] == [()]


@pytest.mark.parametrize(
    ("text", "place", "day", "killed"),
    [
        ("The truce began in May. Kenya accused the rebels of shelling the port of Mombasa on Friday.",
         "Mombasa", "2019-03-15", None),
        ("The monitors recorded nine violations of the ceasefire by the rebels in Mombasa on Friday.",
         "Mombasa", "2019-03-15", None),
        ("The truce began in May. Kenya accused the rebels of shelling the port, killing four people.",
         None, None, 4),
        ("The truce began in May. Kenya accused the rebels of shelling the port.\n\nFour people died on the road.",
         None, None, None),
    ],
    ids=["of the attack", "of what is counted", "killed in its sentence", "killed elsewhere"],
)  # fmt: skip
def test_breach_has_the_place_the_day_and_the_dead_that_the_text_gives(
    text: str, place: str | None, day: str | None, killed: int | None, read_one: Callable[[Report], Reading]
) -> None:
    found = next(t for t in read_one(make_report(text, "2019-03-18")).truces if t.what)
    assert (found.place.name if found.place else None) == place
    assert (str(found.when.earliest) if found.when else None) == day
    assert (found.casualties.killed.total if found.casualties else None) == killed


@pytest.mark.parametrize(
    "words", ["accused of breaking the truce ", "the raids were a violation of the truce ", "deny it "]
)
def test_work_on_a_text_without_full_stops_stays_below_its_square(
    words: str, read_one: Callable[[Report], Reading]
) -> None:
    def work(length: int) -> int:
        report = make_report(("The truce began. " + words * length)[:length])
        return count_work(lambda: read_one(report))

    work(200)  # loads what is loaded once
    assert work(4_000) < 4 * 4 * 0.7 * work(1_000)  # some pairs are looked at, but far from all
