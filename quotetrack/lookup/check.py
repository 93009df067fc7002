"""Is this really what they said? A question's words compared with what is held, and a verdict that says how."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, Literal, get_args

from rapidfuzz import fuzz

from quotetrack import settings
from quotetrack.contract import as_json
from quotetrack.folding import fold
from quotetrack.lexicon import words as lexicon_words
from quotetrack.lookup.candidates import Counted, find_candidates
from quotetrack.lookup.dates import read_bounds
from quotetrack.lookup.named import find_named
from quotetrack.lookup.results import Hit
from quotetrack.lookup.search import load_hits
from quotetrack.lookup.wording import Alignment, Difference, Wording, align, find_stretch
from quotetrack.records import Span
from quotetrack.store import Store

Verdict = Literal[
    "verbatim", "typographic", "truncated", "spliced", "altered", "paraphrase", "wrong_speaker", "not_held"
]
RANK = {verdict: rank for rank, verdict in enumerate(get_args(Verdict))}
"""Verdicts from the best to the worst."""

_NOT_HELD = (
    "Nothing in this store has these words. That proves nothing: what was said elsewhere, or in an article that was "
    "not read, is not here."
)


@dataclass(frozen=True)
class Source:
    """One printing of the words: what an outlet printed, when, and how it compares with what was asked."""

    hit: Hit
    verdict: Verdict
    score: float
    printed: str
    differences: tuple[Difference, ...]
    next_clause: str | None = None
    warning: str | None = None

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
            "verdict": self.verdict,
            "score": self.score,
        }


@dataclass(frozen=True)
class Check:
    """The answer to a question: the verdict on the best source, what differs there, and all other sources,
    first published first. `score` is the share of words that are the same (0 to 1)."""

    query: str
    by: str | None
    verdict: Verdict
    score: float
    best: Hit | None
    difference: tuple[Difference, ...]
    next_clause: str | None
    sources: tuple[Source, ...]
    warning: str | None

    def as_dict(self) -> dict[str, Any]:
        """The fields as JSON values; `best` is the quotation as `extract` prints it, and where it stands."""
        best = self.best and {
            **as_json(self.best.quotation, self.best.article.name),
            "article_id": self.best.article.id,
            "outlet": self.best.article.outlet,
            "published": self.best.article.published,
            "url": self.best.article.url,
        }
        return {
            "query": self.query,
            "by": self.by,
            "verdict": self.verdict,
            "score": self.score,
            "best": best,
            "difference": [asdict(difference) for difference in self.difference],
            "next_clause": self.next_clause,
            "sources": [source.as_dict() for source in self.sources],
            "warning": self.warning,
        }


def check(
    store: Store, words: str, *, by: str | None = None, date: str | None = None, counted: Counted | None = None
) -> Check:
    """Whether `words` were said, as they stand, by the speaker of that name, on or after that date.

    Any string can be asked. `by` is any alias or part of a name, `date` a day, month or year before
    which an article cannot have printed it; `counted`, {} at first, makes several checks of one store faster.
    Raises QuotetrackError for a date that is none.
    """
    asked = Wording(_unmarked(words))
    since = read_bounds(date, None)[0] if date else None
    if not asked.words:
        return Check(words, by, "not_held", 0.0, None, (), None, (), _NOT_HELD)
    hits = load_hits(store, _closest(store, asked.text, counted))
    sources = [source for hit in hits if (source := _compare(asked, hit))]
    sources += _splices(asked, hits) if not any(RANK[s.verdict] < RANK["spliced"] for s in sources) else []
    speakers = _speakers(store, by)
    return _answer(words, by, since, speakers, sources)


def _closest(store: Store, words: str, counted: Counted | None) -> list[int]:
    """The candidates whose letters are most like the words', by a measure that takes microseconds."""
    ids = json.dumps(find_candidates(store, words, counted=counted))
    statement = "SELECT q.id, q.text FROM json_each(?) JOIN quotations q ON q.id = value"
    wanted = fold(words)
    near: list[tuple[float, int]] = []
    for row in store.rows(statement, [ids]):
        held = fold(row["text"])
        likeness = max(fuzz.partial_ratio(wanted, held), fuzz.token_set_ratio(wanted, held))
        near.append((-likeness, row["id"]))
    return [id for _, id in sorted(near)[: settings.CLOSEST]]


