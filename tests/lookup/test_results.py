"""A search for a page: what `search` finds, within bounds, with counts and facets."""

from __future__ import annotations

import importlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from quotetrack.errors import QuotetrackError
from quotetrack.lookup import results, search, search_all
from quotetrack.lookup.hits import find_arrivals, last_added
from quotetrack.lookup.names import name_of, suggest_speakers
from quotetrack.lookup.results import ResultPage, find_unknown, search_page
from quotetrack.store import Store, open_store
from tests.store.builders import article, filled_store, said

finding = importlib.import_module("quotetrack.lookup.search")  # which the function of that name hides

FILTERS: list[dict[str, Any]] = [
    {},
    {"speaker": "calder"},
    {"speaker": "voss", "affiliation": "harbour trust"},
    {"affiliation": "Finch & Daughters", "kind": "direct"},
    {"outlet": "example news", "since": "2024-05"},
    {"outlet": "Nobody's News"},
    {"speaker_kind": "unknown", "until": "2024-03"},
    {"kind": "mixed"},
]
QUERIES = ["", "budget", "the bridge", "bridge will zebra", "7 3", "udge", "?", "zebra", "on by", "WILL"]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Eighty articles of four quotations."""
    path = filled_store(tmp_path_factory.mktemp("search_page") / "many.db", 80)
    with open_store(path, readonly=True) as opened:
        yield opened


@pytest.fixture(params=["as it is", "all words common", "nothing listed", "most words common"])
def bounds(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The ways in which quotations are found in a large store, taken in a small one."""
    few = {"as it is": 10_000, "nothing listed": 0}.get(request.param, 5)
    monkeypatch.setattr(finding, "_RANKED_AT_MOST", few)
    monkeypatch.setattr(finding, "_LISTED_AT_MOST", 0 if request.param != "all words common" else 50)
    if request.param == "most words common":
        monkeypatch.setattr(finding, "_is_common", lambda *given: True)
    return str(request.param)


def ids(found: ResultPage) -> list[int]:
    return [hit.id for hit in found.hits]


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("filters", FILTERS, ids=str)
def test_what_is_found_is_what_search_finds(many: Store, bounds: str, query: str, filters: dict[str, Any]) -> None:
    found = search_page(many, query, sort="date", limit=1000, **filters)
    if not found.matches.inside:
        assert ids(found) == [hit.id for hit in search(many, query, sort="date", limit=1000, **filters)]
    by_relevance = search_page(many, query, limit=1000, **filters)
    assert sorted(ids(by_relevance)) == sorted(ids(found))
    assert found.matches.looked_through is None
    assert found.totals["quotations"].count == len(found.hits)


@pytest.mark.parametrize("filters", FILTERS, ids=str)
@pytest.mark.parametrize("query", QUERIES)
def test_where_all_is_ranked_the_order_is_that_of_search(many: Store, query: str, filters: dict[str, Any]) -> None:
    expected = search(many, query, limit=20, offset=5, **filters)
    assert list(search_page(many, query, limit=20, offset=5, **filters).hits) == expected


@pytest.mark.parametrize("filters", FILTERS, ids=str)
@pytest.mark.parametrize("query", QUERIES)
def test_an_exact_search_gives_the_same_whatever_its_bounds(
    many: Store, bounds: str, monkeypatch: pytest.MonkeyPatch, query: str, filters: dict[str, Any]
) -> None:
    for name in ("_READ_ONE_BY_ONE", "_LOOKED_THROUGH_FOR_WORDS", "_RANKED_BEYOND"):
        monkeypatch.setattr(finding, name, 3)
    found = [[hit.id for hit in search(many, query, limit=limit, **filters)] for limit in (1, 7, 1000)]
    by_date = [[hit.id for hit in search(many, query, sort="date", limit=limit, **filters)] for limit in (1, 7, 1000)]
    monkeypatch.undo()
    whole = search(many, query, limit=1000, **filters)
    assert found == [[hit.id for hit in whole[:limit]] for limit in (1, 7, 1000)]
    assert whole == sorted(whole, key=lambda hit: -hit.score)
    latest = sorted(whole, key=lambda hit: hit.id)
    latest.sort(key=lambda hit: hit.article.published or "", reverse=True)
    assert by_date == [[hit.id for hit in latest[:limit]] for limit in (1, 7, 1000)]


