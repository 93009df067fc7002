"""Text as a reader sees it: without signs that cannot be seen, letters and marks in one form, offsets kept."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from quotetrack.records import Span

TURNED = "\ue000"
"""Stands where letters are turned round (U+202E and the like): what is seen there is not what is written."""

_MARKS = str.maketrans(
    dict.fromkeys("’‘‚‛ʼʹ´`＇′", "'") | dict.fromkeys("“”„‟«»＂″", '"') | dict.fromkeys("‐‑‒–−﹣－", "-") | {"―": "—"}
)
# The marks that most texts have beyond ASCII: a text with no other signs keeps its length.
_PLAIN = re.compile(r"[\x00-\x7f’‘“”–—£€\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f]*")
_INVISIBLE = frozenset(
    "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u2060\u2061\u2062\u2063\u2064\u2066\u2068\u2069\ufeff"
)
_TURNING = frozenset("\u202b\u202d\u202e\u2067")
_GROUPING = frozenset("\u2009\u202f")  # thin spaces, which part thousands
_SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-", strict=True))


@dataclass(frozen=True)
class Cleaned:
    """A text as it is read, and for each code point of it the stretch of the given text (half-open) that it comes from;
    no stretches where the two are of one length."""

    text: str
    origins: tuple[Span, ...] | None = None

    def origin(self, start: int, end: int) -> Span:
        """The stretch of the given text that a stretch of this one, which is not empty, comes from."""
        if self.origins is None:
            return Span(start, end)
        return Span(self.origins[start].start, self.origins[end - 1].end)


def clean(text: str) -> Cleaned:
    """The text with one form for each mark and dash, digits and ligatures as plain letters and digits, accents joined
    to their letters, powers written with ^, and nothing that cannot be seen (Unicode UAX 15, UTS 39)."""
    if _PLAIN.fullmatch(text):
        return Cleaned(text.translate(_MARKS))
    made: list[str] = []
    origins: list[Span] = []
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        for character in _read(text, at, end, made):
            made.append(character)
            origins.append(Span(at, end))
        at = end
    return Cleaned("".join(made), tuple(origins))


def _read(text: str, at: int, end: int, made: list[str]) -> str:
    """What a letter with its accents is read as, after what was made of the text before it."""
    sign = text[at]
    before = made[-1] if made else ""
    if sign in _INVISIBLE or "\ufe00" <= sign <= "\ufe0f":
        return ""
    if sign in _TURNING:
        return TURNED
    if sign in _GROUPING and before.isdigit():
        return "," if re.match(r"\d{3}(?!\d)", text[end : end + 4]) else " "
    if sign in _SUPERSCRIPTS:
        return _raised(text, at, made)
    plain = text[at:end].translate(_MARKS)
    normal = plain if plain.isascii() else unicodedata.normalize("NFKC", plain).translate(_MARKS)
    if "⁄" in normal:  # a fraction in one sign
        return (" " if before.isdigit() and len(normal) > 1 else "") + normal.replace("⁄", "/")
    return "".join(str(unicodedata.digit(c, c)) if c.isdigit() and not c.isascii() else c for c in normal)


def _raised(text: str, at: int, made: list[str]) -> str:
    """A raised digit: a power after a digit or a unit, nothing after a word (there it calls a footnote)."""
    digit = _SUPERSCRIPTS[text[at]]
    if at and text[at - 1] in _SUPERSCRIPTS:
        return digit if "^" in made[-4:] else ""
    before = re.search(r"(\d|(?<![^\W\d_])[^\W\d_]{1,2})$", "".join(made[-3:]))
    return f"^{digit}" if before else ""


# Letters of other alphabets that look like Latin ones (UTS 39, those that are alike in most fonts).
_LOOKS = dict(
    zip(
        "аеорсухіјѕһԁԛԝАВЕКМНОРСТУХІЈЅԚԜαορνικυτΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
        "aeopcyxijshdqwABEKMHOPCTYXIJSQWaopvikutABEZHIKMNOPTYX",
        strict=True,
    )
)


def latin(word: str) -> str:
    """A word in Latin letters where all its others look like some; any other word as it is."""
    if word.isascii():
        return word
    read = "".join(_LOOKS.get(c, c) for c in word)
    foreign = [c for c in word if ("\u0370" <= c <= "\u052f")]
    return read if foreign and all(c in _LOOKS for c in foreign) else word
