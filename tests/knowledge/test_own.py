"""A user's knowledge with mistakes: all of them are told at once, and the old knowledge stays in force."""

import pytest
from click.testing import CliRunner

from dragoman.checking import check_knowledge_folder
from dragoman.commands import main
from dragoman.doctor import examine
from dragoman.knowledge import (
    knowledge_faults,
    knowledge_note,
    knowledge_version,
    load_entries,
    packaged,
    snapshot_knowledge,
    use_knowledge,
)
from dragoman.knowledge.schema.topics import Topic
from dragoman.knowledge.yamls import MAX_BYTES, MAX_DEPTH
from dragoman.reconciling import reconcile
from tests.knowledge.folders import Folder, own  # noqa: F401  (a fixture)

GOOD = "- {id: elections, bar: 1, strong: [ballot]}\n"
BAD = "- {id: elections, bar: one, strong: [ballot]}\n"

FAULTS = [
    # what the file holds, and all that is said of it
    ("en/topics", "- {id: a, bar: [", ["en/topics.yaml:2: found no YAML: "]),
    ("en/topics", "just words", ["en/topics.yaml:1: found something else; expected a list of entries"]),
    ("en/topics", "- a\n- b\n", ["en/topics.yaml:1: found an entry that is no", "en/topics.yaml:2: found an entry"]),
    ("en/topics", "", []),
    ("en/topics", "entries:\n" + GOOD, []),
    (
        "en/topics",
        "- {id: a, bar: much, strong: []}\n\n- {id: b, bar: 1, strnog: [], sort: x}\n- {bar: 1, strong: [yes]}\n",
        [
            "en/topics.yaml:1: entry 'a': found bar: 'much'; expected int",
            "en/topics.yaml:3: entry 'b': found no field strong; expected one",
            "en/topics.yaml:3: entry 'b': found the unknown field sort; expected one of",
            "en/topics.yaml:3: entry 'b': found the unknown field strnog; expected perhaps strong",
            "en/topics.yaml:4: found no field id; expected one",
            "en/topics.yaml:4: found strong: [True]; expected text (in quotes",
        ],
    ),
    (
        "en/topics",
        GOOD * 2,
        ["en/topics.yaml:2: entry 'elections': found the id again (first in line 1); expected each id once"],
    ),
    (
        "en/topics",
        "- {id: a, bar: 1, bar: 2, strong: []}\n",
        ["en/topics.yaml:1: entry 'a': found the field bar twice"],
    ),
    ("en/topics", "- {id: ' ', bar: 1, strong: []}\n", ["en/topics.yaml:1: entry ' ': found an empty id"]),
    (
        "en/topics",
        "- {id: takls, drop: true}\n- {id: talks, drop: yes please}\n- {id: talks2, drop: true, bar: 1}\n",
        [
            "en/topics.yaml:1: entry 'takls': found nothing of this id to drop; expected perhaps talks",
            "en/topics.yaml:2: entry 'talks': found drop: 'yes please'; expected an id, and drop: true",
            "en/topics.yaml:3: entry 'talks2': found nothing of this id to drop",
            "en/topics.yaml:3: entry 'talks2': found the field bar beside drop",
        ],
    ),
    (
        "actors",
        "- {id: a, name: Harbour Guard, code: XXHGD, country: QQQ}\n",
        ["actors.yaml:1: entry 'a': found country: 'QQQ'; expected a code that countries.yaml has"],
    ),
    (
        "en/triggers_material_conflict",
        "- {id: x.y, type: ASSAULT, verbs: [maul], objects: ['@trops', '@actor']}\n",
        ["entry 'x.y': found objects: '@trops'; expected perhaps troops"],
    ),
    (
        "en/layout",
        "- {id: a, kind: slug, patterns: ['[a-']}\n"
        "- {id: b, kind: slug, patterns: ['hot'], examples: [Cold], counter_examples: [HOTTER]}\n",
        [
            "en/layout.yaml:1: entry 'a': found the pattern '[a-' (unterminated character set",
            "en/layout.yaml:2: entry 'b': found a counter-example that a pattern matches: 'HOTTER'",
            "en/layout.yaml:2: entry 'b': found an example that no pattern matches: 'Cold'",
        ],
    ),
    (
        "en/dating",
        "- {id: a, kind: beside, patterns: ['close by [A-Z]']}\n",
        ["en/dating.yaml:1: entry 'a': found a pattern without a group that is asked for; expected (?P<place>...)"],
    ),
    ("en/topic", GOOD, ["en/topic.yaml: found a file that nothing loads; expected perhaps en/topics.yaml"]),
    ("topics", GOOD, ["topics.yaml: found a file that nothing loads; expected perhaps en/topics.yaml"]),
    ("actors.yml", "", ["actors.yml: found a file that nothing loads; expected perhaps actors.yaml"]),
    ("en/topics", b"- {id: a,\n bar: \xe9}\n", ["en/topics.yaml:2: found byte 0xe9, which is not UTF-8"]),
    ("en/topics", b"# " + b"x" * MAX_BYTES, [f"en/topics.yaml: found {MAX_BYTES + 2} bytes; expected at most"]),
    ("en/topics", "- &a {id: a}\n- *a\n", ["en/topics.yaml:1: found a reference (& or *)"]),
    ("en/topics", "- !!python/object/apply:os.getcwd []\n", ["en/topics.yaml:1: found the tag"]),
    ("en/topics", "[" * 100_000, [f"en/topics.yaml:1: found more than {MAX_DEPTH} lists or mappings"]),
    ("en/topics", "- {id: a, bar: .inf, strong: [\x07]}\n", ["en/topics.yaml"]),
    ("notes.md", "not looked at", []),
    (".hidden.yaml", "not looked at: [", []),
]


