"""What every kind of promise has: the deed, its words, its kind, and the day by which it is due.

Enters: a report, the verb or noun of a deed. Leaves: words, kinds and times.
"""

import datetime as dt
import re
from bisect import bisect_left

import msgspec

from dragoman.model import Timex, When
from dragoman.reading.clauses import Marks
from dragoman.reading.parsed import Parsed
from dragoman.reading.roles import look_up, words

PROMISES = "promises"
_FAR = 10  # words behind "make sure that" in which the deed itself stands
_WORDS = ("VB", "NN")
_LONGEST = 240  # characters of what is promised
_DUE = ("by", "within", "before", "until", "till", "on", "from", "between", "than", "at", "and", "to")
_LIMITS = ("by", "within", "before", "until", "till", "than", "from")
_ASIDES = ("prep", "advcl", "relcl", "npadvmod", "appos")  # behind a comma they add something
_IF = ("if", "unless", "whether")
_CLIMB = 4  # clauses above in which an "if" is looked for
_DONE = ("has", "have", "had")  # before a verb that is no infinitive
_SPAN = re.compile(r"PT?(\d{1,3})([HDWM])")
_DAYS = {"D": 1, "W": 7, "M": 30}


def find_what(parsed: Parsed, deed: int, *, of_others: bool = False) -> str:
    """The deed as printed, from its verb (or the "not" before it) to the end of its clause.

    Args:
        of_others: a subject of its own is not who promises: "a promise that raids would stop".
    """
    negation = parsed.child(deed, "neg")
    first = min(deed, negation) if negation is not None else deed
    subject = _passive_subject(parsed, deed)
    if subject is None and of_others:
        subject = next((n for n in parsed.children_by(deed, "nsubj") if n < deed and parsed.tags[n][:2] == "NN"), None)
    if parsed.tags[deed][:2] == "NN" or subject is not None:
        first = parsed.left_edge[deed if subject is None else subject]
    last = _before_aside(parsed, deed, find_end(parsed, deed))
    text = " ".join(parsed.text[parsed.starts[first] : parsed.ends[last]].split())
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0]


def _passive_subject(parsed: Parsed, deed: int) -> int | None:
    """What is to be done something to: "all hostages are to be released"."""
    if parsed.tags[deed] != "VBN" or not parsed.children_by(deed, "auxpass"):
        return None
    top = deed
    while parsed.child(top, "nsubj", "nsubjpass") is None and parsed.deps[top] == "xcomp":
        top = parsed.heads[top]
    subject = parsed.child(top, "nsubj", "nsubjpass")
    return subject if subject is not None and subject < deed and parsed.tags[subject][:2] == "NN" else None


def _before_aside(parsed: Parsed, deed: int, last: int) -> int:
    """The last word before what is only added: "leave the port, after talks through the night"."""
    asides = (t for t in range(last, deed, -1) if parsed.deps[t] in _ASIDES)
    begins = {parsed.left_edge[t]: t for t in asides if parsed.deps[t] != "appos" or not parsed.children_by(t, "conj")}
    for comma in range(deed + 1, last):
        added = begins.get(comma + 1) if parsed.tags[comma] == "," else None
        if added is not None and deed <= parsed.heads[added] < comma and parsed.right_edge[added] >= last:
            return comma - 1
    return last


def find_end(parsed: Parsed, deed: int) -> int:
    """The last word of the deed: where the next one begins that is promised with it, or where its clause ends."""
    joined = [c for c in parsed.children_by(deed, "conj") if c > deed and _is_own_deed(parsed, c)]
    last = min((parsed.left_edge[c] - 1 for c in joined), default=parsed.right_edge[deed])
    while last > deed and parsed.tags[last] in (",", ".", ":", "''", "``", "CC", "TO"):
        last -= 1
    return last


def find_joined(parsed: Parsed, deed: int) -> list[int]:
    """The deed and those promised with it in one breath: "to leave the port and to free all prisoners"."""
    found = [deed]
    for each in found:
        found += [c for c in parsed.children_by(each, "conj") if c > each and _is_own_deed(parsed, c)]
    return found


def _is_own_deed(parsed: Parsed, word: int) -> bool:
    """A verb without a subject of its own, or a noun for a deed."""
    if parsed.tags[word][:2] == "NN":
        return look_up(parsed, word, PROMISES, "deed") is not None
    bare = parsed.tags[word] in ("VB", "VBN") and parsed.child(word, "nsubj", "nsubjpass") is None
    return bare and not any(parsed.lower[a] in _DONE for a in parsed.children_by(word, "aux"))


