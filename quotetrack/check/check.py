"""Were these words said, according to a store, and by the speaker who is named?

The quotations that are most like the words are compared with them one by one. Where no single one has all the words,
pieces of several are tried. The best source decides; a newer version of its article can take the words back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import pairwise
from typing import Any

from rapidfuzz import fuzz

from quotetrack import settings
from quotetrack.check.candidates import Counted, find_candidates
from quotetrack.check.sources import StoredSource, find_sentence, statement_of
from quotetrack.comparison.alignment import Difference
from quotetrack.comparison.compare import compare
from quotetrack.comparison.markup import strip_markup
from quotetrack.comparison.query import Query, read_query
from quotetrack.comparison.splices import find_parts, warn_of_splice
from quotetrack.comparison.statements import make_statement
from quotetrack.comparison.verdicts import SAME_WORDS, Answer, Finding, NamedSpeaker, decide, tell_too_few
from quotetrack.contract import as_json
from quotetrack.language import load
from quotetrack.lookup.filters import read_bounds
from quotetrack.lookup.hits import Hit, load_hits
from quotetrack.lookup.names import find_named
from quotetrack.lookup.withdrawals import Withdrawal
from quotetrack.names.normal import without_possessive
from quotetrack.records import Kind, Span
from quotetrack.store import Store
from quotetrack.text import fold

_NOT_HELD = (
    "Nothing in this store has these words. That proves nothing: what was said elsewhere, or in an article that was "
    "not read, is not here."
)
_LONGEST_WINDOW = 600
"""The most code points (1 upwards) of a query whose candidates are ranked by windows of letters too, not by words
alone."""


@dataclass(frozen=True)
class Check(Answer):
    """The answer of a store to a query, with all `sources` that print the same utterance, the first published first.

    Where the words were put together from several quotations, `pieces` has a source for each piece, in the order of the
    query.
    """

    source: StoredSource | None = None
    sources: tuple[StoredSource, ...] = ()
    pieces: tuple[StoredSource, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The fields as JSON values; `best` is the source's quotation as `extract` prints it, with its article."""
        return {
            "query": self.query,
            **self.common_fields(),
            "best": self.source and _quotation_fields(self.source.hit),
            "difference": [asdict(difference) for difference in self.differences],
            "next_clause": self.next_clause,
            "pieces": [piece.as_dict() for piece in self.pieces],
            "sources": [source.as_dict() for source in self.sources],
            "warning": self.warning,
            "stands_in": self.stands_in,
        }


def _quotation_fields(hit: Hit) -> dict[str, Any]:
    return {
        **as_json(hit.quotation, hit.article.name),
        "article_id": hit.article.id,
        "outlet": hit.article.outlet,
        "published": hit.article.published,
        "url": hit.article.url,
        "withdrawn": hit.withdrawn and hit.withdrawn.as_dict(),
    }


def check(
    store: Store,
    words: str,
    *,
    by: str | None = None,
    date: str | None = None,
    parts: Sequence[str] | None = None,
    counted: Counted | None = None,
) -> Check:
    """Whether `words`, which may be any string, were said as they stand, and by the speaker named `by`.

    `by` is any alias or part of a name. `date` is the day, month or year of the words: articles that were published
    before it count only where there are no others. `parts` are the words in pieces, where a draft parts them by "she
    said". `counted`, {} at first, makes several checks of one store faster. Raises QuotetrackError for an invalid date.
    """
    query = read_query(strip_markup(words)[0], parts and [strip_markup(part)[0] for part in parts])
    since = read_bounds(date, None)[0] if date else None
    if not query.pieces:
        return _not_held(words, by)
    near = _closest(store, query.text, counted)
    hits = load_hits(store, list(near))
    sources = list(_compare_all(store, query, hits, near))
    pieces: tuple[StoredSource, ...] = ()
    if not any(source.finding.verdict in SAME_WORDS for source in sources):
        pieces = tuple(_put_together(store, query, hits, sources))
        sources += pieces[:1]
    found = _answer(words, by, since, _speakers(store, by), sources)
    is_put_together = bool(pieces) and found.source is pieces[0]
    return replace(found, pieces=pieces if is_put_together else (), stands_in=find_sentence(store, found.source))


def _not_held(words: str, by: str | None, warning: str = _NOT_HELD) -> Check:
    return Check(words, by, "not_held", False, warning=warning)


def _compare_all(
    store: Store, query: Query, hits: Sequence[Hit], likeness: Mapping[int, float]
) -> Iterator[StoredSource]:
    """The sources among the candidates, the most alike first. Once one has the words, only very similar ones follow."""
    is_found = False
    for hit in hits:
        if is_found and likeness[hit.id] < settings.ALIKE:
            return
        if source := _compare(store, query, hit):
            is_found = is_found or (source.finding.verdict in SAME_WORDS and not source.finding.fails)
            yield source


