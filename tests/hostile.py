"""Articles that try to be more than data: marks, line ends, markup, formulas, signs that turn the text around."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quotetrack.records import Affiliation, Article, Quotation, Speaker
from tests.store.builders import article, said, span_of

WORDS = (
    '</script><script>alert("x")</script>',
    "=HYPERLINK(“https://bad.example”, 'pay')",
    "left \u202eright\u202c and \u2067on\u2069",
    "one\nline, two\r\nlines, \u2028three\u2029lines",
    '{"@id": "https://bad.example", "@type": "Person"}',
    "@type",
    "_:speaker1",
    "the 🌊 came, e\u0301 and \U0001f469\u200d\U0001f680",
    "a\ttab, a back\\slash, a \x1b[31mred\x07 bell",
    "Ünï\u00adcödé; \"quoted\", 'twice'",
)
TEXT = "\ufeff🌊 Before.\n" + "".join(f"{words} said it.\n" for words in WORDS)
PLAIN = "The pilot said she 🌊 “would not\n\nsail on”. No name, no address."


def articles() -> Iterator[tuple[Article, list[Quotation]]]:
    """One article with all of it in words, names, titles and addresses, one that has neither address nor date."""
    more: dict[str, Any] = {
        "role": "chair\nof \u202eall",
        "affiliations": ('The "Trust"', "Old; Board"),
        "claims": (
            Affiliation("Old; Board", "chair\nof \u202eall", "former", span_of(TEXT, "Before")),
            Affiliation('The "Trust"', None, "current", span_of(TEXT, "🌊 B")),
        ),
        "joint": (Speaker("</script> & Co", "organization"), Speaker("Odd 'One'", "person", "ex-pilot")),
        "via": "Wire <agency>",
    }
    url = 'https://x.example/a b/"<c>"?q=ü|\u202e#{1}'
    given = {"title": 'Ha, "ha";\n</title>', "author": "A\u202eB", "outlet": "The\nLamp", "published": "2024-03-14"}
    quotations = [said(TEXT, words, f"Eve “{n}” \u202eName", **more) for n, words in enumerate(WORDS)]
    yield article(TEXT, url=url, **given), quotations
    parted = said(PLAIN, "would not", "The Pilot", kind="mixed")
    both = (span_of(PLAIN, "would not"), span_of(PLAIN, "sail on"))
    yield (
        article(PLAIN, id="./in box/pilot.txt", url="javascript:alert(1)"),
        [Quotation(parted.id, "mixed", "speech", "would not\nsail on", both, parted.attribution)],
    )
