"""The outcome of a check in words and signs: what terminal and page show alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Literal, Protocol

from quotetrack.check.verdicts import SAME_WORDS, VERDICTS, VerdictRow, row
from quotetrack.display import wording

if TYPE_CHECKING:
    from quotetrack.check.alignment import Difference
    from quotetrack.check.answer import Held
    from quotetrack.check.findings import Tier
    from quotetrack.check.verdicts import Gravity, Verdict
    from quotetrack.lookup.check import Check, Source
    from quotetrack.lookup.drafts import CheckedDraft
    from quotetrack.lookup.results import ArticleRef
    from quotetrack.lookup.withdrawn import Withdrawal

Part = Literal["same", "asked", "held"]

_GUARDS = {
    "number": "number", "name": "name", "negation": "negation", "modal": "modal verb", "quantity": "quantity",
    "person": "pronoun", "question": "question mark",
}  # fmt: skip
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_TIERS = {
    "exact": "the same words",
    "spacing": "the same words; only white space differs",
    "case": "the same words; only capitals differ",
    "typography": "the same words; only marks, dashes or other signs differ",
    "markup": "the same words; only markup differs",
    "spelling": "the same words; only spelling differs",
}


class Told(Protocol):
    """What a check says, of a store or of a text that was given."""

    @property
    def query(self) -> str:
        """The words asked."""

    @property
    def verdict(self) -> Verdict:
        """The verdict on the best source."""

    @property
    def fails(self) -> bool:
        """Whether the words must not be printed as they are."""

    @property
    def source(self) -> Held | None:
        """The best source."""

    @property
    def tier(self) -> Tier | None:
        """How words that are the same differ in writing."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What a newsroom wrote otherwise on purpose."""

    @property
    def difference(self) -> tuple[Difference, ...]:
        """What differs from the best source."""

    @property
    def next_clause(self) -> str | None:
        """How the sentence goes on there."""

    @property
    def warning(self) -> str | None:
        """What to beware of."""


def verdict_name(verdict: Verdict) -> str:
    """A verdict as it is written: `not held`."""
    return VERDICTS[verdict].name


def row_of(found: Told) -> VerdictRow:
    """The row of the table of verdicts that a check falls under."""
    return row(found.verdict, found.fails)


def sign(found: Told) -> str:
    """The sign for a check, so that nothing hangs on colours: an exclamation mark where the sense was cut."""
    return row_of(found).sign


def gravity(found: Told) -> Gravity:
    """How grave a check is: the colour and the kind of line."""
    return "bad" if found.fails else row_of(found).gravity


def sentence(found: Told) -> str:
    """The verdict in one plain sentence."""
    return f"{verdict_name(found.verdict).capitalize()}: {_outcome(found)}"


def _outcome(found: Told) -> str:
    match found.verdict:
        case "verbatim":
            return "printed in exactly these words."
        case "typographic":
            told = _TIERS[found.tier or "typography"]
            return f"{told if not found.notes else 'the same words'}{_noted(found)}."
        case "truncated":
            return f"the words are right, but {_cut(found)}."
        case "spliced":
            joined = "these words were not said in a row"
            return (
                f"{joined}, and must not stand as one quotation." if found.fails else f"{joined}; the join is marked."
            )
        case "reported":
            return f"{_reported(found)}."
        case "altered":
            return _altered(found)
        case "paraphrase":
            return "close in wording, but not a quotation."
        case "withdrawn":
            return f"a newer version of the article{_of_day(found)} says otherwise."
        case "wrong_speaker" | "unsure_speaker":
            return f"{_decapitalised(_without_stop(_own_warning(found)))}{_worded(found.source)}."
        case _:
            return _decapitalised(wording.on_one_line(found.warning or "nothing like it is in this store."))


def _cut(found: Told) -> str:
    if found.fails:
        return "cut against their sense"
    return "the sentence goes on" if found.next_clause else "the sentence begins before them"


