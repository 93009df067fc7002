"""The whole flow: batches, failures, front matter, repaired text, processes, and a run that is killed."""

from __future__ import annotations

import random
import re
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrack.errors import InputError, PackError, StoreError
from quotetrack.parse import Parser
from quotetrack.pipeline import BATCH, IngestCounts, extract_articles, ingest
from quotetrack.records import Article, Document, Labelled, Quotation, Sentence, Span, Token
from quotetrack.store import open_store
from quotetrack.text import paragraphs
from tests.store.contents import contents_of

ROOT = Path(__file__).parents[1]
SAMPLES = sorted(path.name for path in (ROOT / "samples").glob("*.txt"))
KILLS = 5
SEED = 11

Contents = dict[str, list[dict[str, Any]]]


class FakeParser:
    """Reads `“…” NAME said.`: every stretch in marks is content, every `said` a cue, the two words before
    it a source. It fails on a text that holds BAD, and keeps the sizes of its batches."""

    stamp = "fake"

    def __init__(self, threads: int | None = None) -> None:
        self.batches: list[int] = []

    def parse(self, texts: Sequence[str]) -> list[Document]:
        self.batches.append(len(texts))
        return [_document(text) for text in texts]


def _document(text: str) -> Document:
    if "BAD" in text:
        raise ValueError("a bad text")
    layout = tuple(paragraphs(text))
    tokens = tuple(Token(Span(*found.span())) for found in re.finditer(r"\w+|[^\w\s]", text))
    at = [sum(token.span.start < offset for token in tokens) for p in layout for offset in p]
    sentences = tuple(Sentence(p, *at[2 * n : 2 * n + 2]) for n, p in enumerate(layout))
    roles = [Labelled(Span(*f.span()), "content") for f in re.finditer("“[^”]*”", text)]
    roles += [Labelled(Span(*f.span()), "cue") for f in re.finditer("said", text)]
    names = [Span(*f.span(1)) for f in re.finditer(r"(\w+ \w+) said", text)]
    entities = tuple(Labelled(name, "PERSON") for name in names)
    return Document(text, layout, sentences, tokens, (*roles, *(Labelled(n, "source") for n in names)), entities)


def made(number: int, text: str = "“We saw boat {0},” Ana Ruiz said.\n\n“And {0} more.”") -> Article:
    return Article(f"article {number}", text.format(number))


def found_in(articles: Iterable[Article], **options: int) -> list[list[Quotation] | str]:
    """What comes of each article: its quotations, or the words of its error."""
    results = extract_articles(articles, FakeParser(), **options)
    return [str(found) if isinstance(found, InputError) else found for _, found in results]


# --- extract_articles


@given(st.integers(0, 7), st.integers(1, 9))
def test_batches_give_what_single_articles_give(count: int, batch: int) -> None:
    articles = [made(number) for number in range(count)]
    assert found_in(articles, batch=batch) == [found_in([article])[0] for article in articles]


def test_articles_are_read_as_they_are_needed_in_batches_of_the_size_given() -> None:
    parser, taken = FakeParser(), []

    def articles() -> Iterable[Article]:
        for number in range(7):
            taken.append(number)
            yield made(number)

    results = extract_articles(articles(), parser, batch=3)
    next(iter(results))
    assert len(taken) == 3
    assert len(list(results)) == 6
    assert parser.batches == [3, 3, 1]


def test_only_the_article_that_cannot_be_parsed_is_lost() -> None:
    found = found_in([made(0), made(1, "BAD"), made(2)])
    assert found[::2] == found_in([made(0), made(2)])
    assert found[1] == "article 1: ValueError: a bad text (this is a fault of quotetrack: please report it)"


def test_a_fault_after_parsing_costs_its_article_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    from quotetrack import pipeline

    read = pipeline.read_quotations

    def fails(document: Document) -> list[Quotation]:
        if "boat 1" in document.text:
            raise RecursionError("too deep")
        return read(document)

    monkeypatch.setattr(pipeline, "read_quotations", fails)
    found = found_in([made(number) for number in range(3)])
    assert [isinstance(each, str) for each in found] == [False, True, False]


@pytest.mark.parametrize(
    ("front", "words"),
    [(0, ["A tale of boats,", "We saw it,"]), (30, ["We saw it,"]), (75, [])],
)
def test_what_stands_in_front_matter_is_not_quoted(front: int, words: list[str]) -> None:
    text = "“A tale of boats,” Owen Pike said.\n\n“We saw it,” Ana Ruiz said."
    (found,) = found_in([Article("a", text, body=front)])
    assert [each.text for each in found if isinstance(each, Quotation)] == words


@pytest.mark.parametrize(
    "text",
    [
        "â€œWe saw it,â€\x9d Ana Ruiz said.",
        "“We\u200b saw it,” Ana\u00ad Ruiz said.",
        "CafÃ©\u200b. “We saw it,” Ana Ruiz said.",
    ],
)
def test_spans_of_repaired_text_slice_the_text_as_given(text: str) -> None:
    (found,) = found_in([Article("a", text)])
    (quotation,) = (each for each in found if isinstance(each, Quotation))
    assert quotation.text == "We saw it,"
    (content,), (cue,), (source,) = (quotation.content, quotation.attribution.cue, quotation.attribution.source)
    assert _visible(text[slice(*content)]) == "We saw it,"
    assert (text[slice(*cue)], _visible(text[slice(*source)])) == ("said", "Ana Ruiz")


