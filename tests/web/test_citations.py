"""A quotation as it is cited."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quotetrack.lookup.hits import ArticleRef
from quotetrack.records import Speaker
from quotetrack.web.pages.quotation import cite, long_day
from tests.store.builders import said

TEXT = "“The swans are back,” said Ida Moss."
ARTICLE = ArticleRef(
    3, "https://news.example/swans", "https://news.example/swans", "Swans, again", None, "The Heron", "2024-03-04"
)


def test_all_that_is_known() -> None:
    quotation = said(TEXT, "The swans are back", "Ida Moss", role="warden", affiliations=("Swan Watch",), via="KNA")
    assert cite(quotation, ARTICLE) == (
        "Ida Moss, warden, Swan Watch, “The swans are back”, via KNA, The Heron, “Swans, again”, 4 March 2024, "
        f"https://news.example/swans, quotetrack {quotation.id}."
    )


def test_as_little_as_there_may_be() -> None:
    bare = replace(ARTICLE, name="swans.txt", url=None, title=None, outlet=None, published=None)
    quotation = said(TEXT, "The swans are back", kind="indirect")
    assert cite(quotation, bare) == f"Unknown speaker, The swans are back, swans.txt, quotetrack {quotation.id}."


def test_several_speakers_and_signs_that_steer() -> None:
    quotation = said(TEXT, "The swans are back", "Ida\nMoss", joint=(Speaker("Bo \u202eReed"),))
    assert cite(quotation, ARTICLE).startswith("Ida Moss and Bo [U+202E]Reed, “The swans are back”, ")


@pytest.mark.parametrize(
    ("published", "day"),
    [("2024-03-14T09:30:00+01:00", "14 March 2024"), ("2024-12-01", "1 December 2024"), ("2024", "2024"),
     ("2024-02-31", "2024-02-31")],
)  # fmt: skip
def test_days_in_words(published: str, day: str) -> None:
    assert long_day(published) == day
