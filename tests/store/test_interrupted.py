"""Ingest that is killed, or that two processes do at once, ends in the store of one clean run."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from quotetrack.store import open_store
from tests.store.builders import check_integrity, filled_store
from tests.store.contents import contents_of

ROOT = Path(__file__).parents[2]
ARTICLES = 120
KILLS = 4
SEED = 5


def start_saving(path: Path, first: int, last: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.store.save_articles", str(path), str(first), str(last)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def kill(process: subprocess.Popen[str], lines: int, seconds: float) -> None:
    """Kills a process as it has printed so many lines and then worked on for so long."""
    assert process.stdout is not None
    for _ in range(lines):
        process.stdout.readline()
    time.sleep(seconds)
    process.kill()
    process.communicate()


def run_to_the_end(*processes: subprocess.Popen[str]) -> None:
    for process in processes:
        process.communicate()
        assert process.returncode == 0


def held_articles(path: Path) -> int:
    with open_store(path, readonly=True) as store:
        return int(next(store.rows("SELECT count(*) AS held FROM articles"))["held"])


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, object]]]:
    path = filled_store(tmp_path_factory.mktemp("clean") / "quotes.db", ARTICLES)
    with open_store(path, readonly=True) as store:
        return contents_of(store)


def test_killed_at_any_moment_and_run_again(tmp_path: Path, clean: dict[str, list[dict[str, object]]]) -> None:
    path = tmp_path / "quotes.db"
    chance = random.Random(SEED)
    for round in range(1, KILLS + 1):
        reached = ARTICLES * round // (KILLS + 2)
        kill(start_saving(path, 0, ARTICLES), 1 + reached, chance.uniform(0, 0.004))
        assert reached - 1 <= held_articles(path) < ARTICLES
    run_to_the_end(start_saving(path, 0, ARTICLES))
    check_integrity(path)
    with open_store(path, readonly=True) as store:
        assert contents_of(store) == clean


def test_killed_while_the_store_is_made(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    for number in range(KILLS):
        path = tmp_path / f"{number}.db"
        kill(start_saving(path, 0, 1), 1, chance.uniform(0, 0.3))
        assert held_articles(filled_store(path, 2)) == 2
        check_integrity(path)


def test_two_processes_save_into_one_store(tmp_path: Path, clean: dict[str, list[dict[str, object]]]) -> None:
    path = tmp_path / "quotes.db"
    # Both make the store, and what one saves in the middle the other saves too.
    run_to_the_end(start_saving(path, 0, ARTICLES * 2 // 3), start_saving(path, ARTICLES // 3, ARTICLES))
    check_integrity(path)
    with open_store(path, readonly=True) as store:
        assert contents_of(store) == clean
