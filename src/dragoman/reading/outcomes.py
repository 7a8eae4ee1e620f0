"""What became of promises, where a report says so: "as they had promised", "the withdrawal has not begun".

Enters: a report. Leaves: deeds with who did or did not do them, and whether they were kept.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from dragoman.model import Party
from dragoman.reading.clauses import Marks, find_behind, find_parties, find_subjects, is_negated, lies_ahead
from dragoman.reading.parsed import Parsed
from dragoman.reading.promise_parts import PROMISES
from dragoman.reading.roles import look_up


class Outcome(NamedTuple):
    """A deed (token), whose it was (nobody: the text does not say) and what became of it."""

    deed: int
    who: tuple[Party, ...]
    phase: Literal["kept", "broken"]


def find_outcomes(marks: Marks) -> Iterator[Outcome]:
    """Find deeds that are said to be done as promised, or not done though promised."""
    parsed = marks.context.parsed
    for verb, tag in enumerate(parsed.tags):
        if tag[:2] != "VB" or lies_ahead(parsed, verb):
            continue
        if _is_as_promised(parsed, verb):
            who = tuple(find_subjects(marks.context, verb))
            if who:
                yield Outcome(verb, who, "broken" if is_negated(parsed, verb) else "kept")
        elif look_up(parsed, verb, PROMISES, "happen"):
            yield from _happened(marks, verb)


def _is_as_promised(parsed: Parsed, verb: int) -> bool:
    """ "left the ports as they had promised", "as agreed"."""
    for clause in parsed.children_by(verb, "advcl", "prep"):
        as_ = parsed.lower[clause] == "as" or any(parsed.lower[c] == "as" for c in parsed.children_by(clause, "mark"))
        promise = clause if parsed.lower[clause] != "as" else parsed.child(clause, "pcomp")
        if as_ and promise is not None and parsed.tags[promise] in ("VBD", "VBN"):
            return look_up(parsed, promise, PROMISES, "verb") == "made" and not is_negated(parsed, promise)
    return False


def _happened(marks: Marks, verb: int) -> Iterator[Outcome]:
    """ "the withdrawal has not begun", "the exchange was carried out", "had not carried out what it had agreed to"."""
    parsed, context = marks.context.parsed, marks.context
    done = not (
        is_negated(parsed, verb) or any(parsed.lower[c] == "never" for c in parsed.children_by(verb, "neg", "advmod"))
    )
    nouns = parsed.children_by(verb, "nsubj", "nsubjpass")
    nouns += parsed.children_by(verb, "dobj")
    for clause in parsed.children_by(
        verb, "ccomp"
    ):  # "has not carried out what it had agreed to, above all the release"
        if not done and look_up(parsed, clause, PROMISES, "verb") == "made":
            below = [t for t in range(clause, parsed.right_edge[clause] + 1) if parsed.tags[t][:2] == "NN"]
            deed = next((t for t in below if look_up(parsed, t, PROMISES, "deed") not in (None, "halt")), None)
            if deed is not None:
                yield Outcome(deed, tuple(find_subjects(context, verb)), "broken")
    for noun in nouns:
        if look_up(parsed, noun, PROMISES, "deed") in (None, "halt") or parsed.tags[noun][:2] != "NN":
            continue
        starts = look_up(parsed, verb, PROMISES, "happen") == "begins"
        if done and (starts or not parsed.children_by(noun, "det", "poss")):
            continue  # a beginning keeps no promise
        who = find_behind(context, noun, ("by", "of")) if parsed.deps[noun] != "dobj" else find_subjects(context, verb)
        who = who + [p for n in parsed.children_by(noun, "poss") for p in find_parties(context, n)]
        yield Outcome(noun, tuple(who), "kept" if done else "broken")
