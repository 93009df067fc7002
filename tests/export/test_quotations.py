"""Exporting a store: all that a search finds, without holding it, as rows."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from quotetrack.errors import QuotetrackError
from quotetrack.export import quotations as module
from quotetrack.export.quotations import find_all
from quotetrack.identity import save_people
from quotetrack.identity.people_file import FiledPerson
from quotetrack.lookup import search
from quotetrack.store import Store, open_store
from tests.news import articles, fill
from tests.store.builders import filled_store

EVERYTHING = 10**6


@pytest.mark.parametrize(
    ("query", "filters"),
    [
        ("", {}),
        ("", {"act": "any"}),
        ("", {"act": "belief"}),
        ("", {"kind": "indirect"}),
        ("", {"speaker": "calder"}),
        ("", {"speaker": "Ruth Calder", "outlet": "coast courier"}),
        ("", {"speaker_kind": "unnamed"}),
        ("", {"affiliation": "harbour trust"}),
        ("", {"since": "2024-03", "until": "2024-03-14"}),
        ("park", {}),
        ("park", {"speaker": "Calder"}),
        ("ferry late", {}),
        ("学", {}),  # within a word: by a scan
        ("?", {}),
        ("nothing of the kind", {}),
        ("par* NOT café", {"advanced": True}),
    ],
)
def test_it_holds_what_search_finds_in_the_order_of_ingest(store: Store, query: str, filters: dict[str, Any]) -> None:
    found = {hit.id: hit for hit in search(store, query, limit=EVERYTHING, **filters)}
    rows = list(find_all(store, query, **filters))
    assert [row.hit.id for row in rows] == sorted(found)
    for row in rows:
        hit = found[row.hit.id]
        assert row.hit.quotation == hit.quotation and row.hit.article == hit.article
        assert row.hit.excerpt == hit.excerpt, "the words that were looked for are marked as search marks them"
        # What a search weighs, an export does not.
        assert row.as_dict() == {**hit.as_dict(), "score": 0.0, "identifiers": {}}


@pytest.mark.parametrize(
    ("query", "filters", "said"),
    [
        ("", {"kind": "loud"}, "no kind"),
        ("", {"act": "dance"}, "no act"),
        ("", {"since": "soon"}, "not a date"),
        ("AND", {"advanced": True}, "not a valid FTS5 expression"),
    ],
)
def test_what_makes_no_sense_is_told_before_anything_is_read(
    store: Store, query: str, filters: dict[str, Any], said: str
) -> None:
    with pytest.raises(QuotetrackError, match=said):
        find_all(store, query, **filters)


@pytest.fixture
def known(tmp_path: Path) -> Iterator[Store]:
    """A store whose people file knows two of those who speak."""
    path = tmp_path / "news.db"
    fill(path, list(articles()))
    trust = FiledPerson("Harbour Trust", "organization", (), (), {"ror": "012345abc"})
    calder = FiledPerson("Ruth A. Calder", "person", ("Ruth Calder",), (), {"wikidata": "Q5", "desk": "=1+1"})
    with open_store(path) as opened:
        save_people(opened, [trust, calder])
        yield opened


def test_ids_of_the_people_file_stand_with_the_speaker(known: Store) -> None:
    rows = [row.as_dict() for row in find_all(known, act="any")]
    ids = {row["speaker"]["name"]: row["identifiers"] for row in rows}
    assert ids.pop("Ruth Calder") == {"wikidata": "Q5", "desk": "=1+1"}
    assert ids.pop("Harbour Trust") == {"ror": "012345abc"}
    assert ids and not any(ids.values())


def test_the_text_comes_with_the_quotation_where_it_is_asked_for(store: Store) -> None:
    for row in find_all(store, texts=True):
        assert row.source is not None
        pieces = [row.source.text[start:end] for start, end in row.hit.quotation.content]
        assert " ".join(pieces) == row.hit.quotation.text
    assert all(row.source is None for row in find_all(store))


def test_only_as_many_are_looked_up_as_are_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[int] = []
    load = module.load_hits

    def counted(store: Store, ids: list[int], **more: Any) -> Any:
        taken.append(len(ids))
        return load(store, ids, **more)

    monkeypatch.setattr(module, "load_hits", counted)
    monkeypatch.setattr(module, "_BATCH_SIZE", 8)
    with open_store(filled_store(tmp_path / "news.db", 20), readonly=True) as opened:
        rows = find_all(opened)
        assert taken == []
        assert len(list(islice(rows, 9))) == 9 and taken == [8, 8]
        assert 9 + len(list(rows)) == 80 and max(taken) == 8


def test_memory_does_not_grow_with_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_BATCH_SIZE", 50)
    small, large = (_peak(filled_store(tmp_path / f"{size}.db", size)) for size in (50, 400))
    assert large < 1.5 * small


def _peak(path: Path) -> int:
    """The most memory that Python held at once while a store was gone through, in bytes."""
    with open_store(path, readonly=True) as opened:
        count = sum(1 for _ in find_all(opened, texts=True))  # what is kept for the next time is in place then
        tracemalloc.start()
        assert sum(1 for _ in find_all(opened, texts=True)) == count > 150
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return peak
