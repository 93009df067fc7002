"""The program as a whole: closed pipes, Ctrl-C, versions, python -m."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from quotetrack import __version__
from tests.cli.conftest import Run

QUOTETRACK = [sys.executable, "-m", "quotetrack"]


def test_version(run: Run) -> None:
    assert run("--version").stdout == f"quotetrack, version {__version__}\n"


def test_no_words_is_help(run: Run) -> None:
    assert "Commands:" in run().output


def test_commands_are_listed_in_the_order_of_a_days_work(run: Run) -> None:
    shown = run("--help").stdout.split("Commands:")[1].split("\n")
    names = [line.split()[0] for line in shown if line.strip()]
    assert names == [
        "extract", "ingest", "changes", "search", "show", "check", "verify", "variants", "evidence", "speakers",
        "speaker", "dedupe", "review", "merge", "split", "undo", "judgements", "people", "export", "stats", "serve",
        "models", "train", "evaluate",
    ]  # fmt: skip


def test_a_closed_pipe_is_quiet(store: Path) -> None:
    with subprocess.Popen(
        [*QUOTETRACK, "search", store, "--limit", "49", "--format", "jsonl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.parametrize("command", ["extract", "ingest"])
def test_ctrl_c_is_quiet_and_130(tmp_path: Path, command: str) -> None:
    words = [command, "-"] if command == "extract" else [command, tmp_path / "a.db", "-"]
    program = f"""
import os, signal, sys, threading
import quotetrack.intake, quotetrack.parse.parsers, quotetrack.pipeline  # so that nothing is being loaded then
signal.signal(signal.SIGINT, signal.default_int_handler)  # what a shell starts in the background ignores it
from quotetrack.cli import main
sys.argv = ["quotetrack", *{[str(word) for word in words]!r}]
threading.Timer(0.2, os.kill, [os.getpid(), signal.SIGINT]).start()
main()
"""
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.wait(30) == 128 + signal.SIGINT
        assert process.stderr and b"Traceback" not in process.stderr.read()


def test_a_terminal_that_cannot_show_curly_marks(store: Path) -> None:
    done = subprocess.run(
        [*QUOTETRACK, "search", store, "harbour"],
        capture_output=True,
        check=True,
        env={"PYTHONIOENCODING": "iso8859-1", "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert b"?We have waited" in done.stdout
