"""`dragoman changes` as a person and a script meet it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dragoman.commands import main

pytestmark = pytest.mark.model

TEXTS = {
    "2014-04-29": "The third round of the harbour talks will open in Marrow on May 4, envoy Ann Bo said on Tuesday.",
    "2014-05-06": "The third round of the harbour talks ended in Marrow on Tuesday, envoy Ann Bo said.",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lines = [
        json.dumps({"id": day, "text": f"{text}\n", "published": day, "outlet": "Harbour Post"})
        for day, text in TEXTS.items()
    ]
    (tmp_path / "reports.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path / "reports.jsonl"


def run(*args: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in args])


def test_changes_are_the_same_from_reports_and_from_a_ledger(folder: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "l.dragoman"
    assert run("add", folder, "--ledger", ledger).exit_code == 0
    from_reports = run("changes", "--since", "2014-05-01", folder, "--format", "json")
    from_ledger = run("changes", "--since", "2014-05-01", "--ledger", ledger, "--format", "json")
    assert from_reports.exit_code == from_ledger.exit_code == 0
    found = json.loads(from_reports.stdout)
    assert found["changes"] == json.loads(from_ledger.stdout)["changes"]
    assert (found["since"], found["until"]) == ("2014-05-01", None)
    assert [r["id"] for r in found["reports"]] == ["2014-05-06"]
    assert "confirmed" in {c["kind"] for c in found["changes"]}


def test_until_leaves_out_what_came_later(folder: Path) -> None:
    result = run("changes", "--since", "2014-05-01", "--until", "2014-05-05", folder)
    assert result.exit_code == 0
    assert "Nothing changed in the record." in result.stdout


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--since", "2014-05-02", "--until", "2014-05-01", "x"], "--until 2014-05-01 is before --since 2014-05-02"),
        (["x"], "--since"),
        (["--since", "2014-05-02"], "give INPUT... or --ledger FILE"),
        (["--since", "May", "x"], "'May' is no day"),
    ],
)
def test_a_wrong_call_is_one_clear_line(args: list[str], says: str) -> None:
    result = run("changes", *args)
    assert result.exit_code == 2
    assert says in result.stderr
