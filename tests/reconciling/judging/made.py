"""Judgements and drafts made by hand."""

import datetime as dt
from typing import Any

import msgspec

from dragoman.model import ClaimRef, Judgement
from dragoman.model.judgement import digest_judgement, parse_ref

NOON = dt.datetime(2020, 5, 1, 12, tzinfo=dt.UTC)


def ref(text: str) -> ClaimRef:
    """A claim by its printed name."""
    found = parse_ref(text)
    assert found is not None, text
    return found


def judge(answer: str, *claims: str | ClaimRef, at: int = 0, by: str = "Ada", **fields: Any) -> Judgement:
    """A judgement made `at` minutes after noon; `value` as "field=value"."""
    field, _, value = fields.pop("value", "").partition("=")
    made = Judgement(
        at=NOON + dt.timedelta(minutes=at),
        by=by,
        answer=answer,
        claims=tuple(ref(c) if isinstance(c, str) else c for c in claims),
        field=field or None,
        value=value or None,
        why=fields.pop("why", "the minutes say so"),
        **fields,
    )
    return msgspec.structs.replace(made, id=digest_judgement(made))
