"""What the text says of two neighbouring phrases: owner, apposition, leader, short form.

Enters: phrases in text order. Leaves: the same phrases with owners set, and `Links` between them.
"""

from dataclasses import dataclass, field

from dragoman.reading.actors.lexicon import Lexicon
from dragoman.reading.actors.phrases import Phrase
from dragoman.reading.parsed import Parsed

_OWNS = ("'s", "’s", "'", "’")


@dataclass(slots=True)
class Links:
    """Pairs of phrases by what joins them; names come first in `titles` and `leaders`."""

    titles: list[tuple[Phrase, Phrase]] = field(default_factory=list)  # "Sergei Lavrov, the foreign minister,"
    leaders: list[tuple[Phrase, Phrase]] = field(default_factory=list)  # "the delegation led by Karaha"
    shorts: dict[int, str] = field(default_factory=dict)  # id of phrase -> acronym in brackets
    same: list[tuple[Phrase, Phrase]] = field(default_factory=list)  # "the main rebel group, the SPLA,"


def find_links(parsed: Parsed, phrases: list[Phrase], lex: Lexicon) -> Links:
    """Join phrases that stand side by side."""
    links = Links()
    starts = {p.first: p for p in reversed(phrases) if not p.modifier}
    ends = {p.last: p for p in phrases if not p.modifier}
    for phrase in phrases:
        if phrase.kind != "pronoun":
            _find_owner(parsed, phrase, starts, ends)
    for phrase in phrases:
        if phrase.modifier or phrase.kind == "pronoun":
            continue
        _find_short(parsed, phrase, starts, links)
        _find_leader(parsed, phrase, starts, lex, links)
        _find_apposition(parsed, phrase, starts, links)
        if phrase.kind == "title":
            _find_office_holder(parsed, phrase, starts, lex, links)
    _find_by_tree(parsed, phrases, links)
    return links


def _find_by_tree(parsed: Parsed, phrases: list[Phrase], links: Links) -> None:
    """Names that the tree hangs on a title further off: "the head of the mission to Albania, Franz Weber"."""
    titles = {p.head: p for p in phrases if p.kind == "title" and not p.modifier}
    done = {id(title) for _, title in links.titles} | {id(name) for name, _ in links.titles}
    for phrase in phrases:
        if _is_bare_name(phrase) and not phrase.modifier and parsed.deps[phrase.head] == "appos":
            above = parsed.heads[phrase.head]
            title = titles.get(above)
            if title is None and parsed.deps[above] == "pobj" and parsed.lower[parsed.heads[above]] in ("to", "in"):
                title = titles.get(parsed.heads[parsed.heads[above]])  # "the envoy to Kosovo, Martti Ahtisaari"
            if title and id(title) not in done and id(phrase) not in done:
                links.titles.append((phrase, title))


def _find_owner(parsed: Parsed, phrase: Phrase, starts: dict[int, Phrase], ends: dict[int, Phrase]) -> None:
    before = phrase.first - 1
    if before >= 0 and parsed.words[before] in _OWNS and parsed.tags[before] == "POS":
        phrase.owner = ends.get(before - 1)
    elif before >= 0 and parsed.tags[before] == "PRP$":
        phrase.owner = ends.get(before)
    if phrase.modifier or (phrase.kind == "name" and phrase.role is None):
        return
    _find_whereabouts(parsed, phrase, starts)
    after = _skip(parsed, phrase.last + 1, ("of", "for"))
    if after is None:
        return
    owner = starts.get(after)
    if owner and owner.last + 1 < len(parsed) and parsed.words[owner.last + 1] in _OWNS:
        later = range(owner.last + 2, min(owner.last + 6, len(parsed)))
        phrase.owner = phrase.owner or owner  # "the deputy chief of Israel's general staff" is of Israel
        owner = next((starts[t] for t in later if t in starts and starts[t].kind != "pronoun"), None)
        if owner is not None and phrase.owner is starts.get(after):
            phrase.owner = owner
    if owner and parsed.sentence_of[owner.first] == parsed.sentence_of[phrase.last] and owner.kind != "pronoun":
        phrase.of_end = owner.last
        phrase.owner = phrase.owner or owner


def _find_whereabouts(parsed: Parsed, phrase: Phrase, starts: dict[int, Phrase]) -> None:
    """ "Opposition groups in Zimbabwe": where they are tells whose they are."""
    after = _skip(parsed, phrase.last + 1, ("in", "throughout", "across", "inside"))
    place = starts.get(after) if after is not None else None
    if place and place.named and place.named.country and phrase.kind == "group":
        phrase.whereabouts = place.named.country


def _skip(parsed: Parsed, token: int, words: tuple[str, ...]) -> int | None:
    """The token after one of the words and a determiner; None if another word stands there."""
    if token >= len(parsed) or parsed.lower[token] not in words:
        return None
    token += 1
    while token < len(parsed) and parsed.tags[token] in ("DT", "PRP$"):
        token += 1
    return token if token < len(parsed) else None


