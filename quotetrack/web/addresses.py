"""Where the pages of a store are: addresses below /DATABASE/-/quotes."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

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
