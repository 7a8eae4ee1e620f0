"""Read an annotated set and score it: `python bench/measure.py DATA.jsonl --scorer SCORER.py [--gold GOLD] [-- ARGS]`.

DATA is JSON Lines; fields other than the input's (gold annotations) are stripped before reading. The
scorer is called as `SCORER PRED GOLD ARGS...`, with options in the order that `--call` gives:
`pred gold` (default), `gold pred`, `pred --gold gold`, `--gold gold --pred pred`.
Parses are kept in `--cache` between runs, so that a change to the rules is measured in seconds.
`--against OLD.jsonl` lists what became different from an earlier prediction (see diff.py).
"""

import argparse
import hashlib
import itertools
import json
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from dragoman.intake.jsonl import report_from_fields
from dragoman.model import Reading, Report, to_json_line
from dragoman.reading.parse import SpacyParser
from dragoman.reading.parsed import Parsed
from dragoman.reading.pipeline import read_reports

INPUT_FIELDS = ("id", "text", "published", "outlet", "headline", "url")
CALLS = {
    "pred gold": "{pred} {gold}",
    "gold pred": "{gold} {pred}",
    "pred --gold gold": "{pred} --gold {gold}",
    "--gold gold --pred pred": "--gold {gold} --pred {pred}",
}


class CachingParser:
    """A parser that keeps what it parsed in a folder, by the report's text and parts."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._inner: SpacyParser | None = None
        folder.mkdir(parents=True, exist_ok=True)

    def parse(self, reports: Iterable[Report]) -> Iterator[Parsed]:
        for report in reports:
            key = hashlib.sha256(repr((report.text, report.parts)).encode()).hexdigest()[:24]
            file = self._folder / f"{key}.pickle"
            if not file.exists():
                self._inner = self._inner or SpacyParser()
                partial = file.with_suffix(f".{id(self)}.tmp")
                partial.write_bytes(pickle.dumps(next(self._inner.parse([report]))))
                partial.replace(file)
            yield pickle.loads(file.read_bytes())


def read_data(path: Path) -> Iterator[Report]:
    """The reports of a JSON Lines file, without gold."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                fields = json.loads(line)
                yield report_from_fields({k: fields[k] for k in INPUT_FIELDS if k in fields}, str(path))


def read_all(path: Path, cache: Path, limit: int | None = None) -> Iterator[Reading]:
    """Readings of a JSON Lines file, with cached parses."""
    return read_reports(itertools.islice(read_data(path), limit), CachingParser(cache))


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("data", type=Path)
    ap.add_argument("--gold", type=Path, help="the gold file, where it is not DATA itself")
    ap.add_argument("--scorer", type=Path)
    ap.add_argument("--call", choices=CALLS, default="pred gold")
    ap.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "dragoman-parses-2")
    ap.add_argument("--pred", type=Path, help="where to write the prediction")
    ap.add_argument("--limit", type=int, help="only the first N reports")
    ap.add_argument("args", nargs="*", help="further arguments of the scorer, after --")
    o = ap.parse_args()
    pred = o.pred or Path(tempfile.mkdtemp()) / "pred.jsonl"
    with pred.open("wb") as out:
        for reading in read_all(o.data, o.cache, o.limit):
            out.write(to_json_line(reading) + b"\n")
    if not o.scorer:
        print(pred)
        return 0
    call = CALLS[o.call].format(pred=pred, gold=o.gold or o.data)
    return subprocess.run([sys.executable, str(o.scorer), *call.split(), *o.args], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
