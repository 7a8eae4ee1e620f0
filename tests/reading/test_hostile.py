"""Reports are hostile input: whatever the text, reading ends, raises nothing, and every span fits."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.model import Reading
from tests.factories import make_report

pytestmark = pytest.mark.model

PROSE = (
    "The third round of the harbour talks ended on Tuesday without agreement, UN envoy Ada Brandt said. "
    "“We will meet again,” she told reporters, “on May 4 and 5.” At least 12 people were killed in shelling on Monday, "
    "the rebels said, accusing the government of Ostrava of breaking the truce. "
)
STRANGE = {
    "capitals": PROSE.upper() * 3,
    "lower case": PROSE.lower() * 3,
    "no punctuation": "".join(c for c in PROSE * 3 if c.isalnum() or c == " "),
    "one long line": PROSE * 620,  # some 200,000 characters
    "one long word": "a" * 100_000,
    "no spaces": PROSE.replace(" ", "") * 100,
    "only digits": "1 " * 5_000,
    "only quotation marks": "“\"'»" * 4_000,
    "open quotation marks": "“The talks ended, he said. " * 500,
    "brackets": "(" * 3_000 + "UN" + ")" * 3_000,
    "names": "Ada Brandt and " * 2_000,
    "dates": "on May 4, 2017 and " * 1_000,
    "commas": "Russia, " * 3_000,
    "beyond the basic plane": PROSE.replace(" ", " 🕊️𝔸 ") * 3,
    "combining and right to left": PROSE.replace("e", "e\u0301").replace("a", "\u202ea\u202c") * 3,
    "mixed languages": PROSE + "Переговоры завершились во вторник. 会谈星期二结束。 انتهت المحادثات " + PROSE,
    "control characters": PROSE.replace(" ", "\x0b\x1b[31m ") * 2,
    "surrogate": "The talks \ud800 ended on Tuesday.",
    "line breaks": PROSE.replace(" ", "\n") * 5,
    "carriage returns": PROSE.replace(". ", ".\r\n\r\n") * 5,
}


def check_spans(reading: Reading) -> None:
    text, end = reading.report.text, len(reading.report.text)
    for time in reading.times:
        assert text[time.start : time.end] == time.text
        assert time.earliest is None or time.latest is None or time.earliest <= time.latest
    ids = {a.id for a in reading.attributions}
    spans = [s for a in reading.attributions for s in (a.source, a.cue, *a.content)]
    for event in reading.events:
        assert event.attribution is None or event.attribution in ids
        spans += [event.trigger, event.sentence, *(p.span for p in event.agents + event.recipients)]
    spans += [x.span for x in reading.talks + reading.truces + reading.promises]
    assert all(span is None or 0 <= span.start <= span.end <= end for span in spans)


@pytest.mark.parametrize("name", sorted(STRANGE))
def test_strange_text_is_read_to_the_end(name, read_one):
    check_spans(read_one(make_report(STRANGE[name])))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(st.sampled_from([*PROSE.split(), "“", "”", "\n\n", "—", "Mr.", "1,200", "mid-March"]), max_size=60)
)
def test_shuffled_prose_is_read_to_the_end(words, read_one):
    check_spans(read_one(make_report(" ".join(words))))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=200))
def test_any_text_is_read_to_the_end(text, read_one):
    check_spans(read_one(make_report(text)))
