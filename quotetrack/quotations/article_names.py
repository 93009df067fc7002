"""What tells of a name in an article beside the model: titles before it, and phrases that tell a name in use."""

from __future__ import annotations

import re
from collections.abc import Set

from quotetrack.language import load

ALIAS = re.compile(
    r"(?:\b(?:who|and)\s(?:also\s)?(?:goes|went|performs|performed|records|recorded|tours|posts|posted|publishes|blogs"
    r"|is known"
    r"|was known"
    r"|(?:asked|wished|wanted|preferred|chose|agreed) to be (?:identified|named|called|known|quoted))\s"
    r"(?:(?:only|simply|online|on stage|professionally|there)\s)?"
    r"(?:by|as|under)\s(?:(?:the|her|his|their)\s(?:\w+\s)?(?:name|alias|pseudonym|nickname|handle)\s(?:of\s)?)?"
    r"|\bknown\s(?:only|simply)\s(?:as|by)\s"
    r"|\bgave\s(?:her|his|their)\s(?:\w+\s)?name\s(?:only\s)?as\s)[“\"‘']?$"
)
"""What tells the name that somebody uses: `the producer, who goes by`."""
_TITLE = re.compile(r"\b(?P<title>[^\W\d_]+)\.?\s(?=(?P<word>[^\W\d_][\w’'-]*))")
_WHOSE = re.compile(r"['’]s$")


def words_after_titles(text: str) -> Set[str]:
    """Words that stand after somebody's title anywhere: Mr Ruiz is a man."""
    after = (title["word"] for title in _TITLE.finditer(text) if title["title"].casefold() in load("en").honorifics)
    return {_WHOSE.sub("", word) for word in after}
