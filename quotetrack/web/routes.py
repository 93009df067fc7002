"""The table of pages by address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import Request, Response

from quotetrack.web import stores
from quotetrack.web.pages import article, check, overview, quotation, review, search, speaker
from quotetrack.web.request import Route
from quotetrack.web.serving import view_of

if TYPE_CHECKING:
    from datasette.app import Datasette  # which loads this plugin while it is loaded itself

ROUTES = (
    Route("", search.answer, formats=("html", "json", "csv", "atom"), patience=3),
    Route(r"/quotation/(?P<id>[^/.]+)", quotation.answer),
    Route(r"/speaker/(?P<id>\d+)", speaker.answer),
    Route(r"/article/(?P<id>\d+)", article.answer),
    Route("/check", check.answer, posts=True, patience=3),
    Route("/review", review.answer),
    Route("/review/judge", review.judge, writes=True),
    Route("/review/undo", review.undo, writes=True),
    Route("/overview", overview.answer, patience=10),
)


def registered() -> list[tuple[str, Any]]:
    """Returns the addresses as regular expressions, each with the view that answers, for Datasette."""
    return [(r"^/-/quotes$", choose), *map(view_of, ROUTES)]


async def choose(datasette: Datasette, request: Request) -> Response:
    """Leads to the pages of the only store, or lists the stores that there are."""
    found = {name: stores.addresses(datasette, name).search() for name in await stores.names(datasette, request.actor)}
    if len(found) == 1:
        return Response.redirect(next(iter(found.values())))
    fields = {"stores": found, "title": "Stores"}
    return Response.html(await datasette.render_template("quotetrack/stores.html", fields, request=request))
