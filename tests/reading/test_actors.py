"""The directory: who is named where. Rows are in tests/cases/actors*.yaml."""

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.model import Part
from dragoman.reading.actors import find_actors
from tests.factories import make_parsed, make_report

CASES = Path(__file__).parent.parent / "cases"


def rows(name):
    return yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))


def token_of(parsed, printed):
    """The last token of printed words; `words#2` is their second occurrence."""
    words, _, number = printed.partition("#")
    at = -1
    for _ in range(int(number or 1)):
        at = parsed.text.index(words, at + 1)
    return parsed.tokens_in(at, at + len(words))[-1]


@pytest.mark.parametrize("row", rows("actors"), ids=lambda r: r["why"])
def test_find_actors_names_mentions(row, parse):
    report = make_report(row["text"])
    parsed = parse(report)
    directory = find_actors(report, parsed)
    for printed, name, *code in row["who"]:
        mention = directory.mention_at(token_of(parsed, printed))
        found = mention.actor if mention else None
        assert (found.name if found else None) == name, printed
        if code:
            assert found.code == code[0], printed


@pytest.mark.parametrize("row", rows("actors_parties"), ids=lambda r: r["why"])
def test_parties_expands(row, parse):
    report = make_report(row["text"])
    parsed = parse(report)
    parties = find_actors(report, parsed).parties(token_of(parsed, row["head"]))
    assert [p.name for p in parties] == row["names"]
    assert all(p.span and report.text[p.span.start : p.span.end] for p in parties)


LONG = """Danish envoy Karl Moe met the Burundian government and Hutu rebels in Arusha on Monday. Moe, who leads
the mission, said both sides had agreed to a truce. "We are close," he said. The rebels, the National Liberation
Forces (FNL), said they would sign. Burundi's army and the FNL fought near Bujumbura. Two Tanzanian officials and
a UN aide watched. The talks between Burundi and the FNL resume here in May, Tanzania's foreign ministry said."""


@pytest.fixture(scope="module")
def directory(parser):
    report = make_report(LONG)
    return find_actors(report, next(parser.parse([report])))


def test_actor_names_are_unique(directory):
    names = [a.name for a in directory.actors]
    assert len(names) == len(set(names))


def test_members_and_mentions_are_actors_of_the_report(directory):
    names = {a.name for a in directory.actors}
    assert all(m.actor.name in names for m in directory.mentions)
    assert all(member in names for a in directory.actors for member in a.members)


def test_every_actor_says_its_basis(directory):
    assert all(a.basis for a in directory.actors)


def test_mentions_stand_in_text_order_with_their_words(directory):
    starts = [m.span.start for m in directory.mentions]
    assert starts == sorted(starts)
    parsed = directory.parsed
    assert all(m.first <= m.head <= m.last and m.span == parsed.span(m.first, m.last) for m in directory.mentions)


def test_party_is_the_mention_itself(directory):
    both = next(m for m in directory.mentions if LONG[m.span.start : m.span.end] == "sides")
    party = directory.party(both.head)
    assert party.name == both.actor.name and len(directory.parties(both.head)) == len(both.actor.members) == 2


def test_resolve_name_knows_aliases(directory):
    assert directory.resolve_name("FNL").name == "National Liberation Forces"
    assert directory.resolve_name("  karl   MOE ").name == "Karl Moe"
    assert directory.resolve_name("Nobody") is None


def test_reading_twice_gives_the_same(parse):
    report = make_report(LONG)
    parsed = parse(report)
    assert find_actors(report, parsed).mentions == find_actors(report, parsed).mentions


def test_find_actors_needs_no_model():
    parsed = make_parsed("Russian|JJ|amod|2 President|NNP|compound|2 Petrov|NNP|nsubj|3 spoke|VBD|ROOT|3")
    directory = find_actors(make_report(parsed.text), parsed)
    assert [(a.name, a.code) for a in directory.actors] == [("Petrov", "RUSGOV")]


TAGS = ["NNP", "NNPS", "NN", "NNS", "JJ", "POS", "PRP", "PRP$", "VBD", "IN", "CC", "CD", "HYPH", "DT", ","]
WORDS = [
    "Russian",
    "President",
    "the",
    "two",
    "sides",
    "rebels",
    "of",
    "'s",
    "his",
    "-",
    "and",
    "Zaire",
    "UN",
    "Al",
    "X",
]
TOKENS = st.tuples(st.sampled_from([*WORDS, "𝔘", "é", "(", "ABC", ")", "led", "by", ","]), st.sampled_from(TAGS))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(TOKENS, min_size=1, max_size=25), st.data())
def test_any_tokens_give_a_directory(tokens, data):
    deps = ["nsubj", "dobj", "pobj", "compound", "amod", "appos", "conj", "poss", "prep", "ROOT"]
    heads = [data.draw(st.integers(0, len(tokens) - 1)) for _ in tokens]
    heads[0] = 0
    heads = [h if h < n else n - 1 if n else 0 for n, h in enumerate(heads)]  # a tree: heads stand before
    text = " ".join(f"{w}|{t}|{data.draw(st.sampled_from(deps))}|{h}" for (w, t), h in zip(tokens, heads, strict=True))
    parsed = make_parsed(text)
    directory = find_actors(make_report(parsed.text), parsed)
    for token in range(len(parsed)):
        for party in directory.parties(token):
            assert directory.actor(party.name) is not None


@pytest.mark.parametrize(
    "text",
    [
        "A",
        "RUSSIA AND TURKEY AGREED ON A TRUCE IN SYRIA AND THE REBELS REFUSED " * 20,
        "Putin Lavrov Assad " * 300,
        "the two sides and the rebels " * 200,
        "Army of the " * 200,
        "🙂 President 🙂 Petrov 🙂 said 🙂",
        "((((((((((( UN ))))))) ''' 's 's 's",
    ],
    ids=["letter", "capitals", "names", "sets", "links", "emoji", "brackets"],
)
def test_odd_text_does_no_harm(text, parse):
    report = make_report(text)
    assert find_actors(report, parse(report)).mentions is not None


def test_a_title_in_the_headline_takes_up_its_later_holder(parse):
    head, body = "Kazakh president agrees to talks", "Kazakh President Aslan Bek agreed on Monday."
    parts = (
        Part(kind="headline", start=0, end=len(head)),
        Part(kind="body", start=len(head) + 2, end=len(head) + 2 + len(body)),
    )
    report = make_report(f"{head}\n\n{body}", parts=parts)
    assert {m.actor.name for m in find_actors(report, parse(report)).mentions} == {"Aslan Bek"}


def test_a_report_on_leaders_long_gone_does_not_know_later_ones(parse):
    def code(day):
        report = make_report("Bush offered to mediate in Somalia.", published=day)
        return find_actors(report, parse(report)).resolve_name("Bush").code

    assert code("1992-12-01") == code("2006-12-01") == "USAGOV"
    assert code("1975-12-01") != "USAGOV"
