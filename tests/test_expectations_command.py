"""`dragoman expectations`: the table, and the rows for other programs."""

import csv
import io
import json

from click.testing import CliRunner

from dragoman.commands.expectations import FIELDS, as_csv, as_text, expectations
from dragoman.model import Announcement, Evidence, Expectation, Interval, Reliability, Span
from tests.reconciling.test_expectations import days, plan, tally, track


def lines(*found: Expectation) -> list[str]:
    return list(as_text(found))


def test_table_has_a_row_for_each_source_and_a_line_for_each_announcement() -> None:
    ann = (plan("2019-03-04", by="Ann Bo"), plan("2019-03-09", by="Ann Bo", report="b"))
    cem = plan("2019-03-04", by="Cem Dal", status="hoped")
    printed = lines(*tally(track(*ann, cem, held=days("2019-03-09", "2019-03-10"))))
    head = next(n for n, line in enumerate(printed) if "announced" in line and "not known" in line)
    assert printed[head + 1].split() == [
        "Ann",
        "Bo",
        "2",
        "1",
        "1",
        "-",
        "-",
        "-",
        "-",
        "-",
        "+2.5",
        "(0",
        "to",
        "+5)",
    ]
    assert "Hoped for or proposed only" in printed
    assert "  Tunis talks, round 3: 2019-03-04, told 2019-02-01; held 2019-03-09 to 2019-03-10, 5 days later" in printed
    assert (
        "  Tunis talks, round 3: hoped for 2019-03-04, told 2019-02-01; held 2019-03-09 to 2019-03-10, 5 days later"
        in (printed)
    )
    assert '    "Talks are due." (a)' in printed


def test_no_announcement_is_said_in_words() -> None:
    assert lines() == ["No report announces a meeting."]


def test_rows_are_read_back_as_they_were_and_no_cell_is_a_formula() -> None:
    quote = '=SUM(A1)\n"quoted", with a comma'
    evidence = (Evidence(report="a", sentence=Span(0, len(quote)), quote=quote),)
    made = Announcement(
        about="@talks", when=Interval(earliest=None, latest=days("2019-03-04").latest), evidence=evidence
    )
    found = Expectation(source="+Ann", said=Reliability(announced=1, unknown=1), announcements=(made,))
    (row,) = csv.DictReader(io.StringIO(as_csv([found])))
    assert tuple(row) == FIELDS
    assert (row["source"], row["about"], row["quote"]) == ("'+Ann", "'@talks", '\'=SUM(A1) "quoted", with a comma')
    assert (row["day_first"], row["day_last"], row["outcome"], row["hoped"]) == ("", "2019-03-04", "unknown", "False")


def test_command_wants_inputs_or_a_ledger() -> None:
    result = CliRunner().invoke(expectations, [])
    assert result.exit_code == 2 and "one of the two" in result.output


def test_json_is_a_list(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    result = CliRunner().invoke(expectations, [str(tmp_path / "empty.txt"), "--format", "json"])
    assert json.loads(result.stdout) == []
