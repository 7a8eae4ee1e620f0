"""Under which agreement something is promised, over the sentences of a report."""

from collections.abc import Callable

import pytest

from dragoman.model import Reading, Report
from tests.factories import make_report

Read = Callable[[Report], Reading]


@pytest.mark.parametrize(
    ("text", "paper"),
    [
        # the bare name means the paper that was named in full
        (
            "The Mombasa accord was signed in May.\n\nUnder the accord, Kenya is to free the prisoners.",
            "The Mombasa accord",
        ),
        # but not a paper of another kind
        ("The Mombasa accord was signed in May.\n\nUnder the plan, Kenya is to free the prisoners.", "the plan"),
        # what was named in another paragraph lays nothing down here
        ("The sides signed a deal.\n\nKenya promised to free the prisoners.", None),
        # a paper lays down more than the truce that is part of it
        ("The sides signed a protocol. The truce holds, and Kenya is to free the prisoners.", "a protocol"),
        ("The sides declared a truce. Kenya is to free the prisoners.", "a truce"),
        ("In the protocol of 2002, Kenya promised to free the prisoners.", "the protocol of 2002"),
    ],
)
def test_paper_is_the_one_that_the_report_means(text: str, paper: str | None, read_one: Read) -> None:
    (promise,) = read_one(make_report(text, "2019-03-18")).promises
    assert promise.agreement == (paper and paper.replace("The", "the"))


@pytest.mark.parametrize(
    "text",
    [
        "Kenya and Norway signed a deal. " + "Under the deal the parties must leave the port. " * 1_000,
        "Kenya agreed to leave and " * 1_500,
        "Kenya pledged " + "to leave and " * 3_000,
        "The rebels said they would not leave. " * 1_000,
    ],
    ids=["papers", "promises", "deeds", "refusals"],
)
def test_many_promises_neither_fail_nor_take_long(text: str, read_one: Read) -> None:
    assert len(read_one(make_report(text, "2019-03-18")).promises) >= 100
