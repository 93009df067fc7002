"""What only looks things up must not load the parser: torch alone takes seconds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from quotetrack.store import open_store
from tests.store.builders import made_article

HEAVY = ("torch", "stanza", "onnxruntime", "tokenizers", "numpy", "trafilatura", "lxml", "ftfy", "jinja2")
PROGRAM = f"""
import sys
try:
    exec(sys.argv.pop())
except SystemExit as stopped:
    assert not stopped.code, stopped.code
loaded = [name for name in {HEAVY!r} if name in sys.modules]
sys.exit(f"loaded: {{loaded}}" if loaded else 0)
"""
MAIN = "from quotetrack.cli import main; main(prog_name='quotetrack')"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("imports") / "news.db"
    with open_store(path, create=True) as opened:
        opened.save_article(*made_article(1), opened.start_run())
    return path


@pytest.mark.parametrize(
    ("words", "statement"),
    [
        ((), "import quotetrack, quotetrack.lookup, quotetrack.pipeline"),
        (("--help",), MAIN),
        (("--version",), MAIN),
        (("extract", "--help"), MAIN),
        (("train", "--help"), MAIN),
        (("evaluate", "--help"), MAIN),
        (("search", "{store}", "bridge"), MAIN),
        (("search", "{store}", "bridge", "--all"), MAIN),
        (("show", "{store}", "1"), MAIN),
        (("speakers", "{store}"), MAIN),
        (("speaker", "{store}", "#1"), MAIN),
        (("speakers", "{store}", "--duplicates"), MAIN),
        (("speaker", "{store}", "#1", "--why"), MAIN),
        (("review", "{store}"), MAIN),
        (("split", "{store}", "#1"), MAIN),
        (("judgements", "{store}"), MAIN),
        (("people", "{store}"), MAIN),
        (("stats", "{store}"), MAIN),
    ],
)
def test_heavy_libraries_stay_out(store: Path, words: tuple[str, ...], statement: str) -> None:
    given = [word.format(store=store) for word in words]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *given, statement],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, done.stderr


def test_comparing_names_loads_no_parser(store: Path) -> None:
    """sqlite-utils, which writes, brings numpy in where it is installed."""
    program = PROGRAM.replace("'numpy', ", "")
    done = subprocess.run(
        [sys.executable, "-c", program, "dedupe", store, "--all", MAIN], capture_output=True, text=True, check=False
    )
    assert "numpy" not in program and done.returncode == 0, done.stderr
