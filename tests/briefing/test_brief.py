"""What every brief keeps to, whatever the record: sources, quotes, order, honesty about gaps."""

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Iterator

import msgspec
import pytest

from dragoman.briefing import Brief, make_brief, make_changes_page, render
from dragoman.briefing.brief import Bar, Citation, Figure, Group, Lane, Line, Mark, Quote, Section
from dragoman.briefing.desk import Desk
from dragoman.briefing.limits import Limits
from dragoman.briefing.sections.changed import UNTOLD, tell_value
from dragoman.briefing.sections.ground import step_line
from dragoman.briefing.wording import Wording
from dragoman.intake import open_inputs
from dragoman.model import (
    Ceasefire,
    Claim,
    Contact,
    Discrepancy,
    Evidence,
    Incident,
    Interval,
    Place,
    Plan,
    Problem,
    Record,
    Report,
    Round,
    Side,
    Span,
    Statement,
    Track,
    Value,
    from_json,
)
from dragoman.model.record import Covered
from dragoman.reconciling.changes import compare_records
from dragoman.reconciling.changes.items import list_items
from tests.briefing.full import earlier_record, full_record
from tests.briefing.gold import EXAMPLES, NAMES, gold_record

SECTIONS = [
    "new", "tracks", "contacts", "promises", "truce", "ground", "incidents", "disagreements",
    "ahead", "expectations", "judgements", "not_read", "reports",
]  # fmt: skip
FORMATS = ["text", "markdown", "html", "json"]
OF_PAIRS = ("sources", "day", "entry", "track")  # fields that only a change of an entry has
RECORDS = [*NAMES, "full", "empty"]


def record_of(name: str) -> Record:
    return {"full": full_record, "empty": Record}[name]() if name in ("full", "empty") else gold_record(name)


def lines_of(brief: Brief) -> Iterator[tuple[Section, Line]]:
    for section in brief.sections:
        for group in section.groups:
            for line in group.lines:
                yield section, line


def evidence_of(item: object) -> Iterator[Evidence]:
    """Every piece of evidence anywhere in a record."""
    if isinstance(item, Evidence):
        yield item
    elif isinstance(item, msgspec.Struct):
        for field in item.__struct_fields__:
            yield from evidence_of(getattr(item, field))
    elif isinstance(item, tuple):
        for part in item:
            yield from evidence_of(part)


@pytest.mark.parametrize("name", RECORDS)
def test_every_line_cites_a_source_and_rests_on_the_record(name):
    record = record_of(name)
    known = {(e.report, e.sentence, e.quote) for e in evidence_of(record)}
    for section, line in lines_of(make_brief(record)):
        assert line.sources, line.text
        assert line.text.strip(" ."), section.id
        if section.id not in ("not_read", "reports", "judgements"):
            assert line.quotes, line.text
        for quote in line.quotes:
            assert (quote.report, quote.sentence, quote.quote) in known
            for span in quote.marked:
                assert 0 <= span.start < span.end <= len(quote.quote)


@pytest.mark.parametrize("name", NAMES)
def test_every_quote_stands_in_its_report(name):
    reports = {r.id: r for r in open_inputs([str(EXAMPLES / name / "reports")]) if isinstance(r, Report)}
    quotes = [q for _, line in lines_of(make_brief(gold_record(name))) for q in line.quotes]
    assert quotes
    assert all(reports[q.report].quote(q.sentence) == q.quote for q in quotes)


