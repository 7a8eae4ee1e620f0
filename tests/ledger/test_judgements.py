"""What people decide, kept in a ledger: it changes the record, outlives a re-reading, and can be taken back."""

import datetime as dt
import random
import sqlite3
from pathlib import Path

import msgspec
import pytest

from dragoman.errors import JudgementError
from dragoman.ledger.book import open_ledger
from dragoman.ledger.claims import keep_reading
from dragoman.ledger.deciding import find_doubts, list_claims, make_judgement, make_withdrawal
from dragoman.ledger.entries import Entries
from dragoman.ledger.judgements import (
    all_judgements,
    audit_judgements,
    export_judgements,
    import_judgements,
    keep_judgement,
    load_rulings,
    withdraw_judgement,
)
from dragoman.model import Actor, Casualties, Span, Toll, to_json
from dragoman.reconciling import reconcile
from tests.reconciling.judging.made import NOON, ref
from tests.reconciling.readings import at, day, event, promise, reading, talks, truce


def shelling(name, killed, place, told, text="Shells killed some people near the old mill."):
    found = event(
        text, "ASSAULT", ["rebels"], when=day(told), place=at(place), weapon="shelling", main=True,
        casualties=Casualties(killed=Toll(total=killed, bound="exact")),
    )  # fmt: skip
    return reading(name, "2019-03-06", found, outlet=f"Outlet {name}")


READINGS = [
    shelling("a", 12, "Nairobi", "2019-03-04"),
    shelling("b", 12, "Nairobi", "2019-03-04", "At the old mill twelve died under shells, doctors told us."),
    shelling("c", 40, "Tunis", "2019-03-05", "Forty were killed by shells at the harbour."),
    reading(
        "d",
        "2019-03-06",
        talks("The second round of the lake talks opened in Geneva.", number=2, phase="opens", track="lake talks",
              place="Geneva", when=day("2019-03-06"), attendance={"Ann Bo": "attended", "Cy Dee": "attended"}),
        truce("They agreed a truce.", phase="agreed", when=day("2019-03-05"), parties=("army", "rebels")),
        promise("The army will leave the hill.", ["army"], "leave the hill"),
        actors=(Actor(name="Ann Bo", kind="person"), Actor(name="Cy Dee", kind="person")),
    ),
]  # fmt: skip


@pytest.fixture
def ledger(tmp_path: Path):
    with open_ledger(tmp_path / "t.dragoman") as opened:
        assert len(list(opened.add_readings(READINGS))) == len(READINGS)
        yield opened


def claim(ledger, report, kind):
    """The printed name of the first claim of a kind in a report."""
    return next(
        str(c.ref) for c in list_claims(ledger.db, load_rulings(ledger.db), report=report) if c.ref.kind == kind
    )


def decide(ledger, answer, *refs, by="Ada", why="seen the list", minutes=0, **fields):
    made = make_judgement(
        ledger.db, answer, [ref(r) for r in refs], by=by, why=why, at=NOON + dt.timedelta(minutes=minutes),
        versions={"program": "1"}, **fields,
    )  # fmt: skip
    assert keep_judgement(ledger.db, made)
    return made


def reports_of(record):
    return sorted("".join(sorted({c.report for c in i.claims})) for i in record.incidents)


def test_a_person_joins_and_parts_what_the_rules_did_not(ledger):
    assert reports_of(ledger.record()) == ["ab", "c"]
    decide(ledger, "same", claim(ledger, "a", "incident"), claim(ledger, "c", "incident"))
    assert reports_of(ledger.record()) == ["abc"]
    decide(ledger, "different", claim(ledger, "a", "incident"), claim(ledger, "b", "incident"), minutes=1)
    assert reports_of(ledger.record()) == ["ac", "b"]


def test_withdrawing_restores_the_record_to_the_byte(ledger):
    before = to_json(ledger.record())
    a, c = claim(ledger, "a", "incident"), claim(ledger, "c", "incident")
    made = [
        decide(ledger, "same", a, c),
        decide(ledger, "wrong", claim(ledger, "d", "truce")),
        decide(ledger, "correct", claim(ledger, "d", "meeting"), field="number", value="3"),
        decide(ledger, "same", "actor:Ann Bo", "actor:Cy Dee"),
    ]
    changed = ledger.record()
    assert reports_of(changed) == ["abc"] and not changed.ceasefires and changed.tracks[0].rounds[0].number == 3
    assert [r.judgement.id for r in changed.judgements] == [m.id for m in sorted(made, key=lambda m: (m.at, m.id))]
    for judgement in made:
        withdraw_judgement(ledger.db, make_withdrawal(ledger.db, judgement.id, by="Bea", why="a slip", at=NOON))
    assert to_json(ledger.record()) == before
    assert len(all_judgements(ledger.db)) == len(made), "nothing is lost"
    assert {r.state for r in audit_judgements(ledger.db)} == {"withdrawn"}


