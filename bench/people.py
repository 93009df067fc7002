"""How right extracted quotations are on articles in which people were annotated by reading, article by article.

    python bench/people.py ARTICLES.jsonl.gz PEOPLE.jsonl [ARTICLES PEOPLE ...]

parses and reads the articles with the bundled pack and prints a line for each pair of files, in per cent: how often the
speaker of what is said or written is right, how often somebody else is named, roles, bodies, acts and spans, how many
pronouns and descriptions that were given at least 0.9 are right, and the expected calibration error of all speakers.

The figures add up: each article gives counts, so that a change in a few articles is scored without the others.
A question is an attribution of an annotated article; its answer is the quotation whose content covers most of it.
The people file's form: one JSON object a line with `doc`, `speakers`, `who`, `fix`, `missed`.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "sen",
        "rep",
        "gov",
        "president",
        "senator",
        "the",
        "sir",
        "lord",
        "lady",
        "dame",
        "gen",
        "lt",
        "col",
        "maj",
        "capt",
        "sgt",
        "prof",
        "professor",
        "jr",
        "sr",
    ]
)
SMALL = frozenset(["the", "a", "an", "of", "in", "for", "and", "at", "to", "s", "&"])
DOCUMENTS = frozenset(
    [
        "poll",
        "polls",
        "survey",
        "surveys",
        "report",
        "reports",
        "records",
        "record",
        "documents",
        "document",
        "article",
        "articles",
        "editorial",
        "story",
        "study",
        "analysis",
        "data",
        "email",
        "emails",
        "e-mail",
        "e-mails",
        "memo",
        "letter",
        "statement",
        "ad",
        "ads",
        "video",
        "lawsuit",
        "filing",
        "filings",
        "release",
        "results",
        "summary",
        "index",
        "tweet",
        "account",
        "website",
        "transcript",
        "book",
        "review",
        "complaint",
        "notes",
        "figures",
        "numbers",
        "findings",
        "board",
        "page",
    ]
)
COVERED = 0.3
"""Share of a content that the answer must at least cover."""

Json = dict[str, Any]
Spans = Sequence[Sequence[int]]


@dataclass(frozen=True)
class Question:
    """An attribution with who is meant: `act` is s (said), w (written), b (believed) or n (neither)."""

    spans: dict[str, list[list[int]]]
    speakers: list[Json]
    act: str


@dataclass(frozen=True)
class Annotated:
    """An article with its questions."""

    doc: str
    text: str
    questions: list[Question]


def read_annotated(articles: Path, people: Path) -> Iterator[Annotated]:
    """The annotated articles of two files, in the order of the people file."""
    texts = {item["doc"]: item for item in _json_lines(articles)}
    for row in _json_lines(people):
        article = texts[row["doc"]]
        yield Annotated(row["doc"], article["text"], list(_questions(article, row)))


def _json_lines(path: Path) -> Iterator[Json]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def _questions(article: Json, row: Json) -> Iterator[Question]:
    given = [(article["attributions"][int(k)], row.get("fix", {}).get(k, {}), who) for k, who in row["who"].items()]
    given += [({}, missed, missed["who"]) for missed in row.get("missed", [])]
    for spans, fix, who in given:
        names, _, act = who.partition("/")
        own = {
            part: _locate(article["text"], fix[part]) if part in fix else spans.get(part) or []
            for part in ("content", "cue", "source")
        }
        if own["content"] and names != "-":
            yield Question(own, [row["speakers"][n] for n in names.split("+") if n in row["speakers"]], act)


def _locate(text: str, pieces: Sequence[str]) -> list[list[int]]:
    """Where exact pieces stand, blanks of any kind alike."""
    found = (re.search(r"\s+".join(re.escape(word) for word in piece.split()), text) for piece in pieces)
    return [list(at.span()) for at in found if at]


def score(article: Annotated, quotations: Sequence[Json]) -> Counter[str]:
    """Counts of one article; `quotations` are as `quotetrack extract --format jsonl` prints them."""
    counts: Counter[str] = Counter()
    stated: set[tuple[str, str]] = set()
    inferred: set[tuple[str, str]] = set()
    told: set[tuple[str, str]] = set()
    covered = [(quotation, _offsets(quotation["content"])) for quotation in quotations]
    for question in article.questions:
        answer = _answer(question, covered)
        if question.act in "swb" and answer:
            counts["acts"] += 1
            counts["act"] += (question.act == "b") == (answer["act"] == "belief")
        if question.act not in "sw":
            continue
        _score_spans(counts, article.text, question, answer)
        person = _score_speaker(counts, article.text, question, answer)
        if person and answer:
            _score_role(counts, person, answer)
            stated |= {(person["name"], body) for body in person.get("affiliations", [])}
            inferred |= {(person["name"], body) for body in person.get("inferred", [])}
            told |= {(person["name"], body) for body in answer["speaker"].get("affiliations") or []}
    counts["told"], counts["stated"] = len(told), len(stated)
    counts["told right"] = sum(any(n == m and same_body(a, b) for m, b in stated | inferred) for n, a in told)
    counts["stated found"] = sum(any(n == m and same_body(a, b) for m, b in told) for n, a in stated)
    return counts


def _offsets(spans: Spans) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


def _answer(question: Question, covered: Sequence[tuple[Json, set[int]]]) -> Json | None:
    content = _offsets(question.spans["content"])
    best, share = None, COVERED
    for quotation, offsets in covered:
        got = len(content & offsets) / len(content)
        if got > share or (got == share and best is None):
            best, share = quotation, got
    return best


def _score_spans(counts: Counter[str], text: str, question: Question, answer: Json | None) -> None:
    """Content and source, exact but for blanks and signs."""
    for part in ("content", "source"):
        asked, got = (
            {at for at in _offsets(spans) if text[at].isalnum()}
            for spans in (question.spans[part], answer[part] if answer else [])
        )
        counts[part] += asked == got and answer is not None


def _score_speaker(counts: Counter[str], text: str, question: Question, answer: Json | None) -> Json | None:
    """Count right, wrong and nobody; the person who is rightly named."""
    speaker = answer["speaker"] if answer else {}
    named = [one for one in question.speakers if one["kind"] != "unnamed"]
    source = " ".join(text[start:end] for start, end in question.spans["source"])
    right = next((one for one in named if is_right(one, speaker.get("name"))), None)
    nobody = answer is not None and not speaker.get("name")
    document = bool(named) and named[0]["kind"] == "organization" and not DOCUMENTS.isdisjoint(_words(source))
    good = bool(right) or (nobody and (not named or document))
    counts["questions"] += 1
    counts["found"] += answer is not None
    counts["right"] += good
    counts["wrong"] += bool(speaker.get("name")) and not good
    if answer:
        _score_confidence(counts, answer, good)
    return right if right and right["kind"] == "person" else None


def _score_confidence(counts: Counter[str], answer: Json, good: bool) -> None:
    """Count how sure the answers of each tenth were, in hundredths, and how many of them were right."""
    sure = round(100 * answer["confidence"])
    tenth = min(sure // 10, 9)
    counts[f"tenth {tenth}"] += 1
    counts[f"tenth {tenth}, sure"] += sure
    counts[f"tenth {tenth}, right"] += good
    if tenth == 9 and answer["trace"]["rule"] in MEANT:
        counts["sure of who is meant"] += 1
        counts["sure of who is meant, right"] += good


def _score_role(counts: Counter[str], person: Json, answer: Json) -> None:
    role = set(_words(answer["speaker"].get("role") or "", SMALL))
    if person.get("roles"):
        counts["roles"] += 1
        counts["role"] += any(role & set(_words(stated, SMALL)) for stated in person["roles"])


def _words(name: str, without: frozenset[str] = frozenset()) -> list[str]:
    plain = unicodedata.normalize("NFKD", re.sub(r"['’]s?\b(?=\s|$)", "", name))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return [w for w in re.findall(r"[^\W_]+", re.sub(r"(?<=\b\w)\.(?=\w\b)", "", plain)) if w not in without]


def is_right(one: Json, name: str | None) -> bool:
    """Whether a name is that of an annotated speaker: family name and one more, or half of a body's words."""
    if not name:
        return False
    if one["kind"] == "person":
        return _same_person(one["name"], name)
    own = set(_words(name, SMALL))
    return any(
        same_body(known, name) or bool(own and 2 * len(own & (theirs := set(_words(known, SMALL)))) >= len(theirs))
        for known in (one["name"], *one.get("aliases", []))
    )


