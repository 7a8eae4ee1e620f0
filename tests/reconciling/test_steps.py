"""Steps on the ground: withdrawals, releases, access, aid, over several reports."""

import datetime as dt
import random

from dragoman.model import Place, Reading, Step, When
from dragoman.reconciling.actors.parties import gather_parties
from dragoman.reconciling.components import find_components
from dragoman.reconciling.steps import gather_steps, order_steps, step_keys
from tests.reconciling.readings import day, event, reading


def gathered(*readings: Reading) -> list[Step]:
    return gather_steps(readings, gather_parties(readings))


def test_two_reports_of_one_withdrawal_are_one_step() -> None:
    first = event("The army left the port.", "RETREAT", ["army"], mode="withdraw", when=day("2019-03-04"))
    again = event("Troops quit the port on Monday.", "RETREAT", ["army"], mode="withdraw", when=day("2019-03-04"))
    (step,) = gathered(reading("a", "2019-03-04", first), reading("b", "2019-03-05", again))
    assert (step.kind, step.who, [e.report for e in step.evidence]) == ("withdraw", ("army",), ["a", "b"])
    assert step.when and step.when.latest == dt.date(2019, 3, 4)


def test_steps_on_other_days_at_other_places_or_of_others_are_their_own() -> None:
    here = event("x", "RETREAT", ["army"], mode="release", when=day("2019-03-04"), place=Place(name="Tunis"))
    later = event("y", "RETREAT", ["army"], mode="release", when=day("2019-03-20"), place=Place(name="Tunis"))
    there = event("z", "RETREAT", ["army"], mode="release", when=day("2019-03-04"), place=Place(name="Geneva"))
    others = event("w", "RETREAT", ["rebels"], mode="release", when=day("2019-03-04"), place=Place(name="Tunis"))
    assert len(gathered(reading("a", "2019-03-21", here, later, there, others))) == 4


def test_what_is_only_planned_is_no_report_of_what_happened() -> None:
    planned = event("x", "RETREAT", ["army"], mode="withdraw", status="planned", when=day("2019-03-04"))
    done = event("y", "RETREAT", ["army"], mode="withdraw", when=day("2019-03-04"))
    steps = gathered(reading("a", "2019-03-01", planned), reading("b", "2019-03-05", done))
    assert [s.status for s in steps] == ["planned", "happened"]


def test_truces_and_talks_are_no_steps() -> None:
    truce = event("x", "RETREAT", ["army"], mode="ceasefire", when=day("2019-03-04"))
    met = event("y", "CONSULT", ["army", "rebels"], when=day("2019-03-04"))
    assert gathered(reading("a", "2019-03-05", truce, met)) == []


def test_step_without_an_end_is_known_by_the_day_of_its_report() -> None:
    since = When(text="since March 1", earliest=dt.date(2019, 3, 1), latest=None)
    first = event("x", "RETREAT", ["army"], mode="withdraw", when=since)
    again = event("y", "RETREAT", ["army"], mode="withdraw", when=since)
    assert len(gathered(reading("a", "2019-03-04", first), reading("b", "2019-03-05", again))) == 1
    assert len(gathered(reading("a", "2019-03-04", first), reading("b", "2019-09-05", again))) == 2


def test_components_together_are_the_whole_and_order_does_not_matter() -> None:
    chance = random.Random(6)
    readings = []
    for n in range(200):
        told = dt.date(2019, 1, 1) + dt.timedelta(chance.randrange(120))
        mode, side = chance.choice(("withdraw", "release", "disarm")), chance.choice(("army", "rebels"))
        place = Place(name="Tunis") if chance.random() < 0.3 else None
        when = day(told.isoformat()) if chance.random() < 0.6 else None
        found = event(f"{side} {mode}", "RETREAT", [side], mode=mode, when=when, place=place)
        readings.append(reading(f"r{n:03}", told.isoformat() if n else None, found))
    parties = gather_parties(readings)
    whole = gather_steps(readings, parties)
    by_id = {r.report.id: r for r in readings}
    components = find_components({r.report.id: step_keys(r, parties) for r in readings})
    parts = [s for ids in components for s in gather_steps([by_id[i] for i in ids], parties)]
    assert len(components) > 3 and 20 < len(whole) < len(readings)
    assert order_steps(parts) == whole
    assert gather_steps(random.Random(1).sample(readings, len(readings)), parties) == whole
