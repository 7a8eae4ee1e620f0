"""Make a record of reports and print it as JSON: `python bench/record.py INPUT... [--out RECORD.json]`.

INPUT is JSON Lines or a text file. Parses are kept in `--cache` between runs. `--gold GOLD.jsonl` (the
wire gold) puts its facts in the place of the events that were read, to see what reconciling alone is worth.
"""

import argparse
import datetime as dt
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from dragoman.intake.jsonl import report_from_fields
from dragoman.model import Attribution, Event, Party, Place, Reading, Report, Span, When, to_json
from dragoman.reading.pipeline import read_reports
from dragoman.reconciling import reconcile
from measure import CachingParser, read_data


def read_inputs(paths: list[Path]) -> Iterator[Report]:
    """The reports of all inputs."""
    for path in paths:
        if path.suffix == ".jsonl":
            yield from read_data(path)
        else:
            yield report_from_fields({"id": path.stem, "text": path.read_text(encoding="utf-8")}, str(path))


def with_gold(reading: Reading, facts: list[dict[str, Any]]) -> Reading:
    """The reading with the gold's facts as its events."""
    events, said = [], []
    for n, f in enumerate(facts, 1):
        span = Span(*f["quote"])
        if f["speaker"]:
            via = tuple(v[0] for v in f["via"])
            said.append(
                Attribution(id=f"g{n}", content=(span,), speaker=f["speaker"][0], anonymous=f["anonymous"], via=via)
            )
        day = {k: dt.date.fromisoformat(v) for k, v in (f["when"] or {}).items() if k in ("earliest", "latest") and v}
        events.append(
            Event(
                id=f"e{n}",
                type=f["type"],
                mode={"meet": None}.get(f["mode"], f["mode"]),
                trigger=span,
                sentence=span,
                agents=tuple(Party(name=a[0]) for a in f["agents"]),
                recipients=tuple(Party(name=a[0]) for a in f["recipients"]),
                place=Place(name=f["place"][0]) if f["place"] else None,
                when=When(**day) if day else None,
                status=f["status"],
                attribution=f"g{n}" if f["speaker"] else None,
            )
        )
    return msgspec.structs.replace(reading, events=tuple(events), attributions=reading.attributions + tuple(said))


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("inputs", nargs="+", type=Path)
    ap.add_argument("--gold", type=Path)
    ap.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "dragoman-parses")
    ap.add_argument("--out", type=Path)
    o = ap.parse_args()
    readings = list(read_reports(read_inputs(o.inputs), CachingParser(o.cache)))
    if o.gold:
        gold = {g["id"]: g["facts"] for g in map(json.loads, o.gold.read_text(encoding="utf-8").splitlines())}
        readings = [with_gold(r, gold.get(r.report.id, [])) for r in readings]
    text = to_json(reconcile(readings))
    o.out.write_text(text, encoding="utf-8") if o.out else sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
