"""Files, folders, JSON Lines and standard input; what is wrong with them is one line each, and the rest goes on."""

import io
import json
import pickle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.intake import list_inputs, open_inputs, open_source
from dragoman.intake.sources import find_ids
from dragoman.model import Problem, Report
from tests.intake.test_cleaning import PAGE
from tests.intake.test_layout import LEAD


def opened(*inputs: Path | str, raw: bool = False, stdin: bytes = b"") -> tuple[list[Report], list[Problem]]:
    items = list(open_inputs([str(i) for i in inputs], raw=raw, stdin=io.BytesIO(stdin)))
    return [i for i in items if isinstance(i, Report)], [i for i in items if isinstance(i, Problem)]


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def line(**fields: object) -> str:
    return json.dumps(fields) + "\n"


def test_a_folder_is_walked_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.txt", "a/b/d.txt", ".hidden.txt"):
        write(tmp_path / name, PAGE)
    reports, problems = opened(tmp_path)
    assert [r.id for r in reports] == ["d", "c", "b"]
    assert not problems


def test_the_order_of_inputs_makes_no_difference(tmp_path: Path) -> None:
    files = [write(tmp_path / n, PAGE + n) for n in ("x.txt", "y.txt")]
    files.append(write(tmp_path / "z.jsonl", line(id="l", text=PAGE)))
    assert opened(*files) == opened(*reversed(files)) == opened(*files, *files) == opened(tmp_path, *files)


def test_sources_can_be_sent_to_another_process(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", PAGE)
    write(tmp_path / "b.jsonl", line(id="l", text=PAGE))
    sources = list(list_inputs([str(tmp_path)]))
    assert pickle.loads(pickle.dumps(sources)) == sources
    assert [r.id for s in sources for r in open_source(s) if isinstance(r, Report)] == ["a", "l"]


@pytest.mark.parametrize(
    ("files", "ids"),
    [
        (["n/x.txt", "n/y.txt"], ["x", "y"]),
        (["n/a/x.txt", "n/b/x.txt"], ["a/x", "b/x"]),
        (["n/a/c/x.txt", "n/b/c/x.txt", "n/b/x.txt"], ["a/c/x", "b/c/x", "b/x"]),
        (["n/x.txt", "n/x.html"], ["x.txt", "x.html"]),
        (["x.txt", "n/x.txt"], ["x.txt", "n/x"]),
        ([], []),
    ],
)
def test_find_ids(files: list[str], ids: list[str]) -> None:
    assert list(find_ids(files).values()) == ids or sorted(find_ids(files).values()) == sorted(ids)
    assert len(set(find_ids(files).values())) == len(files)


def test_raw_takes_the_text_as_it_is(tmp_path: Path) -> None:
    text = f"Menu\r\n\r\n{PAGE}\u00a0 "
    (report,), _ = opened(write(tmp_path / "a.txt", text), raw=True)
    assert report.text == text
    assert report.origin == ()


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "an empty file"),
        (b" \n\t\n", "nothing but white space"),
        (b"\x00\x01\x02binary\x00", "binary data"),
        (b"%PDF-1.7 ...", "a PDF document"),
        (b"PK\x03\x04....", "a ZIP archive or office document"),
        (b"\x89PNG\r\n\x1a\n....", "a PNG image"),
        (b"\xff\xd8\xff\xe0....", "a JPEG image"),
        (b"\x1f\x8b\x08....", "a gzip archive"),
        (b"\xff\xfea", "broken UTF-16"),
        (bytes(range(1, 32)) * 20, "binary data"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, content: bytes, found: str) -> None:
    good = write(tmp_path / "good.txt", PAGE)
    reports, (problem,) = opened(good, write(tmp_path / "bad.txt", content))
    assert [r.id for r in reports] == ["good"]
    assert (problem.kind, problem.source) == ("failed", str(tmp_path / "bad.txt"))
    assert problem.found.startswith(found)
    assert "\n" not in problem.line()


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(tmp_path: Path, codec: str) -> None:
    text = PAGE.replace("Harun", "Härün")
    (report,), problems = opened(write(tmp_path / "a.txt", text.encode(codec)))
    assert (report.text, problems) == (text, [])


def test_windows_text_is_read_with_a_doubt(tmp_path: Path) -> None:
    text = PAGE.replace("Harun", "Härün")
    (report,), (problem,) = opened(write(tmp_path / "a.txt", text.encode("cp1252")))
    assert report.text == text
    assert problem.kind == "doubtful"


def test_too_large_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_MAX_BYTES", "1000")
    write(tmp_path / "a.txt", PAGE * 10)
    write(tmp_path / "b.jsonl", line(id="long", text=PAGE * 10) + line(id="short", text=LEAD))
    write(tmp_path / "c.json", line(id="c", text=PAGE * 10))
    reports, problems = opened(tmp_path, "-", stdin=PAGE.encode() * 10)
    assert [r.id for r in reports] == ["short"]
    assert [p.kind for p in problems] == ["failed"] * 4
    assert all("bytes" in p.found for p in problems)


def test_names_that_lead_nowhere(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "links").mkdir()
    (tmp_path / "links" / "loop").symlink_to(tmp_path / "links" / "loop")
    (tmp_path / "links" / "back").symlink_to(tmp_path / "links")
    _, problems = opened(tmp_path / "links", tmp_path / "none.txt", tmp_path / "empty", "\0")
    assert sorted(p.found for p in problems) == [
        "a folder with no file in it",
        "a link that leads nowhere, or in a circle",
        "a name that cannot be a file",
        "no such file",
    ]


