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
from operator import itemgetter
from pathlib import Path
from typing import Any

from quotetrack.records import Span
from quotetrack.spans import gap
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
_SENTENCE = 40
"""Characters that the end of a sentence between a mention and words of a claim counts as."""
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
    heads: dict[str, list[Span]] = {}
    for spans, who in questions(text, attributions, people):
        speakers, _, act = who.partition("/")
        if speakers != "-":
            roles += [(start, end, role) for role in ("source", "cue", "content") for start, end in spans[role]]
        if act in _ACTS and spans["content"]:
            acts.append(JudgedAct(tuple(spans["cue"]), tuple(spans["content"]), _ACTS[act]))
        for one in speakers.split("+"):
            heads.setdefault(one, []).extend(spans["source"])
    claims = [claim for key, speaker in people.speakers.items() for claim in _claims(text, speaker, heads.get(key, []))]
    return Annotated(sorted(set(roles)), acts, claims)


def questions(
    text: str, attributions: Sequence[Mapping[str, Any]], people: People
) -> Iterator[tuple[dict[str, list[Span]], str]]:
    rows: list[tuple[Mapping[str, Any], Mapping[str, Any], str]] = [
        (attributions[int(key)], people.fix.get(key, {}), who) for key, who in people.who.items()
    ]
    rows += [({}, missed, missed["who"]) for missed in people.missed]
    for found, fixed, who in rows:
        content = _spans_of(text, "content", found, fixed)
        source, cue = (_spans_of(text, role, found, fixed, content) for role in ("source", "cue"))
        yield {"content": content, "source": source, "cue": cue}, who


def _spans_of(
    text: str, role: str, found: Mapping[str, Any], fixed: Mapping[str, Any], beside: Sequence[Span] = ()
) -> list[Span]:
    """The spans of a role in an attribution: corrected ones by their words, else those that were found."""
    if role not in fixed:
        return [Span(*span) for span in found.get(role) or []]
    return [place for piece in fixed[role] if (place := _place(text, piece, beside))]


def _place(text: str, piece: str, beside: Sequence[Span]) -> Span | None:
    """Where some words stand in a text: nearest to the first of some spans, or first of all where there are none."""
    places = _places(text, piece)
    return min(places, key=lambda place: gap(place, beside[0]) if beside else 0, default=None)


def _places(text: str, piece: str, *, whole: bool = False) -> list[Span]:
    """Where some words stand in a text, blanks of any kind alike; `whole`: not inside longer words."""
    words = [re.escape(word) for word in piece.split()]
    if not words:
        return []
    bound = r"(?<![^\W_]){}(?![^\W_])" if whole else "{}"
    return [Span(*found.span()) for found in re.finditer(bound.format(r"\s+".join(words)), text)]


def _claims(text: str, speaker: Mapping[str, Any], sources: Sequence[Span]) -> Iterator[ClaimedBeside]:
    """What is claimed beside each mention of a speaker: of a person by name, of others at the head of a source."""
    mentions = list(_mentions(text, speaker, sources))
    if not mentions:
        return
    borders = [part.start for part in paragraphs(text)]
    found: dict[Span, list[tuple[int, int, str]]] = {mention: [] for mention in mentions}
    open_ = [span for words in speaker.get("inferred") or () for span in _places(text, words, whole=True)]
    for label, listed in (("role", speaker.get("roles")), ("body", speaker.get("affiliations"))):
        for words in listed or ():
            best = _nearest(text, borders, mentions, _places(text, words, whole=True))
            for number, (distance, mention, place) in enumerate(best):
                if distance <= _FARTHEST and (number == 0 or distance <= _BESIDE):
                    found[mention].append((*place, label))
                else:
                    open_.append(place)
    for mention, spans in found.items():
        yield ClaimedBeside(mention, _longest(spans), sorted(set(open_)))


def _nearest(
    text: str, borders: Sequence[int], mentions: Sequence[Span], places: Iterable[Span]
) -> list[tuple[int, Span, Span]]:
    """Each place with the mention nearest to it in its own paragraph and how far that is, nearest first."""
    found = []
    for place in places:
        own = [m for m in mentions if not _parted(borders, m, place)]
        if own:
            distances = ((_distance(text, mention, place), mention) for mention in own)
            found.append((*min(distances, key=itemgetter(0)), place))
        else:
            found.append((_FARTHEST + 1, mentions[0], place))
    return sorted(found)


def _distance(text: str, mention: Span, place: Span) -> int:
    """Characters between a mention and words of a claim; the end of a sentence between them counts as so many more."""
    return gap(mention, place) + _SENTENCE * _sentence_between(text, mention, place)


def _parted(borders: Sequence[int], one: Span, other: Span) -> bool:
    low, high = sorted((one[0], other[0]))
    return any(low < border <= high for border in borders)


def _sentence_between(text: str, one: Span, other: Span) -> bool:
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


def _mentions(text: str, speaker: Mapping[str, Any], sources: Sequence[Span]) -> Iterator[Span]:
    if speaker["kind"] == "person":
        forms = {speaker["name"], *speaker.get("aliases", ()), speaker["name"].split()[-1]}
        taken = sorted(
            {span for form in forms for span in _places(text, form, whole=True)}, key=lambda s: (s[0], -s[1])
        )
        last = 0
        for start, end in taken:
            if start >= last:
                last = end
                yield Span(start, end)
    elif speaker["kind"] == "unnamed" and speaker.get("head"):
        seen = set()
        for start, end in sources:
            for first, last in _places(text[start:end], speaker["head"], whole=True)[-1:]:
                mention = Span(start + first, start + last)
                if mention not in seen:
                    seen.add(mention)
                    yield mention
