"""Where an incident happened: which of the places that a report names are its own.

Enters: a report's context and an account. Leaves: a `Place`, or None where the text does not say.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from dragoman.knowledge.gazetteer import fold_place
from dragoman.knowledge.schema.incidents import Weapon
from dragoman.model import Place
from dragoman.reading.context import Context
from dragoman.reading.incidents.accounts import Account
from dragoman.reading.incidents.lexicon import Found, country_names, sides, small_words, weapons
from dragoman.reading.incidents.order import search_order
from dragoman.reading.parsed import Parsed
from dragoman.reading.places import PlaceMention, resolve_place

NOUNS_ABOVE = 6  # words above a place in its phrase: "the meeting of the council of ministers in Geneva"
FOREIGN = 4  # a country named so many times less often than another is not where a report's deeds are done
PER_WORD = 0.05  # what a word of distance from the toll takes from a place's score
LOOK_INTO = 3  # sentences after the account in which a quarter or town of the place may be named
DOUBTFUL = 1.0  # score below which a place of another sentence than the toll's says nothing of it
IN_IT = 2.0  # score of the words before a place that put something there
LETTERS = 3  # of a name that a place found for a part of a name must share
LONGEST_NAME = 4  # words of a place name inside a run of capitals
_NAMES = frozenset(("NNP", "NNPS"))
ELSEWHERE = 2.0  # what a place loses that lies in another country than most of the report's
_INSIDE_PHRASE = frozenset(("DT", "JJ", "NN", "NNP", "POS", "VBN", "HYPH"))


def find_place(context: Context, account: Account, alike: Sequence[Account] = ()) -> Place | None:
    """The place of an incident, the most exact that its sentence names, or those near by, or any that tell of the deed.

    Returns:
        A country only where no sentence says more; None where no place is named.
    """
    order = list(dict.fromkeys(search_order(context.parsed, account, alike)))
    arena = _arena(context, order[: len(alike) + 2])
    country: Place | None = None
    for sentence in (*order, *(_telling_of_it(context, account, alike) if arena else ())):
        place = _best_place(context, account, sentence, arena)
        if place and (sentence == account.sentence or not arena or place.country is None or place.country in arena):
            return _more_exact(context, place, account, order)
        lands = (m for m in mentions_in(context, sentence) if is_country(m.place))
        country = country or next((m.place for m in lands if not _is_of_saying(context, m.first)), None)
    return country


def _more_exact(context: Context, place: Place, account: Account, order: Sequence[int]) -> Place:
    """For a province or its chief city, the one town or quarter of it that the sentences near by name, if any."""
    if fold_place(place.name) != fold_place(place.admin or ""):
        return place
    for sentence in order:
        if sentence - account.sentence > LOOK_INTO:
            continue
        named = [m for m in mentions_in(context, sentence) if m.place.admin == place.admin and m.place.latitude]
        others = [m for m in named if fold_place(m.place.name) != fold_place(place.name)]
        inside = [m for m in others if _score_of_words(context.parsed, m) >= IN_IT]
        if inside:
            return _with_area(context, inside[0], named)
    return place


def _telling_of_it(context: Context, account: Account, alike: Sequence[Account]) -> Iterator[int]:
    """All sentences that name the weapon of the account's own, or one that reports name for it."""
    parsed = context.parsed
    own = {f.entry.family for a in (account, *alike) for f in _weapons_in(parsed, a.sentence)}
    for sentence in range(len(parsed.sentences)):
        named = {f.entry.family for f in _weapons_in(parsed, sentence)}
        if own and named and ("" in own | named or own & named):
            yield sentence


def _weapons_in(parsed: Parsed, sentence: int) -> list[Found[Weapon]]:
    s = parsed.sentences[sentence]
    return [f for f in weapons().find(parsed.lower, s.first, s.last) if f.entry.weapon]


def find_place_beside(context: Context, account: Account) -> Place | None:
    """The place that an account's own sentence names, for tolls beside the report's own."""
    return _best_place(context, account, account.sentence, _arena(context, [account.sentence]))


def _best_place(context: Context, account: Account, sentence: int, arena: frozenset[str]) -> Place | None:
    """The most likely of a sentence's places that are no whole countries."""
    named = [m for m in mentions_in(context, sentence) if not is_country(m.place) and not _is_vast(m)]
    named = [m for m in named if not _is_of_gathering(context.parsed, m.first) and not _is_of_saying(context, m.first)]
    local = [m for m in named or _hidden_places(context, sentence, arena) if not _is_dateline(context.parsed, m)]
    if not local:
        return None
    best = max(local, key=lambda m: (_score(context.parsed, account, sentence, m, arena), -m.first))
    if sentence != account.sentence and _score(context.parsed, account, sentence, best, arena) < DOUBTFUL:
        return None
    return _with_area(context, best, local)


def _is_vast(mention: PlaceMention) -> bool:
    """True for regions of the world, which lie in no country: the Middle East."""
    return mention.place.country is None and mention.place.latitude is not None


def _hidden_places(context: Context, sentence: int, arena: frozenset[str]) -> Iterator[PlaceMention]:
    """Places inside a run of capitals that was taken for a name: "killed by Syrian Army in Aleppo" in a headline."""
    parsed, s = context.parsed, context.parsed.sentences[sentence]
    known = {t for m in mentions_in(context, sentence) for t in range(m.first, m.last + 1)}
    for token in range(s.first + 1, s.last):
        if (
            parsed.tags[token] not in _NAMES
            or token in known
            or parsed.lower[token - 1] not in small_words("before-place")
        ):
            continue
        last, stop = token, min(s.last, token + LONGEST_NAME)
        while last + 1 < stop and (parsed.tags[last + 1] in _NAMES or parsed.words[last + 1] == "-"):
            last += 1
        yield from _place_in_run(context, token, last, arena)