def test_the_ledger_and_the_plain_way_agree(ledger):
    decide(ledger, "same", claim(ledger, "a", "incident"), claim(ledger, "c", "incident"))
    decide(ledger, "correct", claim(ledger, "b", "incident"), field="killed", value="13")
    plain = reconcile(READINGS, judgements=load_rulings(ledger.db).judgements)
    kept = ledger.record()
    assert to_json(kept.incidents) == to_json(plain.incidents)
    assert to_json(kept.judgements) == to_json(plain.judgements)


def test_a_correction_shows_with_its_evidence(ledger):
    decide(ledger, "correct", claim(ledger, "b", "incident"), field="killed", value="at least 13")
    record = ledger.record()
    told = next(c for i in record.incidents for c in i.claims if c.report == "b")
    assert (told.killed, told.bound) == (13, "at_least")
    (note,) = told.evidence[0].corrected
    assert (note.was, note.now, note.by, note.why) == ("12", "at least 13", "Ada", "seen the list")
    assert record.judgements[0].effect == "killed: 12 -> at least 13"


def test_a_rereading_keeps_every_judgement(ledger):
    decide(ledger, "correct", claim(ledger, "b", "incident"), field="killed", value="13")
    decide(ledger, "same", claim(ledger, "a", "incident"), claim(ledger, "c", "incident"))
    row = ledger.db.one("SELECT number FROM report WHERE name = 'b'")
    first = READINGS[1].events[0]
    better = msgspec.structs.replace(
        first, id="e7", trigger=Span(4, 9), casualties=Casualties(killed=Toll(total=99)), status="uncertain"
    )
    with ledger.db.writing():
        keep_reading(
            ledger.db, row[0], msgspec.structs.replace(READINGS[1], events=(better,), versions={"program": "2"})
        )
    record = ledger.record()
    assert [c.killed for i in record.incidents for c in i.claims if c.report == "b"] == [13]
    assert [r.state for r in record.judgements] == ["in_force", "in_force"]
    assert record.judgements[0].judgement.versions == {"program": "1"}, "made with what was read then"


def test_what_is_no_longer_there_is_told_and_kept(ledger):
    made = decide(ledger, "wrong", claim(ledger, "d", "promise"))
    number = ledger.db.one("SELECT number FROM report WHERE name = 'd'")[0]
    with ledger.db.writing():
        keep_reading(ledger.db, number, msgspec.structs.replace(READINGS[3], promises=()))
    record = ledger.record()
    (problem,) = (p for p in record.not_read if p.kind == "dormant")
    assert made.id in problem.source and "no longer" in problem.found
    with ledger.db.writing():
        keep_reading(ledger.db, number, READINGS[3])
    again = ledger.record()
    assert not again.commitments and again.judgements[0].state == "in_force"


def test_two_texts_of_one_name_do_not_confuse_a_judgement(ledger):
    decide(ledger, "correct", claim(ledger, "b", "incident"), field="killed", value="13")
    list(ledger.add_readings([shelling("b", 77, "Mombasa", "2019-03-01", "Seventy-seven fell on the coast road.")]))
    record = ledger.record()
    killed = {c.report: c.killed for i in record.incidents for c in i.claims if c.report.startswith("b")}
    assert sorted(killed.values()) == [13, 77] and "b" not in killed
    assert record.judgements[0].judgement.claims[0].report in killed


def test_rows_cannot_be_changed_or_cut(ledger, tmp_path):
    made = decide(ledger, "same", claim(ledger, "a", "incident"), claim(ledger, "b", "incident"))
    withdraw_judgement(ledger.db, make_withdrawal(ledger.db, made.id[:5], by="Bea", why="a slip", at=NOON))
    with sqlite3.connect(tmp_path / "t.dragoman") as db:
        for statement in ("UPDATE {} SET by = 'x'", "DELETE FROM {}"):
            for table in ("judgement", "withdrawal"):
                with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
                    db.execute(statement.format(table))
    db.close()
    assert [line[2] for line in ledger.log()] == ["add", "judge", "withdraw"]


