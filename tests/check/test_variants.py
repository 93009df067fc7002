"""One utterance in all its printings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from quotetrack.check.variants import Printing, variants
from quotetrack.errors import NotFoundError
from quotetrack.records import Article, Quotation
from quotetrack.store import Store, open_store
from tests.news import fill
from tests.store.builders import article, said

LEAD = "The council met in the rain on Monday evening. {said}\n\nNobody asked a question, and the hall was dark."
WORDS = "We will close 12 of the old piers before the winter storms"


def printing(
    key: str, words: str, published: str | None, outlet: str, text: str | None = None, **more: str
) -> tuple[Article, list[Quotation]]:
    written = (text or LEAD).format(said=f"“{words},” said Ruth Calder.")
    given = article(written, url=f"https://n.example/{key}", published=published, outlet=outlet)
    return given, [said(written, words, more.get("name", "Ruth Calder"))]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    printings = [
        printing(
            "late", WORDS.replace("12", "15"), "2024-03-09", "Valley Post", "Ruth Calder spoke out. {said} She left."
        ),
        printing("first", WORDS, "2024-03-07", "Coast Courier"),
        printing("copy", WORDS, "2024-03-08", "City Wire"),
        printing("part", "We will not close 12 of the old piers", None, "Evening Ledger", "In short: {said}"),
        printing("other", "The ferry is late again, as it was in spring", "2024-03-07", "Coast Courier"),
        printing("echo", WORDS, "2024-03-10", "Valley Post", "An echo. {said}", name="Owen Pike"),
    ]
    fill(tmp_path / "quotes.db", printings)
    with open_store(tmp_path / "quotes.db", readonly=True) as opened:
        yield opened


def told(printings: list[Printing]) -> list[tuple[str | None, list[tuple[str, str, str]], tuple[str, ...], bool]]:
    return [
        (p.hit.article.outlet, [(d.op, d.asked, d.held) for d in p.differences], p.guards, p.copy_of is not None)
        for p in printings
    ]


EXPECTED = [
    ("Coast Courier", [], (), False),
    ("City Wire", [], (), True),
    ("Valley Post", [("replace", "15", "12")], ("number",), False),
    ("Evening Ledger", [("delete", "not", "")], ("negation",), False),
]


@pytest.mark.parametrize("key", ["first", "late", "part"])
def test_all_printings_are_found_from_any_of_them(store: Store, key: str) -> None:
    (row,) = store.rows(
        "SELECT q.id FROM quotations q JOIN articles a ON a.id = article_id WHERE url LIKE ?", [f"%/{key}"]
    )
    assert told(variants(store, row["id"])) == EXPECTED


def test_the_same_words_of_somebody_else_are_no_printing(store: Store) -> None:
    (row,) = store.rows("SELECT q.id FROM quotations q JOIN articles a ON a.id = article_id WHERE url LIKE '%/echo'")
    assert [p.hit.quotation.attribution.name for p in variants(store, row["id"])] == ["Owen Pike"]


def test_nothing_else_is_a_printing(store: Store) -> None:
    (row,) = store.rows("SELECT q.id FROM quotations q JOIN articles a ON a.id = article_id WHERE url LIKE '%/other'")
    assert len(variants(store, row["id"])) == 1


def test_an_id_that_is_not_there(store: Store) -> None:
    with pytest.raises(NotFoundError, match="No quotation has the id"):
        variants(store, "ffffffffffff")


def test_as_json(store: Store) -> None:
    (row,) = store.rows("SELECT q.id FROM quotations q JOIN articles a ON a.id = article_id WHERE url LIKE '%/late'")
    last = variants(store, row["id"])[2].as_dict()
    assert last["guards"] == ["number"]
    assert last["copy_of"] is None
    assert last["outlet"] == "Valley Post"
