"""Searching quotations: any string is a query, and what is there is found."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quotetrack.errors import QuotetrackError
from quotetrack.lookup import search
from quotetrack.lookup.hits import Hit
from quotetrack.store import Store


def texts(hits: list[Hit]) -> list[str]:
    return [hit.quotation.text for hit in hits]


def marked(hit: Hit) -> list[str]:
    return [hit.excerpt.text[start:end] for start, end in hit.excerpt.highlights]


@pytest.mark.parametrize(
    ("query", "found", "words"),
    [
        # T50 signs in words
        ("park.", "Nobody needs to park. Not here", ["park"]),
        ("don't", "50% of us don’t drive", ["don’t"]),
        ("don’t", "50% of us don’t drive", ["don’t"]),
        ("50%", "50% of us don’t drive", ["50"]),
        ("@nasa", "Why? Because @nasa says so?", ["nasa"]),
        ("why?", "Why? Because @nasa says so?", ["Why"]),
        ("AND NEAR", "AND is not NEAR", ["AND", "NEAR"]),
        ("near", "AND is not NEAR", ["NEAR"]),
        ("ferry*", "The ferry is late again", ["ferry"]),
        ("(ferry", "The ferry is late again", ["ferry"]),
        ("ferry: late", "The ferry is late again", ["ferry", "late"]),
        ("late ferry", "The ferry is late again", ["ferry", "late"]),
        ('"ferry is late" again', "The ferry is late again", ["ferry is late", "again"]),
        ("“is late” ferry", "The ferry is late again", ["ferry", "is late"]),
        ('ferry" late', "The ferry is late again", ["ferry", "late"]),
        ("ferry\0late", "The ferry is late again", ["ferry", "late"]),
        ("ferry \ud800 late", "The ferry is late again", ["ferry", "late"]),
        # diacritics
        ("cafe", "Park the café plan", ["café"]),
        ("CAFÉ", "Park the café plan", ["café"]),
        # signs alone
        ("%", "50% of us don’t drive", ["%"]),
        ("?", "Why? Because @nasa says so?", ["?", "?"]),
        ("'", "50% of us don’t drive", ["’"]),
        ("🌊", "Drought is coming to the 東京大学 garden 🌊", ["🌊"]),
        # parts of words, scripts without spaces
        ("rough", "Drought is coming to the 東京大学 garden 🌊", ["rough"]),
        ("東京", "Drought is coming to the 東京大学 garden 🌊", ["東京"]),
    ],
)
def test_what_is_there_is_found_and_marked(store: Store, query: str, found: str, words: list[str]) -> None:
    hits = {hit.quotation.text: hit for hit in search(store, query)}
    assert found in hits
    assert marked(hits[found]) == words


@pytest.mark.parametrize("query", ["*", "^", "zebra", "late zebra", "zebra OR ferry", "\0", "ferry NOT late"])
def test_what_is_not_there_is_not_found(store: Store, query: str) -> None:
    assert search(store, query) == []


def test_a_double_mark_finds_double_marks_of_any_kind(store: Store) -> None:
    assert texts(search(store, '"', kind="mixed")) == ["the captain told her “wait for the tide”"]


def test_the_empty_query_finds_all_that_was_said_latest_first(store: Store) -> None:
    hits = search(store)
    assert [hit.article.published for hit in hits] == [
        *["2024-03-15"] * 2,
        *["2024-03-14T09:30:00+01:00"] * 4,
        *["2023-11-06"] * 4,
        *[None] * 2,
    ]
    assert hits == search(store, "  \n")
    assert "the multi-agent plan" not in texts(hits)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=40) | st.text('"*^:(){}+-.,’“” ANDORNEAR\0', max_size=20))
@example("a" * 10_000)
@example("a-" * 5_000)
@example("park " * 2_000)
@example('"' * 10_000)
@example(" ".join(map(str, range(2_000))))
def test_any_string_is_a_query(store: Store, query: str) -> None:
    for hit in search(store, query, act="any"):
        assert all(0 <= start < end <= len(hit.quotation.text) for start, end in hit.excerpt.highlights)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_any_piece_of_a_text_finds_something_and_whole_words_find_the_text(store: Store, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(texts(search(store, limit=100))))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = texts(search(store, text[start:end], limit=100))
    cut = [at for at in (start, end) if text[at - 1 : at].isalnum() and text[at : at + 1].isalnum()]
    assert found if cut else text in found


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=30))
def test_any_string_is_a_filter(store: Store, name: str) -> None:
    search(store, speaker=name)
    search(store, affiliation=name)
    search(store, outlet=name)


@pytest.mark.parametrize("name", ["walesa", "Wałęsa", "LECH", "Lech Walesa", "wal", "Wałęsa, Lech", "lech?"])
def test_a_speaker_goes_by_any_part_of_the_name(store: Store, name: str) -> None:
    assert [hit.quotation.attribution.name for hit in search(store, speaker=name)] == ["Lech Wałęsa"]


@pytest.mark.parametrize(
    ("name", "speakers"),
    [
        ("calder", {"Ruth Calder", "Tim Calder"}),
        ("o'brien", {"Conor O’Brien"}),
        ("obrien", {"Conor O’Brien"}),
        ("Two officials", {None}),
        ("nobody", set()),
        ("", set()),
        ("?", set()),
    ],
)
def test_speakers(store: Store, name: str, speakers: set[str | None]) -> None:
    assert {hit.quotation.attribution.name for hit in search(store, speaker=name)} == speakers


def test_affiliation_is_what_was_said_in_that_capacity(store: Store) -> None:
    assert texts(search(store, affiliation="harbour trust", sort="date")) == [
        "Nobody needs to park. Not here",
        "Why? Because @nasa says so?",
    ]
    assert texts(search(store, affiliation="Water Board", kind="direct")) == ["The ferry is late again"]


def test_filters(store: Store) -> None:
    assert texts(search(store, "park", kind="indirect")) == ["the park would open"]
    assert texts(search(store, "ferry", act="belief")) == ["the ferry will sink"]
    assert texts(search(store, act="not_speech")) == ["the multi-agent plan"]
    assert texts(search(store, "agent", act="any")) == ["the multi-agent plan"]
    assert texts(search(store, "park", outlet="coast COURIER", sort="date")) == [
        "Park the café plan",
        "the park would open",
    ]
    assert texts(search(store, speaker_kind="unknown")) == ["Where are the keys"]
    assert texts(search(store, speaker_kind="organization")) == ["AND is not NEAR"]


@pytest.mark.parametrize(
    ("since", "until", "count"),
    [
        ("2024-03-14", "2024-03-14", 4),
        ("2024-03-15", None, 2),
        (None, "2024-03-14", 8),
        ("2024", None, 6),
        ("2023-11", "2023-11", 4),
        ("2024-03-16", None, 0),
    ],
)
def test_dates_are_inclusive(store: Store, since: str | None, until: str | None, count: int) -> None:
    assert len(search(store, since=since, until=until)) == count


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"since": "14 March"}, "'14 March' is not a date"),
        ({"until": "2024-02-30"}, "'2024-02-30' is not a date"),
        ({"since": "2024-03", "until": "2024-02"}, "Nothing lies between 2024-03 and 2024-02"),
        ({"kind": "spoken"}, "'spoken' is no kind. Choose one of: direct, mixed, indirect"),
        ({"act": "song"}, "'song' is no act. Choose one of: speech, .*any"),
        ({"sort": "size"}, "'size' is no sort. Choose one of: relevance, date"),
        ({"speaker_kind": "ghost"}, "'ghost' is no speaker kind"),
    ],
)
def test_a_filter_that_makes_no_sense(store: Store, wrong: dict[str, str], said: str) -> None:
    with pytest.raises(QuotetrackError, match=said):
        search(store, "park", **wrong)  # type: ignore[arg-type]


def test_relevance_prefers_short_texts_and_date_the_latest(store: Store) -> None:
    by_relevance = search(store, "park")
    assert [hit.score for hit in by_relevance] == sorted((hit.score for hit in by_relevance), reverse=True)
    assert texts(search(store, "park", sort="date")) == [
        "Park the café plan",
        "the park would open",
        "Nobody needs to park. Not here",
    ]


def test_pages_follow_each_other(store: Store) -> None:
    for query in ("the", "", "?", "ar"):
        whole = search(store, query, limit=100)
        pages = [search(store, query, limit=2, offset=offset) for offset in range(0, 20, 2)]
        assert [hit for page in pages for hit in page] == whole
    assert search(store, "park", limit=0) == search(store, "park", limit=-3) == []
    assert len(search(store, "park", limit=10**30)) == 3
    assert search(store, "park", offset=10**30) == []


def test_advanced_syntax_on_request(store: Store) -> None:
    assert texts(search(store, "drou* OR tide", advanced=True, sort="date")) == [
        "Drought is coming to the 東京大学 garden 🌊",
        "the captain told her “wait for the tide”",
        "wait for the tide",
    ]
    assert marked(search(store, "ferr* NOT late", advanced=True)[0]) == ["ferry"]
    assert len(search(store, " ", advanced=True, limit=50)) == 12


@pytest.mark.parametrize("query", ["park.", "O'Brien", '"', "AND", "speaker:calder", "(", "a\0b", "*"])
def test_advanced_syntax_that_is_wrong_is_explained(store: Store, query: str) -> None:
    with pytest.raises(QuotetrackError, match=r"is not a valid FTS5 expression: .* Leave out the advanced option"):
        search(store, query, advanced=True)


def test_as_json(store: Store) -> None:
    (hit,) = search(store, "tide", speaker="captain")
    found = hit.as_dict()
    assert found["speaker"]["mention"] == "the captain"
    assert found["article"] == found["url"] == "https://coast.example/ferry"
    assert (found["outlet"], found["published"]) == ("Coast Courier", "2024-03-14T09:30:00+01:00")
    assert found["highlights"] == [[13, 17]]
    assert found["depth"] == 1 and found["parent"]
