"""The page of an article: its text with every quotation marked, and beside it a list of who says what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quotetrack.lookup.articles import ArticleView, Spoken, show_article
from quotetrack.records import Quotation
from quotetrack.store import Store
from quotetrack.text import paragraphs
from quotetrack.web.request import Addresses, Answer, Page, PageRequest
from quotetrack.wording import verdicts
from quotetrack.wording.marked import Marked, Piece, classes, cut, mark, told

_MOST_SPEAKERS = 200
_MOST_LISTED = 100
"""The most speakers in the list, and the most quotations of each: the minutes of a court may have thousands."""
_SHOWN_AT_ONCE = 6
"""The number of quotations of one speaker that the list shows before it is opened."""
_MOST_LINES = 4
"""The most quotations of which a piece shows the speakers on hover, the innermost first."""
_MOST_CHANGES = 50
_MOST_VERSIONS = 20


@dataclass(frozen=True)
class Shown:
    """A piece of the text as the page shows it.

    `who` tells who speaks there, a line each. `begins` are the ids of the quotations that begin there, the innermost
    first, and `address` is that of the first of them.
    """

    text: str
    classes: str = ""
    who: str = ""
    begins: tuple[str, ...] = ()
    address: str | None = None


@dataclass(frozen=True)
class Group:
    """A speaker and what they say in the article; `id` is None for unknown speakers."""

    id: int | None
    name: str
    quotations: Sequence[Spoken]

    @property
    def first(self) -> Sequence[Spoken]:
        """The quotations that are shown at once; no single one is left to be opened."""
        return self.quotations if len(self.quotations) == _SHOWN_AT_ONCE + 1 else self.quotations[:_SHOWN_AT_ONCE]

    @property
    def rest(self) -> Sequence[Spoken]:
        """The quotations that are shown when the list is opened."""
        return self.quotations[len(self.first) : _MOST_LISTED]

    @property
    def left_out(self) -> int:
        """The number of quotations that the list leaves out."""
        return max(0, len(self.quotations) - _MOST_LISTED)


def answer(store: Store, asked: PageRequest) -> Answer:
    """Answers with the page of an article."""
    view = show_article(store, int(asked.path["id"]))
    if asked.format != "html":
        return Page("article.html", _title(view), {}, view.as_dict())
    shown = list(_paragraphs(view, asked.addresses))
    anchored = {id for pieces in shown for piece in pieces for id in piece.begins}
    groups = list(_groups(spoken for spoken in view.quotations if spoken.quotation.act != "not_speech"))
    fields = {
        "view": view,
        "article": view.article,
        "link": verdicts.link(view.article.url),
        "paragraphs": shown,
        "classes": {name for pieces in shown for piece in pieces for name in piece.classes.split()},
        "anchored": anchored,
        "groups": groups[:_MOST_SPEAKERS],
        "left_out": max(0, len(groups) - _MOST_SPEAKERS),
        "speakers": sum(group.id is not None for group in groups),
        "said": sum(spoken.quotation.act != "not_speech" for spoken in view.quotations),
        "not_speech": Group(None, "", [s for s in view.quotations if s.quotation.act == "not_speech"]),
        "versions": view.versions[-_MOST_VERSIONS:],
        "changes": view.changes[:_MOST_CHANGES],
        "changes_left_out": max(0, len(view.changes) - _MOST_CHANGES),
    }
    return Page("article.html", _title(view), fields, {})


def _title(view: ArticleView) -> str:
    return view.article.title or view.article.name


def _paragraphs(view: ArticleView, to: Addresses) -> Iterator[list[Shown]]:
    """Yields the pieces of each paragraph of the text."""
    quotations = [spoken.quotation for spoken in view.quotations]
    addresses = {spoken.quotation.id: to.quotation(spoken.id) for spoken in view.quotations}
    lines = {quotation.id: told(quotation) for quotation in quotations}
    begun: set[str] = set()
    for pieces in cut(view.text, paragraphs(view.text), mark(quotations)):
        shown = []
        for piece in pieces:
            begins = _begins(piece, begun)
            begun.update(begins)
            shown.append(_shown(piece, begins, lines, addresses))
        yield shown


def _begins(piece: Piece[Quotation], begun: set[str]) -> tuple[str, ...]:
    """Returns the ids of the quotations whose content begins in a piece, the innermost first."""
    return tuple(dict.fromkeys(m.of.id for m in piece.over if _is_content(m) and m.of.id not in begun))


def _is_content(marked: Marked[Quotation]) -> bool:
    return marked.part == "content"


def _shown(piece: Piece[Quotation], begins: tuple[str, ...], lines: dict[str, str], addresses: dict[str, str]) -> Shown:
    if not piece.over:
        return Shown(piece.text)
    # Who says these words comes before whose source they name, as "the captain" within what somebody else says.
    over = list(dict.fromkeys(m.of.id for m in sorted(piece.over, key=lambda m: not _is_content(m))))
    who = [lines[id] for id in over[:_MOST_LINES]] + ["…"] * (len(over) > _MOST_LINES)
    return Shown(
        piece.text,
        classes(piece),
        "\n".join(dict.fromkeys(who)),
        begins,
        addresses[begins[0]] if begins else None,
    )


def _groups(quotations: Iterable[Spoken]) -> Iterator[Group]:
    """Yields the speakers in the order of their first quotations, and last the quotations of unknown speakers."""
    said: dict[int | None, list[Spoken]] = {}
    names: dict[int | None, str] = {None: "Unknown speaker"}
    for spoken in quotations:
        for id, name in spoken.speakers or ((None, names[None]),):
            names[id] = name
            said.setdefault(id, []).append(spoken)
    unknown = said.pop(None, [])
    yield from (Group(id, names[id], found) for id, found in said.items())
    if unknown:
        yield Group(None, names[None], unknown)
