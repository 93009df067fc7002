"""The campaign on the samples and the invented news: are its cases what they are said to be, and how do they come out?

With -s the table is printed, without a single case.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random

import pytest

from quotetrack.store import Store, open_store
from tests.check import campaign
from tests.check.campaign import KINDS, Case, Corpus, Outcome, Rule, ask, make_cases, read_corpus, share
from tests.check.corpus import fill

MOST = 25
"""Cases of a kind; the samples have fewer questions."""
SCARCE = {"question_made_statement": 5}
CHANGED, FAIR = 0.985, 0.97


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("campaign") / "quotes.db"
    fill(made)
    return made


@pytest.fixture(scope="module")
def store(path: Path) -> Iterator[Store]:
    with open_store(path, readonly=True) as opened:
        yield opened


@pytest.fixture(scope="module")
def corpus(store: Store) -> Corpus:
    return read_corpus(store)


@pytest.fixture(scope="module")
def cases(corpus: Corpus) -> list[Case]:
    return make_cases(corpus, most=MOST)


@pytest.fixture(scope="module")
def outcomes(store: Store, cases: list[Case]) -> list[Outcome]:
    outcomes = ask(store, cases)
    print(f"\n{campaign.as_table(outcomes)}")
    return outcomes


def test_every_kind_has_cases(cases: list[Case]) -> None:
    made = Counter(case.kind for case in cases)
    assert {kind.name: made[kind.name] for kind in KINDS if made[kind.name] < SCARCE.get(kind.name, MOST)} == {}
    assert len(cases) >= 150


def test_the_same_store_and_seed_give_the_same_cases(store: Store, cases: list[Case]) -> None:
    assert make_cases(read_corpus(store), most=MOST) == cases
    assert make_cases(read_corpus(store), seed=1, most=MOST) != cases


def test_a_changed_case_stands_nowhere_in_marks(corpus: Corpus, cases: list[Case]) -> None:
    exempt = ("cut_before_negation", "another_speaker", "question_made_statement")
    changed = [case.words for case in cases if case.is_changed and case.kind not in exempt]
    assert [words for words in changed if corpus.is_in_marks(words)] == []


def test_another_speaker_did_not_say_it(corpus: Corpus, cases: list[Case]) -> None:
    swapped = [case for case in cases if case.kind == "another_speaker"]
    assert [case for case in swapped if not case.by or corpus.said_by(case.words, case.by)] == []


@pytest.fixture(scope="module")
def shares(outcomes: list[Outcome]) -> dict[str, float]:
    """Numbers alone, so that a failing test shows no case."""
    return {name: share(campaign.of_side(outcomes, name == "changed")) for name in ("changed", "fair")}


def test_what_is_changed_fails(shares: dict[str, float]) -> None:
    assert shares["changed"] >= CHANGED


def test_what_is_fair_does_not_fail(shares: dict[str, float]) -> None:
    assert shares["fair"] >= FAIR


def test_the_table_shows_no_case(path: Path, cases: list[Case], capsys: pytest.CaptureFixture[str]) -> None:
    assert campaign.main(["--store", str(path), "--most", "1", "--limit-articles", "30"]) == 0
    printed = capsys.readouterr().out
    assert all(kind.name in printed for kind in KINDS)
    assert [case.words for case in cases if case.words in printed] == []


def test_below_a_limit_it_fails(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert campaign.main(["--store", str(path), "--most", "1", "--limit-fair", "1.01"]) == 1


def test_errors_are_the_cases_that_came_out_wrong(store: Store, outcomes: list[Outcome]) -> None:
    right = next(outcome for outcome in outcomes if outcome.is_as_wished)
    wrong = replace(right, case=replace(right.case, is_changed=not right.case.is_changed))
    (error,) = campaign.as_errors([right, wrong])
    assert repr(wrong.case.words) in error


def test_without_articles_or_a_store_it_is_misused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        campaign.main(["--store", str(tmp_path / "none.db")])


NAMES = ("Ines Carrow", "Harbour Trust")
SENTENCES: list[tuple[Rule, str, list[str]]] = [
    (campaign.negation_removed, "We did not go.", ["We did go."]),
    (campaign.negation_removed, "We didn’t go.", ["We did go."]),
    (campaign.negation_removed, "It does not work.", ["It does work."]),
    (campaign.negation_removed, "We can't stay and won't.", ["We can stay and won't.", "We can't stay and will."]),
    (campaign.negation_removed, "I cannot say.", ["I can say."]),
    (campaign.negation_removed, "She never asked me.", ["She asked me."]),
    (campaign.negation_removed, "It ain't so bad.", []),
    (campaign.cut_before_negation, "I think we did not go.", ["I think we did"]),
    (campaign.cut_before_negation, "I think we didn't go.", ["I think we did"]),
    (campaign.cut_before_negation, "They say we can't win.", ["They say we can"]),
    (campaign.cut_before_negation, "They say we cannot win.", ["They say we can"]),
    (campaign.cut_before_negation, "They say we won't win.", []),
    (campaign.cut_before_negation, "There was in fact no plan.", ["There was in fact"]),
    (campaign.cut_before_negation, "We did not go.", []),
    (campaign.cut_before_negation, "It is of course not only ours.", []),
    (campaign.question_made_statement, "Are we ready?", ["Are we ready.", "We are ready."]),
    (campaign.question_made_statement, "Who paid for this?", ["Who paid for this."]),
    (campaign.question_made_statement, "We are ready.", []),
    (campaign.number_changed, "No one of them paid.", []),
    (partial(campaign.name_changed, names=["Ann Reyes"]), "We met Tom Askew.", ["We met Ann Reyes."]),
    (partial(campaign.name_changed, names=["Jo Askew"]), "We met Tom Askew.", []),
    (partial(campaign.name_changed, names=NAMES), "Tom came on Monday.", []),
    (campaign.bracketed_capital, "And we will go home.", ["[W]e will go home."]),
    (campaign.bracketed_capital, "Well, the boat sank.", ["[T]he boat sank."]),
    (campaign.bracketed_capital, "But we will go home.", []),
    (campaign.bracketed_capital, "So that we can go.", []),
    (campaign.bracketed_capital, "We will go home.", ["[w]e will go home."]),
    (campaign.bracketed_capital, "we will go home.", ["[W]e will go home."]),
    (partial(campaign.bracketed_noun, names=["Jo Lund"], nouns=[]), "He came late.", ["[Jo Lund] came late."]),
    (
        partial(campaign.bracketed_noun, names=[], nouns=["boat"]),
        "We sold it for love.",
        ["We sold [the boat] for love."],
    ),
    (partial(campaign.bracketed_noun, names=[], nouns=["boats"]), "They were sold.", ["[The boats] were sold."]),
    (partial(campaign.bracketed_noun, names=[], nouns=["boat"]), "That is late.", ["[The boat] is late."]),
    (partial(campaign.bracketed_noun, names=[], nouns=["boat"]), "I said that he’s late.", []),
    (campaign.marked_ellipsis, "We will not stop if they ask us and we mean it.", []),
    (campaign.marked_ellipsis, "We have sold the boats.", []),
]


@pytest.mark.parametrize(("rule", "words", "expected"), SENTENCES)
def test_a_rule_gives(rule: Rule, words: str, expected: list[str]) -> None:
    assert list(rule(words, Random(0))) == expected


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(
    ("words", "left", "right"),
    [("We had 40 boats.", "We had ", " boats."), ("I saw ten of them.", "I saw ", " of them.")],
)
def test_a_number_becomes_another(words: str, left: str, right: str, seed: int) -> None:
    (changed,) = campaign.number_changed(words, Random(seed))
    assert changed != words
    assert changed.startswith(left)
    assert changed.endswith(right)


@pytest.mark.parametrize("seed", range(5))
def test_what_is_left_out_is_marked(seed: int) -> None:
    (gapped,) = campaign.marked_ellipsis(
        "We have sold the boats on the lower river and the children are glad.", Random(seed)
    )
    mark = next(gap for gap in campaign.GAPS if f"boats{gap}and" in gapped)
    assert gapped == f"We have sold the boats{mark}and the children are glad."


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("rule", [campaign.other_marks_and_case, campaign.pdf_hyphenation, campaign.unicode_copies])
def test_a_copy_has_the_same_letters(rule: Rule, seed: int) -> None:
    words = "It’s the finest restoration – the café’s included."
    (copied,) = rule(words, Random(seed))
    assert copied != words
    assert letters(copied) == letters(words)


def letters(words: str) -> str:
    """Letters alone: what is laid over another letter, or is one sign for two, is taken apart."""
    taken_apart = unicodedata.normalize("NFKD", words).casefold()
    return "".join(sign for sign in taken_apart if sign.isalpha())


def test_halves_are_joined() -> None:
    one, other = "We sold the boats to the county last year.", "Nobody in the valley wanted them to go home."
    assert campaign.halves(one, other) == "We sold the boats wanted them to go home."
    assert campaign.halves("We sold the boats.", other) is None
    assert campaign.halves(one, f"{other} …") is None


def test_sentences_end_where_a_capital_follows() -> None:
    assert campaign.sentences_of(["We came. they left. Who saw it? Nobody."]) == [
        *("We came. they left.", "Who saw it?", "Nobody."),
    ]
    assert campaign.sentences_of(["I saw Mr. Lund there. He left."]) == []


@pytest.mark.parametrize(
    ("words", "is_whole"),
    [
        ("We sold the boats.", True),
        ("We sold the boats,", True),
        ("we sold the boats.", False),
        ("We sold boats.", False),
        ("We sold the boats", False),
        ("We sold the boats...", False),
        ("We sold the ‘new’ boats.", False),
        ("We’ve sold the boats.", True),
    ],
)
def test_a_whole_sentence(words: str, is_whole: bool) -> None:
    assert campaign.is_whole(words) is is_whole


def test_pieces_go_on_after_a_comma_and_are_cut_after_a_full_stop() -> None:
    text = "“We came,” he said, “when we could.” “We left,” he said. “Nobody asked.”"
    pieces = ["We came,", "when we could.", "We left,", "Nobody asked."]
    content = [(text.index(piece), text.index(piece) + len(piece)) for piece in pieces]
    found = campaign.stretches(text, content, " ".join(pieces))
    assert found == ("We came, when we could.", "We left,", "Nobody asked.")
