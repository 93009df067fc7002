"""From end to end: own parsers, growth, highlighted HTML, search, intake (T21, T41-T61)."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import time
import tracemalloc
from collections.abc import Callable, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from quotetrack.cli import main
from quotetrack.errors import InputError, InputWarning
from quotetrack.intake import read_articles
from quotetrack.parse import Parser
from quotetrack.pipeline import extract_articles, read_quotations
from quotetrack.records import Article, Document, Labelled, Sentence, Span, Token
from quotetrack.text import paragraphs

SAMPLES = Path(__file__).parents[2] / "samples"

ARTICLES = [
    ("Halsund Observer", "2025-01-03", "“I lost my hat in the park.” Ida Moss said so twice. “It was red,” she said."),
    ("Halsund Observer", "2025-01-04", "“O'Brien owes me a bus,” said Len Cobb, a driver."),
    ("Halsund Observer", "2025-01-05", "“I don't dance on Mondays,” said Agnes Birrell."),
    ("Northwire", "2025-01-06", "“It is a multi-agent system, whatever that is,” said Carl Dunn."),
    ("Northwire", "2025-01-07", "Mei Tan wrote: “Ask @nasa about the noise.”"),
    ("Northwire", "2025-01-08", "“We lost 50% of the hens,” said Huw Bevan, a farmer."),
    ("Northwire", "2025-01-09", "“But why?” asked Owen Blake, the engineer."),
    ("Northwire", "2025-01-10", "“Mark it with a * and go home,” said Fiona Breck."),
    ("Northwire", "2025-01-11", "“The end is near, and so is lunch,” said Colin Hart."),
    ("Northwire", "2025-01-12", "“Salt and vinegar,” said Una Doyle."),
    (
        "Halsund Observer",
        "2025-02-01",
        "“Halsund is open again,” said Hedda Lunde, the director of the Port of Halsund. Nobody in Halsund was asked.",
    ),
    ("Halsund Observer", "2025-02-02", "“Halsund, Halsund and once more Halsund,” said Jon Brekke."),
]


@pytest.fixture
def run(parser: Parser, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs a command with the recorded parser in place of the real one."""
    monkeypatch.setattr("quotetrack.parse.load_parser", lambda *_, **__: parser)

    def invoke(*args: str | Path) -> Result:
        return CliRunner().invoke(main, [str(arg) for arg in args], catch_exceptions=False)

    return invoke


@pytest.fixture
def store(tmp_path: Path, run: Callable[..., Result]) -> Path:
    """A store of the articles above."""
    source = tmp_path / "articles.jsonl"
    lines = (
        json.dumps({"text": text, "outlet": outlet, "published": day, "title": f"Article of {day}"})
        for outlet, day, text in ARTICLES
    )
    source.write_text("\n".join(lines), encoding="utf-8")
    path = tmp_path / "news.db"
    result = run("ingest", path, source)
    assert result.exit_code == 0, result.output
    return path


def rows(result: Result) -> list[dict[str, Any]]:
    """What a command printed as JSON lines."""
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


class PatternParser:
    """A parser of one's own: what stands in curly marks is content, the two words after `said` are source."""

    stamp = "patterns 1"

    def parse(self, texts: Sequence[str]) -> list[Document]:
        return [document_of(text) for text in texts]


def document_of(text: str) -> Document:
    """The document that PatternParser makes."""
    parts = tuple(paragraphs(text))
    tokens = tuple(Token(Span(*m.span())) for m in re.finditer(r"\w+|[^\w\s]", text))
    starts = {token.span.start: at for at, token in enumerate(tokens)} | {len(text): len(tokens)}
    firsts = [starts[part.start] for part in parts] + [len(tokens)]
    sentences = tuple(Sentence(part, first, last) for part, first, last in zip(parts, firsts, firsts[1:], strict=False))
    roles = [Labelled(Span(*m.span()), "content") for m in re.finditer("“[^”]+”", text)]
    for cue in re.finditer(r"(said) (\w+ \w+)", text):
        roles += [Labelled(Span(*cue.span(1)), "cue"), Labelled(Span(*cue.span(2)), "source")]
    people = tuple(Labelled(Span(*m.span(1)), "PERSON") for m in re.finditer(r"said (\w+ \w+)", text))
    return Document(text, parts, sentences, tokens, tuple(sorted(roles, key=lambda r: r.span)), people)