def _unmarked(words: str) -> str:
    """The words without marks around them."""
    return words.strip().strip("“”„«»\"'‘’‹› \n\t")


def _speakers(store: Store, by: str | None) -> set[int] | None:
    return None if by is None or not by.strip() else set(find_named(store, "canonical_speakers", by))


def _compare(asked: Wording, hit: Hit) -> Source | None:
    """How one quotation compares; None where it is not near."""
    held = Wording(hit.quotation.text)
    if not held.words:
        return None
    found = align(asked, held)
    score = found.same / max(found.asked, found.last - found.first, 1)
    printed = held.slice(found.first, found.last)
    if not found.changes:
        return _unchanged(asked, held, found, hit, printed)
    if splice := _inner_splice(asked, held, hit):
        return splice
    changed = max(found.asked, found.last - found.first) - found.same
    numbers = all(difference.guard == "number" for difference in found.changes)
    few = numbers or changed <= max(settings.FEW_CHANGES, settings.ALTERED * found.asked)
    if few and found.same >= settings.FEWEST_SAME and score >= settings.NEAR:
        return Source(hit, "altered", round(score, 3), printed, found.differences)
    shared = _shared(asked.forms, held.forms)
    if shared >= settings.PARAPHRASE:
        return Source(hit, "paraphrase", round(shared * settings.PARAPHRASE_WORTH, 3), printed, found.differences)
    return None


def _shared(asked: Sequence[str], held: Sequence[str]) -> float:
    """The share of telling words that both have, in any order."""
    plain = lexicon_words("plain_words")
    one, other = ({_stem(form) for form in forms if form not in plain} for forms in (asked, held))
    return len(one & other) / max(len(one), 1) if len(one & other) > 1 else 0.0


def _stem(form: str) -> str:
    return re.sub(r"(?<=[a-z]{3})(?:ing|ed|es|s|e)$", "", form)


def _unchanged(asked: Wording, held: Wording, found: Alignment, hit: Hit, printed: str) -> Source:
    """The same words in the same order: are they all, and are they written alike?"""
    verdict: Verdict = "verbatim" if _plain(asked.text) in _plain(held.text) else "typographic"
    if len(asked.words) < settings.FEWEST_CUT and found.last - found.first < len(held.words):
        return Source(hit, "truncated", 1.0, printed, found.differences)  # too little to turn the sense of
    stretch = Span(held.words[found.first].span.start, held.words[found.last - 1].span.end)
    text = _with_stops(_in_marks(held.text, stretch, hit), hit)
    if rest := _rest_of_sentence(text, stretch.end):
        warning = f"The sentence goes on, and that changes its sense: “{rest}”" if _turns(rest) else None
        return Source(hit, "truncated", 1.0, printed, found.differences, rest, warning)
    before = _start_of_sentence(text, stretch.start)
    if before and _turns(before, anywhere=True):
        warning = f"The sentence begins otherwise, and that changes its sense: “{before} …”"
        return Source(hit, "truncated", 1.0, printed, found.differences, None, warning)
    follows = _next_sentence(text, stretch.end)
    if follows and _turns(follows, only_first=True):
        warning = f"The next sentence takes something back: “{follows}”"
        return Source(hit, "truncated", 1.0, printed, found.differences, follows, warning)
    return Source(hit, verdict, 1.0, printed, found.differences)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _in_marks(text: str, stretch: Span, hit: Hit) -> str:
    """Of speech that is quoted in part, what stands in the marks around the stretch; the rest, which is the
    article's, as so many line breaks."""
    if hit.quotation.kind != "mixed":
        return text
    around = (m for m in _MARKED.finditer(text) if m.start() <= stretch.start and stretch.end <= m.end())
    marked = next(around, None)
    return marked.group().join(("\n" * marked.start(), "\n" * (len(text) - marked.end()))) if marked else text


_MARKED = re.compile(r"[“„«\"][^“”„«»\"]*[”“»\"]")


