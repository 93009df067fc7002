"""An article with everything that is quoted in it marked, and a list of who says what at its side."""

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

_SPEAKERS = 200
_LISTED = 100
"""Speakers at the side at most, and quotations of each: a court's minutes have thousands, and all are in the text."""
_OPEN = 6
"""Quotations of one speaker that the side shows without being opened."""
_LINES = 4
"""Quotations that a piece tells the speakers of, the innermost first."""
_CHANGES = 50
_VERSIONS = 20


@dataclass(frozen=True)
class Shown:
    """A piece of the text as the page has it: its classes, who speaks there, a line each, the ids of the quotations
    that begin there, and the address of the innermost of these."""

    text: str
    classes: str = ""
    who: str = ""
    begins: tuple[str, ...] = ()
    address: str | None = None


@dataclass(frozen=True)
class Group:
    """A speaker with what they say in the article; `id` is None where nobody knows who it is."""

    id: int | None
    name: str
    quotations: Sequence[Spoken]

    @property
    def first(self) -> Sequence[Spoken]:
        """What is shown at once: all but a single one."""
        return self.quotations if len(self.quotations) == _OPEN + 1 else self.quotations[:_OPEN]

    @property
    def rest(self) -> Sequence[Spoken]:
        """What is shown when asked for."""
        return self.quotations[len(self.first) : _LISTED]

    @property
    def left_out(self) -> int:
        """How many are not in the list."""
        return max(0, len(self.quotations) - _LISTED)


def answer(store: Store, asked: PageRequest) -> Answer:
    """The page of an article."""
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
        "groups": groups[:_SPEAKERS],
        "left_out": max(0, len(groups) - _SPEAKERS),
        "speakers": sum(group.id is not None for group in groups),
        "said": sum(spoken.quotation.act != "not_speech" for spoken in view.quotations),
        "not_speech": Group(None, "", [s for s in view.quotations if s.quotation.act == "not_speech"]),
        "versions": view.versions[-_VERSIONS:],
        "changes": view.changes[:_CHANGES],
        "changes_left_out": max(0, len(view.changes) - _CHANGES),
    }
    return Page("article.html", _title(view), fields, {})


def _title(view: ArticleView) -> str:
    return view.article.title or view.article.name


def _paragraphs(view: ArticleView, to: Addresses) -> Iterator[list[Shown]]:
    """The text in paragraphs, these in pieces."""
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
    """The quotations that a piece is the first to show content of, the innermost first."""
    return tuple(dict.fromkeys(m.of.id for m in piece.over if _is_content(m) and m.of.id not in begun))


def _is_content(marked: Marked[Quotation]) -> bool:
    return marked.part == "content"


def _shown(piece: Piece[Quotation], begins: tuple[str, ...], lines: dict[str, str], addresses: dict[str, str]) -> Shown:
    if not piece.over:
        return Shown(piece.text)
    # Whose words these are goes before whose source they name: "The captain" within what somebody else says.
    over = list(dict.fromkeys(m.of.id for m in sorted(piece.over, key=lambda m: not _is_content(m))))
    who = [lines[id] for id in over[:_LINES]] + ["…"] * (len(over) > _LINES)
    return Shown(
        piece.text,
        classes(piece),
        "\n".join(dict.fromkeys(who)),
        begins,
        addresses[begins[0]] if begins else None,
    )


def _groups(quotations: Iterable[Spoken]) -> Iterator[Group]:
    """Who speaks, in the order in which they begin to; last what nobody is known to have said."""
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