OWN_PARSER = [
    pytest.param("“We will rebuild,” said Ana Ruiz.", "We will rebuild", "Ana Ruiz", id="T41-person"),
    pytest.param("It rained.\n\n“It always does,” said Huw Bevan.", "It always does", "Huw Bevan", id="T41-paragraph"),
    pytest.param(
        "“Ports silt up,” said Kirsten Aabye. Then she left.", "Ports silt up", "Kirsten Aabye", id="T41-more"
    ),
]


@pytest.mark.parametrize(("text", "content", "name"), OWN_PARSER)
def test_a_parser_of_ones_own_is_enough(text: str, content: str, name: str) -> None:
    [(_, found)] = extract_articles([Article("own", text)], PatternParser())
    assert not isinstance(found, Exception)
    assert [(text[q.content[0].start : q.content[0].end].rstrip(","), q.attribution.name) for q in found] == [
        (content, name)
    ]


def long_text(sections: int) -> str:
    """An article of so many sections, each with a speaker, a quotation and some prose of their own."""
    pieces = (
        f"“The wall of section {at} will hold for {at + 1} winters,” said Ana Ruiz{at % 50}. “We have looked.”\n\n"
        f"Nobody in section {at} was surprised, and the council went on to other business until late.\n\n"
        for at in range(sections)
    )
    return "".join(pieces)


def seconds(work: Callable[[], object]) -> float:
    """Processor time of the fastest of three runs."""
    times = []
    for _ in range(3):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def test_time_grows_with_the_length_of_a_document_and_not_with_its_square() -> None:
    """T42."""
    short, long = document_of(long_text(40)), document_of(long_text(240))
    read_quotations(short)
    assert seconds(lambda: read_quotations(long)) < 6 * 3 * seconds(lambda: read_quotations(short))


def test_memory_grows_with_the_length_of_a_document_and_not_with_its_square() -> None:
    """T42."""

    def peak(document: Document) -> int:
        tracemalloc.start()
        read_quotations(document)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    short, long = document_of(long_text(40)), document_of(long_text(240))
    read_quotations(short)
    assert peak(long) < 6 * 2 * peak(short)


def test_an_article_costs_the_same_in_a_large_batch_as_in_a_small_one() -> None:
    """T42."""

    def run_of(count: int) -> float:
        articles = [Article(f"a{at}", long_text(3)) for at in range(count)]
        return seconds(lambda: list(extract_articles(articles, PatternParser())))

    run_of(5)
    assert run_of(240) < 8 * 2 * run_of(30)


