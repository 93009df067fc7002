"""The README holds what the program does: its session is replayed, every shape's example extracted."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from quotetrack.cli import main
from quotetrack.parse import Parser
from quotetrack.pipeline import extract_articles
from quotetrack.records import Article, Attribution

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def session() -> Iterator[tuple[str, str]]:
    """Each command of the session with what the README says that it prints."""
    block = README.split("```console\n")[1].split("```")[0]
    for part in block.split("$ quotetrack ")[1:]:
        command, _, printed = part.partition("\n")
        yield command, printed


def shapes() -> list[Any]:
    """(text, speakers) of the table of shapes."""
    table = README.split("| shape | example | speaker |\n")[1].split("\n\n")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[1:]]
    return [pytest.param(text.replace(" ⏎ ", "\n\n"), speakers.split(", "), id=shape) for shape, text, speakers in rows]


def shown(found: Attribution) -> str:
    """A speaker as the table words it."""
    name = found.name or (
        "unknown" if found.speaker.kind == "unknown" else re.split(r"\s(?:who|for)\b", found.mention or "")[0]
    )
    return (name + (f" (via {found.via})" if found.via else "")).casefold()


def test_the_session_prints_what_it_says(parser: Parser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr("quotetrack.parse.load_parser", lambda *_, **__: parser)
    for command, printed in session():
        result = CliRunner().invoke(main, shlex.split(command))
        assert result.stdout == printed, command


@pytest.mark.parametrize(("text", "speakers"), shapes())
def test_every_shape_is_recognised(text: str, speakers: list[str], parser: Parser) -> None:
    [(_, found)] = extract_articles([Article(id="readme", text=text)], parser)
    assert isinstance(found, list)
    said = [q for q in found if q.act in ("speech", "writing")]
    if speakers == ["not speech"]:
        assert found and not said
    else:
        assert list(dict.fromkeys(shown(q.attribution) for q in said)) == [s.casefold() for s in speakers]