def test_json_lines(tmp_path: Path) -> None:
    content = (
        line(id="a", text=PAGE, published="2017-03-04T09:00:00Z", outlet="Port San Echo", url="https://example.org/a")
        + "\n"
        + line(text=LEAD)
        + '{"id": "cut", "text": "The two sid\n'
        + line(id="b", text=None)
        + line(id="c", text=["a list"])
        + "[1, 2]\n"
        + line(id=7, text=LEAD, published="2017-02-30")
        + line(id="d", text=LEAD, published=20170304)
    )
    reports, problems = opened(write(tmp_path / "n.jsonl", content))
    assert [r.id for r in reports] == ["a", "n:3", "7", "d"]
    assert (str(reports[0].published.date), reports[0].outlet, reports[0].url) == (
        "2017-03-04", "Port San Echo", "https://example.org/a",
    )  # fmt: skip
    assert [(p.source.rsplit(":")[-1], p.kind) for p in problems] == [
        ("4", "failed"), ("5", "failed"), ("6", "failed"), ("7", "failed"), ("8", "doubtful"), ("9", "doubtful"),
    ]  # fmt: skip
    assert reports[2].published.basis == "unknown"


def test_one_id_twice(tmp_path: Path) -> None:
    write(
        tmp_path / "n.jsonl",
        line(id="a", text=PAGE) + line(id="a", text=LEAD) + line(id="a", text=LEAD) + line(id="a", text=PAGE),
    )
    reports, problems = opened(tmp_path)
    assert reports[0].id == "a"
    assert len({r.id for r in reports}) == len(reports) == 2
    assert reports[1].id.startswith("a~") and len(reports[1].id) == 8
    assert [p.kind for p in problems] == ["doubtful", "repeated", "repeated"]


def test_a_line_may_not_take_the_id_of_a_file(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", PAGE)
    write(tmp_path / "n.jsonl", line(id="a", text=LEAD))
    reports, problems = opened(tmp_path)
    assert len({r.id for r in reports}) == 2
    assert [p.kind for p in problems] == ["doubtful"]


def test_a_json_file_holds_one_report_or_a_list(tmp_path: Path) -> None:
    write(tmp_path / "one.json", line(text=PAGE))
    write(tmp_path / "two.json", json.dumps([{"text": LEAD}, {"id": "x", "text": PAGE + "."}, 3]))
    write(tmp_path / "none.json", "[]")
    reports, problems = opened(tmp_path)
    assert [r.id for r in reports] == ["one", "two:1", "x"]
    assert [p.found for p in problems] == ["an empty list", "JSON that is no object"]


def test_json_lines_by_another_name(tmp_path: Path) -> None:
    write(tmp_path / "a.json", line(id="a", text=PAGE) + line(id="b", text=LEAD))
    write(tmp_path / "c.txt", line(id="c", text=PAGE + " ") + line(id="d", text=LEAD + " "))
    reports, problems = opened(tmp_path)
    assert ([r.id for r in reports], problems) == (["a", "b", "c", "d"], [])


def test_a_feed_is_no_article(tmp_path: Path) -> None:
    _, (problem,) = opened(write(tmp_path / "a.xml", f"<?xml version='1.0'?><rss><item>{PAGE}</item></rss>"))
    assert problem.found == "XML that is no web page"


@pytest.mark.parametrize(
    ("stdin", "ids"),
    [
        (PAGE.encode(), ["stdin"]),
        (line(id="a", text=PAGE).encode(), ["a"]),
        (b"\n" + line(text=PAGE).encode(), ["stdin:1"]),
    ],
)
def test_standard_input(stdin: bytes, ids: list[str]) -> None:
    reports, problems = opened("-", stdin=stdin)
    assert ([r.id for r in reports], problems) == (ids, [])


def test_half_a_character_is_broken_json(tmp_path: Path) -> None:
    _, (problem,) = opened(write(tmp_path / "n.jsonl", '{"id": "a", "text": "Talks \\ud800 open on Monday."}\n'))
    assert problem.kind == "failed"


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(st.binary(max_size=400), st.text(max_size=200).map(lambda t: t.encode("utf-8", "replace"))),
    st.sampled_from(["txt", "html", "jsonl", "json"]),
)
def test_garbage_never_raises(tmp_path_factory: pytest.TempPathFactory, content: bytes, ending: str) -> None:
    path = write(tmp_path_factory.mktemp("garbage") / f"a.{ending}", content)
    for raw in (False, True):
        for item in open_inputs([str(path)], raw=raw):
            assert isinstance(item, Report | Problem)
            assert not isinstance(item, Problem) or "\n" not in item.line()


@pytest.mark.parametrize(
    "text",
    [
        "A" * 200_000,
        "word " * 40_000,
        "WORD, " * 30_000,
        "(" * 100_000,
        "<" * 100_000,
        "\n" * 200_000 + "a",
        "1 " * 90_000,
    ],
)
def test_odd_long_texts_are_opened_to_the_end(text: str) -> None:
    for raw in (False, True):
        assert list(open_inputs(["-"], raw=raw, stdin=io.BytesIO(text.encode())))
