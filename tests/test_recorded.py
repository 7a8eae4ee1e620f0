"""The record of inputs comes from a ledger of the cache wherever one can be used, and is that of memory to the byte."""

import io
import os
import shutil
import stat
from pathlib import Path

import pytest

import dragoman
from dragoman import recorded, versions
from dragoman.borrowed import Files
from dragoman.cache import open_cache
from dragoman.doctor import examine
from dragoman.model import to_json
from dragoman.recorded import ledger_files, record_inputs

pytestmark = pytest.mark.model
TEXTS = {
    "a": "2017-03-02\n\nThe government and the rebels of Tarn signed a ceasefire in Geneva on Wednesday, the UN said.",
    "b": "2017-03-03\n\nThree people were killed by shelling in Homs on Thursday, a monitor said.",
    "c": "The rebels of Tarn said on Thursday that the ceasefire signed in Geneva a day earlier would hold.",
    "d": "The two sides will meet again in Geneva.",
    "e": "2017-03-04\n\nNine people were killed by shelling in Homs on Thursday, the government said.",
    "empty": "",
}


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """A folder with reports, some without a day, and one that cannot be read; the cache is fresh."""
    monkeypatch.setenv("DRAGOMAN_CACHE", str(tmp_path / "cache"))
    made = tmp_path / "reports"
    made.mkdir()
    for name in ("a", "b", "c", "d", "empty"):
        write(made, name, TEXTS[name])
    yield made
    open_cache().close()


@pytest.fixture
def added(monkeypatch) -> list[int]:
    """How many reports each ledger took in."""
    seen: list[int] = []
    true = recorded.Ledger.add_readings

    def add_readings(self, readings):
        seen.append(len(readings))
        return true(self, readings)

    monkeypatch.setattr(recorded.Ledger, "add_readings", add_readings)
    return seen


def write(folder: Path, name: str, text: str) -> None:
    (folder / f"{name}.txt").write_text(text, encoding="utf-8")


def come_by(*inputs: Path, **options) -> tuple[str, list[str]]:
    record, problems = record_inputs([str(i) for i in inputs], **options)
    return to_json(record), [p.line() for p in problems]


