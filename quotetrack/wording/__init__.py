"""Quotations, speakers and verdicts in words: what the command line, the pages and the exports show alike.

The functions here put a speaker, a capacity, a count or a date into words, and make text safe to show. `verdicts` and
`in_print` tell what a check found, `traces` why a speaker was chosen, `citations` cites a quotation, `marked` cuts
a text where parts of it are marked, `html` renders pages that need nothing else, `plots` lays out counts over time.
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
    from quotetrack.lookup.speakers import Capacity, SpeakerRow
    from quotetrack.lookup.withdrawals import Withdrawal

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, *range(128, 160)])


def who(quotation: Quotation) -> str:
    """The speaker, or all who said it together: names, or what the article calls them, or `unknown speaker`."""
    given = quotation.attribution
    names = given.names if given.name else (given.mention or "unknown speaker", *given.names)
    return listed([on_one_line(name) for name in names])


def listed(names: Sequence[str]) -> str:
    """Names as a sentence holds them: `Ana Ruiz, Owen Pike and Ina Voss`."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def capacity(role: str | None, organizations: Sequence[str], standing: str = "current") -> str:
    """Role and organisations, as far as known, parted by commas; `former` and the like before them,
    unless the role says so already."""
    parts = [on_one_line(part) for part in (role, *organizations) if part]
    if parts and standing != "current" and not (role and _says(role, standing)):
        word = "formerly" if standing == "former" and not role else standing
        parts[0] = f"{word} {parts[0]}"
    return ", ".join(parts)


def _says(role: str, standing: str) -> bool:
    from quotetrack.language import load

    known = load("en").standings
    return standing in (known.get(word) for word in re.split(r"[^\w]+", role.casefold()))


def stated(quotation: Quotation) -> str:
    """Role and organisations that the words for the speaker do not hold already: "two officials"
    need not be told to be officials. Of several speakers what they have in common."""
    speakers, said = quotation.attribution.speakers, who(quotation).casefold()
    first = speakers[0]
    roles = {one_form(speaker.role) for speaker in speakers}
    shared = [name for name in first.affiliations if all(name in speaker.affiliations for speaker in speakers)]
    role = first.role if first.role and len(roles) == 1 and first.role.casefold() not in said else None
    if role and len(speakers) > 1:
        role = plural(role) or f"each {role}"
    standing = next((c.standing for c in first.claims if c.role == first.role), "current")
    return capacity(role, [name for name in shared if name.casefold() not in said], standing)


def one_form(role: str | None) -> str:
    """A role as it is compared with another one's."""
    return " ".join((role or "").casefold().split())


_ENDS = (("man", "men"), ("person", "people"), ("ss", "sses"), ("ch", "ches"), ("sh", "shes"), ("x", "xes"), ("s", "s"))


def plural(role: str) -> str | None:
    """What several people of one role are: senators, members of parliament; None for a title (Sen.)."""
    head, preposition, rest = re.match(r"(.*?)((?: (?:of|for|at|in|to|on)\b|$))(.*)", role, re.DOTALL).groups()  # type: ignore[union-attr]
    if not re.search(r"[a-z]{3}$", head) or head.istitle():
        return None
    for end, many in _ENDS:
        if head.endswith(end):
            return head.removesuffix(end) + many + preposition + rest
    if re.search("[^aeiou]y$", head):
        return head[:-1] + "ies" + preposition + rest
    return f"{head}s{preposition}{rest}"


def in_marks(quotation: Quotation, text: str) -> str:
    """Words as they are to be shown: direct quotations between marks."""
    return f"“{text}”" if quotation.kind == "direct" else text


def nature(quotation: Quotation) -> str:
    """What kind of quotation it is, and what is unusual about it."""
    kind = "in marks, but not speech" if quotation.act == "not_speech" else quotation.kind
    act = None if quotation.act in ("speech", "not_speech") else quotation.act
    return dotted(kind, act, None if quotation.closed else "never closed")


def dotted(*parts: str | None) -> str:
    """The parts that there are, parted by dots."""
    return " · ".join(on_one_line(part) for part in parts if part)


