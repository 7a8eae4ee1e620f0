"""The user's own knowledge as the ledger last saw it well stays in force while its files have faults."""

from pathlib import Path

import pytest

from dragoman.knowledge import own, snapshot_knowledge
from dragoman.ledger.book import open_ledger

WELL = "- {id: harbour-post, name: Harbour Post, domains: [harbourpost.example]}\n"


@pytest.fixture(autouse=True)
def _alone(monkeypatch):
    monkeypatch.setenv("DRAGOMAN_CACHE", "off")
    monkeypatch.setattr(own, "_given", None)
    own._look.cache_clear()
    yield
    own._look.cache_clear()


def use(monkeypatch, folder: Path, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "outlets.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("DRAGOMAN_KNOWLEDGE", str(folder))
    own._look.cache_clear()


def test_a_fault_leaves_the_old_state_in_force(tmp_path, monkeypatch):
    use(monkeypatch, tmp_path / "own", WELL)
    with open_ledger(tmp_path / "a.dragoman") as ledger:
        list(ledger.add([]))
    use(monkeypatch, tmp_path / "own", WELL + "- {id: broken, nmae: Wrong}\n")
    assert own.knowledge_faults() and snapshot_knowledge() == {}
    with open_ledger(tmp_path / "a.dragoman"):
        assert snapshot_knowledge() == {"outlets": WELL}
        assert own.knowledge_faults(), "the faults are still told"


def test_each_state_is_kept_once(tmp_path, monkeypatch):
    with open_ledger(tmp_path / "a.dragoman") as ledger:
        list(ledger.add([]))
        assert ledger.db.all("SELECT * FROM knowledge") == [], "nothing of one's own, nothing to keep"
        use(monkeypatch, tmp_path / "own", WELL)
        list(ledger.add([]))
        list(ledger.add([]))
        assert len(ledger.db.all("SELECT * FROM knowledge")) == 1
