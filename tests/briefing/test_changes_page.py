"""The page of what changed: what it tells of each kind, what it leaves out, and that it always cites."""

import datetime as dt
import itertools
from collections.abc import Iterator

import msgspec
import pytest

from dragoman.briefing import Brief, make_changes_page, render
from dragoman.briefing.brief import Line, Section
from dragoman.briefing.limits import Limits
from dragoman.model import (
    Claim,
    Commitment,
    Contact,
    Evidence,
    Incident,
    Interval,
    Participant,
    Place,
    Plan,
    Record,
    Round,
    Span,
    Statement,
    Track,
)
from dragoman.model.record import Covered
from dragoman.reconciling.changes import compare_records
from tests.briefing.full import full_record
from tests.briefing.gold import NAMES, gold_record


def day(n: int) -> Interval:
    return Interval(earliest=dt.date(2020, 3, n), latest=dt.date(2020, 3, n))


def told_by(report: str, start: int = 0) -> tuple[Evidence, ...]:
    return (Evidence(report=report, sentence=Span(start, start + 10), quote="They spoke."),)


REPORTS = tuple(
    Covered(id=name, outlet=name.title(), headline=f"From {name}", published=day(n), basis="stated")
    for n, name in enumerate(("gazette", "herald", "courier"), 1)
)


def record(known: int, *rounds: Round, **fields: object) -> Record:
    tracks = (Track(id="t", name="Harbour talks", rounds=rounds),) if rounds else ()
    return Record(tracks=tracks, reports=REPORTS[:known], as_of=dt.date(2020, 3, known), **fields)


def page(before: Record, after: Record, limits: Limits | None = None) -> Brief:
    return make_changes_page(compare_records(before, after), after, limits=limits)


def lines_of(brief: Brief) -> Iterator[tuple[Section, Line]]:
    for section in brief.sections:
        for group in section.groups:
            for line in group.lines:
                yield section, line


def text_of(brief: Brief, section: str) -> list[str]:
    return [line.text for s, line in lines_of(brief) if s.id == section]


PLANNED = Round(
    number=3, planned=(Plan(when=day(14), by="the envoy", evidence=told_by("gazette")),), evidence=told_by("gazette")
)
HELD = msgspec.structs.replace(
    PLANNED, status="held", held=day(14), place="Marrow", evidence=told_by("gazette") + told_by("herald")
)  # fmt: skip


def test_a_plan_that_was_held_is_told_as_the_round_it_became() -> None:
    brief = page(record(1, PLANNED), record(2, HELD))
    (text,) = text_of(brief, "changed_confirmed")
    assert text.startswith("Harbour talks: the third round was held in Marrow on 14 March (before: planned); ")
    assert text.endswith("independent sources: 2 (before: 1).")
    line = next(line for s, line in lines_of(brief) if s.id == "changed_confirmed")
    assert [s.report for s in line.sources] == ["herald"]


def test_a_day_that_turned_out_otherwise_stands_beside_the_one_announced() -> None:
    late = msgspec.structs.replace(HELD, held=day(16))
    text = " ".join(text_of(page(record(1, PLANNED), record(2, late)), "changed_moved"))
    assert text == "Harbour talks, round 3: held on 16 March, not 14 March."


def test_what_is_new_is_told_as_the_brief_tells_it() -> None:
    claims = (Claim(killed=3, said_by="the mayor", report="herald"),)
    incident = Incident(place=Place(name="Zenda"), when=day(2), claims=claims, evidence=told_by("herald"))
    brief = page(record(1), record(2, PLANNED, incidents=(incident,)))
    assert text_of(brief, "changed_new") == [
        "Harbour talks: the third round is planned for 14 March, according to the envoy.",
        "Zenda, 2 March: 3 killed, by the account of the mayor; 1 independent source.",
    ]
    assert [line.label for s, line in lines_of(brief) if s.id == "changed_new"] == ["Talks", "Incident"]


def test_more_of_a_known_entry_stands_apart_from_what_is_new() -> None:
    more = msgspec.structs.replace(
        PLANNED, participants=(Participant(actor="North", attendance="invited", evidence=told_by("herald")),)
    )
    section = page(record(1, PLANNED), record(2, more)).sections[0]
    assert [(g.title, g.lines[0].text) for g in section.groups] == [
        ("More is known of", "Harbour talks, round 3: who came: North (invited).")
    ]


