"""Statements over several reports: one for each speaker and wording, copies with it."""

import datetime as dt
import random

import pytest

from dragoman.model import Actor, Interval, Reading, Statement
from dragoman.reconciling.actors.parties import gather_parties
from dragoman.reconciling.components import find_components
from dragoman.reconciling.statements import gather_statements, order_statements, statement_keys
from tests.reconciling.readings import reading, said

WORDS = "We shall not leave the talks before the last prisoner is free."


def gathered(*readings: Reading) -> list[Statement]:
    return gather_statements(readings, gather_parties(readings))


def test_statement_printed_in_two_reports_is_one_and_keeps_its_chain() -> None:
    one = reading("a", "2019-03-04", said(WORDS, "Ann Bo", via=("her office",)))
    two = reading("b", "2019-03-05", said(WORDS, "Ann Bo", via=("her office",)))
    (only,) = gathered(two, one)
    assert (only.speaker, only.via, only.content, len(only.evidence)) == ("Ann Bo", ("her office",), WORDS, 2)
    assert only.when == Interval(earliest=dt.date(2019, 3, 4), latest=dt.date(2019, 3, 4))


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("we shall not leave the talks, before “the last” prisoner is free", 1),  # marks
        ("We shall not leave the talks before the last prisoner", 1),  # cut at the end
        ("Leave the talks we shall not, before the last prisoner is free.", 2),
        ("We shall leave the talks before the last prisoner is free.", 2),  # the contrary
        ("We shall not leave the talks.", 2),  # too little of it
    ],
)
def test_wording_of_a_copy_may_differ_a_little(words: str, count: int) -> None:
    one, two = reading("a", "2019-03-04", said(WORDS, "Ann Bo")), reading("b", "2019-03-05", said(words, "Ann Bo"))
    assert len(gathered(one, two)) == count


def test_other_numbers_are_another_statement() -> None:
    first, second = (f"The shelling of the port has killed {n} people so far." for n in (58, 72))
    assert len(gathered(reading("a", "2019-03-04", said(first, "Ann Bo"), said(second, "Ann Bo")))) == 2


def test_same_words_of_another_speaker_or_much_later_are_another_statement() -> None:
    one = reading("a", "2019-03-04", said(WORDS, "Ann Bo"))
    assert len(gathered(one, reading("b", "2019-03-05", said(WORDS, "Cem Dal")))) == 2
    assert len(gathered(one, reading("b", "2019-08-05", said(WORDS, "Ann Bo")))) == 2


def test_speaker_has_the_name_of_the_record() -> None:
    short = [Actor(name="Bo", kind="person", country="KEN")]
    full = [Actor(name="Ann Bo", kind="person", country="KEN", aliases=("Bo",))]
    one = reading("a", "2019-03-04", said(WORDS, "Bo"), actors=short)
    (only,) = gathered(one, reading("b", "2019-03-05", said(WORDS, "Ann Bo"), actors=full))
    assert only.speaker == "Ann Bo"


def test_statement_of_nobody_or_of_a_few_words_is_left_out() -> None:
    assert gathered(reading("a", "2019-03-04", said(WORDS, None), said("No.", "Ann Bo"))) == []
    unnamed = reading("a", "2019-03-04", said(WORDS, None, anonymous=True))
    assert [s.anonymous for s in gathered(unnamed)] == [True]


def test_components_together_are_the_whole_and_order_does_not_matter() -> None:
    chance = random.Random(5)
    nouns = ("talks", "roads", "ports", "camps")
    readings = []
    for n in range(150):
        words = f"{chance.choice(('They', 'We'))} will not open the {chance.choice(nouns)} of sector {n % 5} this year."
        speaker = chance.choice(("Ann Bo", "Cem Dal", None))
        told = dt.date(2019, 1, 1) + dt.timedelta(chance.randrange(200))
        found = said(words, speaker, anonymous=speaker is None)
        readings.append(reading(f"r{n:03}", told.isoformat() if n else None, found))
    parties = gather_parties(readings)
    whole = gather_statements(readings, parties)
    by_id = {r.report.id: r for r in readings}
    components = find_components({r.report.id: statement_keys(r, parties) for r in readings})
    parts = [s for ids in components for s in gather_statements([by_id[i] for i in ids], parties)]
    assert len(components) > 2 and len(whole) < len(readings)
    assert order_statements(parts) == whole
    assert gather_statements(random.Random(1).sample(readings, len(readings)), parties) == whole
