"""How good attributions are: their contents, cues and sources compared with those that people marked.

Spans are compared by their word tokens, so that marks and white space at their ends do not matter:

- matched: pairs of contents with a Jaccard index of at least a half, the best first, each content once.
- content: matched contents. attribution: matched contents with the same source too.
- coverage: contents of which at least half of the words are in any contents of the other side. It does not matter how a
  quotation is cut into pieces.
- exact: spans of a role with the very same words, where every part of a source, cue or content counts by itself.
- direct: attributions with at least half of the content's characters in quotation marks, as `quotetrack.marks` reads
  the article. A scorer that finds the marks in another way can differ by some tenths in the direct figures only.

Attributions without content or cue are left out of the corpus. Quotations in quotations, and what quotetrack does not
take for speech, are left out of what was found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from quotetrack.evaluate.figures import Score, in_percent, percent, ratio
from quotetrack.evaluate.gold import GoldArticle, LinkedSpans, Spans
from quotetrack.evaluate.predictions import counted
from quotetrack.marks import find_quoted
from quotetrack.records import Quotation, Span
from quotetrack.spans import SpanIndex
from quotetrack.text import paragraphs

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
SAME = 0.5
"""The Jaccard index (0 to 1) of their words from which two spans count as the same."""

Words = frozenset[int]
"""Word tokens, by the offset of their first character in all articles laid end to end."""


@dataclass(frozen=True)
class AttributionWords:
    """An attribution in word tokens: its content and source, and the words of each span by role."""

    content: Words
    source: Words
    spans: dict[str, frozenset[Words]]
    direct: bool


Pair = tuple[AttributionWords, AttributionWords]
"""An attribution of the corpus, and the one found that it is matched with."""


@dataclass
class Pairing:
    """The attributions of a corpus, those that were found, and the pairs that match."""

    gold: list[AttributionWords] = field(default_factory=list)
    found: list[AttributionWords] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)


def said(quotations: Iterable[Quotation]) -> list[LinkedSpans]:
    """The spans of the quotations that count as attributions."""
    return [LinkedSpans(q.content, q.attribution.cue, q.attribution.source) for q in counted(quotations)]


def compare(articles: Iterable[GoldArticle], found: Mapping[str, Sequence[LinkedSpans]]) -> Pairing:
    """Match what was found, by `doc`, with the attributions of each article."""
    result = Pairing()
    base = 0
    for article in articles:
        words = _TextWords(article.text, base)
        gold = [words.item(a) for a in sorted(article.attributions) if a.content and a.cue]
        own = [words.item(a) for a in found.get(article.doc, ())]
        result.gold += gold
        result.found += own
        result.pairs += _matched(gold, own)
        base += len(article.text)
    return result


class _TextWords:
    """The word tokens of a text, and which of its characters are in quotation marks."""

    def __init__(self, text: str, base: int = 0) -> None:
        self._text, self._base = text, base
        self._words = SpanIndex((Span(*word.span()) for word in WORD.finditer(text)), lambda span: span)
        self._quoted = {i for quoted in find_quoted(text, paragraphs(text)) for i in range(*quoted.span)}

    def item(self, linked: LinkedSpans) -> AttributionWords:
        spans = {role: frozenset(map(self._of, getattr(linked, role))) - {frozenset()} for role in LinkedSpans._fields}
        content, source = (frozenset[int]().union(*spans[role]) for role in ("content", "source"))
        return AttributionWords(content, source, spans, self._is_direct(linked.content))

    def _of(self, span: Span) -> Words:
        return frozenset(self._base + word.start for word in self._words.touching(span))

    def _is_direct(self, content: Spans) -> bool:
        inked = {i for span in content for i in range(*span) if not self._text[i].isspace()}
        return bool(inked) and len(inked & self._quoted) >= len(inked) / 2


def _matched(gold: Sequence[AttributionWords], found: Sequence[AttributionWords]) -> list[Pair]:
    scored = ((-jaccard(g.content, f.content), i, j) for i, g in enumerate(gold) for j, f in enumerate(found))
    pairs: dict[int, int] = {}
    for score, i, j in sorted(scored):
        if -score >= SAME and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return [(gold[i], found[j]) for i, j in pairs.items()]


def jaccard(a: Words, b: Words) -> float:
    """The share (0 to 1) of the words of two spans that are in both."""
    return ratio(len(a & b), len(a | b))


def score(compared: Pairing, *, direct: bool = False) -> dict[str, Score]:
    """The scores by name: content, coverage, attribution, and `exact ROLE`.

    With `direct`, precision counts direct attributions that were found, and recall direct ones of the corpus. The
    attribution that one of them is matched with need not be direct.
    """
    gold = [g for g in compared.gold if g.direct or not direct]
    found = [f for f in compared.found if f.direct or not direct]

    def of_pairs(pairs: Iterable[Pair]) -> Score:
        kept = [(f.direct or not direct, g.direct or not direct) for g, f in pairs]
        return Score(ratio(sum(f for f, _ in kept), len(found)), ratio(sum(g for _, g in kept), len(gold)))

    return {
        "content": of_pairs(compared.pairs),
        "coverage": Score(_covered(found, compared.gold), _covered(gold, compared.found)),
        "attribution": of_pairs((g, f) for g, f in compared.pairs if _same_source(g, f)),
        **{f"exact {role}": _exact(role, gold, found) for role in ("source", "cue", "content")},
    }


def _same_source(a: AttributionWords, b: AttributionWords) -> bool:
    return not (a.source or b.source) or jaccard(a.source, b.source) >= SAME


def _covered(items: Sequence[AttributionWords], others: Iterable[AttributionWords]) -> float:
    words = frozenset[int]().union(*(other.content for other in others))
    return ratio(sum(0 < len(i.content) <= 2 * len(i.content & words) for i in items), len(items))


def _exact(role: str, gold: Iterable[AttributionWords], found: Iterable[AttributionWords]) -> Score:
    own, other = (frozenset[Words]().union(*(item.spans[role] for item in side)) for side in (gold, found))
    return Score(ratio(len(own & other), len(other)), ratio(len(own & other), len(own)))


def source_accuracy(compared: Pairing) -> tuple[int, float]:
    """The number of matched direct attributions with a source, and the share (0 to 1) of these with the same source."""
    asked = [(g, f) for g, f in compared.pairs if g.direct and g.source]
    return len(asked), ratio(sum(_same_source(g, f) for g, f in asked), len(asked))


def attribution_scores(compared: Pairing) -> dict[str, Any]:
    """All figures on attributions as JSON, with shares in per cent."""
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


def direct_confidences(
    articles: Iterable[GoldArticle], quotations: Mapping[str, Sequence[Quotation]]
) -> list[tuple[float, bool]]:
    """The confidence (0 to 1) of each direct quotation found, and whether the corpus has it with the same source.

    The confidence is nan where a tool gave none.
    """
    articles = list(articles)
    found = {article.doc: counted(quotations.get(article.doc, ())) for article in articles}
    compared = compare(articles, {doc: said(own) for doc, own in found.items()})
    right = {id(f) for g, f in compared.pairs if _same_source(g, f)}
    given = [q.attribution.confidence for article in articles for q in found[article.doc]]
    return [
        (confidence, id(item) in right) for confidence, item in zip(given, compared.found, strict=True) if item.direct
    ]


def attribution_table(scores: Mapping[str, Any]) -> str:
    """The figures of `attribution_scores` as a table in Markdown."""
    source, views = scores["source_accuracy"], [scores["all"], scores["direct"]]
    lines = ["| attributions, in per cent | all: P | R | F1 | direct: P | R | F1 |", "|---|---|---|---|---|---|---|"]
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