@pytest.mark.parametrize("name", RECORDS)
def test_sections_stand_in_order_and_lines_are_numbered_through(name):
    brief = make_brief(record_of(name))
    assert [s.id for s in brief.sections] == SECTIONS
    numbers = [line.number for _, line in lines_of(brief)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert all(bool(s.groups or s.left_out) != bool(s.empty) for s in brief.sections)


@pytest.mark.parametrize("name", NAMES)
def test_news_are_four_to_six_dated_lines_newest_first(name):
    news = [line.news for section, line in lines_of(make_brief(gold_record(name))) if section.id == "new"]
    assert 4 <= len(news) <= 6
    assert None not in news
    assert news == sorted(news, reverse=True)


@pytest.mark.parametrize("name", RECORDS)
@pytest.mark.parametrize("format", FORMATS)
def test_same_record_gives_same_text(name, format):
    assert render(make_brief(record_of(name)), format) == render(make_brief(record_of(name)), format)


def test_text_does_not_depend_on_the_order_of_hashes():
    code = (
        "from tests.briefing.full import earlier_record as e, full_record as f\n"
        "from dragoman.briefing import make_brief, make_changes_page, render\n"
        "from dragoman.reconciling.changes import compare_records\n"
        "for page in (make_brief(f()), make_changes_page(compare_records(e(), f()), f())):\n"
        f"    for format in {FORMATS!r}: print(render(page, format))"
    )
    texts = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            cwd=EXAMPLES.parent,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(texts) == 1


def test_json_is_the_brief_with_what_was_not_read():
    brief = make_brief(full_record())
    again = from_json(render(brief, "json"), Brief)
    assert again == brief
    assert again.not_read == full_record().not_read


@pytest.mark.parametrize("format", FORMATS)
def test_an_empty_record_says_so_in_few_words(format):
    text = render(make_brief(Record()), format)
    assert format == "json" or "No talks, contacts, promises, ceasefires or incidents were found" in text
    assert format == "json" or "All that was given was read." in text
    assert format == "html" or len(text) < 2500


def test_all_phrases_are_said_and_none_is_missing(monkeypatch):
    said: set[str] = set()
    phrase = Wording.phrase

    def note(self: Wording, key: str) -> object:
        said.add(key)
        return phrase(self, key)

    full, bare = full_record(), Record()
    texts = [(r, f) for r in (full, bare, gold_record("minsk")) for f in FORMATS]
    texts += [
        (msgspec.structs.replace(full, as_of=dt.date(2020, 4, 1)), "text"),
        (msgspec.structs.replace(full, incidents=(), reports=()), "text"),
        (msgspec.structs.replace(full, tracks=full.tracks[:1], contacts=full.contacts[:1]), "html"),
    ]
    monkeypatch.setattr(Wording, "phrase", note)
    for record, format in texts:
        render(make_brief(record), format)
    room = Limits(**dict.fromkeys(Limits.__struct_fields__, 1000))
    for format in FORMATS:
        render(make_brief(full, limits=room), format)
    render(make_brief(msgspec.structs.replace(full, incidents=()), limits=room))
    for before, after in ((bare, full), (full, bare), (full, full), (earlier_record(), full)):
        for format in ("text", "html"):
            render(make_changes_page(compare_records(before, after), after), format)
    desk = Desk(full, "en", Limits())
    told = [f for item in list_items(full) if item.kind not in (*UNTOLD, "discrepancy") for f in item.fields]
    for name, values in (*((f.name, f.values) for f in told), *((n, ("1",)) for n in OF_PAIRS)):
        tell_value(desk, Value(field=name, before=values, after=values, relation="excludes"))
        tell_value(desk, Value(field=name, before=values))
    for step in full.steps:
        step_line(desk, step)
    assert set(Wording("en", None).phrases) - said == set()


def said(n: int, report: str, quote: str = "They met.") -> tuple[Evidence, ...]:
    return (Evidence(report=report, sentence=Span(n, n + len(quote)), quote=quote),)


def covered(report: str, day: int, **fields: object) -> Covered:
    days = Interval(earliest=dt.date(2020, 3, day), latest=dt.date(2020, 3, day))
    return Covered(**({"id": report, "outlet": report.title(), "published": days, "basis": "stated"} | fields))


def day(n: int) -> Interval:
    return Interval(earliest=dt.date(2020, 3, n), latest=dt.date(2020, 3, n))


def text_of(record: Record, section: str) -> str:
    return "\n".join(f"{line.label or ''}: {line.text}" for s, line in lines_of(make_brief(record)) if s.id == section)


def test_a_plan_whose_day_is_over_is_no_round_that_was_held():
    plan = Plan(when=day(5), by="the envoy", evidence=said(0, "gazette"))
    track = Track(id="t", name="Zenda talks", rounds=(Round(number=2, planned=(plan,), evidence=plan.evidence),))
    record = Record(tracks=(track,), reports=(covered("gazette", 2), covered("herald", 9)))
    assert "what became of it was not found" in text_of(record, "tracks")
    assert text_of(record, "ahead") == ""
    early = msgspec.structs.replace(record, as_of=dt.date(2020, 3, 3))
    assert "is planned for 5 March, according to the envoy" in text_of(early, "ahead")


@pytest.mark.parametrize(("told", "ahead"), [(2, True), (-200, False)])
def test_a_plan_without_a_day_is_a_plan_as_long_as_somebody_speaks_of_it(told, ahead):
    report = covered("gazette", 2)
    day_told = dt.date(2020, 3, 2) + dt.timedelta(days=told)
    report = msgspec.structs.replace(report, published=Interval(earliest=day_told, latest=day_told))
    contact = Contact(kind="meeting", parties=("Ruritania", "Syldavia"), status="planned", evidence=said(0, "gazette"))
    round_ = Round(number=4, evidence=said(9, "gazette"))
    record = Record(
        tracks=(Track(id="t", name="Talks", rounds=(round_,)),),
        contacts=(contact,),
        reports=(report, covered("herald", 9)),
    )
    assert ("The fourth round is planned" in text_of(record, "tracks")) is ahead
    assert ("what became of it was not found" in text_of(record, "contacts")) is not ahead


def test_a_truce_that_is_to_begin_is_announced_and_not_declared():
    truce = Ceasefire(in_effect=day(15), status="declared", evidence=said(0, "gazette"))
    before = Record(ceasefires=(truce,), reports=(covered("gazette", 12),))
    assert "State: Announced for 15 March." in text_of(before, "truce")
    assert "A ceasefire: announced for 15 March." in text_of(before, "new")
    after = msgspec.structs.replace(before, reports=(covered("gazette", 15),))
    assert "State: In effect on 15 March" in text_of(after, "truce")


def test_all_announced_days_stand_side_by_side():
    plans = (
        Plan(when=day(15), evidence=said(0, "gazette")),
        Plan(when=day(14), anonymous=True, evidence=said(20, "gazette")),
    )
    track = Track(id="t", name="Zenda talks", rounds=(Round(number=3, planned=plans, evidence=said(0, "gazette")),))
    text = text_of(Record(tracks=(track,), reports=(covered("gazette", 2),)), "tracks")
    assert "Next round: The third round is planned for 14 March, according to an unnamed source." in text
    assert "Announced: The third round is planned for 15 March." in text


def test_sources_without_a_name_are_marked_wherever_they_speak():
    statement = Statement(speaker="two diplomats", anonymous=True, evidence=said(0, "r1"))
    claims = (
        Claim(killed=3, said_by="two diplomats", report="r1", evidence=said(0, "r1")),
        Claim(killed=4, said_by="the mayor", report="r1", evidence=said(0, "r1")),
    )
    incident = Incident(place=Place(name="Zenda"), claims=claims, evidence=said(0, "r1"))
    side = Side(value="no", said_by=("two diplomats",), evidence=said(0, "r1"))
    other = Side(value="yes", said_by=("the mayor",), evidence=said(20, "r1"))
    record = Record(
        statements=(statement,),
        incidents=(incident,),
        discrepancies=(Discrepancy(kind="outcome", about="the talks", sides=(side, other)),),
        reports=full_record().reports,
    )
    text = " ".join(render(make_brief(record)).split())
    assert "3, according to two diplomats. (unnamed)" in text
    assert "No, according to two diplomats. (unnamed)" in text
    assert text.count("(unnamed)") == 2


def test_an_outcome_rests_on_reports_that_can_know_it():
    held = Round(number=1, status="held", held=day(5), evidence=(*said(0, "gazette"), *said(0, "herald")))
    track = Track(id="t", name="Zenda talks", rounds=(held,))
    record = Record(tracks=(track,), reports=(covered("gazette", 2), covered("herald", 6)))
    line = next(line for section, line in lines_of(make_brief(record)) if section.id == "tracks")
    assert [s.report for s in line.sources] == ["herald"]


def test_references_name_agency_outlet_day_and_how_sure_it_is():
    reports = (covered("r1", 18, outlet="Metro", agency="ABC", basis="inferred"), covered("r2", 18, outlet=None))
    round_ = Round(number=1, status="held", held=day(17), evidence=(*said(0, "r1"), *said(0, "r2")))
    text = render(make_brief(Record(tracks=(Track(id="t", name="Talks", rounds=(round_,)),), reports=reports)))
    assert "[report r2, 18 Mar; ABC via Metro, 18 Mar (inferred)]" in " ".join(text.split())


def test_copies_are_one_reference():
    record = full_record()
    both = (*said(0, "r1"), *said(0, "r2"))
    round_ = Round(number=1, status="held", held=day(1), evidence=both)
    record = Record(
        tracks=(Track(id="t", name="Talks", rounds=(round_,)),), reports=record.reports, sources=record.sources
    )
    line = next(line for section, line in lines_of(make_brief(record)) if section.id == "tracks")
    assert [(s.report, s.copies) for s in line.sources] == [("r1", ("Courier",))]
    assert make_brief(record).independent_sources == 2


def test_what_rests_on_opinion_alone_is_no_line():
    rounds = (
        Round(number=1, status="held", held=day(1), evidence=(*said(0, "r1"), *said(0, "r3"))),
        Round(number=2, status="held", held=day(2), evidence=said(9, "r3")),
    )
    opinion = Problem(source="r3.txt", kind="opinion", found="an opinion piece", expected="a news report", report="r3")
    record = Record(
        tracks=(Track(id="t", name="Talks", rounds=rounds),), reports=full_record().reports, not_read=(opinion,)
    )
    cited = {s.report for section, line in lines_of(make_brief(record)) if section.id == "tracks" for s in line.sources}
    assert cited == {"r1"}
    assert "The second round" not in text_of(record, "tracks")
    assert "an opinion piece" in text_of(record, "not_read")


def test_a_long_record_stays_short_and_counts_what_is_left_out():
    one = full_record()
    record = msgspec.structs.replace(
        one,
        tracks=one.tracks * 20,
        contacts=one.contacts * 20,
        commitments=one.commitments * 20,
        incidents=one.incidents * 20,
    )
    brief = make_brief(record)
    assert len(list(lines_of(brief))) < 200
    left = {s.id: s.left_out for s in brief.sections}
    assert all(len(lane.bars) <= Limits().bars for lane in brief.timeline)
    assert all(left[i] > 20 for i in ("tracks", "contacts", "promises", "incidents", "ahead"))


@pytest.mark.parametrize("width", [0, 20, 60, 200])
def test_text_keeps_to_its_width(width):
    text = render(make_brief(gold_record("juba")), "text", width=width)
    assert max(len(line) for line in text.splitlines()) <= max(width, 40)


@pytest.mark.parametrize("kind", [Brief, Figure, Section, Group, Line, Mark, Citation, Quote, Lane, Bar])
def test_every_field_of_the_json_is_documented(kind):
    page = (EXAMPLES.parent / "docs" / "brief.md").read_text("utf-8")
    assert [f for f in kind.__struct_fields__ if f"`{f}`" not in page] == []
