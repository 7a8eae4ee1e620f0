"""Who watches over a truce, who vouches for it, and to whom the watchers report.

Enters: a report, a token that means a truce, the words above it. Leaves: parties.
"""

import bisect
from collections.abc import Iterable, Sequence

from dragoman.model import Party
from dragoman.reading.clauses import find_behind, find_parties, find_subjects, is_negated
from dragoman.reading.context import Context
from dragoman.reading.parsed import Parsed
from dragoman.reading.roles import look_up, words

TRUCES = "truces"
_FAR = 2  # sentences behind a truce in which "the mission will report to" is still about it


def find_guarantors(context: Context, head: int, chain: Sequence[int]) -> tuple[Party, ...]:
    """ "guaranteed by A"; "A promised to guarantee it"; "A acts as its guarantor", "joins B as a guarantor"."""
    parsed = context.parsed
    found: list[Party] = []
    for first in parsed.children_by(head, "relcl"):
        for promise in (first, *parsed.children_by(first, "conj")):
            if any(look_up(parsed, x, TRUCES, "guarantee") for x in parsed.children_by(promise, "xcomp")):
                subject = parsed.child(promise, "nsubj")  # "that A brokered and that they promised to guarantee"
                same = subject is None or parsed.tags[subject] == "PRP"
                found += [
                    *find_subjects(context, first if same else promise),
                    *find_behind(context, promise, ("with",)),
                ]
    for word in (*parsed.children_by(head, "acl", "amod", "relcl", "nmod", "appos"), *chain[:3]):
        if not look_up(parsed, word, TRUCES, "guarantee"):
            continue
        found += find_behind(context, word, ("by",))
        found += [p for n in parsed.children_by(word, "npadvmod", "appos") for p in find_parties(context, n)]
        if parsed.tags[word][:2] == "VB" and word in chain and parsed.child(word, "auxpass") is None:
            found += find_subjects(context, word)
        elif parsed.tags[word][:2] == "NN":
            above = next((a for a in parsed.ancestors(word)[:3] if parsed.tags[a][:2] == "VB"), None)
            if above is not None and parsed.deps[word] in ("pobj", "attr") and look_up(parsed, above, TRUCES, "serve"):
                found += find_subjects(context, above)
                found += [p for n in parsed.children_by(above, "dobj") for p in find_parties(context, n)]
    return unique(found)


def find_monitors(context: Context, noun: int, chain: Sequence[int]) -> tuple[Party, ...]:
    """ "a truce monitoring group comprising A and B"; "observers from A monitor the truce"."""
    parsed = context.parsed
    found: list[Party] = []
    for group in _groups(parsed, noun, chain):
        if look_up(parsed, group, TRUCES, "monitors") and parsed.tags[group][:2] == "NN":
            for word in (group, *parsed.children_by(group, "acl", "relcl", "prep")):
                if word == group or look_up(parsed, word, TRUCES, "member"):
                    found += find_behind(context, word, ("of", "from"))
                    found += [p for n in parsed.children_by(word, "dobj", "pobj") for p in find_parties(context, n)]
            found = found or find_parties(context, group)
        elif parsed.tags[group][:2] == "VB" and look_up(parsed, group, TRUCES, "monitor"):
            found += _watching(context, group)
    return unique(found)


def _watching(context: Context, verb: int) -> list[Party]:
    """Who watches: "sent observers to watch over it" the observers, "a group to monitor it" the group."""
    parsed = context.parsed
    if any(look_up(parsed, a, TRUCES, "phase") == "proposed" for a in parsed.ancestors(verb)[:1]):
        return []  # "discussed how to monitor it"
    subject = parsed.child(verb, "nsubj")
    if subject is None and parsed.deps[verb] in ("advcl", "xcomp", "relcl", "acl"):
        above = parsed.heads[verb]
        sent = [above] if parsed.tags[above][:2] == "NN" else _below(parsed, above, "dobj")
        for noun in sent:
            if look_up(parsed, noun, TRUCES, "monitors"):
                return (
                    find_behind(context, noun, ("of", "from"))
                    or find_parties(context, noun)
                    or [_as_printed(parsed, noun)]
                )
    found = find_subjects(context, verb)
    while subject is None and parsed.deps[verb] in ("xcomp", "conj", "ccomp"):
        verb = parsed.heads[verb]
        subject = parsed.child(verb, "nsubj")
    if subject is not None and look_up(parsed, subject, TRUCES, "monitors"):
        return find_behind(context, subject, ("from",)) or found or [_as_printed(parsed, subject)]
    return [p for p in found if not p.name[:1].islower()]