@pytest.fixture
def a_dozen(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if twelve were very many."""
    monkeypatch.setattr(finding, "_RANKED_AT_MOST", 5)
    monkeypatch.setattr(finding, "_LISTED_AT_MOST", 5)
    monkeypatch.setattr(finding, "FIRST", 12)
    monkeypatch.setattr(finding, "_RANKED_OF_LAST", 20)
    monkeypatch.setattr(results, "FIRST", 12)


def test_of_very_many_those_added_last_are_ranked(many: Store, a_dozen: None) -> None:
    found = search_page(many, "budget", limit=50)
    everything = {hit.id: hit.score for hit in search(many, "budget", act="any", limit=1000)}
    last = sorted(everything, reverse=True)[:20]
    assert ids(found) == sorted(last, key=lambda id: (-everything[id], -id))[:12]
    assert [hit.score for hit in found.hits] == [pytest.approx(everything[id]) for id in ids(found)]
    assert found.matches.order == "added" and found.totals["quotations"].more


def test_of_very_many_that_pass_a_filter_the_latest_come_first(many: Store, a_dozen: None) -> None:
    found = search_page(many, "budget", limit=50, since="2024-02")
    latest = search(many, "budget", sort="date", limit=12, since="2024-02")
    assert ids(found) == [hit.id for hit in latest]
    assert found.matches.order == "latest" and found.totals["quotations"].more
    assert search_page(many, "budget", sort="date").matches.order == "date"


def test_words_of_most_quotations_are_not_ranked(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "_RANKED_AT_MOST", 0)
    monkeypatch.setattr(finding, "_LISTED_AT_MOST", 0)
    found = search_page(store, "the")
    assert found.matches.order == "latest"
    assert ids(found) == [hit.id for hit in search(store, "the", sort="date")]


def test_how_far_was_looked_is_told(many: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "_LOOKED_THROUGH", 30)
    monkeypatch.setattr(finding, "_LISTED_AT_MOST", 0)
    unknown = search_page(many, speaker_kind="unknown", limit=100)
    assert unknown.matches.looked_through == 30 and 0 < len(unknown.hits) < 30
    assert (
        search_page(many, speaker_kind="unknown", since="2024-09", until="2024-09", limit=100).matches.looked_through
        is not None
    )
    monkeypatch.setattr(finding, "_LOOKED_THROUGH", 320)
    assert search_page(many, speaker_kind="unknown", limit=100).matches.looked_through is None, "that is all there are"
    monkeypatch.setattr(finding, "_READ_ONE_BY_ONE", 30)
    assert search_page(many, "?").matches.looked_through == 30


def test_a_narrow_filter_reaches_all_however_old(many: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "_LOOKED_THROUGH", 30)
    found = search_page(many, speaker="pike", limit=1000)
    assert found.matches.looked_through is None
    assert ids(found) == [hit.id for hit in search(many, speaker="pike", limit=1000)]


def test_each_quotation_is_found_once(store: Store) -> None:
    """Also where two claims of one quotation name the organisations that are looked for."""
    found = search_page(store, affiliation="trust", limit=50)
    assert len(ids(found)) == len(set(ids(found))) > 0


def test_pages_follow_each_other(many: Store) -> None:
    whole = ids(search_page(many, "the", limit=1000))
    pages = [ids(search_page(many, "the", limit=30, offset=start)) for start in range(0, len(whole) + 30, 30)]
    assert [id for page in pages for id in page] == whole
    assert search_page(many, "the", limit=-1).found == search_page(many, "the", offset=10**9).found == []


def test_facets_count_what_was_found(many: Store) -> None:
    found = search_page(many, "budget", limit=1000)
    names = Counter(hit.quotation.attribution.name for hit in found.hits if hit.quotation.attribution.name)
    assert sum(value.count for value in found.facets["speaker"]) == sum(names.values())
    kinds = Counter(hit.quotation.kind for hit in found.hits)
    assert {value.value: value.count for value in found.facets["kind"]} == kinds
    years = [value.value for value in search_page(many, "", limit=1).facets["year"]]
    assert years == ["2024"]
    assert {value.value for value in found.facets["speaker_kind"]} <= {"person", "organization", "unnamed", "unknown"}


@pytest.mark.parametrize("facet", ["speaker", "affiliation", "outlet", "kind", "speaker_kind"])
def test_a_facet_leads_to_as_many_as_it_counts(store: Store, facet: str) -> None:
    facets = search_page(store).facets
    values = facets[facet]  # type: ignore[index]
    assert values
    for value in values:
        narrowed = search_page(store, **{facet: value.value})
        assert narrowed.totals["quotations"].count == value.count, value
        assert len(search(store, **{facet: value.value})) == value.count


def test_a_number_is_one_speaker_or_organisation(store: Store) -> None:
    (ruth,) = [v for v in search_page(store).facets["speaker"] if v.label == "Ruth Calder"]
    assert {hit.quotation.attribution.name for hit in search(store, speaker=ruth.value)} == {"Ruth Calder"}
    assert name_of(store, "canonical_speakers", ruth.value) == "Ruth Calder"
    assert name_of(store, "canonical_speakers", "calder") == "calder"
    assert name_of(store, "organizations", "#999") == "#999"
    for nothing in ("#999", "#", "#1x", "#" + "9" * 30):
        assert search(store, speaker=nothing) == search(store, affiliation=nothing) == []


def test_the_other_kinds(store: Store) -> None:
    found = search_page(store, "calder", show="speakers")
    assert [(one.name, one.articles, one.role, one.organization) for one in found.found] == [  # type: ignore[union-attr]
        ("Ruth Calder", 2, "chair", "the Lowland Water Board"),
        ("Tim Calder", 1, None, None),
    ]
    assert found.totals["articles"].count == 3 and found.totals["quotations"].count == 0
    assert [speaker.name for speaker in search_page(store, "calder").speakers] == ["Ruth Calder", "Tim Calder"]
    (trust,) = search_page(store, "harbour", show="organizations").found
    assert trust.as_dict() == {"organization_id": 1, "name": "Harbour Trust", "names": ("Harbour Trust",), "claims": 2}
    (asked,) = search_page(store, "asked", show="articles").found
    assert [piece for piece, marked in asked.excerpt.pieces() if marked] == ["asked"]  # type: ignore[union-attr]


@pytest.mark.parametrize("show", ["speakers", "organizations", "articles"])
def test_the_empty_query_lists_all_of_a_kind(store: Store, show: str) -> None:
    found = search_page(store, show=show)
    assert len(found.found) == found.totals[show].count > 1  # type: ignore[index]
    assert found.speakers == ()


def test_articles_that_very_many_words_find_are_the_latest(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results, "_RANKED_AT_MOST", 0)
    found = search_page(store, "said", show="articles")
    dates = [one.article.published or "" for one in found.found]  # type: ignore[union-attr]
    assert len(dates) == 4 and dates == sorted(dates, reverse=True)


def test_names_that_are_spelt_alike(store: Store) -> None:
    assert suggest_speakers(store, "Walensa") == ["Lech Wałęsa"]
    assert suggest_speakers(store, "Ruht Caldre")[0] == "Ruth Calder"
    assert suggest_speakers(store, "zebra") == suggest_speakers(store, "") == suggest_speakers(store, '"*\0') == []


def test_when_articles_came(store: Store) -> None:
    hits = search_page(store, "ferry").hits
    found = find_arrivals(store, hits)
    assert set(found) == {hit.article.id for hit in hits} and all(len(one.sha256) == 64 for one in found.values())
    assert last_added(store) == max(one.added_at for one in found.values())


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40) | st.text('"*^:(){}+-.,’“” ANDORNEAR\0', max_size=20))
@example("".join(chr(97 + (7 * n * n + n // 5) % 26) for n in range(10_000)))
@example("\u202eright \ud800 🌊")
@example('"' * 10_000)
def test_any_string_is_a_query(store: Store, query: str) -> None:
    for show in ("quotations", "speakers", "organizations", "articles"):
        search_page(store, query, show=show)
    search_page(store, query, speaker=query, affiliation=query, outlet=query)
    suggest_speakers(store, query)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"show": "cats"}, "'cats' is no kind of result. Choose one of: quotations, speakers"),
        ({"sort": "size"}, "'size' is no sort"),
        ({"kind": "spoken"}, "'spoken' is no kind"),
        ({"since": "soon"}, "'soon' is not a date"),
    ],
)
def test_what_makes_no_sense_is_said(store: Store, wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(QuotetrackError, match=said):
        search_page(store, "park", **wrong)


def test_an_empty_store(tmp_path: Path) -> None:
    with open_store(tmp_path / "empty.db", create=True) as opened:
        for query in ("", "park", "?"):
            found = search_page(opened, query)
            assert not found.found and found.matches.looked_through is None
            assert not any(found.facets.values())
        assert last_added(opened) is None


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
def test_any_string_finds_each_kind(store: Store, query: str) -> None:
    search_all(store, query)


DATES = ("2024-01-05", "2024-03-05", None, "2024-03-05", "2023-07-01", None)


@pytest.fixture
def unattributed(tmp_path: Path) -> Store:
    """In each article somebody known, two who are not, and a title in marks."""
    opened = open_store(tmp_path / "news.db", create=True)
    run = opened.start_run()
    for number, published in enumerate(DATES):
        text = f"“Known {number} here,” said Ada Morrow. “Who {number} first?” “Who {number} then?” “Title {number}”\n"
        known = said(text, f"Known {number} here", "Ada Morrow")
        others = [said(text, f"Who {number} {word}?") for word in ("first", "then")]
        title = said(text, f"Title {number}", act="not_speech")
        given = article(text, url=f"https://news.example/{number}", published=published)
        opened.save_article(given, [known, *others, title], run)
    return opened


UNKNOWN = [f"Who {number} {word}?" for number in (3, 1, 0, 4, 5, 2) for word in ("first", "then")]


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 100])
def test_pages_of_unknown_speakers_hold_all_once_the_latest_first(unattributed: Store, limit: int) -> None:
    found, start = [], None
    for _ in range(10):
        page = find_unknown(unattributed, start=start, limit=limit)
        found += [hit.quotation.text for hit in page.quotations]
        start = page.following
        if start is None:
            break
    assert found == UNKNOWN


def test_a_page_reads_so_many_articles_at_most(unattributed: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results, "_ARTICLES_READ", 2)
    page = find_unknown(unattributed, limit=100)
    assert [hit.quotation.text for hit in page.quotations] == UNKNOWN[:4] and page.back_to == "2024-03-05"
    assert page.as_dict()["following"] == page.following is not None


def test_an_article_that_is_not_there_is_the_beginning(unattributed: Store) -> None:
    assert find_unknown(unattributed, start=10**9).quotations == find_unknown(unattributed).quotations


def test_nobody_is_unknown_in_an_empty_store(tmp_path: Path) -> None:
    with open_store(tmp_path / "new.db", create=True) as opened:
        assert find_unknown(opened).as_dict() == {"quotations": [], "following": None, "back_to": None}
