"""Does a given text have these words as said, and where? No store is needed.

The words are sought in the text's statements (`comparison.given_text`). Where a speaker is named, a parser reads who
speaks in the text, and the words must be that speaker's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from quotetrack.comparison.given_text import GivenText, Occurrence, without_doubles
from quotetrack.comparison.markup import strip_markup
from quotetrack.comparison.query import read_query
from quotetrack.comparison.verdicts import Answer, Decision, NamedSpeaker, decide, tell_too_few
from quotetrack.names.normal import normalise_name, without_possessive
from quotetrack.records import Article, Attribution, Quotation
from quotetrack.text import fold

if TYPE_CHECKING:
    from quotetrack.parse import Parser

_NOT_IN_IT = "The text has nothing like these words."


@dataclass(frozen=True)
class Verification(Answer):
    """The answer of a given text to a query, with every place where it has the words.

    The first of the `occurrences` is the `source`, which the verdict is about; the others follow in text order.
    """

    source: Occurrence | None = None
    occurrences: tuple[Occurrence, ...] = ()

    @property
    def rank(self) -> tuple[Any, ...]:
        """The sort key of answers, the best first."""
        return (0, *self.source.finding.rank, self.fails) if self.source else (1,)

    def as_dict(self) -> dict[str, Any]:
        """The fields as JSON values; spans are half-open, in code points of the text as it was given."""
        return {
            "quote": self.query,
            **self.common_fields(),
            "difference": [asdict(difference) for difference in self.differences],
            "next_clause": self.next_clause,
            "stands_in": self.stands_in,
            "warning": self.warning,
            "occurrences": [_as_dict(each) for each in self.occurrences],
        }


def _as_dict(each: Occurrence) -> dict[str, Any]:
    found = each.finding
    return {
        "spans": [list(span) for span in each.spans],
        "printed": list(found.printed),
        "verdict": found.verdict,
        "fails": found.fails,
        "tier": found.tier,
        "speaker": each.attribution.name if each.attribution else None,
    }


def verify(
    text: str,
    quote: str,
    by: str | None = None,
    *,
    spoken: bool = False,
    parts: Sequence[str] | None = None,
    parser: Parser | None = None,
) -> Verification:
    """Whether a text has the words of a quotation as said, and where.

    `text` is plain text, Markdown or HTML; offsets in the answer are code points of it as it is. What stands in
    quotation marks is said; all of the text is said where it has no marks, or where it is `spoken` (a speech, a
    transcript). `by` names the speaker: a parser, the bundled one unless another is given, then reads who speaks in the
    text. Without `by` no model is loaded. `parts` are the words in pieces, where a draft parts them by "she said".

    Words that the text does not have fail, since no other source could have them. Raises QuotetrackError where the
    parser cannot read the text.
    """
    given = _read_words(text, spoken) if by is None or not by.strip() else _read_speakers(text, spoken, parser)
    query = read_query(strip_markup(quote)[0], parts)
    if not query.pieces:
        return Verification(quote, by, "not_held", False, warning="There are no words to verify.")
    found = given.find(query)
    decision = decide(found, _named(by, given), _place)
    if decision is None:
        return Verification(quote, by, "not_held", True, warning=tell_too_few(by) if found and by else _NOT_IN_IT)
    return Verification(
        quote,
        by,
        decision.verdict,
        decision.fails,
        decision.source,
        " ".join(decision.warnings) or None,
        occurrences=(decision.source, *_others(decision)),
        stands_in=given.sentence(decision.source),
    )


def _others(decision: Decision[Occurrence]) -> list[Occurrence]:
    """The other places of the same words, each once, in the order of the text."""
    ranked = sorted(decision.others, key=lambda each: each.finding.rank)
    return sorted(without_doubles([decision.source, *ranked])[1:], key=_place)


def _place(each: Occurrence) -> tuple[Any, ...]:
    return (each.spans[0].start if each.spans else 0,)


@lru_cache(maxsize=16)
def _read_words(text: str, spoken: bool) -> GivenText:
    """The text with its statements, read by their marks and kept for the next queries."""
    return GivenText(text, spoken)


def _read_speakers(text: str, spoken: bool, parser: Parser | None) -> GivenText:
    """The text with its statements, read by a parser with their speakers."""
    stripped = strip_markup(text)[0]
    return GivenText(text, spoken, _quotations(stripped) if parser is None else _extract(stripped, parser))


@lru_cache(maxsize=16)
def _quotations(stripped: str) -> tuple[Quotation, ...]:
    return _extract(stripped, _bundled())


@lru_cache(maxsize=1)
def _bundled() -> Parser:
    from quotetrack.parse import load_parser

    return load_parser()


def _extract(stripped: str, parser: Parser) -> tuple[Quotation, ...]:
    from quotetrack.pipeline import extract_articles

    ((_, found),) = extract_articles([Article(id="text", text=stripped)], parser)
    if isinstance(found, Exception):
        raise found
    return tuple(found)


def _named(by: str | None, given: GivenText) -> NamedSpeaker[Occurrence] | None:
    if by is None or not by.strip():
        return None
    name = without_possessive(by)
    known = any(_is_called(quotation.attribution, name) for quotation in given.quotations)
    return NamedSpeaker(name, lambda each: _is_called(each.attribution, name), known, "text")


def _is_called(given: Attribution | None, by: str) -> bool:
    """Whether one of the speakers, or the mention, has this name or a part of it."""
    if given is None:
        return False
    names = (*given.names, given.mention)
    return any(_is_part(by, name) for name in names if name)


def _is_part(by: str, name: str) -> bool:
    """Whether all words of one name are in the other, without titles and diacritics."""
    one, other = (set(_words(each)) for each in (by, name))
    return bool(one and other) and (one <= other or other <= one)


def _words(name: str) -> list[str]:
    return normalise_name(name, "person").split() or fold(name).split()


@dataclass(frozen=True)
class Verified:
    """What holding some words against sources gave: the best source by name, its answer, and what the others say."""

    source: str
    best: Verification
    others: Sequence[tuple[str, Verification]] = ()

    def as_dict(self) -> dict[str, Any]:
        """The best source's answer, and in short what each of the others says, as JSON values."""
        others = [{"source": other, **_short(each)} for other, each in self.others]
        return {"source": self.source, **self.best.as_dict(), "other_sources": others}


def _short(found: Verification) -> dict[str, Any]:
    told = found.as_dict()
    return {key: told[key] for key in ("verdict", "fails", "score", "occurrences")}
