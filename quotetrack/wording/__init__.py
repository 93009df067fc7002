"""Puts quotations, speakers and verdicts into words, the same for the command line, the pages and the exports.

The functions here put a speaker, a capacity, a count or a date into words, and make text safe to show. `verdicts` and
`in_print` tell what a check found, `traces` tells why a speaker was chosen, `marked` cuts a text where parts of it are
marked, `html` renders whole pages, and `plots` lays out counts over time.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from quotetrack.records import Quotation
from quotetrack.text import one_line

if TYPE_CHECKING:
    from quotetrack.lookup.hits import ArticleRef
    from quotetrack.lookup.speakers import DatedCapacity, SpeakerRow
    from quotetrack.lookup.withdrawals import Withdrawal

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, *range(128, 160)])


def who(quotation: Quotation) -> str:
    """Names everybody who said a quotation; who has no name is called as in the article, or `unknown speaker`."""
    given = quotation.attribution
    names = given.names if given.name else (given.mention or "unknown speaker", *given.names)
    return listed([on_one_line(name) for name in names])


def listed(names: Sequence[str]) -> str:
    """Joins names for use in a sentence: `Ana Ruiz, Owen Pike and Ina Voss`."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def capacity(role: str | None, organizations: Sequence[str], standing: str = "current") -> str:
    """Joins a role and organisations by commas, those that are known.

    A `standing` such as `former` goes before them, unless the role says it already.
    """
    parts = [on_one_line(part) for part in (role, *organizations) if part]
    if parts and standing != "current" and not (role and _says(role, standing)):
        word = "formerly" if standing == "former" and not role else standing
        parts[0] = f"{word} {parts[0]}"
    return ", ".join(parts)


def _says(role: str, standing: str) -> bool:
    """Whether a word of a role tells the standing: "ex" in "ex-minister" tells `former`."""
    from quotetrack.language import load

    known = load("en").standings
    return standing in (known.get(word) for word in re.split(r"[^\w]+", role.casefold()))


def stated(quotation: Quotation) -> str:
    """Tells a speaker's role and organisations, without those that `who` tells already.

    It does not say of "two officials" that they are officials. Of several speakers it tells what they share.
    """
    speakers, said = quotation.attribution.speakers, who(quotation).casefold()
    first = speakers[0]
    roles = {comparable(speaker.role) for speaker in speakers}
    shared = [name for name in first.affiliations if all(name in speaker.affiliations for speaker in speakers)]
    role = first.role if first.role and len(roles) == 1 and first.role.casefold() not in said else None
    if role and len(speakers) > 1:
        role = plural(role) or f"each {role}"
    standing = next((c.standing for c in first.claims if c.role == first.role), "current")
    return capacity(role, [name for name in shared if name.casefold() not in said], standing)


def comparable(role: str | None) -> str:
    """Returns a role in lower case with single spaces, so that two roles can be compared."""
    return " ".join((role or "").casefold().split())


_PLURALS = (
    ("man", "men"), ("person", "people"), ("ss", "sses"), ("ch", "ches"), ("sh", "shes"), ("x", "xes"), ("s", "s"),
)  # fmt: skip


def plural(role: str) -> str | None:
    """Returns the plural of a role, such as `senators` or `members of parliament`; None for a title (Sen.)."""
    head, preposition, rest = re.match(r"(.*?)((?: (?:of|for|at|in|to|on)\b|$))(.*)", role, re.DOTALL).groups()  # type: ignore[union-attr]
    if not re.search(r"[a-z]{3}$", head) or head.istitle():
        return None
    for end, many in _PLURALS:
        if head.endswith(end):
            return head.removesuffix(end) + many + preposition + rest
    if re.search("[^aeiou]y$", head):
        return head[:-1] + "ies" + preposition + rest
    return f"{head}s{preposition}{rest}"


def in_marks(quotation: Quotation, text: str) -> str:
    """Puts the words of a direct quotation in quotation marks; returns other words unchanged."""
    return f"“{text}”" if quotation.kind == "direct" else text


def nature(quotation: Quotation) -> str:
    """Tells a quotation's kind, its act if that is not speech, and whether its marks are never closed."""
    kind = "in marks, but not speech" if quotation.act == "not_speech" else quotation.kind
    act = None if quotation.act in ("speech", "not_speech") else quotation.act
    return dotted(kind, act, None if quotation.closed else "never closed")


def dotted(*parts: str | None) -> str:
    """Joins the parts that are not empty by dots: `2024-03-14 · The Norbury Courier`."""
    return " · ".join(on_one_line(part) for part in parts if part)