@pytest.mark.parametrize(("name", "text", "said"), FAULTS)
def test_faults_name_file_line_entry_and_what_was_expected(own: Folder, name, text, said):  # noqa: F811
    own.write(name, text)
    found = own.faults()
    assert len(found) == len(said), found
    for line, start in zip(found, said, strict=True):
        assert start in line and "; expected " in line and "\n" not in line


def test_faults_of_all_files_are_told_at_once(own: Folder):  # noqa: F811
    own.write("en/topics", BAD)
    own.write("actors", "- {id: a}\n")
    own.write("weather", "")
    assert {line.split(":")[0] for line in own.faults()} == {"en/topics.yaml", "actors.yaml", "weather.yaml"}


def test_a_folder_that_is_not_there_is_a_fault(own: Folder, monkeypatch):  # noqa: F811
    monkeypatch.setenv("DRAGOMAN_KNOWLEDGE", str(own.path / "nowhere"))
    assert len(knowledge_faults()) == 1 and "no such file or directory" in knowledge_faults()[0]


def topic_ids() -> set[str]:
    return {t.id for t in load_entries(Topic, "topics", "en")}


def test_the_last_state_without_a_fault_stays_in_force(own: Folder):  # noqa: F811
    own.write("en/topics", GOOD)
    well = knowledge_version()
    assert "elections" in topic_ids() and knowledge_note() is None
    own.write("en/topics", BAD)
    assert "elections" in topic_ids() and knowledge_version() == well
    assert knowledge_faults() and "stays in force" in (knowledge_note() or "")
    own.write("en/topics", GOOD.replace("elections", "ballots"))
    assert "ballots" in topic_ids() and not knowledge_faults()


def test_without_an_earlier_state_the_packaged_knowledge_stands_alone(own: Folder):  # noqa: F811
    own.write("en/topics", BAD + GOOD.replace("elections", "ballots"))
    version = knowledge_version()
    assert "ballots" not in topic_ids() and "packaged knowledge stands alone" in (knowledge_note() or "")
    (own.path / "en" / "topics.yaml").unlink()
    own.start_anew()
    assert knowledge_version() == version and not knowledge_faults()


def test_a_kept_state_that_this_program_cannot_use_is_passed_over(own: Folder, monkeypatch):  # noqa: F811
    own.write("en/topics", GOOD)
    knowledge_version()
    own.write("en/topics", BAD)
    monkeypatch.setattr("dragoman.knowledge.own._is_known", lambda name: name != "en/topics")
    assert "elections" not in topic_ids()


def test_a_snapshot_kept_elsewhere_can_take_the_place_of_faults(own: Folder, monkeypatch):  # noqa: F811
    own.write("en/topics", GOOD)
    snapshot = snapshot_knowledge()
    assert snapshot == {"en/topics": GOOD}
    monkeypatch.setenv("DRAGOMAN_CACHE", "off")
    own.write("en/topics", BAD)
    use_knowledge(snapshot)
    assert "elections" in topic_ids() and knowledge_faults() and "stays in force" in (knowledge_note() or "")
    own.write("en/topics", GOOD.replace("elections", "ballots"))
    use_knowledge(snapshot)
    assert "ballots" in topic_ids() and "elections" not in topic_ids()
    use_knowledge(snapshot, forced=True)
    assert "elections" in topic_ids() and not knowledge_faults()


