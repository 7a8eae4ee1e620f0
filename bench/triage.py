"""What triage loses and spares: `python bench/triage.py --keep WIRE.jsonl INCIDENTS.jsonl --rest TIMES.jsonl ...`.

The reports of `--keep` all carry something that an analyst needs; those of `--rest` are the stream around them.
Prints how many of the first were set aside (to be fewer than 1 in 100) and how many of the second.
"""

import argparse
import itertools
import sys
from pathlib import Path

from dragoman.intake.triage import make_triage
from measure import read_data


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--keep", type=Path, nargs="+", required=True)
    ap.add_argument("--rest", type=Path, nargs="+", required=True)
    ap.add_argument("--about", default="talks,ceasefire,incidents")
    o = ap.parse_args()
    triage = make_triage(o.about)
    for title, paths in (("to be kept", o.keep), ("the rest", o.rest)):
        reports = list(itertools.chain.from_iterable(read_data(path) for path in paths))
        aside = [r.id for r in reports if not triage.keeps(r)]
        print(f"{title}: {len(aside)} of {len(reports)} set aside ({100 * len(aside) / len(reports):.1f} %)")
        if paths is o.keep:
            print("".join(f"  lost: {report}\n" for report in aside), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
