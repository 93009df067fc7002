"""Writes quotations as an Atom feed and as CSV."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from quotetrack import wording as say
from quotetrack.export.addresses import quotation_address, text_address, web_address
from quotetrack.export.quotations import columns
from quotetrack.export.tables import csv_lines
from quotetrack.lookup.hits import Hit

if TYPE_CHECKING:
    from feedgen.entry import FeedEntry

    from quotetrack.lookup.hits import Arrival
    from quotetrack.web.request import PageRequest

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TITLE_LENGTH = 100  # code points of a quotation in the title of its entry


def as_atom(
    asked: PageRequest,
    title: str,
    fields: Mapping[str, Any],
    hits: Sequence[Hit],
    arrivals: Mapping[int, Arrival],
    latest: str | None,
) -> str:
    """Returns an Atom feed of quotations, in the order of `hits`, as XML.

    `fields` are the fields of the search, `arrivals` tell when the articles were added, by number, and `latest` is when
    anything was last added to the store. An entry's id is made from the address of the article and the quotation's id,
    as in the linked data that `export` writes: it is the same for every search and in every store.
    """
    from feedgen.feed import FeedGenerator

    page = asked.origin + asked.addresses.search(**fields)
    feed = FeedGenerator()
    feed.id(quotation_address("feed", page, ""))
    feed.title(_plain(title))
    feed.author({"name": f"quotetrack: {_plain(asked.addresses.database)}"})
    feed.link(href=page, rel="alternate", type="text/html")
    feed.link(href=asked.origin + asked.addresses.search("atom", **fields), rel="self", type="application/atom+xml")
    feed.updated(max((_moment(arrival.added_at) for arrival in arrivals.values()), default=_moment(latest)))
    feed.generator("quotetrack")
    for hit in hits:
        _add_entry(asked, feed.add_entry(order="append"), hit, arrivals[hit.article.id])
    return str(feed.atom_str(pretty=True).decode())


def _add_entry(asked: PageRequest, entry: FeedEntry, hit: Hit, arrival: Arrival) -> None:
    said, article, who = hit.quotation, hit.article, say.who(hit.quotation)
    source = web_address(article.url)
    entry.id(quotation_address("quotation", source or text_address(arrival.sha256), said.id))
    entry.title(_plain(f"{who}: {say.in_marks(said, say.shortened(said.text, _TITLE_LENGTH))}"))
    entry.author({"name": _plain(who)})
    # There is only one link: feedgen 1.0 leaves out `rel` in entries, and two links of one kind make a feed invalid.
    entry.link(href=asked.origin + asked.addresses.quotation(hit.id))
    entry.updated(_moment(arrival.added_at))
    if article.published:
        entry.published(_moment(article.published))
    where = say.dotted(article.outlet, say.day(article.published), article.title or article.name)
    words = say.in_marks(said, said.text)
    withdrawn = say.withdrawn(hit.withdrawn) if hit.withdrawn else None
    lines = (words, withdrawn, "", say.dotted(who, say.stated(said)), where, source)
    entry.content(_plain("\n".join(line for line in lines if line is not None)), type="text")


def _plain(text: str) -> str:
    """Returns text without characters that XML cannot hold or that would steer a page."""
    return _NOT_IN_XML.sub("\ufffd", say.visible(text))


def _moment(stamp: str | None) -> datetime:
    """Reads a day or time of the store, in UTC unless it names a zone; anything else becomes 1 January 1970."""
    try:
        moment = datetime.fromisoformat(stamp or "")
    except ValueError:
        return datetime.fromtimestamp(0, UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def as_csv(hits: Sequence[Hit]) -> str:
    """Returns quotations as CSV with the columns of `quotetrack search --format csv`; column names come first."""
    return "".join(csv_lines((hit.as_dict() for hit in hits), columns()))
