"""Places: what is one, and which of several. Rows are in tests/cases/places.yaml."""

from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dragoman.knowledge.gazetteer import find_loose, find_rows, fold_place, loosen_place
from dragoman.model import Dateline
from dragoman.reading.actors import find_actors
from dragoman.reading.places import find_places, resolve_place
from tests.factories import make_report

ROWS = yaml.safe_load((Path(__file__).parent.parent / "cases" / "places.yaml").read_text(encoding="utf-8"))


def read(text, parse, dateline=None):
    report = make_report(text, dateline=Dateline(place=dateline) if dateline else None)
    parsed = parse(report)
    return report, parsed, find_places(report, parsed, find_actors(report, parsed))


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r["why"])
def test_find_places(row, parse):
    _, parsed, found = read(row["text"], parse, row.get("dateline"))
    for printed, name, *rest in row["where"]:
        at = parsed.text.index(printed)
        tokens = parsed.tokens_in(at, at + len(printed))
        mention = next((m for m in found if m.first <= tokens[-1] <= m.last), None)
        assert (mention.place.name if mention else None) == name, printed
        if name:
            place = mention.place
            assert [place.country, place.admin][: len(rest)] == rest, printed


def test_places_stand_in_text_order_and_do_not_overlap(parse):
    text = "In Goma, in eastern Congo, envoys from Kigali met near Lake Kivu. They flew to Nairobi and Addis Ababa."
    report, parsed, found = read(text, parse)
    assert [m.place.name for m in found if m.kind == "town"] == ["Goma", "Kigali", "Nairobi", "Addis Ababa"]
    assert all(a.last < b.first for a, b in pairwise(found))
    assert all(m.span == parsed.span(m.first, m.last) and m.first <= m.head <= m.last for m in found)
    assert report.text[found[0].span.start : found[0].span.end] == "Goma"


def test_resolve_place_alone():
    assert resolve_place("Goma, Zaire").country == "COD"
    assert resolve_place("SUDAN").country == "SDN"
    assert resolve_place("Nowhereville") is None
    assert resolve_place("") is None


def test_countries_weigh_more_than_people():
    assert resolve_place("Tripoli", {"LBN": 1.0}).country == "LBN"
    assert resolve_place("Tripoli").country == "LBY"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Ma'arrat an-Nu'man", "Maarrat al-Numan"),
        ("Deir ez-Zor", "deir zor"),
        ("Beit-Hanoun", "BEIT HANOUN"),
        ("Çizre", "cizre"),
    ],
)
def test_fold_place_levels_spelling(a, b):
    assert fold_place(a) == fold_place(b)


@pytest.mark.parametrize(("a", "b"), [("douma", "duma"), ("raqqah", "rakka"), ("jisr shughour", "jisr shaghur")])
def test_loosen_place_levels_transliteration(a, b):
    assert loosen_place(a) == loosen_place(b)


def test_loose_matching_is_for_long_enough_names_only():
    assert find_loose("ba") == ()
    assert find_loose("paris") == ()


def test_own_list_goes_before_geonames():
    rows = find_rows("homs")
    assert rows[0].own and rows[0].population > 500_000  # GeoNames' count of people, the own list's name


@given(st.text(max_size=40))
def test_fold_place_is_stable(name):
    folded = fold_place(name)
    assert fold_place(folded) == folded
    assert find_rows(folded) is not None
