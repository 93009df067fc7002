"""Tells the outcome of a check in words and signs, the same on the terminal, in the report and on the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from quotetrack import wording
from quotetrack.comparison.splices import RUN_ON
from quotetrack.comparison.verdicts import VERDICTS, VerdictRow, row
from quotetrack.wording import in_print

if TYPE_CHECKING:
    from quotetrack.check.check import Check
    from quotetrack.check.drafts import CheckedDraft
    from quotetrack.check.sources import StoredSource
    from quotetrack.comparison.alignment import Difference
    from quotetrack.comparison.verdicts import Answer, Gravity, Source, Verdict
    from quotetrack.lookup.hits import ArticleRef

_GUARD_NOUNS = {
    "number": "number", "name": "name", "negation": "negation", "modal": "modal verb", "quantity": "quantity",
    "person": "pronoun", "question": "question mark",
}  # fmt: skip
NOBODY = "The draft names no speaker: only the words were checked."
_SMALL_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_TIER_WORDS = {
    "exact": "the same words",
    "spacing": "the same words; only white space differs",
    "case": "the same words; only capitals differ",
    "typography": "the same words; only marks, capitals or other signs differ",
    "markup": "the same words; only markup differs",
    "spelling": "the same words; only spelling differs",
}


def verdict_name(verdict: Verdict) -> str:
    """Returns a verdict as it is written for people: `not held`."""
    return VERDICTS[verdict].name


def row_of(found: Answer) -> VerdictRow:
    """Returns the row of the table of verdicts that a check falls under."""
    return row(found.verdict, found.fails)


def sign(found: Answer) -> str:
    """Returns the sign of a check, by which readers who see no colours tell it from others."""
    return row_of(found).sign


def gravity(found: Answer) -> Gravity:
    """Returns how grave a check is, which decides on its colour and its kind of line."""
    return "bad" if found.fails else row_of(found).gravity


def sentence(found: Answer) -> str:
    """Tells the verdict in one plain sentence."""
    return f"{verdict_name(found.verdict).capitalize()}: {_outcome(found)}"


def _outcome(found: Answer) -> str:
    match found.verdict:
        case "verbatim":
            return "printed in exactly these words."
        case "typographic":
            told = _TIER_WORDS[found.tier or "typography"]
            return f"{told if not found.notes else 'the same words'}{_noted(found)}."
        case "truncated":
            return f"the words are right, but {_cut_words(found)}."
        case "spliced":
            if found.source and found.source.finding.warning == RUN_ON:
                return "these are two quotations, one right after the other."
            joined = "these words were not said in a row"
            return f"{joined}{', and must not stand as one quotation' if found.fails else '; the join is marked'}."
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


def _cut_words(found: Answer) -> str:
    if found.fails:
        return "cut against their sense"
    return "the sentence goes on" if found.next_clause else "the sentence begins before them"


def _reported(found: Answer) -> str:
    """Says of words that the article reports whether some or none of them stand in marks."""
    if found.source and re.search('[“”„«»"]', in_print.in_a_row(found.source)):
        return "only part of this stands in marks; the rest is the article’s words for what was said"
    return "these are the article’s words for what was said; nobody is quoted with them"


def _altered(found: Answer) -> str:
    """Says what differs; where the wording is only close, says how its meaning differs."""
    close = found.source and found.source.finding.is_close and found.warning
    if close:
        return _decapitalised(wording.on_one_line(close))
    return f"{changes_in_words(found.differences)}."


def _of_day(found: Answer) -> str:
    gone = in_print.withdrawal(found)
    return f", of {wording.on_one_line(gone.version_of_day)}," if gone else ""


def _own_warning(found: Answer) -> str:
    """Returns the check's own warning, which is about the speaker, without the warning of its source."""
    finding = found.source and found.source.finding
    return (found.warning or "").removesuffix((finding and finding.warning) or "").strip()


def _noted(found: Answer) -> str:
    """Returns, after a semicolon, the notes on what a newsroom changes on purpose, such as “[W]e”."""
    return f"; {'; '.join(wording.on_one_line(note) for note in found.notes)}" if found.notes else ""


_SECOND_FAULTS = {
    "truncated": "they are part of a longer sentence",
    "spliced": "they were not said in a row",
    "reported": "they are the article’s words, not a quotation",
    "withdrawn": "a newer version of the article says otherwise",
    "paraphrase": "they are only close in wording",
}


def _worded(source: Source | None) -> str:
    """Says, after a semicolon, what else is wrong with words that are somebody else's."""
    if source is None or source.finding.verdict in ("verbatim", "typographic"):
        return ""
    verdict = source.finding.verdict
    return f"; besides, {_SECOND_FAULTS.get(verdict) or changes_in_words(source.finding.differences)}"


