"""How long `quotetrack dedupe` takes as a whole process, on stores of invented speakers.

    python bench/dedupe.py [N...] [--limit SECONDS] [--step-limit SECONDS] [--memory-limit MB]

makes a store for each N (10,000, 50,000 and 200,000 unless said otherwise; the same names every time),
in which one speaker in six also goes by another form of the name. It deduplicates all of it, then 100
names that came later, and prints times, memory, and how many of the planted forms were found. With limits
it exits with status 1 where the largest store takes longer, or more, than they say.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, count, islice
from pathlib import Path

from vocabulary import WORDS

from quotetrack.language import load
from quotetrack.names.normal import normalise_name
from quotetrack.records import Article, Attribution, Quotation, Span, Speaker
from quotetrack.store import open_store

SEED = 5
SIZES = (10_000, 50_000, 200_000)
NEW = 100
PER_ARTICLE = 25
PLANTED = 6  # one in so many goes by a second name

SHORT = {"William": "Bill", "Robert": "Bob", "Michael": "Mike", "Elizabeth": "Liz", "Thomas": "Tom", "Daniel": "Dan"}


@dataclass(frozen=True)
class Invented:
    """A speaker, and the number of the person who bears the name."""

    person: int
    name: str


def speakers(size: int) -> list[Invented]:
    """So many speakers, the first ones the same for every count."""
    return list(islice(_speakers(random.Random(SEED)), size))


def _speakers(chance: random.Random) -> Iterator[Invented]:
    heads, middles, ends = (WORDS[f"family {part}"] for part in ("head", "middle", "end"))
    families = sorted({a + b + c for a in heads for b in ["", *middles] for c in ends})
    chance.shuffle(families)
    known = load("en")
    givens = [name.title() for names in (known.given_names_female, known.given_names_male) for name in sorted(names)]
    weights = list(accumulate(1 / (rank + 20) for rank in range(len(families))))
    taken: set[str] = set()
    later: deque[Invented] = deque()
    for person in count():
        family = chance.choices(families, cum_weights=weights)[0]
        given = chance.choice(sorted(SHORT) if chance.random() < 0.2 else givens)
        if f"{given} {family}" in taken:
            continue
        taken.add(f"{given} {family}")
        middle = chance.choice("ABCDEFGHJKLMNPRSTW")
        name = f"{given} {middle}. {family}" if chance.random() < 0.3 else f"{given} {family}"
        yield Invented(person, name)
        if person % PLANTED == 0:
            later.append(Invented(person, _other_form(chance, name, given, middle, family)))
        if len(later) > PER_ARTICLE:  # in another article: who speaks beside somebody is not that person
            yield later.popleft()


def _other_form(chance: random.Random, name: str, given: str, middle: str, family: str) -> str:
    forms = [f"{given} {family}", f"{given} {middle}. {family}", name.upper(), f"{family}, {given}", f"Dr. {name}"]
    if given in SHORT:
        forms.append(f"{SHORT[given]} {family}")
    return chance.choice([form for form in forms if form != name])


def save(path: Path, people: Sequence[Invented], first: int) -> None:
    """Saves speakers in articles of 25, numbered from `first`; each says one sentence."""
    with open_store(path, create=True) as store:
        run = store.start_run(command="bench")
        for start in range(0, len(people), PER_ARTICLE):
            store.save_article(*_article(first + start, people[start : start + PER_ARTICLE]), run)


def _article(number: int, people: Sequence[Invented]) -> tuple[Article, list[Quotation]]:
    text, quotations = "", []
    for at, someone in enumerate(people):
        words = f"Number {number + at} is here"
        start = len(text) + 1
        text += f"“{words},” said {someone.name}.\n"
        attribution = Attribution(mention=someone.name, mention_kind="named", speakers=(Speaker(someone.name),))
        span = Span(start, start + len(words))
        quotations.append(Quotation(f"{number + at:012x}", "direct", "speech", words, (span,), attribution))
    return Article(id=f"bench/{number}", text=text, url=f"https://bench.example/{number}"), quotations


@dataclass(frozen=True)
class Measured:
    """Seconds, and megabytes at the most."""

    seconds: float
    megabytes: float


def deduplicate(path: Path) -> Measured:
    """Runs `quotetrack dedupe` on a store, as a process of its own."""
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "quotetrack", "dedupe", str(path)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    print("   ", process.stdout.read().decode().strip())
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit("dedupe failed")
    return Measured(time.perf_counter() - started, used.ru_maxrss / 1024)


def found(path: Path, people: Sequence[Invented]) -> tuple[float, int]:
    """The share of planted pairs that are one speaker, and how many speakers hold more than one person
    (people of the very same name apart)."""
    with open_store(path, readonly=True) as store:
        rows = store.rows("SELECT normal_name, canonical_id FROM forms")
        speaker = {row["normal_name"]: row["canonical_id"] for row in rows}
    bearers: dict[int, set[int]] = {}
    names: dict[str, set[int]] = {}
    for someone in people:
        normal = normalise_name(someone.name, "person")
        names.setdefault(normal, set()).add(someone.person)
        bearers.setdefault(speaker[normal], set()).add(someone.person)
    first = {someone.person: normalise_name(someone.name, "person") for someone in reversed(people)}
    second = [
        (someone, first[someone.person])
        for someone in people
        if normalise_name(someone.name, "person") != first[someone.person]
    ]
    joined = sum(speaker[normalise_name(someone.name, "person")] == speaker[name] for someone, name in second)
    shared = {person for persons in names.values() if len(persons) > 1 for person in persons}
    wrong = sum(len(persons - shared) > 1 for persons in bearers.values())
    return joined / max(1, len(second)), wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", metavar="N", nargs="*", type=int, default=SIZES)
    parser.add_argument("--limit", type=float, default=float("inf"), help="seconds for the largest store")
    parser.add_argument("--step-limit", type=float, default=float("inf"), help="seconds for 100 names more")
    parser.add_argument("--memory-limit", type=float, default=float("inf"), help="megabytes for the largest store")
    given = parser.parse_args()
    for size in sorted(given.sizes):
        people = speakers(size + NEW)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "bench.db"
            save(path, people[:size], 0)
            whole = deduplicate(path)
            recall, wrong = found(path, people[:size])
            save(path, people[size:], size)
            step = deduplicate(path)
        print(f"{size:>9,} speakers: {whole.seconds:6.1f} s ({whole.seconds / size * 1e6:.0f} µs each), ", end="")
        print(f"{whole.megabytes:,.0f} MB; {NEW} more: {step.seconds:.2f} s; ", end="")
        print(f"planted forms found {recall:.1%}, speakers of two people {wrong:,}", flush=True)
    if whole.seconds > given.limit or step.seconds > given.step_limit or whole.megabytes > given.memory_limit:
        raise SystemExit("slower, or larger, than the limits allow")


if __name__ == "__main__":
    main()
