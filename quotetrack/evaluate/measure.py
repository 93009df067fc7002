"""How good attributions are: those of a pack, or of any other tool, scored against hand-made ones.

Everything is counted in word tokens, so that marks and white space at the borders are neutral:

- matched: contents with a Jaccard index of at least a half, best first, one to one.
- content: what was matched. Attribution: what was matched and has the same source too.
- coverage: contents of which the other side has at least half of the words in any of its contents:
  blind to how one quotation is cut into pieces.
- exact: the distinct spans of a role, every part by itself, with the very same words.
- direct: at least half of the content's characters stand in quotation marks, as `quotetrack.marks`
  reads the article, whatever the spans include. A scorer that finds the marks in another way can
  differ by some tenths in the direct numbers; in the others it cannot.

Attributions without content or cue are left out of the corpus's; of quotetrack's, quotations in
quotations and what it holds not to be speech.
"""

from __future__ import annotations

import gzip
import json
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from quotetrack.errors import InputError
from quotetrack.evaluate import calibration
from quotetrack.evaluate.calibration import percent, ratio
from quotetrack.marks import find_quoted
from quotetrack.pipeline import extract_articles
from quotetrack.records import Article, Quotation, Span
from quotetrack.spans import SpanIndex
from quotetrack.text import paragraphs

if TYPE_CHECKING:
    from quotetrack.parse import Parser

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
SAME = 0.5
"""The Jaccard index (0 to 1) of their words from which two spans are taken for the same."""

Spans = tuple[Span, ...]
Words = frozenset[int]
"""Word tokens, by the offset of their first character in all articles laid end to end."""


class Linked(NamedTuple):
    """An attribution as the corpus has it: three roles, each of any number of spans."""

    content: Spans
    cue: Spans = ()
    source: Spans = ()


@dataclass(frozen=True)
class GoldArticle:
    """An article of the corpus with its hand-made attributions, in the corpus's order."""

    doc: str
    text: str
    attributions: tuple[Linked, ...]


@dataclass(frozen=True)
class Extracted:
    """Quotations by article, of a pack (its stamp) or of a file of predictions (its name).

    `loading` and `reading` are seconds of processor time; None where quotetrack read nothing.
    """

    quotations: dict[str, list[Quotation]]
    name: str
    loading: float | None = None
    reading: float | None = None

    @property
    def kind(self) -> str:
        """What the quotations are of."""
        return "predictions" if self.reading is None else "pack"


@dataclass(frozen=True)
class Item:
    """An attribution in word tokens: its content and source, and the words of each span by role."""

    content: Words
    source: Words
    spans: dict[str, frozenset[Words]]
    direct: bool


@dataclass
class Comparison:
    """The attributions of a corpus, those that were found, and the pairs (gold, found) that match."""

    gold: list[Item] = field(default_factory=list)
    found: list[Item] = field(default_factory=list)
    pairs: list[tuple[Item, Item]] = field(default_factory=list)


class Score(NamedTuple):
    """Precision and recall, 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        return ratio(2 * self.precision * self.recall, self.precision + self.recall)


def read_gold(path: Path) -> list[GoldArticle]:
    """The articles of a file in JSON lines, gzipped or not (docs/model.md has the form), spans in code points.

    Raises InputError for a line that is not of that form.
    """
    found: dict[str, GoldArticle] = {}
    for where, row in read_lines(path):
        try:
            article = gold_article(row)
        except (KeyError, TypeError, ValueError) as error:
            hint = "a line has doc, text and attributions, each of those source, cue and content"
            raise InputError(where, f"no annotated article: {type(error).__name__}: {error}", hint) from None
        if article.doc in found:
            raise InputError(where, f"{article.doc} is there twice")
        found[article.doc] = article
    return list(found.values())


def gold_article(row: Mapping[str, Any]) -> GoldArticle:
    """The article of one row of an annotated corpus. KeyError, TypeError or ValueError where it is none."""
    article = GoldArticle(row["doc"], row["text"], tuple(_linked(a) for a in row["attributions"]))
    spans = (span for linked in article.attributions for role in linked for span in role)
    if bad := next((s for s in spans if not 0 <= s.start < s.end <= len(article.text)), None):
        raise ValueError(f"[{bad.start}, {bad.end}] is outside of the text of {article.doc}")
    return article


def read_lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects of a file in JSON lines (UTF-8, gzipped where its name ends so), each with its place.

    Raises InputError for a file that cannot be read or a line that is no JSON object.
    """
    number = 0
    try:
        with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    row = json.loads(line)
                    if not isinstance(row, dict):
                        raise InputError(f"{path}:{number}", "not a JSON object", "every line is one")
                    yield f"{path}:{number}", row
    except ValueError as error:  # that of JSON, and that of UTF-8
        raise InputError(f"{path}:{number}", f"no JSON lines in UTF-8: {error}") from None
    except (OSError, EOFError) as error:
        raise InputError(str(path), f"cannot be read: {error}") from None