def changes_in_words(differences: Sequence[Difference]) -> str:
    """Counts what differs and names the guarded changes: `one number and two other words differ`."""
    changed = [d for d in differences if d.op != "equal"]
    counted = [(sum(d.guard == guard for d in changed), noun) for guard, noun in _GUARD_NOUNS.items()]
    told = [(count, noun) for count, noun in counted if count]
    plain = sum(max(len(d.asked.split()), len(d.held.split())) for d in changed if d.guard is None)
    if plain:
        told.append((plain, "other word" if told else "word"))
    listed = wording.listed([f"{_number(count)} {noun}{'s' * (count > 1)}" for count, noun in told])
    return f"{listed or 'the wording'} {'differ' if sum(count for count, _ in told) > 1 else 'differs'}"


def _number(count: int) -> str:
    return _SMALL_NUMBERS[count] if count < len(_SMALL_NUMBERS) else f"{count:,}"


def guarded(source: Source) -> list[str]:
    """Tells each guarded change by itself: `a number: “215” asked, “214” printed`.

    Where the words are only close, it tells only the changes that the warning names, which change the meaning.
    """
    finding = source.finding
    told = [d for d in finding.differences if d.op != "equal" and d.guard]
    if finding.is_close:
        told = [d for d in told if _is_told_of(d, finding.warning or "")]
    return [f"a {_GUARD_NOUNS[d.guard]}: {_asked_words(d)}, {_printed_words(d)}" for d in told if d.guard]


def _is_told_of(difference: Difference, warning: str) -> bool:
    noun = _GUARD_NOUNS[difference.guard] if difference.guard else ""
    return noun in warning or (difference.guard == "person" and "the person" in warning)


def _asked_words(difference: Difference) -> str:
    return f"“{wording.on_one_line(difference.asked)}” asked" if difference.asked else "nothing asked"


def _printed_words(difference: Difference) -> str:
    return f"“{wording.on_one_line(difference.held)}” printed" if difference.held else "not printed"


def _without_stop(text: str | None) -> str:
    return wording.on_one_line(text or "these words are somebody else's").rstrip(".")


def _decapitalised(text: str) -> str:
    return text[:1].lower() + text[1:]


def outcome_of(failures: int) -> str:
    """Tells in words how many quotations of a draft fail."""
    if not failures:
        return "none that must not be printed as it is"
    return f"{failures:,} not to be printed as {'it is' if failures == 1 else 'they are'}"


def others(found: Check) -> list[StoredSource]:
    """Returns the sources other than the best one and the pieces, first published first."""
    return [source for source in found.sources if source is not found.source and source not in found.pieces]


def where(article: ArticleRef) -> str:
    """Tells an article's title, outlet and day."""
    title = f"“{wording.on_one_line(article.title)}”" if article.title else article.name
    return ", ".join(
        wording.on_one_line(part) for part in (title, article.outlet, wording.day(article.published)) if part
    )


def link(url: str | None) -> str | None:
    """Returns an http(s) address unchanged; None for any other, or one with characters that cannot be seen."""
    if not url or not url.isprintable() or re.search(r"\s", url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def notices(found: Answer) -> list[str]:
    """Returns the warnings of a check and of its source that the verdict's sentence does not tell."""
    told = [None if _tells_warning(found) else found.warning]
    finding = found.source and found.source.finding
    if finding and finding.warning and finding.verdict != "withdrawn" and not finding.is_close:
        told += [finding.warning] if finding.warning not in (told[0] or "") else []
    return [wording.on_one_line(text) for text in dict.fromkeys(told) if text]


def _tells_warning(found: Answer) -> bool:
    """Whether the verdict's sentence, or the line about a newer version, tells the check's warning already."""
    finding = found.source and found.source.finding
    if found.verdict in ("not_held", "wrong_speaker", "unsure_speaker", "withdrawn"):
        return True
    return bool(found.verdict == "altered" and finding and finding.is_close)


def notes(found: Answer) -> list[str]:
    """Returns the notes on what a newsroom changes on purpose, unless the verdict's sentence tells them."""
    return [] if found.verdict in ("typographic", "spliced") else [wording.on_one_line(note) for note in found.notes]


def next_clause(found: Answer) -> str | None:
    """Returns the words with which the sentence goes on; None where there are none, or a warning tells them."""
    clause = wording.on_one_line(found.next_clause or "")
    return None if any(clause in notice for notice in notices(found)) else clause or None


def asked(found: Answer) -> str:
    """Returns the words that were asked about, without marks around them."""
    return wording.on_one_line(found.query).strip('“”„«»"')


def summary(draft: CheckedDraft) -> str:
    """Tells how many claims a draft has, how many of them fail, and how much of it was not checked."""
    count = wording.nouns(len(draft.claims), "quotation")
    missing = sum(claim.check.verdict == "not_held" for claim in draft.claims)
    outcome = outcome_of(draft.failures) + (f"; {missing:,} not held" if missing else "")
    line = f"{count} checked: {outcome}." if draft.claims else "No quotation in it to check."
    if draft.unchecked:
        line += f" {wording.nouns(draft.unchecked, 'statement')} in the draft's own words not checked."
    return line
