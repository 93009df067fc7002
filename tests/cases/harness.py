"""What a case expects of a text, and how that is compared with what extraction gives.

A table's row is made by `row`; its text is run through the pipeline by the fixture `quotations_of`
(conftest.py beside this file) and judged by `expect`. Only the fields that a row gives are compared.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final

import pytest

Quoted = Mapping[str, Any]  # one quotation as the contract's JSON object (docs/contract.md)
OneOf = tuple[str, ...]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ARTICLES = {"a", "an", "the"}
_PARTY = _ARTICLES | {"party"}
_ORGANIZATION_NOISE = _PARTY | {"of", "in", "for", "and", "at", "to", "s"}
_HONORIFICS = re.compile(
    r"^(?:mr|mrs|ms|miss|mx|dr|prof|professor|sen|senator|rep|representative|gov|president|judge|sir|dame|lord|lady"
    r"|rev|cllr|councillor|maj|sgt|col|capt|lt|gen|pte|det|insp|sheikh|ayatollah|king|queen|prince|princess|the)\.?\s+",
    re.IGNORECASE,
)
LOOSE: Final = 0.5
"""Share of words (Jaccard) at which a content counts as the expected one where edges are not the point."""

LONGER: Final = 4
"""How many times longer a content may be that holds the whole expected one: the clause around words in marks."""


class _Anything:
    def __repr__(self) -> str:
        return "anything"


ANY: Final = _Anything()


@dataclass(frozen=True)
class Expected:
    """One quotation as a careful reader sees it.

    `content` is cut out of the text letter by letter (white space may differ), marks left out,
    pieces of a discontinuous one parted by " | ". A tuple means that any of its values will do;
    `affiliations` are compared as a set, `cue` and `mention` are contained in what was found.
    `form` is direct, mixed or indirect (the contract's `kind`); `kind` is the speaker's.
    `within` is the content of the parent.
    """

    content: str
    speaker: Any = ANY
    kind: str | OneOf | _Anything = ANY
    form: str | OneOf | _Anything = ANY
    act: str | OneOf | _Anything = ANY
    mention: str | OneOf | _Anything | None = ANY
    cue: str | OneOf | _Anything | None = ANY
    role: str | OneOf | _Anything | None = ANY
    affiliations: Sequence[str] | _Anything = ANY
    via: str | _Anything | None = ANY
    depth: int | _Anything = ANY
    closed: bool | _Anything = ANY
    parts: int | _Anything = ANY
    within: str | _Anything = ANY
    occurrence: int = 0


def row(case: str, text: str, *expected: Expected | str, fails: str | None = None) -> Any:
    """A table's row: `case` is the T-number and a word on the text; `fails` says why it does not pass yet."""
    for each in expected:
        word_ends(text, each.content, each.occurrence) if isinstance(each, Expected) else word_ends(text, each)
    marks = [pytest.mark.xfail(strict=True, reason=fails)] if fails else []
    return pytest.param(text, list(expected), id=case, marks=marks)


def expect(
    text: str, found: Sequence[Quoted], expected: Sequence[Expected], *, exactly: bool = False, loose: bool = False
) -> None:
    """Fail, showing what was extracted, unless every expected quotation is among those found.

    `exactly`: nothing else may be found. `loose`: the edges of contents may differ (LOOSE).
    """
    faults: list[str] = []
    left = list(found)
    for wanted in expected:
        quoted = best_overlap(text, left, wanted.content, wanted.occurrence)
        if quoted is None:
            faults.append(f"missing: {wanted.content!r}")
            continue
        left.remove(quoted)
        faults += _faults(text, found, quoted, wanted, loose)
    if exactly:
        faults += [f"not expected: {content_of(text, quoted)!r}" for quoted in left]
    if faults:
        pytest.fail("\n".join([text, "", *faults, "", "extracted:", *describe(text, found)]), pytrace=False)


def expect_unsaid(text: str, found: Sequence[Quoted], snippets: Sequence[str]) -> None:
    """Fail if one of these stretches, by itself, is taken for something that somebody said or wrote."""
    for snippet in snippets:
        wanted = word_ends(text, snippet)
        taken = [q for q in found if q["act"] in ("speech", "writing") and content_words(text, q) == wanted]
        if taken:
            told = "\n".join([text, "", f"not speech: {snippet!r}", "", "extracted:", *describe(text, found)])
            pytest.fail(told, pytrace=False)


def said(found: Sequence[Quoted]) -> list[Quoted]:
    """What somebody said or wrote: what is not speech and beliefs left out."""
    return [q for q in found if q["act"] in ("speech", "writing")]


def best_overlap(text: str, found: Sequence[Quoted], content: str, occurrence: int = 0) -> Quoted | None:
    """The quotation whose words agree best with the stretch, if enough do (LOOSE, LONGER)."""
    wanted = word_ends(text, content, occurrence)
    ranked = sorted(found, key=lambda q: _jaccard(wanted, content_words(text, q)), reverse=True)
    if ranked and _agrees(wanted, content_words(text, ranked[0])):
        return ranked[0]
    return None


def word_ends(text: str, content: str, occurrence: int = 0) -> set[int]:
    """Ends of the words of a stretch, whose pieces are parted by " | ", in the text.

    Ends, because what is left of a damaged mark (`â€œThe`) looks like the start of a word.
    """
    ends: set[int] = set()
    at = 0
    for piece in content.split(" | "):
        found = list(re.compile(r"\s+".join(map(re.escape, piece.split()))).finditer(text, at))
        if len(found) <= occurrence:
            raise ValueError(f"the row's content is not in its text: {piece!r}")
        at = found[occurrence].end()
        ends |= {m.end() for m in _WORD.finditer(text, found[occurrence].start(), at)}
    return ends


def content_words(text: str, quoted: Quoted) -> set[int]:
    """Ends of the words of a quotation's content; an introducing "that" is left out."""
    found = [m for m in _WORD.finditer(text) if _overlaps(m, quoted["content"])]
    if found and quoted["kind"] != "direct" and found[0].group().casefold() == "that":
        found = found[1:]
    return {m.end() for m in found}


def content_of(text: str, quoted: Quoted) -> str:
    """The content's pieces, parted by " | "."""
    return " | ".join(text[start:end] for start, end in quoted["content"])


def same_name(expected: str | None, name: str | None) -> bool:
    """Whether two names are the same once honorifics and a leading article are gone."""
    if expected is None or name is None:
        return expected is name
    return _bare_name(expected) == _bare_name(name)


def same_organization(expected: str, name: str) -> bool:
    """Whether the words of one are within the other's, as the project's speaker measure has it."""
    a, b = (_words(each, _ORGANIZATION_NOISE) for each in (expected, name))
    return bool(a and b) and (set(a) <= set(b) or set(b) <= set(a))


def describe(text: str, found: Sequence[Quoted]) -> list[str]:
    """A line for each quotation found, for messages."""
    return [
        f"  {'  ' * q['depth']}{q['kind']} {q['act']} {content_of(text, q)!r} by {q['speaker']['name']!r}"
        f" ({q['speaker']['kind']}, mention {q['speaker']['mention']!r}, role {q['speaker']['role']!r},"
        f" of {q['speaker']['affiliations']}) cue {[text[s:e] for s, e in q['cue']]} via {q['via']!r}"
        f" closed {q['closed']} sure {q['confidence']:.2f}"
        for q in found
    ] or ["  nothing"]


def _faults(text: str, found: Sequence[Quoted], quoted: Quoted, wanted: Expected, loose: bool) -> list[str]:
    got = content_words(text, quoted)
    faults = []
    if not loose and got != word_ends(text, wanted.content, wanted.occurrence):
        faults.append(f"edges: {content_of(text, quoted)!r} is not {wanted.content!r}")
    parents = {q["id"]: q for q in found}
    actual = {
        "speaker": quoted["speaker"]["name"],
        "kind": quoted["speaker"]["kind"],
        "form": quoted["kind"],
        "mention": quoted["speaker"]["mention"],
        "cue": " ".join(text[s:e] for s, e in quoted["cue"]) or None,
        "role": quoted["speaker"]["role"],
        "affiliations": quoted["speaker"]["affiliations"],
        "parts": len(quoted["content"]),
        "within": content_words(text, parents[quoted["parent"]]) if quoted["parent"] else None,
        **{name: quoted[name] for name in ("act", "via", "depth", "closed")},
    }
    for each in fields(Expected)[1:-1]:
        value = getattr(wanted, each.name)
        if value is ANY:
            continue
        if not _holds(text, each.name, value, actual[each.name]):
            faults.append(f"{each.name}: {actual[each.name]!r} is not {value!r}, of {wanted.content!r}")
    return faults


def _holds(text: str, field: str, value: Any, actual: Any) -> bool:
    if field == "affiliations":
        return sorted(_words(v, _PARTY) for v in value) == sorted(_words(a, _PARTY) for a in actual)
    if field == "within":
        return actual is not None and _agrees(word_ends(text, value), actual)
    if isinstance(value, tuple):
        return any(_holds(text, field, each, actual) for each in value)
    if value is None or actual is None:
        return value is actual
    if field in ("speaker", "via"):
        return same_name(value, actual)
    if field == "role":
        return _words(value, _ARTICLES) == _words(actual, _ARTICLES)
    if field in ("cue", "mention"):
        return f" {' '.join(_words(value))} " in f" {' '.join(_words(actual))} "
    return bool(value == actual)


def _agrees(wanted: set[int], got: set[int]) -> bool:
    covered = bool(wanted) and wanted <= got and len(got) <= LONGER * len(wanted)
    return covered or _jaccard(wanted, got) >= LOOSE


def _jaccard(a: set[int], b: set[int]) -> float:
    return len(a & b) / max(1, len(a | b))


def _overlaps(word: re.Match[str], spans: Sequence[Sequence[int]]) -> bool:
    return any(start < word.end() and word.start() < end for start, end in spans)


def _words(phrase: str, leave_out: set[str] | frozenset[str] = frozenset()) -> list[str]:
    folded = re.sub(r"['’]s\b", "", phrase.casefold().replace("’", "'"))
    return [w for w in _WORD.findall(folded) if w not in leave_out]


def _bare_name(name: str) -> list[str]:
    while (shorter := _HONORIFICS.sub("", name)) != name:
        name = shorter
    return _words(name)
