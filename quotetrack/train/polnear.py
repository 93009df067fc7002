"""Read PolNeAR 1.0 (Newell et al. 2018) as it is published, and in our layout as samples to learn from.

Published it is a folder for each part with `text/*.txt`, `attributions/*.ann` (brat's standoff format) and
`corenlp/*.txt.xml`. In our layout it is a file for each part in JSON lines, as docs/model.md describes it.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from quotetrack.errors import InputError
from quotetrack.train.samples import Sample, Spans

_ANN_NAME = re.compile(r"(?P<doc>.+)_[0-9a-f]{4}\.ann")
_PENN = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "JJ": "ADJ", "JJR": "ADJ", "JJS": "ADJ",
    "RB": "ADV", "RBR": "ADV", "RBS": "ADV", "CC": "CCONJ", "CD": "NUM", "PRP": "PRON", "PRP$": "PRON",
    "WP": "PRON", "WP$": "PRON", "EX": "PRON", "POS": "PART", "UH": "INTJ", "MD": "AUX", "FW": "X",
    ",": "PUNCT", ".": "PUNCT", ":": "PUNCT", "``": "PUNCT", "''": "PUNCT", "-LRB-": "PUNCT", "-RRB-": "PUNCT",
    "$": "SYM", "#": "SYM", "SYM": "SYM", "RP": "ADP", "PDT": "DET", "WRB": "ADV",
}  # fmt: skip
_AUXILIARIES = {"be", "have", "do"}
_ENTITY_TYPES = {"PERSON": "PERSON", "ORGANIZATION": "ORGANIZATION", "LOCATION": "LOCATION"}
Row = dict[str, Any]


def read_rows(path: Path) -> Iterator[Row]:
    """The articles of a gzipped file of JSON lines: `doc`, `text`, `attributions` and, of some, `tokens`."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def sample_of(row: Row) -> Sample:
    """An article of PolNeAR, with sources, cues and contents, machine entities and parts of speech; spans in code
    points."""
    roles = {
        (start, end, role)
        for attribution in row["attributions"]
        for role in ("source", "cue", "content")
        for start, end in attribution[role]
    }
    tokens = [t for sentence in row.get("tokens") or () for t in sentence]
    return Sample(
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
        label = _ENTITY_TYPES.get(str(tag), "")
        if label and label == last:
            found[-1] = (found[-1][0], int(str(end)), label)
        elif label:
            found.append((int(str(start)), int(str(end)), label))
        last = label
    return found


def read_published(folder: Path) -> Iterator[Row]:
    """The articles of a part of PolNeAR 1.0 as published, by name: `doc`, `text` and `attributions`, and where CoreNLP
    read them `sentences`, `tokens` and `coref`, as docs/model.md has them.

    Several people annotated some articles: the first by their code is taken. Articles that nobody annotated are left
    out. Raises InputError for a file that is not as it should be, or where there is no article.
    """
    annotations = _annotations(folder / "attributions")
    texts = sorted((folder / "text").glob("*.txt"))
    if not any(path.stem in annotations for path in texts):
        raise InputError(str(folder), "no article with annotations", "it should hold text/*.txt and attributions/*.ann")
    for path in texts:
        if path.stem in annotations:
            # Bytes, as line ends must stay: some articles have carriage returns, and offsets count them.
            text = path.read_bytes().decode("utf-8")
            row = {"doc": path.stem, "text": text, "attributions": list(read_ann(annotations[path.stem], len(text)))}
            parsed = folder / "corenlp" / f"{path.name}.xml"
            yield row | (_read_corenlp(parsed) if parsed.is_file() else {})


def _annotations(folder: Path) -> dict[str, Path]:
    """The annotation of each article, by its name."""
    found: dict[str, Path] = {}
    for path in sorted(folder.glob("*.ann")):
        if name := _ANN_NAME.fullmatch(path.name):
            found.setdefault(name["doc"], path)
    return found


def read_ann(path: Path, length: int) -> Iterator[Row]:
    """The attributions of a brat file in its order, each with `source`, `cue` and `content` as spans in code points of
    a text of that length. Raises InputError for a line that names what is not there."""
    spans: dict[str, list[list[int]]] = {}
    events: list[tuple[int, list[str]]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        label, _, rest = line.partition("\t")
        if label[:1] == "T":
            spans[label] = _read_spans(rest.partition("\t")[0], length, f"{path}:{number}")
        elif label[:1] == "E":
            events.append((number, rest.split()[1:]))  # the first names the event itself
    for number, arguments in events:
        roles: Mapping[str, list[list[int]]] = defaultdict(list)
        for argument in arguments:
            role, _, label = argument.partition(":")
            if label not in spans:
                raise InputError(f"{path}:{number}", f"{argument}: there is no {label or 'label'} in the file")
            roles[role.rstrip("0123456789").lower()].extend(spans[label])
        yield {role: sorted(roles[role]) for role in ("source", "cue", "content")}


def _read_spans(words: str, length: int, where: str) -> list[list[int]]:
    """The spans of `Content 10 20;25 30`."""
    try:
        found = [[int(start), int(end)] for start, end in (s.split() for s in words.partition(" ")[2].split(";"))]
    except ValueError:
        raise InputError(where, f"no spans as in “Content 10 20;25 30”: {words!r}") from None
    if any(not 0 <= start < end <= length for start, end in found):
        raise InputError(where, f"{words!r} is outside of the text, which has {length:,} characters")
    return found


def _read_corenlp(path: Path) -> Row:
    """Sentences, tokens and chains of mentions of CoreNLP's XML.

    Its offsets count UTF-16 units, which here are code points: no article has a character that takes two.
    """
    try:
        document = ElementTree.parse(path).getroot().find("document")
        assert document is not None
        tokens = [_read_sentence(sentence) for sentence in document.iterfind("sentences/sentence")]
        chains = [[_mention(m, tokens) for m in chain] for chain in document.iterfind("coreference/coreference")]
    except (ElementTree.ParseError, AssertionError, TypeError, ValueError, IndexError) as error:
        raise InputError(str(path), f"not CoreNLP's XML: {type(error).__name__}: {error}") from None
    return {"sentences": [[own[0][0], own[-1][1]] for own in tokens], "tokens": tokens, "coref": chains}


def _read_sentence(sentence: ElementTree.Element) -> list[list[Any]]:
    heads = {
        _number(dep.find("dependent"), "idx"): (_number(dep.find("governor"), "idx"), dep.get("type"))
        for dep in sentence.iterfind("dependencies[@type='basic-dependencies']/dep")
    }
    return [
        [
            int(token.findtext("CharacterOffsetBegin") or ""), int(token.findtext("CharacterOffsetEnd") or ""),
            *(token.findtext(name) for name in ("POS", "lemma", "NER")), *heads.get(number, (0, "")),
        ]
        for number, token in enumerate(sentence.iterfind("tokens/token"), 1)
    ]  # fmt: skip


def _number(element: ElementTree.Element | None, name: str) -> int:
    return int((element.get(name) if element is not None else None) or "")


def _mention(mention: ElementTree.Element, tokens: list[list[list[Any]]]) -> list[int]:
    sentence, start, end = (int(mention.findtext(name) or "") for name in ("sentence", "start", "end"))
    own = tokens[sentence - 1]
    return [own[start - 1][0], own[end - 2][1]]
