"""`quotetrack models download` hands over to the parser package and says where things are."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotetrack.errors import PackError
from tests.cli.conftest import Run


def test_download(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, Path | None]] = []

    def download_models(package: str, models: Path | None = None) -> Path:
        asked.append((package, models))
        return Path("/models/en")

    monkeypatch.setattr("quotetrack.parse.download_models", download_models)
    assert run("models", "download", "--models", "m").stdout == "default is in /models/en\n"
    assert asked == [("default", Path("m"))]


def test_a_download_that_fails(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def download_models(package: str, models: Path | None = None) -> Path:
        raise PackError("no network")

    monkeypatch.setattr("quotetrack.parse.download_models", download_models)
    result = run("models", "download", "combined")
    assert (result.exit_code, result.stderr) == (1, "Error: no network\n")
