"""The types of a page's request, its answer and its address: plain values, without anything of Datasette."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urlencode

from quotetrack.store import Store

Format = Literal["html", "json", "csv", "atom"]
Value = str | int | None


@dataclass(frozen=True)
class Addresses:
    """The addresses of the pages of a store.

    `database` is the name of the store in Datasette, `root` the address of its page there ("/news"), and `static` the
    folder of style sheets and scripts. Fields that are empty or None are left out of an address.
    """

    database: str
    root: str
    static: str

    def search(self, format: str = "", **fields: Value) -> str:
        """The page of search results."""
        return self._address("", format, fields)

    def quotation(self, id: str | int, format: str = "") -> str:
        """The page of a quotation, by the store's number or by its id."""
        return self._address(f"/quotation/{id}", format, {})

    def speaker(self, id: int, format: str = "", **fields: Value) -> str:
        """The page of a canonical speaker, by number."""
        return self._address(f"/speaker/{id}", format, fields)

    def article(self, id: int, quotation: str | None = None, format: str = "") -> str:
        """The page of an article, by number, at the quotation of that id if one is given."""
        return self._address(f"/article/{id}", format, {}) + (f"#q-{quotation}" if quotation else "")

    def check(self, format: str = "", **fields: Value) -> str:
        """The page that checks words or a draft."""
        return self._address("/check", format, fields)

    def review(self, format: str = "", **fields: Value) -> str:
        """The page of the questions that wait for a person."""
        return self._address("/review", format, fields)

    def judge(self) -> str:
        """The address to which a judgement is sent."""
        return self._address("/review/judge", "", {})

    def undo(self) -> str:
        """The address to which the number of a judgement is sent that is taken back."""
        return self._address("/review/undo", "", {})

    def overview(self, format: str = "") -> str:
        """The page that tells what is in the store."""
        return self._address("/overview", format, {})

    def asset(self, name: str) -> str:
        """A style sheet or script of this plugin."""
        return f"{self.static}/{name}"

    def _address(self, path: str, format: str, fields: dict[str, Value]) -> str:
        given = {name: value for name, value in fields.items() if value not in (None, "")}
        ending = f".{format}" if format else ""
        return f"{self.root}/-/quotes{path}{ending}" + (f"?{urlencode(given)}" if given else "")


@dataclass(frozen=True)
class PageRequest:
    """A request for a page.

    `path` are the named parts of its address, and `fields` the values of the query string and the form by name.
    `origin` stands before an address that must be complete ("https://quotes.example"). `who` is the name of the
    signed-in user, None for a stranger, and `may_review` tells whether they may judge here.
    """

    addresses: Addresses
    path: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, Sequence[str]] = field(default_factory=dict)
    format: Format = "html"
    origin: str = ""
    who: str | None = None
    may_review: bool = False

    def text(self, name: str) -> str:
        """Returns the first value of a field without white space around it, "" where there is none."""
        return next(iter(self.fields.get(name, ())), "").strip()

    def given(self, name: str) -> str | None:
        """Returns the first value of a field, None where there is none or it is blank."""
        return self.text(name) or None

    def number(self, name: str, *, usual: int, most: int) -> int:
        """Returns a field as a number from 0 to `most`, or `usual` where it is missing or no number."""
        value = self.text(name)
        return min(int(value), most) if value.isascii() and value.isdigit() and len(value) < 10 else usual


@dataclass(frozen=True)
class Page:
    """An answer that is shown: a template of templates/quotetrack/ with its fields, and the same content as JSON."""

    template: str
    title: str
    fields: Mapping[str, Any]
    as_json: Mapping[str, Any]
    status: int = 200


@dataclass(frozen=True)
class File:
    """An answer that is no page: its text and content type, and the name under which a browser saves it, if any."""

    text: str
    content_type: str
    name: str | None = None


@dataclass(frozen=True)
class Redirect:
    """An answer that sends the browser to another address and shows a message there."""

    address: str
    message: str | None = None


Answer = Page | File | Redirect
Answering = Callable[[Store, PageRequest], Answer]


@dataclass(frozen=True)
class Route:
    """A page: its address below `/DATABASE/-/quotes`, a regular expression without the format, and what answers.

    A page that `writes` takes only POST, from those who may review. One that `posts` also takes POST, but only reads.
    It may take `patience` times Datasette's own time limit.
    """

    path: str
    answer: Answering
    formats: tuple[Format, ...] = ("html", "json")
    posts: bool = False
    writes: bool = False
    patience: float = 1.0
