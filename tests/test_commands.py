"""The command line as a script and a person meet it: output, one line a fault, exit statuses."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dragoman.commands import main

pytestmark = pytest.mark.model

PLAN = """Envoy says harbour talks resume on May 4

MARROW (Tidewater) - The third round of the harbour talks will open in Marrow on May 4, UN envoy Ada Brandt said on \
Tuesday.

The government of Ostrava and the Coast Front agreed in April to a truce that monitors watch over.
"""
OUTCOME = """Harbour talks end without agreement

MARROW, May 6, 2014 (Tidewater) - The third round of the harbour talks in Marrow ended on Tuesday without agreement, \
UN envoy Ada Brandt said.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    reports = tmp_path / "reports"
    reports.mkdir()
    line = {"id": "plan", "text": PLAN, "published": "2014-04-29", "outlet": "Harbour Post"}
    (reports / "plan.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    (reports / "outcome.txt").write_text(OUTCOME, encoding="utf-8")
    return reports


def run(*args: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(a) for a in args], input=stdin)


def test_read_prints_one_reading_a_line(folder):
    result = run("read", folder)
    assert result.exit_code == 0, result.stderr
    readings = [json.loads(line) for line in result.stdout.splitlines()]
    assert sorted(r["report"]["id"] for r in readings) == ["outcome", "plan"]
    for reading in readings:
        assert {"report", "times", "attributions", "events"} <= set(reading)
        text = reading["report"]["text"]
        assert all(text[t["start"] : t["end"]] == t["text"] for t in reading["times"])


def test_read_raw_takes_the_text_as_it_is(folder):
    result = run("read", "--raw", folder / "outcome.txt")
    assert json.loads(result.stdout)["report"]["text"] == OUTCOME


def test_read_takes_standard_input():
    result = run("read", "-", stdin=OUTCOME.encode())
    assert result.exit_code == 0
    assert json.loads(result.stdout)["report"]["published"]["date"] == "2014-05-06"


def test_record_is_the_same_bytes_whatever_the_order_and_the_jobs(folder):
    files = sorted(folder.iterdir())
    first = run("record", *files)
    assert first.exit_code == 0
    assert run("record", *reversed(files)).stdout == first.stdout
    assert run("record", *files, *files).stdout == first.stdout
    assert run("record", *files, "--jobs", "2").stdout == first.stdout


def test_record_as_of_leaves_out_what_was_published_later(folder):
    record = json.loads(run("record", folder, "--as-of", "2014-05-01").stdout)
    assert [r["id"] for r in record["reports"]] == ["plan"]
    assert record["as_of"] == "2014-05-01"


@pytest.mark.parametrize("format_", ["text", "markdown", "html", "json"])
def test_brief_is_written_in_each_format(folder, format_):
    result = run("brief", folder, "--format", format_)
    assert result.exit_code == 0, result.stderr
    assert "arbour" in result.stdout


def test_ledger_is_filled_once_and_briefs_like_the_inputs(folder, tmp_path):
    ledger = tmp_path / "talks.dragoman"
    added = run("add", folder, "--ledger", ledger)
    assert added.exit_code == 0 and "2 added, 0 known already" in added.stderr
    assert "0 added, 2 known already" in run("add", folder, "--ledger", ledger).stderr
    from_ledger = json.loads(run("brief", "--ledger", ledger, "--format", "json").stdout)
    assert from_ledger == json.loads(run("brief", folder, "--format", "json").stdout)


def test_ledger_dates_an_undated_report_by_one_that_comes_later(tmp_path):
    copy = OUTCOME.replace("MARROW, May 6, 2014 (Tidewater)", "MARROW (Tidewater)")
    one, two = tmp_path / "a", tmp_path / "b"
    for where, name, text in ((one, "copy.txt", copy), (two, "outcome.txt", OUTCOME)):
        where.mkdir()
        (where / name).write_text(text, encoding="utf-8")
    ledger = tmp_path / "talks.dragoman"
    assert "no date" in run("brief", "--ledger", ledger).stderr or run("add", one, "--ledger", ledger).exit_code == 0
    run("add", two, "--ledger", ledger)
    together = run("record", one, two)
    from_ledger = run("record", "--ledger", ledger)
    assert json.loads(from_ledger.stdout) == json.loads(together.stdout)
    (covered,) = [r for r in json.loads(together.stdout)["reports"] if r["id"] == "copy"]
    assert covered["basis"] == "inferred" and covered["published"]["earliest"]


