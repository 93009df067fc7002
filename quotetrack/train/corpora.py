"""Readers of the public corpora that the English pack is trained on. None of them is shipped.

PolNeAR (Newell et al. 2018): source, cue and content spans, machine entities and parts of speech.
Universal NER on EWT: persons, organisations and places. UD EWT: parts of speech.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from quotetrack.parse.labels import UPOS
from quotetrack.train.gum import read_gum
from quotetrack.train.samples import Sample, Sentence, Spans, samples_of

_PENN = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "JJ": "ADJ", "JJR": "ADJ", "JJS": "ADJ",
    "RB": "ADV", "RBR": "ADV", "RBS": "ADV", "CC": "CCONJ", "CD": "NUM", "PRP": "PRON", "PRP$": "PRON",
    "WP": "PRON", "WP$": "PRON", "EX": "PRON", "POS": "PART", "UH": "INTJ", "MD": "AUX", "FW": "X",
    ",": "PUNCT", ".": "PUNCT", ":": "PUNCT", "``": "PUNCT", "''": "PUNCT", "-LRB-": "PUNCT", "-RRB-": "PUNCT",
    "$": "SYM", "#": "SYM", "SYM": "SYM", "RP": "ADP", "PDT": "DET", "WRB": "ADV",
}  # fmt: skip
_AUXILIARIES = {"be", "have", "do"}
_TYPES = {"PERSON": "PERSON", "ORGANIZATION": "ORGANIZATION", "LOCATION": "LOCATION"}
_UNER = {"PER": "PERSON", "ORG": "ORGANIZATION", "LOC": "LOCATION"}


def read_part(data: Path, part: str) -> list[Sample]:
    """The articles and documents of a part ("train" or "dev") of the folder of corpora, laid out
    as docs/model.md says. PolNeAR's machine annotation teaches, but nothing is scored on it."""
    polnear = list(read_polnear(data / "polnear" / f"{part}.jsonl.gz"))
    if part == "dev":
        polnear = [replace(sample, entities=None, upos={}) for sample in polnear]
    ewt = read_ewt(data / "ner" / f"en_ewt-{part}.iob2.gz", data / "ud" / f"en_ewt-{part}.conllu.gz")
    gum = read_gum(data / "ud" / f"en_gum-{part}.conllu.gz") if part == "train" else []
    return [*polnear, *ewt, *gum]


def read_polnear(path: Path) -> Iterator[Sample]:
    """Articles of a PolNeAR file in JSON lines (gzipped), spans in code points."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            roles = {
                (start, end, role)
                for attribution in row["attributions"]
                for role in ("source", "cue", "content")
                for start, end in attribution[role]
            }
            tokens = [t for sentence in row.get("tokens") or () for t in sentence]
            yield Sample(
                row["doc"],
                row["text"],
                sorted(roles),
                _runs(tokens) if tokens else None,
                {t[0]: tag for t in tokens if (tag := _penn_to_upos(t[2], t[3]))},
                by_machine=True,
            )


def _penn_to_upos(tag: str, lemma: str) -> str | None:
    """The universal tag where the Penn tag settles it; None where it does not (IN, TO, DT of
    pronouns), so that only the treebank teaches those."""
    if tag.startswith("VB"):
        return None if lemma in _AUXILIARIES else "VERB"
    return _PENN.get(tag)


def _runs(tokens: list[list[object]]) -> Spans:
    """Entities as runs of tokens of one type, as the machine annotation has them."""
    found: Spans = []
    last = ""
    for start, end, _, _, tag, *_ in tokens:
        label = _TYPES.get(str(tag), "")
        if label and label == last:
            found[-1] = (found[-1][0], int(str(end)), label)
        elif label:
            found.append((int(str(start)), int(str(end)), label))
        last = label
    return found


def read_ewt(entities: Path, treebank: Path) -> Iterator[Sample]:
    """Documents of Universal NER EWT, joined with the parts of speech of UD EWT by sentence."""
    tags = dict(_read_conllu(treebank))
    for name, sentences in _read_iob2(entities):
        yield from samples_of(name, [Sentence(text, found, tags.get(text, {})) for text, found in sentences])


def _read_iob2(path: Path) -> Iterator[tuple[str, list[tuple[str, Spans]]]]:
    name = text = ""
    sentences: list[tuple[str, Spans]] = []
    tokens: list[tuple[str, str]] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in [*lines, "\n", "# newdoc id = \n"]:
            if line.startswith("# newdoc"):
                if sentences:
                    yield name, sentences
                name, sentences = line.split("=", 1)[1].strip(), []
            elif line.startswith("# text ="):
                text = line.split("=", 1)[1].strip()
            elif line.strip() and not line.startswith("#"):
                columns = line.rstrip("\n").split("\t")
                tokens.append((columns[1], columns[2]))
            elif not line.strip() and tokens:
                sentences.append((text, _aligned(text, tokens)))
                tokens = []


def _aligned(text: str, tokens: list[tuple[str, str]]) -> Spans:
    found: Spans = []
    at = 0
    last = ""
    for form, tag in tokens:
        start = text.find(form, at)
        if start < 0:
            last = ""
            continue
        at = start + len(form)
        label = _UNER.get(tag[2:], "")
        if tag.startswith("I-") and label and label == last:
            found[-1] = (found[-1][0], at, label)
        elif label:
            found.append((start, at, label))
        last = label
    return found


def _read_conllu(path: Path) -> Iterator[tuple[str, dict[int, str]]]:
    text, at = "", 0
    upos: dict[int, str] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# text ="):
                text, upos, at = line.split("=", 1)[1].strip(), {}, 0
            elif line[:1].isdigit():
                number, form, _, tag, *_ = line.split("\t")
                if not number.isdigit():
                    continue
                start = text.find(form, at)
                if start >= 0:
                    at = start + len(form)
                    if tag in UPOS:
                        upos[start] = tag
            elif not line.strip() and text:
                yield text, upos
                text = ""
