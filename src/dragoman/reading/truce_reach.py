"""Whom and where a truce binds: who or what it leaves out, the places for which it is said to hold.

Enters: a report, the head of a phrase that means a truce, the words above it. Leaves: parties and places.
"""

import functools
from collections.abc import Iterator, Sequence

from dragoman.knowledge.loader import load_entries
from dragoman.knowledge.schema.actors import Country
from dragoman.model import Party, Place
from dragoman.reading.clauses import Marks, find_parties, is_negated
from dragoman.reading.parsed import Parsed
from dragoman.reading.roles import look_up

TRUCES = "truces"
_LONG = 60  # characters of an exclusion as printed
_WHERE = ("in", "around", "for", "across", "throughout", "along", "at", "near", "on", "over")
_ALL = ("across", "throughout")


def find_excluded(marks: Marks, head: int, chain: Sequence[int]) -> Iterator[Party]:
    """ "does not include A"; "excludes A"; "all groups except A"; "A, who are not covered by the truce"."""
    parsed = marks.context.parsed
    relative = parsed.children_by(head, "relcl", "acl")
    for verb in (*chain[:1], *relative):
        if parsed.tags[verb][:2] not in ("VB", "JJ"):
            continue
        passive = parsed.child(verb, "auxpass") is not None or parsed.tags[verb] == "VBN"
        left_out = look_up(parsed, verb, TRUCES, "exclude") is not None
        covers = look_up(parsed, verb, TRUCES, "cover") is not None
        if (left_out and not is_negated(parsed, verb)) or (covers and is_negated(parsed, verb)):
            yield from _left_out(marks, verb, head, passive)
        if left_out or covers:
            yield from (p for n in (verb, *_objects(parsed, verb)) for p in _excepted(marks, n))
    yield from _excepted(marks, head)


def _left_out(marks: Marks, verb: int, head: int, passive: bool) -> Iterator[Party]:
    parsed = marks.context.parsed
    if not passive:
        above = [n for n in _objects(parsed, verb) if n != head]
    else:
        subject = parsed.child(verb, "nsubjpass", "nsubj")
        relative = subject is not None and parsed.tags[subject] in ("WP", "WDT")
        above = [parsed.heads[verb]] if subject is None or relative else [subject]
    for noun in above:
        if noun != head and noun < len(parsed) and parsed.tags[noun][:2] in ("NN", "PR"):
            yield from _printed(marks, noun)


def _objects(parsed: Parsed, verb: int) -> list[int]:
    """What a verb has as its object, also behind "to": "does not apply to A", and all that is joined to it."""
    found = parsed.children_by(verb, "dobj")
    for prep in parsed.children_by(verb, "prep", "agent", "dative"):
        if parsed.lower[prep] in ("to", "on", "in", "for"):
            found += parsed.children_by(prep, "pobj")
    return found + [c for n in found for c in parsed.children_by(n, "conj")]


def _excepted(marks: Marks, noun: int) -> Iterator[Party]:
    """ "all groups except A"."""
    parsed = marks.context.parsed
    for prep in parsed.children_by(noun, "prep", "cc"):
        if look_up(parsed, prep, TRUCES, "except") and parsed.tags[prep] != "CC":
            for n in parsed.children_by(prep, "pobj"):
                yield from _printed(marks, n)


def _printed(marks: Marks, noun: int) -> list[Party]:
    """The parties that a phrase names, else its words without the article; a pronoun names what it stands for."""
    parsed = marks.context.parsed
    such = [n for p in parsed.children_by(noun, "prep") if parsed.lower[p] in ("as", "like", "including")
            for n in parsed.children_by(p, "pobj")]  # fmt: skip
    if such:  # "groups such as A and B"
        return [p for n in such for p in find_parties(marks.context, n)]
    place = next(iter(_at(marks, noun)), None)
    if place:
        return [Party(name=place.name, span=parsed.span(noun, noun))]
    parties = find_parties(marks.context, noun)
    if parties or parsed.tags[noun][:2] != "NN":
        return parties
    first, last = parsed.left_edge[noun], noun
    while first < noun and parsed.tags[first] in ("DT", "PRP$", "IN", ","):
        first += 1
    name = " ".join(parsed.text[parsed.starts[first] : parsed.ends[last]].split())
    return [Party(name=name, span=parsed.span(first, last))] if len(name) <= _LONG else []