def find_kind(parsed: Parsed, deed: int) -> str | None:
    """What kind of deed it is, so that "leave the city" and "the withdrawal" are one."""
    own = look_up(parsed, deed, PROMISES, "deed")
    if own and own != "go_on":
        return own
    if own and any(parsed.lemmas[t] in words("truces", "noun") for t in range(deed + 1, find_end(parsed, deed) + 1)):
        return "keep_truce"  # to go on with what else is told by that
    below = [t for t in range(deed + 1, min(find_end(parsed, deed), deed + _FAR) + 1) if parsed.tags[t][:2] in _WORDS]
    kinds = (k for t in below if (k := look_up(parsed, t, PROMISES, "deed")))
    return next((k for k in kinds if k != "go_on"), None)


def is_threat(parsed: Parsed, deed: int) -> bool:
    """ "to march on the city", "to keep fighting"; but "not to attack" promises something good."""
    if parsed.child(deed, "neg") is not None:
        return False
    return any(look_up(parsed, t, PROMISES, "threat") for t in (deed, *parsed.children_by(deed, "xcomp", "ccomp")))


def ends_peace(parsed: Parsed, deed: int) -> bool:
    """ "would end its pause", "the truce will end": the end of what was promised, which promises nothing."""
    return look_up(parsed, deed, PROMISES, "deed") == "halt" and any(
        parsed.lemmas[n] in words("truces", "noun") or look_up(parsed, n, PROMISES, "pause")
        for n in parsed.children_by(deed, "dobj", "nsubj", "nsubjpass")
    )


def is_conditional(parsed: Parsed, verb: int) -> bool:
    """True if the clause stands under an "if"."""
    for _ in range(_CLIMB):
        if any(parsed.lower[c] in _IF for c in parsed.children_by(verb, "mark")):
            return True
        if parsed.deps[verb] not in ("conj", "xcomp", "advcl"):
            return False
        verb = parsed.heads[verb]
    return False


def find_due(marks: Marks, deed: int, *, moved: bool = False) -> When | None:
    """By when: a time of the clause behind "by", "within", "on" and the like; a span counts from the report's day.

    Args:
        moved: the clause says to when the day was moved: a month and day without a year lie ahead.
    """
    parsed = marks.context.parsed
    inside = range(_first_of_clause(parsed, deed), find_end(parsed, deed) + 1)
    today = marks.context.report.published.date
    times = marks.context.times
    start = parsed.starts[inside[0]]
    near = times[bisect_left(times, start, key=lambda t: t.start) :]
    for time in near:
        tokens = parsed.tokens_in(time.start, time.end)
        if not tokens or tokens[0] not in inside:
            break
        before = parsed.lower[tokens[0] - 1] if tokens[0] else ""
        own = before.endswith(("self", "selves"))  # "gave themselves a month"
        if tokens[0] < deed and before not in _LIMITS and not own:
            continue  # "agreed on Friday to leave": a time before the deed is that of the promise
        month = before == "in" and parsed.tags[tokens[-1]] == "NNP"
        bare = parsed.deps[tokens[-1]] in ("npadvmod", "tmod") and parsed.heads[tokens[-1]] == deed  # "to meet Friday"
        if before not in _DUE and not month and not own and not bare:
            continue
        if moved:
            time = _ahead(time, today)
        if time.earliest or time.latest:
            if not today or not time.latest or time.latest >= today:
                end = times[time.through] if time.through is not None else time  # "from April 19 to 21"
                return When(text=time.text, earliest=time.earliest, latest=end.latest, edges=time.edges)
        elif (before in ("within", "in") or own) and today and (span := _SPAN.fullmatch(time.value)):
            last = today + dt.timedelta(days=_length(int(span[1]), span[2]))
            return When(text=time.text, earliest=today, latest=last, edges=("implied", "implied"))
    return None


def _first_of_clause(parsed: Parsed, deed: int) -> int:
    """Where the clause begins that says "to": "By June 3, both sides are to leave"."""
    top = deed
    while parsed.deps[top] == "xcomp" and parsed.lower[parsed.heads[top]] in ("is", "are", "was", "were"):
        top = parsed.heads[top]
    above = parsed.heads[top]
    if any(parsed.lower[c].endswith(("self", "selves")) for c in parsed.children_by(above, "dative", "dobj")):
        return min(above, parsed.left_edge[top])
    return min(parsed.left_edge[top], parsed.left_edge[deed])


def _length(count: int, unit: str) -> int:
    """Days of a span; hours are full days, at least one."""
    return max(1, -(-count // 24)) if unit == "H" else count * _DAYS[unit]


def _ahead(time: Timex, today: dt.date | None) -> Timex:
    """The same day a year later, where it is past and the text gives no year: "was moved to May 3"."""
    past = today and time.latest and time.latest < today and not re.search(r"\d{4}", time.text)
    if not past or time.earliest is None or time.latest is None:
        return time
    return msgspec.structs.replace(time, earliest=_next_year(time.earliest), latest=_next_year(time.latest))


def _next_year(day: dt.date) -> dt.date:
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