def _find_short(parsed: Parsed, phrase: Phrase, starts: dict[int, Phrase], links: Links) -> None:
    """ "Seven Party Alliance (SPA)": the brackets hold a short form of capitals."""
    words, after = parsed.words, phrase.last + 1
    if after + 2 < len(words) and words[after] in ("(", "-LRB-") and words[after + 2] in (")", "-RRB-"):
        short = words[after + 1]
        if 2 <= len(short) <= 8 and short.isupper() and phrase.name and phrase.last > phrase.first:
            links.shorts[id(phrase)] = short
            inner = starts.get(after + 1)
            if inner and inner.first == inner.last:
                links.same.append((phrase, inner))


def _find_leader(parsed: Parsed, phrase: Phrase, starts: dict[int, Phrase], lex: Lexicon, links: Links) -> None:
    """ "the delegation led by Bizima Karaha": the person leads the group or organisation."""
    if phrase.kind != "group" and not phrase.organisation and not phrase.named:
        return
    token = (phrase.of_end or phrase.last) + 1
    if token < len(parsed) and parsed.words[token] == ",":
        token += 1
    if token < len(parsed) and parsed.lower[token] in lex.words["led-by"]:
        after = _skip(parsed, token + 1, ("by",))
        leader = starts.get(after) if after is not None else None
        if leader and leader.kind == "name":
            links.leaders.append((leader, phrase))


def _find_apposition(parsed: Parsed, phrase: Phrase, starts: dict[int, Phrase], links: Links) -> None:
    """A name and a title side by side, with a comma or without."""
    end = phrase.last if phrase.of_end is None else phrase.of_end
    token = end + 1
    if token >= len(parsed):
        return
    comma = parsed.words[token] == ","
    if comma:
        token += 1
    if token < len(parsed) and parsed.tags[token] in ("DT", "PRP$"):
        token += 1
    other = starts.get(token)
    if other is None or parsed.sentence_of[token] != parsed.sentence_of[end] or other is phrase:
        return
    if phrase.kind == "name" and other.kind == "title" and comma and _closes(parsed, phrase, other):
        links.titles.append((phrase, other))
    elif phrase.kind == "title" and other.kind == "name" and not other.named:
        titled = other.role is not None
        if _is_apposed(parsed, other, phrase) or (not titled and (not comma or _closes(parsed, phrase, other))):
            links.titles.append((other, phrase))
    elif phrase.kind == "group" and other.kind == "name" and _is_apposed(parsed, other, phrase):
        links.same.append((other, phrase))


def _find_office_holder(parsed: Parsed, title: Phrase, starts: dict[int, Phrase], lex: Lexicon, links: Links) -> None:
    """ "President of Kazakhstan Nursultan Nazarbayev", "minister of foreign affairs and trade Jean Dupont"."""
    token = _skip(parsed, title.last + 1, ("of", "for", "to"))
    if token is None:
        return
    country = starts.get(token)
    if country and country.named:
        holder = starts.get(country.last + 1)
        if holder and _is_bare_name(holder):
            links.titles.append((holder, title))
        return
    words, limit, start = lex.words, min(len(parsed), token + 9), token
    while token < limit and (parsed.lower[token] in words["portfolios"] or parsed.lower[token] in ("and", "&", ",")):
        token += 1
    holder = next((starts[t] for t in range(token, title.last, -1) if t in starts), None)
    if holder and token == start and parsed.words[holder.last + 1 : holder.last + 2] in {(w,) for w in _OWNS}:
        return  # "a member of Abbas's party" is not Abbas
    if holder and _is_bare_name(holder) and holder.name and holder.first <= token <= holder.name[1]:
        holder.name = (max(token, holder.name[0]), holder.name[1])
        holder.first = holder.name[0]
        holder.head = min(max(holder.head, holder.first), holder.last)
        links.titles.append((holder, title))


def _is_bare_name(phrase: Phrase) -> bool:
    return phrase.kind == "name" and phrase.named is None and phrase.role is None


def _is_apposed(parsed: Parsed, second: Phrase, first: Phrase) -> bool:
    return parsed.deps[second.head] == "appos" and first.first <= parsed.heads[second.head] <= first.last


def _closes(parsed: Parsed, first: Phrase, second: Phrase) -> bool:
    """True if the second phrase explains the first: the tree says so, or commas close it off."""
    if _is_apposed(parsed, second, first) or parsed.deps[first.head] == "appos":
        return True
    end = (second.last if second.of_end is None else second.of_end) + 1
    if end >= len(parsed) or parsed.sentence_of[end] != parsed.sentence_of[second.first]:
        return True
    return parsed.deps[second.head] != "conj" and (
        parsed.words[end] in (",", ".", ";", ")") or parsed.tags[end] in ("IN", "WP", "VBD", "VBN")
    )
