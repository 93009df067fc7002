"""How good the speakers are: their names, roles, affiliations and confidence compared with a hand-made list.

The quotation for a passage is the one that shares most characters with it, and at least 30 % of the passage. Where
there is none, the speaker counts as wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotetrack.errors import InputError
from quotetrack.evaluate.figures import Score, calibration, in_percent, percent, ratio
from quotetrack.evaluate.gold import GoldArticle, LinkedSpans, read_lines
from quotetrack.names.party import party_of
from quotetrack.records import Attribution, Quotation, Span, SpeakerKind

FOUND = 0.3
"""The smallest share (0 to 1) of a passage's characters that its quotation must have."""

# These are not the language tables, since a measure must not change together with what it measures.
_TITLE_WORDS = frozenset(
    {"mr", "mrs", "ms", "dr", "sen", "rep", "gov", "president", "senator", "the", "sir", "lord", "gen", "jr", "sr"}
)
_SMALL_WORDS = frozenset({"the", "a", "an", "of", "in", "for", "and", "at", "to", "s"})
_POSSESSIVE = re.compile(r"['’]s\b")
_LETTERS_AND_DIGITS = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Passage:
    """A passage in quotation marks, and who says it according to a person: docs/model.md describes the file.

    `speaker` has the fullest names in the article, parted by "; " where several speak at once; `pronoun` is true where
    the source is a pronoun or missing.
    """

    doc: str
    content: tuple[Span, ...]
    speech: bool
    speaker: str | None
    kind: SpeakerKind
    role: str | None
    affiliations: tuple[str, ...]
    pronoun: bool


@dataclass(frozen=True)
class Judged:
    """A passage, the quotation found for it, and whether that names the right speaker."""

    passage: Passage
    quotation: Quotation | None
    right: bool

    @property
    def attribution(self) -> Attribution:
        return self.quotation.attribution if self.quotation else Attribution()


def read_passages(path: Path, articles: Iterable[GoldArticle]) -> list[Passage]:
    """The passages of a file in JSON lines; the content of each is that of attribution `k` of its article.

    Raises InputError for a line that does not have the form in docs/model.md, or names an article that is not there.
    """
    known = {article.doc: article.attributions for article in articles}
    found = []
    for where, row in read_lines(path):
        try:
            found.append(_passage(row, known))
        except (KeyError, IndexError, TypeError) as error:
            hint = "doc and k must be an attribution of the gold file; docs/model.md has the fields"
            raise InputError(where, f"no passage: {type(error).__name__}: {error}", hint) from None
    return found


def _passage(row: Mapping[str, Any], known: Mapping[str, Sequence[LinkedSpans]]) -> Passage:
    return Passage(
        row["doc"], known[row["doc"]][row["k"]].content, row["speech"], row["speaker"], row["kind"],
        row["role"], tuple(row["affiliation"]), row["pronoun"],
    )  # fmt: skip


def judge(passages: Iterable[Passage], quotations: Mapping[str, Sequence[Quotation]]) -> list[Judged]:
    """Each passage with its quotation, out of those of its article (by `doc`)."""
    pairs = [(p, find_quotation(p, quotations.get(p.doc, ()))) for p in passages]
    return [Judged(p, q, q is not None and is_right(p, q.attribution)) for p, q in pairs]


def find_quotation(passage: Passage, quotations: Iterable[Quotation]) -> Quotation | None:
    """The quotation that shares most characters with a passage; None where none shares enough."""
    own = _characters(passage.content)
    shares = [(ratio(len(own & _characters(q.content)), len(own)), q) for q in quotations]
    share, best = max(shares, key=lambda pair: pair[0], default=(0.0, None))
    return best if share >= FOUND else None


def _characters(spans: Iterable[Span]) -> set[int]:
    return {i for span in spans for i in range(*span)}


