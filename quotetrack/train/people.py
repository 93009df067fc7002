"""Read articles that people annotated by reading: what each attribution is (said, written, believed, neither), and of
each speaker the roles and the organisations that the article states.

The annotation gives roles and organisations as words of the article, not as places in it. A claim is learned at the
place that is nearest to a mention of its person; other places with the same words are left open, neither learned as
claims nor as none.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotetrack.text import paragraphs
from quotetrack.train.samples import ClaimedBeside, JudgedAct, Spans

PEOPLE = (
    "people/polnear_train.jsonl", "people/polnear_more.jsonl", "people/worldwide.jsonl", "people/worldwide_more.jsonl",
)  # fmt: skip
"""Files of annotations, in the layout of docs/model.md."""
CHOICE = {"people/polnear_train.jsonl": 52, "people/worldwide.jsonl": 40}
"""How many articles at the end of a file are for choosing settings, and are never learned from."""
_ACTS = {"s": "speech", "w": "writing", "b": "belief", "n": "neither"}
_FARTHEST = 160
"""Characters between a mention and words of a claim about it, at most."""
_BESIDE = 12
"""Characters between a mention and words of a claim, up to which further places of the same words are claims too."""


@dataclass(frozen=True)
class People:
    """The annotation of one article, as its line in a people file has it."""

    doc: str
    speakers: Mapping[str, Mapping[str, Any]]
    who: Mapping[str, str]
    fix: Mapping[str, Mapping[str, Any]]
    missed: Sequence[Mapping[str, Any]]


def read_people(path: Path) -> Iterator[People]:
    """The annotations of a people file (JSON lines, gzipped or not), in order."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield People(row["doc"], row["speakers"], row["who"], row.get("fix", {}), row.get("missed", []))


def choice_articles(data: Path) -> frozenset[str]:
    """The names of the articles that settings are chosen by."""
    return frozenset(
        people.doc for name, last in CHOICE.items() if (data / name).exists()
        for people in list(read_people(data / name))[-last:]
    )  # fmt: skip


@dataclass(frozen=True)
class Annotated:
    """An article's attributions with their acts, and the claims about its speakers, as spans of its text."""

    roles: Spans
    acts: list[JudgedAct]
    claims: list[ClaimedBeside]


def annotated(text: str, attributions: Sequence[Mapping[str, Any]], people: People) -> Annotated:
    """The annotation laid over an article: corrected spans, acts, claims."""
    roles: Spans = []
    acts: list[JudgedAct] = []
    heads: dict[str, list[tuple[int, int]]] = {}
    for spans, who in _questions(text, attributions, people):
        speakers, _, act = who.partition("/")
        if speakers != "-":
            roles += [(start, end, role) for role in ("source", "cue", "content") for start, end in spans[role]]
        if act in _ACTS and spans["content"]:
            acts.append(JudgedAct(tuple(map(tuple, spans["cue"])), tuple(map(tuple, spans["content"])), _ACTS[act]))
        for one in speakers.split("+"):
            heads.setdefault(one, []).extend(map(tuple, spans["source"]))
    claims = [claim for key, speaker in people.speakers.items() for claim in _claims(text, speaker, heads.get(key, []))]
    return Annotated(sorted(set(roles)), acts, claims)


def _questions(
    text: str, attributions: Sequence[Mapping[str, Any]], people: People
) -> Iterator[tuple[dict[str, list[Any]], str]]:
    rows: list[tuple[Mapping[str, Any], Mapping[str, Any], str]] = [
        (attributions[int(key)], people.fix.get(key, {}), who) for key, who in people.who.items()
    ]
    rows += [({}, missed, missed["who"]) for missed in people.missed]
    for found, fixed, who in rows:
        own = {
            role: [span for piece in fixed[role] for span in _places(text, piece)[:1]]
            if role in fixed
            else [tuple(span) for span in found.get(role) or []]
            for role in ("source", "cue", "content")
        }
        if role_fixed := [role for role in ("source", "cue") if role in fixed and len(own["content"])]:
            for role in role_fixed:
                own[role] = [
                    min(places, key=lambda span: _gap(span, own["content"][0]))
                    for piece in fixed[role]
                    if (places := _places(text, piece))
                ]
        yield own, who


