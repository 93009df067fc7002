"""Measuring: hand-made attributions against hand-made findings."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from dataclasses import replace
from math import nan
from pathlib import Path
from typing import Any

import pytest

from quotetrack.errors import InputError
from quotetrack.evaluate import calibration
from quotetrack.evaluate import measure_speakers as speakers
from quotetrack.evaluate.measure import (
    GoldArticle,
    Linked,
    Score,
    as_markdown,
    attribution_scores,
    compare,
    extract,
    measured,
    read_gold,
    said,
    score,
    source_accuracy,
    sureness,
)
from quotetrack.records import Document, Span
from quotetrack.text import paragraphs
from tests.store import builders

TEXT = "“I like pie and cake,” the tall man said. Ann Poe said she left the house early."


def spans(*words: str) -> tuple[Span, ...]:
    return tuple(builders.span_of(TEXT, w) for w in words)


PIE = Linked(spans("“I like pie and cake,”"), spans("said"), spans("the tall man"))
LEFT = Linked(spans("she left the house early"), (Span(50, 54),), spans("Ann Poe"))
ARTICLE = GoldArticle("a", TEXT, (PIE, LEFT))


def scores(*found: Linked, direct: bool = False) -> dict[str, Score]:
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
def test_gold_without_content_or_cue_is_dropped(broken: Linked) -> None:
    assert len(compare([GoldArticle("a", TEXT, (broken, LEFT))], {}).gold) == 1


def test_what_is_not_speech_and_what_is_inside_does_not_count() -> None:
    outer = builders.said(TEXT, "“I like pie and cake,”", mention="the tall man")
    inner = builders.said(TEXT, "pie", parent=outer)
    assert said([outer, inner, replace(outer, act="not_speech")]) == [PIE]


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
    shown = as_markdown(measured([ARTICLE], extracted, "a corpus", "2026-01-02"))
    assert shown.startswith("Pack en 0, measured 2026-01-02 on a corpus: 1 articles, 17 words.")
    assert "| content | 100.0 | 50.0 | 66.7 | 100.0 | 100.0 | 100.0 |" in shown, "marks are found without a model"


def test_no_article_is_left_out() -> None:
    with pytest.raises(InputError, match="a: RuntimeError"):
        extract([ARTICLE], lambda: Silent(fails=True))


def test_numbers_are_in_per_cent() -> None:
    result = attribution_scores(compare([ARTICLE], {"a": [PIE]}))
    assert result["all"]["scores"]["content"] == {"precision": 100.0, "recall": 50.0, "f1": 66.7}
    assert (result["direct"]["in_corpus"], result["direct"]["found"]) == (1, 1)
    assert result["source_accuracy"] == {"matched": 1, "right": 100.0}


def write_gold(path: Path) -> Path:
    rows = [{role: getattr(a, role) for role in Linked._fields} for a in ARTICLE.attributions]
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.write(json.dumps({"doc": "a", "text": TEXT, "attributions": rows}) + "\n")
    return path


def test_gold_is_read_as_it_is(tmp_path: Path) -> None:
    assert read_gold(write_gold(tmp_path / "dev.jsonl.gz")) == [ARTICLE]


ROW: dict[str, Any] = {
    "doc": "a", "k": 1, "speech": True, "speaker": "Ann Poe", "kind": "person",
    "role": "mayor of Dray", "affiliation": ["Dray Council", "Pie Society"], "pronoun": False,
}  # fmt: skip
WORDS = TEXT[TEXT.index("she left") : -1]


def passage(tmp_path: Path, **changes: Any) -> speakers.Passage:
    (tmp_path / "gold.jsonl").write_text(json.dumps(ROW | changes) + "\n", encoding="utf-8")
    return speakers.read_passages(tmp_path / "gold.jsonl", [ARTICLE])[0]


def test_a_passage_is_that_attribution_of_the_article(tmp_path: Path) -> None:
    assert passage(tmp_path).content == LEFT.content


@pytest.mark.parametrize(
    ("gold", "kind", "name", "right"),
    [
        ("Ann Poe", "person", "Ann Poe", True),
        ("Ann Poe", "person", "Mrs. Ann B. Poe", True),
        ("Ann Poe", "person", "Poe", False),  # the article has more
        ("Poe", "person", "Ann Poe", True),
        ("Ann Poe", "person", "Bob Poe", False),
        ("Ann Poe", "person", None, False),
        ("Bob Roe; Ann Poe", "person", "Ann Poe", True),
        ("The Dray Council", "organization", "Dray Council's", True),
        ("Dray Council", "organization", "Council for Bell Harbour", True),  # one of two
        ("Dray Council", "organization", "Bell Harbour", False),
        (None, "unnamed", None, True),
        (None, "unnamed", "Ann Poe", False),
    ],
)
def test_when_a_name_is_right(tmp_path: Path, gold: str | None, kind: str, name: str | None, right: bool) -> None:
    found = builders.said(TEXT, WORDS, name).attribution
    assert speakers.is_right(passage(tmp_path, speaker=gold, kind=kind), found) is right


@pytest.mark.parametrize(("words", "found"), [("she left the house", True), ("she left", True), ("she", False)])
def test_the_quotation_of_a_passage_has_a_third_of_it(tmp_path: Path, words: str, found: bool) -> None:
    quotations = [builders.said(TEXT, "“I like pie and cake,”"), builders.said(TEXT, words)]
    got = speakers.find_quotation(passage(tmp_path), quotations)
    assert got == (quotations[1] if found else None)


def test_speaker_scores(tmp_path: Path) -> None:
    own = passage(tmp_path)
    passages = [
        own,
        replace(own, doc="b", pronoun=True),
        replace(own, doc="c", role=None),
        replace(own, doc="d", speech=False),
    ]
    poe = builders.said(TEXT, WORDS, "Ann Poe", role="Mayor", affiliations=("the Dray Council", "Bell Ltd", "Roe Ltd"))
    judged = speakers.judge(passages, {"a": [poe], "b": [builders.said(TEXT, WORDS)], "d": [poe]})
    got = speakers.speaker_scores(judged)
    assert got["found"] == {"percent": 66.7, "of": 3}
    assert got["name"] == {"percent": 33.3, "of": 3}
    assert got["name_of_pronoun"] == {"percent": 0.0, "of": 1}
    assert got["unknown"] == {"percent": 66.7, "of": 3}
    assert got["role"] == {"percent": 50.0, "of": 2}
    assert got["affiliations"] == {"precision": 33.3, "recall": 50.0, "f1": 40.0}
    assert got["not_speech_taken_for_speech"] == {"percent": 100.0, "of": 1}
    assert sum(row["n"] for row in got["calibration"]["bins"]) == 2, "what was not found has no confidence"
    assert "| name right | 33.3 | 3 |" in speakers.as_markdown(got)


def test_calibration() -> None:
    got = calibration.measured([(1.0, True), (0.9, True), (0.3, False), (0.35, True), (0.3, False), (0.25, False)])
    assert got["bins"] == [
        {"from": 0.2, "n": 1, "confidence": 25.0, "right": 0.0},
        {"from": 0.3, "n": 3, "confidence": 31.7, "right": 33.3},
        {"from": 0.9, "n": 2, "confidence": 95.0, "right": 100.0},
    ]
    assert got["expected_error"] == 6.7, "(25 + 3 * 1.67 + 2 * 5) / 6"
    assert calibration.measured([(nan, True)]) == calibration.measured([]) == {"bins": [], "expected_error": 0.0}
    shown = calibration.as_markdown(got, "quotations", "right")
    assert "| 0.3 to 0.4 | 3 | 31.7 | 33.3 |" in shown and shown.endswith("error: 6.7 %.")


def test_how_sure_of_direct_quotations() -> None:
    pie = builders.said(TEXT, "“I like pie and cake,”", mention="the tall man")
    wrong = builders.said(TEXT, "“I like pie and cake,”", mention="Ann Poe", confidence=0.4)
    left = builders.said(TEXT, "she left the house early", mention="Ann Poe", confidence=0.7)
    title = replace(builders.said(TEXT, "pie and cake"), act="not_speech")
    articles = [replace(ARTICLE, doc=doc) for doc in "abc"]
    given = sureness(articles, {"a": [title, pie, left], "b": [wrong]})
    assert given == [(0.9, True), (0.4, False)], "indirect ones and what is not speech have no part in it"
    assert sureness([replace(ARTICLE, attributions=())], {"a": [pie]}) == [(0.9, False)], "what is not there is wrong"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"doc": "a"}, r"gold.jsonl:1: no annotated article: KeyError: 'text'"),
        ({"doc": "a", "text": "Yes.", "attributions": [{"content": []}]}, "KeyError: 'cue'"),
        (
            {"doc": "a", "text": "Yes.", "attributions": [{"content": [[0, 5]], "cue": [], "source": []}]},
            r"\[0, 5\] is outside of the text of a",
        ),
    ],
)
def test_a_line_that_is_no_article_is_told(tmp_path: Path, row: dict[str, Any], told: str) -> None:
    (tmp_path / "gold.jsonl").write_text(json.dumps(row), encoding="utf-8")
    with pytest.raises(InputError, match=told):
        read_gold(tmp_path / "gold.jsonl")


def test_an_article_twice_is_told(tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text(2 * '{"doc": "a", "text": "", "attributions": []}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"gold\.jsonl:2: a is there twice"):
        read_gold(tmp_path / "gold.jsonl")


@pytest.mark.parametrize("changes", [{"doc": "b"}, {"k": 2}, {"k": "1"}])
def test_a_passage_of_no_attribution_is_told(tmp_path: Path, changes: dict[str, Any]) -> None:
    with pytest.raises(InputError, match=r"gold\.jsonl:1: no passage"):
        passage(tmp_path, **changes)