def _with_stops(text: str, hit: Hit) -> str:
    """The text with a full stop for the comma at the end of a piece where the next piece begins a sentence:
    “We wait,” she said. “The ships come.”"""
    at = 0
    for piece in hit.quotation.content[:-1]:
        at += piece.end - piece.start
        following = re.match(r"\s[“\"'‘]?(?P<word>[^\W\d_]+)", text[at:])
        starts = following and following["word"][0].isupper() and following["word"] not in ("I", "I’m", "I'm")
        if starts and text[at - 1] in ",—–-":
            text = text[: at - 1] + "." + text[at:]
        at += 1
    return text


_SENTENCE_END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s|$)|\n|$")


def _rest_of_sentence(text: str, at: int) -> str:
    """What is left of the sentence from an offset on; empty where it ends there."""
    end = _SENTENCE_END.search(text, at)
    rest = text[at : end.start() if end else len(text)].strip(" ,;:—–-\"”’'…")
    return rest if Wording(rest).words else ""


def _start_of_sentence(text: str, at: int) -> str:
    """What stands in the sentence before an offset; empty where it begins there."""
    starts = [end.end() for end in _SENTENCE_END.finditer(text, 0, at) if end.end() < at]
    start = text[starts[-1] if starts else 0 : at].strip()
    return start if Wording(start).words else ""


def _next_sentence(text: str, at: int) -> str:
    """The sentence after the one that an offset is in."""
    end = _SENTENCE_END.search(text, at)
    if not end:
        return ""
    following = _SENTENCE_END.search(text, end.end())
    return text[end.end() : following.start() if following else len(text)].strip()


def _turns(clause: str, *, anywhere: bool = False, only_first: bool = False) -> bool:
    """Whether a clause takes back or narrows what it is joined to: by its first words, or by a negation in it."""
    forms = Wording(clause).forms
    turning = lexicon_words("turning_words")
    if any(" ".join(forms[: len(turn.split())]) == turn for turn in turning):
        return True
    if only_first:
        return False
    reach = forms if anywhere else forms[: settings.TURN_REACH]
    if anywhere and {"if", "unless", "suppose"} & set(reach):
        return True
    return bool(set(reach) & lexicon_words("negations"))


def _inner_splice(asked: Wording, held: Wording, hit: Hit) -> Source | None:
    """Pieces of one quotation joined with something left out between them."""
    pieces = _pieces(asked, [held])
    if pieces is None:
        return None
    dropped = [b[1] - a[2] for a, b in pairwise(pieces)]
    if any(gap < settings.SPLICE_GAP for gap in dropped):
        return None
    return _spliced(asked, hit, [(held, first, last) for _, first, last in pieces])


def _spliced(asked: Wording, hit: Hit, pieces: Sequence[tuple[Wording, int, int]]) -> Source:
    printed = " […] ".join(held.slice(first, last) for held, first, last in pieces)
    return Source(hit, "spliced", 0.9, printed, (Difference("equal", asked.text, printed),))


def _pieces(asked: Wording, helds: Sequence[Wording]) -> list[tuple[int, int, int]] | None:
    """Stretches of held texts, in order, that the asked words are made of: (text, first word, last word)."""
    parts = _parts(asked.text)
    if len(parts) == 1:
        return _cut_in_two(parts[0], helds)
    found: list[tuple[int, int, int]] = []
    for part in parts:
        place = _place(part, helds, found[-1] if found else (0, 0, 0))
        if place is None:
            return None
        found.append(place)
    return found


@lru_cache(maxsize=4)
def _parts(text: str) -> tuple[tuple[str, ...], ...]:
    """The words of a text between its ellipses; asked for anew with every candidate."""
    marked = (Wording(part) for part in re.split(r"\[?(?:…|\.\s?\.\s?\.)\]?", text))
    return tuple(part.forms for part in marked if part.words)


def _place(part: Sequence[str], helds: Sequence[Wording], after: tuple[int, int, int]) -> tuple[int, int, int] | None:
    """Where a stretch stands, not before the one that went before it in the same text."""
    for number, held in enumerate(helds):
        at = find_stretch(part, held.forms, after[2] if number == after[0] else 0)
        if at is not None:
            return number, at, at + len(part)
    return None