def _reported(found: Told) -> str:
    """Whether none of the words stand in marks, or some."""
    if found.source and re.search('[“”„«»"]', in_a_row(found.source)):
        return "only part of this stands in marks; the rest is the article’s words for what was said"
    return "these are the article’s words for what was said; nobody is quoted with them"


def _altered(found: Told) -> str:
    """What differs; of a wording that is only close, in what it says something else."""
    close = found.source and found.source.finding.is_close and found.warning
    if close:
        return _decapitalised(wording.on_one_line(close))
    return f"{changes_in_words(found.difference)}."


def _of_day(found: Told) -> str:
    gone = _withdrawal(found)
    return f", of {wording.on_one_line(gone.version_of_day)}," if gone else ""


def _withdrawal(found: Told) -> Withdrawal | None:
    """What became of the source in a newer version of its article; a text that was given has none."""
    hit = getattr(found.source, "hit", None)
    return hit.withdrawn if hit else None


def _own_warning(found: Told) -> str:
    """What a check warns of beyond what the source itself does: whose words these are."""
    finding = found.source and found.source.finding
    return (found.warning or "").removesuffix((finding and finding.warning) or "").strip()


def _noted(found: Told) -> str:
    """What a newsroom wrote otherwise on purpose, after a semicolon."""
    return f"; {'; '.join(wording.on_one_line(note) for note in found.notes)}" if found.notes else ""


_BESIDES = {
    "truncated": "they are part of a longer sentence",
    "spliced": "they were not said in a row",
    "reported": "they are the article’s words, not a quotation",
    "withdrawn": "a newer version of the article says otherwise",
    "paraphrase": "they are only close in wording",
}


def _worded(source: Held | None) -> str:
    """What else is wrong with words that are somebody else's."""
    if source is None or source.finding.verdict in ("verbatim", "typographic"):
        return ""
    verdict = source.finding.verdict
    return f"; besides, {_BESIDES.get(verdict) or changes_in_words(source.finding.differences)}"


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


def guarded(source: Held) -> list[str]:
    """Every guarded change on its own: `a number: 215 asked, 214 printed`. Of words that are only close those that make
    them say something else: the others are another way of saying it."""
    finding = source.finding
    told = [d for d in finding.differences if d.op != "equal" and d.guard]
    if finding.is_close:
        told = [d for d in told if _is_told_of(d, finding.warning or "")]
    return [f"a {_GUARDS[d.guard]}: {_asked(d)}, {_held(d)}" for d in told if d.guard]


def _is_told_of(difference: Difference, warning: str) -> bool:
    noun = _GUARDS[difference.guard] if difference.guard else ""
    return noun in warning or (difference.guard == "person" and "the person" in warning)


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


def pieces(source: Held) -> Iterator[Piece]:
    """The words asked and the words printed laid over one another, in order."""
    at = 0
    if source.finding.verdict == "spliced" and len(source.finding.printed) > 1:
        return  # each piece is shown where it stands
    for d in source.finding.differences:
        if d.op == "equal" and source.finding.tier not in (None, "exact"):
            yield from _letters(d.asked, d.held)
            continue
        held, at = _as_printed(d.held, in_a_row(source), at)
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
    seen = [[_INVISIBLE.sub("", word) for word in words] for words in (one, other)]
    for op, a, b, c, d in SequenceMatcher(None, *seen, autojunk=False).get_opcodes():
        if op == "equal":
            yield Piece("same", " ".join(other[c:d]))
        else:
            both = (Piece("asked", " ".join(one[a:b])), Piece("held", " ".join(other[c:d])))
            yield from (piece for piece in both if piece.text)


def outcome_of(failures: int) -> str:
    """How many quotations of a draft fail, in words."""
    if not failures:
        return "none that must not be printed as it is"
    return f"{failures:,} not to be printed as {'it is' if failures == 1 else 'they are'}"


