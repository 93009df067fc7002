"""Which words does a text consist of, and in what form is each of them compared?

First `clean` reads the text as people see it: without signs that cannot be seen, with one form for each mark, offsets
kept. Then a `WordRow` makes words of it: "don't" becomes "do not", "1,000" becomes "1000", "colour" becomes "color".
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
        for character in _seen(text, at, end, made):
            made.append(character)
            origins.append(Span(at, end))
        at = end
    return Cleaned("".join(made), tuple(origins))


def _seen(text: str, at: int, end: int, made: list[str]) -> str:
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


STAND_IN = "\ue001"
"""The form of words in brackets, which stand for others: "[the rocket]" for "it"."""

_NUMBER = r"""(?:\d+(?:[.,:]\d+)*|(?<![\w.])\.\d+)(?:/\d+(?![\d/]))?(?:\^-?\d+)?"""
_WORD = re.compile(
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
_SIGNS = {
    "%": "percent", "‰": "permille", "$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₹": "rupee", "₩": "won",
    "₽": "rouble", "₺": "lira", "&": "and", "°": "degree", "minus": "-", "plus": "+",
}  # fmt: skip
_IRREGULAR = {"ca": "can", "wo": "will", "sha": "shall", "ai": "is"}
_SCALES = {"k": "thousand", "m": "million", "mn": "million", "bn": "billion", "b": "billion", "tn": "trillion"}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: where it stands, the form in which it is compared, and the number of what is written without a
    break: "did" and "n't", "£", "2.6" and "m" are of one number, for no cut goes through what is written as one."""

    span: Span
    form: str
    written: int = 0


class WordRow:
    """A text as a row of words; offsets are code points of the text as it was given."""

    def __init__(self, text: str, read_as: str | None = None) -> None:
        """`read_as` is a text of the same length that the words are read from; in it STAND_IN stands where in `text` a
        bracket opens."""
        self.text = text
        self.words = _read(text) if read_as is None else tuple(_widened(word, text) for word in _read(read_as))

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """The words in the forms in which they are compared."""
        return tuple(word.form for word in self.words)

    @cached_property
    def known(self) -> frozenset[str]:
        """The forms, each once."""
        return frozenset(self.forms)

    def span(self, first: int, last: int) -> Span:
        """Where words `first` to `last` (half-open, at least one) stand in the text."""
        return Span(self.words[first].span.start, self.words[last - 1].span.end)

    def slice(self, first: int, last: int) -> str:
        """The text of words `first` to `last` (half-open), as it is written."""
        return self.text[slice(*self.span(first, last))] if first < last else ""

    def gap(self, at: int, end: int | None = None) -> str:
        """What is written between a word and the next one; after the last word, up to `end` or the text's end."""
        stop = self.words[at + 1].span.start if at + 1 < len(self.words) else end
        return self.text[self.words[at].span.end : stop]

    def bracketed(self, at: int) -> WordRow:
        """The words in the brackets that word `at`, a stand-in, is read for."""
        start, end = self.words[at].span
        return WordRow(self.text[start + 1 : end - 1])

    def meant(self, first: int, last: int) -> list[str]:
        """The forms of words `first` to `last` (half-open), of words in brackets those in the brackets."""
        found: list[str] = []
        for at in range(first, last):
            found += self.bracketed(at).forms if self.forms[at] == STAND_IN else [self.forms[at]]
        return found

    def is_inside(self, at: int) -> bool:
        """Whether the place before word `at` is inside of what is written without a break."""
        return 0 < at < len(self.words) and self.words[at - 1].written == self.words[at].written

    def is_number(self, at: int) -> bool:
        """Whether a word is written in digits."""
        return self.words[at].form[:1].isdigit()

    def is_of_number(self, at: int) -> bool:
        """Whether a word is written as one with a number: "kg" of "5kg", the dash of "10-15"."""
        first, last = at, at + 1
        while self.is_inside(first):
            first -= 1
        while self.is_inside(last):
            last += 1
        return any(map(self.is_number, range(first, last)))


def _widened(word: Word, text: str) -> Word:
    """A word in brackets with the whole bracket as its span."""
    if word.form != STAND_IN:
        return word
    return Word(Span(word.span.start, text.index("]", word.span.start) + 1), STAND_IN, word.written)


