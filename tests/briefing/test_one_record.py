"""What the brief shows of a record of many reports: movement, answers, parties, announcements, people's word."""

import datetime as dt

import msgspec
import pytest

from dragoman.briefing import Brief, make_brief, render
from dragoman.model import (
    Announcement,
    Backing,
    Ceasefire,
    Claim,
    ClaimRef,
    Commitment,
    Contact,
    Correction,
    Detail,
    Episode,
    Evidence,
    Expectation,
    FollowUp,
    Incident,
    Interval,
    Judgement,
    PartySource,
    Place,
    Plan,
    Range,
    Record,
    Reliability,
    Reply,
    Rivalry,
    Round,
    Ruled,
    Side,
    Source,
    Span,
    Statement,
    TollPoint,
    TollSeries,
    Track,
    Violation,
)
from dragoman.model.record import Covered


def day(n: int, last: int | None = None) -> Interval:
    return Interval(earliest=dt.date(2020, 3, n), latest=dt.date(2020, 3, last or n))


def told(report: str, start: int = 0) -> tuple[Evidence, ...]:
    return (Evidence(report=report, sentence=Span(start, start + 10), quote="They spoke."),)


REPORTS = tuple(
    Covered(id=i, outlet=i.title(), published=day(n), basis="stated") for n, i in enumerate(("gazette", "herald"), 8)
)


def brief_of(**entries: object) -> Brief:
    return make_brief(Record(reports=REPORTS, **entries))


def lines_of(brief: Brief, section: str) -> list[tuple[str | None, str]]:
    return [
        (line.label, line.text)
        for s in brief.sections
        if s.id == section
        for g in s.groups
        for line in g.lines
    ]  # fmt: skip


def tags_of(brief: Brief, section: str) -> list[str]:
    return [m.kind for s in brief.sections if s.id == section for g in s.groups for line in g.lines for m in line.marks]


# ---- incidents
def attack(**fields: object) -> Incident:
    claims = (
        Claim(killed=58, said_by="the mayor", report="gazette", evidence=told("gazette")),
        Claim(killed=72, said_by="a doctor", report="herald", evidence=told("herald")),
    )
    return Incident(
        **({"place": Place(name="Zenda"), "when": day(4), "claims": claims, "evidence": told("gazette")} | fields)
    )


def test_a_count_that_moved_stands_with_its_days() -> None:
    points = tuple(TollPoint(on=day(n), count=c, evidence=told("gazette", n)) for n, c in ((4, 58), (5, 72)))
    still = TollSeries(source="a doctor", points=points[:1])
    incident = attack(tolls=(still, TollSeries(source="the mayor", points=points)))
    moved = [text for label, text in lines_of(brief_of(incidents=(incident,)), "incidents") if label == "Count moved"]
    assert moved == ["The mayor: 58 on 4 March, 72 on 5 March killed."]


def test_an_estimate_stands_only_with_its_rule() -> None:
    brief = brief_of(incidents=(attack(low=58, best=60, high=72, rule="best: what two say"),))
    assert ("Estimate", "Low 58, best 60, high 72 killed, by the rule above.") in lines_of(brief, "incidents")
    assert next(s.note for s in brief.sections if s.id == "incidents") == "Best: what two say."
    without = brief_of(incidents=(attack(),))
    assert "Estimate" not in {label for label, _ in lines_of(without, "incidents")}
    assert next(s.note for s in without.sections if s.id == "incidents") is None


def test_a_count_of_some_of_the_dead_is_no_lower_toll() -> None:
    children = Claim(killed=9, counted="children", said_by="the mayor", report="gazette", evidence=told("gazette"))
    claims = (*attack().claims[:1], children)
    texts = [text for _, text in lines_of(brief_of(incidents=(attack(claims=claims),)), "incidents")]
    assert texts[0] == "58 killed, by the account of the mayor; 1 independent source."
    assert "9 children, according to the mayor." in texts


def test_a_denial_names_nobody_as_the_doer() -> None:
    claims = (*attack().claims, Claim(denies="North", said_by="North", report="herald", evidence=told("herald", 30)))
    lines = lines_of(brief_of(incidents=(attack(claims=claims),)), "incidents")
    assert ("Responsible", "North denies it.") in lines


def test_accounts_that_exclude_each_other_say_so() -> None:
    sides = (Side(value="mortar", said_by=("the mayor",)), Side(value="bomb", evidence=told("herald")))
    rivals = tuple(Rivalry(field="weapon", relation=r, sides=sides) for r in ("excludes", "precision"))
    lines = lines_of(brief_of(incidents=(attack(rivals=rivals),)), "incidents")
    assert [text for label, text in lines if label == "Excluded"] == [
        "Weapon: mortar, according to the mayor; bomb; they cannot both be so."
    ]


@pytest.mark.parametrize(("reports", "marked"), [(("gazette", "herald"), True), (("gazette",), False)])
def test_what_only_media_of_parties_tell_is_marked(reports: tuple[str, ...], marked: bool) -> None:
    party = PartySource(name="North Radio", party="North", why="owner", reports=reports)
    incident = attack(backing=Backing(independent=1, reports=2, parties=(party,)))
    assert ("parties_only" in tags_of(brief_of(incidents=(incident,)), "incidents")) is marked


