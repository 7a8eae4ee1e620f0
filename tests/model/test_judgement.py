"""References to claims as people print and type them, and the ids of judgements."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import ClaimRef, Judgement, Span, from_json, to_json
from dragoman.model.judgement import KINDS, digest_judgement, parse_ref
from tests.reconciling.judging.made import judge


@given(
    st.sampled_from([k for k in KINDS if k != "actor"]),
    st.text(min_size=1).filter(lambda t: t.strip() == t),
    st.integers(0, 10**8),
    st.integers(1, 10**6),
    st.none() | st.tuples(st.integers(0, 10**6), st.integers(1, 99)),
)
def test_a_printed_reference_is_read_back(kind, report, start, length, mention):
    span = Span(mention[0], mention[0] + mention[1]) if mention else None
    ref = ClaimRef(kind=kind, report=report, start=start, end=start + length, mention=span)
    assert parse_ref(str(ref)) == ref
    assert from_json(to_json(ref), ClaimRef) == ref


@pytest.mark.parametrize(
    "text",
    ["", "incident", "incident:", "incident:r1", "incident:r1@", "incident:r1@5-5", "incident:r1@9-3", "riot:r1@0-5",
     "incident:@0-5", "incident:r1@0-5/3", "incident:r1@0-5/4-4", "incident:r1@-1-5", "incident:r1@0-99999999999",
     "actor:", "actor:  ", "incident:r1@\u0660-\u0665"],
)  # fmt: skip
def test_what_is_no_reference_is_none(text):
    assert parse_ref(text) is None


def test_a_report_may_be_called_anything():
    assert parse_ref("incident:a@b:c/d@3-9/4-6") == ClaimRef(
        kind="incident", report="a@b:c/d", start=3, end=9, mention=Span(4, 6)
    )
    assert parse_ref("actor:Ann  Bo ") == ClaimRef(kind="actor", name="Ann Bo")


def test_an_id_tells_any_change():
    made = judge("correct", "incident:a@0-9", value="killed=5", versions={"b": "2", "a": "1"})
    assert digest_judgement(made) == made.id == digest_judgement(from_json(to_json(made), Judgement))
    changes = [{"by": "Bea"}, {"why": "other"}, {"value": "6"}, {"field": "wounded"}, {"answer": "wrong"}]
    changes += [{"at": made.at.replace(microsecond=1)}, {"versions": {}}, {"wordings": ("x",)}, {"claims": ()}]
    assert len({made.id, *(digest_judgement(msgspec.structs.replace(made, **c)) for c in changes)}) == 10
    assert digest_judgement(msgspec.structs.replace(made, versions={"a": "1", "b": "2"})) == made.id