def run(*args: str):
    return CliRunner().invoke(main, args)


def test_commands_tell_the_faults_and_go_on(own: Folder, tmp_path):  # noqa: F811
    own.write("en/topics", BAD)
    (tmp_path / "lines.jsonl").write_text("")
    listed = run("knowledge", "list")
    assert listed.exit_code == 1 and "topics.yaml" in listed.stdout
    lines = listed.stderr.splitlines()
    assert len(lines) == 2 and "entry 'elections': found bar: 'one'; expected int" in lines[0]
    assert "packaged knowledge stands alone" in lines[1]


def test_check_prints_faults_and_says_so_in_its_status(own: Folder):  # noqa: F811
    own.write("en/topics", GOOD)
    well = run("knowledge", "check", str(own.path))
    assert (well.exit_code, well.stdout) == (0, "")
    own.write("en/topics", BAD)
    for args in ((), (str(own.path),)):
        ill = run("knowledge", "check", *args)
        assert ill.exit_code == 4 and len(ill.stdout.splitlines()) == 1 and "1 files, 1 entries, 1 faults" in ill.stderr


def test_check_wants_a_folder(monkeypatch):
    monkeypatch.delenv("DRAGOMAN_KNOWLEDGE", raising=False)
    asked = run("knowledge", "check")
    assert asked.exit_code == 4 and "expected FOLDER" in asked.stderr


def test_list_counts_the_users_entries(own: Folder):  # noqa: F811
    own.write("en/topics", GOOD)
    line = next(line for line in run("knowledge", "list").stdout.splitlines() if line.startswith("en/topics.yaml"))
    assert "1 of your own" in line


def test_the_record_says_what_was_in_force(own: Folder):  # noqa: F811
    own.write("en/topics", GOOD)
    assert "own_knowledge" not in reconcile([]).versions
    own.write("en/topics", BAD)
    assert reconcile([]).versions["own_knowledge"] == knowledge_note()


def test_check_reads_the_examples(own: Folder):  # noqa: F811
    own.write(
        "en/topics",
        "- {id: floods, bar: 2, strong: [flood*], examples: [The flooded valley was cut off.],"
        " counter_examples: [The court sat.]}\n"
        "- {id: courts, bar: 2, strong: [court*], examples: [The bench rose.], counter_examples: [The courts sat.]}\n",
    )
    assert own.faults() == []
    found = [line.removeprefix(f"{own.path}/") for line in check_knowledge_folder(own.path).faults]
    assert len(found) == 2 and all(line.startswith("en/topics.yaml:2: entry 'courts'") for line in found)
    assert "an example that the entry does not read: 'The bench rose.'" in found[0]
    assert "a counter-example that the entry reads: 'The courts sat.'" in found[1]


@pytest.mark.model
def test_packaged_examples_are_read_when_they_are_a_users_own(own: Folder):  # noqa: F811
    for name in ("en/numbers", "en/topics", "en/reporting_phrases", "en/truces", "en/triggers_material_cooperation"):
        own.write(name, (packaged.HERE / f"{name}.yaml").read_bytes())
    assert check_knowledge_folder(own.path).faults == []


def test_a_fault_of_the_cache_is_one_line_and_no_failure(own: Folder, tmp_path, monkeypatch):  # noqa: F811
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("DRAGOMAN_CACHE", str(tmp_path / "file" / "cache"))
    own.write("en/topics", GOOD)
    listed = run("knowledge", "list")
    assert listed.exit_code == 0 and listed.stderr.count("\n") == 1
    assert listed.stderr.startswith("dragoman: cache: ") and "not a directory" in listed.stderr


def test_doctor_tells_of_cache_and_own_knowledge(own: Folder):  # noqa: F811
    own.write("en/topics", BAD)
    checks = {c.name: c for c in examine()}
    assert not checks["own knowledge"].well and "found bar: 'one'" in checks["own knowledge"].found
    cache = checks["cache"]
    assert cache.well and str(own.path.parent / "cache") in cache.found and "delete that folder" in cache.found