def _linked(row: Mapping[str, Any]) -> Linked:
    content, cue, source = (tuple(sorted(Span(*s) for s in row[role])) for role in ("content", "cue", "source"))
    return Linked(content, cue, source)


def extract(articles: Iterable[GoldArticle], load: Callable[[], Parser]) -> Extracted:
    """The quotations of all articles, as `quotetrack extract` gives them.

    Raises the InputError of the first article that cannot be read: a measure must not leave one out.
    """
    start = time.process_time()
    parser = load()
    loaded = time.process_time()
    quotations: dict[str, list[Quotation]] = {}
    for article, found in extract_articles((Article(a.doc, a.text) for a in articles), parser):
        if isinstance(found, Exception):
            raise found
        quotations[article.id] = found
    return Extracted(quotations, parser.stamp, loaded - start, time.process_time() - loaded)


def counted(quotations: Iterable[Quotation]) -> list[Quotation]:
    """Those that count: neither within another quotation nor held not to be speech."""
    return [q for q in quotations if q.act != "not_speech" and not q.depth]


def said(quotations: Iterable[Quotation]) -> list[Linked]:
    """The attributions that count."""
    return [Linked(q.content, q.attribution.cue, q.attribution.source) for q in counted(quotations)]


def compare(articles: Iterable[GoldArticle], found: Mapping[str, Sequence[Linked]]) -> Comparison:
    """Match what was found, by `doc`, with the attributions of each article."""
    result = Comparison()
    base = 0
    for article in articles:
        words = _Counted(article.text, base)
        gold = [words.item(a) for a in sorted(article.attributions) if a.content and a.cue]
        own = [words.item(a) for a in found.get(article.doc, ())]
        result.gold += gold
        result.found += own
        result.pairs += _matched(gold, own)
        base += len(article.text)
    return result


class _Counted:
    """The word tokens of a text and what of it is quoted."""

    def __init__(self, text: str, base: int = 0) -> None:
        self._text, self._base = text, base
        self._words = SpanIndex((Span(*word.span()) for word in WORD.finditer(text)), lambda span: span)
        self._quoted = {i for quoted in find_quoted(text, paragraphs(text)) for i in range(*quoted.span)}

    def item(self, linked: Linked) -> Item:
        spans = {role: frozenset(map(self._of, getattr(linked, role))) - {frozenset()} for role in Linked._fields}
        content, source = (frozenset[int]().union(*spans[role]) for role in ("content", "source"))
        return Item(content, source, spans, self._is_direct(linked.content))

    def _of(self, span: Span) -> Words:
        return frozenset(self._base + word.start for word in self._words.touching(span))

    def _is_direct(self, content: Spans) -> bool:
        inked = {i for span in content for i in range(*span) if not self._text[i].isspace()}
        return bool(inked) and len(inked & self._quoted) >= len(inked) / 2


def _matched(gold: Sequence[Item], found: Sequence[Item]) -> list[tuple[Item, Item]]:
    scored = ((-jaccard(g.content, f.content), i, j) for i, g in enumerate(gold) for j, f in enumerate(found))
    pairs: dict[int, int] = {}
    for score, i, j in sorted(scored):
        if -score >= SAME and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return [(gold[i], found[j]) for i, j in pairs.items()]


def jaccard(a: Words, b: Words) -> float:
    """Words that two spans share, of the words of both (0 to 1)."""
    return ratio(len(a & b), len(a | b))


def score(compared: Comparison, *, direct: bool = False) -> dict[str, Score]:
    """Scores by name: content, coverage, attribution, and `exact ROLE`.

    With `direct`, precision is that of direct attributions found, recall that of direct ones in the
    corpus: what one of them is matched with need not be direct itself.
    """
    gold = [g for g in compared.gold if g.direct or not direct]
    found = [f for f in compared.found if f.direct or not direct]

    def of_pairs(pairs: Iterable[tuple[Item, Item]]) -> Score:
        kept = [(f.direct or not direct, g.direct or not direct) for g, f in pairs]
        return Score(ratio(sum(f for f, _ in kept), len(found)), ratio(sum(g for _, g in kept), len(gold)))

    return {
        "content": of_pairs(compared.pairs),
        "coverage": Score(_covered(found, compared.gold), _covered(gold, compared.found)),
        "attribution": of_pairs((g, f) for g, f in compared.pairs if _same_source(g, f)),
        **{f"exact {role}": _exact(role, gold, found) for role in ("source", "cue", "content")},
    }


