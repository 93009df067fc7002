"""Is this really what they said? A question's words compared with what a store holds, and a verdict that says how."""

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
from quotetrack.comparison.alignment import Difference
from quotetrack.comparison.compare import compare
from quotetrack.comparison.decision import Answer, NamedSpeaker, decide, tell_too_few
from quotetrack.comparison.markup import strip_markup
from quotetrack.comparison.places import span_of
from quotetrack.comparison.query import Query, read_query
from quotetrack.comparison.splices import Run, find_parts, warn_of_splice
from quotetrack.comparison.statements import LEAD_IN, Statement, lead_in_of, make_statement
from quotetrack.comparison.verdicts import SAME_WORDS, Finding
from quotetrack.contract import as_json
from quotetrack.language import load
from quotetrack.lookup.dates import read_bounds
from quotetrack.lookup.hits import Hit
from quotetrack.lookup.names import find_named
from quotetrack.lookup.search import load_hits
from quotetrack.names.normal import without_possessive
from quotetrack.records import Attribution, Kind, Span
from quotetrack.store import Store
from quotetrack.text import fold

_NOT_HELD = (
    "Nothing in this store has these words. That proves nothing: what was said elsewhere, or in an article that was "
    "not read, is not here."
)
_LONG = 600
"""Code points of a question from which its candidates are ranked by words alone."""


@dataclass(frozen=True)
class StoredSource:
    """One printing of the words: what an outlet printed, when, and how it compares with what was asked."""

    hit: Hit
    finding: Finding

    @property
    def whole(self) -> str:
        """All words of the quotation."""
        return self.hit.quotation.text

    @property
    def attribution(self) -> Attribution:
        """Who said it, in what words of the article."""
        return self.hit.quotation.attribution

    @property
    def printed(self) -> str:
        """The words as they stand in print, from the first to the last that was found, with all between them."""
        spans = self.finding.spans
        return self.hit.quotation.text[spans[0].start : spans[-1].end] if spans else ""

    def as_dict(self) -> dict[str, Any]:
        """The quotation's id and speaker, where it stands, the words as printed, verdict and score."""
        article = self.hit.article
        return {
            "id": self.hit.quotation.id,
            "speaker": self.hit.quotation.attribution.name,
            "speaker_id": self.hit.speaker_id,
            "article_id": article.id,
            "outlet": article.outlet,
            "published": article.published,
            "url": article.url,
            "printed": self.printed,
            "verdict": self.finding.verdict,
            "fails": self.finding.fails,
            "tier": self.finding.tier,
            "score": self.finding.score,
        }


