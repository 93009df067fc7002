"""T53: one search over quotations, speakers, organisations and articles."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from quotetrack.lookup import search_all
from quotetrack.store import Store


def test_each_kind_is_found(store: Store) -> None:
    found = search_all(store, "calder")
    assert found.quotations == []
    assert [speaker.name for speaker in found.speakers] == ["Ruth Calder", "Tim Calder"]
    names = {article.article.name for article in found.articles}
    assert names == {"https://lamp.example/parking", "https://coast.example/ferry", "ministry.txt"}
    harbour = search_all(store, "Harbour").as_dict()
    assert harbour["organizations"] == [
        {"organization_id": 1, "name": "Harbour Trust", "names": ("Harbour Trust",), "quotations": 2, "speakers": 1}
    ]
    assert [speaker["name"] for speaker in harbour["speakers"]] == ["Harbour Trust"]


def test_articles_show_where_the_words_are(store: Store) -> None:
    (text,) = search_all(store, "asked").articles
    assert [piece for piece, marked in text.excerpt.pieces() if marked] == ["asked"]
    assert text.quotations == 4, "what is no speech is not counted"
    (title,) = search_all(store, "fall out").articles
    assert title.excerpt.text == "Calder and O’Brien fall out over parking"
    assert "fall out" in title.as_dict()["excerpt"]


def test_limit_holds_for_each_kind(store: Store) -> None:
    found = search_all(store, "the", limit=1)
    assert (len(found.quotations), len(found.articles)) == (1, 1)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30))
def test_any_string_is_a_query(store: Store, query: str) -> None:
    search_all(store, query)
