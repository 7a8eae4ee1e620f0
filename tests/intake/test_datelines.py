"""Datelines: place, agency, day, and where the body goes on."""

import pytest

from dragoman.intake.datelines import read_dateline, tidy_name

BODY = "The delegations met in the capital for a second day."


@pytest.mark.parametrize(
    ("dateline", "place", "agency", "day"),
    [
        ("NORTHPORT (Reuters) - ", "Northport", "Reuters", None),
        ("NORTHPORT (Reuters) – ", "Northport", "Reuters", None),
        ("NORTHPORT (Reuters)\u00a0— ", "Northport", "Reuters", None),
        ("SAN PEDRO DEL MAR, Costa Alta (AP)_ ", "San Pedro del Mar", "AP", None),
        ("HARUN, Nov. 8 (Xinhua) -- ", "Harun", "Xinhua", (11, 8, None)),
        ("HARUN, Ostland, April 13, 1997 (AFP) - ", "Harun", "AFP", (4, 13, 1997)),
        ("HARUN, December 30. /Alma Wire/. ", "Harun", "Alma Wire", (12, 30, None)),
        ("HARUN (5 April 2017) – ", "Harun", None, (4, 5, 2017)),
        ("BAD-HARUN, Ostland, May 2 (AFP) -- ", "Bad-Harun", "AFP", (5, 2, None)),
        ("N'DALA (AFP/Reuters) - ", "N'Dala", "AFP", None),
        ("NORTHPORT — ", "Northport", None, None),
        ("NORTHPORT, Va. - ", "Northport", None, None),
        ("NORTHPORT _ ", "Northport", None, None),
        ("Northport (Alma Wire) – ", "Northport", "Alma Wire", None),
        ("NORTHPORT: ", "Northport", None, None),
        ("O'HARA, Ostland (AP) -- ", "O'Hara", "AP", None),
    ],
)
def test_read_dateline(dateline: str, place: str, agency: str | None, day: tuple[int, int, int | None] | None) -> None:
    found = read_dateline((dateline + BODY).replace("\u00a0", " "))
    assert found
    assert (found.place, found.agency) == (place, agency)
    assert (dateline + BODY)[found.end :] == BODY
    assert (found.day and (found.day.month, found.day.number, found.day.year)) == day


@pytest.mark.parametrize("line", ["HARUN, April 4, 1997 (AFP)", "HARUN, Ostland, Dec 22, 2006", "HARUN (AP) _"])
def test_a_dateline_may_stand_alone(line: str) -> None:
    found = read_dateline(line)
    assert found and found.end == len(line) and found.place == "Harun"


@pytest.mark.parametrize(
    ("paragraph", "why"),
    [
        ("The envoy (a former minister) - no friend of the rebels - left.", "small letters, no agency"),
        ("Talks (part two) – the envoy speaks to reporters at the airport.", "brackets with words"),
        ("URGENT: The two sides have signed the agreement on the river line.", "a desk's word"),
        ("In Harun - a town of nine hundred people - the talks went on for days.", "a place in small letters alone"),
        ("THE TWO SIDES HAVE SIGNED AN AGREEMENT IN THE CAPITAL ON MONDAY - OFFICIALS SAID SO TODAY.", "all capitals"),
        ("May 3, 2017", "a date alone is no dateline"),
        ("x" * 200_000, "one long word"),
        ("A" * 100_000 + " (AFP) - ", "one long word in capitals"),
        ("", "nothing"),
    ],
)
def test_no_dateline(paragraph: str, why: str) -> None:
    assert read_dateline(paragraph) is None, why


@pytest.mark.parametrize(
    ("capitals", "name"),
    [
        ("DAR ES SALAAM", "Dar es Salaam"),
        ("THE HAGUE", "The Hague"),
        ("BADEN-BADEN", "Baden-Baden"),
        ("SANA'A", "Sana'a"),
        ("UN", "UN"),
        ("Port Said", "Port Said"),
    ],
)
def test_tidy_name(capitals: str, name: str) -> None:
    assert tidy_name(capitals) == name
