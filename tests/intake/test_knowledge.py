"""Every pattern of the layout and dating knowledge matches an example, and no counter-example."""

import re

import pytest

from dragoman.intake import marks
from dragoman.intake.days import find_days
from dragoman.knowledge.loader import load_entries
from dragoman.knowledge.press import fold_name
from dragoman.knowledge.schema.intake import DatingEntry, LayoutEntry
from dragoman.knowledge.schema.press import AgencyEntry, OutletEntry

LAYOUT = [e for e in load_entries(LayoutEntry, "layout", "en") if e.patterns]
DATING = [e for e in load_entries(DatingEntry, "dating", "en") if e.kind != "plain"]
WHOLE = ("boilerplate", "desk", "byline")
START = ("tail", "keywords", "ednote", "lead_in", "slug")


def matches(entry: LayoutEntry, pattern: str, line: str) -> bool:
    compiled = re.compile(pattern, 0 if entry.cased else re.IGNORECASE)
    if entry.kind in WHOLE:
        return compiled.fullmatch(line) is not None
    if entry.kind in START:
        return compiled.match(line) is not None
    return compiled.search(line) is not None


@pytest.mark.parametrize("entry", LAYOUT, ids=lambda e: e.id)
def test_layout_patterns_fit_their_examples(entry: LayoutEntry) -> None:
    assert entry.examples, f"{entry.id}: add an example"
    for example in entry.examples:
        assert any(matches(entry, p, example) for p in entry.patterns), f"{entry.id}: no pattern matches {example!r}"
    for line in entry.counter_examples:
        assert not any(matches(entry, p, line) for p in entry.patterns), f"{entry.id}: a pattern matches {line!r}"


@pytest.mark.parametrize("entry", [e for e in LAYOUT if e.kind == "boilerplate"], ids=lambda e: e.id)
def test_counter_examples_are_no_boilerplate_at_all(entry: LayoutEntry) -> None:
    assert not [line for line in entry.counter_examples if marks.matches_whole("boilerplate", line)]


@pytest.mark.parametrize("entry", DATING, ids=lambda e: e.id)
def test_dating_patterns_fit_their_examples(entry: DatingEntry) -> None:
    """A cue stands before the time, and some only at its edge: so each example is tried cut after each word."""

    def fits(line: str) -> bool:
        words = (line if entry.kind == "beside" else line.lower()).split(" ")
        cuts = [" ".join(words[:n]) + end for n in range(1, len(words) + 1) for end in ("", " ")]
        return any(re.search(p, cut) for p in entry.patterns for cut in cuts)

    assert entry.examples, f"{entry.id}: add an example"
    assert not [e for e in entry.examples if not fits(e)]
    assert not [c for c in entry.counter_examples if any(re.search(p, c.lower()) for p in entry.patterns)]


def test_months_and_weekdays_are_whole() -> None:
    assert sorted(set(marks.words("month").values())) == list(range(1, 13))
    assert sorted(set(marks.words("weekday").values())) == list(range(1, 8))
    assert all(find_days(f"3 {month} 2017")[0].month == number for month, number in marks.words("month").items())


@pytest.mark.parametrize(("kind", "name"), [(AgencyEntry, "agencies"), (OutletEntry, "outlets")])
def test_no_name_means_two(kind: type, name: str) -> None:
    taken: dict[str, str] = {}
    for entry in load_entries(kind, name):
        for form in {fold_name(n) for n in (entry.name, *entry.aliases)}:
            assert taken.setdefault(form, entry.id) == entry.id, f"{form}: {taken[form]} and {entry.id}"


@pytest.mark.parametrize(
    ("printed", "agency"),
    [
        ("Agence France-Presse", "AFP"),
        ("REUTERS", "Reuters"),
        ("The Associated Press", "AP"),
        ("ITAR-TASS", "TASS"),
        ("Kontor", None),
        ("", None),
    ],
)
def test_find_agency(printed: str, agency: str | None) -> None:
    assert marks.find_agency(printed) == agency


def test_outlet_of_domain_takes_the_longest_known_end() -> None:
    assert marks.outlet_of_domain("www.bbc.co.uk") == "BBC News"
    assert marks.outlet_of_domain("english.alarabiya.net") == "Al Arabiya"
    assert marks.outlet_of_domain("example.org") is None
