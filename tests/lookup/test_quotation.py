"""One quotation in its context."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotetrack.errors import NotFoundError
from quotetrack.lookup import search, show
from quotetrack.store import Store, open_store
from tests.news import FERRY, PARKING, articles, copied, fill


def id_of(store: Store, words: str) -> str:
    return search(store, words, act="any")[0].quotation.id


def test_context_is_the_paragraph_with_its_neighbours(store: Store) -> None:
    view = show(store, id_of(store, "50% drive"))
    start, end = view.context
    assert view.context_text == PARKING[start:end]
    assert view.context_text.startswith("“Nobody needs to park.")
    assert view.context_text.endswith("“the multi-agent plan”.")
    assert (view.speaker, view.run["pack"]) == ("Conor O’Brien", "en 0.0.1")


def test_context_at_the_ends_of_an_article(store: Store) -> None:
    last = show(store, id_of(store, "keys"))
    assert last.context_text.endswith("“Where are the keys”")
    first = show(store, id_of(store, "ferry late"))
    assert first.context_text == FERRY


def test_parents_and_children(store: Store) -> None:
    inner = show(store, id_of(store, '"wait for the tide" captain'))
    assert [child.text for child in inner.children] == ["wait for the tide"]
    assert inner.parent is None
    child = show(store, inner.children[0].id)
    assert child.parent and child.parent.id == inner.quotation.id
    assert child.as_dict()["parent_quotation"]["text"] == "the captain told her “wait for the tide”"


def test_by_the_stores_number_too(store: Store) -> None:
    (hit,) = search(store, "nasa")
    assert show(store, hit.id) == show(store, str(hit.id)) == show(store, f" {hit.quotation.id.upper()} ")


@pytest.mark.parametrize("id", ["", "zebra", "0123456789ab", "999", "1e3", "٣", "9" * 30, "\0", "' OR 1"])
def test_an_id_that_is_not_there(store: Store, id: str) -> None:
    with pytest.raises(NotFoundError, match=r"No quotation has the id .* `quotetrack search .* WORDS` prints them"):
        show(store, id)


def test_a_copy_of_the_text_is_named(tmp_path: Path) -> None:
    original = next(articles())
    copies = [
        copied(original, "https://b.example/", "2023-11-08"),
        copied(original, "https://a.example/", "2023-11-05"),
    ]
    fill(tmp_path / "copies.db", [original, *copies])
    with open_store(tmp_path / "copies.db", readonly=True) as store:
        view = show(store, original[1][0].id)
        assert view.article.url == "https://a.example/", "published first"
        assert [article.url for article in view.also_in] == ["https://lamp.example/parking", "https://b.example/"]
        assert view.as_dict()["also_in"][0]["outlet"] == "The Morning Lamp"