def _below(parsed: Parsed, verb: int, *deps: str) -> list[int]:
    """Objects of a verb and of the verbs below it: "agreed to send observers"."""
    found = parsed.children_by(verb, *deps)
    return found + [n for v in parsed.children_by(verb, "xcomp") for n in parsed.children_by(v, *deps)]


def _as_printed(parsed: Parsed, noun: int) -> Party:
    """A group that the report gives no name, by its head and what stands right before it."""
    first = noun
    while (
        first > parsed.left_edge[noun]
        and parsed.deps[first - 1] in ("compound", "amod")
        and parsed.tags[first - 1] != "CD"
    ):
        first -= 1
    return Party(name=parsed.text[parsed.starts[first] : parsed.ends[noun]], span=parsed.span(first, noun))


def _groups(parsed: Parsed, noun: int, chain: Sequence[int]) -> list[int]:
    """What may watch over the truce: the noun it modifies, the verb above it, "monitoring group" right behind it."""
    near = range(noun + 1, min(noun + 5, parsed.sentence(noun).last))
    watching = [t for t in near if parsed.lower[t] in words(TRUCES, "monitoring")]
    behind = [t for t in near if watching and t > watching[0] and look_up(parsed, t, TRUCES, "monitors")]
    above = [w for w in chain[:1] if parsed.tags[w][:2] == "VB" or parsed.deps[noun] in ("compound", "nmod", "amod")]
    # "the committee that oversees the truce", "a group to set up, observe and enforce it"
    further = [w for w in chain[1:3] if parsed.tags[w][:2] == "VB" and look_up(parsed, w, TRUCES, "monitor")]
    # "a group for the observation of the ceasefire": a noun for watching with the truce behind it
    nouns = [parsed.heads[parsed.heads[w]] for w in chain[:1] if parsed.lemmas[w] in words(TRUCES, "monitoring")
             and parsed.deps[w] == "pobj"]  # fmt: skip
    return behind[:1] or [
        *above,
        *further[: 0 if above and look_up(parsed, above[0], TRUCES, "monitor") else 1],
        *nouns,
    ]


def find_reports(context: Context, truces: Iterable[int]) -> dict[int, tuple[list[Party], Party]]:
    """Truce to its watchers and to whom they report: "the mission will supervise it and report to A".

    The sentence is that of the truce or one soon after it.
    """
    parsed = context.parsed
    found: dict[int, tuple[list[Party], Party]] = {}
    known = sorted(truces)
    for token, tag in enumerate(parsed.tags):
        if not look_up(parsed, token, TRUCES, "report") or not (tag[:2] == "VB" or _is_lost_verb(parsed, token)):
            continue
        to = _told(context, token)
        here = parsed.sentence_of[token]
        truce = next((t for t in reversed(known) if 0 <= here - parsed.sentence_of[t] <= _FAR and t < token), None)
        if not to or truce is None:
            continue
        verb = next((t for t in (token, *parsed.ancestors(token)) if parsed.tags[t][:2] == "VB"), token)
        group = _subject(parsed, verb)
        same = parsed.sentence_of[truce] == here
        if group is None or not (same or look_up(parsed, group, TRUCES, "monitors") or _guards(parsed, verb)):
            continue
        who = find_parties(context, group) if look_up(parsed, group, TRUCES, "monitors") else []
        found.setdefault(truce, (who, to[0]))
    return found


def _is_lost_verb(parsed: Parsed, noun: int) -> bool:
    """ "will guard the zone and report to A": the parse takes the second verb for a noun."""
    bare = parsed.child(noun, "det", "poss", "amod", "compound") is None and parsed.child(noun, "prep") is not None
    return parsed.deps[noun] == "conj" and parsed.tags[noun] == "NN" and bare


