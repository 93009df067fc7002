"""Names made of GUM's mentions."""

import gzip
from pathlib import Path

import pytest

from quotetrack.train.gum import read_gum


def _treebank(folder: Path, *sentences: list[tuple[str, str, int, str]], genre: str = "news") -> Path:
    """A treebank of one document; of each word form, part of speech, number of the head, and brackets of mentions."""
    lines = ["# newdoc id = GUM_news_ferry", f"# meta::genre = {genre}"]
    for rows in sentences:
        lines.append("# text = " + " ".join(form for form, _, _, _ in rows))
        for at, (form, tag, head, brackets) in enumerate(rows, start=1):
            features = "Number=Plur" if form.endswith("ers") else "_"
            misc = f"Entity={brackets}" if brackets else "_"
            lines.append("\t".join([str(at), form, form, tag, "_", features, str(head), "_", "_", misc]))
        lines.append("")
    path = folder / "gum.conllu.gz"
    path.write_bytes(gzip.compress("\n".join([*lines, ""]).encode()))
    return path


def _names(path: Path) -> list[tuple[str, str]]:
    return [(s.text[start:end], kind) for s in read_gum(path) for start, end, kind in s.entities or ()]


MAYOR = [
    ("Harbour", "PROPN", 2, "(1-person-new(2-place-new)"), ("mayor", "PROPN", 4, ""),
    ("Ilse", "PROPN", 4, ""), ("Brandvold", "PROPN", 5, "1)"), ("smiled", "VERB", 0, ""),
]  # fmt: skip
CASES = {
    "a title and what stands before it are no part of a name": (
        MAYOR,
        [("Harbour", "LOCATION"), ("Ilse Brandvold", "PERSON")],
    ),
    "a mention without a name is none": (
        [("the", "DET", 2, "(1-person-new"), ("captain", "NOUN", 0, "1)")],
        [],
    ),
    "a title alone is none": ([("Governor", "PROPN", 0, "(1-person-new)")], []),
    "a people is no person": ([("Fjorders", "PROPN", 0, "(1-person-new)")], []),
    "the name of a body goes on after `of the`": (
        [
            ("Bank", "PROPN", 0, "(1-organization-new"), ("of", "ADP", 4, ""), ("the", "DET", 4, "(2-place-new"),
            ("North", "PROPN", 1, "1)2)"),
        ],
        [("Bank of the North", "ORGANIZATION")],
    ),
    "that of a place stops before a clause": (
        [
            ("Port", "PROPN", 2, "(1-place-new"), ("Ellery", "PROPN", 0, ""), ("where", "ADV", 4, ""),
            ("boats", "NOUN", 2, "1)"),
        ],
        [("Port Ellery", "LOCATION")],
    ),
    "of two kinds it is always the same": (
        [("Norland", "PROPN", 2, "(1-person-new)(2-place-new)"), ("rose", "VERB", 0, "")],
        [("Norland", "LOCATION")],
    ),
    "other kinds are left out": ([("Christmas", "PROPN", 0, "(1-time-new)")], []),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "expected"), CASES.values(), ids=CASES)
def test_names(tmp_path: Path, rows: list[tuple[str, str, int, str]], expected: list[tuple[str, str]]) -> None:
    assert _names(_treebank(tmp_path, rows)) == expected


def test_a_country_that_acts_is_a_place_where_it_is_one_elsewhere(tmp_path: Path) -> None:
    acts = [("Norland", "PROPN", 2, "(1-organization-new)"), ("objected", "VERB", 0, "")]
    lies = [("In", "ADP", 2, ""), ("Norland", "PROPN", 0, "(1-place-new)")]
    assert _names(_treebank(tmp_path, acts, lies)) == [("Norland", "LOCATION")] * 2


def test_a_body_that_is_no_place_anywhere_stays_one(tmp_path: Path) -> None:
    acts = [("Norbank", "PROPN", 2, "(1-organization-new)"), ("objected", "VERB", 0, "")]
    assert _names(_treebank(tmp_path, acts)) == [("Norbank", "ORGANIZATION")]


def test_documents_whose_licence_is_not_free_are_left_out(tmp_path: Path) -> None:
    assert read_gum(_treebank(tmp_path, MAYOR, genre="fiction")) == []


def test_parts_of_speech_come_along(tmp_path: Path) -> None:
    [sample] = read_gum(_treebank(tmp_path, MAYOR))
    assert {sample.text[at:].split()[0]: tag for at, tag in sample.upos.items()}["smiled"] == "VERB"
