"""The step itself: report and parse to directory.

Enters: a report and its `Parsed`. Leaves: a `Directory`.
"""

from dragoman.model import Actor, Report
from dragoman.reading.actors.directory import Directory, Mention
from dragoman.reading.actors.entities import Entity, unique_names
from dragoman.reading.actors.lexicon import get_lexicon
from dragoman.reading.actors.links import find_links
from dragoman.reading.actors.naming import Namer
from dragoman.reading.actors.phrases import Phrase
from dragoman.reading.actors.resolve import Resolver
from dragoman.reading.actors.scan import Scanner
from dragoman.reading.parsed import Parsed

_KINDS = {"name": "name", "title": "title", "group": "description", "pronoun": "pronoun"}


def find_actors(report: Report, parsed: Parsed) -> Directory:
    """Find everybody whom the report names.

    Args:
        report: the report that `parsed` was made of.
        parsed: its tokens.
    Returns:
        A directory; without mentions where nobody is named.
    Basis: names from tags, titles, appositions and knowledge/{countries,actors,en/*}.yaml; no
    named-entity model. Short mentions take up the nearest fitting one (see history.py).
    """
    lexicon = get_lexicon()
    scanner = Scanner(parsed, lexicon)
    phrases = scanner.scan()
    namer = Namer(scanner, find_links(parsed, phrases, lexicon))
    namer.name_all()
    day = report.published.earliest or report.published.latest
    resolver = Resolver(namer, day.year if day else None)
    found = resolver.resolve_all()
    return _freeze(parsed, phrases, found, scanner, resolver)


def _freeze(
    parsed: Parsed, phrases: list[Phrase], found: dict[int, Entity], scanner: Scanner, resolver: Resolver
) -> Directory:
    used: dict[int, Entity] = {}
    for phrase in phrases:
        entity = found.get(id(phrase))
        if entity is not None:
            used.setdefault(id(entity), entity)
            used.update({id(m): m for m in entity.members})
    adjectives = {t: resolver.book.state_of(c) for t, c in scanner.adjectives.items()}
    adjectives.update({t: resolver.describer.counted_parties(n) for t, n in scanner.tokens.counted.items()})
    everybody = dict(used)
    everybody.update({id(e): e for e in adjectives.values()})
    names = unique_names(everybody.values())
    actors: dict[int, Actor] = {key: e.to_actor(names[key], names) for key, e in everybody.items()}
    mentions = []
    for phrase in phrases:
        entity = found.get(id(phrase))
        if entity is not None:
            span = parsed.span(phrase.first, phrase.last)
            mention = Mention(
                phrase.head, phrase.first, phrase.last, span, actors[id(entity)], _KINDS[phrase.kind], phrase.modifier
            )
            mentions.append(mention)
    members = [actors[key] for key in used]
    return Directory(parsed, mentions, members, {t: actors[id(e)] for t, e in adjectives.items()})
