"""Drafts are joined and parted as persons want, whatever the order of drafts, items and judgements."""

import itertools
import random

import pytest

from dragoman.reconciling.rulings import NO_RULINGS, make_rulings
from tests.reconciling.judging.made import judge, ref

A, B, C, D, E = (f"incident:{name}@10-60" for name in "abcde")
GONE, APART = "incident:gone@1-9", "different"


def heed(rulings, drafts, ref_of, closeness=None, kind="incident"):
    return rulings.heed(kind, drafts, lambda d: d, ref_of, lambda items, _: items, closeness)


def heeded(drafts, *judgements, closeness=None):
    """Drafts of report names, as sets of strings."""
    rulings = make_rulings(judgements)
    found = heed(rulings, [list(d) for d in drafts], lambda r: ref(f"incident:{r}@10-60/20-26"), closeness)
    return sorted("".join(sorted(d)) for d in found)


@pytest.mark.parametrize(
    ("drafts", "judgements", "expected"),
    [
        pytest.param(["ab", "c"], [], ["ab", "c"], id="nobody said anything"),
        pytest.param(["ab", "c"], [("same", B, C)], ["abc"], id="joined"),
        pytest.param(["ab", "c"], [("different", A, B)], ["a", "b", "c"], id="parted"),
        pytest.param(["abd"], [("different", B, A)], ["a", "bd"], id="who is named first keeps the entry"),
        pytest.param(["abc"], [("different", A, B), ("same", B, C)], ["a", "bc"], id="goes along"),
        pytest.param(["ab", "c"], [("same", B, C), ("different", A, B)], ["a", "bc"], id="joined and parted"),
        pytest.param(["ac", "b"], [("same", A, GONE), ("same", GONE, B)], ["abc"], id="over one that is not there"),
        pytest.param(["ab"], [("unsure", A, B)], ["ab"], id="unsure leaves it"),
        pytest.param(["abc"], [(APART, A, B), (APART, A, C), (APART, B, C)], ["a", "b", "c"], id="all apart"),
        pytest.param(["abcde"], [("different", A, B), ("different", A, C)], ["ade", "bc"], id="two leave together"),
        pytest.param(["ab"], [("different", A, "incident:b@100-160")], ["ab"], id="another sentence"),
        pytest.param(["ab"], [("different", "incident:a@10-80", "incident:b@30-60")], ["a", "b"], id="half a sentence"),
        pytest.param(["ab"], [("different", A, "incident:b@40-100")], ["ab"], id="less than half"),
    ],
)  # fmt: skip
def test_drafts_are_as_persons_want(drafts, judgements, expected):
    assert heeded(drafts, *(judge(*j) for j in judgements)) == expected


def test_a_sentence_with_two_claims_needs_the_mention():
    items = ["incident:a@10-60/12-18", "incident:a@10-60/40-46", B]
    drafts = [[ref(i) for i in items]]

    def parts(named):
        found = heed(make_rulings([judge("different", B, named)]), drafts, lambda r: r)
        return sorted(sorted(map(str, d)) for d in found)

    assert parts(A) == [sorted(items)], "it could be either, so it is neither"
    assert parts("incident:a@10-60/44-50") == [["incident:a@10-60/12-18", B], ["incident:a@10-60/40-46"]]


def test_the_rest_goes_with_whom_it_is_closest_to():
    like = {"ad": 0.2, "bd": 0.9}
    closeness = lambda one, other: like.get("".join(sorted((one, other))), 0.0)  # noqa: E731
    assert heeded(["abcd"], judge("different", A, B), closeness=closeness) == ["ac", "bd"]


def guess(rng, pair, at=0):
    return judge(rng.choice(["same", "different"]), *(f"incident:{name}@0-9" for name in pair), at=at)


def test_the_rest_stays_with_those_of_its_own_draft():
    """Two chains through one draft: what stood beside the second goes with it, not with the first."""
    given = [judge("same", A, C), judge("same", B, D), judge("different", A, B)]
    assert heeded(["ax", "by", "cd"], *given) == ["acx", "bdy"]


def test_drafts_that_nobody_spoke_of_are_the_same_objects():
    drafts = [["a"], ["b"], ["c"], ["d"]]
    found = heed(make_rulings([judge("same", A, C)]), drafts, lambda r: ref(f"incident:{r}@10-60/20-26"))
    assert [id(d) for d in found[:2]] == [id(drafts[1]), id(drafts[3])] and found[2] == ["a", "c"]


def test_nothing_is_copied_or_lost():
    rng = random.Random(4)
    names = [f"r{n}" for n in range(30)]
    for _ in range(40):
        pairs = [rng.sample(names, 2) for _ in range(12)]
        answers = [guess(rng, pair, at) for at, pair in enumerate(pairs)]
        rng.shuffle(names)
        drafts = [names[i : i + 5] for i in range(0, 30, 5)]
        rulings = make_rulings(answers)
        found = heed(rulings, drafts, lambda n: ref(f"incident:{n}@0-9/0-3"))
        assert sorted(itertools.chain(*found)) == sorted(names)
        homes = {n: k for k, d in enumerate(found) for n in d}
        for j in rulings._settled.holding:
            a, b = (homes[c.report] for c in j.claims)
            assert (a == b) == (j.answer == "same"), j.text()


def test_the_order_of_drafts_items_and_judgements_does_not_matter():
    rng = random.Random(5)
    names = [f"r{n}" for n in range(20)]
    drafts = [names[i : i + 4] for i in range(0, 20, 4)]
    answers = [guess(rng, rng.sample(names, 2)) for _ in range(9)]

    def run():
        found = heed(make_rulings(answers), drafts, lambda n: ref(f"incident:{n}@0-9/0-3"))
        return sorted(sorted(d) for d in found)

    expected = run()
    assert expected != sorted(sorted(d) for d in drafts)
    for _ in range(20):
        rng.shuffle(drafts)
        rng.shuffle(answers)
        for draft in drafts:
            rng.shuffle(draft)
        assert run() == expected


def test_without_judgements_nothing_is_looked_at():
    def never(item):
        raise AssertionError("looked at")

    assert heed(NO_RULINGS, [[1, 2], [3]], never) == [[1, 2], [3]]
    assert heed(make_rulings([judge("same", A, B)]), [[1]], never, kind="truce") == [[1]]
