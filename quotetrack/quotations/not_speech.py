"""What stands in quotation marks and is nobody's speech: nicknames, titles, words under suspicion.

Decides only about stretches that the model did not take for content.
"""

from __future__ import annotations

import re

from quotetrack.language import load
from quotetrack.marks import Quoted
from quotetrack.quotations.reading import Reading
from quotetrack.records import Note, Span

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NAMING = re.compile(
    r"(?:\b(?:nicknamed|known as|called|named|dubbed|alias|aka|a\.k\.a\.|name|goes by|codenamed|code-named|titled"
    r"|entitled|so-called|slogan|motto|nickname|title|billed as|words?|phrase|term|sign|banner|hashtag|song|album|film"
    r"|movie|novel|book|series|show|play|poem|single|programme|program|column|essay|episode|podcast)\b[^.!?]{0,12})$",
    re.IGNORECASE,
)
_GIVEN_NAME = re.compile(
    r"\b(?:nicknamed|known as|alias|aka|a\.k\.a\.|(?:goes by|by) the name(?: of)?|codenamed|code-named|entitled|titled"
    r"|so-called)(?:\s(?:an?|the))?\s*$",
    re.IGNORECASE,
)


def label_of(reading: Reading, quoted: Quoted) -> Note | None:
    """Why a stretch in marks is not speech: nickname, title, named, scare quotes; None where it
    looks like speech."""
    inner = reading.slice(quoted.inner)
    words = _WORD.findall(inner)
    if _is_nickname(reading, quoted):
        return Note.NICKNAME
    finished = inner.rstrip()[-1:] in ".,!?…" or _ends_sentence(reading, quoted)
    alone = _stands_alone(reading, quoted)
    # `“No.”` is an answer, but `Her new book: “Tides.”` names one.
    led_in = reading.text[max(0, quoted.span.start - 2) : quoted.span.start].rstrip().endswith(":")
    says = ",!?.…" if alone and not led_in and not _is_heading(reading, quoted, words) else ",!?"
    if len(words) <= 8 and _is_title_case(words) and inner.rstrip()[-1:] not in tuple(says):
        return Note.TITLE
    before = reading.text[
        max(
            reading.paragraph(reading.paragraph_at(quoted.span.start)).start, quoted.span.start - 40
        ) : quoted.span.start
    ]
    if len(words) <= 8 and _NAMING.search(before.rstrip()):
        return Note.NAMED
    if alone and (len(words) >= 3 or finished):
        return None
    if len(words) > 2 and words[0].casefold() in ("i", "we", "i'm", "i’m", "we're", "we’re"):
        return None  # `The owner – “I am not a crank” – has written`
    if len(words) <= 4 or (len(words) <= 6 and not finished):
        return Note.SCARE_QUOTES
    return None


def _is_heading(reading: Reading, quoted: Quoted, words: list[str]) -> bool:
    """Whether a stretch of three words and more fills its paragraph: `“Legend in the Coal Fields.”`, a heading."""
    paragraph = reading.paragraph(reading.paragraph_at(quoted.span.start))
    return len(words) > 2 and quoted.span.start <= paragraph.start + 1 and paragraph.end <= quoted.span.end + 1


def is_named(reading: Reading, quoted: Quoted) -> bool:
    """Whether the words before a stretch say that it is a name: nicknamed, entitled, by the name of."""
    start = reading.paragraph(reading.paragraph_at(quoted.span.start)).start
    before = reading.text[max(start, quoted.span.start - 40) : quoted.span.start]
    return bool(_GIVEN_NAME.search(before))


def _is_nickname(reading: Reading, quoted: Quoted) -> bool:
    """`Robert "Bobby" Scott`: inside or between the parts of a name."""
    if len(_WORD.findall(reading.slice(quoted.inner))) > 3:
        return False
    around = [e.span for e in reading.entities.touching(quoted.span) if e.label == "PERSON"]
    if any(s.start < quoted.span.start and quoted.span.end < s.end for s in around):
        return True
    before = re.search(r"[^\W\d_a-z][\w.'’-]*\s$", reading.text[max(0, quoted.span.start - 30) : quoted.span.start])
    after = re.match(r"\s[^\W\d_a-z][\w'’-]+", reading.text[quoted.span.end : quoted.span.end + 30])
    return bool(
        before
        and after
        and reading.slice(quoted.inner)[:1].isupper()
        and _is_title_case(_WORD.findall(reading.slice(quoted.inner)))
    )


def _is_title_case(words: list[str]) -> bool:
    longer = [w for w in words if w.casefold() not in load("en").small_words]
    return (
        bool(longer)
        and all(w[0].isupper() or w[0].isdigit() for w in longer)
        and (len(words) > 1 or longer[0][0].isupper())
    )


def _ends_sentence(reading: Reading, quoted: Quoted) -> bool:
    return reading.text[quoted.span.end : quoted.span.end + 1] in (".", "!", "?")


def _stands_alone(reading: Reading, quoted: Quoted) -> bool:
    """Whether a sentence or a paragraph begins with the stretch."""
    lead = reading.before_in_paragraph(quoted.span.start)
    before = reading.slice(lead) if lead else ""
    return not before or before[-1] in '.!?:”"' or bool(re.search(r"[.!?]['’)]$", before))


def content_words(reading: Reading, span: Span) -> int:
    """Words in a span."""
    return len(_WORD.findall(reading.slice(span)))
