"""Parsers for tests: stored parses by default, the real models where a test asks for them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from quotetrack.parse import Parser, load_parser
from quotetrack.parse.pack import find_pack
from quotetrack.parse.recorded import RecordedParser, Recording

RECORDED = Path(__file__).parent / "recorded" / "parses.jsonl"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--record", action="store_true", help="parse the texts that have no stored parse of this pack, and store them"
    )
    parser.addoption("--golden", action="store_true", help="write what the samples give today to tests/golden")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "parser: loads the real models, which takes seconds")


@pytest.fixture(scope="session")
def parser(request: pytest.FixtureRequest) -> Iterator[Parser]:
    """A parser that replays stored parses; with --record it parses and stores what is new."""
    if not request.config.getoption("--record"):
        yield RecordedParser(RECORDED)
        return
    recording = Recording(RECORDED, load_parser, find_pack().stamp)
    yield recording
    recording.save(drop_unused=_is_whole_run(request.session))


@pytest.fixture
def recorded(request: pytest.FixtureRequest) -> Path:
    """The file of stored parses, for tests that read it themselves; not while it is being made."""
    if request.config.getoption("--record"):
        pytest.skip("the stored parses are being made")
    return RECORDED


def _is_whole_run(session: pytest.Session) -> bool:
    """Whether every test runs: only then is a parse that none of them used worth dropping."""
    options = session.config.option
    narrowed = options.keyword or options.markexpr or getattr(options, "lf", False) or session.shouldstop
    return session.config.args_source is not pytest.Config.ArgsSource.ARGS and not narrowed


@pytest.fixture(scope="session")
def real_parser() -> Parser:
    """The bundled pack, loaded once; tests that use it are marked `parser`."""
    return load_parser(threads=2)