def _closest(store: Store, words: str, counted: Counted | None) -> dict[int, float]:
    """The likeness (0 to 100) of the candidates whose letters are most like the words', by id, the most alike first."""
    ids = json.dumps(find_candidates(store, words, counted=counted))
    statement = "SELECT q.id, q.text FROM json_each(?) JOIN quotations q ON q.id = value"
    wanted = fold(words)
    near: list[tuple[float, int]] = []
    for row in store.rows(statement, [ids]):
        held = fold(row["text"])
        likeness = fuzz.token_set_ratio(wanted, held)
        if len(wanted) <= _LONGEST_WINDOW:  # a window's likeness costs the product of the two lengths
            likeness = max(likeness, fuzz.partial_ratio(wanted, held))
        near.append((-likeness, row["id"]))
    return {id: -score for score, id in sorted(near)[: settings.CLOSEST]}


def _speakers(store: Store, by: str | None) -> set[int] | None:
    if by is None or not by.strip():
        return None
    return set(find_named(store, "canonical_speakers", without_possessive(by)))


def _compare(store: Store, query: Query, hit: Hit) -> StoredSource | None:
    """One quotation as a source with its finding; None where it is not near the query."""
    found = compare(query, statement_of(store, hit))
    if found is None:
        return None
    if found.verdict in SAME_WORDS and hit.withdrawn and not _is_still_held(query, hit.withdrawn):
        found = replace(found, verdict="withdrawn", fails=True, warning=_warn_of_withdrawal(hit.withdrawn))
    return StoredSource(hit, found)


def _is_still_held(query: Query, gone: Withdrawal) -> bool:
    """Whether the newest version of the article still has the words, within what it says instead."""
    if gone.now is None or gone.other_speaker:
        return False
    if load("en").patterns["denied"].search(fold(gone.now)):
        return False  # a correction tells what it corrects
    kind: Kind = "mixed" if re.search('[“"«]', gone.now) else "direct"
    now = compare(query, make_statement(gone.now, kind, [Span(0, len(gone.now))]))
    return now is not None and now.verdict in ("verbatim", "typographic")


def _warn_of_withdrawal(gone: Withdrawal) -> str:
    """The warning that a newer version of the article has other words or another speaker."""
    if gone.now and gone.other_words:
        instead = f", which says: “{gone.now.strip(' ,')}”"
    elif gone.other_speaker:
        instead = f", which gives these words to {gone.speaker_now or 'nobody'}"
    else:
        instead = ", which no longer has these words"
    return f"Withdrawn in the version of {gone.version_of_day}{instead}."


def _put_together(
    store: Store, query: Query, hits: Sequence[Hit], sources: Sequence[StoredSource]
) -> Iterator[StoredSource]:
    """A source for each piece of words that were put together from several quotations; none for other words.

    A piece that its article only reports has the verdict "reported", every other one "spliced".
    """
    best = max((source.finding.score for source in sources if source.finding.verdict == "altered"), default=0.0)
    ordered = sorted((hit for hit in hits if hit.quotation.text), key=lambda hit: (hit.article.id, hit.id))
    statements = [statement_of(store, hit) for hit in ordered]
    parts = find_parts(query, [statement.word_row for statement in statements])
    if parts is None or (len(query.pieces) == 1 and best > settings.SPLICE_COVERED):
        return
    hits = [ordered[part.statement] for part in parts]
    said = [statements[part.statement] for part in parts]
    speakers = [hit.speaker_id or -hit.id for hit in hits]
    warning, fails = warn_of_splice(query, parts, said, speakers, [_gap(*pair) for pair in pairwise(hits)])
    for hit, statement, part in zip(hits, said, parts, strict=True):
        span = statement.word_row.span(*part.held)
        printed = statement.text[slice(*span)]
        found = Finding("reported", True, 0.9, (span,), (printed,))
        if statement.said_around(*span):
            same = (Difference("equal", printed, printed),)
            found = replace(found, verdict="spliced", fails=fails, differences=same, warning=warning)
        yield StoredSource(hit, found)


def _gap(one: Hit, other: Hit) -> int:
    """The number of code points between two quotations of an article; -1 in different articles."""
    if one.article.id != other.article.id:
        return -1
    return abs(other.quotation.content[0].start - one.quotation.content[-1].end)


def _answer(
    words: str, by: str | None, since: str | None, speakers: set[int] | None, sources: Sequence[StoredSource]
) -> Check:
    """The verdict on the best source, with the other sources of the same utterance."""
    early = [s for s in sources if since and (s.hit.article.published or since) < since]
    kept = [s for s in sources if s not in early] or list(sources)
    named = None
    if by is not None and speakers is not None:
        named = NamedSpeaker[StoredSource](by, lambda s: not speakers.isdisjoint(s.hit.speaker_ids), bool(speakers))
    found = decide(kept, named, _by_kind_and_date)
    if found is None:
        return _not_held(words, by, tell_too_few(by) if sources and by else _NOT_HELD)
    best, warnings = found.source, list(found.warnings)
    if best in early:
        warnings.append(f"Printed before {since}: {best.hit.article.published}.")
    listed = [best, *sorted(found.others, key=_by_date)][: settings.MOST_SOURCES]
    warning = " ".join(warnings) or None
    return Check(words, by, found.verdict, found.fails, best, warning, sources=tuple(sorted(listed, key=_by_date)))


def _by_date(source: StoredSource) -> tuple[Any, ...]:
    published = source.hit.article.published
    return published is None, published or "", source.hit.id


def _by_kind_and_date(source: StoredSource) -> tuple[Any, ...]:
    return source.hit.quotation.act == "not_speech", *_by_date(source)
