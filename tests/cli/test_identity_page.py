"""docs/identity.md, and what README has of it, hold what the program does: sessions are replayed."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from quotetrack.settings import SAME_SPEAKER, UNSURE_SPEAKER
from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "identity.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8").split("## Who is who\n")[1]
_DAY = re.compile(r"\((dora|bo), \d{4}-\d\d-\d\d\)")


@pytest.mark.parametrize("page", [PAGE, README], ids=["identity.md", "README.md"])
def test_the_session_prints_what_it_says(run: Run, desk: Path, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    monkeypatch.chdir(desk.parent)
    if page is README:
        run("dedupe", desk)
    session = page.split("```console\n")[1].split("```")[0]
    for part in session.split("$ quotetrack ")[1:]:
        command, _, printed = part.partition("\n")
        result = run(*shlex.split(command))
        assert _DAY.sub(r"(\1)", result.stdout) == _DAY.sub(r"(\1)", printed), command


def test_the_people_file_of_the_page_is_taken_over(run: Run, desk: Path, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(PAGE.split("```csv\n")[1].split("```")[0], encoding="utf-8")
    run("dedupe", desk)
    assert run("people", desk, file).exit_code == 0
    shown = run("speaker", desk, "Q101").stdout
    assert shown.startswith("Robert A. Lennox, person, #1, wikidata Q101\n3 quotations")


def test_the_thresholds_are_those_in_use() -> None:
    assert f"From {SAME_SPEAKER:.2f} two forms" in PAGE and f"below {UNSURE_SPEAKER:.2f} they" in PAGE