def in_memory(*inputs: Path, **options) -> tuple[str, list[str]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(recorded, "ledger_files", lambda: None)
        return come_by(*inputs, **options)


def ledgers() -> list[Path]:
    files = ledger_files()
    return sorted(files.folder.iterdir()) if files and files.folder.exists() else []


def test_the_first_run_and_those_after_it_come_to_the_record_of_memory(folder, added):
    expected = in_memory(folder)
    assert any("undated" in line or "no date" in line for line in expected[1]), "a case without its point"
    assert [come_by(folder) for _ in range(3)] == [expected] * 3
    assert added == [4], "the second run and the third found all known"


def test_only_new_reports_are_taken_in(folder, added):
    come_by(folder)
    write(folder, "e", TEXTS["e"])
    assert come_by(folder) == in_memory(folder)
    assert added == [4, 1] and len(ledgers()) == 1


CHANGES = {
    "one that vanished": lambda folder: (folder / "b.txt").unlink(),
    "an undated one that vanished": lambda folder: (folder / "d.txt").unlink(),
    "one that changed": lambda folder: write(folder, "b", TEXTS["b"].replace("Three", "Four")),
    "one of another name": lambda folder: (folder / "a.txt").rename(folder / "z.txt"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_changed_begins_the_ledger_anew(folder, added, change):
    come_by(folder)
    CHANGES[change](folder)
    assert come_by(folder) == in_memory(folder) == come_by(folder)
    assert len(added) == 2 and added[1] >= 3 and len(ledgers()) == 1


def test_a_line_that_moves_is_told_of_where_it_is_now(tmp_path, folder, added):
    lines = tmp_path / "lines.jsonl"
    undated = '{"id": "d", "text": "The two sides will meet again in Geneva."}\n'
    lines.write_text(undated)
    come_by(lines)
    lines.write_text('{"id": "b", "date": "2017-03-03", "text": "Three people were killed in Homs."}\n' + undated)
    assert come_by(lines) == in_memory(lines)
    assert added == [1, 1]


def test_two_texts_under_one_id_are_those_of_memory(tmp_path, folder):
    lines = tmp_path / "lines.jsonl"
    lines.write_text("".join(f'{{"id": "x", "date": "2017-03-0{n}", "text": "{n} died in Homs."}}\n' for n in (3, 4)))
    assert come_by(lines) == in_memory(lines) == come_by(lines)


def test_options_and_other_inputs_have_ledgers_of_their_own(folder):
    for options in ({}, {"raw": True}, {"about": "Geneva"}):
        assert come_by(folder, **options) == in_memory(folder, **options)
    come_by(folder / "a.txt")
    assert len(ledgers()) == 4


def test_files_named_one_by_one_stand_for_their_folder(folder, added):
    come_by(*folder.glob("[ab].txt"))
    assert come_by(*folder.glob("[abc].txt")) == in_memory(*folder.glob("[abc].txt"))
    assert added == [2, 1] and len(ledgers()) == 1


def test_inputs_that_were_moved_or_copied_go_on_from_their_ledger(folder, added):
    come_by(folder)
    write(folder, "e", TEXTS["e"])
    elsewhere = shutil.copytree(folder, folder.parent / "elsewhere")
    assert come_by(elsewhere) == in_memory(elsewhere)
    assert added == [4, 1] and len(ledgers()) == 2
    (elsewhere / "a.txt").unlink()
    other = elsewhere.rename(folder.parent / "other")
    assert come_by(other) == in_memory(other)
    assert added == [4, 1, 4] and len(ledgers()) == 3, "the last used is of no use; it stays for its own inputs"


def test_another_program_or_knowledge_begins_anew_and_the_old_ledger_goes(folder, added, monkeypatch):
    come_by(folder)
    old = ledgers()
    monkeypatch.setattr(recorded, "whole_version", lambda: "another")
    come_by(folder)
    assert added == [4, 4] and len(ledgers()) == 1 and ledgers() != old


def test_every_part_of_the_program_has_a_say(tmp_path):
    copy = tmp_path / "dragoman"
    shutil.copytree(Path(dragoman.__file__).parent, copy, ignore=shutil.ignore_patterns("__pycache__"))
    before = versions.source_digest(copy, versions.EVERYTHING)
    versions.source_digest.cache_clear()
    file = copy / "reconciling" / "steps.py"
    file.write_bytes(file.read_bytes() + b"\n")
    assert versions.source_digest(copy, versions.EVERYTHING) != before


def test_ledgers_are_private(folder):
    come_by(folder)
    (file,) = ledgers()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600 and stat.S_IMODE(file.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("where", [0, 4096 * 3], ids=["head", "middle"])
def test_damage_costs_one_line_and_the_next_run_begins_anew(folder, where):
    expected = come_by(folder)
    (file,) = ledgers()
    data = bytearray(file.read_bytes())
    data[where : where + 60_000] = b"\xa7" * 60_000
    file.write_bytes(data)
    assert come_by(folder) == expected
    assert open_cache().fault and "\n" not in open_cache().fault and str(file) in open_cache().fault
    assert ledgers() == []
    open_cache().fault = None
    assert come_by(folder) == expected and len(ledgers()) == 1 and open_cache().fault is None


def test_where_nothing_can_be_kept_the_record_is_made_in_memory(folder):
    expected = in_memory(folder)
    open_cache().folder.mkdir(exist_ok=True)
    (open_cache().folder / recorded.FOLDER).write_text("in the way")
    assert come_by(folder) == expected
    assert open_cache().fault and "in the way" not in open_cache().fault


def test_a_full_disk_leaves_the_ledger_as_it_was(folder, monkeypatch):
    come_by(folder)
    (file,) = ledgers()
    before = file.read_bytes()
    write(folder, "e", TEXTS["e"])

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert come_by(folder) == in_memory(folder)
    assert "No space left" in (open_cache().fault or "")
    assert ledgers() == [file] and file.read_bytes() == before


def test_what_would_not_fit_is_made_in_memory(folder, monkeypatch):
    monkeypatch.setattr(recorded, "BYTES_A_REPORT", 10**12)
    assert come_by(folder) == in_memory(folder)
    assert ledgers() == [] and open_cache().fault is None


def test_standard_input_has_no_ledger(folder):
    text = TEXTS["a"].encode()
    assert come_by(Path("-"), stdin=io.BytesIO(text)) == in_memory(Path("-"), stdin=io.BytesIO(text))
    assert ledgers() == []


def test_two_runs_at_once_do_not_meet(tmp_path):
    files = Files(tmp_path / "cache" / "ledgers", 2500)
    one, other = files.borrow("x"), files.borrow("x")
    one.write_bytes(b"one")
    other.write_bytes(b"other")
    files.put_back(one, "x")
    assert other.read_bytes() == b"other" and (files.folder / "x").read_bytes() == b"one"
    files.put_back(other, "x")
    assert [f.read_bytes() for f in files.folder.iterdir()] == [b"other"]


def test_a_ledger_of_another_user_is_not_trusted(folder, monkeypatch):
    expected = come_by(folder)
    open_cache().close()
    monkeypatch.setattr(os, "geteuid", lambda: 4242)
    assert come_by(folder) == expected
    assert "another user" in (open_cache().fault or "")


def test_the_doctor_counts_ledgers(folder):
    come_by(folder)
    (check,) = (c for c in examine() if c.name == "cache")
    assert check.well and " in 1 ledgers" in check.found and str(open_cache().folder) in check.found


def test_off_keeps_nothing(folder, monkeypatch, added):
    expected = come_by(folder)
    monkeypatch.setenv("DRAGOMAN_CACHE", "off")
    assert come_by(folder) == expected and added == [4]


def test_what_was_not_used_for_longest_makes_room(tmp_path):
    files = Files(tmp_path / "cache" / "ledgers", 2500)
    for n in range(3):
        copy = files.borrow(f"{n}")
        copy.write_bytes(bytes(1000))
        files.put_back(copy, f"{n}")
        os.utime(files.folder / f"{n}", (n, n))
    files.drop(files.borrow("1"))  # used again
    copy = files.borrow("new")
    copy.write_bytes(bytes(1000))
    files.put_back(copy, "new")
    assert sorted(f.name for f in files.folder.iterdir()) == ["1", "new"]
    assert files.extent() == (2000, 2)


def test_a_copy_of_a_killed_run_goes_after_a_day(tmp_path):
    files = Files(tmp_path / "cache" / "ledgers", 2500)
    left, working = files.borrow("x"), files.borrow("x")
    os.utime(left, (0, 0))
    files.put_back(files.borrow("y"), "y")
    assert not left.exists() and working.exists()
