"""Every kind of page, by an address that the store has."""

from __future__ import annotations

import json
from urllib.parse import quote
from urllib.request import urlopen

from tests.browser.conftest import Served
from tests.browser.hostile import WORDS

PAGES = (
    "search", "nothing found", "search by speaker", "speakers found", "organizations found", "articles found",
    "quotation", "speaker", "article", "check", "checked words", "review", "unknown speakers", "overview", "not there",
)  # fmt: skip


def address_of(served: Served, page: str) -> str:
    """Below /news/-/quotes."""
    fixed = {
        "search": "",
        "nothing found": "?q=zyzzyva",
        "speakers found": "?q=velk&show=speakers",
        "organizations found": "?q=port&show=organizations",
        "articles found": "?q=truce&show=articles",
        "check": "/check",
        "checked words": f"/check?q={quote('a photo, not a plan')}&by=Velk",
        "review": "/review",
        "unknown speakers": "/review?show=unknown",
        "overview": "/overview",
        "not there": "/speaker/999999",
    }
    if page in fixed:
        return fixed[page]
    hit = first_hit(served, "truce", speaker="velk")
    return {
        "search by speaker": f"?q=&speaker={quote('#' + str(hit['speaker_id']))}",
        "quotation": f"/quotation/{hit['quotation_id']}",
        "speaker": f"/speaker/{hit['speaker_id']}",
        "article": f"/article/{hit['article_id']}",
    }[page]


def hostile_addresses(served: Served) -> dict[str, str]:
    """Every page on which the hostile article shows."""
    hit = first_hit(served, "zyxw")
    words = quote(WORDS)
    return {
        "search": "?q=zyxw",
        "search for markup": f"?q={quote('<script>window.hurt = 1</script>')}",
        "speakers": "?q=bold&show=speakers",
        "organizations": "?q=evil&show=organizations",
        "articles": "?q=zyxw&show=articles",
        "a facet": f"?q=zyxw&outlet={quote(hit['outlet'])}",
        "quotation": f"/quotation/{hit['quotation_id']}",
        "speaker": f"/speaker/{hit['speaker_id']}",
        "article": f"/article/{hit['article_id']}",
        "check": f"/check?q={words}&by={quote('<i>Eve</i>')}",
        "overview": "/overview",
    }


def first_hit(served: Served, words: str, **fields: str) -> dict[str, object]:
    """The first quotation that a search finds."""
    more = "".join(f"&{name}={quote(value)}" for name, value in fields.items())
    with urlopen(f"{served.at('.json')}?q={quote(words)}{more}", timeout=30) as response:
        hits: list[dict[str, object]] = json.load(response)["results"]
    return hits[0]
