"""What a page is asked and what it answers with: plain values, nothing of Datasette."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from quotetrack.store import Store
from quotetrack.web.addresses import Addresses

Format = Literal["html", "json", "csv", "atom"]


@dataclass(frozen=True)
class Asked:
    """A request for a page.

    `path` are the named parts of its address, `fields` the query string's or form's values by name, in order;
    `origin` is what goes before an address that has to be whole ("https://quotes.example"); `who` is how the signed-in
    actor is called (None for a stranger), `may_review` whether they may judge here.
    """

    addresses: Addresses
    path: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, Sequence[str]] = field(default_factory=dict)
    format: Format = "html"
    origin: str = ""
    who: str | None = None
    may_review: bool = False

    def text(self, name: str) -> str:
        """The first value of a field without white space around it, "" where there is none."""
        return next(iter(self.fields.get(name, ())), "").strip()

    def given(self, name: str) -> str | None:
        """The first value of a field, None where there is none or it is blank."""
        return self.text(name) or None

    def number(self, name: str, *, usual: int, most: int) -> int:
        """A field as a number from 0 to `most`; `usual` where it is missing or no number."""
        value = self.text(name)
        return min(int(value), most) if value.isascii() and value.isdigit() and len(value) < 10 else usual


@dataclass(frozen=True)
class Page:
    """An answer that is shown: the template (of templates/quotetrack/) with its fields, the same as a JSON value."""

    template: str
    title: str
    fields: Mapping[str, Any]
    as_json: Mapping[str, Any]
    status: int = 200


@dataclass(frozen=True)
class File:
    """An answer that is no page: its text, its content type, and the name to save it under, if it is to be saved."""

    text: str
    content_type: str
    name: str | None = None


@dataclass(frozen=True)
class Elsewhere:
    """An answer that leads to another address, with a message to show there."""

    address: str
    message: str | None = None


Answer = Page | File | Elsewhere
Answering = Callable[[Store, Asked], Answer]


@dataclass(frozen=True)
class Route:
    """A page's address below `/DATABASE/-/quotes`, as a regular expression without the format, and what answers.

    `writes` for one that takes only POST, from those who may review; `posts` for one that takes POST too and only
    reads. `patience` is how many times Datasette's own time limit it may take.
    """

    path: str
    answer: Answering
    formats: tuple[Format, ...] = ("html", "json")
    posts: bool = False
    writes: bool = False
    patience: float = 1.0
