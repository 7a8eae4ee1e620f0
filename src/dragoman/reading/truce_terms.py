"""The terms of a truce as one sentence gives them: whom it leaves out, where it holds, what deals with breaches, who
brought it about, on paper or not, what for and for how long.

Enters: a report, the head of a phrase that means a truce, the words above it. Leaves: `Terms`.
"""

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dragoman.model import Party, Place, Timex
from dragoman.model.reading import TrucePurpose
from dragoman.reading.clauses import Marks, find_behind, find_parties, find_subjects, is_negated, lies_ahead
from dragoman.reading.parsed import Parsed
from dragoman.reading.roles import look_up, words
from dragoman.reading.truce_reach import find_area, find_excluded, is_nationwide

TRUCES = "truces"
_NEAR = 6  # words behind a truce for "until", "to allow"
_WINDOW = 60  # words on each side of a truce in which its terms are looked for
_PERIOD = re.compile(r"P(T?)(\d+(?:\.\d+)?)([HDWMYS])")
_DAYS = {"D": 1.0, "W": 7.0, "M": 30.0, "Y": 365.0}
_HOUR = {"H": 1 / 24, "M": 1 / 1440, "S": 1 / 86400}
_FIXED = ("agreed", "declared", "extended", "proposed")  # what is said of a truce whose length is then fixed


class Terms(NamedTuple):
    """What the words around one mention say; empty or None where they say nothing."""

    excludes: tuple[Party, ...] = ()
    area: tuple[Place, ...] = ()
    nationwide: bool | None = None
    mechanism: tuple[Party, ...] = ()
    mediators: tuple[Party, ...] = ()
    written: bool | None = None
    purposes: tuple[TrucePurpose, ...] = ()
    lasts: str | None = None
    lasts_days: float | None = None


def find_terms(marks: Marks, head: int, chain: Sequence[int]) -> Terms:
    """Find the terms that a sentence gives of one truce."""
    area = find_area(marks, head, chain)
    lasts, days = _length(marks, head, chain)
    return Terms(
        excludes=_unique(find_excluded(marks, head, chain)),
        area=area,
        nationwide=is_nationwide(marks, head, area),
        mechanism=_unique(_mechanisms(marks.context.parsed, head)),
        mediators=_unique(_mediators(marks, head, chain)),
        written=_is_written(marks.context.parsed, head, chain),
        purposes=tuple(dict.fromkeys(_purposes(marks.context.parsed, head))),
        lasts=lasts,
        lasts_days=days,
    )


def find_terms_of_it(marks: Marks, truces: Sequence[int]) -> dict[int, Terms]:
    """Truce to what the next sentence says of it: "It does not include A", "The agreement is to last ten days"."""
    parsed = marks.context.parsed
    known = sorted(truces)
    found: dict[int, Terms] = {}
    for subject in range(len(parsed)):
        verb = parsed.heads[subject]
        it = parsed.lower[subject] == "it" or parsed.lemmas[subject] in words(TRUCES, "deal")
        if not (it and parsed.deps[subject] in ("nsubj", "nsubjpass")) or subject in known:
            continue
        at = bisect.bisect_left(known, subject) - 1
        verbs = (verb, *parsed.children_by(verb, "xcomp"))
        telling = any(look_up(parsed, v, TRUCES, role) for v in verbs for role in ("cover", "exclude", "last"))
        if at >= 0 and telling and parsed.sentence_of[subject] - parsed.sentence_of[known[at]] <= 1:
            found.setdefault(known[at], find_terms(marks, subject, [verb]))
    return found


def _unique(parties: Iterable[Party]) -> tuple[Party, ...]:
    return tuple({p.name: p for p in parties}.values())


def _mechanisms(parsed: Parsed, head: int) -> Iterator[Party]:
    """A body or line in the sentence that is to deal with breaches, or with the truce: "a joint commission to ..."."""
    for noun in _near(parsed, head):
        if parsed.tags[noun][:2] != "NN" or not look_up(parsed, noun, TRUCES, "mechanism"):
            continue
        verbs = parsed.children_by(noun, "relcl", "acl")
        above = parsed.heads[noun]
        if parsed.deps[noun] in ("nsubj", "nsubjpass", "dobj"):
            verbs += [above, *parsed.children_by(above, "xcomp", "advcl")]
        named = any(look_up(parsed, c, TRUCES, "breach") for c in parsed.children_by(noun, "compound", "nmod"))
        if named or any(_handles(parsed, v, head) for v in verbs):
            first = max(parsed.left_edge[noun], noun - _NEAR)
            while first < noun and parsed.tags[first] in ("DT", "PRP$", ",", ":", "HYPH", "IN", "CC"):
                first += 1
            words_ = " ".join(parsed.text[parsed.starts[first] : parsed.ends[noun]].split())
            yield Party(name=words_, span=parsed.span(first, noun))


def _handles(parsed: Parsed, verb: int, head: int) -> bool:
    if parsed.tags[verb][:2] != "VB" or not look_up(parsed, verb, TRUCES, "handle"):
        return False
    below = parsed.children_by(verb, "dobj")
    below += [n for p in parsed.children_by(verb, "prep") for n in parsed.children_by(p, "pobj")]
    return any(n == head or look_up(parsed, n, TRUCES, "breach") for n in below)