def _places(text: str, piece: str, *, whole: bool = False) -> list[tuple[int, int]]:
    """Where some words stand in a text, blanks of any kind alike; `whole`: not inside longer words."""
    words = [re.escape(word) for word in piece.split()]
    if not words:
        return []
    bound = r"(?<![^\W_]){}(?![^\W_])" if whole else "{}"
    return [found.span() for found in re.finditer(bound.format(r"\s+".join(words)), text)]


def _gap(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Characters between two stretches; 0 where they touch or overlap."""
    return max(0, max(one[0], other[0]) - min(one[1], other[1]))


def _claims(text: str, speaker: Mapping[str, Any], sources: Sequence[tuple[int, int]]) -> Iterator[ClaimedBeside]:
    """What is claimed beside each mention of a speaker: of a person by name, of others at the head of a source."""
    mentions = list(_mentions(text, speaker, sources))
    if not mentions:
        return
    borders = [part.start for part in paragraphs(text)]
    found: dict[tuple[int, int], list[tuple[int, int, str]]] = {mention: [] for mention in mentions}
    open_ = [span for words in speaker.get("inferred") or () for span in _places(text, words, whole=True)]
    for label, listed in (("role", speaker.get("roles")), ("body", speaker.get("affiliations"))):
        for words in listed or ():
            best = _nearest(text, borders, mentions, _places(text, words, whole=True))
            for number, (gap, mention, place) in enumerate(best):
                if gap <= _FARTHEST and (number == 0 or gap <= _BESIDE):
                    found[mention].append((*place, label))
                else:
                    open_.append(place)
    for mention, spans in found.items():
        yield ClaimedBeside(mention, _longest(spans), sorted(set(open_)))


def _nearest(
    text: str, borders: Sequence[int], mentions: Sequence[tuple[int, int]], places: Iterable[tuple[int, int]]
) -> list[tuple[int, tuple[int, int], tuple[int, int]]]:
    """Each place with the mention nearest to it in its own paragraph and how far that is, nearest first."""
    found = []
    for place in places:
        own = [m for m in mentions if not _parted(borders, m, place)]
        if own:
            mention = min(own, key=lambda m: _gap(m, place) + 40 * _sentence_between(text, m, place))
            found.append((_gap(mention, place) + 40 * _sentence_between(text, mention, place), mention, place))
        else:
            found.append((_FARTHEST + 1, mentions[0], place))
    return sorted(found)


def _parted(borders: Sequence[int], one: tuple[int, int], other: tuple[int, int]) -> bool:
    low, high = sorted((one[0], other[0]))
    return any(low < border <= high for border in borders)


def _sentence_between(text: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    low, high = min(one[1], other[1]), max(one[0], other[0])
    # With the letters on both sides, which tell a full stop from others: `the mayor. Ruiz`.
    between = text[max(0, low - 2) : high + 1] if high > low else ""
    return bool(re.search(r"[a-z”\"]{2}[.!?][”\"]?\s+[“\"A-Z]", between))


def _longest(spans: Sequence[tuple[int, int, str]]) -> Spans:
    """Spans without those within a longer one of their label."""
    kept: Spans = []
    for start, end, label in sorted(set(spans), key=lambda s: (s[0], -s[1])):
        if not any(label == other and first <= start and end <= last for first, last, other in kept):
            kept.append((start, end, label))
    return kept


def _mentions(text: str, speaker: Mapping[str, Any], sources: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    if speaker["kind"] == "person":
        forms = {speaker["name"], *speaker.get("aliases", ()), speaker["name"].split()[-1]}
        taken = sorted(
            {span for form in forms for span in _places(text, form, whole=True)}, key=lambda s: (s[0], -s[1])
        )
        last = 0
        for start, end in taken:
            if start >= last:
                last = end
                yield start, end
    elif speaker["kind"] == "unnamed" and speaker.get("head"):
        seen = set()
        for start, end in sources:
            for first, last in _places(text[start:end], speaker["head"], whole=True)[-1:]:
                if (start + first, start + last) not in seen:
                    seen.add((start + first, start + last))
                    yield start + first, start + last