def is_right(passage: Passage, found: Attribution) -> bool:
    """Whether the speaker's name is right; for an unnamed speaker, whether nobody is named."""
    if passage.kind == "unnamed":
        return not found.name or found.speaker.kind in ("unnamed", "unknown")
    if not found.name or not passage.speaker:
        return False
    if passage.kind == "organization":
        own, other = _words(passage.speaker, _SMALL_WORDS), _words(found.name, _SMALL_WORDS)
        return 0 < min(len(own), len(other)) <= 2 * len(own & other)
    return any(same_person(name, found.name) for name in passage.speaker.split("; "))


def same_person(gold: str, found: str) -> bool:
    """Whether all words of the shorter name are in the longer one; for a full name a surname alone is not enough."""
    own, other = _words(gold, _TITLE_WORDS), _words(found, _TITLE_WORDS)
    return _one_in_the_other(own, other) and (len(own) == 1 or len(other) > 1)


def _words(name: str, dropped: frozenset[str]) -> set[str]:
    return set(_LETTERS_AND_DIGITS.findall(_POSSESSIVE.sub("", name).casefold())) - dropped


def _one_in_the_other(a: set[str], b: set[str]) -> bool:
    return bool(a and b) and (a <= b or b <= a)


def speaker_scores(judged: Sequence[Judged]) -> dict[str, Any]:
    """All figures on speakers as JSON: shares in per cent, where `of` is the number of passages."""
    speech = [j for j in judged if j.passage.speech]
    other = [j for j in judged if not j.passage.speech]
    named = [j for j in speech if j.passage.kind != "unnamed"]
    return {
        "found": _share(j.quotation is not None for j in speech),
        "name": _share(j.right for j in speech),
        "name_of_pronoun": _share(j.right for j in speech if j.passage.pronoun),
        "unknown": _share(_is_unknown(j.attribution) for j in named),
        "role": _share(_same_role(j) for j in speech if j.passage.role),
        "not_speech_taken_for_speech": _share(
            j.quotation is not None and j.quotation.act in ("speech", "writing") for j in other
        ),
        "affiliations": in_percent(affiliation_score(j for j in speech if j.right)),
        "calibration": calibration([(j.attribution.confidence, j.right) for j in speech if j.quotation]),
    }


def _share(answers: Iterable[bool]) -> dict[str, float]:
    given = list(answers)
    return {"percent": percent(ratio(sum(given), len(given))), "of": len(given)}


def _is_unknown(found: Attribution) -> bool:
    return found.speaker.kind == "unknown" or not found.name


def _same_role(judged: Judged) -> bool:
    own, other = (_words(role or "", _SMALL_WORDS) for role in (judged.passage.role, judged.attribution.speaker.role))
    return bool(own & other)


def affiliation_score(judged: Iterable[Judged]) -> Score:
    """Precision and recall of all affiliations; two agree where all words of the one are in the other, letters of a
    party (R-Ohio) taken for it."""
    right_found = found = right_own = own = 0
    for each in judged:
        gold, given = (
            [_words(party_of(name) or name, _SMALL_WORDS) for name in names]
            for names in (each.passage.affiliations, each.attribution.speaker.affiliations)
        )
        found, own = found + len(given), own + len(gold)
        right_found += sum(any(_one_in_the_other(a, b) for b in gold) for a in given)
        right_own += sum(any(_one_in_the_other(a, b) for b in given) for a in gold)
    return Score(ratio(right_found, found), ratio(right_own, own))


_LABELS = {
    "found": "found at all",
    "name": "name right",
    "name_of_pronoun": "name right where the source is a pronoun or missing",
    "unknown": "named in the article, unknown to quotetrack (less is better)",
    "role": "role right",
    "not_speech_taken_for_speech": "not speech, taken for speech (less is better)",
}


def speaker_table(scores: Mapping[str, Any]) -> str:
    """The figures of `speaker_scores`, except the calibration, as a table."""
    lines = ["| speakers | per cent | of passages |", "|---|---|---|"]
    lines += [f"| {label} | {scores[name]['percent']} | {scores[name]['of']} |" for name, label in _LABELS.items()]
    lines += [f"| affiliations where the name is right, F1 | {scores['affiliations']['f1']} | |"]
    return "\n".join(lines)
