"""The record as of a day from whole reports: what came later dates nobody."""

import datetime as dt
import json
from pathlib import Path

import msgspec
import pytest

import dragoman
from dragoman.as_of import Archive, open_archive
from dragoman.model import Interval, Record, to_json

pytestmark = pytest.mark.model

EXAMPLE = Path(__file__).parents[1] / "examples" / "hodeidah" / "reports"
SIGNED = "The government and the Coast Front signed a truce in Marrow on Friday, envoy Ann Bo said."
TOLD = f"MARROW - {SIGNED}\nThe guns were to fall silent at noon, he said. The two sides had met for a week."
WENT_ON = "Talks between the government and the Coast Front went on in Marrow on Monday."
REPORTS = [
    {"id": "before", "published": "2014-04-28", "text": WENT_ON},
    {"id": "undated", "text": TOLD},
    {"id": "after", "published": "2014-05-03", "text": TOLD},
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "reports.jsonl"
    lines = [json.dumps({"outlet": f"{r['id'].title()} Post"} | r) for r in REPORTS]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def bare(record: Record) -> str:
    return to_json(msgspec.structs.replace(record, not_read=()))


def test_a_report_that_only_a_later_one_dates_is_not_known_before_it() -> None:
    """The days of the reports in this example are known to us; one of them is dated by what a later one says."""
    archive = open_archive([str(EXAMPLE / "fjord-hunt-aden.txt"), str(EXAMPLE / "wires.jsonl")])
    (known,) = [r for r in archive.record().reports if r.id == "fjord-hunt-aden"]
    assert known.basis == "inferred"
    assert known.published == Interval(earliest=dt.date(2019, 3, 3), latest=dt.date(2019, 3, 4))
    early = archive.record(dt.date(2019, 3, 31))
    assert "fjord-hunt-aden" not in {r.id for r in early.reports}
    assert [p.report for p in early.not_read] == ["fjord-hunt-aden"]
    assert "fjord-hunt-aden" in {r.id for r in archive.record(dt.date(2019, 4, 15)).reports}


def test_reports_that_came_later_change_nothing_of_a_day_before(file: Path) -> None:
    day = dt.date(2014, 5, 2)
    archive = open_archive([str(file)])
    readings = archive.readings()
    own = [msgspec.structs.replace(r, report=r.report) for r in archive.readings(day)]
    then = Archive(r for r in own if r.report.published.date is None or r.report.published.date <= day)
    assert len(readings) == len(own) + 1
    assert bare(then.record(day)) == bare(archive.record(day))


def test_the_record_without_a_day_is_that_of_all_reports(file: Path) -> None:
    archive = open_archive([str(file)])
    assert bare(archive.record()) == bare(dragoman.record(file))
    assert bare(archive.record(dt.date(2014, 5, 2))) == bare(dragoman.record(file, as_of=dt.date(2014, 5, 2)))


def test_a_ledger_and_a_folder_know_the_same_on_a_day(file: Path, tmp_path: Path) -> None:
    with dragoman.open_ledger(tmp_path / "l.dragoman") as ledger:
        list(ledger.add([str(file)]))
        for day in (dt.date(2014, 4, 28), dt.date(2014, 5, 2), dt.date(2014, 5, 3)):
            assert bare(ledger.record(as_of=day)) == bare(dragoman.record(file, as_of=day))
