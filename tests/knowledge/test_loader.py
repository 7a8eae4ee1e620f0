"""Knowledge: loaded whole, and a user's own folder adds, overrides and drops."""

import ast
from pathlib import Path

import pytest
import yaml

from dragoman.errors import KnowledgeError
from dragoman.knowledge import check_packaged, knowledge_version, load_entries, packaged
from dragoman.knowledge.entry import Entry
from dragoman.knowledge.files import FILES
from dragoman.knowledge.loader import HERE
from dragoman.knowledge.schema.topics import Topic
from dragoman.knowledge.yamls import read_rows
from tests.knowledge.folders import Folder, own  # noqa: F401  (a fixture)

PACKAGED = sorted(HERE.rglob("*.yaml"))
SOURCE = HERE.parent


def topics() -> dict[str, Topic]:
    return {t.id: t for t in load_entries(Topic, "topics", "en")}


def test_own_entries_add_override_and_drop(own: Folder):  # noqa: F811
    before = set(topics())
    own.write(
        "en/topics",
        "- {id: elections, bar: 1, strong: [ballot]}\n"
        "- {id: talks, bar: 9, strong: [parley]}\n"
        "- {id: incidents, drop: true, note: not our subject}\n",
    )
    found = topics()
    assert set(found) == (before - {"incidents"}) | {"elections"}
    assert found["talks"].strong == ("parley",) and list(found)[-1] == "elections"


def test_a_file_that_is_not_packaged_is_named():
    with pytest.raises(KnowledgeError, match="no such knowledge file"):
        load_entries(Topic, "nothing", "en")


def test_a_packaged_file_with_faults_names_them_all(tmp_path, monkeypatch):
    monkeypatch.setattr(packaged, "HERE", tmp_path)
    (tmp_path / "broken.yaml").write_text("- {id: a, bar: much}\n- {id: b, bar: 1, strong: [], sort: x}\n")
    with pytest.raises(KnowledgeError) as error:
        load_entries(Topic, "broken")
    said = str(error.value).splitlines()
    assert len(said) == 3 and all("broken.yaml" in line for line in said)


def test_the_version_tells_what_is_in_use(own: Folder):  # noqa: F811
    alone = knowledge_version()
    own.write("en/topics", "- {id: elections, bar: 1, strong: [ballot]}\n")
    one = knowledge_version()
    own.write("en/topics", "- {id: elections, bar: 2, strong: [ballot]}\n")
    assert len({alone, one, knowledge_version()}) == 3


def test_all_packaged_files_pass_the_check():
    assert check_packaged() == len(PACKAGED)


def test_every_file_is_in_the_table_of_files():
    assert sorted(FILES) == sorted(f.relative_to(HERE).with_suffix("").as_posix() for f in PACKAGED)


def test_the_table_says_what_the_program_loads():
    """`load_entries(Kind, "name", ...)` in the source, wherever both are written out, agrees with `FILES`."""
    seen = 0
    for file in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "load_entries" and len(node.args) > 1:
                kind, name = node.args[:2]
                if isinstance(kind, ast.Name) and isinstance(name, ast.Constant):
                    path = f"en/{name.value}" if len(node.args) > 2 else str(name.value)
                    assert FILES[path].__name__ == kind.id, f"{file.name}: {path}"
                    seen += 1
    assert seen > 30


def test_packaged_entries_hold_no_fault_that_a_users_would():
    for name in FILES:
        for entry in packaged.packaged_entries(name).values():
            assert list(entry.faults()) == [], f"{name}: {entry.id}"


def test_the_quick_way_through_yaml_gives_what_the_careful_one_does():
    for file in PACKAGED:
        text = file.read_text(encoding="utf-8")
        assert read_rows(text) == read_rows(text, trusted=True) and not read_rows(text)[1], file


def test_rows_come_back_from_the_cache_as_they_were(tmp_path, monkeypatch):
    without = [packaged._packaged_rows(file) for file in PACKAGED]
    monkeypatch.setenv("DRAGOMAN_CACHE", str(tmp_path))
    first = [packaged._packaged_rows(file) for file in PACKAGED]
    monkeypatch.setattr(packaged, "read_rows", None)  # the second time, no YAML is read
    assert [packaged._packaged_rows(file) for file in PACKAGED] == first == without


def test_what_json_would_change_is_not_kept():
    rows, _ = read_rows("- {id: a, words: [2017-03-18]}\n")
    assert packaged._as_json(rows) is None


def test_an_entry_says_nothing_of_itself_unless_asked():
    assert list(Entry(id="a").faults()) == []


@pytest.mark.parametrize("file", PACKAGED, ids=lambda f: str(f.relative_to(HERE)))
def test_no_word_turned_into_a_truth_value(file: Path):
    """YAML reads a bare `on`, `no` or `yes` as true or false: where a word is meant it must stand in quotes."""

    def words_among(value: object) -> list[object]:
        if isinstance(value, dict):
            return [k for k in value if isinstance(k, bool)] + [x for v in value.values() for x in words_among(v)]
        if isinstance(value, list):
            return [x for x in value if isinstance(x, bool)] + [x for v in value for x in words_among(v)]
        return []

    assert words_among(yaml.safe_load(file.read_text(encoding="utf-8"))) == []
