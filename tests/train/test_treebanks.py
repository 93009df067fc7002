"""Paragraphs of treebanks, as the tokenizer is trained on them."""

from __future__ import annotations

import gzip
from pathlib import Path

from quotetrack.train.treebanks import Paragraph, read_paragraphs

WORD = "{}\t{}" + "\t_" * 7 + "\t{}\n"


def sentence(*words: tuple[str, str, str]) -> str:
    return "".join(WORD.format(*word) for word in words) + "\n"


TREEBANK = (
    "# newdoc id = one\n# meta::genre = news\n# newpar\n# newpar_block = head (1 s)\n# sent_id = 1\n"
    + sentence(
        ("1-2", "Don't", "_"), ("1", "Do", "_"), ("2", "n't", "_"), ("3", "go", "SpaceAfter=No"), ("4", ".", "_")
    )
    + sentence(("1", "Stay", "_"), ("2", "here", "_"), ("2.1", "now", "_"))
    + "# newpar\n"
    + sentence(("1", "Yes", "SpaceAfter=No"), ("2", "!", "SpaceAfter=No"))
    + "# newdoc id = two\n# meta::genre = fiction\n# newpar\n"
    + sentence(("1", "Gone", "_"))
    + "# newdoc id = three\n# newpar id = p1\n"
    + sentence(("1", "Last", "_"))
)


def test_paragraphs_of_free_documents_with_multi_word_tokens_whole(tmp_path: Path) -> None:
    path = tmp_path / "treebank.conllu.gz"
    path.write_bytes(gzip.compress(TREEBANK.encode()))
    assert list(read_paragraphs(path)) == [
        Paragraph("Don't go. Stay here", "0000100120000100002"),
        Paragraph("Yes!", "0012"),
        Paragraph("Last", "0002"),
    ]