def test_a_hundred_incidents_do_not_hide_the_round_and_the_worst_come_first() -> None:
    incidents = tuple(
        Incident(
            place=Place(name=f"Town {n}"),
            when=day(2),
            claims=(Claim(killed=n, report="herald", evidence=told_by("herald", 20 * n)),),
            evidence=told_by("herald", 20 * n),
        )
        for n in range(100)
    )
    brief = page(record(1), record(2, PLANNED, incidents=incidents))
    texts = text_of(brief, "changed_new")
    assert texts[0].startswith("Harbour talks")
    assert [t.split(",")[0] for t in texts[1:]] == ["Town 95", "Town 96", "Town 97", "Town 98", "Town 99"]
    assert brief.sections[0].left_out == 95
    assert ("101", "new") in [(f.number, f.text) for f in brief.figures]


def test_another_name_without_a_new_sentence_is_counted_only() -> None:
    call = Contact(kind="call", parties=("the envoy", "North"), when=day(1), evidence=told_by("gazette"))
    named = msgspec.structs.replace(call, parties=("Ann Bo", "North"))
    section = page(record(1, contacts=(call,)), record(2, contacts=(named,))).sections[1]
    assert (section.id, section.groups, section.left_out) == ("changed_moved", (), 1)
    brief = page(record(1, contacts=(call,)), record(2, contacts=(named,)))
    assert "1 more line left out" in render(brief)
    assert "moved" not in {f.text for f in brief.figures}


@pytest.mark.parametrize(("due", "told"), [(day(1), True), (None, False)])
def test_a_promise_whose_day_has_passed_is_told_and_one_that_is_forgotten_is_not(
    due: Interval | None, told: bool
) -> None:
    open_ = Commitment(who=("North",), what="open the road", due=due, status="open", evidence=told_by("gazette"))
    late = msgspec.structs.replace(open_, status="unknown")
    texts = text_of(page(record(1, commitments=(open_,)), record(3, commitments=(late,))), "changed_moved")
    assert bool(texts) is told
    assert not told or texts == ["Promise of North, “open the road”: now unknown (before: open)."]


def test_statements_are_counted() -> None:
    said = tuple(Statement(content=str(n), evidence=told_by("herald", 20 * n)) for n in range(3))
    brief = page(record(1), record(2, statements=said))
    assert [(f.number, f.text) for f in brief.figures] == [
        ("1", "more report"),
        ("3", "more statements, in the record"),
    ]


def test_both_days_stand_at_the_head_and_the_reports_between_at_the_end() -> None:
    brief = page(record(1, PLANNED), record(3, HELD))
    text = " ".join(render(brief).split())
    assert "Changes: Harbour talks" in text
    assert "published by 3 March 2020 tell beyond those published by 1 March 2020" in text
    assert text_of(brief, "reports_new") == ["From herald", "From courier"]


def test_nothing_changed_is_said_in_few_words() -> None:
    text = render(page(record(2, HELD), record(2, HELD)))
    assert "Nothing changed in the record." in text
    assert len(text) < 1200


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_every_format_tells_the_same_lines(format: str) -> None:
    one = full_record()
    before = msgspec.structs.replace(one, incidents=one.incidents[:1], tracks=one.tracks[:1], discrepancies=())
    brief = page(before, one)
    text = " ".join(render(brief, format).split())
    for title in ("Changes", "New", "Contradicted", "Reports added"):
        assert title in text or title.upper() in text
    assert render(brief, format) == render(page(before, one), format)


@pytest.mark.parametrize(("one", "other"), list(itertools.pairwise((*NAMES, NAMES[0]))))
def test_two_records_of_nothing_in_common_can_be_compared(one: str, other: str) -> None:
    before, after = gold_record(one), gold_record(other)
    found = compare_records(before, after)
    assert {c.kind for c in found.changes} >= {"new", "withdrawn"}
    assert not any(c.before_at and c.after_at for c in found.changes)
    assert render(make_changes_page(found, after), "html")


def test_every_line_cites_and_quotes() -> None:
    for before, after in ((Record(), full_record()), (full_record(), Record())):
        for section, line in lines_of(page(before, after, Limits(of_a_kind=1000, changes=1000))):
            assert line.sources, line.text
            assert line.quotes or section.id in ("reports_new", "uncertain"), line.text
