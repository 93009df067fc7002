"""The outcome of a check in words and signs, which the terminal, the report and the web page show alike."""

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
    from quotetrack.comparison.decision import Answer, Source
    from quotetrack.comparison.verdicts import Gravity, Verdict
    from quotetrack.lookup.hits import ArticleRef

_GUARDS = {
    "number": "number", "name": "name", "negation": "negation", "modal": "modal verb", "quantity": "quantity",
    "person": "pronoun", "question": "question mark",
}  # fmt: skip
NOBODY = "The draft names no speaker: only the words were checked."
_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_TIERS = {
    "exact": "the same words",
    "spacing": "the same words; only white space differs",
    "case": "the same words; only capitals differ",
    "typography": "the same words; only marks, capitals or other signs differ",
    "markup": "the same words; only markup differs",
    "spelling": "the same words; only spelling differs",
}


def verdict_name(verdict: Verdict) -> str:
    """A verdict as it is written: `not held`."""
    return VERDICTS[verdict].name


def row_of(found: Answer) -> VerdictRow:
    """The row of the table of verdicts that a check falls under."""
    return row(found.verdict, found.fails)


def sign(found: Answer) -> str:
    """The sign for a check, so that nothing hangs on colours: an exclamation mark where the sense was cut."""
    return row_of(found).sign


def gravity(found: Answer) -> Gravity:
    """How grave a check is: the colour and the kind of line."""
    return "bad" if found.fails else row_of(found).gravity


def sentence(found: Answer) -> str:
    """The verdict in one plain sentence."""
    return f"{verdict_name(found.verdict).capitalize()}: {_outcome(found)}"


def _outcome(found: Answer) -> str:
    match found.verdict:
        case "verbatim":
            return "printed in exactly these words."
        case "typographic":
            told = _TIERS[found.tier or "typography"]
            return f"{told if not found.notes else 'the same words'}{_noted(found)}."
        case "truncated":
            return f"the words are right, but {_cut(found)}."
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


def _cut(found: Answer) -> str:
    if found.fails:
        return "cut against their sense"
    return "the sentence goes on" if found.next_clause else "the sentence begins before them"


def _reported(found: Answer) -> str:
    """Says of words that the article reports whether none of them stand in marks, or some do."""
    if found.source and re.search('[“”„«»"]', in_print.in_a_row(found.source)):
        return "only part of this stands in marks; the rest is the article’s words for what was said"
    return "these are the article’s words for what was said; nobody is quoted with them"


def _altered(found: Answer) -> str:
    """Says what differs or, where the wording is only close, in what it says something else."""
    close = found.source and found.source.finding.is_close and found.warning
    if close:
        return _decapitalised(wording.on_one_line(close))
    return f"{changes_in_words(found.differences)}."


def _of_day(found: Answer) -> str:
    gone = in_print.withdrawal(found)
    return f", of {wording.on_one_line(gone.version_of_day)}," if gone else ""


def _own_warning(found: Answer) -> str:
    """What the check itself warns of, which is whose words these are, without the warning of its source."""
    finding = found.source and found.source.finding
    return (found.warning or "").removesuffix((finding and finding.warning) or "").strip()


def _noted(found: Answer) -> str:
    """The notes of a check, after a semicolon: what a newsroom writes otherwise on purpose."""
    return f"; {'; '.join(wording.on_one_line(note) for note in found.notes)}" if found.notes else ""


_BESIDES = {
    "truncated": "they are part of a longer sentence",
    "spliced": "they were not said in a row",
    "reported": "they are the article’s words, not a quotation",
    "withdrawn": "a newer version of the article says otherwise",
    "paraphrase": "they are only close in wording",
}


def _worded(source: Source | None) -> str:
    """Says what else is wrong with words that are somebody else's, after a semicolon."""
    if source is None or source.finding.verdict in ("verbatim", "typographic"):
        return ""
    verdict = source.finding.verdict
    return f"; besides, {_BESIDES.get(verdict) or changes_in_words(source.finding.differences)}"


def changes_in_words(differences: Sequence[Difference]) -> str:
    """Counts what differs and names the guarded changes: `one number and two other words differ`."""
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


def guarded(source: Source) -> list[str]:
    """Tells every guarded change on its own: `a number: “215” asked, “214” printed`.

    Where the words are only close, it tells just the changes that make them say something else: the others are another
    way of saying the same.
    """
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


def outcome_of(failures: int) -> str:
    """How many quotations of a draft fail, in words."""
    if not failures:
        return "none that must not be printed as it is"
    return f"{failures:,} not to be printed as {'it is' if failures == 1 else 'they are'}"


def others(found: Check) -> list[StoredSource]:
    """The sources beside the best one and the pieces, first published first."""
    return [source for source in found.sources if source is not found.source and source not in found.pieces]


def where(article: ArticleRef) -> str:
    """Title, outlet and day of an article."""
    title = f"“{wording.on_one_line(article.title)}”" if article.title else article.name
    return ", ".join(
        wording.on_one_line(part) for part in (title, article.outlet, wording.day(article.published)) if part
    )


def link(url: str | None) -> str | None:
    """An address that a browser may be sent to; None for any other (javascript: and the like), or one with signs in it
    that cannot be seen."""
    if not url or not url.isprintable() or re.search(r"\s", url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def notices(found: Answer) -> list[str]:
    """The warnings that the verdict's sentence does not tell: that of the check, and that of its source where it is
    another one."""
    told = [None if _tells_warning(found) else found.warning]
    finding = found.source and found.source.finding
    if finding and finding.warning and finding.verdict != "withdrawn" and not finding.is_close:
        told += [finding.warning] if finding.warning not in (told[0] or "") else []
    return [wording.on_one_line(text) for text in dict.fromkeys(told) if text]


def _tells_warning(found: Answer) -> bool:
    """Whether the sentence of the verdict, or the line about the newer version, holds the check's warning."""
    finding = found.source and found.source.finding
    if found.verdict in ("not_held", "wrong_speaker", "unsure_speaker", "withdrawn"):
        return True
    return bool(found.verdict == "altered" and finding and finding.is_close)


def notes(found: Answer) -> list[str]:
    """What a newsroom writes otherwise on purpose; nothing where the sentence of the verdict tells it."""
    return [] if found.verdict in ("typographic", "spliced") else [wording.on_one_line(note) for note in found.notes]


def next_clause(found: Answer) -> str | None:
    """The words with which the sentence goes on; None where a warning tells them already."""
    clause = wording.on_one_line(found.next_clause or "")
    return None if any(clause in notice for notice in notices(found)) else clause or None


def asked(found: Answer) -> str:
    """The words asked, without marks around them."""
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