def _cut_in_two(forms: Sequence[str], helds: Sequence[Wording]) -> list[tuple[int, int, int]] | None:
    """The one cut that makes two stretches of words that stand somewhere, each of some length."""
    least = settings.SPLICE_PIECE
    for cut in range(len(forms) - least, least - 1, -1):
        for number, held in enumerate(helds):
            at = find_stretch(forms[:cut], held.forms)
            if at is None:
                continue
            first = (number, at, at + cut)
            second = _place(forms[cut:], helds, first)
            if second is not None:
                return [first, second]
    return None


def _splices(asked: Wording, hits: Sequence[Hit]) -> Iterator[Source]:
    """Words put together from several quotations of one speaker in one article."""
    groups: dict[tuple[int, int | None], list[Hit]] = {}
    for hit in hits:
        groups.setdefault((hit.article.id, hit.speaker_id), []).append(hit)
    for group in groups.values():
        if len(group) < 2:
            continue
        ordered = sorted(group, key=lambda hit: hit.id)
        helds = [Wording(hit.quotation.text) for hit in ordered]
        pieces = _pieces(asked, helds)
        if pieces and len({number for number, _, _ in pieces}) > 1:
            yield _spliced(asked, ordered[pieces[0][0]], [(helds[n], first, last) for n, first, last in pieces])


def _answer(
    words: str, by: str | None, since: str | None, speakers: set[int] | None, sources: Sequence[Source]
) -> Check:
    """The verdict on the best source, and the others that are nearly as good."""
    if not sources:
        return Check(words, by, "not_held", 0.0, None, (), None, (), _NOT_HELD)
    early = [s for s in sources if since and (s.hit.article.published or since) < since]
    kept = [s for s in sources if s not in early] or list(sources)
    own = [s for s in kept if speakers is None or _is_by(s.hit, speakers)]
    best = min(own or kept, key=_order)
    verdict, warnings = best.verdict, [best.warning]
    if best in early:
        warnings.append(f"Printed before {since}: {best.hit.article.published}.")
    if not own:
        verdict, about = _of_another(best, by, speakers)
        warnings.insert(0, about)
    if verdict == "not_held":
        return Check(words, by, verdict, 0.0, None, (), None, (), _NOT_HELD)
    shown = [s for s in (own or kept) if RANK[s.verdict] <= max(RANK[best.verdict], RANK["altered"]) and s != best]
    shown = [best, *sorted(shown, key=_by_date)][: settings.MOST_SOURCES]
    warning = " ".join(text for text in warnings if text) or None
    return Check(
        words, by, verdict, best.score, best.hit, best.differences, best.next_clause,
        tuple(sorted(shown, key=_by_date)), warning,
    )  # fmt: skip


def _by_date(source: Source) -> tuple[Any, ...]:
    published = source.hit.article.published
    return published is None, published or "", source.hit.id


def _order(source: Source) -> tuple[Any, ...]:
    published = source.hit.article.published
    speech = source.hit.quotation.act == "not_speech"
    return RANK[source.verdict], -source.score, speech, published is None, published or "", source.hit.id


def _is_by(hit: Hit, speakers: set[int]) -> bool:
    return not speakers.isdisjoint(hit.speaker_ids)


def _of_another(best: Source, by: str | None, speakers: set[int] | None) -> tuple[Verdict, str]:
    """Words that are held, but not as this speaker's."""
    if RANK[best.verdict] > RANK["altered"]:
        return "not_held", _NOT_HELD
    given = best.hit.quotation.attribution
    said_by = given.name or given.mention
    if said_by is None or given.kind in ("unknown", "unnamed"):
        who = f"only {said_by!r}" if said_by else "nobody"
        return best.verdict, f"The article names {who} as the speaker, so it does not say that it was {by}."
    unheard = "" if speakers else f" Nobody called {by} speaks in this store: check the spelling."
    return "wrong_speaker", f"These words are held as said by {said_by}, not by {by}.{unheard}"
