"""News from all over the world: names as tokens with tags, laid over a text or made into one."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from quotetrack.train.worldwide import Tagged, names_in, read_names, text_of

FILE = (
    "# doc = alder_1\nAna\tB-Person\nRuiz\tI-Person\nleft\tO\n\nShe\tO\nslept\tO\n\n\n"
    "# doc = alder_2\nFinch\tB-Person\n\n"
    "# doc = alder_3\nNorbury\tB-Organization\tB-Location\nFund\tI-Organization\n"
)


def tagged(marked: str) -> Tagged:
    """Tokens out of words such as `Ana/B-Person`."""
    pairs = (word.rpartition("/") if "/" in word else (word, "", "O") for word in marked.split())
    return [(token, tag) for token, _, tag in pairs]


def named(text: str, sentences: list[Tagged]) -> list[tuple[str, str]] | None:
    found = names_in(text, sentences)
    return None if found is None else [(text[start:end], label) for start, end, label in found]


def test_sentences_are_read_by_article(tmp_path: Path) -> None:
    (tmp_path / "names.tsv.gz").write_bytes(gzip.compress(FILE.encode()))
    found = read_names(tmp_path / "names.tsv.gz")
    assert list(found) == ["alder_1", "alder_2", "alder_3"]
    assert found["alder_1"] == [tagged("Ana/B-Person Ruiz/I-Person left"), tagged("She slept")]
    assert found["alder_2"] == [tagged("Finch/B-Person")]


def test_of_names_within_names_the_outermost_are_read(tmp_path: Path) -> None:
    (tmp_path / "names.tsv.gz").write_bytes(gzip.compress(FILE.encode()))
    sentences = read_names(tmp_path / "names.tsv.gz")["alder_3"]
    assert named("Norbury Fund", sentences) == [("Norbury Fund", "ORGANIZATION")]


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        (
            "Ana/B-Person Ruiz/I-Person met Owen/B-Person Pike/I-Person",
            [("Ana  Ruiz", "PERSON"), ("Owen\nPike", "PERSON")],
        ),
        ("Ana/B-Person Ruiz/B-Person met", [("Ana", "PERSON"), ("Ruiz", "PERSON")]),
        ("Ana/B-Person Ruiz/I-NORP met", [("Ana", "PERSON"), ("Ruiz", "NORP")]),
        (
            "Ana/B-Facility Ruiz/I-Facility met Owen/B-Date Pike/B-Location",
            [("Ana  Ruiz", "LOCATION"), ("Pike", "LOCATION")],
        ),
        ("Ana met Pike", []),
    ],
)
def test_names_are_spans_of_their_text(marked: str, names: list[tuple[str, str]]) -> None:
    assert named("Ana  Ruiz met Owen\nPike.", [tagged(marked)]) == names


def test_a_repeated_name_is_found_at_its_own_place() -> None:
    text = "Pike left. It rained. Then Pike came."
    sentences = [tagged("Pike/B-Person left ."), tagged("It rained ."), tagged("Then Pike/B-Person came .")]
    assert names_in(text, sentences) == [(0, 4, "PERSON"), (27, 31, "PERSON")]


def test_a_text_that_does_not_fit_has_no_known_names() -> None:
    rained = "It rained . "
    assert names_in("It rained. " * 20, [tagged("Ana/B-Person left . " + rained * 10)]) is None
    assert named("It rained. " * 20 + "Ana left.", [tagged(rained * 20 + "“ Ana/B-Person left .")]) == [
        ("Ana", "PERSON")
    ], "one token of 64 may be lost"
    assert names_in("It rained.", []) is None


def test_a_name_that_lost_a_token_is_not_joined_over_it() -> None:
    text = "It rained. " * 20 + "Ana Ruiz Pike left."
    sentences = [tagged("It rained . " * 20 + "Ana/B-Person Rúiz/I-Person Pike/I-Person left .")]
    assert named(text, sentences) == [("Ana", "PERSON"), ("Pike", "PERSON")]
    sentences = [tagged("It rained . " * 20 + "Aná/B-Person Ruiz/I-Person Pike/I-Person left .")]
    assert named(text, sentences) == [("Ruiz Pike", "PERSON")]


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        ("Ana , who left ( early ) .", "Ana, who left (early)."),
        ("“ We stay , ” said Ana .", "“We stay,” said Ana."),
        ('" We stay , " said Ana , " or " not .', '"We stay," said Ana, "or" not.'),
        ("Pike ’s pay : $ 5 .", "Pike’s pay: $5."),
        ("", ""),
    ],
)
def test_a_text_is_made_of_tokens(marked: str, text: str) -> None:
    assert text_of([tagged(marked)] if marked else [])[0] == text


def test_each_sentence_is_a_paragraph_with_names_at_their_places() -> None:
    text, names = text_of([tagged('" Ana/B-Person Ruiz/I-Person left . "'), tagged('" Finch/B-Person stayed .')])
    assert text == '"Ana Ruiz left."\n\n"Finch stayed.'
    assert [(text[start:end], label) for start, end, label in names] == [("Ana Ruiz", "PERSON"), ("Finch", "PERSON")]
