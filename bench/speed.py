"""How fast reading is, beside the bare spaCy pipeline with all its components on, over the same texts.

    python bench/speed.py TEXTS.jsonl|FOLDER... [--rounds 3]

Prints, from one run in one process: documents and words a CPU-second of each, the ratio of CPU time
(reading divided by bare pipeline: below 1 is faster than the bare pipeline), the share of each step,
and the ratio of triage. The two are timed in turn, A B A B, and the medians are compared.
"""

import argparse
import itertools
import resource
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from dragoman.intake import open_inputs
from dragoman.intake.triage import make_triage
from dragoman.model import Report, to_json_line
from dragoman.reading import pipeline
from dragoman.reading.parse import SpacyParser
from dragoman.settings import get_setting
from measure import read_data


def find_reports(path: Path) -> Iterator[Report]:
    """The reports of a JSON Lines file, taken as they are, or of a folder, by way of intake."""
    if path.is_dir():
        return (item for item in open_inputs([str(path)]) if isinstance(item, Report))
    return read_data(path)


def cpu_seconds(work: Callable[[], Any]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def peak_megabytes() -> float:
    """The most memory that this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def time_steps(reports: list[Report], parser: SpacyParser) -> dict[str, float]:
    """CPU seconds of each step, by wrapping the functions that the pipeline calls."""
    spent: dict[str, float] = defaultdict(float)
    steps = [name for name in vars(pipeline) if name.startswith(("find_", "read_")) and name not in OWN]
    originals = {name: getattr(pipeline, name) for name in steps}

    def timed(name: str) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            began = time.process_time()
            result = originals[name](*args, **kwargs)
            spent[name] += time.process_time() - began
            return result

        return call

    for name in steps:
        setattr(pipeline, name, timed(name))
    try:
        for report in reports:
            began = time.process_time()
            parsed = next(parser.parse([report]))
            spent["parse"] += time.process_time() - began
            reading = pipeline.read_parsed(report, parsed)
            began = time.process_time()
            to_json_line(reading)
            spent["to_json"] += time.process_time() - began
    finally:
        for name, original in originals.items():
            setattr(pipeline, name, original)
    return spent


OWN = {"read_report", "read_reports", "read_parsed"}


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("data", type=Path, nargs="+")
    ap.add_argument("--rounds", type=int, default=3)
    ap.add_argument("--limit", type=int, default=200, help="reports of each file or folder")
    o = ap.parse_args()
    import spacy

    reports = [r for path in o.data for r in itertools.islice(find_reports(path), o.limit)]
    words = sum(len(r.text.split()) for r in reports)
    bare, parser = spacy.load(get_setting("model")), SpacyParser()
    texts = [r.text for r in reports]

    def read_all() -> None:
        for reading in pipeline.read_reports(reports, parser):
            to_json_line(reading)

    def run_bare() -> None:
        for _ in bare.pipe(texts):
            pass

    triage = make_triage("talks,ceasefire,incidents")

    def run_triage() -> None:
        for report in reports:
            triage.keeps(report)

    memory = [peak_megabytes()]
    for _ in range(o.rounds):
        read_all()
        memory.append(peak_megabytes())
    for warm_up in (run_bare, run_triage):
        warm_up()
    rounds = [(cpu_seconds(read_all), cpu_seconds(run_bare), cpu_seconds(run_triage)) for _ in range(o.rounds)]
    reading, pipe, aside = (statistics.median(column) for column in zip(*rounds, strict=True))
    ratios = [a / b for a, b, _ in rounds]
    print(f"{len(reports)} reports, {words} words, {o.rounds} rounds, {bare.meta['name']} {bare.meta['version']}")
    for name, seconds in (("dragoman read", reading), ("bare spaCy, all components", pipe)):
        print(f"  {name:28}{len(reports) / seconds:8.1f} reports{words / seconds:10.0f} words a CPU-second")
    middle, low, high = statistics.median(ratios), min(ratios), max(ratios)
    print(f"  ratio of CPU time, reading to bare pipeline: {middle:.2f} ({low:.2f} to {high:.2f})")
    grown = ", ".join(f"{m:.0f}" for m in memory)
    print(f"  peak memory in MB, loaded and after reading all once, twice, ...: {grown}")
    print(f"  triage: {reading / aside:.0f} times the speed of reading")
    spent = time_steps(reports, parser)
    total = sum(spent.values())
    for name, seconds in sorted(spent.items(), key=lambda s: -s[1]):
        print(f"  {name:28}{100 * seconds / total:7.1f} %  {1e6 * seconds / words:7.1f} microseconds a word")
    return 0


if __name__ == "__main__":
    sys.exit(main())