class Page(HTMLParser):
    """The text of a page, and what it would fetch from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.fetched: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.fetched += [given[name] for name in ("src", "srcset") if name in given]
        if tag in ("link", "script"):
            self.fetched.append(given.get("href") or given.get("src") or "")

    def handle_data(self, data: str) -> None:
        self.text += data


HIGHLIGHTED = ["conflict_wire.txt", "court_report.txt", "theatre_guillemets.txt"]


@pytest.mark.parametrize("name", HIGHLIGHTED, ids=[f"T44-{name}" for name in HIGHLIGHTED])
def test_highlighted_html_holds_the_article_and_needs_nothing_from_elsewhere(
    name: str, run: Callable[..., Result]
) -> None:
    result = run("extract", "--format", "html", SAMPLES / name)
    assert result.exit_code == 0
    page = Page()
    page.feed(result.stdout)
    assert not [address for address in page.fetched if address]
    given = (SAMPLES / name).read_text(encoding="utf-8")
    assert "".join(given.split()) in "".join(page.text.split())
    assert 'class="' in result.stdout


@pytest.mark.parametrize("name", HIGHLIGHTED, ids=[f"T44-{name}" for name in HIGHLIGHTED])
def test_offsets_of_a_plain_file_slice_that_file(name: str, run: Callable[..., Result]) -> None:
    text = (SAMPLES / name).read_bytes().decode("utf-8-sig")
    found = rows(run("extract", "--format", "jsonl", SAMPLES / name))
    assert found
    for quoted in found:
        pieces = [text[start:end] for start, end in quoted["content"]]
        assert "".join(quoted["text"].split()) == "".join("".join(pieces).split())


PUNCTUATED = [
    pytest.param(query, found, id=f"T50-{query}")
    for query, found in [
        ("park.", "I lost my hat in the park."),
        ("O'Brien", "O'Brien owes me a bus"),
        ("o’brien", "O'Brien owes me a bus"),
        ("don't", "I don't dance on Mondays"),
        ("multi-agent", "It is a multi-agent system"),
        ("@nasa", "Ask @nasa about the noise"),
        ("50%", "We lost 50% of the hens"),
        ("why?", "But why?"),
        ("*", "Mark it with a * and go home"),
        ("NEAR", "The end is near"),
        ("AND", "Salt and vinegar"),
        ("(hens OR", None),
        ('"', None),
        ('"lost my hat', "I lost my hat in the park."),
        ("text:hens", None),
        ("hens -lost", "We lost 50% of the hens"),
        ("^hens", "We lost 50% of the hens"),
        ("", "Salt and vinegar"),
        ("  ", "Salt and vinegar"),
        ("\\ ; DROP TABLE quotations", None),
    ]
]


@pytest.mark.parametrize(("query", "found"), PUNCTUATED)
def test_every_string_is_a_query_and_finds_its_words(
    query: str, found: str | None, store: Path, run: Callable[..., Result]
) -> None:
    texts = [hit["text"] for hit in rows(run("search", store, "--format", "jsonl", "--", query))]
    assert found is None or any(found in text for text in texts), texts


def test_a_search_that_finds_nothing_says_so(store: Path, run: Callable[..., Result]) -> None:
    """T50."""
    result = run("search", store, "zebra;")
    assert result.exit_code == 0
    assert "Nothing found" in result.stderr


def test_operators_are_plain_words_unless_asked_for(store: Path, run: Callable[..., Result]) -> None:
    """T51."""
    assert rows(run("search", store, "hens OR vinegar", "--format", "jsonl")) == []
    found = rows(run("search", store, "hens OR vinegar", "--advanced", "--format", "jsonl"))
    assert {hit["speaker"]["name"] for hit in found} == {"Huw Bevan", "Una Doyle"}


def test_the_words_looked_for_are_highlighted(store: Path, run: Callable[..., Result]) -> None:
    """T52."""
    [hit] = rows(run("search", store, "HENS", "--format", "jsonl"))
    assert [hit["text"][start:end] for start, end in hit["highlights"]] == ["hens"]


def test_one_search_covers_quotations_speakers_organisations_and_articles(
    store: Path, run: Callable[..., Result]
) -> None:
    """T53."""
    result = run("search", store, "Halsund", "--all", "--format", "json")
    found = json.loads(result.stdout)
    assert "Halsund is open again" in found["quotations"][0]["text"] + found["quotations"][1]["text"]
    assert all("Halsund" in each["name"] for each in found["organizations"]) and found["organizations"]
    assert found["articles"]
    speakers = json.loads(run("search", store, "Lunde", "--all", "--format", "json").stdout)["speakers"]
    assert [each["name"] for each in speakers] == ["Hedda Lunde"]


def test_results_come_by_relevance_or_by_date(store: Path, run: Callable[..., Result]) -> None:
    """T54."""
    days = [hit["published"] for hit in rows(run("search", store, "halsund", "--sort", "date", "--format", "jsonl"))]
    assert days == ["2025-02-02", "2025-02-01"]
    [best, *_] = rows(run("search", store, "halsund", "--sort", "relevance", "--format", "jsonl"))
    assert best["text"].count("Halsund") == 3


def test_unknown_speakers_can_be_counted_and_filtered(tmp_path: Path, run: Callable[..., Result]) -> None:
    """T21."""
    database = tmp_path / "news.db"
    assert run("ingest", database, SAMPLES / "conflict_wire.txt").exit_code == 0
    hits = rows(run("search", database, "", "--speaker-kind", "unknown", "--format", "jsonl"))
    assert hits and all(hit["speaker"]["name"] is None for hit in hits)
    counted = json.loads(run("stats", database, "--format", "json").stdout)
    assert {"value": "unknown", "count": len(hits)} in counted["speaker_kinds"]


def read_page() -> tuple[Article, list[InputError]]:
    """The article of the harbour page, and what was reported of it."""
    reported: list[InputError] = []
    [article] = read_articles([str(SAMPLES / "harbour_page.html")], on_error=reported.append)
    return article, reported


def test_paragraphs_of_a_page_stay_apart() -> None:
    """T60."""
    article, _ = read_page()
    lines = [article.text[start:end] for start, end in paragraphs(article.text)]
    assert "In the canteen, which is to be rebuilt, few wanted to talk about economics." in lines
    assert "“Ask me tomorrow,” one crane driver said. “Tonight I am on nights.”" in lines


def test_a_page_gives_its_article_and_nothing_around_it(run: Callable[..., Result]) -> None:
    """T61."""
    found = rows(run("extract", "--format", "jsonl", SAMPLES / "harbour_page.html"))
    texts = " ".join(quoted["text"] for quoted in found)
    for stray in ("Best boots", "Accept all", "We were robbed", "About time", "What the port forgot", "like a stone"):
        assert stray not in texts
    for wanted in (
        "We went out for sleep",
        "I owe some of those captains",
        "Ships have long memories",
        "Ask me tomorrow",
    ):
        assert wanted in texts


def test_the_hash_of_the_page_and_the_extractors_version_are_kept(tmp_path: Path, run: Callable[..., Result]) -> None:
    """T61."""
    page = SAMPLES / "harbour_page.html"
    database = tmp_path / "news.db"
    assert run("ingest", database, page).exit_code == 0
    with sqlite3.connect(database) as connection:
        [(digest, extractor)] = connection.execute("SELECT source_sha256, extractor FROM articles").fetchall()
    connection.close()
    assert digest == hashlib.sha256(page.read_bytes()).hexdigest()
    assert re.search(r"\d+\.\d+", extractor)


@pytest.fixture
def every_paragraph() -> list[str]:
    """The paragraphs of the harbour page's article as a reader of the page sees them."""
    page = (SAMPLES / "harbour_page.html").read_text(encoding="utf-8")
    body = page[page.index("<article>") : page.index('<p class="credit">')]
    body = re.sub(r"(?s)<aside.*?</aside>", "", body)
    unescape = {"&rsquo;": "’", "&ldquo;": "“", "&rdquo;": "”"}
    found = []
    for inner in re.findall(r"(?s)<p>(.*?)</p>", body):
        plain = re.sub(r"<[^>]+>", "", inner)
        for sign, letter in unescape.items():
            plain = plain.replace(sign, letter)
        found.append(plain)
    return found


def test_no_paragraph_is_cut_out_and_what_is_left_out_is_named(every_paragraph: list[str]) -> None:
    """T61."""
    article, reported = read_page()
    assert len(every_paragraph) == 9
    assert [paragraph for paragraph in every_paragraph if paragraph not in article.text] == []
    assert [type(each) for each in reported] == [InputWarning]
    assert "I sleep like a stone" in str(reported[0]), "the advertisement is named as left out"
