"""The cache: what is put in comes out, it stays private and small, and no fault of it ever stops a run."""

import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman import cache as module
from dragoman.cache import AT_ONCE, FILE, Cache, Extent, cache_folder, make_key, open_cache
from dragoman.errors import SettingsError

LIMIT = 50_000_000


@pytest.fixture
def cache(tmp_path):
    made = Cache(tmp_path / "kept", LIMIT)
    yield made
    made.close()


def key(n: int) -> bytes:
    return make_key(str(n))


def again(cache: Cache) -> Cache:
    """The same folder as the next run finds it."""
    cache.close()
    assert cache.folder
    return Cache(cache.folder, cache.max_bytes)


def noise(n: int, size: int = 4000) -> bytes:
    """Bytes that do not get smaller when packed."""
    return b"".join(make_key(str(n), str(i)) for i in range(size // 32))


def test_values_come_out_in_the_same_run_and_the_next(cache):
    cache.put(key(1), b"one")
    assert cache.get(key(1)) == b"one" and cache.get(key(2)) is None
    assert again(cache).get(key(1)) == b"one"


def test_many_values_are_written_before_the_end(cache):
    for n in range(AT_ONCE):
        cache.put(key(n), b"x")
    assert Cache(cache.folder, LIMIT).get(key(0)) == b"x"


def test_nothing_is_made_before_it_is_used(cache):
    assert cache.extent() == Extent(0, 0) and not cache.folder.exists()


def test_folder_and_file_are_the_users_own(cache):
    cache.put(key(1), b"one")
    cache.flush()
    assert stat.S_IMODE(cache.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((cache.folder / FILE).stat().st_mode) == 0o600


def test_what_was_not_used_for_longest_makes_room(tmp_path, monkeypatch):
    clock = [1_000_000.0]
    monkeypatch.setattr(module.time, "time", lambda: clock[0])
    cache = Cache(tmp_path, 400_000)
    for n in range(60):
        cache.put(key(n), noise(n))
    cache.flush()
    clock[0] += module.TOUCH_SECONDS + 1
    assert cache.get(key(0))  # the first to come, but now the last to be used
    for n in range(60, 120):
        cache.put(key(n), noise(n))
    cache.flush()
    assert cache.get(key(0)) and cache.get(key(119)) and cache.get(key(1)) is None
    assert cache.extent().bytes <= 400_000 and (tmp_path / FILE).stat().st_size <= 500_000
    assert cache.fault is None


def test_a_value_larger_than_its_share_is_not_kept(tmp_path):
    cache = Cache(tmp_path, 1000)
    cache.put(key(1), bytes(101))
    cache.flush()
    assert cache.get(key(1)) is None


def test_a_damaged_value_is_as_if_it_were_not_there(cache):
    cache.put(key(1), b"one" * 100)
    cache.close()
    with sqlite3.connect(cache.folder / FILE) as db:
        db.execute("UPDATE entry SET value = zeroblob(20)")
    db.close()
    assert again(cache).get(key(1)) is None
    assert cache.fault is None


@pytest.mark.parametrize("where", [0, 5000], ids=["head", "middle"])
def test_a_damaged_file_costs_one_line_and_is_replaced(cache, where):
    for n in range(AT_ONCE):
        cache.put(key(n), noise(n))
    cache.close()
    file = cache.folder / FILE
    data = bytearray(file.read_bytes())
    data[where : where + 20_000] = b"\xa7" * 20_000
    file.write_bytes(data)
    broken = again(cache)
    assert [broken.get(key(n)) for n in range(AT_ONCE)].count(None) > 0
    broken.put(key(1), b"new")
    broken.close()
    assert broken.fault and "found damage" in broken.fault and "\n" not in broken.fault
    fresh = again(broken)
    fresh.put(key(1), b"new")
    assert again(fresh).get(key(1)) == b"new"


def test_a_folder_that_cannot_be_made_costs_one_line(tmp_path):
    (tmp_path / "file").write_text("in the way")
    cache = Cache(tmp_path / "file" / "kept", LIMIT)
    cache.put(key(1), b"one")
    cache.flush()
    assert cache.get(key(1)) is None
    assert cache.fault and "not a directory" in cache.fault and "DRAGOMAN_CACHE" in cache.fault


@pytest.mark.parametrize(
    ("pragma", "said"),
    [("max_page_count = 4", "full"), ("query_only = ON", "readonly")],
    ids=["full disk", "read only"],
)
def test_what_cannot_be_written_is_not_kept_but_the_rest_is_found(cache, pragma, said):
    cache.put(key(1), b"one")
    cache.flush()
    cache._db.execute(f"PRAGMA {pragma}")
    for n in range(2, 80):
        cache.put(key(n), noise(n))
    cache.flush()
    assert cache.get(key(1)) == b"one" and cache.get(key(70)) is None
    assert cache.fault and said in cache.fault and "what is new is not kept" in cache.fault


def test_a_file_of_another_user_is_not_trusted(cache, monkeypatch):
    cache.put(key(1), b"one")
    cache.close()
    monkeypatch.setattr(module.os, "geteuid", lambda: 4242)
    mine = again(cache)
    assert mine.get(key(1)) is None
    assert mine.fault and "another user" in mine.fault


def test_a_file_of_another_layout_is_begun_anew(cache):
    cache.put(key(1), b"one")
    cache.close()
    with sqlite3.connect(cache.folder / FILE) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    other = again(cache)
    assert other.get(key(1)) is None
    other.put(key(1), b"two")
    assert again(other).get(key(1)) == b"two" and other.fault is None


WRITER = """
import sys
from pathlib import Path
from dragoman.cache import Cache, make_key
cache = Cache(Path(sys.argv[1]), 10**8)
for n in range(400):
    cache.put(make_key(sys.argv[2], str(n)), b"x" * 500)
cache.close()
print(cache.fault)
"""


def test_processes_write_at_once(tmp_path):
    commands = [[sys.executable, "-c", WRITER, str(tmp_path), name] for name in ("a", "b", "c")]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for command in commands]
    assert [process.communicate()[0].strip() for process in running] == ["None"] * 3
    cache = Cache(tmp_path, 10**8)
    assert all(cache.get(make_key(name, str(n))) for name in "abc" for n in range(400))
    cache.close()


def test_keys_tell_where_a_part_ends():
    assert len({make_key("ab", "c"), make_key("a", "bc"), make_key("abc"), make_key("ab", "c", "")}) == 4
    assert make_key("\ud800") != make_key("\ud801")


def test_off_keeps_nothing(monkeypatch, tmp_path):
    monkeypatch.setenv("DRAGOMAN_CACHE", "off")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    cache = open_cache()
    cache.put(key(1), b"one")
    cache.flush()
    assert cache.folder is None and cache.get(key(1)) is None and list(tmp_path.iterdir()) == []


def test_the_folder_follows_the_platform(monkeypatch, tmp_path):
    monkeypatch.delenv("DRAGOMAN_CACHE", raising=False)
    monkeypatch.setattr(module.sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "dragoman"
    monkeypatch.setenv("XDG_CACHE_HOME", "not/absolute")
    assert cache_folder() == Path.home() / ".cache" / "dragoman"
    monkeypatch.setattr(module.sys, "platform", "darwin")
    assert cache_folder() == Path.home() / "Library" / "Caches" / "dragoman"
    monkeypatch.setenv("DRAGOMAN_CACHE", "~/elsewhere")
    assert cache_folder() == Path.home() / "elsewhere"


def test_a_bound_that_is_no_number_is_named(monkeypatch):
    monkeypatch.setenv("DRAGOMAN_CACHE_BYTES", "1 GB")
    with pytest.raises(SettingsError, match="'1 GB', expected a number"):
        open_cache()