def _told(context: Context, verb: int) -> list[Party]:
    """Behind "to"; of "to both sides and to A" A, as the sides are known."""
    parsed = context.parsed
    to = [p for p in parsed.children_by(verb, "prep") if parsed.lower[p] == "to"]
    to += [c for p in to for c in parsed.children_by(p, "conj")]
    nouns = [n for p in to for n in parsed.children_by(p, "pobj")]
    named = [n for n in nouns if parsed.lemmas[n] not in ("side", "party")] or nouns
    known = [p for n in named for p in find_parties(context, n)]
    return known or [_as_printed(parsed, n) for n in named if look_up(parsed, n, TRUCES, "monitors")]


def find_named_monitors(context: Context, truces: Iterable[int]) -> tuple[Party, ...]:
    """Bodies of a report on a truce that bear their task in their name: "the Kenya Monitoring Mission"."""
    if not any(True for _ in truces):
        return ()
    found = []
    for mention in context.directory.mentions:
        named = mention.actor.name.lower().split()
        task = any(w in words(TRUCES, "monitoring") for w in named[:-1])
        if mention.kind == "name" and task and (named[-1] in words(TRUCES, "monitors")):
            found.append(Party(name=mention.actor.name, code=mention.actor.code, span=mention.span))
    return unique(found)


def find_guards(context: Context, truces: Iterable[int]) -> dict[int, list[Party]]:
    """ "Forces of A will guard the buffer zone": who watches over what a truce sets apart, with the truce before it."""
    parsed = context.parsed
    known = sorted(truces)
    found: dict[int, list[Party]] = {}
    for verb, tag in enumerate(parsed.tags):
        if not known or tag[:2] != "VB" or not _guards(parsed, verb):
            continue
        truce = known[max(bisect.bisect_left(known, verb) - 1, 0)]
        subject = _subject(parsed, verb)
        if subject is not None:
            found.setdefault(truce, []).extend(_whose(context, subject))
    return found


def _guards(parsed: Parsed, verb: int) -> bool:
    """True if it, or the verb that it is joined to, is of watching over ground that a truce sets apart."""
    for token in (verb, parsed.heads[verb]):
        if not look_up(parsed, token, TRUCES, "guard") or is_negated(parsed, token):
            continue
        nouns = parsed.children_by(token, "dobj")
        nouns += [n for p in parsed.children_by(token, "prep") for n in parsed.children_by(p, "pobj")]
        if any(_is_ground(parsed, n) for n in nouns):
            return True
    return False


def _is_ground(parsed: Parsed, noun: int) -> bool:
    kind = parsed.children_by(noun, "compound", "amod", "nmod")
    return look_up(parsed, noun, TRUCES, "ground") is not None and any(
        look_up(parsed, c, TRUCES, "ground_kind") for c in kind
    )


def _whose(context: Context, noun: int) -> list[Party]:
    """ "forces of A": A's forces count as A's; "his government and the army of A" are both."""
    return find_behind(context, noun, ("of", "from")) or find_parties(context, noun)


def find_watchers_of_it(context: Context, truces: Iterable[int]) -> dict[int, list[Party]]:
    """ "A committee will supervise it": who watches over what the sentence before told of."""
    parsed = context.parsed
    known = sorted(truces)
    found: dict[int, list[Party]] = {}
    for token, tag in enumerate(parsed.tags):
        if tag[:2] != "VB" or not look_up(parsed, token, TRUCES, "monitor"):
            continue
        objects = [n for n in parsed.children_by(token, "dobj") if parsed.lower[n] in ("it", "them", "this")]
        group = _subject(parsed, token)
        here = parsed.sentence_of[token]
        truce = next((t for t in reversed(known) if 0 <= here - parsed.sentence_of[t] <= 1 and t < token), None)
        if objects and truce is not None and group is not None and look_up(parsed, group, TRUCES, "monitors"):
            found.setdefault(truce, []).extend(find_parties(context, group) or [_as_printed(parsed, group)])
    return found


def _subject(parsed: Parsed, verb: int) -> int | None:
    for _ in range(4):
        subject = parsed.child(verb, "nsubj", "nsubjpass")
        if subject is not None:
            relative = parsed.tags[subject] in ("WP", "WDT") and parsed.deps[verb] == "relcl"
            return parsed.heads[verb] if relative else subject
        if parsed.deps[verb] not in ("xcomp", "conj", "advcl", "ccomp"):
            return None
        verb = parsed.heads[verb]
    return None


def unique(parties: Iterable[Party]) -> tuple[Party, ...]:
    """Each name once, in order."""
    return tuple({p.name: p for p in parties}.values())
