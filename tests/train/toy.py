"""Corpora of a few invented sentences, in the forms in which the real ones are published."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

TEXT = "“The pier is closed,” said Ina Voss.\r\n\nNobody came to look. Owen Pike thinks it will open again."
"""An article: two attributions, one of them in a paragraph with another sentence, and a carriage return."""
ANN = (
    "T1\tSource 27 35\tIna Voss\nT2\tCue 22 26\tsaid\nT3\tContent 0 12;13 21\t“The pier is closed,”\n"
    "T4\tAttribution 22 26\tsaid\nE1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n"
    "T5\tCue 70 76\tthinks\nT6\tContent 77 96\tit will open again.\n#1\tAnnotatorNotes T5\tis it?\n"
    "T7\tAttribution-no-source 70 76\tthinks\nE2\tAttribution-no-source:T7 Content:T6 Cue:T5\n"
)
ATTRIBUTIONS = [
    {"source": [[27, 35]], "cue": [[22, 26]], "content": [[0, 12], [13, 21]]},
    {"source": [], "cue": [[70, 76]], "content": [[77, 96]]},
]
TOKEN = "{0}\t{1}\t{1}\t{2}\t_\t_\t0\troot\t_\t{3}\n"
SENTENCES = (
    ("The", "mill", "burns", "."),
    ("Ina", "Voss", "keeps", "a", "garden", "in", "Norbury", "."),
    ("She", "sells", "“", "plums", "”", ",", "pears", "and", "honey", "."),
    ("Owen", "Pike", "waits", "."),
)
NAMES = {"Ina": "B-PER", "Voss": "I-PER", "Norbury": "B-LOC", "Owen": "B-PER", "Pike": "I-PER"}
TAGS = {"The": "DET", "a": "DET", "in": "ADP", "and": "CCONJ", "She": "PRON", ".": "PUNCT", ",": "PUNCT"}
PEOPLE = {
    "people/polnear_train.jsonl": [("alder_elsewhere", {})],
    "people/polnear_more.jsonl": [("alder_2020-01-02_the-pier", {"0": "p1/s", "1": "p2/b"})],
    "people/worldwide.jsonl": [("alder_ferry", {"0": "p1/s"})],
    "people/worldwide_more.jsonl": [("alder_mill", {"0": "p1/w"})],
}
"""The articles that each file annotates, with who says what in them: one to choose settings by, two to learn from."""
STORY = "The ferry sails, said Ina Voss, the owner. It is late."
STORY_NAMES = "\n".join(
    f"{word}\t{NAMES.get(word, 'O').replace('PER', 'Person')}" for word in re.findall(r"\w+|[^\w\s]", STORY)
)
VERBS = {"burns", "keeps", "sells", "waits"}


def write(folder: Path) -> Path:
    """All corpora as published, below a folder."""
    for part in ("train", "dev"):
        write_polnear(folder / "PolNeAR" / "data" / part)
        texts = {
            "UD_English-EWT": (f"en_ewt-ud-{part}.conllu", treebank()),
            "UD_English-GUM": (f"en_gum-ud-{part}.conllu", treebank("# meta::genre = news\n")),
            "UNER_English-EWT": (f"en_ewt-ud-{part}.iob2", entities()),
        }
        for project, (name, text) in texts.items():
            (folder / project).mkdir(parents=True, exist_ok=True)
            (folder / project / name).write_text(text, encoding="utf-8")
    write_annotated(folder)
    return folder


def write_annotated(folder: Path) -> None:
    """The articles that people read, from all over the world and of PolNeAR, and names in one more."""
    (folder / "people").mkdir()
    (folder / "worldwide").mkdir()
    speakers = {"p1": {"kind": "person", "name": "Ina Voss", "roles": ["owner"]}, "p2": {"kind": "unnamed"}}
    for name, rows in PEOPLE.items():
        lines = [json.dumps({"doc": doc, "speakers": speakers, "who": who}) + "\n" for doc, who in rows]
        (folder / name).write_text("".join(lines), encoding="utf-8")
    said = [{"source": [[22, 41]], "cue": [[17, 21]], "content": [[0, 15]]}]
    for name, doc in (("articles", "alder_ferry"), ("more", "alder_mill")):
        article = json.dumps({"doc": doc, "text": STORY, "attributions": said}) + "\n"
        (folder / f"worldwide/{name}.jsonl.gz").write_bytes(gzip.compress(article.encode()))
    names = "".join(f"# doc = {doc}\n{STORY_NAMES}\n\n" for doc in ("alder_ferry", "alder_mill", "alder_quay"))
    (folder / "worldwide/names.tsv.gz").write_bytes(gzip.compress(names.encode()))
    (folder / "coref").mkdir()
    for part in ("development", "validation"):
        (folder / f"coref/gap-{part}.tsv.gz").write_bytes(gzip.compress(gap(part).encode()))


def gap(part: str) -> str:
    """Two texts in the form of GAP: in the first one a pronoun means the name A, in the second one neither."""
    text, columns = (
        "Ina Voss met Eva Strand before she left.",
        "Pronoun Pronoun-offset A A-offset A-coref B B-offset B-coref",
    )
    rows = (("ID", "Text", *columns.split(), "URL"), *(
        (f"{part}-{number}", text, "she", "31", "Ina Voss", "0", str(meant), "Eva Strand", "13", "False", "-")
        for number, meant in enumerate((True, False))
    ))  # fmt: skip
    return "".join("\t".join(row) + "\n" for row in rows)


def write_polnear(folder: Path, doc: str = "alder_2020-01-02_the-pier") -> None:
    """A part of PolNeAR with one article."""
    for name in ("text", "attributions", "corenlp"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "text" / f"{doc}.txt").write_bytes(TEXT.encode())
    (folder / "attributions" / f"{doc}_4b22.ann").write_text(ANN, encoding="utf-8")
    (folder / "corenlp" / f"{doc}.txt.xml").write_text(corenlp(TEXT, [(2, 1, 3), (1, 1, 2)]), encoding="utf-8")


def corenlp(text: str, mentions: Iterable[tuple[int, int, int]]) -> str:
    """An article as CoreNLP's XML, cut into words and at full stops; `mentions` are one chain: sentence, start, end."""
    words = list(re.finditer(r"\w+|[^\w\s]", text))
    sentences: list[list[re.Match[str]]] = [[]]
    for word in words:
        sentences[-1].append(word)
        if word.group() == ".":
            sentences.append([])
    chain = "".join(
        f"<mention><sentence>{at}</sentence><start>{start}</start><end>{end}</end><head>{start}</head></mention>"
        for at, start, end in mentions
    )
    inside = "".join(map(_sentence, filter(None, sentences)))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><root><document><sentences>{inside}</sentences>'
        f"<coreference><coreference>{chain}</coreference></coreference></document></root>"
    )


