"""The table of formats: what a new one takes."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.util import find_spec, module_from_spec
from pathlib import Path
from typing import BinaryIO

import pytest
from click.testing import CliRunner

from quotetrack.export.formats import FORMATS, Format
from quotetrack.export.quotations import Exported
from tests.news import articles, fill


def write_speakers(found: Iterable[Exported], file: BinaryIO) -> int:
    """A format made for this test: the speakers' names, one quotation a line."""
    lines = [", ".join(one.hit.quotation.attribution.names) + "\n" for one in found]
    file.write("".join(lines).encode())
    return len(lines)


def test_a_new_format_is_a_function_and_a_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FORMATS, "speakers", Format("speakers", write_speakers))
    spec = find_spec("quotetrack.cli.export")
    assert spec and spec.loader
    command = module_from_spec(spec)  # a copy of its own: what the program has loaded stays as it is
    spec.loader.exec_module(command)
    path, target = tmp_path / "news.db", tmp_path / "speakers.txt"
    fill(path, list(articles()))
    result = CliRunner().invoke(command.export, [str(path), "--format", "speakers", "-o", str(target)])
    lines = target.read_text().splitlines()
    assert result.output == f"{target}: {len(lines)} quotations written\n" and "Ruth Calder" in lines


def test_a_format_is_listed_by_its_own_name() -> None:
    assert {name: made.name for name, made in FORMATS.items()} == {name: name for name in FORMATS}
