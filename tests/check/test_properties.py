"""What holds of every question: what is printed comes back, what is negated never passes, nothing crashes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotetrack.check.check import check
from quotetrack.comparison.markup import strip_markup
from quotetrack.comparison.query import OMISSION
from quotetrack.store import Row, Store, open_store
from tests.check.corpus import fill

SAME = {"verbatim", "typographic"}
NEGATIONS = ("not", "never", "no longer", "hardly")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("check") / "quotes.db"
    fill(path)
    with open_store(path, readonly=True) as opened:
        yield opened


@pytest.fixture(scope="module")
def rows(store: Store) -> list[Row]:
    return list(store.rows("SELECT key, text, kind FROM quotations ORDER BY id"))


def has_signs_of_a_query(row: Row) -> bool:
    """Whether held words have signs that tell something of asked words: *emphasis*, or an omission."""
    return strip_markup(row["text"])[0] != row["text"] or OMISSION.search(row["text"]) is not None


def test_what_is_held_with_signs_of_a_query_comes_back_as_typographic(store: Store, rows: list[Row]) -> None:
    """Asked words are read without these signs and held words with them: even the same ones differ in writing."""
    signed = [row for row in rows if row["kind"] == "direct" and has_signs_of_a_query(row)]
    assert signed
    for row in signed:
        found = check(store, row["text"])
        assert found.verdict == "typographic"
        assert row["key"] in {source.hit.quotation.id for source in found.sources}


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_whatever_is_held_comes_back_word_for_word(store: Store, rows: list[Row], data: st.DataObject) -> None:
    row = data.draw(st.sampled_from([row for row in rows if row["kind"] == "direct" and not has_signs_of_a_query(row)]))
    found = check(store, row["text"])
    assert found.verdict == "verbatim"
    assert row["key"] in {source.hit.quotation.id for source in found.sources} or len(found.sources) == 20


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_a_negation_put_in_anywhere_is_never_the_same(store: Store, rows: list[Row], data: st.DataObject) -> None:
    words = data.draw(st.sampled_from([row for row in rows if len(row["text"].split()) > 3]))["text"].split()
    at = data.draw(st.integers(1, len(words) - 1))
    asked = " ".join([*words[:at], data.draw(st.sampled_from(NEGATIONS)), *words[at:]])
    held = {row["text"] for row in rows}
    if asked not in held:
        assert check(store, asked).verdict not in SAME


@settings(max_examples=80, deadline=None)
@given(st.one_of(st.text(max_size=200), st.binary(max_size=200).map(lambda b: b.decode("utf-8", "surrogateescape"))))
def test_any_string_is_a_question(store: Store, asked: str) -> None:
    found = check(store, asked, by=asked[:5])
    assert found.verdict
    assert found.as_dict()["query"] == asked
