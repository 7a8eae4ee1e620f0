"""Knowledge: loaded whole, every fault named at once, and a user's own folder adds, overrides and drops."""

from pathlib import Path

import pytest
import yaml

from dragoman.errors import KnowledgeError
from dragoman.knowledge import check_knowledge, knowledge_version, load_entries
from dragoman.knowledge.loader import HERE
from dragoman.knowledge.schema.topics import Topic

PACKAGED = sorted(HERE.rglob("*.yaml"))


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's own knowledge folder, empty."""
    (tmp_path / "en").mkdir()
    monkeypatch.setenv("DRAGOMAN_KNOWLEDGE", str(tmp_path))
    return tmp_path


def topics() -> dict[str, Topic]:
    return {t.id: t for t in load_entries(Topic, "topics", "en")}


def write_topics(own: Path, text: str) -> None:
    (own / "en" / "topics.yaml").write_text(text, encoding="utf-8")


def test_own_entries_add_override_and_drop(own):
    packaged = set(topics())
    write_topics(
        own,
        "- {id: elections, bar: 1, strong: [ballot]}\n"
        "- {id: talks, bar: 9, strong: [parley]}\n"
        "- {id: incidents, drop: true}\n",
    )
    # the same folder was looked at before the file was there, so ask under another name for it
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DRAGOMAN_KNOWLEDGE", f"{own}/.")
        found = topics()
    assert set(found) == (packaged - {"incidents"}) | {"elections"}
    assert found["talks"].strong == ("parley",)


def test_all_faults_are_named_at_once(own):
    write_topics(
        own,
        "- {id: one, bar: much, strong: []}\n- {id: two, bar: 1, strong: [], sort: x}\n- {bar: 1, strong: []}\n",
    )
    with pytest.raises(KnowledgeError) as error:
        topics()
    lines = str(error.value).splitlines()
    assert len(lines) == 3 and all("topics.yaml" in line for line in lines)
    assert "'one'" in lines[0] and "unknown field sort" in lines[1] and "id" in lines[2]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- {id: a, bar: [", "not readable as YAML"),
        ("just words", "list of entries"),
        ("- a\n- b\n", "list of entries"),
    ],
)
def test_what_is_no_list_of_entries_is_named(own, text, said):
    write_topics(own, text)
    with pytest.raises(KnowledgeError, match=said):
        topics()


def test_a_file_that_is_not_packaged_is_named():
    with pytest.raises(KnowledgeError, match="no such knowledge file"):
        load_entries(Topic, "nothing", "en")


def test_the_version_tells_what_is_in_use(own):
    alone = knowledge_version()
    with pytest.MonkeyPatch.context() as patch:
        write_topics(own, "- {id: elections, bar: 1, strong: [ballot]}\n")
        patch.setenv("DRAGOMAN_KNOWLEDGE", f"{own}/.")
        assert knowledge_version() != alone


def test_all_packaged_files_pass_the_check():
    assert check_knowledge() == len(PACKAGED)


@pytest.mark.parametrize("file", PACKAGED, ids=lambda f: str(f.relative_to(HERE)))
def test_no_word_turned_into_a_truth_value(file):
    """YAML reads a bare `on`, `no` or `yes` as true or false: where a word is meant it must stand in quotes."""

    def words_among(value: object) -> list[object]:
        if isinstance(value, dict):
            return [k for k in value if isinstance(k, bool)] + [x for v in value.values() for x in words_among(v)]
        if isinstance(value, list):
            return [x for x in value if isinstance(x, bool)] + [x for v in value for x in words_among(v)]
        return []

    assert words_among(yaml.safe_load(file.read_text(encoding="utf-8"))) == []
