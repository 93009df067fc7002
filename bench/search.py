"""How long `quotetrack search` takes as a whole process, on a store of invented quotations.

    python bench/search.py [N] [--store FILE] [--limit SECONDS]

makes a store of N quotations (10,000 unless said otherwise; the same ones every time), asks it
the questions below, each several times, and prints the middle and the slowest time. With
--limit it exits with status 1 where a middle time is longer. A store named with --store is kept
and used again.
"""

from __future__ import annotations

import argparse
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from vocabulary import WORDS

from quotetrack.records import Article, Attribution, Quotation, Span, Speaker
from quotetrack.store import open_store

SEED = 11
PER_ARTICLE = 8
REPEATS = 7

QUESTIONS: dict[str, list[str]] = {
    "one common word": ["budget"],
    "several words": ["the bridge will open by 2031"],
    "words with signs": ["won't 50%"],
    "a rare word": ["morarada"],
    "signs alone": ["%"],
    "signs that are not there": ["?!"],
    "a word that is not there": ["zyzzyva"],
    "by speaker": ["budget", "--speaker", "walesa"],
    "by affiliation and date": ["plan", "--affiliation", "harbour trust", "--since", "2021-01-01", "--sort", "date"],
    "nothing but a filter": ["", "--outlet", "Coast Courier", "--limit", "50"],
}


def make_store(path: Path, size: int) -> None:
    """A store of `size` quotations or a few more, in articles of eight."""
    chance = random.Random(SEED)
    rare = [_rare_word(chance) for _ in range(20_000)]
    with open_store(path, create=True) as store:
        run = store.start_run(command="bench")
        for number in range(-(-size // PER_ARTICLE)):
            store.save_article(*_article(number, chance, rare), run)
        store.finish_run(run, {"quotations": size})


def _article(number: int, chance: random.Random, rare: list[str]) -> tuple[Article, list[Quotation]]:
    people = [_person(chance) for _ in range(3)]
    pieces: list[str] = []
    spans: list[tuple[Span, Span, Span, tuple[str, str, str]]] = []
    at = 0
    for _ in range(PER_ARTICLE):
        person = chance.choice(people)
        words = f"{_sentence(chance, rare)}, and {_sentence(chance, rare)}"
        line = f"“{words},” said {person[0]}, {person[1]} of the {person[2]}.\n\n"
        cue = at + len(words) + 4
        content, source = Span(at + 1, at + 1 + len(words)), Span(cue + 5, at + len(line) - 3)
        spans.append((content, Span(cue, cue + 4), source, person))
        pieces.append(line)
        at += len(line)
    text = "".join(pieces)
    digest = sha256(text.encode()).hexdigest()
    article = Article(
        id=f"bench/{number}",
        text=text,
        url=f"https://news.example/{number}",
        outlet=_pick(chance, "outlet"),
        published=f"{chance.randint(2015, 2024)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
        title=f"{_pick(chance, 'place')}: {_sentence(chance, rare)}",
    )
    return article, [_quotation(text, digest, chance, *found) for found in spans]


def _quotation(
    text: str, digest: str, chance: random.Random, content: Span, cue: Span, source: Span, person: tuple[str, str, str]
) -> Quotation:
    name, role, organization = person
    attribution = Attribution(
        cue=(cue,),
        source=(source,),
        mention=name,
        mention_kind="named",
        speakers=(Speaker(name, role=role, affiliations=(organization,)),),
        confidence=round(chance.uniform(0.5, 1), 3),
        trace={"rule": "bench"},
    )
    id = sha256(f"{digest}:{content}".encode()).hexdigest()[:12]
    return Quotation(id, "direct", "speech", text[content.start : content.end], (content,), attribution)


def _person(chance: random.Random) -> tuple[str, str, str]:
    name = f"{_pick(chance, 'given')} {chance.choice('ABCDEFGH')}. {_pick(chance, 'family')}"
    return name, _pick(chance, "role"), f"{_pick(chance, 'place')} {_pick(chance, 'body')}"


def _sentence(chance: random.Random, rare: list[str]) -> str:
    words = [_pick(chance, "subject"), _pick(chance, "verb"), _pick(chance, "end")]
    # Words as rare as most are in a real corpus: squaring favours the front of the list.
    words.insert(chance.randint(1, 3), rare[int(len(rare) * chance.random() ** 2)])
    return " ".join(words)


def _pick(chance: random.Random, kind: str) -> str:
    return chance.choice(WORDS[kind])


def _rare_word(chance: random.Random) -> str:
    return "".join(chance.choice("bdfgklmnprstv") + chance.choice("aeiou") for _ in range(chance.randint(2, 4)))


def measure(store: Path, question: list[str]) -> list[float]:
    """Seconds that the whole process took, each time."""
    command = [sys.executable, "-m", "quotetrack", "search", str(store), *question]
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return times


def report(store: Path) -> Iterator[tuple[str, float]]:
    """Prints a line for each question; yields its name and middle time."""
    for name, question in QUESTIONS.items():
        times = measure(store, question)
        print(f"{name:28} middle {statistics.median(times):6.3f} s   slowest {max(times):6.3f} s")
        yield name, statistics.median(times)


def main() -> int:
    """Runs the benchmark; 1 where a question took longer than --limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("size", metavar="N", nargs="?", type=int, default=10_000)
    parser.add_argument("--store", type=Path, help="where the store is, or is to be made and kept")
    parser.add_argument("--limit", type=float, help="seconds that no middle time may exceed")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.store or Path(folder) / "bench.db"
        if not path.exists():
            start = time.perf_counter()
            make_store(path, given.size)
            print(f"made {path.name}: {given.size:,} quotations in {time.perf_counter() - start:.1f} s")
        slow = [name for name, middle in report(path) if given.limit is not None and middle > given.limit]
    if slow:
        print(f"slower than {given.limit} s: {', '.join(slow)}")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
