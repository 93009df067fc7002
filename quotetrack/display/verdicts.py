"""The outcome of a check in words and signs: what terminal and page show alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal

from quotetrack.display import wording
from quotetrack.lookup.drafts import best_source, is_against_sense

if TYPE_CHECKING:
    from quotetrack.lookup.check import Check, Source, Verdict
    from quotetrack.lookup.drafts import CheckedDraft
    from quotetrack.lookup.results import ArticleRef
    from quotetrack.lookup.wording import Difference

Part = Literal["same", "asked", "held"]

_NAMES: dict[str, str] = {"not_held": "not held", "wrong_speaker": "wrong speaker"}
_SIGNS: dict[str, str] = {
    "verbatim": "✓", "typographic": "✓", "truncated": "…", "spliced": "+", "altered": "Δ",
    "paraphrase": "≈", "wrong_speaker": "✗", "not_held": "?",
}  # fmt: skip
_GUARDS = {"number": "number", "name": "name", "negation": "negation", "modal": "modal verb"}
_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def verdict_name(verdict: Verdict) -> str:
    """A verdict as it is written: `not held`."""
    return _NAMES.get(verdict, verdict)


def verdict_sign(verdict: Verdict) -> str:
    """A sign for a verdict, so that nothing hangs on colours."""
    return _SIGNS[verdict]


def sign(found: Check) -> str:
    """The sign for a check: an exclamation mark where words were cut against their sense."""
    return "!" if found.verdict == "truncated" and is_against_sense(found) else verdict_sign(found.verdict)


def sentence(found: Check) -> str:
    """The verdict in one plain sentence."""
    source = best_source(found)
    if found.verdict == "wrong_speaker":
        own = (found.warning or "").removesuffix((source and source.warning) or "").strip()
        return f"Wrong speaker: {_decapitalised(_without_stop(own))}{_worded(source)}."
    return f"{verdict_name(found.verdict).capitalize()}: {_outcome(found)}"


def _outcome(found: Check) -> str:
    match found.verdict:
        case "verbatim":
            return "printed in exactly these words."
        case "typographic":
            return "the same words; only marks, case, spacing or spelling differ."
        case "truncated":
            against = is_against_sense(found)
            return "the words are right, but " + ("cut against their sense." if against else "the sentence goes on.")
        case "spliced":
            return "these words were not said in a row; something was left out between them."
        case "altered":
            return f"{changes_in_words(found.difference)}."
        case "paraphrase":
            return "close in wording, but not a quotation."
        case _:
            return _decapitalised(wording.on_one_line(found.warning or "nothing like it is in this store."))


def _worded(source: Source | None) -> str:
    """What else is wrong with words that are somebody else's."""
    if source is None or source.verdict in ("verbatim", "typographic"):
        return ""
    also = {"altered": changes_in_words(source.differences), "truncated": "they are part of a longer sentence"}
    return f"; besides, {also.get(source.verdict, f'they are {verdict_name(source.verdict)}')}"


def changes_in_words(differences: Sequence[Difference]) -> str:
    """What differs, the guarded changes by name: `one number and two other words differ`."""
    changed = [d for d in differences if d.op != "equal"]
    counted = [(sum(d.guard == guard for d in changed), noun) for guard, noun in _GUARDS.items()]
    told = [(count, noun) for count, noun in counted if count]
    plain = sum(max(len(d.asked.split()), len(d.held.split())) for d in changed if d.guard is None)
    if plain:
        told.append((plain, "other word" if told else "word"))
    listed = wording.listed([f"{_number(count)} {noun}{'s' * (count > 1)}" for count, noun in told])
    return f"{listed or 'the wording'} {'differ' if sum(count for count, _ in told) > 1 else 'differs'}"


def _number(count: int) -> str:
    return _COUNTS[count] if count < len(_COUNTS) else f"{count:,}"


def guarded(differences: Sequence[Difference]) -> list[str]:
    """Every guarded change on its own: `a number: 215 asked, 214 printed`."""
    return [f"a {_GUARDS[d.guard]}: {_asked(d)}, {_held(d)}" for d in differences if d.op != "equal" and d.guard]


