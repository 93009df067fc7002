"""How fast quotations are found: beside textacy, in more and longer articles, and from a cold start.

    python bench/extract.py [--corpora DIR] [--textacy DIR] [--rounds N] [--longest MB] [--limit RATIO]
        [--flat-limit RATIO] [--start-limit SECONDS] [--memory-limit MB]

reads the same articles with quotetrack and with textacy (spaCy's small model), in turn, each in a process and on a
thread of its own, and prints words per second of processor time, loading apart; the ratio is that of the medians.
With --corpora the articles are those of DIR/polnear/dev.jsonl.gz, and how good both are stands beside (the terms are
those of quotetrack/evaluate/attributions.py); without, they are the samples. --textacy names the folder that textacy is
installed in (`pip install --target`); without it quotetrack is measured alone. Then: the time an article takes in
batches of 1 to 1,000, the time a megabyte takes in articles of up to --longest megabytes, and the time and memory of
`quotetrack extract` from start to the first quotation. Exits with status 1 where a limit is not kept.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from quotetrack.evaluate.attributions import compare, score
from quotetrack.evaluate.gold import GoldArticle, LinkedSpans, read_gold
from quotetrack.intake import read_articles
from quotetrack.records import Span

HERE = Path(__file__).parent
SAMPLES = HERE.parent / "samples"
STARTED_ON = SAMPLES / "senate_ferries.txt"
BATCHES = (1, 10, 100, 1000)
SHORTEST = 0.01
"""Megabytes (10^6 characters) of the shortest of the articles that grow tenfold."""


class Reader:
    """A tool in a process of its own that reads when it is asked to."""

    def __init__(self, name: str, path: Path | None = None) -> None:
        self.name = name
        environment = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
        if path:
            environment["PYTHONPATH"] = str(path)
        self._child = subprocess.Popen(
            [sys.executable, str(HERE / "reader.py"), name],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=environment,
        )  # fmt: skip
        self.loading: float = self._answer()

    def read(self, texts: Sequence[str]) -> tuple[float, list[Any]]:
        """Seconds of processor time, and what was found in each text (None where the tool gave up)."""
        assert self._child.stdin
        self._child.stdin.write(json.dumps(list(texts)) + "\n")
        self._child.stdin.flush()
        seconds, found = self._answer()
        return seconds, found

    def close(self) -> None:
        """Let the process end."""
        self._child.communicate()

    def _answer(self) -> Any:
        assert self._child.stdout
        line = self._child.stdout.readline()
        if not line:
            raise SystemExit(f"{self.name} ended before it answered: what it says stands above")
        return json.loads(line)


def read_samples() -> list[GoldArticle]:
    """The articles in samples/, without annotation."""
    return [GoldArticle(a.id, a.text, ()) for a in read_articles([str(SAMPLES)], on_error=lambda problem: None)]


def side_by_side(readers: Sequence[Reader], articles: Sequence[GoldArticle], rounds: int) -> float | None:
    """Let all read the articles in turn, print a table; how many times as fast the first is as the second."""
    texts = [article.text for article in articles]
    words = sum(len(text.split()) for text in texts)
    taken: dict[str, list[float]] = {reader.name: [] for reader in readers}
    found: dict[str, list[Any]] = {}
    for reader in readers:
        reader.read(texts[:2])  # what is made at the first call is part of loading
    for _ in range(rounds):
        for reader in readers:
            seconds, found[reader.name] = reader.read(texts)
            taken[reader.name].append(seconds)
    print(f"{len(texts)} articles, {words:,} words, {rounds} rounds in turn, one thread\n")
    print(
        "| | words per second of CPU | loading, s | articles given up |" + _names(articles) + "\n|---|---|---|---|",
        end="",
    )
    print("---|" * _names(articles).count("|"))
    for reader in readers:
        speed = words / statistics.median(taken[reader.name])
        lost = sum(own is None for own in found[reader.name])
        print(
            f"| {reader.name} | {speed:,.0f} | {reader.loading:.1f} | {lost} |{_quality(articles, found[reader.name])}"
        )
    if len(readers) < 2:
        return None
    own, other = (statistics.median(taken[reader.name]) for reader in readers)
    print(f"\nquotetrack is {other / own:.2f} times as fast as {readers[1].name}")
    return other / own


def _names(articles: Sequence[GoldArticle]) -> str:
    names = ("contents", "attributions", "direct contents", "direct attributions")
    return "".join(f" {name}, F1 |" for name in names) if any(a.attributions for a in articles) else ""


def _quality(articles: Sequence[GoldArticle], found: Sequence[Any]) -> str:
    """F1 in per cent: contents, attributions, and both of direct quotations only; empty without annotation."""
    if not any(article.attributions for article in articles):
        return ""
    compared = compare(
        articles, {a.doc: [_linked(q) for q in own or ()] for a, own in zip(articles, found, strict=True)}
    )
    views = [score(compared), score(compared, direct=True)]
    return "".join(f" {100 * view[name].f1:.1f} |" for view in views for name in ("content", "attribution"))


def _linked(quotation: Sequence[Any]) -> LinkedSpans:
    source, cue, content = (tuple(Span(*span) for span in spans) for spans in quotation)
    return LinkedSpans(content, cue, source)


def batches(reader: Reader, articles: Sequence[GoldArticle]) -> float:
    """Print what 1,000 words take in batches of several sizes; the longest of those times by the shortest, from 10 on.

    The articles are the same again and again, each with a number of its own in front.
    """
    texts = [article.text for article in articles]
    each: dict[int, float] = {}
    for size in BATCHES:
        runs = max(1, 30 // size)
        asked = [[f"Article {at + n}.\n\n{texts[(at + n) % len(texts)]}" for n in range(size)] for at in range(runs)]
        words = sum(len(text.split()) for batch in asked for text in batch)
        each[size] = 1000 * sum(reader.read(batch)[0] for batch in asked) / words
    print("\n| articles at once | " + " | ".join(f"{size:,}" for size in each) + " |\n|---" + "|---" * len(each) + "|")
    print("| CPU ms for each 1,000 words | " + " | ".join(f"{1000 * seconds:.0f} " for seconds in each.values()) + "|")
    many = [seconds for size, seconds in each.items() if size > 1]
    return max(many) / min(many)


def lengths(reader: Reader, articles: Sequence[GoldArticle], longest: float) -> float:
    """Print what a megabyte takes in ever longer articles; that of the longest by that of the shortest but one."""
    whole = "\n\n".join(article.text for article in articles) + "\n\n"
    each: dict[float, float] = {}
    size = SHORTEST
    while size <= longest:
        characters = round(size * 1e6)
        each[size] = reader.read([(whole * (characters // len(whole) + 1))[:characters]])[0] / size
        size = round(size * 10, 6)
    print(
        "\n| characters in one article, millions | "
        + " | ".join(map(str, each))
        + " |\n|---"
        + "|---" * len(each)
        + "|"
    )
    print("| CPU s for each million | " + " | ".join(f"{seconds:.0f}" for seconds in each.values()) + " |")
    taken = list(each.values())
    return taken[-1] / taken[min(1, len(taken) - 1)]


def cold_start() -> tuple[float, float, float]:
    """Of `quotetrack extract`: seconds to its first quotation, processor seconds to its end, and megabytes at most."""
    started = time.perf_counter()
    child = subprocess.Popen([sys.executable, "-m", "quotetrack", "extract", str(STARTED_ON)], stdout=subprocess.PIPE)
    assert child.stdout
    child.stdout.readline()
    first = time.perf_counter() - started
    child.stdout.read()
    _, status, used = os.wait4(child.pid, 0)
    if os.waitstatus_to_exitcode(status):
        raise SystemExit("quotetrack extract failed")
    return first, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def textacy_in(folder: Path | None) -> Reader | None:
    """textacy, where it is installed; says why it is not measured otherwise."""
    if folder and (folder / "textacy").is_dir():
        return Reader("textacy", folder)
    print(f"textacy is not measured: it is not installed in {folder or 'any folder that --textacy names'}\n")
    return None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, help="the folder that holds polnear/dev.jsonl.gz")
    parser.add_argument("--textacy", type=Path, help="the folder that textacy and its model are installed in")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--longest", type=float, default=10, help="millions of characters of the longest article")
    parser.add_argument("--limit", type=float, default=0, help="times as fast as textacy, at least")
    parser.add_argument(
        "--flat-limit", type=float, default=float("inf"), help="times as slow in more or longer articles"
    )
    parser.add_argument("--start-limit", type=float, default=float("inf"), help="seconds to the first quotation")
    parser.add_argument("--memory-limit", type=float, default=float("inf"), help="megabytes of quotetrack extract")
    given = parser.parse_args()
    # The best of three: what else the machine does makes it slower, nothing makes it faster than it is.
    first, whole, memory = map(min, zip(*(cold_start() for _ in range(3)), strict=True))
    print(f"quotetrack extract {STARTED_ON.name}: first quotation after {first:.1f} s,")
    print(f"{whole:.1f} s of CPU to the end, {memory:,.0f} MB of memory at most\n", flush=True)
    samples = read_samples()
    articles = read_gold(given.corpora / "polnear" / "dev.jsonl.gz") if given.corpora else samples * 4
    own = Reader("quotetrack")
    readers = [own, *filter(None, [textacy_in(given.textacy)])]
    faster = side_by_side(readers, articles, given.rounds)
    uneven = {"more articles": batches(own, samples), "longer articles": lengths(own, samples, given.longest)}
    for reader in readers:
        reader.close()
    check(given, {"first": first, "memory": memory, "faster": faster} | uneven)


def check(given: argparse.Namespace, measured: Mapping[str, float | None]) -> None:
    """Exit where a limit is not kept."""
    faster = measured["faster"]
    wrong = []
    if faster is not None and faster < given.limit:
        wrong.append(f"{faster:.2f} times as fast as textacy, not {given.limit}")
    wrong += [
        f"{measured[what]:.2f} times as slow in {what}, not {given.flat_limit}"
        for what in ("more articles", "longer articles")
        if (measured[what] or 0) > given.flat_limit
    ]
    if (measured["first"] or 0) > given.start_limit or (measured["memory"] or 0) > given.memory_limit:
        wrong.append("the start took longer, or more memory, than the limits allow")
    if wrong:
        raise SystemExit("slower than the limits allow: " + "; ".join(wrong))


if __name__ == "__main__":
    main()
