"""Text made comparable: without case, diacritics and typography."""

from __future__ import annotations

import re
import unicodedata

# Letters that Unicode does not take apart into a base letter and a mark (ß is casefold's own).
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"}
)
_SIGNS = str.maketrans(
    dict.fromkeys("‘’‚‛‹›´ʼ＇", "'") | dict.fromkeys("“”„‟«»＂″", '"') | dict.fromkeys("‐‑‒–—―−", "-")
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")


def fold_letters(text: str) -> str:
    """Text without case, diacritics and typographic variants; the length may change."""
    if text.isascii():
        return text.lower()
    taken_apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in taken_apart if not unicodedata.combining(c)).casefold().translate(_LETTERS)


def fold(text: str) -> str:
    """Text without case, diacritics, kinds of marks and dashes, invisible characters and runs of white space."""
    return " ".join(fold_characters(text).split())


def fold_characters(text: str) -> str:
    """As `fold`, each code point by itself: white space stays."""
    if not text.isascii():
        # All that most texts have beyond ASCII; looking for these first makes folding five times faster.
        text = text.replace("’", "'").replace("“", '"').replace("”", '"').replace("–", "-").replace("—", "-")
        if not text.isascii():
            text = _INVISIBLE.sub("", text).translate(_SIGNS)
    return fold_letters(text)