def test_an_outlet_that_belongs_to_a_party_is_named_and_a_speaker_is_not() -> None:
    parties = (
        PartySource(name="North Radio", party="North", why="owner", reports=("gazette",)),
        PartySource(name="the army", party="North", why="speaker", reports=("herald",)),
    )
    call = Contact(
        kind="call", parties=("North", "South"), when=day(3), evidence=told("gazette") + told("herald"),
        backing=Backing(independent=2, reports=2, parties=parties),
    )  # fmt: skip
    text = " ".join(render(brief_of(contacts=(call,))).split())
    assert "(North Radio: media of the side of North)" in text
    assert "the army" not in text
    assert "[Gazette, 8 Mar; Herald, 9 Mar; 2 independent in all]" in text


# ---- promises and the truce
def promise_of(*words: FollowUp, **fields: object) -> str:
    given = {"who": ("North",), "what": "open the road", "made": day(2), "evidence": told("gazette")} | fields
    return lines_of(brief_of(commitments=(Commitment(follow_ups=words, **given),)), "promises")[0][1]


def test_a_promise_says_on_whose_word_its_status_rests() -> None:
    accused = FollowUp(kind="disputed", by="South", day=day(5), evidence=told("herald"))
    kept = FollowUp(kind="kept", by="the envoy", day=day(6), evidence=told("herald", 20))
    assert promise_of(kept, accused, status="disputed").endswith(
        "“open the road”; South said that it was not kept, on 5 March."
    )
    assert promise_of(accused, kept, status="kept").endswith("; kept, according to the envoy, on 6 March.")
    assert promise_of(status="open").endswith("“open the road”.")


def test_a_promise_keeps_its_paper_and_the_day_first_set() -> None:
    text = promise_of(due=day(9), first_due=day(5), agreement="the Marrow accord", made_at="a meeting")
    assert text == "North undertook on 2 March (the Marrow accord): “open the road”; due 9 March, at first 5 March."


def test_the_turns_of_a_truce_stand_in_order_with_who_denies_them() -> None:
    turns = (
        Episode(kind="declared", when=day(1), evidence=told("gazette")),
        Episode(kind="extended", when=day(3), until=day(9), by=("North", "South"), evidence=told("gazette", 20)),
        Episode(
            kind="collapsed", when=day(7), by=("North",), disputed=True, denied_by=("South",), evidence=told("herald")
        ),
    )
    truce = Ceasefire(name="spring truce", declared=day(1), until=day(9), episodes=turns, evidence=told("gazette"))
    lines = lines_of(brief_of(ceasefires=(truce,)), "truce")
    assert lines == [
        ("State", "Declared on 1 March; runs until 9 March."),
        ("Extended", "Extended on 3 March, until 9 March, by the word of North and South."),
        ("Collapsed", "Given up or broken off on 7 March, by the word of North; South denied it."),
    ]


def test_where_a_truce_holds_and_for_whom_it_does_not() -> None:
    truce = Ceasefire(
        declared=day(1), scope="nationwide", exclusions=(Detail(value="the outlaws", evidence=told("herald")),),
        mechanism=(Detail(value="a hotline", evidence=told("herald")),), evidence=told("gazette"),
    )  # fmt: skip
    lines = lines_of(brief_of(ceasefires=(truce,)), "truce")
    assert ("Holds for", "The whole country; not for the outlaws.") in lines
    assert ("For breaches", "A hotline.") in lines


def test_an_accusation_stands_with_its_answer() -> None:
    alleged = Violation(
        accuser=("North",), accused=("South",), what="three shots", place=Place(name="Zenda"), when=day(4),
        killed=Range(low=1, high=3), denied_by=("South", "an officer"), basis="breaches:paragraph",
        answers=(Reply(kind="denied", by=("South",)), Reply(kind="blamed_accuser", by=("South",))),
        evidence=told("herald"),
    )  # fmt: skip
    brief = brief_of(ceasefires=(Ceasefire(declared=day(1), alleged_violations=(alleged,), evidence=told("gazette")),))
    assert lines_of(brief, "truce")[-1] == (
        "Alleged breach",
        "North accused South: “three shots”, Zenda, on 4 March; killed: 1 to 3; denied by South; South blamed the "
        "accuser; denied by an officer.",
    )
    assert "beside" in tags_of(brief, "truce")


# ---- announcements
def test_a_round_that_was_held_says_how_far_off_its_announced_days_were() -> None:
    plans = tuple(
        Plan(when=day(d), by="the envoy", off_days=off, evidence=told("gazette", d)) for d, off in ((3, 2), (5, 0))
    )
    held = Round(number=3, status="held", held=day(5), planned=plans, evidence=told("herald"))
    brief = brief_of(tracks=(Track(id="t", name="Harbour talks", rounds=(held,)),))
    assert [text for label, text in lines_of(brief, "tracks") if label == "Had been set"] == [
        "For 3 March, according to the envoy; it began 2 days later.",
        "For 5 March, according to the envoy; it was held then.",
    ]


