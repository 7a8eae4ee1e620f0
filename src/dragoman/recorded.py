"""A record made once and kept: the same readings make the same record, so asking again takes no time.

Enters: what `reconcile` takes. Leaves: what it gives. A brief in another format, or the record after the brief, are the
usual cases. The key holds every reading and the program's whole source.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from dragoman.cache import make_key, open_cache
from dragoman.model import Judgement, Problem, Reading, Record, to_json_line
from dragoman.versions import reader_version, source_digest, versions_told

EVERYTHING = ("",)  # of the package
_record = msgspec.json.Decoder(Record)


def make_record(
    readings: Iterable[Reading],
    *,
    not_read: Sequence[Problem] = (),
    as_of: dt.date | None = None,
    judgements: Iterable[Judgement] = (),
) -> Record:
    """`reconcile`, or what it came to before. `not_read` may fill up while the readings are used."""
    given, judged = list(readings), list(judgements)
    cache = open_cache()
    key = _key(given, not_read, as_of, judged) if cache.folder else None
    if key and (value := cache.get(key)) is not None:
        try:
            return _record.decode(value)
        except (msgspec.DecodeError, UnicodeDecodeError):
            pass  # made anew, and kept again
    from dragoman.reconciling import reconcile

    record = reconcile(given, not_read=not_read, as_of=as_of, judgements=judged)
    if key:
        cache.put(key, to_json_line(record))
        cache.flush()
    return record


def _key(
    readings: Sequence[Reading], not_read: Sequence[Problem], as_of: dt.date | None, judgements: Sequence[Judgement]
) -> bytes | None:
    digest = hashlib.sha256()
    try:
        program = source_digest(Path(__file__).parent, EVERYTHING)
        for value in (*readings, *not_read, as_of, *judgements, versions_told({})):
            line = to_json_line(value)
            digest.update(len(line).to_bytes(8, "big") + line)
    except (OSError, UnicodeEncodeError):
        return None
    return make_key("record", reader_version(), program, digest.digest())
