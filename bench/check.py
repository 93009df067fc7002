"""How long `quotetrack check` and `search` take as whole processes on a large store, and how much memory.

    python bench/check.py [N] [--store FILE] [--limit SECONDS] [--slow-limit SECONDS] [--memory-limit MB]

makes a store of N quotations (1,000,000 unless said otherwise; the same ones every time), asks it for quotations as
they stand, with a word changed, with half of the words, and for what nobody said, and prints the middle time,
the 95th percentile and the memory. Beside them stands what a plain rapidfuzz scan over the same quotations
takes for the same questions. With limits it exits with status 1 where something takes longer, or more.
A store named with --store is kept and used again.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from rapidfuzz import fuzz, process
from search import make_store

from quotetrack.store import open_store

SEED = 17
EACH = 6
"""Questions of each kind."""


def questions(texts: Sequence[str]) -> dict[str, list[str]]:
    """What is asked: words of quotations that are held, changed or not, and others."""
    chance = random.Random(SEED)
    chosen = [text.split() for text in chance.sample(texts, 4 * EACH)]
    asked: dict[str, list[str]] = {}
    asked["as it stands"] = [" ".join(words) for words in chosen[:EACH]]
    asked["a word changed"] = []
    for words in chosen[EACH : 2 * EACH]:
        at = chance.randrange(len(words))
        asked["a word changed"].append(" ".join([*words[:at], "lighthouse", *words[at + 1 :]]))
    asked["half of it"] = [" ".join(words[: len(words) // 2]) for words in chosen[2 * EACH : 3 * EACH]]
    asked["other words"] = [
        " ".join(chance.sample([word for words in chosen for word in words], 9)) for _ in range(EACH)
    ]
    return asked


def measure(command: Sequence[str]) -> tuple[float, float]:
    """Seconds and megabytes of a whole process."""
    started = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-m", "quotetrack", *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(child.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 3):  # 3: it is not what they said
        raise SystemExit(f"quotetrack {' '.join(command)} failed")
    return time.perf_counter() - started, used.ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("size", nargs="?", type=int, default=1_000_000)
    parser.add_argument("--store", type=Path, help="keep the store in this file, or use the one that is there")
    parser.add_argument("--limit", type=float, default=float("inf"), help="seconds for the middle time")
    parser.add_argument("--slow-limit", type=float, default=float("inf"), help="seconds for the 95th percentile")
    parser.add_argument("--memory-limit", type=float, default=float("inf"), help="megabytes")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.store or Path(folder) / "bench.db"
        if not path.exists():
            make_store(path, given.size)
        run(path, given)


def run(path: Path, given: argparse.Namespace) -> None:
    """Ask everything, print a table, compare with the limits."""
    with open_store(path, readonly=True) as store:
        texts = [row["text"] for row in store.rows("SELECT text FROM quotations")]
    asked = questions(texts)
    print(f"{len(texts):,} quotations, {path.stat().st_size / 1e6:,.0f} MB")
    times: list[float] = []
    most = 0.0
    for kind, several in asked.items():
        taken = [measure(["check", str(path), words]) for words in several]
        scan = time.perf_counter()
        process.extractOne(several[0], texts, scorer=fuzz.partial_ratio)
        scan = time.perf_counter() - scan
        middle = statistics.median(seconds for seconds, _ in taken)
        print(f"check {kind:16} {middle:6.2f} s   plain scan {scan:6.2f} s ({scan / middle:.1f} times as long)")
        times += [seconds for seconds, _ in taken]
        most = max(most, *(memory for _, memory in taken))
    searched = [measure(["search", str(path), words])[0] for words in (asked["half of it"][0], "lighthouse", "zzyzx")]
    slow = statistics.quantiles(times, n=20)[-1]
    print(f"check: {statistics.median(times):.2f} s in the middle, {slow:.2f} s at the 95th percentile, {most:,.0f} MB")
    print(f"search: {statistics.median(searched):.2f} s in the middle")
    if statistics.median(times) > given.limit or slow > given.slow_limit or most > given.memory_limit:
        raise SystemExit("slower, or larger, than the limits allow")


if __name__ == "__main__":
    main()
