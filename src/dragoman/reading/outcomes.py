"""What became of promises, where a report says so: "as they had promised", "the withdrawal has not begun".

Enters: a report. Leaves: deeds with who did or did not do them, and whether they were kept.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from dragoman.model import Party
from dragoman.reading.announcements import find_refuser
from dragoman.reading.clauses import Marks, find_behind, find_parties, find_subjects, is_negated, lies_ahead
from dragoman.reading.parsed import Parsed
from dragoman.reading.promise_parts import PROMISES
from dragoman.reading.roles import look_up

_PHASES: dict[str, Literal["kept", "broken", "extended"]] = {"kept": "kept", "broken": "broken", "extended": "extended"}


class Outcome(NamedTuple):
    """A deed (token), whose it was (nobody: the text does not say) and what became of it, as `verb` says."""

    deed: int
    who: tuple[Party, ...]
    phase: Literal["kept", "broken", "extended", "withdrawn"]
    verb: int
    kind: str | None = None  # of the deed, where its own words do not say


def find_outcomes(marks: Marks) -> Iterator[Outcome]:
    """Find deeds that are said to be done as promised, or not done though promised."""
    parsed = marks.context.parsed
    for verb, tag in enumerate(parsed.tags):
        if tag[:2] != "VB":
            continue
        if lies_ahead(parsed, verb):
            yield from _taken_back(marks, verb)
            continue
        if _is_as_promised(parsed, verb):
            who = tuple(find_subjects(marks.context, verb))
            if who:
                yield Outcome(verb, who, "broken" if is_negated(parsed, verb) else "kept", verb)
        elif look_up(parsed, verb, PROMISES, "happen"):
            yield from _happened(marks, verb)
        else:
            yield from _on_the_limit(marks, verb)


def _taken_back(marks: Marks, verb: int) -> Iterator[Outcome]:
    """ "said it would not withdraw", "said they would stay away from the conference"."""
    who = find_refuser(marks, verb)
    if who:
        away = look_up(marks.context.parsed, verb, PROMISES, "away")
        yield Outcome(verb, who, "withdrawn", verb, "meet" if away else None)


def _is_as_promised(parsed: Parsed, verb: int) -> bool:
    """ "left the ports as they had promised", "as agreed"."""
    for clause in parsed.children_by(verb, "advcl", "prep"):
        as_ = parsed.lower[clause] == "as" or any(parsed.lower[c] == "as" for c in parsed.children_by(clause, "mark"))
        promise = clause if parsed.lower[clause] != "as" else parsed.child(clause, "pcomp")
        if as_ and promise is not None and parsed.tags[promise] in ("VBD", "VBN"):
            return look_up(parsed, promise, PROMISES, "verb") == "made" and not is_negated(parsed, promise)
    return False


def _happened(marks: Marks, verb: int) -> Iterator[Outcome]:
    """ "the withdrawal has not begun", "the exchange was carried out", "agreed on an exchange, but nobody came"."""
    parsed, context = marks.context.parsed, marks.context
    done = not _is_undone(parsed, verb)
    nouns = parsed.children_by(verb, "nsubj", "nsubjpass", "dobj")
    told = [n for n in nouns if _is_deed(parsed, n)]
    for noun in told:
        starts = look_up(parsed, verb, PROMISES, "happen") == "begins"
        if done and (starts or not parsed.children_by(noun, "det", "poss")):
            continue  # a beginning keeps no promise
        leaving = look_up(parsed, noun, PROMISES, "deed") == "withdraw"  # "of troops", but not "of prisoners"
        behind = find_behind(context, noun, ("by", "of") if leaving else ("by",))
        who = behind if parsed.deps[noun] != "dobj" else find_subjects(context, verb)
        who = who + [p for n in parsed.children_by(noun, "poss") for p in find_parties(context, n)]
        yield Outcome(noun, tuple(who), "kept" if done else "broken", verb)
    if done or told:
        return
    for clause in parsed.children_by(verb, "ccomp"):  # "has not carried out what it agreed to, above all the release"
        if look_up(parsed, clause, PROMISES, "verb") == "made":
            below = range(clause, parsed.right_edge[clause] + 1)
            yield from _broken(parsed, below, tuple(find_subjects(context, verb)))
    promise = parsed.heads[verb] if parsed.deps[verb] == "conj" else verb
    if promise != verb and look_up(parsed, promise, PROMISES, "verb") == "made" and not lies_ahead(parsed, promise):
        yield from _broken(parsed, range(promise, verb), tuple(find_subjects(context, promise)))


def _on_the_limit(marks: Marks, verb: int) -> Iterator[Outcome]:
    """ "missed the deadline for the withdrawal", "put the exchange off to May 3", "the deadline was extended"."""
    parsed, context = marks.context.parsed, marks.context
    phase = look_up(parsed, verb, PROMISES, "limit_verb")
    if phase is None or is_negated(parsed, verb):
        return
    passive = parsed.children_by(verb, "nsubjpass")
    for noun in (*passive, *parsed.children_by(verb, "dobj")):
        limit = look_up(parsed, noun, PROMISES, "limit")
        deed = _deed_of_limit(parsed, noun) if limit else noun if _is_deed(parsed, noun) else None
        if deed is None or (phase != "extended" and not limit):
            continue
        who = find_behind(context, verb, ("by",)) if passive else find_subjects(context, verb)
        who = who or [p for n in parsed.children_by(deed, "poss") for p in find_parties(context, n)]
        who = who or find_behind(context, deed, ("by", "of"))
        yield Outcome(
            deed, tuple(who), "kept" if phase == "kept" else "extended" if phase == "extended" else "broken", verb
        )


def _deed_of_limit(parsed: Parsed, noun: int) -> int | None:
    """What a deadline is for: "for the withdrawal", "to leave", "withdrawal deadline"."""
    near = [n for p in parsed.children_by(noun, "prep") for n in parsed.children_by(p, "pobj", "pcomp")]
    near += [*parsed.children_by(noun, "acl", "relcl", "compound", "nmod")]
    return next((n for n in near if look_up(parsed, n, PROMISES, "deed")), None)


def _broken(parsed: Parsed, below: range, who: tuple[Party, ...]) -> Iterator[Outcome]:
    """The first deed among some words, not done."""
    deed = next((t for t in below if _is_deed(parsed, t)), None)
    if deed is not None and who:
        yield Outcome(deed, who, "broken", deed)


def _is_deed(parsed: Parsed, noun: int) -> bool:
    return parsed.tags[noun][:2] == "NN" and look_up(parsed, noun, PROMISES, "deed") not in (None, "halt")


def _is_undone(parsed: Parsed, verb: int) -> bool:
    """ "has not begun", "was never carried out", "no soldier has moved"."""
    never = any(parsed.lower[c] == "never" for c in parsed.children_by(verb, "neg", "advmod"))
    subjects = parsed.children_by(verb, "nsubj", "nsubjpass")
    nobody = any(parsed.lower[c] in ("no", "neither") for n in subjects for c in parsed.children_by(n, "det"))
    return (
        never or nobody or is_negated(parsed, verb) or any(parsed.lower[n] in ("nobody", "nothing") for n in subjects)
    )