def _visible(text: str) -> str:
    return re.sub("[\u200b\u00ad]", "", text)


def test_ids_hang_on_the_text_and_the_place_alone() -> None:
    (here,), (there,), (other,) = (
        found_in([Article(name, text)])
        for name, text in (("a", "“It,” A B said."), ("b", "“It,” A B said."), ("a", "“It,” A C said."))
    )
    ids = [each.id for found in (here, there, other) for each in found if isinstance(each, Quotation)]
    assert ids[0] == ids[1] != ids[2]
    assert all(re.fullmatch("[0-9a-f]{12}", each) for each in ids)


# --- ingest


def taken_in(path: Path, articles: Iterable[Article], jobs: int = 1) -> tuple[IngestCounts, list[str], Contents]:
    """Counts, the words of the errors, and what the store then holds."""
    errors: list[InputError] = []
    with open_store(path, create=True) as store:
        counts = ingest(articles, FakeParser, store, jobs=jobs, on_error=errors.append)
        return counts, [str(error) for error in errors], contents_of(store)


def test_counts(tmp_path: Path) -> None:
    path = tmp_path / "quotes.db"
    articles = [made(0), made(1, "BAD"), made(2), made(0)]
    counts, errors, contents = taken_in(path, articles)
    assert counts == IngestCounts(articles=2, quotations=4, skipped=1, failures=1)
    assert [error.split(":")[0] for error in errors] == ["article 1"]
    again, _, unchanged = taken_in(path, articles)
    assert again == IngestCounts(skipped=3, failures=1)
    assert unchanged == contents


def test_a_run_keeps_its_counts_and_what_produced_it(tmp_path: Path) -> None:
    with open_store(tmp_path / "quotes.db", create=True) as store:
        ingest([made(0)], FakeParser, store, command="ingest x", pack="fake 1", on_error=print)
        (run,) = store.rows("SELECT * FROM runs")
    assert (run["command"], run["pack"], run["articles"], run["quotations"]) == ("ingest x", "fake 1", 1, 2)
    assert run["finished_at"]


def test_progress_is_told_for_each_article(tmp_path: Path) -> None:
    told: list[bool] = []
    with open_store(tmp_path / "quotes.db", create=True) as store:
        articles = [made(0), made(0), made(1, "BAD")]
        ingest(articles, FakeParser, store, on_error=lambda _: None, on_progress=lambda: told.append(True))
    assert len(told) == 3


def test_no_parser_is_loaded_where_nothing_is_new(tmp_path: Path) -> None:
    def load(**_: object) -> Parser:
        raise AssertionError("loaded")

    path = tmp_path / "quotes.db"
    _, _, held = taken_in(path, [made(0)])
    with open_store(path) as store:
        assert ingest([made(0)], load, store, on_error=print) == IngestCounts(skipped=1)
        assert ingest([], load, store, jobs=2, on_error=print) == IngestCounts()
        assert contents_of(store) == held


def test_a_fault_of_the_store_stops_the_run(tmp_path: Path) -> None:
    path = tmp_path / "quotes.db"
    taken_in(path, [made(0)])
    with open_store(path, readonly=True) as store, pytest.raises(StoreError):
        ingest([made(1)], FakeParser, store, on_error=print)


def test_two_processes_give_the_store_of_one(tmp_path: Path) -> None:
    articles = [made(number) for number in range(2 * BATCH + 3)]
    articles[BATCH] = made(BATCH, "BAD")
    alone = taken_in(tmp_path / "one.db", articles)
    assert taken_in(tmp_path / "two.db", articles, jobs=2) == alone
    assert alone[0].failures == 1


def no_models(**_: object) -> Parser:
    raise PackError("no models here")


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_parser_that_cannot_be_loaded_stops_the_run_and_says_why(tmp_path: Path, jobs: int) -> None:
    with open_store(tmp_path / "quotes.db", create=True) as store, pytest.raises(PackError, match="no models here"):
        ingest([made(0)], no_models, store, jobs=jobs, on_error=print)


# --- killed


def start_ingest(path: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.ingest_samples", str(path), *SAMPLES]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def held_at(path: Path) -> Contents:
    with open_store(path, readonly=True) as store:
        return contents_of(store)


@pytest.fixture
def clean(recorded: Path, tmp_path_factory: pytest.TempPathFactory) -> Contents:
    path = tmp_path_factory.mktemp("clean") / "quotes.db"
    process = start_ingest(path)
    out, _ = process.communicate()
    assert process.returncode == 0, out
    return held_at(path)


def test_killed_at_any_moment_and_run_again_it_gives_the_store_of_one_clean_run(
    tmp_path: Path, clean: Contents
) -> None:
    path = tmp_path / "quotes.db"
    chance = random.Random(SEED)
    reached = [0]
    for _ in range(KILLS):
        process = start_ingest(path)
        assert process.stdout is not None
        for _ in range(2 + reached[-1] + chance.randint(0, 1)):  # the store is open, so many articles are done
            process.stdout.readline()
        time.sleep(chance.uniform(0, 0.004))
        process.kill()
        process.communicate()
        reached.append(len(held_at(path)["articles"]))
    assert reached == sorted(reached)
    assert reached[1] < len(SAMPLES)
    process = start_ingest(path)
    process.communicate()
    assert process.returncode == 0
    assert held_at(path) == clean
