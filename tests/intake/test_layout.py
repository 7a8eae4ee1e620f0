"""The layout of raw texts: nothing is taken out, and each part is found."""

import pytest

from dragoman.intake.blocks import find_paragraphs
from dragoman.intake.layout import find_parts
from tests.intake.helpers import as_it_is, parts_of

LEAD = "The two delegations met in the capital on Monday for the first time since the truce was signed in March."
NEXT = "A second session was planned for Tuesday, the mediator told reporters after the meeting had ended."
WIRE = f"Rivals sit down in Harun\n\nHARUN, April 4, 1997 (AFP)\n\n{LEAD}\n\n{NEXT}\n"


def test_wire_report() -> None:
    report = as_it_is(WIRE)
    assert report.text == WIRE
    assert [p.kind for p in report.parts] == ["headline", "dateline", "body", "body"]
    assert report.headline == "Rivals sit down in Harun"
    assert report.dateline and (report.dateline.place, report.dateline.agency) == ("Harun", "AFP")
    assert report.agency == "AFP"
    assert str(report.published.date) == "1997-04-04" and report.published.basis == "stated"


@pytest.mark.parametrize(
    ("first", "headline", "desk", "byline"),
    [
        ("URGENT Rivals sit down in Harun", "Rivals sit down in Harun", ["URGENT"], ()),
        ("2nd lead: Rivals sit down in Harun", "Rivals sit down in Harun", ["2nd lead:"], ()),
        ("Rivals sit down in Harun by Ana Lopez", "Rivals sit down in Harun", [], ("Ana Lopez",)),
        ("Rivals sit down in Harun (corrects day)", "Rivals sit down in Harun", ["(corrects day)"], ()),
        ("Talks in Harun hosted by Costa Alta", "Talks in Harun hosted by Costa Alta", [], ()),
        ("Villages held by Costa Alta", "Villages held by Costa Alta", [], ()),
        ("ATTENTION - ADDS reaction ///", None, ["ATTENTION - ADDS reaction ///"], ()),
        ("=(PICTURES)=", None, ["=(PICTURES)="], ()),
        ("by Ana Lopez", None, [], ("Ana Lopez",)),
        ("Harun", "Harun", [], ()),
        ('Envoy calls raid "a breach of the truce"', 'Envoy calls raid "a breach of the truce"', [], ()),
    ],
)
def test_what_stands_over_a_wire_report(
    first: str, headline: str | None, desk: list[str], byline: tuple[str, ...]
) -> None:
    report = as_it_is(WIRE.replace("Rivals sit down in Harun", first))
    assert (report.headline, parts_of(report, "desk"), report.byline) == (headline, desk, byline)


def test_a_second_title_and_dateline_inside_the_body() -> None:
    """A desk put its own head over the report of another place: the inner dateline says where."""
    title = "Roundup: Rivals meet"
    text = f"{title}\n\nPORT SAN, Nov. 2, 2006 (Xinhua)\n\n{title}\n\nHARUN, Nov. 2 (Xinhua) -- {LEAD}\n"
    report = as_it_is(text)
    assert report.dateline and report.dateline.place == "Harun"
    assert str(report.published.date) == "2006-11-02"
    assert parts_of(report, "body") == [LEAD]
    assert parts_of(report, "headline") == ["Rivals meet"]


def test_no_headline() -> None:
    assert [p.kind for p in find_parts(f"HARUN (AP)_ {LEAD} {NEXT}")] == ["dateline", "body"]
    assert [p.kind for p in find_parts(f"{LEAD}\n\n{NEXT}\n")] == ["body", "body"]


def test_a_lead_may_stand_before_the_dateline() -> None:
    report = as_it_is(f"Rivals sit down\n\n{NEXT}\n\nHARUN (Alma Wire) — {LEAD}\n")
    assert [p.kind for p in report.parts] == ["headline", "body", "dateline", "body"]


def test_titles_that_end_with_a_full_stop() -> None:
    assert find_parts(f"Rivals Sit Down in Harun.\n\n{LEAD}\n\n{NEXT}")[0].kind == "headline"
    assert find_parts(f"{LEAD}\n\nHe left.\n\n{NEXT}")[0].kind == "body"


