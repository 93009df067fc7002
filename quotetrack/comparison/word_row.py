"""Which words does a text consist of, and in what form is each of them compared?

`clean` reads the text as people see it: without invisible signs, with one form for each mark, and with the way back to
its offsets. A `WordRow` then reads words: "don't" becomes "do not", "1,000" becomes "1000", "colour" becomes "color".
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache

from quotetrack.language import load
from quotetrack.records import Span
from quotetrack.text import fold_letters

TURNED = "\ue000"
"""A sign for a place where letters run backwards (U+202E and the like): readers see something else there."""

_ONE_FORM = str.maketrans(
    dict.fromkeys("’‘‚‛ʼʹ´`＇′", "'") | dict.fromkeys("“”„‟«»＂″", '"') | dict.fromkeys("‐‑‒–−﹣－", "-") | {"―": "—"}
)
# Signs that most texts have beyond ASCII: a text with no others keeps its length.
_KEEPS_LENGTH = re.compile(r"[\x00-\x7f’‘“”–—£€\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f]*")
_UNSEEN = frozenset(
    "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u2060\u2061\u2062\u2063\u2064\u2066\u2068\u2069\ufeff"
)
_TURNING = frozenset("\u202b\u202d\u202e\u2067")
_GROUPING = frozenset("\u2009\u202f")  # thin spaces, which part thousands
_SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-", strict=True))


@dataclass(frozen=True)
class Cleaned:
    """A text as people see it.

    `origins` has, for each code point, the half-open stretch of the given text that it comes from; None where both
    texts have the same offsets.
    """

    text: str
    origins: tuple[Span, ...] | None = None

    def origin(self, start: int, end: int) -> Span:
        """The stretch of the given text that a non-empty stretch of this one comes from."""
        if self.origins is None:
            return Span(start, end)
        return Span(self.origins[start].start, self.origins[end - 1].end)


def clean(text: str) -> Cleaned:
    """The text as people see it, with one form for each mark and dash (Unicode UAX 15, UTS 39).

    Digits and ligatures become plain ones, accents are joined to their letters, powers are written with ^, and
    invisible signs go.
    """
    if _KEEPS_LENGTH.fullmatch(text):
        return Cleaned(text.translate(_ONE_FORM))
    made: list[str] = []
    origins: list[Span] = []
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        for character in _seen(text, at, end, made):
            made.append(character)
            origins.append(Span(at, end))
        at = end
    return Cleaned("".join(made), tuple(origins))


def _seen(text: str, at: int, end: int, made: list[str]) -> str:
    """How one sign with its accents is read, where `made` is what came of the text before it."""
    sign = text[at]
    before = made[-1] if made else ""
    if sign in _UNSEEN or "\ufe00" <= sign <= "\ufe0f":
        return ""
    if sign in _TURNING:
        return TURNED
    if sign in _GROUPING and before.isdigit():
        return "," if re.match(r"\d{3}(?!\d)", text[end : end + 4]) else " "
    if sign in _SUPERSCRIPTS:
        return _raised(text, at, made)
    plain = text[at:end].translate(_ONE_FORM)
    normal = plain if plain.isascii() else unicodedata.normalize("NFKC", plain).translate(_ONE_FORM)
    if "⁄" in normal:  # a fraction in one sign
        return (" " if before.isdigit() and len(normal) > 1 else "") + normal.replace("⁄", "/")
    return "".join(str(unicodedata.digit(c, c)) if c.isdigit() and not c.isascii() else c for c in normal)


def _raised(text: str, at: int, made: list[str]) -> str:
    """How a raised digit is read: as a power after a digit or a unit, as nothing after a word (a footnote's number)."""
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
    """The word with letters that look like Latin ones replaced; unchanged where another foreign letter is in it."""
    if word.isascii():
        return word
    read = "".join(_LOOKS.get(c, c) for c in word)
    foreign = [c for c in word if ("\u0370" <= c <= "\u052f")]
    return read if foreign and all(c in _LOOKS for c in foreign) else word


STAND_IN = "\ue001"
"""The form of words in brackets that stand for other words: "[the rocket]" for "it"."""

_NUMBER = r"""(?:\d+(?:[.,:]\d+)*|(?<![\w.])\.\d+)(?:/\d+(?![\d/]))?(?:\^-?\d+)?"""
_WORD_PATTERN = re.compile(
    rf"""(?P<sic>[\[(]\s*sic\s*[.!]?\s*[\])])
    |(?P<sign>(?<![\w.,)%])[-+](?=[$€£¥₹₩₽₺]?\.?\d)|(?<![\w<>])[±<>≤≥≈~](?=\s?[-+]?[$€£¥₹₩₽₺]?\.?\d))
    |(?P<number>{_NUMBER})
    |(?P<range>(?<=\d)-(?=\d))
    |(?P<masked>[^\W\d_]+(?:\*{{2,}}[^\W\d_]*|\*+[^\W\d_]+)|(?<![^\W_])[^\W\d_aeiou]-{{2,}}[^\W\d_]*
        |(?<![^\W_])[^\W\d_]{{2,5}}-{{3,}}(?![^\W_]))
    |(?P<standin>{STAND_IN})
    |(?P<dotted>(?<![^\W_])[^\W\d_](?:\.[^\W\d_])+\.?(?![^\W_]))
    |(?P<word>(?:\[[^\W\d_]\](?=[^\W\d_]))?[^\W\d_]+(?:'[^\W\d_]+)*(?:\[(?!sic\])[^\W\d_]{{1,4}}\])?)
    |(?P<currency>[$€£¥₹₩₽₺])
    |(?P<other>[%‰°&^{TURNED}])""",
    re.VERBOSE | re.IGNORECASE,
)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?")
_CONTRACTED = re.compile(r"(?P<verb>[^\W\d_]+)(?P<not>n't)|(?P<before>[^\W\d_]+)(?P<short>'(?:re|ve|ll|m|d))")
_IS = re.compile(r"(?P<before>it|he|she|that|there|here|what|who|where|how)(?P<short>'s)")
_SHORTENED = {"'re": "are", "'ve": "have", "'ll": "will", "'m": "am", "'d": "'d", "'s": "is"}
_SPELT_SIGNS = {
    "%": "percent", "‰": "permille", "$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₹": "rupee", "₩": "won",
    "₽": "rouble", "₺": "lira", "&": "and", "°": "degree", "minus": "-", "plus": "+",
}  # fmt: skip
_IRREGULAR = {"ca": "can", "wo": "will", "sha": "shall", "ai": "is"}
_SCALES = {"k": "thousand", "m": "million", "mn": "million", "bn": "billion", "b": "billion", "tn": "trillion"}


@dataclass(frozen=True, slots=True)
class ComparedWord:
    """A word of a text: where it stands, and the form in which it is compared.

    `written` is one number for all words that are written without a break, such as "did" and "n't", or "£", "2.6" and
    "m": no cut may go through these.
    """

    span: Span
    form: str
    written: int = 0


class WordRow:
    """A text as a row of words; offsets are code points of the text as it was given."""

    def __init__(self, text: str, read_as: str | None = None) -> None:
        """`read_as` is a text of the same length from which words are read instead, with STAND_IN for brackets."""
        self.text = text
        self.words = _read(text) if read_as is None else tuple(_widened(word, text) for word in _read(read_as))

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """The words in the forms in which they are compared."""
        return tuple(word.form for word in self.words)

    @cached_property
    def known(self) -> frozenset[str]:
        """The set of forms."""
        return frozenset(self.forms)

    def span(self, first: int, last: int) -> Span:
        """Where words `first` to `last` (half-open, at least one) stand in the text."""
        return Span(self.words[first].span.start, self.words[last - 1].span.end)

    def slice(self, first: int, last: int) -> str:
        """The text of words `first` to `last` (half-open), as it is written."""
        return self.text[slice(*self.span(first, last))] if first < last else ""

    def gap(self, at: int, end: int | None = None) -> str:
        """The text between word `at` and the next one; after the last word, up to `end` or the text's end."""
        stop = self.words[at + 1].span.start if at + 1 < len(self.words) else end
        return self.text[self.words[at].span.end : stop]

    def bracketed(self, at: int) -> WordRow:
        """The words in the brackets of word `at`, which must be a stand-in."""
        start, end = self.words[at].span
        return WordRow(self.text[start + 1 : end - 1])

    def meant(self, first: int, last: int) -> list[str]:
        """The forms of words `first` to `last` (half-open); for a stand-in the forms within its brackets."""
        found: list[str] = []
        for at in range(first, last):
            found += self.bracketed(at).forms if self.forms[at] == STAND_IN else [self.forms[at]]
        return found

    def is_inside(self, at: int) -> bool:
        """Whether the words before and at `at` are written without a break."""
        return 0 < at < len(self.words) and self.words[at - 1].written == self.words[at].written

    def is_number(self, at: int) -> bool:
        """Whether a word is written in digits."""
        return self.words[at].form[:1].isdigit()

    def is_of_number(self, at: int) -> bool:
        """Whether word `at` is written without a break with a number: "kg" of "5kg", the dash of "10-15"."""
        first, last = at, at + 1
        while self.is_inside(first):
            first -= 1
        while self.is_inside(last):
            last += 1
        return any(map(self.is_number, range(first, last)))


def _widened(word: ComparedWord, text: str) -> ComparedWord:
    """A word in brackets with the whole bracket as its span."""
    if word.form != STAND_IN:
        return word
    return ComparedWord(Span(word.span.start, text.index("]", word.span.start) + 1), STAND_IN, word.written)


@lru_cache(maxsize=512)
def _read(text: str) -> tuple[ComparedWord, ...]:
    """The words of a text with their forms."""
    cleaned = clean(text)
    found: list[ComparedWord] = []
    written, last = 0, -1
    for piece in _WORD_PATTERN.finditer(cleaned.text):
        if piece.lastgroup == "sic":  # the word is nobody's
            continue
        if not _is_joined(cleaned.text, piece, last, found):
            written += 1
        last = piece.end()
        for start, end, form in _forms(piece, found, joined=bool(found) and found[-1].written == written):
            found.append(ComparedWord(cleaned.origin(piece.start() + start, piece.start() + end), form, written))
    return tuple(_with_percent(_in_digits(found, text)))


def _is_joined(text: str, piece: re.Match[str], last: int, found: list[ComparedWord]) -> bool:
    """Whether a word belongs to the one before it: both are parts of a number, with its sign, currency and unit."""
    between = text[last : piece.start()]
    if between not in ("", " "):
        return False
    if between and found and found[-1].form.isdigit() and re.fullmatch(r"\d/\d{1,2}", piece.group()):  # 2½
        return True
    numeric = piece.lastgroup in ("number", "currency", "range") or piece.group() in ("%", "‰", "°", "^")
    before = found[-1].form if found else ""
    if piece.start() != last:  # "> 5", "45 %" and "± 3"
        return before in tuple("±<>≤≥≈~") or (before[:1].isdigit() and piece.group() in ("%", "‰"))
    counts = before[:1].isdigit() or before in _SIGN_FORMS
    return counts if piece.lastgroup != "sign" and (numeric or piece.lastgroup == "word") else before in _CURRENCIES


_CURRENCIES = frozenset(_SPELT_SIGNS[sign] for sign in "$€£¥₹₩₽₺")
_SIGN_FORMS = frozenset({*_CURRENCIES, *"-+±<>≤≥≈~", "to"})


def _forms(piece: re.Match[str], found: list[ComparedWord], joined: bool) -> list[tuple[int, int, str]]:
    """The words that a piece of text stands for, as (start, end, form); offsets are within the piece."""
    text = fold_letters(latin(piece.group()))
    size = len(piece.group())
    kind = piece.lastgroup
    if "[" in text:  # "[W]e", "[i]t's" and "support[ed]"
        return _unbracketed(text, size)
    if kind == "number":
        return [(0, size, _number(text))]
    if kind == "range":
        return [(0, size, "to")]
    if kind == "dotted":
        return [(0, size, text.replace(".", ""))]
    if kind == "masked":
        return [(0, size, re.sub(r"[*-]+", "*", text))]
    if kind != "word":
        return [(0, size, _SPELT_SIGNS.get(text, text))]
    if joined and found[-1].form[:1].isdigit():
        return [(0, size, _unit(text, found))]
    if len(text) != size or "'" not in text:
        return [(0, 3, "can"), (3, size, "not")] if text == "cannot" else [(0, size, usual_spelling(_plain(text)))]
    return _contracted(text, size)


def _unbracketed(text: str, size: int) -> list[tuple[int, int, str]]:
    """The words of a piece with a letter or an ending in brackets, read without the brackets."""
    plain = re.sub(r"[\[\]]", "", text)
    found = _contracted(plain, size) if "'" in plain else [(0, size, usual_spelling(plain))]
    if len(found) == 1:
        return found
    (_, end, first), (_, _, second) = found
    end += 2 * text.startswith("[")
    return [(0, end, first), (end, size, second)]


def _number(text: str) -> str:
    grouped = _GROUPED.match(text)
    if grouped and not text[grouped.end() : grouped.end() + 1].isdigit():
        text = grouped.group().replace(",", "") + text[grouped.end() :]
    return f"0{text}" if text.startswith(".") else text


def _unit(text: str, found: list[ComparedWord]) -> str:
    """The form of a unit that is written to its number: after money, m is million."""
    money = len(found) > 1 and found[-2].form in _CURRENCIES and found[-2].written == found[-1].written
    return _SCALES.get(text, text) if money or text in ("bn", "tn", "mn") else text


def _contracted(text: str, size: int) -> list[tuple[int, int, str]]:
    if short := _CONTRACTED.fullmatch(text):
        if verb := short["verb"]:
            return [(0, len(verb), _IRREGULAR.get(verb, verb)), (len(verb), size, "not")]
        return [(0, len(short["before"]), short["before"]), (len(short["before"]), size, _SHORTENED[short["short"]])]
    if short := _IS.fullmatch(text):
        return [(0, len(short["before"]), short["before"]), (len(short["before"]), size, "is")]
    return [(0, size, usual_spelling(_plain(text)))]


def _plain(text: str) -> str:
    return _SPELT_SIGNS.get(text) or text.replace("'", "")


def usual_spelling(word: str) -> str:
    """The American spelling of a word that is spelt in two ways: organise, colour, centre, travelling."""
    known = load("en").spellings.get(word)
    if known:
        return known
    return re.sub(r"(?<=[a-z]{3})is(?=(?:e|ed|es|er|ers|ing|ation|ations)$)", "iz", word)


def stem(form: str) -> str:
    """The word without the ending of a verb or a plural."""
    return re.sub(r"(?<=[a-z]{3})(?:ing|ed|es|s|e)$", "", form)


def _in_digits(found: list[ComparedWord], text: str) -> list[ComparedWord]:
    """The words with spelt numbers in digits: thirty-one is 31, two hundred is 200."""
    made: list[ComparedWord] = []
    for word in found:
        value = load("en").number_values.get(word.form)
        last = made[-1] if made and _NEXT_TO.fullmatch(text[made[-1].span.end : word.span.start]) else None
        if value and last and value in "123456789" and len(last.form) == 2 and last.form[1] == "0" and _is_spelt(last):
            word = ComparedWord(Span(made.pop().span.start, word.span.end), last.form[0] + value, word.written)
        elif value:
            word = ComparedWord(word.span, value, word.written)
        elif last and word.form == "hundred" and len(last.form) == 1 and last.form.isdigit():
            word = ComparedWord(Span(made.pop().span.start, word.span.end), f"{last.form}00", word.written)
        made.append(word)
    return made


_NEXT_TO = re.compile(r"\s|\s?[-‐‑–]\s?")


def _is_spelt(word: ComparedWord) -> bool:
    """Whether a number is written in letters: it is longer than its digits."""
    return word.span.end - word.span.start > len(word.form) + 1


def _with_percent(found: list[ComparedWord]) -> list[ComparedWord]:
    """The words with "per cent" as one; it and "million" belong to the number before them, as % and m do."""
    made: list[ComparedWord] = []
    for word in found:
        if made and word.form == "cent" and made[-1].form == "per":
            word = ComparedWord(Span(made.pop().span.start, word.span.end), "percent", word.written)
        if made and word.form in _BELONGING and made[-1].form[0].isdigit():
            word = ComparedWord(word.span, word.form, made[-1].written)
        made.append(word)
    return made


_BELONGING = frozenset({"percent", *_SCALES.values()})
