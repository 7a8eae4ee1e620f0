"""Make a record of reports and print it as JSON: `python bench/record.py INPUT... [--out RECORD.json]`.

INPUT is what `dragoman record` takes; `--raw` takes texts as they are. Parses are kept in `--cache` between
runs. `--gold GOLD.jsonl` (the wire gold) puts its facts in the place of the events that were read, to see
what reconciling alone is worth.
"""

import argparse
import datetime as dt
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import msgspec

from dragoman import flow
from dragoman.model import Attribution, Event, Party, Place, Reading, Span, When, to_json
from dragoman.reconciling import reconcile
from measure import CachingParser


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
    ap.add_argument("--raw", action="store_true")
    ap.add_argument("--gold", type=Path)
    ap.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "dragoman-parses-2")
    ap.add_argument("--out", type=Path)
    o = ap.parse_args()
    flow._parser = CachingParser(o.cache)
    found = flow.read_inputs([str(path) for path in o.inputs], raw=o.raw)
    readings = list(found)
    if o.gold:
        gold = {g["id"]: g["facts"] for g in map(json.loads, o.gold.read_text(encoding="utf-8").splitlines())}
        readings = [with_gold(r, gold.get(r.report.id, [])) for r in readings]
    text = to_json(reconcile(readings, not_read=found.problems))
    o.out.write_text(text, encoding="utf-8") if o.out else sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