def day(published: str | None) -> str | None:
    """Returns the day of a date and time in ISO 8601."""
    return published and published[:10]


def printed_in(article: ArticleRef) -> str:
    """Tells when and where an article was printed: `2024-03-14 · The Norbury Courier · Harbour vote`."""
    return dotted(day(article.published), article.outlet, article.title or article.name)


def period(first: str | None, last: str | None) -> str | None:
    """Returns `2024-03-14 to 2024-05-01`, or one day where both are the same; None where there is no date."""
    days = dict.fromkeys(day(moment) or "" for moment in (first, last) if moment)
    return " to ".join(days) or None


def in_words(held: DatedCapacity) -> str:
    """Tells the role and the organisation in which somebody spoke."""
    return capacity(held.role, [held.organization] if held.organization else [], held.standing)


def dated(held: DatedCapacity) -> str:
    """Tells the role and the organisation in which somebody spoke, and the days of the articles that say so."""
    days = period(held.first, held.last)
    return in_words(held) + (f" ({days})" if days else "")


def withdrawn(found: Withdrawal) -> str:
    """Tells what a newer version of the article says in place of a quotation."""
    version = f"in the version of {on_one_line(found.version_of_day)}"
    speaker = found.speaker_now and on_one_line(found.speaker_now)
    if found.state == "vanished":
        return f"withdrawn {version}, which no longer has these words"
    if not found.other_words:
        return f"given to {speaker or 'an unknown speaker'} {version}"
    says = f"where {speaker} says" if found.other_speaker and speaker else "which says"
    return f"withdrawn {version}, {says}: “{on_one_line(found.now or '').rstrip(',')}”"


_JUDGEMENTS = {"same": "are one", "different": "are two", "unsure": "may be one"}


def judged(names: Sequence[str], titles: Sequence[str], verdict: str, columns: int = 60) -> str:
    """Puts a judgement in words: `Ana Ruiz and A. Ruiz are one`.

    Two speakers of the same name are told apart by the titles of their articles, cut to `columns`.
    """
    shown = [on_one_line(name) for name in names]
    if len(set(shown)) == 1:
        pairs = zip(shown, titles, strict=True)
        shown = [f"{name} in “{shortened(title, columns)}”" for name, title in pairs]
    return f"{listed(shown)} {_JUDGEMENTS[verdict]}"


def nouns(count: int, one: str, many: str = "") -> str:
    """Puts a count before its noun: `1 article`, `2,000 articles`. `many` is a plural that does not end in "s"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def counted(speaker: SpeakerRow) -> str:
    """Tells how often a speaker is quoted: `12 quotations in 3 articles`."""
    return f"{nouns(speaker.quotations, 'quotation')} in {nouns(speaker.articles, 'article')}"


def waiting(questions: int) -> str:
    """Tells how many questions wait for a person: `1 question waits`, `20 questions wait`."""
    return f"{nouns(questions, 'question')} {'waits' if questions == 1 else 'wait'}"


def on_one_line(text: str) -> str:
    """Returns text on one line, with single spaces and without control characters, which would steer a terminal."""
    return one_line(text.translate(_CONTROLS))


STEERING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters that would steer a terminal or a page: control characters other than white space, the embeddings,
overrides and isolates of the bidirectional algorithm (which reverse the letters after them), and lone surrogates."""


def visible(text: str) -> str:
    """Replaces every character that would steer a page by one that can be seen: U+202E becomes `[U+202E]`."""
    return STEERING.sub(_symbol_of, text)


def _symbol_of(sign: re.Match[str]) -> str:
    code = ord(sign.group())
    return chr(0x2400 + code) if code < 32 else f"[U+{code:04X}]"


def on_own_lines(text: str) -> str:
    """Returns text with its lines and indents, but without control characters, which would steer a terminal."""
    return "\n".join(line.replace("\r", "").translate(_CONTROLS) for line in text.split("\n"))


def shortened(text: str, columns: int) -> str:
    """Returns text on one line of at most so many columns (but at least 8), cut between words, or within a long one."""
    line, width = on_one_line(text), max(columns, 8)
    short = textwrap.shorten(line, width, placeholder=" …")
    return short if short.strip() != "…" else f"{line[: width - 1]}…"


def why(explanation: str | None) -> str:
    """Returns an explanation without its verdict and score at the beginning, which are told beside it."""
    told = on_one_line(explanation or "")
    return re.sub(r"^(?:same|different|unsure), [\d.]+: ", "", told)