def test_judgements_can_be_carried_over(ledger, tmp_path):
    a, b = claim(ledger, "a", "incident"), claim(ledger, "b", "incident")
    gone = decide(ledger, "same", a, b)
    decide(ledger, "different", a, b, minutes=1)
    withdraw_judgement(ledger.db, make_withdrawal(ledger.db, gone.id, by="Bea", why="a slip", at=NOON))
    lines = list(export_judgements(ledger.db, {k.judgement.id for k in all_judgements(ledger.db)}))
    with open_ledger(tmp_path / "other.dragoman") as other:
        list(other.add_readings(READINGS))
        assert import_judgements(other.db, "f", lines) == (3, 0)
        assert import_judgements(other.db, "f", [*lines, b"\n"]) == (0, 3)
        assert to_json(other.record()) == to_json(ledger.record())
        assert all_judgements(other.db) == all_judgements(ledger.db)


def test_an_import_with_faults_takes_nothing_and_tells_all(ledger, tmp_path):
    made = decide(ledger, "same", claim(ledger, "a", "incident"), claim(ledger, "b", "incident"))
    (line,) = export_judgements(ledger.db, {made.id})
    forged = line.replace(b"seen the list", b"seen no list")
    with open_ledger(tmp_path / "other.dragoman") as other:
        with pytest.raises(JudgementError) as error:
            import_judgements(other.db, "f.jsonl", [line, b"{}", forged, b"\xff"])
        assert [x.split(": ")[0] for x in str(error.value).splitlines()] == ["f.jsonl:2", "f.jsonl:3", "f.jsonl:4"]
        assert all_judgements(other.db) == []


@pytest.mark.parametrize(
    ("answer", "refs", "fields", "found"),
    [
        ("same", ["incident:nowhere@0-9", "incident:a@0-44"], {}, "no such report"),
        ("same", ["incident:a@500-509", "incident:b@0-44"], {}, "expected one of incident:a@0-44"),
        ("same", ["truce:a@0-44", "truce:d@0-44"], {}, "no claim of kind truce"),
        ("same", ["incident:a@0-44", "incident:a@0-40"], {}, "one claim named twice"),
        ("same", ["incident:a@0-44", "truce:d@53-73"], {}, "two kinds"),
        ("wrong", ["actor:Ann Bo"], {}, "expected same, different or unsure"),
        ("same", ["actor:Ann Bo", "actor:Nobody Such"], {}, "no such actor"),
        ("same", ["actor:Ann Bo", "actor:dee"], {}, "expected Cy Dee"),
        ("correct", ["incident:a@0-44"], {"field": "killed", "value": "lots"}, "expected a count"),
        ("correct", ["incident:a@0-44"], {"field": "mood", "value": "3"}, "no field 'mood'"),
        ("wrong", ["incident:a@0-44"], {"why": " "}, "expected the reason"),
        ("wrong", ["incident:a@0-44"], {"by": "rule:me"}, "no person's name"),
    ],
)
def test_what_is_not_there_is_refused_in_one_line(ledger, answer, refs, fields, found):
    with pytest.raises(JudgementError, match=found) as error:
        decide(ledger, answer, *refs, **fields)
    assert "\n" not in str(error.value) and all_judgements(ledger.db) == []


def test_withdrawing_twice_or_nothing_is_refused(ledger):
    made = decide(ledger, "wrong", claim(ledger, "c", "incident"))
    withdraw_judgement(ledger.db, make_withdrawal(ledger.db, made.id, by="Bea", why="a slip", at=NOON))
    for id_, found in [(made.id, "Bea withdrew it"), ("ffff0000", "none such"), ("ab", "4 characters")]:
        with pytest.raises(JudgementError, match=found):
            make_withdrawal(ledger.db, id_, by="Bea", why="again", at=NOON)