def _same_person(one: str, other: str) -> bool:
    left, right = _words(one, TITLES) or _words(one), _words(other, TITLES) or _words(other)
    if not left or not right:
        return False
    short, long = sorted((left, right), key=len)
    return set(short) <= set(long) and (len(left) == 1 or len(right) > 1)


def same_body(one: str, other: str) -> bool:
    """Whether two names are of one body: the words of one within the other's, or one the other's initials."""
    left, right = set(_words(one, SMALL)), set(_words(other, SMALL))
    if not left or not right:
        return False
    initials = {"".join(word[0] for word in _words(name, SMALL)) for name in (one, other)}
    return left <= right or right <= left or bool({"".join(_words(one)), "".join(_words(other))} & initials)


MEANT = frozenset(["pronoun", "relative", "collective pronoun", "description", "group noun"])
"""Rules of pronouns and descriptions."""
SHARES = {
    "right": ("right", "questions"), "wrong": ("wrong", "questions"), "role": ("role", "roles"),
    "affiliations P": ("told right", "told"), "affiliations R": ("stated found", "stated"), "act": ("act", "acts"),
    "exact content": ("content", "questions"), "exact source": ("source", "questions"),
    "of pronouns and descriptions given 0.9 right": ("sure of who is meant, right", "sure of who is meant"),
}  # fmt: skip
"""Each figure with the counts that it is a share of."""


def as_line(name: str, counts: Counter[str]) -> str:
    """The figures of a pair of files, in per cent."""
    shares = (f"{what} {100 * counts[part] / max(1, counts[whole]):.1f}" for what, (part, whole) in SHARES.items())
    tenths = [f"tenth {tenth}" for tenth in range(10)]
    off = sum(abs(counts[f"{tenth}, sure"] - 100 * counts[f"{tenth}, right"]) for tenth in tenths)
    error = off / max(1, sum(counts[tenth] for tenth in tenths))
    return f"{name}: {counts['questions']:,} questions, {', '.join(shares)}, calibration error {error:.1f}"


def main(files: Sequence[str]) -> int:
    """Read and score; returns the exit status."""
    from quotetrack import Article, as_json, extract_articles, load_parser

    if not files or len(files) % 2:
        print("usage: python bench/people.py ARTICLES PEOPLE [ARTICLES PEOPLE ...]", file=sys.stderr)
        return 2
    parser = load_parser()
    for articles, people in zip(files[::2], files[1::2], strict=True):
        counts: Counter[str] = Counter()
        annotated = list(read_annotated(Path(articles), Path(people)))
        found = extract_articles((Article(each.doc, each.text) for each in annotated), parser)
        for each, (_, quotations) in zip(annotated, found, strict=True):
            if isinstance(quotations, Exception):
                print(f"left out: {quotations}", file=sys.stderr)
            else:
                counts.update(score(each, [as_json(quotation, each.doc) for quotation in quotations]))
        print(as_line(Path(people).stem, counts), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