def _place_in_run(context: Context, first: int, last: int, arena: frozenset[str]) -> Iterator[PlaceMention]:
    """The longest name of a place at the head of a run of capitals, else at its end; not in a person's name."""
    parsed = context.parsed
    mention = context.directory.mention_at(first)
    if (mention and mention.actor.kind == "person") or sides().at(parsed.words, first):
        return
    heads = [(first, n) for n in range(last, first - 1, -1)]
    for begin, end in heads + [(n, last) for n in range(first + 1, last + 1)]:
        if parsed.tags[end] in _NAMES and parsed.tags[begin] in _NAMES:
            span = parsed.span(begin, end)
            place = resolve_place(context.report.quote(span), dict.fromkeys(arena, 2.0))
            alike = place and fold_place(place.name)[:LETTERS] == fold_place(context.report.quote(span))[:LETTERS]
            if place and alike and not is_country(place) and (not arena or place.country in arena):
                yield PlaceMention(end, begin, end, span, place)
                return


def _arena(context: Context, sentences: Sequence[int]) -> frozenset[str]:
    """The countries in which these sentences name places; if they name none, that of most of the report's places."""
    counts = Counter(m.place.country for m in context.places if m.place.country)
    usual = {c for c in counts if counts[c] >= max(counts.values()) / FOREIGN}
    named = {m.place.country for n in sentences for m in mentions_in(context, n) if m.place.country}
    return frozenset(named & usual or {c for c in usual if counts[c] == max(counts.values())})


def _is_dateline(parsed: Parsed, mention: PlaceMention) -> bool:
    """A place at the head of a paragraph with a dash or bracket after it is where the report was written."""
    after = mention.last + 1
    first = parsed.sentence(mention.first).first
    return mention.first == first and after < len(parsed) and parsed.words[after] in ("-", "–", "—", "--", "(")


def mentions_in(context: Context, sentence: int) -> list[PlaceMention]:
    """The places that a sentence names, but for those where the reporters are."""
    s = context.parsed.sentences[sentence]
    named = [m for m in context.places if s.first <= m.first < s.last]
    bylines = [p for p in context.report.parts if p.kind == "byline"] if named else []
    return [m for m in named if not any(b.start <= m.span.start < b.end for b in bylines)]


def is_country(place: Place) -> bool:
    """True if a place is a whole country."""
    return place.name in country_names()


def _score(parsed: Parsed, account: Account, sentence: int, mention: PlaceMention, arena: frozenset[str]) -> float:
    """How likely the place is that of the toll: the words before it, and how far off it stands."""
    score = _score_of_words(parsed, mention)
    if arena and mention.place.country and mention.place.country not in arena:
        score -= ELSEWHERE
    if sentence == account.sentence:
        score -= PER_WORD * max(0, account.first - mention.last, mention.first - account.last)
    return score


def _score_of_words(parsed: Parsed, mention: PlaceMention) -> float:
    """What the word before a place's noun phrase says: in it, near it, or away from it."""
    floor = max(parsed.sentence(mention.first).first, mention.first - 5)
    before = mention.first - 1
    while before > floor and parsed.tags[before] in _INSIDE_PHRASE:
        before -= 1
    if "nearby" in parsed.lower[before : mention.first]:
        return 2.2
    word = parsed.lower[before] if before >= floor else ""
    scores = {"at": 3.0, "by": 2.2, "away": 0.4}
    return next((score for kind, score in scores.items() if word in small_words(kind)), 2.0)


def _is_of_gathering(parsed: Parsed, token: int) -> bool:
    """ "the peace talks in Geneva", "the embassy in Berlin": where others met, not where people died."""
    above = [t for t in parsed.ancestors(token)[:NOUNS_ABOVE] if t < token or t == parsed.heads[token]]
    return any(parsed.lower[t] in small_words("gatherings") and parsed.tags[t][:1] == "N" for t in above)


def _is_of_saying(context: Context, token: int) -> bool:
    """ "He said in Turkey that ...": where the speaker was."""
    parsed = context.parsed
    above = parsed.ancestors(token)[:2]
    spoken = [a.cue for a in context.attributions if a.cue is not None]
    return len(above) == 2 and any(c.start <= parsed.starts[above[1]] < c.end for c in spoken) and above[1] < token


def _with_area(context: Context, mention: PlaceMention, others: Sequence[PlaceMention]) -> Place:
    """The place under a name that can be read and found: "Quarter, Province", since many share a quarter's name.

    A name that the gazetteer has only in scholarly transliteration is given as the report prints it; one
    that no gazetteer knows, with the larger place that the text puts beside it.
    """
    place = mention.place
    if place.latitude is not None:
        printed = " ".join(context.report.quote(mention.span).split())
        name = place.name if place.name.isascii() or not printed[:1].isupper() else printed  # not "here"
        is_part = place.admin is not None and fold_place(place.admin) not in fold_place(name)
        return msgspec.structs.replace(place, name=f"{name}, {place.admin}" if is_part else name)
    wider = [m for m in others if m.place.latitude is not None]
    if not wider:
        return place
    near = min(wider, key=lambda m: abs(m.first - mention.first)).place
    return msgspec.structs.replace(near, name=f"{place.name}, {near.name}")