def test_explain_names_what_each_thing_rests_on(folder):
    result = run("explain", folder / "outcome.txt")
    assert result.exit_code == 0
    assert "event" in result.stdout and "<-" in result.stdout
    rows = [json.loads(line) for line in run("explain", folder / "outcome.txt", "--format", "json").stdout.splitlines()]
    assert rows and all(row["basis"] for row in rows if row["kind"] in ("time", "event"))


def test_doctor_is_content_with_this_installation():
    result = run("doctor")
    assert result.exit_code == 0, result.stdout
    assert "model files" in result.stdout and "WRONG" not in result.stdout


BAD = {
    "empty.txt": b"",
    "binary.txt": b"\x00\x01\x02\x03" * 400,
    "picture.txt": b"\x89PNG\r\n\x1a\n" + b"\x00" * 64,
    "page.html": b"<html><head><title>Shop</title></head><body><nav><a href='/'>Home</a></nav></body></html>",
    "french.txt": (
        "Les négociations de paix entre le gouvernement et les rebelles ont repris mardi dans la capitale, a déclaré "
        "le ministre des Affaires étrangères. Les deux délégations se sont rencontrées pendant trois heures."
    ).encode(),
    "cut.jsonl": b'{"id": "a", "text": "The talks en',
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_a_bad_input_gets_one_line_and_the_rest_goes_on(folder, name):
    (folder / name).write_bytes(BAD[name])
    result = run("read", folder)
    assert result.exit_code == 1
    ids = [json.loads(line)["report"]["id"] for line in result.stdout.splitlines()]
    assert sorted(i for i in ids if i in ("plan", "outcome")) == ["outcome", "plan"]
    lines = [line for line in result.stderr.splitlines() if name in line]
    assert len(lines) == 1 and "expected" in lines[0]


def test_nothing_readable_is_status_3(tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    assert run("read", tmp_path).exit_code == 3
    missing = run("read", tmp_path / "nowhere")
    assert missing.exit_code == 3 and "nowhere" in missing.stderr


def test_a_huge_text_is_refused_in_one_line(folder):
    (folder / "huge.txt").write_bytes(b"The talks went on. " * 2_700_000)
    result = run("read", folder)
    assert result.exit_code == 1
    assert len([line for line in result.stderr.splitlines() if "huge.txt" in line]) == 1


@pytest.mark.parametrize(
    ("args", "status", "said"),
    [
        (("brief",), 2, "INPUT"),
        (("record", "x", "--as-of", "2017-02-30"), 2, "no day"),
        (("read", "x", "--about", "takls"), 4, "'talks'"),
        (("brief", "--ledger", "nowhere.dragoman"), 4, "no such file"),
        (("read",), 2, "INPUT"),
    ],
)
def test_wrong_calls_say_what_was_expected(args, status, said):
    result = run(*args)
    assert result.exit_code == status and said in result.stderr


def test_a_file_that_is_no_ledger_is_left_alone(folder, tmp_path):
    notes = tmp_path / "notes.txt"
    notes.write_text("my notes", encoding="utf-8")
    result = run("add", folder, "--ledger", notes)
    assert result.exit_code == 4 and "expected a ledger" in result.stderr
    assert notes.read_text(encoding="utf-8") == "my notes"


def test_a_faulty_knowledge_file_is_named(folder, tmp_path, monkeypatch):
    own = tmp_path / "knowledge"
    own.mkdir()
    (own / "models.yaml").write_text("- {id: a, sort: b}\n", encoding="utf-8")
    monkeypatch.setenv("DRAGOMAN_KNOWLEDGE", str(own))
    result = run("doctor")
    assert result.exit_code == 4 and "models.yaml" in result.output