@pytest.mark.parametrize(
    ("line", "byline", "agency"),
    [
        ("By Ana Lopez", ("Ana Lopez",), None),
        ("By Ana Lopez and Omar el Said", ("Ana Lopez", "Omar el Said"), None),
        ("By Ana Lopez, Reuters", ("Ana Lopez",), "Reuters"),
        ("By Ana Lopez in Port San", ("Ana Lopez",), None),
        ("AFP", (), "AFP"),
        ("Reuters Staff", (), "Reuters"),
        ("Ana Lopez", ("Ana Lopez",), None),
        ("From our correspondents in Harun", (), None),
    ],
)
def test_bylines(line: str, byline: tuple[str, ...], agency: str | None) -> None:
    report = as_it_is(f"Rivals sit down in Harun\n\n{line}\n\n{LEAD}\n\n{NEXT}\n")
    assert (report.byline, report.agency) == (byline, agency)
    assert parts_of(report, "byline") == [line]


@pytest.mark.parametrize(
    ("end", "note", "byline"),
    [
        (
            "\n\n(Reporting by Ana Lopez; Editing by J. Mills)",
            "(Reporting by Ana Lopez; Editing by J. Mills)",
            ("Ana Lopez",),
        ),
        (
            " Reporting by Ana Lopez in Harun and Omar Said; Editing by J. Mills",
            "Reporting by Ana Lopez in Harun and Omar Said; Editing by J. Mills",
            ("Ana Lopez", "Omar Said"),
        ),
        ("\n\n(With reports from AFP)", "(With reports from AFP)", ()),
        ("", None, ()),
    ],
)
def test_editors_line(end: str, note: str | None, byline: tuple[str, ...]) -> None:
    report = as_it_is(f"{WIRE.rstrip()}{end}\n")
    assert (report.ednote, report.byline) == (note, byline)
    assert parts_of(report, "ednote") == ([note] if note else [])


def test_reporting_is_also_a_verb() -> None:
    assert as_it_is(f"{WIRE}\nHe was moved by reporting by the station on the siege.\n").ednote is None


@pytest.mark.parametrize(
    ("text", "genre"),
    [
        (f"Opinion: Try again\n\n{LEAD}", "opinion"),
        (f"EDITORIAL\n\nTry again\n\n{LEAD}", "opinion"),
        (f"Try again\n\n{LEAD}\n\nThe views expressed in this article are those of the author.", "opinion"),
        (f"Analysis: Why the truce holds\n\n{LEAD}", "analysis"),
        (f"Opinion polls show lead for peace party\n\n{LEAD}", "news"),
    ],
)
def test_genre(text: str, genre: str) -> None:
    assert as_it_is(text).genre == genre


def test_fields_win_over_the_text() -> None:
    report = as_it_is(WIRE, published="1997-04-05", outlet="Port San Echo", headline="Rivals meet at last")
    assert (str(report.published.date), report.outlet, report.headline) == (
        "1997-04-05",
        "Port San Echo",
        "Rivals meet at last",
    )


def test_the_outlet_may_be_the_agency() -> None:
    assert as_it_is(f"{LEAD}\n\n{NEXT}", outlet="Agence France-Presse").agency == "AFP"


@pytest.mark.parametrize(
    ("text", "paragraphs", "why"),
    [
        ("One ends.\n\nTwo ends.", ["One ends.", "Two ends."], "blank lines"),
        ("One ends.\r\n\r\nTwo ends.\r\n", ["One ends.", "Two ends."], "Windows line ends"),
        (
            "One ends.\nTwo ends.\nThree ends.",
            ["One ends.", "Two ends.", "Three ends."],
            "no blank lines: line ends part",
        ),
        ("The envoy said\nthat both sides\nhad signed.", ["The envoy said\nthat both sides\nhad signed."], "wrapped"),
        (
            "The envoy said on Monday that the\ntwo sides had signed. They will meet\nagain soon.\n"
            "    A rebel said that it was not the\nend of it.",
            [
                "The envoy said on Monday that the\ntwo sides had signed. They will meet\nagain soon.",
                "A rebel said that it was not the\nend of it.",
            ],
            "wrapped, with indented first lines",
        ),
        ("Fewer guns,\nmore doubts", ["Fewer guns,\nmore doubts"], "a title that runs on"),
        ("", [], "nothing"),
        (" \n \n", [], "nothing but white space"),
    ],
)
def test_find_paragraphs(text: str, paragraphs: list[str], why: str) -> None:
    assert [text[p.start : p.end] for p in find_paragraphs(text)] == paragraphs, why
