"""`dragoman counts` and `dragoman ceasefires` as a person and a script meet them; each export is read back."""

import csv
import io
import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dragoman.commands import main
from dragoman.commands.tables import as_csv
from dragoman.reconciling.truces.rows import COLUMNS

pytestmark = pytest.mark.model

TEXT = """Kenya and rebels sign truce

The government of Kenya and the rebels of the Black Hand signed a truce on Monday that was brokered by Norway. It does
not include the Red Front.

The truce took effect on Tuesday. The rebels accused Kenya of shelling the port of Mombasa on Thursday. Kenya denied it.
"""


LIFE = {
    "2014-05-06": """The government of Kenya and the Black Hand signed a ceasefire on Tuesday that is to begin on
Thursday and to last two weeks. It does not include the Red Front. A joint commission will investigate violations of the
truce and report to the African Union.""",
    "2014-05-20": """The government of Kenya and the Black Hand extended their truce on Monday until June 30, Norway's
foreign ministry said.""",
    "2014-06-10": "The Black Hand, a rebel group in Kenya, said on Monday that the truce with the government was over.",
    "2014-06-11": "The government of Kenya said on Wednesday that the truce with the Black Hand was still in effect.",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    file = tmp_path / "reports.jsonl"
    lines = [json.dumps({"id": name, "text": TEXT, "published": "2014-05-09", "outlet": name}) for name in "ab"]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def run(*args: object) -> Result:
    result = CliRunner().invoke(main, [str(a) for a in args])
    assert result.exit_code == 0, result.output
    return result


def rows(result: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_rows_of_ceasefires_can_be_read_back_one_for_each_party(folder: Path) -> None:
    found = rows(run("ceasefires", folder, "--format", "csv"))
    record = json.loads(run("ceasefires", folder, "--format", "json").stdout)
    assert tuple(found[0]) == COLUMNS
    assert [r["actor_name"] for r in found] == [p for c in record for p in c["parties"] or ["-1"]]
    assert {r["cf_dec_day"] for r in found} == {"5"} and {r["mediator_nego"] for r in found} == {"1"}
    assert "signed a truce on Monday" in found[0]["evidence_onset"]


def test_text_of_ceasefires_has_the_life_and_who_denies_what(folder: Path) -> None:
    text = run("ceasefires", folder).stdout
    assert "declared 2014-05-05" in text and "brought about by: Norway" in text
    assert "does not cover: Red Front" in text
    assert "alleged breach 2014-05-08 in Mombasa" in text and "answer of Kenya: denied" in text


def test_life_of_a_truce_from_reports_to_a_page_for_the_reader(tmp_path: Path) -> None:
    file = tmp_path / "life.jsonl"
    lines = [json.dumps({"id": day, "text": text + "\n", "published": day}) for day, text in LIFE.items()]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    (only,) = json.loads(run("ceasefires", file, "--format", "json").stdout)
    assert only["parties"] == ["government of Kenya", "Black Hand"]
    assert [e["kind"] for e in only["episodes"]] == ["declared", "in_effect", "extended", "collapsed"]
    assert [e["disputed"] for e in only["episodes"]] == [False, False, False, True]
    assert only["episodes"][2]["until"] == {"earliest": "2014-06-30", "latest": "2014-06-30"}
    assert (only["status"], only["ended"], only["reports_to"]) == ("in_effect", None, "African Union")
    assert [d["value"] for d in (*only["exclusions"], *only["mechanism"], only["lasts"])] == [
        "Red Front", "joint commission", "two weeks"
    ]  # fmt: skip
    assert "collapsed" in run("ceasefires", file).stdout and "DISPUTED" in run("ceasefires", file).stdout


def test_counts_in_each_format_say_the_same(folder: Path) -> None:
    (only,) = [r for r in rows(run("counts", folder, "--format", "csv")) if r["violations"] == "1"]
    assert (only["day"], only["place"]) == ("2014-05-08", "Mombasa")
    spans = [s.rstrip("]").split("[") for s in only["sentences"].split()]
    assert sorted(report for report, _ in spans) == ["a", "b"]
    for _, span in spans:
        first, last = map(int, span.split(":"))
        assert "shelling the port of Mombasa" in TEXT[first:last]
    assert "2014-05-08" in run("counts", folder).stdout
    assert "2014-05-08" in run("counts", folder, "--format", "html").stdout
    picture = ET.fromstring(run("counts", folder, "--format", "svg").stdout)
    assert any((t.text or "").startswith("2014-05-08: ") for t in picture.iter())


def test_counts_from_a_ledger_are_those_from_the_reports(folder: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "l.dragoman"
    run("add", folder, "--ledger", ledger)
    for command in (("counts", "--by", "party"), ("ceasefires",)):
        assert (
            run(*command, "--ledger", ledger, "--format", "csv").stdout
            == run(*command, folder, "--format", "csv").stdout
        )


def test_no_picture_without_a_day(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("May 9, 2014\n\nThe talks went on as before, Ann Bo said.\n", encoding="utf-8")
    result = run("counts", tmp_path / "a.txt", "--format", "svg")
    assert result.stdout == "" and "there is no picture" in result.stderr


@pytest.mark.parametrize(
    "cell",
    ["plain", "two\nlines", 'a "quote", and more', "=1+1", "-1", "@x", "+x", "tab\there", "ümläut 停戦", None, -1],
)
def test_cells_come_back_from_csv_and_none_is_a_formula(cell: object) -> None:
    ((back,),) = [tuple(r.values()) for r in csv.DictReader(io.StringIO(as_csv(("x",), [{"x": cell}])))] or [("",)]
    if isinstance(cell, str):
        assert back.lstrip("'") == " ".join(cell.split())
        assert not back.startswith(("=", "+", "-", "@"))
    else:
        assert back == ("" if cell is None else str(cell))
