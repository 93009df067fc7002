"""How long the pages take to begin to answer on a large store, with eight browsers asking at once.

    python bench/web.py [N] [--store FILE] [--heavy N] [--only PAGE]... [--limit SECONDS]

makes a store of N quotations (1,000,000 unless said otherwise; the same ones every time), has `datasette serve` show
it as a process of its own (whichever line is installed), and asks for every kind of page over eight connections, each
asking again as soon as it is answered. The addresses are many and drawn with a fixed seed, so that no page is asked
for again and again. Prints the time to the first byte, the middle and the 95th percentile, and beside it the server's
work for a page: its processor time, which others on the machine hardly change. Exits with status 1 where a page's
middle time is above --limit, or on any error. A store named with --store is kept and used again.

--heavy adds a speaker with N quotations, which a speaker's page must bear, and questions for the page of reviews.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlencode

from search import PER_ARTICLE, _pick, _quotation, _rare_word, _sentence, make_store
from vocabulary import WORDS

from quotetrack.records import Article, Attribution, Quotation, Span
from quotetrack.store import Store, open_store

SEED = 23
CONNECTIONS = 8
WARM = 16
"""Requests for each page before it is measured."""

PATIENCE = 30.0
"""Seconds after which an answer counts as an error."""

Person = tuple[str, str, str]  # name, role, organisation

HEAVY: Person = ("Hedda Viel", "mayor", "Harbour Trust")
QUESTIONS = 300


def add_heavy(path: Path, count: int) -> None:
    """One speaker with `count` quotations, in articles of eight over ten years; and work for the page of reviews."""
    chance = random.Random(SEED)
    rare = [_rare_word(chance) for _ in range(2_000)]
    with open_store(path) as store:
        held = {row["url"] for row in store.rows("SELECT url FROM articles WHERE url LIKE 'https://news.example/%/0'")}
        run = store.start_run(command="bench")
        if "https://news.example/heavy/0" not in held:
            for number in range(-(-count // PER_ARTICLE)):
                _add_article(store, run, f"heavy/{number}", [HEAVY] * PER_ARTICLE, chance, rare)
        if "https://news.example/full/0" not in held:
            for number in range(QUESTIONS):
                family = _rare_word(chance).capitalize()
                full, short = (f"Robert {family}", *HEAVY[1:]), (f"R. {family}", "analyst", "Bayview Observatory")
                _add_article(store, run, f"full/{number}", [full, None], chance, rare)
                _add_article(store, run, f"short/{number}", [short, None], chance, rare)
        store.finish_run(run, {"quotations": count})
    dedupe(path)


def _add_article(
    store: Store, run: int, name: str, people: list[Person | None], chance: random.Random, rare: list[str]
) -> None:
    """An article in which each of these says something; None is nobody known."""
    text, spans = "", []
    for person in people:
        words = f"{_sentence(chance, rare)}, and {_sentence(chance, rare)}"
        content = Span(len(text) + 1, len(text) + 1 + len(words))
        who, role, organization = person or ("somebody", "", "")
        text += f"“{words},” said {who}, {role} of the {organization}.\n\n" if person else f"“{words}.”\n\n"
        cue = Span(content.end + 3, content.end + 7)
        spans.append((content, cue, Span(cue.end + 1, len(text) - 3), person))
    digest = sha256(text.encode()).hexdigest()
    article = Article(
        id=name,
        text=text,
        url=f"https://news.example/{name}",
        outlet=_pick(chance, "outlet"),
        published=f"{chance.randint(2015, 2024)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
        title=f"{_pick(chance, 'place')}: {_sentence(chance, rare)}",
    )
    store.save_article(article, [_said(text, digest, chance, *found) for found in spans], run)


def _said(
    text: str, digest: str, chance: random.Random, content: Span, cue: Span, source: Span, person: Person | None
) -> Quotation:
    if person:
        return _quotation(text, digest, chance, content, cue, source, person)
    id = sha256(f"{digest}:{content}".encode()).hexdigest()[:12]
    nobody = Attribution(confidence=0.6, trace={"rule": "bench"})
    return Quotation(id, "direct", "speech", text[content.start : content.end], (content,), nobody)


def dedupe(path: Path) -> None:
    """Compares the names, so that there are questions."""
    command = [sys.executable, "-m", "quotetrack", "dedupe", str(path)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@dataclass
class Held:
    """What of a store the addresses are made of."""

    quotations: int
    articles: int
    speakers: list[int]
    most_quoted: list[int]
    names: list[str]
    texts: list[str]


def look_into(path: Path, chance: random.Random) -> Held:
    """Numbers and words of a store, drawn by chance."""
    with open_store(path, readonly=True) as store:
        numbers = next(store.rows("SELECT max(q.id) AS q, (SELECT max(id) FROM articles) AS a FROM quotations q"))
        speakers = list(
            store.rows(
                "SELECT c.id, c.name, sum(f.speakers) AS n FROM canonical_speakers c "
                "JOIN forms f ON f.canonical_id = c.id WHERE c.kind = 'person' GROUP BY c.id ORDER BY n DESC, c.id"
            )
        )
        ids = sorted(chance.sample(range(1, numbers["q"] + 1), min(2_000, numbers["q"])))
        found = store.rows(f"SELECT text FROM quotations WHERE id IN ({', '.join(map(str, ids))})")
        texts = [row["text"] for row in found]
    chance.shuffle(texts)
    return Held(
        numbers["q"],
        numbers["a"],
        [row["id"] for row in speakers],
        [row["id"] for row in speakers[:20]],
        [row["name"] for row in speakers[:500]],
        texts,
    )


Draw = Callable[[Held, random.Random], str]


def _search(format: str = "", **fields: object) -> str:
    return f"{format}?{urlencode({key: value for key, value in fields.items() if value})}"


def _common(held: Held, chance: random.Random) -> str:
    """A word that stands in tens of thousands of quotations, or two of them."""
    several = [word for kind in ("subject", "verb", "end") for words in WORDS[kind] for word in words.split()]
    return " ".join(chance.sample(sorted(set(several)), chance.randint(1, 2)))


def _rare(held: Held, chance: random.Random) -> str:
    """A word of a quotation that no list has: one in some dozens, or a few thousand."""
    known = {word for kind in WORDS.values() for words in kind for word in words.split()}
    words = [word for word in chance.choice(held.texts).replace(",", "").split() if word not in known]
    return chance.choice(words or ["zyzzyva"])


def _filters(chance: random.Random, held: Held) -> dict[str, object]:
    year = chance.randint(2015, 2024)
    return chance.choice(
        [
            {"outlet": _pick(chance, "outlet")},
            {"since": f"{year}-01", "until": f"{year}-06"},
            {"speaker": chance.choice(held.names)},
            {"affiliation": f"{_pick(chance, 'place')} {_pick(chance, 'body')}"},
            {"outlet": _pick(chance, "outlet"), "kind": "direct", "since": str(year), "until": str(year)},
        ]
    )


def _changed(held: Held, chance: random.Random) -> str:
    """Words as they stand, or half of them, or with one changed."""
    words = chance.choice(held.texts).split()
    how = chance.randrange(3)
    if how == 1:
        words = words[: len(words) // 2]
    elif how == 2:
        words[chance.randrange(len(words))] = "lighthouse"
    return " ".join(words)


PAGES: dict[str, Draw] = {
    "search, common word": lambda held, chance: _search(q=_common(held, chance)),
    "search, common, by date": lambda held, chance: _search(q=_common(held, chance), sort="date"),
    "search, rare word": lambda held, chance: _search(q=_rare(held, chance)),
    "search, no such word": lambda held, chance: _search(q=f"zy{chance.randrange(10**6)}zyva"),
    "search, filters": lambda held, chance: _search(q=_common(held, chance), **_filters(chance, held)),
    "search, only filters": lambda held, chance: _search(**_filters(chance, held)),
    "search, empty": lambda held, chance: "",
    "search, speakers": lambda held, chance: _search(q=chance.choice(held.names).split()[-1], show="speakers"),
    "search, articles": lambda held, chance: _search(q=_common(held, chance), show="articles"),
    "search, JSON": lambda held, chance: _search(".json", q=_common(held, chance)),
    "quotation": lambda held, chance: f"/quotation/{chance.randint(1, held.quotations)}",
    "speaker": lambda held, chance: f"/speaker/{chance.choice(held.speakers)}",
    "speaker, most quoted": lambda held, chance: f"/speaker/{chance.choice(held.most_quoted)}",
    "speaker, the first": lambda held, chance: f"/speaker/{held.most_quoted[0]}",
    "article": lambda held, chance: f"/article/{chance.randint(1, held.articles)}",
    "check, form": lambda held, chance: "/check",
    "check, words": lambda held, chance: f"/check{_search(q=_changed(held, chance))}",
    "review": lambda held, chance: f"/review{_search(offset=chance.randrange(50))}",
    "review, unknown": lambda held, chance: "/review?show=unknown",
    "review, unknown, further": lambda h, chance: f"/review?show=unknown&start={chance.randint(1, h.articles)}",
    "overview": lambda held, chance: "/overview",
}


@contextmanager
def served(path: Path) -> Iterator[tuple[int, int]]:
    """Datasette with a store in a process of its own: its port and its number."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "datasette", "serve", str(path), "--port", str(port)]
    command += ["--setting", "suggest_facets", "off"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(port, process)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait()


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        if process.poll() is not None:
            break
    raise SystemExit("datasette does not start")


@dataclass
class Measured:
    """Times to the first byte in seconds, what went wrong, and the server's work in seconds."""

    times: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    work: float = 0.0

    @property
    def middle(self) -> float:
        return statistics.median(self.times) if self.times else float("inf")

    @property
    def slow(self) -> float:
        """The 95th percentile."""
        return statistics.quantiles(self.times, n=20)[-1] if len(self.times) > 1 else self.middle


def worked(process: int) -> float:
    """Seconds of processor time that a process has had; 0 where Linux does not tell."""
    with suppress(OSError):
        told = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


async def measure(port: int, addresses: list[str], seconds: float) -> Measured:
    """Asks for all addresses, CONNECTIONS at once, in about so many seconds at most."""
    measured, left, until = Measured(), iter(addresses), time.perf_counter() + seconds

    async def browse() -> None:
        for address in left:
            if time.perf_counter() > until:
                return
            try:
                measured.times.append(await asyncio.wait_for(_first_byte(port, address), PATIENCE))
            except (OSError, ValueError, TimeoutError) as error:
                measured.errors.append(f"{address}: {error or type(error).__name__}")

    await asyncio.gather(*(browse() for _ in range(CONNECTIONS)))
    return measured


async def _first_byte(port: int, address: str) -> float:
    """Seconds until an answer begins, which is read to its end. Raises ValueError for one that is no page."""
    begun = time.perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**20)
    try:
        writer.write(f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
        status = await reader.readline()
        taken = time.perf_counter() - begun
        body = await reader.read(-1)
        if b" 200 " not in status or len(body) < 100:
            raise ValueError(f"{status.decode().strip() or 'no answer'}")
        return taken
    finally:
        writer.close()


def run(path: Path, given: argparse.Namespace) -> list[str]:
    """Measures every kind of page and prints a table; what is slower than allowed, or fails."""
    held, faults = look_into(path, random.Random(SEED)), []
    print(f"{held.quotations:,} quotations, {os.path.getsize(path) / 1e6:,.0f} MB, {CONNECTIONS} connections")
    print(f"{'first byte, in milliseconds':28} {'pages':>6} {'middle':>7} {'95 %':>7} {'work':>7} {'errors':>7}")
    with served(path) as (port, process):
        for name, draw in PAGES.items():
            if given.only and not any(name.startswith(wanted) for wanted in given.only):
                continue
            chance = random.Random(f"{SEED} {name}")
            addresses = [f"/{path.stem}/-/quotes{draw(held, chance)}" for _ in range(WARM + given.requests)]
            asyncio.run(measure(port, addresses[:WARM], given.seconds))
            before = worked(process)
            found = asyncio.run(measure(port, addresses[WARM:], given.seconds))
            found.work = (worked(process) - before) / max(1, len(found.times) + len(found.errors))
            _print(name, found)
            for error in found.errors[:3]:
                print(f"    {error}")
            if found.errors or found.middle > given.limit:
                faults.append(name)
    return faults


def _print(name: str, found: Measured) -> None:
    times = "".join(f"{1000 * seconds:8.0f}" for seconds in (found.middle, found.slow, found.work))
    print(f"{name:28} {len(found.times):6}{times} {len(found.errors):7}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("size", metavar="N", nargs="?", type=int, default=1_000_000)
    parser.add_argument("--store", type=Path, help="keep the store in this file, or use the one that is there")
    parser.add_argument("--heavy", metavar="N", type=int, default=0, help="add a speaker with N quotations")
    parser.add_argument("--only", metavar="PAGE", action="append", help="only pages whose names begin so")
    parser.add_argument("--requests", metavar="N", type=int, default=200, help="of each page (200)")
    parser.add_argument("--seconds", type=float, default=20, help="for each page at most (20)")
    parser.add_argument("--limit", type=float, default=float("inf"), help="seconds that no middle time may exceed")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.store or Path(folder) / "bench.db"
        if not path.exists():
            make_store(path, given.size)
        if given.heavy:
            add_heavy(path, given.heavy)
        faults = run(path, given)
    if faults:
        raise SystemExit(f"too slow, or with errors: {', '.join(faults)}")


if __name__ == "__main__":
    main()
