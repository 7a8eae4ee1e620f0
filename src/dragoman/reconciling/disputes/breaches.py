"""Each side says that the other broke the truce, or one who is said to have broken it denies it.

Enters: a page. Leaves: at most one dispute of mutual blame, and one for each breach that is denied. Breaches with
casualties are incidents, and left to those who list these.
"""

from collections.abc import Iterator
from itertools import pairwise

from dragoman.model import Discrepancy, Side, Truce
from dragoman.reconciling.disputes.make import make, make_side, name_matter, sentence
from dragoman.reconciling.disputes.page import Page

NEAR = 2  # sentences from one who blames to the other


def find_breaches(page: Page) -> Iterator[Discrepancy]:
    """Disputes on who broke a truce."""
    alleged = [
        (n, t)
        for n, truces in sorted(page.truces.items())
        for t in truces
        if t.phase == "violated" and t.accused and t.accuser and not t.casualties
    ]
    sides = next(_mutual(page, alleged), ())
    told = [page.number(s.evidence[0].sentence.start) for s in sides]
    if sides:
        n = told[0]
        yield make("responsibility", name_matter(page, f"who broke the truce: {page.text(n)}"), sides)
    for n, truce in alleged:
        for answer in truce.answers:
            by = page.parties.all(page.reading.report.id, answer.by)
            if answer.kind == "denied" and by and n not in told:
                m = page.number(answer.sentence.start)
                denial = make_side(f"denied: {page.text(m)}", by, [sentence(page, m)])
                about = name_matter(page, f"whether the truce was broken: {truce.what or page.text(n)}")
                yield make("responsibility", about, [_blame(page, n, truce), denial])
                break


def _mutual(page: Page, alleged: list[tuple[int, Truce]]) -> Iterator[tuple[Side, Side]]:
    """Those who blame each other, in one sentence or two near each other."""
    report = page.reading.report.id
    for n, truce in alleged:
        names = page.parties.all(report, truce.accused)
        if len(names) == 2 and set(names) == set(page.parties.all(report, truce.accuser)):
            one, other = (make_side(f"{name} broke it", [by], [sentence(page, n)]) for name, by in _crossed(names))
            yield one, other
    for (n, one_truce), (m, other_truce) in pairwise(alleged):
        if m - n <= NEAR and _is_mutual(page, one_truce, other_truce):
            yield _blame(page, n, one_truce), _blame(page, m, other_truce)


def _crossed(names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    yield names[0], names[1]
    yield names[1], names[0]


def _blame(page: Page, n: int, truce: Truce) -> Side:
    names = page.parties.all(page.reading.report.id, truce.accused)
    by = page.parties.all(page.reading.report.id, truce.accuser)
    return make_side(f"{' and '.join(names)} broke it: {truce.what or page.text(n)}", by, [sentence(page, n)])


def _is_mutual(page: Page, one: Truce, other: Truce) -> bool:
    """Two speakers blame two sides, neither of which is the speaker's own."""
    report, parties = page.reading.report.id, page.parties
    blamed, blaming = parties.all(report, one.accused), parties.all(report, one.accuser)
    theirs, others = parties.all(report, other.accused), parties.all(report, other.accuser)
    if parties.shared(blamed, theirs) or parties.shared(blaming, others):
        return False
    if not all(any(len(parties.sides(n)) > 1 for n in names) for names in (blamed, theirs)):
        return False  # two names of nobody known may be one side's
    return not parties.shared(blaming, blamed) and not parties.shared(others, theirs)
