"""Days, numbers and lists as a person writes them; a phrase is filled once and its values are only values."""

import datetime as dt

import pytest

from dragoman.briefing.wording import Wording
from dragoman.errors import KnowledgeError
from dragoman.model import Interval


@pytest.fixture(scope="module")
def words() -> Wording:
    return Wording("en", 2017)


def between(first: str | None, last: str | None) -> Interval:
    return Interval(
        earliest=dt.date.fromisoformat(first) if first else None, latest=dt.date.fromisoformat(last) if last else None
    )


@pytest.mark.parametrize(
    ("first", "last", "plain", "on", "to_come", "short"),
    [
        ("2017-03-14", "2017-03-14", "14 March", "on 14 March", "for 14 March", "14 Mar"),
        ("2016-03-14", "2016-03-14", "14 March 2016", "on 14 March 2016", "for 14 March 2016", "14 Mar 2016"),
        ("2017-03-14", "2017-03-15", "14–15 March", "on 14–15 March", "for 14–15 March", "14–15 Mar"),
        ("2017-04-30", "2017-05-01", "30 April–1 May", "on 30 April–1 May", "for 30 April–1 May", "30 Apr–1 May"),
        ("2017-03-10", "2017-03-20", "between 10 and 20 March", "between 10 and 20 March",
         "for a time between 10 and 20 March", "10–20 Mar"),
        ("2016-12-28", "2017-01-05", "between 28 December 2016 and 5 January 2017",
         "between 28 December 2016 and 5 January 2017", "for a time between 28 December 2016 and 5 January 2017",
         "28 Dec 2016–5 Jan"),
        ("2017-02-01", "2017-02-28", "February", "in February", "for February", "Feb"),
        ("2016-01-01", "2016-12-31", "2016", "in 2016", "for 2016", "2016"),
        ("2017-03-14", None, "from 14 March", "from 14 March", "for 14 March or later", "from 14 Mar"),
        (None, "2017-03-14", "until 14 March", "until 14 March", "for 14 March or earlier", "until 14 Mar"),
        (None, None, "", "", "", "day unknown"),
    ],
)  # fmt: skip
def test_days_are_no_more_exact_than_they_are(words, first, last, plain, on, to_come, short):
    when = between(first, last)
    said = (words.days(when), words.days(when, "on"), words.days(when, "for"), words.short_days(when))
    assert said == (plain, on, to_come, short)


def test_days_at_the_ends_of_the_calendar_are_said(words):
    whole = Interval(earliest=dt.date.min, latest=dt.date.max)
    assert words.days(whole) == "between 1 January 1 and 31 December 9999"
    assert words.period(whole) == "1 January 1 to 31 December 9999"


def test_period_has_its_years(words):
    assert words.period(between("2017-01-24", "2017-05-19")) == "24 January to 19 May 2017"
    assert words.period(between("2016-12-24", "2017-05-19")) == "24 December 2016 to 19 May 2017"
    assert words.period(between("2017-05-19", "2017-05-19")) == "19 May 2017"


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
        (["Iran"], "Iran"),
        (["Iran", "Iran"], "Iran"),
        (["Iran", "Turkey"], "Iran and Turkey"),
        (["Iran", "Turkey", "Russia"], "Iran, Turkey and Russia"),
        (["a", "b", "c", "d", "e"], "a, b, c and 2 others"),
        (["a", "b", "c", "d"], "a, b, c and d"),  # one more is named rather than counted
    ],
)
def test_lists_are_joined(words, names, said):
    assert words.join(names, 3) == said


def test_numbers_are_written_for_people(words):
    assert [words.ordinal(n) for n in (1, 3, 12, 13)] == ["first", "third", "twelfth", "13th"]
    assert [words.ordinal(n) for n in (21, 22, 103, 111)] == ["21st", "22nd", "103rd", "111th"]
    assert words.number(12345) == "12,345"
    assert words.count("source_count", 1) == "1 independent source"
    assert words.count("source_count", 2) == "2 independent sources"


def test_days_inside_a_text_are_rewritten(words):
    assert words.readable("held 2017-02-15 to 2017-02-16") == "held 15–16 February"
    assert words.readable("held ... to 2017-02-16") == "held until 16 February"
    assert words.readable("2017-02-15 to ...") == "from 15 February"
    assert words.readable("and so on ... to the end") == "and so on ... to the end"
    assert words.readable("2017-03-14, not 2017-02-30") == "14 March, not 2017-02-30"


def test_values_are_not_read_as_slots(words):
    assert words.say("outcome", outcome="{place} [x]") == "{place} [x]."


def test_bracketed_parts_go_with_their_slots(words):
    assert words.say("round_held", round="A round", place=None, when="on 3 May") == "A round was held on 3 May."
    assert words.say("round_held", round="A round", place="Zenda", when="") == "A round was held in Zenda."


def test_missing_phrase_names_file_and_entry(words):
    with pytest.raises(KnowledgeError, match=r"en/brief\.yaml: no entry 'nothing_of_the_kind'"):
        words.say("nothing_of_the_kind")