def in_a_row(source: Held) -> str:
    """The words of a source from the first to the last that was found, with all between them."""
    spans = source.finding.spans
    return source.whole[spans[0].start : spans[-1].end] if spans else ""


def shown_pieces(found: Told) -> list[tuple[str, Any]]:
    """The pieces that words were put together from, each in marks as it stands in print (the article's own words in
    none), and its source; none where they are printed in a row."""
    if several := getattr(found, "pieces", ()):
        return [(in_marks(piece, in_a_row(piece)), piece) for piece in several]
    source = found.source
    if source is None or len(source.finding.printed) < 2:
        return []
    return [(in_marks(source, printed), source) for printed in source.finding.printed]


def in_marks(source: Held, printed: str) -> str:
    """Printed words in marks; the article's own words for what was said stand in none."""
    return printed if source.finding.verdict == "reported" else f"“{printed}”"


def printed(found: Told, stands_in: str | None = None) -> str | None:
    """The words as printed, in marks. None where they are shown piece by piece, or in the sentence of the article that
    they stand in: no line is shown that nobody printed."""
    source = found.source
    if source is None or not in_a_row(source) or shown_pieces(found):
        return None
    if stands_in and (_is_reported(found) or _is_broken(source) or (found.verdict == "truncated" and found.fails)):
        return None
    return in_marks(source, in_a_row(source))


def sentence_in_print(found: Told, stands_in: str | None) -> str | None:
    """The sentence of the article that the words stand in, where it tells more than they do."""
    source = found.source
    if source is None or getattr(found, "pieces", ()) or not stands_in:
        return None
    is_cut = found.verdict == "truncated" and (found.fails or not found.next_clause)
    tells = is_cut or found.verdict in ("unsure_speaker", "spliced") or _is_reported(found) or _is_broken(source)
    return stands_in if tells else None


def _is_reported(found: Told) -> bool:
    return found.source is not None and found.source.finding.verdict == "reported"


def _is_broken(source: Held) -> bool:
    """Whether the words stand in print with the reporter's own between them."""
    hit = getattr(source, "hit", None)
    content = hit.quotation.content if hit else ()
    ends = list(accumulate(span.end - span.start + 1 for span in content[:-1]))
    return any(span.start < end - 1 < span.end for end in ends for span in source.finding.spans)


def newer(found: Told) -> str | None:
    """What a newer version of the article has in the place of the quotation."""
    gone = _withdrawal(found)
    if gone is None:
        return None
    told = wording.withdrawn(gone)
    return told if found.fails or found.verdict not in SAME_WORDS else f"{told}; these words are still in it"


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


def notices(found: Told) -> list[str]:
    """What to beware of and is not said in the verdict's sentence: the check's warning, and that of the source itself
    where the check has another one."""
    told = [None if _tells_warning(found) else found.warning]
    finding = found.source and found.source.finding
    if finding and finding.warning and finding.verdict != "withdrawn" and not finding.is_close:
        told += [finding.warning] if finding.warning not in (told[0] or "") else []
    return [wording.on_one_line(text) for text in dict.fromkeys(told) if text]


def _tells_warning(found: Told) -> bool:
    """Whether the sentence of the verdict, or the line about the newer version, holds the check's warning."""
    finding = found.source and found.source.finding
    if found.verdict in ("not_held", "wrong_speaker", "unsure_speaker", "withdrawn"):
        return True
    return bool(found.verdict == "altered" and finding and finding.is_close)


def notes(found: Told) -> list[str]:
    """What a newsroom wrote otherwise on purpose, unless the sentence of the verdict says it."""
    return [] if found.verdict in ("typographic", "spliced") else [wording.on_one_line(note) for note in found.notes]


def next_clause(found: Told) -> str | None:
    """How the sentence goes on, unless a warning tells it already."""
    clause = wording.on_one_line(found.next_clause or "")
    return None if any(clause in notice for notice in notices(found)) else clause or None


def asked(found: Told) -> str:
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
