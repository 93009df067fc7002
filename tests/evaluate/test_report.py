"""A result says with what and on what it was measured, as JSON and as tables."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from quotetrack.errors import InputError
from quotetrack.evaluate.gold import Gold
from quotetrack.evaluate.predictions import extract
from quotetrack.evaluate.report import as_markdown, evaluate
from quotetrack.records import Document
from quotetrack.text import paragraphs
from tests.evaluate.story import ARTICLE


class Silent:
    """A parser that finds nothing, or fails."""

    stamp = "en 0"

    def __init__(self, fails: bool = False) -> None:
        self.fails = fails

    def parse(self, texts: Sequence[str]) -> list[Document]:
        if self.fails:
            raise RuntimeError("no")
        return [Document(text, tuple(paragraphs(text)), (), ()) for text in texts]


def test_a_report_says_with_what_and_on_what() -> None:
    extracted = extract([ARTICLE], Silent)
    assert (extracted.name, list(extracted.quotations)) == ("en 0", ["a"])
    shown = as_markdown(evaluate(Gold([ARTICLE], "a corpus"), extracted, "2026-01-02"))
    assert shown.startswith("Pack en 0, measured 2026-01-02 on a corpus: 1 articles, 17 words.")
    assert "| content | 100.0 | 50.0 | 66.7 | 100.0 | 100.0 | 100.0 |" in shown, "marks are found without a model"


def test_no_article_is_left_out() -> None:
    with pytest.raises(InputError, match="a: RuntimeError"):
        extract([ARTICLE], lambda: Silent(fails=True))
