"""What all tests share: the English parser, loaded once."""

import os
from collections.abc import Callable

import pytest

from dragoman.model import Reading, Report
from dragoman.reading.parse import SpacyParser
from dragoman.reading.parsed import Parsed
from dragoman.reading.pipeline import read_parsed

os.environ["DRAGOMAN_CACHE"] = "off"  # tests read everything anew, and leave the user's own cache alone


@pytest.fixture(scope="session")
def parser() -> SpacyParser:
    """The real English parser."""
    return SpacyParser()


@pytest.fixture(scope="session")
def parse(parser: SpacyParser) -> Callable[[Report], Parsed]:
    """Parse one report."""
    return lambda report: next(parser.parse([report]))


@pytest.fixture(scope="session")
def read_one(parser: SpacyParser) -> Callable[[Report], Reading]:
    """Read one report, all steps."""
    return lambda report: read_parsed(report, next(parser.parse([report])))
