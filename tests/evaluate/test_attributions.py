"""Hand-made attributions against hand-made findings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quotetrack.evaluate.attributions import (
    attribution_scores,
    compare,
    direct_confidences,
    said,
    score,
    source_accuracy,
)
from quotetrack.evaluate.figures import Score
from quotetrack.evaluate.gold import GoldArticle, LinkedSpans
from tests.evaluate.story import ARTICLE, LEFT, PIE, TEXT, spans
from tests.store import builders


def scores(*found: LinkedSpans, direct: bool = False) -> dict[str, Score]:
    return score(compare([ARTICLE], {"a": found}), direct=direct)


def test_what_is_right_scores_one_in_any_order() -> None:
    assert TEXT[50:54] == "said"
    for direct in (False, True):
        assert set(scores(LEFT, PIE, direct=direct).values()) == {Score(1, 1)}
    assert source_accuracy(compare([ARTICLE], {"a": [PIE]})) == (1, 1)


def test_nothing_found_scores_nothing() -> None:
    for compared in (compare([ARTICLE], {}), compare([], {})):
        assert {s.f1 for s in score(compared).values()} == {0}
        assert source_accuracy(compared) == (0, 0)


@pytest.mark.parametrize(
    ("content", "content_found", "exact"),
    [
        ("I like pie and cake", True, True),  # the marks do not count
        ("like pie and cake,” the", True, False),  # 4 words of 6
        ("like pie and", True, False),  # 3 of 5
        ("like pie", False, False),  # 2 of 5
        ("cake,” the tall man", False, False),
    ],
)
def test_half_of_the_words_must_agree(content: str, content_found: bool, exact: bool) -> None:
    got = scores(PIE._replace(content=spans(content)))
    assert got["content"] == Score(content_found, content_found / 2)
    assert got["exact content"] == Score(exact, exact / 2)


@pytest.mark.parametrize(
    ("source", "right"),
    [(("the tall man",), True), (("tall man",), True), (("man",), False), ((), False), (("Ann Poe",), False)],
)
def test_an_attribution_needs_the_source_too(source: tuple[str, ...], right: bool) -> None:
    found = PIE._replace(source=spans(*source))
    assert scores(found)["content"] == Score(1, 0.5)
    assert scores(found)["attribution"] == Score(right, right / 2)
    assert source_accuracy(compare([ARTICLE], {"a": [found]})) == (1, right)


def test_two_missing_sources_agree() -> None:
    nobody = PIE._replace(source=())
    compared = compare([GoldArticle("a", TEXT, (nobody,))], {"a": [nobody]})
    assert score(compared)["attribution"] == Score(1, 1)
    assert source_accuracy(compared) == (0, 0), "there is no source to be right about"


def test_one_finding_is_not_matched_twice_and_the_best_wins() -> None:
    short = PIE._replace(content=spans("I like pie and"))
    assert scores(short, PIE)["content"] == Score(0.5, 0.5)
    assert (
        compare([ARTICLE], {"a": [short, PIE]}).pairs[0][1].content == compare([ARTICLE], {"a": [PIE]}).gold[0].content
    )


def test_coverage_does_not_mind_the_cut() -> None:
    first, second = (PIE._replace(content=spans(w)) for w in ("I like", "pie and cake"))
    got = scores(first, second)
    assert got["coverage"] == Score(1, 0.5)
    assert got["content"] == Score(0.5, 0.5)
    assert got["exact content"] == Score(0, 0)


def test_exact_spans_are_counted_part_by_part() -> None:
    split = PIE._replace(content=spans("I like", "cake"))
    compared = compare([GoldArticle("a", TEXT, (split,))], {"a": [split._replace(content=spans("I like"))]})
    assert score(compared)["exact content"] == Score(1, 0.5)


def test_the_direct_view_asks_nothing_of_the_others() -> None:
    assert scores(PIE, direct=True)["content"] == Score(1, 1)
    assert scores(PIE, LEFT._replace(source=()), direct=True)["attribution"] == Score(1, 1)
    assert scores(LEFT, direct=True)["content"] == Score(0, 0)
    inside = PIE._replace(content=spans("like pie and cake"))
    assert scores(inside, direct=True)["content"] == Score(1, 1), "direct by the article's marks, not the span's"


def test_words_of_two_articles_are_not_mixed_up() -> None:
    twice = [ARTICLE, replace(ARTICLE, doc="b")]
    got = score(compare(twice, {"a": [PIE], "b": [LEFT]}))
    assert got["content"] == got["coverage"] == got["exact cue"] == Score(1, 0.5)


@pytest.mark.parametrize("broken", [PIE._replace(cue=()), PIE._replace(content=())])
def test_gold_without_content_or_cue_is_dropped(broken: LinkedSpans) -> None:
    assert len(compare([GoldArticle("a", TEXT, (broken, LEFT))], {}).gold) == 1


def test_what_is_not_speech_and_what_is_inside_does_not_count() -> None:
    outer = builders.said(TEXT, "“I like pie and cake,”", mention="the tall man")
    inner = builders.said(TEXT, "pie", parent=outer)
    assert said([outer, inner, replace(outer, act="not_speech")]) == [PIE]


def test_numbers_are_in_per_cent() -> None:
    result = attribution_scores(compare([ARTICLE], {"a": [PIE]}))
    assert result["all"]["scores"]["content"] == {"precision": 100.0, "recall": 50.0, "f1": 66.7}
    assert (result["direct"]["in_corpus"], result["direct"]["found"]) == (1, 1)
    assert result["source_accuracy"] == {"matched": 1, "right": 100.0}


def test_how_sure_of_direct_quotations() -> None:
    pie = builders.said(TEXT, "“I like pie and cake,”", mention="the tall man")
    wrong = builders.said(TEXT, "“I like pie and cake,”", mention="Ann Poe", confidence=0.4)
    left = builders.said(TEXT, "she left the house early", mention="Ann Poe", confidence=0.7)
    title = replace(builders.said(TEXT, "pie and cake"), act="not_speech")
    articles = [replace(ARTICLE, doc=doc) for doc in "abc"]
    given = direct_confidences(articles, {"a": [title, pie, left], "b": [wrong]})
    assert given == [(0.9, True), (0.4, False)], "indirect ones and what is not speech have no part in it"
    assert direct_confidences([replace(ARTICLE, attributions=())], {"a": [pie]}) == [(0.9, False)], (
        "what is not there is wrong"
    )
