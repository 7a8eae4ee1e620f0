"""Direction from hand-made parses: the rules themselves, whatever a parser makes of a sentence."""

import pytest

from dragoman.reading.times.direction import find_direction
from tests.factories import make_parsed

CASES = [
    ("they|PRP|nsubj|1 met|VBD|ROOT|1|meet Sunday|NNP|npadvmod|1", "past"),
    ("they|PRP|nsubj|2 will|MD|aux|2 meet|VB|ROOT|2 Sunday|NNP|npadvmod|2", "future"),
    ("they|PRP|nsubj|2 would|MD|aux|2 meet|VB|ROOT|2 Sunday|NNP|npadvmod|2", "future"),
    ("talks|NNS|nsubj|1 resume|VBP|ROOT|1 Sunday|NNP|npadvmod|1", "present"),
    ("he|PRP|nsubj|1 says|VBZ|ROOT|1|say Sunday|NNP|npadvmod|1", "past"),
    ("he|PRP|nsubj|2 has|VBZ|aux|2|have left|VBN|ROOT|2|leave Sunday|NNP|npadvmod|2", "past"),
    ("it|PRP|nsubjpass|2 is|VBZ|auxpass|2|be set|VBN|ROOT|2 for|IN|prep|2 Sunday|NNP|pobj|3", "future"),
    ("it|PRP|nsubjpass|2 was|VBD|auxpass|2|be signed|VBN|ROOT|2|sign on|IN|prep|2 Sunday|NNP|pobj|3", "past"),
    ("they|PRP|nsubj|1 agreed|VBD|ROOT|1|agree to|TO|aux|3 meet|VB|xcomp|1 Sunday|NNP|npadvmod|3", "future"),
    ("he|PRP|nsubj|1 left|VBD|ROOT|1|leave to|TO|aux|3 sign|VB|advcl|1 it|PRP|dobj|3 Sunday|NNP|npadvmod|3", "past"),
    ("it|PRP|nsubj|1 lasted|VBD|ROOT|1|last until|IN|prep|1 Sunday|NNP|pobj|2", "past"),
    ("it|PRP|nsubj|1 runs|VBZ|ROOT|1|run until|IN|prep|1 Sunday|NNP|pobj|2", "future"),
    ("it|PRP|nsubj|2 will|MD|aux|2 go|VB|ROOT|2 on|RP|prt|2 since|IN|prep|2 Sunday|NNP|pobj|4", "past"),
    ("he|PRP|nsubj|1 hails|VBZ|ROOT|1|hail Sunday|NNP|poss|4 's|POS|case|2 vote|NN|dobj|1", "past"),
    ("a|DT|det|1 plan|NN|ROOT|1 for|IN|prep|1 Sunday|NNP|pobj|2", "future"),
    ("Sunday|NNP|ROOT|0", "none"),
]


@pytest.mark.parametrize(("sentence", "direction"), CASES)
def test_direction(sentence, direction):
    parsed = make_parsed(sentence)
    start = parsed.text.index("Sunday")
    assert find_direction(parsed, start, start + len("Sunday")) == direction


def test_no_direction_outside_the_parse():
    assert find_direction(make_parsed(), 3, 9) == "none"


def test_a_chain_of_heads_that_never_ends_is_left():
    words = " ".join(f"of|IN|prep|{max(0, n - 1)}" for n in range(200))
    parsed = make_parsed(words)
    assert find_direction(parsed, parsed.starts[199], parsed.ends[199]) == "none"