def test_whose_announcements_came_true_and_nothing_of_those_nobody_can_tell() -> None:
    named = Announcement(about="x", when=day(3), outcome="off", evidence=told("gazette"))
    said = Reliability(announced=4, on_the_day=2, off=1, unknown=1, off_least=3, off_most=3)
    hoped = Reliability(announced=1, cancelled=1)
    open_ = Reliability(announced=2, ahead=1, unknown=1)
    brief = brief_of(
        expectations=(
            Expectation(source="Ann Bo", said=said, hoped=hoped, announcements=(named,)),
            Expectation(
                source="Cy Dee", said=open_, announcements=(msgspec.structs.replace(named, outcome="unknown"),)
            ),
        )
    )
    assert lines_of(brief, "expectations") == [
        (
            None,
            "Ann Bo: 4 announced: 2 held on the day, 1 on another day (+3 days), 1 of unknown outcome; only hoped for: "
            "1 announced: 1 called off.",
        )
    ]
    section = next(s for s in brief.sections if s.id == "expectations")
    assert section.left_out == 1


# ---- what people decided
def test_what_a_person_decided_is_told_and_what_was_withdrawn_is_not() -> None:
    claim = ClaimRef(kind="incident", report="gazette", start=0, end=10)
    at = dt.datetime(2020, 3, 9, 12, tzinfo=dt.UTC)
    made = Judgement(
        id="j1", at=at, by="A. Person", answer="correct", claims=(claim,), field="killed", value="5", why="the list",
        wordings=("Three fell.",),
    )  # fmt: skip
    by_rule = msgspec.structs.replace(made, id="j2", by="rule:copies")
    ruled = (
        Ruled(judgement=made, state="in_force"),
        Ruled(judgement=by_rule, state="in_force"),
        Ruled(judgement=made, state="withdrawn"),
    )
    brief = brief_of(judgements=ruled)
    assert lines_of(brief, "judgements") == [("9 Mar", "A. Person: incident: killed is 5: “Three fell” (the list).")]


def test_a_sentence_that_was_corrected_says_so_and_how() -> None:
    by_hand = Correction(
        sentence=Span(0, 10),
        kind="incident",
        field="killed",
        was="3",
        now="5",
        judgement="j1",
        by="A. Person",
        why="list",
    )
    evidence = (msgspec.structs.replace(told("gazette")[0], corrected=(by_hand,)),)
    brief = brief_of(contacts=(Contact(kind="call", parties=("North", "South"), when=day(3), evidence=evidence),))
    assert "corrected" in tags_of(brief, "contacts")
    for format in ("html", "markdown"):
        assert "killed: 3 -" in render(brief, format)


@pytest.mark.parametrize("section", ["expectations", "judgements"])
def test_what_is_not_there_takes_no_room(section: str) -> None:
    brief = brief_of(
        contacts=(Contact(kind="call", parties=("North", "South"), when=day(3), evidence=told("gazette")),)
    )
    title = next(s.title for s in brief.sections if s.id == section)
    assert title.upper() not in render(brief)
    assert title not in render(brief, "html")


# ---- size
def test_the_brief_of_five_hundred_reports_takes_less_than_a_second() -> None:
    """The size of what five hundred reports of the examples gave: 300 promises, 300 contacts, 100 incidents."""
    reports = tuple(Covered(id=f"r{n}", outlet=f"Outlet {n % 60}", published=day(1 + n % 28)) for n in range(500))

    def rests(n: int) -> tuple[Evidence, ...]:
        return tuple(e for k in range(5) for e in told(f"r{(n * 7 + k * 31) % 500}", 20 * n + k))

    record = Record(
        reports=reports,
        sources=tuple(
            Source(
                outlet=f"Outlet {n}",
                reports=tuple(f"r{i}" for i in range(n, 500, 60)),
                copies=((f"r{n}", f"r{n + 60}"),),
            )
            for n in range(60)
        ),
        tracks=tuple(
            Track(
                id=f"t{n}",
                name=f"talks of town {n}",
                rounds=(Round(number=1, status="held", held=day(3), evidence=rests(n)),),
            )
            for n in range(70)
        ),
        contacts=tuple(
            Contact(kind="call", parties=(f"P{n}", "Q"), when=day(1 + n % 28), evidence=rests(n)) for n in range(300)
        ),
        commitments=tuple(Commitment(who=(f"P{n}",), what=f"open road {n}", evidence=rests(n)) for n in range(300)),
        incidents=tuple(
            Incident(
                place=Place(name=f"Town {n}"),
                when=day(1 + n % 28),
                claims=tuple(Claim(killed=k, said_by=f"S{k}", report="r1", evidence=rests(n + k)) for k in range(9)),
                evidence=rests(n),
            )
            for n in range(100)
        ),
        statements=tuple(Statement(content=f"s{n}", evidence=told(f"r{n % 500}", n)) for n in range(3500)),
    )
    page = render(make_brief(record), "html")
    assert len(page) < 400_000