def test_claims_are_listed_with_their_entries(ledger):
    decide(ledger, "correct", claim(ledger, "c", "incident"), field="killed", value="41")
    listed = list(list_claims(ledger.db, load_rulings(ledger.db), about="FORTY harbour"))
    assert [(c.ref.report, c.read.split(", ")[2]) for c in listed] == [("c", "killed 40")]
    assert [n.now for n in listed[0].corrected] == ["41"]
    entries = Entries(ledger.record())
    shown = {str(c.ref): entries.find(c.ref) for c in list_claims(ledger.db, load_rulings(ledger.db))}
    assert len(shown) == 6
    assert shown[claim(ledger, "b", "incident")] == ("incident, Nairobi, 2019-03-04, claims: 2",)
    assert shown[claim(ledger, "d", "meeting")] == ("round 2, lake talks, 2019-03-06.., Geneva",)
    assert all(len(found) == 1 for found in shown.values())


def test_doubts_are_for_persons(ledger):
    assert find_doubts(ledger.db, load_rulings(ledger.db)) == []
    ledger.db.execute("UPDATE judged SET answer = 'unsure'")  # as the rules would have it, were they less sure
    (doubt,) = find_doubts(ledger.db, load_rulings(ledger.db))
    assert [str(c.ref) for c in (doubt.one, doubt.other)] == [claim(ledger, r, "incident") for r in "ab"]
    assert doubt.judged.reasons
    decide(ledger, "different", str(doubt.one.ref), str(doubt.other.ref))
    assert find_doubts(ledger.db, load_rulings(ledger.db)) == []


def test_the_order_of_judgements_does_not_matter(tmp_path):
    rng = random.Random(3)
    records = set()
    names = "abc"
    with open_ledger(tmp_path / "first.dragoman") as first:
        list(first.add_readings(READINGS))
        refs = {n: claim(first, n, "incident") for n in names}
        for n in range(8):
            decide(
                first,
                rng.choice(["same", "different"]),
                *(refs[x] for x in rng.sample(names, 2)),
                minutes=n // 3,
                why=str(n),
            )
        lines = list(export_judgements(first.db, {k.judgement.id for k in all_judgements(first.db)}))
        records.add(to_json(first.record()))
    for n in range(3):
        rng.shuffle(lines)
        with open_ledger(tmp_path / f"{n}.dragoman") as other:
            list(other.add_readings(rng.sample(READINGS, len(READINGS))))
            import_judgements(other.db, "f", lines)
            records.add(to_json(other.record()))
    assert len(records) == 1


def test_what_follows_through_a_third_goes_with_the_judgement_that_carried_it(ledger):
    """a = b and b = c make a = c; without b = c nothing holds a and c together, though neither was withdrawn."""
    far = shelling("e", 700, "Geneva", "2019-02-01", "Seven hundred were buried under shells by the lake.")
    list(ledger.add_readings([far]))
    a, c, e = (claim(ledger, r, "incident") for r in "ace")
    decide(ledger, "same", a, c)
    middle = decide(ledger, "same", c, e)
    assert reports_of(ledger.record()) == ["abce"]
    withdraw_judgement(ledger.db, make_withdrawal(ledger.db, middle.id, by="Bea", why="a slip", at=NOON))
    assert reports_of(ledger.record()) == ["abc", "e"]
    assert to_json(ledger.record()) == rebuilt(ledger)


def rebuilt(ledger):
    ledger.rebuild()
    return to_json(ledger.record())


def test_step_by_step_comes_to_the_same_as_all_at_once(ledger):
    """Judgements one by one, with the record brought up to date in between, and the whole worked out anew."""
    rng = random.Random(11)
    extra = [shelling(f"x{n}", 10 + n, p, f"2019-03-0{n + 1}") for n, p in enumerate(["Nairobi", "Tunis", "Mombasa"])]
    list(ledger.add_readings(extra))
    refs = [claim(ledger, r, "incident") for r in ("a", "b", "c", "x0", "x1", "x2")]
    made = []
    for n in range(14):
        if made and rng.random() < 0.3:
            gone = made.pop(rng.randrange(len(made)))
            withdraw_judgement(ledger.db, make_withdrawal(ledger.db, gone.id, by="Bea", why="a slip", at=NOON))
        else:
            answer = rng.choice(["same", "same", "different", "unsure"])
            made.append(decide(ledger, answer, *rng.sample(refs, 2), minutes=n))
        stepwise = to_json(ledger.record())
        assert stepwise == rebuilt(ledger), n
        plain = reconcile([*READINGS, *extra], judgements=load_rulings(ledger.db).judgements)
        assert to_json(plain.incidents) == to_json(ledger.record().incidents), n