def _mediators(marks: Marks, head: int, chain: Sequence[int]) -> Iterator[Party]:
    """ "brokered by A"; "A brokered the truce"; "a truce mediated by A"; "under the mediation of A"; "A-brokered"."""
    parsed = marks.context.parsed
    for word in (*chain[:1], *parsed.children_by(head, "acl", "relcl", "amod", "nmod")):
        if look_up(parsed, word, TRUCES, "mediate") and parsed.tags[word][:2] in ("VB", "JJ"):
            yield from find_behind(marks.context, word, ("by",))
            yield from (p for n in parsed.children_by(word, "npadvmod", "nmod") for p in find_parties(marks.context, n))
            subject = parsed.child(word, "nsubj")
            if subject is not None and parsed.child(word, "auxpass") is None:
                yield from find_subjects(marks.context, word)
    for over in (head, *chain[:1]):
        for prep in parsed.children_by(over, "prep", "agent"):
            for noun in parsed.children_by(prep, "pobj"):
                if look_up(parsed, noun, TRUCES, "mediation"):
                    yield from find_behind(marks.context, noun, ("of", "by"))
                    owners = parsed.children_by(noun, "poss", "compound", "amod")
                    yield from (p for n in owners for p in find_parties(marks.context, n))


def _is_written(parsed: Parsed, head: int, chain: Sequence[int]) -> bool | None:
    """True if it was signed, or is called a document; False if it is called informal."""
    if any(look_up(parsed, c, TRUCES, "unwritten") for c in parsed.children_by(head, "amod")):
        return False
    above = [w for w in chain[:1] if parsed.tags[w][:2] == "VB" and not is_negated(parsed, w)]
    paper = [head, *above, *parsed.children_by(head, "acl", "relcl")]
    return True if any(look_up(parsed, w, TRUCES, "paper") for w in paper) else None


def _purposes(parsed: Parsed, head: int) -> Iterator[TrucePurpose]:
    """What it is for: an adjective, a feast before it, "to allow ...", "for the election"."""
    inside = parsed.children_by(head, "amod", "compound", "nmod", "npadvmod")
    aims = [v for v in parsed.children_by(head, "acl", "relcl", "advcl") if look_up(parsed, v, TRUCES, "aim")]
    above = parsed.heads[head]
    if parsed.deps[head] in ("dobj", "pobj"):
        aims += [v for v in parsed.children_by(above, "advcl", "xcomp") if look_up(parsed, v, TRUCES, "aim")]
    behind = [n for p in parsed.children_by(head, "prep") if parsed.lower[p] in ("for", "during", "over")
              for n in parsed.children_by(p, "pobj")]  # fmt: skip
    for verb in aims:
        behind += range(verb, min(parsed.right_edge[verb], verb + 2 * _NEAR) + 1)
    for token in (*inside, *behind):
        purpose: TrucePurpose | None = look_up(parsed, token, TRUCES, "purpose")  # type: ignore[assignment]
        if purpose:
            yield purpose


def _length(marks: Marks, head: int, chain: Sequence[int]) -> tuple[str | None, float | None]:
    """ "a 72-hour truce", "a truce of ten days", "is to last ten days": as printed, and in days.

    How long a truce has held, or how old it is, is no fixed length.
    """
    parsed = marks.context.parsed
    inside = range(parsed.left_edge[head], head)
    fixing = [w for w in chain[:1] if look_up(parsed, w, TRUCES, "phase") in _FIXED]
    behind = [
        n for w in (head, *fixing) for p in parsed.children_by(w, "prep") if parsed.lower[p] in ("for", "of")
        for n in parsed.children_by(p, "pobj")
    ]  # fmt: skip
    lasting = [w for w in _lasting(parsed, head, chain) if look_up(parsed, w, TRUCES, "last") and lies_ahead(parsed, w)]
    behind += [n for w in lasting for n in parsed.children_by(w, "npadvmod", "dobj")]
    behind += [n for w in lasting for p in parsed.children_by(w, "prep") for n in parsed.children_by(p, "pobj")]
    for time in _times_near(marks, head):
        tokens = parsed.tokens_in(time.start, time.end)
        period = _PERIOD.fullmatch(time.value) if time.type == "DURATION" and tokens else None
        if period is None or parsed.lemmas[tokens[-1]] in words(TRUCES, "age"):
            continue
        if look_up(parsed, tokens[-1] + 1 if tokens[-1] + 1 < len(parsed) else tokens[-1], TRUCES, "age"):
            continue
        before = tokens[0] in inside and tokens[-1] < head and "long" not in parsed.lower[tokens[0] : head]
        if before or any(n in tokens for n in behind):
            first = tokens[0] + (tokens[0] in lasting)  # "last ten days" is the verb and its length
            text = parsed.text[parsed.starts[first] : parsed.ends[tokens[-1]]]
            return text, round(float(period[2]) * (_HOUR if period[1] else _DAYS).get(period[3], 1.0), 3)
    return None, None


def _near(parsed: Parsed, head: int) -> range:
    """The tokens around a truce in its sentence."""
    sentence = parsed.sentence(head)
    return range(max(sentence.first, head - _WINDOW), min(sentence.last, head + _WINDOW))


def _times_near(marks: Marks, head: int) -> Sequence[Timex]:
    times, near = marks.context.times, _near(marks.context.parsed, head)
    first = bisect.bisect_left(times, marks.context.parsed.starts[near[0]], key=lambda t: t.start)
    last = bisect.bisect_right(times, marks.context.parsed.starts[near[-1]], key=lambda t: t.start)
    return times[first:last]


def _lasting(parsed: Parsed, head: int, chain: Sequence[int]) -> list[int]:
    verbs = [*chain[:1], *parsed.children_by(head, "relcl", "acl")]
    below = [x for v in verbs for x in parsed.children_by(v, "xcomp", "conj")]
    return verbs + below + [x for v in below for x in parsed.children_by(v, "conj")]
