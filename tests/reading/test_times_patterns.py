"""Every pattern, spelt out at random: nothing raises, spans and days hold, and most spellings are found."""

import random

import pytest

from dragoman.reading.times import find_times
from dragoman.reading.times.grammar import load_grammar
from tests.factories import make_parsed, make_report

GRAMMAR = load_grammar("en")
NOTHING = make_parsed()
SPELLINGS = 12
FIGURES = {
    "NUM": ["2", "three", "several", "1,200", "2 1/2"],
    "DAY": ["3", "31"],
    "DAYTH": ["3rd", "22nd"],
    "TWO": ["95", "04"],
    "YEAR": ["1984", "2016", "2016"],
    "OLDYEAR": ["1066", "2150"],
    "SHORTYEAR": ["'98", "’04"],
    "HOUR": ["4", "12"],
    "CLOCK": ["10:35", "0:05"],
    "HHMM": ["0735", "2359"],
    "ISO": ["2016-02-29", "2015-02-29"],
    "ORD": ["third", "5th", "40th"],
    "FIGURES": ["3/14/2017", "31.12.16", "99/99/2016"],
    "DECADE": ["1990s", "'80s"],
    "SHORTDECADE": ["30s"],
    "YEARWORD": ["two thousand"],
}


def phrases_by_kind() -> dict[str, list[str]]:
    found: dict[str, list[str]] = dict(FIGURES)
    for listed in GRAMMAR.lexicon.phrases.values():
        for phrase in listed:
            text = " ".join(w.title() if phrase.cased else w for w in phrase.words)
            found.setdefault(phrase.kind, []).append(text)
            found.setdefault("SURE" + phrase.kind, []).append(text)
    return found


PHRASES = phrases_by_kind()


def spell(parts: list[str], rng: random.Random) -> str:
    """One way to write a pattern; contexts that must be there are written, those that must not are left out."""
    words: list[str] = []
    read_choice(parts, 0, rng, words)
    return " ".join(words)


def read_choice(parts: list[str], at: int, rng: random.Random, out: list[str], close: str = "") -> int:
    branches: list[list[str]] = [[]]
    while at < len(parts) and parts[at] != close:
        if parts[at] == "|":
            branches.append([])
            at += 1
            continue
        piece: list[str] = []
        if parts[at] == "(":
            at = read_choice(parts, at + 1, rng, piece, ")")
        elif parts[at] in ("{", "!{"):
            wanted = parts[at] == "{"
            at = read_choice(parts, at + 1, rng, piece, "}")
            piece = piece if wanted else []
        else:
            piece = [spell_one(parts[at], rng)]
            at += 1
        if at < len(parts) and parts[at] == "?":
            at += 1
            piece = piece if rng.random() < 0.5 else []
        branches[-1] += piece
    out += rng.choice(branches)
    return at + 1


def spell_one(part: str, rng: random.Random) -> str:
    name, _, kind = part.rpartition(":")
    if kind.isupper():
        return rng.choice(PHRASES[kind])
    return kind or part if name else part


@pytest.mark.parametrize("number", range(len(GRAMMAR.rules)), ids=[r.id for r in GRAMMAR.rules])
def test_spellings_of_a_pattern(number):
    rng = random.Random(number)
    rule, parts = GRAMMAR.rules[number], GRAMMAR.parts[number]
    found = 0
    for _ in range(SPELLINGS):
        text = "On March 3 they met. " * rng.randrange(2) + spell(parts, rng) + "."
        report = make_report(text, rng.choice(["2017-03-18", "2016-02-29", "1989-12-31", None]))
        end = 0
        for t in find_times(report, NOTHING):
            assert report.text[t.start : t.end] == t.text
            assert end <= t.start < t.end
            assert t.earliest is None or t.earliest <= t.latest
            end = t.end
        found += any(match.rule is rule for match in GRAMMAR.find(text))
    assert found, f"no spelling of {rule.id} is found: a rule before it takes them all"
