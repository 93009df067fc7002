"""Readers of treebanks: CoNLL-U files of Universal Dependencies, and the names that Universal NER adds to EWT."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from quotetrack.parse.labels import UPOS
from quotetrack.train.samples import LabelledSentence, Sample, Spans, samples_of, tagged_spans

FREE_GENRES = frozenset({"bio", "interview", "news", "speech", "voyage"})
"""Genres of GUM whose texts are free for any use: Wikipedia, Wikinews, Wikivoyage, public speeches.
The others hold some texts whose licences forbid commercial use or changed copies."""
_UNER = {"PER": "PERSON", "ORG": "ORGANIZATION", "LOC": "LOCATION"}
IN_TOKEN, TOKEN_END, SENTENCE_END = "0", "1", "2"


@dataclass(frozen=True)
class TreebankSentence:
    """A sentence of a CoNLL-U file: its text, and its lines in ten columns.

    `document` is the name of its document, `paragraph` counts the paragraphs of the file, of which a new one begins
    with each document too.
    """

    document: str
    paragraph: int
    text: str
    lines: list[list[str]]

    def words(self) -> Iterator[tuple[int, list[str]]]:
        """The columns of each syntactic word, and where it starts in the text; -1 where it is not there."""
        at = 0
        for columns in self.lines:
            if columns[0].isdigit():
                start = self.text.find(columns[1], at)
                at = start + len(columns[1]) if start >= 0 else at
                yield start, columns


@dataclass(frozen=True)
class Paragraph:
    """A paragraph and, for each of its characters, a digit: 0 inside, 1 end of token, 2 of sentence."""

    text: str
    labels: str


def read_conllu(path: Path) -> Iterator[TreebankSentence]:
    """The sentences of a CoNLL-U file (gzipped), of GUM only those of documents of `FREE_GENRES`."""
    document = genre = text = ""
    paragraph = 0
    rows: list[list[str]] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in [*lines, "\n"]:
            if line.startswith(("# newdoc", "# newpar")) and not line.startswith("# newpar_"):
                paragraph += 1
                if line.startswith("# newdoc"):
                    document, genre = line.partition("=")[2].strip(), ""
            elif line.startswith("# meta::genre"):
                genre = _value(line)
            elif line.startswith("# text ="):
                text = _value(line)
            elif line[:1].isdigit():
                rows.append(line.rstrip("\n").split("\t"))
            elif not line.strip() and rows:
                if not genre or genre in FREE_GENRES:
                    yield TreebankSentence(document, paragraph, text, rows)
                rows = []


def _value(comment: str) -> str:
    return comment.split("=", 1)[1].strip()


def read_paragraphs(path: Path) -> Iterator[Paragraph]:
    """Paragraphs of a CoNLL-U file, with the ends of tokens and sentences; a word of several parts is one token."""
    for _, sentences in groupby(read_conllu(path), key=lambda sentence: sentence.paragraph):
        tokens = [token for sentence in sentences for token in _tokens(sentence)]
        labels = [IN_TOKEN * (len(form.rstrip()) - 1) + end + IN_TOKEN * form.endswith(" ") for form, end in tokens]
        text = "".join(form for form, _ in tokens).rstrip()
        yield Paragraph(text, "".join(labels)[: len(text)])


def _tokens(sentence: TreebankSentence) -> list[tuple[str, str]]:
    """Each token of a sentence, with the blank after it, and which end it is."""
    tokens: list[tuple[str, str]] = []
    covered = 0
    for number, form, *_, misc in sentence.lines:
        if "." not in number and int(number.split("-")[0]) > covered:
            covered = int(number.split("-")[-1])
            tokens.append((form + ("" if "SpaceAfter=No" in misc else " "), TOKEN_END))
    return [*tokens[:-1], (tokens[-1][0], SENTENCE_END)]


def read_ewt(entities: Path, treebank: Path) -> Iterator[Sample]:
    """Documents of Universal NER EWT, joined with the parts of speech of UD EWT by sentence."""
    tags = {
        sentence.text: {start: word[3] for start, word in sentence.words() if start >= 0 and word[3] in UPOS}
        for sentence in read_conllu(treebank)
    }
    for name, sentences in groupby(_read_iob2(entities), key=lambda row: row[0]):
        yield from samples_of(name, [LabelledSentence(text, found, tags.get(text, {})) for _, text, found in sentences])


def _read_iob2(path: Path) -> Iterator[tuple[str, str, Spans]]:
    """The document, text and names of each sentence."""
    name = text = ""
    tokens: list[tuple[str, str]] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in [*lines, "\n"]:
            if line.startswith("# newdoc"):
                name = _value(line)
            elif line.startswith("# text ="):
                text = _value(line)
            elif line.strip() and not line.startswith("#"):
                columns = line.rstrip("\n").split("\t")
                tokens.append((columns[1], columns[2]))
            elif not line.strip() and tokens:
                yield name, text, _aligned(text, tokens)
                tokens = []


def _aligned(text: str, tokens: list[tuple[str, str]]) -> Spans:
    """The names of a sentence as spans of its text."""
    places: list[tuple[int, int, str]] = []
    at = 0
    for form, tag in tokens:
        start = text.find(form, at)
        at = start + len(form) if start >= 0 else at
        places.append((start if start >= 0 else at, at, tag))
    return tagged_spans(places, _UNER)
