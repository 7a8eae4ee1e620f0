"""`dragoman claims`, `judge`, `judgements` and `doubts` as a person and a script meet them."""

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from dragoman.commands import main
from dragoman.commands.judge import judge
from dragoman.ledger.book import open_ledger
from tests.ledger.test_judgements import READINGS

A, B, C = "incident:a@0-44", "incident:b@0-58", "incident:c@0-43"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "talks.dragoman"
    with open_ledger(path) as opened:
        list(opened.add_readings(READINGS))
    return path


def run(ledger: Path, *args: str) -> Result:
    return CliRunner().invoke(main, [*args, "--ledger", str(ledger)])


def decide(ledger: Path, *args: str) -> str:
    """Decide something; returns the judgement's id."""
    result = run(ledger, "judge", *args, "--by", "Ada", "--why", "seen the list")
    assert result.exit_code == 0, result.stderr
    return result.stdout.split()[0]


def incidents(ledger: Path) -> list[str]:
    made = json.loads(run(ledger, "record").stdout)
    return sorted("".join(sorted(c["report"] for c in i["claims"])) for i in made["incidents"])


def test_claims_are_listed_under_the_names_that_judge_takes(ledger: Path) -> None:
    shown = run(ledger, "claims", "--about", "shells").stdout
    assert A in shown and B in shown and C in shown
    assert "read: type ASSAULT, status happened, killed 12" in shown and "entry: incident, Tunis" in shown
    lines = [json.loads(x) for x in run(ledger, "claims", "--report", "d", "--format", "jsonl").stdout.splitlines()]
    assert [x["ref"].split(":")[0] for x in lines] == ["meeting", "truce", "promise"]
    assert all(x["entries"] and x["wording"] and x["read"] for x in lines)


def test_a_person_decides_and_takes_it_back(ledger: Path) -> None:
    before = run(ledger, "record").stdout
    id_ = decide(ledger, "same", A, C)
    assert incidents(ledger) == ["abc"]
    shown = run(ledger, "judgements").stdout
    assert id_ in shown and "Ada  in force" in shown and "why: seen the list" in shown and "is one entry" in shown
    result = run(ledger, "judge", "withdraw", id_[:6], "--by", "Bea", "--why", "a slip")
    assert result.exit_code == 0 and result.stdout == f"{id_}  withdrawn\n"
    assert run(ledger, "record").stdout == before
    assert run(ledger, "judgements").stdout == ""
    assert "Bea: a slip" in run(ledger, "judgements", "--all").stdout


def test_every_answer_has_a_command(ledger: Path) -> None:
    decide(ledger, "different", A, B)
    assert incidents(ledger) == ["a", "b", "c"]
    decide(ledger, "unsure", A, B)
    decide(ledger, "wrong", C)
    decide(ledger, "correct", A, "killed=at least 14")
    made = json.loads(run(ledger, "record").stdout)
    claims = {c["report"]: (c["killed"], c["bound"]) for i in made["incidents"] for c in i["claims"]}
    assert claims["a"] == (14, "at_least") and "c" not in claims
    states = [j["state"] for j in made["judgements"]]
    assert states == ["overruled", "in_force", "in_force", "in_force"]


def test_a_judgement_that_does_not_hold_says_so_at_once(ledger: Path) -> None:
    decide(ledger, "same", A, C)
    decide(ledger, "same", B, C)
    result = run(ledger, "judge", "different", A, B, "--by", "Bea", "--why", "two villages")
    assert "in force" in result.stdout, "the last word"
    shown = run(ledger, "judgements", "--all")
    assert "overruled" in shown.stdout and "cannot hold together" in shown.stdout
    assert "Ada says" in shown.stderr and "Bea says" in shown.stderr


def test_judgements_travel_between_ledgers(ledger: Path, tmp_path: Path) -> None:
    decide(ledger, "same", A, C)
    (tmp_path / "ours.jsonl").write_bytes(run(ledger, "judgements", "--all", "--format", "jsonl").stdout_bytes)
    other = tmp_path / "other.dragoman"
    with open_ledger(other) as opened:
        list(opened.add_readings(READINGS))
    result = run(other, "judge", "import", str(tmp_path / "ours.jsonl"))
    assert result.exit_code == 0 and "1 taken over, 0 known already" in result.stderr
    assert run(other, "record").stdout == run(ledger, "record").stdout
    assert "0 taken over, 1 known already" in run(other, "judge", "import", str(tmp_path / "ours.jsonl")).stderr


@pytest.mark.parametrize(
    ("args", "status", "found"),
    [
        (["same", A, "nonsense"], 2, "names no claim"),
        (["correct", A, "killed"], 2, "sets nothing"),
        (["correct", A, "killed=lots"], 4, "expected a count"),
        (["same", A, "incident:zz@0-9"], 4, "no such report"),
        (["wrong", "incident:a@900-990"], 4, f"expected one of {A}"),
        (["withdraw", "00000000"], 4, "none such"),
    ],
)
def test_mistakes_are_one_line_and_change_nothing(ledger: Path, args: list[str], status: int, found: str) -> None:
    result = run(ledger, "judge", *args, "--why", "seen the list")
    assert result.exit_code == status and found in result.stderr
    assert status == 2 or result.stderr.count("\n") == 1
    assert run(ledger, "judgements", "--all").stdout == ""


def test_a_reason_must_be_given(ledger: Path) -> None:
    assert run(ledger, "judge", "same", A, C).exit_code == 2
    assert run(ledger, "judge", "same", A, C, "--why", " ").exit_code == 4


def test_no_doubts_is_said(ledger: Path) -> None:
    result = run(ledger, "doubts")
    assert result.exit_code == 0 and result.stdout == "" and "pairs in doubt: 0" in result.stderr
    with open_ledger(ledger) as opened:
        opened.db.execute("UPDATE judged SET answer = 'unsure'")
    result = run(ledger, "doubts")
    assert A in result.stdout and B in result.stdout and "score +" in result.stdout
    assert "pairs in doubt: 1" in result.stderr


@pytest.mark.parametrize("name", sorted(judge.commands))
def test_every_way_of_judging_has_help_with_examples(name: str) -> None:
    text = judge.commands[name].get_help(click.Context(judge.commands[name], info_name=name))
    assert "Examples:" in text and f"dragoman judge {name} " in text