def _sentence(words: Sequence[re.Match[str]]) -> str:
    tokens = "".join(map(_token, words))
    deps = "".join(
        f'<dep type="{"dep" if at > 1 else "root"}"><governor idx="{at - 1}"/><dependent idx="{at}"/></dep>'
        for at in range(1, len(words) + 1)
    )
    other = '<dep type="no"><governor idx="9"/><dependent idx="1"/></dep>'
    return (
        f'<sentence><tokens>{tokens}</tokens><dependencies type="basic-dependencies">{deps}</dependencies>'
        f'<dependencies type="collapsed-dependencies">{other}</dependencies></sentence>'
    )


def _token(word: re.Match[str]) -> str:
    form = escape(word.group())
    return (
        f"<token><word>{form}</word><lemma>{form.lower()}</lemma>"
        f"<CharacterOffsetBegin>{word.start()}</CharacterOffsetBegin>"
        f"<CharacterOffsetEnd>{word.end()}</CharacterOffsetEnd>"
        f"<POS>{'NNP' if form[0].isupper() else 'NN'}</POS><NER>{'PERSON' if form in NAMES else 'O'}</NER></token>"
    )


def spaced(words: Sequence[str]) -> str:
    """A sentence as it is printed."""
    return re.sub(r" ([.,”])", r"\1", " ".join(words)).replace("“ ", "“")


def treebank(meta: str = "", times: int = 4) -> str:
    """The sentences as CoNLL-U, in as many documents."""
    return "".join(
        f"# newdoc id = toy-{at}\n{meta}# newpar\n" + "".join(map(_conllu, SENTENCES)) for at in range(times)
    )


def _conllu(words: Sequence[str]) -> str:
    lines = [f"# text = {spaced(words)}\n"]
    for at, word in enumerate(words, 1):
        glued = word == "“" or (at < len(words) and words[at] in ".,”")
        tag = TAGS.get(word, "VERB" if word in VERBS else "PROPN" if word in NAMES else "NOUN")
        lines.append(TOKEN.format(at, word, tag, "SpaceAfter=No" if glued else "_"))
    return "".join(lines) + "\n"


def entities(times: int = 4) -> str:
    """The sentences with their names, as Universal NER has them."""
    return "".join(f"# newdoc id = toy-{at}\n" + "".join(map(_iob2, SENTENCES)) for at in range(times))


def _iob2(words: Sequence[str]) -> str:
    # As published: who annotated it stands behind names only.
    tags = (f"{NAMES[word]}\t-\tsomebody" if word in NAMES else "O" for word in words)
    lines = [f"{at}\t{word}\t{tag}\n" for at, (word, tag) in enumerate(zip(words, tags, strict=True), 1)]
    return f"# text = {spaced(words)}\n" + "".join(lines) + "\n"
