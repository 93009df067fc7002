"""One article with all that is quoted in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quotetrack.errors import NotFoundError
from quotetrack.identity import dedupe
from quotetrack.lookup.articles import ArticleView, show_article
from quotetrack.store import Store, open_store
from tests.news import FERRY, PARKING
from tests.store.builders import article, said
from tests.store.test_write import FIRST, SECOND, THIRD, version


def words(view: ArticleView) -> list[str]:
    """The quotations, out of the article's text by where they stand."""
    return ["".join(view.text[slice(*span)] for span in spoken.quotation.content) for spoken in view.quotations]


def test_an_article_has_its_text_and_its_quotations_in_order(store: Store) -> None:
    view = show_article(store, 1)
    assert (view.text, view.article.outlet, view.article.url) == (
        PARKING,
        "The Morning Lamp",
        "https://lamp.example/parking",
    )
    assert words(view)[:2] == ["Nobody needs to park. Not here", "50% of us don’t drive"]
    assert [spoken.quotation.text for spoken in view.quotations] == words(view)
    assert [[name for _, name in spoken.speakers] for spoken in view.quotations] == [
        ["Ruth Calder"], ["Conor O’Brien"], ["Ruth Calder"], ["Ruth Calder"], [],
    ]  # fmt: skip
    assert (view.number, len(view.versions), view.changes) == (1, 1, ())
    assert (view.run["command"], view.run["pack"]) == ("test", "en 0.0.1")


def test_what_is_inside_another_quotation_follows_it(store: Store) -> None:
    view = show_article(store, 2)
    assert view.text == FERRY
    outer, inner = view.quotations[1:3]
    assert (outer.quotation.depth, inner.quotation.depth, inner.quotation.parent) == (0, 1, outer.quotation.id)


def test_speakers_are_canonical(tmp_path: Path) -> None:
    with open_store(tmp_path / "quotes.db", create=True) as store:
        run = store.start_run()
        for number, name in enumerate(["Sen. Ruth Calder", "Ruth Calder"]):
            line = f"“We will close 1{number} piers,” said {name}."
            quotation = said(line, f"We will close 1{number} piers", name, mention=name)
            store.save_article(article(line, url=f"https://n.example/{number}"), [quotation], run)
        dedupe(store)
        (one,), (other,) = (show_article(store, id).quotations[0].speakers for id in (1, 2))
    assert one == other


def test_a_version_holds_what_it_kept_where_it_stands_now(tmp_path: Path) -> None:
    with open_store(tmp_path / "quotes.db", create=True) as store:
        run = store.start_run()
        for lines in (FIRST, SECOND, THIRD):
            store.save_article(*version(lines), run)
        views = [show_article(store, id) for id in (1, 2, 3)]
    assert words(views[0]) == ["We will close 12 piers", "Nobody asked us", "It was raining that day"]
    assert words(views[1]) == ["Nobody asked us", "We will close 15 piers", "The ferry sails at noon"]
    assert words(views[2]) == words(views[1])
    assert [spoken.kept for spoken in views[1].quotations] == [True, False, False]
    kept, changed, _ = views[1].quotations
    assert kept.quotation.attribution.cue == () and changed.quotation.attribution.cue != ()
    assert kept.speakers[0][1] == "Owen Pike" and views[2].quotations[0].speakers[0][1] == "Ina Voss"
    assert [(view.number, len(view.versions)) for view in views] == [(1, 3), (2, 3), (3, 3)]
    assert views[0].changes == ()
    assert [change.state for change in views[1].changes] == ["changed", "vanished", "appeared"]
    assert [(change.speaker_before, change.speaker_now) for change in views[2].changes] == [("Owen Pike", "Ina Voss")]
    assert json.loads(json.dumps(views[2].as_dict()))["version"] == 3


@pytest.mark.parametrize("number", [0, 5, 2**63, 10**30])
def test_an_article_that_is_not_there(store: Store, number: int) -> None:
    with pytest.raises(NotFoundError, match=f"No article has the number {number} "):
        show_article(store, number)


def test_as_json(store: Store) -> None:
    found = json.loads(json.dumps(show_article(store, 1).as_dict()))
    assert (found["article_id"], found["text"], found["version"]) == (1, PARKING, 1)
    first = found["quotations"][0]
    assert (first["text"], first["quotation_id"], first["speakers"][0]["name"]) == (
        "Nobody needs to park. Not here",
        1,
        "Ruth Calder",
    )