def day(published: str | None) -> str | None:
    """The day of a date and time."""
    return published and published[:10]


def printed_in(article: ArticleRef) -> str:
    """When and where an article was printed: `2024-03-14 · The Norbury Courier · Harbour vote`."""
    return dotted(day(article.published), article.outlet, article.title or article.name)


def period(first: str | None, last: str | None) -> str | None:
    """Days from and to, one where they are the same; None where there is no date."""
    days = dict.fromkeys(day(moment) or "" for moment in (first, last) if moment)
    return " to ".join(days) or None


def in_words(held: Capacity) -> str:
    """In what role, for what organisation somebody spoke."""
    return capacity(held.role, [held.organization] if held.organization else [], held.standing)


def dated(held: Capacity) -> str:
    """In what role, for what organisation somebody spoke, with the days of the articles that say so."""
    days = period(held.first, held.last)
    return in_words(held) + (f" ({days})" if days else "")


def withdrawn(found: Withdrawal) -> str:
    """What a newer version of the article says instead of a quotation."""
    version = f"in the version of {on_one_line(found.version_of_day)}"
    speaker = found.speaker_now and on_one_line(found.speaker_now)
    if found.state == "vanished":
        return f"withdrawn {version}, which no longer has these words"
    if not found.other_words:
        return f"given to {speaker or 'an unknown speaker'} {version}"
    says = f"where {speaker} says" if found.other_speaker and speaker else "which says"
    return f"withdrawn {version}, {says}: “{on_one_line(found.now or '').rstrip(',')}”"


_VERDICTS = {"same": "are one", "different": "are two", "unsure": "may be one"}


def judged(names: Sequence[str], titles: Sequence[str], verdict: str, columns: int = 60) -> str:
    """A judgement in words: on whom, and what of them; two of one name are told apart by their articles' titles."""
    shown = [on_one_line(name) for name in names]
    if len(set(shown)) == 1:
        pairs = zip(shown, titles, strict=True)
        shown = [f"{name} in “{shortened(title, columns)}”" for name, title in pairs]
    return f"{listed(shown)} {_VERDICTS[verdict]}"


def nouns(count: int, one: str, many: str = "") -> str:
    """A count with its noun: `1 article`, `2,000 articles`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def counted(speaker: SpeakerRow) -> str:
    """How much a speaker is quoted: `12 quotations in 3 articles`."""
    return f"{nouns(speaker.quotations, 'quotation')} in {nouns(speaker.articles, 'article')}"


def waiting(questions: int) -> str:
    """How many questions wait for a person: `1 question waits`, `20 questions wait`."""
    return f"{nouns(questions, 'question')} {'waits' if questions == 1 else 'wait'}"


def on_one_line(text: str) -> str:
    """Text with white space as single spaces, and nothing in it that would steer a terminal."""
    return one_line(text.translate(_CONTROLS))


STEERING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What would steer a terminal or a page: control characters but for white space, the signs that turn the order of the
letters after them round (the embeddings, overrides and isolates of the bidirectional algorithm), halves of pairs."""


def visible(text: str) -> str:
    """Text with whatever would steer a page shown for what it is: U+202E turns round what follows it."""
    return STEERING.sub(_picture, text)


def _picture(sign: re.Match[str]) -> str:
    code = ord(sign.group())
    return chr(0x2400 + code) if code < 32 else f"[U+{code:04X}]"


def on_own_lines(text: str) -> str:
    """Text of several lines that keeps them, and their indents, with nothing that would steer a terminal."""
    return "\n".join(line.replace("\r", "").translate(_CONTROLS) for line in text.split("\n"))


def shortened(text: str, columns: int) -> str:
    """Text on one line of so many columns at most, cut between words."""
    return textwrap.shorten(on_one_line(text), max(columns, 8), placeholder=" …", break_long_words=True)


def why(explanation: str | None) -> str:
    """The reasons of an explanation: its verdict and its score are left out, for they are told beside it."""
    told = on_one_line(explanation or "")
    return re.sub(r"^(?:same|different|unsure), [\d.]+: ", "", told)