def find_area(marks: Marks, head: int, chain: Sequence[int]) -> tuple[Place, ...]:
    """The places behind "in", "around" of the phrase, or of the verb that says it takes effect or covers them.

    A place before it is no area: the Gaza truce holds in Gaza, the Geneva truce was made there.
    """
    parsed = marks.context.parsed
    found: list[Place] = []
    begins = [w for w in chain[:1] if look_up(parsed, w, TRUCES, "begin") or look_up(parsed, w, TRUCES, "cover")]
    if begins and is_negated(parsed, begins[0]):
        begins = []
    for over in (head, *begins):
        for prep in parsed.children_by(over, "prep"):
            if parsed.lower[prep] in _WHERE and parsed.tags[prep] == "IN":
                found += _places_below(marks, prep)
        if over in begins:
            found += [p for n in parsed.children_by(over, "dobj") for p in _at(marks, n)]
    return tuple({p.name: p for p in found}.values())


def _places_below(marks: Marks, prep: int) -> Iterator[Place]:
    parsed = marks.context.parsed
    nouns = parsed.children_by(prep, "pobj")
    for noun in (*nouns, *(c for n in nouns for c in parsed.children_by(n, "conj"))):
        yield from _at(marks, noun)


def _at(marks: Marks, noun: int) -> list[Place]:
    """The place that a noun names, else the one behind "of" in its phrase: "the port of Tunis"."""
    parsed = marks.context.parsed
    if noun in marks.places:
        return [marks.places[noun]]
    of = [p for p in parsed.children_by(noun, "prep", "appos") if parsed.lower[p] == "of" or parsed.deps[p] == "appos"]
    below = [n for p in of for n in ([p] if parsed.deps[p] == "appos" else parsed.children_by(p, "pobj"))]
    return [marks.places[n] for n in below if n in marks.places]


def is_nationwide(marks: Marks, head: int, area: Sequence[Place]) -> bool | None:
    """True where it is said so, False where a part of a country is named; a country by itself says neither."""
    parsed = marks.context.parsed
    inside = [*parsed.children_by(head, "amod", "compound", "advmod", "nmod"), head]
    inside += [c for n in inside[:-1] for c in parsed.children_by(n, "advmod", "compound")]
    if any(look_up(parsed, n, TRUCES, "everywhere") for n in inside):
        return True
    if any(parsed.lower[p] in _ALL and any(map(is_country, _places_below(marks, p))) for p in _preps(parsed, head)):
        return True
    if any(_is_whole_country(parsed, n) for n in _covered(parsed, head)):
        return True
    if any(look_up(parsed, n, TRUCES, "somewhere") for n in inside):
        return False
    return False if area and not any(is_country(p) for p in area) else None


def _preps(parsed: Parsed, head: int) -> list[int]:
    """The prepositions of the phrase, and of the verb that it is the subject of."""
    above = parsed.heads[head]
    return parsed.children_by(head, "prep") + (parsed.children_by(above, "prep") if _is_subject(parsed, head) else [])


def _covered(parsed: Parsed, head: int) -> list[int]:
    """What the truce is said to cover, or holds in."""
    above = parsed.heads[head]
    direct = parsed.children_by(above, "dobj") if _is_subject(parsed, head) else []
    return [*direct, *(n for p in _preps(parsed, head) for n in parsed.children_by(p, "pobj"))]


def _is_subject(parsed: Parsed, head: int) -> bool:
    return parsed.deps[head] in ("nsubj", "nsubjpass")


def _is_whole_country(parsed: Parsed, noun: int) -> bool:
    """ "the whole country", "all of the country"."""
    whole = [c for c in parsed.children_by(noun, "amod", "det", "predet") if look_up(parsed, c, TRUCES, "whole")]
    return bool(whole) and look_up(parsed, noun, TRUCES, "land") is not None


def is_country(place: Place) -> bool:
    """A whole country, by its name; no place in one."""
    return place.name.casefold() in _country_names()


@functools.lru_cache(maxsize=4)
def _country_names() -> frozenset[str]:
    return frozenset(n.casefold() for c in load_entries(Country, "countries") for n in (c.name, *c.aliases))