@dataclass(frozen=True)
class Check(Answer):
    """The answer of a store to a question, with all sources that print the same utterance, first published first.

    `pieces` are the sources of the pieces where the words were put together from several quotations, in the order of
    the question.
    """

    source: StoredSource | None = None
    sources: tuple[StoredSource, ...] = ()
    pieces: tuple[StoredSource, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The fields as JSON values; `best` is the quotation as `extract` prints it, and where it stands."""
        return {
            "query": self.query,
            **self.common_fields(),
            "best": self.source and _quotation_fields(self.source.hit),
            "difference": [asdict(difference) for difference in self.differences],
            "next_clause": self.next_clause,
            "pieces": [piece.as_dict() for piece in self.pieces],
            "sources": [source.as_dict() for source in self.sources],
            "warning": self.warning,
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
    """Whether `words` were said, as they stand, by the speaker of that name, on or after that date.

    Any string can be asked. `by` is any alias or part of a name, `date` a day, month or year before
    which an article cannot have printed it; `parts` are the words in pieces where a draft parts them by "she said";
    `counted`, {} at first, makes several checks of one store faster. Raises QuotetrackError for a date that is none.
    """
    asked = read_query(strip_markup(words)[0], parts and [strip_markup(part)[0] for part in parts])
    since = read_bounds(date, None)[0] if date else None
    if not asked.pieces:
        return _not_held(words, by)
    near = _closest(store, asked.text, counted)
    hits = load_hits(store, list(near))
    sources = list(_compare_all(store, asked, hits, near))
    pieces: tuple[StoredSource, ...] = ()
    if not any(source.finding.verdict in SAME_WORDS for source in sources):
        pieces = tuple(_put_together(asked, hits, sources))
        sources += pieces[:1]
    return _answer(words, by, since, _speakers(store, by), sources, pieces)


def _not_held(words: str, by: str | None, told: str = _NOT_HELD) -> Check:
    return Check(words, by, "not_held", False, warning=told)


def _compare_all(
    store: Store, asked: Query, hits: Sequence[Hit], likeness: Mapping[int, float]
) -> Iterator[StoredSource]:
    """The sources among the candidates, the most alike first; once the words are found, only what is much like them."""
    is_found = False
    for hit in hits:
        if is_found and likeness[hit.id] < settings.ALIKE:
            return
        if source := _compare(store, asked, hit):
            is_found = is_found or (source.finding.verdict in SAME_WORDS and not source.finding.fails)
            yield source


def _closest(store: Store, words: str, counted: Counted | None) -> dict[int, float]:
    """The candidates whose letters are most like the words', by a measure that takes microseconds: how like they are
    (0 to 100) by number, the most alike first."""
    ids = json.dumps(find_candidates(store, words, counted=counted))
    statement = "SELECT q.id, q.text FROM json_each(?) JOIN quotations q ON q.id = value"
    wanted = fold(words)
    near: list[tuple[float, int]] = []
    for row in store.rows(statement, [ids]):
        held = fold(row["text"])
        likeness = fuzz.token_set_ratio(wanted, held)
        if len(wanted) <= _LONG:  # a window's likeness costs the product of the two lengths
            likeness = max(likeness, fuzz.partial_ratio(wanted, held))
        near.append((-likeness, row["id"]))
    return {id: -score for score, id in sorted(near)[: settings.CLOSEST]}


def _speakers(store: Store, by: str | None) -> set[int] | None:
    if by is None or not by.strip():
        return None
    return set(find_named(store, "canonical_speakers", without_possessive(by)))


def _statement(hit: Hit) -> Statement:
    """What a quotation is as a statement, by itself."""
    return make_statement(hit.quotation.text, hit.quotation.kind, hit.quotation.content)


def _statement_in_context(store: Store, hit: Hit) -> Statement:
    """The same with the article's own words: those of its sentence before it, and those between its pieces."""
    content = hit.quotation.content or (Span(0, 0),)
    first = max(0, content[0].start - LEAD_IN)
    text = read_text(store, hit.article.id, first, content[-1].end)
    before = lead_in_of(text[: content[0].start - first])
    between = tuple(text[a.end - first : b.start - first] for a, b in pairwise(content))
    return make_statement(hit.quotation.text, hit.quotation.kind, hit.quotation.content, between, before)


def read_text(store: Store, article: int, start: int, end: int) -> str:
    """A stretch of an article's text, in code points, as far as the text goes."""
    statement = "SELECT substr(text, ?, ?) AS text FROM articles WHERE id = ?"
    return str(next(store.rows(statement, [start + 1, end - start, article]))["text"] or "")


def _compare(store: Store, asked: Query, hit: Hit) -> StoredSource | None:
    """How one quotation compares; None where it is not near."""
    found = compare(asked, _statement(hit))
    if found is None:
        return None
    if found.verdict in SAME_WORDS:  # what the article says around the words is worth a look
        found = compare(asked, _statement_in_context(store, hit)) or found
    if found.verdict in SAME_WORDS and hit.withdrawn and not _is_still_held(asked, hit):
        found = replace(found, verdict="withdrawn", fails=True, warning=_withdrawn(hit))
    return StoredSource(hit, found)


def _is_still_held(asked: Query, hit: Hit) -> bool:
    """Whether the newest version of an article has the words too, as part of what it says instead."""
    gone = hit.withdrawn
    if gone is None or gone.now is None or gone.other_speaker:
        return False
    if load("en").patterns["denied"].search(fold(gone.now)):
        return False  # a correction tells what it corrects
    kind: Kind = "mixed" if re.search('[“"«]', gone.now) else "direct"
    now = compare(asked, make_statement(gone.now, kind, [Span(0, len(gone.now))]))
    return now is not None and now.verdict in ("verbatim", "typographic")


def _withdrawn(hit: Hit) -> str:
    """That a newer version of the article has other words."""
    gone = hit.withdrawn
    if gone is None:
        return ""
    says = f", which says: “{gone.now.strip(' ,')}”" if gone.now and gone.other_words else ""
    given = f", which gives these words to {gone.speaker_now or 'nobody'}" if gone.other_speaker and not says else ""
    return f"Withdrawn in the version of {gone.version_of_day}{says or given or ', which no longer has these words'}."


def _put_together(asked: Query, hits: Sequence[Hit], sources: Sequence[StoredSource]) -> Iterator[StoredSource]:
    """Words put together from several quotations: a source for each piece, all with one verdict."""
    best = max((source.finding.score for source in sources if source.finding.verdict == "altered"), default=0.0)
    ordered = sorted((hit for hit in hits if hit.quotation.text), key=lambda hit: (hit.article.id, hit.id))
    statements = [_statement(hit) for hit in ordered]
    parts = find_parts(asked, [statement.word_row for statement in statements])
    if parts is None or (len(asked.pieces) == 1 and best > settings.SPLICE_COVERED):
        return
    hits = [ordered[part.statement] for part in parts]
    said = [statements[part.statement] for part in parts]
    speakers = [hit.speaker_id or -hit.id for hit in hits]
    warning = warn_of_splice(asked, parts, said, speakers, [_gap(*pair) for pair in pairwise(hits)])
    for part in parts:
        yield StoredSource(ordered[part.statement], _piece(statements[part.statement], part, warning))


def _gap(one: Hit, other: Hit) -> int:
    """The code points of an article between two quotations; -1 in different articles."""
    if one.article.id != other.article.id:
        return -1
    return abs(other.quotation.content[0].start - one.quotation.content[-1].end)


def _piece(statement: Statement, part: Run, warning: tuple[str, bool]) -> Finding:
    held = statement.word_row
    span = span_of(held, *part.held)
    told, fails = warning
    printed = statement.text[slice(*span)]
    if statement.said_around(*span) is None:
        return Finding("reported", True, 0.9, (span,), (printed,))
    return Finding("spliced", fails, 0.9, (span,), (printed,), (Difference("equal", printed, printed),), warning=told)


def _answer(
    words: str,
    by: str | None,
    since: str | None,
    speakers: set[int] | None,
    sources: Sequence[StoredSource],
    pieces: tuple[StoredSource, ...],
) -> Check:
    """The verdict on the best source, and the others that hold the same utterance."""
    early = [s for s in sources if since and (s.hit.article.published or since) < since]
    kept = [s for s in sources if s not in early] or list(sources)
    named = None
    if by is not None and speakers is not None:
        named = NamedSpeaker[StoredSource](
            by, lambda source: not speakers.isdisjoint(source.hit.speaker_ids), bool(speakers)
        )
    found = decide(kept, named, _by_kind_and_date)
    if found is None:
        return _not_held(words, by, tell_too_few(by) if sources and by else _NOT_HELD)
    best, warnings = found.source, list(found.warnings)
    if best in early:
        warnings.append(f"Printed before {since}: {best.hit.article.published}.")
    listed = [best, *sorted(found.others, key=_by_date)][: settings.MOST_SOURCES]
    return Check(
        words,
        by,
        found.verdict,
        found.fails,
        best,
        " ".join(warnings) or None,
        sources=tuple(sorted(listed, key=_by_date)),
        pieces=pieces if pieces and best is pieces[0] else (),
    )


def _is_said_by(source: StoredSource, speakers: set[int]) -> bool:
    return not speakers.isdisjoint(source.hit.speaker_ids)


def _by_date(source: StoredSource) -> tuple[Any, ...]:
    published = source.hit.article.published
    return published is None, published or "", source.hit.id


def _by_kind_and_date(source: StoredSource) -> tuple[Any, ...]:
    return source.hit.quotation.act == "not_speech", *_by_date(source)
