"""The outcome of a check in words and signs: what terminal and page show alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal

from quotetrack.check.verdicts import VERDICTS, VerdictRow, row
from quotetrack.display import wording

if TYPE_CHECKING:
    from quotetrack.check.alignment import Difference
    from quotetrack.check.verdicts import Gravity, Verdict
    from quotetrack.lookup.check import Check, Source
    from quotetrack.lookup.drafts import CheckedDraft
    from quotetrack.lookup.results import ArticleRef

Part = Literal["same", "asked", "held"]

_GUARDS = {
    "number": "number", "name": "name", "negation": "negation", "modal": "modal verb", "quantity": "quantity",
    "person": "pronoun", "question": "question mark",
}  # fmt: skip
_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_TIERS = {
    "exact": "the same words",
    "spacing": "the same words; only white space differs",
    "case": "the same words; only capitals differ",
    "typography": "the same words; only marks, dashes or other signs differ",
    "markup": "the same words; only markup differs",
    "spelling": "the same words; only spelling differs",
}


def verdict_name(verdict: Verdict) -> str:
    """A verdict as it is written: `not held`."""
    return VERDICTS[verdict].name


def row_of(found: Check) -> VerdictRow:
    """The row of the table of verdicts that a check falls under."""
    return row(found.verdict, found.fails)


def sign(found: Check) -> str:
    """The sign for a check, so that nothing hangs on colours: an exclamation mark where the sense was cut."""
    return row_of(found).sign


def gravity(found: Check) -> Gravity:
    """How grave a check is: the colour and the kind of line."""
    return "bad" if found.fails else row_of(found).gravity


def sentence(found: Check) -> str:
    """The verdict in one plain sentence."""
    return f"{verdict_name(found.verdict).capitalize()}: {_outcome(found)}"


def _outcome(found: Check) -> str:
    finding = found.source and found.source.finding
    match found.verdict:
        case "verbatim":
            return "printed in exactly these words."
        case "typographic":
            told = _TIERS[found.tier or "typography"]
            return f"{told if not found.notes else 'the same words'}{_noted(found)}."
        case "truncated":
            return "the words are right, but " + ("cut against their sense." if found.fails else "the sentence goes on.")
        case "spliced":
            joined = "these words were not said in a row"
            return f"{joined}, and nothing marks it." if found.fails and not found.notes else f"{joined}; something was left out."
        case "reported":
            return "these are the article’s words for what was said; nobody is quoted with them."
        case "altered":
            changed = changes_in_words(found.difference)
            return f"{changed}." if changed else _decapitalised(wording.on_one_line(found.warning or ""))
        case "paraphrase":
            return "close in wording, but not a quotation."
        case "wrong_speaker" | "unsure_speaker":
            own = (found.warning or "").removesuffix((finding and finding.warning) or "").strip()
            return f"{_decapitalised(_without_stop(own))}{_worded(found.source)}."
        case _:
            return _decapitalised(wording.on_one_line(found.warning or "nothing like it is in this store."))


def _noted(found: Check) -> str:
    """What a newsroom wrote otherwise on purpose, after a semicolon."""
    return f"; {'; '.join(wording.on_one_line(note) for note in found.notes)}" if found.notes else ""


def _worded(source: Source | None) -> str:
    """What else is wrong with words that are somebody else's."""
    if source is None or source.finding.verdict in ("verbatim", "typographic"):
        return ""
    finding = source.finding
    also = {"altered": changes_in_words(finding.differences), "truncated": "they are part of a longer sentence"}
    return f"; besides, {also.get(finding.verdict, f'they are {verdict_name(finding.verdict)}')}"


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
    if source.finding.verdict == "spliced" and len(source.finding.printed) > 1:
        return  # each piece is shown where it stands
    for d in source.finding.differences:
        if d.op == "equal" and source.finding.tier not in (None, "exact"):
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


def outcome_of(failures: int) -> str:
    """How many quotations of a draft fail, in words."""
    if not failures:
        return "none altered, misattributed or cut against the sense"
    return f"{failures:,} not to be printed as {'it is' if failures == 1 else 'they are'}"


def label(found: Check) -> str:
    """What stands before the printed words: `reported` before the article's own words, `stands as` before the whole
    stretch that pieces were taken from."""
    if found.verdict == "reported":
        return "reported"
    return "stands as" if shown_pieces(found) else "printed"


def shown_pieces(found: Check) -> list[tuple[str, Source]]:
    """The pieces that words were put together from, each as it stands in print and where; none where they are printed in
    a row."""
    if found.pieces:
        return [(piece.printed, piece) for piece in found.pieces]
    source = found.source
    several = source is not None and len(source.finding.printed) > 1
    return [(printed, source) for printed in source.finding.printed] if source and several else []


def others(found: Check) -> list[Source]:
    """The sources beside the best one and the pieces, first published first."""
    return [source for source in found.sources if source is not found.source and source not in found.pieces]


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
    own = found.warning if found.verdict not in ("not_held", "wrong_speaker", "unsure_speaker") else None
    finding = found.source and found.source.finding
    told = [own, finding.warning if finding and not (own and finding.warning and finding.warning in own) else None]
    noted = list(found.notes) if found.verdict != "typographic" else []
    return [wording.on_one_line(text) for text in dict.fromkeys([*told, *noted]) if text]


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
    outcome = outcome_of(draft.failures) + (f"; {missing:,} not held" if missing else "")
    line = f"{count} checked: {outcome}." if draft.claims else "No quotation in it to check."
    if draft.unchecked:
        line += f" {wording.nouns(draft.unchecked, 'statement')} in the draft's own words not checked."
    return line
