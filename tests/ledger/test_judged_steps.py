"""Judgements of every kind, withdrawals and new reports, in any order: the record brought up to date step by step is
the one that is worked out at once, from the ledger or from the readings alone."""

import random

import msgspec

from dragoman.errors import JudgementError
from dragoman.ledger.book import open_ledger
from dragoman.ledger.deciding import make_withdrawal
from dragoman.ledger.judgements import load_rulings, withdraw_judgement
from dragoman.model import to_json
from dragoman.reconciling import reconcile
from dragoman.reconciling.judging.refs import find_claims
from tests.ledger.test_judgements import NOON, decide, rebuilt
from tests.reconciling.readings import reading
from tests.reconciling.test_judged_entries import ALIKE, APART, PEOPLE

VALUES = {
    "incident": ["killed=7", "place=Tunis", "when=2019-03-04"],
    "meeting": ["number=3", "place=Geneva", "phase=postponed", "when=2019-03-04"],
    "truce": ["phase=ended", "when=2019-03-02"],
    "promise": ["what=leave the hill", "phase=kept"],
    "step": ["who=navy", "when=2019-03-01"],
    "statement": ["speaker=Cy Dee"],
}
STEPS = 14


def make_world(rng):
    """A report for every claim, and some with several."""
    found = [f for row in APART + ALIKE for f in row[1:]]
    given = [[f] for f in found] + [rng.sample(found, 3) for _ in range(5)]
    return [
        reading(f"r{n:02}", f"2019-03-{rng.randrange(4, 9):02}", *claims, actors=PEOPLE, outlet=f"Outlet {n}")
        for n, claims in enumerate(given)
    ]


def say_something(ledger, rng, readings, minutes):
    claims = [f.ref for r in readings for f in find_claims(r)]
    kind = rng.choice(sorted(VALUES))
    refs = [str(ref) for ref in claims if ref.kind == kind]
    answer = rng.choice(["same", "same", "different", "unsure", "wrong", "correct", "actor"])
    if answer == "actor":
        names = ["actor:Ann Bo", "actor:Cy Dee"]
        return decide(ledger, rng.choice(["same", "different"]), *names, minutes=minutes)
    if answer == "correct":
        field, _, value = rng.choice(VALUES[kind]).partition("=")
        return decide(ledger, answer, rng.choice(refs), minutes=minutes, field=field, value=value)
    return decide(ledger, answer, *rng.sample(refs, 1 if answer == "wrong" else 2), minutes=minutes)


def test_step_by_step_is_as_at_once(tmp_path):
    rng = random.Random(8)
    readings = make_world(rng)
    rng.shuffle(readings)
    added, standing, done = 20, [], set()
    with open_ledger(tmp_path / "t.dragoman") as ledger:
        list(ledger.add_readings(readings[:added]))
        for step in range(STEPS):
            chance = rng.random()
            try:
                if standing and chance < 0.25:
                    gone = standing.pop(rng.randrange(len(standing)))
                    withdraw_judgement(ledger.db, make_withdrawal(ledger.db, gone.id, by="Bea", why="a slip", at=NOON))
                elif chance < 0.4 and added < len(readings):
                    list(ledger.add_readings(readings[added : added + 3]))
                    added = min(added + 3, len(readings))
                else:
                    standing.append(say_something(ledger, rng, readings[:added], step))
            except JudgementError:
                continue  # two claims of one name in a sentence: refused, as it should be
            kept = ledger.record()
            done.add(to_json(kept))
            assert to_json(kept) == rebuilt(ledger), step
            plain = reconcile(readings[:added], judgements=load_rulings(ledger.db).judgements)
            assert without_ledger(kept) == without_ledger(plain), step
    assert len(done) > STEPS // 2, "most of what is said changes something"


def without_ledger(record):
    """What does not depend on where the readings were kept."""
    return to_json(msgspec.structs.replace(record, versions={}, not_read=()))