@lru_cache(maxsize=512)
def _read(text: str) -> tuple[Word, ...]:
    """The words; "don't" stands for two ("do not"), "1,000" and "1000" have one form, and so have "organise"
    and "organize"."""
    cleaned = clean(text)
    found: list[Word] = []
    written, last = 0, -1
    for piece in _WORD.finditer(cleaned.text):
        if piece.lastgroup == "sic":  # no word of anybody's
            continue
        if not _is_joined(cleaned.text, piece, last, found):
            written += 1
        last = piece.end()
        for start, end, form in _forms(piece, found, joined=bool(found) and found[-1].written == written):
            found.append(Word(cleaned.origin(piece.start() + start, piece.start() + end), form, written))
    return tuple(_with_percent(_in_digits(found, text)))


def _is_joined(text: str, piece: re.Match[str], last: int, found: list[Word]) -> bool:
    """Whether a word is written together with the one before it: parts of a number, its sign, currency and unit."""
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


_CURRENCIES = frozenset(_SIGNS[sign] for sign in "$€£¥₹₩₽₺")
_SIGN_FORMS = frozenset({*_CURRENCIES, *"-+±<>≤≥≈~", "to"})


def _forms(piece: re.Match[str], found: list[Word], joined: bool) -> list[tuple[int, int, str]]:
    """The words that a piece of text stands for: where in it, and their forms."""
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
        return [(0, size, _SIGNS.get(text, text))]
    if joined and found[-1].form[:1].isdigit():
        return [(0, size, _unit(text, found))]
    if len(text) != size or "'" not in text:
        return [(0, 3, "can"), (3, size, "not")] if text == "cannot" else [(0, size, usual_spelling(_plain(text)))]
    return _contracted(text, size)


def _unbracketed(text: str, size: int) -> list[tuple[int, int, str]]:
    """The words of a text with a letter or an ending in brackets, as without these."""
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


def _unit(text: str, found: list[Word]) -> str:
    """A unit written to its number: of money, m is million."""
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
    return _SIGNS.get(text) or text.replace("'", "")


def usual_spelling(word: str) -> str:
    """The American form of what is spelt in two ways: organise, colour, centre, travelling."""
    known = load("en").spellings.get(word)
    if known:
        return known
    return re.sub(r"(?<=[a-z]{3})is(?=(?:e|ed|es|er|ers|ing|ation|ations)$)", "iz", word)


def stem(form: str) -> str:
    """A word without the ending of a verb or a plural."""
    return re.sub(r"(?<=[a-z]{3})(?:ing|ed|es|s|e)$", "", form)


def _in_digits(found: list[Word], text: str) -> list[Word]:
    """Numbers in words as numbers in digits: thirty-one is 31, two hundred is 200."""
    made: list[Word] = []
    for word in found:
        value = load("en").number_values.get(word.form)
        last = made[-1] if made and _NEXT_TO.fullmatch(text[made[-1].span.end : word.span.start]) else None
        if value and last and value in "123456789" and len(last.form) == 2 and last.form[1] == "0" and _is_spelt(last):
            word = Word(Span(made.pop().span.start, word.span.end), last.form[0] + value, word.written)
        elif value:
            word = Word(word.span, value, word.written)
        elif last and word.form == "hundred" and len(last.form) == 1 and last.form.isdigit():
            word = Word(Span(made.pop().span.start, word.span.end), f"{last.form}00", word.written)
        made.append(word)
    return made


_NEXT_TO = re.compile(r"\s|\s?[-‐‑–]\s?")


def _is_spelt(word: Word) -> bool:
    """Whether a number is written in letters: it takes up more than its digits."""
    return word.span.end - word.span.start > len(word.form) + 1


def _with_percent(found: list[Word]) -> list[Word]:
    """ "per cent" is one word; it and "million" belong to the number before them, as % and m do."""
    made: list[Word] = []
    for word in found:
        if made and word.form == "cent" and made[-1].form == "per":
            word = Word(Span(made.pop().span.start, word.span.end), "percent", word.written)
        if made and word.form in _BELONGING and made[-1].form[0].isdigit():
            word = Word(word.span, word.form, made[-1].written)
        made.append(word)
    return made


_BELONGING = frozenset({"percent", *_SCALES.values()})
