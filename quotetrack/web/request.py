"""What a page is asked and what it answers with, and where the pages are: plain values, nothing of Datasette."""

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
    """The pages' addresses. `database` is the name of the store in Datasette, `root` the address of its page there
    ("/news"), `static` where the style sheets are."""

    database: str
    root: str
    static: str

    def search(self, format: str = "", **fields: Value) -> str:
        """Search results; a field is left out where it is empty or None."""
        return self._at("", format, fields)

    def quotation(self, id: str | int, format: str = "") -> str:
        """One quotation, by the store's number or by its id."""
        return self._at(f"/quotation/{id}", format, {})

    def speaker(self, id: int, format: str = "", **fields: Value) -> str:
        """A canonical speaker, by number."""
        return self._at(f"/speaker/{id}", format, fields)

    def article(self, id: int, quotation: str | None = None, format: str = "") -> str:
        """An article, by number; at the quotation of that id."""
        return self._at(f"/article/{id}", format, {}) + (f"#q-{quotation}" if quotation else "")

    def check(self, format: str = "", **fields: Value) -> str:
        """The page that checks words or a draft."""
        return self._at("/check", format, fields)

    def review(self, format: str = "", **fields: Value) -> str:
        """The questions that wait for a person."""
        return self._at("/review", format, fields)

    def judge(self) -> str:
        """Where judgements are sent to."""
        return self._at("/review/judge", "", {})

    def undo(self) -> str:
        """Where it is sent that a judgement is taken back."""
        return self._at("/review/undo", "", {})

    def overview(self, format: str = "") -> str:
        """What is in the store."""
        return self._at("/overview", format, {})

    def asset(self, name: str) -> str:
        """A style sheet or script of ours."""
        return f"{self.static}/{name}"

    def _at(self, path: str, format: str, fields: dict[str, Value]) -> str:
        given = {name: value for name, value in fields.items() if value not in (None, "")}
        ending = f".{format}" if format else ""
        return f"{self.root}/-/quotes{path}{ending}" + (f"?{urlencode(given)}" if given else "")


@dataclass(frozen=True)
class PageRequest:
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
class Redirect:
    """An answer that leads to another address, with a message to show there."""

    address: str
    message: str | None = None


Answer = Page | File | Redirect
Answering = Callable[[Store, PageRequest], Answer]


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