def _asked(difference: Difference) -> str:
    return f"“{wording.on_one_line(difference.asked)}” asked" if difference.asked else "nothing asked"


def _held(difference: Difference) -> str:
    return f"“{wording.on_one_line(difference.held)}” printed" if difference.held else "not printed"


def _without_stop(text: str | None) -> str:
    return wording.on_one_line(text or "these words are somebody else's").rstrip(".")


def _decapitalised(text: str) -> str:
    return text[:1].lower() + text[1:]


@dataclass(frozen=True)
class Piece:
    """A stretch of the words asked and printed laid over one another: in both, asked only, or printed only."""

    part: Part
    text: str


def pieces(source: Source) -> Iterator[Piece]:
    """The words asked and the words printed laid over one another, in order."""
    at = 0
    for d in source.differences:
        if source.verdict == "typographic":
            yield from _letters(d.asked, d.held)
            continue
        held, at = _as_printed(d.held, source.printed, at)
        if d.op == "equal":
            yield Piece("same", held)
        else:
            yield from (piece for piece in (Piece("asked", d.asked), Piece("held", held)) if piece.text)


def _as_printed(words: str, printed: str, after: int) -> tuple[str, int]:
    """Words with the marks that stand at them in print, which no difference holds; where the search goes on."""
    start = printed.find(words, after) if words else -1
    if start < 0:
        return words, after
    end = start + len(words)
    while end < len(printed) and not printed[end].isspace() and not printed[end].isalnum():
        end += 1
    while start > after and not printed[start - 1].isspace() and not printed[start - 1].isalnum():
        start -= 1
    return printed[start:end], end


def _letters(asked: str, held: str) -> Iterator[Piece]:
    """The same for words that differ in how they are written only: compared as they are written."""
    one, other = asked.split(), held.split()
    for op, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if op == "equal":
            yield Piece("same", " ".join(other[c:d]))
        else:
            both = (Piece("asked", " ".join(one[a:b])), Piece("held", " ".join(other[c:d])))
            yield from (piece for piece in both if piece.text)


def others(found: Check) -> list[Source]:
    """The sources beside the best one, first published first."""
    best = best_source(found)
    return [source for source in found.sources if source is not best]


def where(article: ArticleRef) -> str:
    """Title, outlet and day of an article."""
    title = f"“{wording.on_one_line(article.title)}”" if article.title else article.name
    return ", ".join(
        wording.on_one_line(part) for part in (title, article.outlet, wording.day(article.published)) if part
    )


def link(url: str | None) -> str | None:
    """An address that a browser may be sent to; None for any other (javascript: and the like)."""
    return url if url and re.fullmatch(r"https?://[^\s\x00-\x1f]+", url, re.IGNORECASE) else None


def notices(found: Check) -> list[str]:
    """Warnings: the check's, and that of the source itself where the check has another one."""
    if found.verdict in ("not_held", "wrong_speaker"):
        own: list[str | None] = []
    else:
        own = [found.warning]
    source = best_source(found)
    return [wording.on_one_line(text) for text in dict.fromkeys([*own, source.warning if source else None]) if text]


def next_clause(found: Check) -> str | None:
    """How the sentence goes on, unless a warning tells it already."""
    clause = wording.on_one_line(found.next_clause or "")
    return None if any(clause in notice for notice in notices(found)) else clause or None


def asked(found: Check) -> str:
    """The words asked, without marks around them."""
    return wording.on_one_line(found.query).strip('“”„«»"')


def summary(draft: CheckedDraft) -> str:
    """How many claims there are and how many fail, and what was not checked."""
    count = wording.nouns(len(draft.claims), "quotation")
    missing = sum(claim.check.verdict == "not_held" for claim in draft.claims)
    outcome = f"{draft.failures:,} altered, misattributed or cut against the sense"
    outcome = (outcome if draft.failures else f"none{outcome[1:]}") + (f"; {missing:,} not held" if missing else "")
    line = f"{count} checked: {outcome}." if draft.claims else "No quotation in it to check."
    if draft.unchecked:
        line += f" {wording.nouns(draft.unchecked, 'statement')} in the draft's own words not checked."
    return line