def _same_source(a: Item, b: Item) -> bool:
    return not (a.source or b.source) or jaccard(a.source, b.source) >= SAME


def _covered(items: Sequence[Item], others: Iterable[Item]) -> float:
    words = frozenset[int]().union(*(other.content for other in others))
    return ratio(sum(0 < len(i.content) <= 2 * len(i.content & words) for i in items), len(items))


def _exact(role: str, gold: Iterable[Item], found: Iterable[Item]) -> Score:
    own, other = (frozenset[Words]().union(*(item.spans[role] for item in side)) for side in (gold, found))
    return Score(ratio(len(own & other), len(other)), ratio(len(own & other), len(own)))


def source_accuracy(compared: Comparison) -> tuple[int, float]:
    """How many direct attributions with a source were matched, and the share whose source is the same."""
    asked = [(g, f) for g, f in compared.pairs if g.direct and g.source]
    return len(asked), ratio(sum(_same_source(g, f) for g, f in asked), len(asked))


def attribution_scores(compared: Comparison) -> dict[str, Any]:
    """All numbers on attributions as JSON: shares in per cent."""
    result: dict[str, Any] = {}
    for view in ("all", "direct"):
        direct = view == "direct"
        result[view] = {
            "in_corpus": sum(g.direct or not direct for g in compared.gold),
            "found": sum(f.direct or not direct for f in compared.found),
            "scores": {name: in_percent(s) for name, s in score(compared, direct=direct).items()},
        }
    matched, share = source_accuracy(compared)
    return result | {"source_accuracy": {"matched": matched, "right": percent(share)}}


def sureness(
    articles: Iterable[GoldArticle], quotations: Mapping[str, Sequence[Quotation]]
) -> list[tuple[float, bool]]:
    """Of each direct quotation found, its confidence and whether the corpus has it with the same source.

    The confidence is not a number where a tool gave none.
    """
    articles = list(articles)
    found = {article.doc: counted(quotations.get(article.doc, ())) for article in articles}
    compared = compare(articles, {doc: said(own) for doc, own in found.items()})
    right = {id(f) for g, f in compared.pairs if _same_source(g, f)}
    given = [q.attribution.confidence for article in articles for q in found[article.doc]]
    return [
        (confidence, id(item) in right) for confidence, item in zip(given, compared.found, strict=True) if item.direct
    ]


def in_percent(given: Score) -> dict[str, float]:
    """Precision, recall and F1 in per cent, each to one decimal."""
    return {"precision": percent(given.precision), "recall": percent(given.recall), "f1": percent(given.f1)}


def measured(articles: Sequence[GoldArticle], extracted: Extracted, corpus: str, today: str) -> dict[str, Any]:
    """What was measured, on what and when, as JSON; `today` is an ISO 8601 date. Speed only where quotetrack read."""
    words = sum(len(WORD.findall(article.text)) for article in articles)
    found = {doc: said(quotations) for doc, quotations in extracted.quotations.items()}
    speed: dict[str, float] = {}
    if extracted.loading is not None and extracted.reading is not None:
        speed["words_per_cpu_second"] = round(ratio(words, extracted.reading))
        speed["loading_cpu_seconds"] = round(extracted.loading, 1)
    return {
        extracted.kind: extracted.name,
        "date": today,
        "corpus": corpus,
        "articles": len(articles),
        "words": words,
        **speed,
        "attributions": attribution_scores(compare(articles, found)),
        "calibration": calibration.measured(sureness(articles, extracted.quotations)),
    }


def as_markdown(result: Mapping[str, Any]) -> str:
    """What `measured` gives, but the calibration, as a line on what it is and a table."""
    scores = result["attributions"]
    source, views = scores["source_accuracy"], [scores["all"], scores["direct"]]
    name = f"Pack {result['pack']}" if "pack" in result else f"Predictions {result['predictions']}"
    speed = ""
    if "pack" in result:
        speed = (
            f" {result['words_per_cpu_second']:,} words a second of processor time, after "
            f"{result['loading_cpu_seconds']} s for loading."
        )
    lines = [
        f"{name}, measured {result['date']} on {result['corpus']}: {result['articles']} articles, "
        f"{result['words']:,} words.{speed}",
        "",
        "| attributions, in per cent | all: P | R | F1 | direct: P | R | F1 |",
        "|---|---|---|---|---|---|---|",
    ]
    for name in views[0]["scores"]:
        cells = [str(value) for view in views for value in view["scores"][name].values()]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    counts = [f"{view['in_corpus']:,} in the corpus, {view['found']:,} found" for view in views]
    lines += [
        "",
        f"All: {counts[0]}. Direct: {counts[1]}. Of {source['matched']:,} direct ones that were matched and have a "
        f"source, it is the same in {source['right']} %.",
    ]
    return "\n".join(lines)
