"""Where an act of violence is read to have happened, when the sentence names other places too."""

from collections.abc import Callable

import pytest

from dragoman.model import Reading, Report
from tests.factories import make_report

ReadOne = Callable[[Report], Reading]

PLACES = [
    ("Shelling killed 40 people in Taiz.", "Taiz", "told"),
    (
        "An exiled minister said in Istanbul that shelling had killed 40 people. The shells hit a market in Taiz.",
        "Taiz",
        "said abroad",
    ),
    ("An exiled minister said in Turkey that shelling had killed 40 people.", None, "said in a country"),
    ("A minister said shelling had killed 40 people in Taiz.", "Taiz", "a place of what is said"),
    (
        "The shelling killed 40 people and prompted an urgent meeting of the council of ministers in Vienna. "
        "The shells hit a market in Taiz.",
        "Taiz",
        "where others met over it",
    ),
    (
        "Shelling killed 40 people. A statement on it was printed in Vienna. The shells hit a market in Taiz. "
        "Trade stopped in Taiz and in Aden. Shops were shut in Marib, in Sanaa and in Taiz.",
        "Taiz",
        "a country that the report names but once",
    ),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected", "why"), PLACES, ids=[p[2] for p in PLACES])
def test_place_of_an_act(text: str, expected: str | None, why: str, read_one: ReadOne) -> None:
    reading = read_one(make_report(text, published="2018-05-15"))
    place = next(e.place for e in reading.events if e.main)
    assert (place.name.split(",")[0] if place else None) == expected
