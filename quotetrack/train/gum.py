"""Read the treebank GUM, with names made of its hand-made entities: the capitalised core of each mention of a person,
an organisation or a place whose head is a proper noun.

GUM marks whole mentions ("US President Barack Obama", "the people of Kyiv"), names or not; what is learned is how
Universal NER marks names ("Barack Obama", "Kyiv").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from quotetrack.language import load
from quotetrack.parse.labels import UPOS
from quotetrack.train.samples import LabelledSentence, Sample, samples_of
from quotetrack.train.treebanks import TreebankSentence, read_conllu

_NAME_TYPES = {"person": "PERSON", "organization": "ORGANIZATION", "place": "LOCATION"}
_MENTION = re.compile(r"\(([^()]+)(\)?)|([^()]+)\)")
_JOINING = ("of", "for", "and", "&", "-")
"""Words that may join two capitalised parts of one name, except a person's; "the" may follow "of" or "for"."""


class TreebankWord(NamedTuple):
    """A row of the treebank: `head` is the number of the word that it depends on, counted from 0, -1 for none."""

    start: int
    form: str
    upos: str
    plural: bool
    head: int
    entities: str

    @property
    def end(self) -> int:
        return self.start + len(self.form)

    @property
    def in_name(self) -> bool:
        return self.upos == "PROPN" or (self.form[:1].isupper() and self.upos in ("ADJ", "NOUN", "VERB", "NUM"))


@dataclass(frozen=True)
class Mention:
    """Words `first` to `last`, and GUM's type of what they refer to."""

    first: int
    last: int
    kind: str


def read_gum(path: Path) -> list[Sample]:
    """Samples of the documents of free genres, with names and parts of speech.

    A name that is a place anywhere becomes one everywhere, since GUM marks a country that acts as an organisation.
    """
    documents = groupby(read_conllu(path), key=lambda sentence: sentence.document)
    found = [
        sample for name, sentences in documents for sample in samples_of(name, [_labelled(own) for own in sentences])
    ]
    kinds: dict[str, Counter[str]] = {}
    for sample in found:
        for start, end, kind in sample.entities or ():
            kinds.setdefault(sample.text[start:end], Counter())[kind] += 1
    return [
        replace(sample, entities=[_as_place(sample.text, kinds, *span) for span in sample.entities or ()])
        for sample in found
    ]


def _as_place(text: str, kinds: dict[str, Counter[str]], start: int, end: int, kind: str) -> tuple[int, int, str]:
    return start, end, "LOCATION" if kind == "ORGANIZATION" and kinds[text[start:end]]["LOCATION"] else kind


def _labelled(sentence: TreebankSentence) -> LabelledSentence:
    rows: list[TreebankWord] = []
    for start, columns in sentence.words():
        entities = re.search(r"Entity=([^|]*)", columns[9])
        plural, head = "Number=Plur" in columns[5], int(columns[6]) - 1
        start = start if start >= 0 else rows[-1].end if rows else 0
        rows.append(TreebankWord(start, columns[1], columns[3], plural, head, entities[1] if entities else ""))
    tags = {word.start: word.upos for word in rows if word.upos in UPOS}
    return LabelledSentence(sentence.text, _names(rows), tags)


def _mentions(rows: list[TreebankWord]) -> Iterator[Mention]:
    """The mentions in the order of their ends. An opening bracket has number and type, a closing one the number."""
    opened: list[tuple[str, str, int]] = []
    for at, word in enumerate(rows):
        for begun, closed, ended in _MENTION.findall(word.entities):
            number, kind, *_ = [*begun.split("-"), ""] if begun else [ended, ""]
            if begun and closed:
                yield Mention(at, at, kind)
            elif begun:
                opened.append((number, kind, at))
            else:
                own = next((o for o in reversed(opened) if o[0] == number), None)
                if own:
                    opened.remove(own)
                    yield Mention(own[2], at, own[1])


def _names(rows: list[TreebankWord]) -> list[tuple[int, int, str]]:
    """The names of a sentence as spans of its text; of names within each other only the longest."""
    found = {(rows[a].start, rows[b].end, kind) for a, b, kind in _cores(rows)}
    kept: list[tuple[int, int, str]] = []
    # By kind too: of one stretch that is two kinds of name, every run must learn the same.
    for span in sorted(found, key=lambda s: (s[0], -s[1], s[2])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _cores(rows: list[TreebankWord]) -> Iterator[tuple[int, int, str]]:
    for mention in _mentions(rows):
        kind = _NAME_TYPES.get(mention.kind)
        inside = range(mention.first, mention.last + 1)
        heads = [at for at in inside if rows[at].head not in inside]
        if not kind or not heads or rows[heads[0]].upos != "PROPN":
            continue
        core = _core(rows, mention, heads[0], kind)
        if kind == "PERSON":
            if rows[heads[0]].plural:  # a people, not a person
                continue
            core = _without_titles(rows, *core)
        if core[0] <= core[1]:
            yield *core, kind


def _core(rows: list[TreebankWord], mention: Mention, head: int, kind: str) -> tuple[int, int]:
    """The longest run of words of a name around the head of a mention."""
    first = last = head
    while first > mention.first and rows[first - 1].in_name:
        first -= 1
    while (step := _next(rows, last, mention.last, kind)) > last:
        last = step
    return first, last


def _next(rows: list[TreebankWord], at: int, limit: int, kind: str) -> int:
    """The word up to which a name goes on after `at`; `at` itself where it ends there."""
    joining = ("-",) if kind == "PERSON" else _JOINING
    step = at + 1
    if step < limit and rows[step].form in joining:
        step += 1
        if rows[step].form == "the" and rows[step - 1].form in ("of", "for"):
            step += 1
    return step if step <= limit and rows[step].in_name else at


def _without_titles(rows: list[TreebankWord], first: int, last: int) -> tuple[int, int]:
    """Without the title before a name and what stands before that; nothing where the title stands alone."""
    titles = load("en").honorifics | load("en").name_titles | load("en").political_offices
    for at in range(last, first - 1, -1):
        form = rows[at].form.casefold().rstrip(".")
        if len(form) > 1 and form in titles:
            return at + 1, last
    return first, last
